"""Where an OpenDocument text can have a comment: in the body, outside of notes and drawings."""

from luxterm.office.odt import Opened
from luxterm.office.odt_names import name, tag
from luxterm.office.package import Element
from luxterm.review.odt_texts import PARAGRAPHS

_PASSING = frozenset({"text:tracked-changes", "text:table-of-content", "office:annotation"})


class OdtCommentPlaces:
    """The places for comments in an opened document."""

    def __init__(self, opened: Opened) -> None:
        self._body = next(next(iter(opened.parts.values())).iter(tag("office:text")))

    def host(self, node: Element) -> Element | None:
        """What a comment on `node` goes before if it can't be there; a paragraph: its beginning."""
        chain = (node, *node.iterancestors("*"))
        if self._body in chain:
            inside = [name(each) for each in chain[: chain.index(self._body)]]
            if not any(kind == "text:note" or kind.startswith("draw:") for kind in inside):
                return None
            if sum(kind in PARAGRAPHS for kind in inside) > 1:
                return in_paragraph(node)
        return next(filter(_is_plain, self._body.iter(*map(tag, PARAGRAPHS))), None)


def _is_plain(paragraph: Element) -> bool:
    """Whether a comment lasts in a paragraph: it isn't deleted, drawn, or made by the program."""
    chain = [name(each) for each in paragraph.iterancestors("*")]
    return not any(kind.startswith("draw:") or kind in _PASSING for kind in chain)


def outermost(node: Element) -> Element:
    """What is rewritten: the outermost paragraph, or a list of changes."""
    chain = (node, *node.iterancestors("*"))
    *_, found = (each for each in chain if name(each) in PARAGRAPHS or name(each) == "text:tracked-changes")
    return found


def in_paragraph(node: Element) -> Element:
    """What is directly in the outermost paragraph around a node and contains it."""
    paragraph = outermost(node)
    if node is paragraph:
        return node
    while (parent := node.getparent()) is not None and parent is not paragraph:
        node = parent
    return node
