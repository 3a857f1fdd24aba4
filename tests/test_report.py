"""The reports: whole outputs as snapshots, and what each format's readers demand."""

import json
import os
import re
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm import formats
from luxterm.lexicon.load import termbase_of
from luxterm.report import writer
from luxterm.report.display import Style, head, safe, tail, wrap
from luxterm.report.fingerprint import Fingerprints
from luxterm.report.run import Lexicon, Run
from luxterm.report.sarif import uri
from luxterm.report.text import write as write_text
from luxterm.scan.job import Excerpt, FileResult
from luxterm.scan.locate import locate, locate_with_sentences
from luxterm.text.sentences import ANY_LANGUAGE
from luxterm.text.width import width
from luxterm.types import Applicability, Edit, Finding, Fix, Message, Severity, Source, Usage, quoted
from tests.findings import made
from tests.whole import Reports

SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0.schema.json"

TEXT = """# Duties of providers

Providers shall report child pornography without delay, and keep a record of child
  pornography that they removed.

\tA minor may ask for help.  漢字の見出し child pornography 😀 is banned.

See the Optional Protocol on child pornography.
"""

SOURCES = (
    Source("Luxembourg Guidelines (2016)", "p. 35", True, "https://example.org/guidelines"),
    Source("INTERPOL", "p. 7", False, "https://example.org/interpol"),
)


def finding(text: str, words: str, nth: int = 0, **changes: Any) -> Finding:
    """A finding for the nth occurrence of some words."""
    start = [match.start() for match in re.finditer(words, text)][nth]
    end = start + len(re.match(words, text[start:])[0])  # type: ignore[index]
    fields: dict[str, Any] = {
        "why": "It names the record of a crime as if it were a kind of publication for adults, with consent.",
        "sources": SOURCES,
        "fixes": (
            Fix(
                "child sexual abuse material",
                Applicability.SAFE,
                (Edit(start, end, "child sexual abuse material"),),
            ),
            Fix("child sexual exploitation material", Applicability.UNSAFE, (Edit(start, end, "…"),)),
        ),
    }
    return made(start, end, text[start:end], **fields | changes)


def results() -> list[FileResult]:
    words = r"child\s+pornography"
    found = [
        finding(TEXT, words, 0),
        finding(TEXT, words, 1),
        finding(
            TEXT,
            "minor",
            term="minor",
            concept="child",
            advice="context",
            severity=Severity.INFO,
            why="",
            sources=(),
            fixes=(Fix("child", Applicability.DISPLAY, ()),),
        ),
        finding(TEXT, words, 2, severity=Severity.WARNING),
        finding(
            TEXT,
            words,
            3,
            kept=True,
            usage=Usage.TITLE,
            severity=Severity.INFO,
            because=quoted("a part of the title Optional Protocol (OPSC)"),
            fixes=(),
        ),
    ]
    unreadable = FileResult(
        "old, 100%.doc", read=False, errors=(Message("unreadable", ("it is an old Office document",)),)
    )
    return [
        FileResult("law/duties.md", 300, findings=locate(TEXT, found), kept=1, fails=True),
        unreadable,
        FileResult("empty.md"),
    ]


def report(format: str, files: list[FileResult] | None = None) -> str:
    run = Run("0.1.0", Lexicon("luxembourg", "0.1.0", "ab" * 32), show_kept=True, total=3)
    out = StringIO()
    writer(format)(run.watch(results() if files is None else files), run, out)
    return out.getvalue()


@pytest.mark.parametrize("format", ["text", "line", "json", "jsonl", "sarif", "github", "gitlab", "junit"])
def test_whole_report(format: str, snapshot: SnapshotAssertion) -> None:
    assert report(format) == snapshot(extension_class=Reports)


def test_sarif_is_valid() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    for files in (results(), []):
        log = json.loads(report("sarif", files))
        assert list(validator.iter_errors(log)) == []


