"""Changes tracked in an OpenDocument text: what is in the text, and the record of each change."""

from collections.abc import Iterable
from copy import deepcopy
from itertools import count

from luxterm.office.anchored import AUTHOR
from luxterm.office.odt import RUNNING, Opened
from luxterm.office.odt_names import child, name, tag
from luxterm.office.package import Element
from luxterm.review.odt_insertions import Insertions
from luxterm.review.odt_texts import Texts, around, parent_of, shown
from luxterm.types import Edit

_STORIES = frozenset({"office:text", *RUNNING})
_ID = "luxterm-"
_MARKS = ("text:change", "text:change-start", "text:change-end")
_NAMED = ("text:changed-region", "office:annotation", "office:annotation-end", *_MARKS)
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Changes:
    """The changes made to an opened document. `changed` are elements that are new or have new content."""

    def __init__(self, opened: Opened, texts: Texts, date: str) -> None:
        self._texts = texts
        self._date = date
        self._insertions = Insertions(opened)
        content = next(iter(opened.parts.values()))
        self._model = content
        used = (  # also by marks of changes that aren't there
            str(id).removeprefix(_ID)
            for root in opened.parts.values()
            for element in root.iter(*map(tag, _NAMED))
            for id in element.attrib.values()
            if str(id).startswith(_ID)
        )
        self._ids = count(1 + max((int(id) for id in used if id.isdecimal()), default=0))
        self.changed: list[Element] = []
        self.lists: dict[Element, Element] = {}
        """New lists of changes, each by the element that it goes before."""

    def new_id(self) -> str:
        """An id that nothing in the document has."""
        return f"{_ID}{next(self._ids)}"

    def track(self, edit: Edit) -> None:
        """The edit as a tracked deletion and insertion."""
        texts, start, end = self._texts, edit.start, edit.end
        marks: list[Element] = []
        for anchor in reversed(texts.between(start, end)) if start < end else ():
            mark = self.make("text:change")
            chain = list(around(anchor))
            first, last = max(anchor.start, start), min(anchor.end, end)
            content = _wrapped(texts.take(first, last, mark), chain)
            id = self._region("text:deletion", mark, content, self._insertions.at(first))
            mark.set(tag("text:change-id"), id)
            marks.insert(0, mark)
        self.changed += marks
        if edit.text:
            self._insert(edit, marks)
        elif marks:
            self._keep_space(end, marks[-1])

    def _insert(self, edit: Edit, marks: list[Element]) -> None:
        begin, finish = self.make("text:change-start"), self.make("text:change-end")
        if not marks:
            self._texts.put(edit.start, finish, after=True)
        else:
            together = parent_of(marks[0]) is parent_of(marks[-1])
            self._texts.behind(edit.end, marks[-1 if together else 0], finish)
        parent = parent_of(finish)
        parent.insert(parent.index(finish), begin)
        at = begin
        for part in shown(parent, edit.text):
            if isinstance(part, str):
                at.tail = part
            else:
                parent.insert(parent.index(at) + 1, part)
                at = part
        id = self._region("text:insertion", begin)
        for each in (begin, finish):
            each.set(tag("text:change-id"), id)
        self.changed += (begin, finish)

    def _keep_space(self, end: int, mark: Element) -> None:
        """A space that would now be folded with one before what was taken out is written as an element."""
        following = self._texts.between(end, end + 1)
        if following and following[0].node is mark and (mark.tail or "").startswith(" "):
            space = self.make("text:s")
            self._texts.take(end, end + 1, space)

    def _region(
        self, kind: str, mark: Element, content: Element | None = None, within: Element | None = None
    ) -> str:
        """Writes the record of a change; returns its id.

        `within` is the insertion to which the `content` of a deletion belonged.
        """
        id = self.new_id()
        region = self.make("text:changed-region")
        region.set(_XML_ID, id)
        region.set(tag("text:id"), id)
        change, info = self.make(kind), self.make("office:change-info")
        self.sign(info)
        change.append(info)
        if content is not None:
            change.append(content)
        region.append(change)
        if within is not None:
            region.append(deepcopy(within))
        story = next(each for each in mark.iterancestors("*") if name(each) in _STORIES)
        records = child(story, "text:tracked-changes")
        if records is None:
            records = self.make("text:tracked-changes")
            first = next(each for each in story.iterchildren("*") if name(each) != "office:forms")
            story.insert(story.index(first), records)
            self.lists[first] = records
        records.append(region)
        if records not in self.lists.values():
            self.changed.append(records)
        return id

    def sign(self, element: Element) -> None:
        """Says in an element who made it, and when."""
        for kind, text in (("dc:creator", AUTHOR), ("dc:date", self._date)):
            made = self.make(kind)
            made.text = text
            element.append(made)

    def make(self, kind: str) -> Element:
        """A new element of that name."""
        return self._model.makeelement(tag(kind))


def _wrapped(content: "str | Element", chain: Iterable[Element]) -> Element:
    """What was taken out of the text, in elements like those it was in."""
    inner: list[Element | str] = []
    first = True
    for each in chain:
        made = each.makeelement(each.tag, _look(each))
        if first:
            inner = shown(made, content) if isinstance(content, str) else [content]
            first = False
        for part in inner:
            if not isinstance(part, str):
                made.append(part)
            elif len(made):
                made[-1].tail = part
            else:
                made.text = part
        inner = [made]
    (found,) = inner
    assert not isinstance(found, str)
    return found


def _look(element: Element) -> dict[str, str]:
    """The attributes without ids, which must be unique."""
    return {key: value for key, value in element.attrib.items() if not str(key).endswith("}id")}
