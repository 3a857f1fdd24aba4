"""Mangled office files, and what must hold of each: it is read or refused, and its review can be taken back.

`documents()` gives names and bytes, `check(name, data)` raises AssertionError where a law is broken. The
files are those of the tests, with their XML put together as no program does: runs in runs, paragraphs in
runs, changes and fields that end nowhere, parts that are missing, twice, in another encoding, in a damaged
archive.
"""

import copy
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from luxterm import office
from luxterm.engine.fixes import Unsettled
from luxterm.office import kind_of
from luxterm.review.reviewing import KINDS, review
from luxterm.scan.file import check_document, scan_file
from luxterm.scan.job import Job, Options
from luxterm.system.errors import UnreadableError
from luxterm.types import Applicability
from tests.office import odf, review_cases, wordml

Named = tuple[str, bytes]
W = f"{{{wordml.W}}}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
BAD = "The law bans child pornography and a child prostitute."

_OTHERS = {f"{W}id": "7", f"{W}author": "A. Drafter", f"{W}date": "2026-01-01T00:00:00Z"}
_OURS = {**_OTHERS, f"{W}author": "luxterm"}
_WORD: list[tuple[str, dict[str, str]]] = [
    *(
        (f"{W}{kind}", {})
        for kind in ("r", "p", "t", "delText", "tab", "br", "rPr", "pPr", "smartTag", "txbxContent")
    ),
    *(
        (f"{W}{kind}", {})
        for kind in ("sdt", "sdtContent", "customXml", "tbl", "tr", "tc", "pict", "body", "ruby")
    ),
    *((f"{W}{kind}", each) for kind in ("ins", "del", "moveFrom", "moveTo") for each in (_OTHERS, _OURS, {})),
    *((f"{W}fldChar", {f"{W}fldCharType": kind}) for kind in ("begin", "separate", "end")),
    *((f"{W}{kind}", {f"{W}id": "7"}) for kind in ("bookmarkStart", "bookmarkEnd", "commentRangeStart")),
    *((f"{W}{kind}", {f"{W}id": "2"}) for kind in ("footnoteReference", "commentReference", "hyperlink")),
    (f"{W}fldSimple", {f"{W}instr": " TITLE "}),
    (f"{W}instrText", {}),
    (f"{W}sym", {f"{W}char": "F041"}),
    ("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent", {}),
    ("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath", {}),
    ("{urn:unknown}thing", {}),
    ("p", {}),
]
_ODF: list[tuple[str, dict[str, str]]] = [
    *((f"{TEXT}{kind}", {}) for kind in ("p", "h", "span", "s", "tab", "line-break", "note", "note-body")),
    *((f"{TEXT}{kind}", {}) for kind in ("list", "list-item", "section", "meta", "ruby", "title", "a")),
    *(
        (f"{TEXT}{kind}", {f"{TEXT}change-id": id})
        for kind in ("change", "change-start", "change-end")
        for id in ("c1", "c2", "luxterm-1", "")
    ),
    *((f"{TEXT}bookmark{which}", {f"{TEXT}name": "a"}) for which in ("", "-start", "-end")),
    (f"{TEXT}tracked-changes", {}),
    (f"{TEXT}s", {f"{TEXT}c": "3"}),
    (f"{OFFICE}annotation", {}),
    (f"{OFFICE}text", {}),
    ("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box", {}),
    ("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame", {}),
    ("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table", {}),
    ("{urn:unknown}thing", {}),
    ("p", {}),
]


@cache
def _bases(kind: str) -> list[dict[str, bytes]]:
    """Documents of a kind, unpacked."""
    if kind == "docx":
        made = [review_cases.case_document(name) for name in review_cases.CASES]
        made += [review_cases.control_document(name) for name in review_cases.CONTROLS]
        made += [wordml.docx(wordml.paragraph(review_cases.MERGED))]
        return list(map(wordml.files, made))
    from tests import test_review_odt as cases

    made = [cases.case_document(name) for name in cases.CASES]
    made += [odf.odt(body) for body in cases.DRAWN.values()]
    made += [odf.odt(each) for each in cases.with_all_marks(cases.MARKED)]
    return list(map(wordml.files, made))


Operation = Callable[[Random, Any, list[Any], list[tuple[str, dict[str, str]]]], None]


def _drop(random: Random, node: Any, _every: list[Any], _new: list[Any]) -> None:
    if (parent := node.getparent()) is not None:
        parent.remove(node)


def _unwrap(random: Random, node: Any, _every: list[Any], _new: list[Any]) -> None:
    if (parent := node.getparent()) is not None:
        at = parent.index(node)
        parent[at : at + 1] = list(node)


def _repeat(random: Random, node: Any, _every: list[Any], _new: list[Any]) -> None:
    if node.getparent() is not None:
        node.addnext(copy.deepcopy(node))


