"""JSON-RPC as pygls does it, plus what a server needs that must not fall over.

What goes out is plain data, or JSON already: lsprotocol's converter would take 36 ms for 400 diagnostics,
`json` takes 2, and most are as they were a key ago. What comes in is validated by lsprotocol's types, except
for what clients are known to get wrong (`initialize`) and what is open by nature (commands). A request is
always answered, and no answer carries a traceback.
"""

import asyncio
import inspect
import json
import logging
from collections.abc import Callable, Iterable
from functools import partial
from itertools import zip_longest
from secrets import token_hex
from typing import Any, cast

from lsprotocol import converters, types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
)
from pygls.protocol.json_rpc import JsonRPCNotification, JsonRPCProtocol, JsonRPCRequestMessage
from pygls.server import JsonRPCServer

from luxterm.scan.job import describe_error
from luxterm.wording import say

NOT_INITIALIZED = -32002
CONTENT_MODIFIED = -32801
REQUEST_FAILED = -32803
_ASIDE = f"aside {token_hex(16)}"
"""What stands in a message where `Encoded` goes; nobody else can say it."""
_RAW = {types.INITIALIZE, types.WORKSPACE_EXECUTE_COMMAND, types.WORKSPACE_DID_CHANGE_CONFIGURATION}

logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # it would print tracebacks to standard error


class Encoded:
    """A list in a message whose items are JSON already."""

    def __init__(self, items: Iterable[str]) -> None:
        self.items = items


class RequestError(JsonRpcException):
    """A failed request: a line for people and one of the protocol's codes."""

    def __init__(self, message: str, code: int = REQUEST_FAILED) -> None:
        super().__init__(message=message, code=code)


