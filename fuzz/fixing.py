"""Laws for fixing: what changes, that it comes to an end, and that a document stays what it is."""

from functools import lru_cache
from typing import NamedTuple

from fuzz.structures import READERS, Seen, difference, only_letters, only_words
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import ROUNDS, edits_for, splice
from luxterm.formats import read
from luxterm.lexicon.load import termbase_of
from luxterm.types import Applicability, Document, Edit, Finding, Scope


class Round(NamedTuple):
    """One round of fixing: the edits for a text, what was fixed by them, and the text after it."""

    before: str
    edits: list[Edit]
    applied: list[Finding]
    after: str


class Fixed(NamedTuple):
    """The rounds until nothing is left to fix, and the document then. `settled`: it came to an end."""

    rounds: list[Round]
    document: Document
    settled: bool


def fixed(document: Document, findings: list[Finding], least: Applicability) -> Fixed:
    """A document fixed, checked, fixed … as `luxterm check --fix` does it."""
    rounds: list[Round] = []
    idle = 0
    while True:
        edits, applied = edits_for(findings, least)
        if not applied:
            return Fixed(rounds, document, True)
        text = splice(document.text, edits)
        rounds.append(Round(document.text, edits, applied, text))
        document = read(text, document.format)
        left = check(document, termbase_of(()), Settings())
        idle += len(left) >= len(findings)
        findings = left
        if idle == ROUNDS:
            return Fixed(rounds, document, False)


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
    """What is read as headings, items, cells … is read so after a fix."""
    if done.rounds:
        before, after = _scopes(read(done.rounds[0].before, done.document.format)), _scopes(done.document)
        assert before == after, "; ".join(difference(before, after))


def another_reader_sees_the_same_structure(done: Fixed) -> None:
    """markdown-it-py, docutils, html5lib or pylatexenc sees the same structure before and after."""
    for each in done.rounds:
        before, after = _seen(each.before, done.document.format), _seen(each.after, done.document.format)
        if before is not None:
            assert after is not None, f"{each.before!r} became {each.after!r}, which isn't clear"
            assert before.structure == after.structure, "; ".join(
                difference(before.structure, after.structure)
            )


def another_reader_sees_no_other_words_change(done: Fixed) -> None:
    """To that reader only the words that were replaced are others."""
    for each in done.rounds:
        before, after = _seen(each.before, done.document.format), _seen(each.after, done.document.format)
        if before is None or after is None:
            continue
        old = [f"{finding.seen} {finding.text}" for finding in each.applied]
        new = [edit.text for edit in each.edits]
        gone = [each.before[edit.start : edit.end] for edit in each.edits]
        assert only_words(before, after, old, new) or only_letters(before, after, gone, new), (
            f"{each.before!r} became {each.after!r}"
        )


@lru_cache(maxsize=4)
def _seen(text: str, format: str) -> Seen | None:
    """What another reader sees; None where none knows the format, or it can't tell."""
    if format not in READERS or text.count("\ud800"):
        return None
    try:
        return READERS[format](text)
    except ImportError:
        raise
    except Exception:  # its own: nothing to compare with
        return None


def _scopes(document: Document) -> list[str]:
    """What each segment is. In plain text a heading is one by its looks, so it counts as a paragraph."""
    looks = document.format in ("plain", "gitcommit")
    return [
        f"{Scope.PARAGRAPH if looks and segment.scope is Scope.HEADING else segment.scope} {segment.quoted}"
        for segment in document.segments
    ]
