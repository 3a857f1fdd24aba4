"""luxterm for assistants: by the protocol's own client, and message by message."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.session import ClientRequestContext
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult, ListRootsResult, Root, TextContent
from pydantic import FileUrl

from luxterm.mcp.failure import ToolError
from luxterm.mcp.folders import Folders
from luxterm.mcp.resources import OVERVIEW
from luxterm.mcp.session import BY_REQUEST, PATIENCE, WITH_HANDSHAKE, Session
from luxterm.mcp.tools import TOOLS
from luxterm.mcp.wire import LIMIT, messages
from luxterm.system.json_lines import Unreadable

DUTCH = Path(__file__).parent / "data" / "dutch"
DRAFT = (
    "# Policy\n\nStates that ratified the Optional Protocol on the sale of children, child prostitution and "
    "child pornography shall ban child pornography.\n"
)
FIXED = DRAFT.replace("ban child pornography", "ban child sexual abuse material")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "secret.md").write_text(DRAFT, encoding="utf-8")
    return folder


def ask(
    project: Path, what: Callable[[Client], Awaitable[None]], roots: list[Path] | None, mode: str
) -> None:
    """A conversation between the protocol's own client and `luxterm mcp` in this folder."""

    async def tell_roots(context: ClientRequestContext) -> ListRootsResult:
        return ListRootsResult(roots=[Root(uri=FileUrl(root.as_uri())) for root in roots or ()])

    async def talk() -> None:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "luxterm", "mcp"], cwd=project, env=dict(os.environ)
        )
        with anyio.fail_after(120):
            async with Client(server, mode=mode, list_roots_callback=tell_roots if roots else None) as client:
                await what(client)

    anyio.run(talk)


