"""Reviewed copies of Word documents: all changes accepted is the fixed text, all rejected the document."""

import os
import re
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from syrupy.assertion import SnapshotAssertion

from luxterm import office
from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine import fixes
from luxterm.engine.check import check
from luxterm.review import Reviewed, review
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Document, Finding
from luxterm.wording.findings import where
from tests.office import libreoffice, odf, wordml
from tests.office.libreoffice import Task
from tests.office.wordml import (
    box,
    comment,
    deleted,
    field,
    files,
    inserted,
    note,
    paragraph,
    reference,
    run,
    table,
)
from tests.segments import stands

Reviewing = Callable[..., Reviewed]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
BAD = "The State shall prohibit child pornography in law."
PARTED = (run("child ", "<w:b/>"), run("porno"), run("graphy", "<w:i/>"))


@pytest.fixture(scope="session")
def reviewing(termbase: Termbase) -> Reviewing:
    """reviewing(data, kind="docx", least=SAFE) -> the reviewed copy."""

    def reviewed(data: bytes, kind: str = "docx", least: Applicability = Applicability.SAFE) -> Reviewed:
        def findings(document: Document) -> list[Finding]:
            return check(document, termbase, Settings())

        return review(data, kind, findings, least, NOW)

    return reviewed


def moved(text: str) -> str:
    stated = 'w:author="A. Drafter" w:date="2026-01-01T00:00:00Z"'
    return "".join(
        f'<w:{way}RangeStart w:id="{at}" w:name="m1" {stated}/><w:{way} w:id="{at + 1}" {stated}>{run(text)}'
        f'</w:{way}><w:{way}RangeEnd w:id="{at}"/>' + (run(" today ") if at == 70 else "")
        for way, at in (("moveFrom", 70), ("moveTo", 80))
    )


CASES: dict[str, tuple[str, dict[str, str]]] = {
    "inside one run": (paragraph(BAD), {}),
    "split over runs": (paragraph("Prohibit ", *PARTED, " in law."), {}),
    "several in a paragraph": (paragraph(f"{BAD} Nobody is a child prostitute. {BAD}"), {}),
    "in a table": (table(("Law", "Text"), ("Code", BAD)), {}),
    "in a footnote": (
        paragraph("See", reference("footnote", 2), "."),
        {"footnotes": wordml.separator("footnote") + note("footnote", 2, paragraph(BAD))},
    ),
    "in an endnote": (
        paragraph("See", reference("endnote", 2), "."),
        {"endnotes": wordml.separator("endnote") + note("endnote", 2, paragraph(BAD))},
    ),
    "in a header and a footer": (
        paragraph("Text."),
        {"header": paragraph(BAD), "footer": paragraph("On child pornography.")},
    ),
    "in a text box": (paragraph("Box", box(paragraph(BAD))), {}),
    "in a link": (
        paragraph("See ", f'<w:hyperlink w:anchor="a">{run("child pornography laws")}</w:hyperlink>', "."),
        {},
    ),
    "half in a link": (
        paragraph("See child ", f'<w:hyperlink w:anchor="a">{run("pornography")}</w:hyperlink>', " laws."),
        {},
    ),
    "in a field": (
        paragraph("See ", field(' HYPERLINK "https://example.org/" ', "child pornography"), "."),
        {},
    ),
    "in a table of contents": (
        paragraph(field(" TOC ", "Fighting child pornography"))
        + paragraph(
            '<w:bookmarkStart w:id="1" w:name="a"/>',
            "Fighting child pornography",
            '<w:bookmarkEnd w:id="1"/>',
            style="Titre2",
        ),
        {},
    ),
    "in a heading with a bookmark": (
        paragraph(
            '<w:bookmarkStart w:id="1" w:name="a"/>',
            "Fighting child pornography online",
            '<w:bookmarkEnd w:id="1"/>',
            style="Titre1",
        ),
        {},
    ),
    "in a content control": (
        paragraph(
            "It ", f"<w:sdt><w:sdtPr/><w:sdtContent>{run('bans child pornography')}</w:sdtContent></w:sdt>"
        ),
        {},
    ),
    "next to an insertion": (paragraph("It bans child pornography", inserted(" and more"), "."), {}),
    "next to a deletion": (paragraph("It bans child pornography", deleted(" and more"), "."), {}),
    "around a deletion": (paragraph("It bans child ", deleted("or other "), "pornography."), {}),
    "in an insertion": (
        paragraph("It ", deleted("allows"), inserted("bans child porn", "ography and more"), "."),
        {},
    ),
    "half in an insertion": (paragraph("It bans child ", inserted("pornography"), " here."), {}),
    "in what was moved": (paragraph("It ", moved("bans child pornography"), "."), {}),
    "after a tab and a break": (
        paragraph(
            '<w:r><w:tab/><w:t>Prohibit child</w:t><w:br/><w:t xml:space="preserve">pornography </w:t></w:r>'
        ),
        {},
    ),
    "with its article": (paragraph("Nobody is a child prostitute", run(" by law", "<w:b/>"), "."), {}),
    "a comment alone": (paragraph("He is a sex offender with child victims of sex tourism."), {}),
    "a quotation and a title": (
        paragraph("The law says “child pornography”.")
        + paragraph(
            "See the Optional Protocol on the Sale of Children, Child Prostitution and Child Pornography."
        ),
        {},
    ),
}


