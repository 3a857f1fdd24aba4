"""What Markdown links depend on: the words of a label, the anchor of a heading."""

from luxterm.base import lazy_pattern
from luxterm.formats.builder import anchor
from luxterm.types import Edit, Message, Tie

_NAMED = Message("link-target")
_SIGN = lazy_pattern(r"#(?<=[(<\"'= ]#)[^\s#]")
"""Whether a link leads to an anchor ("#…"). It begins with the one character that must be there, which is
searched for fast, and looks behind for what comes before it."""
_ANCHOR = lazy_pattern(r"(?:\(<?|:[ ]|=[\"']?)#([^\s()<>\"']++)")


def anchors(text: str) -> frozenset[str]:
    """What links lead to in the same text, as `builder.anchor` has it."""
    if not _SIGN.search(text):
        return frozenset()
    return frozenset(map(anchor, _ANCHOR.findall(text)))


def label(text: str, start: int, end: int, collapsed: bool) -> Tie:
    """The words in `[label]` or `[label][]` are the target's name, which is kept next to new words."""
    name = text[start:end]
    if "\n" in name and ">" in name:  # perhaps the mark of a quotation
        return Tie(start, end, _NAMED)
    name = " ".join(name.split())
    at = end + 2 if collapsed else end + 1
    return Tie(start, end, edits=(Edit(at, at, name if collapsed else f"[{name}]"),))
