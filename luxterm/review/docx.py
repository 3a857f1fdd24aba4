"""A reviewed copy of a Word document.

Only the paragraphs with a change or a comment are rewritten; all other bytes of their parts, and
all other parts, stay as they were. Comments go into the body, the only place where every version of
Word allows them: one on a note at its reference, one on a text box where that is anchored, one on a
header or footer at the beginning, outside of content controls.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime

from luxterm.office.anchored import AUTHOR
from luxterm.office.docx import Opened, open_document
from luxterm.office.docx_names import attribute, name
from luxterm.office.package import Element
from luxterm.review import Check, Impossible, Remark, Reviewed, plan, refuse
from luxterm.review.archive import replaced
from luxterm.review.docx_boxes import Twins
from luxterm.review.docx_comments import Comments, said
from luxterm.review.docx_places import DocxCommentPlaces, in_paragraph, outermost
from luxterm.review.docx_runs import Runs
from luxterm.review.patch import Part
from luxterm.types import Applicability, Span


def review(
    data: bytes,
    check: Check,
    least: Applicability,
    now: datetime,
    refused: AbstractSet[Span] = frozenset(),
) -> Reviewed:
    """The document with its findings tracked and commented on. Raises UnreadableError and Impossible."""
    opened = open_document(data)
    findings = check(opened.document)
    date = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    runs = Runs(opened, date)
    remarks, left = refuse(plan(findings, least, runs.editable, said(opened)), refused)
    if not remarks:
        return Reviewed(data, findings, [], left)
    copy = _Copy(opened, runs, date)
    unplaced = [remark for remark in reversed(remarks) if not copy.add(remark)]
    placed = [remark for remark in remarks if remark not in unplaced]
    if not placed:
        return Reviewed(data, findings, [], [each.finding for each in remarks] + left)
    left += [each.finding for each in unplaced]
    return Reviewed(replaced(data, copy.changes()), findings, placed, left, opened.document.text)


class _Copy:
    """The document while it is being changed; remarks are added from its end to its beginning."""

    def __init__(self, opened: Opened, runs: Runs, date: str) -> None:
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
        """The remark's changes and comment; whether there was a place for it. Raises Impossible."""
        try:
            return self._add(remark)
        except (ValueError, LookupError, AttributeError, StopIteration, AssertionError, TypeError) as error:
            # invalid, in one of more ways than can be foreseen: what is half done is thrown away
            raise Impossible(remark) from error

    def _add(self, remark: Remark) -> bool:
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

    def changes(self) -> dict[str, bytes]:
        """The parts that are other than they were."""
        changed = [*self._runs.changed, *self._comments.changed]
        found = self._comments.parts()
        for part, content in self._parts.items():
            here = [node for node in changed if node.getroottree().getroot() is content.root]
            if here:
                self._twins[part].follow(here)
                found[part] = content.patched({outermost(node) for node in here})
        return found


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