def control(content: str, properties: str = '<w:lock w:val="sdtContentLocked"/>') -> str:
    """A content control, locked unless it has other properties."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BOUND = '<w:dataBinding w:xpath="/a" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/>'
MERGED = field(" MERGEFIELD x ", BAD)
FOOTNOTES = {"footnotes": wordml.separator("footnote") + note("footnote", 2, paragraph(BAD))}
CONTROLS: dict[str, tuple[str, dict[str, str], int]] = {
    "bound": (control(paragraph(BAD), BOUND), {}, 0),
    "locked": (control(paragraph(BAD)), {}, 0),
    "a locked heading": (control(paragraph(BAD, style="Titre1")), {}, 0),
    "two paragraphs": (control(paragraph("First.") + paragraph(BAD)), {}, 0),
    "an empty paragraph first": (control(paragraph() + paragraph(BAD)), {}, 0),
    "one in another": (control(control(paragraph(BAD)), ""), {}, 0),
    "around a table": (paragraph("Table.") + control(table(("Law", BAD))), {}, 0),
    "in a cell": (
        paragraph("Table.") + table(("Law", BAD)).replace(paragraph(BAD), control(paragraph(BAD))),
        {},
        0,
    ),
    "open": (control(paragraph(BAD), ""), {}, 1),
    "open, with a footnote": (control(paragraph(reference("footnote", 2), "."), ""), FOOTNOTES, 1),
    "open, with a text box": (control(paragraph(box(paragraph(BAD))), ""), {}, 1),
    "a locked text box": (control(paragraph(box(paragraph(BAD)))), {}, 0),
    "a field alone": (control(paragraph(MERGED), ""), {}, 0),
    "a field, and text before it": (control(paragraph("See ", MERGED), ""), {}, 0),
    "before a header": (control(paragraph("A title."), BOUND), {"header": paragraph(BAD)}, 1),
    "empty, before a header": (control(paragraph(), BOUND), {"header": paragraph(BAD)}, 1),
}
"""Documents that begin with a content control around paragraphs, and how many changes are tracked in them."""


def control_document(name: str) -> bytes:
    body, parts, _ = CONTROLS[name]
    return wordml.docx(body + paragraph("After."), parts)


def case_document(name: str) -> bytes:
    body, parts = CASES[name]
    return wordml.docx(paragraph("Before.") + body + paragraph("After."), parts)


def everything() -> bytes:
    """All cases in one document."""
    parts = {kind: content for _, more in CASES.values() for kind, content in more.items()}
    return wordml.docx("".join(body for body, _ in CASES.values()), parts)


def counted(found: list[tuple[str, str]]) -> Counter[str]:
    """Texts by how often they are read, outside of comments; in running headers once.

    LibreOffice keeps a header for the first page beside that of the others.
    """
    running = {text for place, text in found if place in ("header", "footer")}
    body = (text for place, text in found if not place.startswith(("comment", "header", "footer")))
    return Counter(body) + Counter(running)


def texts(data: bytes, kind: str = "docx") -> Counter[str]:
    document = office.read(data, kind)
    return counted([(stands(s.place), document.text[s.span.start : s.span.end]) for s in document.segments])


def fixed(data: bytes, reviewed: Reviewed, kind: str = "docx") -> Counter[str]:
    """What is read when the text is fixed as `luxterm check --fix` fixes text; comments alone fix nothing."""
    if not any(remark.edits for remark in reviewed.remarks):
        return texts(data, kind)
    document = office.read(data, kind)
    reachable = [finding for finding in reviewed.findings if not where(finding).startswith("comment")]
    edits, _ = fixes.edits_for(reachable, Applicability.SAFE)
    found: list[tuple[str, str]] = []
    for segment in document.segments:
        start, end = segment.span
        inside = [
            edit._replace(start=edit.start - start, end=edit.end - start)
            for edit in edits
            if start <= edit.start and edit.end <= end
        ]
        found.append((stands(segment.place), fixes.splice(document.text[start:end], inside)))
    return counted(found)


def assert_fixed(data: bytes, kind: str, termbase: Termbase, least: Applicability) -> bytes:
    """Round by round the copy says what the fixed text says; gives back the copy."""

    def findings(document: Document) -> list[Finding]:
        return check(document, termbase, Settings())

    copy, once = data, import_module(f"luxterm.review.{kind}").review
    while True:
        document = office.read(copy, kind)
        edits, _ = fixes.edits_for(findings(document), least)
        if not edits:
            break
        copy = once(copy, findings, least, NOW).data
        assert office.read(copy, kind).text == fixes.splice(document.text, edits)
    reviewed = review(data, kind, findings, least, NOW).data
    assert office.read(reviewed, kind).text == office.read(copy, kind).text
    return reviewed


def rejected(root: Any) -> None:
    """Reject luxterm's changes, as the standard says what that is."""
    for element in list(root.iter("{*}ins", "{*}del")):
        if element.get(f"{{{wordml.W}}}author") == "luxterm":
            resolve(element, keep=element.tag.endswith("}del"))


