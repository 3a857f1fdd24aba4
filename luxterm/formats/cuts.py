"""A text in parts, for an editor, which reads it again at every key.

A cut is a place where reading can begin anew. `read` of the stretch between two cuts, told what the whole
text says that matters everywhere (`said`), gives the same segments there as the reader gives for the whole
text, but for the heading they stand under.
"""

import re
from collections.abc import Iterable

from luxterm import formats
from luxterm.typed import NamedTuple
from luxterm.types import Document

_DENSE = bytes(c for c in range(256) if chr(c) not in "|*_[]`<>&\\-\n")
_TAG = re.compile(
    r"<(?!"
    r"[A-Za-z][\w.+-]*+[:@][^\s<>]*+>"  # an address
    r"|/?(?:a|abbr|b|br|cite|del|em|font|i|ins|mark|q|s|small|span|strong|sub|u|wbr)(?:[ /][^<>\n]*+)?>"
    r"|sup>[^<>\n]*+</sup>|/sup>"
    r")[A-Za-z/?]"
)
"""What may begin a tag that has a say in more than its own paragraph."""
_BLANK = re.compile(r"\n[ \t]*\r?\n(?=[^\s>])")
_FRONT = ("---", "+++", "\ufeff")


class Said(NamedTuple):
    """What one part of a text says that has a say in how all of it is read.

    `labels` of links and notes are defined there, in their brackets; `money`: there a dollar sign can't be
    part of a formula, and so is none anywhere; to `anchors` links lead.
    """

    labels: frozenset[str] = frozenset()
    money: bool = False
    anchors: frozenset[str] = frozenset()

    @property
    def before(self) -> str:
        """Markdown that defines the labels, and ends in a block of its own."""
        return (
            "".join([*(f"{label}: x\n\n" for label in sorted(self.labels)), "***\n\n"]) if self.labels else ""
        )


def cuttable(text: str, format: str) -> bool:
    """Whether a text's parts can be read one by one.

    Not where something in one place changes how others are read, but for what is `said`: tags, comments
    in plain text. A text whose lines are all cuttable is, but for `dense` ones.
    """
    if format == "plain":
        return "<!--" not in text
    return format == "markdown" and not text.startswith("\ufeff") and not _TAG.search(text)


def markup(text: str) -> int:
    """How many characters of Markdown's markup and line ends are in a text."""
    return len(text.encode("utf-8", "replace").translate(None, _DENSE))


def dense(length: int, markup: int) -> bool:
    """Whether a text may have so much markup that it is read otherwise (`builder.HardlyText`).

    A sign of markup makes three of the parser's events at most.
    """
    from luxterm.formats.markdown import MOST, SPARSE

    return 3 * markup > MOST and length < 3 * SPARSE * markup


def preamble(text: str, format: str) -> str:
    """What the text begins with that isn't read: a change of it may change how all is read."""
    if format != "markdown":
        return ""
    from luxterm.formats.front_matter import front_matter_end

    return text[: front_matter_end(text)]


def cuts(text: str, format: str) -> list[int]:
    """The places in a cuttable text, or in a stretch of one between two cuts; the beginning isn't one."""
    blanks = [gap.end() for gap in _BLANK.finditer(text) if not text.startswith(_FRONT, gap.end())]
    if format != "markdown":
        return blanks
    from luxterm.formats.markdown_parts import block_starts

    starts = set(block_starts(text))  # none of them in front matter
    return [cut for cut in blanks if cut in starts]


def said(text: str, format: str, all: Said | None = None) -> Said:
    """What is said in a text; in a part of one, where `all` says what the whole text says."""
    if format != "markdown":
        return Said()
    from luxterm.formats.markdown_links import anchors
    from luxterm.formats.markdown_parts import definitions, is_money

    return Said(definitions(text), is_money(text, all.before if all else ""), anchors(text))


def together(parts: Iterable[Said]) -> Said:
    """What several parts say."""
    labels: set[str] = set()
    anchors: set[str] = set()
    money = False
    for part in parts:
        labels |= part.labels
        anchors |= part.anchors
        money |= part.money
    return Said(frozenset(labels), money, frozenset(anchors))


def read(text: str, format: str, all: Said) -> Document:
    """A stretch of a text that says all this."""
    if format != "markdown":
        return formats.read(text, format)
    from luxterm.formats.markdown import read

    return read(text, all.before if "[" in text else "", all.money, all.anchors)
