"""Places and notes in words: every code has some, and a document's own words can be left out."""

import ast
import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest

from luxterm.office import docx, eml, json, ods
from luxterm.office.pdf_layout import Page
from luxterm.office.places import LEVELS, Places, cell, comment_by, counted, numeral, part_of, within
from luxterm.scan.job import NOT_FIXED
from luxterm.types import NAMED, TITLED, Message, quoted
from luxterm.wording import redacted, say, table
from tests.office import wordml
from tests.segments import stands

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
MAKERS = {"counted": 1}
"""Functions that make a message of a code, and how many arguments it then has."""
CHOSEN = {
    "file.py: Message(code)": {"language-unchecked", "unknown-language"},
    "file.py: Message(NOT_FIXED)": {NOT_FIXED},
    "docx.py: Message(kind)": {"header", "footer"},
    "docx.py: counted(kind)": {"footnote", "endnote"},
    "odt.py: counted(kind)": {"footnote", "endnote"},
    "rtf.py: Message(kind)": {"header", "footer", "text-box"},
    "rtf.py: counted(kind)": {"footnote"},
    "places.py: Message(code)": set[str](),
    "xml.py: Message(level)": set(LEVELS),
}
"""Where the code is not written beside its arguments: those that it can be."""


def used() -> Iterator[tuple[str, str | None, int]]:
    """What readers and errors make messages of: where, the code if it stands there, how many arguments."""
    names = ("dispatch.py", "file.py", "job.py", "kept.py", "locate.py", "changed.py")
    scan = (ROOT / "luxterm" / "scan" / name for name in names)
    errors = ROOT / "luxterm" / "system" / "errors.py"
    for path in sorted((*ROOT.glob("luxterm/office/*.py"), *scan, errors)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            name = node.func.id
            if name == "Message" and node.args:
                given = node.args[1] if len(node.args) > 1 else ast.Tuple([])
                number = len(given.elts) if isinstance(given, ast.Tuple) else -1
            elif name in MAKERS:
                number = MAKERS[name]
            else:
                continue
            first = node.args[0]
            for code in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(code, ast.Constant):
                    yield path.name, str(code.value), number
                else:
                    yield f"{path.name}: {name}({ast.unparse(code)})", None, number


def holes(sentence: str) -> set[int]:
    return {int(number) for number in re.findall(r"\{(\d+)\}", sentence)}


def test_every_place_note_and_error_has_words() -> None:
    words = table("en")["place"] | table("en")["note"] | table("en")["error"]
    others = {
        code for section in table("en").values() for code in section
    }  # said elsewhere, too: test_wording.py
    met = set[str]()
    chosen = set[str]()
    for where, code, number in used():
        if code is None:
            chosen.add(where)
        elif code in words or code not in others:
            assert holes(words[code]) == set(range(number)), (where, code)
            met.add(code)
    assert chosen == CHOSEN.keys()
    met |= {code for codes in CHOSEN.values() for code in codes} | {TITLED, NAMED}
    assert met == words.keys()


def section(number: str, *places: Message) -> Message:
    return reduce(within, places, Message("section", (number,)))


def titled(code: str, title: str, *places: Message) -> Message:
    return reduce(within, places, Message(code, (quoted(title, TITLED),)))


def page(number: int, *places: Message) -> Message:
    return reduce(part_of, places, counted("page", number))


def slide(*places: Message) -> Message:
    return reduce(part_of, places, counted("slide", 7))


def sheet(place: str | Message) -> Message:
    return Message("part-of", (Message("sheet", (quoted("Budget", NAMED),)), place))


UNIT = "Legal Unit"
SCOPE = titled("section", "Scope")
COMMENT = Message("comment-unnumbered")
EXAMPLES = [
    section("3.2", counted("paragraph", 4)),
    within(SCOPE, Message("point", ("12 (b)",))),
    cell(counted("table", 2), 3, 2),
    counted("footnote", 3),
    Message("header"),
    comment_by(UNIT, 5),
    section("3.2", Message("text-box")),
    page(12),
    Message("pages", ("12", "13")),
    page(12, counted("footnote", 3)),
    Message("in-file", (Message("page", ("iv",)), "4")),
    page(1, Message("running-head")),
    page(2, COMMENT),
    page(2, Message("form-field")),
    slide(),
    slide(Message("notes")),
    cell(slide(counted("table", 1)), 2, 3),
    slide(Message("diagram")),
    slide(Message("chart")),
    slide(Message("picture")),
    slide(comment_by(UNIT)),
    sheet("B14"),
    sheet(Message("on", (COMMENT, "B14"))),
    sheet(Message("text-box")),
    sheet(Message("chart")),
    Message("row-and-column", ("14", "B")),
    Message("subject"),
    within(Message("body"), counted("paragraph", 4)),
    within(within(titled("attachment", "notes.html"), SCOPE), counted("paragraph", 2)),
    within(part_of(titled("attached-message", "Earlier"), Message("body")), counted("paragraph", 1)),
    Message("document-title"),
    titled("chapter", "Duties of providers", counted("paragraph", 4)),
    titled("chapter", "Duties of providers", SCOPE, counted("paragraph", 2)),
    titled("chapter", "Duties of providers", counted("footnote", 3)),
    titled("chapter", "Annex", counted("table", 1)),
    cell(counted("table", 1), 2, 3),
    comment_by(UNIT, 1),
    part_of(counted("article", 12), counted("paragraph", 3)),
    counted("recital", 1),
    part_of(counted("article", 5), counted("note", 1)),
    counted("line", 120),
    quoted("articles[2].title"),
    counted("line", 12),
]


def documented() -> set[str]:
    """The places that the docs show, of all kinds of files."""
    rows = (ROOT / "docs" / "office.md").read_text("utf-8").partition("\n\n## ")[0].splitlines()
    return {place for row in rows if row.startswith("| ") for place in re.findall("`([^`]+)`", row)}


def test_places_read_as_the_docs_show_them() -> None:
    assert {say(place) for place in EXAMPLES} == documented()


@pytest.mark.parametrize("place", EXAMPLES, ids=say)
def test_a_redacted_place_is_still_one(place: Message) -> None:
    own = r"“[^”]*”|\"[^\"]*\"|Legal Unit|articles\[2\].title"
    assert say(redacted(place)) == re.sub(own, "…", say(place))


def paragraph_in(heading: str, number: str, point: str) -> Message:
    places = Places()
    places.heading(heading, number)
    return places.paragraph("", point)


SHEET = (
    '<office:document xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:dc="urn:d">'
    "<table:table table:name='SECRET\"SECRET x'><table:table-row><table:table-cell>"
    "<text:p>The child</text:p><office:annotation><dc:creator>SECRET, SECRET</dc:creator>"
    "<text:p>Who?</text:p></office:annotation></table:table-cell></table:table-row></table:table>"
    "</office:document>"
)
MAIL = (
    'Content-Type: text/html; name="SECRET.html"\nContent-Disposition: attachment; filename="SECRET.html"\n'
    "\n<h1>SECRET “SECRET”</h1><p>The child.</p>\n"
)
NOTED = wordml.docx(
    wordml.paragraph("The child."),
    {"comments": wordml.comment(0, "Who?", "SECRET, SECRET")},
)


@pytest.mark.parametrize(
    ("place", "left"),
    [
        (paragraph_in("The “SECRET” SECRET", "", ""), "section … › paragraph 1"),
        (paragraph_in("Scope", "SECRET 5", "(SECR)"), "… 5 › point …"),
        (paragraph_in("Scope", "Article\u00a05 (a)", "2 (b)"), "Article\u00a05 (a) › point 2 (b)"),
        (ods.read(SHEET.encode()).segments[1].place, "sheet …, A1"),
        (ods.read(SHEET.encode()).segments[2].place, "sheet …, comment by … on A1"),
        (eml.read(MAIL.encode()).segments[-1].place, "attachment … › section … › paragraph 1"),
        (docx.read(NOTED).segments[-1].place, "comment 1 by …"),
        (json.read(b'{"SECRET": {"SECRET key": ["x"]}}').segments[0].place, "…"),
        (Page("SECRET", 4, 0, [], []).place(Page("12", 5, 0, [], [])), "pages …–12 (the file’s page 4)"),
    ],
)
def test_a_place_holds_nothing_of_the_document(place: Message, left: str) -> None:
    assert "SECRET" in say(place) or say(place) == left
    assert say(redacted(place)) == left


@pytest.mark.parametrize(
    ("number", "left"),
    [
        ("3.2", "3.2"),
        ("(b)", "(b)"),
        ("IV", "IV"),
        ("iv–12", "iv–12"),
        ("A-3", "A-3"),
        ("12bis", "…"),
        ("Legal Unit 12 (b)", "… 12 (b)"),
        ("2 of Legal Unit", "2 …"),
        ("Legal Unit\u00a05", "…\u00a05"),
    ],
)
def test_only_numbers_stay_of_a_number(number: str, left: str) -> None:
    place = Message("point", (numeral(number),))
    assert say(place) == f"point {number}"
    assert say(redacted(place)) == f"point {left}"


def test_the_words_of_laws_stay_in_a_redacted_place() -> None:
    for level in LEVELS:
        assert say(redacted(counted(level, 5))) == f"{level} 5"
        assert numeral(f"{level.title()} 5") == f"{level.title()} 5"


def test_no_place_is_no_words() -> None:
    assert stands(None) == ""
