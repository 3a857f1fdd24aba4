"""What is said in full once in a sentence, and shortly after that: "niñas, niños y adolescentes"."""

from typing import NamedTuple

from luxterm.engine.held import Pair
from luxterm.text.folding import fold
from luxterm.types import Fix


class _Sentence(NamedTuple):
    segment: int
    start: int


def shortened(pairs: list[Pair]) -> list[Pair]:
    """The findings, with a shorter wording first where their sentence needn't have the long one again.

    That is where it has the phrase already, or gets it from the fix of an earlier word.
    """
    given: set[tuple[_Sentence, str]] = set()
    found: list[Pair] = []
    for pair in pairs:
        around, finding = pair.around, pair.finding
        if finding.own and finding.fixes:
            for said, long, short in around.language.grammar.once:
                new = fold(finding.fixes[0].replacement)
                if long not in new:
                    continue
                place = _Sentence(around.index, around.sentence.start), long
                has = place in given or any(it in around.left or it in around.right for it in said)
                if has and new.endswith(long):
                    finding = finding._replace(fixes=_short_first(finding.fixes, long, short))
                given.add(place)
        found.append(pair._replace(finding=finding))
    return found


def _short_first(fixes: tuple[Fix, ...], long: str, short: tuple[str, ...]) -> tuple[Fix, ...]:
    """The fixes, with one first that differs from the first only in being shorter."""
    stem = fold(fixes[0].replacement).removesuffix(long)
    wanted = [f"{stem}{it}".strip() for it in short]
    first = [fix for fix in fixes if fold(fix.replacement) in wanted]
    return (*first, *(fix for fix in fixes if fix not in first))
