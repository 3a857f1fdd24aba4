"""Whether a reviewed copy is what it must be: all accepted the fixed text, all rejected the document.

What is compared comes from the bytes of both, by other code than that which writes the changes.
"""

from collections.abc import Sequence
from importlib import import_module
from itertools import zip_longest
from typing import NamedTuple, Protocol, cast

from luxterm.engine import fixes
from luxterm.office.anchored import between
from luxterm.office.package import Element, parse_xml
from luxterm.review.flat import Flat
from luxterm.types import Edit, Span


class _Rejected(Protocol):
    """The module of a kind that says what is left when all changes are rejected."""

    def parts(self, data: bytes) -> dict[str, bytes]: ...
    def comments(self, roots: list[Element]) -> frozenset[str]: ...
    def outermost(self, root: Element) -> list[Element]: ...
    def paragraphs(self, root: Element, ours: frozenset[str]) -> list[Flat] | None: ...


class Wrong(NamedTuple):
    """Where a copy isn't right: lines of the text, paragraphs of parts; `all` where that can't be told."""

    lines: frozenset[int] = frozenset()
    paragraphs: frozenset[tuple[str, int]] = frozenset()
    all: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines or self.paragraphs or self.all)


RIGHT = Wrong()


def wrong_in(kind: str, data: bytes, copy: bytes, edits: Sequence[Edit], text: str) -> Wrong:
    """What is wrong with a copy of a document with this text, in which these edits are tracked.

    Raises UnreadableError if the copy can't be read.
    """
    accepted = import_module(f"luxterm.office.{kind}").open_document(copy).document.text
    return _unlike(text, accepted, edits) or _changed(_module(kind), data, copy)


def _module(kind: str) -> _Rejected:
    return cast("_Rejected", import_module(f"luxterm.review.{kind}_rejected"))


def _unlike(text: str, accepted: str, edits: Sequence[Edit]) -> Wrong:
    """The lines that are other than fixed when all changes are accepted."""
    if accepted == fixes.splice(text, sorted(edits)):
        return RIGHT
    expected: list[str] = []
    waiting = sorted(edits, reverse=True)
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        here: list[Edit] = []
        while waiting and waiting[-1].start <= end:
            edit = waiting.pop()
            here.append(edit._replace(start=edit.start - at, end=edit.end - at))
        expected.append(fixes.splice(line, here))
        at = end + 1
    found = accepted.split("\n")
    if len(found) != len(expected):
        return Wrong(all=True)
    pairs = enumerate(zip(found, expected, strict=True))
    return Wrong(frozenset(number for number, (one, other) in pairs if one != other))


def _changed(rejected: _Rejected, data: bytes, copy: bytes) -> Wrong:
    """The paragraphs that are other than they were when all changes are rejected."""
    old, new = rejected.parts(data), rejected.parts(copy)
    if not old.keys() <= new.keys():
        return Wrong(all=True)
    before = {part: parse_xml(content, part) for part, content in old.items() if new[part] != content}
    after = {part: parse_xml(new[part], part) for part in before}
    noted = [parse_xml(new[part], part) for part in new if part not in old and part.endswith("omments.xml")]
    ours = rejected.comments([*after.values(), *noted])
    was = rejected.comments([*before.values()])
    found = set[tuple[str, int]]()
    for part in before:
        one, other = rejected.paragraphs(before[part], was), rejected.paragraphs(after[part], ours)
        if one is None or other is None:
            continue
        pairs = enumerate(zip_longest(one, other))
        found.update((part, number) for number, pair in pairs if pair[0] != pair[1])
    return Wrong(paragraphs=frozenset(found))


def blamed(kind: str, data: bytes, spans: Sequence[Span], wrong: Wrong) -> set[Span]:
    """Those of the stretches of a document's text that are where its copy is wrong; all if none is."""
    opened = import_module(f"luxterm.office.{kind}").open_document(data)
    rejected = _module(kind)
    places = {
        element: (part, number)
        for part, root in opened.parts.items()
        for number, element in enumerate(rejected.outermost(root))
    }
    text = opened.document.text
    found = set[Span]()
    for span in spans:
        first, last = text.count("\n", 0, span.start), text.count("\n", 0, span.end)
        nodes = (anchor.node for anchor in between(opened.anchors, span.start, span.end))
        around = (each for node in nodes for each in (node, *node.iterancestors("*")))
        here = not wrong.lines.isdisjoint(range(first, last + 1))
        if here or any(places.get(each) in wrong.paragraphs for each in around):
            found.add(span)
    return found or set(spans)
