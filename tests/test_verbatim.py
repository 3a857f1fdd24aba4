"""The text of a law in force: what is recognised as one, what is marked as one, and what holds there."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.phrases import phrases
from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.evaluate import score
from luxterm.engine.incremental.text import CheckedText
from luxterm.formats import read
from luxterm.scan.file import check_text
from luxterm.scan.job import Job, Options
from luxterm.termbase import Termbase
from luxterm.termbase.laws import numberless
from luxterm.types import VERBATIM, Applicability, Finding

pytestmark = pytest.mark.once

Find = Callable[..., list[Finding]]

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "laws.toml").read_text(encoding="utf-8")
)["case"]
LAWS = [case for case in CASES if case.get("law")]
ACT = LAWS[0]["text"].strip()
NOTE = "Staff report child pornography.\n"


def in_law(findings: list[Finding]) -> set[bool]:
    return {finding.in_law for finding in findings}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], find: Find) -> None:
    findings = find(case["text"].strip(), case.get("format", "markdown"))
    assert findings
    assert in_law(findings) == {case.get("law", False)}
    assert all(it.kept and not it.fixes and not it.cautions for it in findings if it.in_law)


def test_its_signs_come_in_the_order_of_the_text(termbase: Termbase) -> None:
    """So that the same one is named in every process, whatever was read before."""
    laws = termbase.language("en").laws
    found = [start for _, start, _ in laws.find(numberless(" ".join(ACT.split())))]
    assert found == sorted(found)
    assert len(found) > 2


@pytest.mark.parametrize("case", LAWS, ids=lambda case: case["name"])
def test_a_law_without_its_sign_is_as_any_text(case: dict[str, Any], find: Find) -> None:
    """What the case is named after decides it, and nothing else."""
    assert case["sign"] in case["text"]
    findings = find(case["text"].replace(case["sign"], "").strip(), case.get("format", "markdown"))
    assert in_law(findings) == {False}


def test_recitals_may_fill_its_beginning(find: Find) -> None:
    recitals = "".join(
        f"Recalling what was said at its meeting in May {year},\n\n" for year in range(1900, 2000)
    )
    articles = "".join(
        f"Article {number}\n\nStates Parties shall prohibit the sale of child pornography.\n\n"
        for number in range(1, 9)
    )
    opening, end = "The States Parties to the present Protocol,\n\n", "Article 9\n\nThe present Protocol"
    force = f"{end} shall enter into force after the deposit of the tenth instrument of ratification.\n"
    assert in_law(find(f"{opening}{recitals}{articles}{force}")) == {True}
    assert in_law(find(f"{opening}{recitals}They prohibit child pornography.\n\n{force}")) == {False}


@pytest.mark.parametrize("case", LAWS, ids=lambda case: case["name"])
@pytest.mark.parametrize("line", ["DRAFT", "Images Bill 2024", "Proposal for a law", "Explanatory Notes"])
def test_a_draft_is_none_whatever_signs_it_has(case: dict[str, Any], line: str, find: Find) -> None:
    findings = find(f"{line}\n\n{case['text'].strip()}", case.get("format", "markdown"))
    assert in_law(findings) == {False}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_typed_in_an_editor_it_is_the_same(case: dict[str, Any], termbase: Termbase) -> None:
    """The beginning and the end of a long text are in different parts of it."""
    format = case.get("format", "markdown")
    middle = "".join(f"{number}. No person shall sell it, as is said above.\n\n" for number in range(4, 400))
    text = case["text"].strip() + "\n\n" + middle
    settings = Settings()
    checked = CheckedText.of("", format, termbase, settings)
    for typed in (text[:200], text, text + "and", text):
        checked = checked.next(typed)
        assert checked.findings == check(read(typed, format), termbase, settings)


def test_a_language_without_signs_recognises_nothing(termbase: Termbase) -> None:
    settings = Settings(laws=False)
    assert in_law(check(read(ACT, "markdown"), termbase, settings)) == {False}


# ---- Marked


PARAGRAPHS = (
    "The State shall prohibit {}.",
    "The term “{}” should be avoided.",
    "“We shall end {}”, said the minister.",
    "Roe, J. (2008). *{} on the Internet*. Example Press.",
    "See the Convention on {}.",
)


@given(
    before=st.sampled_from(PARAGRAPHS),
    inside=st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4),
    after=st.sampled_from(PARAGRAPHS),
    phrase=phrases,
)
def test_a_region_changes_what_is_in_it_and_nothing_else(
    before: str, inside: list[str], after: str, phrase: str
) -> None:
    """Every finding in it is then in the text of a law; those outside are as if the marks weren't there."""
    first, *region, last = (it.replace("{}", phrase) for it in (before, *inside, after))
    marked = [first, "<!-- luxterm: verbatim: the Act -->", *region, "<!-- luxterm: on -->", last]
    plain = [first, "<!-- nothing -->", *region, "<!-- nothing -->", last]
    was, now = (check_text("\n\n".join(it), "markdown", Job("a.md", Options())) for it in (plain, marked))
    begin, end = (now.document.text.index(comment) for comment in (marked[1], marked[-2]))
    found = [it for it in now.findings if it.concept != "suppression"]
    assert len(found) == len(was.findings)
    for old, new in zip(was.findings, found, strict=True):
        if begin <= new.start < end:
            assert (new.because.code, new.kept, new.fixes) == (VERBATIM, True, ())
            assert (new.text, new.term, new.usage, new.severity) == (
                old.text,
                old.term,
                old.usage,
                old.severity,
            )
        else:
            shift = new.start - old.start
            assert new.because == old.because
            assert new.kept == old.kept
            assert [fix.applicability for fix in new.fixes] == [fix.applicability for fix in old.fixes]
            assert shift in (0, len(marked[1]) - len(plain[1]), sum(map(len, marked)) - sum(map(len, plain)))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("a.md", "<!-- luxterm: verbatim: the Act -->", "<!-- luxterm: on -->"),
        ("a.html", "<!-- luxterm: verbatim: the Act -->", "<!-- luxterm: on -->"),
        ("a.txt", "<!-- luxterm: verbatim: the Act -->", "<!-- luxterm: on -->"),
        ("a.rst", ".. luxterm: verbatim: the Act", ".. luxterm: on"),
        ("a.tex", "% luxterm: verbatim: the Act", "% luxterm: on"),
        ("a.adoc", "// luxterm: verbatim: the Act", "// luxterm: on"),
    ],
)
def test_in_every_format_fixing_leaves_its_bytes_alone(name: str, begin: str, end: str) -> None:
    region = f"{begin}\n\nWhoever sells child pornography is liable to a fine.\n\n{end}\n"
    Path(name).write_bytes(f"{NOTE}\n{region}\n{NOTE}".encode())
    assert main(["check", "--fix", "--unsafe-fixes", name]) == 0
    fixed = NOTE.replace("child pornography", "child sexual abuse material")
    assert Path(name).read_bytes() == f"{fixed}\n{region}\n{fixed}".encode()


