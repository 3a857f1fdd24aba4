"""What may come between a comment and the text it is for: white space, and what only opens that text.

Anything else (code, a rule, a definition) ends the comment's reach.
"""

import re
from functools import cache

from luxterm.formats.rst_syntax import SKIPPED

_TAGS = r"</?(?!(?:hr|img|svg|math|object|iframe|input)\b)[A-Za-z][^<>]*+>"
_OPENERS = {
    "markdown": rf">|\[!\w+\](?=\s)|{_TAGS}",
    "mdx": rf">|{_TAGS}|</?>",
    "html": _TAGS,
    "plain": ">",
    "gitcommit": ">",
    # A directive with its options; the line drawn above a title or a table, which must follow
    "rst": rf"\.\.[ ]+(?!(?:{'|'.join(sorted(SKIPPED))})[ ]?::)[\w:.+-]+::[^\n]*+|:[\w-]+:[^\n]*+"
    r"|[!-/:-@\[-`{-~][ !-/:-@\[-`{-~]*+(?=\Z|\r?\n[ \t]*+(?:\Z|\S))",
    "asciidoc": r"\[[^\n]*\][ \t]*+(?=\Z|[\r\n])|(?:\|={3,}|_{4,}|={4,}|\*{4,}|--)[ \t]*+(?=\Z|[\r\n])",
    "latex": r"\\begin\{[^{}]*\}(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})*+|\\(?!hrule|rule)[A-Za-z]+(?![A-Za-z{\[])",
}


@cache
def _pattern(format: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\s|{_OPENERS.get(format, chr(92) + 's')})*+")


def reaches(text: str, format: str) -> bool:
    """Whether a comment still applies to a line that only `text` separates it from: nothing but openers."""
    return bool(_pattern(format).fullmatch(text))
