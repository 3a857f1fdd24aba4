"""Reviewed copies of OpenDocument texts: accepted they are the fixed text, rejected the document."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.termbase import Termbase
from luxterm.types import Applicability
from tests.office import libreoffice, odf
from tests.office.libreoffice import Task
from tests.office.odf import annotation, box, h, note, p, shape, span, table
from tests.office.review_cases import BAD, WORDS
from tests.office.reviewed import Reviewing, assert_fixed, fixed, reviewing, round_trips, texts
from tests.office.wordml import files

__all__ = ["reviewing"]

PARTED = span("child ") + "porno" + span("graphy", "T2")


def region(id: str, kind: str, content: str = "") -> str:
    return (
        f'<text:changed-region xml:id="{id}" text:id="{id}"><text:{kind}><office:change-info>'
        "<dc:creator>A. Drafter</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>"
        f"{content}</text:{kind}></text:changed-region>"
    )


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def inserted(text: str) -> str:
    return f'<text:change-start text:change-id="c1"/>{text}<text:change-end text:change-id="c1"/>'


DELETED = '<text:change text:change-id="c2"/>'
OTHERS = tracked(region("c1", "insertion"), region("c2", "deletion", p("or other ")))

CASES: dict[str, tuple[str, str, str]] = {
    "inside one span": (p(BAD), "", ""),
    "split over spans": (p(f"Prohibit {PARTED} in law."), "", ""),
    "several in a paragraph": (p(f"{BAD} They met a {span('child prostitute')}. {BAD}"), "", ""),
    "several in a paragraph and one to ponder": (
        p(f"{BAD} {BAD} {BAD}{note('He is a sex offender with child victims of sex tourism.')}"),
        "",
        "",
    ),
    "in a table": (table(("Law", "Text"), ("Code", BAD)), "", ""),
    "in a footnote": (p(f"See{note(BAD)}."), "", ""),
    "in a header and a footer": (p("Text."), p(BAD), p("On child pornography.")),
    "in a text box": (p(f"Box{box(p(BAD))}."), "", ""),
    "in a text box with a style": (p(f"Box{box(p(BAD), style='fr1')}."), "", ""),
    "in a shape with a text box": (p(f"Box{shape(p(BAD), style='fr1')}."), "", ""),
    "in one of a group": (p(f"Box<draw:g>{shape(p(BAD), style='fr1')}</draw:g>."), "", ""),
    "in a link": (
        p('See <text:a xlink:href="https://example.org/">child pornography laws</text:a>.'),
        "",
        "",
    ),
    "half in a link": (
        p('See child <text:a xlink:href="https://example.org/">pornography</text:a>.'),
        "",
        "",
    ),
    "in a heading with a bookmark": (
        h('<text:bookmark-start text:name="a"/>Fighting child pornography<text:bookmark-end text:name="a"/>'),
        "",
        "",
    ),
    "in a list": ("<text:list><text:list-item>" + p(BAD) + "</text:list-item></text:list>", "", ""),
    "next to an insertion": (OTHERS + p(f"It bans child pornography{inserted(' and more')}."), "", ""),
    "around a deletion": (OTHERS + p(f"It bans child {DELETED}pornography."), "", ""),
    "in an insertion": (OTHERS + p(f"It {inserted('bans child pornography and more')}."), "", ""),
    "half in an insertion": (OTHERS + p(f"It bans child {inserted('pornography')} here."), "", ""),
    "after a tab and a break": (p("<text:tab/>Prohibit child<text:line-break/>pornography in law."), "", ""),
    "with two spaces": (p('Prohibit child<text:s text:c="2"/>pornography  in\n law.'), "", ""),
    "with its article": (p(f"They met a child prostitute{span(' by law')}."), "", ""),
    "beside a comment": (p(f"It bans{annotation('Really?')} child pornography."), "", ""),
    "a quotation": (p("The law says “child pornography”."), "", ""),
}


DRAWN = {
    "in a box out of a drawing": p(f"Box{box(p(BAD), style='gr1')}."),
    "in a box of a group": p(f"Box<draw:g>{box(p(BAD), style='fr1')}</draw:g>."),
    "in a drawing": p(f"Box{shape(p(BAD), style='gr1')}."),
    "in a rectangle": p(f"Box{shape(p(BAD), style='fr1', kind='rect')}."),
}
"""Where LibreOffice forgets what was deleted."""


RANGES = {
    "bookmark": 'text:name="{}"',
    "reference-mark": 'text:name="{}"',
    "alphabetical-index-mark": 'text:id="{}"',
    "toc-mark": 'text:id="{}" text:outline-level="1"',
}
POINTS = {
    "bookmark": 'text:name="{}"',
    "reference-mark": 'text:name="{}"',
    "alphabetical-index-mark": 'text:string-value="{}"',
    "toc-mark": 'text:string-value="{}" text:outline-level="1"',
}
TERM = "child pornography"
MARKED = ["[{}]", "[{} laws]", "[ban {}]", "[ban] {}", "[]{}", "*{}", "{}*", "[*{}]", "*[{}]"]
"""Marks around a term or beside it: `[` and `]` begin and end one, `*` is one at a point."""
PARTED_BY_MARKS = ["child *pornography", "child [pornography]", "[child] pornography"]


def with_marks(text: str, kind: str, number: int) -> str:
    id = f"{kind}{number}"
    end = RANGES[kind].partition(" ")[0].format(id)
    signs = {
        "*": f"<text:{kind} {POINTS[kind].format(f'{id}-point')}/>",
        "[": f"<text:{kind}-start {RANGES[kind].format(id)}/>",
        "]": f"<text:{kind}-end {end}/>",
    }
    return "".join(signs.get(sign, sign) for sign in text)


def with_all_marks(patterns: list[str]) -> list[str]:
    """A paragraph for each kind of mark and pattern."""
    return [
        p("We " + with_marks(pattern.format(TERM), kind, number) + " here.")
        for kind in RANGES
        for number, pattern in enumerate(patterns)
    ]


def marks_in(data: bytes) -> list[str]:
    """Each paragraph with a sign where a mark stands."""
    root = etree.fromstring(files(data)["content.xml"])
    etree.strip_elements(root, "{*}annotation", "{*}tracked-changes", with_tail=False)
    for element in root.iter(*(f"{{*}}{kind}{which}" for kind in RANGES for which in ("", "-start", "-end"))):
        kind = etree.QName(element).localname
        sign = "[" if kind.endswith("-start") else "]" if kind.endswith("-end") else "*"
        element.text = f"<{sign}{kind}>"
    return ["".join(each.itertext()) for each in root.iter("{*}p", "{*}h")]


def case_document(name: str) -> bytes:
    body, header, footer = CASES[name]
    first, rest = (OTHERS, body.removeprefix(OTHERS)) if body.startswith(OTHERS) else ("", body)
    return odf.odt(first + p("Before.") + rest + p("After."), header, footer)


@pytest.mark.parametrize("name", CASES)
def test_accepted(reviewing: Reviewing, name: str) -> None:
    data = case_document(name)
    reviewed = reviewing(data, "odt")
    assert texts(reviewed.data, "odt") == fixed(data, reviewed, "odt")
    count = {
        "several in a paragraph": 3,
        "several in a paragraph and one to ponder": 3,
        "in a header and a footer": 2,
        "a quotation": 0,
    }.get(name, 1)
    assert sum(bool(remark.edits) for remark in reviewed.remarks) == count


def comments_in(body: bytes) -> list[list[str]]:
    """Of each comment what it stands in, from the inside to the outside."""
    root = etree.fromstring(body)
    return [
        [etree.QName(each).localname for each in comment.iterancestors()]
        for comment in root.iter("{*}annotation")
    ]


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_gets_a_comment_alone(reviewing: Reviewing, name: str) -> None:
    data = odf.odt(DRAWN[name])
    reviewed = reviewing(data, "odt")
    assert [remark.edits for remark in reviewed.remarks] == [()]
    assert texts(reviewed.data, "odt") == texts(data, "odt")
    assert [around[:2] for around in comments_in(files(reviewed.data)["content.xml"])] == [["p", "text"]]


def test_no_comment_in_what_somebody_deleted(reviewing: Reviewing) -> None:
    data = odf.odt(OTHERS + p(f"Bans{DELETED}."), header=p(BAD))
    reviewed = reviewing(data, "odt")
    assert [around[:2] for around in comments_in(files(reviewed.data)["content.xml"])] == [["p", "text"]]


@pytest.mark.parametrize("name", ["inside one span", "split over spans", "in a footnote"])
def test_what_is_written(reviewing: Reviewing, name: str, snapshot: SnapshotAssertion) -> None:
    written = files(reviewing(case_document(name), "odt").data)["content.xml"].decode()
    assert written.partition("<office:text>")[2].replace("<text:p", "\n<text:p") == snapshot


def test_other_bytes_stay(reviewing: Reviewing) -> None:
    body = "".join(p(f"Paragraph {number}.") for number in range(9))
    data = odf.odt(f"{body}{p(BAD)}{body}<!-- odd  --><text:p  ></text:p >")
    old, new = files(data), files(reviewing(data, "odt").data)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {"content.xml"}
    before, after = old["content.xml"], new["content.xml"]
    start, end = before.index(body.encode()), before.index(p(BAD).encode())
    assert after.startswith(before[:start] + b"<text:tracked-changes>")
    assert before[start:end] in after
    assert after.endswith(before[end + len(p(BAD).encode()) :])


def test_flat(reviewing: Reviewing) -> None:
    data = odf.fodt(p(BAD))
    reviewed = reviewing(data, "odt")
    assert texts(reviewed.data, "odt") == fixed(data, reviewed, "odt")
    assert b"<text:tracked-changes>" in reviewed.data


def test_reviewing_a_reviewed_copy(reviewing: Reviewing) -> None:
    once = reviewing(case_document("several in a paragraph and one to ponder"), "odt")
    assert any(not remark.edits for remark in once.remarks)
    again = reviewing(once.data, "odt")
    assert again.data == once.data
    body = etree.fromstring(files(once.data)["content.xml"])
    ids = [
        element.get("{http://www.w3.org/XML/1998/namespace}id") for element in body.iter("{*}changed-region")
    ]
    assert len(ids) == len(set(ids)) == 6


def test_what_is_filled_in_gets_a_comment_alone(reviewing: Reviewing) -> None:
    data = odf.odt(p("See <text:title>the child pornography bill</text:title>."))
    reviewed = reviewing(data, "odt")
    assert [remark.edits for remark in reviewed.remarks] == [()]
    assert texts(reviewed.data, "odt") == texts(data, "odt")


@example(["child sex tourism"], [(1, ""), (8, "tab"), (8, "T1")], Applicability.SAFE)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(1, 60), st.sampled_from(["", "T1", "a", "tab"])), max_size=8),
    st.sampled_from([Applicability.SAFE, Applicability.UNSAFE]),
)
def test_any_spans(
    termbase: Termbase, words: list[str], cuts: list[tuple[int, str]], least: Applicability
) -> None:
    text = " ".join(words) + "."
    content = ""
    at = 0
    for size, around in [*cuts, (len(text), "")]:
        part, at = text[at : at + size], at + size
        if around == "T1":
            part = span(part)
        elif around == "a":
            part = f"<text:a>{part}</text:a>"
        elif around == "tab":
            part += "<text:s/>"
        content += part
    data = odf.odt(p(content))
    assert_fixed(data, "odt", termbase, least)


@pytest.mark.slow
def test_in_libreoffice(reviewing: Reviewing, tmp_path: Path) -> None:
    round_trips({name: case_document(name) for name in CASES}, "odt", reviewing, tmp_path)


@pytest.mark.slow
def test_marks_in_libreoffice(reviewing: Reviewing, tmp_path: Path) -> None:
    """Bookmarks and the like stay where they were, with all accepted, all rejected and nothing done."""
    data = odf.odt("".join([*with_all_marks(MARKED), *with_all_marks(PARTED_BY_MARKS)]))
    copy = reviewing(data, "odt")
    tasks: list[Task] = []
    for name, content in (("old", data), ("new", copy.data)):
        source = tmp_path / f"{name}.odt"
        source.write_bytes(content)
        tasks += [Task(source, how, tmp_path / f"{name}-{how}.odt") for how in ("", "accept", "reject")]
    libreoffice.do(tasks, tmp_path)
    saved = {task.target.stem: task.target.read_bytes() for task in tasks}
    old = marks_in(saved["old-"])
    assert signs_of(old).total() > 70
    assert marks_in(saved["new-reject"]) == old
    assert marks_in(saved["new-accept"]) == [
        each.replace(TERM, "child sexual abuse material") for each in old
    ]
    assert signs_of(marks_in(saved["new-"])) == signs_of(old)


def signs_of(paragraphs: list[str]) -> Counter[str]:
    return Counter(re.findall("(?<=<)[^>]+(?=>)", "".join(paragraphs)))


@pytest.mark.parametrize("where", ["body", "header", "footnote", "box"])
def test_marks_where_no_comment_can_stand(reviewing: Reviewing, where: str) -> None:
    """Only a comment keeps a deletion after a mark."""
    marked, parted = (
        with_marks(text, "bookmark", 1) for text in ("*child pornography", "child *pornography")
    )
    for text, tracked in ((marked, where == "body"), (parted, False)):
        content = f"It bans {text}."
        body = {"footnote": note(content), "box": box(p(content))}.get(
            where, content if where == "body" else ""
        )
        data = odf.odt(p(f"Text. {body}"), p(content) if where == "header" else "")
        reviewed = reviewing(data, "odt")
        assert [bool(remark.edits) for remark in reviewed.remarks] == [tracked]
        assert texts(reviewed.data, "odt") == fixed(data, reviewed, "odt")


@pytest.mark.usefixtures("folder")
def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    Path("policy.odt").write_bytes(case_document("inside one span"))
    assert main(["review", "policy.odt"]) == 1
    assert capsys.readouterr().out == "policy.reviewed.odt: 1 change tracked.\n"
