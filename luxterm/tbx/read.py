"""A TBX document into concepts as their TOML files have them.

Our own documents come back as they were. From those of other tools all that the termbase has a place for
is taken, in either style (DCA, DCT); everything else is named, and nothing is dropped in silence.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, cast

from lxml import etree

from luxterm.office.package import parse_xml
from luxterm.source import UnreadableError
from luxterm.tbx import CONCEPT, MARK, NAMESPACE, SOURCE, STATUS, cited_as
from luxterm.tbx.complete import SUPERSEDED, completed, with_status
from luxterm.termbase.models import Grammar
from luxterm.typed import NamedTuple

_Element = etree._Element  # pyright: ignore[reportPrivateUsage]
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STATUS = {name: status for status, name in STATUS.items()} | {"supersededTerm-admn-sts": SUPERSEDED}
_SHORT = ("abbreviation", "acronym", "initialism")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp")
_SAY = ("preferred", "admitted")
_NUMBERS = ("year",)
_TRUTHS = ("reported",)


class Loaded(NamedTuple):
    """Concepts and sources by their ids, as TOML tables; what was left out, how often, and where first."""

    concepts: dict[str, dict[str, Any]]
    sources: dict[str, dict[str, Any]]
    left_out: dict[str, tuple[int, str]]


def load(data: bytes, name: str, languages: Mapping[str, Grammar]) -> Loaded:
    """What stands in the document called `name`, in the languages that luxterm has a grammar for.

    Raises UnreadableError for what is no TBX.
    """
    root = parse_xml(data)
    tag = etree.QName(root).localname
    if tag == "martif":
        raise UnreadableError(
            "it is TBX of 2008 (martif): convert it to that of 2019 (tbxinfo.net has tools)"
        )
    if tag != "tbx" or not (etree.QName(root).namespace or "").startswith(NAMESPACE.rpartition(":")[0]):
        raise UnreadableError(f"it is no TBX document, for its root element is <{tag}>")
    return _Reader(root, name, languages).read()


class _Reader:
    def __init__(self, root: _Element, name: str, languages: Mapping[str, Grammar]) -> None:
        self._root = root
        self._namespace = etree.QName(root).namespace
        self._languages = languages
        self._name = name
        self._own = ""
        self._left_out: dict[str, tuple[int, str]] = {}
        self._sources: dict[str, dict[str, Any]] = {}
        self._documents: dict[str, str] = {}
        self._ids: set[tuple[str, str]] = set()

    def read(self) -> Loaded:
        for entry in self._all("refObject"):
            self._document(entry)
        entries = {self._concept_id(entry): entry for entry in self._all("conceptEntry")}
        names = {entry.get("id", ""): name for name, entry in entries.items()}
        concepts = {name: self._concept(name, entry, names) for name, entry in entries.items()}
        if not concepts:
            raise UnreadableError("it has no concepts (no conceptEntry)")
        kept = {name: concept for name, concept in concepts.items() if concept["terms"]}
        for concept in kept.values():
            concept["related"] = [other for other in concept["related"] if other in kept]
        return Loaded(kept, self._sources, self._left_out)

    def _all(self, name: str) -> Iterator[_Element]:
        return self._root.iter(f"{{{self._namespace}}}{name}")

    def _leave_out(self, what: str, where: str) -> None:
        number, first = self._left_out.get(what, (0, where))
        self._left_out[what] = number + 1, first

    def _kind(self, element: _Element) -> str:
        """The data category: the type where a core element has one, the element's name in DCT."""
        name = etree.QName(element)
        return (element.get("type") or "" if name.namespace == self._namespace else "") or name.localname

    def _children(self, parent: _Element, where: str) -> Iterator[tuple[str, _Element]]:
        """Elements with their categories; a group gives its first, the rest of it is left out."""
        for child in parent.iterchildren(tag=etree.Element):
            if etree.QName(child).localname in _GROUPS:
                first, *others = [*child.iterchildren(tag=etree.Element)] or [child]
                yield self._kind(first), first
                for other in others:
                    if self._kind(other) == "source" and etree.QName(parent).localname == "termSec":
                        yield "source", other
                    else:
                        self._leave_out(f"{self._kind(other)} of {self._kind(first)}", where)
            else:
                yield self._kind(child), child

    def _document(self, entry: _Element) -> None:
        """A source that terms cite; other objects that a TBX document lists (people) are left out."""
        items = {it.get("type", ""): _text(it) for it in entry.iter() if etree.QName(it).localname == "item"}
        if "title" not in items or not entry.get("id"):
            self._leave_out("refObject", entry.get("id", ""))
            return
        name = self._new_id(_ours(entry, SOURCE), items["title"], "source")
        self._documents[entry.get("id", "")] = name
        table: dict[str, Any] = {"title": items["title"], "short": items.get("short") or items["title"]}
        for field in ("year", "url", "licence", "read", "reported"):
            if field in items:
                table[field] = _value(field, items[field])
        self._sources[name] = table

    def _concept_id(self, entry: _Element) -> str:
        term = next(iter(entry.iter(f"{{{self._namespace}}}term")), None)
        return self._new_id(_ours(entry, CONCEPT), "" if term is None else _text(term), "concept")

    def _new_id(self, given: str, text: str, kind: str) -> str:
        """The id given, or one made of the text; of each kind each once."""
        name = given or _slug(text) or "term"
        found, number = name, 1
        while (kind, found) in self._ids:
            number += 1
            found = f"{name}-{number}"
        self._ids.add((kind, found))
        return found

    def _concept(self, name: str, entry: _Element, names: Mapping[str, str]) -> dict[str, Any]:
        concept: dict[str, Any] = {"id": name, "subject": "", "definition": "", "related": [], "terms": {}}
        for kind, child in self._children(entry, name):
            if kind == "subjectField":
                concept["subject"] = _text(child)
            elif kind == "definition":
                concept["definition"] = _text(child)
            elif kind == "crossReference" and child.get("target") in names:
                concept["related"].append(names[child.get("target", "")])
            elif kind == "langSec":
                self._language(child, concept)
            else:
                self._leave_out(kind, name)
        return concept

    def _language(self, section: _Element, concept: dict[str, Any]) -> None:
        said = section.get(_LANG, "")
        lang = said if said in self._languages else said.split("-")[0].lower()
        if lang not in self._languages:
            self._leave_out(f"language {said}", concept["id"])
            return
        found: dict[str, dict[str, Any]] = {}
        short: list[tuple[str, dict[str, Any]]] = []
        for kind, child in self._children(section, concept["id"]):
            if kind == "definition" and not concept["definition"]:
                concept["definition"] = _text(child)
            elif kind == "termSec":
                term, of = self._term(child, lang, concept["id"])
                if of is None or term["status"] not in ("", *_SAY):
                    found[child.get("id") or f"#{len(found)}"] = term
                else:
                    short.append((of, term))
            else:
                self._leave_out(kind, concept["id"])
        for of, term in short:
            best = [key for key, other in found.items() if other["status"] == "preferred"]
            key = of or (best[0] if len(best) == 1 else "")
            if key in found and found[key]["status"] in _SAY and "abbreviation" not in found[key]:
                found[key]["abbreviation"] = term["term"]
            else:
                found[f"#{len(found)}"] = term
        terms = list(found.values())
        for term in terms:
            term["id"] = self._new_id(term["id"], term["term"], lang)
        with_status(terms)
        instead = {term["id"]: term["term"] for it in _SAY for term in terms if term["status"] == it}
        grammar = self._languages[lang]
        for term in terms:
            if term["status"] in _SAY or completed(term, instead, grammar, self._itself):
                concept["terms"].setdefault(lang, []).append(term)
            else:
                self._leave_out(f"term {term['term']!r}", concept["id"])

    def _itself(self) -> str:
        """The document as a source."""
        if not self._own:
            title = next((_text(it) for it in self._all("title")), "") or self._name
            self._own = self._new_id("", title, "source")
            self._sources[self._own] = {"title": title, "short": title}
        return self._own

    def _term(self, section: _Element, lang: str, where: str) -> tuple[dict[str, Any], str | None]:
        """A term; and of an abbreviation the XML id of the term that it stands for, if it says so."""
        term: dict[str, Any] = {"id": _ours(section, f"{lang}."), "term": "", "status": ""}
        notes: list[str] = []
        cited: list[_Element] = []
        rest: dict[str, Any] = {}
        of: str | None = None
        short = False
        for kind, child in self._children(section, where):
            text = _text(child)
            if kind == "term":
                term["term"] = text
            elif kind == "administrativeStatus":
                term["status"] = _STATUS.get(text, "")
                if text not in _STATUS:
                    self._leave_out(f"administrativeStatus {text!r}", where)
            elif kind == "termType":
                short = text in _SHORT
            elif kind == "crossReference":
                of = child.get("target", "")
            elif kind == "note" and text.startswith(MARK):
                rest = self._rest("".join(child.itertext()), term["term"])
            elif kind == "note":
                notes.append(text)
            elif kind == "source":
                cited.append(child)
            else:
                self._leave_out(kind, where)
        if of is not None and not short:
            self._leave_out("crossReference", where)
        fields = rest.pop("notes", ["why"] if len(notes) == 1 else ["why", "note"])
        places = rest.pop("sources", [])
        term |= rest
        if notes:
            last = len(fields) - 1
            term |= zip(fields, [*notes[:last], " ".join(notes[last:])], strict=False)
        if cited:
            term["sources"] = [self._cited(element, places) for element in cited]
        return term, (of or "") if short else None

    def _rest(self, text: str, term: str) -> dict[str, Any]:
        try:
            found: Any = json.loads(text.strip().removeprefix(MARK.strip()))
        except ValueError as error:
            raise UnreadableError(f"the note of {term!r} that luxterm reads is broken: {error}") from error
        if not isinstance(found, dict):
            raise UnreadableError(f"the note of {term!r} that luxterm reads is broken: it is no JSON object")
        rest = cast("dict[str, Any]", found)
        notes, sources = rest.get("notes", []), rest.get("sources", [])
        if not (_all_of(notes, str) and _all_of(sources, list) and all(len(it) == 3 for it in sources)):
            raise UnreadableError(f"the note of {term!r} that luxterm reads is broken: notes or sources")
        return rest

    def _cited(self, element: _Element, places: list[Any]) -> dict[str, Any]:
        text = _text(element)
        document = self._documents.get(element.get("target", ""))
        if document is None:
            return {"document": self._unlisted(text), "verified": True}
        short = self._sources[document]["short"]
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

    def _unlisted(self, text: str) -> str:
        """A source that is only named: known from this document, which reports it."""
        for name, table in self._sources.items():
            if table["title"] == text:
                return name
        name = self._new_id("", text, "source")
        url = {"url": text} if re.fullmatch(r"https?://\S+", text) else {}
        self._sources[name] = {"title": text, "short": text, "reported": True, **url}
        return name


def _ours(element: _Element, prefix: str) -> str:
    """The id that an element had with us; "" for one that another tool named."""
    given = element.get("id", "")
    name = given.removeprefix(prefix)
    return name if name != given and _ID.fullmatch(name) else ""


def _all_of(found: Any, kind: type) -> bool:
    return isinstance(found, list) and all(isinstance(it, kind) for it in cast("list[Any]", found))


def _text(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _value(field: str, text: str) -> Any:
    if field in _TRUTHS:
        return text == "true"
    return int(text) if field in _NUMBERS and text.isdecimal() else text


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
