"""The signs of LaTeX: where a text has commands, braces, comments, formulas, and what signs stand for.

What is between two tokens is plain text. Verbatim text and formulas are one token each, because
nothing in them is a command. Time grows with the text alone, whatever is left open in it.
"""

import re
from typing import NamedTuple
from unicodedata import normalize

from luxterm.base import lazy_pattern
from luxterm.formats import latex_syntax as syntax
from luxterm.formats.latex_languages import main_language
from luxterm.types import BARRIER


class Token(NamedTuple):
    """What isn't text as it stands.

    `kind` is "command", "begin", "end" (`value` is the name), "put" (`value` is what is seen, maybe
    nothing), "comment" (`value` is its text), "{", "}", "&", "row" (two backslashes) or "par" (a blank line).
    """

    kind: str
    start: int
    end: int
    value: str = ""


_UNIT = r"(?:true[ \t]*+)?(?:[a-z]{2}|\\[A-Za-z@]++)"
_LENGTH = rf"\[[-+ \t]*+(?:[\d.,]++[ \t]*+{_UNIT}|\\[A-Za-z@][^\]\n]{{0,40}})[ \t]*+\]"
"""What may be between a new line and the next: anything else in brackets is text, which a fix may change."""
_SAME_PARAGRAPH = r"\n(?![ \t]*\r?\n)"
_IN_FORMULAS = rf"%[^\r\n]*+|{_SAME_PARAGRAPH}"
"""A comment, which may have the sign that ends one, and the line's end."""
_SHORTHANDS = re.escape("".join(syntax.SHORTHANDS))
_PATTERN = rf"""
    [\n\\%$~{{}}&`'<>!?MARK-](?:
     (?<=\n) (?:[ \t\r]*\n)++ (?P<par>)
    |(?<=\\) (?:
        (?P<row> (?:\\ \*?|tabularnewline(?![A-Za-z])) (?:[ \t]*{_LENGTH})?)
      | (?P<verbatim> (?:verb|lstinline)\*? (?:[ \t]++|(?![A-Za-z])) (?P<delimiter>[^\s*{{\[\\])
            [^\n]{{0,400}}? (?:(?P=delimiter)|(?=\n)|\Z)
          | (?:url|nolinkurl|path) [ \t]* \{{(?:[^{{}}\n]|{_SAME_PARAGRAPH}){{0,4000}}\}}
          | \( (?:[^\\%\n]|\\[^()]|{_IN_FORMULAS})*+ \\\)
          | \[ (?:[^\\%\n]|\\[^\[\]]|{_IN_FORMULAS})*+ \\\] )
      | (?P<href> href [ \t]* (?:\[[^\]\n]{{0,400}}\])? \{{(?:[^{{}}\n]|{_SAME_PARAGRAPH}){{0,4000}}\}})
      | begin \s* \{{ (?P<begin>[^{{}}\\]++) \}}
      | end \s* \{{ (?P<end>[^{{}}\\]++) \}}
      | (?P<accented> (?P<accent>['"`^~=.]|[uvHcdbrk](?![A-Za-z])) [ ]*
          (?: \{{ [ ]* \\? (?P<inner>[A-Za-z]) [ ]* \}}
            | \\(?P<dotless>[ij])(?![A-Za-z]) | (?P<bare>[A-Za-z]) ))
      | (?P<command>(?!@(?![A-Za-z@]))[A-Za-z@]++) \*?
          (?:[ \t]++ (?:\r?\n[ \t]*+(?=\S))? | \r?\n[ \t]*+(?=\S))?
      | (?P<symbol>[\s\S]) )
    |(?<=%) (?P<comment>[^\r\n]*+) (?:(?:\r?\n|\r)[ \t]*+(?=\S))?
    |(?<=\$) (?P<formula> \$ (?:[^$\\%\n]|\\[\s\S]|{_IN_FORMULAS}|\$(?!\$))*+ \$\$
        | (?:[^$\\%\n]|\\[\s\S]|{_IN_FORMULAS})++ \$ )
    |(?<=[{{}}&]) (?P<brace>)
    |(?<=~) (?P<sign>)
    |(?<=-) --?+ (?P<dash>)
    |(?<=`) `?+ (?P<opening>)
    |(?<=') (?: ' | (?!\w) ) (?P<closing>)
    |(?<=[!?]) ` (?P<inverted>)
    |(?<=<) < (?P<left>)
    |(?<=>) > (?P<right>)
    |(?<=") (?P<shorthand>[{_SHORTHANDS}])
    )"""

