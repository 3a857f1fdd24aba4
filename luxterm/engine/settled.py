"""What a whole document's findings say about each other.

A word that it defines or talks about anywhere isn't changed unasked anywhere. This only makes fixes less
applicable, and says why.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from luxterm.engine.held import demoted
from luxterm.types import Finding, Message, Usage

_Word = tuple[str, str]
"""A term by its language and its id: one in another language may have the same id."""

_STEM, _ENDING, _LONGER = 5, 4, 7
"""Letters in which the last words of cognate terms begin alike at least, and in which the shorter and the
longer may differ at most: "pédopornographie" isn't of the family of "pédophile"."""
_MENTIONS = 2
"""So many mentions of a word show that a document talks about it."""


def settled(findings: list[Finding]) -> list[Finding]:
    """The findings of a whole document, its definitions and its talk about words taken into account.

    If the document itself defines a word, its uses and its definition must change together.
    """
    defined = {(it.lang, it.term) for it in findings if it.defines}
    discussed = {(it.lang, it.term) for it in findings if it.discusses} | _often_mentioned(findings)
    if not defined and not discussed:
        return findings
    defined |= _cognate_with(findings)
    held = [_settled(it, defined, discussed) if it.usage is Usage.USE else it for it in findings]
    for row in _rows(findings):
        if any(held[number] is not findings[number] for number in row):
            for number in row:
                held[number] = demoted(held[number], Message("same-row"))
    return held


def _cognate_with(findings: list[Finding]) -> set[_Word]:
    """The words cognate with a defined one: "child … tourist" where "child … tourism" is defined."""
    defined = {(it.lang, it.seen.lower()) for it in findings if it.defines}
    if not defined:
        return set()
    words = {(it.lang, it.seen.lower(), it.term) for it in findings}
    return {
        (lang, term)
        for lang, one, term in words
        if any(lang == its and _are_cognate(one, other) for its, other in defined)
    }


def _are_cognate(one: str, other: str) -> bool:
    """Whether two terms have the same words, and the last begin alike: "tourism" and "tourists"."""
    first, _, last = one.rpartition(" ")
    begin, _, end = other.rpartition(" ")
    shorter, longer = sorted((len(last), len(end)))
    stem = next((at for at in range(shorter) if last[at] != end[at]), shorter)
    return first == begin and stem >= max(_STEM, shorter - _ENDING, longer - _LONGER)


def _rows(findings: list[Finding]) -> Iterator[range]:
    """The places of findings that stand side by side."""
    first = 0
    for number in range(1, len(findings) + 1):
        if number == len(findings) or not findings[number].joined:
            if number - first > 1:
                yield range(first, number)
            first = number


def _often_mentioned(findings: Iterable[Finding]) -> set[_Word]:
    mentions = Counter((it.lang, it.term) for it in findings if it.usage is Usage.MENTION)
    return {word for word, count in mentions.items() if count >= _MENTIONS}


def _settled(finding: Finding, defined: set[_Word], discussed: set[_Word]) -> Finding:
    word = finding.lang, finding.term
    if word in defined:
        return demoted(finding, Message("defined-here"))
    return demoted(finding, Message("discussed-here")) if word in discussed else finding