@pytest.mark.usefixtures("folder")
def test_a_whole_file_where_it_begins_with_the_mark(capsys: pytest.CaptureFixture[str]) -> None:
    text = f"<!-- luxterm: verbatim: the Act -->\n\n{NOTE}\n{NOTE}"
    Path("a.md").write_text(text)
    assert main(["check", "--fix", "--fail-on", "info", "a.md"]) == 0
    assert capsys.readouterr().out == (
        "1 file: nothing to change; 2 in the text of laws (--show-kept lists them).\n"
    )
    assert Path("a.md").read_text() == text


# ---- By the configuration


def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("luxterm.toml").write_text(tables)
    Path("laws").mkdir()
    Path("laws", "act.md").write_text(ACT)
    Path("laws", "note.md").write_text(NOTE)
    Path("policy.md").write_text(NOTE)


def found_in(capsys: pytest.CaptureFixture[str]) -> dict[str, list[tuple[str, bool]]]:
    main(["check", "--format", "json", "--show-kept", "--fail-on", "never"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    found: dict[str, list[tuple[str, bool]]] = {}
    for it in findings:
        found.setdefault(it["path"], []).append((it["code"], it["kept"]))
    return found


def test_the_configuration_marks_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(tmp_path, monkeypatch, '[[verbatim]]\nfiles = ["laws/"]\nreason = "in force"\n')
    law = [(VERBATIM, True)]
    assert found_in(capsys) == {
        "laws/act.md": law,
        "laws/note.md": law,
        "policy.md": [("own-words", False)],
    }
    main(["check", "--show-kept", "--fail-on", "never", "laws"])
    assert "marked by the configuration: in force" in capsys.readouterr().out


def test_the_configuration_denies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = '[[verbatim]]\nfiles = ["laws/act.md"]\nreason = "our own draft"\nlaw = false\n'
    configured(tmp_path, monkeypatch, tables)
    assert found_in(capsys)["laws/act.md"] == [("own-words", False)]


def test_the_last_table_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = '[[verbatim]]\nfiles = ["laws/"]\nreason = "in force"\n'
    tables += '[[verbatim]]\nfiles = ["laws/note.md"]\nreason = "ours"\nlaw = false\n'
    configured(tmp_path, monkeypatch, tables)
    found = found_in(capsys)
    assert (found["laws/act.md"], found["laws/note.md"]) == ([(VERBATIM, True)], [("own-words", False)])


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('files = ["laws/"]', "reason"),
        ('reason = "in force"', "files"),
        ('files = []\nreason = "in force"', "files"),
        ('files = ["laws/"]\nreason = "in force"\nlawful = true', "did you mean law?"),
    ],
)
def test_what_is_wrong_with_a_table(
    table: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    configured(tmp_path, monkeypatch, f"[[verbatim]]\n{table}\n")
    assert main(["check"]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_comment_that_keeps_is_of_use_in_a_law_that_is_recognised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It was written before luxterm knew a law when it saw one."""
    keep = "<!-- luxterm: keep child-pornography: the Act -->\n1. It is"
    Path("act.md").write_text(ACT.replace("1. It is", keep))
    assert found_in(capsys) == {"act.md": [("kept-by-comment", True)]}


# ---- Counted apart


@pytest.mark.usefixtures("folder")
def test_every_report_counts_it_apart(capsys: pytest.CaptureFixture[str]) -> None:
    Path("act.md").write_text(ACT)

    def report(*options: str) -> str:
        assert main(["check", "--fail-on", "info", *options]) == 0
        return capsys.readouterr().out

    assert report() == "1 file: nothing to change; 1 in the text of laws (--show-kept lists them).\n"
    assert report("--statistics") == report()
    summary = json.loads(report("--format", "json"))["summary"]
    assert (summary["findings"], summary["kept"], summary["verbatim"]) == (0, 0, 1)
    assert json.loads(report("--format", "sarif"))["runs"][0]["properties"] == {"inTheTextOfLaws": 1}
    assert '<property name="in-the-text-of-laws" value="1"/>' in report("--format", "junit")
    assert "1 occurrence in the text of laws" in report("--format", "html")
    assert json.loads(report("--format", "gitlab")) == []
    (shown,) = json.loads(report("--format", "gitlab", "--show-kept"))
    assert (shown["severity"], shown["description"][:5]) == ("info", "Law: ")
    assert ": law: " in report("--format", "line", "--show-kept")
    assert ": law: " in report("--show-kept")
    assert ": law: " in report("--format", "junit", "--show-kept")
    assert ",law,in the text of a law" in report("--format", "csv", "--show-kept")
    assert "Law: in the text" in report("--format", "github", "--show-kept")


def test_the_evaluation_leaves_it_out(termbase: Termbase) -> None:
    start = ACT.index("child pornography")
    span = {"start": start, "end": start + 17, "term": "child pornography", "label": "USE", "expected": []}
    row = {"id": "a", "lang": "en", "genre": "law", "source": "a.md", "text": ACT, "spans": [span]}
    counted = score([row], termbase, Settings())
    assert (counted.verbatim, counted.recall.all, counted.coverage.all, counted.precision.all) == (1, 0, 0, 0)
    counted = score([row], termbase, Settings(laws=False))
    assert (counted.verbatim, counted.recall.all, counted.coverage.all, counted.precision.all) == (0, 1, 1, 1)


def test_no_fix_is_offered_in_an_editor(termbase: Termbase) -> None:
    (finding,) = CheckedText.of(ACT, "markdown", termbase, Settings()).findings
    assert finding.kept
    assert not any(fix.applicability > Applicability.DISPLAY for fix in finding.fixes)
