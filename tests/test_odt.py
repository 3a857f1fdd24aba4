"""OpenDocument texts: what is read in them and where it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.office import kind_of, odt
from luxterm.office.odt import open_document
from luxterm.system.errors import UnreadableError
from luxterm.termbase import Termbase
from luxterm.types import Finding, Scope
from tests.office import libreoffice, odf
from tests.office.libreoffice import Task
from tests.office.odf import annotation, box, h, note, p, span, table
from tests.office.wordml import zipped
from tests.segments import stands
from tests.test_docx import shown, whole


def texts(body: str) -> list[str]:
    document = odt.read(odf.fodt(body))
    return [document.text[segment.span.start : segment.span.end] for segment in document.segments]


def findings(termbase: Termbase, data: bytes) -> list[Finding]:
    return check(odt.read(data), termbase, Settings())


def listed(*items: str, style: str = "L1") -> str:
    body = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}">{body}</text:list>'


BODY = "".join(
    [
        p("National policy", "Title"),
        p("Before any section."),
        h("Definitions"),
        p(f"First paragraph{span(' of the section')}."),
        p(f"It says{note('The first note.')} so{note('The end note.', 'endnote')}."),
        h("Scope", 2),
        listed(p("One;") + listed(p("its first point;"), p("its second."), style=""), p("Two.")),
        listed(p("A bullet."), style="L2"),
        p("Quoted in our style.", "Ours"),
        p("Table 1: terms", "Table"),
        table(("Term", "Use instead"), ("one", "another")),
        p(f"A box{box(p('In the box.'))}{annotation('Is this right?')}"),
        p(
            'A picture<draw:frame text:anchor-type="as-char"><draw:image/><svg:desc>Two children</svg:desc>'
            "</draw:frame> inside."
        ),
        p(f"Ours{annotation('of an earlier review', 'luxterm')}."),
        "<text:table-of-content><text:index-body>"
        + p("1 Definitions")
        + "</text:index-body></text:table-of-content>",
    ]
)


@pytest.mark.parametrize("of", ["alphabetical", "illustration", "table", "object", "user"])
def test_lists_that_the_program_makes_are_no_paragraphs_of_the_text(of: str) -> None:
    made = f"<text:{of}-index><text:index-body>{p('Figure 1: duties 3')}</text:index-body></text:{of}-index>"
    document = odt.read(odf.odt(p("First.") + made + p("Second.")))
    assert [stands(segment.place) for segment in document.segments] == [
        "paragraph 1",
        "table of contents",
        "paragraph 2",
    ]


def test_whole_document(snapshot: SnapshotAssertion) -> None:
    document = odt.read(odf.odt(BODY, p("Running title"), p("Page 1")))
    assert shown(document) == snapshot
    assert document.text.count("\n") == len(document.segments)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            p('two<text:s text:c="2"/>spaces<text:tab/>tab<text:line-break/>line'),
            ["two  spaces\ttab\u2028line"],
        ),
        (
            p("a<text:s/> b<text:tab/> c<text:line-break/> d <text:span> e</text:span>"),
            ["a  b\t c\u2028 d e"],
        ),
        (p("  folded \n  white\tspace <text:span> here</text:span>"), ["folded white space here"]),
        (p("seen" + span(" hidden", "T3")), ["seen"]),
        (p("set " + span("child_porn", "Source_20_Text") + " to 1"), ["set \ufffc to 1"]),
        (p("not seen", "Hidden"), []),
        (p('<text:a xlink:href="https://example.org/">the law</text:a>'), ["the law"]),
        (p('by <text:variable-set text:display="none">her</text:variable-set>him'), ["by him"]),
        (p("<text:page-number>3</text:page-number>, <text:sequence>1</text:sequence>"), ["3, 1"]),
        (
            p("<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>"),
            ["a"],
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion>" + p("gone") + "</text:deletion>"
            "</text:changed-region></text:tracked-changes>" + p('kept<text:change text:change-id="c"/>'),
            ["kept"],
        ),
        (
            '<text:tracked-changes><text:changed-region text:id="c"><text:deletion/></text:changed-region>'
            "</text:tracked-changes>"
            + p('kept<text:change-start text:change-id="c"/> gone' + span(" too"))
            + p('gone<text:tab/><text:change-end text:change-id="c"/>kept again'),
            ["kept", "kept again"],
        ),
        ('<text:section text:display="none">' + p("hidden") + "</text:section>", []),
        ("<text:section>" + p("seen") + "</text:section>", ["seen"]),
        (p("x", "Loop") + p("y", "Unknown"), ["x", "y"]),
        (p("<text:soft-page-break/>a<text:bookmark/>b"), ["ab"]),
        ("<draw:custom-shape>" + p("in a shape") + "</draw:custom-shape>" + p("a"), ["in a shape", "a"]),
        ("", []),
    ],
)
def test_constructs(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [("Subtitle", (Scope.HEADING, False)), ("Intense_20_Quote", (Scope.PARAGRAPH, True))],
)
def test_a_style_of_the_programs_own_need_not_be_in_the_file(
    style: str, expected: tuple[Scope, bool]
) -> None:
    (segment,) = odt.read(odf.fodt(p("Words.", style))).segments
    assert (segment.scope, segment.quoted) == expected


MARKED = (
    '<style:style style:name="Gone" style:family="{}"><style:text-properties'
    ' style:text-line-through-style="solid"/></style:style>'
)


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        (p("a " + span("gone", "Gone") + " b"), ["struck out “gone”"]),
        (p("all of it", "Gone"), ["struck out “all of it”"]),
        (p('a <text:a xlink:href="https://example.org/">the law</text:a> b'), ["link “the law”"]),
        (p('a <text:a xlink:href="#part">part 2</text:a> b'), []),
        (p("a b"), []),
    ],
)
def test_what_is_struck_out_or_a_link_is_marked(body: str, marks: list[str]) -> None:
    styles = MARKED.format("text") + MARKED.format("paragraph")
    data = odf.fodt(body).replace(b"<office:styles>", b"<office:styles>" + styles.encode())
    (segment,) = (document := odt.read(data)).segments
    assert [f"{m.kind.value} “{document.text[m.start : m.end]}”" for m in segment.marks] == marks


def test_flat_and_packed_are_the_same() -> None:
    assert odt.read(odf.fodt(BODY)) == odt.read(odf.odt(BODY))


@pytest.mark.slow
def test_what_libreoffice_makes_of_a_word_document(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    (tmp_path / "a.docx").write_bytes(whole())
    tasks = [Task(tmp_path / "a.docx", "", tmp_path / name) for name in ("a.odt", "a.fodt")]
    libreoffice.do(tasks, tmp_path)
    document = odt.read((tmp_path / "a.odt").read_bytes())
    assert shown(document) == snapshot
    assert odt.read((tmp_path / "a.fodt").read_bytes()) == document


def test_a_comment_keeps_a_term(termbase: Termbase) -> None:
    from luxterm.scan.file import check_document
    from luxterm.scan.job import Job, Options

    said = annotation("luxterm: keep child-pornography: name of the offence")
    data = odf.odt(p(f"It bans child pornography.{said}") + p("And child pornography."))
    found = check_document(odt.read(data), Job("a.odt", Options())).findings
    assert [finding.kept for finding in found] == [True, False]


PROSE = "The State shall prohibit child pornography and protect every child prostitute."


# Not italics, which may be a title
@given(st.lists(st.tuples(st.integers(1, len(PROSE) - 1), st.sampled_from(["T2", "T9"])), max_size=12))
def test_spans_do_not_change_what_is_found(termbase: Termbase, cuts: list[tuple[int, str]]) -> None:
    at = 0
    spans: list[str] = []
    for end, style in [*sorted(dict(cuts).items()), (len(PROSE), "T9")]:
        spans.append(span(PROSE[at:end], style))
        at = end
    data = odf.fodt(p("".join(spans)))
    assert findings(termbase, data) == findings(termbase, odf.fodt(p(PROSE)))
    opened = open_document(data)
    assert "".join(opened.document.text[each.start : each.end] for each in opened.anchors) == PROSE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b"The State shall", "not an Office document, or damaged"),
        (b"<office:document/>", "it is damaged (it is not well-formed XML"),
        (b"<document/>", "not an OpenDocument text, or damaged (it has no text)"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "it declares XML entities"),
        (zipped({"a": b""}), "it is damaged (“content.xml” is missing)"),
        (
            zipped({"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
            "it is protected with a password; save a copy without one",
        ),
    ],
)
def test_unreadable(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        odt.read(data)
    assert str(refusal.value).startswith(message)


def test_kinds() -> None:
    assert {kind_of(f"A{end}") for end in (".odt", ".OTT", ".fodt")} == {"odt"}
