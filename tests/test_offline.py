"""Nothing is sent anywhere: all of luxterm runs with the network closed.

Python's own audit events show every socket that is made or asked of, whichever module does it; if
the system allows it, the command also runs in a network namespace that has no way out at all.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
CLOSED = """
import sys
def closed(event, _):
    if event.startswith(("socket.", "http.", "urllib.", "ftplib.", "smtplib.")):
        raise SystemExit(f"the network was asked for: {event}")
sys.addaudithook(closed)
from luxterm.cli import main
sys.exit(main())
"""
COMMANDS: dict[str, tuple[list[str], int]] = {
    "check": (["check", "samples"], 1),
    "check in processes": (["check", "samples", "--jobs", "2", "--format", "json"], 1),
    "diff": (["check", "samples", "--diff", "--unsafe-fixes"], 1),
    "sarif": (["check", "samples", "--format", "sarif"], 1),
    "explain": (["explain", "child pornography"], 0),
    "validate": (["lexicon", "validate"], 0),
    "version": (["--version"], 0),
}
"""Command lines, and how they end."""


def run(command: Sequence[str], cache: Path) -> subprocess.CompletedProcess[str]:
    """Run from the checkout, with a cache of its own, so that the termbase is compiled as well."""
    paths = os.pathsep.join(str(ROOT / part) for part in ("", "lexicon", "server"))
    env = {**os.environ, "PYTHONPATH": paths, "LUXTERM_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_no_socket_is_made(name: str, tmp_path: Path) -> None:
    arguments, status = COMMANDS[name]
    usual = run([sys.executable, "-m", "luxterm", *arguments], tmp_path)
    closed = run([sys.executable, "-c", CLOSED, *arguments], tmp_path / "new")
    assert (closed.returncode, closed.stderr) == (usual.returncode, usual.stderr)
    assert closed.returncode == status
    assert closed.stdout == usual.stdout


def test_the_network_is_seen(tmp_path: Path) -> None:
    """The test above would fail otherwise: the hook ends a program that makes a socket."""
    program = CLOSED.replace("from luxterm.cli.main import main", "import socket; socket.socket()")
    assert "the network was asked for" in run([sys.executable, "-c", program], tmp_path).stderr


def test_without_any_network(tmp_path: Path) -> None:
    """The whole check with every process in a namespace that has no interface."""
    unshare = shutil.which("unshare")
    if (
        unshare is None
        or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system doesn't let us close the network (unshare -rn)")
    done = run([unshare, "-rn", sys.executable, "-m", "luxterm", "check", "samples", "--jobs", "2"], tmp_path)
    assert done.returncode == 1
    assert "child sexual abuse material" in done.stdout
    assert done.stderr == ""
