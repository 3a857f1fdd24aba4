"""The lines of a reStructuredText document: where each begins and ends, and how far it is indented.

Indentation is what holds reStructuredText together, so the readers of its blocks ask here how far a body
reaches. Lines are known by their number, from 0.
"""

from luxterm.formats import rst_syntax as syntax


def without_feeds(text: str) -> str:
    """The text with spaces for form feeds and vertical tabs, which end no line here."""
    return text.replace("\f", " ").replace("\v", " ")


class Lines:
    """All lines of one text."""

    __slots__ = ("_over_blank", "count", "ends", "indents", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        """Where each line's first character is that doesn't indent it."""
        self.ends: list[int] = []
        """Where each line ends, without white space."""
        self.indents: list[int] = []
        """The columns in front of it, -1 for a blank line. A tab goes to the next multiple of 8."""
        self._over_blank: dict[int, int] = {}  # a body in a body looks over the same blank lines again
        at = 0
        for line in text.splitlines(keepends=True):
            length = len(line)
            if full := line.rstrip():
                lead = blank = length - len(line.lstrip(syntax.BLANKS))
                if blank and "\t" in line:
                    lead = len(line[:blank].expandtabs(8))
            else:
                lead, blank = -1, length
            self.starts.append(at + blank)
            self.ends.append(at + len(full))
            self.indents.append(lead)
            at += length
        self.count = len(self.starts)

    def is_blank(self, number: int) -> bool:
        """Whether there is nothing on a line, as after the last one."""
        return number >= self.count or self.indents[number] < 0

    def over_blank(self, number: int) -> int:
        """The first line that isn't blank from line `number` on."""
        if number >= self.count or self.indents[number] >= 0:
            return number
        after = self._over_blank.get(number, -1)
        if after < 0:
            after = number + 1
            while after < self.count and self.indents[after] < 0:
                after += 1
            self._over_blank[number] = after
        return after

    def blank_after(self, number: int, low: int = 0) -> int:
        """The first line from line `number` on that is blank, or indented less than `low`."""
        while number < self.count and self.indents[number] >= low:
            number += 1
        return number

    def is_deeper(self, number: int, indent: int) -> bool:
        """Whether the next line that isn't blank, from line `number` on, is indented more than `indent`."""
        number = self.over_blank(number)
        return number < self.count and self.indents[number] > indent

    def body_end(self, number: int, indent: int) -> int:
        """The line after those that are indented more than `indent`, from line `number` on."""
        while number < self.count and (self.indents[number] > indent or self.indents[number] < 0):
            number += 1
        return number

    def body_indent(self, number: int, indent: int) -> int | None:
        """How far the body is indented whose lines begin with `number`, and are indented more than `indent`.

        As its least indented line is, even if that is its last one; None if it has no lines.
        """
        least: int | None = None
        while number < self.count:
            at = self.indents[number]
            if at < 0:
                number = self.over_blank(number)
                continue
            if at <= indent:
                break
            if least is None or at < least:
                least = at
            number += 1
        return least

    def literal_end(self, number: int, base: int) -> int:
        """The line after a literal block, which `::` announced: indented, or quoted by one sign a line."""
        number = self.over_blank(number)
        if number >= self.count:
            return number
        if self.indents[number] > base:
            return self.body_end(number, base)
        sign = self.text[self.starts[number]]
        if self.indents[number] == base and syntax.LINE.match(sign):
            while (
                number < self.count
                and self.indents[number] == base
                and self.text[self.starts[number]] == sign
            ):
                number += 1
        return number
