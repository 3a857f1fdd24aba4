"""Reviewed copies in LibreOffice, which accepts and rejects changes in its own way."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from luxterm.types import Applicability
from tests.office import libreoffice, odf, wordml
from tests.office.libreoffice import Task
from tests.office.review_cases import CASES, CONTROLS, case_document, control_document, everything, in_utf_16
from tests.office.reviewed import Reviewing, reviewing, round_trips, texts
from tests.office.wordml import (
    files,
    paragraph,
    run,
)

__all__ = ["reviewing"]


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
        element.text = "[" if str(element.tag).endswith("Start") else "]"
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
