"""`luxterm eval`: the counting, on sentences whose score is known, and the floors on the development set."""

import json
from pathlib import Path
from typing import Any

import pytest

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.evaluate import Count, GoldError, load, score
from luxterm.termbase import Termbase
from tests.sets import GOLD, needs_gold

FLOORS = {
    ("dev", "en"): "--min-recall=1 --min-precision=0.98 --min-exact=0.97 --min-coverage=0.73 --max-damage=0",
    ("dev2", "en"): (
        "--min-recall=0.96 --min-precision=0.96 --min-exact=0.95 --min-whole=1 --min-coverage=0.59 "
        "--max-damage=0"
    ),
    ("dev", "fr"): "--min-recall=1 --min-precision=1 --min-exact=1 --min-coverage=0.66 --max-damage=0",
    ("dev2", "fr"): (
        "--min-recall=1 --min-precision=0.93 --min-exact=0.96 --min-whole=0.9 --min-coverage=0.64 "
        "--max-damage=2"
    ),
    ("dev", "es"): "--min-recall=1 --min-precision=1 --min-exact=0.83 --min-coverage=0.66 --max-damage=0",
    ("dev2", "es"): (
        "--min-recall=1 --min-precision=1 --min-exact=1 --min-whole=0.94 --min-coverage=0.53 --max-damage=0"
    ),
    ("dev", "de"): "--min-recall=1 --min-precision=1 --min-exact=0.46 --min-coverage=0.66 --max-damage=0",
    ("dev2", "de"): (
        "--min-recall=1 --min-precision=1 --min-exact=1 --min-whole=0.87 --min-coverage=0.71 --max-damage=0"
    ),
    ("dev2", "pt"): (
        "--min-recall=0.96 --min-precision=0.96 --min-exact=0.96 --min-whole=0.86 --min-coverage=0.56 "
        "--max-damage=1"
    ),
}
"""By set and language."""


def row(text: str, *spans: tuple[str, str, list[str]], doubt: bool = False) -> dict[str, Any]:
    return {
        "id": "r",
        "lang": "en",
        "genre": "law",
        "source": "act.txt",
        "text": text,
        "spans": [
            {
                "start": text.index(surface),
                "end": text.index(surface) + len(surface),
                "term": surface.lower(),
                "label": label,
                "expected": expected,
                "doubt": doubt,
            }
            for surface, label, expected in spans
        ],
    }


USE = row(
    "The State prohibits child pornography in law.",
    ("child pornography", "USE", ["child sexual abuse material"]),
)
WRONG_WORDS = row(
    "The State prohibits child pornography in law.", ("child pornography", "USE", ["other words"])
)
NO_WORDS = row("The State prohibits child pornography in law.", ("child pornography", "USE", []))
MISSED = row("The State prohibits any unsuitable material in law.", ("unsuitable material", "USE", ["x"]))
ALARM = row("The State prohibits child pornography in law.", ("child pornography", "TITLE", []))
UNLABELLED = row("The State prohibits child pornography in law.")
MENTION = row("The term “child pornography” should be avoided.", ("child pornography", "MENTION", []))


def figures(termbase: Termbase, *rows: dict[str, Any]) -> tuple[Any, ...]:
    result = score(rows, termbase, Settings())
    counts = (result.recall, result.precision, result.exact)
    return (*((it.good, it.all) for it in counts), (result.damage.good, result.damage.all))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([USE], ((1, 1), (1, 1), (1, 1), (0, 1))),
        ([WRONG_WORDS], ((1, 1), (1, 1), (0, 1), (0, 1))),
        ([NO_WORDS], ((1, 1), (1, 1), (0, 0), (0, 1))),
        ([MISSED], ((0, 1), (0, 0), (0, 0), (0, 0))),
        ([ALARM], ((0, 0), (0, 1), (0, 0), (1, 1))),
        ([UNLABELLED], ((0, 0), (0, 1), (0, 0), (0, 1))),
        ([MENTION], ((0, 0), (0, 0), (0, 0), (0, 0))),
        ([USE, ALARM, MISSED], ((1, 2), (1, 2), (1, 1), (1, 2))),
    ],
)
def test_counting(termbase: Termbase, rows: list[dict[str, Any]], expected: tuple[Any, ...]) -> None:
    assert figures(termbase, *rows) == expected


