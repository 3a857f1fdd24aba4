"""Sheets: Excel's, OpenDocument's, tables as text, and the strings of JSON and YAML."""

# ruff: noqa: E501 (XML as files have it)

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from xlsxwriter import Workbook

from luxterm.cli.main import main
from luxterm.office import csv, grid, json, ods, xlsx, yaml
from luxterm.office.grid import letters
from luxterm.scan.file import check_document
from luxterm.scan.job import Job, Options
from luxterm.system.errors import UnreadableError
from luxterm.wording.findings import where
from tests.convert import by_libreoffice
from tests.segments import listing
from tests.timing import assert_within
from tests.zip_maker import RELATIONS, package, relations

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f"""<worksheet xmlns="{S}"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Budget for 2027</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c></row>
<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>1000</v></c><c r="C4" t="str"><f>"child "&amp;"pornography"</f><v>child pornography</v></c></row>
<row><c t="s"><v>99</v></c><c t="inlineStr"><is><r><t>a child </t></r><r><t>prostitute</t></r></is></c></row>
<row r="1048576"><c r="XFD1048576" t="s"><v>2</v></c></row>
</sheetData></worksheet>"""
PARTS: dict[str, str | bytes] = {
    "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{RELATIONS}"><sheets><sheet name="Child welfare" r:id="rId1"/>'
    '<sheet name="Old" state="hidden" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": relations(
        ("worksheet", "worksheets/s1.xml"), ("worksheet", "worksheets/s2.xml"), ("sharedStrings", "strings.xml")
    ),
    "xl/strings.xml": f'<sst xmlns="{S}"><si><t>Item</t></si><si><t>Why</t><rPh sb="0" eb="1"><t>reading</t></rPh></si>'
    "<si><r><t>Support for child </t></r><r><t>prostitutes</t></r></si></sst>",
    "xl/worksheets/s1.xml": SHEET,
    "xl/worksheets/_rels/s1.xml.rels": relations(("comments", "../c.xml"), ("drawing", "../d.xml")),
    "xl/c.xml": f'<comments xmlns="{S}"><commentList><comment ref="A4"><text><r><t>Not child </t></r><r><t>pornography</t></r></text></comment></commentList></comments>',
    "xl/d.xml": '<d xmlns:a="a"><a:p><a:r><a:t>In a text box</a:t></a:r></a:p></d>',
    "xl/worksheets/s2.xml": f'<worksheet xmlns="{S}"/>',
}  # fmt: skip


def test_reads_workbooks_as_people_do(snapshot: SnapshotAssertion) -> None:
    assert listing(xlsx.read(package(PARTS))) == snapshot


def test_characters_that_are_written_by_their_numbers() -> None:
    strings = (
        f'<sst xmlns="{S}"><si><t>Item</t></si><si><t>Why_x000D_&#10;so_x005F_x000D__x00e9_</t></si></sst>'
    )
    read_as = listing(xlsx.read(package({**PARTS, "xl/strings.xml": strings})))
    assert ", B3] table header: Why so_x000D_é\n" in read_as


def test_notes_are_read_beside_threads_of_comments() -> None:
    rels = relations(("comments", "../c.xml"), ("threadedComment", "../t.xml"))
    threads = (
        '<ThreadedComments><threadedComment ref="A3" personId="{1}"><text>Say child victims</text></threadedComment>'
        '<threadedComment ref="A3" personId="{2}"><text>I agree</text></threadedComment></ThreadedComments>'
    )
    notes = (
        f'<comments xmlns="{S}"><authors><author>tc={{1}}</author><author>Ana</author></authors><commentList>'
        '<comment ref="A3" authorId="0"><text><t>[Threaded comment] Your version of Excel allows you to read it'
        ' Comment: Say child victims</t></text></comment><comment ref="A4" authorId="1"><text><r><t>Ana:</t></r>'
        "<r><t>Not child pornography</t></r></text></comment></commentList></comments>"
    )
    read_as = listing(
        xlsx.read(
            package(
                {**PARTS, "xl/worksheets/_rels/s1.xml.rels": rels, "xl/c.xml": notes, "xl/t.xml": threads}
            )
        )
    )
    said = [line for line in read_as.splitlines() if "comment on" in line]
    place = '[sheet "Child welfare", comment on'
    assert said == [
        f"{place} A3] paragraph: Say child victims",
        f"{place} A3] paragraph: I agree",
        f"{place} A4] paragraph: Not child pornography",
    ]


