"""The surroundings of an occurrence: its segment, its sentence, what is left and right of it.

Judging looks only at this neighbourhood, so its cost doesn't grow with the document.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from luxterm.base import cached_attribute, lazy_pattern
from luxterm.engine.match import LINE_END, Occurrence
from luxterm.termbase.language import Group, Language
from luxterm.text.marks import CLOSING, HYPHENS, OPENING
from luxterm.text.view import View
from luxterm.text.words import LETTERS
from luxterm.types import Mark, MarkKind, Scope, Segment, Span

REACH = 1000
"""How far, in code points, a sentence is followed to either side."""
NEAR = 250
"""How far its beginning is looked for first: most sentences are shorter."""

SOURCE = 2_000
"""How far, in code points of the source, a judgement may look to either side."""
PARAGRAPHS = 8
"""How many segments to either side a judgement may look at."""
SPEECH = 12
"""How many segments before its own it may look at for the beginning of a speech that goes on."""
_ENTRIES = 4
"""Entries of a list to either side that are about what its own is."""
_ENTRY = 40
"""Code points that an entry of a list of words may have besides the words."""
PHRASE = 24
"""Code points that a marked phrase has at most besides the words, if it is a name for them."""
_WORD = 40
"""Code points before it in which the word before it is looked for."""
_BRACKET = 40
"""Code points that what is in brackets after it has at most."""
_SERIES = 2
"""Parts that a line divided by semicolons has at least."""
_LINE = 160
"""Code points that a line set off as a heading has at most."""

_PLAIN = (
    ("\r\n", " \n"),
    *((space, " ") for space in "\u00a0\u202f\u2009\u2007"),
    *((hyphen, "-") for hyphen in HYPHENS[1:]),
)
"""How a stretch of the source is read: with plain spaces instead of those at which no line ends."""

_CLAUSE = lazy_pattern(r"[^,.;:!?()–—]{1,80}")


def series(around: "Surroundings") -> list[str]:
    """The folded words that semicolons divide in its segment, if it is one of them and none is a sentence."""
    start, end = around.bounds
    line = around.view.folded[start:end] if end - start <= _LINE else ""
    if ";" not in line:
        return []
    grammar = around.language.grammar
    parts = [it.strip(f"{OPENING}{CLOSING}.:* ") for it in line.split(";")]
    parts = [it for it in parts if it and it not in grammar.conjunctions]
    if len(parts) < _SERIES or around.folded not in parts:
        return []
    said = (around.language.divider.words(it) for it in parts if it.split(" ")[0] not in grammar.see)
    return [] if any(grammar.boundaries.intersection(words) for words in said) else parts


class Lines(NamedTuple):
    """The lines of the source around an occurrence, as far as `SOURCE` reaches; its own is left and right."""

    above: str
    left: str
    right: str
    below: str

    @property
    def beside(self) -> tuple[str, str]:
        """The nearest lines above and below that aren't blank."""
        return self.above.rstrip().rpartition("\n")[2], self.below.lstrip().partition("\n")[0]


