"""Word documents: what is read in them and where it is."""

# ruff: noqa: E501 (XML as files have it)

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.office import docx, kind_of
from luxterm.office.docx import open_document
from luxterm.termbase import Termbase
from luxterm.types import Document, Finding
from luxterm.wording.findings import because, where
from tests.office import wordml
from tests.office.wordml import (
    box,
    comment,
    deleted,
    field,
    inserted,
    note,
    paragraph,
    reference,
    run,
    table,
)
from tests.segments import stands


def shown(document: Document) -> str:
    """The segments as a person would list them."""
    lines: list[str] = []
    for segment in document.segments:
        text = document.text[segment.span.start : segment.span.end]
        more = [segment.scope.value, *["quoted"] * segment.quoted]
        more += [f"under “{segment.under}”"] * bool(segment.under)
        more += [f"column “{segment.column}”"] * bool(segment.column)
        more += [f"{mark.kind.value} “{document.text[mark.start : mark.end]}”" for mark in segment.marks]
        lines.append(f"{stands(segment.place)}: {text!r} ({', '.join(more)})")
    return "\n".join(lines) + "\n"


def texts(body: str, **parts: str) -> list[str]:
    """The segments' texts of a document with this body."""
    document = docx.read(wordml.docx(body, parts))
    return [document.text[segment.span.start : segment.span.end] for segment in document.segments]


def findings(termbase: Termbase, data: bytes) -> list[Finding]:
    return check(docx.read(data), termbase, Settings())


NUMBERS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Titre1"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="53"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def whole() -> bytes:
    """A document with one of everything."""
    body = [
        paragraph("National policy", style="Titel"),
        paragraph("Before any section."),
        paragraph("Definitions", style="Titre1", more=numbered(1)),
        paragraph("First paragraph", run(" of the section", "<w:i/>"), "."),
        paragraph("It says", reference("footnote", 2), " so", reference("endnote", 1), "."),
        paragraph("Scope", style="Titre2", more=numbered(1, 1)),
        paragraph("A numbered paragraph.", more=numbered(2)),
        paragraph("Its first point;", more=numbered(2, 1)),
        paragraph("its second.", more=numbered(2, 1)),
        paragraph("The next one.", more=numbered(2)),
        paragraph("Another list.", more=numbered(4)),
        paragraph("A bullet.", more=numbered(3)),
        paragraph("Children and young people", style="Kapitel"),
        paragraph("Quoted in our style.", style="Citat"),
        paragraph("Table 1: terms", style="Legende"),
        table(("Term", "Use instead"), ("one", "another"), ("two", "a third")),
        paragraph("After the table", box(paragraph("In the box."), paragraph("Again."))),
        table(("left", "right"), header=False),
        paragraph("7. A number typed by hand."),
        paragraph("3.2 Typed heading", style="Titre2"),
        paragraph(
            "A picture",
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="Two children reading"/></wp:inline>'
            "</w:drawing></w:r>",
            " inside.",
        ),
        paragraph(
            "In a link: ", f'<w:hyperlink r:id="rId9">{run("the law")}</w:hyperlink>', more=numbered(99)
        ),
    ]
    return wordml.docx(
        "".join(body),
        {
            "numbering": NUMBERS,
            "footnotes": wordml.separator("footnote")
            + note("footnote", 2, paragraph("The first note."), paragraph("Its second paragraph.")),
            "endnotes": wordml.separator("endnote") + note("endnote", 1, paragraph("The end note.")),
            "comments": comment(5, "Is this right?") + comment(6, "luxterm's own", author="luxterm"),
            "header": paragraph("Running title"),
            "footer": paragraph("Page ", field("PAGE", "3")),
        },
    )


def test_whole_document(snapshot: SnapshotAssertion) -> None:
    document = docx.read(whole())
    assert shown(document) == snapshot
    assert document.text.count("\n") == len(document.segments)


