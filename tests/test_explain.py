"""`explain` and `lexicon show`: a word is looked up as it is found in a text."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.engine.match import candidates
from luxterm.lexicon import cards
from luxterm.lexicon.wording import groups_to_show
from luxterm.termbase.read import read
from luxterm.text.view import View
from luxterm.types import Document, Piece, Segment
from tests.bundled import bundled_cards
from tests.test_confirming import texts

pytestmark = pytest.mark.once

DUTCH = Path(__file__).parent / "data" / "dutch"


@cache
def forms() -> list[tuple[str, str, str]]:
    """Every form of every term, with the term's id and language."""
    return [
        (card["id"], card["lang"], form)
        for card in bundled_cards().all
        for form in (card["term"], *(form for group in card["groups"] for form in group["forms"]))
    ]


Disguise = Callable[[str], str]
CASES: list[Disguise] = [str, str.upper, str.title]
INSIDE: list[Disguise] = [
    str,
    lambda text: text.replace(" ", "-"),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "  \n"),
    lambda text: f"{text[:2]}\u00ad{text[2:]}",
]
AROUND: list[Disguise] = [str, "  {} ".format, "“{}”,".format, "{}’s".format, "{}'".format, "“{}'s”".format]


@given(st.deferred(lambda: st.sampled_from(forms())), *map(st.sampled_from, (CASES, INSIDE, AROUND)))
@example(("paedophile-ring", "de", "Pädophilen…"), str, str, AROUND[2])
@example(("child-pornography", "de", "kinder- bzw. jugendpornografische Inhalte"), str, INSIDE[3], str)
def test_what_is_found_is_explained(
    said: tuple[str, str, str], case: Disguise, inside: Disguise, around: Disguise
) -> None:
    name, lang, form = said
    text = around(inside(case(form)))
    language = bundled_cards()._termbase.language(lang)  # pyright: ignore[reportPrivateUsage]
    assume(language.grammar.possessive_endings or around not in AROUND[3:])
    view = View(Document(text, "plain", (Segment((Piece(0, len(text)),)),)), language.words)
    whole = {it.term.id for it in candidates(view, language) if it.end - it.start >= len(form)}
    assert {name, *whole} <= {card["id"] for card in bundled_cards().named(text)}


@pytest.mark.parametrize(
    "words", ["Child-Pornography's", "  Child   Pornography ", "child\u00a0pornography", "CP"]
)
def test_as_it_stands_in_a_text(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", words]) == 0
    assert "child-sexual-abuse-material" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "first"),
    [("pedófilo", "paedophile"), ("Kinderpornografie", "child-pornography")],
)
def test_the_term_that_is_called_so_comes_first(words: str, first: str) -> None:
    """Before another one's, which has the word among its forms: what is called so is material, too."""
    assert bundled_cards().named(words)[0]["id"] == first


@pytest.mark.parametrize("words", ["", " ", "’s", "child pornographyx", "soft child pornography"])
def test_what_is_no_term(words: str) -> None:
    assert bundled_cards().named(words) == []


def test_a_card_says_nothing_twice() -> None:
    """No two groups that are shown begin alike, and what any group begins with is shown."""
    for card in bundled_cards().all:
        shown = [(group["say"][:1], group["attributive"][:1]) for group in groups_to_show(card)]
        assert len({repr(best) for best in shown}) == len(shown)
        for group in card["groups"]:
            assert any(group["say"][:1] == said for said, _ in shown)
            assert not group["attributive"] or any(group["attributive"][:1] == said for _, said in shown)


def test_a_card_shows_the_plain_forms_first() -> None:
    (card,) = (card for card in bundled_cards().named("child prostitute") if card["lang"] == "en")
    shown = groups_to_show(card)
    assert "child prostitute" in shown[0]["forms"]
    assert "child prostitutes" in (form for group in shown[:5] for form in group["forms"])
    assert len(shown) < len(card["groups"])


def test_what_to_say_for_the_term_itself_comes_first_in_every_language() -> None:
    """Nouns with their capital in German, too: what its compounds become stands below."""
    for card in bundled_cards().all:
        named = [group for group in card["groups"] if card["term"].lower() in map(str.lower, group["forms"])]
        if named:
            assert groups_to_show(card)[0] in named


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("rape", "'statutory rape' or 'rape of a child'?"),
        ("child abuse", "'child abuse images', 'virtual child abuse' or"),
        ("child pronography", "'child pornography'"),
    ],
)
def test_a_part_of_a_name_or_a_slip_suggests_it(
    words: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", words]) == 2
    assert capsys.readouterr().err.startswith(f"luxterm: no term or concept '{words}'; did you mean {meant}")


@pytest.mark.parametrize("words", ["nope", "child-sexual-abuse-materiel"])
def test_show_suggests_what_it_takes(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "show", words]) == 2
    meant = re.split(", | or ", capsys.readouterr().err.partition("did you mean ")[2].rstrip("?\n"))
    assert {one.strip("'") for one in meant} <= {*bundled_cards().concepts}


@pytest.mark.usefixtures("brief_bundled")
def test_the_folders_own_termbase_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word of the configuration's termbase is explained, shown and listed; in the language it asks for."""
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "kinderpornografie", "--lang", "nl"]) == 2
    configuration = tmp_path / "luxterm.toml"
    configuration.write_text(f'ui-lang = "de"\nlexicon = [{str(DUTCH)!r}]\n', encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    monkeypatch.chdir("drafts")
    capsys.readouterr()
    assert main(["explain", "kinderpornografie", "--lang", "nl", "--format", "json"]) == 0
    (card,) = json.loads(capsys.readouterr().out)["terms"]
    for words in (["show", card["concept"]], ["list"]):
        assert main(["lexicon", *words, "--lang", "nl"]) == 0
        assert card["id"] in capsys.readouterr().out
    for words in (["--format", "csv"], ["--format", "xlsx", "--unverified", "--output", "sheet.xlsx"]):
        assert main(["lexicon", "export", "--lang", "nl", *words]) == 0
    assert f",nl,{card['id']}," in capsys.readouterr().out
    assert any(row[2] == card["id"] for row in texts(Path("sheet.xlsx").read_bytes()))
    assert main(["lexicon", "parity", "--lang", "nl", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["languages"] == ["en", "nl"]
    assert main(["explain", "vermeintlich"]) == 2
    assert "kein" in capsys.readouterr().err.lower()
    configuration.write_text('lexicon = ["none"]\n', encoding="utf-8")
    assert main(["explain", "minor"]) == 2
    assert "none" in capsys.readouterr().err


def test_the_files_are_read_once_for_all_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """That takes most of a second, in which whoever points at a word waits."""
    reading: list[object] = []
    monkeypatch.setattr(cards, "read", lambda roots: reading.append(roots) or read(roots))
    cards._files.cache_clear()  # pyright: ignore[reportPrivateUsage]
    cards._read.cache_clear()  # pyright: ignore[reportPrivateUsage]
    shown = {lang: cards.cards_of((), lang).all for lang in ("en", "de")}
    assert [{card["lang"] for card in each} for each in shown.values()] == [{"en"}, {"de"}]
    assert len(reading) == 1
