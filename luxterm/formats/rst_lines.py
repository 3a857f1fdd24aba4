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

    __slots__ = ("count", "ends", "indents", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        """Where each line's first character is that isn't white space."""
        self.ends: list[int] = []
        """Where each line ends, without white space."""
        self.indents: list[int] = []
        """The columns in front of it, -1 for a blank line. A tab goes to the next multiple of 8."""
        at = 0
        for line in text.splitlines(keepends=True):
            body = line.lstrip()
            blank = len(line) - len(body)
            self.starts.append(at + blank)
            self.ends.append(at + len(line.rstrip()))
            lead = len(line[:blank].expandtabs(8)) if blank and "\t" in line else blank
            self.indents.append(lead if body else -1)
            at += len(line)
        self.count = len(self.starts)

    def is_blank(self, number: int) -> bool:
        """Whether there is nothing on a line, as after the last one."""
        return number >= self.count or self.indents[number] < 0

    def blank_after(self, number: int) -> int:
        """The first blank line from line `number` on."""
        while number < self.count and self.indents[number] >= 0:
            number += 1
        return number

    def is_deeper(self, number: int, indent: int) -> bool:
        """Whether the next line that isn't blank, from line `number` on, is indented more than `indent`."""
        while number < self.count and self.indents[number] < 0:
            number += 1
        return number < self.count and self.indents[number] > indent

    def body_end(self, number: int, indent: int) -> int:
        """The line after those that are indented more than `indent`, from line `number` on."""
        while number < self.count and (self.indents[number] > indent or self.indents[number] < 0):
            number += 1
        return number

    def literal_end(self, number: int, base: int) -> int:
        """The line after a literal block, which `::` announced: indented, or quoted by one sign a line."""
        while number < self.count and self.indents[number] < 0:
            number += 1
        if number == self.count:
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