def test_word_template(snapshot: SnapshotAssertion) -> None:
    """Word's own styles and numbering, as python-docx takes them along."""
    docx_library = pytest.importorskip("docx")
    made = docx_library.Document()
    made.add_heading("Protecting children", 0)
    made.add_heading("Scope", 1)
    for text, style in (
        ("A paragraph.", "Normal"),
        ("First", "List Number"),
        ("Second", "List Number"),
        ("A bullet", "List Bullet"),
        ("Quoted", "Intense Quote"),
        ("Table 1", "Caption"),
    ):
        made.add_paragraph(text, style=style)
    cells = made.add_table(rows=2, cols=2, style="Table Grid")
    for number, text in enumerate(("Avoid", "Use", "one", "another")):
        cells.cell(number // 2, number % 2).text = text
    made.sections[0].header.paragraphs[0].text = "Draft"
    data = BytesIO()
    made.save(data)
    assert shown(docx.read(data.getvalue())) == snapshot


def test_strict_documents_read_the_same() -> None:
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": wordml.STRICT.encode(),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    assert docx.read(wordml.rewritten(whole(), strict)) == docx.read(whole())


SIGNS = "<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>read</w:t><w:tab/><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>"
HIDDEN = run(" hidden", "<w:vanish/>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(SIGNS), ["re\u2011read\tone\u2028two"]),
        (paragraph("<w:r><w:t>chil</w:t><w:softHyphen/><w:t>dren</w:t></w:r>"), ["chil\u00addren"]),
        (paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "a"), ["·a"]),
        (paragraph("seen", HIDDEN), ["seen"]),
        (paragraph("not seen", style="Verborgen"), []),
        (paragraph(run("seen", '<w:vanish w:val="0"/>'), " not", style="Verborgen"), ["seen"]),
        (paragraph("kept ", deleted("gone "), inserted("new")), ["kept new"]),
        (paragraph("kept ", f'<w:moveTo w:id="1">{run("here")}</w:moveTo>'), ["kept here"]),
        (paragraph("kept", f'<w:moveFrom w:id="1">{run(" there")}</w:moveFrom>'), ["kept"]),
        (paragraph("by ", field(' DATE \\@ "yyyy" ', "2026")), ["by 2026"]),
        (
            paragraph("by ", f'<w:fldSimple w:instr=" AUTHOR ">{run("a person")}</w:fldSimple>'),
            ["by a person"],
        ),
        (
            paragraph("by ", field(' SET who "a person" ', "a person"), field(" REF who ", "a person")),
            ["by a person"],
        ),
        (paragraph("by", f'<w:fldSimple w:instr="ask who">{run("a person")}</w:fldSimple>'), ["by"]),
        (paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "lost") + paragraph("kept"), ["kept"]),
        (paragraph("a", "<w:sdt><w:sdtContent>" + run("b") + "</w:sdtContent></w:sdt>"), ["ab"]),
        ("<w:sdt><w:sdtContent>" + paragraph("in a control") + "</w:sdtContent></w:sdt>", ["in a control"]),
        (paragraph("a", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "b"), ["a\ufffcb"]),
        (paragraph("a", "<w:r><w:t> b </w:t></w:r>", "<w:r><w:t>c</w:t></w:r>"), ["abc"]),
        (paragraph("one ", more="<w:rPr><w:del/></w:rPr>") + paragraph("two"), ["one two"]),
        (
            paragraph("one", more="<w:rPr><w:del/></w:rPr>") + table(("two",)) + paragraph("b"),
            ["one", "two", "b"],
        ),
        (table(("one",)).replace("<w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr>") + paragraph("b"), ["one", "b"]),
        (paragraph("a", box(paragraph("b"), table(("c", "d")))), ["a", "b", "c", "d"]),
        (table(("a", "b")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"), []),
        (paragraph("x", style="Loop") + paragraph("y", style="Unknown"), ["x", "y"]),
        (paragraph("a", '<w:r><w:t xml:space="preserve">b\nc</w:t></w:r>'), ["ab c"]),
        (paragraph("<w:smartTag>" + run("a") + "</w:smartTag>", "<w:bdo>" + run("b") + "</w:bdo>"), ["ab"]),
        ("", []),
    ],
)
def test_constructs(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def link(words: str, to: str) -> str:
    return f"<w:hyperlink {to}>{words}</w:hyperlink>"


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        (paragraph("a ", run("gone", "<w:strike/>"), " b"), ["struck out “gone”"]),
        (paragraph("a ", run("go", "<w:dstrike/>"), run("ne", "<w:strike/>")), ["struck out “gone”"]),
        (paragraph(run("there", '<w:strike/><w:dstrike w:val="0"/>')), ["struck out “there”"]),
        (paragraph(run("there", '<w:strike w:val="0"/>')), []),
        (paragraph("a ", link(run("the ") + run("law"), 'r:id="rId1"'), " b"), ["link “the law”"]),
        (paragraph("a ", link(run("part 2"), 'w:anchor="x"'), " b"), []),
    ],
)
def test_what_is_struck_out_or_a_link_is_marked(body: str, marks: list[str]) -> None:
    (segment,) = (document := docx.read(wordml.docx(body))).segments
    assert [f"{m.kind.value} “{document.text[m.start : m.end]}”" for m in segment.marks] == marks


