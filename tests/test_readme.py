"""What the documentation shows is true: its commands, its examples, its links, its tables."""

import argparse
import json
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luxterm.cli.main import main, parser
from luxterm.config import find
from luxterm.config.file import ConfigModel
from luxterm.config.kept_file import KeptModel
from luxterm.formats import FORMATS
from luxterm.termbase import Termbase
from luxterm.types import Finding

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
JSON = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
FOLDERS = (ROOT, ROOT / "docs", ROOT / "lexicon", ROOT / "vscode-extension")
PAGES = [page for folder in FOLDERS for page in sorted(folder.glob("*.md"))]

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
KEYS = [field.alias or name for name, field in ConfigModel.model_fields.items()]


def blocks(language: str, text: str = README) -> list[str]:
    return [body for name, body in FENCE.findall(text) if name == language]


def section(heading: str) -> str:
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def commands() -> list[str]:
    """Every command line after a `$` in the pages, without its comment."""
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    lines = [line for text in texts for block in blocks("console", text) for line in block.splitlines()]
    return [line[2:].partition("#")[0].strip() for line in lines if line.startswith("$ ")]


def options(of: argparse.ArgumentParser, command: str = "luxterm") -> Iterator[tuple[str, str]]:
    """Each option of a command and of those under it, by its first long name."""
    for action in of._actions:
        if isinstance(action.choices, dict):
            for name, under in action.choices.items():
                yield from options(under, f"{command} {name}")
        elif long := [name for name in action.option_strings if name.startswith("--")]:
            yield command, long[0]


def test_a_page_tells_of_every_command_and_option() -> None:
    history = ("CHANGELOG.md", "decisions.md")
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES if page.name not in history)
    there = set(options(parser()))
    assert len(there) > 100
    assert [each for each in sorted(there) if not re.search(rf"{each[1]}\b", told)] == []
    assert [name for name in sorted({name for name, _ in there}) if not re.search(rf"\b{name}\b", told)] == []


def test_a_page_tells_of_every_setting_and_command_of_an_editor() -> None:
    extension = ROOT / "vscode-extension"
    told = (extension / "README.md").read_text(encoding="utf-8")
    server = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")
    there = json.loads((extension / "package.json").read_text(encoding="utf-8"))["contributes"]
    titles = json.loads((extension / "package.nls.json").read_text(encoding="utf-8"))
    settings = list(there["configuration"]["properties"])
    assert [name for name in settings if f"| `{name}` |" not in told] == []
    known = [name.removeprefix("luxterm.") for name in settings if name != "luxterm.path"]
    assert [name for name in known if f"| `{name}` |" not in server] == []
    shown = [titles[each["title"].strip("%")] for each in there["commands"] if "enablement" not in each]
    assert [title for title in shown if f"| luxterm: {title} |" not in told] == []


def test_quick_start_is_two_commands() -> None:
    assert [body for _, body in FENCE.findall(section("Quick start"))] == [
        "python3 bootstrap.py && .venv/bin/luxterm check samples --fail-on never\n",
        "python3 bootstrap.py --tests && .venv/bin/python -m pytest\n",
    ]


@pytest.mark.parametrize(("option", "status"), [("--help", 0), ("--halp", 2), ("tests", 2)])
def test_bootstrap_installs_only_when_told_to(option: str, status: int, tmp_path: Path) -> None:
    copy = shutil.copy(ROOT / "bootstrap.py", tmp_path)
    done = subprocess.run(
        [sys.executable, copy, option], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == status
    assert "usage: bootstrap.py [-h] [--tests] [--newest]" in done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bootstrap.py"]


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 15, 0)])
def test_bootstrap_refuses_a_python_that_luxterm_does_not_run_on(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = runpy.run_path(str(ROOT / "bootstrap.py"))
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "--halp"])
    with pytest.raises(SystemExit):
        program["main"]()
    assert "needs Python" not in capsys.readouterr().err
    monkeypatch.setattr(sys, "version_info", version)
    assert program["main"]() == 2
    assert capsys.readouterr().err.startswith("luxterm needs Python 3.11 to 3.14:")


def test_the_pythons_named_are_those_it_runs_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", project["requires-python"])
    assert bounds
    first, last = bounds[1], int(bounds[2]) - 1
    said = (ROOT / "bootstrap.py").read_text(encoding="utf-8")
    assert f"PYTHONS = ((3, {first}), (3, {last}))" in said
    install = (ROOT / "vscode-extension" / "walkthrough").glob("install*.md")
    pages = [README, said, *TRANSLATED, *(page.read_text(encoding="utf-8") for page in install)]
    named = rf"Python 3\.{first} \w+\s3\.{last}\b"
    assert len(pages) == 11
    assert [page[:60] for page in pages if not re.search(named, page)] == []


