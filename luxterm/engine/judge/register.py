"""The register of official titles: is an occurrence inside one?

Titles are compared word by word without punctuation and small words, those of the house before those of
the language.
"""

from functools import lru_cache

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.titles import TitleData, TitleFile, file_titles, tokens
from luxterm.text.marks import APOSTROPHES, QUOTES
from luxterm.text.sentences import ended
from luxterm.text.view import View
from luxterm.text.words import WORD
from luxterm.types import Scope, Span

REACH = 420
"""How far, in code points, a title may reach to either side."""
NEAR = 40
"""How far neighbours are looked for at first: most occurrences are not in a title."""
KEPT = 4000
"""Size of the caches of what titles say of some words: the same words come again and again."""

_NAMES = ("instrument", "organisation", "body", "document")
_LONG = 4
"""A name of this many words is recognised even if all the text is in capitals."""
_AROUND = f"{APOSTROPHES}{QUOTES} (["
"""What may stand between a sentence's beginning and its first word."""
_LEADING = ":–—-0123456789"
"""Before a capital that they may give to any words."""
_BREAKS = 4
"""Paragraphs that a sentence may be divided into, besides its own."""
_LAST = 30
"""Code points in which a paragraph's last word is looked for."""
_FURNITURE = lazy_pattern(r"\d(?!.*[.;,]\s*\Z)")
"""A page number or header between the two halves of a sentence."""
_PAGE = lazy_regex(r"[^\p{Ll}\s\d]{0,20}+\d[^\p{Ll}\s]{0,20}+ (?=\p{Ll})")
"""A page number or a document's symbol directly before words that go on: "12 prostitution and …"."""

Shapes = dict[tuple[int, int], dict[tuple[str, ...], TitleData]]
"""Titles by the place of a form in them and their length in words."""
Neighbours = tuple[str, str]
"""The words before and after a form in a title, "" where it begins or ends the title."""


def _begin(view: View, index: int) -> int:
    """Where a segment begins, without the page's number that came to stand before its first word."""
    start, end = view.bounds(index)
    page = _PAGE.match(view.text, start, end)
    return page.end() if page else start


def _earlier(around: Surroundings) -> list[Span]:
    """What belongs to its sentence in paragraphs before, if a page break splits it; the nearest first."""
    view, index = around.view, around.index
    found: list[Span] = []
    room = REACH - (around.occurrence.start - around.bounds.start)
    while index and room > 0 and len(found) < _BREAKS:
        lower = view.text[_begin(view, index)].islower()
        index -= 1
        start, end = view.bounds(index)
        if index and end - start <= 60 and _FURNITURE.search(view.text, start, end):
            index -= 1
            start, end = view.bounds(index)
        if not lower and not _goes_on(around, start, end):
            break
        if ended(view.text[start:end]) or view.segment(index).scope is not Scope.PARAGRAPH:
            break
        start = max(_begin(view, index), end - room + 1)  # one for the space between the two
        found.append(Span(start, end))
        room -= end - found[-1].start + 1
    return found


def _goes_on(around: Surroundings, start: int, end: int) -> bool:
    """Whether a paragraph stops in the middle: at a comma, or at a word that ends no sentence."""
    last = around.view.folded[max(start, end - _LAST) : end].rstrip().rpartition(" ")[2]
    return last.endswith(",") or last in around.language.grammar.small_words


def stretches(around: Surroundings) -> list[Span]:
    """The text before it, in paragraphs before that a page break parts from its own and in its own."""
    here = around.occurrence.start
    return [*reversed(_earlier(around)), Span(max(_begin(around.view, around.index), here - REACH), here)]


def _before(around: Surroundings) -> str:
    """The folded text before it, in its segment and in paragraphs before."""
    return " ".join(around.view.folded[slice(*span)] for span in stretches(around))


def _after(around: Surroundings, reach: int) -> str:
    """The folded text after it: of its segment, and of the next if a page break parts them."""
    view, stop = around.view, around.occurrence.end + reach
    text = view.folded[around.occurrence.end : min(around.bounds.end, stop)]
    index, end = around.index + 1, around.bounds.end
    if stop <= end or not view.has(index) or ended(view.text[around.occurrence.end : end]):
        return text
    start, following = view.bounds(index)
    if view.has(index + 1) and following - start <= 60 and _FURNITURE.search(view.text, start, following):
        start, following = view.bounds(index := index + 1)
    goes_on = view.text[start].islower() or _goes_on(around, around.bounds.start, end)
    if not goes_on or view.segment(index).scope is not Scope.PARAGRAPH:
        return text
    return f"{text} {view.folded[start : min(following, start + stop - end)]}"


def _sentence_start(around: Surroundings, word: int) -> int:
    """Where the sentence begins that a word before it is in, be it in a paragraph before."""
    if word >= around.bounds.start:
        return around.sentence.start
    begin = max(around.view.bounds(around.view.segment_at(word)).start, word - REACH)
    return max(around.language.sentences.ends(around.view.text, begin, word), default=begin)


