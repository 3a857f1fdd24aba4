"""Automatic numbers in a Word document: the "3.2" or "(b)" that a paragraph is shown with."""

import re
from collections.abc import Callable
from typing import NamedTuple

from luxterm.office.docx_names import attribute, child, children, value, whole
from luxterm.office.package import Element

_LEVELS = 9


class _Level(NamedTuple):
    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False


class Numbers:
    """Counts a document's numbered paragraphs; `root` is its numbering part, None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        """Of each list: the id of the definition whose count it goes on with, and its levels."""
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        definitions = {
            attribute(element, "abstractNumId"): element
            for kind, element in children(root)
            if kind == "abstractNum"
        }
        by_style = {value(element, "styleLink"): id for id, element in definitions.items()}
        for kind, element in children(root):
            if kind != "num":
                continue
            id = value(element, "abstractNumId")
            definition = definitions.get(id)
            if link := value(definition, "numStyleLink"):
                id = by_style.get(link, id)
                definition = definitions.get(id)
            levels = _levels(definition)
            for inner, override in children(element):
                if inner == "lvlOverride":
                    levels |= _levels(override)
                    level = whole(attribute(override, "ilvl")) or 0
                    if (start := value(override, "startOverride")) is not None:
                        levels[level] = levels.get(level, _Level())._replace(start=_start(start))
                        self._started.add((attribute(element, "numId") or "", level))
            self._lists[attribute(element, "numId") or ""] = id or "", levels

    def label(self, list: str, level: int | None, style: str) -> str | None:
        """The number of the next paragraph in a list; "" for a bullet, None where there is no such list.

        `level` None is that which belongs to the paragraph's `style`. A level that is shown without
        those above it is given with them: "2 (a)".
        """
        known = self._lists.get(list)
        if known is None:
            return None
        id, levels = known
        if level is None:
            level = next((at for at, each in levels.items() if each.style == style), 0)
        level = min(level, _LEVELS - 1)
        counts = self._counts.setdefault(id, [None] * _LEVELS)
        if (list, level) in self._started:  # this list begins again where it first comes to the level
            self._started.discard((list, level))
            counts[level] = None
        for at in range(level + 1):
            if counts[at] is None:
                counts[at] = levels.get(at, _Level()).start - (at == level)
        counts[level] = (counts[level] or 0) + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _shown(levels, level, counts)


def _levels(parent: Element | None) -> dict[int, _Level]:
    if parent is None:
        return {}
    return {
        whole(attribute(element, "ilvl")) or 0: _Level(
            _start(value(element, "start")),
            value(element, "numFmt") or "decimal",
            value(element, "lvlText") or "",
            value(element, "pStyle") or "",
            child(element, "isLgl") is not None,
        )
        for kind, element in children(parent)
        if kind == "lvl"
    }


def _shown(levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
    own = levels.get(level, _Level())
    if own.format in ("bullet", "none"):
        return ""
    named = {int(digit) - 1 for digit in re.findall(r"%([1-9])", own.text)}

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        format = "decimal" if own.legal else levels.get(at, _Level()).format
        return _FORMATS.get(format, str)(counts[at] or 0)

    label = re.sub(r"%([1-9])", count, own.text).strip().rstrip(".:;,").strip()
    if level and named == {level} and (above := _shown(levels, level - 1, counts)):
        return f"{above} {label}"
    return label


def _start(text: str | None) -> int:
    number = whole(text)
    return 1 if number is None else number


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