def resolve(element: Any, keep: bool) -> None:
    parent = element.getparent()
    for text in element.iter("{*}delText"):
        text.tag = text.tag.replace("delText", "t")
    at = parent.index(element)
    parent[at : at + 1] = list(element) if keep else []


def resolved(data: bytes, how: Callable[[Any], None]) -> dict[str, Any]:
    """The parts with text of a document, luxterm's changes accepted or rejected."""
    parts = {name: etree.fromstring(data) for name, data in files(data).items() if name.startswith("word/")}
    for root in parts.values():
        how(root)
    return parts


def looks(root: Any) -> list[tuple[str, str]]:
    """Each character of a part with the formatting of its run."""
    found: list[tuple[str, str]] = []
    for shown in root.iter("{*}t", "{*}tab", "{*}br"):
        properties = shown.getparent().find("{*}rPr")
        dress = "" if properties is None else etree.tostring(properties, method="c14n").decode()
        signs = (shown.text or "") if shown.tag.endswith("}t") else [shown.tag]
        found += [(sign, dress) for sign in signs]
    return found


@pytest.mark.parametrize("name", CASES)
def test_accepted_and_rejected(reviewing: Reviewing, name: str) -> None:
    data = case_document(name)
    reviewed = reviewing(data)
    assert texts(reviewed.data) == fixed(data, reviewed)
    before, after = resolved(data, rejected), resolved(reviewed.data, rejected)
    for part, root in before.items():
        if part not in ("word/comments.xml", "word/_rels/document.xml.rels"):
            assert looks(after[part]) == looks(root)
    tracked = sum(bool(remark.edits) for remark in reviewed.remarks)
    assert tracked == {
        "several in a paragraph": 3,
        "in a table of contents": 2,
        "in a header and a footer": 2,
        "a comment alone": 0,
        "a quotation and a title": 0,
    }.get(name, 1)


def change(reviewed: Reviewed, part: str = "word/document.xml") -> str:
    """What luxterm wrote into a part, with the paragraph around it."""
    return files(reviewed.data)[part].decode()


