"""A reviewed copy of a document, with tracked changes and comments that explain them.

Each kind of document has a module with a `Draft`, and one that says what is left when all changes are
rejected. Accepting all changes in the copy gives the text as `fixes` makes it; rejecting all gives the
document as it was. That is checked before anything is written (`verified`), and a place where it isn't so is
refused. To add a kind, add its modules and its name here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from importlib import import_module
from typing import NamedTuple, Protocol

from luxterm.engine import fixes
from luxterm.review import verified
from luxterm.review.words import comment_on
from luxterm.system.errors import UnreadableError
from luxterm.types import Applicability, Document, Edit, Finding, Message, Span

KINDS = frozenset({"docx", "odt"})
"""The kinds of documents (`luxterm.office.KINDS`) that can be reviewed."""


class Remark(NamedTuple):
    """A finding to comment on, and the edits to track for it: none where only a person can tell."""

    finding: Finding
    edits: tuple[Edit, ...]

    @property
    def span(self) -> Span:
        """From its beginning to its end."""
        return Span(self.start, self.end)

    @property
    def start(self) -> int:
        """Where it begins, with its edits."""
        return min(self.finding.start, *(edit.start for edit in self.edits), self.finding.start)

    @property
    def end(self) -> int:
        """Where it ends, with its edits."""
        return max(self.finding.end, *(edit.end for edit in self.edits), self.finding.end)


class Reviewed(NamedTuple):
    """The copy, all findings of the document, those remarked on, and those with nowhere to put a remark.

    If nothing is remarked on, `data` is the document itself, of which `text` is the text. `unplaced` are also
    those at places that were refused.
    """

    data: bytes
    findings: list[Finding]
    remarks: list[Remark]
    unplaced: list[Finding]
    text: str = ""


Check = Callable[[Document], list[Finding]]


class Copy(Protocol):
    """A document while remarks are added to it, from its end to its beginning."""

    def add(self, remark: Remark) -> bool:
        """Adds the changes and the comment of a remark; whether there was a place for it.

        Raises errors of many kinds where the document is invalid, and is then half changed.
        """
        ...

    def data(self) -> bytes:
        """The copy with what was added."""
        ...


class Draft(Protocol):
    """A document to review: the class of that name in a kind's module, made of its bytes and the time."""

    document: Document

    def said(self) -> Counter[str]:
        """What comments of ours say already, and how often."""
        ...

    def editable(self, edit: Edit) -> bool:
        """Whether a change can be tracked there."""
        ...

    def copy(self) -> Copy:
        """What the remarks are added to."""
        ...


class Impossible(Exception):
    """A document is put together in such a way that nothing can be written at a place in it."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark)
        self.span = remark.span


def review(data: bytes, kind: str, check: Check, least: Applicability, now: datetime) -> Reviewed:
    """Reviews a document of a kind; `least` is how applicable a fix must be to be tracked.

    As with `--fix`, what is left to change after the changes (two fixes that touched) is changed too.
    Raises UnreadableError, and Unsettled if that does not end.
    """
    first = _verified(data, kind, check, least, now)

    def step(state: tuple[Reviewed, int]) -> tuple[Reviewed, int] | None:
        made, tracked = state
        if not tracked:
            return None
        again = _verified(made.data, kind, check, least, now)
        if tracked := _tracked(again):
            made = made._replace(data=again.data, remarks=[*made.remarks, *again.remarks])
        return made, tracked

    return fixes.fix_until_stable((first, _tracked(first)), step, left=lambda state: state[1])[0]


def _verified(data: bytes, kind: str, check: Check, least: Applicability, now: datetime) -> Reviewed:
    """One round of a review. Places where the copy isn't what it must be are refused."""
    refused = set[Span]()
    while True:
        try:
            made = review_once(data, kind, check, least, now, refused=refused)
        except Impossible as error:
            if error.span in refused:
                raise UnreadableError(Message("change-neither")) from error
            refused.add(error.span)
            continue
        if not made.remarks:
            return made
        edits = [edit for remark in made.remarks for edit in remark.edits]
        wrong = verified.wrong_in(kind, data, made.data, edits, made.text)
        if not wrong:
            return made
        refused |= verified.blamed(kind, data, [remark.span for remark in made.remarks], wrong)


def review_once(
    data: bytes,
    kind: str,
    check: Check,
    least: Applicability,
    now: datetime,
    *,
    refused: AbstractSet[Span] = frozenset(),
) -> Reviewed:
    """A copy with remarks, unverified, but with none in the stretches of the text that are refused.

    Raises UnreadableError, and Impossible for a place where there can be none.
    """
    draft: Draft = import_module(f"luxterm.review.{kind}").Draft(data, now)
    document = draft.document
    findings = check(document)
    planned = plan(findings, least, draft.editable, draft.said())
    remarks = [remark for remark in planned if not _touches(remark, refused)]
    copy = draft.copy() if remarks else None
    placed = [remark for remark in reversed(remarks) if copy and _added(remark, copy)][::-1]
    done = set(map(id, placed))
    unplaced = [remark.finding for remark in planned if id(remark) not in done]
    if not copy or not placed:
        return Reviewed(data, findings, [], unplaced)
    return Reviewed(copy.data(), findings, placed, unplaced, document.text)


def _added(remark: Remark, copy: Copy) -> bool:
    """Whether there was a place for a remark. Raises Impossible."""
    try:
        return copy.add(remark)
    except (ValueError, LookupError, AttributeError, StopIteration, AssertionError, TypeError) as error:
        # invalid, in one of more ways than can be foreseen: what is half done is thrown away
        raise Impossible(remark) from error


def _touches(remark: Remark, refused: AbstractSet[Span]) -> bool:
    return any(remark.start < span.end and span.start < remark.end for span in refused)


def _tracked(reviewed: Reviewed) -> int:
    """How many of its remarks are tracked changes."""
    return sum(bool(remark.edits) for remark in reviewed.remarks)


def own(findings: Iterable[Finding]) -> list[Finding]:
    """What a review is about: the author's own words that should change."""
    return [finding for finding in findings if finding.own]


def plan(
    findings: Sequence[Finding],
    least: Applicability,
    editable: Callable[[Edit], bool],
    said: Counter[str],
) -> list[Remark]:
    """What to remark on, in the order of the text: the author's own words that should change.

    Quotations, titles and mentions aren't touched. `editable` says where a change can be tracked. A
    comment of an earlier review isn't made again: `said` are their texts.
    """
    ours = own(findings)
    fixable = [finding for finding in ours if all(editable(e) for fix in finding.fixes for e in fix.edits)]
    taken, applied = fixes.edits_for(fixable, least)
    done, edits = set(map(id, applied)), set(taken)

    def chosen(finding: Finding) -> tuple[Edit, ...]:
        if id(finding) not in done:
            return ()
        return next(fix.edits for fix in finding.fixes if fix.edits and edits.issuperset(fix.edits))

    def new(remark: Remark) -> bool:
        for elsewhere in (False, True):
            text = "\n".join(comment_on(remark.finding, elsewhere))
            if not remark.edits and said[text]:
                said[text] -= 1
                return False
        return True

    return list(filter(new, (Remark(finding, chosen(finding)) for finding in ours)))
