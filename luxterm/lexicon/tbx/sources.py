"""The documents that a TBX file's terms cite, and the file itself as one."""

import re
from typing import Any

from lxml import etree

from luxterm.lexicon.tbx import SOURCE, cited_as
from luxterm.lexicon.tbx.elements import Element, Ids, our_id, text_of

_FIELDS = ("year", "url", "licence", "read", "reported")


class Sources:
    """Collects them: `tables` are as `sources.toml` has them, by id."""

    def __init__(self, ids: Ids, title: str) -> None:
        """`title`: what the TBX file is called."""
        self.tables: dict[str, dict[str, Any]] = {}
        self._ids = ids
        self._title = title
        self._own = ""
        self._listed: dict[str, str] = {}

    def listed(self, entry: Element) -> bool:
        """Take a document of the list at the end; False for anything else (people are listed there, too)."""
        inside = entry.iter(tag=etree.Element)
        items = {it.get("type", ""): text_of(it) for it in inside if etree.QName(it).localname == "item"}
        if "title" not in items or not entry.get("id"):
            return False
        name = self._ids.new(our_id(entry, SOURCE), items["title"], "source")
        self._listed[entry.get("id", "")] = name
        table: dict[str, Any] = {"title": items["title"], "short": items.get("short") or items["title"]}
        for field in _FIELDS:
            if field in items:
                table[field] = _value(field, items[field])
        self.tables[name] = table
        return True

    def cited(self, element: Element, places: list[Any]) -> dict[str, Any]:
        """A term's reference. `places`: [document, place, whether read there] ours; taken out when used."""
        text = text_of(element)
        document = self._listed.get(element.get("target", ""))
        if document is None:
            return {"document": self._only_named(text), "verified": True}
        short = self.tables[document]["short"]
        for place in places:
            if place[0] == document and f"{text}: ".startswith(head := f"{cited_as(short, place[1])}: "):
                places.remove(place)
                at, verified, says = place[1], place[2], text[len(head) :]
                break
        else:
            at, _, says = text.removeprefix(short).lstrip(", ").partition(": ")
            verified = False
        found = {"document": document, "at": at, "verified": verified, "says": says}
        return {field: value for field, value in found.items() if value != ""}

    def itself(self) -> str:
        """The TBX file."""
        if not self._own:
            self._own = self._ids.new("", self._title, "source")
            self.tables[self._own] = {"title": self._title, "short": self._title}
        return self._own

    def _only_named(self, text: str) -> str:
        """Known from the TBX file, which reports it."""
        for name, table in self.tables.items():
            if table["title"] == text:
                return name
        name = self._ids.new("", text, "source")
        url = {"url": text} if re.fullmatch(r"https?://\S+", text) else {}
        self.tables[name] = {"title": text, "short": text, "reported": True, **url}
        return name


def _value(field: str, text: str) -> Any:
    if field == "reported":
        return text == "true"
    return int(text) if field == "year" and text.isdecimal() else text
