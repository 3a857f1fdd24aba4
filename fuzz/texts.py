"""Texts in every format: read, checked and fixed, by the laws of reading and of fixing."""

from collections.abc import Sequence
from functools import partial
from random import Random
from typing import NamedTuple

from fuzz import fixing, grammar, reading, soup
from fuzz.fixing import Fixed, fixed
from fuzz.mutation import mutated
from fuzz.subject import Input, Subject, of_a_part
from luxterm.config.settings import Keep, Settings
from luxterm.engine.check import check
from luxterm.engine.suppressions import apply as suppress
from luxterm.formats import read
from luxterm.lexicon.load import termbase_of
from luxterm.types import Applicability, Document, Finding

FORMATS = sorted(grammar.BLOCKS)
_LONG = 0.002
"""How many of the texts are long: the same piece, over and over."""


class Work(NamedTuple):
    """A text read, checked, fixed, and with comments and a configuration that keep some of it."""

    document: Document
    findings: list[Finding]
    done: Fixed
    keep: Keep
    suppressed: list[Finding]


def make(rng: Random, corpus: list[Input], formats: Sequence[str] = FORMATS) -> Input:
    """A text by the grammar of one of these formats, or one of the corpus, changed a little."""
    if formats is not FORMATS:
        corpus = [each for each in corpus if each["format"] in formats]
    if not corpus or rng.random() < 0.4:
        format = rng.choice(formats)
        made = (
            soup.text(rng, format)
            if format in soup.FORMATS and rng.random() < 0.3
            else grammar.text(rng, format)
        )
        if rng.random() < 0.3:
            made = mutated(rng, made, made)
    else:
        start, other = rng.choice(corpus), rng.choice(corpus)
        format = start["format"] if rng.random() < 0.9 else rng.choice(formats)
        made = mutated(rng, start["text"], other["text"])
    if rng.random() < _LONG:
        piece = made[: rng.randrange(1, 9)] or "x"
        made = piece * (8_000 // len(piece))
    return {"format": format, "text": made, "unsafe": rng.random() < 0.5}


def work(data: Input) -> Work:
    """What a check, a fix and suppressions give for a text."""
    document = read(data["text"], data["format"])
    termbase = termbase_of(())
    findings = check(document, termbase, Settings())
    least = Applicability.UNSAFE if data.get("unsafe") else Applicability.SAFE
    keep = Keep(findings[len(findings) // 2].term if findings else "minor", "the house says so")
    suppressed = suppress(document, findings, termbase.ids, (keep,), lang="en")
    return Work(document, findings, fixed(document, findings, least), keep, suppressed)


def pieces_are_in_order(done: Work) -> None:
    """As `reading.pieces_are_in_order`, before and after a fix."""
    reading.pieces_are_in_order(done.document)
    reading.pieces_are_in_order(done.done.document)


def each_code_point_is_read_once(done: Work) -> None:
    """As `reading.each_code_point_is_read_once`, before and after a fix."""
    for document in (done.document, done.done.document):
        reading.each_code_point_is_read_once(document, reading.is_nested(document))
    reading.comments_are_inside(done.document)


def what_stands_there_is_reported(done: Work) -> None:
    """As `reading.what_stands_there_is_reported`."""
    reading.what_stands_there_is_reported(done.document.text, done.findings)


def findings_are_in_order(done: Work) -> None:
    """As `reading.findings_are_in_order`."""
    reading.findings_are_in_order(done.findings, done.document)


def a_phrase_is_found_where_it_stands(done: Work) -> None:
    """As `reading.a_phrase_is_found_where_it_stands`."""
    reading.a_phrase_is_found_where_it_stands(done.document, done.findings)


def a_suppression_changes_no_other_finding(done: Work) -> None:
    """Each finding is as it was, or kept by a comment or the configuration; what is new is about comments."""
    after = [each for each in done.suppressed if not each.about_comment]
    assert len(after) == len(done.findings)
    commented = bool(done.document.comments)
    for before, now in zip(done.findings, after, strict=True):
        if now != before:
            same = now._replace(
                kept=before.kept, because=before.because, cautions=before.cautions, fixes=before.fixes
            )
            assert same == before
            assert now.kept
            assert not now.fixes
            assert commented or now.term == done.keep.term
        else:
            assert before.kept or before.term != done.keep.term


TEXTS = Subject(
    "texts",
    70,
    make,
    work,
    (
        pieces_are_in_order,
        each_code_point_is_read_once,
        what_stands_there_is_reported,
        findings_are_in_order,
        a_phrase_is_found_where_it_stands,
        a_suppression_changes_no_other_finding,
        *(of_a_part(law, lambda done: done.done) for law in fixing.LAWS),
    ),
)


def in_formats(formats: Sequence[str]) -> Subject:
    """The subject with texts in these formats alone."""
    return TEXTS._replace(make=partial(make, formats=formats))
