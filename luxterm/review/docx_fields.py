"""Text in a Word document that the program fills in itself, so that a tracked change would not last."""

from collections.abc import Iterable

from luxterm.office.docx_names import attribute, child, name
from luxterm.office.package import Element

_OPEN = (["HYPERLINK"], ["TOC"])
"""Fields whose results are text like any other."""


class _Field:
    """A field from the run that begins it to the one that ends it."""

    def __init__(self, begin: Element) -> None:
        self.begin = self.end = begin
        self.instruction = ""
        self.result = False

    @property
    def sealed(self) -> bool:
        return self.result and self.instruction.upper().split(maxsplit=1)[:1] not in _OPEN


class Sealed:
    """Where such text is in the parts with these roots."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._fields: dict[Element, _Field] = {}
        for root in roots:
            self._find(root)

    def _find(self, root: Element) -> None:
        stack: list[_Field] = []
        for node in root.iter("{*}fldChar", "{*}instrText", "{*}t"):
            run = node.getparent()
            if run is None:
                continue
            if name(node) == "t":
                if field := next((field for field in stack if field.sealed), None):
                    self._fields[node] = field
            elif name(node) == "instrText":
                if stack:
                    stack[-1].instruction += node.text or ""
            elif (kind := attribute(node, "fldCharType")) == "begin":
                stack.append(_Field(run))
            elif stack and kind == "separate":
                stack[-1].result = True
            elif stack and kind == "end":
                stack.pop().end = run

    def filled(self, node: Element) -> bool:
        """Whether text is the result of a field that isn't text like any other."""
        return node in self._fields or any(name(each) == "fldSimple" for each in node.iterancestors("*"))

    def around(self, node: Element) -> tuple[Element, Element] | None:
        """What begins and what ends the field or locked content control that text is in."""
        found: tuple[Element, Element] | None = None
        if field := self._fields.get(node):
            found = field.begin, field.end
        for each in node.iterancestors("*"):
            kind = name(each)
            if kind == "fldSimple" or (kind == "sdt" and _locked(each)):
                found = each, each
        return found


def _locked(control: Element) -> bool:
    properties = child(control, "sdtPr")
    lock = attribute(child(properties, "lock"), "val") or ""
    return child(properties, "dataBinding") is not None or lock.endswith("ontentLocked")
