"""What a card says is in the language of its term: in the text, an editor's hover and the pages.

A language is made whose sentences have no letters, and cards of which every word is written in letters that
English doesn't have: what remains in English letters would be said in English.
"""

import re
from string import Formatter
from typing import Any

import pytest

import luxterm.wording
from luxterm.lexicon.load import load
from luxterm.lexicon.pages import INDEX
from luxterm.report.card import card as as_text
from luxterm.report.display import Style
from luxterm.wording import table
from luxterm_server import cards as hover
from tests.bundled import bundled_cards, bundled_files, bundled_pages

pytestmark = pytest.mark.once

LETTERS = re.compile("[A-Za-z]")
MADE_UP = "жж"
KEPT = ("status", "advice", "severity", "applicability", "url")
"""What a card has as the name of something, for programs."""


def without_letters(sentence: str) -> str:
    """A sentence of which only the arguments and what isn't a letter are left."""
    parts = Formatter().parse(sentence)
    return "".join(
        LETTERS.sub("", text) + (f"{{{name}}}" if name is not None else "") for text, name, _, _ in parts
    )


def disguised(value: Any, key: str = "") -> Any:
    """The same data without letters of English."""
    if isinstance(value, dict):
        return {name: disguised(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [disguised(each) for each in value]
    if isinstance(value, str) and key not in KEPT:
        return LETTERS.sub("ж", value)
    return value


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Any:
    sections = {
        section: {code: without_letters(said) for code, said in sentences.items()}
        for section, sentences in table("en").items()
    }
    monkeypatch.setattr(luxterm.wording, "table", lambda lang: sections if lang == MADE_UP else table(lang))
    luxterm.wording._sentences.cache_clear()  # pyright: ignore[reportPrivateUsage]
    yield
    luxterm.wording._sentences.cache_clear()  # pyright: ignore[reportPrivateUsage]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("awaits", [False, True])
def test_nothing_on_a_card_is_said_in_another_language(awaits: bool) -> None:
    for one in bundled_cards().all:
        card = disguised(one) | {"lang": MADE_UP, "awaits_native_reader": awaits}
        for source in card["sources"]:
            source["url"] = ""
        for shown in (
            as_text(card, Style()),
            hover.show(card, None, True),
            hover.show(card, None, False),
        ):
            assert not LETTERS.search(shown), (one["id"], shown)


@pytest.mark.parametrize(
    ("lang", "said", "verdict"),
    [
        (
            "fr",
            "Pas encore relu par une personne de langue maternelle française.",
            "avertissement\u00a0; de mémoire",
        ),
        ("es", "Aún no lo ha leído una persona de lengua materna española.", "advertencia; de memoria"),
    ],
)
def test_a_card_says_what_it_rests_on_in_its_language(lang: str, said: str, verdict: str) -> None:
    cards = [card for card in bundled_cards().all if card["lang"] == lang and card["awaits_native_reader"]]
    assert cards
    for card in cards:
        for shown in (as_text(card, Style()), hover.show(card, None, True)):
            assert said in shown
            rests = card["memory"] and card["status"] == "deprecated" and card["severity"] == "warning"
            assert (verdict in shown) == bool(rests), card["id"]


def test_a_card_awaits_a_reader_if_its_definition_does() -> None:
    """Each card shows the definition of its concept, too."""
    for concept in bundled_files().concepts.values():
        for lang, text in concept.texts.items():
            cards = [
                card for card in bundled_cards().all if card["concept"] == concept.id and card["lang"] == lang
            ]
            assert all(card["awaits_native_reader"] for card in cards) or not text.awaits_native_reader


def test_an_english_card_awaits_nobody_and_says_nothing_of_it() -> None:
    for card in bundled_cards().all:
        if card["lang"] == "en":
            assert table("en")["card"]["awaits-reader"] not in as_text(card, Style())


@pytest.mark.parametrize("lang", sorted({*load().languages} & {"fr", "es"}))
def test_the_part_of_a_page_in_a_language_has_no_english_heading_or_sentence(lang: str) -> None:
    english = {
        said.partition("{")[0] for code, said in table("en")["card"].items() if code.startswith("page-")
    }
    english = {said for said in english if len(said) > 8} - {
        said.partition("{")[0] for said in table(lang)["card"].values()
    }
    seen = 0
    for name, page in bundled_pages().items():
        if name == INDEX:
            continue
        for part in re.split(r"^(?=# )", page, flags=re.M):
            if part.partition("\n")[0].endswith(f"({lang})"):
                seen += 1
                said = [line for line in part.splitlines() if line.startswith(("- ", "**", "## ", "| where"))]
                for line in said:
                    start = line.lstrip("-*#| ")
                    assert not start.startswith(tuple(english)), (name, line)
    assert seen > 30
