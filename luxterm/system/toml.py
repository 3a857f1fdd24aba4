"""TOML that others wrote: parsed in proportion to its size, and what is wrong with it said with a line.

Python's parser takes quadratic time and memory for a key of many parts, and lets errors through that aren't
its own: of a number too long to convert, of nesting too deep.
"""

import re
import tomllib
from typing import Any

from luxterm.system.errors import ToldError
from luxterm.types import Message, figure, quoted

PARTS, DIGITS = 16, 1_000
"""The most parts of a key with full stops between them, and the most digits of a number."""

_STRING = r"""(?>"(?>[^"\\\n]++|\\[^\n])*+"?+|'[^'\n]*+'?+)"""
_PART = rf"(?>[\w-]++|{_STRING})[ \t]*+"
_NEXT = rf"\.[ \t]*+{_PART}"
_TOKEN = re.compile(
    r'"""(?>[^"\\]++|\\.|"(?!""))*+"{0,5}+'
    r"|'''(?>[^']++|'(?!''))*+'{0,5}+"
    r"|\#[^\n]*+"
    rf"|(?P<key>{_PART}(?>{_NEXT}){{{PARTS},}}+)"
    rf"|(?P<number>(?>0[xob])?[0-9a-fA-F_]{{{DIGITS + 1},}}+)"
    rf"|{_PART}(?>{_NEXT})*+"
    r"|(?P<opens>[\[{]++)|(?P<closes>[\]}]++)",
    re.DOTALL,
)
"""What a TOML file is made of. A string that never ends is as long as the parser reads."""
_MAYBE_KEY = re.compile(rf"^(?:[^\n.]*+\.){{{PARTS}}}", re.MULTILINE)
_MAYBE_NUMBER = re.compile(rf"(?<![0-9a-fA-F_])[0-9a-fA-F_]{{{DIGITS + 1}}}")
_AT = re.compile(r"\(at line (\d+), column \d+\)\Z")


class TomlError(ToldError, ValueError):
    """What is wrong with it; `line` is 1-based, 0 if unknown. `says_line`: the message has it, too."""

    def __init__(self, message: str | Message, line: int = 0, says_line: bool = False) -> None:
        super().__init__(message, line, says_line)
        self.line, self.says_line = line, says_line


def parse(text: str) -> dict[str, Any]:
    """What is in a TOML file. Raises TomlError."""
    text = text.replace("\r\n", "\n")
    _bound(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(
            Message("not-toml", (quoted(str(error)),)), _line_of(error, text), says_line=True
        ) from error
    except RecursionError:
        raise TomlError(Message("not-toml", (Message("nested-deeply"),)), _deepest(text)) from None
    except (ValueError, OverflowError) as error:
        raise TomlError(Message("not-toml", (quoted(str(error)),))) from error


def _bound(text: str) -> None:
    if not (_MAYBE_KEY.search(text) or _MAYBE_NUMBER.search(text)):  # nearly always
        return
    for token in _TOKEN.finditer(text):
        if token["key"]:
            problem = Message("many-key-parts", (str(PARTS),))
        elif token["number"]:
            problem = Message("many-digits", (figure(DIGITS),))
        else:
            continue
        raise TomlError(problem, text.count("\n", 0, token.start()) + 1)


def _deepest(text: str) -> int:
    """The line where most brackets are open."""
    depth = most = at = 0
    for token in _TOKEN.finditer(text):
        depth += len(token["opens"] or "") - len(token["closes"] or "")
        if depth > most:
            most, at = depth, token.start()
    return text.count("\n", 0, at) + 1


def _line_of(error: Exception, text: str) -> int:
    """The last line for a file that ends too early. Before Python 3.14, only the message says it."""
    if (line := getattr(error, "lineno", None)) is not None:
        return int(line)
    found = _AT.search(str(error))
    return int(found[1]) if found else text.rstrip().count("\n") + 1
