import multiprocessing
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.scan import baseline
from luxterm.scan.baseline import Baseline, BaselineError
from luxterm.scan.job import Entry
from luxterm.types import Document, Finding, Message, Piece, Segment, Severity, Usage
from luxterm.wording.findings import because, message

A, B, C = (
    "Every State punishes child pornography.",
    "No one is kept for child prostitution!",
    "Is it pornography?",
)


def read(text: str) -> Document:
    blocks = re.finditer(r"(?:[^\r\n]+(?:\r\n?|\n)?)+", text)
    return Document(text, "plain", tuple(Segment((Piece(*block.span()),)) for block in blocks))


def check(document: Document) -> list[Finding]:
    return [
        Finding(
            *match.span(),
            match[0],
            match[0],
            "c",
            "-".join(match[0].lower().split()),
            "avoid",
            Usage.USE,
            Message("own-words"),
            Severity.ERROR,
            False,
            "w",
            "en",
        )
        for match in re.finditer(r"(?i)child\s+(?:pornography|prostitution)", document.text)
    ]


def record(text: str) -> tuple[Entry, ...]:
    return baseline.record(read(text), check(read(text)))


def new(text: str, entries: tuple[Entry, ...]) -> list[str]:
    """The terms in `text` that aren't in the baseline."""
    return [each.term for each in baseline.apply(read(text), check(read(text)), entries)[0] if not each.kept]


def test_what_is_in_the_baseline_is_kept() -> None:
    document = read(f"{A} {B}")
    findings, needed = baseline.apply(document, check(document), record(A))
    assert [(each.kept, because(each)) for each in findings] == [
        (True, "in the baseline"),
        (False, "in the author's own words"),
    ]
    assert message(findings[0]) == "“child pornography” in the baseline"
    assert needed == record(A)


@pytest.mark.parametrize(
    "text",
    [
        A,
        f"\n\n{A}\n\n",
        f"{B}\n\n{A}",
        f"{C} {A} {C}",
        A.replace(" ", "\n"),
        A.replace(" ", "\r\n  "),
        A.upper(),
        f"A heading without a full stop\n\n{A}",
    ],
)
def test_moving_and_wrapping_a_sentence_changes_nothing(text: str) -> None:
    assert "child-pornography" not in new(text, record(A))


@pytest.mark.parametrize(
    "text", [A.replace("Every", "Each"), f"And {A}", A[:-1] + ", too.", f"A heading\n{A}"]
)
def test_a_changed_sentence_is_new(text: str) -> None:
    assert new(text, record(A)) == ["child-pornography"]


def test_they_are_counted() -> None:
    assert record(f"{A} {A}") == (Entry("child-pornography", record(A)[0].sentence, 2),)
    assert new(f"{A} {A} {A}", record(f"{A} {A}")) == ["child-pornography"]
    document = read(A)
    assert baseline.apply(document, check(document), record(f"{A} {A}"))[1] == record(A)
    # an entry that a merge has doubled
    assert new(f"{A} {A}", record(A) + record(A)) == []


def test_kept_findings_are_not_recorded_and_use_nothing_up() -> None:
    from luxterm.engine.suppressions import keep

    document = read(A)
    kept = [keep(each, Message("kept-by-configuration", ("a title",))) for each in check(document)]
    assert baseline.record(document, kept) == ()
    assert baseline.apply(document, kept, record(A)) == (kept, ())


def test_a_finding_outside_the_text_people_read(tmp_path: Path) -> None:
    document = Document("<!-- child pornography --> Other text.", "html", ())
    entries = baseline.record(document, check(document))
    again = Document("More. <!-- child pornography -->", "html", (Segment((Piece(0, 5),)),))
    assert baseline.apply(again, check(again), entries)[0][0].kept


SENTENCES = st.lists(st.sampled_from([A, B, C, "child pornography", "Another one."]), max_size=6)


@given(SENTENCES, SENTENCES, st.sampled_from(["\n\n", "\r\n\r\n", "\n \n"]))
def test_as_a_law(then: list[str], now: list[str], gap: str) -> None:
    """Only what wasn't there is new, what was fixed is dropped, and filtering again changes nothing."""
    old, text = record(gap.join(then)), gap.join(now)
    document = read(text)
    findings, needed = baseline.apply(document, check(document), old)
    assert len([each for each in findings if not each.kept]) == sum(
        max(now.count(each) - then.count(each), 0) for each in {A, B, "child pornography"}
    )
    assert sum(each.number for each in needed) <= sum(each.number for each in old)
    assert baseline.apply(document, check(document), needed) == (findings, needed)
    assert new(text, record(text)) == []


def test_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "luxterm-baseline.json"
    docs = tmp_path / "docs"
    docs.mkdir()
    first = Baseline(str(path)).updated(
        {str(docs / "é.md"): record(f"{A} {B} {A}"), str(docs / "a.md"): record("")}
    )
    baseline.write(first)
    one, two = record(f"{A} {B}")
    assert path.read_text(encoding="utf-8") == (
        '{\n  "version": 1,\n  "findings": {\n    "docs/é.md": [\n'
        f'      ["child-pornography", "{one.sentence}", 2],\n'
        f'      ["child-prostitution", "{two.sentence}", 1]\n'
        "    ]\n  }\n}\n"
    )
    assert baseline.load(str(path)).files == first.files
    monkeypatch.chdir(docs)
    assert baseline.load("../luxterm-baseline.json").of("é.md") == record(f"{A} {B} {A}")
    baseline.write(Baseline(str(path)))
    assert path.read_text() == '{\n  "version": 1,\n  "findings": {}\n}\n'


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = str(tmp_path / "baseline.json")
    baseline.write(Baseline(path).updated({str(tmp_path / "l\udce9gal.md"): record(A)}))
    assert baseline.load(path).of(str(tmp_path / "l\udce9gal.md")) == record(A)


