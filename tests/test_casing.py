"""The capitals of what stands, carried over: a phrase, an abbreviation, and what is written in both."""

import pytest

from luxterm.engine.replace.capitals import Style, recase

pytestmark = pytest.mark.once

ENGLISH = Style(frozenset({"of", "in", "a", "with"}))


@pytest.mark.parametrize(
    ("standing", "first", "expected"),
    [
        ("child porn", False, "person in need"),
        ("Child porn", False, "Person in need"),
        ("Child Porn", False, "Person in Need"),
        ("CHILD PORN", False, "PERSON IN NEED"),
        ("CHILD-PORN", False, "PERSON IN NEED"),
        ("KID PORN", False, "PERSON IN NEED"),
        ("SEXTORTION", False, "PERSON IN NEED"),
        # An abbreviation's capitals say nothing of what goes in its place
        ("IIOC", False, "person in need"),
        ("OCSEA", False, "person in need"),
        ("SG-CSAM", False, "person in need"),
        ("MAPs", False, "person in need"),
        ("MAPs", True, "Person in need"),
    ],
)
def test_capitals(standing: str, first: bool, expected: str) -> None:
    assert recase("person in need", standing, ENGLISH, titled=False, first=first) == expected


def test_a_short_word_among_capitals_is_no_abbreviation() -> None:
    assert recase("child", "MINOR", ENGLISH, titled=False, loud=True, first=False) == "CHILD"
    assert recase("child", "MINOR", ENGLISH, titled=False, first=False) == "child"


def test_a_letter_with_a_form_for_the_beginning_of_a_word() -> None:
    """Croatian's letter for dž is Ǆ among capitals, ǅ before small letters."""
    assert recase("ǆep", "Child porn", ENGLISH, titled=False, first=True) == "ǅep"
    assert recase("person", "ǅep", ENGLISH, titled=False, first=True) == "Person"
    assert recase("ǆep", "CHILD PORN", ENGLISH, titled=False, first=True) == "ǄEP"


FRENCH = Style(frozenset({"d'", "de"}), title_case=False)
GERMAN = Style(frozenset({"von"}), title_case=False, capital_nouns=True)


@pytest.mark.parametrize(
    ("standing", "titled", "first", "expected"),
    [
        ("images interdites", False, False, "d’abus de personnes"),
        ("Images interdites", False, True, "D’abus de personnes"),
        ("Images Interdites", True, True, "D’Abus de Personnes"),
        ("Images Interdites", False, False, "d’abus de personnes"),
        ("Images Interdites", False, True, "D’abus de personnes"),
        ("IMAGES INTERDITES", False, False, "D’ABUS DE PERSONNES"),
        ("d’Images Interdites", True, False, "d’Abus de Personnes"),
    ],
)
def test_an_elided_word_and_headings_written_as_sentences(
    standing: str, expected: str, *, titled: bool, first: bool
) -> None:
    assert recase("d’abus de personnes", standing, FRENCH, titled=titled, first=first) == expected


@pytest.mark.parametrize(
    ("standing", "first", "expected"),
    [("Bilder", False, "schlimme Bilder"), ("Bilder", True, "Schlimme Bilder")],
)
def test_a_capital_that_any_noun_has_shows_nothing(standing: str, expected: str, *, first: bool) -> None:
    assert recase("schlimme Bilder", standing, GERMAN, titled=False, first=first) == expected