def _swap(random: Random, node: Any, _every: list[Any], _new: list[Any]) -> None:
    following = node.getnext()
    if following is not None:
        node.addprevious(following)


def _move(random: Random, node: Any, every: list[Any], _new: list[Any]) -> None:
    """Into any other element, or a copy of it."""
    target = random.choice(every)
    moved = (
        copy.deepcopy(node) if random.random() < 0.5 or node in (target, *target.iterancestors()) else node
    )
    if moved is node and node.getparent() is None:
        return
    target.insert(random.randint(0, len(target)), moved)


def _wrap(random: Random, node: Any, _all: list[Any], new: list[Any]) -> None:
    if (parent := node.getparent()) is not None:
        tag, stated = random.choice(new)
        around = node.makeelement(tag, stated)
        parent.replace(node, around)
        around.tail, node.tail = node.tail, None
        around.append(node)


def _insert(random: Random, node: Any, _all: list[Any], new: list[Any]) -> None:
    tag, stated = random.choice(new)
    made = node.makeelement(tag, stated)
    if random.random() < 0.4:
        made.text = random.choice((BAD, "child ", " pornography", " ", "  \n "))
    node.insert(random.randint(0, len(node)), made)


def _rename(random: Random, node: Any, _all: list[Any], new: list[Any]) -> None:
    node.tag = random.choice(new)[0]


def _state(random: Random, node: Any, every: list[Any], _new: list[Any]) -> None:
    """Another attribute, or none."""
    if len(node.attrib) and random.random() < 0.6:
        key = random.choice(list(node.attrib))
        if random.random() < 0.3:
            del node.attrib[key]
        else:
            node.set(key, random.choice(("", "0", "-1", "7", "99999999999", "luxterm", "x" * 300, "²", " ")))
    else:
        other = random.choice(every)
        for key, value in list(other.attrib.items())[:2]:
            node.set(key, value)


def _write(random: Random, node: Any, _every: list[Any], _new: list[Any]) -> None:
    """Text where it is and where there is none."""
    words = random.choice(
        (BAD, "child pornography", " child", "pornography ", "", " ", "\n", "\u2028", "ﬁ́rst ")
    )
    if random.random() < 0.7:
        node.text = words
    else:
        node.tail = words


def _remark(random: Random, node: Any, _every: list[Any], _new: list[Any]) -> None:
    made: Any = random.choice((etree.Comment(" x "), etree.ProcessingInstruction("a", "b")))
    node.insert(random.randint(0, len(node)), made)


OPERATIONS: tuple[Operation, ...] = (
    *(_drop, _unwrap, _repeat, _swap, _move, _move, _wrap, _wrap, _insert, _insert),
    *(_rename, _state, _state, _write, _write, _remark),
)


def _mangle_xml(data: bytes, kind: str, random: Random) -> bytes:
    root = etree.fromstring(data)
    new = _WORD if kind == "docx" else _ODF
    for _ in range(random.choice((1, 1, 2, 3, 5, 9))):
        every = list(root.iter("*"))
        random.choice(OPERATIONS)(random, random.choice(every), every, new)
    how = random.random()
    if how < 0.04:
        return etree.tostring(root, encoding=random.choice(("utf-16", "iso-8859-1", "utf-8", "us-ascii")))
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=random.random() < 0.5)
    if how < 0.06:
        return b"\xef\xbb\xbf" + written
    if how < 0.08:
        return written.replace(wordml.W.encode(), wordml.STRICT.encode())
    if how < 0.1:
        return re.sub(rb"\bw:", b"q:", written).replace(b"xmlns:w=", b"xmlns:q=")
    if how < 0.12:
        at = random.randrange(len(written))
        return (
            written[:at]
            + random.choice((b"", b"&#x41;", b"<![CDATA[x]]>", b"&a;", b"\0", b"<"))
            + written[at + 1 :]
        )
    return written


