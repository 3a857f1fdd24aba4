"""Runs of a Word document, split at places in its text, and changes tracked in them."""

from bisect import bisect_right
from collections.abc import Iterable
from copy import deepcopy
from itertools import count

from luxterm.office.anchored import AUTHOR, LINE_BREAK, Anchor, between, covering
from luxterm.office.docx import Opened
from luxterm.office.docx_names import attribute, child, name
from luxterm.office.docx_walk import SIGNS
from luxterm.office.package import Element
from luxterm.review.docx_fields import Sealed
from luxterm.types import Edit

PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT = frozenset({"t", "sym", *SIGNS})
_TRACKED = ("ins", "moveTo")


class Runs:
    """The runs of an opened document. What is changed is noted: `changed` are the nodes."""

    def __init__(self, opened: Opened, date: str) -> None:
        self._anchors = list(opened.anchors)
        self._date = date
        self.sealed = Sealed(opened.parts.values())
        self._ids = count(1 + max(_ids(opened.parts.values()), default=0))
        self.changed: list[Element] = []

    def new_id(self) -> str:
        """An id that no tracked change, bookmark or comment of the document has."""
        return str(next(self._ids))

    def nodes(self, start: int, end: int) -> list[Element]:
        """What shows text[start:end]."""
        return [anchor.node for anchor in between(self._anchors, start, end)]

    def editable(self, edit: Edit) -> bool:
        """Whether a change can be tracked there: in ordinary runs, not in what Word fills in itself."""
        covered = covering(self._anchors, edit)
        return bool(covered) and all(self._free(anchor.node) for anchor in covered)

    def whole(self, start: int, end: int) -> tuple[Element, Element] | None:
        """The first and the last of what contains text[start:end] and can't be split there."""
        for node in self.nodes(start, end):
            if sealed := self.sealed.around(node):
                return sealed
            if not _in_run(node):
                return node, node
        return None

    def _free(self, node: Element) -> bool:
        elsewhere = name(node.getroottree().getroot()) == "comments"
        return _in_run(node) and not elsewhere and self.sealed.around(node) is None

    def track(self, edit: Edit) -> None:
        """The edit as a tracked deletion and insertion."""
        runs = self.isolate(edit.start, edit.end)
        if not runs:  # only an insertion
            before = self.isolate(edit.start - 1, edit.start)[-1]
            self._insert(before, before, edit.text)
            return
        removed = [self._remove(run) for run in runs]
        if edit.text:
            together = removed[0].getparent() is removed[-1].getparent()
            self._insert(removed[-1 if together else 0], runs[0], edit.text)

    def isolate(self, start: int, end: int) -> list[Element]:
        """Runs with text[start:end] and nothing else."""
        runs: list[Element] = []
        if start >= end:
            return runs
        for at in (start, end):
            self._cut(at)
        for anchor in between(self._anchors, start, end):
            run = _run_of(anchor.node)
            following = _following(anchor.node)
            if following:
                self._split(run, following)
            if _preceding(anchor.node):
                run = self._split(run, [anchor.node])
            self.changed.append(run)
            runs.append(run)
        return runs

    def _cut(self, position: int) -> None:
        """Text on both sides of a place is in runs of its own."""
        at = bisect_right(self._anchors, position, key=lambda anchor: anchor.start) - 1
        anchor = self._anchors[at]
        if at < 0 or not anchor.start < position < anchor.end:
            return
        node, size = anchor.node, position - anchor.start
        text = (node.text or "")[anchor.skip : anchor.skip + anchor.end - anchor.start]
        rest = deepcopy(node)
        rest.tail = None
        for each, part in ((node, text[:size]), (rest, text[size:])):
            each.text = part
            each.set(PRESERVE, "preserve")
        node.addnext(rest)
        self._split(_run_of(node), [rest, *_following(rest)])
        self._anchors[at : at + 1] = [
            Anchor(anchor.start, position, node),
            Anchor(position, anchor.end, rest),
        ]

    def _split(self, run: Element, content: Iterable[Element]) -> Element:
        """A run like this one, after it, with the last part of its content."""
        made = _like(run)
        if (properties := child(run, "rPr")) is not None:
            made.append(deepcopy(properties))
        made.extend(content)
        run.addnext(made)
        return made

    def _remove(self, run: Element) -> Element:
        """Takes a run's text out; what is there now."""
        around = run.getparent()
        if around is not None and name(around) == "ins" and attribute(around, "author") == AUTHOR:
            run[:] = run[:1] if child(run, "rPr") is not None else []  # nobody else has seen it
            return run
        for node in run.iterchildren("*"):
            if name(node) == "t":
                node.tag = str(node.tag)[:-1] + "delText"
        removed = self._change(run, "del")
        run.addprevious(removed)
        removed.append(run)
        return removed

    def _insert(self, after: Element, model: Element, text: str) -> None:
        """New text in the formatting of `model`, outside of what somebody else inserted."""
        run = _like(model)
        if (properties := child(model, "rPr")) is not None:
            properties = deepcopy(properties)
            run.append(properties)
            for tracked in properties.findall("{*}rPrChange"):
                properties.remove(tracked)
        space = str(model.tag)[: -len("r")]
        for number, line in enumerate(text.split(LINE_BREAK)):
            if number:
                run.append(run.makeelement(f"{space}br"))
            if line:
                shown = run.makeelement(f"{space}t", {PRESERVE: "preserve"})
                shown.text = line
                run.append(shown)
        inserted = self._change(model, "ins")
        inserted.append(run)
        while (wrapping := after.getparent()) is not None and name(wrapping) in _TRACKED:
            if following := _following(after):
                rest = _like(wrapping)
                rest.set(f"{space}id", self.new_id())
                rest.extend(following)
                wrapping.addnext(rest)
            after = wrapping
        after.addnext(inserted)

    def _change(self, run: Element, kind: str) -> Element:
        space = str(run.tag)[: -len("r")]
        stated = {"id": self.new_id(), "author": AUTHOR, "date": self._date}
        return run.makeelement(space + kind, {space + key: value for key, value in stated.items()})


def _ids(roots: Iterable[Element]) -> list[int]:
    stated = (attribute(element, "id") for root in roots for element in root.iter("*"))
    return [int(id) for id in stated if id and id.isdecimal() and len(id) < 10]


def _in_run(node: Element) -> bool:
    return name(node) in _TEXT and name(_run_of(node)) == "r"


def _run_of(node: Element) -> Element:
    run = node.getparent()
    assert run is not None
    return run


def _like(element: Element) -> Element:
    """An empty element of the same name and attributes."""
    return element.makeelement(element.tag, dict(element.attrib))


def _following(element: Element) -> list[Element]:
    return list(element.itersiblings("*"))


def _preceding(node: Element) -> bool:
    return any(name(each) != "rPr" for each in node.itersiblings("*", preceding=True))
