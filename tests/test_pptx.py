"""Slides, of PowerPoint and OpenDocument: shapes, tables, diagrams, notes, comments, and where they stand."""

# ruff: noqa: E501 (XML as files have it)

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office import odp, pptx
from luxterm.system.errors import UnreadableError
from luxterm.types import Scope
from tests.convert import by_pandoc
from tests.segments import listing
from tests.zip_maker import package, relations

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}" xmlns:mc="urn:mc" xmlns:d="urn:d"'


def shape(*paragraphs: str, kind: str = "") -> str:
    body = "".join(f"<a:p>{paragraph}</a:p>" for paragraph in paragraphs)
    place = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    return f"<p:sp><p:nvSpPr>{place}</p:nvSpPr><p:txBody>{body}</p:txBody></p:sp>"


def run(words: str, look: str = "") -> str:
    return f"<a:r><a:rPr{look}/><a:t>{words}</a:t></a:r>"


SLIDE = f"""<p:sld {SPACES}><p:cSld><p:spTree>
{shape(run("See the ") + run("Convention on the Rights of the Child", ' i="1"'), run("child ") + run("prostitution", ' b="1"'))}
{shape(run("The duties of"), run("providers"), kind="title")}
{shape(run("12 May"), kind="dt")}
<p:grpSp><p:grpSp>{shape(run("In a group"))}</p:grpSp></p:grpSp>
<mc:AlternateContent><mc:Choice>{shape(run("For a new program"))}</mc:Choice>
<mc:Fallback>{shape(run("For an old program"))}</mc:Fallback></mc:AlternateContent>
<p:pic><p:nvPicPr><p:cNvPr id="1" name="Picture 1" descr="A chart of child pornography reports"/></p:nvPicPr></p:pic>
<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>
<a:tr><a:tc><a:txBody><a:p>{run("Term")}</a:p></a:txBody></a:tc><a:tc><a:txBody><a:p>{run("Why")}</a:p></a:txBody></a:tc></a:tr>
<a:tr><a:tc><a:txBody><a:p>{run("child sex worker")}</a:p></a:txBody></a:tc>
<a:tc><a:txBody><a:p>{run("It is no")}<a:br/>{run("work.")}</a:p></a:txBody></a:tc></a:tr>
</a:tbl></a:graphicData></a:graphic></p:graphicFrame>
<p:graphicFrame><a:graphic><a:graphicData><d:relIds r:dm="rId3"/></a:graphicData></a:graphic></p:graphicFrame>
</p:spTree></p:cSld></p:sld>"""
DIAGRAM = f"""<d:dataModel {SPACES}><d:ptLst><d:pt><d:t><a:p>{run("Step one")}</a:p></d:t></d:pt>
<d:pt type="pres"><d:t><a:p>{run("Step one")}</a:p></d:t></d:pt></d:ptLst></d:dataModel>"""
PARTS: dict[str, str | bytes] = {
    "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
    "ppt/presentation.xml": f'<p:presentation {SPACES}><p:sldIdLst><p:sldId id="1" r:id="rId2"/>'
    '<p:sldId id="2" r:id="rId1"/></p:sldIdLst></p:presentation>',
    "ppt/_rels/presentation.xml.rels": relations(
        ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml"), ("commentAuthors", "authors.xml")
    ),
    "ppt/authors.xml": f'<p:cmAuthorLst {SPACES}><p:cmAuthor id="4" name="Legal Unit"/></p:cmAuthorLst>',
    "ppt/slides/slide1.xml": SLIDE.replace("<p:sld ", '<p:sld show="0" '),
    "ppt/slides/slide2.xml": SLIDE,
    "ppt/slides/_rels/slide2.xml.rels": relations(
        ("notesSlide", "../notes/n.xml"), ("comments", "../c.xml"), ("diagramData", "/ppt/d.xml"),
        external="http://example.org/",
    ),
    "ppt/notes/n.xml": f"<p:notes {SPACES}>{shape(run('Say: the child prostitute.'))}{shape(run('7'), kind='sldNum')}</p:notes>",
    "ppt/c.xml": f'<p:cmLst {SPACES}><p:cm authorId="4"><p:text>Not child pornography!</p:text></p:cm></p:cmLst>',
    "ppt/d.xml": DIAGRAM,
}  # fmt: skip


def test_reads_slides_as_people_do(snapshot: SnapshotAssertion) -> None:
    assert listing(pptx.read(package(PARTS))) == snapshot


def test_the_header_of_a_wide_cell_is_that_of_its_columns() -> None:
    def cells(*words: str) -> str:
        found = (
            f"<a:tc{look}><a:txBody><a:p>{run(said)}</a:p></a:txBody></a:tc>"
            for look, said in map(parted, words)
        )
        return f"<a:tr>{''.join(found)}</a:tr>"

    def parted(words: str) -> tuple[str, str]:
        return {"Terms": (' gridSpan="2"', words), "": (' hMerge="1"', words)}.get(words, ("", words))

    rows = cells("Terms", "", "Why") + cells("a", "b", "c")
    table = f'<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/>{rows}</a:tbl></p:graphicFrame>'
    slide = f"<p:sld {SPACES}>{table}</p:sld>"
    document = pptx.read(package({**PARTS, "ppt/slides/slide2.xml": slide}))
    assert [it.column for it in document.segments if it.scope is Scope.CELL][:3] == ["Terms", "Terms", "Why"]


