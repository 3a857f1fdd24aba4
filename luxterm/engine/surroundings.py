"""The surroundings of an occurrence: its sentence, and the list or heading that it stands in or under."""

from luxterm.base import cached_attribute
from luxterm.engine.nearby import SOURCE
from luxterm.engine.sentence import InSentence
from luxterm.text.marks import CLOSING, OPENING
from luxterm.types import MarkKind, Scope, Span

_ENTRIES = 4
"""Entries of a list to either side that are about what its own is."""
_ENTRY = 40
"""Code points that an entry of a list of words may have besides the words."""
_SERIES = 2
"""Parts that a line divided by semicolons has at least."""
_LINE = 160
"""Code points that a line set off as a heading has at most."""


class Surroundings(InSentence):
    """An occurrence with all that a judgement may look at."""

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

    @property
    def series(self) -> list[str]:
        """Its segment's folded words between semicolons; none if it is not one or one is a sentence."""
        start, end = self.bounds
        line = self.view.folded[start:end] if end - start <= _LINE else ""
        if ";" not in line:
            return []
        grammar = self.language.grammar
        parts = [it.strip(f"{OPENING}{CLOSING}.:* ") for it in line.split(";")]
        parts = [it for it in parts if it and it not in grammar.conjunctions]
        if len(parts) < _SERIES or self.folded not in parts:
            return []
        said = (self.words(it) for it in parts if it.split(" ")[0] not in grammar.see)
        return [] if any(grammar.boundaries.intersection(words) for words in said) else parts
