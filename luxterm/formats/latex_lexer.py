"""The signs of LaTeX: where a text has commands, braces, comments, formulas, and what signs stand for.

What is between two tokens is plain text. Verbatim text and formulas are one token each, because
nothing in them is a command. Time grows with the text alone, whatever is left open in it.
"""

import re
from typing import NamedTuple
from unicodedata import normalize

from luxterm.formats import latex_syntax as syntax
from luxterm.types import BARRIER


class Token(NamedTuple):
    """`kind` is "command", "begin", "end" (`value` is the name), "put" (`value` is what is seen, maybe
    nothing), "comment" (`value` is its text), "{", "}", "&", "row" (two backslashes) or "par" (a blank line).
    """

    kind: str
    start: int
    end: int
    value: str = ""


_SAME_PARAGRAPH = r"\n(?![ \t]*\r?\n)"
_TOKEN = re.compile(
    rf"""
    [\n\\%$~{{}}&`'<>!?-](?:
     (?<=\n) (?:[ \t\r]*\n)++ (?P<par>)
    |(?<=\\) (?:
        (?P<row> (?:\\ \*?|tabularnewline(?![A-Za-z])) (?:[ \t]*\[[^\]\n]{{0,40}}\])?)
      | (?P<verbatim> (?:verb|lstinline)\*? (?P<delimiter>[^\sA-Za-z*{{\[\\]) [^\n]{{0,400}}? (?P=delimiter)
          | (?:url|nolinkurl|path) [ \t]* \{{[^{{}}\n]{{0,4000}}\}}
          | \( (?:[^\\\n]|\\[^()]|{_SAME_PARAGRAPH})*+ \\\)
          | \[ (?:[^\\\n]|\\[^\[\]]|{_SAME_PARAGRAPH})*+ \\\] )
      | (?P<href> href [ \t]* (?:\[[^\]\n]{{0,400}}\])? \{{[^{{}}\n]{{0,4000}}\}})
      | begin [ \t]* \{{ (?P<begin>[^{{}}\\\n]{{1,60}}) \}}
      | end [ \t]* \{{ (?P<end>[^{{}}\\\n]{{1,60}}) \}}
      | (?P<accented> (?P<accent>['"`^~=.]|[uvHcdbrk](?![A-Za-z])) [ ]*
          (?: \{{ [ ]* \\? (?P<inner>[A-Za-z]) [ ]* \}}
            | \\(?P<dotless>[ij])(?![A-Za-z]) | (?P<bare>[A-Za-z]) ))
      | (?P<command>[A-Za-z@]++) \*? (?:[ \t]++ (?:\r?\n[ \t]*+(?=\S))? | \r?\n[ \t]*+(?=\S))?
      | (?P<symbol>[\s\S]) )
    |(?<=%) (?P<comment>[^\n]*+) (?:\n[ \t]*+(?=\S))?
    |(?<=\$) (?P<formula> \$ (?:[^$\\\n]|\\[\s\S]|{_SAME_PARAGRAPH}|\$(?!\$))*+ \$\$
        | (?:[^$\\\n]|\\[\s\S]|{_SAME_PARAGRAPH})++ \$ )
    |(?<=[{{}}&]) (?P<brace>)
    |(?<=~) (?P<sign>)
    |(?<=-) --?+ (?P<dash>)
    |(?<=`) `?+ (?P<opening>)
    |(?<=') (?: ' | (?!\w) ) (?P<closing>)
    |(?<=[!?]) ` (?P<inverted>)
    |(?<=<) < (?P<left>)
    |(?<=>) > (?P<right>)
    )""",
    re.X,
)


def tokens(text: str) -> list[Token]:
    """The tokens in their order, up to the document's end."""
    found: list[Token] = []
    endless: set[str] = set()  # what has no end from here on
    at = 0
    while match := _TOKEN.search(text, at):
        kind = match.lastgroup or ""
        start, at = match.span()
        if kind == "command":
            name = match["command"]
            if name == "iffalse" and (end := _end(text, at, r"\fi", endless)):
                at = end
                found.append(Token("put", start, at))
            else:
                found.append(Token(kind, start, at, name))
        elif kind == "brace":
            found.append(Token(text[start], start, at))
        elif kind in _SIGNS:
            found.append(Token("put", start, at, _SIGNS[kind].get(text[start:at], "")))
        elif kind == "par" or kind == "row":
            found.append(Token(kind, start, at))
        elif kind == "symbol":
            found.append(Token("put", start, at, syntax.SYMBOLS.get(match["symbol"], "")))
        elif kind == "comment":
            found.append(Token(kind, start, at, match["comment"]))
        elif kind == "accented":
            letter = match["inner"] or match["dotless"] or match["bare"]
            found.append(Token("put", start, at, normalize("NFC", letter + syntax.ACCENTS[match["accent"]])))
        elif kind == "href":
            found.append(Token("command", start, at, "href"))
        elif kind == "begin":
            name = match["begin"]
            seen = syntax.VERBATIM.get(name.rstrip("*"))
            if seen is not None and (end := _end(text, at, f"\\end{{{name}}}", endless)):
                at = end
                found.append(Token("put", start, at, seen))
            else:
                found.append(Token(kind, start, at, name))
        elif kind == "end":
            found.append(Token(kind, start, at, match["end"]))
            if match["end"] == "document":
                break
        else:
            found.append(Token("put", start, at, BARRIER))  # verbatim, formula
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


def _end(text: str, start: int, sign: str, endless: set[str]) -> int:
    """Where the first such sign ends, 0 if there is none."""
    if sign in endless:
        return 0
    at = text.find(sign, start)
    if at < 0:
        endless.add(sign)
        return 0
    return at + len(sign)


def closings(found: list[Token]) -> tuple[dict[int, int], set[int]]:
    """For every brace that is closed: where it is, and where its closing brace is; and those
    among them with a blank line inside."""
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
