"""The server in a folder that nobody has trusted yet, and one with files that aren't."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.lsp import Client

DESK = Path(__file__).parent / "data" / "desk"
TEXT = "The report desk answers. The State shall prohibit child pornography.\n"
Start = Callable[..., Client]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose configuration names a lexicon of its own, and a word that only that has."""
    shutil.copytree(DESK, tmp_path / "house")
    (tmp_path / "luxterm.toml").write_text(
        'lexicon = ["house"]\nprofile = "uk"\n[severity]\nreport-desk = "error"\n'
    )
    (tmp_path / "a.md").write_text(TEXT)
    return tmp_path


def codes(client: Client, path: Path) -> list[str]:
    client.open(path.as_uri(), path.read_text())
    return [each["code"] for each in client.diagnostics(path.as_uri(), timeout=60)]


def warnings(client: Client) -> list[str]:
    return [each["message"] for each in client.all("window/showMessage")]


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
@pytest.mark.parametrize("trusted", [True, None, False])
def test_restricted_mode(folder: Path, start: Start, trusted: bool | None) -> None:
    """Its lexicon isn't loaded, which is said once; everything else that it says applies."""
    options = {"prompts": True} if trusted is None else {"prompts": True, "trusted": trusted}
    client = start(folders={folder.as_uri(): "f"}, options=options)
    (folder / "b.md").write_text(TEXT)
    restricted = trusted is False
    wanted = ["child-pornography"] if restricted else ["report-desk", "child-pornography"]
    assert codes(client, folder / "a.md") == codes(client, folder / "b.md") == wanted
    told = [each for each in warnings(client) if "Restricted Mode" in each]
    assert told == (
        [
            "luxterm: luxterm.toml: the lexicon that it names is not loaded in Restricted Mode: "
            "trust the folder to use it"
        ]
        if restricted
        else []
    )
    assert client.all("luxterm/status")[-1]["profile"] == "uk"


def test_restricted_mode_looks_at_no_file_of_the_lexicon(folder: Path, start: Start) -> None:
    (folder / "house" / "concepts" / "desk.toml").write_text("not toml")
    client = start(folders={folder.as_uri(): "f"}, options={"trusted": False})
    assert codes(client, folder / "a.md") == ["child-pornography"]
    assert len(warnings(client)) == 1


@pytest.mark.once
@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
@pytest.mark.parametrize(
    "name", ["luxterm.toml", "pyproject.toml", ".gitignore", "base.json", "base.toml", "terms/titles/en.toml"]
)
def test_a_pipe_holds_nobody_up(tmp_path: Path, start: Start, name: str) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(tmp_path / name)
    said = {"base.json": "baseline = 'base.json'", "base.toml": "extend = 'base.toml'"}.get(name)
    said = "lexicon = ['terms']" if name.startswith("terms") else said
    if said:
        (tmp_path / "luxterm.toml").write_text(f"{said}\n")
    client = start(folders={tmp_path.as_uri(): "f"})
    assert codes(client, tmp_path / "a.md") == ["child-pornography"]
    command = {"command": "luxterm.checkWorkspace"}
    assert client.request("workspace/executeCommand", command, timeout=60) is not None
    log = warnings(client) + [each["message"] for each in client.all("window/logMessage")]
    assert any("it is a pipe, not a file" in each for each in log) or name == "pyproject.toml"


@pytest.mark.parametrize("where", ["luxterm.toml", ".gitignore"])
def test_patterns_without_end(tmp_path: Path, start: Start, where: str) -> None:
    (tmp_path / f"{'a' * 200}.md").write_text(TEXT)
    pattern = "*a*a*a*a*a*a*b"
    (tmp_path / where).write_text(f"{pattern}\n" if where == ".gitignore" else f'exclude = ["{pattern}"]\n')
    client = start(folders={tmp_path.as_uri(): "f"})
    assert codes(client, tmp_path / f"{'a' * 200}.md") == ["child-pornography"]
    command = {"command": "luxterm.checkWorkspace"}
    assert client.request("workspace/executeCommand", command, timeout=60)["findings"] == 1


def test_finding_files_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is checked, and the log says what is missing."""
    from luxterm.editing import workspace

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").write_text(TEXT)
    monkeypatch.setattr(workspace, "_PATIENCE", 2)
    now = iter(range(1000))
    monkeypatch.setattr("luxterm.system.walk.time.monotonic", lambda: float(next(now)))
    problems: list[Any] = []
    made = workspace.Workspace()
    made.folders = [str(tmp_path)]
    assert made.files(str(tmp_path), lambda *it: problems.append(it)) == [str(tmp_path / "b" / "x.md")]
    [(path, message)] = problems
    assert path == str(tmp_path / "a")
    assert message.startswith("finding files took longer than 2 s")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_linked_ignore_file_is_logged_once(tmp_path: Path, start: Start) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / ".gitignore").symlink_to("rules")
    client = start(folders={tmp_path.as_uri(): "f"})
    command = {"command": "luxterm.checkWorkspace"}
    for _ in range(2):
        done = client.request("workspace/executeCommand", command, timeout=60)
        assert (done["findings"], done["unreadable"]) == (1, 0)
    log = [each["message"] for each in client.all("window/logMessage")]
    assert len([each for each in log if "its patterns are not used" in each]) == 1
    assert warnings(client) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link_that_is_not_followed(tmp_path: Path, dangling: bool) -> None:
    from luxterm.editing import config_edit, workspace, writing

    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for each in (inside / ".git", outside):
        each.mkdir(parents=True)
    if not dangling:
        (outside / "other.toml").write_text("")
    (inside / "luxterm.toml").symlink_to(outside / "other.toml")
    made = workspace.Workspace()
    made.folders = [str(inside)]
    with pytest.raises(config_edit.ConfigEditError, match="was not changed: it is a link"):
        writing.config_for(made, str(inside / "a.md"), str(inside))
    with suppress(config_edit.ConfigEditError):
        config_edit.change(str(inside / "luxterm.toml"), lambda table: None, {"lang": "en"})
    assert (outside / "other.toml").exists() is not dangling