def test_struck_out_words_stay(termbase: Termbase) -> None:
    body = paragraph("We reject ", run("child pornography ", "<w:strike/>"), "child sexual abuse material.")
    (finding,) = findings(termbase, wordml.docx(body))
    assert finding.kept


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Verbatim Char", ["Set \ufffc to 1."]), ("Strong", ["Set child_porn to 1.", "child_porn = 1"])],
)
def test_code_is_known_by_its_style(name: str, expected: list[str]) -> None:
    styles = f'<w:style w:type="character" w:styleId="C"><w:name w:val="{name}"/></w:style>'
    code = '<w:rStyle w:val="C"/>'
    body = paragraph("Set ", run("child_porn", code), " to 1.") + paragraph(run("child_porn = 1", code))
    assert texts(body, styles=styles) == expected


@pytest.mark.parametrize(("name", "quoted"), [("Block Text", True), ("Body Text", False)])
def test_styles_of_quotations(name: str, quoted: bool) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="B"><w:name w:val="{name}"/></w:style>'
    (segment,) = docx.read(wordml.docx(paragraph("Words.", style="B"), {"styles": styles})).segments
    assert segment.quoted is quoted


def test_column_headers_through_spans() -> None:
    wide = table(("Terms", "to use"), ("a", "b")).replace(
        "<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', 1
    )
    cells = docx.read(wordml.docx(wide)).segments
    assert [(stands(cell.place), cell.column) for cell in cells] == [
        ("table 1, row 1, column 1", ""),
        ("table 1, row 1, column 3", ""),
        ("table 1, row 2, column 1", "Terms"),
        ("table 1, row 2, column 2", "Terms"),
    ]


def test_charts_and_diagrams(termbase: Termbase) -> None:
    """Both have a part of their own; what one says in both ways of writing is read once."""
    a, c, d = "urn:a", "urn:c", "urn:d"
    frame = '<w:drawing><wp:inline><a:graphic xmlns:a="urn:a"><a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    chart = frame.format(f'<c:chart xmlns:c="{c}" r:id="rId9"/>')
    diagram = frame.format(f'<d:relIds xmlns:d="{d}" r:dm="rId8" r:lo="rId7"/>')
    body = paragraph("Figures:", f"<w:r>{chart}</w:r>", f"<w:r>{diagram}</w:r>") + paragraph("After.")
    related = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId9" Type="http://x/chart" Target="charts/c.xml"/>'
        b'<Relationship Id="rId8" Type="http://x/diagramData" Target="d.xml"/></Relationships>'
    )
    titled = f'<c:x xmlns:c="{c}" xmlns:a="{a}"><a:p><a:r><a:t>Child </a:t></a:r><a:r><a:t>pornography</a:t></a:r></a:p></c:x>'
    steps = f'<d:m xmlns:d="{d}" xmlns:a="{a}"><d:pt><a:p><a:r><a:t>A child prostitute</a:t></a:r></a:p></d:pt></d:m>'
    parts = {
        "word/_rels/document.xml.rels": related,
        "word/charts/c.xml": titled.encode(),
        "word/d.xml": steps.encode(),
    }
    found = [(where(each), each.text) for each in findings(termbase, wordml.docx(body, {}, parts))]
    assert found == [("chart", "Child pornography"), ("diagram", "child prostitute")]


