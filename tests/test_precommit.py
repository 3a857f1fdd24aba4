"""The hooks, with the real pre-commit: a commit that is stopped, fixed, and passes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pre_commit")
pytestmark = [pytest.mark.slow(40), pytest.mark.needs("git")]

ROOT = Path(__file__).parent.parent
BAD = "# Policy\n\nThe State shall prohibit child pornography in law.\n"
GOOD = "# Policy\n\nThe State shall prohibit child sexual abuse material in law.\n"
TITLE = "We cite the Optional Protocol on the sale of children, child prostitution and child pornography.\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Neither git's nor pre-commit's settings and caches of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("pre-commit")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return clean | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A drafter",
        "GIT_AUTHOR_EMAIL": "drafter@example.org",
        "GIT_COMMITTER_NAME": "A drafter",
        "GIT_COMMITTER_EMAIL": "drafter@example.org",
        "HOME": str(folder),
        "LUXTERM_CACHE": str(folder / "luxterm"),
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
        "PYTHONPATH": "",
    }


def commands(folder: Path, environment: dict[str, str]) -> Run:
    """run("git", "add", "."), run("pre-commit", "install"): what it did, its two streams as one."""

    def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        first = ["git"] if program == "git" else [sys.executable, "-m", "pre_commit"]
        return subprocess.run(
            [*first, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def luxterm(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> tuple[Path, str]:
    """The working tree, with what isn't committed yet, as a git repository, and its revision."""
    folder = tmp_path_factory.mktemp("repository") / "luxterm"
    leave = shutil.ignore_patterns(".*cache", ".git", ".venv*", "__pycache__", "node_modules", ".hypothesis")
    shutil.copytree(ROOT, folder, ignore=leave)
    git = commands(folder, environment)
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "as it is now"]):
        done = git("git", *arguments)
        assert done.returncode == 0, done.stdout
    return folder, git("git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """An empty git repository, in which somebody is drafting."""
    run = commands(tmp_path, environment)
    assert run("git", "init", "-q").returncode == 0
    return run


def test_a_commit_is_stopped_put_right_and_passes(
    run: Run, tmp_path: Path, luxterm: tuple[Path, str]
) -> None:
    repository, revision = luxterm
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {repository}\n    rev: {revision}\n    hooks:\n"
        "      - id: luxterm\n      - id: luxterm-fix\n        stages: [manual]\n"
    )
    installed = run("pre-commit", "install")
    assert installed.returncode == 0, installed.stdout
    policy = tmp_path / "policy.md"
    policy.write_text(BAD)
    (tmp_path / "titles.md").write_text(TITLE)
    (tmp_path / "data.json").write_text('{"label": "child pornography"}\n')
    run("git", "add", ".")

    stopped = run("git", "commit", "-m", "A policy")
    assert stopped.returncode != 0
    assert "policy.md:3:26: error: Avoid “child pornography”" in stopped.stdout
    assert "titles.md" not in stopped.stdout
    assert "data.json" not in stopped.stdout
    assert policy.read_text() == BAD

    fixed = run("pre-commit", "run", "luxterm-fix", "--hook-stage", "manual", "--all-files")
    assert "files were modified by this hook" in fixed.stdout
    assert policy.read_text() == GOOD

    run("git", "add", ".")
    passed = run("git", "commit", "-m", "A policy")
    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout
    assert run("git", "show", "HEAD:policy.md").stdout == GOOD


@pytest.mark.skipif(sys.platform == "win32", reason="names that there can't be")
def test_names_of_files_never_become_options(run: Run, tmp_path: Path, luxterm: tuple[Path, str]) -> None:
    repository, revision = luxterm
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {repository}\n    rev: {revision}\n    hooks:\n"
        "      - id: luxterm\n      - id: luxterm\n        alias: own\n        args: [--fail-on, warning]\n"
    )
    odd = ("--exclude=*.md", "--output=x.md", "-h.md", "-notes.md", "a b.md", 'it\'s "quoted".md')
    for name in odd:
        (tmp_path / name).write_text(BAD)
    run("git", "add", ".")

    checked, refused = (run("pre-commit", "run", hook) for hook in ("luxterm", "own"))
    for name in odd:
        assert f"{name}:3:26: error: Avoid “child pornography”" in checked.stdout
    assert refused.returncode == 1
    assert "“--exclude=*.md” begins like an option" in refused.stdout
    assert "error: Avoid" not in refused.stdout


@pytest.mark.exhaustive  # it installs luxterm once more
def test_try_repo(run: Run, tmp_path: Path, luxterm: tuple[Path, str]) -> None:
    """What somebody does who only wants to try it, without any configuration."""
    (tmp_path / "policy.md").write_text(BAD)
    (tmp_path / "lost.md").touch()
    run("git", "add", ".")
    tried = run("pre-commit", "try-repo", str(luxterm[0]), "luxterm", "--files", "policy.md", "lost.md")
    assert tried.returncode == 1, tried.stdout
    assert "policy.md:3:26: error: Avoid “child pornography”" in tried.stdout
    assert "lost.md: cannot be read: it is empty" in tried.stdout