def test_reads_what_another_program_writes() -> None:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Budget")
    sheet.write_row("A1", ["Item", "Amount"])
    sheet.write_row("A2", ["child prostitutes", 1000])
    sheet.write_comment("A2", "Say child victims")
    book.add_worksheet("Notes").write_string("AB14", "child pornography")
    chart = book.add_chart({"type": "bar"})
    assert chart
    chart.add_series({"name": "Child victims", "values": "=Budget!$B$2:$B$2"})
    chart.set_title({"name": "Money for child victims"})
    sheet.insert_chart("D2", chart)
    book.close()
    assert listing(xlsx.read(out.getvalue())).splitlines() == [
        '[sheet "Budget"] heading: Budget',
        '[sheet "Budget", A1] table header: Item',
        '[sheet "Budget", B1] table header: Amount',
        '[sheet "Budget", A2] table cell under “Item”: child prostitutes',
        '[sheet "Budget", comment on A2] paragraph: Say child victims',
        '[sheet "Budget", chart] paragraph: Money for child victims',
        '[sheet "Budget", chart] paragraph: Child victims',
        '[sheet "Notes"] heading: Notes',
        '[sheet "Notes", AB14] table cell: child pornography',
    ]


ODS = """<office:document xmlns:office="o" xmlns:text="t" xmlns:table="ta" xmlns:dc="dc"><office:body><office:spreadsheet>
<table:table table:name="Budget">
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Item</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Sum</text:p></table:table-cell></table:table-row>
<table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>Legal Unit</dc:creator><text:p>Who?</text:p></office:annotation><text:p>child <text:span>prostitutes</text:span></text:p><text:p>and others</text:p></table:table-cell>
<table:table-cell office:value-type="float" table:number-columns-repeated="2"><text:p>twelve</text:p></table:table-cell>
<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x y</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>all over</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>"""


def test_reads_opendocument_sheets(snapshot: SnapshotAssertion) -> None:
    assert listing(ods.read(ODS.encode())) == snapshot


def test_reads_the_text_boxes_of_opendocument_sheets() -> None:
    drawn = (
        '<d:frame xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><d:text-box>'
        "<text:p>In a <text:span>box</text:span></text:p></d:text-box></d:frame>"
    )
    shapes = f"<table:shapes>{drawn}</table:shapes>"
    sheet = ODS.replace('<table:table table:name="Budget">', f'<table:table table:name="Budget">{shapes}')
    boxed = listing(ods.read(sheet.encode())).splitlines()[-1]
    assert boxed.endswith("text box] paragraph: In a box")
    in_cell = listing(ods.read(ODS.replace("<text:p>Sum</text:p>", f"<text:p>Sum</text:p>{drawn}").encode()))
    assert in_cell.count("In a box") == 1
    assert "table header: Sum\n" in in_cell


CSV = {
    "commas": b'Term,Why\n"child\nprostitute","a; b"\n',
    "semicolons": b"Term;Why\nchild prostitute;a, b\n1;2\n",
    "tabs": b"Term\tWhy\nchild prostitute\ta, b, c\n",
    "bars": b"Term|Why\nchild prostitute|a, b\n",
    "named": b"sep=;\nTerm;Why\nchild prostitute;a, b, c, d\n",
    "Excel's own": "Term;Why\r\nchild prostitute;für alle\r\n".encode("cp1252"),
    "UTF-16": "Term\tWhy\nchild prostitute\té\n".encode("utf-16"),
    "no header": b"Budget,\n2027,1\nchild prostitute,12\n",
    "blank lines": b"Term,Why\n\n\nchild prostitute,x y\n",
}


def test_a_cell_may_hold_a_document() -> None:
    text = "Child safety. " * 20_000
    assert f"table cell under “Text”: {text.strip()}" in listing(
        csv.read(f'Title,Text\nA,"{text}"\n'.encode())
    )


def test_reads_tables_whatever_parts_their_values(snapshot: SnapshotAssertion) -> None:
    assert {name: listing(csv.read(data)) for name, data in CSV.items()} == snapshot


@pytest.mark.parametrize("named", ['"', "\n", "\r\n", "", " ", "'", "X", "\u0130", "\u2028", "\ud800"])
def test_whatever_is_named_as_delimiter(named: str) -> None:
    """What can't be one is none; a letter is one as it is written."""
    line = f"child prostitute{named if named == 'X' else ';'}axe"
    document = csv.read(f"sep={named}\n{line}\n".encode("utf-8", "surrogatepass"))
    texts = [document.text[slice(*segment.span)] for segment in document.segments]
    assert ("child prostitute" in texts) == (named in ('"', "\n", "\r\n", "", "X")), texts


@given(
    st.lists(st.lists(st.text("ab \",;\t|\n'", max_size=5), max_size=4), max_size=6), st.sampled_from(",;\t|")
)
def test_any_table_is_read_or_refused(rows: list[list[str]], delimiter: str) -> None:
    data = "\n".join(delimiter.join(row) for row in rows).encode()
    try:
        document = csv.read(data)
    except UnreadableError:
        return
    assert all(document.text[slice(*segment.span)] for segment in document.segments)