def test_a_comment_keeps_a_term(termbase: Termbase) -> None:
    from luxterm.scan.file import check_document
    from luxterm.scan.job import Job, Options

    body = paragraph("It bans child pornography.", reference("comment", 3)) + paragraph(
        "And child pornography."
    )
    data = wordml.docx(body, {"comments": comment(3, "luxterm: keep child-pornography: name of the offence")})
    found = check_document(docx.read(data), Job("a.docx", Options())).findings
    assert [(finding.kept, where(finding)) for finding in found] == [
        (True, "paragraph 1"),
        (False, "paragraph 2"),
    ]
    assert because(found[0]) == "kept by a comment: name of the offence"


PROSE = "The State shall prohibit child pornography and protect every child prostitute."
FORMATS = ("", "<w:b/>", "<w:u w:val='single'/>", '<w:color w:val="FF0000"/>', '<w:lang w:val="fr-FR"/>')


# Not italics, which may be a title
@given(st.lists(st.tuples(st.integers(1, len(PROSE) - 1), st.sampled_from(FORMATS)), max_size=12))
def test_runs_do_not_change_what_is_found(termbase: Termbase, cuts: list[tuple[int, str]]) -> None:
    at = 0
    runs: list[str] = []
    for end, properties in [*sorted(dict(cuts).items()), (len(PROSE), "")]:
        runs.append(run(PROSE[at:end], properties))
        at = end
    expected = findings(termbase, wordml.docx(paragraph(PROSE)))
    assert len(expected) == 2
    assert findings(termbase, wordml.docx(paragraph(*runs))) == expected


def test_anchors_lead_to_the_text() -> None:
    opened = open_document(whole())
    text = opened.document.text
    covered = ""
    for anchor, following in zip(opened.anchors, (*opened.anchors[1:], None), strict=True):
        assert following is None or anchor.end <= following.start
        if str(anchor.node.tag).endswith("}t"):
            assert text[anchor.start : anchor.end] == (anchor.node.text or "")[anchor.skip :]
        covered += text[anchor.start : anchor.end]
    assert covered == text.replace("\n", "")


def test_kinds() -> None:
    assert [kind_of(f"A{end}") for end in (".docx", ".DOCM", ".dotx", ".doc")] == ["docx"] * 3 + [None]


@pytest.mark.usefixtures("folder")
def test_reports_say_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    body = paragraph("Scope", style="Titre1") + paragraph("It bans\tchild pornography.")
    Path("law.docx").write_bytes(wordml.docx(body))
    place = "section “Scope” › paragraph 1"

    def report(format: str) -> str:
        assert main(["check", "--format", format]) == 1
        return capsys.readouterr().out

    assert report("text").startswith(f"law.docx: {place}: error: Avoid “child pornography”")
    assert report("github").startswith("::error file=law.docx,title=luxterm child-pornography::" + place)
    (finding,) = json.loads(report("json"))["findings"]
    assert (finding["place"], finding["line"], finding["column"]) == (place, 2, 9)
    assert finding["fixes"][0]["edits"]
    (result,) = json.loads(report("sarif"))["runs"][0]["results"]
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": place}]
    assert "fixes" not in result


def test_a_list_in_the_item_of_another_has_its_number() -> None:
    """As pandoc writes them: a list of its own from the second level on."""
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{id}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
            f'<w:lvlText w:val="{text.format(level + 1)}"/></w:lvl>'
            for level in (0, 1)
        )
        + "</w:abstractNum>"
        for id, format, text in ((0, "decimal", "%{}."), (1, "lowerLetter", "(%{})"))
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, definition in ((1, 0), (2, 1), (3, 1))
    )
    places = [(1, 0), (1, 0), (2, 1), (2, 1), (1, 0), (3, 1)]
    body = "".join(paragraph("On duties.", more=numbered(number, level)) for number, level in places)
    data = wordml.docx(body, {"numbering": definitions + lists})
    assert [stands(segment.place) for segment in docx.read(data).segments] == [
        "point 1",
        "point 2",
        "point 2 (a)",
        "point 2 (b)",
        "point 3",
        "point 3 (a)",
    ]
