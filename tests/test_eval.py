"""`luxterm eval`: the counting, on sentences whose score is known, and the floors on the development set."""

import json
from pathlib import Path
from typing import Any

import pytest

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.evaluate import Count, GoldError, load, score
from luxterm.termbase import Termbase

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev.jsonl"
FLOORS = ["--min-recall", "0.98", "--min-precision", "0.98", "--min-exact", "0.97", "--max-damage", "0"]


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
MISSED = row("The State prohibits any unsuitable material in law.", ("unsuitable material", "USE", ["x"]))
ALARM = row("The State prohibits child pornography in law.", ("child pornography", "TITLE", []))
UNLABELLED = row("The State prohibits child pornography in law.")
MENTION = row("The term “child pornography” should be avoided.", ("child pornography", "MENTION", []))


def figures(termbase: Termbase, *rows: dict[str, Any]) -> tuple[Any, ...]:
    result = score(rows, termbase, Settings())
    counts = (result.recall, result.precision, result.exact)
    return (*((it.good, it.all) for it in counts), result.damage)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([USE], ((1, 1), (1, 1), (1, 1), 0)),
        ([WRONG_WORDS], ((1, 1), (1, 1), (0, 1), 0)),
        ([MISSED], ((0, 1), (0, 0), (0, 0), 0)),
        ([ALARM], ((0, 0), (0, 1), (0, 0), 1)),
        ([UNLABELLED], ((0, 0), (0, 1), (0, 0), 0)),
        ([MENTION], ((0, 0), (0, 0), (0, 0), 0)),
        ([USE, ALARM, MISSED], ((1, 2), (1, 2), (1, 1), 1)),
    ],
)
def test_counting(termbase: Termbase, rows: list[dict[str, Any]], expected: tuple[Any, ...]) -> None:
    assert figures(termbase, *rows) == expected


def test_spans_in_doubt_count_for_nothing(termbase: Termbase) -> None:
    doubtful = row("The State prohibits child pornography.", ("child pornography", "USE", ["x"]), doubt=True)
    assert figures(termbase, doubtful) == ((0, 0), (0, 0), (0, 0), 0)


def test_interval_is_wilsons() -> None:
    low, high = Count(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_a_broken_set_is_an_error_that_names_the_line() -> None:
    with pytest.raises(GoldError, match="line 2"):
        list(load(['{"lang": "en"}', "{nonsense"], "en"))


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


@pytest.mark.skipif(not GOLD.exists(), reason="the development set is not beside this checkout")
def test_floors_on_the_development_set(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["eval", str(GOLD), *FLOORS])
    report = capsys.readouterr()
    assert status == 0, report.err + report.out
