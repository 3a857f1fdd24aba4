"""XML: laws by their articles, anything else by its lines; entities, documents types, and depth."""

# ruff: noqa: E501 (XML as files have it)

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office.xml import read
from luxterm.scan.file import check_document
from luxterm.scan.job import Job, Options
from luxterm.system.errors import UnreadableError
from luxterm.termbase import Termbase
from luxterm.wording.findings import where
from tests.segments import listing

AKOMA_NTOSO = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act">
<meta><identification><FRBRthis value="x">child pornography</FRBRthis></identification></meta>
<preface><p><docTitle>Act on child pornography</docTitle></p></preface>
<preamble><recitals><recital eId="rec_1"><num>(1)</num><p>Whereas child prostitution is a crime,</p></recital></recitals></preamble>
<body><chapter eId="chp_I"><num>Chapter I</num><heading>Duties</heading>
<article eId="art_12"><num>Article 12</num><heading>Reports</heading>
<paragraph eId="art_12__para_3"><num>3.</num><content><p>Providers shall report <b>child</b> <i>pornography</i><authorialNote
 marker="1"><p>See the child prostitute's rights.</p></authorialNote> and:</p></content></paragraph>
<paragraph eId="art_12__para_4"><list><intro><p>The following:</p></intro>
<point eId="art_12__para_4__point_a"><num>(a)</num><content><p>child prostitutes;</p></content></point></list></paragraph>
<paragraph eId="art_12__para_5"><content><p>It reads: <quotedStructure><article><num>Article 7</num>
<content><p>On child pornography.</p></content></article></quotedStructure> from now on.</p></content></paragraph>
</article></chapter>
<article eId="art_13"><content><table><tr><th>Term</th></tr><tr><td>child<br/>prostitute</td></tr></table></content></article>
</body></act></akomaNtoso>"""
USLM = """<lawDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"><main><title><num value="18">Title 18—</num>
<section identifier="/us/usc/t18/s2256"><num value="2256">§ 2256.</num><heading>Definitions</heading>
<paragraph identifier="/us/usc/t18/s2256/8"><num value="8">(8)</num><content>“<term>child pornography</term>” means</content>
</paragraph></section></title></main></lawDoc>"""
FORMEX = """<ACT><BIB.INSTANCE><DATE>2011</DATE></BIB.INSTANCE><ENACTING.TERMS><ARTICLE IDENTIFIER="005"><TI.ART>Article 5</TI.ART>
<STI.ART><P>Offences concerning child pornography</P></STI.ART><PARAG IDENTIFIER="005.001"><NO.PARAG>1.</NO.PARAG>
<ALINEA>Member States shall act<NOTE><P>See recital 2.</P></NOTE>.</ALINEA></PARAG></ARTICLE></ENACTING.TERMS></ACT>"""
LIMS = """<Statute xmlns:lims="http://justice.gc.ca/lims"><Identification><LongTitle>An Act on child pornography</LongTitle></Identification>
<Body><Heading level="1"><TitleText>Duties</TitleText></Heading><Section><MarginalNote>Definitions</MarginalNote><Label>2</Label>
<Subsection><Label>(1)</Label><Text>In this Act,</Text><Definition><Text><DefinedTermEn>child pornography offence</DefinedTermEn> means</Text>
<Paragraph><Label>(a) and (b)</Label><Text>an offence under the <XRefExternal link="C-46">Criminal Code</XRefExternal>.</Text></Paragraph>
</Definition></Subsection></Section></Body></Statute>"""
CLML = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Primary><Body><Part><Number>Part 1</Number>
<Title>Offences</Title><P1group><Title>Child prostitution</Title><P1><Pnumber>48A</Pnumber><P1para><P2><Pnumber>1</Pnumber><P2para>
<Text>Under the <Citation>Child Care Act</Citation> it is an offence—</Text><P3><Pnumber>a</Pnumber><P3para><Text>to pay;</Text></P3para></P3>
</P2para></P2></P1para></P1></P1group></Part></Body><Schedules><Schedule><Number>Schedule 2</Number><ScheduleBody><P1><Pnumber>3</Pnumber>
<P1para><Text>After section 2 insert—</Text><BlockAmendment><P1><Pnumber>2A</Pnumber><P1para><Text>Child pornography is banned.</Text>
</P1para></P1></BlockAmendment></P1para></P1></ScheduleBody></Schedule></Schedules></Primary></Legislation>"""
BILL = """<bill><form><official-title>On child pornography.</official-title></form><legis-body><section><enum>2.</enum><header>Reports</header>
<subsection><enum>(a)</enum><text>strike <quote>child pornography</quote> in <external-xref>title 18</external-xref>:</text><quoted-block>
<section><enum>7.</enum><text>The label <label>child prostitute</label> goes.</text></section></quoted-block></subsection></section></legis-body></bill>"""
OTHER = """<rules xmlns:x="urn:x">
  <!-- child pornography -->
  <rule name="a"><text>No child pornography is <em>ever</em> allowed.</text><text>Second.</text></rule>
  <x:list><x:entry>child <x:y>prostitute</x:y> &amp; others</x:entry><x:entry><![CDATA[b < c]]></x:entry></x:list>
  <style>p { color: red }</style>
</rules>"""


@pytest.mark.parametrize("sign", ["br", "lb", "pb n='2'", "break", "eol"])
def test_a_line_that_ends_parts_words(sign: str) -> None:
    assert read(f"<TEI><p>child<{sign}/>prostitute</p></TEI>".encode()).text == "child prostitute\n"


