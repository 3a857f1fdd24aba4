"""A language by data alone: Dutch, from a few rows and tables, is found, judged and fixed.

It stays among the tests: in the lexicon, a handful of words would look like a document that was checked.
"""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.config.settings import AUTO, Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import apply
from luxterm.formats import read
from luxterm.lexicon.load import load
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Finding, Usage

pytestmark = pytest.mark.once

DUTCH = Path(__file__).parent / "data" / "dutch"
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def dutch() -> Termbase:
    """Dutch beside the lexicon's languages; its own examples come out, or this raises."""
    return load((str(DUTCH),))


@pytest.fixture(scope="module")
def find(dutch: Termbase) -> Callable[..., list[Finding]]:
    def found(text: str, lang: str = "nl") -> list[Finding]:
        return check(read(text, "markdown"), dutch, Settings(lang=lang))

    return found


def test_nothing_of_it_is_in_the_product() -> None:
    """The product only knows what Dutch looks like, so that none is taken for German."""
    (grammar,) = (ROOT / "lexicon").rglob("nl.toml")
    assert set(tomllib.loads(grammar.read_text(encoding="utf-8"))) == {"common", "called"}
    assert "[[terms.nl]]" not in "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "lexicon").rglob("concepts/*.toml")
    )


@pytest.mark.parametrize(
    ("text", "usage"),
    [
        ("Het bezit van kinderporno is strafbaar.", Usage.USE),
        ("Kinderpornografie wordt gemeld.", Usage.USE),
        ("De term “kinderporno” is verouderd.", Usage.MENTION),
        (
            "Zij schreef: „Er was nooit genoeg geld voor de aanpak van kinderprostitutie hier.”",
            Usage.QUOTATION,
        ),
        (
            "Het Facultatief Protocol inzake de verkoop van kinderen, kinderprostitutie en kinderpornografie "
            "geldt.",
            Usage.TITLE,
        ),
    ],
)
def test_it_is_found_and_judged(find: Callable[..., list[Finding]], text: str, usage: Usage) -> None:
    found = find(text)
    assert found
    assert {it.usage for it in found} == {usage}, found[0].because


@pytest.mark.parametrize(
    "text", ["Pornografie is iets anders.", "Kinderpornografiezaak.", "De kinderen spelen."]
)
def test_other_words_are_not(find: Callable[..., list[Finding]], text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("before", "after", "unasked"),
    [
        ("Het bezit van kinderporno is strafbaar.", "Het bezit van {csam} is strafbaar.", True),
        ("De kinderpornografie wordt gemeld.", "Het {csam} wordt gemeld.", True),
        ("Deze kinderpornografie wordt gemeld.", "Dit {csam} wordt gemeld.", True),
        ("Geen kinderpornografie wordt gemeld.", "Geen {csam} wordt gemeld.", True),
        ("De kinderprostitutie neemt toe.", "De seksuele uitbuiting van kinderen neemt toe.", False),
    ],
)
def test_it_is_fixed_and_what_stands_around_agrees(
    find: Callable[..., list[Finding]], before: str, after: str, *, unasked: bool
) -> None:
    after = after.format(csam="materiaal van seksueel misbruik van kinderen")
    assert apply(before, find(before), Applicability.UNSAFE)[0] == after
    if unasked:
        assert apply(before, find(before), Applicability.SAFE)[0] == after


def test_memory_is_no_error_and_cards_say_so(
    find: Callable[..., list[Finding]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert {it.severity.label for it in find("Kinderporno en kindersekstoerisme.")} == {"warning"}
    asked = ["explain", "kinderpornografie", "--lang", "nl", "--lexicon", str(DUTCH), "--format", "json"]
    assert main(asked) == 0
    (card,) = json.loads(capsys.readouterr().out)["terms"]
    assert (card["lang"], card["memory"], card["awaits_native_reader"]) == ("nl", "medium", True)


def test_a_text_shows_that_it_is_in_it(find: Callable[..., list[Finding]]) -> None:
    text = "De wet verbiedt het bezit van kinderporno, en de politie kan het materiaal in beslag nemen.\n"
    (found,) = find(text, AUTO)
    assert found.lang == "nl"


def test_the_languages_of_the_termbase_can_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["lexicon", "parity", "--lang", "nl", "--lexicon", str(DUTCH), "--format", "json"]
    assert main(asked) == 1
    compared = json.loads(capsys.readouterr().out)
    assert compared["languages"] == ["en", "nl"]
    missing = {it["concept"] for it in compared["differences"] if it["kind"] == "no-term"}
    assert {"child-marriage", "nl-exploitation-in-travel"} <= missing


@pytest.mark.usefixtures("brief_bundled")
def test_its_terms_come_back_from_tbx_where_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lexicon alone only knows the language when it sees it, so that nothing is left to import."""
    monkeypatch.chdir(tmp_path)
    named = ["--lexicon", str(DUTCH)]
    assert main(["lexicon", "export", "--lang", "nl", "-o", "nl.tbx", *named]) == 0
    assert main(["lexicon", "import", "nl.tbx", "words"]) == 2
    said = capsys.readouterr().err
    assert "left out: language nl" in said
    assert said.endswith("luxterm: nl.tbx: there is nothing in it that can be imported\n")
    assert not Path("words").exists()
    assert main(["lexicon", "import", "nl.tbx", "words", *named]) == 0
    capsys.readouterr()
    asked = ["explain", "kinderpornografie", "--lang", "nl", "--format", "json", *named]
    assert main([*asked, "--lexicon", "words"]) == 0
    assert json.loads(capsys.readouterr().out)["terms"][0]["id"] == "child-pornography"
