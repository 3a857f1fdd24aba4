"""Nothing is sent anywhere: all of luxterm runs with the network closed.

Python's own audit events show every socket that is made or asked of, whichever module does it; if
the system allows it, the command also runs in a network namespace that has no way out at all.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from luxterm.system.storage import is_remote
from tests.lsp import Client

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
CLOSED = """
import sys
def closed(event, _):
    if event.startswith(("socket.", "http.", "urllib.", "ftplib.", "smtplib.")):
        raise SystemExit(f"the network was asked for: {event}")
sys.addaudithook(closed)
from luxterm.cli.main import main
sys.exit(main())
"""
COMMANDS: dict[str, tuple[list[str], int]] = {
    "check": (["check", "samples"], 1),
    "check in processes": (["check", "samples", "--jobs", "2", "--format", "json"], 1),
    "diff": (["check", "samples", "--diff", "--unsafe-fixes"], 1),
    "explain": (["explain", "child pornography"], 0),
    "validate": (["lexicon", "validate"], 0),
    "version": (["--version"], 0),
}
"""Command lines, and how they end."""


def run(
    command: Sequence[str], cache: str | Path = "", lexicon: Path = ROOT / "lexicon"
) -> subprocess.CompletedProcess[str]:
    """Run from the checkout; with a cache of its own, the termbase is compiled as well."""
    paths = os.pathsep.join(map(str, (lexicon, ROOT, ROOT / "server")))
    env = {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    if cache:
        env["LUXTERM_CACHE"] = str(cache)
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_no_socket_is_made(name: str, tmp_path: Path, brief: str) -> None:
    arguments, status = COMMANDS[name]
    lexicon = Path(brief).parent
    usual = run([sys.executable, "-m", "luxterm", *arguments], lexicon=lexicon)
    cache = tmp_path if name == "check" else ""
    closed = run([sys.executable, "-c", CLOSED, *arguments], cache, lexicon)
    assert (closed.returncode, closed.stderr) == (usual.returncode, usual.stderr)
    assert closed.returncode == status
    assert closed.stdout == usual.stdout


def test_the_network_is_seen() -> None:
    """The test above would fail otherwise: the hook ends a program that makes a socket."""
    program = CLOSED.replace("from luxterm.cli.main import main", "import socket; socket.socket()")
    assert "the network was asked for" in run([sys.executable, "-c", program]).stderr


def test_without_any_network() -> None:
    """The whole check with every process in a namespace that has no interface."""
    unshare = shutil.which("unshare")
    if (
        unshare is None
        or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system doesn't let us close the network (unshare -rn)")
    done = run([unshare, "-rn", sys.executable, "-m", "luxterm", "check", "samples", "--jobs", "2"])
    assert done.returncode == 1
    assert "child sexual abuse material" in done.stdout
    assert done.stderr == ""


KEYS = {"extend": "extend = {}", "baseline": "baseline = {}", "lexicon": "lexicon = [{}]"}
"""Every key that names a file."""
ADDRESSES = (
    "http://localhost:{port}/x.json",
    "https://127.0.0.1:{port}/x.json",
    "HTTP://127.0.0.1:{port}/x.json",
    "s3://bucket/x.json",
    "gs://bucket/x.json",
    "ftp://127.0.0.1:{port}/x.json",
    "sftp://localhost:{port}/x.json",
    "webdav+http://127.0.0.1:{port}/x.json",
    "zip://x.json::http://127.0.0.1:{port}/x.zip",
    "simplecache::http://127.0.0.1:{port}/x.json",
    "file://localhost:{port}/x.json",
    "memory://x.json",
    "nobody-knows://localhost:{port}/x.json",
    "//localhost/share/x.json",
    "\\\\localhost\\share\\x.json",
    "/\\localhost\\share/x.json",
)
WATCHED = """
import sys
def watched(event, arguments):
    named = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request")
    reached = event in ("socket.connect", "socket.sendto") and isinstance(arguments[-1], tuple)
    if named or reached:
        with open(sys.argv[-1], "a") as log:
            log.write(f"{event} {arguments}\\n")
sys.addaudithook(watched)
from luxterm.cli.main import main
"""
"""Every look-up of a name and every connection goes to the file that is the last argument."""


class Listener:
    """Something that listens on this machine: to whom it was said what."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                connection, address = self._socket.accept()
                self.heard.append(address)
                with connection:
                    connection.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Generator[Listener]:
    made = Listener()
    yield made
    made.close()


