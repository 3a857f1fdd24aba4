"""Checking a text that is being typed: only what changed is read and judged again.

Whatever came before, `CheckedText.findings` is what `check(read(text))` gives. The text is kept in parts
(`parts`). The text is compared from both ends to find what changed; the parts that the change may touch are
read again, and what is within its reach is judged again (`reach`). A text that can only be read as a whole
is, and those of its parts are new that came out otherwise (`recut`). What a judgement takes from the whole
document (the concepts it mentions, its spelling, its main language) is compared, and if it changes, all is
judged again.
"""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from luxterm import formats
from luxterm.config.settings import Settings
from luxterm.engine.check import as_document_allows
from luxterm.engine.incremental.judged import Basis, judged
from luxterm.engine.incremental.parts import (
    Part,
    joined,
    parts_of,
    shifted_failure,
    shifted_finding,
)
from luxterm.engine.incremental.reach import Change, Renewed, Replacement, carried_over
from luxterm.engine.incremental.recut import cut, recut
from luxterm.engine.languages import language_at
from luxterm.engine.replace.wordings import SHOWN
from luxterm.engine.settled import settled
from luxterm.formats.blocks import (
    DocumentContext,
    block_boundaries,
    context_of,
    dense,
    markup,
    merge,
    preamble,
    separable,
)
from luxterm.termbase.data import Termbase
from luxterm.text.ends import common_ends
from luxterm.types import Document, Failure, Finding, Segment, Span


