"""What people read in the options of a code cell, in Quarto and R Markdown: captions and the like.

They stand in the cell's first lines, as YAML behind a sign of the cell's language for comments, or as
arguments in its first line:

    ```{r, fig.cap="Reports by month"}
    #| fig-alt: >
    #|   Lines that rise from spring on
    ```

What is read of the YAML, and what new words may do to it, is as in front matter.
"""

import re
from collections.abc import Sequence
from contextlib import suppress

from luxterm.formats import front_matter_strings as strings
from luxterm.formats.builder import Builder
from luxterm.formats.front_matter_fields import Yaml, comments
from luxterm.formats.front_matter_walk import Unclear
from luxterm.types import Scope

_NAMES = r"(?:[a-z]+[-.])(?:cap|scap|subcap|alt)|code-summary|title"
_FIELD = re.compile(_NAMES)
_ARGUMENT = re.compile(
    rf"(?<=[,\s])(?P<name>{_NAMES})[ \t]*=[ \t]*"
    r"(?P<mark>[\"'])(?P<said>(?:(?!(?P=mark))[^\\\r\n])*+)(?P=mark)(?=[ \t]*[,}])"
)
_SIGN = re.compile(r"[ \t]*(?:#|//|--|%%?)\|(?=\s)")


def has_options(text: str, start: int) -> bool:
    """Whether a cell whose code begins there has options before it."""
    return bool(_SIGN.match(text, start))


def read_arguments(builder: Builder, start: int, end: int) -> None:
    """Those in the first line of a cell, which is between these places."""
    for each in _ARGUMENT.finditer(builder.text, start, end):
        strings.quoted(builder, *each.span("said"), each["mark"], _scope(each["name"]))


def read_options(builder: Builder, stretches: Sequence[tuple[int, int]], quoted: bool) -> None:
    """Those above the code of a cell; the cell consists of these stretches of the builder's text."""
    text = builder.text
    begin = text.rfind("\n", 0, stretches[0][0]) + 1
    lines, signs = list[str](), list[tuple[int, int]]()
    at = begin
    for line in _cell(text, begin, stretches).split("\n"):
        sign = _SIGN.match(f"{line}\n")
        if not sign:
            break
        lines.append(" " * sign.end() + line[sign.end() :])
        signs.append((at, at + sign.end()))
        at += len(line) + 1
    # Between two lines, as front matter is
    options, shift = Builder("\n".join(("", *lines, "-"))), begin - 1
    with suppress(Unclear):
        _Options(options, frozenset()).read()
    for segment in options.segments:
        for low, high, said in segment.pieces:
            if said is None:
                _see(builder, low + shift, high + shift, signs)
            else:
                builder.put(low + shift, high + shift, said)
        for tie in segment.ties:
            builder.tie(tie._replace(start=tie.start + shift, end=tie.end + shift))
        builder.close(segment.scope, quoted)
    for each in comments(options):
        places = {"start": each.start + shift, "end": each.end + shift, "until": each.until + shift}
        builder.comments.append(each._replace(**places))


class _Options(Yaml):
    def wanted(self, key: str) -> Scope | None:
        name = key.strip("\"'")
        return _scope(name) if _FIELD.fullmatch(name) else None


def _scope(name: str) -> Scope:
    return Scope.ALT if name.endswith("alt") else Scope.CAPTION


def _cell(text: str, begin: int, stretches: Sequence[tuple[int, int]]) -> str:
    """What is in the cell from `begin` on, sign by sign; the marks of a quotation or list are spaces."""
    parts, at = list[str](), begin
    for start, end in stretches:
        parts += (" " * (start - at), text[start:end])
        at = end
    return "".join(parts)


def _see(builder: Builder, start: int, end: int, signs: Sequence[tuple[int, int]]) -> None:
    """The options between these places are seen, without the signs before their lines."""
    for low, high in signs:
        if start < low < end:
            builder.see(start, low)
            start = high
    builder.see(start, end)
