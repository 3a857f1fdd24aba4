"""The capitals of what stands, carried over: a phrase, an abbreviation, and what is written in both."""

import pytest

from luxterm.engine.replace.capitals import Style, recase

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
