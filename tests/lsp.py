"""A small language client over stdio, with a real process and a real connection, for tests and benchmarks.

    with Client.start(folder) as client:
        client.initialize()
        client.open("file:///a.md", "…")
        client.diagnostics("file:///a.md")

A thread reads what the server sends, each message with the time it came (`time.perf_counter`).
Requests of the server are answered by `answers` (method -> function of the params), or with null.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Self

from luxterm.engine.fixes import splice
from luxterm.text.lines import Encoding, LineIndex
from luxterm.types import Edit

SERVER = [sys.executable, "-c", "import sys; from luxterm.cli.main import main; sys.exit(main())", "server"]
"""`luxterm server` with this interpreter."""
TIMEOUT = 30.0
LIFE = 240.0
"""Seconds after which a server is ended, no matter what: whatever waits for it then gets an error."""
_LEAVE = 5
URI = "file:///nowhere/policy.md"
Json = Any


class Received(NamedTuple):
    """A message of the server and when it came."""

    time: float
    message: Json


class ServerError(Exception):
    """The server answered with an error: `code` and the message."""

    def __init__(self, error: Json) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]


class Client:
    """One server process and its client."""

    def __init__(self, command: list[str], life: float = LIFE, **options: Any) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (a pipe that nobody reads would fill up)
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=self._errors, **options)
        assert self.process.stdin
        assert self.process.stdout
        self.stdin, self._stdout = self.process.stdin, self.process.stdout
        self.received: list[Received] = []
        self.answers: dict[str, Callable[[Json], Json]] = {}
        self._changed = threading.Condition()
        self._last_id = 0
        self._write_lock = threading.Lock()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._end = threading.Timer(life, self.process.kill)
        self._end.daemon = True
        self._end.start()

    @classmethod
    def start(
        cls,
        cwd: str | os.PathLike[str] | None = None,
        env: dict[str, str] | None = None,
        life: float = LIFE,
    ) -> Self:
        """Start a server; in no folder in particular by default. It is ended after `life` seconds."""
        return cls(SERVER, life, cwd=cwd, env={**os.environ, **(env or {})})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> int:
        """End the server, politely if it can be; its exit status."""
        with contextlib.suppress(Exception):
            if self.process.poll() is None:
                self.request("shutdown", timeout=_LEAVE)
                self.notify("exit")
        with contextlib.suppress(OSError):
            self.stdin.close()
        try:
            return self.process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait(_LEAVE)
        finally:
            self._end.cancel()
            self._reader.join(_LEAVE)
            if not self._reader.is_alive():
                self._stdout.close()
            self._errors.close()

    @property
    def errors(self) -> str:
        """What it wrote to standard error, available once it has ended."""
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace")

    # What is sent

    def raw(self, data: bytes) -> None:
        """Raw bytes."""
        with self._write_lock:
            self.stdin.write(data)
            self.stdin.flush()

    def send(self, message: Json) -> None:
        body = json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method: str, params: Json = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Json = None) -> int:
        """Send a request; its id."""
        self._last_id += 1
        self.send({"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params})
        return self._last_id

    def answer(self, number: int, timeout: float = TIMEOUT) -> Json:
        """The result of the request with that id. Raises ServerError."""
        message = self.wait(lambda it: it.get("id") == number and "method" not in it, timeout).message
        if "error" in message:
            raise ServerError(message["error"])
        return message["result"]

    def request(self, method: str, params: Json = None, timeout: float = TIMEOUT) -> Json:
        """The result of a request. Raises ServerError."""
        return self.answer(self.ask(method, params), timeout)

    # What comes

    def wait(self, wanted: Callable[[Json], bool], timeout: float = TIMEOUT, since: int = 0) -> Received:
        """The first message from number `since` on that is wanted. Raises TimeoutError, EOFError."""
        end = time.monotonic() + timeout
        with self._changed:
            while True:
                for one in self.received[since:]:
                    if wanted(one.message):
                        return one
                if not self._reader.is_alive():
                    raise EOFError("the server is gone")
                if not self._changed.wait(end - time.monotonic()) and time.monotonic() > end:
                    raise TimeoutError(f"nothing like it among {len(self.received)} messages")

    def notification(self, method: str, timeout: float = TIMEOUT, since: int = 0) -> Json:
        """The parameters of the first notification of that method."""
        return self.wait(lambda it: it.get("method") == method, timeout, since).message["params"]

    def all(self, method: str) -> list[Json]:
        """The parameters of every message of that method so far."""
        return [it.message["params"] for it in list(self.received) if it.message.get("method") == method]

    def _read(self) -> None:
        for message in _messages(self._stdout):
            with self._changed:
                self.received.append(Received(time.perf_counter(), message))
                self._changed.notify_all()
            if "method" in message and "id" in message:
                answer = self.answers.get(message["method"], lambda _: None)(message.get("params"))
                with contextlib.suppress(OSError, ValueError):
                    self.send({"jsonrpc": "2.0", "id": message["id"], "result": answer})
        with self._changed:
            self._changed.notify_all()

    # What every test does

    def initialize(
        self,
        capabilities: Json = None,
        folders: dict[str, str] | None = None,
        options: Json = None,
        **more: Json,
    ) -> Json:
        """Say hello; the server's capabilities. `folders`: uri to name."""
        params = {
            "processId": os.getpid(),
            "rootUri": None,
            "capabilities": capabilities or {},
            "initializationOptions": options,
            "workspaceFolders": [{"uri": uri, "name": name} for uri, name in (folders or {}).items()] or None,
            **more,
        }
        result = self.request("initialize", params)
        self.notify("initialized", {})
        return result["capabilities"]

    def open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> None:
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, version: int) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def shut(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(
        self, uri: str, version: int | None = 1, timeout: float = TIMEOUT, since: int = 0
    ) -> Json:
        """The diagnostics published for that version of a document."""
        return self.wait(
            lambda it: (
                it.get("method") == "textDocument/publishDiagnostics"
                and it["params"]["uri"] == uri
                and it["params"].get("version") == version
            ),
            timeout,
            since,
        ).message["params"]["diagnostics"]


def _messages(stream: Any) -> Iterator[Json]:
    """The messages on a stream until it ends."""
    length = 0
    while line := stream.readline():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif not line.strip() and length:
            body, length = stream.read(length), 0
            with contextlib.suppress(ValueError):  # cut off when the server ended
                yield json.loads(body)


# Capabilities of clients, and helpers for places in texts


def merged(*parts: dict[str, Any]) -> dict[str, Any]:
    """Capabilities of several sets together."""
    made: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            made[key] = merged(made.get(key, {}), value) if isinstance(value, dict) else value
    return made


DATA = {"textDocument": {"publishDiagnostics": {"dataSupport": True, "codeDescriptionSupport": True}}}
ACTIONS = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}, "isPreferredSupport": True}
RESOLVE = {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}
VERSIONED = {"applyEdit": True, "workspaceEdit": {"documentChanges": True}}
TEXT = "# Rules\n\nWe remove child pornography. The sale of child pornography is a crime.\n"
EDITOR = merged(DATA, {"textDocument": {"codeAction": ACTIONS}, "workspace": VERSIONED})


