"""What counts, by option: severity, terms, profile, files; and the commands that set things up."""

import gc
import json
import os
import re
import sys
import time
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from luxterm.cli.main import main
from luxterm.config.find import load
from luxterm.system import cache_folder
from luxterm.termbase import Termbase
from luxterm.wording import languages

DRAFT = """# Policy

The State prohibits child pornography. Hotlines list child molesters. A child bride may ask for help.

The Minister said: “We will end child prostitution.”
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    return folder


def terms(capsys: pytest.CaptureFixture[str], *options: str, status: int | None = None) -> list[str]:
    """The terms found with these options."""
    ended = main(["check", "--format", "json", *options])
    assert status is None or ended == status
    return [finding["term"] for finding in json.loads(capsys.readouterr().out)["findings"]]


ALL = ["child-pornography", "molester", "child-bride", "child-prostitution"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "found", "status"),
    [
        ([], ALL, 1),
        (["--min-severity", "info"], ALL, 1),
        (["--min-severity", "warning"], ALL[:2], 1),
        (["--min-severity", "error"], ALL[:1], 1),
        (["--select", "molester"], ["molester"], 0),
        (["--select", "molester,child-bride"], ALL[1:3], 0),
        (["--select", "molester", "--select", "child-bride"], ALL[1:3], 0),
        (["--select", "child-sexual-abuse-material"], ["child-pornography"], 1),
        (["--ignore", "child-pornography"], ALL[1:], 0),
        (["--ignore", "child-sexual-abuse-material, molester"], ALL[2:], 0),
        (["--select", "molester", "--ignore", "molester"], [], 0),
        (["--fail-on", "warning", "--ignore", "child-pornography"], ALL[1:], 1),
        (["--fail-on", "warning", "--min-severity", "error", "--ignore", "child-pornography"], [], 0),
    ],
)
def test_what_counts(
    options: list[str], found: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terms(capsys, *options, status=status) == found


def test_only_what_was_selected_is_fixed(folder: Path) -> None:
    assert main(["check", "--fix", "--select", "molester"]) == 0
    assert folder.joinpath("draft.md").read_text("utf-8") == DRAFT.replace(
        "child molesters", "child sexual offenders"
    )


@pytest.mark.parametrize("options", [["--select", "molester"], ["--lang", "fr"], ["--profile", "uk"]])
def test_a_baseline_loses_nothing_that_an_option_left_out(options: list[str], folder: Path) -> None:
    (folder / "more.md").write_text("Indecent images of children are found.\n")
    assert main(["check", "--write-baseline", "base.json"]) == 0
    before = folder.joinpath("base.json").read_text("utf-8")
    assert "indecent-images" in before
    assert main(["check", "--baseline", "base.json", *options]) == 0
    assert folder.joinpath("base.json").read_text("utf-8") == before


def test_a_baseline_loses_nothing_of_a_lexicon_that_is_withheld(folder: Path) -> None:
    own = Path(__file__).parent / "data" / "desk"
    (folder / "luxterm.toml").write_text(f"lexicon = ['{own.as_posix()}']\n")
    (folder / "more.md").write_text("The report desk is open.\n")
    assert main(["check", "--write-baseline", "base.json"]) == 0
    before = folder.joinpath("base.json").read_text("utf-8")
    assert "report-desk" in before
    assert main(["check", "--baseline", "base.json", "--restricted"]) == 0
    assert folder.joinpath("base.json").read_text("utf-8") == before


def test_a_baseline_of_what_was_selected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--write-baseline", "base.json", "--select", "child-pornography"]) == 0
    capsys.readouterr()
    assert terms(capsys, "--baseline", "base.json") == ALL[1:]


def test_profile(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.joinpath("draft.md").write_text("Indecent images of children are found.\n", encoding="utf-8")
    assert terms(capsys, "--profile", "un") == ["indecent-images"]
    assert terms(capsys, "--profile", "uk") == []
    (folder / "luxterm.toml").write_text('profile = "uk"\n')
    assert terms(capsys, "--profile", "un") == ["indecent-images"], "the option has the last word"


@pytest.mark.parametrize(
    ("options", "seen"),
    [
        ([], {"draft.md", "old/a.md", "old/b.md"}),
        (["--exclude", "old/"], {"draft.md"}),
        (["--exclude", "a.md", "--exclude", "draft.*"], {"old/b.md"}),
        (["--exclude", "old/", ".", "old/a.md"], {"draft.md", "old/a.md"}),
        (["--exclude", "old/", "--force-exclude", ".", "old/a.md"], {"draft.md"}),
        (["--force-exclude", "old/a.md", "draft.md"], {"old/a.md", "draft.md"}),
    ],
)
def test_excluded(
    options: list[str], seen: set[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "old").mkdir()
    for name in ("a.md", "b.md"):
        (folder / "old" / name).write_text(DRAFT, encoding="utf-8")
    main(["check", "--format", "json", *options])
    found = {finding["path"] for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert found == seen


@pytest.mark.usefixtures("folder")
def test_excluded_in_a_folder_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option's patterns are relative to what was named outside of the current folder."""
    other = tmp_path_factory.mktemp("other")
    for name in ("old/c.md", "new/old/d.md"):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(DRAFT, encoding="utf-8")

    def found(pattern: str, *paths: str) -> set[str]:
        main(["check", "--format", "json", "--exclude", pattern, *paths])
        return {Path(each["path"]).name for each in json.loads(capsys.readouterr().out)["findings"]}

    assert found("old/", ".", str(other)) == {"draft.md"}
    assert found("/old/", ".", str(other)) == {"draft.md", "d.md"}
    assert found("/old/", str(other), str(other / "new")) == set(), "by the innermost"
    assert found("*.md", str(other / "old" / "c.md")) == {"c.md"}, "a file that is named is taken"


