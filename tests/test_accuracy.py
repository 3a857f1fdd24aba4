"""The comparison with other checkers: what it makes of their answers, without running any."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import BEGIN, END, PAGE, Entry, figures, put, unexplained
from benchmarks.phrase_terms import by_replacement, pattern, phrases, textlint_rules, weirpack
from benchmarks.phrase_tools import Tool, changes, findings
from luxterm.engine.evaluate import Answer, score_with
from luxterm.types import Edit

pytestmark = pytest.mark.once

KNOWN = {
    "child pornography": "child sexual abuse material",
    "child-sex tourist": "travelling child sex offender",
    "minors' nudes": "child sexual abuse material",
    "prostitutes under 18": "",
}


def row(text: str, surface: str, label: str) -> dict[str, Any]:
    start = text.index(surface)
    expected = ["child sexual abuse material"] if label == "USE" else []
    end = start + len(surface)
    span = {"start": start, "end": end, "term": surface, "label": label, "expected": expected}
    return {"id": f"gold-{label}", "genre": "law", "source": "a.txt", "text": text, "spans": [span]}


USE = row("The Act bans child pornography.", "child pornography", "USE")
TITLE = row("See the Child Pornography Act.", "Child Pornography", "TITLE")


def fake(fixes: bool) -> Entry:
    """A tool that flags and replaces the phrase everywhere."""
    tool = Tool("fake", fixes)
    for it in (USE, TITLE):
        (span,) = it["spans"]
        text = it["text"]
        after = text[: span["start"]] + "child sexual abuse material" + text[span["end"] :]
        offered = [(span["start"], span["end"], "child sexual abuse material")]
        tool.said[text, "plain"] = Answer(findings(text, offered), changes(text, after) if fixes else [])
    return Entry(tool.name, score_with([USE, TITLE], tool.checker), fixes)


def test_tables() -> None:
    text = figures([fake(fixes=True)])
    assert "| fake | 1.000 (0.207–1.000), 1 of 1 | 0.500 (0.095–0.905), 1 of 2 | 1.000 " in text
    assert text.splitlines()[2].endswith("| 1.000 (0.207–1.000), 1 of 1 | 0.500 (0.095–0.905), 1 of 2 |")
    assert "| fake | 0 of 1 | – | – | – | – |" in text
    assert "not run here" in text


def test_a_tool_without_a_fixer_has_no_damage() -> None:
    assert figures([fake(fixes=False)]).splitlines()[2].endswith("| no fixer |")


def test_of_overlapping_offers_the_first_and_longest_stands() -> None:
    found = findings("abcdef", [(2, 4, "x"), (0, 3, ""), (0, 2, "y"), (4, 5, "z")])
    assert [(it.text, len(it.fixes)) for it in found] == [("abc", 0), ("e", 1)]


def test_changes_are_found_from_the_text_that_is_left() -> None:
    assert changes("one two, three", "one 2, three four") == [Edit(4, 7, "2"), Edit(14, 14, " four")]
    assert changes("same", "same") == []
    assert changes("See Child Porn", "See child abuse images") == [Edit(4, 14, "child abuse images")]


def test_patterns_take_hyphens_line_ends_and_curly_apostrophes() -> None:
    regex = re.compile(pattern(KNOWN))
    for text in ("child-pornography", "child\npornography", "child sex tourist", "minors’ nudes"):
        assert regex.fullmatch(text), text
    assert [say for say, _ in by_replacement(KNOWN)] == [
        "",
        "child sexual abuse material",
        "travelling child sex offender",
    ]


def test_rules_are_written_for_each_tool(tmp_path: Path) -> None:
    assert set(textlint_rules(tmp_path, KNOWN)) == {"terminology", "prh"}
    assert len(json.loads((tmp_path / "prh.yml").read_text(encoding="utf-8"))["rules"]) == 3
    names = weirpack(tmp_path / "terms.weirpack", KNOWN)
    assert len(names) == 2  # digits can't be said
    with zipfile.ZipFile(tmp_path / "terms.weirpack") as pack:
        rule = pack.read(f"{names[0]}.weir").decode("utf-8")
    assert "(child[-, ( )]pornography)" in rule
    assert "(minors’[-, ( )]nudes)" in rule


def test_phrases_come_with_their_first_replacement() -> None:
    known = phrases()
    assert known["child pornography"] == "child sexual abuse material"
    assert "cp" not in known  # only if there is a longer form too
    assert not any("<" in say for say in known.values())


def test_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert put(put(page, "x"), "x").count("\nx\n") == 1
    assert page.index(BEGIN) < page.index(END)
    with pytest.raises(ValueError, match="markers"):
        put("nothing", "x")
    said = "| `gold-TITLE`, `gold-gone`, `gold-other-set` | miss |"
    asked, result = ("gold-TITLE", "gold-gone"), fake(fixes=False).score
    assert list(unexplained(said, asked, result)) == ["gold-gone: no disagreement any more"]
    assert list(unexplained("", asked, result)) == ["gold-TITLE: no view of this disagreement"]