_TOKEN = lazy_pattern(_PATTERN.replace("MARK", ""), re.X)
_TOKEN_OR_SHORTHAND = lazy_pattern(_PATTERN.replace("MARK", '"'), re.X)


def tokens(text: str) -> list[Token]:
    """The tokens in their order, up to the document's end."""
    found: list[Token] = []
    endless: set[str] = set()  # what has no end from here on
    at = 0
    active = '"' in text and main_language(text) in syntax.ACTIVE
    pattern = _TOKEN_OR_SHORTHAND if active else _TOKEN
    while match := pattern.search(text, at):
        kind = match.lastgroup or ""
        start, at = match.span()
        if kind == "command" or kind == "begin":
            name = match[kind]
            unread = _unread(kind, name)
            if unread and (end := _end(text, at, unread[0], endless)):
                at = end
                found.append(Token("put", start, at, unread[1]))
            else:
                found.append(Token(kind, start, at, name))
        elif kind == "brace":
            found.append(Token(text[start], start, at))
        elif kind == "par" or kind == "row":
            found.append(Token(kind, start, at))
        elif kind == "href":
            found.append(Token("command", start, at, "href"))
        elif kind == "comment" or kind == "end":
            found.append(Token(kind, start, at, match[kind]))
            if match["end"] == "document":
                break
        else:
            found.append(Token("put", start, at, _seen(kind, match)))
    return found


_SIGNS = {
    "sign": {"~": " "},
    "dash": {"--": "–", "---": "—"},
    "opening": {"`": "‘", "``": "“"},
    "closing": {"'": "’", "''": "”"},
    "inverted": {"!`": "¡", "?`": "¿"},
    "left": {"<<": "«"},
    "right": {">>": "»"},
}


def _unread(kind: str, name: str) -> tuple[str, str] | None:
    """Of a command or environment whose inside isn't read: where it ends, and what is seen of it."""
    if kind == "command":
        return (r"\fi", "") if name == "iffalse" else None
    seen = syntax.VERBATIM.get(name.rstrip("*"))
    return None if seen is None else (f"\\end{{{name}}}", seen)


def _seen(kind: str, match: re.Match[str]) -> str:
    """What is seen where the text has something that stands for it."""
    if kind in _SIGNS:
        return _SIGNS[kind].get(match[0], "")
    if kind == "symbol":
        return syntax.SYMBOLS.get(match["symbol"], "")
    if kind == "shorthand":
        return syntax.SHORTHANDS[match["shorthand"]]
    if kind == "accented":
        letter = match["inner"] or match["dotless"] or match["bare"]
        return normalize("NFC", letter + syntax.ACCENTS[match["accent"]])
    return BARRIER  # verbatim, formula


def _end(text: str, start: int, sign: str, endless: set[str]) -> int:
    """Where the first such sign ends, 0 if there is none."""
    if sign in endless:
        return 0
    at = start
    while (at := text.find(sign, at)) >= 0:
        at += len(sign)
        if not (sign[-1].isalpha() and text[at : at + 1].isalpha()):  # "\fi", not "\file"
            return at
    endless.add(sign)
    return 0


def closings(found: list[Token]) -> tuple[dict[int, int], set[int]]:
    """For every brace that is closed: where it is, and where its closing brace is.

    Also those among them with a blank line inside.
    """
    closed: dict[int, int] = {}
    long: set[int] = set()
    opened: list[tuple[int, int]] = []
    blank_lines = 0
    for kind, start, _, _ in found:
        if kind == "par":
            blank_lines += 1
        elif kind == "{":
            opened.append((start, blank_lines))
        elif kind == "}" and opened:
            brace, before = opened.pop()
            closed[brace] = start
            if before < blank_lines:
                long.add(brace)
    return closed, long
