"""The finding stands where the phrase was put, whatever odd characters come before, beside and inside."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from luxterm.engine.fixes import apply
from luxterm.formats import FORMATS, NAMES, read
from luxterm.termbase import Termbase
from luxterm.text.stretches import stretches
from luxterm.text.view import SEPARATOR, View
from luxterm.types import BARRIER, Applicability, Document, Finding, Piece, Segment

pytestmark = pytest.mark.once

Find = Callable[..., list[Finding]]

FORMAT_NAMES = sorted({*FORMATS.values(), *NAMES.values()})
PHRASE = "child prostitutes"
GAPS = (" ", "  ", "\u00a0", " \u00a0 ", "\u3000", "\u200b ", " \u00ad", "\u2009\u202f")


def _changes(char: str) -> bool:
    """Whether a code point is another, or several, in one of Unicode's normal forms or cases."""
    same = char == char.lower() == char.upper() == char.casefold()
    return not (same and all(map(unicodedata.is_normalized, ("NFC", "NFKD"), (char, char))))


_ASSIGNED = [chr(code) for code in (*range(0x80, 0x34000), *range(0xE0000, 0xE0200))]
"""Where all code points are that have marks or other forms."""
CHANGING = [*filter(_changes, _ASSIGNED)]
MARKS = [char for char in _ASSIGNED if unicodedata.category(char).startswith("M")]
INVISIBLE = [*"\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufe0f\ufeff"]
"""Characters that a reader doesn't see, the marks of direction among them."""
ODD = [
    # Letters that are seen as others, or as several
    *("\ufb01", "\ufb01\u0301", "\ufb03", "\uff23", "\uff41\u0301", "\uff0d", "\uff02", "\u0130", "\u212a"),
    *("\u1e9e", "\u00df", "\u0149", "\u01f0", "\u1fb7", "\u0958", "\ufb1d", "\ufdfa", "\ufefb"),
    # Marks that belong to the letter before, or to none
    *("e\u0301", "a\u0323\u0307", "\u0301", "\u0344", "1\u0301", "\u20dd", "e\u00ad\u0301", "\u0345"),
    *("\u1112\u1161\u11ab", "\ud55c", "\u0915\u094d\u0937", "\u05e9\u05c1", "\u0628\u064e"),
    # Beyond the first plane, and in sequences
    *("\U0001f469\U0001f3fd\u200d\u2695\ufe0f", "\U0001f44d\U0001f3ff", "\U0001f1f1\U0001f1fa"),
    *("\U0001d400", "\U0001d15e", "\U000e0041", "\U0010ffff"),
    # Spaces, line ends, hyphens at line ends
    *("\x85", "\u2028", "\u2029", "\r\n", "\n", "\r", "-\n", "\u2010\n", "\u00ad\n", "-\r\n", " -\n"),
    *("\x0b", "\x0c", " ", "  ", "\u00a0", "\u2009", "\u3000"),
    # What is no text, and ordinary words and signs
    *("\x00", "\x1c", "\x1d", "\x1e", "\x1f", "\x7f", "\ufffc", "\ufffd", "\uffff", "\ud800", "\udfff"),
    *("-", "\u2010", "\u2011", "\u2019", "\u201c", "\u00bb", "\u2026", "two", "of", "\u00e9", *INVISIBLE),
]
odd_texts = st.lists(
    st.one_of(st.sampled_from(ODD), st.sampled_from(CHANGING), st.sampled_from(MARKS)), max_size=8
).map("".join)
_BLANKS = rf"[\s{''.join(INVISIBLE)}]*"
WORD_GOES_ON = re.compile(rf"\u00ad{_BLANKS}[\r\n]{_BLANKS}$")
"""A soft hyphen at the end of a line, before whatever is no letter: the next line continues its word."""
INDENTED = re.compile(rf"[\r\n]{_BLANKS}[\r\n] ")
"""A paragraph that begins with a space is code in AsciiDoc, with four in Markdown."""
texts_of_all = st.lists(st.one_of(st.sampled_from([*ODD, *GAPS]), st.characters()), max_size=40).map("".join)


