"""What the parser of Markdown is given: the text, sign by sign, but for what it can't take or takes wrongly.

Fenced divs are taken wrongly: `::: {.callout-note}`, `:::tip[A title]`, `::: danger STOP`, and `:::` that
ends one. Pandoc and Quarto have them, Docusaurus, VitePress and MyST. CommonMark knows nothing of them, and
`:::` would be a definition. So their lines are covered: by a rule, which nobody reads, or by a heading where
there is a title, be it an attribute (`::: {.callout-note title="A title"}`).
"""

import re

from luxterm.base import lazy_pattern
from luxterm.formats import markdown_admonitions
from luxterm.text.folding import well_formed
from luxterm.types import Message, Tie

_CARRIAGE = lazy_pattern(r"\r(?!\n)")
_DIV = lazy_pattern(r"(?m)^([ \t>]*)(:::[^\r\n]*)")
_NAME = lazy_pattern(r":+[ \t]*(?:\{[^{}]*\}|[^ \t\[{]*)[ \t\[]*")
"""Of a div; it may have attributes, or MyST's braces, instead."""
_ATTRIBUTE = lazy_pattern(r"[{ \t]title=([\"'])((?:(?!\1)[^\\{}\r\n])*)\1(?=[ \t}])")
_IN_MARKS = Message("front-matter")
_LEVEL = 6
"""A title is below whatever headings the text has itself."""


def clean(text: str, start: int = 0) -> tuple[str, int]:
    r"""What the parser takes, and its size in bytes; the front matter ends at `start`.

    No lone surrogates, no `\r` that ends a line alone, no lines of divs, items for MkDocs' admonitions, the
    content of MyST's directives.
    """
    if "\r" in text and text.count("\r") > text.count("\r\n"):
        text = _CARRIAGE.sub("\n", text)
    if ":::" in text:
        text = _DIV.sub(lambda found: found[1] + _cover(found[2]), text)
    text = markdown_admonitions.covered(text)
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        text = well_formed(text)
        size = len(text.encode())
    if not may_have_directives(text):
        return text, size
    from luxterm.formats.markdown_directives import covered

    text = text[:start] + covered(text[start:])
    return text, len(text.encode())


def may_have_directives(text: str) -> bool:
    """Whether a fence's line may begin a directive (`luxterm.formats.markdown_directives`), or a cell."""
    return "`{" in text or "~{" in text


def title_tie(text: str, start: int) -> Tie | None:
    """What keeps the title that begins there in its quotation marks: that of an admonition, or of a div."""
    if not text.startswith(":::", start):
        admonition = markdown_admonitions.title(text, start)
        return Tie(*admonition.span("title"), _IN_MARKS, unfit='"') if admonition else None
    title = _attribute(text, start)
    return Tie(*title.span(2), _IN_MARKS, unfit=f"{title[1]}\\{{}}") if title else None


def _cover(line: str) -> str:
    start, end = _title(line)
    if start == end:
        return "*" * len(line)
    return ("#" * min(_LEVEL, start - 1)).ljust(start) + line[start:end].ljust(len(line) - start)


def _title(line: str) -> tuple[int, int]:
    """Where the title is in the line that opens a div: an attribute, or what follows its name."""
    if attribute := _attribute(line):
        return attribute.span(2)
    name = _NAME.match(line)
    start = name.end() if name else len(line)
    title = line[start:].partition("{")[0].rstrip(" \t:")
    if line[start - 1] == "[":
        title = title.removesuffix("]")
    return start, start + len(title)


def _attribute(text: str, start: int = 0) -> re.Match[str] | None:
    name = _NAME.match(text, start)
    return _ATTRIBUTE.search(text, start, name.end()) if name else None
