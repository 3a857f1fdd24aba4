"""The candidates: phrases that may be discouraged words, each in a text of its own language."""

from collections.abc import Callable

from luxterm.engine.identify import Identifier
from luxterm.engine.languages import Languages
from luxterm.engine.match import Occurrence, candidates_of, may_be_candidate
from luxterm.engine.searching import Phrase
from luxterm.termbase.data import Termbase
from luxterm.text.view import View

Candidates = dict[str, list[Occurrence]]
"""By language."""


def found_in(
    view: View, termbase: Termbase, identifier: Identifier, main: Callable[[], str], phrases: list[Phrase]
) -> tuple[Candidates, Languages]:
    """The candidates that may stand in a text of their own language, and the languages of the segments.

    Whether one in the document's main language does is left to `advise`. `main` gives that language.
    """
    at = [view.segment_at(it.start) for it in phrases]
    languages = Languages(view, identifier, main, zip(at, phrases, strict=True))
    own: dict[str, list[Phrase]] = {}
    others: dict[tuple[int, str], list[Phrase]] = {}
    usual = main() if phrases else ""
    for index, phrase in zip(at, phrases, strict=True):
        if phrase.lang == usual:  # most are, and most aren't wrong where they stand: that is cheaper to see
            own.setdefault(usual, []).append(phrase)
        else:
            others.setdefault((index, phrase.lang), []).append(phrase)
    # Where each begins, and the longest there ends
    taken = dict(sorted((it.start, it.end) for it in own.get(usual, ()))) if others else {}
    for (index, lang), there in others.items():
        likely = [it for it in there if may_be_candidate(view, termbase.language(lang), it)]
        if not likely:  # cheaper to see than which language it is
            continue
        if (about := languages.of(index)) == lang:
            own.setdefault(lang, []).extend(there)
            continue
        if about == usual:  # but for words of both languages, unless they are among other sentences of one
            there = [
                it
                for it in likely
                if it.end > taken.get(it.start, 0) or languages.speaks(lang, index, it.start)
            ]
        for group in _overlapping(there):
            if languages.sentence(index, group[0].start) == lang:
                own.setdefault(lang, []).extend(group)
    found = ((lang, candidates_of(view, termbase.language(lang), each)) for lang, each in own.items())
    return {lang: occurrences for lang, occurrences in found if occurrences}, languages


def _overlapping(phrases: list[Phrase]) -> list[list[Phrase]]:
    """Phrases in groups of those that overlap one after another: what is asked of one holds for all."""
    groups: list[list[Phrase]] = []
    reached = -1
    for phrase in sorted(phrases, key=lambda it: it.start):
        if phrase.start >= reached:
            groups.append([])
        groups[-1].append(phrase)
        reached = max(reached, phrase.end)
    return groups