@pytest.mark.parametrize("sign", [*"\v\f\x1c\x1d\x1e\x85\u2028\u2029"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_ends_only_at_a_line_end(sign: str, end: str) -> None:
    """What else parts lines is written without quotation marks, by Python and by spreadsheets."""
    table = end.join(["Term,Why", f"for{sign}children,because", "x,of child victims", ""])
    read_as = listing(csv.read(table.encode()))
    assert "[row 3, column B] table cell under “Why”: of child victims" in read_as
    assert "[row 2, column B] table cell under “Why”: because" in read_as
    named = csv.read(f"sep=;{end}a{sign}b;c".encode())
    assert "[row 2, column B]" in listing(named)


def test_columns_have_the_letters_a_spreadsheet_shows() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"PK\3\4", package({}), package({**PARTS, "xl/worksheets/s1.xml": SHEET[:-40]})]
)
def test_what_is_broken_is_said_to_be(data: bytes) -> None:
    for reader in (xlsx, ods):
        with pytest.raises(UnreadableError):
            reader.read(data)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "child pornography">]>' + SHEET.replace("Budget for 2027", "&a;" * 1000)
    document = xlsx.read(package({**PARTS, "xl/worksheets/s1.xml": bomb}))
    assert document.text.count("child pornography") == 2


def test_more_cells_than_anybody_reads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "CELLS", 2)
    with pytest.raises(UnreadableError, match="more than 2 cells"):
        xlsx.read(package(PARTS))


@pytest.mark.slow
def test_a_sheet_with_a_million_cells_is_read_in_seconds() -> None:
    numbers = "<c><v>1</v></c>" * 9
    rows = "".join(
        f'<row>{numbers}<c t="inlineStr"><is><t>Case {n}</t></is></c></row>' for n in range(100_000)
    )
    sheet = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'
    data = package({**PARTS, "xl/worksheets/s1.xml": sheet})

    def run() -> None:
        assert len(xlsx.read(data).segments) > 100_000

    assert_within(30, run)


def test_reads_strings_of_json_and_yaml() -> None:
    data = b'{"title": "On child pornography", "articles": [1, {"text": "child prostitute"}, null]}'
    assert listing(json.read(data)).splitlines() == [
        "[title] paragraph: On child pornography",
        "[articles[1].text] paragraph: child prostitute",
    ]
    pytest.importorskip("yaml", reason="PyYAML is an extra")
    data = b"a: &x child prostitute\nb: [*x, 12, child pornography]\nc: !!python/name:os.system ''\nd: |\n  Long\n  text\n"
    assert listing(yaml.read(data)).splitlines() == [
        "[line 1] paragraph: child prostitute",
        "[line 2] paragraph: child pornography",
        "[line 4] paragraph: Long text",
    ]


YAML = """\
a: |  # as enacted
  The first line.

  child prostitute
b: >-
  A folded
  child pornography
c: "a quoted
  child
  porn"
d: plain
  child molester
e: "escaped\\nchild
  porn"
"""


def test_a_name_that_stands_twice_has_two_strings() -> None:
    data = b'{"a": {"b": "of a child", "b": {"b": ["for"]}, "c": "to"}}'
    assert listing(json.read(data)).splitlines() == [
        "[a.b] paragraph: of a child",
        "[a.b.b[0]] paragraph: for",
        "[a.c] paragraph: to",
    ]


def test_a_string_of_yaml_has_lines() -> None:
    pytest.importorskip("yaml", reason="PyYAML is an extra")
    found = check_document(yaml.read(YAML.encode()), Job("a.yaml", Options())).findings
    assert [(it.text, where(it)) for it in found] == [
        ("child prostitute", "line 4"),
        ("child pornography", "line 7"),
        ("child porn", "line 9"),
        ("child molester", "line 12"),
        ("child porn", "line 13"),  # what is escaped isn't counted
    ]


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"a: [b", b"\xff\xfe\0", b'{"a": "\\ud800"'])
def test_what_is_no_json_or_yaml_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        json.read(data)
    pytest.importorskip("yaml", reason="PyYAML is an extra")
    with pytest.raises(UnreadableError):
        yaml.read(data)


def test_json_is_read_only_where_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "law.json"
    path.write_text('{"title": "On child pornography"}')
    assert main(["check", str(tmp_path)]) == 2
    assert "nothing to check" in capsys.readouterr().err
    assert main(["check", str(path)]) == 1
    assert "title: error: Avoid “child pornography”" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "place"), [("a.xlsx", 'sheet "Child welfare", A4'), ("b.csv", "row 2, column A")]
)
def test_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, place: str) -> None:
    path = tmp_path / name
    path.write_bytes(package(PARTS) if name == "a.xlsx" else b"Item;Why\nchild prostitute;a\n")
    assert main(["check", str(path)]) == 1
    assert f"{place}: error: Avoid “child prostitute" in capsys.readouterr().out


@pytest.mark.slow
def test_reads_what_libreoffice_writes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CSV["commas"])
    for path, reader in zip(by_libreoffice(tmp_path / "a.csv", "xlsx", "ods"), (xlsx, ods), strict=True):
        document = reader.read(path.read_bytes())
        assert listing(document).splitlines() == [
            '[sheet "a"] heading: a',
            '[sheet "a", A1] table header: Term',
            '[sheet "a", B1] table header: Why',
            '[sheet "a", A2] table cell under “Term”: child prostitute',
            '[sheet "a", B2] table cell under “Why”: a; b',
        ]