class Register:
    """The registered titles of a language and of a house."""

    def __init__(self, titles: TitleFile, house: tuple[str, ...] = ()) -> None:
        self._small = small = titles.small
        own = (TitleData(tokens(title.lower(), small), title, "house", False, 0) for title in house)
        self._files = (*((TitleFile(file_titles(own, small)),) if house else ()), titles)
        self._has = lru_cache(maxsize=KEPT)(self._find_out_has)
        self._shapes_of = lru_cache(maxsize=KEPT)(self._find_shapes)

    def find(self, around: Surroundings) -> TitleData | None:
        """The longest registered title around the occurrence, of several the one with most before it."""
        form = tokens(around.folded, self._small)
        if not self._has(form):
            return None
        shapes = self._around(form, *self._beside(around))
        if not shapes:
            return None
        before = tokens(_before(around), self._small) if any(at for at, _ in shapes) else ()
        words = (*before, *form, *tokens(_after(around, REACH), self._small))
        for length, at in sorted(((length, at) for at, length in shapes), reverse=True):
            begin = len(before) - at
            title = shapes[at, length].get(words[begin : begin + length]) if begin >= 0 else None
            if title and at and self._interrupted(around, at):
                continue
            if title and (not title.cased or self._capitals(around, at, length, title)):
                return title
        return None

    def _beside(self, around: Surroundings) -> Neighbours:
        """The words directly before and after it that count in a title, "" for none."""
        near = tokens(around.folded_before(NEAR), self._small)
        # The first of them may be the end of a longer word.
        before = near if len(near) > 1 else tokens(_before(around), self._small)
        near = tokens(_after(around, NEAR), self._small)
        after = near if len(near) > 1 else tokens(_after(around, REACH), self._small)
        return before[-1] if before else "", after[0] if after else ""

    def _interrupted(self, around: Surroundings, before: int) -> bool:
        """Whether a sentence ends within the `before` words before the term ("Art. 9." ends none)."""
        start, begin = around.bounds.start, around.sentence.start
        folded = around.view.folded
        if begin == start or folded[max(start, begin - 8) : begin].rstrip(" .")[-1:].isdigit():
            return False
        return len(tokens(folded[begin : around.occurrence.start], self._small)) < before

    def _around(self, form: tuple[str, ...], last: str, next_: str) -> Shapes:
        """The titles in which a form stands beside the same words as here, or at an end."""
        befores = [""] if self._has(form, first=True) else []
        if last and self._has((last, *form)):
            befores.append(last)
        return {
            shape: titles
            for before in befores
            for after in {next_, ""}
            for shape, titles in self._shapes_of(form, before, after).items()
        }

    def _find_out_has(self, words: tuple[str, ...], first: bool = False) -> bool:
        """Whether a title holds these words, or begins with them (cached as `_has`)."""
        return any(file.has(words, first) for file in self._files)

    def _find_shapes(self, form: tuple[str, ...], before: str, after: str) -> Shapes:
        """The titles with a form between these words, which are "" for the title's beginning and end."""
        found = Shapes()
        for file in self._files:
            for number, at in file.holding(form, before, after):
                title = file[number]
                found.setdefault((at, len(title.tokens)), {}).setdefault(title.tokens, title)
        return found

    def _capitals(self, around: Surroundings, before: int, length: int, title: TitleData) -> bool:
        """Whether a title that could be running text is meant as one: `before` of its words precede the term.

        It is if every word has a capital, or the first one does although no sentence begins there; an
        offence in a heading is, if the heading begins with it.
        """
        text = around.view.text
        here, end = around.occurrence.start, around.occurrence.end
        parts = *reversed(_earlier(around)), around.before(REACH)
        left = [at for part in parts for at in self._words_at(around, part)]
        words = [*left[len(left) - before :], *self._words_at(around, Span(here, end))]
        words += self._words_at(around, around.behind(REACH))[: length - len(words)]
        heads = around.segment.scope in (Scope.HEADING, Scope.CAPTION)
        if not text[words[0]].isupper():
            return False
        if around.text.isupper():  # capitals prove nothing where all are capitals
            if not all(text[at].isupper() for at in words):
                return False
            return heads if title.kind == "offence" else title.kind in _NAMES and len(title.tokens) >= _LONG
        if all(text[at].isupper() for at in words):
            return True
        if heads:
            return title.kind == "offence"
        ahead = text[_sentence_start(around, words[0]) : words[0]].strip(_AROUND)
        if title.kind != "organisation" or len(title.tokens) >= _LONG:
            return bool(ahead)
        return bool(ahead) and ahead[-1] not in _LEADING  # "Goal 3 – End child …" is an aim

    def _words_at(self, around: Surroundings, stretch: Span) -> list[int]:
        """Where the words of a stretch begin that `tokens` gives for it."""
        found = WORD.finditer(around.view.folded, *stretch)
        return [word.start() for word in found if word[0] not in self._small]