@pytest.mark.parametrize("name", ["inside one run", "split over runs", "in an insertion", "in a footnote"])
def test_what_is_written(reviewing: Reviewing, name: str, snapshot: SnapshotAssertion) -> None:
    reviewed = reviewing(case_document(name))
    written = {part: change(reviewed, part).partition("<w:body>")[2] for part in ["word/document.xml"]}
    written["word/comments.xml"] = change(reviewed, "word/comments.xml")
    assert "\n\n".join(written.values()).replace("<w:p>", "\n<w:p>") == snapshot


def test_other_bytes_stay(reviewing: Reviewing) -> None:
    more = {"word/media/image1.png": bytes(range(256)) * 9, "docProps/odd name.bin": b"x" * 999}
    body = "".join(paragraph(f"Paragraph {n}.", more="  ") for n in range(9))
    data = wordml.docx(f"{body}{paragraph(BAD)}{body}<!-- odd  --><w:p  ></w:p >", more=more)
    copy = reviewing(data).data
    old, new = files(data), files(copy)
    assert set(new) - set(old) == {"word/comments.xml"}
    changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {name for name in old if old[name] != new[name]} == changed
    before, after = old["word/document.xml"], new["word/document.xml"]
    at = before.index(paragraph(BAD).encode())
    rest = before[at + len(paragraph(BAD).encode()) :]
    assert after.startswith(before[:at]) and after.endswith(rest)
    for name in set(old) - changed:
        assert packed(data, name) == packed(copy, name)


