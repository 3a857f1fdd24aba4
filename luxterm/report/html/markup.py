"""From text to markup: the one place where the documents' text meets HTML.

Everything that isn't markup goes through `escape`, and comes out on one line.
"""

import html
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from luxterm.report.run import place_in
from luxterm.report.words import Words
from luxterm.types import Source

_SPACE = re.compile(r"\s+")
# Control characters and halves of characters break a page; direction overrides reorder the words around them.
_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


Names = Callable[[str], str]
"""A term's name for people, by its id."""


def escape(text: str) -> str:
    """Harmless in an element and in a quoted attribute."""
    if not text.isascii() or not text.isprintable():
        text = _TURNING.sub("", _BROKEN.sub("\ufffd", _SPACE.sub(" ", text)))
    return html.escape(text)


def policy(style: str, script: str = "") -> str:
    """What a browser may load and run in a page: its own style and script, and nothing else."""
    runs = f"script-src '{_digest(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_digest(style)}'; {runs}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def breakable(path: str) -> str:
    """A path that may be broken after its folders."""
    return escape(path).replace("/", "/<wbr>")


def citation(source: Source) -> str:
    """A source with its link, and the place in it if somebody has read it there."""
    name = escape(source.document)
    if source.url.startswith(("https://", "http://")):
        name = f'<a href="{escape(source.url)}">{name}</a>'
    place = place_in(source)
    return f"{name}, {escape(place)}" if place else name


def definition(label: str, *values: str) -> str:
    """A label with its values, which are markup already."""
    return f"<div><dt>{escape(label)}</dt>{''.join(f'<dd>{value}</dd>' for value in values)}</div>"


def disclosure(summary: str, body: str) -> str:
    """Markup that is shown when a person opens it, under a plain text."""
    return f"<details><summary>{escape(summary)}</summary>{body}</details>"


def listed(items: list[str]) -> str:
    """Plain texts as a list."""
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def table(caption: str, heads: list[tuple[str, str]], rows: list[str], kind: str = "list") -> str:
    """Rows of markup under heads, each with its class, with a caption that is read out, not shown."""
    cells = "".join(f'<th scope="col" class="{name}">{escape(text)}</th>' for text, name in heads)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f'<table class="{kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def severity_badge(level: str, words: Words, name: str = "") -> str:
    """The severity as a word, its own or another `name`, on its colour."""
    return f'<span class="badge {level}">{escape(words[name or level])}</span>'