class Surroundings:
    """An occurrence in its surroundings; all spans are places in the view."""

    def __init__(self, view: View, language: Language, occurrence: Occurrence) -> None:
        self.view = view
        self.language = language
        self.occurrence = occurrence

    @property
    def group(self) -> Group:
        """Its group of forms."""
        return self.occurrence.term.groups[self.occurrence.group]

    @cached_attribute
    def index(self) -> int:
        """The number of its segment."""
        return self.view.segment_at(self.occurrence.start)

    def above(self, most: int = PARAGRAPHS) -> range:
        """The numbers of the segments before its own that a judgement may look at, the nearest first."""
        return range(self.index - 1, max(-1, self.index - 1 - most), -1)

    @cached_attribute
    def segment(self) -> Segment:
        """The segment it stands in."""
        return self.view.segment(self.index)

    @cached_attribute
    def source(self) -> Span:
        """Where it is in the source."""
        return self.view.source(self.occurrence.start, self.occurrence.end)

    @cached_attribute
    def bounds(self) -> Span:
        """Where its segment begins and ends."""
        return self.view.bounds(self.index)

    @cached_attribute
    def run_together(self) -> bool:
        """Whether the word before it is written together with it, as its space was lost."""
        start, text = self.occurrence.start, self.view.text
        joined = start > self.bounds.start and text[start - 1].isalnum()
        return joined and not text.endswith(LINE_END, 0, start)

    @cached_attribute
    def sentence(self) -> Span:
        """The sentence it is in, within its segment and within reach."""
        start, end = self.bounds
        text = self.view.text
        for reach in (NEAR, REACH):
            begin = max(start, self.occurrence.start - reach)
            stops = list(self._ends(begin, self.occurrence.start))
            if stops:
                begin = stops[-1]
            if stops or begin == start:
                break
        finish = min(end, self.occurrence.end + REACH)
        finish = next(self._ends(self.occurrence.end, finish), finish)
        while begin < self.occurrence.start and text[begin] == " ":
            begin += 1
        return Span(begin, finish)

    @cached_attribute
    def neighbourhood(self) -> Span:
        """The sentence with its neighbours on either side."""
        start, end = self.bounds
        begin = max(start, self.sentence.start - REACH)
        stops = [stop for stop in self._ends(begin, self.sentence.start) if stop < self.sentence.start - 2]
        finish = min(end, self.sentence.end + REACH)
        after = next(self._ends(min(self.sentence.end + 1, finish), finish), finish)
        return Span(stops[-1] if stops else begin, after)

    @property
    def entries(self) -> Span:
        """Its sentence with the nearest entries of the list that it stands in."""
        first = last = self.index
        if self.segment.scope is not Scope.ITEM:
            return self.neighbourhood
        while self.index - first < _ENTRIES and self._has_entry(first - 1):
            first -= 1
        while last - self.index < _ENTRIES and self._has_entry(last + 1):
            last += 1
        (start, end), here = self.neighbourhood, self.occurrence
        begin, finish = self.view.bounds(first).start, self.view.bounds(last).end
        return Span(min(start, max(begin, here.start - SOURCE)), max(end, min(finish, here.end + SOURCE)))

    def _has_entry(self, index: int) -> bool:
        return index >= 0 and self.view.has(index) and self.view.segment(index).scope is Scope.ITEM

    @cached_attribute
    def left(self) -> str:
        """The folded text of the sentence before it."""
        return self.view.folded[self.sentence.start : self.occurrence.start]

    @cached_attribute
    def right(self) -> str:
        """The folded text of the sentence after it."""
        return self.view.folded[self.occurrence.end : self.sentence.end]

    @cached_attribute
    def qualifies(self) -> bool:
        """Whether it stands beside a noun that it only qualifies: "ring", "destination"."""
        grammar = self.language.grammar
        return self.following in grammar.head_nouns or self.preceding in grammar.preceding_heads

    @cached_attribute
    def following(self) -> str:
        """The folded word after it, "" if anything but a space stands between."""
        folded, end = self.view.folded, self.occurrence.end
        word = LETTERS.match(folded, end + 1) if folded[end] == " " else None
        return word[0] if word else ""

    @cached_attribute
    def preceding(self) -> str:
        """The folded word before it, "" if anything but a space stands between."""
        before = self.left[-_WORD:]
        return before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""

    @property
    def after(self) -> str:
        """The folded text after it: of its sentence, and of the next where it stands alone as an entry."""
        if len(self.right) > 2 or self.left.strip(f"{OPENING}-"):
            return self.right
        end = min(self.bounds.end, self.sentence.end + NEAR)
        return self.right + self.view.folded[self.sentence.end : end]

    @property
    def in_brackets(self) -> str:
        """What is in brackets directly after it, as written, if it is short."""
        text, start = self.view.text, self.occurrence.end
        opens = text.find("(", start, start + 2)
        closes = text.find(")", opens, opens + _BRACKET) if opens >= 0 else -1
        return text[opens + 1 : closes] if closes >= 0 else ""

    @property
    def soon(self) -> str:
        """The folded text between it and the next punctuation mark."""
        match = _CLAUSE.match(self.right)
        return match.group() if match else ""

    @property
    def emphasised(self) -> bool:
        """Whether it alone is emphasised, as one marks a word that is talked about."""
        marks = self.marks
        if not marks:
            return False
        return any(mark.kind is MarkKind.EMPHASIS and (mark.start, mark.end) == self.source for mark in marks)

    @cached_attribute
    def emphasis_end(self) -> int | None:
        """Where a short emphasised phrase with it ends, in the view: *child prostitution offence*."""
        ends = [mark.end for mark in self.marks if mark.kind in (MarkKind.EMPHASIS, MarkKind.STRONG)]
        if not ends:
            return None
        start, end = self.occurrence.start, self.occurrence.end
        places = range(end, min(self.bounds.end, start + len(self.text) + PHRASE) + 1)
        at = bisect_left(places, min(ends), key=lambda around: self.view.source(around - 1, around).end)
        return places[at] if at < len(places) else None

    @property
    def bare(self) -> bool:
        """Whether it is a singular noun that nothing follows which it could qualify.

        Directly after a verb of writing, without article, it means nobody: "we never write child bride".
        """
        if self.group.number != "singular":
            return False
        if self.folded.partition(" ")[0] in self.language.grammar.determiners:
            return False
        return not self.following or self.following in self.language.function_words

    @cached_attribute
    def besides(self) -> list[str]:
        """The words of the sentence but for the occurrence."""
        return self.language.divider.words(f"{self.left} | {self.right}")

    @cached_attribute
    def text(self) -> str:
        """The occurrence as read, with its capitals."""
        return self.view.text[self.occurrence.start : self.occurrence.end]

    @cached_attribute
    def folded(self) -> str:
        """Its text, folded for comparison."""
        return self.view.folded[self.occurrence.start : self.occurrence.end]

    @cached_attribute
    def is_heading(self) -> bool:
        """Whether its segment is a heading, or a line of its own that is set off as a whole."""
        return self.segment.scope is Scope.HEADING or self._set_off(self.index)

    @property
    def below(self) -> str:
        """The folded beginning of the paragraph under its segment."""
        index = self.index + 1
        if not self.view.has(index) or self.view.segment(index).scope is not Scope.PARAGRAPH:
            return ""
        return "" if self._set_off(index) else self.view.head(index, _LINE)

    def _set_off(self, index: int) -> bool:
        """Whether a paragraph is one short line, all of it emphasised."""
        bounds = self.view.bounds(index)
        if self.view.segment(index).scope is not Scope.PARAGRAPH or bounds.end - bounds.start >= _LINE:
            return False
        start, end = self.view.source(*bounds)
        return any(
            mark.kind in (MarkKind.STRONG, MarkKind.EMPHASIS) and mark.start <= start and end <= mark.end
            for mark in self.view.marks(index, start)
        )

    @property
    def is_entry(self) -> bool:
        """Whether it stands in a list, in an entry with little but the words."""
        start, end = self.bounds
        return self.segment.scope is Scope.ITEM and end - start <= len(self.text) + _ENTRY

    @property
    def is_alone(self) -> bool:
        """Whether its segment has nothing else, but for marks."""
        start, end = self.bounds
        if end - start > len(self.folded) + 2 * _ENTRY:
            return False
        return self.view.folded[start:end].strip(f"{OPENING}{CLOSING}.:;* ") == self.folded

    @property
    def opens(self) -> bool:
        """Whether it opens its clause, but for an article: "Child … is", "In this Act, child … means"."""
        left = self.left.rstrip(OPENING)
        word = left.rpartition(" ")[2].lstrip(f"*_{OPENING}")  # an asterisk that marks nothing
        if word in self.language.grammar.determiners:
            left = left[: len(left) - len(word)].rstrip(OPENING)
        return left[-1:] in ("", *",:;.)–—-") or not any(map(str.isalpha, left))

    @property
    def lead(self) -> str:
        """The folded line that introduces a list, if this is an entry with little but the words."""
        return self.led_by if self.is_entry else ""

    @cached_attribute
    def led_by(self) -> str:
        """The folded end of what introduces the list that it stands in."""
        return self.view.folded[slice(*self.lead_at)]

    @cached_attribute
    def lead_at(self) -> Span:
        """Where that is; nowhere if it stands in no list, or nothing introduces it."""
        nowhere = Span(0, 0)
        if self.segment.scope is not Scope.ITEM:
            return nowhere
        for index in self.above():
            bounds = self.view.bounds(index)
            place = Span(max(bounds.start, bounds.end - _LINE), bounds.end)
            line = self.view.folded[slice(*place)]
            if self.view.segment(index).scope is Scope.ITEM:
                if line.endswith(":") and self._indent(index) < self._indent(self.index):
                    return place  # the entry whose list it is in
                continue
            leads = line.endswith(":") or self._set_off(index) or self._leads(index, line)
            return place if leads else nowhere
        return nowhere

    def above_list(self, most: int) -> str:
        """The folded end of the segment above the list that it stands in, whether that leads to it or not."""
        if self.segment.scope is not Scope.ITEM:
            return ""
        above = (it for it in self.above() if self.view.segment(it).scope is not Scope.ITEM)
        return next((self.view.tail(it, most) for it in above), "")

    def _indent(self, index: int) -> int:
        """How far the line is indented on which a segment begins."""
        start = self.view.source(*self.view.bounds(index)).start
        line = self.document_text(start - _LINE, start).rpartition("\n")[2]
        return len(line) - len(line.lstrip())

    def _leads(self, index: int, line: str) -> bool:
        """Whether a line that nothing ends stands directly above a list: "Words to avoid", or a headword."""
        bounds = self.view.bounds(index)
        return (
            bounds.end - bounds.start < _LINE
            and line[-1:].isalnum()
            and self.view.segment(index).scope in (Scope.PARAGRAPH, Scope.TERM)
        )

    @cached_attribute
    def marks(self) -> list[Mark]:
        """The inline markup around it."""
        start, end = self.source
        return [mark for mark in self.view.marks(self.index, start) if end <= mark.end]

    @cached_attribute
    def lines(self) -> Lines:
        """The lines of the source around it."""
        start, end = self.source
        above, _, left = self.document_text(start - SOURCE, start).rpartition("\n")
        right, _, below = self.document_text(end, end + SOURCE).partition("\n")
        return Lines(above, left, right, below)

    @property
    def line(self) -> str:
        """Its line in the source, it itself as read."""
        return f"{self.lines.left}{self.text}{self.lines.right}"

    def document_text(self, start: int, end: int) -> str:
        """A stretch of the source, of what is within `SOURCE` of the occurrence; its spaces are plain ones.

        So are its line ends and its hyphens. It stays as long as it is.
        """
        near = slice(max(0, start, self.source.start - SOURCE), min(end, self.source.end + SOURCE))
        text = self.view.document.text[near]
        for mark, plain in _PLAIN if "\r" in text or not text.isascii() else ():
            text = text.replace(mark, plain)
        return text

    def _ends(self, start: int, end: int) -> Iterator[int]:
        """Where sentences end between two places."""
        return self.language.sentences.ends(self.view.text, start, end)
