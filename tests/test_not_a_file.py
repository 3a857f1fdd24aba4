"""What a configuration names, or what stands in its place, may be no file: nothing of it holds luxterm up."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.config.settings import SIZE
from luxterm.system.discover import discover
from luxterm.system.limits import MB
from luxterm.system.regular import Refused, read
from tests.texts import BAD
from tests.trusting import SAID, configured, here, own, says

__all__ = ["here", "own"]

pytestmark = [
    pytest.mark.usefixtures("brief_bundled"),
    pytest.mark.skipif(sys.platform == "win32", reason="no such files there"),
]

ROOT = Path(__file__).parent.parent


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    old = os.getcwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(old)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (fifo, "it is a pipe, not a file"),
    "device": (device, "leads out of|it is a device, not a file|it is a link, not a file"),
    "socket": (listening, "it is a socket, not a file"),
    "folder": (Path.mkdir, "it is a folder, not a file|it has none of"),
    "gigabytes": (huge, "it is larger than [0-9,]+ bytes|limit is 2 MB"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("key", SAID)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("trust", [(), ("--trust",)])
def test_what_is_not_a_file(
    here: Path, key: str, kind: str, trust: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    make, reason = KINDS[kind]
    if key == "lexicon" and kind != "folder":
        (here / "own" / "titles").mkdir(parents=True)
        make(here / "own" / "titles" / "en.toml")
    else:
        make(here / "own")
    configured(here, key, "own")
    status, err = says(capsys, *trust)
    assert status == 2
    assert re.search(reason, err)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["luxterm.toml", "pyproject.toml", ".gitignore", ".luxtermignore"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_found_is_not_a_file(
    here: Path, name: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make, _ = KINDS[kind]
    make(here / name)
    status, err = says(capsys)
    if name == "pyproject.toml" and kind != "gigabytes":
        assert (status, err) == (1, ""), "no more a configuration of luxterm's than most"
        return
    if name.endswith("ignore") and kind == "device":  # a link
        assert (status, "its patterns are not used" in err) == (1, True)
        return
    assert status == 2
    assert f"{name}: " in err
    assert " not a file" in err or "larger than 1,000,000 bytes" in err or "leads out of" in err


@pytest.mark.parametrize("name", [".gitignore", ".luxtermignore"])
@pytest.mark.parametrize("target", [".rules", "/dev/zero", "nowhere"])
def test_a_linked_ignore_file_is_not_used_as_in_git(
    here: Path, name: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is said, once, and nothing else comes of it."""
    (here / ".rules").write_text("*.md\n")
    (here / "deep").mkdir()
    (here / name).symlink_to(target)
    note = "it is a link, and so its patterns are not used, as in Git"
    problems: list[tuple[str, str]] = []
    notes: list[tuple[str, str]] = []
    found = discover(
        ["."],
        lambda path: path.endswith(".md"),
        lambda *it: problems.append(it),
        on_note=lambda *it: notes.append(it),
    )
    assert (found, problems, notes) == (["a.md"], [], [(name, note)])
    for said in (["."], [".", "deep"], ["deep", "a.md"]):
        (here / "deep" / "b.md").write_text("Good.\n")
        assert main(["check", *said, "--format", "json"]) == 1
        out, err = capsys.readouterr()
        assert json.loads(out)["errors"] == []
        lines = [line for line in err.splitlines() if note in line]
        assert len(lines) == 1
    (here / "a.md").write_text("Good.\n")
    assert says(capsys) == (0, f"luxterm: {name}: {note}\n")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["device", "socket", "folder", "gigabytes"])
@pytest.mark.parametrize("option", ["--baseline", "--config"])
def test_what_the_user_names_has_an_end(
    here: Path, kind: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    KINDS[kind][0](here / "own")
    status, err = says(capsys, option, "own")
    assert status == 2
    assert "internal error" not in err


def passed_on(here: Path, command: str) -> tuple[int, str]:
    paths = os.pathsep.join(str(ROOT / part) for part in ("", "lexicon", "server"))
    done = subprocess.run(
        ["bash", "-c", command.replace("luxterm", f"{sys.executable} -m luxterm", 1)],
        cwd=here, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.slow  # ten programs
@pytest.mark.timeout(60)
def test_what_the_user_names_may_be_a_pipe(here: Path) -> None:
    (here / "deep").mkdir()
    (here / "deep" / "b.md").write_text(BAD)
    assert passed_on(here, "luxterm check --config <(sleep 1; echo 'fail-on = \"never\"')") == (0, "")
    assert passed_on(here, "echo 'exclude = [\"deep\"]' | luxterm check --config /dev/stdin") == (1, "")
    assert passed_on(here, "luxterm check --config <(echo 'exclude = [\"*.md\"]')")[0] == 2, "nothing left"
    status, err = passed_on(here, "luxterm check --config <(yes '# no end')")
    assert (status, "it is larger than 1,000,000 bytes" in err) == (2, True)
    assert passed_on(here, "luxterm check --write-baseline base.json")[0] in (0, 1)
    for command in (
        "luxterm check --baseline <(sleep 1; cat base.json)",
        "luxterm check --baseline /dev/stdin < base.json",
        "cat base.json | luxterm check --baseline /dev/stdin",
    ):
        before = (here / "base.json").read_bytes()
        assert passed_on(here, command)[0] == 0
        (here / "a.md").write_text("Fixed.\n")
        assert passed_on(here, command)[0] == 0, "nothing to strike off in a pipe"
        (here / "a.md").write_text(BAD)
        assert (here / "base.json").read_bytes() == before


def test_reading_within_a_bound(here: Path) -> None:
    (here / "x").write_bytes(b"x" * MB)
    assert len(read("x", MB)) == MB
    with pytest.raises(Refused, match=r"larger than 500,000 bytes"):
        read("x", MB // 2)
    if os.path.exists("/proc/self/mountinfo"):  # whose size is said to be 0
        with pytest.raises(Refused):
            read("/proc/self/mountinfo", 10)
    assert SIZE == MB