def data(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, result.content
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def refused(result: CallToolResult) -> str:
    assert result.is_error
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_the_protocols_own_client(project: Path, mode: str) -> None:
    async def talk(client: Client) -> None:
        assert client.server_info is None or client.server_info.name == "luxterm"
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["check", "fix", "explain"]
        assert all(tool.description and tool.annotations for tool in tools)

        found = data(await client.call_tool("check", {"text": DRAFT}))
        assert [row["text"] for row in found["findings"]] == ["child pornography"]
        assert found["findings"][0]["fixes"][0]["replacement"] == "child sexual abuse material"
        assert {row["usage"] for row in found["kept"]} == {"title"}
        assert all(row["because"] for row in found["kept"])

        assert data(await client.call_tool("check", {"path": "draft.md"}))["findings"][0]["line"] == 3
        fixed = data(await client.call_tool("fix", {"path": "draft.md"}))
        assert (fixed["text"], fixed["fixed"], fixed["left"]) == (FIXED, 1, [])
        assert "-States" in fixed["diff"]
        assert "+States" in fixed["diff"]
        assert (project / "draft.md").read_text(encoding="utf-8") == DRAFT

        cards = data(await client.call_tool("explain", {"term": "child pornography", "lang": "en"}))
        assert cards["terms"][0]["concept"] == "child-sexual-abuse-material"
        assert "did you mean" in refused(await client.call_tool("explain", {"term": "child pronography"}))
        assert "outside" in refused(await client.call_tool("check", {"path": "../secret.md"}))

        (overview,) = (await client.list_resources()).resources
        first = json.loads((await client.read_resource(overview.uri)).contents[0].text)[0]  # type: ignore[union-attr]
        (template,) = (await client.list_resource_templates()).resource_templates
        assert first["uri"] == template.uri_template.format(concept=first["concept"])
        cards = json.loads((await client.read_resource(first["uri"])).contents[0].text)  # type: ignore[union-attr]
        assert {card["concept"] for card in cards} == {first["concept"]}

    ask(project, talk, None, mode)


def test_the_clients_roots_are_what_may_be_read(project: Path) -> None:
    other = project.parent / "other"
    other.mkdir()
    (other / "more.md").write_text(DRAFT, encoding="utf-8")

    async def talk(client: Client) -> None:
        found = data(await client.call_tool("check", {"path": "more.md"}))
        assert found["summary"] == {"files": 1, "findings": 1, "kept": 2, "by_severity": {"error": 1}}
        assert "outside" in refused(await client.call_tool("check", {"path": str(project / "draft.md")}))

    ask(project, talk, [other], "legacy")


class Talk:
    """Messages to a session and what it sends, without a process."""

    def __init__(self, folders: Folders | None = None) -> None:
        self.sent: list[Any] = []
        self.later: list[tuple[float, object]] = []
        self._session = Session(
            folders or Folders(),
            self.sent.append,
            later=lambda seconds, message: self.later.append((seconds, message)),
        )

    def say(self, message: object) -> Any:
        before = len(self.sent)
        self._session.receive(message)
        return self.sent[-1] if len(self.sent) > before else None

    def ask(self, method: str, **params: Any) -> Any:
        return self.say({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})

    def call(self, name: str, **arguments: Any) -> dict[str, Any]:
        return self.ask("tools/call", name=name, arguments=arguments)["result"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ({}, "give either text or path"),
        ({"text": "a", "path": "draft.md"}, "give either text or path"),
        ({"text": "a", "path": "."}, "give either text or path"),
        ({"path": "nothing.md"}, "there is no file or folder nothing.md"),
        ({"path": "/etc/hostname"}, "only files in there may be read"),
        ({"path": "http://127.0.0.1/a.md"}, "only files in there may be read"),
        ({"path": "\\\\server\\share\\a.md"}, "only files in there may be read"),
        ({"path": "a\0b"}, "only files in there may be read"),
        ({"path": "link.md"}, "only files in there may be read"),
        ({"text": "a", "format": "word"}, "format: Input should be 'markdown'"),
        ({"text": "a", "profile": "xx"}, "profile"),
        ({"text": "a", "lang": "xx"}, "xx"),
        ({"text": "a", "limit": 0}, "limit: Input should be greater than or equal to 1"),
        ({"text": 7}, "text: Input should be a valid string"),
        ({"txet": "a"}, "txet: Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_checked(
    arguments: dict[str, Any], why: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "link.md").symlink_to(project.parent / "secret.md")
    result = Talk().call("check", **arguments)
    assert result["isError"]
    assert why in result["content"][0]["text"]


def test_a_folder_without_what_links_lead_out_to(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / "luxterm.toml").write_text('profile = "eu"\n', encoding="utf-8")
    (project / "broken.docx").write_bytes(b"PK\3\4")
    (project / "link.md").symlink_to(project.parent / "secret.md")
    found = Talk().call("check", path=".")["structuredContent"]
    assert {row["path"] for row in found["findings"]} == {str(project / "draft.md")}
    assert {Path(error["path"]).name for error in found["errors"]} == {"broken.docx", "link.md"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("tool", ["check", "fix"])
def test_a_pipe_is_not_waited_for(tool: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    os.mkfifo(project / "pipe.md")
    result = Talk().call(tool, path="pipe.md")
    assert result["isError"]
    assert result["content"][0]["text"] == "pipe.md: cannot be read: it is a pipe, not a file"


def test_an_office_file_is_checked_but_not_fixed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / "rows.csv").write_text("child pornography\n", encoding="utf-8")
    assert Talk().call("check", path="rows.csv")["structuredContent"]["summary"]["findings"] == 1
    result = Talk().call("fix", path="rows.csv")
    assert result["isError"]
    assert "luxterm review" in result["content"][0]["text"]


@pytest.mark.parametrize("tool", ["check", "fix"])
@pytest.mark.parametrize(("content", "why"), [("", "it is empty"), (DRAFT * 8000, "the limit is 1 MB")])
def test_a_file_that_is_not_read_says_why(
    tool: str, content: str, why: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "luxterm.toml").write_text("[limits]\nsize = 1\n", encoding="utf-8")
    (project / "draft.md").write_text(content, encoding="utf-8")
    result = Talk().call(tool, path="draft.md")
    said = result["content"][0]["text"]
    assert result["isError"] == (tool == "fix")
    assert why in said
    assert "internal error" not in said


def test_a_configuration_counts_for_texts_and_says_what_is_wrong_with_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "luxterm.toml").write_text(
        '[[keep]]\nterm = "child-pornography"\nreason = "the name of our unit"\n', encoding="utf-8"
    )
    found = Talk().call("check", text="The child pornography unit.")["structuredContent"]
    assert not found["findings"]
    assert "the name of our unit" in found["kept"][0]["because"]
    (project / "luxterm.toml").write_text("profil = 1\n", encoding="utf-8")
    result = Talk().call("check", text="A text.")
    assert result["isError"]
    assert "luxterm.toml" in result["content"][0]["text"]


@pytest.mark.slow  # a termbase is compiled
def test_the_termbase_that_a_configuration_names_is_explained(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the tool and in the resources, as it is in a check; also where the folder is the client's root."""
    monkeypatch.chdir(project.parent)
    talk = Talk()
    assert talk.call("explain", term="kinderpornografie", lang="nl")["isError"]
    (project / "luxterm.toml").write_text(f"lexicon = [{str(DUTCH)!r}]\n", encoding="utf-8")
    talk.ask("initialize", protocolVersion="2025-06-18", capabilities={"roots": {}})
    talk.say({"jsonrpc": "2.0", "method": "notifications/initialized"})
    asked = {"jsonrpc": "2.0", "id": 2, "method": "resources/read", "params": {"uri": OVERVIEW}}
    assert talk.say(asked) is None
    answer = talk.say({"jsonrpc": "2.0", "id": "roots", "result": {"roots": [{"uri": project.as_uri()}]}})
    overview = json.loads(answer["result"]["contents"][0]["text"])
    (card,) = talk.call("explain", term="kinderpornografie", lang="nl")["structuredContent"]["terms"]
    assert any(
        card["concept"] == each["concept"] and card["term"] in each["terms"]["nl"]["deprecated"]
        for each in overview
        if "nl" in each["terms"]
    )
    told = talk.ask("resources/read", uri=f"luxterm://concept/{card['concept']}")["result"]["contents"]
    assert card["id"] in [each["id"] for each in json.loads(told[0]["text"])]


def test_a_termbase_that_is_broken_ends_no_conversation(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "luxterm.toml").write_text('lexicon = ["none"]\n', encoding="utf-8")
    talk = Talk()
    assert "none" in talk.call("explain", term="child pornography")["content"][0]["text"]
    error = talk.ask("resources/read", uri=OVERVIEW)["error"]
    assert error["code"] == -32603
    assert "none" in error["message"]
    assert talk.ask("ping")["result"] == {}


def test_many_findings_are_counted_and_the_first_given() -> None:
    found = Talk().call("check", text="We saw child pornography.\n\n" * 70, limit=20)["structuredContent"]
    assert (len(found["findings"]), found["left_out"], found["summary"]["findings"]) == (20, 50, 70)


def test_a_project_is_never_the_whole_file_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(Path.cwd().anchor))
    with pytest.raises(ToolError, match="--folder"):
        Folders().find("etc/hostname")
    assert Talk().call("check", text="We saw child pornography.")["structuredContent"]["findings"]


def test_the_form_without_a_handshake() -> None:
    talk = Talk()
    meta = {"io.modelcontextprotocol/protocolVersion": BY_REQUEST[-1]}
    told = talk.ask("server/discover", _meta=meta)["result"]
    assert told["supportedVersions"] == [*WITH_HANDSHAKE, *BY_REQUEST]
    assert told["resultType"] == "complete"
    assert talk.ask("ping", _meta=meta)["result"]["resultType"] == "complete"
    wrong = talk.ask("tools/list", _meta={"io.modelcontextprotocol/protocolVersion": "1999-01-01"})
    assert wrong["error"]["code"] == -32022
    assert talk.ask("ping")["result"] == {}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (Unreadable("broken"), -32700),
        (7, -32600),
        ([], -32600),
        ({"id": 1}, -32600),
        ({"id": None, "method": "ping"}, -32600),
        ({"id": 1, "method": "ping", "params": [1]}, -32600),
        ({"id": 1, "method": "nothing"}, -32601),
        ({"id": 1, "method": "tools/call", "params": {"name": "nothing"}}, -32602),
        ({"id": 1, "method": "tools/call", "params": {"name": ["a"]}}, -32602),
        ({"id": 1, "method": "resources/read", "params": {"uri": "luxterm://concept/none"}}, -32002),
        ({"id": 1, "method": "resources/read", "params": {"uri": 7}}, -32002),
    ],
)
def test_broken_messages_are_answered(message: object, code: int) -> None:
    assert Talk().say(message)["error"]["code"] == code


