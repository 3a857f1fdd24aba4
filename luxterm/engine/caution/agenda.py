"""Whether a term is in the title of a paper or an item on an agenda, as minutes of a parliament have them.

The title follows the word for an item and its number, or the number of the printed paper follows the title:
"Item 4: Action on …", "… on the Internet" above "Paper 3/9232, motion by …". Or it follows what such a paper
is, and whose: "Motion by Ms Lo: Action on …". Or it is a sentence without a subject below the paper's number:
"Increases the penalty of …" under "Bill 12/2015". The words are the contexts `agenda`, `printed`, `motions`,
`motions-join` (before the title, as a colon is: "concerning") and `bill-verbs` (what such a sentence opens
with) in the cues, if a language has them.
"""

from collections.abc import Iterable

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.contexts import Context
from luxterm.termbase.language import Language

_TITLE = 320
"""Code points before and after a term in which its title may begin or end."""
_LINES = 6
"""Lines, or parts of lines after a mark, that a title has at most on either side."""
_PAPER, _KIND = 4, 2
"""Lines from what a paper is to its title at most, and words that say what it is."""
_NUMBER = 4
"""Words from one that numbers something to its number at most."""
_BEGIN = 3
"""Words of a phrase that opens such a line, at most."""
_PARTS = lazy_pattern(r"\n| [–—] |; ")
_MARKS = " \t*_#>|.:-–—("


class Agenda:
    """The agendas of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._item = language.contexts["agenda"]
        self._printed = language.contexts["printed"]
        self._motions = language.contexts["motions"]
        self._joins = language.contexts["motions-join"]
        self._does = language.contexts["bill-verbs"]
        self._finite = language.signals.finite
        self._verbs = language.all_verbs

    def titles(self, around: Surroundings) -> bool:
        """Whether such a line stands before or after it, and no sentence between."""
        if self._motions and self._of_motion(around):
            return True
        if not self._item and not self._printed:
            return False
        start, end = around.source
        before = _PARTS.split(around.document_text(start - _TITLE, start))
        if self._is_near(reversed(before), self._item) or self._sums_up(before[-1], before[-2::-1]):
            return True
        after = _PARTS.split(around.document_text(end, end + _TITLE))
        return self._is_near(after, self._printed, skip=1)

    def _of_motion(self, around: Surroundings) -> bool:
        """Whether its line, or one of the two before it, begins with what a paper is, and none has a verb."""
        start = around.source.start
        before = around.document_text(start - _TITLE, start).split("\n")[-_PAPER:]
        words = [self._words(it) for it in before]
        own = [*words[-1], *self._words(around.lines.right[:_TITLE])]
        for at in range(len(words) - 1, -1, -1):
            kind = [it for it in words[at] if not it[0].isdigit()][:_KIND]
            if not self._finite.isdisjoint(own if at + 1 == len(words) else words[at]):
                return False
            if self._motions.stands_in(kind):
                above = at + 1 < len(words) and before[at].rstrip(_MARKS)[-1:].isalnum()
                return above or ":" in before[at] or self._joins.stands_in(words[at])
        return False

    def _sums_up(self, own: str, above: Iterable[str]) -> bool:
        """Whether its line opens with such a verb, and the one above that is a paper's number.

        What is in brackets between them says whose it is: "Bill 12/2015 ⏎ (Ms Lo) ⏎ Increases …".
        """
        if not self._does.stands_in(self._words(own)[:1]):
            return False
        paper = self._words(next((it for it in above if it.strip() and it.lstrip()[0] != "("), ""))
        return _begins(paper, self._printed) and _is_numbered(paper)

    def _is_near(self, lines: Iterable[str], phrases: Context, *, skip: int = 0) -> bool:
        """Whether one of the nearest lines begins with one of the phrases and a number.

        What is a sentence ends the search: a title has no finite verb.
        """
        seen = 0
        for number, line in enumerate(lines):
            words = self._words(line)
            if not words:
                continue
            if number >= skip and _begins(words, phrases):
                if not number and not self._verbs.isdisjoint(words):
                    return False  # a sentence begins there: "Item 5. It was noted that …"
                return _is_numbered(words)
            seen += 1
            if seen > _LINES or not self._verbs.isdisjoint(words):
                return False
        return False

    def _words(self, line: str) -> list[str]:
        return self._language.divider.words(line.strip(_MARKS).lower())


def _begins(words: list[str], phrases: Context) -> bool:
    """Whether some words begin with one of the phrases."""
    return any(" ".join(words[:count]) in phrases.found_in(words[:count]) for count in range(1, _BEGIN + 1))


def _is_numbered(words: list[str]) -> bool:
    """Whether a number comes soon behind the first word."""
    return any(word[:1].isdigit() for word in words[1 : _NUMBER + 1])
