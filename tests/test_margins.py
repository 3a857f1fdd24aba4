"""Comments in the margin, on a cell, a slide or a paragraph, keep terms like comments in a text do."""

# ruff: noqa: E501 (XML and RTF as files have it)

import io
import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from xlsxwriter import Workbook

from luxterm.cli.main import main
from tests.convert import by_libreoffice
from tests.office import odf, wordml
from tests.sampling import sampled
from tests.test_pptx import PARTS, SPACES, run, shape
from tests.zip_maker import package, relations

BAD = "Report child pornography."
KEEP = "luxterm: keep child-pornography: the name of the offence"
OFF, ON = "luxterm: off: as enacted", "luxterm: on"

Unit = tuple[str, tuple[str, ...]]
"""A text, and the comments on it."""


def xlsx(units: list[Unit]) -> bytes:
    """A row each, the comments on its first cell; Excel begins them with their author's name."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Offences")
    for row, (text, comments) in enumerate(units):
        if text:
            sheet.write_string(row, 0, text)
        for comment in comments:
            sheet.write_comment(row, 0, f"Ana:\n{comment}", {"author": "Ana"})
    book.close()
    return out.getvalue()


def _annotations(comments: tuple[str, ...]) -> str:
    return "".join(
        f"<office:annotation><dc:creator>Ana</dc:creator><text:p>{escape(each)}</text:p></office:annotation>"
        for each in comments
    )


OPENDOCUMENT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)


def fods(units: list[Unit]) -> bytes:
    rows = "".join(
        '<table:table-row><table:table-cell office:value-type="string">'
        f"{_annotations(comments)}{f'<text:p>{text}</text:p>' * bool(text)}</table:table-cell></table:table-row>"
        for text, comments in units
    )
    body = f'<office:spreadsheet><table:table table:name="Offences">{rows}</table:table></office:spreadsheet>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return f'<?xml version="1.0"?><office:document {OPENDOCUMENT} office:mimetype="{kind}"><office:body>{body}</office:body></office:document>'.encode()


def fodp(units: list[Unit]) -> bytes:
    pages = "".join(
        f'<draw:page draw:name="p{number}"><draw:frame svg:width="9cm" svg:height="2cm" svg:x="1cm" svg:y="1cm"><draw:text-box>'
        f"<text:p>{text}</text:p></draw:text-box></draw:frame>{_annotations(comments)}</draw:page>"
        for number, (text, comments) in enumerate(units, 1)
    )
    body = f"<office:presentation>{pages}</office:presentation>"
    kind = "application/vnd.oasis.opendocument.presentation"
    return f'<?xml version="1.0"?><office:document {OPENDOCUMENT} office:mimetype="{kind}"><office:body>{body}</office:body></office:document>'.encode()


def pptx(units: list[Unit]) -> bytes:
    numbers = range(1, len(units) + 1)
    ids = "".join(f'<p:sldId id="{number}" r:id="rId{number}"/>' for number in numbers)
    parts: dict[str, str | bytes] = {
        "_rels/.rels": PARTS["_rels/.rels"],
        "ppt/presentation.xml": f"<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(*(("slide", f"s{number}.xml") for number in numbers)),
    }
    for number, (text, comments) in zip(numbers, units, strict=True):
        shapes = f"{shape(run('Offences'))}{shape(run(text))}"
        parts[f"ppt/s{number}.xml"] = (
            f"<p:sld {SPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        )
        parts[f"ppt/_rels/s{number}.xml.rels"] = relations(("comments", f"c{number}.xml"))
        said = "".join(f"<p:cm><p:text>{escape(each)}</p:text></p:cm>" for each in comments)
        parts[f"ppt/c{number}.xml"] = f"<p:cmLst {SPACES}>{said}</p:cmLst>"
    return package(parts)


def rtf(units: list[Unit]) -> bytes:
    paragraphs = (
        text + "".join(rf"{{\*\atnauthor Ana}}{{\*\annotation {each}\par}}" for each in comments) + "\\par\n"
        for text, comments in units
    )
    return ("{\\rtf1\\ansi " + "".join(paragraphs) + "}").encode()


def docx(units: list[Unit]) -> bytes:
    body = said = ""
    for text, comments in units:
        marks = ""
        for comment in comments:
            number = said.count("<w:comment ") + 1
            marks += f'<w:r><w:commentReference w:id="{number}"/></w:r>'
            said += f'<w:comment w:id="{number}" w:author="Ana">{wordml.paragraph(comment)}</w:comment>'
        body += wordml.paragraph(text, marks)
    return wordml.docx(body, {"comments": said} if said else {})


def fodt(units: list[Unit]) -> bytes:
    return odf.fodt("".join(odf.p(text + _annotations(comments)) for text, comments in units))


KINDS: dict[str, Callable[[list[Unit]], bytes]] = {
    "docx": docx,
    "fodt": fodt,
    "xlsx": xlsx,
    "fods": fods,
    "pptx": pptx,
    "fodp": fodp,
    "rtf": rtf,
}
QUICK = ("docx", "xlsx")
CASES: dict[str, tuple[list[Unit], list[bool | str]]] = {
    "it keeps what it is on, and nothing after": ([(BAD, (KEEP,)), (BAD, ())], [True, False]),
    "without the term there, it keeps nothing": ([("Report it.", (KEEP,)), (BAD, ())], ["effect", False]),
    "a region": ([(BAD, ()), (BAD, (OFF,)), (BAD, ()), (BAD, (ON,)), (BAD, ())], [False, *[True] * 3, False]),
    "to the end": ([(BAD, (OFF,)), (BAD, ())], [True, True]),
    "without a reason": ([(BAD, ("luxterm: keep child-pornography",))], ["reason", False]),
    "for people": ([("Report it.", (BAD,))], [False]),
}  # fmt: skip


def outcome(path: Path, capsys: pytest.CaptureFixture[str]) -> list[bool | str]:
    """Of each finding whether it is kept; of a problem of a comment, its last word."""
    main(["check", str(path), "--show-kept", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    problem = {"effect": "without effect", "reason": "lacks a reason"}
    return [
        next(word for word, part in problem.items() if part in each["message"])
        if each["term"] == "suppression"
        else each["kept"]
        for each in findings
    ]


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        *product(QUICK, CASES),
        *sampled(
            [(kind, case) for case in CASES for kind in KINDS if kind not in QUICK], 3, pytest.mark.slow
        ),
    ],
)
def test_comments_keep_what_they_are_on(
    kind: str, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units, expected = CASES[case]
    path = tmp_path / f"offences.{kind}"
    path.write_bytes(KINDS[kind](units))
    assert outcome(path, capsys) == expected


@pytest.mark.parametrize("kind", ["xlsx", "fods"])
def test_a_comment_on_an_empty_cell_holds_for_the_next_one(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"offences.{kind}"
    path.write_bytes(KINDS[kind]([("", (KEEP,)), (BAD, ()), ("", (OFF,)), (BAD, ()), ("", (ON,)), (BAD, ())]))
    assert outcome(path, capsys) == [True, True, False]


def test_a_comment_in_a_note_holds_there_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "offences.fodt"
    path.write_bytes(odf.fodt(odf.p(f"See{odf.note(_annotations((KEEP,)) + BAD)}.") + odf.p(BAD)))
    assert outcome(path, capsys) == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "others"), [("xlsx", ["ods"]), ("fods", ["xlsx"]), ("fodp", ["odp", "pptx"])]
)
def test_comments_that_libreoffice_wrote(
    kind: str, others: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units, expected = CASES["a region"]
    path = tmp_path / f"offences.{kind}"
    path.write_bytes(KINDS[kind]([*units, (BAD, (KEEP,))]))
    for made in by_libreoffice(path, *others):
        assert outcome(made, capsys) == [*expected, True]