def _damage(data: bytes, random: Random) -> bytes:
    """An archive whose bytes are wrong: its lists, sizes, methods, content."""
    wrong = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4))):
        how, sign = random.random(), random.choice((b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
        places = [found.start() for found in re.finditer(re.escape(sign), bytes(wrong))]
        if how < 0.2:
            del wrong[random.randrange(len(wrong)) :]
        elif how < 0.7 and places:
            at = random.choice(places) + random.randint(4, 45)
            if at + 2 <= len(wrong):
                value = random.choice(
                    (0, 1, 8, 9, 12, 14, 20, 93, 95, 97, 99, 255, 0xFFFF, random.getrandbits(16))
                )
                wrong[at : at + 2] = struct.pack("<H", value)
        elif wrong:
            wrong[random.randrange(len(wrong))] = random.getrandbits(8)
        if not wrong:
            break
    return bytes(wrong)


def _packed(files: list[tuple[str, bytes]], random: Random) -> bytes:
    method = zipfile.ZIP_DEFLATED
    if random.random() < 0.05:
        method = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, method)
    return buffer.getvalue()


def mangled(kind: str, random: Random) -> bytes:
    """A file of a kind of office document (`KINDS`), mangled."""
    import warnings

    parts = dict(random.choice(_bases(kind)))
    read = [name for name in parts if name.endswith((".xml", ".rels"))]
    worded = [name for name in read if name.endswith(("document.xml", "content.xml"))]
    for _ in range(random.choice((1, 1, 1, 2))):
        name = random.choice(worded if random.random() < 0.75 else read)
        with suppress(ValueError, etree.XMLSyntaxError):  # mangled beyond what can be written, or read again
            parts[name] = _mangle_xml(parts[name], kind, random)
    files = list(parts.items())
    if random.random() < 0.05:
        files.pop(random.randrange(len(files)))
    if random.random() < 0.05:
        files.append(random.choice(files))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members with one name
        data = _packed(files, random)
    return _damage(data, random) if random.random() < 0.1 else data


def documents() -> st.SearchStrategy[Named]:
    """Mangled documents, each with a name that says its kind."""
    return st.builds(_named, st.sampled_from(sorted(KINDS)), st.randoms(use_true_random=False))


def _named(kind: str, random: Random) -> Named:
    return f"mangled.{kind}", mangled(kind, random)


def check(name: str, data: bytes) -> None:
    """Raises AssertionError if a file is neither read nor refused, or its review can't be taken back."""
    result = scan_file(Job(name, Options(), data))
    assert not any(error.code == "internal-error" for error in result.errors), result.errors
    kind = kind_of(name)
    if kind not in KINDS:
        return
    job = Job(name, Options())
    try:
        text = office.read(data, kind).text
        made = review(
            data, kind, lambda document: check_document(document, job).findings, Applicability.SAFE, NOW
        )
    except (UnreadableError, Unsettled):
        return
    if not made.remarks:
        assert made.data == data, "nothing is remarked on, but something changed"
        return
    assert office.read(rejected(made.data, kind), kind).text == office.read(rejected(data, kind), kind).text
    assert text == made.text


def rejected(data: bytes, kind: str) -> bytes:
    """A document with all changes of ours rejected, as the standard says what that is."""
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            with suppress(
                zipfile.BadZipFile, zlib.error, EOFError, RuntimeError
            ):  # of no interest, or the document is refused
                files[name] = archive.read(name)
    for name, content in files.items():
        if name.endswith(".rels"):
            continue  # no text of the document: a change in it is none, whoever mangled it so
        try:
            root = etree.fromstring(content)
        except (etree.XMLSyntaxError, ValueError):
            continue
        (_reject_word if kind == "docx" else _reject_opendocument)(root)
        files[name] = etree.tostring(root, encoding="utf-8")
    return wordml.zipped(files)


def _reject_word(root: Any) -> None:
    for space in (wordml.W, wordml.STRICT):
        for change in list(root.iter(f"{{{space}}}ins", f"{{{space}}}del")):
            if change.get(f"{{{space}}}author") != "luxterm" or (parent := change.getparent()) is None:
                continue
            at = parent.index(change)
            kept = list(change) if change.tag.endswith("}del") else []
            for text in change.iter(f"{{{space}}}delText"):
                text.tag = f"{{{space}}}t"
            parent[at : at + 1] = kept


def _reject_opendocument(root: Any) -> None:
    regions: dict[str, Any] = {}
    for region in root.iter(f"{TEXT}changed-region"):
        change: Any = next(region.iterchildren("*"), None)
        signs: list[Any] = [] if change is None else change.findall(f"{OFFICE}change-info/{DC}creator")
        if [sign.text for sign in signs] == ["luxterm"]:
            regions[region.get(f"{TEXT}id")] = change
    for mark in list(root.iter(f"{TEXT}change-start", f"{TEXT}change")):
        change = regions.get(mark.get(f"{TEXT}change-id"))
        if change is None or mark.getparent() is None:
            continue
        if mark.tag == f"{TEXT}change":
            for paragraph in change.iterchildren(f"{TEXT}p", f"{TEXT}h"):
                back = copy.deepcopy(paragraph)
                back.tag, back.tail = f"{TEXT}meta", None
                back.attrib.clear()
                mark.addprevious(back)
            continue
        mark.tail = None
        for each in list(mark.itersiblings()):
            each.tail = None if each.tag != f"{TEXT}change-end" else each.tail
            if each.tag == f"{TEXT}change-end" and each.get(f"{TEXT}change-id") == mark.get(
                f"{TEXT}change-id"
            ):
                break
            each.getparent().remove(each)
