"""Which cells stand in one row, in every format that has tables, and what the rows of a glossary say."""

import pytest

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.match import Occurrence
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.text.view import View
from luxterm.types import Document
from tests.table_files import TABLES, table

NUMBERS = (("Left", "Right"), ("one", "two"), ("three", "four"), ("five", "six"))
SPANNED = """\
+-------+-------+
| Left  | Right |
+=======+=======+
| one   | two   |
|       |       |
| more  +-------+
|       | three |
+-------+-------+
"""
PARTICULAR = {
    "html: a row's header": "<table><tr><td>one<th>name<td>two<tr><td>three<td>four</table>",
    "html: nothing in the first cell": "<table><tr><td>one<td>two<tr><td><td>three<td>four</table>",
    "html: nothing in a row": "<table><tr><td>one<td>two<tr><td><td></table><table><tr><td>three<td>four",
    "html: without rows": "<table><td>one<td>two</table><table><td>three<td>four</table>",
    "html: a list in the first cell": "<table><tr><td><ul><li>a</ul><td>one<td>two<tr><td>three<td>four",
    "rst: a cell goes on": "===== =====\nLeft  Right\n===== =====\none\n      two\nthree four\n===== =====\n",
    "latex: nothing in a cell": "\\begin{tabular}{lll}\none & two \\\\\n & three & four\n\\end{tabular}",
}


def beside(termbase: Termbase, document: Document, word: str) -> list[str]:
    """What the cells have that stand in the row of a word."""
    view, language = View(document), termbase.language("en")
    at = view.text.index(word)
    around = Surroundings(view, language, Occurrence(at, at + len(word), language.term(0), 0))
    return [view.text[slice(*view.bounds(it))] for it in cells_beside(around, 3)]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("word", "other"), [("one", "two"), ("two", "one"), ("three", "four"), ("six", "five")]
)
def test_a_row_has_its_own_cells(termbase: Termbase, name: str, word: str, other: str) -> None:
    assert beside(termbase, table(name, NUMBERS), word) == [other]


@pytest.mark.parametrize("name", PARTICULAR)
@pytest.mark.parametrize(
    ("word", "other"), [("one", "two"), ("two", "one"), ("three", "four"), ("four", "three")]
)
def test_however_a_row_is_written(termbase: Termbase, name: str, word: str, other: str) -> None:
    assert beside(termbase, read(PARTICULAR[name], name.partition(":")[0]), word) == [other]


def test_a_cell_of_several_rows_is_in_its_first(termbase: Termbase) -> None:
    document = read(SPANNED, "rst")
    assert beside(termbase, document, "two") == ["one", "more"]
    assert beside(termbase, document, "three") == []


def test_what_is_no_cell_is_in_no_row(termbase: Termbase) -> None:
    assert (
        beside(termbase, read("| one | two |\n|---|---|\n| three | four |\n\nfive\n", "markdown"), "five")
        == []
    )


GLOSSARY = (
    ("Left", "Right"),
    ("child pornography", "Any material that shows a child in that way."),
    ("Part two", "child prostitution"),
    ("Any person below 18", "Everybody of that age."),
)
"""What stands beside the first word defines it; what stands below the second doesn't."""


@pytest.mark.parametrize("name", TABLES)
def test_a_row_defines_its_own_word(termbase: Termbase, name: str) -> None:
    found = check(table(name, GLOSSARY), termbase, Settings(lang="en"))
    assert {it.seen: it.defines for it in found} == {"child pornography": True, "child prostitution": False}
