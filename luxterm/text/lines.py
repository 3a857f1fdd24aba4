r"""Lines and columns, the only place that knows them.

Inside the engine a place is an offset in code points. Reports and editors want lines and columns;
`LineIndex` turns one into the other. Everything it takes and gives counts from 0. A line ends at
`\n`, `\r\n` or `\r` and nowhere else: not at `\f`, `\v` or U+2028, which editors show inside a
line. A place outside the text is moved to the nearest one inside, as editors expect.
"""

from bisect import bisect_right
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING

from luxterm.base import lazy_pattern
from luxterm.types import Span

if TYPE_CHECKING:
    from typing import Literal

    Encoding = Literal["utf-8", "utf-16", "utf-32"]
else:
    Encoding = str
"""The unit an editor counts columns in: bytes, 16-bit units or code points."""

_LINE_END = lazy_pattern(r"\r\n|\r|\n")


class LineIndex:
    """The lines of one text. There is always at least one, and one more after a last line end."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str, before: "LineIndex | None" = None, ends: tuple[int, int] = (0, 0)) -> None:
        """`before`: the lines of an earlier text, with which this one has the `ends` in common."""
        self.text = text
        if before and "\r" not in text and "\r" not in before.text:
            self._starts = before._moved(text, *ends)
        elif "\r" in text:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        else:  # several times faster, and nearly every text
            lengths = accumulate(map(len, text.split("\n")[:-1]))
            self._starts = [0, *map(add, lengths, count(1))]

    def _moved(self, text: str, same: int, left: int) -> list[int]:
        """Where the lines of another text begin that begins and ends alike, so far."""
        starts, end = self._starts, len(text) - left
        come = LineIndex(text[same:end])._starts[1:]
        kept, behind = bisect_right(starts, same), bisect_right(starts, len(self.text) - left)
        grown = len(text) - len(self.text)
        return [*starts[:kept], *(same + it for it in come), *map(grown.__add__, starts[behind:])]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset; inside a line end, the place just before it."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[line]
        if column and self.text[offset - 1 : offset + 1] == "\r\n":
            column -= 1
        return line, column

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column; a column past the end of its line is its end."""
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self.text)
        start, end = self.line_span(line)
        return min(start + max(column, 0), end)

    def line_span(self, line: int) -> Span:
        """Where a line's text is, without its line end.

        Raises IndexError if there is no such line.
        """
        if not 0 <= line < len(self._starts):
            raise IndexError(f"no line {line} in a text of {len(self._starts)} lines")
        start = self._starts[line]
        if line + 1 == len(self._starts):
            return Span(start, len(self.text))
        end = self._starts[line + 1] - 1
        if end > start and self.text[end - 1 : end + 1] == "\r\n":
            end -= 1
        return Span(start, end)

    def to_units(self, line: int, column: int, encoding: Encoding) -> int:
        """The column of `encoding` for a column in code points."""
        start, end = self.line_span(line)
        before = self.text[start : min(start + max(column, 0), end)]
        if encoding == "utf-32" or before.isascii():
            return len(before)
        if encoding == "utf-16":
            return len(before) + sum(char > "\uffff" for char in before)
        return len(before.encode("utf-8", "surrogatepass"))

    def from_units(self, line: int, units: int, encoding: Encoding) -> int:
        """The column in code points for one of `encoding`; inside a character, its beginning."""
        start, end = self.line_span(line)
        text = self.text[start : min(start + max(units, 0), end)]  # no character is less than one unit
        if encoding == "utf-32" or text.isascii():
            return len(text)
        left = units
        for column, char in enumerate(text):
            if encoding == "utf-16":
                left -= 1 + (char > "\uffff")
            else:
                left -= 1 + (char > "\x7f") + (char > "\u07ff") + (char > "\uffff")
            if left < 0:
                return column
        return len(text)
