"""The scan of a workspace and what is shown of it, over the real protocol."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.lsp import TEXT, URI, ServerError, put

pytestmark = pytest.mark.slow


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
