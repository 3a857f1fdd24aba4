"""The data that a site's page begins with: YAML or TOML between two lines of signs.

It has an end, and nothing in it but entries, what belongs to them, and comments. What begins with a rule and
a blank line is text, and so is what has a sentence before its first colon: a key is one word or a few.
"""

import re

_END = r"(?:\r\n|\n|\r)"
_WORD = r"[\w.$()/&'-]++"
_KEY = rf"(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|<<|{_WORD}(?:[ ]{_WORD}){{0,3}})"
_ENTRY = rf"{_KEY}[ \t]*+:(?:[ \t][^\r\n]*+)?"
_BLANK = r"[ \t]*+(?:\#[^\r\n]*+)?"
_FRONT_MATTER = (
    rf"\ufeff?(?:---[ \t]*{_END}(?:[ \t]*+\#[^\r\n]*+{_END})*+{_ENTRY}{_END}"
    rf"(?:(?!---|\.\.\.)(?>[ \t]++[^\s][^\r\n]*+|-[ \t][^\r\n]*+|[\]}}][^\r\n]*+|{_ENTRY}|{_BLANK}){_END})*+"
    r"(?:---|\.\.\.)"
    rf"|\+\+\+[ \t]*{_END}"
    r"(?:(?!\+\+\+)(?>[ \t]++[^\s][^\r\n]*+|[\]}\"'\[][^\r\n]*+|[\w\"'.-]+[ \t]*=[^\r\n]*+"
    rf"|{_BLANK}){_END})*+\+\+\+)[ \t]*(?:{_END}|\Z)"
)


def front_matter_end(text: str) -> int:
    """Where the text proper begins."""
    # Compiled only where it may match: start-up time.
    front = re.match(_FRONT_MATTER, text) if text[:4].lstrip("\ufeff")[:3] in ("---", "+++") else None
    return front.end() if front else 0
