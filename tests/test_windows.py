"""What luxterm does differently on Windows, with another system made to look like it.

This shows that the branches do what they say with what Windows gives them. The workflows, which run all tests
there, show that Windows does give them that.
"""

import ctypes
import errno
import faulthandler
import importlib.util
import io
import json
import os
import signal
import stat
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from luxterm.cli import console
from luxterm.cli.main import main
from luxterm.scan import processes, worker
from luxterm.system import atomic, cache_folder, leftovers, limits, places
from luxterm.system.discover import discover, expanded
from luxterm_server import transport
from tests.texts import BAD, GOOD

ROOT = Path(__file__).parent.parent


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with documents in it."""
    for name in ("b.md", "a.md", "c.txt", ".hidden.md", "law/d.md", "law/annex/e.md", "[draft].md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("*.md", ["[draft].md", "a.md", "b.md"]),
        ("?.md", ["a.md", "b.md"]),
        ("[ab].*", ["a.md", "b.md"]),
        ("l*", ["law"]),
        ("law/*.md", [os.path.join("law", "d.md")]),
        ("law/**/*.md", [os.path.join("law", "annex", "e.md"), os.path.join("law", "d.md")]),
        ("a.md", ["a.md"]),
        ("missing.md", ["missing.md"]),
        ("*.docx", ["*.docx"]),
        ("[draft].md", ["[draft].md"]),
        ("s3://bucket/*.md", ["s3://bucket/*.md"]),
        ("-", ["-"]),
    ],
)
@pytest.mark.usefixtures("windows", "folder")
def test_patterns_on_the_command_line(path: str, names: list[str]) -> None:
    assert expanded([path, "c.txt"]) == [*names, "c.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="what other systems do")
@pytest.mark.usefixtures("folder")
def test_elsewhere_the_shell_has_done_it() -> None:
    assert expanded(["*.md"]) == ["*.md"]


@pytest.mark.usefixtures("windows", "folder")
def test_a_check_of_a_pattern(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "?.md", "law/*.md", "--format", "json", "--jobs", "1"]) == 1
    shown = json.loads(capsys.readouterr().out)
    names = ["a.md", "b.md", os.path.join("law", "d.md")]
    assert [finding["path"] for finding in shown["findings"]] == names


@pytest.mark.usefixtures("windows", "folder")
def test_a_pattern_that_matches_nothing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "*.docx", "a.md", "--jobs", "1"]) == 2
    said = capsys.readouterr()
    assert "luxterm: *.docx: cannot be read: there is no such file or folder" in said.err
    assert "a.md:1:26" in said.out


def test_a_name_that_no_file_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    def stat(path: str) -> os.stat_result:
        error = OSError(
            errno.EINVAL, "The filename, directory name, or volume label syntax is incorrect", path
        )
        error.winerror = 123  # type: ignore[attr-defined]
        raise error

    problems: list[tuple[str, str]] = []
    monkeypatch.setattr("luxterm.system.discover.os.stat", stat)
    assert (
        discover(["*.md"], lambda path: path.endswith(".md"), lambda *problem: problems.append(problem)) == []
    )
    assert problems == [("*.md", "there is no such file or folder")]


@pytest.mark.usefixtures("windows")
def test_the_cache_is_in_the_local_application_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LUXTERM_CACHE", raising=False)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache_folder.folder() == str(tmp_path / "luxterm" / "cache")
    monkeypatch.delenv("LOCALAPPDATA")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert cache_folder.folder() == str(tmp_path / "home" / "luxterm" / "cache")


@pytest.mark.usefixtures("windows")
def test_files_there_have_no_bits_to_trust_by() -> None:
    others = os.stat_result((0o100666, 0, 0, 1, 12345, 0, 0, 0, 0, 0))
    assert cache_folder.trusted(others)


@pytest.mark.usefixtures("windows")
def test_a_file_is_replaced_without_locks_owners_and_folders_to_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text(BAD, encoding="utf-8")
    monkeypatch.setattr(atomic, "fcntl", None)
    monkeypatch.setattr(leftovers, "fcntl", None)
    monkeypatch.setattr(places, "HANDLES", False)
    for name in ("fchmod", "fchown", "geteuid", "getegid"):
        monkeypatch.delattr(os, name, raising=False)
    really, held = os.replace, list[int]()

    def replace(old: str, new: str) -> None:
        """As on Windows: not while any process has the file open."""
        status = os.stat(new)
        held.extend(number for number in range(3, 256) if _is(number, status))
        assert held == []
        really(old, new)

    monkeypatch.setattr(os, "replace", replace)
    atomic.replace(str(path), BAD.encode(), GOOD.encode())
    assert path.read_text(encoding="utf-8") == GOOD
    with pytest.raises(atomic.WriteError, match="it was changed while it was being fixed"):
        atomic.replace(str(path), BAD.encode(), b"")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


def _is(number: int, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.fstat(number), status)
    except OSError:
        return False


@pytest.mark.usefixtures("windows")
def test_limits_without_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SIGALRM", "SIGPROF", "setitimer", "ITIMER_REAL", "ITIMER_PROF"):
        monkeypatch.delattr(signal, name, raising=False)
    monkeypatch.setitem(sys.modules, "resource", None)
    bounds = limits.Limits(time=3)
    with limits.within(bounds):
        pass
    limits.restrict_memory(bounds)
    clock: list[Any] = []
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda after, **how: clock.append((after, how)))
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: clock.append("stopped"))
    guard = limits.Guard()
    guard.rest()
    assert clock == []
    guard.watch(bounds)
    ((after, how),) = clock
    assert (after, how["exit"]) == (bounds.hard_time, True)
    guard.rest()
    assert clock[1:] == ["stopped"]
    assert guard._nowhere  # pyright: ignore[reportPrivateUsage] (a worker's end closes it)
    guard._nowhere.close()  # pyright: ignore[reportPrivateUsage]


@pytest.mark.usefixtures("windows")
def test_a_worker_begins_without_the_signals_of_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SIGPROF", "pthread_sigmask", "SIG_BLOCK", "SIG_UNBLOCK"):
        monkeypatch.delattr(signal, name, raising=False)
    set_for: list[int] = []
    monkeypatch.setattr(signal, "signal", lambda number, _: set_for.append(number))
    monkeypatch.setattr("_thread.start_new_thread", lambda *_: None)
    worker._start(limits.Limits(), os.getpid())  # pyright: ignore[reportPrivateUsage] (a process's first step)
    assert set_for == [signal.SIGINT]


@pytest.mark.usefixtures("windows")
def test_processes_are_started_anew() -> None:
    assert not processes.forks()


class Kernel:
    """Windows' own functions, for one process that runs, one that has ended and none else."""

    RUNNING, ENDED = 41, 42

    def __init__(self) -> None:
        self.open: list[int] = []

    def OpenProcess(self, _access: int, _inherit: bool, process: int) -> int:
        if process not in (self.RUNNING, self.ENDED):
            return 0
        self.open.append(process)
        return process

    def WaitForSingleObject(self, handle: int, _milliseconds: int) -> int:
        return 0x102 if handle == self.RUNNING else 0

    def CloseHandle(self, handle: int) -> None:
        self.open.remove(handle)