def test_sarif_points_at_the_words() -> None:
    run = json.loads(report("sarif"))["runs"][0]
    lines = TEXT.split("\n")
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = sum(len(line) + 1 for line in lines[: region["startLine"] - 1]) + region["startColumn"] - 1
        assert start == region["charOffset"]
        assert TEXT[start : start + region["charLength"]] == region["snippet"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_github_escapes() -> None:
    lines = report("github").splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert "file=old%2C 100%25.doc" in lines[-1]
    assert len(lines) == 6


def test_text_of_nothing() -> None:
    assert report("text", [FileResult("a.md"), FileResult("b.md")]) == "2 files: nothing to change.\n"
    assert report("text", []) == "0 files: nothing to change.\n"


def test_unverified_places_stay_out() -> None:
    assert "p. 7" not in "".join(map(report, ("text", "json", "jsonl", "sarif", "github")))


def marked(line: str, words: str, width_: int, colour: bool = False) -> list[str]:
    """The two lines of the text report that show `words` in `line`, without the gutter."""
    found = finding(line, re.escape(words))
    out = StringIO()
    run = Run("0", Lexicon("l", "0", ""))
    write_text([FileResult("a.md", findings=locate(line, [found]))], run, out, Style(colour, width_))
    return [shown[8:] for shown in out.getvalue().split("\n")[1:3]]


@given(st.text("aX界é\u0301😀", max_size=40), st.integers(0, 40))
@example("XXXXX界界界界界界界界界", 22)
def test_a_clipped_text_fits(text: str, room: int) -> None:
    clipped = head(text, room)
    assert text.startswith(clipped)
    assert width(clipped) <= room
    assert clipped == text or width(text[: len(clipped) + 1]) > room


@given(
    before=st.text("ab \t漢é\u0301😀\u00ad\x1b\u202e", max_size=90),
    words=st.text("XYÉ界🙂", min_size=1, max_size=30),
    after=st.text("ab \t漢é\u0301😀", max_size=90),
    columns=st.integers(20, 120),
)
def test_marks_stand_under_the_words(before: str, words: str, after: str, columns: int) -> None:
    line = f"{before}<{words}>{after}"
    shown, marks = marked(line, words, columns)
    room = max(columns - 8, 24)
    assert width(shown) <= room
    assert width(marks) <= room
    left = len(marks) - len(marks.lstrip())
    column, seen = 0, ""
    for char in shown:
        if width(char) and left <= column < len(marks):
            seen += char
        column += width(char)
    assert seen
    assert words.startswith(seen)
    assert seen == words or width(seen) >= room - 3
    assert set(marks.strip()) == {"^"}


def test_terminal_is_not_obeyed() -> None:
    assert safe("a\x1b[31mb\x07\u202ec\x7f\ud800") == "a␛[31mb␇c␡\ufffd"
    assert safe("\ta", 2) == "  a"


@given(st.text("ab 漢\n"), st.integers(1, 20))
def test_wrap_keeps_the_words(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert " ".join(lines).split() == text.split()
    assert all(width(line) <= room or " " not in line for line in lines)


def test_very_long_line() -> None:
    line = "x " * 2_000_000 + "child pornography" + " y" * 2_000_000
    (item,) = locate(line, [finding(line, "child pornography")])
    assert len(item.excerpts[0].text) < 500
    shown, marks = marked(line, "child pornography", 80)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[marks.index("^") :].startswith("child pornography")


def test_term_over_two_lines() -> None:
    text = "> on child\r\n> pornography, as"
    (item,) = locate(text, [finding(text, "child\r\n> pornography")])
    assert item.region == (1, 6, 2, 14)
    assert item.excerpts == (
        Excerpt(1, "> on child", 5, 10, False, False),
        Excerpt(2, "> pornography, as", 2, 13, False, False),
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b/ü%.md", "a%20b/%C3%BC%25.md"),
        ("./a.md", "a.md"),
        ("/x/a.md", "file:///x/a.md"),
        ("C:\\x\\a.md", "file:///C:/x/a.md"),
        ("s3://house/a b/ü.md", "s3://house/a%20b/%C3%BC.md"),
    ],
)
def test_uri(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_tail() -> None:
    assert tail("ab漢", 2) == "漢"


def test_junit_counts_its_cases() -> None:
    suite = ElementTree.fromstring(report("junit"))
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == ["law/duties.md", "old, 100%.doc", "empty.md"]
    assert int(suite.get("tests", "")) == len(cases)
    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure")) == 1
    assert int(suite.get("errors", "")) == len(suite.findall("testcase/error")) == 1


def test_no_line_of_junit_begins_with_what_a_files_name_says() -> None:
    run, out = Run("0", Lexicon("l", "0", "")), StringIO()
    found = [each._replace(path="a\n::error::b.md") for each in results()]
    writer("junit")(run.watch(found), run, out)
    assert "::error::b.md: " in out.getvalue()
    assert "\n::" not in out.getvalue()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("not-changed", "1 file could not be changed."),
        ("too-many", "1 input could be checked only in part."),
    ],
)
def test_what_was_checked_is_not_said_to_be_unchecked(code: str, said: str) -> None:
    run, out = Run("0", Lexicon("l", "0", "")), StringIO()
    writer("text")(run.watch([FileResult("a.md", errors=(Message(code, ("why",)),))]), run, out)
    assert out.getvalue() == f"1 file: nothing to change. {said}\n"


