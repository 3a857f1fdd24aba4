"""The workflows and forms under `.github`: accepted by their checkers, in step with the project."""

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
WITH_ACTIONS = [*WORKFLOWS, ACTION, *sorted(GITHUB.glob("actions/*/action.yml"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def tool(name: str) -> Path:
    """A program from the test environment; skips if it isn't installed."""
    for suffix in ("", ".exe"):
        path = Path(sys.executable).with_name(name + suffix)
        if path.exists():
            return path
    pytest.skip(f"needs {name}, which isn't installed in this environment")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.slow
def test_actionlint(tmp_path: Path) -> None:
    actionlint = tool("actionlint")
    done = run(actionlint, *WORKFLOWS)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    broken = tmp_path / "broken.yml"
    broken.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("matrix.target", "matrix.tarjet"))
    assert "tarjet" in run(actionlint, broken).stdout


@pytest.mark.slow
def test_zizmor() -> None:
    """No outsider can make a workflow run their code, or gain its permissions."""
    done = run(tool("zizmor"), "--offline", "--no-progress", "--min-severity=medium", GITHUB, ACTION)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", [ACTION, *sorted(GITHUB.glob("actions/*/action.yml"))]),
        ("github-issue-forms", sorted(GITHUB.glob("ISSUE_TEMPLATE/[0-9]*.yml"))),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
        ("citation-file-format", [ROOT / "CITATION.cff"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_schema(schema: str, files: list[Path]) -> None:
    assert files
    done = run(tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *files)
    assert done.returncode == 0, done.stdout


def test_others_actions_are_pinned_to_one_commit_each() -> None:
    used = [
        line.partition("uses: ")[2]
        for path in WITH_ACTIONS
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses: " in line and "uses: ./" not in line
    ]
    assert len(used) > 10
    assert [
        each for each in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)
    ] == []
    assert len({each.partition("@")[0] for each in used}) == len(set(used))


def test_the_pythons_are_those_of_the_package() -> None:
    prefix = "Programming Language :: Python :: 3."
    promised = [
        f"3.{each.removeprefix(prefix)}" for each in PROJECT["classifiers"] if each.startswith(prefix)
    ]
    assert _workflow("tests")["jobs"]["quick"]["strategy"]["matrix"]["python"] == promised
    least, above = re.findall(r"3\.\d+", PROJECT["requires-python"])
    assert (least, int(above[2:])) == (promised[0], int(promised[-1][2:]) + 1)


@pytest.mark.parametrize("path", WITH_ACTIONS, ids=lambda path: path.stem)
def test_the_files_that_are_named_exist(path: Path) -> None:
    named = re.findall(r"(?<![\w/$*-])[\w.-]+/[\w./-]+\.(?:txt|py|yml)\b", path.read_text(encoding="utf-8"))
    ours = [name for name in named if not name.startswith("vscode-extension/node_modules/")]
    assert [name for name in ours if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_job_ends_and_has_no_more_rights_than_it_names(path: Path) -> None:
    workflow = _workflow(path.stem)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    for name, job in workflow["jobs"].items():
        assert "permissions" in job, name
        assert "uses" in job or job["timeout-minutes"] <= 360, name


def test_what_keeps_a_release_back(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = _ready()
    files = {
        "pyproject.toml": '[project.urls]\nRepository = "https://github.com/somebody/luxterm"\n'
        '[tool.hatch.version]\npath = "luxterm/base.py"\n',
        "luxterm/base.py": '__version__ = "9.8.7"\n',
        "vscode-extension/package.json": '{"version": "9.8.7"}',
        "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n## 9.8.7 - 2030-01-31\n",
        "SECURITY.md": "Write to security@luxterm.example.\n",
    }
    monkeypatch.setattr(ready, "text", files.__getitem__)
    assert ready.lacks("9.8.7") == []
    assert len(ready.lacks("9.8.8")) == 3
    files["CHANGELOG.md"] = "# Changelog\n\n## 9.8.7, unreleased\n"
    assert ready.lacks("9.8.7") == ["CHANGELOG.md has no dated heading for 9.8.7"]
    files["pyproject.toml"] = files["pyproject.toml"].replace("github.com", "example.org")
    files["SECURITY.md"] = "Write to security@example.org.\n"
    assert len(ready.lacks("9.8.7")) == 3


def _workflow(name: str) -> dict[str, Any]:
    return yaml.safe_load((GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))


def _ready() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ready", GITHUB / "ready.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="GitHub's bash isn't at hand")
@pytest.mark.parametrize(
    ("paths", "named"),
    [
        ("laws drafts/*.md --output=a.md", ["laws", "drafts/*.md", "--output=a.md"]),
        ("laws\nour drafts/*.md\n\n--output=a b.md\n", ["laws", "our drafts/*.md", "--output=a b.md"]),
        (" our drafts\n", [" our drafts"]),
    ],
)
def test_the_action_passes_its_inputs_on(paths: str, named: list[str], tmp_path: Path) -> None:
    """As words, or paths as lines: nothing in them is run, and no pattern becomes the names of files."""
    program = tmp_path / "luxterm" / "bin" / "luxterm"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nfor each in "$@"; do echo "<$each>"; done\nexit 1\n')
    program.chmod(0o755)
    (step,) = (
        step for step in yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"] if step["name"] == "Check"
    )
    inputs = {
        "PATHS": paths,
        "ARGS": "--exclude * $(touch no) `touch no`",
        "FORMAT": "sarif",
        "OUTPUT": "a b",
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={**os.environ, **inputs, "RUNNER_TEMP": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    words = [
        "check",
        "--format",
        "sarif",
        "--output",
        "a b",
        "--exclude",
        "*",
        "$(touch",
        "no)",
        "`touch",
        "no`",
        "--",
    ]
    assert done.stdout.splitlines() == [f"<{word}>" for word in [*words, *named]]
    assert done.returncode == 1
    assert not (tmp_path / "no").exists()