def test_the_configuration_s_exclude_holds_for_named_files_if_forced(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "luxterm.toml").write_text('exclude = ["draft.md"]\n')
    assert terms(capsys, "draft.md", status=1) == ALL
    assert terms(capsys, "draft.md", "--force-exclude", status=0) == []


def test_nothing_to_check_is_no_silent_green(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    assert main(["check", "empty"]) == 2
    said = capsys.readouterr()
    assert "empty: nothing to check" in said.err
    assert said.out.startswith("Nothing was checked.")
    assert terms(capsys, "empty", status=2) == []
    (folder / "empty" / "photo.jpg").write_bytes(b"\xff\xd8")
    assert main(["check", "empty"]) == 2
    assert "unsupported file type: empty/photo.jpg" in capsys.readouterr().err.replace(os.sep, "/")


@pytest.mark.usefixtures("brief_bundled")
def test_its_own_files_are_not_called_unread(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "words" / "concepts").mkdir(parents=True)
    (folder / "words" / "notes.csv").write_text("a,b\n")
    (folder / "luxterm.toml").write_text('baseline = "base.json"\nlexicon = ["words"]\n')
    main(["check", "--write-baseline", "base.json"])
    capsys.readouterr()
    main(["check"])
    assert "not checked" not in capsys.readouterr().err
    (folder / "other.json").write_text("{}")
    main(["check"])
    assert "unsupported file type: other.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["check", "--minseverity", "3"],
            "unrecognized arguments: --minseverity; did you mean --min-severity?",
        ),
        (["check", "--format", "texd"], "invalid choice: 'texd'"),
        (["check", "--format", "texd"], "; did you mean text?\n"),
        (["chek"], "invalid choice: 'chek'"),
        (["chek"], "; did you mean check?\n"),
        (["check", "--format", "zzz"], ")\n"),  # nothing is like it
        (["--ui-lang", "en"], "arguments are required: COMMAND"),
        (["check", "--select", "child-pornografy"], "no term or concept 'child-pornografy'; did you mean"),
        (["check", "--ignore", "molesters"], "no term or concept 'molesters'; did you mean molester?"),
        (["check", "--profile", "ux"], "no profile 'ux' (available: "),
        (["check", "--statistics", "--format", "json"], "--statistics is a text of its own"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_usage_is_told_in_one_line(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


@pytest.mark.parametrize("name", ["--exclude=*.md", "--output=x.md", "-h.md", "-notes.md", "--fix"])
@pytest.mark.parametrize("first", [["check"], ["--ui-lang", "en", "check", "--fail-on", "error"], ["parity"]])
@pytest.mark.skipif(sys.platform == "win32", reason="names that there can't be")
def test_a_files_name_is_no_option(
    first: list[str], name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pattern in a shell, or a hook, puts names where options may be."""
    (folder / name).write_text(DRAFT, encoding="utf-8")
    assert main([*first, name, "draft.md"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"“{name}” begins like an option and is the name of a file here" in err
    assert sorted(each.name for each in folder.iterdir()) == sorted([name, "draft.md"])
    if "check" in first and name.endswith(".md"):
        assert main([*first, "--format", "line", "--", name]) == 1
        assert capsys.readouterr().out.startswith(f"{name}:3:")


def test_without_a_word_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "    check         check files and folders" in err


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("report.HTML", b"<!DOCTYPE html>"),
        ("report.htm", b"<!DOCTYPE html>"),
        ("report.json", b"{"),
        ("report.xlsx", b"PK"),
        ("report.csv", b"\xef\xbb\xbfpath,"),
        ("report.txt", b"a.md:1:"),
        ("html", b"a.md:1:"),
    ],
)
def test_a_report_is_in_the_format_of_its_name(name: str, begins: bytes, folder: Path) -> None:
    (folder / "a.md").write_text("They sell child pornography.\n")
    assert main(["check", "a.md", "--output", name]) == 1
    assert (folder / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("options", [["--format", "line"], ["--statistics"], ["--diff"]])
def test_what_is_asked_for_goes_before_the_name_of_the_report(options: list[str], folder: Path) -> None:
    (folder / "a.md").write_text("They sell child pornography.\n")
    assert main(["check", "a.md", "--output", "report.html", *options]) == 1
    assert b"<" not in (folder / "report.html").read_bytes()


def _all_set(made: str) -> dict[str, Any]:
    """What a configuration that is all comments sets when these are taken away."""
    return tomllib.loads(re.sub(r"^# (?=[a-z-]+ = |\[)", "", made, flags=re.MULTILINE))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lang", languages())
def test_init_writes_in_the_users_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--ui-lang", lang]) == 0
    made = Path("luxterm.toml").read_text("utf-8")
    assert tomllib.loads(made) == {}
    assert max(map(len, made.splitlines())) <= 120
    english = files("luxterm.config").joinpath("templates", "en.toml").read_text("utf-8")
    assert (lang == "en") == (made == english)
    ours, theirs = _all_set(made), _all_set(english)
    assert list(ours) == list(theirs)
    assert [list(entry) for key in ("keep", "verbatim") for entry in ours[key]] == [
        list(entry) for key in ("keep", "verbatim") for entry in theirs[key]
    ]
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("folder")
def test_init(
    capsys: pytest.CaptureFixture[str],
    termbase: Termbase,
) -> None:
    assert main(["init"]) == 0
    made = Path("luxterm.toml").read_text("utf-8")
    assert tomllib.loads(made) == {}
    assert {*termbase.profiles} <= {*re.findall(r"\b[a-z]{2}\b", made.partition("# profile = ")[0])}
    assert termbase.varieties <= {*re.findall(r"\b[a-z]{2}-\w+", made.partition("# variety = ")[0])}
    shown = re.sub(r"^# (?=[a-z-]+ = |\[)", "", made, flags=re.MULTILINE)
    Path("all.toml").write_text(shown, encoding="utf-8")
    assert {"profile", "exclude", "severity", "keep", "titles"} <= set(tomllib.loads(shown))
    assert load("all.toml").settings.profile == "un"
    Path("luxterm.toml").write_text("# mine\n")
    assert main(["init"]) == 2
    assert Path("luxterm.toml").read_text() == "# mine\n"
    assert "there already: nothing was changed" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_init_leaves_a_configuration_in_pyproject_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    """A luxterm.toml beside it would be used instead, and silence it."""
    project = Path("pyproject.toml")
    project.write_text('[tool.luxterm]\nprofile = "eu"\n', encoding="utf-8")
    assert main(["init"]) == 2
    assert not Path("luxterm.toml").exists()
    assert "pyproject.toml is there already: nothing was changed" in capsys.readouterr().err
    project.write_text('[tool.other]\nkey = "luxterm"\n', encoding="utf-8")
    assert main(["init"]) == 0


def test_cleaning_the_cache_removes_ours_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path))
    pages = "pages/1234abcd-0.1.0/child.md"
    (tmp_path / pages).parent.mkdir(parents=True)
    written = "1234abcd.termbase", "1234abcd.termbase.4711", "results.sqlite", "results.sqlite-wal", pages
    for name in (*written, "somebody-else.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert main(["cache", "clean"]) == 0
    assert os.listdir(tmp_path) == ["somebody-else.txt"]
    (tmp_path / pages).parent.mkdir(parents=True)
    (tmp_path / "pages" / "somebody-else.txt").write_bytes(b"x")
    assert main(["cache", "clean"]) == 0
    assert os.listdir(tmp_path / "pages") == ["somebody-else.txt"]
    assert main(["cache", "clean"]) == 0


def test_a_compiled_termbase_that_nobody_uses_goes_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path))
    now = time.time()
    for name, days in (("old.termbase", 40), ("used.termbase", 3), ("old.txt", 40)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (now - days * 86_400, now - 40 * 86_400))
    cache_folder.prune()
    assert sorted(os.listdir(tmp_path)) == ["old.txt", "used.termbase"]


def test_what_another_process_removes_meanwhile_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path))
    for number in range(20):
        (tmp_path / f"{number}.termbase").write_bytes(b"x")

    def later() -> float:
        for number in range(10):
            (tmp_path / f"{number}.termbase").unlink(missing_ok=True)
        return time.monotonic() + 1e10

    monkeypatch.setattr(cache_folder.time, "time", later)
    cache_folder.prune()
    gc.collect()  # a folder left open would be told of here
    assert os.listdir(tmp_path) == []


def test_a_stray_nul_is_a_note(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = DRAFT + "More.\n" * 300 + "\0\n"
    (folder / "draft.md").write_text(text, encoding="utf-8")
    assert main(["check", "draft.md"]) == 1
    assert (
        "draft.md: has NUL characters in it (1): part of the text may have been lost"
        in capsys.readouterr().err
    )
    assert main(["check", "--fix", "draft.md"]) == 0
    assert (folder / "draft.md").read_text("utf-8").count("\0") == 1
