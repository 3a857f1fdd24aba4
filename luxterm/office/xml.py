"""The reader of XML: laws by their articles and sections, anything else by its lines.

Laws: Akoma Ntoso, Formex (European Union), USLM and bill XML (United States), LIMS (Canada), CLML (Britain).

An element with words of its own is a segment, with what is marked up in it; others are only looked into.
"""

import re
from functools import reduce
from typing import NamedTuple

from lxml import etree

from luxterm.formats.html_syntax import BLOCKS, MARKS
from luxterm.office.extracted import ExtractedText
from luxterm.office.package import Element, parse_xml
from luxterm.office.places import LEVELS, counted, numeral, part_of
from luxterm.system.errors import UnreadableError
from luxterm.text.directives import closes
from luxterm.types import Document, Mark, MarkKind, Message, PlaceChange, Scope

_COUNTED = frozenset(("article", "recital", "section", "annex", "schedule", "appendix"))
"""Levels numbered through the whole document: what is above them need not be mentioned."""
_LEVEL_OF = {
    **{name: name for name in LEVELS},
    "parag": "paragraph",
    "p1": "section",
    "p2": "subsection",
    "p3": "paragraph",
    "p4": "subparagraph",
}
"""What a law is divided into. They and their numbers say where something is."""
_IN_SCHEDULES = {"p1": "paragraph", "p2": "subparagraph"}
"""What the same elements are called in a schedule or annex."""
_NUMBERS = frozenset(("num", "no", "no.p", "no.parag", "ti.art", "enum", "label", "number", "pnumber"))
_HEADINGS = frozenset(
    (
        *("heading", "subheading", "head", "header", "doctitle", "shorttitle", "longtitle", "official-title"),
        *("ti", "sti", "sti.art", "titletext", "marginalnote", "runninghead"),
    )
)
_NOTES = frozenset(("authorialnote", "note", "footnote"))
_QUOTED = frozenset(
    (
        *("quotedstructure", "quotedcontent", "embeddedstructure", "blockquote", "quot.s"),
        *("quoted-block", "blockamendment"),
    )
)
_BREAKS = frozenset(("br", "eol", "lb", "pb", "break", "linebreak"))
_PASSED = frozenset(("meta", "style", "script", "bib.doc", "bib.instance", "binary", "math"))
_PARTING = frozenset(("content", "list", "blocklist", "intro", "wrapup", "wrap", "alinea", "gr.seq"))
_BLOCKS = BLOCKS.keys() | _LEVEL_OF.keys() | _NOTES | _QUOTED | _PARTING | _HEADINGS
"""Elements that separate the words around them."""
_MARKS = {
    **MARKS,
    **dict.fromkeys(("ref", "xrefexternal", "external-xref"), MarkKind.LINK),
    **dict.fromkeys(("quotedtext", "quote", "inlineamendment"), MarkKind.QUOTE),
    **dict.fromkeys(("def", "definedtermen", "definedtermfr", "definitionref"), MarkKind.EMPHASIS),
    "citation": MarkKind.CITE,
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ID = re.compile(r"(?:^|_)[a-z.]+_+([0-9]+[a-z]{0,2}|[ivxlc]{1,6}|[a-z])$", re.IGNORECASE)
_A_NUMBER = r"(?<!\w)(\d+(?:\.\d+)*[A-Za-z]{0,2}|[ivxlcIVXLC]{1,7}|[A-Za-z])(?!\w)"
_NUMBER = re.compile(_A_NUMBER)
_LONGEST_NUMBER = 40
"""No number has so many characters."""
_NUMBERS_ALONE = re.compile(rf"(?:\W*(?:\w+\W+)??{_A_NUMBER})+\W*")
"""Numbers, each with at most one word before it: Article 12; (c) and (d)."""


class _Where(NamedTuple):
    """What an element is in: numbered levels, kind of segment, quotation; its line and its language."""

    levels: tuple[Message, ...] = ()
    scope: Scope = Scope.PARAGRAPH
    quoted: bool = False
    line: int = 0
    lang: str = ""

    @property
    def place(self) -> Message:
        return reduce(part_of, self.levels) if self.levels else counted("line", self.line)


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    if not data:
        raise UnreadableError(Message("is-empty"))
    root = parse_xml(data)
    walk = _Walk(_around_blocks(root))
    for before in reversed(list(root.itersiblings(etree.Comment, preceding=True))):
        walk.extracted.comment(before.text or "")
    walk.element(root, _Where())
    walk.read_notes()
    return walk.extracted.document("xml")


class _Walk:
    def __init__(self, blocks: set[Element]) -> None:
        """`blocks` are the elements that can't be within a line."""
        self._blocks = blocks
        self.extracted = ExtractedText()
        self._words: list[str] = []
        self._length: int = 0
        self._marks: list[Mark] = []
        self._comments: list[str] = []
        self._line = 0
        self._changes: list[PlaceChange] = []
        """Where in the words a line begins."""
        self._notes: list[tuple[Element, tuple[Message, ...]]] = []

    def element(self, element: Element, around: _Where) -> None:
        """Reads an element that separates text from text."""
        name = _name(element)
        if not name or name in _PASSED:
            return
        where = _where(element, name, around)
        parted = not _has_words(element)
        self._line = where.line
        self._text(element.text)
        for child in element:
            kind = _name(child)
            if child.tag is etree.Comment:
                self._comments.append(child.text or "")
                if parted:
                    self._end(where)
            elif kind in _NOTES:
                self._notes.append((child, where.levels))
            elif (parted or child in self._blocks) and not _is_number(child):
                self._end(where)
                self.element(child, where)
            else:
                self._inline(child)
            self._text(child.tail)
        self._end(where)

    def _inline(self, element: Element) -> None:
        """Reads an element within a line."""
        name = _name(element)
        if element.tag is etree.Comment:
            self._comments.append(element.text or "")
        elif name in _BREAKS or _is_number(element):
            self._text(" ")  # a number says where we are, which the place does
        elif name and name not in _PASSED:
            start = self._length
            line = element.sourceline or self._line
            if line != self._line:
                self._changes.append(PlaceChange(start, counted("line", line)))
            self._line = line
            self._text(element.text)
            for child in element:
                self._inline(child)
                self._text(child.tail)
            if (kind := _MARKS.get(name)) and start < self._length:
                self._marks.append(Mark(start, self._length, kind))

    def read_notes(self) -> None:
        """Reads the notes: after the text, because they are inside its sentences."""
        self.extracted.under = ""
        for number, (note, levels) in enumerate(self._notes, 1):  # a note may have notes
            self.element(note, _Where((*levels, counted("note", number)), Scope.FOOTNOTE))

    def _text(self, text: str | None) -> None:
        if text:
            self._words.append(text)
            end = text.find("\n")
            while end >= 0:
                self._line += 1
                self._changes.append(PlaceChange(self._length + end + 1, counted("line", self._line)))
                end = text.find("\n", end + 1)
            self._length += len(text)

    def _end(self, where: _Where) -> None:
        words, marks = "".join(self._words), self._marks
        changes = [] if where.levels else self._changes
        self._words, self._marks, self._changes, self._length = [], [], [], 0
        comments, self._comments = self._comments, []
        for comment in comments:  # those within a segment apply to it
            if not closes(comment):
                self.extracted.comment(comment)
        if words and not words.isspace():
            self.extracted.add(
                words,
                where.place,
                where.scope,
                quoted=where.quoted,
                marks=marks,
                place_changes=changes,
                lang=where.lang,
            )
        for comment in comments:
            if closes(comment):
                self.extracted.comment(comment)


def _where(element: Element, name: str, around: _Where) -> _Where:
    """What is in an element is where the element is, and inside it."""
    levels, scope, quoted, _, lang = around
    level = _LEVEL_OF.get(name)
    if name in _IN_SCHEDULES and not quoted and levels and levels[0].code in ("schedule", "annex"):
        level = _IN_SCHEDULES[name]
    if level and (number := _numbered(element)):
        # a level numbered throughout starts again, unless it is quoted in another one
        levels = (*(() if level in _COUNTED and not quoted else levels), Message(level, (numeral(number),)))
    if name in _HEADINGS:
        scope = Scope.HEADING
    elif scope is not Scope.FOOTNOTE:
        scope = BLOCKS.get(name) or (Scope.PARAGRAPH if level else scope)
    lang = element.get(_LANG) or lang
    return _Where(levels, scope, quoted or name in _QUOTED, element.sourceline or 0, lang)


def _name(element: Element) -> str:
    """An element's name in lower case, without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _around_blocks(root: Element) -> set[Element]:
    """The elements that can't be within a line: by their names, or by what is in them."""
    found = set[Element]()
    for element in root.iter("*"):
        if _name(element) in _BLOCKS:
            found.add(element)
            for around in element.iterancestors("*"):
                if around in found:
                    break
                found.add(around)
    return found


def _has_words(element: Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() for text in texts)


def _is_number(element: Element) -> bool:
    """Whether an element is the number of an article and the like, and not words with that name."""
    if _name(element) not in _NUMBERS:
        return False
    words = _words(element)
    return not words or (len(words) < _LONGEST_NUMBER and bool(_NUMBERS_ALONE.fullmatch(words)))


def _words(element: Element) -> str:
    """The beginning of what is written in an element; as a whole if that could be a number."""
    found = ""
    for text in element.itertext("*"):
        found = (found + str(text)).lstrip()
        if len(found) > _LONGEST_NUMBER:
            break
    return found.strip()


def _numbered(element: Element) -> str:
    """The number of an article and the like: as it is written, or else from its identifier."""
    for child in element.iterchildren("*"):
        if _is_number(child):
            written = (child.get("value") or "").strip() or _words(child)
            if found := _NUMBER.findall(written):
                return found[-1]
    identifier = element.get("eId") or element.get("id") or element.get("identifier") or ""
    found = _ID.search(identifier)
    return found[1] if found else ""
