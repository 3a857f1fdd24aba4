"""Files handed out: the same results whoever checks them, and one file's trouble doesn't affect others."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from signal import SIGKILL, SIGSTOP
from threading import Timer
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.lexicon.load import termbase_of
from luxterm.scan import run
from luxterm.scan.codec import pack, unpack
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Options
from luxterm.scan.run import scan
from luxterm.system.limits import Limits
from luxterm.types import Applicability, Message, Severity, quoted
from luxterm.wording import say
from luxterm.wording.findings import where
from tests.texts import BAD

forked = pytest.mark.skipif(sys.platform != "linux", reason="relies on workers being forked")


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on the command line, although in a test process others may have left threads."""
    monkeypatch.setattr("luxterm.scan.processes.forks", lambda: sys.platform == "linux")


def files(folder: Path, number: int, options: Options = Options()) -> list[Job]:  # noqa: B008 (frozen)
    jobs: list[Job] = []
    for at in range(number):
        path = folder / f"{at:03}.md"
        path.write_text(f"# Section {at}\n\n" + BAD * (at % 3))
        jobs.append(Job(str(path), options))
    return jobs


def spoil(monkeypatch: pytest.MonkeyPatch, jobs: list[Job], **trouble: Any) -> None:
    """Make the readers of some files, by number, do something else: `at3=function`."""
    from luxterm.scan import file as module

    whole = module._scan  # pyright: ignore[reportPrivateUsage]
    bad = {jobs[int(name[2:])].path: act for name, act in trouble.items()}
    monkeypatch.setattr(module, "_scan", lambda job: bad.get(job.path, whole)(job))


@pytest.mark.parametrize("workers", [1, 2, 3, 50])
def test_workers_do_not_change_the_results(tmp_path: Path, workers: int) -> None:
    jobs = files(tmp_path, 30)
    jobs.insert(7, Job(str(tmp_path / "missing.md"), Options()))
    assert list(scan(jobs, workers)) == list(map(scan_file, jobs))


OPTIONS = st.builds(
    Options,
    fail_on=st.sampled_from([None, *Severity]),
    fix=st.sampled_from([None, Applicability.SAFE]),
    diff=st.booleans(),
    record=st.booleans(),
    show_kept=st.booleans(),
    sentences=st.booleans(),
)
TEXTS = st.lists(
    st.sampled_from(["", BAD, "> " + BAD, "# Title\n", "A *child\nprostitute*.\n", "\xff\0"]), max_size=6
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=2, max_size=40), OPTIONS, st.integers(2, 4))
def test_results_are_the_same_however_many_work(
    texts: list[list[str]], options: Options, workers: int
) -> None:
    jobs = [Job(f"{at}.md", options, "\n".join(parts).encode("latin-1")) for at, parts in enumerate(texts)]
    wanted = list(map(scan_file, jobs))
    assert list(scan(jobs, workers)) == wanted
    with ThreadPoolExecutor(workers) as executor:
        assert list(scan(jobs, executor=executor)) == wanted
    assert [unpack(one.path, pack(one)) for one in wanted] == wanted


def test_places_and_notes_come_out_as_they_went_in() -> None:
    mail = b"Subject: No child pornography\n\nA child prostitute.\n"
    result = scan_file(Job("a.eml", Options(), mail))
    result = result._replace(notes=(Message("page-pictured", ("2",)), Message("by", (quoted("A"), "B"))))
    assert [where(item.finding) for item in result.findings] == ["subject", "body › paragraph 1"]
    again = unpack("a.eml", pack(result))
    assert again == result
    assert [where(item.finding) for item in again.findings] == ["subject", "body › paragraph 1"]
    assert [say(note) for note in again.notes] == [say(note) for note in result.notes]


@forked
def test_a_program_with_a_clock_of_its_own_may_scan(tmp_path: Path) -> None:
    """faulthandler's clock, which test runners set, holds a lock for ever in a process forked from it."""
    jobs = files(tmp_path, 8)
    code = (
        "import faulthandler, sys; from luxterm.scan.job import Job, Options\n"
        "from luxterm.scan.run import scan\n"
        "faulthandler.dump_traceback_later(600)\n"
        "print(sum(one.read for one in scan([Job(path, Options()) for path in sys.argv[1:]], 2)))"
    )
    run = [sys.executable, "-c", code, *(job.path for job in jobs)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "8\n"), done.stderr


def test_workers_only_where_they_pay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = files(tmp_path, 3)
    monkeypatch.setattr("luxterm.scan.processes.Processes", lambda *_: pytest.fail("not worth it"))
    assert len(list(scan(jobs))) == 3
    monkeypatch.setattr(run, "WORTH_SHARING", 10)
    monkeypatch.setattr(run, "processors", lambda: 7)
    with pytest.raises(pytest.fail.Exception):
        scan(jobs)


