"""Comments in a Word document: where they stand, and the part that holds them."""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from luxterm.office.docx import Opened
from luxterm.office.docx_names import attribute, child, name
from luxterm.office.package import Element
from luxterm.office.relations import related, relations
from luxterm.office.story import AUTHOR
from luxterm.review.docx_runs import PRESERVE
from luxterm.review.patch import appended
from luxterm.review.words import words
from luxterm.types import Finding

_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "luxtermComments"
_NOTES = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}
_SHOWN = frozenset({"t", "delText", "tab", "footnoteReference", "endnoteReference", "AlternateContent"})


def said(opened: Opened) -> Counter[str]:
    """What comments of ours say already."""
    found = (each for root in opened.parts.values() for each in root.iter("{*}comment"))
    return Counter(
        "\n".join("".join(paragraph.itertext()) for paragraph in comment.iter("{*}p"))
        for comment in found
        if attribute(comment, "author") == AUTHOR
    )


class Comments:
    """The comments that are added to a document. `changed` are elements beside which one was put.

    `filled` says whether text is the result of a field.
    """

    def __init__(
        self, opened: Opened, date: str, new_id: Callable[[], str], filled: Callable[[Element], bool]
    ) -> None:
        self._opened = opened
        self._date = date
        self._new_id = new_id
        self._filled = filled
        self._body = opened.parts[opened.main]
        self._space = str(self._body.tag).rpartition("}")[0] + "}"
        self._made: list[Element] = []
        self.changed: list[Element] = []

    def host(self, node: Element) -> Element | None:
        """What in the body a comment on `node` is put around: the node itself where it can stand there.

        A paragraph stands for its content. None where there is no place for a comment.
        """
        root = node.getroottree().getroot()
        if root is self._body:
            inner = next(each for each in node.iterancestors("*") if name(each) == "p")
            outer = outermost(node)
            return node if inner is outer else in_paragraph(node, outer)
        if wanted := _NOTES.get(name(root)):
            note = next(each for each in node.iterancestors("*") if each.getparent() is root)
            id = attribute(note, "id")
            for reference in self._body.iter(f"{self._space}{wanted}"):
                if attribute(reference, "id") == id:
                    return in_paragraph(reference, outermost(reference))
        return self.beginning()

    def beginning(self) -> Element | None:
        """The first paragraph of the body outside of content controls, or else where a comment lasts."""
        paragraphs = tuple(self._body.iter(f"{self._space}p"))
        plain = (each for each in paragraphs if not _controls(each))
        return next(plain, next(filter(self.lasts, paragraphs), None))

    def lasts(self, node: Element) -> bool:
        """Whether a comment up to the end of a node can be opened again.

        LibreOffice opens no document with a comment in a content control around paragraphs that comes before
        all text in it; what a field shows is none.
        """
        controls = _controls(node)
        return not controls or any(self._is_text(each) for each in _until(controls[0], node))

    def _is_text(self, node: Element) -> bool:
        return name(node) in _SHOWN and not self._filled(node)

    def around(self, first: Element, last: Element, finding: Finding, *, elsewhere: bool) -> None:
        """A comment on what stands from `first` to `last`; a paragraph stands for its content."""
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
        elif name(first) == "del" and _behind_point(first) and not _controls(first):
            first.addprevious(mark)  # or LibreOffice loses the bookmark when the change is accepted
        else:
            first.addprevious(begin)
            last.addnext(mark)
            last.addnext(end)
        self.changed.append(mark)
        self._made.append(self._comment(id, words(finding, elsewhere)))

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


def _behind_point(node: Element) -> bool:
    """Whether a bookmark at a point stands directly before an element."""
    ends = set[str | None]()
    for each in node.itersiblings("*", preceding=True):
        if name(each) == "bookmarkEnd":
            ends.add(attribute(each, "id"))
        elif name(each) != "bookmarkStart":
            break
        elif attribute(each, "id") in ends:
            return True
    return False


def _controls(node: Element) -> list[Element]:
    """The content controls around the paragraph of a node, from the inside to the outside."""
    return [each for each in outermost(node).iterancestors("*") if name(each) == "sdt"]


def _until(control: Element, node: Element) -> Iterator[Element]:
    """The elements in a control up to the end of one in it."""
    *_, last = node.iter("*")
    for each in control.iter("*"):
        yield each
        if each is last:
            break


def outermost(node: Element) -> Element:
    """The paragraph in which an element stands that stands in no other paragraph."""
    *_, found = (each for each in (node, *node.iterancestors("*")) if name(each) == "p")
    return found


def in_paragraph(node: Element, paragraph: Element) -> Element:
    """What stands directly in a paragraph and holds an element of it."""
    while (parent := node.getparent()) is not None and parent is not paragraph:
        node = parent
    return node
