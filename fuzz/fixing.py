"""Laws for fixing: what changes, that it comes to an end, and that a document stays what it is."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from fuzz.structures import READERS
from fuzz.structures.seen import Seen, difference, only_letters, only_words
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import ROUNDS, edits_for, splice
from luxterm.formats import read
from luxterm.formats.broken import FORMATS as PARTED
from luxterm.lexicon.load import termbase_of
from luxterm.types import Applicability, Document, Edit, Finding, Piece, Scope


class Round(NamedTuple):
    """One round of fixing: the edits for a document, what was fixed by them, and the document after it."""

    before: Document
    edits: list[Edit]
    applied: list[Finding]
    after: Document


class Fixed(NamedTuple):
    """The rounds until nothing is left to fix, and the document then. `settled`: it came to an end."""

    rounds: list[Round]
    document: Document
    settled: bool


def fixed(document: Document, findings: list[Finding], least: Applicability) -> Fixed:
    """A document fixed, checked, fixed … as `luxterm check --fix` does it."""
    rounds: list[Round] = []
    idle = 0
    while (one := one_round(document, findings, least)) is not None:
        rounds.append(one)
        document = one.after
        left = check(document, termbase_of(()), Settings())
        idle += len(left) >= len(findings)
        findings = left
        if idle == ROUNDS:
            return Fixed(rounds, document, False)
    return Fixed(rounds, document, True)


def one_round(document: Document, findings: list[Finding], least: Applicability) -> Round | None:
    """The fixes made once; None if there is nothing to fix."""
    edits, applied = edits_for(findings, least)
    return (
        Round(document, edits, applied, read(splice(document.text, edits), document.format))
        if edits
        else None
    )


def fixing_comes_to_an_end(done: Fixed) -> None:
    """After fixing there is nothing left to fix, so fixing again changes nothing."""
    assert done.settled, f"after {len(done.rounds)} rounds: {done.document.text[:200]!r}"


def only_what_is_fixed_changes(done: Fixed) -> None:
    """Only uses are fixed, and each fixed word is gone from its place."""
    for each in done.rounds:
        for finding in each.applied:
            assert not finding.kept
            touching = [e for e in each.edits if e.start < finding.end and finding.start < e.end]
            assert touching, f"no edit touches {finding.text!r}"


def our_own_reader_sees_the_same_structure(done: Fixed) -> None:
    """What is read as headings, items, cells … is read so after a fix, with the replaced words in it."""
    for each in done.rounds:
        before, after = rows(each.before, each.edits), rows(each.after, [])
        assert before == after, f"{each.before.text!r} became {each.after.text!r}"


def another_reader_sees_the_same_structure(done: Fixed) -> None:
    """markdown-it-py, docutils, html5lib or pylatexenc sees the same structure before and after."""
    for each in done.rounds:
        before, after = _seen(each.before), _seen(each.after)
        # Between cells an ampersand is structure, and nothing is replaced across it; elsewhere it is "and"
        joined = "&" in "".join(each.before.text[edit.start : edit.end] for edit in each.edits)
        if before is not None and not (joined and each.after.format == "latex"):
            assert after is not None, f"{each.before.text!r} became {each.after.text!r}, which isn't clear"
            changed = "; ".join(difference(before.structure, after.structure))
            assert not changed, f"{each.before.text!r} became {each.after.text!r}: {changed}"


def another_reader_sees_no_other_words_change(done: Fixed) -> None:
    """To that reader only the words that were replaced are others."""
    for each in done.rounds:
        before, after = _seen(each.before), _seen(each.after)
        if before is None or after is None:
            continue
        new = [edit.text for edit in each.edits]
        gone = [each.before.text[edit.start : edit.end] for edit in each.edits]
        # A finding may be divided by markup; beside it an article may change
        old = [*(f"{finding.seen} {finding.text}" for finding in each.applied), *gone]
        assert only_words(before, after, old, new) or only_letters(before, after, gone, new), (
            f"{each.before.text!r} became {each.after.text!r}"
        )


LAWS = (
    fixing_comes_to_an_end,
    only_what_is_fixed_changes,
    our_own_reader_sees_the_same_structure,
    another_reader_sees_the_same_structure,
    another_reader_sees_no_other_words_change,
)


def _seen(document: Document) -> Seen | None:
    """What another reader sees; None where none knows the format, or it can't tell."""
    return _read_by_another(document.text, document.format) if document.format in READERS else None


@lru_cache(maxsize=4)
def _read_by_another(text: str, format: str) -> Seen | None:
    try:
        return READERS[format](text)
    except ImportError:
        raise
    except Exception:  # undecided, or broken by an odd character: nothing to compare with
        return None


_BY_LOOKS = frozenset(("plain", "gitcommit"))
"""Formats without markup, in which a heading is one by its looks."""


_HALVES = frozenset((Scope.PARAGRAPH.value, Scope.ITEM.value))
"""What a paragraph may be the second half of."""
_NUMBER = re.compile(r"\A\d{1,3}(?:\.\d{1,3})+\.? ")


def rows(document: Document, edits: list[Edit]) -> list[tuple[str, bool, str]]:
    """Scope, whether it is quoted, and the words of each segment, as they are after these edits.

    Where paragraphs may be halves of one, or of an item, for which their length counts, they are one row.
    What is a heading or an item by its looks counts as a paragraph; a new capital shows whether its number
    belongs to it.
    """
    looks = document.format in _BY_LOOKS
    found = [
        (
            "paragraph" if looks and segment.scope in (Scope.HEADING, Scope.ITEM) else segment.scope.value,
            segment.quoted,
            " ".join(
                # An edit writes an apostrophe as the document does: &apos;, or ' that LaTeX shows as ’
                unescape(
                    "".join(_shown(document.text, piece, edits, segment.span.end) for piece in segment.pieces)
                )
                .replace("’", "'")
                .split()
            ),
        )
        for segment in document.segments
    ]
    if looks:
        found = [(scope, quoted, _NUMBER.sub("", words)) for scope, quoted, words in found]
    if document.format not in PARTED:
        return found
    joined: list[tuple[str, bool, str]] = []
    for scope, quoted, words in found:
        last, beside, begun = joined[-1] if joined else ("", quoted, "")
        if scope == Scope.PARAGRAPH.value and last in _HALVES and beside == quoted:
            joined[-1] = last, quoted, f"{begun} {words}"
        else:
            joined.append((scope, quoted, words))
    return joined


def _shown(text: str, piece: Piece, edits: list[Edit], end: int) -> str:
    """What a piece shows: what an edit puts there, where it begins, but not what it keeps behind `end`."""
    parts: list[str] = []
    done = piece.start
    for edit in edits:
        if edit.start == edit.end and not edit.text:
            continue  # it only claims the place
        inserts = piece.start < edit.start == edit.end < piece.end
        if not inserts and (edit.end <= piece.start or edit.start >= piece.end):
            continue
        if piece.text is not None:
            return edit.text if edit.start >= piece.start else ""
        if edit.start >= piece.start:
            kept = text[end : edit.end]
            parts += text[done : edit.start], edit.text.removesuffix(kept)
        done = min(edit.end, piece.end)
    return "".join([*parts, text[done : piece.end]]) if piece.text is None else piece.text
