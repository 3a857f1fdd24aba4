"""reStructuredText: the words read are those that docutils shows, and the offsets are exact."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from luxterm.formats import read, rst_marks
from luxterm.types import BARRIER, Scope

CASES = tomllib.loads((Path(__file__).parent / "cases" / "formats" / "rst.toml").read_text(encoding="utf-8"))[
    "case"
]
# Sphinx's roles and what docutils doesn't know are errors to it, where we read on; and it shows what
# a substitution stands for (in "comments"), where we have a barrier.
NOT_FOR_DOCUTILS = {
    "roles",
    "words that are in the index, titles of cards",
    "templates",
    "rubrics, topics and what we don't know",
    "comments",
}

LONG = """\
=====================
Report of the Office
=====================

:Date: 12 May 2003
:Scope: All States

Summary
=======

The *sale of children* is defined in article 2 [#def]_; see `the Protocol
<https://example.org/protocol>`_, **in force** since 2002, and `The Report`_.
The value ``sale`` stands in the code; 3 * 4 and snake_case stay.

.. [#def] Article 2 (a) of the *Protocol*,
   as ratified.

.. _The Report: https://example.org/report

States shall::

    literal text is skipped

1. Prohibit the sale of children:

   a) in law;
   b) in practice
      and in fact.

2. Report to the Committee.

   - yearly
   - in *writing*

A term
    Its definition, which
    goes on.

    A second paragraph.

Another : legal
    Defined.

    As the Committee said:

        Children have rights.

        More of them.

.. note:: This is *not* legal advice.
   It goes on.

   - an item

.. epigraph::

   No child shall be sold.

Terms
-----

+-----------------+------------------------+
| Term            | Instead                |
+=================+========================+
| sale of         | - trafficking          |
| children        | - exploitation of      |
|                 |   children             |
+-----------------+------------------------+
| both columns in one cell                 |
+------------------------------------------+

=========  ==================
Term       Instead
=========  ==================
sale       trade, which may
           go on
act        *law*
=========  ==================

.. list-table:: Terms in a list
   :header-rows: 1

   * - Term
     - Instead
   * - sale
     - trade

.. a comment that is not read

Annex A
~~~~~~~

| Line one of an address
| line two
  goes on

----

End of the report, which says “the State’s own\\ *ed* law\\*”.
"""


def shown_by_docutils(text: str) -> list[str]:
    """The words of the document tree, without code, notes' marks and the like."""
    docutils = pytest.importorskip("docutils.core")
    from docutils import nodes

    skipped = (
        nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.raw, nodes.math, nodes.math_block,
        nodes.comment, nodes.substitution_definition, nodes.substitution_reference, nodes.system_message,
        nodes.footnote_reference, nodes.citation_reference, nodes.option_group,
    )  # fmt: skip
    parts: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, nodes.Text):
            parts.append(node.astext())
        elif isinstance(node, nodes.label) and isinstance(node.parent, nodes.footnote):
            pass
        elif not isinstance(node, skipped):
            if isinstance(node, nodes.image):
                parts.append(f" {node.get('alt', '')} ")
            for child in node.children:
                walk(child)
            if not isinstance(node, nodes.Inline):
                parts.append(" ")

    settings = {
        "report_level": 5, "halt_level": 6, "raw_enabled": False, "file_insertion_enabled": False,
        "doctitle_xform": False, "docinfo_xform": False,
    }  # fmt: skip
    walk(docutils.publish_doctree(text, settings_overrides=settings))
    return [word for word in "".join(parts).split() if word != ":"]


def read_by_us(text: str) -> list[str]:
    segments = read(text, "rst").segments
    seen = [
        "".join(text[p.start : p.end] if p.text is None else p.text for p in segment.pieces)
        for segment in segments
    ]
    words = " ".join(seen).replace(BARRIER, "").split()
    return [word for word in words if word not in (":", "--")]  # a classifier's, an attribution's


@pytest.mark.parametrize("source", [LONG, *(c["source"] for c in CASES if c["name"] not in NOT_FOR_DOCUTILS)])
def test_reads_the_words_docutils_shows(source: str) -> None:
    assert read_by_us(source) == shown_by_docutils(source)


@pytest.mark.parametrize("before", "'\"([{<-/:‘’‚“”„«»‹›‐–—…¡¿•§x")
def test_marks_beside_markup_are_read_as_docutils_does(before: str) -> None:
    for after in "'\".,:;!?-)]}>/‘’‚“”„«»‹›‐–—…§x":
        for text in (f"l{before}*words here*{after} b", f"l{before}*{after} b *c* d"):
            assert read_by_us(text) == shown_by_docutils(text), text


