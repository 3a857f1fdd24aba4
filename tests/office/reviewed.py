"""Reviewed copies, and what must be true of them: accepted they are the fixed text, rejected the document."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from luxterm import office
from luxterm.config.settings import Settings
from luxterm.engine import fixes
from luxterm.engine.check import check
from luxterm.review.reviewing import Reviewed, review, review_once
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Document, Finding
from luxterm.wording.findings import where
from tests.office import libreoffice, wordml
from tests.office.libreoffice import Task
from tests.office.wordml import (
    files,
)
from tests.segments import stands

Reviewing = Callable[..., Reviewed]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def reviewing(termbase: Termbase) -> Reviewing:
    """reviewing(data, kind="docx", least=SAFE) -> the reviewed copy."""

    def reviewed(data: bytes, kind: str = "docx", least: Applicability = Applicability.SAFE) -> Reviewed:
        def findings(document: Document) -> list[Finding]:
            return check(document, termbase, Settings())

        return review(data, kind, findings, least, NOW)

    return reviewed


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
    """In each round the copy says what the fixed text says; returns the copy."""

    def findings(document: Document) -> list[Finding]:
        return check(document, termbase, Settings())

    copy = data
    while True:
        document = office.read(copy, kind)
        edits, _ = fixes.edits_for(findings(document), least)
        if not edits:
            break
        copy = review_once(copy, kind, findings, least, NOW).data
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
