"""Kept results: the same as without, nothing stale, nothing trusted blindly, no endless growth."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.config.settings import Keep, Settings
from luxterm.scan import cache as module
from luxterm.scan.cache import Cache, open_cache
from luxterm.scan.file import scan_file
from luxterm.scan.job import Entry, FileResult, Job, Options
from luxterm.scan.run import scan
from luxterm.system.limits import Limits
from luxterm.types import Applicability, Severity
from tests.caches import own_cache
from tests.live import LIMIT, program
from tests.test_parallel import OPTIONS, TEXTS
from tests.texts import BAD

GOOD = "The State shall prohibit this in law.\n" + " " * 13
ROOT = Path(__file__).parent.parent


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of this test's own cache, for which all files are old enough."""
    monkeypatch.setenv("LUXTERM_CACHE", str(own_cache(tmp_path / "cache")))
    monkeypatch.setattr(module, "RACY", -(10**12))
    return tmp_path / "cache" / "results.sqlite"


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that were really checked, in this process."""
    paths: list[str] = []

    def noted(job: Job) -> FileResult:
        paths.append(job.path)
        return scan_file(job)

    monkeypatch.setattr(module, "scan_file", noted)
    return paths


def opened() -> Cache:
    cache = open_cache()
    assert cache is not None
    return cache


def jobs_in(folder: Path, number: int = 12, **options: Any) -> list[Job]:
    folder.mkdir(exist_ok=True)
    for at in range(number):
        (folder / f"{at:02}.md").write_text(f"# Section {at}\n\n" + BAD * (at % 3))
    return [Job(str(path), Options(**options)) for path in sorted(folder.iterdir())]


def test_second_scan_checks_nothing(tmp_path: Path, place: Path, checked: list[str]) -> None:
    jobs = jobs_in(tmp_path / "docs")
    jobs.insert(3, Job(str(tmp_path / "missing.md"), Options()))
    wanted = list(map(scan_file, jobs))
    assert list(scan(jobs, cache=opened())) == wanted
    assert len(checked) == len(jobs)
    checked.clear()
    assert list(scan(jobs, cache=opened())) == wanted
    assert checked == [str(tmp_path / "missing.md")]


def test_a_file_that_is_as_it_was_is_not_read(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = jobs_in(tmp_path / "docs")
    wanted = list(scan(jobs, cache=opened()))
    monkeypatch.setattr("luxterm.system.storage.read", lambda *_: pytest.fail("read"))
    assert list(scan(jobs, cache=opened())) == wanted


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, OPTIONS), min_size=1, max_size=12), st.sampled_from([1, 1, 1, 2]))
def test_results_are_the_same_with_and_without(
    place: Path, documents: list[tuple[list[str], Options]], workers: int
) -> None:
    jobs = [
        Job(f"{at}.md", options, "\n".join(parts).encode("latin-1"))
        for at, (parts, options) in enumerate(documents)
    ]
    wanted = list(map(scan_file, jobs))
    assert list(scan(jobs, workers, cache=opened())) == wanted
    assert list(scan(jobs, workers, cache=opened())) == wanted


ENTRY = Entry("child-pornography", "0" * 16, 1)
OTHERWISE: dict[str, Callable[[Job], Job]] = {
    "the language's profile": lambda job: with_options(job, settings=Settings(profile="eu")),
    "the house's titles": lambda job: with_options(job, settings=Settings(titles=("Child Pornography Act",))),
    "a severity": lambda job: with_options(
        job, settings=Settings(severities=(("child-pornography", Severity.INFO),))
    ),
    "the threshold": lambda job: with_options(job, fail_on=None),
    "a kept term": lambda job: with_options(job, keeps=(Keep("child-pornography", "the law's name"),)),
    "what is shown": lambda job: with_options(job, show_kept=True),
    "sentences": lambda job: with_options(job, sentences=True),
    "recording": lambda job: with_options(job, record=True),
    "the baseline": lambda job: job._replace(baseline=(ENTRY,)),
    "the content": lambda job: job._replace(data=GOOD.encode()),
    "the format": lambda job: job._replace(path="a.html"),
}


def with_options(job: Job, **changes: Any) -> Job:
    return job._replace(options=job.options._replace(**changes))


@pytest.mark.parametrize("what", OTHERWISE)
def test_whatever_decides_a_result_is_asked(place: Path, checked: list[str], what: str) -> None:
    job = Job("a.md", Options(), BAD.encode())
    list(scan([job], cache=opened()))
    assert list(scan([job], cache=opened())) == [scan_file(job)]
    assert len(checked) == 1
    other = OTHERWISE[what](job)
    assert list(scan([other], cache=opened())) == [scan_file(other)]
    assert len(checked) == 2


def test_another_luxterm_or_library_is_another_result(
    place: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    job = Job("a.md", Options(), BAD.encode())
    list(scan([job], cache=opened()))
    monkeypatch.setattr("luxterm.scan.cache.__version__", "99")
    list(scan([job], cache=opened()))
    library = tmp_path / "site-packages"
    library.mkdir()
    monkeypatch.syspath_prepend(library)
    list(scan([job], cache=opened()))
    (library / "new").mkdir()
    os.utime(library, ns=(1, 1))
    list(scan([job], cache=opened()))
    assert len(checked) == 4


def test_a_changed_file_is_checked_again(tmp_path: Path, place: Path, checked: list[str]) -> None:
    (job,) = jobs = jobs_in(tmp_path / "docs", 1)
    path = Path(job.path)
    path.write_text(BAD)
    status = path.stat()
    assert len(next(iter(scan(jobs, cache=opened()))).findings) == 1
    path.write_text(GOOD)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size  # and still it isn't mistaken for what it was
    assert next(iter(scan(jobs, cache=opened()))).findings == ()
    path.write_text(BAD)  # an old content is known again
    checked.clear()
    assert len(next(iter(scan(jobs, cache=opened()))).findings) == 1
    assert checked == []


def test_a_file_changed_just_now_may_change_again(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RACY", 10**15)
    jobs = jobs_in(tmp_path / "docs")
    list(scan(jobs, cache=opened()))
    with sqlite3.connect(place) as database:
        assert database.execute("SELECT count(*) FROM files").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM results").fetchone() == (12,)
    database.close()


def test_fixing_is_never_left_out(tmp_path: Path, place: Path, checked: list[str]) -> None:
    for _ in range(2):
        (job,) = jobs_in(tmp_path / "docs", 1, fix=Applicability.SAFE, write=True)
        Path(job.path).write_text(BAD)
        assert next(iter(scan([job], cache=opened()))).fixed == 1
        assert "child pornography" not in Path(job.path).read_text()


def damage(place: Path, what: str) -> None:
    if what == "no database":
        place.write_bytes(b"# Not this\n" * 1000)
    elif what == "cut off":
        place.write_bytes(place.read_bytes()[:5000])
    elif what == "noise inside":
        data = bytearray(place.read_bytes())
        data[4096:] = bytes(byte ^ 0x5A for byte in data[4096:])
        place.write_bytes(data)
    elif what == "of another version":
        with sqlite3.connect(place) as database:
            database.execute("PRAGMA user_version = 7")
        database.close()
    elif what == "results changed":
        with sqlite3.connect(place) as database:
            database.execute("UPDATE results SET data = substr(data, 1, length(data) - 1) || x'00'")
        database.close()
    elif what == "a folder":
        place.unlink()
        place.mkdir()
    else:
        with sqlite3.connect(place) as database:
            database.execute("UPDATE results SET data = NULL")
            database.execute("UPDATE files SET key = NULL")
        database.close()


@pytest.mark.parametrize(
    "what",
    ["no database", "cut off", "noise inside", "of another version", "results changed", "empty", "a folder"],
)
def test_damage_is_made_good_without_a_word(
    tmp_path: Path, place: Path, checked: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    jobs = jobs_in(tmp_path / "docs", 40)
    wanted = list(scan(jobs, cache=opened()))
    damage(place, what)
    assert list(scan(jobs, cache=opened())) == wanted
    assert list(scan(jobs, cache=opened())) == wanted
    if what != "a folder":
        checked.clear()
        assert list(scan(jobs, cache=opened())) == wanted
        assert checked == []
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_what_others_can_write_is_not_used(tmp_path: Path, place: Path, checked: list[str]) -> None:
    jobs = jobs_in(tmp_path / "docs", 3)
    list(scan(jobs, cache=opened()))
    assert place.stat().st_mode & 0o777 == 0o600
    checked.clear()
    place.chmod(0o666)
    list(scan(jobs, cache=opened()))
    assert len(checked) == 3
    place.chmod(0o600)
    place.parent.chmod(0o777)
    assert open_cache() is None


def test_no_place_for_a_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for where in (".", str(tmp_path / "file" / "below")):
        monkeypatch.setenv("LUXTERM_CACHE", where)
        assert open_cache() is None


def test_it_does_not_grow_for_ever(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, checked: list[str]
) -> None:
    monkeypatch.setattr("luxterm.scan.cache_file.MOST_BYTES", 100_000)
    today = 1
    monkeypatch.setattr(module, "_today", lambda: today)
    old = jobs_in(tmp_path / "old")
    list(scan(old, cache=opened()))
    for today in range(2, 12):
        list(scan(old[:6], cache=opened()))
        jobs = [Job(f"{today}-{at}.md", Options(), (BAD * 3 + f"{today} {at}").encode()) for at in range(6)]
        list(scan(jobs, cache=opened()))
        assert place.stat().st_size <= 100_000
    checked.clear()
    list(scan(old, cache=opened()))
    assert set(checked) == {job.path for job in old[6:]}


@pytest.mark.slow
def test_several_at_once(tmp_path: Path, place: Path) -> None:
    jobs_in(tmp_path / "docs", 60)
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'lexicon'}"}
    argv = [sys.executable, "-m", "luxterm", "check", "--cache", "--format", "json", str(tmp_path / "docs")]
    for _ in range(2):
        with ExitStack() as stack:
            pipe = subprocess.PIPE
            options: dict[str, Any] = {"env": env, "cwd": tmp_path, "stdout": pipe, "stderr": pipe}
            started = [stack.enter_context(program(argv, **options)) for _ in range(4)]
            ((out, err),) = {process.communicate(timeout=LIMIT) for process in started}
        assert err == ""
        assert out.count('"path"') == 60


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["check", "--format", "json", *arguments]) == 1
    return capsys.readouterr().out


def test_used_unasked_only_where_it_pays(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jobs = jobs_in(tmp_path / "docs")
    folder = str(tmp_path / "docs")
    wanted = said(capsys, folder)
    assert not place.exists()  # a small folder
    monkeypatch.setattr("luxterm.scan.run.WORTH_SHARING", 10)
    files = [job.path for job in jobs]
    assert said(capsys, "--jobs", "1", *files) == wanted  # no folder
    assert said(capsys, "--jobs", "1", "--no-cache", folder) == wanted
    said(capsys, "--jobs", "1", "--redact", folder)
    assert not place.exists()
    assert said(capsys, "--jobs", "1", folder) == wanted
    assert place.exists()
    assert said(capsys, "--jobs", "1", folder) == wanted
    place.unlink()
    assert said(capsys, "--jobs", "1", "--cache", *files) == wanted
    assert place.exists()


def test_a_limit_that_was_reached_is_not_kept(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(BAD + "Text.\n" * 300_000)
    jobs = [Job(str(path), Options(limits=Limits(size=1))), Job(str(path), Options())]
    for _ in range(2):
        small, large = scan(jobs, cache=opened())
        assert small.errors
        assert large.findings
