"""What HTML's elements are to a reader, and what its tags, attributes and notes look like."""

import re

from luxterm.types import MarkKind, Scope

XHTML = re.compile(r"<html\s[^<>]*?xmlns=[\"']http://www\.w3\.org/1999/xhtml", re.IGNORECASE)
"""The tag of pages where every tag may close itself."""
_ATTRIBUTES = r"""(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+|=)*+"""
TAG = re.compile(rf"<(/?)([A-Za-z][^\s/>]*+)({_ATTRIBUTES})>")
TAG_UNQUOTED = re.compile(r"<(/?)([A-Za-z][^\s/<>]*+)([^<>]*+)>")
ATTRIBUTE = re.compile(
    r"""([^\s/>=]++)(?:\s*+=\s*+(?:"(?P<a>[^"]*+)"|'(?P<b>[^']*+)'|(?P<c>[^\s>"'][^\s>]*+)))?+""",
)
ENTITY = re.compile(r"&(?:#[0-9]{1,20};?|#[xX][0-9a-fA-F]{1,20};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
NOTES = re.compile(
    r"""(?:class|role|id|type)\s*+=\s*+["']?[^"'>]{0,99}?\b(?:foot|end)notes?\b""", re.IGNORECASE
)
NOTE_MARK = re.compile(
    r"(?:\s*+<(?!/sup\b)[^<>]*+>)*+[\s\[(\\]*+\^?+(?:\d{1,4}|[A-Za-z]|[ivxIVX]{1,5})?"
    r"(?:\]\([^()\s<]*+\))?+[^\w<]{0,8}+(?:</(?!sup\b)[^<>]*+>\s*+)*+</sup\s*+>",
    re.IGNORECASE,
)

_PLAIN_BLOCKS = (
    "address article aside blockquote body center details dialog dir div dl fieldset figure footer form "
    "frameset head header hgroup hr html legend main menu nav ol optgroup option p pre search section select "
    "summary table tbody tfoot thead tr ul"
)
BLOCKS: dict[str, Scope | None] = {
    **dict.fromkeys(_PLAIN_BLOCKS.split(), None),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), Scope.HEADING),
    "li": Scope.ITEM,
    "td": Scope.CELL,
    "th": Scope.HEADER_CELL,
    "dt": Scope.TERM,
    "dd": Scope.DEFINITION,
    "caption": Scope.CAPTION,
    "figcaption": Scope.CAPTION,
}
"""Elements that separate text from text, with the scope of what is in them; None: that around them."""

CELLS = frozenset(("td", "th"))
ENDS = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": CELLS,
    "th": CELLS,
    "tr": CELLS | {"tr"},
    "option": frozenset(("option",)),
}
"""What a start tag ends whose end tag was left out."""
ENDED_BY_ANY = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "title"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_END_A_PARAGRAPH = (
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary ul"
)
GOES_ON = {
    "p": frozenset(_END_A_PARAGRAPH.split()),
    **dict.fromkeys(_HEADINGS, _HEADINGS),
}
"""What is ended by any block here, and the only blocks that end it in every browser."""

MARKS = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "a": MarkKind.LINK,
    "q": MarkKind.QUOTE,
    "cite": MarkKind.CITE,
    "del": MarkKind.STRUCK,
    "s": MarkKind.STRUCK,
    "strike": MarkKind.STRUCK,
}
CODE = frozenset(("code", "kbd", "samp", "tt", "math", "svg", "object", "canvas", "video", "audio"))
"""Skipped within a line: they count as a barrier."""
FOREIGN = frozenset(("math", "svg"))
"""Those of other languages than HTML, in which a tag may close itself."""
SPREADING = {"code": True, "tt": True, "kbd": False, "samp": False}
"""Code whose end is missed: whether a browser goes on with it after the block it is in."""
SKIPPED = frozenset(("template", "noscript"))
CODE_CLASS = re.compile(r"code|highlight|syntax|lang|brush|pretty|src|console|shell|terminal", re.IGNORECASE)
CODE_INSIDE = re.compile(r"\s*+<(?:code|samp|kbd|tt|span)\b", re.IGNORECASE)
"""Preformatted text with neither is a text with lines: a bill, a letter."""
BLANK = re.compile(r"^[ \t\r\f]*\n", re.MULTILINE)
RAW = frozenset(("script", "style", "textarea", "iframe", "xmp", "noembed", "noframes", "listing"))
BARRIERS = frozenset(("img", "area", "input", "embed"))
COMMENT_END = re.compile("--!?>")
OPENS = re.compile(r"</?[A-Za-z]")
