"""Comments to luxterm: what they say. `luxterm.engine.suppressions` does what they ask for.

Readers need to know them, too: a comment addressed to luxterm stays where it is.
"""

import re
from typing import NamedTuple

from luxterm.types import Message, quoted

ALL = "all"
"""Instead of a term: every term."""


class Directive(NamedTuple):
    """What a comment asks for. `action` is "keep", "off", "verbatim" or "on"; only "keep" has terms."""

    action: str
    terms: tuple[str, ...]
    reason: str


def parse(text: str) -> Directive | Message | None:
    """What a comment's text asks for, or what is wrong with it; None if it isn't for luxterm."""
    match = _DIRECTIVE.match(text)
    if not match:
        return None
    action, rest = match["action"].lower(), match["rest"].strip()
    if action == "on":
        return Directive(action, (), "")
    named, colon, reason = (" ".join(part.split()) for part in rest.partition(":"))
    if action in _LACKING:
        if named or not colon or not reason:
            return _LACKING[action]
        return Directive(action, (), reason)
    if action != "keep":
        return Message("unknown-action", (quoted(action),))
    terms = tuple("-".join(term.lower().split()) for term in named.split(",") if term.strip())
    if not terms:
        return Message("keep-names-none")
    if not reason:
        return Message("keep-lacks-reason")
    return Directive(action, terms, reason)


def addressed(text: str) -> bool:
    """Whether a comment's text begins like those addressed to luxterm."""
    return text.lstrip()[:7].lower() == "luxterm"


def closes(text: str) -> bool:
    """Whether a comment's text ends a region: all others apply to what comes after them."""
    directive = parse(text)
    return isinstance(directive, Directive) and directive.action == "on"


_LACKING = {"off": Message("off-lacks-reason"), "verbatim": Message("verbatim-lacks-reason")}
_DIRECTIVE = re.compile(
    r"\s*luxterm(?:\s*:\s*(?=\w)|\s+(?=(?:keep|off|verbatim)\b))(?P<action>\w+)(?P<rest>.*)", re.I | re.S
)