@st.composite
def disguises(draw: Callable[..., Any]) -> str:
    """The phrase with full-width letters, invisible characters inside, odd spaces between its words."""
    written = ""
    for char in PHRASE:
        if char == " ":
            written += draw(st.sampled_from(GAPS))
            continue
        if written and draw(st.integers(0, 9)) == 0:
            written += draw(st.sampled_from(INVISIBLE))
        written += chr(ord(char) + 0xFEE0) if draw(st.integers(0, 5)) == 0 else char
    return written


@given(texts_of_all)
@example("The \ufb01\u0301rst")
@example("two  \ufb01nancial")
def test_stretches_never_overlap(text: str) -> None:
    """They come in order, and what is between them is seen as it stands."""
    spans = list(stretches(text))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise([(0, 0), *spans, (len(text),) * 2]))
    document = read(text, "plain")
    view = View(document)
    assert len(view.text) == len(view.folded)
    places = [view.source(at, at + 1) for at, char in enumerate(view.text) if char != SEPARATOR]
    assert all(before == after or before.end <= after.start for before, after in pairwise(places))
    assert all(start < end for start, end in places)


def occurrences(find: Find, text: str, format: str) -> list[Finding]:
    return [it for it in find(text, format) if it.term == "child-prostitute"]


def check_fix(text: str, finding: Finding) -> None:
    """A fix changes what was found, and not a character more."""
    fixed, applied = apply(text, [finding], Applicability.UNSAFE)
    before, after = text[: finding.start], text[finding.end :]
    assert fixed.startswith(before)
    assert fixed.endswith(after)
    if applied:
        new = fixed[len(before) : len(fixed) - len(after)]
        seen = "".join(char for char in new if char not in INVISIBLE)
        assert " ".join(seen.split()) in {fix.replacement for fix in finding.fixes}
    for fix in finding.fixes:
        for edit in fix.edits:
            assert finding.start <= edit.start <= edit.end <= finding.end


@pytest.mark.parametrize("format", FORMAT_NAMES)
@given(before=odd_texts, gap=st.sampled_from(GAPS), phrase=disguises(), after=odd_texts)
@example(before="\ufb01\u0301rst", gap=" ", phrase=PHRASE, after="")
@example(before="two", gap="  ", phrase="\uff43hild prostitutes", after="")
@settings(max_examples=30)
def test_the_finding_is_where_the_phrase_is(
    find: Find, format: str, before: str, gap: str, phrase: str, after: str
) -> None:
    assume(not WORD_GOES_ON.search(before + gap))
    assume(not INDENTED.search(before + gap))
    text = f"Nine {before}{gap}{phrase} {after} were identified."
    start = len(f"Nine {before}{gap}")
    (found,) = occurrences(find, text, format)
    assert (found.start, found.end) == (start, start + len(phrase))
    assert found.text == phrase
    check_fix(text, found)


@pytest.mark.parametrize("format", FORMAT_NAMES)
@given(before=odd_texts, phrase=disguises(), after=odd_texts)
@settings(max_examples=30)
def test_directly_beside_the_phrase(find: Find, format: str, before: str, phrase: str, after: str) -> None:
    """It may be another word now; what is found is the phrase."""
    text = f"Nine {before}{phrase}{after} were identified."
    start = len(f"Nine {before}")
    for found in occurrences(find, text, format):
        assert found.start == start
        more = text[start + len(phrase) : found.end]
        assert all(char in INVISIBLE for char in more), more
        check_fix(text, found)


def test_a_mark_makes_another_word(find: Find) -> None:
    """A letter with an accent is another letter, at the end and before the beginning; a space's is none."""
    seen = [mark for mark in MARKS if mark not in INVISIBLE and "VARIATION" not in unicodedata.name(mark)]
    texts = [f"Nine {PHRASE}{mark}{rest}" for mark in seen for rest in ("", "a", " b")]
    assert not occurrences(find, "\n\n".join(texts), "plain")
    assert not occurrences(find, f"Ninex\u0301{PHRASE}", "plain")
    assert occurrences(find, f"Nine \u0301{PHRASE}", "plain")
    assert occurrences(find, f"Nine {PHRASE}\ufe0f and {PHRASE}\U000e0100.", "plain")


