"""Only what has changed since a revision: which lines are new, what is reported, and what Git is asked."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.editing.settings import EditorSettings
from luxterm.editing.workspace import Workspace
from luxterm.scan.changed import Since
from luxterm.scan.job import Before
from luxterm.system import git
from luxterm.text import changes
from luxterm.text.changes import NewLines, lines_of
from tests.lsp import starting
from tests.office import wordml

BAD = "The State shall prohibit child pornography.\n"


def new(old: str, text: str) -> list[int]:
    """The numbers of the new lines."""
    found, at = [], 0
    lines = NewLines(lines_of(old), text)
    for number, line in enumerate(text.splitlines(keepends=True)):
        if lines.touch(at, at + len(line)):
            found.append(number)
        at += len(line)
    return found


@pytest.mark.parametrize(
    ("old", "text", "lines"),
    [
        ("", "a\nb\n", [0, 1]),
        ("a\nb\n", "a\nb\n", []),
        ("a\nb\n", "a\r\nb\r\n", []),
        ("a\nb\n", "a\nx\nb\n", [1]),
        ("a\nb\nc\n", "a\nB\nc\n", [1]),
        ("a\nb\nc\n", "a\nc\n", []),
        ("a\nb\nc", "c\na\nb\n", [0]),
        ("a\n\nb\n\nc\n", "a\n\nx\n\nb\n\nc\n", [2, 3]),
        ("a\n", "a\nb", [1]),
    ],
)
def test_which_lines_are_new(old: str, text: str, lines: list[int]) -> None:
    assert new(old, text) == lines


LINES = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@given(LINES, LINES)
def test_what_is_left_of_the_new_text_was_in_the_old_in_this_order(old: list[str], text: list[str]) -> None:
    whole = "\n".join(text) + "\n"
    marked = new("\n".join(old), whole)
    rest = iter(old)
    assert all(line in rest for number, line in enumerate(text) if number not in marked)


@given(LINES, st.integers(0, 12), st.lists(st.sampled_from("xyz"), min_size=1, max_size=4))
def test_what_is_put_in_is_new_and_nothing_else(old: list[str], at: int, more: list[str]) -> None:
    text = "\n".join([*old[:at], *more, *old[at:], ""])
    assert new("\n".join([*old, ""]), text) == [min(at, len(old)) + n for n in range(len(more))]


def test_a_text_of_the_same_few_lines_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST_EQUAL_PAIRS", 100)
    old = "\n".join("ab" * 100)
    assert new(old, f"x\n{old}\ny") == [*range(202)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder, a repository with a document in its only commit."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in (*git._TOLD_ELSEWHERE, "XDG_CONFIG_HOME"):  # pyright: ignore[reportPrivateUsage]
        monkeypatch.delenv(name, raising=False)
    here = tmp_path / "policies"
    (here / "sub").mkdir(parents=True)
    monkeypatch.chdir(here)
    run("init", "--quiet", "--initial-branch=main")
    (here / "a.md").write_bytes(f"# Duties\n\n{BAD}\nAn old line.\n".encode())
    (here / "b.md").write_bytes(BAD.encode())
    commit()
    git._program.cache_clear()  # pyright: ignore[reportPrivateUsage]
    yield here
    git._program.cache_clear()  # pyright: ignore[reportPrivateUsage]


def run(*words: str) -> str:
    done = subprocess.run(["git", *words], check=True, capture_output=True)
    return done.stdout.decode()


def commit() -> str:
    run("add", "--all")
    run("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=x")
    return run("rev-parse", "HEAD").strip()


pytestmark = pytest.mark.needs("git")


def places(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    """The file and line of each finding."""
    capsys.readouterr()
    assert main(["check", "--format", "json", *args]) in (0, 1)
    out = json.loads(capsys.readouterr().out)
    return [f"{each['path']}:{each['line']}".replace("\\", "/") for each in out["findings"]]


def test_only_changed_lines_are_reported(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert places(capsys) == ["a.md:3", "b.md:1"]
    assert places(capsys, "--changed") == []
    assert main(["check", "--changed"]) == 0
    assert capsys.readouterr() == ("0 files: nothing to change.\n", "")
    (here / "a.md").write_text(f"# Duties\n\n{BAD}\nA new line on child pornography.\nAn old line.\n")
    (here / "sub" / "new.md").write_text(BAD)
    assert places(capsys, "--changed") == ["a.md:5", "sub/new.md:1"]
    assert places(capsys, "--changed", "--", "sub") == ["sub/new.md:1"]
    assert places(capsys, "--changed=HEAD", "a.md") == ["a.md:5"]
    assert main(["check", "--changed", "--no-color"]) == 1
    assert capsys.readouterr().out == snapshot
    first = run("rev-parse", "HEAD").strip()
    commit()
    assert places(capsys, "--changed") == []
    assert places(capsys, f"--changed={first}") == ["a.md:5", "sub/new.md:1"]
    assert places(capsys, "--changed=HEAD~") == ["a.md:5", "sub/new.md:1"]
    os.chdir(here / "sub")
    assert places(capsys, "--changed=main~1", "..") == ["../a.md:5", "../sub/new.md:1"]


def test_staged_or_not_is_the_same_and_before_the_first_commit_all_is_new(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "b.md").write_text(f"Now:\n{BAD}{BAD}")
    run("add", "b.md")
    assert places(capsys, "--changed") == ["b.md:2"]
    (tmp_path / "empty").mkdir()
    os.chdir(tmp_path / "empty")
    run("init", "--quiet")
    Path("c.md").write_text(BAD)
    assert places(capsys, "--changed") == ["c.md:1"]


def test_fixing_changes_no_old_line(here: Path) -> None:
    (here / "b.md").write_text(f"{BAD}Now:\n{BAD}")
    assert main(["check", "--changed", "--fix"]) == 0
    fixed = BAD.replace("child pornography", "child sexual abuse material")
    assert (here / "b.md").read_text() == f"{BAD}Now:\n{fixed}"


def test_an_office_file_has_changed_or_not(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "w.docx").write_bytes(wordml.docx(wordml.paragraph(BAD.strip())))
    commit()
    assert places(capsys, "--changed") == []
    (here / "w.docx").write_bytes(wordml.docx(wordml.paragraph(BAD.strip()) + wordml.paragraph("New.")))
    assert places(capsys, "--changed") == ["w.docx:1"]


@pytest.mark.skipif(sys.platform != "linux", reason="no such names there")
def test_names_of_any_bytes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [b"caf\xe9.md", b'a "b"\tc.md', "e\u0301\u4e2d.md".encode(), b"two\nlines.md", b"-x.md"]
    for name in names:
        Path(os.fsdecode(name)).write_text(BAD)
    commit()
    assert places(capsys, "--changed") == []
    for name in names:
        Path(os.fsdecode(name)).write_text(f"{BAD}\n{BAD}")
    assert sorted(places(capsys, "--changed")) == sorted(
        place for place in places(capsys) if place.endswith(":3") and place != "a.md:3"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_nothing_that_a_repository_may_have_set_is_run(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = here.parent / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch {here.parent}/was-run\ncat\n")
    script.chmod(0o755)
    (here / ".gitattributes").write_text("*.md filter=evil diff=evil\n")
    for key in (
        "core.fsmonitor",
        "filter.evil.clean",
        "filter.evil.smudge",
        "diff.external",
        "diff.evil.textconv",
    ):
        run("config", key, str(script))
    run("config", "core.hooksPath", str(here.parent))
    for hook in ("post-index-change", "reference-transaction"):
        (here.parent / hook).symlink_to(script)
    (here / "a.md").write_text(f"# Duties\n\n{BAD}\nAn old line.\n\nNow {BAD}")
    assert places(capsys, "--changed") == ["a.md:7"]
    assert not (here.parent / "was-run").exists()
    run("status")
    assert (here.parent / "was-run").exists(), "it would have been run"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_what_a_partial_clone_lacks_is_not_fetched_by_an_old_git_either(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before 2.45 Git knew nothing of GIT_NO_LAZY_FETCH, and a repository may allow itself any protocol."""
    program = git._program  # pyright: ignore[reportPrivateUsage]
    older = here.parent / "older" / "git"
    older.parent.mkdir()
    older.write_text(f'#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec "{program()}" "$@"\n')
    older.chmod(0o755)
    stored = Since("HEAD").before("b.md").stored
    (here / "b.md").write_text(f"{BAD}\nMore.\n")
    place = here / ".git" / "objects" / stored[:2] / stored[2:]
    place.chmod(0o644)
    place.unlink()
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::touch {here.parent}/was-run",
        "protocol.ext.allow": "always",
    }.items():
        run("config", key, value)
    monkeypatch.setenv("PATH", f"{older.parent}{os.pathsep}{os.environ['PATH']}")
    program.cache_clear()
    assert places(capsys, "--changed") == ["b.md:1"]
    assert program() == str(older)
    assert not (here.parent / "was-run").exists()
    subprocess.run([older, "cat-file", "-e", stored], capture_output=True, check=False)
    assert (here.parent / "was-run").exists(), "it would have been run"