class CheckedText:
    """One state of a text with its findings. It never changes: the next state is a new object."""

    def __init__(
        self, text: str, basis: Basis, parts: list[Part], markup: int, whole: Document | None
    ) -> None:
        """Made by `of` and `next`. `markup` is how much of that is in the text.

        Of a text that can't be read in parts there is the `whole` document.
        """
        self.text = text
        self.basis = basis
        self.parts = parts
        self._markup = markup
        self._whole = whole
        self._known: list[tuple[Part, list[Finding]]] = []
        """The first parts of the state before that may be the same here, with their findings in the text."""

    @classmethod
    def of(cls, text: str, format: str, termbase: Termbase, settings: Settings) -> "CheckedText":
        """The text from scratch. Raises TermbaseError."""
        return cls._of(text, format, termbase, settings, None)

    @classmethod
    def _of(
        cls, text: str, format: str, termbase: Termbase, settings: Settings, document: Document | None
    ) -> "CheckedText":
        """The text from scratch; `document`, if it was read as a whole already."""
        marks = markup(text)
        if document is None and separable(text, format) and not dense(len(text), marks):
            whole, context = None, context_of(text, format)
            parts = parts_of(text, format, "", context, settings.front_matter)
        else:
            whole = document or formats.read(text, format, settings.front_matter)
            context, parts = DocumentContext(), cut(text, format, whole.segments, 0, len(text))
            parts[0] = parts[0]._replace(lang=whole.lang)
        basis = Basis.of(text, format, parts[0], termbase, settings)._replace(context=context)
        return cls.of_parts(text, basis, parts, marks, whole)

    @classmethod
    def of_parts(
        cls, text: str, basis: Basis, parts: list[Part], markup: int = 0, whole: Document | None = None
    ) -> "CheckedText":
        """A text in parts, all of it judged."""
        all_of_it = Renewed(range(len(parts)), Span(0, len(text)))
        parts = judged(text, parts, all_of_it, basis, whole=whole is not None)
        return cls(text, basis, parts, markup, whole)

    def next(self, text: str) -> "CheckedText":
        """The state for another text of the same document."""
        if text == self.text:
            return self
        basis = self.basis
        if self._whole is None:
            made, document = self._carried_over(text), None
        elif separable(text, basis.format) and not dense(len(text), markup(text)):
            made = document = None
        else:
            document = formats.read(text, basis.format, basis.settings.front_matter)
            made = self._read_whole(text, self._whole, document)
        if made is None:
            return CheckedText._of(text, basis.format, basis.termbase, basis.settings, document)
        return made

    @cached_property
    def _placed(self) -> list[tuple[Part, list[Finding]]]:
        """The parts, each with its findings where they are in the text: the same objects while they stay."""
        known, self._known = self._known, []
        placed: list[tuple[Part, list[Finding]]] = []
        start = 0
        for at, part in enumerate(self.parts):
            if at < len(known) and known[at][0] is part:
                placed.append(known[at])
            else:
                known = []  # what follows may have moved
                placed.append((part, [shifted_finding(it, start) for it in part.findings]))
            start += part.length
        return placed

    def _read_whole(self, text: str, before: Document, document: Document) -> "CheckedText | None":
        """The next state of a text that was read as a whole, and is again; None if all has to be judged."""
        old = self.text
        change = Change(*common_ends(old, text), grown=len(text) - len(old))
        made = recut(document, before.segments, self.parts, change)
        if made is None:
            return None
        return self.with_parts(text, made, change, self._markup, document)

    def with_parts(
        self,
        text: str,
        new: Replacement,
        change: Change,
        markup: int = 0,
        whole: Document | None = None,
    ) -> "CheckedText | None":
        """The next state, with new parts; None if all has to be judged."""
        basis = self.basis
        if text[:SHOWN] != self.text[:SHOWN] and basis.varies(text):
            return None
        parts, renewed = carried_over(self.parts, new, change)
        if whole and parts[0].lang != whole.lang:
            parts[0] = parts[0]._replace(lang=whole.lang)
        if merge(part.context for part in parts) != basis.context or basis.begins_otherwise(text, parts):
            return None
        parts = judged(text, parts, renewed, basis, whole=whole is not None)
        if basis.counts_otherwise(self.parts, parts):
            return None
        made = CheckedText(text, basis, parts, markup, whole)
        made._known = self._placed
        return made

    def _carried_over(self, text: str) -> "CheckedText | None":
        """The next state of a text that can be read in parts; None if all has to be read again."""
        old, basis = self.text, self.basis
        same, left = common_ends(old, text)
        # Of the lines that changed: all others are separable
        first, last = text.rfind("\n", 0, same) + 1, text.find("\n", len(text) - left)
        if not separable(text[first : last + 1 if last >= 0 else len(text)], basis.format):
            return None
        gone, come = old[same : len(old) - left], text[same : len(text) - left]
        marks = self._markup - markup(gone) + markup(come)
        if dense(len(text), marks):
            return None
        if preamble(text, basis.format) != preamble(old, basis.format):
            return None
        new = self._only_changed(self._read_again(text, same, left), same, left)
        return self.with_parts(text, new, Change(same, left, len(text) - len(old)), marks)

    def _only_changed(self, new: Replacement, same: int, left: int) -> Replacement:
        """The same without the parts at either end that are as they were: what was found there stays."""
        first, last, middle = new
        parts, begin, end = self.parts, 0, len(middle)
        at = sum(part.length for part in parts[:first])
        while begin < end and first < last and at + parts[first].length <= same:
            if not middle[begin].is_like(parts[first]):
                break
            at += parts[first].length
            begin, first = begin + 1, first + 1
        rest = sum(part.length for part in parts[last:])
        while begin < end and first < last and rest + parts[last - 1].length <= left:
            if not middle[end - 1].is_like(parts[last - 1]):
                break
            rest += parts[last - 1].length
            end, last = end - 1, last - 1
        return Replacement(first, last, middle[begin:end])

    def _read_again(self, text: str, same: int, left: int) -> Replacement:
        """The parts that a change may touch, and what is there now.

        `same` and `left` are how many code points before and after the change are as they were.
        """
        old, parts, basis = self.text, self.parts, self.basis
        starts = list(accumulate((part.length for part in parts), initial=0))
        grown = len(text) - len(old)
        # The part before too: what is typed may join its last paragraph
        first = max(0, min(bisect_right(starts, same), len(parts)) - 2)
        last = min(bisect_right(starts, len(old) - left), len(parts))
        above = parts[first - 1].under if first else ""
        while True:
            begin, end = starts[first], starts[last] + grown
            if last < len(parts):
                with_next = text[begin : starts[last + 1] + grown]
                if end - begin not in block_boundaries(with_next, basis.format):
                    last += 1  # no block begins any more where the next part did
                    continue
            fields = basis.settings.front_matter
            middle = parts_of(text[begin:end], basis.format, above, basis.context, fields)
            if last < len(parts) and middle[-1].under != parts[last - 1].under:
                # What follows is under another heading now, up to the next one
                last = next((at + 1 for at in range(last, len(parts)) if parts[at].headed), len(parts))
            elif middle[0].is_long or (first == 0 and last == len(parts)):
                return Replacement(first, last, middle)
            elif last < len(parts):
                last += 1
            else:
                first -= 1
                above = parts[first - 1].under if first else ""

    @cached_property
    def findings(self) -> list[Finding]:
        """What `check` finds in the text."""
        found: list[Finding] = []
        places: list[tuple[Span, tuple[Segment, ...]]] = []
        start = 0
        for part, findings in self._placed:
            found += findings
            places.append((Span(start, start + part.length), part.segments))
            start += part.length
        found = settled(found)
        if self.basis.settings.laws:
            found = as_document_allows(found, self.text, places, self.basis.termbase, lambda: self.basis.main)
        return found

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """The occurrences that could not be judged."""
        starts = accumulate((part.length for part in self.parts), initial=0)
        return tuple(
            shifted_failure(it, start)
            for part, start in zip(self.parts, starts, strict=False)
            for it in part.failures
        )

    @property
    def lang(self) -> str:
        """The language that the text begins in."""
        return self.basis.main

    def lang_at(self, offset: int) -> str:
        """The language at a place in the text."""
        return language_at(self.document, offset, self.basis.identifier, self.basis.main)

    @property
    def comments(self) -> bool:
        """Whether the text has comments."""
        return bool(self._whole.comments) if self._whole else any(part.comments for part in self.parts)

    @cached_property
    def document(self) -> Document:
        """What `read` makes of the text."""
        return self._whole or joined(self.parts, self.text, self.basis.format)