def test_the_samples_have_something_to_change(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "samples"]) == 1
    assert main(["check", "samples", "--fail-on", "never"]) == 0, "a first run must not look like a failure"
    out, err = capsys.readouterr()
    assert "samples/policy-draft.md:10:64: error: Avoid “child pornography”" in out
    assert err == ""


def test_the_picture_is_of_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT / "docs" / "images")
    assert main(["check", "policy.md"]) == 1
    assert "1 file: 2 findings (1 error, 1 warning), 2 kept" in capsys.readouterr().out


@pytest.mark.parametrize("command", commands())
def test_commands_can_be_given(command: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "luxterm"
    parser().parse_args(arguments)


def test_how_words_stand(find: Callable[..., list[Finding]]) -> None:
    rows = re.findall(r"^\| (\w+) \| ([^|]+) \| (kept|information only|reported)", README, re.M)
    assert [row[0] for row in rows] == ["use", "quotation", "title", "mention", "citation"]
    fates = {(True, "info"): "kept", (True, "error"): "kept", (False, "info"): "information only"}
    for usage, sentence, fate in rows:
        found = find(sentence)
        assert found, sentence
        assert {it.usage.value for it in found} == {usage}
        assert {fates.get((it.kept, it.severity.label), "reported") for it in found} == {fate}


TRANSLATED = [(ROOT / "docs" / f"{lang}.md").read_text("utf-8") for lang in ("fr", "es", "pt", "de")]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("block", [it for page in (README, *TRANSLATED) for it in blocks("markdown", page)])
def test_comments_that_keep(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("law.md").write_text(block, encoding="utf-8")
    assert main(["check", "--ui-lang", "en", "--fail-on", "info"]) == 0
    counted = "1 in the text of laws" if "luxterm: verbatim" in block else "1 kept"
    assert counted in capsys.readouterr().out


def test_the_configuration_loads(tmp_path: Path, termbase: Termbase) -> None:
    (example,) = blocks("toml")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "luxterm.toml").write_text('titles = ["Charter of the House"]\n')
    (tmp_path / "luxterm.toml").write_text(example, encoding="utf-8")
    loaded = find.load(str(tmp_path / "luxterm.toml"))
    assert len(loaded.settings.titles) == 2
    find.check_terms(loaded, {term.id for term in termbase.language("en").terms})
    assert list(tomllib.loads(example)) == KEYS, "every key, in the order of the model"
    assert [key for key in KEYS if not re.search(rf"^\| `\[*{key}\]*` \|", CONFIGURATION, re.M)] == []
    (row,) = re.findall(r"^\| `variety` \|.*", CONFIGURATION, re.M)
    assert {*re.findall(r'"([\w-]+)"', row)} == termbase.varieties
    for block in blocks("toml", CONFIGURATION):
        (KeptModel if "sentence" in block else ConfigModel).model_validate(tomllib.loads(block))


@pytest.mark.usefixtures("folder")
def test_the_json_is_real(capsys: pytest.CaptureFixture[str]) -> None:
    found = re.search(r'`note\.md` with the line "([^"]+)"', README)
    assert found
    Path("note.md").write_text(found[1] + "\n")
    assert main(["check", "note.md", "--format", "json"]) == 0
    real = json.loads(capsys.readouterr().out)
    real["lexicon"]["sha256"] = "…"
    (shown,) = blocks("json")
    assert json.loads(shown) == real
    finding = real["findings"][0]
    fields = [*real, *real["summary"], *finding, *finding["fixes"][0], *finding["sources"][0]]
    assert [name for name in fields if f"`{name}`" not in JSON] == []


def test_the_hooks_exist() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (example,) = blocks("yaml")
    named = re.findall(r"- id: ([\w-]+)", example)
    assert named
    assert set(named) <= set(re.findall(r"^- id: ([\w-]+)", hooks, re.M))
    assert "`luxterm-fix`" in README
    assert "- id: luxterm-fix" in hooks


def test_the_formats_are_those_there_are() -> None:
    table = "\n".join(line for line in section("What it reads").splitlines() if line.startswith("|"))
    assert set(re.findall(r"`(\.\w+)`", table)) == set(FORMATS)


def _anchor(heading: str) -> str:
    """As GitHub names a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"(`+).+?\1", "", FENCE.sub("", page.read_text(encoding="utf-8")))
    broken: list[str] = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("http:", "https:")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists():
            broken.append(link)
        elif anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.M)
            if anchor not in map(_anchor, headings):
                broken.append(link)
    assert broken == []


def test_nothing_is_to_be_changed_in_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", "--fail-on", "warning", "--no-cache", *map(str, PAGES)])
    assert status == 0, capsys.readouterr().out


def test_the_readme_leads_to_every_page() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            links = re.findall(r"\]\(([^)\s#:]+\.md)\b", page.read_text(encoding="utf-8"))
            waiting += [(page.parent / link).resolve() for link in links]
    assert [page.name for page in PAGES if page.parent.name == "docs" and page.resolve() not in reached] == []
