"""Automatic numbers: the "3.2" or "(b)" that a numbered paragraph is shown with."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

LEVELS = 10


class Level(NamedTuple):
    """How one level of a list is numbered.

    `format` is a name as in WordprocessingML ("decimal", "lowerRoman", "bullet"), `text` the number with
    %1, %2, … for the counts of the levels, `style` the paragraph style that belongs to the level;
    `legal` shows all counts in digits.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False


class Counts:
    """How far a list has come, level by level."""

    def __init__(self) -> None:
        self._counts: list[int | None] = [None] * LEVELS
        self._implied = set[int]()
        """Levels that only have a count because one below them has come."""

    def restart(self, level: int, start: int | None = None) -> None:
        """A level begins again: at `start`, or where its list says."""
        self._counts[level] = None if start is None else start - 1

    def next(self, levels: Mapping[int, Level], level: int, above: str = "") -> str:
        """The number of the next paragraph; "" for a bullet.

        A level that is shown without those above it is given with them: "2 (a)"; if the list has none
        there, with `above`, the number of the list around it.
        """
        counts = self._counts
        for at in range(level + 1):
            if counts[at] is None:
                counts[at] = levels.get(at, Level()).start - (at == level)
                self._implied.add(at)
        counts[level] = (counts[level] or 0) + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        self._implied = {at for at in self._implied if at < level}
        return self._shown(levels, level, above)

    def _shown(self, levels: Mapping[int, Level], level: int, around: str) -> str:
        own = levels.get(level, Level())
        if own.format in ("bullet", "none"):
            return ""
        named = {int(digit) - 1 for digit in re.findall(r"%([1-9])", own.text)}

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            format = "decimal" if own.legal else levels.get(at, Level()).format
            return _FORMATS.get(format, str)(self._counts[at] or 0)

        label = re.sub(r"%([1-9])", count, own.text).strip().rstrip(".:;,").strip()
        if level and named == {level}:
            inner = level - 1 not in self._implied
            above = self._shown(levels, level - 1, around) if inner else around
            return f"{above} {label}" if above else label
        return label


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9) if count > 0 else "0"


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    digits: list[str] = []
    for number, letters in _ROMAN:
        digits.append(letters * (count // number))
        count %= number
    return "".join(digits)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": "{:02}".format,
}
