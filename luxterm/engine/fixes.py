"""Applying fixes to a text, once or until nothing is left to fix."""

from bisect import bisect, insort
from collections.abc import Callable, Iterable
from typing import TypeVar

from luxterm.system.errors import ToldError
from luxterm.types import Applicability, Edit, Finding, Fix, Message

T = TypeVar("T")

ROUNDS = 10
"""How many rounds of fixes may leave no fewer findings than the round before."""


class Unsettled(ToldError):
    """Fixes that keep making something to fix."""


def apply(text: str, findings: Iterable[Finding], least: Applicability) -> tuple[str, list[Finding]]:
    """The text with the fixes made, and the findings that were fixed (see `edits_for`)."""
    edits, applied = edits_for(findings, least)
    return splice(text, edits), applied


def fix_until_stable(state: T, step: Callable[[T], T | None], left: Callable[[T], int]) -> T:
    """Fix, check, and fix again until nothing is left to fix.

    `step` fixes and checks once, and gives None if there is nothing to fix; `left` counts the findings
    of a state. Raises Unsettled.
    """
    rounds = 0
    while (following := step(state)) is not None:
        # Fixes that widen the same table or title are made one after the other: that is progress
        rounds += left(following) >= left(state)
        if rounds == ROUNDS:
            raise Unsettled(Message("unsettled-fixes", (str(ROUNDS),)))
        state = following
    return state


def fix_text(text: str, check: Callable[[str], list[Finding]], least: Applicability) -> str:
    """The text after fixing, checking and fixing again until nothing is left to fix. Raises Unsettled."""

    def step(state: tuple[str, list[Finding]]) -> tuple[str, list[Finding]] | None:
        fixed, applied = apply(*state, least)
        return (fixed, check(fixed)) if applied else None

    return fix_until_stable((text, check(text)), step, left=lambda state: len(state[1]))[0]


def edits_for(findings: Iterable[Finding], least: Applicability) -> tuple[list[Edit], list[Finding]]:
    """The edits of the findings' fixes, sorted and disjoint, and the findings whose fixes they are.

    Of each finding that isn't kept the first fix is made that is at least as applicable as `least`;
    fixes that are only for display never are. If the fixes of two findings touch the same text,
    only the first is made, so a caller that wants everything fixed checks and fixes again.
    """
    least = max(least, Applicability.UNSAFE)
    chosen = [(fix, finding) for finding in findings if (fix := _choose(finding, least))]
    chosen.sort(key=lambda choice: choice[0].edits[0][:2])
    taken: list[Edit] = []
    applied: list[Finding] = []
    for fix, finding in chosen:
        if all(_fits(edit, taken) for edit in fix.edits):
            applied.append(finding)
            for edit in fix.edits:
                insort(taken, edit)
    return taken, applied


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with sorted, disjoint edits made."""
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        done = end
    return "".join([*parts, text[done:]])


def _choose(finding: Finding, least: Applicability) -> Fix | None:
    if finding.kept:
        return None
    return next((fix for fix in finding.fixes if fix.applicability >= least and fix.edits), None)


def _fits(edit: Edit, taken: list[Edit]) -> bool:
    """Whether an edit touches none of the sorted edits; two insertions at the same place do touch."""
    at = bisect(taken, edit)
    before, after = taken[:at][-1:], taken[at : at + 1]
    same_place = any(other.start == edit.start for other in (*before, *after))
    return (
        not same_place
        and all(b.end <= edit.start for b in before)
        and all(a.start >= edit.end for a in after)
    )
