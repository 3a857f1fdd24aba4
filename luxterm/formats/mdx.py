"""The reader of MDX: Markdown with JavaScript's imports, exports and expressions, and with JSX tags.

What isn't Markdown (`luxterm.formats.mdx_syntax`) is covered with something of the same length that
Markdown's reader leaves out in the same way: blanks, an HTML tag or comment, a template. So all places stay
what they are. In MDX no indentation makes code, and Markdown goes on inside of tags that are alone on their
lines.
"""

from collections.abc import Iterator

from luxterm.formats import markdown
from luxterm.formats.front_matter import front_matter_end
from luxterm.formats.html_syntax import RAW
from luxterm.formats.markdown_clean import clean
from luxterm.formats.markdown_events import WITHOUT_MATH, code_points, events_of
from luxterm.formats.mdx_syntax import Kind, Token, tokens
from luxterm.types import UNCLOSED, Comment, Document, Message, Segment, Tie

_NEUTRAL = (
    *("article", "aside", "center", "details", "div", "figure", "footer", "header", "main", "nav", "p"),
    *("picture", "section", "span"),
)
"""Elements of HTML that say nothing of the text in them, like a component."""
_NO_INDENTATION = "\u2003"
"""White space that doesn't count as indentation."""
_NAMED = Message("link-target")
_ROUNDS = 3
"""What was taken for code may have other such code in it."""


def read(text: str) -> Document:
    """The text as a document."""
    start = front_matter_end(text)
    found = list(tokens(text, start))
    covered, alone = _covered(text, found)
    for _ in range(_ROUNDS):
        flat = _without_indented_code(covered, start)
        if flat == covered:
            break
        covered = flat
    document = markdown.read(covered)
    said = {it.start: it.said for it in found if it.kind is Kind.COMMENT}
    comments = [_said(it, said, text, covered) for it in document.comments]
    comments += (Comment(it.start, it.end, it.said.strip()) for it in alone if it.kind is Kind.COMMENT)
    loose = next((it.start for it in found if it.kind is Kind.LOOSE), len(text))
    segments = tuple(_tied(it, text, covered, loose) for it in document.segments)
    return document._replace(text=text, format="mdx", segments=segments, comments=tuple(sorted(comments)))


def _covered(text: str, found: list[Token]) -> tuple[str, list[Token]]:
    """The text with all that isn't Markdown covered; and of that, what is alone on its lines."""
    bare = _with(text, found, ["{" if it.kind is Kind.LOOSE else " " * (it.end - it.start) for it in found])
    alone = list(_alone(bare, found))
    blank = {it.start for it in alone}
    covers = [" " * (it.end - it.start) if it.start in blank else _cover(text, it) for it in found]
    return _with(text, found, covers), alone


def _with(text: str, found: list[Token], covers: list[str]) -> str:
    parts: list[str] = []
    at = 0
    for token, cover in zip(found, covers, strict=True):
        parts += (text[at : token.start], cover)
        at = token.end
    return "".join((*parts, text[at:]))


def _alone(bare: str, found: list[Token]) -> Iterator[Token]:
    """Those with nothing to read on their lines, but no element that means something to HTML."""
    end, blank = -1, False  # of the line, which may have many
    for token in found:
        if token.kind is Kind.LOOSE:
            continue
        if token.start > end:
            begin, end = bare.rfind("\n", 0, token.start) + 1, bare.find("\n", token.end)
            end = end if end >= 0 else len(bare)
            blank = not bare[begin:end].strip()
        tag = token.kind in (Kind.OPEN, Kind.SHUT, Kind.EMPTY)
        if tag and not _is_component(token.said) and token.said not in _NEUTRAL and not _is_raw(token):
            continue
        if blank or token.kind is Kind.MODULE:
            yield token


def _is_component(name: str) -> bool:
    return not name[:1].islower() or "." in name


def _is_raw(token: Token) -> bool:
    """Whether to HTML, where a tag can't close itself, all that follows would be in it."""
    return token.kind is Kind.EMPTY and token.said in RAW


def _cover(text: str, token: Token) -> str:
    """What stands for a token within a line."""
    length, tag = token.end - token.start, text[token.start : token.end]
    closed = token.kind is Kind.EMPTY and (_is_component(token.said) or _is_raw(token))
    if token.kind is Kind.EXPRESSION or closed:
        return "{{" + "x" * (length - 4) + "}}" if length > 3 else "{-}" if length == 3 else tag
    if token.kind is Kind.LOOSE:
        return tag
    if token.kind is Kind.COMMENT:
        return "<!--" + "x" * (length - 7) + "-->" if length > 6 else " " * length
    if _is_component(token.said):
        if not token.said:
            return tag
        sign = "</" if token.kind is Kind.SHUT else "<"
        return f"{sign}{'x' * len(token.said)}".ljust(length - 1) + ">"
    for start, end in token.inside:
        start, end = start - token.start, end - token.start
        tag = tag[:start] + " " * (end - start) + tag[end:]
    return tag.replace("\n", " ").replace("\r", " ")


def _without_indented_code(text: str, start: int) -> str:
    """The text with what makes lines code by their indentation taken out, character by character."""
    body, size = clean(text[start:])
    at = start.__add__ if size == len(body) else code_points(body.encode(), start)
    parts: list[str] = []
    done = 0
    for event, where in events_of(WITHOUT_MATH, body):
        if not (isinstance(event, dict) and event.get("Start") == {"CodeBlock": "Indented"}):
            continue
        begin, end = at(where["start"]), at(where["end"])
        begin = text.rfind("\n", 0, begin) + 1
        parts.append(text[done:begin])
        for line in text[begin:end].splitlines(keepends=True):
            ink = len(line) - len(line.lstrip(" \t"))
            parts += (_NO_INDENTATION * ink, line[ink:])
        done = end
    return "".join((*parts, text[done:])) if parts else text


def _said(comment: Comment, said: dict[int, str], text: str, covered: str) -> Comment:
    """The comment with what is in it, not what covers that."""
    if comment.start in said:
        return comment._replace(text=said[comment.start].strip())
    at = covered.find(comment.text, comment.start, comment.end)
    return comment._replace(text=text[at : at + len(comment.text)]) if at >= 0 else comment


def _tied(segment: Segment, text: str, covered: str, loose: int) -> Segment:
    """The segment with its ties, of which none would write what only covers something.

    Nothing is replaced from a `loose` brace on: with other words it might be closed.
    """
    ties = [
        Tie(it.start, it.end, _NAMED)
        if it.edits and text[it.start : it.end] != covered[it.start : it.end]
        else it
        for it in segment.ties
    ]
    start, end = segment.span
    if end > loose:
        ties.append(Tie(max(start, loose), end, UNCLOSED))
    return segment if ties == list(segment.ties) else segment._replace(ties=tuple(ties))
