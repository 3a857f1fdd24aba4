"""Checking a document whose paragraphs a word processor hands over: only what changed is judged again.

Nothing is read here: which paragraphs there are, and what each is, the caller knows. Whatever came before,
`checked.findings` is what `check` gives for the document that the paragraphs make, a line for each.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, takewhile
from operator import eq
from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.incremental.judged import Basis
from luxterm.engine.incremental.parts import LENGTH, SEGMENTS, Part
from luxterm.engine.incremental.reach import Change, Replacement
from luxterm.engine.incremental.text import CheckedText
from luxterm.termbase.data import Termbase
from luxterm.text.directives import closes
from luxterm.text.ends import common_ends
from luxterm.types import Comment, Mark, Piece, Scope, Segment

FORMAT = "odt"
"""The format of the documents: that of a word processor, in which a line is a paragraph."""


class Paragraph(NamedTuple):
    """One paragraph, heading, cell's or note's paragraph of a document, as its reader sees it.

    `marks` are places in `text`. `lang` is the language that the document declares for it; `column` the
    header of its table column. `comments` are those on it that are addressed to luxterm. `begins_row` as in
    `Segment`.
    """

    text: str
    scope: Scope = Scope.PARAGRAPH
    quoted: bool = False
    column: str = ""
    lang: str = ""
    marks: tuple[Mark, ...] = ()
    comments: tuple[str, ...] = ()
    begins_row: bool = False


class _Group(NamedTuple):
    """Paragraphs that are judged together: a part, its text, and where in it each of them begins."""

    part: Part
    text: str
    starts: tuple[int, ...]


class CheckedParagraphs:
    """One state of a document with its findings. It never changes: the next state is a new object."""

    def __init__(self, paragraphs: tuple[Paragraph, ...], groups: list[_Group], checked: CheckedText) -> None:
        """Made by `of` and `next`."""
        self.paragraphs = paragraphs
        self._groups = groups
        self.checked = checked
        """Its `document` and `failures`, and its `findings` before what people decided."""
        begins = accumulate((group.part.length for group in groups), initial=0)
        self.starts = [
            begin + start for group, begin in zip(groups, begins, strict=False) for start in group.starts
        ]
        """Where each paragraph begins in the document's text."""

    @classmethod
    def of(
        cls, paragraphs: tuple[Paragraph, ...], termbase: Termbase, settings: Settings, lang: str = ""
    ) -> "CheckedParagraphs":
        """The paragraphs from scratch; `lang` is the language that the document declares.

        Raises TermbaseError.
        """
        groups = _grouped(paragraphs, "", lang)
        text = _joined(groups)
        basis = Basis.of(text, FORMAT, groups[0].part, termbase, settings)
        return cls(paragraphs, groups, CheckedText.of_parts(text, basis, _parts(groups)))

    def next(self, paragraphs: tuple[Paragraph, ...]) -> "CheckedParagraphs":
        """The state for other paragraphs of the same document."""
        if paragraphs == self.paragraphs:
            return self
        basis = self.checked.basis
        return self._carried_over(paragraphs) or CheckedParagraphs.of(
            paragraphs, basis.termbase, basis.settings, basis.lang
        )

    def _carried_over(self, paragraphs: tuple[Paragraph, ...]) -> "CheckedParagraphs | None":
        """The next state, made from this one; None if that can't be done."""
        old = self._groups
        first, last, middle = self._made_again(paragraphs)
        groups = [*old[:first], *middle, *old[last:]]
        text, before = _joined(groups), self.checked.text
        change = Change(*common_ends(before, text), grown=len(text) - len(before))
        checked = self.checked.with_parts(text, Replacement(first, last, _parts(middle)), change)
        return CheckedParagraphs(paragraphs, groups, checked) if checked else None

    def _made_again(self, paragraphs: tuple[Paragraph, ...]) -> tuple[int, int, list[_Group]]:
        """The groups first to last (exclusive) that a change touches, and what is there now."""
        before, groups = self.paragraphs, self._groups
        least = min(len(before), len(paragraphs))
        same = _alike(before, paragraphs)
        left = min(_alike(reversed(before), reversed(paragraphs)), least - same)
        sizes = list(accumulate((len(group.starts) for group in groups), initial=0))
        first = min(max(0, bisect_right(sizes, same) - 1), len(groups) - 1)
        last = first + 1
        while last < len(groups) and sizes[last] < len(before) - left:
            last += 1
        grown = len(paragraphs) - len(before)
        while True:
            under = groups[first - 1].part.under if first else ""
            lang = "" if first else self.checked.basis.lang
            middle = _grouped(paragraphs[sizes[first] : sizes[last] + grown], under, lang)
            if last < len(groups) and middle[-1].part.under != groups[last - 1].part.under:
                # What follows is under another heading now, up to the next one
                last = next(
                    (at + 1 for at in range(last, len(groups)) if groups[at].part.headed), len(groups)
                )
            elif middle[0].part.is_long or (first == 0 and last == len(groups)):
                return first, last, middle
            elif last < len(groups):
                last += 1
            else:
                first -= 1

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph at a place in the document's text."""
        return max(0, bisect_right(self.starts, offset) - 1)