class Protocol(JsonRPCProtocol):
    """Messages in, handlers called, answers out."""

    initialized = False
    """Whether `initialize` was answered; before, nothing else is."""
    shut_down = False
    """Whether `shutdown` was answered; after it, nothing else is."""

    def __init__(self, server: JsonRPCServer, converter: Any) -> None:
        super().__init__(server, converter)
        self.handlers: dict[str, Callable[[Any], Any]] = {}
        """What is called for messages, by their method."""
        self._running: dict[int | str, asyncio.Future[Any]] = {}
        """The requests that wait for a coroutine, which the client may cancel."""

    def get_message_type(self, method: str) -> type[Any] | None:
        """How to read what the client sends; nothing that we send ourselves has a type."""
        known = types.METHOD_TO_TYPES.get(method)
        if known is None or method in _RAW or types.message_direction(method) == "serverToClient":
            return None
        return known[0]

    def receive(self, message: object) -> None:
        """Take one message of the client. Never raises."""
        if not isinstance(message, dict):
            self._refuse(None, JsonRpcInvalidRequest("a message must be an object"))
            return
        data = cast("dict[str, Any]", message)
        id_ = data.get("id") if isinstance(data.get("id"), int | str) else None
        asks = "method" in data and "id" in data
        try:
            if not asks and not isinstance(data.get("method", ""), str):
                raise JsonRpcInvalidRequest("a method is a string")
            if asks and (id_ is None or not isinstance(data["method"], str)):
                raise JsonRpcInvalidRequest("a request has a method and an id")
            if asks and not self.initialized and data["method"] != types.INITIALIZE:
                raise RequestError("the server is not initialized", NOT_INITIALIZED)
            if asks and self.shut_down:
                raise JsonRpcInvalidRequest("the server is shut down")
            if asks and data["method"] not in self.handlers:
                raise JsonRpcMethodNotFound(f"there is no method {data['method']}")
            if not asks and data.get("method") != types.EXIT and (self.shut_down or not self.initialized):
                return
            structured = self.structure_message(data)
            if "method" in data:
                self._handle(data["method"], structured.params, id_)
            else:
                self.handle_message(structured)  # an answer to one of our requests
        except JsonRpcException as error:
            if asks or not isinstance(data.get("method"), str):
                self._refuse(id_, error)
        except Exception as error:
            self.log(say(describe_error(error)))

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as lsprotocol's types. Raises JsonRpcException."""
        if data.get("jsonrpc") != self.VERSION:
            raise JsonRpcInvalidRequest("not JSON-RPC 2.0")
        if "method" not in data or self.get_message_type(data["method"]):
            try:
                return super().structure_message(data)
            except JsonRpcException as error:
                raise JsonRpcInvalidParams(
                    f"invalid parameters for {data.get('method', 'an answer')}"
                ) from error
        if "id" in data:
            return JsonRPCRequestMessage(data["id"], data["method"], self.VERSION, data.get("params"))
        return JsonRPCNotification(data["method"], self.VERSION, data.get("params"))

    def _handle(self, method: str, params: Any, id_: int | str | None) -> None:
        """Call what is registered for a request or, without an id, for a notification."""
        if method == types.CANCEL_REQUEST:
            # lsprotocol lets an id through that isn't one
            if isinstance(params.id, int | str) and (running := self._running.get(params.id)):
                running.cancel()
        elif method in self.handlers:
            try:
                result = self.handlers[method](params)
            except Exception as error:
                self._failed(error, id_)
                return
            if not inspect.iscoroutine(result):
                self._succeeded(result, id_)
                return
            running = asyncio.ensure_future(result)
            if id_ is not None:
                self._running[id_] = running
            running.add_done_callback(partial(self._done, id_=id_))

    def _done(self, running: "asyncio.Future[Any]", *, id_: int | str | None) -> None:
        """A coroutine has ended."""
        if id_ is not None and self._running.get(id_) is running:
            del self._running[id_]
        if running.cancelled():
            if id_ is not None:
                self._refuse(id_, RequestError("cancelled", types.LSPErrorCodes.RequestCancelled.value))
        elif (error := running.exception()) is None:
            self._succeeded(running.result(), id_)
        elif isinstance(error, Exception):
            self._failed(error, id_)

    def _succeeded(self, result: Any, id_: int | str | None) -> None:
        """Answer a request; of a notification nobody awaits a result."""
        if id_ is None:
            return
        try:
            self.send({"jsonrpc": self.VERSION, "id": id_, "result": result})
        except (TypeError, ValueError) as error:
            self._failed(error, id_)

    def _failed(self, error: Exception, id_: int | str | None) -> None:
        """Answer a request with what went wrong; unless it is for the client, it goes to the log, too."""
        if isinstance(error, JsonRpcException) and id_ is not None:
            self._refuse(id_, error)
            return
        said = say(describe_error(error))
        self.log(said)
        if id_ is not None:
            self._refuse(id_, RequestError(said, types.ErrorCodes.InternalError.value))

    def send(self, message: dict[str, Any]) -> None:
        """Write a message of plain data to the client. Raises TypeError, ValueError for other data."""
        if self.writer is None:
            return
        lists: list[Encoded] = []

        def set_aside(value: object) -> str:
            if not isinstance(value, Encoded):
                raise TypeError(f"{type(value).__name__} can't be sent")
            lists.append(value)
            return _ASIDE

        parts = json.dumps(message, default=set_aside).split(f'"{_ASIDE}"')
        put_in = (f"[{', '.join(each.items)}]" for each in lists)
        body = "".join(it for pair in zip_longest(parts, put_in, fillvalue="") for it in pair).encode()
        self.writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method: str, params: Any | None = None) -> None:
        """Send a notification; `params` is plain data."""
        self.send({"jsonrpc": self.VERSION, "method": method, "params": params})

    def log(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """A line for the client's log."""
        self.notify(types.WINDOW_LOG_MESSAGE, {"type": kind.value, "message": message})

    def _refuse(self, id_: int | str | None, error: JsonRpcException) -> None:
        answer = {"code": error.code, "message": error.message}
        self.send({"jsonrpc": self.VERSION, "id": id_, "error": answer})


class Server(JsonRPCServer):
    """What handlers are registered with."""

    def __init__(self) -> None:
        super().__init__(Protocol, converters.get_converter)
        self.say = cast("Protocol", self.protocol)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Anything but a handler's failure: an unknown method, or data that can't be sent."""
        self.say.log(str(error), types.MessageType.Log)

    def on(self, method: str, handler: Callable[[Any], Any]) -> None:
        """Call this for messages of that method, with their parameters."""
        self.say.handlers[method] = handler