@pytest.mark.parametrize(
    "text",
    [AKOMA_NTOSO, USLM, FORMEX, LIMS, CLML, BILL, OTHER],
    ids=["Akoma Ntoso", "USLM", "Formex", "LIMS", "CLML", "bill", "other"],
)
def test_reads_laws_as_people_do(text: str, snapshot: SnapshotAssertion) -> None:
    assert listing(read(text.encode())) == snapshot


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_reads_any_encoding(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><p>Für alle Kinder</p>'.encode(encoding)
    assert read(data).text == "Für alle Kinder\n"


BOMB = (
    "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(20)) + "]><x>&e20;</x>"
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("<a><b></a>", "not well-formed XML"),
        ("some text", "not well-formed XML"),
        (BOMB, "entity nesting"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "entities"),
        ("<a>" * 5_000 + "</a>" * 5_000, "not well-formed XML"),
    ],
    ids=["empty", "crossed", "text", "bomb", "external", "deep"],
)
def test_says_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem):
        read(text.encode())


KEEP = "<!-- luxterm: keep child-pornography: as enacted -->"
OFF, ON = "<!-- luxterm: off: an annex of laws -->", "<!-- luxterm: on -->"
TERM = "Child pornography"
KEPT = {
    "before": (f"<a>{KEEP}<p>{TERM}.</p><p>{TERM}.</p></a>", "k!"),
    "before all": (f"{KEEP}<p>{TERM}.</p>", "k"),
    "within": (f"<a><p>{TERM}.</p><p>A {KEEP}<b>{TERM}</b>.</p></a>", "!k"),
    "deep within": (f"<p>A <b>{TERM} {KEEP}</b> B <i>{TERM}</i></p>", "kk"),
    "behind": (f"<a><p>{TERM}. {KEEP}</p><p>{TERM}.</p></a>", "k!"),
    "region": (f"<a><p>{TERM}.</p>{OFF}<p>{TERM}.</p><p>{TERM}.</p>{ON}<p>{TERM}.</p></a>", "!kk!"),
    "region to the end of a line": (f"<a>{OFF}<p>{TERM}.{ON}</p><p>{TERM}.</p></a>", "k!"),
    "in a note": (f"<p>A<note><p>{KEEP}{TERM}</p></note> B</p>", "k"),
    "for people": (f"<a><!-- {TERM} --><p>{TERM}.</p></a>", "!"),
}


@pytest.mark.parametrize("name", KEPT)
def test_comments_keep_terms(termbase: Termbase, name: str) -> None:
    text, wanted = KEPT[name]
    found = check_document(read(text.encode()), Job("law.xml", Options())).findings
    assert "".join("k" if each.kept else "!" for each in found) == wanted
    assert all(each.term == "child-pornography" for each in found)


def test_a_comment_without_effect_has_a_place() -> None:
    document = read(f"<a><article><num>Article 7</num>{KEEP}<p>Text.</p></article></a>".encode())
    (problem,) = check_document(document, Job("law.xml", Options())).findings
    assert (problem.term, where(problem)) == ("suppression", "article 7")


LINES = """<rules>
 <rule>
   <text>The first line,
   then child
   pornography, <b
     class="x">and a child prostitute</b>,
   then child porn.
   </text>
 </rule></rules>"""


def test_a_long_element_has_lines() -> None:
    found = check_document(read(LINES.encode()), Job("rules.xml", Options())).findings
    assert [(it.text, where(it)) for it in found] == [
        ("child pornography", "line 4"),
        ("child prostitute", "line 6"),
        ("child porn", "line 7"),
    ]


def test_a_document_type_is_read_past() -> None:
    assert read(b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x>Kept.</x>').text == "Kept.\n"


NAMES = st.sampled_from(
    ["p", "b", "article", "num", "x", "heading", "authorialNote", "quotedStructure", "td", "ref"]
)
TREES = st.recursive(
    st.sampled_from(["", " ", "child", "7"]),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)).map(
        lambda tree: f"<{tree[0]}>{''.join(tree[1])}</{tree[0]}>tail"
    ),
)


@given(TREES)
def test_no_word_is_read_twice_and_none_out_of_place(tree: str) -> None:
    document = read(f"<x>{tree}</x>".encode())
    at = -1
    for segment in document.segments:
        assert at < segment.span.start < segment.span.end
        assert segment.place
        at = segment.span.end
    # numbers say where something is; all other words are there, once
    assert document.text.count("tail") == tree.count("tail") - _in_numbers(tree)


def _in_numbers(tree: str) -> int:
    """How often "tail" stands inside a number: a 7 by itself, with at most one word before it."""
    count, root = 0, etree.fromstring(f"<x>{tree}</x>")
    while numbers := [
        num for num in root.iter("num") if _is_number("".join(map(str, num.itertext())).strip())
    ]:
        count += "".join(map(str, numbers[0].itertext())).count("tail")
        numbers[0].clear(keep_tail=True)
        numbers[0].tag = "read"
    return count


def _is_number(text: str) -> bool:
    return len(text) < 40 and bool(re.fullmatch(r"(?:(?:\w+\s+)?7+\b\s*)+", text))


def test_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "law.akn"
    path.write_text(AKOMA_NTOSO)
    assert main(["check", str(path)]) == 1
    assert "article 12, paragraph 3: error: Avoid “child pornography”" in capsys.readouterr().out
