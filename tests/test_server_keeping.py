"""What an editor keeps: with a comment in the document, in the list beside it, as a title of the house."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.lsp import (
    EDITOR,
    TEXT,
    URI,
    actions,
    around,
    keep,
    titled,
)

pytestmark = pytest.mark.slow


def test_keep_here_asks_for_the_reason_where_the_client_can(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR, options={"prompts": True})
    client.open(URI, TEXT)
    action = titled(actions(client, URI, around(TEXT, "child porn")), "Keep here")
    assert action["command"]["command"] == "luxterm.keepHereAsk"
    assert action["command"]["arguments"][0]["text"] == "child pornography"
    kept = keep(client, URI, TEXT, around(TEXT, "child porn"), reason="the name of the offence")
    assert "luxterm: keep child-pornography: the name of the offence" in kept


def test_keep_here_leaves_a_reason_to_write_and_works_at_once(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR)
    text = "# Rules\n\nWe remove child pornography.\n"
    client.open(URI, text)
    kept = keep(client, URI, text, around(text, "child porn"))
    assert "child-pornography: say why" in kept
    client.change(URI, kept, 2)
    assert client.diagnostics(URI, 2) == []
    client.change(URI, kept + " ", 3)
    shown = client.all("window/showMessage")
    argument = {"uri": URI, "version": 2, "start": 0, "term": "child-pornography"}
    client.request("workspace/executeCommand", {"command": "luxterm.keepHere", "arguments": [argument]})
    assert client.all("window/showMessage")[len(shown) :][0]["message"].endswith("try again")


def outside(client: Any, uri: str, text: str, words: str, **more: Any) -> Any:
    """What keeping outside of the document gives."""
    action = titled(actions(client, uri, around(text, words)), "Keep “")
    assert action["title"].endswith("in luxterm-kept.toml, with a reason")
    argument = {**action["command"]["arguments"][0], **more}
    return client.request("workspace/executeCommand", {**action["command"], "arguments": [argument]})


def test_a_plain_text_is_kept_outside_of_it(start: Callable[..., Any], tmp_path: Path) -> None:
    client = start(
        capabilities=EDITOR, folders={tmp_path.as_uri(): ""}, options={"settings": {"profile": "uk"}}
    )
    uri, text = (tmp_path / "a.txt").as_uri(), "The offence of\nchild pornography is in section 9.\n"
    client.open(uri, text, language="plaintext")
    offered = [it["title"] for it in actions(client, uri, around(text, "child porn"), ["quickfix"])]
    assert not [title for title in offered if title.startswith("Keep here")], "everybody would see it"
    done = outside(client, uri, text, "child porn", reason="the name of the offence")
    assert done == {"path": str(tmp_path / "luxterm-kept.toml")}
    (place,) = tomllib.loads((tmp_path / "luxterm-kept.toml").read_text("utf-8"))["keep"]
    assert (place["path"], place["term"]) == ("a.txt", "child-pornography")
    assert place["sentence"] == "The offence of child pornography is in section 9."
    assert place["reason"] == "the name of the offence"
    assert tomllib.loads((tmp_path / "luxterm.toml").read_text("utf-8")) == {"profile": "uk"}
    client.wait(
        lambda it: it.get("method") == "textDocument/publishDiagnostics" and not it["params"]["diagnostics"]
    )
    client.change(uri, f"And {text}", 2)
    assert client.diagnostics(uri, 2), "the sentence is another now"


def test_elsewhere_that_is_a_choice_and_the_way_where_no_comment_can_be(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "luxterm.toml").write_text("")
    client = start(capabilities=EDITOR, options={"prompts": True}, folders={tmp_path.as_uri(): "rules"})
    uri, text = (tmp_path / "a.md").as_uri(), "Of child pornography.\n"
    client.open(uri, text)
    offered = [it["title"] for it in actions(client, uri, around(text, "child porn"), ["quickfix"])]
    keeping = [title for title in offered if title.startswith("Keep")]
    assert [title[:9] for title in keeping] == ["Keep here", "Keep “chi"]
    (tmp_path / "luxterm-kept.toml").write_text("[[keep]\n")
    argument = {"uri": uri, "version": 1, "start": 3, "term": "child-pornography", "outside": True}
    ask = {"command": "luxterm.keepHere", "arguments": [argument]}
    assert client.request("workspace/executeCommand", ask) is None
    assert "luxterm-kept.toml" in client.all("window/showMessage")[-1]["message"]
    assert (tmp_path / "luxterm-kept.toml").read_text() == "[[keep]\n"


def test_what_was_never_saved_has_no_place_outside(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR)
    text = "Of child pornography.\n"
    client.open("untitled:Untitled-1", text, language="plaintext")
    place = around(text, "child porn")
    titles = [it["title"] for it in actions(client, "untitled:Untitled-1", place, ["quickfix"])]
    assert [title[:9] for title in titles if title.startswith("Keep")] == ["Keep here"]


def test_a_commit_message_has_none_either(start: Callable[..., Any], tmp_path: Path) -> None:
    client = start(capabilities=EDITOR)
    uri, text = (tmp_path / "COMMIT_EDITMSG").as_uri(), "Of child pornography.\n"
    client.open(uri, text, language="git-commit")
    titles = [it["title"] for it in actions(client, uri, around(text, "child porn"), ["quickfix"])]
    assert [title[:9] for title in titles if title.startswith("Keep")] == ["Keep here"]


def test_a_house_title_is_written_and_holds(start: Callable[..., Any], tmp_path: Path) -> None:
    config = tmp_path / "luxterm.toml"
    config.write_bytes(b'# ours\r\nprofile = "uk"  # as agreed\r\n')
    client = start(capabilities=EDITOR, folders={tmp_path.as_uri(): "rules"})
    uri = (tmp_path / "a.md").as_uri()
    text = "First we read Child Pornography Facts, then we write.\n"
    client.open(uri, text)
    assert client.diagnostics(uri)
    action = titled(actions(client, uri, around(text, "Child Porn")), "Add")
    assert action["title"] == "Add “Child Pornography Facts” to the house titles"
    done = client.request("workspace/executeCommand", action["command"])
    assert done == {"path": str(config)}
    assert config.read_bytes().startswith(b'# ours\r\nprofile = "uk"  # as agreed\r\n')
    assert tomllib.loads(config.read_text())["titles"] == ["Child Pornography Facts"]
    client.wait(
        lambda it: it.get("method") == "textDocument/publishDiagnostics" and not it["params"]["diagnostics"]
    )


def test_a_first_house_title_makes_a_file_that_keeps_the_settings(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    settings = {"settings": {"profile": "uk"}}
    client = start(capabilities=EDITOR, folders={tmp_path.as_uri(): "rules"}, options=settings)
    uri = (tmp_path / "a.md").as_uri()
    text = "First we read Child Pornography Facts, then we write.\n"
    client.open(uri, text)
    selected = around(text, "read Child Pornography Facts")
    action = titled(actions(client, uri, selected), "Add")
    client.request("workspace/executeCommand", action["command"])
    written = tomllib.loads((tmp_path / "luxterm.toml").read_text())
    assert written == {"profile": "uk", "titles": ["read Child Pornography Facts"]}
