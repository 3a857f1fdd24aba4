"""Reviewed copies of Word documents: all accepted they are the fixed text, all rejected the document."""

import re
import zipfile
from collections import Counter
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from syrupy.assertion import SnapshotAssertion

from luxterm.review.reviewing import Reviewed
from luxterm.termbase import Termbase
from luxterm.types import Applicability
from luxterm.wording.findings import where
from tests.office import wordml
from tests.office.review_cases import (
    BAD,
    CASES,
    CONTROLS,
    MERGED,
    WORDS,
    case_document,
    control,
    control_document,
    everything,
    in_utf_16,
)
from tests.office.reviewed import Reviewing, assert_fixed, fixed, looks, rejected, resolved, reviewing, texts
from tests.office.wordml import (
    comment,
    deleted,
    field,
    files,
    inserted,
    paragraph,
    reference,
    run,
)

__all__ = ["reviewing"]


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
    assert after.startswith(before[:at])
    assert after.endswith(rest)
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
