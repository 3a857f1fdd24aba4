"""Comments in a Word document: what goes around what they are on, and the part with their text."""

import posixpath
from collections import Counter
from collections.abc import Callable

from lxml import etree

from luxterm.office.anchored import AUTHOR
from luxterm.office.docx import Opened
from luxterm.office.docx_names import attribute, child, name
from luxterm.office.package import Element
from luxterm.office.relations import related, relations
from luxterm.review.docx_places import behind_point, controls
from luxterm.review.docx_runs import PRESERVE
from luxterm.review.patch import appended
from luxterm.review.words import comment_on
from luxterm.types import Finding

_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "luxtermComments"


def said(opened: Opened) -> Counter[str]:
    """What comments of ours say already."""
    found = (each for root in opened.parts.values() for each in root.iter("{*}comment"))
    return Counter(
        "\n".join("".join(paragraph.itertext()) for paragraph in comment.iter("{*}p"))
        for comment in found
        if attribute(comment, "author") == AUTHOR
    )


class Comments:
    """The comments that are added to a document. `changed` are their marks."""

    def __init__(self, opened: Opened, date: str, new_id: Callable[[], str]) -> None:
        self._opened = opened
        self._date = date
        self._new_id = new_id
        self._space = str(opened.parts[opened.main].tag).rpartition("}")[0] + "}"
        self._made: list[Element] = []
        self.changed: list[Element] = []

    def around(self, first: Element, last: Element, finding: Finding, *, elsewhere: bool) -> None:
        """A comment on everything from `first` to `last`; a paragraph means its content."""
        id = self._new_id()
        named = {f"{self._space}id": id}
        begin = first.makeelement(f"{self._space}commentRangeStart", named)
        end = first.makeelement(f"{self._space}commentRangeEnd", named)
        mark = first.makeelement(f"{self._space}r")
        mark.append(mark.makeelement(f"{self._space}commentReference", named))
        if name(first) == "p":
            properties = child(first, "pPr")
            first.insert(0 if properties is None else first.index(properties) + 1, begin)
            first.extend((end, mark))
        elif name(first) == "del" and behind_point(first) and not controls(first):
            first.addprevious(mark)  # or LibreOffice loses the bookmark when the change is accepted
        else:
            first.addprevious(begin)
            last.addnext(mark)
            last.addnext(end)
        self.changed.append(mark)
        self._made.append(self._comment(id, comment_on(finding, elsewhere)))

    def _comment(self, id: str, paragraphs: list[str]) -> Element:
        space = self._space
        stated = {"id": id, "author": AUTHOR, "date": self._date, "initials": "lt"}
        comment = etree.Element(
            f"{space}comment",
            {space + key: value for key, value in stated.items()},
            nsmap={"w": space[1:-1]},
        )
        for text in paragraphs:
            paragraph = etree.SubElement(comment, f"{space}p")
            shown = etree.SubElement(etree.SubElement(paragraph, f"{space}r"), f"{space}t")
            shown.set(PRESERVE, "preserve")
            shown.text = text
        return comment

    def parts(self) -> dict[str, bytes]:
        """The parts of the package that the new comments change or add."""
        package, main = self._opened.package, self._opened.main
        made = self._made[::-1]
        if existing := related(package, main, "comments"):
            part = existing[0][1]
            return {part: appended(package.read(part), made)}
        part = posixpath.join(posixpath.dirname(main), "comments.xml")
        if part in package:  # there, but nothing of the document's
            part = part.replace("comments", "luxtermComments")
        space = self._space[1:-1]
        root = f'<w:comments xmlns:w="{space}"/>'.encode()
        strict = "purl.oclc.org" in space
        kind = (
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
            if strict
            else "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        )
        typed = _entry("content-types", "Override", PartName=f"/{part}", ContentType=_TYPE)
        target = posixpath.basename(part)
        relation = _entry("relationships", "Relationship", Id=_RELATION, Type=kind, Target=target)
        source = relations(main)
        known = package.read(source) if source in package else _NO_RELATIONS
        return {
            part: _HEAD + appended(root, made),
            _TYPES: appended(package.read(_TYPES), [typed]),
            source: appended(known, [relation]),
        }


_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_NO_RELATIONS = _HEAD + f'<Relationships xmlns="{_PACKAGE}relationships"/>'.encode()


def _entry(kind: str, name: str, **stated: str) -> Element:
    """An entry in a list of the package."""
    space = _PACKAGE + kind
    return etree.Element(f"{{{space}}}{name}", stated, nsmap={None: space})
