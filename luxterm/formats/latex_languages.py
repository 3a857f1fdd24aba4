"""The languages that a LaTeX text declares, by the names that babel and polyglossia have for them.

What a name means, the termbase says (`called` in a grammar file).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from luxterm.types import Segment

_COMMENT = re.compile(r"%(?<!\\%)[^\n]*")
"""What is in one declares nothing: templates have languages to choose from in them."""
_OPTIONS = r"(?:\[(?P<{}>[^\[\]{{}}]{{0,200}})\])?"
# All begin with a backslash, so that nothing else of a long text is tried
_MAIN = re.compile(
    rf"\\(?:usepackage{_OPTIONS.format('babel')}\{{babel\}}"
    rf"|set(?:main|default)language{_OPTIONS.format('_')}\{{(?P<main>[\w-]{{1,40}})\}})"
)
_CLASS = re.compile(rf"\\documentclass{_OPTIONS.format('options')}")
_OTHERS = re.compile(r"\\setotherlanguages?(?:\[[^\[\]]{0,200}\])?\{([\w, -]{1,200})\}")
_SWITCH = re.compile(
    r"\\(?:selectlanguage\{(?P<select>[\w-]{1,40})\}"
    r"|begin\{otherlanguage\*?\}(?:\[[^\[\]]{0,200}\])?\{(?P<other>[\w-]{1,40})\}"
    r"|begin\{(?P<begin>[\w-]{1,40})\}"
    r"|end\{(?P<end>[\w-]{1,40})\*?\})"
)


def main_language(text: str) -> str:
    """The document's, "" if it declares none. Of babel's options the last one is."""
    found = next(_outside_comments(_MAIN, text), None)
    if found is None:
        return ""
    options = found["babel"] or "" if not found["main"] else found["main"]
    if not options and (document := next(_outside_comments(_CLASS, text), None)):
        options = document["options"] or ""
    named = [option.strip() for option in options.split(",")]
    chosen = next((it.partition("=")[2].strip() for it in named if it.startswith("main=")), "")
    return chosen or next((it for it in reversed(named) if it and "=" not in it), "")


def _outside_comments(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that are in no comment."""
    comments = _COMMENT.finditer(text)
    comment = next(comments, None)
    for found in pattern.finditer(text):
        while comment and comment.end() <= found.start():
            comment = next(comments, None)
        if not comment or found.start() < comment.start():
            yield found


def in_languages(text: str, segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments of a text, each with the language that is switched on there."""
    if "language" not in text:
        yield from segments
        return
    switches = list(_switches(text))
    for segment in segments:
        at = bisect_right(switches, segment.span.start, key=lambda switch: switch[0]) - 1
        lang = switches[at][1] if at >= 0 else ""
        yield segment._replace(lang=lang) if lang else segment


def _switches(text: str) -> Iterator[tuple[int, str]]:
    """Where another language is switched on, and which; "" for the document's."""
    others = {name.strip() for found in _outside_comments(_OTHERS, text) for name in found[1].split(",")}
    open_: list[tuple[str, str]] = []
    lang = ""
    for found in _outside_comments(_SWITCH, text):
        if found["select"]:
            lang = found["select"]
        elif found["other"] or found["begin"] in others:
            open_.append(("otherlanguage" if found["other"] else found["begin"], lang))
            lang = found["other"] or found["begin"]
        elif open_ and found["end"] == open_[-1][0]:
            lang = open_.pop()[1]
        else:
            continue
        yield found.end(), lang
