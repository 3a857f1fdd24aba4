"""Where a text can be read anew: places before which nothing has a say in how what follows is read.

For an editor, which reads a text again at every key. `read` of the stretch between two cuts gives the
same segments there as `read` of the whole, but for the heading they stand under.
"""

import re

_DENSE = bytes(c for c in range(256) if chr(c) not in "|*_[]`<>&\\-\n")
_TAG = re.compile(r"<[A-Za-z/?]")
_LABEL = re.compile(r"\][ \t]*:")
_BLANK = re.compile(r"\n[ \t]*\r?\n(?=[^\s>])")
_FRONT = ("---", "+++", "\ufeff")


def cuttable(text: str, format: str) -> bool:
    """Whether a text's parts can be read one by one.

    Not where something in one place changes how others are read: tags, formulas, link and note
    definitions, comments in plain text. A text whose lines are all cuttable is, but for `dense` ones.
    """
    if format == "plain":
        return "<!--" not in text
    return format == "markdown" and "$" not in text and not _TAG.search(text) and not _LABEL.search(text)


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
    from luxterm.formats.markdown import front_matter_end

    return text[: front_matter_end(text)]


def cuts(text: str, format: str) -> list[int]:
    """The places in a cuttable text, or in a stretch of one between two cuts; the beginning isn't one."""
    blanks = [gap.end() for gap in _BLANK.finditer(text) if not text.startswith(_FRONT, gap.end())]
    if format != "markdown":
        return blanks
    from luxterm.formats.markdown import block_starts

    starts = set(block_starts(text))  # none of them in front matter
    return [cut for cut in blanks if cut in starts]
