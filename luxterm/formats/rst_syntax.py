"""What reStructuredText's constructs begin with, and what its directives are to a reader."""

import re


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


LINE = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")
"""A title's underline or overline, or a transition."""
BULLET = re.compile(r"[-*+•‣⁃](?:[ \t]+|\Z)")
_ORDINAL = r"(?:\d{1,9}|[A-Za-z#]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
ENUMERATOR = re.compile(rf"(?:\({_ORDINAL}\)|{_ORDINAL}[.)])(?:[ \t]+|\Z)")
FIELD = re.compile(r":(?![: ])((?:[^:\\\n]|\\.|:(?![ \t`]|\Z))+)(?<! ):(?:[ \t]+|\Z)")
_OPTION_NAME = r"(?:-\w|--\w[\w-]*+|/[A-Z])(?:[ =]?(?:<[^<>\n]++>|[A-Za-z][\w-]*+))?"
OPTION = re.compile(rf"{_OPTION_NAME}(?:, {_OPTION_NAME})*(?:[ ]{{2,}}|\Z)")
NOTE = re.compile(r"\.\.[ \t]+\[(\d+|#[\w.+-]*|\*|[^\W\d][\w.+-]*)\](?:[ \t]+|\Z)")
"""A footnote or, where its label begins with a letter, a citation."""
TARGET = re.compile(r"\.\.[ \t]+_(?![ \t])|\.\.[ \t]+__:|__(?:[ \t]|\Z)")
SUBSTITUTION = re.compile(r"\.\.[ \t]+\|[^|\s][^|]*\|[ \t]+[\w-]+::")
DIRECTIVE = re.compile(r"\.\.[ \t]++([^\W_]++(?:[-.+:_][^\W_]++)*+)[ \t]?::(?:[ \t]+|\Z)")
SETTING = re.compile(r":([\w-]+):(?:[ \t]+|\Z)")

TITLED = _names(
    "admonition topic sidebar rubric table list-table csv-table centered flat-table card dropdown tab"
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