def test_spans_in_doubt_count_for_nothing(termbase: Termbase) -> None:
    doubtful = row("The State prohibits child pornography.", ("child pornography", "USE", ["x"]), doubt=True)
    assert figures(termbase, doubtful) == ((0, 0), (0, 0), (0, 0), (0, 1))


def test_spans_in_doubt_count_as_damage(termbase: Termbase) -> None:
    doubtful = row("The State prohibits child pornography.", ("child pornography", "TITLE", []), doubt=True)
    assert figures(termbase, doubtful) == ((0, 0), (0, 0), (0, 0), (1, 1))


TWICE = "The State prohibits {0} in law. A law prohibits {0}."


def test_each_damaging_edit_counts(termbase: Termbase) -> None:
    """Also a second one in the same row, and one whose fix has to wait for another's."""
    text = TWICE.format("child pornography")
    label = {"term": "x", "label": "TITLE", "expected": []}
    spans = [{"start": at, "end": at + 17, **label} for at in (20, text.rindex("child"))]
    damaged = score([{**row(text), "spans": spans}], termbase, Settings())
    assert (damaged.damage.good, damaged.damage.all) == (2, 2)
    assert [it.kind for it in damaged.disagreements].count("damage") == 2
    halves = {**row(text), "spans": [{"start": 0, "end": len(text), **label}]}
    (shown,) = [it for it in score([halves], termbase, Settings()).disagreements if it.kind == "damage"]
    assert shown.detail == "TITLE, 2 edits"


def test_coverage_is_of_the_uses_found_those_fixed_unasked(termbase: Termbase) -> None:
    charged = row("He was charged with child pornography.", ("child pornography", "USE", []))
    result = score([USE, charged, MISSED, ALARM], termbase, Settings())
    assert (result.coverage.good, result.coverage.all) == (1, 2)


def test_whole_corrected_texts(termbase: Termbase) -> None:
    fixed = "The State prohibits  child sexual abuse\nmaterial in law."
    rows = [{**USE, "fixed": fixed}, {**USE, "fixed": USE["text"]}, USE]
    result = score(rows, termbase, Settings())
    assert (result.whole.good, result.whole.all) == (1, 2)
    assert [it.kind for it in result.disagreements] == ["whole text"]


def test_interval_is_wilsons() -> None:
    low, high = Count(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_a_broken_set_is_an_error_that_names_the_line() -> None:
    with pytest.raises(GoldError, match="line 2"):
        list(load(['{"lang": "en"}', "{nonsense"], ("en",)))


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(it) for it in (USE, ALARM)), encoding="utf-8")
    assert main(["eval", str(gold), "--format", "json", "--show", "false-alarms"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["precision"] == {"good": 1, "all": 2, "rate": 0.5, "interval": [0.0945, 0.9055]}
    assert [it["kind"] for it in report["disagreements"]] == ["false alarm"]
    assert main(["eval", str(gold), "--min-precision", "0.9"]) == 1
    assert "precision misses its floor" in capsys.readouterr().err
    assert main(["eval", str(tmp_path / "none.jsonl")]) == 2
    assert main(["eval", str(gold), "--lang", "xx"]) == 2


def test_of_nothing_there_is_no_rate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No row has a corrected text, so none came out right."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "one", "lang": "en", "text": "A text about chairs.", "spans": []}))
    assert main(["eval", str(gold)]) == 0
    out = capsys.readouterr().out
    assert {tuple(line.split()[1:]) for line in out.splitlines()[1:7]} == {("0", "of", "0", "–")}


@needs_gold
@pytest.mark.parametrize("name", FLOORS)
def test_floors_on_the_development_sets(name: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    gold, lang = name
    status = main(["eval", str(GOLD / f"{gold}.jsonl"), "--lang", lang, *FLOORS[name].split()])
    report = capsys.readouterr()
    assert status == 0, report.err + report.out
