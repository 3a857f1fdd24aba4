"""The data that a site's page begins with: YAML or TOML between two lines of signs, or JSON in its brackets.

It has an end, and nothing in it but entries, what belongs to them, and comments. What begins with a rule and
a blank line is text, and so is what has a sentence before its first colon: a key is one word or a few.
"""

import re

from luxterm.types import Document

_END = r"(?:\r\n|\n|\r)"
_WORD = r"[\w.$()/&'-]++"
_KEY = rf"(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|<<|{_WORD}(?:[ ]{_WORD}){{0,3}})"
_ENTRY = rf"{_KEY}[ \t]*+:(?:[ \t][^\r\n]*+)?"
_BLANK = r"[ \t]*+(?:\#[^\r\n]*+)?"
_LINES = r"(?:\"\"\"(?>(?!\"\"\")[\s\S])*+\"{3,5}|'''(?>(?!''')[\s\S])*+'{3,5})"
"""TOML's strings of several lines."""
_FRONT_MATTER = (
    rf"\ufeff?(?:---[ \t]*{_END}(?:[ \t]*+\#[^\r\n]*+{_END})*+{_ENTRY}{_END}"
    rf"(?:(?!---|\.\.\.)(?>[ \t]++[^\s][^\r\n]*+|-[ \t][^\r\n]*+|[\]}}][^\r\n]*+|{_ENTRY}|{_BLANK}){_END})*+"
    r"(?:---|\.\.\.)"
    rf"|\+\+\+[ \t]*{_END}"
    r"(?:(?!\+\+\+)(?>[ \t]++[^\s][^\r\n]*+|[\]}\"'\[][^\r\n]*+"
    rf"|[\w\"'.-]+[ \t]*=(?>[ \t]*+{_LINES}[ \t]*+(?:\#[^\r\n]*+)?(?=[\r\n])|[^\r\n]*+)"
    rf"|{_BLANK}){_END})*+\+\+\+)[ \t]*(?:{_END}|\Z)"
)
_LANG = (
    r"^(?:[ \t{]*\")?(?:lang|language|locale)\"?[ \t]*[:=][ \t]*[\"']?"
    r"([A-Za-z]{2,3}(?:[-_][^\W_]{2,8}+)*+)[\"']?,?[ \t]*\r?$"
)
_JSON = r"\ufeff?(?=\{\s*\")"
_AFTER = r"[ \t]*(?:\r\n|\n|\r|\Z)"
FORMATS = frozenset(("markdown", "mdx", "html", "asciidoc", "rst"))
"""Formats of which sites are made."""


def _begins(text: str) -> bool:
    return text[:4].lstrip("\ufeff")[:3] in ("---", "+++") or text[:2].lstrip("\ufeff")[:1] == "{"


def front_matter_end(text: str) -> int:
    """Where the text proper begins."""
    # Compiled only where it may match: start-up time.
    if not _begins(text):
        return 0
    if start := re.match(_JSON, text):
        return _json_end(text, start.end())
    front = re.match(_FRONT_MATTER, text)
    return front.end() if front else 0


def _json_end(text: str, start: int) -> int:
    import json  # few files have any

    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return 0
    after = re.compile(_AFTER).match(text, end)
    return after.end() if after else 0


def with_fields(document: Document, fields: tuple[str, ...]) -> Document:
    """The document with the text fields of its front matter, and its comments, before all else.

    `fields` are the names of those to be read besides the usual ones.
    """
    text = document.text
    if not (_begins(text) and document.format in FORMATS and (end := front_matter_end(text))):
        return document
    if document.segments and document.segments[0].span.start < end:
        return document  # hardly text: all of it is read
    from luxterm.formats.front_matter_fields import read  # few files have any

    front = read(text, end, fields)
    segments, comments = document.segments, document.comments
    if front.under:  # the page's title is the heading above its text, up to the first of its own
        segments = tuple(it if it.under else it._replace(under=front.under) for it in segments)
    return document._replace(
        segments=(*front.segments, *segments),
        comments=(*front.comments, *comments),
        lang=_lang(text[:end]) or document.lang,
    )


def _lang(front: str) -> str:
    """The language that front matter declares."""
    declared = re.search(_LANG, front, re.MULTILINE)
    return declared[1] if declared else ""
