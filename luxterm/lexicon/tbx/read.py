"""From a TBX document to concepts as their TOML files have them.

luxterm's own documents come back as they were. From those of other tools everything is taken that the
termbase has a place for, in either style (DCA, DCT) and edition (2019, 2008); the rest is listed, and nothing
is dropped silently.
"""

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from lxml import etree

from luxterm.lexicon.tbx import CONCEPT, MARK, NAMESPACE, STATUS
from luxterm.lexicon.tbx.complete import SUPERSEDED, completed, with_status
from luxterm.lexicon.tbx.elements import Element, Ids, our_id, text_of
from luxterm.lexicon.tbx.sources import Sources
from luxterm.office.package import parse_xml
from luxterm.system.errors import UnreadableError
from luxterm.termbase.bounds import BOUNDS
from luxterm.termbase.grammar_models import Grammar
from luxterm.types import Message, figure, quoted

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {name: status for status, name in STATUS.items()} | {"supersededTerm-admn-sts": SUPERSEDED}
_SHORT = ("abbreviation", "acronym", "initialism")
_TYPES = (*_SHORT, "fullForm")
_OLD = {"termEntry": "conceptEntry", "langSet": "langSec", "tig": "termSec", "ntig": "termSec"}
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp")
_SAY = ("preferred", "admitted")


class Loaded(NamedTuple):
    """Concepts and sources by their ids, as TOML tables; what was left out, how often, and where first."""

    concepts: dict[str, dict[str, Any]]
    sources: dict[str, dict[str, Any]]
    left_out: dict[str, tuple[int, str]]


def load(
    data: bytes, name: str, languages: Mapping[str, Grammar], known: Iterable[tuple[str, str]] = ()
) -> Loaded:
    """What is in the document called `name`, in the languages that luxterm has a grammar for.

    `known`: what has an id already ("concept", "source", or a term's language, and the id). It is replaced
    by what the document gives that very id, and nothing else is called so.

    Raises UnreadableError if it isn't TBX.
    """
    root = parse_xml(data)
    namespace, tag = etree.QName(root).namespace or "", etree.QName(root).localname
    if tag == "martif":
        _renamed(root)
    elif tag != "tbx" or not namespace.startswith(NAMESPACE.rpartition(":")[0]):
        raise UnreadableError(Message("not-tbx", (quoted(tag),)))
    return _Reader(root, name, languages, Ids(known)).read()


def _renamed(root: Element) -> None:
    """Give the elements of TBX of 2008 (ISO 30042, first edition) the names of today."""
    for element in root.iter(tag=etree.Element):
        element.tag = f"{{{NAMESPACE}}}{_OLD.get(name := etree.QName(element).localname, name)}"


