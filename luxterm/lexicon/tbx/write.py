"""A termbase's files as one TBX document, style DCA."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from lxml import etree

from luxterm.lexicon.tbx import CONCEPT, MARK, NAMESPACE, SOURCE, STATUS, cited_as
from luxterm.lexicon.tbx.elements import Element
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.models import Concept, SourceDocument, Term
from luxterm.termbase.read import Files
from luxterm.types import Message, quoted

_MAPPED = {"id", "term", "status", "abbreviation", "why", "note", "sources"}
"""The fields of a term that TBX-Basic has a category for."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def dump(files: Files, langs: Collection[str]) -> bytes:
    """The concepts that have terms in one of the languages, with these terms.

    Raises TermbaseError for a text that can't be written as XML.
    """
    concepts = [it for it in files.concepts.values() if not set(langs).isdisjoint(it.terms)]
    root = etree.Element("tbx", {"type": "TBX-Basic", "style": "dca", _LANG: min(langs)}, {None: NAMESPACE})
    about = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(about, "titleStmt"), "title", f"{files.info.name} {files.info.version}")
    _add(_add(about, "publicationStmt"), "p", files.info.licence)
    _add(_add(about, "sourceDesc"), "p", f"luxterm lexicon {files.info.name}, sha256 {files.sha256}")
    text = _add(root, "text")
    body = _add(text, "body")
    known = {concept.id for concept in concepts}
    cited: dict[str, None] = {}
    for concept in concepts:
        try:
            _concept(body, concept, langs, known, files)
        except ValueError as error:
            said = Message("not-as-xml", (quoted(str(error)),))
            raise TermbaseError(str(files.paths[concept.id]), 0, said) from error
        terms = (term for lang in langs for term in concept.terms.get(lang, []))
        cited |= dict.fromkeys(source.document for term in terms for source in term.sources)
    if cited:
        _sources(text, {name: files.sources[name] for name in cited})
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    element = etree.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _concept(
    body: Element, concept: Concept, langs: Iterable[str], known: Collection[str], files: Files
) -> None:
    entry = _add(body, "conceptEntry", id=CONCEPT + concept.id)
    _add(entry, "descrip", concept.subject, type="subjectField")
    _add(entry, "descrip", concept.definition, type="definition")
    for other in concept.related:
        if other in known:
            _add(entry, "ref", other, type="crossReference", target=CONCEPT + other)
    for lang in langs:
        if lang in concept.terms:
            section = _add(entry, "langSec")
            section.set(_LANG, lang)
            if text := concept.texts.get(lang):
                _add(section, "descrip", text.definition, type="definition")
                rest = text.model_dump(mode="json", exclude_defaults=True, exclude={"definition"})
                _add(section, "note", MARK + json.dumps(rest, ensure_ascii=False))
            for term in concept.terms[lang]:
                _term(section, lang, term, files)


def _term(section: Element, lang: str, term: Term, files: Files) -> None:
    name = f"{lang}.{term.id}"
    entry = _add(section, "termSec", id=name)
    _add(entry, "term", term.term)
    if term.abbreviation:
        _add(entry, "termNote", "fullForm", type="termType")
    _add(entry, "termNote", STATUS[term.status], type="administrativeStatus")
    for source in term.sources:
        text = cited_as(files.sources[source.document].short, source.at)
        text = f"{text}: {source.says}" if source.says else text
        _add(entry, "admin", text, type="source", target=SOURCE + source.document)
    rest: dict[str, Any] = term.model_dump(mode="json", exclude_defaults=True, by_alias=True, exclude=_MAPPED)
    notes = [field for field in ("why", "note") if getattr(term, field)]
    for field in notes:
        _add(entry, "note", getattr(term, field))
    if notes not in ([], ["why"]):
        rest["notes"] = notes
    if term.sources:
        rest["sources"] = [[it.document, it.at, it.verified] for it in term.sources]
    if rest:
        _add(entry, "note", MARK + json.dumps(rest, ensure_ascii=False))
    if term.abbreviation:
        short = _add(section, "termSec")
        _add(short, "term", term.abbreviation)
        _add(short, "termNote", "abbreviation", type="termType")
        _add(short, "termNote", STATUS[term.status], type="administrativeStatus")
        _add(short, "ref", term.term, type="crossReference", target=name)


def _sources(text: Element, documents: dict[str, SourceDocument]) -> None:
    section = _add(_add(text, "back"), "refObjectSec", type="bibl")
    for name, document in documents.items():
        items = _add(_add(section, "refObject", id=SOURCE + name), "itemSet")
        for field, value in document.model_dump(mode="json", exclude_defaults=True).items():
            _add(items, "item", value if isinstance(value, str) else json.dumps(value), type=field)
