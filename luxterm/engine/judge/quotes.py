"""Quotations: which stretches of a document are inside quotation marks, or are somebody's speech.

A quotation that opens in one paragraph and closes in a later one covers everything between, as long as every
paragraph between opens with the mark again or the closing mark comes soon. A block quote that is a notice
quotes nobody.
"""

from bisect import bisect_right

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.context import is_part
from luxterm.engine.judge.quotation_marks import Quotation, QuotationMarks
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.view import View
from luxterm.types import Scope

_BEHIND_SPEECH = lazy_regex(r"(?:[,?!…\"] ?| [–—] ?)(\p{L}+)")
"""In a folded text, the first word after somebody's words."""
_ITEM = 8
"""Code points that the mark of an item has at most, with the spaces around it."""
_SIGN = lazy_pattern(r"\W{0,2}[ℹ☝⚠⚡✅✋❌❓❗⛔💡📌📎📝📢🔍🔎🔒🔔🔞🚧🚨🚫🛑]")
"""A sign that a notice begins with, and no speech."""
_LABEL = 40
"""Code points of what such a notice is called at most: "Note:", "Important note:"."""
_SPOKEN = 400
"""Code points before a term in which a dash opens somebody's words behind a colon."""
_NEAR = 6
"""Words before the colon of which one is a verb of speech: "decía literalmente: —"."""
_STOP = lazy_pattern(r"[.!?…;]\s|[—\n]")
_MAIL = frozenset(("plain", "gitcommit"))
"""Formats in which what is marked as quoted was written by somebody else."""


def is_notice(around: Surroundings) -> bool:
    """Whether the block quote it is in sets off what the writer says: "> **Note:** …", "> ⚠️ …".

    What mail quotes, in plain text, is another's, whatever it begins with.
    """
    view, first = around.view, around.index
    if view.document.format in _MAIL:
        return False
    for index in around.above():
        if not view.segment(index).quoted:
            break
        first = index
    start, end = view.bounds(first)
    head = view.text[start : min(end, start + _LABEL)]
    label, colon, _ = head.partition(":")
    return _SIGN.match(head) is not None or (bool(colon) and is_part(label, around.language))


class Quotes:
    """The quotations of one document, found segment by segment as they are asked for."""

    def __init__(self, view: View, language: Language) -> None:
        self._view = view
        self._language = language
        self._marks = QuotationMarks(view, language)

    def around(self, index: int, start: int, end: int) -> Quotation | None:
        """The innermost quotation in segment `index` that holds view[start:end]."""
        found = self._marks.pairs(index).quotations
        at = bisect_right(found, start, key=lambda it: it[0].start) - 1
        while at >= 0:
            quotation, outer = found[at]
            if quotation.end >= end:
                return quotation
            at = outer
        bounds = self._view.bounds(index)
        if (spoken := self._spoken_from(index, start)) is not None:
            return Quotation(spoken, bounds.end)
        if self._left_open(index, start) or self._carried(index, start) or self._is_speech(index):
            return Quotation(bounds.start, bounds.end)
        return None

    def _is_speech(self, index: int) -> bool:
        """Whether somebody speaks in this paragraph: "—No sé —dijo", "— Non, dit-il"."""
        dialogue = self._language.grammar.dialogue
        if not dialogue:
            return False
        start, end = self._view.bounds(index)
        mark, after = self._view.text[start : start + 1], self._view.text[start + 1 : start + 2]
        if mark in dialogue and not after.isspace():
            return mark != ""
        if not after.isspace():  # the mark may have been read as an item's
            text, here = self._view.document.text, self._view.source(start, start + 1).start
            mark = text[max(text.rfind("\n", 0, here) + 1, here - _ITEM) : here].strip()
        return f"{mark} " in dialogue and self._says_who(self._view.folded[start:end])

    def _spoken_from(self, index: int, start: int) -> int | None:
        """Where a sentence goes on to `start` that a verb of speech, a colon and a dash open: "dijo: —No"."""
        begin = self._view.bounds(index).start
        for mark in self._language.grammar.dialogue:
            at = self._view.text.rfind(f": {mark}", max(begin, start - _SPOKEN), start)
            after = at + len(mark) + 2
            if at < 0 or mark.endswith(" ") or self._view.text[after].isspace():
                continue
            if _STOP.search(self._view.text, after, start):
                continue  # where somebody's words end, only a reader can tell
            said = self._language.divider.words(self._view.folded[max(begin, at - _LABEL) : at])
            if any(it in self._language.signals.reporting for it in said[-_NEAR:]):
                return after
        return None

    def _says_who(self, folded: str) -> bool:
        """Whether a mark is followed by a verb of speech: the dash may also be a list's."""
        grammar, reporting = self._language.grammar, self._language.signals.reporting
        said = (it[1] for it in _BEHIND_SPEECH.finditer(folded))
        return any(it in reporting and it not in grammar.boundaries for it in said)

    def _left_open(self, index: int, start: int) -> bool:
        """Whether a quotation opens before `start` in this segment and isn't over at its end."""
        opened = self._marks.pairs(index).open
        if not opened or opened[0] > start:
            return False
        # A paragraph of a longer quotation opens with the mark and doesn't close
        begins = not self._view.text[self._view.starts[index] : opened[0]].strip()
        return begins or self._closed_later(index, opened[1])

    def _carried(self, index: int, start: int) -> bool:
        """Whether a quotation opened in an earlier segment goes on up to `start` here."""
        for earlier in range(index - 1, max(-1, index - 1 - PARAGRAPHS), -1):
            if not self._prose(earlier):
                return False
            opened = self._marks.pairs(earlier).open
            if opened:
                closer = self._marks.closer(index, opened[1])
                if closer is not None:
                    return start < closer
                return self._closed_later(index, opened[1])
            if self._marks.pairs(earlier).left:
                return False
        return False

    def _closed_later(self, index: int, mark: str) -> bool:
        for later in self._view.near(index, -1, PARAGRAPHS):
            if not self._prose(later):
                return False
            if self._marks.closes(later, mark):
                return True
            if self._begins_with(later, mark):
                return True  # each paragraph of a long quotation opens with the mark again
            opened = self._marks.pairs(later).open
            if opened and opened[0] > self._view.starts[later] + 2:
                return False
        return False

    def _begins_with(self, index: int, mark: str) -> bool:
        start, end = self._view.bounds(index)
        return self._view.text[start:end].lstrip().startswith(mark)

    def _prose(self, index: int) -> bool:
        return self._view.segment(index).scope in (Scope.PARAGRAPH, Scope.ITEM)
