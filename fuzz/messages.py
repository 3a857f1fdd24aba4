"""Messages of a language client, well and badly formed, through the server's dispatch in this process.

The server's own parts are used, but for two: its engine's thread (each call is made at once, so that a run
can be repeated) and its pause before changed files are read.
"""

import asyncio
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from fuzz.conversation import FOLDER, make
from fuzz.folder import new_folder
from fuzz.subject import Input, Subject
from luxterm.editing import config_edit
from luxterm_server import configuring, protocol, session
from luxterm_server.analysis import analyse
from luxterm_server.app import App
from luxterm_server.engine import Urgency

_ANSWER_TIME = 10.0


class Work(NamedTuple):
    """What was sent and what came, and of each open document what is shown and what a fresh check gives."""

    sent: list[Any]
    received: list[Any]
    unfinished: int
    documents: list[tuple[str, Any, Any]]


class _Engine:
    """The engine without its thread."""

    async def run(self, call: Any, urgency: Urgency = Urgency.TYPING) -> Any:
        del urgency
        await asyncio.sleep(0)
        return call()


class _Sink:
    """What the server writes, as messages."""

    def __init__(self) -> None:
        self.received: list[Any] = []

    def write(self, data: bytes) -> None:
        head, _, body = data.partition(b"\r\n\r\n")
        assert int(head.split(b"\r\n")[0].split(b":")[1]) == len(body)
        self.received.append(json.loads(body, parse_constant=_no_constant))

    def close(self) -> None:
        pass


def _no_constant(name: str) -> Any:
    raise AssertionError(f"{name} is no JSON")


@cache
def _folder() -> Path:
    """A folder of this process with a document and a configuration: the only one that commands may change."""
    folder = new_folder()
    (folder / "a.md").write_text("On child pornography.\n")
    return folder


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of this process; and the server with its engine and pause replaced."""
    session.Engine = _Engine  # pyright: ignore[reportAttributeAccessIssue]
    configuring._SETTLING = 0  # pyright: ignore[reportPrivateUsage]
    converter = protocol.converters.get_converter()
    protocol.converters.get_converter = lambda: converter  # pyright: ignore[reportAttributeAccessIssue]
    return asyncio.new_event_loop()


def _change_ours(path: str, make: Any, new: Any, change: Any = config_edit.change) -> None:
    if not path.startswith(str(_folder())):
        raise config_edit.ConfigEditError("not in the fuzz's folder")
    change(path, make, new)


def work(data: Input) -> Work:
    """The messages through a new server; the client answers every question with null."""
    (_folder() / "luxterm.toml").unlink(missing_ok=True)
    shown = json.dumps(data["messages"]).replace(FOLDER, _folder().as_uri())
    with patch.object(config_edit, "change", _change_ours):
        return _loop().run_until_complete(_converse(json.loads(shown)))


async def _converse(sent: list[Any]) -> Work:
    loop = asyncio.get_running_loop()
    app, sink = App(), _Sink()
    served = app.session
    loop.set_exception_handler(served.failed)
    served.ended = loop.create_future()
    served.say.set_writer(sink)
    for message in sent:
        app._receive(message)  # pyright: ignore[reportPrivateUsage]
        await asyncio.sleep(0)
    until, answered = loop.time() + _ANSWER_TIME, 0
    while loop.time() < until:
        for message in sink.received[answered:]:
            if "method" in message and "id" in message:
                app._receive({"jsonrpc": "2.0", "id": message["id"], "result": None})  # pyright: ignore[reportPrivateUsage]
        answered = len(sink.received)
        tasks = _pending()
        if not tasks and answered == len(sink.received):
            break
        await asyncio.wait(
            tasks, timeout=0.05, return_when=asyncio.FIRST_COMPLETED
        ) if tasks else await asyncio.sleep(0)
    left = _pending()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    documents = [
        (each.of.uri, each.analysis, analyse(each.of.text, each.of.format, each.job))
        for each in served.documents.checked()
        if each.analysis.checked_text is not None
    ]
    return Work(sent, sink.received, len(left), documents)


def _pending() -> set[asyncio.Task[Any]]:
    """What the server is doing, apart from waiting for the end of the client's process."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    return {each for each in tasks if getattr(each.get_coro(), "__name__", "") != "_watch"}


def every_request_is_answered_once(done: Work) -> None:
    """As many answers to an id as there are requests with it; what is no message may be answered, too."""
    assert not done.unfinished
    asked = Counter(
        json.dumps(each["id"] if isinstance(each["id"], str | int) else None)
        for each in done.sent
        if isinstance(each, dict) and "id" in each and "method" in each
    )
    others = Counter(
        json.dumps(each["id"] if isinstance(each["id"], str | int) else None)
        for each in done.sent
        if isinstance(each, dict) and "id" in each and "method" not in each
    )
    told = Counter(json.dumps(each.get("id")) for each in done.received if "method" not in each)
    for number, count in asked.items():
        if number != "null":
            said = f"{count} requests and {told[number]} answers of id {number}"
            assert count <= told[number] <= count + others[number], said


def nothing_breaks_inside(done: Work) -> None:
    """Every message is JSON-RPC 2.0, and none tells of an internal error or shows a traceback."""
    for each in done.received:
        assert each["jsonrpc"] == "2.0"
        assert ("method" in each) or ("id" in each and ("result" in each) != ("error" in each))
        shown = json.dumps(each)
        assert "internal error" not in shown, shown[:300]
        assert "Traceback" not in shown
        assert each.get("error", {}).get("code") != -32603, shown[:300]


def open_documents_are_as_from_scratch(done: Work) -> None:
    """What is found in an open document, after whatever was sent, is what a fresh check of its text finds."""
    for uri, shown, fresh in done.documents:
        assert shown.findings == fresh.findings, uri


MESSAGES = Subject(
    "messages",
    7,
    make,
    work,
    (every_request_is_answered_once, nothing_breaks_inside, open_documents_are_as_from_scratch),
)