def packed(data: bytes, name: str) -> bytes:
    """A file in an archive as it stands there, with its header."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo(name)
        size = 30 + len(name) + info.compress_size
        return data[info.header_offset : info.header_offset + size]


def test_comments_join_those_that_are_there(reviewing: Reviewing) -> None:
    existing = comment(0, "Who wrote this?") + comment(7, "I did.")
    data = wordml.docx(paragraph("Asked.", reference("comment", 7)) + paragraph(BAD), {"comments": existing})
    new = files(reviewing(data).data)
    assert new["[Content_Types].xml"] == files(data)["[Content_Types].xml"]
    assert existing.encode() in new["word/comments.xml"]
    roots = etree.fromstring(new["word/comments.xml"])
    ids = [each.get(f"{{{wordml.W}}}id") for each in roots]
    assert len(ids) == len(set(ids)) == 3


def prefixed(data: bytes) -> bytes:
    """A package whose lists have prefixes, as some programs write them."""
    parts = files(data)
    for name, root in (("[Content_Types].xml", "Types"), ("word/_rels/document.xml.rels", "Relationships")):
        listed = re.sub(rb"<(/?)(?=[A-Z])", rb"<\1p:", parts[name])
        parts[name] = listed.replace(f"<p:{root} xmlns=".encode(), f"<p:{root} xmlns:p=".encode())
    return wordml.zipped(parts)


def test_lists_with_prefixes(reviewing: Reviewing) -> None:
    data = prefixed(wordml.docx(paragraph(BAD)))
    new = files(reviewing(data).data)
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        *_, before, added = etree.fromstring(new[name])
        assert (added.tag, added.prefix) == (before.tag, "p")
        assert new[name].startswith(files(data)[name].rpartition(b"</")[0])


def in_utf_16(data: bytes) -> bytes:
    """A package with all its texts in another encoding."""
    return wordml.zipped(
        {
            name: content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
            if name.startswith("word/") and name.endswith(".xml")
            else content
            for name, content in files(data).items()
        }
    )


def test_other_encodings(reviewing: Reviewing) -> None:
    document = wordml.docx(
        paragraph("Ask.", reference("comment", 0)) + paragraph(BAD), {"comments": comment(0, "é")}
    )
    data = in_utf_16(document)
    reviewed = reviewing(data)
    assert texts(reviewed.data) == fixed(data, reviewed)
    comments = etree.fromstring(files(reviewed.data)["word/comments.xml"])
    assert ["".join(each.itertext())[:5] for each in comments] == ["é", "Avoid"]


def test_findings_in_comments_are_told_and_not_touched(reviewing: Reviewing) -> None:
    data = wordml.docx(paragraph(BAD), {"comments": comment(0, BAD)})
    reviewed = reviewing(data)
    assert [where(finding) for finding in reviewed.unplaced] == ["comment 1 by A. Drafter"]
    assert len(reviewed.remarks) == 1


@pytest.mark.parametrize(
    "around",
    [
        "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr><w:lock w:val='contentLocked'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr=' TITLE '>{}</w:fldSimple>",
        field(" TITLE ", "@").replace(run("@"), "{}"),
        field(" MERGEFIELD x ", "@").replace(run("@"), "{}"),
        field(" REF a ", "@").replace(run("@"), "{}"),
    ],
)
def test_what_word_fills_in_gets_a_comment_alone(reviewing: Reviewing, around: str) -> None:
    data = wordml.docx(paragraph(around.format(run(BAD))))
    reviewed = reviewing(data)
    assert [remark.edits for remark in reviewed.remarks] == [()]
    before, _, _ = around.partition("{}")
    written = files(reviewed.data)["word/document.xml"].decode()
    assert re.search(f'<w:commentRangeStart w:id="[0-9]+"/>{re.escape(before[:12])}', written)
    assert texts(reviewed.data) == texts(data)


@pytest.mark.parametrize("name", CONTROLS)
def test_content_controls_around_paragraphs(reviewing: Reviewing, name: str) -> None:
    data = control_document(name)
    reviewed = reviewing(data)
    assert [len(remark.edits) for remark in reviewed.remarks] == [CONTROLS[name][2]]
    assert texts(reviewed.data) == fixed(data, reviewed)
    root = etree.fromstring(files(reviewed.data)["word/document.xml"])
    (begin,) = root.iter("{*}commentRangeStart")
    (paragraph,) = (each for each in begin.iterancestors("{*}p"))
    text = "".join(paragraph.itertext("{*}t", "{*}delText"))
    away = {"a field alone", "before a header", "empty, before a header"}
    expected = "After." if name in away else "child" if "footnote" not in name else "."
    assert expected in text


def test_a_control_with_no_place_for_a_comment(reviewing: Reviewing) -> None:
    """LibreOffice would not open it."""
    reviewed = reviewing(wordml.docx(control(paragraph(MERGED), "")))
    assert [where(finding) for finding in reviewed.unplaced] == ["paragraph 1"]
    assert reviewed.remarks == []
    reviewed = reviewing(wordml.docx(control(paragraph(), ""), {"header": paragraph(BAD)}))
    assert [len(remark.edits) for remark in reviewed.remarks] == [1]
    assert b"commentRangeStart" not in b"".join(files(reviewed.data).values())


def test_text_that_cannot_be_cut_gets_a_comment_alone(reviewing: Reviewing) -> None:
    wrapped = '<mc:AlternateContent><mc:Choice Requires="w"><w:t>{}</w:t></mc:Choice></mc:AlternateContent>'
    data = wordml.docx(paragraph(f"<w:r>{wrapped.format(BAD)}</w:r>"))
    reviewed = reviewing(data)
    assert [remark.edits for remark in reviewed.remarks] == [()]
    assert "commentRangeStart" in change(reviewed)
    assert texts(reviewed.data) == texts(data)


def test_both_copies_of_a_text_box(reviewing: Reviewing) -> None:
    reviewed = reviewing(case_document("in a text box"))
    root = etree.fromstring(files(reviewed.data)["word/document.xml"])
    one, other = ["".join(each.itertext()) for each in root.iter("{*}txbxContent")]
    assert one == other
    assert "sexual abuse" in one
    ids = [element.get(f"{{{wordml.W}}}id") for element in root.iter("{*}ins", "{*}del")]
    assert len(ids) == len(set(ids)) == 4


def test_strict(reviewing: Reviewing) -> None:
    strict = {
        wordml.W.encode(): wordml.STRICT.encode(),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    data = wordml.rewritten(case_document("split over runs"), strict)
    reviewed = reviewing(data)
    assert texts(reviewed.data) == fixed(data, reviewed)
    assert b"schemas.openxmlformats.org/wordprocessingml" not in b"".join(files(reviewed.data).values())


def test_nothing_to_change_is_the_document(reviewing: Reviewing) -> None:
    data = wordml.docx(paragraph("The State shall protect every child."))
    assert reviewing(data).data == data


def test_reviewing_a_reviewed_copy_adds_nothing(reviewing: Reviewing) -> None:
    once = reviewing(everything())
    assert any(not remark.edits for remark in once.remarks)
    assert reviewing(once.data).data == once.data


def test_changes_to_what_was_changed(termbase: Termbase) -> None:
    data = wordml.docx(paragraph(run("Every under-age "), run("child prostitute.", "<w:b/>")))
    reviewed = assert_fixed(data, "docx", termbase, Applicability.UNSAFE)
    assert texts(reviewed) == Counter(["Every child exploited in prostitution."])
    part = "word/document.xml"
    assert looks(resolved(reviewed, rejected)[part]) == looks(resolved(data, rejected)[part])


WORDS = [
    "under-age",
    "child",
    "pornography",
    "and",
    "a child prostitute",
    "child sex tourism",
    "law",
    "sex workers",
]
LOOKS = ["", "<w:b/>", "<w:i/>"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    st.lists(
        st.tuples(st.integers(1, 60), st.sampled_from(LOOKS), st.sampled_from(["", "ins", "link", "del"])),
        max_size=8,
    ),
    st.sampled_from([Applicability.SAFE, Applicability.UNSAFE]),
)
def test_any_runs(
    termbase: Termbase, words: list[str], cuts: list[tuple[int, str, str]], least: Applicability
) -> None:
    text = " ".join(words) + "."
    content: list[str] = []
    at = 0
    for number, (size, look, around) in enumerate([*cuts, (len(text), "", "")]):
        part, at = text[at : at + size], at + size
        if around == "del":
            content.append(deleted("gone", id=500 + number))
        made = run(part, look)
        if around == "ins":
            made = inserted(made, id=600 + number)
        elif around == "link":
            made = f'<w:hyperlink w:anchor="a">{made}</w:hyperlink>'
        content.append(made)
    data = wordml.docx(paragraph(*content))
    reviewed = assert_fixed(data, "docx", termbase, least)
    part = "word/document.xml"
    assert looks(resolved(reviewed, rejected)[part]) == looks(resolved(data, rejected)[part])


def round_trips(documents: dict[str, bytes], kind: str, reviewing: Reviewing, folder: Path) -> None:
    """LibreOffice accepts and rejects all changes in the documents and in their reviewed copies."""
    tasks: list[Task] = []
    copies = {name: reviewing(data, kind) for name, data in documents.items()}
    for number, (name, data) in enumerate(documents.items()):
        for made, content in (("old", data), ("new", copies[name].data)):
            source = folder / f"{number}-{made}.{kind}"
            source.write_bytes(content)
            tasks += [
                Task(source, how, folder / f"{number}-{made}-{how}.{kind}") for how in ("accept", "reject")
            ]
    libreoffice.do(tasks, folder)
    wrong: dict[str, object] = {}
    for number, (name, data) in enumerate(documents.items()):
        after = {
            what: texts((folder / f"{number}-{what}.{kind}").read_bytes(), kind)
            for what in ("old-accept", "old-reject", "new-accept", "new-reject")
        }
        for what, expected in (
            ("old-accept", texts(data, kind)),
            ("new-accept", fixed(data, copies[name], kind)),
            ("new-reject", after["old-reject"]),
        ):
            if after[what] != expected:
                wrong[f"{name}: {what}"] = after[what] - expected, expected - after[what]
    assert not wrong


@pytest.mark.slow
def test_in_libreoffice(reviewing: Reviewing, tmp_path: Path) -> None:
    documents = {name: case_document(name) for name in CASES} | {"everything": everything()}
    documents |= {f"content control: {name}": control_document(name) for name in CONTROLS}
    documents["in another encoding"] = in_utf_16(case_document("inside one run"))
    round_trips(documents, "docx", reviewing, tmp_path)


TERM = "child pornography"
BOOKMARKED = ["[{}]", "[{} laws]", "[ban {}]", "[ban] {}", "[]{}", "[1[]1]{}", "{}[]", "[[1]{}1]"]
"""Bookmarks around a term or beside it: `[` and `]` begin and end one, those with `1` another."""


def bookmarked(text: str, number: int) -> str:
    """A paragraph with bookmarks."""
    content: list[str] = []
    for part in re.split(r"(\[1?|1?\])", text):
        id = 100 + 10 * number + ("1" in part)
        if part.startswith("["):
            content.append(f'<w:bookmarkStart w:id="{id}" w:name="b{id}"/>')
        elif part.endswith("]"):
            content.append(f'<w:bookmarkEnd w:id="{id}"/>')
        elif part:
            content.append(part)
    return paragraph("We ", *content, " here.")


def bookmarks_in(data: bytes) -> list[str]:
    """The paragraphs, with signs where bookmarks begin and end."""
    root = etree.fromstring(files(data)["word/document.xml"])
    for element in root.iter("{*}bookmarkStart", "{*}bookmarkEnd"):
        element.text = "[" if element.tag.endswith("Start") else "]"
    return [
        "".join(each.itertext("{*}t", "{*}bookmarkStart", "{*}bookmarkEnd")) for each in root.iter("{*}p")
    ]


@pytest.mark.slow
def test_bookmarks_in_libreoffice(reviewing: Reviewing, tmp_path: Path) -> None:
    """Bookmarks stay where they were, with all accepted and all rejected."""
    data = wordml.docx("".join(bookmarked(each.format(TERM), at) for at, each in enumerate(BOOKMARKED)))
    tasks: list[Task] = []
    for name, content in (("old", data), ("new", reviewing(data).data)):
        source = tmp_path / f"{name}.docx"
        source.write_bytes(content)
        tasks += [Task(source, how, tmp_path / f"{name}-{how}.docx") for how in ("accept", "reject")]
    libreoffice.do(tasks, tmp_path)
    saved = {task.target.stem: bookmarks_in(task.target.read_bytes()) for task in tasks}
    old = saved["old-accept"]
    assert "We []child pornography here." in old
    assert saved["new-reject"] == old
    assert saved["new-accept"] == [each.replace(TERM, "child sexual abuse material") for each in old]


@pytest.mark.slow
@pytest.mark.needs("pandoc")
def test_documents_of_other_programs(reviewing: Reviewing, tmp_path: Path) -> None:
    """What pandoc and LibreOffice write, in both kinds."""
    sample = Path(__file__).parent.parent / "samples" / "policy-draft.md"
    subprocess.run(["pandoc", sample, "-o", tmp_path / "pandoc.docx"], check=True, timeout=60)
    (tmp_path / "ours.docx").write_bytes(everything())
    made = [tmp_path / name for name in ("libreoffice.odt", "libreoffice.docx", "pandoc.odt")]
    sources = [tmp_path / name for name in ("ours.docx", "ours.docx", "pandoc.docx")]
    libreoffice.do([Task(source, "", target) for source, target in zip(sources, made, strict=True)], tmp_path)
    for kind in ("docx", "odt"):
        documents = {path.name: path.read_bytes() for path in tmp_path.glob(f"*.{kind}")}
        (tmp_path / kind).mkdir()
        round_trips(documents, kind, reviewing, tmp_path / kind)


@pytest.mark.slow
def test_changes_to_what_was_changed_in_libreoffice(reviewing: Reviewing, tmp_path: Path) -> None:
    documents = {
        "docx": wordml.docx(paragraph(run("Every under-age "), run("child prostitute.", "<w:b/>"))),
        "odt": odf.odt(odf.p("Every under-age " + odf.span("child prostitute."))),
    }
    expected = {
        "accept": "Every child exploited in prostitution.",
        "reject": "Every under-age child prostitute.",
    }
    tasks: list[Task] = []
    for kind, data in documents.items():
        source = tmp_path / f"copy.{kind}"
        source.write_bytes(reviewing(data, kind, Applicability.UNSAFE).data)
        tasks += [Task(source, how, tmp_path / f"{how}.{kind}") for how in expected]
    libreoffice.do(tasks, tmp_path)
    for task in tasks:
        read = texts(task.target.read_bytes(), task.target.suffix[1:])
        assert read == Counter([expected[task.command]]), task


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    data = case_document("several in a paragraph")
    Path("policy.docx").write_bytes(data)

    def said(*args: str) -> tuple[int, str, str]:
        return main(["review", *args]), *capsys.readouterr()

    done = (1, "policy.reviewed.docx: 3 changes tracked.\n", "")
    assert said("policy.docx") == done
    assert Path("policy.docx").read_bytes() == data
    copy = Path("policy.reviewed.docx").read_bytes()
    assert said("policy.docx")[::2] == (
        2,
        "luxterm: policy.reviewed.docx is there already: move it away, or name the copy with --output\n",
    )
    assert said("policy.docx", "-o", "policy.docx")[0] == 2
    assert said("policy.docx", "-o", "missing/copy.docx")[0] == 2
    assert said("policy.docx", "--fail-on", "never", "-o", "other.docx")[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "other.docx",
        "policy.docx",
        "policy.reviewed.docx",
    ]
    assert Path("policy.docx").read_bytes() == data
    assert said("policy.docx", "--in-place")[0] == 1
    assert files(Path("policy.docx").read_bytes()).keys() == files(copy).keys()
    Path("empty.docx").write_bytes(b"")
    assert said("empty.docx") == (2, "", "luxterm: empty.docx: cannot be read: it is empty\n")
    assert said("notes.md")[0] == 2
    assert said("gone.docx") == (2, "", "luxterm: gone.docx: cannot be read: no such file or directory\n")
    assert said("other.docx") == (0, "other.docx: nothing to change; no copy was made.\n", "")
    Path("good.docx").write_bytes(wordml.docx(paragraph("Fine.")))
    assert said("good.docx") == (0, "good.docx: nothing to change; no copy was made.\n", "")
    assert not Path("good.reviewed.docx").exists()


@pytest.mark.parametrize(
    ("source", "target", "status"),
    [
        ("a.docx", "b.DOCX", 1),
        ("a.docx", "copy", 1),
        ("a.docx", "b.odt", 2),
        ("a.docx", "b.pdf", 2),
        ("a.docx", "b.docm", 2),
        ("a.docx", "-", 2),
        ("a.docm", "b.docm", 1),
        ("a.odt", "b.fodt", 2),
        ("a.fodt", "b.fodt", 1),
    ],
)
def test_names_of_copies(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    source: str,
    target: str,
    status: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    made = {"odt": odf.odt, "fodt": odf.fodt}.get(source.partition(".")[2])
    Path(source).write_bytes(made(odf.p(BAD)) if made else wordml.docx(paragraph(BAD)))
    assert main(["review", source, "-o", target]) == status
    assert Path(target).exists() == (status == 1)
    if status == 2:
        assert capsys.readouterr().err.startswith(
            f"luxterm: {target}: the copy of a .{source.partition('.')[2]} is a "
            if target != "-"
            else "luxterm: a copy is not written to standard output"
        )


def test_nothing_to_change_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, copy = tmp_path / "a.docx", tmp_path / "a.reviewed.docx"

    def said(path: Path) -> str:
        main(["review", "--fail-on", "never", str(path)])
        return capsys.readouterr().out

    title = "Having regard to the Convention on Cybercrime, Article 9 (Offences related to child pornography)"
    for text in ("The law says “child pornography”.", title):
        path.write_bytes(wordml.docx(paragraph(text)))
        assert said(path) == f"{path}: nothing to change; no copy was made.\n"
    path.write_bytes(case_document("a comment alone"))
    assert said(path) == f"{copy}: 1 comment where only you can tell.\n"
    assert said(copy) == f"{copy}: nothing to add to what it has; no copy was made.\n"


def test_check_fix_changes_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = case_document("inside one run")
    for name in ("a.docx", "b.docx"):
        Path(name).write_bytes(data)
    assert main(["check", "--fix"]) == 1
    out, err = capsys.readouterr()
    assert err.count("luxterm review FILE makes a copy") == 1
    assert "a.docx: paragraph 2: error: Avoid “child pornography”" in out
    assert "--fix" not in out
    assert Path("a.docx").read_bytes() == data


def test_limits_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("luxterm.toml").write_text("[limits]\nsize = 1\ntime = 1\n")
    Path("large.docx").write_bytes(bytes(1_000_001))
    assert main(["review", "large.docx"]) == 2
    assert "cannot be read: it has 1 MB, and the limit is 1 MB" in capsys.readouterr().err
    Path("slow.docx").write_bytes(wordml.docx(paragraph(BAD)))
    monkeypatch.setattr("luxterm.cli.review.review", lambda *_: time.sleep(20))
    assert main(["review", "slow.docx"]) == 2
    assert capsys.readouterr().err.startswith("luxterm: slow.docx: was not reviewed: ")
    assert sorted(os.listdir()) == ["large.docx", "luxterm.toml", "slow.docx"]