def test_a_path_that_could_not_be_found_is_an_error_of_junit_s() -> None:
    run = Run("0", Lexicon("l", "0", ""), errors=[("gone.md", "cannot be read: no such file")])
    out = StringIO()
    writer("junit")(run.watch([FileResult("here.md")]), run, out)
    suite = ElementTree.fromstring(out.getvalue())
    assert [case.get("name") for case in suite if case.find("error") is not None] == ["gone.md"]
    assert suite.get("errors") == "1"


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_a_host_finds_the_file_of_a_check_on_windows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, out = Run("0", Lexicon("l", "0", "")), StringIO()
    found = [results()[0]._replace(path=".\\laws\\a.md", errors=(Message("is-empty"),))]
    monkeypatch.setattr(os, "sep", "\\")
    writer(name)(run.watch(found), run, out)
    assert "laws/a.md" in out.getvalue()
    assert "\\a.md" not in out.getvalue()


def test_gitlab_has_what_gitlab_asks_for() -> None:
    entries = json.loads(report("gitlab"))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 5
    for entry in entries:
        assert entry["description"]
        assert entry["check_name"]
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("/", "./"))


def prints(text: str, **changes: Any) -> list[str]:
    """The fingerprints of the findings in a text."""
    found = [finding(text, "minor", nth, term="minor", **changes) for nth in range(text.count("minor"))]
    document = formats.read(text, "markdown")
    fingerprints = Fingerprints()
    return [
        fingerprints.of("a.md", item)
        for item in locate_with_sentences(document, found, lambda _: ANY_LANGUAGE)
    ]


def test_a_finding_keeps_its_fingerprint_while_others_come_and_go() -> None:
    first, second, third = "The minor may ask.\n\n", "Help the minor.\n\n", "The minor may ask.\n"
    before = prints(first + second + third)
    assert len(set(before)) == 3
    assert prints("# A new title\n\nMore lines.\n\n" + first + second + third) == before
    assert prints(first + third) == [before[0], before[2]]
    assert prints(first.replace("ask", "ask for help") + second)[1] == before[1]
    assert prints(first.replace("ask", "ask for help"))[0] != before[0]


def test_sarif_declares_every_term_that_was_looked_for() -> None:
    termbase = termbase_of(())
    lexicon = Lexicon("l", "0", "", lambda: termbase.language("en").terms)
    run = Run("0", lexicon)
    out = StringIO()
    writer("sarif")(run.watch(results()), run, out)
    (log,) = json.loads(out.getvalue())["runs"]
    rules = log["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= termbase.language("en").ids
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_statistics_add_up() -> None:
    lines = report("statistics").splitlines()
    assert [line.split()[:3] for line in lines[:-1]] == [
        ["2", "error", "child-pornography"],
        ["1", "warning", "child-pornography"],
        ["1", "info", "minor"],
    ]
    assert lines[-1].startswith("2 files: 4 findings")


def test_notes_are_only_counted_unless_they_are_asked_for() -> None:
    for shown in (True, False):
        run = Run("0", Lexicon("l", "0", ""), show_notes=shown)
        out = StringIO()
        write_text(run.watch(results()), run, out)
        assert ("[minor]" in out.getvalue()) == shown
        assert ("--min-severity info lists the notes" in out.getvalue()) != shown
        assert "1 note" in out.getvalue()
        assert "[child-pornography]" in out.getvalue()


def test_a_fingerprint_is_the_same_however_the_path_was_typed() -> None:
    found = locate_with_sentences(
        formats.read("The minor.", "markdown"),
        [finding("The minor.", "minor", 0, term="minor")],
        lambda _: ANY_LANGUAGE,
    )
    assert Fingerprints().of("docs/a.md", found[0]) == Fingerprints().of("./docs/a.md", found[0])