def test_what_is_struck_out_is_marked() -> None:
    words = run("this", ' strike="sngStrike"') + run(" but that", ' strike="noStrike"')
    slide = f"<p:sld {SPACES}>{shape(words)}</p:sld>"
    read_as = listing(pptx.read(package({**PARTS, "ppt/slides/slide2.xml": slide})))
    assert "this but that {struck out: this}\n" in read_as


CHART = f"""<c:chartSpace xmlns:c="urn:c" {SPACES}><c:chart><c:title><c:tx><c:rich><a:p>{run("Child pornography")}{run(" reports")}</a:p></c:rich></c:tx></c:title>
<c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>Child prostitutes</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>2024</c:v></c:pt></c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>17</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""


def test_reads_charts() -> None:
    frame = '<p:graphicFrame><a:graphic><a:graphicData><c:chart xmlns:c="urn:c" r:id="rId1"/></a:graphicData></a:graphic></p:graphicFrame>'
    slide = f"<p:sld {SPACES}><p:cSld><p:spTree>{frame}</p:spTree></p:cSld></p:sld>"
    parts: dict[str, str | bytes] = {
        "_rels/.rels": PARTS["_rels/.rels"],
        "ppt/presentation.xml": f'<p:presentation {SPACES}><p:sldIdLst><p:sldId id="1" r:id="rId1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(("slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": slide,
        "ppt/slides/_rels/slide1.xml.rels": relations(("chart", "../charts/chart1.xml")),
        "ppt/charts/chart1.xml": CHART,
    }
    assert listing(pptx.read(package(parts))).splitlines() == [
        "[slide 1, chart] paragraph: Child pornography reports",
        "[slide 1, chart] paragraph: Child prostitutes",
        "[slide 1, chart] paragraph: 2024",
    ]


def test_reads_the_strict_edition_too() -> None:
    strict = {
        name: content.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml")
        if isinstance(content, str)
        else content
        for name, content in PARTS.items()
    }
    assert listing(pptx.read(package(strict))) == listing(pptx.read(package(PARTS)))


ODP = """<office:document xmlns:office="o" xmlns:draw="d" xmlns:text="t" xmlns:presentation="p" xmlns:table="ta"
 xmlns:dc="dc" xmlns:svg="s"><office:body><office:presentation><draw:page draw:name="p1">
<draw:frame presentation:class="title"><draw:text-box><text:p>The duties<text:s/>of <text:span>providers</text:span></text:p>
</draw:text-box></draw:frame>
<draw:g><draw:custom-shape><text:p>In a<text:line-break/>group</text:p></draw:custom-shape></draw:g>
<draw:frame presentation:class="footer"><draw:text-box><text:p>Footer</text:p></draw:text-box></draw:frame>
<draw:frame><table:table table:use-first-row-styles="true"><table:table-row><table:table-cell><text:p>Term</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>child prostitute</text:p></table:table-cell>
</table:table-row></table:table></draw:frame>
<draw:frame><draw:image/><svg:desc>A chart</svg:desc></draw:frame>
<office:annotation><dc:creator>Legal Unit</dc:creator><text:p>Why?</text:p></office:annotation>
<presentation:notes><draw:frame><draw:text-box><text:list><text:list-item><text:p>Say so.</text:p></text:list-item>
</text:list></draw:text-box></draw:frame></presentation:notes>
</draw:page></office:presentation></office:body></office:document>"""


def test_reads_opendocument_slides(snapshot: SnapshotAssertion) -> None:
    assert listing(odp.read(ODP.encode())) == snapshot
    assert listing(odp.read(package({"content.xml": ODP}))) == listing(odp.read(ODP.encode()))


def test_says_when_it_is_locked() -> None:
    manifest = "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    with pytest.raises(UnreadableError, match="protected with a password"):
        odp.read(package({"content.xml": b"\1\2", "META-INF/manifest.xml": manifest}))


@pytest.mark.parametrize(
    "data", [b"", b"no slides", package({}), package({**PARTS, "ppt/slides/slide2.xml": "<a>"})]
)
def test_what_is_broken_is_said_to_be(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        pptx.read(data)


def test_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "duties.pptx"
    path.write_bytes(package(PARTS))
    assert main(["check", str(path)]) == 1
    assert "slide 1, notes: error: Avoid “child prostitute”" in capsys.readouterr().out


@pytest.mark.slow
def test_reads_what_pandoc_writes(tmp_path: Path) -> None:
    source = "# Duties\n\n## Reports\n\nNo child prostitute is liable.\n\n::: notes\nSay it slowly.\n:::\n"
    path = tmp_path / "a.pptx"
    by_pandoc(source, path)
    assert listing(pptx.read(path.read_bytes())).splitlines() == [
        "[slide 1] heading: Act",
        "[slide 2] heading: Duties",
        "[slide 3] heading: Reports",
        "[slide 3] paragraph: No child prostitute is liable.",
        "[slide 3, notes] paragraph: Say it slowly.",
    ]