@pytest.mark.parametrize("format", FORMAT_NAMES)
@given(odd=odd_texts, at=st.integers(1, len(PHRASE) - 1))
@settings(max_examples=30)
def test_inside_the_phrase(find: Find, format: str, odd: str, at: int) -> None:
    """If it is still the phrase, or its singular, all of that is found and nothing else."""
    text = f"Nine {PHRASE[:at]}{odd}{PHRASE[at:]} were identified."
    for found in occurrences(find, text, format):
        assert found.start == len("Nine ")
        assert found.end <= len(f"Nine {PHRASE}{odd}")
        letters = [char for char in unicodedata.normalize("NFKC", found.text).lower() if char.isalpha()]
        assert "".join(letters) in ("childprostitutes", "childprostitute")
        check_fix(text, found)


def check_each(chars: Iterable[str], gap: str, view_of: Callable[[str], View]) -> None:
    """After each of the characters with an accent, the phrase is where it was put."""
    units = [f"Nine {char}\u0301{gap}{PHRASE} were identified." for char in chars]
    text = "\n\n".join(units)
    places: list[int] = []
    at = 0
    for unit in units:
        places.append(at + unit.index(PHRASE))
        at += len(unit) + 2
    view = view_of(text)
    assert len(view.text) == len(view.folded)
    found = [view.source(*match.span()) for match in re.finditer(PHRASE, view.folded)]
    assert found == [(place, place + len(PHRASE)) for place in places]


def alone(text: str) -> View:
    """The view of a text that no format has read."""
    return View(Document(text, "plain", (Segment((Piece(0, len(text)),)),)))


PLAIN_GAPS = (" ", "  ", "\u00a0")


@pytest.mark.parametrize("gap", PLAIN_GAPS)
def test_every_character_that_has_another_form(gap: str) -> None:
    check_each([*CHANGING, *MARKS], gap, alone)


@pytest.mark.exhaustive
@pytest.mark.parametrize("gap", PLAIN_GAPS)
def test_every_character(gap: str) -> None:
    for first in range(0, 0x110000, 0x4000):
        check_each(map(chr, range(first, first + 0x4000)), gap, alone)
    assert sum(map(_changes, map(chr, range(0x80, 0x110000)))) == len(CHANGING)


@pytest.mark.exhaustive
@pytest.mark.parametrize("gap", PLAIN_GAPS)
@pytest.mark.parametrize("format", FORMAT_NAMES)
def test_every_character_in_every_format(format: str, gap: str) -> None:
    check_each([*CHANGING, *MARKS], gap, lambda text: View(read(text, format)))


def test_the_prefilter_knows_every_character_that_is_read_as_an_ascii_letter(termbase: Termbase) -> None:
    """Such a file can't be ruled out by its ASCII letters."""
    chars = [char for char in map(chr, range(0x80, 0x110000)) if not "\ud800" <= char <= "\udfff"]
    chars.remove(BARRIER)
    read_as = alone(BARRIER.join(chars)).folded.split(BARRIER)
    like = [char for char, seen in zip(chars, read_as, strict=True) if re.search("[a-z]", seen)]
    assert "\uff41" in like
    for char in like:
        assert termbase.may_contain(f"Nothing {char} of the kind.".encode()), hex(ord(char))


def test_the_example(find: Find) -> None:
    for format in FORMAT_NAMES:
        text = "The \ufb01\u0301rst article.\n\nNine child prostitutes were identified.\n"
        fixed, _ = apply(text, find(text, format), Applicability.SAFE)
        assert fixed == text.replace(PHRASE, "children exploited in prostitution"), format
    assert View(read("two  \ufb01nancial", "plain")).text.startswith("two financial")
    (finding,) = find("The  \uff43hild pornography law")
    assert finding.text == "\uff43hild pornography"
