"""What the tests share: the bundled termbase, and checking and fixing a text in one call."""

import gc
import os
import re
import shutil
import sys
import tempfile

if (
    "LUXTERM_CACHE" not in os.environ
):  # the compiled termbase of this run: not the user's own, nor left behind
    _cache = tempfile.TemporaryDirectory(prefix="luxterm-tests-", ignore_cleanup_errors=True)
    os.environ["LUXTERM_CACHE"] = _cache.name
# And in English, whatever language the user's system has
os.environ["LC_ALL"] = "C.UTF-8"

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import apply
from luxterm.formats import read
from luxterm.lexicon.load import bundled, termbase_of
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Finding
from luxterm.wording import speak
from tests import needs


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """All tests run on all cores; a few tests finish sooner than the processes would be ready."""
    gc.set_threshold(50_000, 20, 50)  # as in `luxterm.cli.start`: collecting tests makes few cycles
    option = config.option
    a_worker = "PYTEST_XDIST_WORKER" in os.environ
    asked = any(getattr(option, name, False) for name in ("keyword", "lf", "stepwise"))
    few = asked or not all(map(os.path.isdir, config.args))
    alone = option.collectonly or getattr(option, "update_snapshots", False)
    if getattr(option, "numprocesses", 0) is None and not (a_worker or few or alone):
        option.numprocesses = "auto"
    if getattr(option, "numprocesses", 0) and option.dist == "no":
        option.dist = "worksteal"  # tests last from a millisecond to a minute


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """All cores that this process may use; xdist itself would count two threads of one core as one."""
    named = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    return None if named else len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--case", default="", help="of cases that are subtests, only those with this in their name"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes an hour, unless asked for; of each process's share, what is longest comes first.

    So all end at about the same time: the quick ones are left to be shared out again.
    """
    if "exhaustive" not in config.option.markexpr:
        left_out = [item for item in items if item.get_closest_marker("exhaustive")]
        if left_out:
            config.hook.pytest_deselected(items=left_out)
            items[:] = [item for item in items if not item.get_closest_marker("exhaustive")]
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    if processes == 1:
        return
    long: dict[Path, int] = {}
    for item in items:
        for marker in item.iter_markers("slow"):
            long[item.path] = max(long.get(item.path, 0), *(marker.args or (1,)))
    ends = [len(items) * number // processes for number in range(processes + 1)]
    for begin, end in pairwise(ends):
        items[begin:end] = sorted(items[begin:end], key=lambda item: -long.get(item.path, 0))


def pytest_collection_finish() -> None:
    """What thousands of tests are made of stays: no later collection looks through it again."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        needs.ask(*marker.args)
    speak("")  # whatever language the last test left


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and no colour settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def start(termbase: Termbase) -> Iterator[Callable[..., Any]]:
    """start(cwd=None, **what `initialize` takes) -> a client of a server; all are ended after the test.

    The termbase is compiled by then: a client doesn't wait for that on a busy machine.
    """
    from tests.lsp import starting

    with starting() as start:
        yield start


@pytest.fixture(scope="session")
def termbase() -> Termbase:
    return termbase_of(())


@pytest.fixture(scope="session")
def find(termbase: Termbase) -> Callable[..., list[Finding]]:
    """find(text, format="markdown", settings=None) -> all findings, kept ones too."""

    def found(text: str, format: str = "markdown", settings: Settings | None = None) -> list[Finding]:
        return check(read(text, format), termbase, settings or Settings())

    return found


@pytest.fixture(scope="session")
def fix(find: Callable[..., list[Finding]]) -> Callable[..., str]:
    """fix(text, format="markdown", least=SAFE) -> the text when no fix is left to apply."""

    def fixed(text: str, format: str = "markdown", least: Applicability = Applicability.SAFE) -> str:
        for _ in range(10):
            new, _applied = apply(text, find(text, format), least)
            if new == text:
                return text
            text = new
        raise AssertionError(f"fixing does not come to an end: {text!r}")

    return fixed


def _closed_network(event: str, arguments: tuple[object, ...]) -> None:
    """Nothing that luxterm does in this process may use the network."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname") or (
        event == "socket.connect" and isinstance(arguments[1], tuple)
    ):
        raise AssertionError(f"luxterm went to the network: {event} {arguments}")


sys.addaudithook(_closed_network)

# How long it takes to run or to find an example depends on what else the machine is doing
_STEADY: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("steady", **_STEADY)
# `--hypothesis-profile=nightly`: many examples, new ones each time (CI's own profile repeats the same)
hypothesis.settings.register_profile(
    "nightly", hypothesis.settings.get_profile("default"), **_STEADY, max_examples=2000, print_blob=True
)
if not os.environ.get("CI"):
    hypothesis.settings.load_profile("steady")


BRIEF = {"child", "child-sexual-abuse", "child-sexual-abuse-material", "child-sexual-exploitation"}
"""Concepts that name no other in what they say instead."""


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A few of the bundled termbase’s concepts in English: with a layer over them, they are soon compiled."""
    folder = tmp_path_factory.mktemp("brief") / "luxterm_lexicon"
    shutil.copytree(bundled(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    profiles = ["un", "uk", "au", "ca", "in"]
    for part, kept in {"grammar": ["en"], "cues": ["en"], "titles": ["en"], "profiles": profiles}.items():
        for path in (folder / part).iterdir():
            if path.stem not in kept:
                path.unlink()
    for path in (folder / "concepts").iterdir():
        if path.stem not in BRIEF:
            path.unlink()
            continue
        text = re.sub(r"^related = \[[^\]]*\]\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        tables = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
        kept = "".join(table for table in tables if not re.match(r"\[\[?terms\.(?!en\b)", table))
        path.write_text(kept, encoding="utf-8")
    return str(folder)


@pytest.fixture
def brief_bundled(brief: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`brief` is the bundled termbase, where only what is read matters, or what is said of mistakes.

    So it is for the programs that a test starts.
    """
    paths = os.path.dirname(brief), os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    monkeypatch.setattr("luxterm_lexicon.__file__", os.path.join(brief, "__init__.py"))
    monkeypatch.setattr("luxterm.lexicon.load._loaded", {})
