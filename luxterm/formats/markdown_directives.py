"""MyST's directives between backticks, whose content is Markdown: notes, boxes with a title, figures.

    ```{admonition} A title
    :class: tip
    Text, maybe with other directives in it, between fewer backticks.
    ```

To CommonMark that is code. So the lines of the fences are covered, as those of divs are
(`luxterm.formats.markdown_clean`), and the options below the first are blanked. This is done only where it
changes nothing for what follows: for a directive that is closed, at the left edge, and in which nothing is
open at its end. Whatever isn't named here stays code, such as a cell of Quarto's.
"""

from luxterm.base import lazy_pattern
from luxterm.formats import rst_syntax
from luxterm.formats.markdown_events import WITHOUT_MATH, code_points, content, events_of

_TITLED = (rst_syntax.TITLED - {"csv-table", "flat-table"}) | {"aside", "exercise", "margin"}
_WORDED = _TITLED | (rst_syntax.WHOLE - rst_syntax.QUOTES - {"header", "footer", "line-block"})
"""Those with words behind their name, for which a heading stands."""
_NAMES = _WORDED | {"container", "figure", "figure-md", "grid", "only", "solution", "tab-set"}
_OPENING = lazy_pattern(
    rf"(?m)^(?P<fence>`{{3,}}|~{{3,}})\{{(?P<name>{'|'.join(sorted(_NAMES))})\}}"
    r"(?:(?P<space>[ \t]+)(?P<words>[^\s][^\r\n]*))?[ \t]*(?=\r?\n|\Z)"
)
_OPTIONS = lazy_pattern(
    r"---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*+---[ \t]*\r?(?:\n|\Z)|(?:[ \t]*:[\w-]+:[^\n]*\n)+"
)
_SEEN = lazy_pattern(r"[^\r\n]")
_ROUNDS = 5
"""How deep directives may be in one another."""
_LEVEL = 6
"""A title is below whatever headings the text has itself."""
_END = "***\n"


def opens(text: str) -> bool:
    """Whether a line of the text begins such a directive."""
    return bool(_OPENING.search(text))


def covered(body: str) -> str:
    """The text, sign by sign, with what stands for the lines of directives."""
    for _ in range(_ROUNDS if opens(body) else 0):
        inside = _outermost_covered(body)
        if inside == body:
            break
        body = inside
    return body


def _outermost_covered(body: str) -> str:
    at = code_points(body.encode(), 0)
    parts: list[str] = []
    done = depth = 0
    events = events_of(WITHOUT_MATH, body)
    for event, where in events:
        if not isinstance(event, dict):
            continue
        kind = event.get("Start")
        if not depth and isinstance(kind, dict) and "CodeBlock" in kind:
            start, end = at(where["start"]), at(where["end"])
            for _ in content(events):
                pass
            if cover := _cover(body, start, end):
                parts += (body[done:start], cover)
                done = start + len(cover)
        elif kind is not None:
            depth += 1
        elif "End" in event:
            depth -= 1
    return "".join((*parts, body[done:]))


def _cover(body: str, start: int, end: int) -> str:
    """What stands for the block of code body[start:end], if it is a directive; "" if not."""
    block = body[start:end].rstrip("\r\n")
    opening = _OPENING.match(block)
    closing = block.rfind("\n") + 1
    if not opening or not closing or (start and body[start - 1] not in "\r\n"):
        return ""
    last, fence = block[closing:].strip(" \t"), opening["fence"]
    if last != fence[0] * len(last) or len(last) < len(fence):
        return ""  # nothing closes it
    begin = block.find("\n") + 1
    inside = block[begin:closing]
    if options := _OPTIONS.match(inside):
        inside = _SEEN.sub(" ", options[0]) + inside[options.end() :]
    if not _is_whole(inside):
        return ""
    first = "*" * opening.end()
    if opening["words"] and opening["name"] in _WORDED:
        first = ("#" * _LEVEL).ljust(opening.start("words")) + block[opening.start("words") : opening.end()]
    return "".join((first, block[opening.end() : begin], inside, "*" * (len(block) - closing)))


def _is_whole(inside: str) -> bool:
    """Whether all that begins in the content ends in it, so that the line below is what it looks like."""
    inside += "" if not inside or inside.endswith("\n") else "\n"
    last = None
    for event, where in events_of(WITHOUT_MATH, inside + _END):
        last = event, where["start"]
    return last == ("Rule", len(inside.encode()))