def environment(listener: Listener, tmp_path: Path) -> dict[str, str]:
    here = f"http://127.0.0.1:{listener.port}"
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("", "lexicon", "server")),
        "XDG_CONFIG_HOME": str(tmp_path / "home"),
        "AWS_ENDPOINT_URL": here,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "STORAGE_EMULATOR_HOST": here,
    }


@pytest.fixture
def folders(listener: Listener, tmp_path: Path) -> list[Path]:
    """A folder for each key and each address, with a document."""
    made: list[Path] = []
    for key, line in KEYS.items():
        for number, address in enumerate(ADDRESSES):
            folder = tmp_path / f"{key}-{number}"
            folder.mkdir()
            said = json.dumps(address.format(port=listener.port))
            (folder / "luxterm.toml").write_text(f"profile = 'un'\n{line.format(said)}\n")
            (folder / "a.md").write_text("The State shall prohibit child pornography in law.\n")
            made.append(folder)
    return made


@pytest.mark.parametrize("door", ["command line", "hook"])
def test_no_configuration_reaches_the_network(
    door: str, listener: Listener, folders: list[Path], tmp_path: Path
) -> None:
    """Each key and each kind of address: nobody is called, no name is looked up, and the user is told."""
    program = f"{WATCHED}\nfor path in sys.argv[1:-1]:\n    print(main(['check', path]), file=sys.stderr)\n"
    paths = [str(folder / "a.md") if door == "hook" else str(folder) for folder in folders]
    done = subprocess.run(
        [sys.executable, "-c", program, *paths, str(tmp_path / "log")],
        cwd=tmp_path,
        env=environment(listener, tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert not (tmp_path / "log").exists(), (tmp_path / "log").read_text()
    assert listener.heard == []
    told = done.stderr.splitlines()
    assert told[1::2] == ["2"] * len(folders)
    for folder, line in zip(folders, told[::2], strict=True):
        key, number = folder.name.split("-")
        if is_remote(ADDRESSES[int(number)]):
            assert f"{folder}/luxterm.toml: line 2: {key} is on another computer (" in line
            assert f"--trust, or list the folder in {tmp_path}/home/luxterm/luxterm.toml: trust = [" in line
    assert "Traceback" not in done.stderr


def test_nor_in_the_server(listener: Listener, folders: list[Path], tmp_path: Path) -> None:
    program = f"{WATCHED}\nmain(['server'])\n"
    command = [sys.executable, "-c", program, str(tmp_path / "log")]
    with Client(command, 300, cwd=tmp_path, env=environment(listener, tmp_path)) as client:
        client.initialize(folders={folder.as_uri(): folder.name for folder in folders})
        for folder in folders:
            uri = (folder / "a.md").as_uri()
            client.open(uri, (folder / "a.md").read_text())
            assert [each["code"] for each in client.diagnostics(uri, timeout=120)] == ["child-pornography"]
        client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"}, timeout=120)
        for folder in folders:
            if is_remote(ADDRESSES[int(folder.name.split("-")[1])]):
                published = client.all("textDocument/publishDiagnostics")
                uri = (folder / "luxterm.toml").as_uri()
                [problem] = next(each["diagnostics"] for each in published if each["uri"] == uri)
                assert "is on another computer" in problem["message"]
    assert not (tmp_path / "log").exists(), (tmp_path / "log").read_text()
    assert listener.heard == []


@pytest.mark.parametrize("how", ["--trust", "listed", "--baseline"])
def test_the_listener_would_hear(how: str, listener: Listener, folders: list[Path], tmp_path: Path) -> None:
    """The tests above would fail otherwise: where the user says so, the address is asked."""
    pytest.importorskip("aiohttp")
    pytest.importorskip("fsspec")
    folder = tmp_path / "baseline-0"
    address = f"http://localhost:{listener.port}/x.json"
    options = {"--trust": ["--trust"], "listed": [], "--baseline": ["--baseline", address]}[how]
    if how == "--baseline":
        (folder / "luxterm.toml").unlink()
    if how == "listed":
        (tmp_path / "home" / "luxterm").mkdir(parents=True)
        (tmp_path / "home" / "luxterm" / "luxterm.toml").write_text(f"trust = ['{folder}']\n")
    program = f"{WATCHED}\nsys.exit(main(['check', *sys.argv[1:-1]]))\n"
    done = subprocess.run(
        [sys.executable, "-c", program, *options, str(folder), str(tmp_path / "log")],
        cwd=tmp_path,
        env=environment(listener, tmp_path),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 2
    assert "luxterm: baseline: http://localhost" in done.stderr
    assert len(listener.heard) >= 1
    assert "socket.connect" in (tmp_path / "log").read_text()