@given(st.lists(st.integers(0, 10**8), max_size=200), st.integers(1, 64))
def test_chunks_are_all_the_files_in_order(heft: list[int], width: int) -> None:
    chunks = run.split(heft, width)
    assert [at for chunk in chunks for at in chunk] == list(range(len(heft)))
    for chunk in chunks:
        assert 1 <= len(chunk) <= run.CHUNK_FILES
        assert len(chunk) == 1 or sum(heft[at] for at in chunk) <= run.CHUNK_MOST


@forked
@pytest.mark.parametrize("workers", [1, 2])
def test_worker_that_dies_costs_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    jobs = files(tmp_path, 40)
    wanted = list(map(scan_file, jobs))
    die = lambda job: os._exit(3)  # noqa: E731 (one line says it)
    spoil(monkeypatch, jobs, at0=die, at11=die, at12=die, at39=die)
    monkeypatch.setattr(run, "_is_office", lambda job: True)
    found = list(scan(jobs, workers))
    for at in (0, 11, 12, 39):
        one = found[at]
        assert one.path == jobs[at].path
        assert not one.read
        assert "crashed the process" in say(one.errors[0])
        wanted[at] = one
    assert found == wanted


@pytest.mark.slow
@forked
def test_file_over_the_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = list(map(scan_file, files(tmp_path, 20)))
    jobs = files(tmp_path, 20, Options(limits=Limits(time=1)))

    def deaf(job: Job) -> FileResult:
        sum(range(10**12))  # like a parser's own loop, it notices nothing
        raise AssertionError

    def slow(job: Job) -> FileResult:
        time.sleep(60)
        raise AssertionError

    spoil(monkeypatch, jobs, at4=deaf, at5=slow)
    began = time.monotonic()
    found = list(scan(jobs, 2))
    assert time.monotonic() - began < 30
    for at in (4, 5):
        message = Message("not-checked", (Message("took-too-long", ("1",)),))
        wanted[at] = FileResult(jobs[at].path, read=False, errors=(message,))
    assert found == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="an alarm of POSIX")
def test_time_limit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job("a.md", Options(limits=Limits(time=1)), b"text")
    spoil(monkeypatch, [job], at0=lambda job: time.sleep(60))
    assert "took longer than 1 s" in say(scan_file(job).errors[0])


@pytest.mark.skipif(sys.platform == "win32", reason="as in the main thread")
def test_time_limit_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(job: Job) -> FileResult:
        while True:
            time.sleep(0.01)

    termbase_of(())  # compiling it may take longer than the limit
    jobs = [Job(f"{at}.md", Options(limits=Limits(time=1)), b"text") for at in range(3)]
    spoil(monkeypatch, jobs, at1=slow)
    with ThreadPoolExecutor(1) as executor:
        found = list(scan(jobs, executor=executor))
    assert [one.read for one in found] == [True, False, True]
    assert "took longer than 1 s" in say(found[1].errors[0])


def test_file_over_the_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.md"
    with path.open("wb") as file:
        file.truncate(3_000_000)  # sparse
    limited = scan_file(Job(str(path), Options(limits=Limits(size=2))))
    assert tuple(map(say, limited.errors)) == (
        "cannot be read: it is 3 MB, and the limit is 2 MB ([limits] size)",
    )
    assert not limited.read
    assert "binary" in say(scan_file(Job(str(path), Options(limits=Limits(size=0)))).errors[0])