def _alike(before: Iterable[Paragraph], after: Iterable[Paragraph]) -> int:
    """How many paragraphs both begin with."""
    return sum(takewhile(bool, map(eq, before, after)))


def _joined(groups: list[_Group]) -> str:
    return "".join(group.text for group in groups)


def _parts(groups: list[_Group]) -> list[Part]:
    return [group.part for group in groups]


def _grouped(paragraphs: tuple[Paragraph, ...], above: str, lang: str) -> list[_Group]:
    """The paragraphs in groups, each long enough if there are enough, under a heading; never none."""
    groups: list[_Group] = []
    segments, length = sum(map(_has_ink, paragraphs)), sum(len(it.text) + 1 for it in paragraphs)
    begun = number = size = 0
    for at, paragraph in enumerate(paragraphs, 1):
        number += _has_ink(paragraph)
        size += len(paragraph.text) + 1
        if min(number, segments - number) < SEGMENTS or min(size, length - size) < LENGTH:
            continue
        groups.append(_group(paragraphs[begun:at], above, "" if groups else lang))
        above, segments, length = groups[-1].part.under, segments - number, length - size
        begun, number, size = at, 0, 0
    if begun < len(paragraphs) or not groups:
        groups.append(_group(paragraphs[begun:], above, "" if groups else lang))
    return groups


def _has_ink(paragraph: Paragraph) -> bool:
    return not (paragraph.text.isspace() or not paragraph.text)


def _group(paragraphs: tuple[Paragraph, ...], above: str, lang: str) -> _Group:
    """Paragraphs as one part; each is a line, and so is each comment on it."""
    lines: list[str] = []
    segments: list[Segment] = []
    comments: list[Comment] = []
    starts: list[int] = []
    under, at, headed = above, 0, False

    def say(text: str) -> None:
        nonlocal at
        comments.append(Comment(at, at + len(text), text))
        lines.append(text)
        at += len(text) + 1

    for text, scope, quoted, column, declared, marks, said, begins_row in paragraphs:
        for comment in said:
            if not closes(comment):
                say(comment)
        starts.append(at)
        if text and not text.isspace():
            piece = Piece(at, at + len(text))
            shifted = tuple(Mark(at + start, at + end, kind) for start, end, kind in marks)
            segment = Segment((piece,), scope, quoted, under, column, shifted)
            segments.append(segment._replace(lang=declared, begins_row=begins_row))
            if scope is Scope.HEADING:
                under, headed = " ".join(text.split()), True
        lines.append(text)
        at += len(text) + 1
        for comment in said:
            if closes(comment):
                say(comment)
    text = "".join(line + "\n" for line in lines)
    part = Part(at, tuple(segments), tuple(comments), headed, under, lang=lang)
    return _Group(part, text, tuple(starts))
