"""Where a Word document can have a comment: in the body, and where LibreOffice can open the copy again."""

from collections.abc import Callable, Iterator

from luxterm.office.docx import Opened
from luxterm.office.docx_names import attribute, name
from luxterm.office.package import Element

_NOTES = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}
_SHOWN = frozenset({"t", "delText", "tab", "footnoteReference", "endnoteReference", "AlternateContent"})


class DocxCommentPlaces:
    """The places for comments in an opened document; `filled` says whether text is the result of a field."""

    def __init__(self, opened: Opened, filled: Callable[[Element], bool]) -> None:
        self._filled = filled
        self._body = opened.parts[opened.main]
        self._space = str(self._body.tag).rpartition("}")[0] + "}"

    def host(self, node: Element) -> Element | None:
        """What in the body a comment on `node` goes around: the node itself if that is possible.

        A paragraph means its content. None if there is no place for a comment.
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
        plain = (each for each in paragraphs if not controls(each))
        return next(plain, next(filter(self.lasts, paragraphs), None))

    def lasts(self, node: Element) -> bool:
        """Whether a comment up to the end of a node can be opened again.

        LibreOffice can't open a document with a comment before all text in a content control around
        paragraphs; what a field shows is not text.
        """
        around = controls(node)
        return not around or any(self._is_text(each) for each in _until(around[0], node))

    def _is_text(self, node: Element) -> bool:
        return name(node) in _SHOWN and not self._filled(node)


def behind_point(node: Element) -> bool:
    """Whether a point bookmark comes directly before an element."""
    ends = set[str | None]()
    for each in node.itersiblings("*", preceding=True):
        if name(each) == "bookmarkEnd":
            ends.add(attribute(each, "id"))
        elif name(each) != "bookmarkStart":
            break
        elif attribute(each, "id") in ends:
            return True
    return False


def controls(node: Element) -> list[Element]:
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
    """The outermost paragraph that an element is in."""
    *_, found = (each for each in (node, *node.iterancestors("*")) if name(each) == "p")
    return found


def in_paragraph(node: Element, paragraph: Element) -> Element:
    """What is directly in a paragraph and contains an element of it."""
    while (parent := node.getparent()) is not None and parent is not paragraph:
        node = parent
    return node
