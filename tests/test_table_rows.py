"""Which cells stand in one row, in every format that has tables and lines."""

import pytest

from luxterm.engine.match import Occurrence
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.text.view import View

MARKDOWN = "| Left | Right |\n|---|---|\n| one | two |\n| three | four |\n"
TAGGED = "<table>\n<tr>\n<td>one</td>\n<td>two</td>\n</tr>\n<tr>\n<td>three\n<td>four\n</table>"
TABLES = {
    "markdown": MARKDOWN,
    "mdx": MARKDOWN,
    "html": TAGGED.replace("\n", ""),
    "html lines": TAGGED,
    "html header": TAGGED.replace("<td>two", "<th>name</th>\n<td>two"),
    "markdown tags": TAGGED,
    "rst": "===== =====\nLeft  Right\n===== =====\none   two\nthree four\n===== =====\n",
    "rst list": ".. list-table::\n\n   * - one\n     - two\n   * - three\n     - four\n",
    "asciidoc": "|===\n|one |two\n|three |four\n|===\n",
    "latex": "\\begin{tabular}{ll}\none & two \\\\\nthree & four\n\\end{tabular}\n",
    "latex lines": "\\begin{tabular}{ll}\none &\n two \\\\\nthree &\n four\n\\end{tabular}\n",
    "plain": "| one | two |\n| three | four |\n",
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("word", "other"), [("one", "two"), ("two", "one"), ("three", "four")])
def test_a_row_has_its_own_cells(termbase: Termbase, name: str, word: str, other: str) -> None:
    document = read(TABLES[name], name.partition(" ")[0])
    view = View(document)
    at = view.text.index(word)
    around = Surroundings(
        view, termbase.language("en"), Occurrence(at, at + len(word), termbase.language("en").term(0), 0)
    )
    beside = [view.text[slice(*view.bounds(it))] for it in cells_beside(around, 3)]
    assert beside == [other]
