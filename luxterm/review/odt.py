"""A reviewed copy of an OpenDocument text.

Only the paragraphs with a change or a comment, and the list of changes, are rewritten. Comments
go into the body: one on a note at its reference, one on a text box where that is anchored, one on a
header or footer at the beginning.
"""

from collections import Counter
from datetime import datetime

from luxterm.office.anchored import AUTHOR
from luxterm.office.odt import Opened, open_document
from luxterm.office.odt_names import name, tag
from luxterm.office.package import Element, Package
from luxterm.review.archive import replaced
from luxterm.review.odt_changes import Changes
from luxterm.review.odt_marks import Marks
from luxterm.review.odt_places import OdtCommentPlaces, in_paragraph, outermost
from luxterm.review.odt_texts import PARAGRAPHS, Texts, parent_of
from luxterm.review.patch import Part
from luxterm.review.reviewing import Remark
from luxterm.review.words import comment_on
from luxterm.types import Edit, Finding


class Draft:
    """An OpenDocument text to review (`luxterm.review.reviewing.Draft`). Raises UnreadableError."""

    def __init__(self, data: bytes, now: datetime) -> None:
        self._data = data
        self._opened = open_document(data)
        self._date = now.strftime("%Y-%m-%dT%H:%M:%S")
        self._texts = Texts(self._opened.anchors)
        self._places = OdtCommentPlaces(self._opened)
        self._marks = Marks(self._opened)
        self.document = self._opened.document

    def said(self) -> Counter[str]:
        """What comments of ours say already, and how often."""
        roots = self._opened.parts.values()
        comments = (each for root in roots for each in root.iter(tag("office:annotation")))
        return Counter(
            "\n".join("".join(paragraph.itertext()) for paragraph in comment.iter(tag("text:p")))
            for comment in comments
            if "".join(comment.itertext(tag("dc:creator"))) == AUTHOR
        )

    def editable(self, edit: Edit) -> bool:
        """Whether a change lasts there, and a comment can keep a mark directly before it in place."""
        if not self._texts.editable(edit) or self._marks.within(edit.start, edit.end):
            return False
        node = self._texts.between(edit.start, edit.start + 1)[0].node
        return not self._marks.before(edit.start) or self._places.host(node) is None

    def copy(self) -> "_Copy":
        """What the remarks are added to."""
        changes = Changes(self._opened, self._texts, self._date)
        return _Copy(self._data, self._opened, self._texts, self._places, self._marks, changes=changes)


class _Copy:
    """The document while remarks are added, from its end to its beginning."""

    def __init__(
        self,
        data: bytes,
        opened: Opened,
        texts: Texts,
        places: OdtCommentPlaces,
        marks: Marks,
        *,
        changes: Changes,
    ) -> None:
        self._data = data
        self._texts = texts
        self._changes = changes
        self._flat = "" in opened.parts
        package = None if self._flat else Package(data)
        bytes_of = {part: data if package is None else package.read(part) for part in opened.parts}
        self._parts = {part: Part(bytes_of[part], root) for part, root in opened.parts.items()}
        self._places = places
        self._marks = marks

    def add(self, remark: Remark) -> bool:
        """Adds the changes and the comment of a remark; whether there was a place for it."""
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

    def data(self) -> bytes:
        """The copy: of its parts only those are written anew that are other than they were."""
        found: dict[str, bytes] = {}
        for part, content in self._parts.items():
            here = {outermost(each) for each in self._changes.changed if _root(each) is content.root}
            lists = {first: new for first, new in self._changes.lists.items() if _root(first) is content.root}
            if here:
                found[part] = content.patched(here, lists)
        return found.get("", self._data) if self._flat else replaced(self._data, found)


def _root(node: Element) -> Element:
    return node.getroottree().getroot()