@pytest.mark.parametrize(
    "mark", ["", "*", "-", "1.", "(a)", ":field:", "|", "..", ".. [#]", ">>>", "__", "::"]
)
def test_only_spaces_and_tabs_indent_and_end_a_mark(mark: str) -> None:
    """Any other white space is text: "*" and a no-break space begin no list."""
    for space in " \t\u00a0\u2009\u3000":
        for first in (
            f"{space}{mark} words",
            f"{mark}{space}words",
            f"{mark} {space}words",
            f"words{space}::",
        ):
            for text in (f"{first}\n\n more", f"{first}\nmore::\n\n here", f"a\n{first}\n\nb"):
                assert read_by_us(text) == shown_by_docutils(text), text


def test_the_marks_beside_markup_are_those_of_docutils() -> None:
    marks = pytest.importorskip("docutils.utils.punctuation_chars")
    signs = [chr(sign) for sign in range(0x20, 0x13000) if not chr(sign).isspace()]
    for ours, theirs in (
        (rst_marks.OPENERS, marks.openers + marks.delimiters),
        (rst_marks.CLOSERS, marks.closers + marks.delimiters + marks.closing_delimiters),
    ):
        mine, its = re.compile(f"[{ours}]"), re.compile(f"[{theirs}]")
        assert [sign for sign in signs if bool(mine.match(sign)) != bool(its.match(sign))] == []
    for before in marks.openers.replace("\\", ""):
        for after in marks.closers.replace("\\", ""):
            assert marks.match_chars(before, after) == (after in rst_marks.CLOSED_BY.get(before, "")), before


def test_cells_side_by_side_interleave() -> None:
    text = "+---+---+\n| a | c |\n| b | d |\n+---+---+\n"
    first, second = read(text, "rst").segments
    assert [text[p.start : p.end].strip() for p in first.pieces] == ["a", "b"]
    assert [text[p.start : p.end].strip() for p in second.pieces] == ["c", "d"]


def test_a_cell_s_second_item_comes_after_what_is_beside_the_first() -> None:
    text = "+-----+-------+\n| - a | - one |\n| - b | - two |\n+-----+-------+\n"
    segments = read(text, "rst").segments
    assert [text[slice(*segment.span)] for segment in segments] == ["a", "one", "b", "two"]


def test_a_full_cell_keeps_its_words_apart() -> None:
    text = "+----+\n|sale|\n|act |\n+----+\n"
    (cell,) = read(text, "rst").segments
    assert "".join(text[p.start : p.end] if p.text is None else p.text for p in cell.pieces) == "sale act"


def test_the_span_of_a_comment() -> None:
    text = "A\n\n.. luxterm: off:\n   draft\n\nB\n"
    (comment,) = read(text, "rst").comments
    assert text[comment.start : comment.end] == ".. luxterm: off:\n   draft"
    assert comment.text == "luxterm: off:\n   draft"


def test_cells_of_comma_separated_values() -> None:
    """Empty ones count as columns, and quotes that aren't around a cell are its words."""
    text = (
        '.. csv-table::\n   :header: "Measure", "Subject", Year\n\n'
        '   , child marriage\n   ask "why", now , "c, ""d"""\n   "a" b,  ,2020\n   "open, end\n'
    )
    read_cells = [
        (text[slice(*segment.span)], segment.column)
        for segment in read(text, "rst").segments
        if segment.scope is Scope.CELL
    ]
    assert read_cells == [
        ("child marriage", "Subject"),
        ('ask "why"', "Measure"),
        ("now", "Subject"),
        ('c, ""d""', "Year"),
        ('"a" b', "Measure"),
        ("2020", "Year"),
        ('"open', "Measure"),
        ("end", "Subject"),
    ]


MARKS = [
    *("1.", "2.", "3.", "#.", "a.", "b.", "i.", "ii.", "iv.", "v.", "A.", "B.", "I.", "II."),
    *("(a)", "(b)", "(#)", "1)", "2)", "z.", "Z.", "aa."),
]


@pytest.mark.parametrize("below", MARKS)
@pytest.mark.parametrize("mark", MARKS)
def test_an_item_is_one_if_the_line_below_goes_on_counting(mark: str, below: str) -> None:
    """As docutils has it: otherwise both lines are a paragraph."""
    docutils = pytest.importorskip("docutils.core")
    text = f"{mark} one\n{below} other"
    shown = docutils.publish_doctree(text, settings_overrides={"report_level": 5})
    listed = shown.children[0].tagname == "enumerated_list"
    assert (read(text, "rst").segments[0].scope is Scope.ITEM) == listed
