"""The reader of reStructuredText.

A mask of our own over the lines: docutils, the reference, gives only line numbers and is thirty times
slower. A test compares the words that are read with those docutils shows. Inline markup is in
`luxterm.formats.rst_inline`, tables in `luxterm.formats.rst_tables`.
"""

import re
from dataclasses import dataclass

from luxterm.formats import rst_inline, rst_tables
from luxterm.formats.builder import Builder
from luxterm.types import Document, Scope

_SIGN = r"[!-/:-@\[-`{-~]"
_LINE = re.compile(rf"({_SIGN})\1*[ \t]*\Z")
_BULLET = re.compile(r"[-*+•‣⁃](?:[ \t]+|\Z)")
_ENUMERATOR = re.compile(r"(?:\(?(?:\d{1,9}|[A-Za-z#]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})\)|(?:\d{1,9}|[A-Za-z#]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})\.)(?:[ \t]+|\Z)")
_FIELD = re.compile(r":(?![: ])((?:[^:\\]|\\.|:(?!(?:[ \t]|\Z)))+):(?:[ \t]+|\Z)")
_OPTION = re.compile(r"(?:-\w|--\w[\w-]*|/[A-Z])(?:[ =]?(?:<[^<>]+>|[A-Za-z][\w-]*))?(?:, (?:-\w|--\w[\w-]*|/[A-Z])(?:[ =]?(?:<[^<>]+>|[A-Za-z][\w-]*))?)*(?:[ ]{2,}|\Z)")
_NOTE = re.compile(r"\.\.[ \t]+\[(?:\d+|#[\w.+-]*|\*|[^\W\d][\w.+-]*)\](?:[ \t]+|\Z)")
_TARGET = re.compile(r"(?:\.\.[ \t]+_(?![ \t])|\.\.[ \t]+__:|__[ \t])")
_SUBSTITUTION = re.compile(r"\.\.[ \t]+\|[^|\s][^|]*\|[ \t]+[\w-]+::")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?P<name>\w+(?:[-._+:]\w+)*)[ \t]?::(?:[ \t]+|\Z)")
_OPTION_LINE = re.compile(r":([\w-]+):[ \t]*(.*)")

_TITLED = frozenset("admonition topic sidebar rubric table list-table csv-table centered flat-table card dropdown tab".split())
"""Directives whose argument is words that are shown."""
_WHOLE = frozenset(
    "attention caution danger error hint important note tip warning seealso todo epigraph highlights pull-quote "
    "versionadded versionchanged deprecated header footer line-block".split()
)
"""Directives whose first line is the beginning of their text."""
_QUOTES = frozenset(("epigraph", "highlights", "pull-quote"))
_SKIPPED = frozenset(
    "code code-block sourcecode highlight literalinclude parsed-literal raw math include toctree contents sectnum "
    "section-numbering index meta image default-role role title unicode date replace restructuredtext-test-directive "
    "target-notes tabularcolumns graphviz digraph graph mermaid uml plantuml jinja doctest testcode testoutput prompt "
    "command-output program-output bibliography currentmodule module productionlist ifconfig automodule autoclass "
    "autofunction".split()
)


@dataclass(slots=True)
class _Place:
    """What stands at some indentation: an item, a note's body, a block quote."""

    low: int  # lines indented less end it
    base: int | None  # its own indentation; None until its second line shows it
    scope: Scope
    quoted: bool
    rows: "rst_tables.Rows | None" = None  # of the list table we are in
    level: int = 0  # 1 in a row of it


def read(text: str) -> Document:
    return _Walk(text).read()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = Builder(text)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._indents: list[int] = []  # of blank lines: -1
        at = 0
        for line in text.splitlines(keepends=True):
            body = line.lstrip()
            blank = len(line) - len(body)
            self._starts.append(at + blank)
            at += len(line)
            self._ends.append(at - len(line) + len(line.rstrip()))
            lead = line[:blank]
            self._indents.append((len(lead.expandtabs(8)) if "\t" in lead else blank) if body else -1)
        self._count = len(self._starts)
        self._places = [_Place(0, 0, Scope.PARAGRAPH, False)]

    def read(self) -> Document:
        number = 0
        while number < self._count:
            indent = self._indents[number]
            if indent < 0:
                number += 1
                continue
            self._enter(indent)
            start: int | None = self._starts[number]
            # Several things may begin on one line: an item in an item, a note with an item.
            while start is not None and number < self._count:
                number, start, indent = self._block(number, start, indent)
        return self._builder.document("rst")
