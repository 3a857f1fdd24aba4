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


def is_on_agenda(around: Surroundings) -> bool:
    """Whether such a line stands before or after it, and no sentence between."""
    if around.language.contexts["motions"] and _of_motion(around):
        return True
    items, papers = (around.language.contexts[it] for it in ("agenda", "printed"))
    if not items and not papers:
        return False
    start, end = around.source
    before = _PARTS.split(around.document_text(start - _TITLE, start))
    if _is_near(reversed(before), items, around.language):
        return True
    if _sums_up(before[-1], before[-2::-1], around.language):
        return True
    after = _PARTS.split(around.document_text(end, end + _TITLE))
    return _is_near(after, papers, around.language, skip=1)


def _of_motion(around: Surroundings) -> bool:
    """Whether its line, or one of the two before it, begins with what a paper is, and none has a verb."""
    start = around.source.start
    before = around.document_text(start - _TITLE, start).split("\n")[-_PAPER:]
    words = [_words(it, around.language) for it in before]
    own = [*words[-1], *_words(around.lines.right[:_TITLE], around.language)]
    for at in range(len(words) - 1, -1, -1):
        kind = [it for it in words[at] if not it[0].isdigit()][:_KIND]
        if around.language.has_finite_verb(own if at + 1 == len(words) else words[at]):
            return False
        if around.language.contexts["motions"].stands_in(kind):
            above = at + 1 < len(words) and before[at].rstrip(_MARKS)[-1:].isalnum()
            return above or ":" in before[at] or around.language.contexts["motions-join"].stands_in(words[at])
    return False


def _sums_up(own: str, above: Iterable[str], language: Language) -> bool:
    """Whether its line opens with such a verb, and the one above that is a paper's number.

    What is in brackets between them says whose it is: "Bill 12/2015 ⏎ (Ms Lo) ⏎ Increases …".
    """
    if not language.contexts["bill-verbs"].stands_in(_words(own, language)[:1]):
        return False
    paper = _words(next((it for it in above if it.strip() and it.lstrip()[0] != "("), ""), language)
    return _begins(paper, language.contexts["printed"]) and _is_numbered(paper)


def _is_near(lines: Iterable[str], phrases: Context, language: Language, *, skip: int = 0) -> bool:
    """Whether one of the nearest lines begins with one of the phrases and a number.

    What is a sentence ends the search: a title has no finite verb.
    """
    seen = 0
    for number, line in enumerate(lines):
        words = _words(line, language)
        if not words:
            continue
        if number >= skip and _begins(words, phrases):
            if not number and language.has_verb(words):
                return False  # a sentence begins there: "Item 5. It was noted that …"
            return _is_numbered(words)
        seen += 1
        if seen > _LINES or language.has_verb(words):
            return False
    return False


def _words(line: str, language: Language) -> list[str]:
    return language.divider.words(line.strip(_MARKS).lower())


def _begins(words: list[str], phrases: Context) -> bool:
    """Whether some words begin with one of the phrases."""
    return any(" ".join(words[:count]) in phrases.found_in(words[:count]) for count in range(1, _BEGIN + 1))


def _is_numbered(words: list[str]) -> bool:
    """Whether a number comes soon behind the first word."""
    return any(word[:1].isdigit() for word in words[1 : _NUMBER + 1])
