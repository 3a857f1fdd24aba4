"""The documents that the office asks about: which of them is meant, and when to read it again.

The office names a document by a number of its own, and a paragraph by its text. Which document that is, is
found by looking for the text in those that are open.
"""

from __future__ import annotations

import time
from typing import Any, Callable, Dict

import unohelper
from com.sun.star.document import XEventListener

from luxterm_libreoffice import office, reading

_SHARE = 20
"""A document is read again at most for one part in so many of the time."""
_FRESH = 3.0
"""Seconds in which what a document consists of counts as known."""
_LOST = 3
"""So many paragraphs in a row that aren't in a document show that it isn't the one that is meant."""


Ask = Callable[[Dict[str, Any]], Dict[str, Any]]


class Bound:
    """One document under the office's number for it."""

    def __init__(self, id: str, model: Any) -> None:
        self.id = id
        self.model = model
        self.count = -1
        self.url = ""
        self.strangers = 0
        self._earliest = self._stale_from = 0.0

    def wait(self, count: int, same: bool) -> float:
        """Seconds until it is to be read again, 0 for now, below 0 for not at all.

        When it consists of more or less than before; and now and then if the office asks about a paragraph
        that is the `same`: then something else about it is new, its style, a comment.
        """
        now = time.monotonic()
        if count != self.count or self.url != self.model.getURL():
            return max(self._earliest - now, 0.0)
        return 0.0 if same and now >= self._stale_from else -1.0

    def read(self, ask: Ask, count: int) -> tuple[dict[str, Any], list[reading.Found]]:
        """Hand over what it consists of now: the answer, and that."""
        begun = time.monotonic()
        found = reading.paragraphs(self.model)
        self.count, self.url, self.strangers = count, self.model.getURL(), 0
        answer = ask(
            {
                "do": "open",
                "document": self.id,
                "path": office.path_of(self.model),
                "lang": reading.language(self.model),
                "paragraphs": [data for data, _ in found],
            }
        )
        now = time.monotonic()
        self._earliest = now + _SHARE * (now - begun)
        self._stale_from = now + max(_FRESH, 5 * _SHARE * (now - begun))
        return answer, found


class Documents:
    """Those that are known."""

    def __init__(self, closed: Callable[[str], None]) -> None:
        """`closed` is told of a document that nobody has open any more."""
        self._closed = closed
        self._bound: dict[str, Bound] = {}
        self._refused: dict[str, float] = {}

    def find(self, id: str, text: str) -> Bound | None:
        """The document with the office's number `id`, in which that text stands; None if unknown."""
        bound = self._bound.get(id)
        if bound is not None and bound.strangers < _LOST:
            return bound
        if bound is not None:
            bound.strangers = 0
        elif time.monotonic() < self._refused.get(id, 0.0):
            return None
        model = self._meant(
            text, {each.model.RuntimeUID for each in list(self._bound.values()) if each.id != id}
        )
        if model is None:
            self._refused[id] = time.monotonic() + 1.0
            return bound
        if bound is None or bound.model != model:
            bound = self._bound[id] = Bound(id, model)
            model.addEventListener(_Closing(self, id))
        return bound

    def of(self, model: Any) -> Bound:
        """The document, under its own number if the office hasn't asked about it yet."""
        for each in list(self._bound.values()):
            if each.model == model:
                return each
        return Bound(f"own {model.RuntimeUID}", model)

    def unread(self) -> None:
        """Nobody knows any more what they consist of: they are read again when they are next asked about."""
        for each in list(self._bound.values()):
            each.count = -1

    def forget(self, id: str) -> None:
        """A document is closed."""
        if self._bound.pop(id, None) is not None:
            self._closed(id)

    @staticmethod
    def _meant(text: str, others: set[str]) -> Any:
        open_ones = [each for each in office.documents() if each.RuntimeUID not in others]
        if len(open_ones) < 2 or not text:
            return open_ones[0] if len(open_ones) == 1 else None
        for model in open_ones:
            if any(data["text"] == text for data, _ in reading.paragraphs(model)):
                return model
        return None


class _Closing(unohelper.Base, XEventListener):
    """Told when a document is closed."""

    def __init__(self, documents: Documents, id: str) -> None:
        self._documents = documents
        self._id = id

    def notifyEvent(self, event: Any) -> None:
        """Something happened to the document; what, doesn't matter."""

    def disposing(self, event: Any) -> None:
        """The document is closed."""
        self._documents.forget(self._id)
