"""A text in stretches of whole blocks, for an editor, where it is read again at every keystroke.

Between two blocks reading can start again, at a *boundary*. `read` of the stretch between two boundaries
gives the same segments as the reader gives there for the whole text, except for the heading above them. It
needs the few things that matter to the whole text wherever they are: its `DocumentContext`.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from luxterm import formats
from luxterm.formats.broken import goes_on, mended
from luxterm.formats.front_matter import with_fields
from luxterm.types import Document

_DENSE = bytes(c for c in range(256) if chr(c) not in "|*_[]`<>&\\-\n")
_TAG = re.compile(
    r"<(?!"
    r"[A-Za-z][\w.+-]*+[:@][^\s<>]*+>"  # an address
    r"|/?(?:a|abbr|b|br|cite|del|em|font|i|ins|mark|q|s|small|span|strong|sub|u|wbr)(?:[ /][^<>\n]*+)?>"
    r"|sup>[^<>\n]*+</sup>|/sup>"
    r")[A-Za-z/?]"
)
"""What may begin a tag that affects more than its own paragraph."""
_BLANK = re.compile(r"\n[ \t]*\r?\n(?=[^\s>])")
_FRONT = ("---", "+++", "\ufeff")


class DocumentContext(NamedTuple):
    """What in a text, or a stretch of one, affects how the rest of the text is read.

    `labels` of links and notes that are defined there, in their brackets; `money`: a "formula" there holds
    prose, so that the text's dollar signs are amounts; the `anchors` that links there lead to.
    """

    labels: frozenset[str] = frozenset()
    money: bool = False
    anchors: frozenset[str] = frozenset()

    @property
    def definitions(self) -> str:
        """Markdown that defines the labels, to be read before a stretch; it ends in a block of its own."""
        if not self.labels:
            return ""
        return "".join([*(f"{label}: x\n\n" for label in sorted(self.labels)), "***\n\n"])


def separable(text: str, format: str) -> bool:
    """Whether a text's stretches can be read one by one.

    Not if something in one place changes how others are read, other than through the `DocumentContext`:
    a tag may be closed pages later, as may a directive, or a comment in plain text, and one carriage return
    alone changes how all are taken (`luxterm.formats.read`). A text is separable if each of its lines is,
    with what ends it, and it isn't `dense`.
    """
    if "\r" in text and text.count("\r") > text.count("\r\n"):
        return False
    if format == "plain":
        return "<!--" not in text
    if format != "markdown" or text.startswith("\ufeff") or _TAG.search(text):
        return False
    from luxterm.formats.markdown_clean import may_have_directives

    return not may_have_directives(text) or not _has_directives(text)


def _has_directives(text: str) -> bool:
    from luxterm.formats.markdown_directives import opens

    return opens(text)


def markup(text: str) -> int:
    """How many characters of Markdown's markup and line ends are in a text."""
    return len(text.encode("utf-8", "replace").translate(None, _DENSE))


def dense(length: int, markup: int) -> bool:
    """Whether a text may have so much markup that it is read otherwise (`builder.HardlyText`).

    A sign of markup makes three of the parser's events at most.
    """
    from luxterm.formats.markdown_events import BYTES_AN_EVENT, FREE_EVENTS

    return 3 * markup > FREE_EVENTS and length < 3 * BYTES_AN_EVENT * markup


def preamble(text: str, format: str) -> str:
    """What the text begins with that isn't read: changing it may change how everything is read."""
    if format != "markdown":
        return ""
    from luxterm.formats.front_matter import front_matter_end

    return text[: front_matter_end(text)]


def block_boundaries(text: str, format: str) -> list[int]:
    """Where blocks begin in a separable text or a stretch of one, except at its beginning."""
    ends = (gap.end() for gap in _BLANK.finditer(text))
    blanks = [end for end in ends if not (text.startswith(_FRONT, end) or goes_on(text, end))]
    if format != "markdown":
        return blanks
    from luxterm.formats.markdown_parts import block_starts

    starts = set(block_starts(text))  # none of them in front matter
    return [boundary for boundary in blanks if boundary in starts]


def context_of(text: str, format: str, whole: DocumentContext | None = None) -> DocumentContext:
    """The context from a text, or from a stretch of one if `whole` is that of the whole text."""
    if format != "markdown":
        return DocumentContext()
    from luxterm.formats.markdown_links import anchors
    from luxterm.formats.markdown_parts import definitions, is_money

    return DocumentContext(
        definitions(text), is_money(text, whole.definitions if whole else ""), anchors(text)
    )


def merge(contexts: Iterable[DocumentContext]) -> DocumentContext:
    """The contexts of several stretches together."""
    labels: set[str] = set()
    anchors: set[str] = set()
    money = False
    for context in contexts:
        labels |= context.labels
        anchors |= context.anchors
        money |= context.money
    return DocumentContext(frozenset(labels), money, frozenset(anchors))


def read(text: str, format: str, whole: DocumentContext, fields: tuple[str, ...] = ()) -> Document:
    """A stretch of a text; `whole` is the context of the whole text, `fields` are as in `formats.read`."""
    if format != "markdown":
        return formats.read(text, format, fields)
    from luxterm.formats.markdown import read

    document = read(text, whole.definitions if "[" in text else "", whole.money, whole.anchors)
    return with_fields(mended(document), fields)
