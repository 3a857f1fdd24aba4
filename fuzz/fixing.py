"""Laws for fixing: what changes, that it comes to an end, and that a document stays what it is."""

from typing import NamedTuple

from fuzz.outline import outline
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


def another_reader_sees_the_same_structure(done: Fixed) -> None:
    """markdown-it-py, docutils or html5lib sees the same structure before and after."""
    if not done.rounds:
        return
    before = outline(done.rounds[0].before, done.document.format)
    after = outline(done.document.text, done.document.format)
    if before is not None:
        assert before == after, _difference(before, after or [])


def our_own_reader_sees_the_same_structure(done: Fixed) -> None:
    """What is read as headings, items, cells … is read so after a fix."""
    if done.rounds:
        before, after = _scopes(read(done.rounds[0].before, done.document.format)), _scopes(done.document)
        assert before == after, _difference(before, after)


def _scopes(document: Document) -> list[str]:
    """What each segment is. In plain text a heading is one by its looks, so it counts as a paragraph."""
    looks = document.format in ("plain", "gitcommit")
    return [
        f"{Scope.PARAGRAPH if looks and segment.scope is Scope.HEADING else segment.scope} {segment.quoted}"
        for segment in document.segments
    ]


def _difference(before: list[str], after: list[str]) -> str:
    at = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(before), len(after)) if at is None else at
    return f"{before[at : at + 3]} became {after[at : at + 3]}"
