"""Speed as ratios that hold on any machine: terms, length, and text made to be slow.

The floors are generous: they hold on a busy machine, and what fails them isn't just a little slower but
grows with the square of something. `python -m benchmarks` measures.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.corpus import Writer, hostile
from benchmarks.terms import write_termbase
from luxterm import formats
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.lexicon.load import bundled
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from luxterm.termbase import Termbase
from luxterm.termbase.build import build
from luxterm.termbase.read import read
from tests.sampling import sampled
from tests.timing import assert_faster

pytestmark = pytest.mark.slow

SIZE = 25_000
HOSTILE = dict(hostile(SIZE))


def scan(text: str, name: str = "text.md") -> Callable[[], object]:
    job = Job(name, Options(), text.encode())

    def run() -> object:
        result = scan_file(job)
        assert not result.errors
        return result

    return run


@pytest.mark.exhaustive
def test_more_terms_cost_no_more(tmp_path: Path) -> None:
    document = formats.read(Writer(1, "ordinary", "hard").markdown(4 * SIZE, 10), "markdown")

    def cost(count: int) -> Callable[[], object]:
        write_termbase(tmp_path / str(count) / "concepts", count)
        termbase = Termbase(build(read([Path(bundled()), tmp_path / str(count)])))
        return lambda: check(document, termbase, Settings())

    assert_faster(cost(5000), cost(50), 2)


@pytest.mark.parametrize(
    "text",
    [
        Writer(2, "ordinary", "hard").markdown(SIZE, 20),
        Writer(3, "ordinary", "hard").line(SIZE, 20).replace(".", ","),
        "States combat child pornography and help the victims. " * 200,
        "States combat child pornography, and help the victims, " * 200,
        "The clients of the hotel are its guests, and those of the bank are its clients, " * 200
        + "and child pornography is a crime, ",
    ],
    ids=[
        "prose",
        "one line without a full stop",
        "one sentence again and again",
        "one endless sentence",
        "words of several languages",
    ],
)
def test_cost_is_linear_in_text_and_findings(text: str) -> None:
    assert_faster(scan(text * 8), scan(text), 2.5 * 8)


@pytest.mark.parametrize("name", sampled([name for name in HOSTILE if name != "prose.md"], 6))
def test_no_text_is_slow(name: str) -> None:
    assert_faster(scan(HOSTILE[name], name), scan(HOSTILE["prose.md"]), 20)
