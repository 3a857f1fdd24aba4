"""A reviewed copy of an OpenDocument text.

Only the paragraphs with a change or a comment, and the list of changes, are rewritten. Comments
go into the body: one on a note at its reference, one on a text box where that is anchored, one on a
header or footer at the beginning.
"""

from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import datetime

from luxterm.office.anchored import AUTHOR
from luxterm.office.odt import Opened, open_document
from luxterm.office.odt_names import name, tag
from luxterm.office.package import Element, Package
from luxterm.review import Check, Impossible, Remark, Reviewed, plan, refuse
from luxterm.review.archive import replaced
from luxterm.review.odt_changes import Changes
from luxterm.review.odt_marks import Marks
from luxterm.review.odt_places import OdtCommentPlaces, in_paragraph, outermost
from luxterm.review.odt_texts import PARAGRAPHS, Texts, parent_of
from luxterm.review.patch import Part
from luxterm.review.words import comment_on
from luxterm.types import Applicability, Edit, Finding, Span


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
    texts, places, marks = Texts(opened.anchors), OdtCommentPlaces(opened), Marks(opened)

    def editable(edit: Edit) -> bool:
        """Whether a change lasts there, and a comment can keep a mark directly before it in place."""
        if not texts.editable(edit) or marks.within(edit.start, edit.end):
            return False
        node = texts.between(edit.start, edit.start + 1)[0].node
        return not marks.before(edit.start) or places.host(node) is None

    remarks, left = refuse(plan(findings, least, editable, _said(opened)), refused)
    if not remarks:
        return Reviewed(data, findings, [], left)
    flat = "" in opened.parts
    package = None if flat else Package(data)
    bytes_of = {part: data if package is None else package.read(part) for part in opened.parts}
    copy = _Copy(opened, bytes_of, texts, places, marks, date=now.strftime("%Y-%m-%dT%H:%M:%S"))
    unplaced = [remark for remark in reversed(remarks) if not copy.add(remark)]
    placed = [remark for remark in remarks if remark not in unplaced]
    changes = copy.changes()
    made = changes.get("", data) if flat else replaced(data, changes)
    if not placed:
        return Reviewed(data, findings, [], [each.finding for each in remarks] + left)
    left += [each.finding for each in unplaced[::-1]]
    return Reviewed(made, findings, placed, left, opened.document.text)


def _said(opened: Opened) -> Counter[str]:
    """What comments of ours say already."""
    comments = (each for root in opened.parts.values() for each in root.iter(tag("office:annotation")))
    return Counter(
        "\n".join("".join(paragraph.itertext()) for paragraph in comment.iter(tag("text:p")))
        for comment in comments
        if "".join(comment.itertext(tag("dc:creator"))) == AUTHOR
    )


class _Copy:
    """The document while it is being changed; remarks are added from its end to its beginning."""

    def __init__(
        self,
        opened: Opened,
        data: dict[str, bytes],
        texts: Texts,
        places: OdtCommentPlaces,
        marks: Marks,
        *,
        date: str,
    ) -> None:
        self._texts = texts
        self._changes = Changes(opened, texts, date)
        self._parts = {part: Part(data[part], root) for part, root in opened.parts.items()}
        self._places = places
        self._marks = marks

    def add(self, remark: Remark) -> bool:
        """The remark's changes and comment; whether there was a place for it. Raises Impossible."""
        try:
            return self._add(remark)
        except (ValueError, LookupError, AttributeError, StopIteration, AssertionError, TypeError) as error:
            # invalid, in one of more ways than can be foreseen: what is half done is thrown away
            raise Impossible(remark) from error

    def _add(self, remark: Remark) -> bool:
        texts, start, end = self._texts, remark.start, remark.end
        covered = texts.between(start, end)
        if not covered or any(
            name(each) == "office:annotation" for each in covered[0].node.iterancestors("*")
        ):
            return False
        node = covered[0].node
        host = self._places.host(node)
        if host is None and texts.editable(Edit(start, end, "")):
            self._annotate(remark)
        elif host is None:
            self._beside(in_paragraph(node), remark.finding, elsewhere=False)
        for edit in reversed(remark.edits):
            self._changes.track(edit)
        if host is not None:
            self._beside(host, remark.finding, elsewhere=True)
        return True

    def _annotate(self, remark: Remark) -> None:
        """A comment around a finding and its changes, or at a mark directly before one of them.

        That has no end: if a comment has one, LibreOffice allows nothing at its beginning.
        """
        starts = (remark.start, *(edit.start for edit in remark.edits))
        marked = next(filter(self._marks.before, starts), None)
        note = self._annotation(remark.finding, elsewhere=False)
        if marked is None:
            end = self._changes.make("office:annotation-end")
            end.set(tag("office:name"), note.get(tag("office:name")) or "")
            self._texts.put(remark.end, end, after=True)
            self._changes.changed.append(end)
        self._texts.put(remark.start if marked is None else marked, note)
        self._changes.changed.append(note)

    def _beside(self, host: Element, finding: Finding, *, elsewhere: bool) -> None:
        """A comment before an element, or at the beginning of a paragraph."""
        note = self._annotation(finding, elsewhere=elsewhere)
        if name(host) in PARAGRAPHS:
            self._texts.inside(host, note)
        else:
            parent = parent_of(host)
            parent.insert(parent.index(host), note)
        self._changes.changed.append(note)

    def _annotation(self, finding: Finding, *, elsewhere: bool) -> Element:
        made = self._changes.make("office:annotation")
        made.set(tag("office:name"), self._changes.new_id())
        self._changes.sign(made)
        for text in comment_on(finding, elsewhere):
            paragraph = self._changes.make("text:p")
            paragraph.text = text
            made.append(paragraph)
        return made

    def changes(self) -> dict[str, bytes]:
        """The parts that are other than they were."""
        found: dict[str, bytes] = {}
        for part, content in self._parts.items():
            here = {outermost(each) for each in self._changes.changed if _root(each) is content.root}
            lists = {first: new for first, new in self._changes.lists.items() if _root(first) is content.root}
            if here:
                found[part] = content.patched(here, lists)
        return found


def _root(node: Element) -> Element:
    return node.getroottree().getroot()
