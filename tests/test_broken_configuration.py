"""A broken configuration stops the files that it applies to, and no others."""

import json
from pathlib import Path
from typing import Any

import pytest

from luxterm.cli.main import main
from tests.texts import BAD

FILES = ("a.md", "bad/b.md", "bad/deep/c.md", "bad/own/d.md", "z/e.md")
HELD = {"bad/b.md", "bad/deep/c.md"}

BROKEN = [
    ("luxterm.toml", 'profil = "ca"', "unknown key profil; did you mean profile?"),
    ("luxterm.toml", "profile =", "it is not valid TOML: "),
    ("pyproject.toml", "[tool.luxterm", "it is not valid TOML: "),
    (
        "luxterm.toml",
        '[severity]\nminr = "off"',
        "[severity] names an unknown term, minr; did you mean minor?",
    ),
    ("luxterm.toml", 'lexicon = ["nowhere"]', "lexicon: "),
    ("luxterm.toml", 'baseline = "nowhere.json"', "baseline: "),
    ("luxterm.toml", 'lang = "xx"', "lexicon: "),
]


@pytest.fixture
def folder(folder: Path) -> Path:
    """Documents; `bad/own` has a configuration of its own, the rest of `bad` is for the tests to break."""
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BAD)
    (folder / "bad" / "own" / "luxterm.toml").write_text("")
    return folder


def report(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    assert main(["check", *args, "--format", "json"]) == 2
    return json.loads(capsys.readouterr().out)


def found(report: Any) -> set[str]:
    return {finding["path"].replace("\\", "/") for finding in report["findings"]}


@pytest.mark.parametrize(("name", "text", "says"), BROKEN)
@pytest.mark.parametrize(
    "args", [["."], ["--jobs", "2", "--cache"], ["a.md", "z", "bad/b.md", "bad/own"], [*FILES]]
)
def test_the_others_are_checked(
    folder: Path, name: str, text: str, says: str, args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad" / name).write_text(text)
    told = report(capsys, *args)
    [error] = told["errors"]
    assert error["path"].replace("\\", "/") == f"bad/{name}"
    assert error["message"].startswith(f"the files it applies to were not checked: {says}")
    assert found(told) == {*FILES} - HELD


def test_a_folder_that_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What its configuration excludes can't be known, so nothing in it is checked."""
    (folder / "bad" / "luxterm.toml").write_text('profil = "ca"')
    told = report(capsys, "bad", "z", "a.md")
    assert len(told["errors"]) == 1
    assert found(told) == {"a.md", "z/e.md"}


def test_each_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("bad", "z"):
        (folder / name / "luxterm.toml").write_text("nonsense = 1")
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    lines = err.replace("\\", "/").splitlines()
    assert [line.split(": ")[1] for line in lines] == ["bad/luxterm.toml", "z/luxterm.toml"]
    assert "2 inputs could not be checked" in out


@pytest.mark.parametrize("args", [["bad/b.md"], ["--config", "bad/luxterm.toml"], ["bad/b.md", "bad/deep"]])
def test_where_it_leaves_nothing_the_run_ends(
    folder: Path, args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad" / "luxterm.toml").write_text('profil = "ca"')
    assert main(["check", *args]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("luxterm.toml: unknown key profil; did you mean profile?\n")


def test_fixing_and_a_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What wasn't checked isn't changed, and keeps its entries."""
    assert main(["check", "--write-baseline", "base.json"]) == 0
    entries = json.loads((folder / "base.json").read_text())["findings"]
    assert {*entries} == {*FILES}
    (folder / "bad" / "luxterm.toml").write_text('profil = "ca"')
    assert main(["check", "--fix"]) == 2
    assert {name for name in FILES if (folder / name).read_text() == BAD} == HELD
    capsys.readouterr()
    told = report(capsys, "--baseline", "base.json")
    assert len(told["errors"]) == 1
    assert not found(told)
    assert {*json.loads((folder / "base.json").read_text())["findings"]} == HELD


def test_the_html_report_names_only_what_was_in_force(folder: Path) -> None:
    (folder / "bad" / "luxterm.toml").write_text('baseline = "nowhere.json"')
    assert main(["check", "--format", "html", "--output", "report.html"]) == 2
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count("bad/luxterm.toml") == 1, "among the errors"
    assert "bad/own/luxterm.toml" in page
