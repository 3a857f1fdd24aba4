"""Folders, configuration, settings and the scan, over the real protocol."""

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


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name in ("a.md", "b.txt", "sub/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The law on child pornography.\n")
    (tmp_path / "clean.md").write_text("The law on the protection of children.\n")
    (tmp_path / "broken.md").write_bytes(b"\x00\x01\x02\xff" * 100)
    return tmp_path


def test_the_workspace_scan_shows_what_isnt_open(start: Callable[..., Any], files: Path) -> None:
    client = start(capabilities={"window": {"workDoneProgress": True}}, folders={files.as_uri(): "rules"})
    opened = (files / "a.md").as_uri()
    client.open(opened, "Nothing here yet.")
    client.diagnostics(opened)
    done = client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})
    assert done == {
        "files": 5,
        "findings": 2,
        "errors": 2,
        "warnings": 0,
        "infos": 0,
        "unreadable": 1,
        "cancelled": False,
    }
    closed = [(files / name).as_uri() for name in ("b.txt", "sub/c.html")]
    assert all(len(client.diagnostics(uri, None)) == 1 for uri in closed)
    kinds = [it["value"]["kind"] for it in client.all("$/progress")]
    assert kinds[0] == "begin"
    assert kinds[-1] == "end"
    assert any("broken.md" in it["message"] for it in client.all("window/logMessage"))
    (files / "b.txt").unlink()
    seen = len(client.received)
    client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})
    assert client.diagnostics(closed[0], None, since=seen) == []
    left_out = {"luxterm": {"exclude": ["sub/", "broken.md"]}}
    client.notify("workspace/didChangeConfiguration", {"settings": left_out})
    done = client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})
    assert (done["files"], done["findings"]) == (2, 0), "what is left out isn't counted"
    client.notify("workspace/didChangeConfiguration", {"settings": {"luxterm": {}}})
    written = closed[1].replace("c.html", "%63.html")  # the same file, as another program writes it
    seen = len(client.received)
    client.open(written, "Clean.", "html")
    assert client.diagnostics(written) == []
    assert client.diagnostics(closed[1], None, since=seen) == []
    done = client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})
    assert done["findings"] == 0


def test_what_a_scan_showed_stays_true(start: Callable[..., Any], files: Path) -> None:
    client = start(folders={files.as_uri(): "rules"})

    def events(*changes: tuple[Path, int]) -> int:
        seen = len(client.received)
        told = [{"uri": path.as_uri(), "type": kind} for path, kind in changes]
        client.notify("workspace/didChangeWatchedFiles", {"changes": told})
        return seen

    made, changed, deleted = 1, 2, 3
    new, a, b, c = files / "new.md", files / "a.md", files / "b.txt", files / "sub" / "c.html"
    new.write_text("The law on child pornography.\n")
    events((new, made))  # nothing was scanned: nothing is read
    client.request("workspace/executeCommand", {"command": "luxterm.profiles"})
    assert not client.all("textDocument/publishDiagnostics")
    new.unlink()
    client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})
    assert len(client.diagnostics(a.as_uri(), None)) == 1

    # Opened, changed without saving, closed: what is on disk counts again
    seen = len(client.received)
    client.open(a.as_uri(), "Clean.")
    assert client.diagnostics(a.as_uri(), since=seen) == []
    seen = len(client.received)
    client.shut(a.as_uri())
    client.wait(
        lambda it: (
            it.get("method") == "textDocument/publishDiagnostics"
            and it["params"]["uri"] == a.as_uri()
            and len(it["params"]["diagnostics"]) == 1
        ),
        since=seen,
    )

    b.write_text("The law on child pornography, and more child pornography.\n")
    assert len(client.diagnostics(b.as_uri(), None, since=events((b, changed)))) == 2
    new.write_text("The law on child pornography.\n")
    assert len(client.diagnostics(new.as_uri(), None, since=events((new, made)))) == 1
    c.unlink()
    c.parent.rmdir()
    assert client.diagnostics(c.as_uri(), None, since=events((c.parent, deleted))) == []

    # A file that the scan leaves out isn't taken because it is new
    ignored = files / "node_modules" / "x.md"
    ignored.parent.mkdir()
    ignored.write_text("The law on child pornography.\n")
    (files / "z.md").write_text("The law on child pornography.\n")
    seen = events((ignored, made), (files / "z.md", made))
    assert len(client.diagnostics((files / "z.md").as_uri(), None, since=seen)) == 1
    shown = {it["uri"] for it in client.all("textDocument/publishDiagnostics")}
    assert ignored.as_uri() not in shown

    # A file that is ignored from now on, and one that isn't any more
    ignore, z = files / ".luxtermignore", files / "z.md"
    ignore.write_text("z.md\n")
    assert client.diagnostics(z.as_uri(), None, since=events((ignore, made))) == []
    ignore.write_text("")
    assert len(client.diagnostics(z.as_uri(), None, since=events((ignore, changed)))) == 1

    # A configuration that changes holds for what isn't open, too
    config = files / "luxterm.toml"
    put(config, "[severity]\nchild-pornography = 'off'\n")
    assert client.diagnostics(b.as_uri(), None, since=events((config, made))) == []


