"""The lists of a Word document and how they number their paragraphs."""

from typing import NamedTuple

from luxterm.office.docx_names import attribute, child, children, value, whole
from luxterm.office.numbers import LEVELS, Counts, Level
from luxterm.office.package import Element


class Numbers:
    """Counts a document's numbered paragraphs; `root` is its numbering part, None if it has none."""

    def __init__(self, root: Element | None) -> None:
        found = list(children(root)) if root is not None else []
        self._definitions = {
            attribute(element, "abstractNumId") or "": element
            for kind, element in found
            if kind == "abstractNum"
        }
        self._elements = {
            attribute(element, "numId") or "": element for kind, element in found if kind == "num"
        }
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, Counts] = {}
        self._latest: dict[int, str] = {}
        """The number of the last paragraph at each level, in whichever list: one may stand in another."""

    def label(self, list_id: str, level: int | None, style: str) -> str | None:
        """The number of the next paragraph in a list; "" for a bullet, None if there is no such list.

        `level` None means the one that belongs to the paragraph's `style`.
        """
        if list_id not in self._lists:  # documents bring many that they don't use
            self._lists[list_id] = self._read(list_id)
        known = self._lists[list_id]
        if known is None:
            return None
        if level is None:
            level = next((at for at, each in known.levels.items() if each.style == style), 0)
        level = min(level, LEVELS - 1)
        counts = self._counts.setdefault(known.definition, Counts())
        if level in known.restarts:  # where this list first comes to the level
            known.restarts.discard(level)
            counts.restart(level)
        label = counts.next(known.levels, level, self._latest.get(level - 1, ""))
        self._latest = {at: each for at, each in self._latest.items() if at < level}
        if known.levels.get(level, Level()).style:  # a heading: any lists before it are over
            self._latest.clear()
        else:
            self._latest[level] = label
        return label

    def _read(self, list_id: str) -> "_List | None":
        element = self._elements.get(list_id)
        if element is None:
            return None
        id = value(element, "abstractNumId") or ""
        definition = self._definitions.get(id)
        if link := value(definition, "numStyleLink"):
            linked = (
                (id, each) for id, each in self._definitions.items() if value(each, "styleLink") == link
            )
            id, definition = next(linked, (id, definition))
        if id not in self._levels:
            self._levels[id] = _levels(definition)
        found = _List(id, dict(self._levels[id]), set())
        for kind, override in children(element):
            if kind == "lvlOverride":
                found.levels.update(_levels(override))
                level = whole(attribute(override, "ilvl")) or 0
                if (start := value(override, "startOverride")) is not None:
                    found.levels[level] = found.levels.get(level, Level())._replace(start=_start(start))
                    found.restarts.add(level)
        return found


class _List(NamedTuple):
    """A list: the definition whose count it goes on with, its levels, and those at which it begins again."""

    definition: str
    levels: dict[int, Level]
    restarts: set[int]


def _levels(parent: Element | None) -> dict[int, Level]:
    if parent is None:
        return {}
    return {
        whole(attribute(element, "ilvl")) or 0: Level(
            _start(value(element, "start")),
            value(element, "numFmt") or "decimal",
            value(element, "lvlText") or "",
            value(element, "pStyle") or "",
            child(element, "isLgl") is not None,
        )
        for kind, element in children(parent)
        if kind == "lvl"
    }


def _start(text: str | None) -> int:
    number = whole(text)
    return 1 if number is None else number