class _Reader:
    def __init__(self, root: Element, name: str, languages: Mapping[str, Grammar], ids: Ids) -> None:
        self._root = root
        self._namespace = etree.QName(root).namespace
        self._languages = languages
        self._left_out: dict[str, tuple[int, str]] = {}
        self._ids = ids
        self._sources = Sources(self._ids, next(map(text_of, self._all("title")), "") or name)

    def read(self) -> Loaded:
        for entry in self._all("refObject"):
            if not self._sources.listed(entry):
                self._leave_out("refObject", entry.get("id", ""))
        number = sum(1 for _ in self._all("conceptEntry"))
        if number > BOUNDS.files:
            raise UnreadableError(Message("many-concepts", (figure(number), figure(BOUNDS.files))))
        entries = {self._concept_id(entry): entry for entry in self._all("conceptEntry")}
        names = {entry.get("id", ""): name for name, entry in entries.items()}
        concepts = {name: self._concept(name, entry, names) for name, entry in entries.items()}
        if not concepts:
            raise UnreadableError(Message("no-concepts"))
        kept = {name: concept for name, concept in concepts.items() if concept["terms"]}
        for concept in kept.values():
            concept["related"] = [other for other in concept["related"] if other in kept]
        return Loaded(kept, self._sources.tables, self._left_out)

    def _all(self, name: str) -> Iterator[Element]:
        return self._root.iter(f"{{{self._namespace}}}{name}")

    def _leave_out(self, what: str, where: str) -> None:
        number, first = self._left_out.get(what, (0, where))
        self._left_out[what] = number + 1, first

    def _kind(self, element: Element) -> str:
        """The data category: the type where a core element has one, the element's name in DCT."""
        name = etree.QName(element)
        return (element.get("type") or "" if name.namespace == self._namespace else "") or name.localname

    def _children(self, parent: Element, where: str) -> Iterator[tuple[str, Element]]:
        """Elements with their categories; a group gives its first, the rest of it is left out."""
        for child in parent.iterchildren(tag=etree.Element):
            if etree.QName(child).localname == "termGrp":  # of 2008
                yield from self._children(child, where)
            elif etree.QName(child).localname in _GROUPS:
                first, *others = [*child.iterchildren(tag=etree.Element)] or [child]
                yield self._kind(first), first
                for other in others:
                    if self._kind(other) == "source" and etree.QName(parent).localname == "termSec":
                        yield "source", other
                    else:
                        self._leave_out(f"{self._kind(other)} of {self._kind(first)}", where)
            else:
                yield self._kind(child), child

    def _concept_id(self, entry: Element) -> str:
        term = next(iter(entry.iter(f"{{{self._namespace}}}term")), None)
        return self._ids.new(our_id(entry, CONCEPT), "" if term is None else text_of(term), "concept")

    def _concept(self, name: str, entry: Element, names: Mapping[str, str]) -> dict[str, Any]:
        concept: dict[str, Any] = {"id": name, "subject": "", "definition": "", "texts": {}, "related": []}
        concept["terms"] = {}
        for kind, child in self._children(entry, name):
            field = {"subjectField": "subject", "definition": "definition"}.get(kind, "")
            if field and not concept[field]:
                concept[field] = text_of(child)
            elif kind == "crossReference" and child.get("target") in names:
                concept["related"].append(names[child.get("target", "")])
            elif kind == "langSec":
                self._language(child, concept)
            else:
                self._leave_out(kind, name)
        return concept

    def _language(self, section: Element, concept: dict[str, Any]) -> None:
        said = section.get(_LANG, "")
        lang = said if said in self._languages else said.split("-")[0].lower()
        if lang not in self._languages:
            self._leave_out(f"language {said}", concept["id"])
            return
        found: dict[str, dict[str, Any]] = {}
        short: list[tuple[str, dict[str, Any]]] = []
        for kind, child in self._children(section, concept["id"]):
            if kind != "termSec":
                self._said(kind, child, concept, lang)
                continue
            term, of = self._term(child, lang, concept["id"])
            if of is None or term["status"] not in ("", *_SAY):
                found[child.get("id") or f"#{len(found)}"] = term
            else:
                short.append((of, term))
        for of, term in short:
            self._abbreviate(of, term, found, concept["id"])
        terms = list(found.values())
        for term in terms:
            term["id"] = self._ids.new(term["id"], term["term"], lang)
        with_status(terms)
        instead = {term["id"]: term["term"] for it in _SAY for term in terms if term["status"] == it}
        grammar = self._languages[lang]
        for term in terms:
            if term["status"] in _SAY or completed(term, instead, grammar, self._sources.itself):
                concept["terms"].setdefault(lang, []).append(term)
            else:
                self._leave_out(f"term {term['term']!r}", concept["id"])

    def _said(self, kind: str, child: Element, concept: dict[str, Any], lang: str) -> None:
        """What a language's section says of the concept beside its terms."""
        if kind == "definition" and not concept["definition"]:
            concept["definition"] = text_of(child)
        elif kind == "definition":
            concept["texts"].setdefault(lang, {"subject": ""})["definition"] = text_of(child)
        elif kind == "note" and lang in concept["texts"] and text_of(child).startswith(MARK):
            concept["texts"][lang] |= self._rest("".join(child.itertext()), lang)
        else:
            self._leave_out(kind, concept["id"])

    def _abbreviate(
        self, of: str, short: dict[str, Any], found: dict[str, dict[str, Any]], where: str
    ) -> None:
        """An abbreviation becomes a field of the term that it stands for, else a term of its own."""
        best = [key for key, other in found.items() if other["status"] == "preferred"]
        key = of or (best[0] if len(best) == 1 else "")
        if key in found and found[key]["status"] in _SAY and "abbreviation" not in found[key]:
            found[key]["abbreviation"] = short["term"]
            for field in short.keys() - {"id", "term", "status"}:
                self._leave_out(f"{field} of an abbreviation", where)
        else:
            found[f"#{len(found)}"] = short

    def _term(self, section: Element, lang: str, where: str) -> tuple[dict[str, Any], str | None]:
        """A term; and of an abbreviation the XML id of the term that it stands for, if it says so."""
        term: dict[str, Any] = {"id": our_id(section, f"{lang}."), "term": "", "status": ""}
        notes: list[str] = []
        cited: list[Element] = []
        rest: dict[str, Any] = {}
        of: str | None = None
        short = False
        for kind, child in self._children(section, where):
            text = text_of(child)
            if kind == "term":
                term["term"] = text
            elif kind == "administrativeStatus":
                term["status"] = _STATUS.get(self._known(_STATUS, kind, text, where), "")
            elif kind == "termType":
                short = self._known(_TYPES, kind, text, where) in _SHORT
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
            term["sources"] = [self._sources.cited(element, places) for element in cited]
        return term, (of or "") if short else None

    def _known(self, values: Container[str], kind: str, text: str, where: str) -> str:
        """A category's value as it stands; one that we don't know is noted as left out."""
        if text not in values:
            self._leave_out(f"{kind} {text!r}", where)
        return text

    def _rest(self, text: str, term: str) -> dict[str, Any]:
        def damaged(why: Message) -> UnreadableError:
            return UnreadableError(Message("note-damaged", (quoted(repr(term)), why)))

        try:
            found: Any = json.loads(text.strip().removeprefix(MARK.strip()))
        except (ValueError, RecursionError) as error:
            raise damaged(quoted(str(error))) from error
        if not isinstance(found, dict):
            raise damaged(Message("not-json-object"))
        rest = cast("dict[str, Any]", found)
        notes, sources = rest.get("notes", []), rest.get("sources", [])
        if not (_all_of(notes, str) and _all_of(sources, list) and all(len(it) == 3 for it in sources)):
            raise damaged(Message("notes-or-sources"))
        return rest


def _all_of(found: Any, kind: type) -> bool:
    return isinstance(found, list) and all(isinstance(it, kind) for it in cast("list[Any]", found))
