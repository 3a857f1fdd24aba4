"""Positions in a text as the client counts them: zero-based lines, columns in the negotiated unit."""

from collections.abc import Iterable
from typing import Any

from luxterm.text.lines import Encoding, LineIndex
from luxterm.types import Edit


class Positions:
    """Offsets of one text to the protocol's positions and back."""

    def __init__(
        self,
        text: str,
        encoding: Encoding,
        before: "Positions | None" = None,
        ends: tuple[int, int] = (0, 0),
    ) -> None:
        """`before` and `ends` as in `LineIndex`."""
        self.index = LineIndex(text, before and before.index, ends)
        self.encoding: Encoding = encoding
        self._ranges: dict[tuple[int, int], dict[str, Any]] = {}

    def position(self, offset: int) -> dict[str, int]:
        """The position of an offset, as the editor counts."""
        line, column = self.index.position(offset)
        return {"line": line, "character": self.index.to_units(line, column, self.encoding)}

    def range(self, start: int, end: int) -> dict[str, Any]:
        """The range between two offsets, which isn't to be changed: a finding and its fixes share theirs."""
        known = self._ranges.get((start, end))
        if known is None:
            known = {"start": self.position(start), "end": self.position(end)}
            self._ranges[start, end] = known
        return known

    def offset(self, line: int, character: int) -> int:
        """The offset of a position; outside the text, the nearest place inside."""
        if not 0 <= line < self.index.count:
            return self.index.offset(line, 0)
        return self.index.offset(line, self.index.from_units(line, character, self.encoding))

    def edits(self, edits: Iterable[Edit]) -> list[dict[str, Any]]:
        """Edits as the protocol's TextEdit."""
        return [{"range": self.range(start, end), "newText": text} for start, end, text in edits]