def test_it_shrinks_by_itself(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("a.md", "b.md", "c.md")]
    path = str(tmp_path / "baseline.json")
    baseline.write(Baseline(path).updated(dict.fromkeys(names, record(f"{A} {A} {B}"))))
    loaded = baseline.load(path)
    before = Path(path).stat().st_mtime_ns
    baseline.shrink(loaded, {names[0]: loaded.of(names[0])})
    assert Path(path).stat().st_mtime_ns == before
    baseline.shrink(loaded, {names[0]: record(A), names[1]: ()})
    after = baseline.load(path)
    assert [after.of(name) for name in names] == [record(A), (), record(f"{A} {A} {B}")]
    assert sorted(after.files) == ["a.md", "c.md"]
    # a run that began before the last ended brings nothing back
    baseline.shrink(loaded, {names[0]: record(f"{A} {A}")})
    assert baseline.load(path).of(names[0]) == record(A)


def test_what_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what was in the folders, and only if nothing can be there any more."""
    for name in ("docs/sub/here.md", "docs/file", "docs-old/here.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = ["docs/a.md", "docs/sub/deep/a.md", "docs/file/a.md", "docs/sub/here.md", "docs-old/a.md", "a.md"]
    names += ["memory://docs/a.md", "docs/\0.md"]
    if sys.platform != "win32":
        (tmp_path / "docs" / "share").symlink_to(tmp_path / "drive")
        names += ["docs/share", "docs/share/a.md"]
    base = Baseline(str(tmp_path / "base" / "b.json"), {f"../{name}": record(A) for name in names})
    base = replace(base, files={**base.files, "memory://docs/b.md": record(A)})
    gone = [str(tmp_path / "docs" / name) for name in ("a.md", "sub/deep/a.md", "file/a.md")]
    assert base.gone([str(tmp_path / "docs")]) == [os.path.normpath(path) for path in gone]
    monkeypatch.chdir(tmp_path / "docs")
    assert base.gone(["."]) == base.gone(["../docs/"]) == base.gone([str(tmp_path / "docs")])
    assert base.gone(["sub"]) == [os.path.normpath(gone[1])]
    assert base.gone([]) == []
    assert replace(base, path="memory://b.json").gone(["."]) == []
    assert not base.updated(dict.fromkeys(base.gone(["."]), ())).gone(["."])


def test_what_cannot_be_seen_may_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: str) -> os.stat_result:
        raise PermissionError(path)

    base = Baseline(str(tmp_path / "b.json"), {"closed/a.md": record(A)})
    assert base.gone([str(tmp_path)])
    monkeypatch.setattr("os.lstat", closed)
    assert base.gone([str(tmp_path)]) == []


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_several_runs_at_once(tmp_path: Path) -> None:
    names = [str(tmp_path / f"{number}.md") for number in range(4)]
    path = str(tmp_path / "baseline.json")
    baseline.write(Baseline(path).updated(dict.fromkeys(names, record(f"{A} {B}"))))
    loaded = baseline.load(path)
    context = multiprocessing.get_context("fork")
    runs = [context.Process(target=baseline.shrink, args=(loaded, {name: record(A)})) for name in names]
    for run in runs:
        run.start()
    for run in runs:
        run.join(30)
    assert [run.exitcode for run in runs] == [0, 0, 0, 0]
    assert [baseline.load(path).of(name) for name in names] == [record(A)] * 4


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"version": 1,\n  findings: {}}', "not valid JSON: .* (line 2, column 3)"),
        ('{"version": 1, "findings": {}}\n<<<<<<< HEAD', "not valid JSON: Extra data (line 2, column 1)"),
        ('{"version": 2, "findings": {}}', "its version is 2, and this luxterm reads only 1"),
        ('{"findings": {}}', "it has no version"),
        ("[]", "it has no version"),
        ("[" * 100_000, "it is not a baseline"),
        ('{"version": ' + "9" * 5_000 + "}", "it is not a baseline"),
        ('{"version": 1}', "“findings” must be an object of files"),
        ('{"version": 1, "findings": {"a.md": 1}}', "“a.md” must be a list of entries"),
        ('{"version": 1, "findings": {"a.md": [["x", "y"]]}}', "“a.md” must be a list of entries"),
        ('{"version": 1, "findings": {"a.md": ["xyz"]}}', "“a.md” must be a list of entries"),
        ('{"version": 1, "findings": {"a.md": [["x", "y", 0]]}}', "“a.md” must be a list of entries"),
    ],
)
def test_what_is_no_baseline_is_told(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(BaselineError, match=says.replace("(", r"\(").replace(")", r"\)")) as caught:
        baseline.load(str(path))
    assert str(caught.value).startswith(f"{path}: ")


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="cannot be read: no such file"):
        baseline.load(str(tmp_path / "baseline.json"))
    (tmp_path / "latin.json").write_bytes(b'{"\xe9": 1}')
    (tmp_path / "broken.json").write_text('{\n"version": 1,\n!')
    with pytest.raises(BaselineError, match=r"not valid JSON.*line 3") as caught:
        baseline.load(str(tmp_path / "broken.json"))
    assert caught.value.line == 3
    with pytest.raises(BaselineError, match="not in UTF-8"):
        baseline.load(str(tmp_path / "latin.json"))
    with pytest.raises(BaselineError, match="cannot be written: no such file"):
        baseline.write(Baseline(str(tmp_path / "nowhere" / "baseline.json")))