def test_several_messages_at_once_and_what_needs_no_answer() -> None:
    talk = Talk()
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert len(talk.say([ping, {"jsonrpc": "2.0", "method": "notifications/cancelled"}, ping])) == 2
    assert talk.say({"jsonrpc": "2.0", "method": "notifications/initialized"}) is None
    assert talk.say({"jsonrpc": "2.0", "id": "else", "result": {}}) is None


def test_calls_wait_for_the_roots(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.parent)
    talk = Talk()
    talk.ask("initialize", protocolVersion="2025-06-18", capabilities={"roots": {}})
    talk.say({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert talk.sent[-1]["method"] == "roots/list"
    call = {"name": "check", "arguments": {"path": "secret.md"}}
    assert talk.say({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call}) is None
    answer = talk.say({"jsonrpc": "2.0", "id": "roots", "result": {"roots": [{"uri": project.as_uri()}, 7]}})
    assert answer["id"] == 2
    assert answer["result"]["isError"]


def test_roots_that_are_never_told_are_not_waited_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    talk = Talk()
    talk.ask("initialize", protocolVersion="2025-06-18", capabilities={"roots": {}})
    talk.say({"jsonrpc": "2.0", "method": "notifications/initialized"})
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "check", "arguments": {}}}
    assert talk.say(call) is None
    ((seconds, untold),) = talk.later
    assert seconds == PATIENCE
    assert talk.say(untold)["id"] == 2
    assert talk.ask("tools/call", name="check", arguments={"path": "draft.md"})["result"]["isError"] is False


