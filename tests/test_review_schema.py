"""Reviewed copies against the schemas of their formats: nothing is wrong that wasn't wrong before.

Checked by openxml-audit: Microsoft's Open XML SDK for Word documents (order of elements, attributes, unique
ids, relations, content types), the Relax NG of OpenDocument 1.3.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luxterm.review.reviewing import Reviewed, review
from luxterm.scan.file import check_document
from luxterm.scan.job import Job, Options
from luxterm.types import Applicability
from tests import test_review_odt as opendocument
from tests.office import review_cases as word
from tests.office.reviewed import NOW
from tests.office.wordml import docx, files, paragraph, zipped

audit: Any = pytest.importorskip("openxml_audit")
pytestmark = pytest.mark.slow

NESTED = "Relax NG validation failed: Element changed-region has extra content: insertion"
"""How LibreOffice writes, and must read, a deletion in somebody's insertion; the schema doesn't have it."""


def wrong(data: bytes, kind: str, folder: Path) -> Counter[tuple[str, str]]:
    """What is wrong with a document, and in which part; numbers in it left out."""
    path = folder / f"document.{kind}"
    path.write_bytes(data)
    if kind == "docx":
        validator = audit.OpenXmlValidator(max_errors=0)
    else:
        validator = audit.OdfValidator(max_errors=0, relaxng_validation=True)
    found = validator.validate(str(path)).errors
    return Counter((re.sub(r"'\d+'", "'…'", each.description), each.part_uri) for each in found)


def reviewed(data: bytes, kind: str) -> Reviewed:
    job = Job("", Options())
    return review(
        data, kind, lambda document: check_document(document, job).findings, Applicability.SAFE, NOW
    )


@pytest.mark.parametrize("name", [*word.CASES, "everything"])
def test_word(tmp_path: Path, name: str) -> None:
    data = word.everything() if name == "everything" else word.case_document(name)
    copy = reviewed(data, "docx")
    assert wrong(copy.data, "docx", tmp_path) - wrong(data, "docx", tmp_path) == Counter()


@pytest.mark.parametrize("name", opendocument.CASES)
def test_opendocument(tmp_path: Path, name: str) -> None:
    data = opendocument.case_document(name)
    copy = reviewed(data, "odt")
    found = wrong(copy.data, "odt", tmp_path) - wrong(data, "odt", tmp_path)
    assert {what for what, _ in found} <= {NESTED}


BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "comments out of place": lambda body: body.replace(
        b"<w:r><w:t", b'<w:commentReference w:id="1"/><w:r><w:t', 1
    ),
    "properties behind the text": lambda body: body.replace(b"</w:r>", b"<w:rPr><w:b/></w:rPr></w:r>", 1),
    "no author": lambda body: body.replace(b' w:author="luxterm"', b"", 1),
    "an id twice": lambda body: re.sub(rb'(<w:(?:ins|del) w:id=")\d+', rb"\g<1>7", body),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_wrong_is_seen(tmp_path: Path, name: str) -> None:
    """Otherwise the tests above would show nothing."""
    parts = files(reviewed(docx(paragraph(word.BAD) * 2), "docx").data)
    whole = wrong(zipped(parts), "docx", tmp_path)
    broken = BREAKS[name](parts["word/document.xml"])
    assert broken != parts["word/document.xml"]
    assert wrong(zipped({**parts, "word/document.xml": broken}), "docx", tmp_path) - whole


@pytest.mark.needs("pandoc")
def test_pandoc_reads_word_documents_alike(tmp_path: Path) -> None:
    """Another program's idea of accepting and rejecting: rejected the document, accepted without the word."""
    data = word.everything()
    paths = {name: tmp_path / f"{name}.docx" for name in ("original", "copy")}
    paths["original"].write_bytes(data)
    paths["copy"].write_bytes(reviewed(data, "docx").data)

    def text(name: str, how: str) -> str:
        command = ("pandoc", "-t", "plain", "--wrap=none", f"--track-changes={how}", paths[name])
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout

    assert text("copy", "reject") == text("original", "reject")
    assert text("original", "accept").count("child pornography") > 5
    assert text("copy", "accept").count("child sexual abuse material") > 5
