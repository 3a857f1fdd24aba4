"""The fuzz itself: it runs, a seed gives the same inputs, and whatever is broken it finds."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fuzz import cases, corpus, fixing, subject, texts
from fuzz.__main__ import main
from fuzz.minimise import minimised
from fuzz.run import Plan, run
from fuzz.subject import Subject, an_input, broken
from fuzz.subjects import SUBJECTS
from luxterm import formats
from luxterm.engine.fixes import splice
from luxterm.formats import rst
from luxterm.types import Document, Finding, Message, Segment
from tests.timing import slowness

pytestmark = pytest.mark.once

TRIES = 600


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBJECTS)
def test_a_short_run_breaks_no_law(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = slowness()  # the bounds of time are those of a usual processor
    monkeypatch.setattr(subject, "SECONDS", slow * subject.SECONDS)
    monkeypatch.setattr(subject, "SECONDS_A_CHARACTER", slow * subject.SECONDS_A_CHARACTER)
    outcome = run(Plan((SUBJECTS[name],), "quick", 600.0, 60, 1, False))
    assert outcome.inputs == {name: 60}
    assert [(each.seen, each.input) for each in outcome.failures] == []


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_seed_gives_the_same_inputs(name: str) -> None:
    documents, subject = corpus.beginning(), SUBJECTS[name]
    made = [[an_input(subject, Random(f"x {n}"), documents) for n in range(20)] for _ in range(2)]
    assert made[0] == made[1]
    assert json.loads(json.dumps(made[0])) == made[0], "an input is plain data"


def first_seen(subject: Subject, law: str) -> dict[str, Any]:
    """The first of a few hundred inputs that breaks a law."""
    documents = corpus.beginning()
    for number in range(TRIES):
        data = an_input(subject, Random(f"planted {number}"), documents)
        seen = broken(subject, data)
        if seen and seen.law == law:
            return data
    raise AssertionError(f"{law} holds for {TRIES} inputs")


# ---- Faults planted in luxterm: each is one that a change to it could bring

_read, _check = texts.read, texts.check


def _one_further(document: Any, termbase: Any, settings: Any) -> list[Finding]:
    """Every place after a wide letter is one code point too far."""
    found: list[Finding] = []
    for each in _check(document, termbase, settings):
        if "\uff43" in document.text[: each.start]:
            each = each._replace(start=each.start + 1, text=each.text[1:], fixes=())
        found.append(each)
    return found


def _one_lost(document: Any, termbase: Any, settings: Any) -> list[Finding]:
    return _check(document, termbase, settings)[1:]


def _in_two_segments(text: str) -> Any:
    document = rst_read(text)
    return document._replace(segments=document.segments + document.segments[-1:])


rst_read = rst.read


def _into_a_heading(text: str, edits: Any) -> str:
    return splice(text, [edit._replace(text=f"\n\n# {edit.text}") for edit in edits])


def _written(text: str, format: str) -> Any:
    open("/var/tmp/luxterm-planted", "ab").close()  # noqa: S108 (outside the temporary folder)
    return _read(text, format)


def _slow(text: str, format: str) -> Any:
    sum(range(5_000_000 * text.count("child")))
    return _read(text, format)


def _raising(text: str, format: str) -> Any:
    if "child" in text:
        raise IndexError("planted")
    return _read(text, format)


PLANTED: list[tuple[str, object, str, Any]] = [
    ("a_phrase_is_found_where_it_stands", texts, "check", _one_further),
    ("a_phrase_is_found_where_it_stands", texts, "check", _one_lost),
    ("each_code_point_is_read_once", rst, "read", _in_two_segments),
    ("our_own_reader_sees_the_same_structure", fixing, "splice", _into_a_heading),
    ("no_exception_but_the_declared_ones", texts, "read", _raising),
    ("nothing_is_run_sent_or_written", texts, "read", _written),
    ("time_is_proportionate", texts, "read", _slow),
]


@pytest.mark.parametrize(("law", "where", "what", "planted"), PLANTED)
def test_a_planted_fault_is_found(
    law: str, where: object, what: str, planted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, what, planted)
    monkeypatch.setattr("fuzz.subject.SECONDS", 0.1)
    first_seen(SUBJECTS["texts"], law)


# ---- Each law, broken by another outcome of what luxterm did

Outcome = Any


def _moved(findings: list[Finding]) -> list[Finding]:
    return [each._replace(text=each.text + "x") for each in findings]


def _overlapping(findings: list[Finding]) -> list[Finding]:
    return [*findings, *findings[:1]]


def _empty_piece(document: Any) -> Any:
    return document._replace(segments=(*document.segments, Segment(())))


def _first_twice(document: Any) -> Any:
    return document._replace(segments=document.segments + document.segments[:1])


def _other_fix(done: Any, **changes: Any) -> Any:
    return done._replace(done=done.done._replace(**changes))


def _rounds(done: Any, before: str) -> Any:
    document = texts.read(before, done.document.format)
    return [each._replace(before=document, edits=[]) for each in done.done.rounds[:1]]


BROKEN: dict[tuple[str, str], Callable[[Outcome], Outcome]] = {
    ("texts", "pieces_are_in_order"): lambda it: it._replace(document=_empty_piece(it.document)),
    ("texts", "each_code_point_is_read_once"): lambda it: it._replace(document=_first_twice(it.document)),
    ("texts", "what_stands_there_is_reported"): lambda it: it._replace(findings=_moved(it.findings)),
    ("texts", "findings_are_in_order"): lambda it: it._replace(findings=_overlapping(it.findings)),
    ("texts", "a_phrase_is_found_where_it_stands"): lambda it: it._replace(findings=it.findings[1:]),
    ("texts", "a_suppression_changes_no_other_finding"): lambda it: it._replace(suppressed=it.findings[1:]),
    ("texts", "fixing_comes_to_an_end"): lambda it: _other_fix(it, settled=False),
    ("texts", "only_what_is_fixed_changes"): lambda it: _other_fix(
        it, rounds=[each._replace(edits=[]) for each in it.done.rounds]
    ),
    ("texts", "our_own_reader_sees_the_same_structure"): lambda it: _other_fix(it, rounds=_rounds(it, "# x")),
    ("texts", "another_reader_sees_the_same_structure"): lambda it: _other_fix(it, rounds=_rounds(it, "# x")),
    ("texts", "another_reader_sees_no_other_words_change"): lambda it: _other_fix(
        it, rounds=[each._replace(applied=[], edits=[]) for each in it.done.rounds]
    ),
    ("files", "no_error_is_internal"): lambda it: it._replace(
        result=it.result._replace(errors=(Message("internal-error", ("x", "x")),))
    ),
    ("files", "segments_are_in_order"): lambda it: it._replace(
        document=it.document and _first_twice(it.document)
    ),
    ("files", "what_stands_there_is_reported"): lambda it: it._replace(findings=_moved(it.findings)),
    ("files", "a_phrase_is_found_where_it_stands"): lambda it: it._replace(findings=it.findings[1:]),
    ("files", "the_prefilter_never_misses"): lambda it: it._replace(job=it.job._replace(data=b"a")),
    ("files", "bytes_come_back"): lambda it: it._replace(job=it.job._replace(data=None)),
    ("files", "what_is_packed_is_unpacked"): lambda it: it._replace(
        result=it.result._replace(size=float("nan"))
    ),
    ("files", "reports_are_valid"): lambda it: it._replace(reports={"json": "{'a': 1}"}),
    ("edits", "carrying_on_is_as_from_scratch"): lambda it: [
        each._replace(findings=each.findings[1:]) for each in it
    ],
    ("messages", "every_request_is_answered_once"): lambda it: it._replace(received=it.received[:-1]),
    ("messages", "nothing_breaks_inside"): lambda it: it._replace(received=[{"jsonrpc": "2.0", "id": 1}]),
    ("messages", "open_documents_are_as_from_scratch"): lambda it: it._replace(
        documents=[(uri, shown._replace(findings=()), fresh) for uri, shown, fresh in it.documents]
    ),
    ("configuration", "errors_say_what_is_wrong"): lambda it: it._replace(errors=[("x", 10**6)]),
    ("office", "it_is_read_or_refused"): lambda it: (
        it[0],
        it[1]._replace(errors=(Message("internal-error", ("x", "x")),)),
    ),
    ("office", "a_review_can_be_taken_back"): lambda it: ({"suffix": ".docx", "data": None}, it[1]),
}


@pytest.mark.parametrize(("name", "law"), BROKEN)
def test_each_law_can_be_broken(name: str, law: str) -> None:
    subject, change = SUBJECTS[name], BROKEN[name, law]
    # The others would see some of these first
    laws = tuple(each for each in subject.laws if each.__name__ == law)
    first_seen(subject._replace(work=lambda data: change(subject.work(data)), laws=laws), law)


def test_there_is_no_other_law() -> None:
    assert [*BROKEN] == [(name, law.__name__) for name, each in SUBJECTS.items() for law in each.laws]


# ---- What comes of a failure


def test_a_failure_is_made_small_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "read", _raising)
    subject = SUBJECTS["texts"]
    data = first_seen(subject, "no_exception_but_the_declared_ones")
    seen = broken(subject, data)
    assert seen
    small, seen = minimised(subject, data, seen, 20.0)
    assert small["text"] == "child"
    path = cases.write("texts", small | {"text": "child\n\ud800"}, seen, tmp_path)
    kept = cases.read(path)
    assert kept == ("texts", seen.law, seen.said, small | {"text": "child\n\ud800"})
    assert '"child\\n"' in path.read_text()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command(
    tmp_path: Path, jobs: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--inputs", "200", "--seed", "x", "--subject", "texts", "--jobs", jobs, "--no-grow"]
    asked += ["--cases", str(tmp_path)]
    monkeypatch.setattr(texts, "read", _raising)
    assert main(asked) == 1
    out = capsys.readouterr().out
    assert "texts" in out
    assert "200" in out
    assert "no_exception_but_the_declared_ones" in out
    assert [cases.read(path).subject for path in cases.paths(tmp_path)]


def test_texts_in_one_format_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()

    def read(text: str, format: str) -> Document:
        seen.add(format)
        return formats.read(text, format)

    monkeypatch.setattr(texts, "read", read)
    asked = ["--inputs", "60", "--format", "rst", "--format", "html", "--jobs", "1", "--no-grow"]
    assert main([*asked, "--seed", "x", "--cases", str(tmp_path)]) == 0
    assert seen == {"rst", "html"}


def test_a_format_is_of_texts_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--inputs", "1", "--format", "rst", "--subject", "files"])
    assert "--format" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="Python tells of lines reached from 3.12 on")
def test_the_corpus_grows_by_what_is_reached_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "GROWN", tmp_path)
    growing = Plan((SUBJECTS["texts"],), "quick", 600.0, 300, 1, True)
    first = run(growing)
    assert 0 < first.kept < 300
    assert len(corpus.grown()) == first.kept
    assert run(growing).kept < first.kept, "where they went is known"