def test_standard_input_is_compared_by_its_name(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{BAD}{BAD}".encode())))
    assert places(capsys, "-", "--stdin-filename", "b.md", "--changed") == ["b.md:2"]


def test_standard_input_that_has_not_changed_is_passed_on(
    here: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filter gives something back for everything that it is given."""
    data = (here / "b.md").read_bytes()
    for options, passed in ((["--fix"], data), (["--fix", "--diff"], b"")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert main(["check", "-", "--stdin-filename", "b.md", "--changed", *options]) == 0
        assert capfdbinary.readouterr().out == passed


def test_a_hook_of_another_repository_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(here.parent / "nowhere"))
    assert places(capsys, "--changed") == []


def test_what_is_no_longer_stored_counts_as_changed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = Since("HEAD").before("b.md").stored
    (here / "b.md").write_text(f"{BAD}\nMore.\n")
    place = here / ".git" / "objects" / stored[:2] / stored[2:]
    place.chmod(0o644)
    place.unlink()
    assert places(capsys, "--changed") == ["b.md:1"]
    assert main(["check", "--changed"]) == 1
    assert "b.md: all of it counts as changed, for what was there before can't be known: Git says" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--changed=nowhere"], "--changed: Git knows no revision “nowhere”"),
        (["--changed=--output=x"], "Git knows no revision “--output=x”"),
        (["--changed", "a.md"], "write --changed=HEAD a.md"),
        (["--changed=HEAD", "../outside.md"], "outside.md is in no Git repository"),
        (["--changed", "--write-baseline", "x.json"], "use it without --changed"),
        (["--changed", "--", "-"], "use it with --stdin-filename"),
        (["--changed", "--", "memory://x.md"], "memory://x.md is in no Git repository"),
    ],
)
def test_what_cannot_be_compared(
    here: Path, args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here.parent / "outside.md").write_text(BAD)
    if "memory" in args[-1]:
        fsspec = pytest.importorskip("fsspec")
        with fsspec.open("memory://x.md", "w") as file:
            file.write(BAD)
    assert main(["check", *args]) == 2
    assert said in capsys.readouterr().err


def test_without_git(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(here / "sub"))
    assert main(["check", "--changed"]) == 2
    assert capsys.readouterr().err == "luxterm: --changed: it needs Git, and there is none on the PATH\n"


@pytest.mark.slow
def test_over_the_protocol(here: Path) -> None:
    text = f"{BAD}\nNow child pornography.\n"
    uri = (here / "b.md").as_uri()
    with starting() as start:
        client = start(folders={here.as_uri(): "rules"}, options={"settings": {"onlyChanged": True}})
        client.open(uri, text)
        assert [it["range"]["start"]["line"] for it in client.diagnostics(uri)] == [2]
        client.change(uri, text.replace("State", "Party"), 2)
        assert [it["range"]["start"]["line"] for it in client.diagnostics(uri, 2)] == [0, 2]
        client.change(uri, text, 3)
        client.diagnostics(uri, 3)
        (here / "b.md").write_text(text)
        commit()
        seen = len(client.received)
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert client.diagnostics(uri, 3, since=seen) == []


def workspace(folder: Path, restricted: bool = False) -> Workspace:
    made = Workspace()
    made.restricted, made.folders = restricted, [str(folder)]
    made.settings = {"": EditorSettings(only_changed=True)}
    made.reload()
    return made


def before(made: Workspace, path: Path) -> Before | None:
    job = made.place(str(path)).job
    assert job is not None
    return job.before


def test_an_editor_asks_for_the_last_commit_and_sees_the_next_one(here: Path) -> None:
    made = workspace(here)
    (here / "new.md").write_text(BAD)
    assert before(made, here / "new.md") == Before(os.path.realpath(here), "")
    assert (stored := before(made, here / "b.md")) is not None
    assert len(stored.stored) == 40
    assert not made.moved()
    (here / "b.md").write_text("Other.\n")
    commit()
    assert made.moved()
    made.reload()
    assert before(made, here / "b.md") != stored
    assert not made.moved()
    assert made.problems == ()


@pytest.mark.parametrize("why", ["restricted", "no repository", "no git"])
def test_an_editor_shows_everything_where_git_cannot_say(
    here: Path, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "no git":
        monkeypatch.setenv("PATH", str(here / "sub"))
    folder = here.parent if why == "no repository" else here
    (folder / "x.md").write_text(BAD)
    (folder / "y.md").write_text(BAD)
    made = workspace(folder, restricted=why == "restricted")
    assert before(made, folder / "x.md") is None
    assert before(made, folder / "y.md") is None
    said = [problem.message for problem in made.problems]
    assert all(each.startswith("luxterm.onlyChanged: everything is shown") for each in said)
    assert len(said) == (2 if why == "no repository" else 1)