@pytest.mark.parametrize("closes", [False, True])
def test_a_client_that_never_tells_its_roots_is_answered(project: Path, closes: bool) -> None:
    """In time, and at once where it has closed our input and so will never tell them."""
    said = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {"roots": {}}}},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "check", "arguments": {"path": "draft.md"}}},
    ]
    command = [sys.executable, "-m", "luxterm", "mcp"]
    pipe = subprocess.PIPE
    began = time.monotonic()
    with subprocess.Popen(command, cwd=project, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        print(*map(json.dumps, said), sep="\n", file=process.stdin, flush=True)
        if closes:
            process.stdin.close()
        answers = [json.loads(process.stdout.readline()) for _ in range(3)]
        took = time.monotonic() - began
    assert answers[1]["method"] == "roots/list"
    assert answers[2]["id"] == 2
    assert answers[2]["result"]["structuredContent"]["findings"]
    assert closes or took > PATIENCE


def test_lines_that_are_no_messages() -> None:
    stream = io.BytesIO(b'{"a": 1}\n\n{\n' + b" " * (LIMIT + 9) + b"\n[2]\n" + b"[" * 100_000 + b"\n{}")
    kinds = [message if not isinstance(message, Unreadable) else "unreadable" for message in messages(stream)]
    assert kinds == [{"a": 1}, "unreadable", "unreadable", [2], "unreadable", {}]


def test_descriptions_say_that_what_is_kept_is_right() -> None:
    for name in ("check", "fix"):
        assert "kept" in TOOLS[name].description


def test_the_transcript_of_the_page() -> None:
    page = (Path(__file__).parent.parent / "docs" / "assistants.md").read_text(encoding="utf-8")
    asked, *shown = page.partition("<!-- transcript -->")[2].split("```")[1].splitlines()[2:]
    told = Talk().say(json.loads(asked.removeprefix("→ ")))["result"]["structuredContent"]
    text, *kept = [line.removeprefix("← ") for line in shown]
    assert text == f'"text": {json.dumps(told["text"], ensure_ascii=False)}'
    assert kept == [f'"kept": "{row["text"]}", because it is {row["because"]}' for row in told["kept"]]


def test_what_is_called_off_is_not_done(tmp_path: Path) -> None:
    """A folder takes long; who doesn't want it any more gets the next answer, and none to that."""
    for number in range(400):
        (tmp_path / f"{number}.md").write_text(
            f"{number}. They removed child pornography.\n", encoding="utf-8"
        )
    asked = {"name": "check", "arguments": {"path": "."}}
    said = [
        {"id": 1, "method": "tools/call", "params": asked},
        {"method": "notifications/cancelled", "params": {"requestId": 1}},
        {"method": "notifications/cancelled", "params": {"requestId": 77}},
        {"method": "notifications/cancelled", "params": "x"},
        {"id": 77, "method": "ping"},
        {"id": 1, "method": "ping"},
    ]
    lines = "".join(json.dumps({"jsonrpc": "2.0", **each}) + "\n" for each in said)
    command = [sys.executable, "-m", "luxterm", "mcp", "--folder", str(tmp_path)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=120)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(it["id"], it["result"]) for it in answers] == [(77, {}), (1, {})]


def test_it_stops_between_two_files(project: Path) -> None:
    (project / "other.md").write_text(DRAFT, encoding="utf-8")
    seen: list[object] = []
    sent: list[object] = []

    def called_off(number: object) -> bool:
        seen.append(number)
        return len(seen) == 3

    session = Session(Folders([str(project)]), sent.append, called_off)
    call = {"name": "check", "arguments": {"path": "."}}
    session.receive({"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": call})
    assert (seen, sent) == ([5, 5, 5], []), "before it, and after each file"
    session.receive({"jsonrpc": "2.0", "id": 6, "method": "tools/call", "params": call})
    assert len(sent) == 1
