"""Folders, configuration and settings, over the real protocol."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luxterm.config.find import find
from luxterm.editing.workspace import Workspace
from luxterm.scan.baseline import Baseline
from luxterm.scan.baseline import write as write_baseline
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from tests.lsp import TEXT, URI, Client, ServerError, put

pytestmark = pytest.mark.slow
WATCHES = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}


def test_no_configuration_is_nothing_to_speak_of(start: Callable[..., Any], tmp_path: Path) -> None:
    client = start(folders={tmp_path.as_uri(): "rules"})
    client.open(URI, TEXT)
    client.diagnostics(URI)
    assert client.all("window/showMessage") == client.all("window/logMessage") == []


def test_each_folder_has_its_own_configuration_and_it_is_reloaded(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    folders: dict[str, str] = {}
    for name, severity in (("one", "off"), ("two", "warning")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "luxterm.toml").write_text(f"[severity]\nchild-pornography = '{severity}'\n")
        folders[(tmp_path / name).as_uri()] = name
    client = start(capabilities=WATCHES, folders=folders, options={"status": True})
    registered = client.wait(lambda it: it.get("method") == "client/registerCapability").message["params"]
    watchers = registered["registrations"][0]["registerOptions"]["watchers"]
    assert {"globPattern": "**/*.toml"} in watchers
    (kinds,) = (each["globPattern"] for each in watchers if each["globPattern"].startswith("**/*.{"))
    assert {"md", "markdown", "MD", "Rmd"} <= set(kinds.removeprefix("**/*.{").removesuffix("}").split(","))
    one, two = ((tmp_path / name / "a.md").as_uri() for name in ("one", "two"))
    client.open(one, TEXT)
    client.open(two, TEXT)
    assert client.diagnostics(one) == []
    assert [it["severity"] for it in client.diagnostics(two)] == [2, 2]
    seen = len(client.received)
    config = tmp_path / "one" / "luxterm.toml"
    put(config, "[severity]\nchild-pornography = 'info'\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 2}]})
    assert [it["severity"] for it in client.diagnostics(one, since=seen)] == [3, 3]
    status = client.wait(lambda it: it.get("method") == "luxterm/status" and it["params"]["infos"] == 2)
    wanted = {"uri": one, "config": str(config), "profile": "un", "lang": "en", "errors": 0, "warnings": 0}
    assert status.message["params"] == {**wanted, "infos": 2, "checked": True}


def test_folders_come_and_go(start: Callable[..., Any], tmp_path: Path) -> None:
    uri = (tmp_path / "a.md").as_uri()
    client = start(options={"settings": {"severity": "error"}})
    client.open(uri, "The sex tourist.\n" + TEXT)
    before = len(client.diagnostics(uri))
    (tmp_path / "luxterm.toml").write_text("[severity]\nchild-pornography = 'off'\n")
    seen = len(client.received)
    change = {"added": [{"uri": tmp_path.as_uri(), "name": "new"}], "removed": []}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": change})
    assert len(client.diagnostics(uri, since=seen)) == before - 2


def test_what_a_scan_showed_in_a_folder_goes_with_it(start: Callable[..., Any], tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("stays", "goes")]
    for folder in folders:
        folder.mkdir()
        (folder / "policy.md").write_text(TEXT, encoding="utf-8")
    client = start(folders={folder.as_uri(): folder.name for folder in folders})
    client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})
    stays, goes = [(folder / "policy.md").as_uri() for folder in folders]
    assert client.diagnostics(goes, None)
    before = len(client.received)
    removed = {"added": [], "removed": [{"uri": folders[1].as_uri(), "name": "goes"}]}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": removed})
    client.diagnostics(stays, None, since=before)
    client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})  # after the rest
    published = [it.message["params"] for it in client.received[before:] if "method" in it.message]
    assert not any(it["diagnostics"] for it in published if it.get("uri") == goes)


def test_a_broken_configuration_is_said_once_and_the_last_good_one_holds(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    config = tmp_path / "luxterm.toml"
    config.write_text("[severity]\nchild-pornography = 'off'\n")
    client = start(folders={tmp_path.as_uri(): "rules"})  # which can't watch files
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, TEXT)
    assert client.diagnostics(uri) == []
    for content, wanted in (
        ("profile = \n", "not valid TOML"),
        ("\nprofile = = 1\n", "line 2"),
        ("profil = 'uk'\n", "did you mean profile?"),
        ("\nprofile = = 1\n", "line 2"),
    ):
        seen = len(client.received)
        put(config, content)
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert wanted in client.notification("window/showMessage", since=seen)["message"]
    messages = [it["message"] for it in client.all("window/showMessage")]
    assert len(messages) == 4, "each time it broke, once"
    client.change(uri, TEXT + " ", 2)
    assert client.diagnostics(uri, 2) == []
    seen = len(client.received)
    put(config, "")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert len(client.diagnostics(uri, 2, since=seen)) == 2
    assert client.diagnostics(config.as_uri(), None, since=seen) == []
    own = [
        it["diagnostics"]
        for it in client.all("textDocument/publishDiagnostics")
        if it["uri"] == config.as_uri()
    ]
    assert [shown[0]["range"]["start"]["line"] for shown in own if shown] == [0, 1, 0, 1]


def test_settings_of_the_editor_hold_where_there_is_no_file(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    answer: list[Any] = [{"severity": "error"}]
    client = Client.start()
    client.answers["workspace/configuration"] = lambda params: answer * len(params["items"])
    client.initialize(
        {"workspace": {"configuration": True}}, {tmp_path.as_uri(): "rules"}, options={"status": True}
    )
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, "She works with each youth.\n" + TEXT)
    client.wait(lambda it: it.get("method") == "luxterm/status" and it["params"]["errors"] == 2)
    answer[:] = [{"severity": "loud", "profile": "mars", "maxFileSize": "big"}]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.wait(
        lambda it: it.get("method") == "window/showMessage" and "no profile 'mars'" in str(it["params"])
    )
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.request("workspace/executeCommand", {"command": "luxterm.profiles"})
    messages = [it["message"] for it in client.all("window/showMessage")]
    assert len(messages) == 3, messages
    answer[:] = [{"profile": "uk"}]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.wait(lambda it: it.get("method") == "luxterm/status" and it["params"]["profile"] == "uk")
    put(tmp_path / "luxterm.toml", "profile = 'eu'\n")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    client.wait(lambda it: it.get("method") == "luxterm/status" and it["params"]["profile"] == "eu")
    assert client.close() == 0


def test_without_a_folder_no_file_is_made(start: Callable[..., Any], tmp_path: Path) -> None:
    client = start(tmp_path)
    command = {"command": "luxterm.setProfile", "arguments": [{"uri": "untitled:One", "profile": "uk"}]}
    assert client.request("workspace/executeCommand", command) is None
    assert "open one" in client.notification("window/showMessage")["message"]
    assert list(tmp_path.iterdir()) == []


def test_profiles_are_listed_and_set(start: Callable[..., Any], tmp_path: Path) -> None:
    client = start(folders={tmp_path.as_uri(): "rules"})
    argument = {"uri": tmp_path.as_uri()}

    def command(name: str, **more: Any) -> Any:
        return client.request(
            "workspace/executeCommand", {"command": name, "arguments": [{**argument, **more}]}
        )

    listed = command("luxterm.profiles")
    assert (listed["current"], listed["source"]) == ("un", "default")
    assert {"un", "uk"} <= {it["name"] for it in listed["profiles"]}
    assert command("luxterm.setProfile", profile="uk") == {"path": str(tmp_path / "luxterm.toml")}
    listed = command("luxterm.profiles")
    assert (listed["current"], listed["source"]) == ("uk", str(tmp_path / "luxterm.toml"))
    with pytest.raises(ServerError, match="no profile 'mars'"):
        command("luxterm.setProfile", profile="mars")


def test_what_the_settings_say_is_told_beside_the_profile(
    start: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is set, and paths as the server reads them: a report is made with it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for settings, source, expected in (
        ({"lang": "en", "lexicon": []}, "default", {"lang": "en"}),
        ({"profile": "uk", "lexicon": ["~/terms"]}, "setting", {"profile": "uk", "lexicon": ["~/terms"]}),
    ):
        (tmp_path / "terms").mkdir(exist_ok=True)
        client = start(folders={tmp_path.as_uri(): "rules"}, options={"settings": settings})
        told = client.request("workspace/executeCommand", {"command": "luxterm.profiles"})
        expanded = json.dumps(expected).replace("~", tmp_path.as_posix())
        assert (told["source"], told["settings"]) == (source, json.loads(expanded))


def test_a_profile_of_the_house_is_listed_and_set(start: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "words" / "profiles").mkdir(parents=True)
    (tmp_path / "words" / "profiles" / "house.toml").write_text(
        'name.en = "The house"\ndescription.en = "Our own choice."\n'
    )
    (tmp_path / "luxterm.toml").write_text('lexicon = ["words"]\n')
    client = start(folders={tmp_path.as_uri(): "rules"})

    def command(name: str, **more: Any) -> Any:
        argument = {"uri": (tmp_path / "a.md").as_uri(), **more}
        return client.request("workspace/executeCommand", {"command": name, "arguments": [argument]})

    assert "house" in {each["name"] for each in command("luxterm.profiles")["profiles"]}
    command("luxterm.setProfile", profile="house")
    assert command("luxterm.profiles")["current"] == "house"


def test_a_pattern_that_cannot_be_used_is_said_and_affects_nothing_else(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    settings = {"exclude": [f"{'a' * 2_000}*"]}
    client = start(folders={tmp_path.as_uri(): "rules"}, options={"settings": settings})
    client.open(URI, TEXT)
    assert len(client.diagnostics(URI)) == 2
    said = client.wait(lambda it: it.get("method") == "window/showMessage").message["params"]["message"]
    assert said.startswith("luxterm: luxterm.exclude: the pattern ")


def test_a_baseline_that_changes_holds_when_a_document_is_saved(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    """No client watches it, whatever it can."""
    path, baseline = tmp_path / "a.md", tmp_path / "known.json"
    path.write_text(TEXT)
    baseline.write_text('{"version": 1, "findings": {')  # broken at first
    (tmp_path / "luxterm.toml").write_text('baseline = "known.json"\n')
    client = start(folders={tmp_path.as_uri(): "rules"}, capabilities=WATCHES)
    client.open(path.as_uri(), TEXT)
    assert len(client.diagnostics(path.as_uri())) == 2
    entries = scan_file(Job(str(path), Options(record=True))).entries
    write_baseline(Baseline(str(baseline)).updated({str(path): entries}))
    client.notify("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    assert client.wait(lambda it: it.get("params", {}).get("diagnostics") == [])


def test_a_configuration_above_the_folders_is_looked_at_when_a_document_is_saved(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    """A client watches its folders, and nothing above them."""
    folder, config = tmp_path / "docs", tmp_path / "luxterm.toml"
    folder.mkdir()
    config.write_text("[severity]\nchild-pornography = 'warning'\n")
    client = start(folders={folder.as_uri(): "docs"}, capabilities=WATCHES)
    uri = (folder / "a.md").as_uri()
    client.open(uri, TEXT)
    assert [it["severity"] for it in client.diagnostics(uri)] == [2, 2]
    put(config, "[severity]\nchild-pornography = 'off'\n")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert client.wait(lambda it: it.get("params", {}).get("diagnostics") == [])


@pytest.mark.parametrize("mended", [False, True])
def test_a_file_that_a_configuration_builds_on_is_looked_at_when_a_document_is_saved(
    start: Callable[..., Any], tmp_path: Path, mended: bool
) -> None:
    """It may stand outside the client's folders, and be wrong at first."""
    folder, base = tmp_path / "docs", tmp_path / "house.toml"
    folder.mkdir()
    (folder / "luxterm.toml").write_text("extend = '../house.toml'\n")
    base.write_text("profle = 'un'\n" if mended else "[severity]\nchild-pornography = 'warning'\n")
    client = start(folders={folder.as_uri(): "docs"}, capabilities=WATCHES)
    uri = (folder / "a.md").as_uri()
    client.open(uri, TEXT)
    assert [it["severity"] for it in client.diagnostics(uri)] == ([1, 1] if mended else [2, 2])
    put(base, "[severity]\nchild-pornography = 'off'\n")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert client.wait(lambda it: it.get("params", {}).get("diagnostics") == [])


