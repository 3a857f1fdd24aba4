"""What reStructuredText's constructs begin with, and what its directives are to a reader."""

import re


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLANKS = " \t"
"""What indents a line and ends a mark; other white space, such as a no-break space, is text."""
LINE = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")
"""A title's underline or overline, or a transition."""
BULLETS = "-*+•‣⁃"
BULLET = re.compile(rf"[{BULLETS}](?:[ \t]+|\Z)")
_ORDINAL = r"(?:\d{1,9}|[A-Za-z#]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
ENUMERATOR = re.compile(rf"(?:\({_ORDINAL}\)|{_ORDINAL}[.)])(?:[ \t]+|\Z)")
FIELD = re.compile(r":(?![: ])((?:[^:\\\n]|\\.|:(?![ \t`]|\Z))+)(?<! ):(?:[ \t]+|\Z)")
_OPTION_NAME = r"(?:-\w|--\w[\w-]*+|/[A-Z])(?:[ =]?(?:<[^<>\n]++>|[A-Za-z][\w-]*+))?"
OPTION = re.compile(rf"{_OPTION_NAME}(?:, {_OPTION_NAME})*(?:[ ]{{2,}}|\Z)")
SIMPLE_NAME = r"[^\W_]++(?:[-._+:][^\W_]++)*+"
"""A name without quotation marks: "mark", "mark-2", but not "-"."""
NOTE = re.compile(rf"\.\.[ \t]+\[(\d+|#(?:{SIMPLE_NAME})?|\*|{SIMPLE_NAME})\](?:[ \t]+|\Z)")
"""A footnote or, where its label begins with a letter, a citation."""
TARGET = re.compile(r"\.\.[ \t]+_(?![ \t])|\.\.[ \t]+__:|__(?:[ \t]|\Z)")
OTHER_NAME = re.compile(r"(?:`([^`]+)`|(?<!\S)(\S+))_\Z")
"""How a target ends that is another name for what has one."""
SUBSTITUTION = re.compile(r"\.\.[ \t]+\|[^|\s][^|]*\|[ \t]+[\w-]+::")
DIRECTIVE = re.compile(r"\.\.[ \t]++([^\W_]++(?:[-.+:_][^\W_]++)*+)[ \t]?::(?:[ \t]+|\Z)")

TITLED = _names(
    "admonition topic sidebar rubric table list-table csv-table centered flat-table card grid-item-card "
    "dropdown tab tab-item"
)
"""Directives whose argument is words that are shown."""
NAMED = _names("figure class container only")
"""Directives whose argument, up to a blank line, isn't words."""
WHOLE = _names(
    "attention caution danger error hint important note tip warning seealso todo epigraph highlights "
    "pull-quote versionadded versionchanged deprecated header footer line-block"
)
"""Directives whose first line is the beginning of their text."""
QUOTES = _names("epigraph highlights pull-quote")
SKIPPED = _names(
    "code code-block sourcecode highlight literalinclude parsed-literal raw math include toctree contents "
    "sectnum section-numbering index meta image default-role role title unicode date replace target-notes "
    "graphviz digraph graph mermaid uml plantuml jinja doctest testcode testoutput prompt command-output "
    "program-output bibliography currentmodule module productionlist automodule autoclass autofunction "
    "tabularcolumns"
)
"""Directives that are not read. An unknown directive is read, except for its argument."""

_MARK = re.compile(r"(\(?)(\w+|#)([.)])")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def follows(mark: str, below: str) -> bool:
    """Whether an item's mark comes after another's: `(b)` after `(a)`, `II.` after `I.`, `#.` after both."""
    one, other = _MARK.fullmatch(mark), _MARK.fullmatch(below)
    if not one or not other or one.group(1, 3) != other.group(1, 3):
        return False
    if other[2] == "#":
        return one[2] not in ("z", "Z")  # which nothing comes after
    return any(
        value + 1 == after and kind == next_kind
        for kind, value in _ordinals(one[2])
        for next_kind, after in _ordinals(other[2])
    )


def _ordinals(sign: str) -> list[tuple[str, int]]:
    """What a sign may count as: a kind of numbers, and the number."""
    if sign.isdecimal():
        return [("arabic", int(sign))]
    case = "upper" if sign.isupper() else "lower"
    found = [(f"{case} alphabet", ord(sign))] if len(sign) == 1 and sign.isalpha() else []
    values = [_ROMAN.get(char, 0) for char in sign.lower()]
    if all(values):
        parts = (-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
        found.append((f"{case} Roman", sum(parts)))
    return found
