"""A repository with a configuration that names something outside of it, and a user who may trust it."""

import json
from pathlib import Path

import pytest

from luxterm.cli.main import main
from tests.texts import BAD

EMPTY = '{"version": 1, "findings": {}}'


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own configuration file, which doesn't exist yet."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("APPDATA", str(home))
    monkeypatch.setattr("luxterm.system.config_folder.sys.platform", "linux")
    (home / "luxterm").mkdir()
    return home / "luxterm" / "luxterm.toml"


@pytest.fixture
def here(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document, the current folder, beside something that isn't in it."""
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "a.md").write_text(BAD)
    (tmp_path / "outside" / "terms" / "titles").mkdir(parents=True)
    (tmp_path / "outside" / "terms" / "titles" / "en.toml").write_text("titles = []\n")
    (tmp_path / "outside" / "base.json").write_text(EMPTY)
    (tmp_path / "outside" / "shared.toml").write_text('fail-on = "never"\n')
    monkeypatch.chdir(tmp_path / "repository")
    return tmp_path / "repository"


SAID = {
    "extend": ("extend = {}", "shared.toml"),
    "baseline": ("baseline = {}", "base.json"),
    "lexicon": ("lexicon = [{}]", "terms"),
}
"""For each key that names a file: how, and one that is outside of the repository."""


def configured(here: Path, key: str, value: str, name: str = "luxterm.toml") -> Path:
    line = SAID[key][0].format(json.dumps(value))
    text = f"[tool.luxterm]\nprofile = 'un'\n{line}\n" if name == "pyproject.toml" else f"# ours\n\n{line}\n"
    (here / name).write_text(text)
    return here / name


def says(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    status = main(["check", *args])
    return status, capsys.readouterr().err
