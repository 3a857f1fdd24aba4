"""A reviewed copy of a Word document.

Only the paragraphs with a change or a comment are rewritten; all other bytes of their parts, and
all other parts, stay as they were. Comments go into the body, the only place where every version of
Word allows them: one on a note at its reference, one on a text box where that is anchored, one on a
header or footer at the beginning, outside of content controls.
"""

from collections import Counter
from datetime import datetime

from luxterm.office.anchored import AUTHOR
from luxterm.office.docx import Opened, open_document
from luxterm.office.docx_names import attribute, name
from luxterm.office.package import Element
from luxterm.review.archive import replaced
from luxterm.review.docx_boxes import Twins
from luxterm.review.docx_comments import Comments, said
from luxterm.review.docx_places import DocxCommentPlaces, in_paragraph, outermost
from luxterm.review.docx_runs import Runs
from luxterm.review.patch import Part
from luxterm.review.reviewing import Remark
from luxterm.types import Edit


class Draft:
    """A Word document to review (`luxterm.review.reviewing.Draft`). Raises UnreadableError."""

    def __init__(self, data: bytes, now: datetime) -> None:
        self._data = data
        self._opened = open_document(data)
        self._date = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._runs = Runs(self._opened, self._date)
        self.document = self._opened.document

    def said(self) -> Counter[str]:
        """What comments of ours say already, and how often."""
        return said(self._opened)

    def editable(self, edit: Edit) -> bool:
        """Whether a change can be tracked there."""
        return self._runs.editable(edit)

    def copy(self) -> "_Copy":
        """What the remarks are added to."""
        return _Copy(self._data, self._opened, self._runs, self._date)


class _Copy:
    """The document while remarks are added, from its end to its beginning."""

    def __init__(self, data: bytes, opened: Opened, runs: Runs, date: str) -> None:
        self._data = data
        self._runs = runs
        self._comments = Comments(opened, date, runs.new_id)
        self._places = DocxCommentPlaces(opened, runs.sealed.filled)
        stories = {
            part: root
            for part, root in opened.parts.items()
            if name(root) not in ("styles", "numbering", "comments")
        }
        self._parts = {part: Part(opened.package.read(part), root) for part, root in stories.items()}
        self._twins = {part: Twins(root, runs.new_id) for part, root in stories.items()}

    def add(self, remark: Remark) -> bool:
        """Adds the changes and the comment of a remark; whether there was a place for it."""
        runs, start, end = self._runs, remark.start, remark.end
        nodes = runs.nodes(start, end)
        if not nodes or name(nodes[0].getroottree().getroot()) == "comments":
            return False
        first = last = self._places.host(nodes[0])
        elsewhere = first is not nodes[0]
        whole = None if elsewhere else runs.whole(start, end)
        own = [] if elsewhere or whole else runs.isolate(start, end)
        for edit in reversed(remark.edits):
            runs.track(edit)
        if own:
            first, last = _changed(own[0]), _last(own[-1])
        elif whole:
            first, last = (_in_body(each, nodes[0]) for each in whole)
            if first.getparent() is not last.getparent():  # a field over many paragraphs
                last = first
            if elsewhere := not self._places.lasts(last):
                first = last = self._places.beginning()
        if first is None or last is None:
            return bool(remark.edits)
        self._comments.around(first, last, remark.finding, elsewhere=elsewhere)
        return True

    def data(self) -> bytes:
        """The copy: of its parts only those are written anew that are other than they were."""
        changed = [*self._runs.changed, *self._comments.changed]
        found = self._comments.parts()
        for part, content in self._parts.items():
            here = [node for node in changed if node.getroottree().getroot() is content.root]
            if here:
                self._twins[part].follow(here)
                found[part] = content.patched({outermost(node) for node in here})
        return replaced(self._data, found)


def _in_body(whole: Element, node: Element) -> Element:
    """What is directly in a paragraph of the body and is, or contains, a whole that a node is in.

    The node's paragraph if the whole is around paragraphs.
    """
    if name(whole) == "sdt" and not any(name(each) == "p" for each in whole.iterancestors("*")):
        return outermost(node)
    return in_paragraph(whole, outermost(whole))


def _changed(run: Element) -> Element:
    """The run, or the deletion of ours that it is in."""
    parent = run.getparent()
    ours = parent is not None and name(parent) == "del" and attribute(parent, "author") == AUTHOR
    return parent if ours and parent is not None else run


def _last(run: Element) -> Element:
    """What is directly in the paragraph and ends with this run, or with what replaces it."""
    last = in_paragraph(run, outermost(run))
    following = last.getnext()
    ours = following is not None and name(following) == "ins" and attribute(following, "author") == AUTHOR
    return following if ours and following is not None else last