@pytest.mark.usefixtures("windows")
def test_whether_the_editor_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel()
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert [transport.alive(process) for process in (kernel.RUNNING, kernel.ENDED, 43)] == [
        True,
        False,
        False,
    ]
    assert kernel.open == []


def again(name: str, path: str) -> ModuleType:
    """A module read once more, for what it looks at when it is imported."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "failure"), [("nt", ""), ("posix", "invalid argument")])
def test_a_reader_that_is_gone(monkeypatch: pytest.MonkeyPatch, name: str, failure: str) -> None:
    """A closed pipe is an invalid argument there; elsewhere that would be a fault to report."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", name)
        module: Any = again("console_there", str(console.__file__))

    class Pipe(io.StringIO):
        def write(self, text: str, /) -> int:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(sys, "stdout", Pipe())
    stream = module.Stream("stdout")
    stream.write("a report")
    assert stream.failure == failure


class Closed(io.BytesIO):
    """A pipe whose other end is closed, as Windows says it."""

    def write(self, data: object, /) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")


@pytest.mark.parametrize(
    ("command", "request_"),
    [("mcp", b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n'), ("proofread", b'{"do": "sing"}\n')],
)
def test_a_client_that_is_gone(monkeypatch: pytest.MonkeyPatch, command: str, request_: bytes) -> None:
    """It has only ended, and nothing failed."""

    def leave(status: int) -> None:
        raise SystemExit(status)

    out = io.TextIOWrapper(Closed(), write_through=True)
    monkeypatch.setattr(console, "_GONE", {errno.EINVAL})
    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(request_)))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", said := io.StringIO())
    try:
        status = main([command])
    except SystemExit as ended:
        status = ended.code
    assert (status, said.getvalue()) == (0, "")


class Terminal:
    """Windows' own, before it is told to act on escape sequences; an old one can't."""

    def __init__(self, can: bool) -> None:
        self.modes = {-11: 3, -12: 3}
        self._can = can

    def GetStdHandle(self, number: int) -> int:
        return number

    def GetConsoleMode(self, handle: int, mode: Any) -> int:
        mode._obj.value = self.modes[handle]
        return 1

    def SetConsoleMode(self, handle: int, mode: int) -> int:
        if self._can:
            self.modes[handle] = mode
        return int(self._can)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("can", [True, False])
def test_a_terminal_is_told_to_act_on_colours(can: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    class Shown(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal(can)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=terminal), raising=False)
    monkeypatch.setattr(sys, "stdout", Shown())
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert [console.Stream("stdout").style(False).colour for _ in range(2)] == [can, can]
    assert terminal.modes == {-11: 7 if can else 3, -12: 3}


@pytest.mark.usefixtures("windows")
def test_where_bootstrap_finds_the_python() -> None:
    module: Any = again("bootstrap_there", str(ROOT / "bootstrap.py"))
    assert module.python_in(ROOT / ".venv") == ROOT / ".venv" / "Scripts" / "python.exe"


@pytest.mark.parametrize(("tag", "linked"), [(0xA0000003, True), (0x80000013, False), (0, False)])
def test_a_junction_is_a_link(
    tag: int, linked: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever Python it is; a cloud's placeholder (the second tag) is none."""
    from luxterm.system import discover, places

    status = SimpleNamespace(st_mode=stat.S_IFDIR | 0o755, st_reparse_tag=tag)
    monkeypatch.setattr(places.os, "lstat", lambda path: status)
    assert places.is_link(str(tmp_path)) is linked
    assert discover.is_linked_folder(f"{tmp_path}/.") is linked