def test_a_lexicon_outside_the_folders_is_looked_at(tmp_path: Path) -> None:
    folder, own = tmp_path / "docs", tmp_path / "own" / "titles"
    folder.mkdir()
    own.mkdir(parents=True)
    title = "[[titles]]\ntitle = 'On Odd Words'\nkind = 'instrument'\nverified = false\n"
    (own / "en.toml").write_text(title)
    (folder / "luxterm.toml").write_text("lexicon = ['../own']\n")
    workspace = Workspace()
    workspace.folders = [str(folder)]
    workspace.place(str(folder / "a.md"))
    assert (workspace.unwatched, workspace.moved()) == (True, False)
    put(own / "fr.toml", "")
    assert workspace.moved()
    workspace.reload()
    assert not workspace.moved()
    shutil.rmtree(own.parent)
    assert workspace.moved()


def test_problems_are_whole_while_the_configuration_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event loop looks at them whenever it likes: one that seemed mended would be reported again."""
    named = {tmp_path / "a": "profle = 'un'\n", tmp_path / "b": "baseline = 'none.json'\n"}
    for folder, config in named.items():
        folder.mkdir()
        (folder / "luxterm.toml").write_text(config)
    workspace = Workspace()
    workspace.folders = [str(folder) for folder in named]
    workspace.reload()
    before = workspace.problems, workspace.unwatched
    assert [Path(each.path).parent.name for each in workspace.problems] == ["a", "b"]
    meanwhile: list[object] = []

    def seen(path: str) -> str | None:
        meanwhile.append((workspace.problems, workspace.unwatched))
        return find(path)

    monkeypatch.setattr("luxterm.editing.workspace.find", seen)
    workspace.reload()
    assert set(meanwhile) == {before} == {(workspace.problems, workspace.unwatched)}


def test_a_configuration_that_is_written_twice_in_a_moment_has_changed(tmp_path: Path) -> None:
    """File systems count time in steps: two states of a file may have the same one."""
    config = tmp_path / "luxterm.toml"
    config.write_text("profile = 'uk'\n")
    workspace = Workspace()
    workspace.place(str(tmp_path / "a.md"))
    assert not workspace.moved()
    moment = config.stat().st_mtime_ns
    put(config, "profile = 'eu'\n")
    os.utime(config, ns=(moment, moment))
    assert workspace.moved()