@contextlib.contextmanager
def starting() -> Generator[Callable[..., Client]]:
    """start(cwd=None, **what `initialize` takes) -> an initialized client; all are ended after the test."""
    with contextlib.ExitStack() as clients:

        def start(cwd: Path | None = None, **hello: Json) -> Client:
            client = clients.enter_context(Client.start(cwd))
            client.initialize(**hello)
            return client

        yield start


def position(text: str, offset: int, encoding: Encoding = "utf-16") -> dict[str, int]:
    line, column = LineIndex(text).position(offset)
    return {"line": line, "character": LineIndex(text).to_units(line, column, encoding)}


def around(text: str, words: str) -> dict[str, Any]:
    """The range of the first such words in a text."""
    at = text.index(words)
    return {"start": position(text, at), "end": position(text, at + len(words))}


def applied(text: str, edits: list[dict[str, Any]], encoding: Encoding = "utf-16") -> str:
    index = LineIndex(text)

    def offset(place: dict[str, int]) -> int:
        return index.offset(place["line"], index.from_units(place["line"], place["character"], encoding))

    made = [Edit(offset(it["range"]["start"]), offset(it["range"]["end"]), it["newText"]) for it in edits]
    return splice(text, sorted(made))


def actions(
    client: Any, uri: str, place: dict[str, Any], only: list[str] | None = None, shown: Any = ()
) -> list[Any]:
    context: dict[str, Any] = {"diagnostics": list(shown)}
    if only is not None:
        context["only"] = only
    params = {"textDocument": {"uri": uri}, "range": place, "context": context}
    return client.request("textDocument/codeAction", params)


def edits_of(edit: dict[str, Any]) -> list[dict[str, Any]]:
    if "changes" in edit:
        return [each for edits in edit["changes"].values() for each in edits]
    return [each for document in edit["documentChanges"] for each in document["edits"]]


def put(path: Path, content: str) -> None:
    """Write a file in one step, as editors do, so that it is never seen half written."""
    path.with_suffix(".new").write_text(content)
    path.with_suffix(".new").replace(path)


def titled(found: list[Any], beginning: str) -> Any:
    return next(each for each in found if each["title"].startswith(beginning))


def keep(client: Any, uri: str, text: str, place: Any, encoding: Encoding = "utf-16", **more: Any) -> str:
    """The text after “Keep here”."""
    made: list[Any] = []
    client.answers["workspace/applyEdit"] = lambda params: made.append(params) or {"applied": True}
    action = titled(actions(client, uri, place), "Keep here")
    argument = {**action["command"]["arguments"][0], **more}
    client.request("workspace/executeCommand", {"command": "luxterm.keepHere", "arguments": [argument]})
    return applied(text, edits_of(made[0]["edit"]), encoding)
