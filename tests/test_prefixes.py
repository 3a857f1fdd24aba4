# ruff: noqa: E501 (tables as they are drawn)
"""What is being typed: every prefix of every construct is read without an error and without a broken law."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz.reading import check_document
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import edits_for
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.types import Applicability
from tests.test_rst import LONG

pytestmark = pytest.mark.once

CASES = Path(__file__).parent / "cases"
ITEM_LEADS = (
    "",
    "- ",
    "1. ",
    ":Field: ",
    ".. note:: ",
    "   ",
    "- - ",
    "Term\n    ",
    ".. note::\n\n   ",
    "\t",
    "\f",
)
RST_TABLES = (
    "+-----+-------------------+\n| Act | child pornography |\n+=====+===================+\n"
    "| law | the State shall   |\n|     | end child         |\n|     | prostitution      |\n"
    "+-----+-------------------+\n",
    "+-----+-------------------+\n| child pornography       |\n+-----+---------+---------+\n"
    "| law | child   | the     |\n+-----+ sex     | Act     |\n| the | tourists| law     |\n+-----+---------+---------+\n",
    "+------------------------------+\n| +-------------------+------+ |\n| | child pornography | law  | |\n"
    "| +-------------------+------+ |\n+------------------------------+\n",
    "+----------+-------------------+\n| 児童     | child pornography |\n+----------+-------------------+\n"
    "| é́      | ｃhild            |\n+----------+-------------------+\n",
    "=====  =================\nAct    child pornography\n=====  =================\nlaw    the State\n       and "
    "child\n       prostitution\n=====  =================\n",
    "=====  =================\nAct    child pornography\n",
    "==========  ====\nthe State and child pornography\n----------------\n児童        law\n==========  ====\n",
)
OTHERS = {
    "markdown": (
        "| Act | child pornography |\n|:----|------------------:|\n| a \\| b | the `x|y` child prostitutes |\n",
        "- | Act | law |\n  |---|---|\n  | 児童 | child pornography |\n\n> | a |\n> |---|\n> | child sex tourists |\n",
        "Act | law\n--- | ---\nchild pornography | <b>child\n",
    ),
    "asciidoc": (
        '[cols="1,2a",options="header"]\n|===\n|Act |child pornography\n\n2+|the State .2+|law\n|* child prostitutes\n|===\n',
        "* item\n+\n|===\n|a|child pornography\n|===\n\n,===\nAct,child pornography\n,===\n",
    ),
    "html": (
        "<table><caption>Acts</caption><tr><th>Act<td colspan=2>child pornography<tr><td rowspan=2><ul><li>"
        "child prostitutes</ul><td><table><td>child sex tourists</table></table>",
        "<p>The <code>child pornography<p>child pornography</code> and child pornography",
    ),
    "latex": (
        "\\begin{tabular}{l|p{3cm}}\\hline\nAct & child pornography \\\\\n\\multicolumn{2}{c}{child prostitutes}"
        " \\\\[2pt]\n\\begin{tabular}{l}a & child sex tourists\\end{tabular}\n\\end{tabular}\n",
    ),
    "plain": ("Act\tchild pornography\nlaw\tchild prostitutes\n", "| Act | child pornography |\n| a | law |\n"),
}  # fmt: skip


def documents() -> Iterator[tuple[str, str]]:
    for file in sorted((CASES / "formats").glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield file.stem, case["source"]
    for name in ("structure", "constructs"):
        for case in tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]:
            yield case.get("format", "markdown"), case["text"]
    yield "rst", LONG
    for lead in ITEM_LEADS:
        indent = " " * len(lead.rpartition("\n")[2])
        for table in RST_TABLES:
            first, *lines = table.splitlines()
            yield "rst", "\n".join([lead + first, *(indent + line for line in lines)]) + "\n\nThe Act.\n"
    for format, texts in OTHERS.items():
        for text in texts:
            yield format, text


DOCUMENTS = list(documents())
FORMATS = sorted({format for format, _ in DOCUMENTS})


def check_prefix(text: str, format: str, termbase: Termbase) -> None:
    document = read(text, format)
    # Notes are inside paragraphs in LaTeX and AsciiDoc, as cells are side by side in reStructuredText
    check_document(document._replace(format="rst"))
    findings = check(document, termbase, Settings())
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
    if format == "rst":
        for start, end, _ in edits_for(findings, Applicability.UNSAFE)[0]:
            if start < end and text[start].isalnum():
                assert not text[start - 1 : start].isalnum(), f"a word is split at {start} of {text!r}"
                assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), text


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_every_prefix(format: str, termbase: Termbase) -> None:
    own = [text for each, text in DOCUMENTS if each == format]
    for text in own:
        for end in range(0, len(text) + 1, 1 + len(text) // 60):
            check_prefix(text[:end], format, termbase)


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", FORMATS)
def test_really_every_prefix(format: str, termbase: Termbase) -> None:
    for text in (text for each, text in DOCUMENTS if each == format):
        for end in range(len(text) + 1):
            check_prefix(text[:end], format, termbase)
            check_prefix(f"{text[:end]}\n\nThe State shall end child pornography.\n", format, termbase)
