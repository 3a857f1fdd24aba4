"""What the language server shows for a document, over the real protocol."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.lsp import DATA, EDITOR, RESOLVE, TEXT, URI, Client, applied, around, merged


def test_a_diagnostic_has_all_that_an_editor_shows(start: Callable[..., Any]) -> None:
    client = start(capabilities=DATA)
    client.open(URI, TEXT)
    first, second = client.diagnostics(URI)
    assert first["range"] == around(TEXT, "child pornography")
    assert first["source"] == "luxterm"
    assert first["code"] == second["code"] == "child-pornography"
    assert first["severity"] == 1
    assert "child sexual abuse material" in first["message"]
    assert first["data"]["version"] == 1
    edits = first["data"]["fixes"][0]["edits"]
    assert applied(TEXT, edits) == TEXT.replace("child pornography", "child sexual abuse material", 1)
    link = first["codeDescription"]["href"]
    assert link.startswith("file:")
    assert link.endswith("child-sexual-abuse-material.md#child-pornography")


def test_what_has_not_moved_is_of_the_newest_version(start: Callable[..., Any]) -> None:
    client = start(capabilities=DATA)
    client.open(URI, f"{TEXT}\n\nAn end.\n\n{TEXT}")
    before = client.diagnostics(URI)
    client.change(URI, f"{TEXT}\n\nThe end.\n\n{TEXT}", 2)
    after = client.diagnostics(URI, 2)
    assert [each["data"].pop("version") for each in before] == [1] * 4
    assert [each["data"].pop("version") for each in after] == [2] * 4
    assert after == before


def test_a_client_gets_only_what_it_knows(start: Callable[..., Any]) -> None:
    client = start()
    client.open(URI, TEXT)
    assert set(client.diagnostics(URI)[0]) == {"range", "severity", "code", "source", "message"}


@pytest.mark.slow
@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 7), ("utf-16", 5), ("utf-32", 4)])
def test_columns_are_in_the_negotiated_unit(start: Callable[..., Any], encoding: str, column: int) -> None:
    client = start(capabilities={"general": {"positionEncodings": [encoding]}})
    text = "\f𝔸\u2028 child pornography"
    client.open(URI, text, "plaintext")
    place = client.diagnostics(URI)[0]["range"]
    before = text.index("child")
    assert place["start"]["character"] == {"utf-8": 9, "utf-16": 5, "utf-32": 4}[encoding]
    assert before == 4
    assert place["end"]["character"] - place["start"]["character"] == len("child pornography")


def test_the_newest_version_is_published_and_none_after_a_newer(start: Callable[..., Any]) -> None:
    client = start()
    client.open(URI, "Clean.")
    for version in range(2, 60):
        client.change(URI, TEXT if version % 2 else "Clean.", version)
    assert len(client.diagnostics(URI, 59)) == 2
    versions = [it["version"] for it in client.all("textDocument/publishDiagnostics")]
    assert versions == sorted(versions)
    for it in client.all("textDocument/publishDiagnostics"):
        assert len(it["diagnostics"]) == (2 if it["version"] % 2 and it["version"] > 1 else 0)


def test_closing_clears(start: Callable[..., Any]) -> None:
    client = start()
    client.open(URI, TEXT)
    assert client.diagnostics(URI)
    client.shut(URI)
    assert client.diagnostics(URI, None) == []


def test_parts_of_a_text_may_be_sent(start: Callable[..., Any]) -> None:
    client = start()
    client.open(URI, "a\u2028b\fc 𝔸 d\r\ne", "plaintext")
    line = {"line": 0, "character": 9}
    changes = [
        {"range": {"start": line, "end": line}, "text": "child pornography "},
        {"range": {"start": {"line": 1, "character": 0}, "end": {"line": 9, "character": 9}}, "text": "x"},
    ]
    client.notify(
        "textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": changes}
    )
    assert client.diagnostics(URI, 2)[0]["range"]["start"] == line


def test_pull_diagnostics_with_result_ids(start: Callable[..., Any]) -> None:
    client = start(capabilities={"textDocument": {"diagnostic": {}}})
    client.open(URI, TEXT)
    asked = {"textDocument": {"uri": URI}}
    first = client.request("textDocument/diagnostic", asked)
    assert first["kind"] == "full"
    assert len(first["items"]) == 2
    again = client.request("textDocument/diagnostic", {**asked, "previousResultId": first["resultId"]})
    assert again == {"kind": "unchanged", "resultId": first["resultId"]}
    client.change(URI, "Clean.", 2)
    new = client.request("textDocument/diagnostic", {**asked, "previousResultId": first["resultId"]})
    assert new["kind"] == "full"
    assert new["items"] == []
    assert client.all("textDocument/publishDiagnostics") == []
    known = [{"uri": URI, "value": new["resultId"]}, {"uri": "file:///gone.md", "value": "1"}]
    report = client.request("workspace/diagnostic", {"previousResultIds": known})["items"]
    assert [(it["uri"], it["kind"]) for it in report] == [(URI, "unchanged"), ("file:///gone.md", "full")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("uri", "language", "text", "found"),
    [
        ("untitled:Untitled-1", "markdown", "`child pornography`\n\nchild pornography", 1),
        ("untitled:Untitled-1", "html", "<p title='x'>child <b>pornography</b></p>", 1),
        ("file:///a/b.rst", "plaintext", "``child pornography``\n\nchild pornography", 1),
        ("file:///a/b", "restructuredtext", "``child pornography``\n\nchild pornography", 1),
        ("file:///a/b.unknown", "unknown", "child pornography", 1),
    ],
)
def test_what_a_document_is_read_as(
    start: Callable[..., Any], uri: str, language: str, text: str, found: int
) -> None:
    client = start()
    client.open(uri, text, language)
    assert len(client.diagnostics(uri)) == found


def test_excluded_documents_and_baselines_are_as_on_the_command_line(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    from luxterm.cli.main import main

    (tmp_path / "a.md").write_text(TEXT)
    baseline = tmp_path / "known.json"
    assert (
        main(["check", str(tmp_path / "a.md"), "--write-baseline", str(baseline), "--output", "/dev/null"])
        == 0
    )
    (tmp_path / "luxterm.toml").write_text("exclude = ['old/']\nbaseline = 'known.json'\n")
    client = start(folders={tmp_path.as_uri(): "rules"})
    known, old, new = ((tmp_path / name).as_uri() for name in ("a.md", "old/a.md", "b.md"))
    for uri in (known, old, new):
        client.open(uri, TEXT)
    assert [len(client.diagnostics(uri)) for uri in (known, old, new)] == [0, 0, 2]


def test_a_document_that_is_too_large_says_so(start: Callable[..., Any]) -> None:
    client = start(options={"settings": {"maxFileSize": 0.001}})
    client.open(URI, TEXT * 100)
    (only,) = client.diagnostics(URI)
    assert only["severity"] == 3
    assert "luxterm.maxFileSize" in only["message"]
    client.change(URI, TEXT, 2)
    assert len(client.diagnostics(URI, 2)) == 2


def test_capabilities_are_what_they_are(start: Callable[..., Any], snapshot: Any) -> None:
    client = Client.start()
    offered = client.initialize(merged(EDITOR, {"textDocument": {"codeAction": RESOLVE, "diagnostic": {}}}))
    client.close()
    assert json.dumps(offered, indent=1) == snapshot