def test_limits_are_in_the_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "base.toml").write_text("[limits]\nsize = 1\nmemory = 40000\n")
    (folder / "luxterm.toml").write_text('extend = "base.toml"\n[limits]\ntime = 60\n')
    (folder / "a.md").write_text(BAD)
    (folder / "b.md").write_text(BAD * 30_000)
    assert main(["check", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    message = "cannot be read: it is 2 MB, and the limit is 1 MB ([limits] size)"
    assert json.loads(out)["errors"] == [{"path": "b.md", "message": message}]
    assert len(json.loads(out)["findings"]) == 1
    assert f"luxterm: b.md: {message}" in err


def test_how_much_a_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luxterm.office.grid.CELLS", 10)
    table = b"Term,Why\n" + b"a,b\n" * 9
    for inside, message in ((1, "more than 10 cells"), (2, "")):
        found = scan_file(Job("a.csv", Options(limits=Limits(inside=inside)), table))
        error = "; ".join(map(say, found.errors))
        assert message in error
        assert bool(message) == bool(error)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="a file without end")
def test_file_without_end() -> None:
    assert "the limit is 1 MB" in say(scan_file(Job("/dev/zero", Options(limits=Limits(size=1)))).errors[0])


@forked
def test_too_little_memory_is_one_files_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = files(tmp_path, 6, Options(limits=Limits(memory=4_000)))
    spoil(monkeypatch, jobs, at2=lambda job: bytearray(10**13))
    found = list(scan(jobs, 2))
    assert tuple(map(say, found[2].errors)) == ("cannot be read: not enough memory",)
    assert all(one.read for at, one in enumerate(found) if at != 2)


class Interrupted(Executor):
    """Ctrl-C after so many chunks."""

    def __init__(self, chunks: int) -> None:
        self.left = chunks

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        future.set_result(fn(*args, **kwargs))
        return future


def test_what_is_finished_is_given_after_ctrl_c(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "CHUNK_FILES", 2)
    jobs = files(tmp_path, 20)
    found: list[FileResult] = []
    with pytest.raises(KeyboardInterrupt):
        found += scan(jobs, 3, Interrupted(4))
    assert found == list(map(scan_file, jobs[:8]))


@forked
def test_giving_up_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = files(tmp_path, 20)
    spoil(monkeypatch, jobs, **{f"at{at}": lambda job: time.sleep(60) for at in range(2, 20)})
    monkeypatch.setattr(run, "CHUNK_FILES", 1)
    before = set(psutil.Process().children())
    results = scan(jobs, 2)
    assert next(results).read
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 10
    assert set(psutil.Process().children()) == before


def test_executor_of_somebody_else(tmp_path: Path) -> None:
    jobs = files(tmp_path, 20)
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        assert list(scan(jobs, executor=executor)) == list(map(scan_file, jobs))
    assert all("executor ended early" in say(one.errors[0]) for one in scan(jobs, executor=executor))


class Failing(ThreadPoolExecutor):
    """Loses the chunks with a certain file in them."""

    def submit(self, fn: Any, jobs: Any, *rest: Any) -> Future[Any]:  # type: ignore[override]
        if any(job.path.endswith("005.md") for job in jobs):
            future: Future[Any] = Future()
            future.set_exception(ConnectionError("the machine is gone"))
            return future
        return super().submit(fn, jobs, *rest)


def test_chunk_that_is_lost_is_tried_again_file_by_file(tmp_path: Path) -> None:
    jobs = files(tmp_path, 20)
    wanted = list(map(scan_file, jobs))
    with Failing(2) as executor:
        found = list(scan(jobs, executor=executor))
    (error,) = found[5].errors
    assert say(error) == "was not checked: ConnectionError: the machine is gone"
    wanted[5] = FileResult(jobs[5].path, read=False, errors=(error,))
    assert found == wanted


@forked
def test_worker_that_dies_in_the_middle_of_its_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a result must be neither awaited nor read: the others lose nothing, not even time."""
    jobs = files(tmp_path, 40)
    wanted = list(map(scan_file, jobs))
    marker = tmp_path / "once"

    def long(job: Job) -> FileResult:
        if not marker.exists():
            marker.touch()
            Timer(1, os.kill, (os.getpid(), SIGKILL)).start()  # while the pipe is full
            time.sleep(0.5)
            return FileResult(job.path, output=bytes(50_000_000))
        return wanted[39]

    spoil(monkeypatch, jobs, at39=long)
    results = scan(jobs, 2)
    found = [next(results)]  # of the first chunk; of the second nothing is read until it is cut off
    time.sleep(1.5)
    assert found + list(results) == wanted


@forked
def test_worker_that_is_stuck_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luxterm.scan.processes.SLACK", 1.0)
    monkeypatch.setattr(run, "CHUNK_FILES", 1)
    wanted = list(map(scan_file, files(tmp_path, 6)))
    jobs = files(tmp_path, 6, Options(limits=Limits(time=1)))
    spoil(monkeypatch, jobs, at3=lambda job: os.kill(os.getpid(), SIGSTOP))  # like one that waits forever
    found = list(scan(jobs, 2))
    message = Message("not-checked", (Message("took-too-long", ("1",)),))
    wanted[3] = FileResult(jobs[3].path, read=False, errors=(message,))
    assert found == wanted


@forked
def test_no_processes_to_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = files(tmp_path, 4)

    def fork() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fork)
    found = list(scan(jobs, 2))
    message = "was not checked: no process can be started: [Errno 11] Resource temporarily unavailable"
    assert [(one.path, tuple(map(say, one.errors))) for one in found] == [
        (job.path, (message,)) for job in jobs
    ]


@pytest.mark.slow  # a termbase is compiled
@pytest.mark.usefixtures("brief_bundled")
def test_a_lexicon_that_breaks_before_a_process_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lexicon, documents = tmp_path / "house" / "titles" / "en.toml", tmp_path / "documents"
    lexicon.parent.mkdir(parents=True)
    documents.mkdir()
    lexicon.write_text("titles = []")
    jobs = files(documents, 3)
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("luxterm.scan.processes.forks", lambda: False)

    def breaking(*args: Any) -> Any:
        lexicon.write_text("no TOML")
        return scan(*args)

    monkeypatch.setattr("luxterm.cli.check.scan", breaking)
    words = ["check", "--cache", "--jobs", "2", "--lexicon", str(lexicon.parent.parent), str(documents)]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "internal error" not in said
    for job in jobs:
        assert f"luxterm: {job.path}: was not checked: {lexicon}: it is not valid TOML" in said