def test_how_findings_are_shown_and_where_none_is_looked_for(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    folders = {tmp_path.as_uri(): "rules"}
    for settings, wanted in (
        ({}, [1, 1]),
        ({"showAs": "hint"}, [4, 4]),
        ({"showAs": "warning", "severity": "error"}, [2, 2]),
        ({"showAs": "loud"}, [1, 1]),
        ({"enable": False}, []),
        ({"exclude": ["drafts/"]}, []),
        ({"exclude": ["other/", "*.txt"]}, [1, 1]),
    ):
        client = start(folders=folders, options={"settings": settings})
        uri = (tmp_path / "drafts" / "a.md").as_uri()
        client.open(uri, TEXT)
        assert [each["severity"] for each in client.diagnostics(uri)] == wanted
        assert len(client.all("window/showMessage")) == (settings.get("showAs") == "loud")


@pytest.mark.parametrize(
    ("settings", "checked"),
    [({}, True), ({"enable": False}, False), ({"exclude": ["*.md"]}, False), ({"maxFileSize": 1e-5}, False)],
)
def test_the_status_says_whether_a_document_is_checked(
    start: Callable[..., Any], tmp_path: Path, settings: dict[str, Any], checked: bool
) -> None:
    client = start(folders={tmp_path.as_uri(): ""}, options={"status": True, "settings": settings})
    client.open((tmp_path / "a.md").as_uri(), TEXT)
    assert client.notification("luxterm/status")["checked"] is checked


def test_only_who_asks_gets_the_status(start: Callable[..., Any]) -> None:
    silent = {"prompts": True, "status": False}
    for options, wanted in ((None, 0), ({"status": True}, 1), ({"prompts": True}, 1), (silent, 0)):
        client = start(options=options)
        client.open(URI, TEXT)
        client.diagnostics(URI)
        client.request("workspace/executeCommand", {"command": "luxterm.profiles"})
        assert len(client.all("luxterm/status")) == wanted


def test_a_closed_document_is_cleared_in_the_workspace_report(start: Callable[..., Any]) -> None:
    client = start(capabilities={"textDocument": {"diagnostic": {}}})
    client.open(URI, TEXT)
    assert client.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})["items"]
    client.shut(URI)
    (report,) = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert (report["uri"], report["kind"], report["items"]) == (URI, "full", [])
    known = [{"uri": URI, "value": report["resultId"]}]
    (report,) = client.request("workspace/diagnostic", {"previousResultIds": known})["items"]
    assert report["kind"] == "unchanged"
    # The client knows now: it is told to forget that, too, and then nothing any more
    (report,) = client.request("workspace/diagnostic", {"previousResultIds": known})["items"]
    assert report == {"uri": URI, "version": None, "kind": "full", "items": []}
    assert client.request("workspace/diagnostic", {"previousResultIds": []})["items"] == []
    client.open(URI, TEXT)
    client.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})
    (report,) = client.request("workspace/diagnostic", {"previousResultIds": known})["items"]
    assert len(report["items"]) == 2


def test_a_client_that_pulls_gets_the_scan_in_its_workspace_report(
    start: Callable[..., Any], files: Path
) -> None:
    pull = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
    client = start(capabilities=pull, folders={files.as_uri(): "rules"})
    client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace", "workDoneToken": "t"})
    client.wait(lambda it: it.get("method") == "workspace/diagnostic/refresh")
    report = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert sorted((it["uri"], len(it["items"])) for it in report) == [
        ((files / name).as_uri(), 1) for name in ("a.md", "b.txt", "sub/c.html")
    ]
    known = [{"uri": it["uri"], "value": it["resultId"]} for it in report]
    report = client.request("workspace/diagnostic", {"previousResultIds": known})["items"]
    assert {it["kind"] for it in report} == {"unchanged"}
    assert {it["token"] for it in client.all("$/progress")} == {"t"}


@pytest.mark.parametrize("way", ["progress", "request"])
def test_the_scan_can_be_cancelled(start: Callable[..., Any], tmp_path: Path, way: str) -> None:
    for number in range(400):
        (tmp_path / f"{number}.md").write_text(TEXT * 40)
    client = start(capabilities={"window": {"workDoneProgress": True}}, folders={tmp_path.as_uri(): "rules"})
    number = client.ask("workspace/executeCommand", {"command": "luxterm.checkWorkspace"})
    token = client.notification("$/progress")["token"]
    if way == "progress":
        client.notify("window/workDoneProgress/cancel", {"token": token})
        done = client.answer(number)
        assert done["cancelled"]
        assert done["files"] < 400
    else:
        client.notify("$/cancelRequest", {"id": number})
        with pytest.raises(ServerError) as error:
            client.answer(number)
        assert error.value.code == -32800
    assert client.wait(lambda it: it.get("method") == "$/progress" and it["params"]["value"]["kind"] == "end")
    client.open(URI, TEXT)
    assert len(client.diagnostics(URI)) == 2


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
