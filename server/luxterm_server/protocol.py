"""JSON-RPC as pygls does it, plus what a server needs that must not fall over.

What goes out is plain data: lsprotocol's converter would take 36 ms for 400 diagnostics, `json` takes
2. What comes in is validated by lsprotocol's types, except for what clients are known to get wrong
(`initialize`) and what is open by nature (commands). A request is always answered, and no answer
carries a traceback.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
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
_RAW = {types.INITIALIZE, types.WORKSPACE_EXECUTE_COMMAND, types.WORKSPACE_DID_CHANGE_CONFIGURATION}

logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # it would print tracebacks to standard error


class RequestError(JsonRpcException):
    """A failed request: a line for people and one of the protocol's codes."""

    def __init__(self, message: str, code: int = REQUEST_FAILED) -> None:
        super().__init__(message=message, code=code)


class Protocol(JsonRPCProtocol):
    """Messages in, handlers called, answers out."""

    initialized = False
    """Whether `initialize` was answered; before, nothing else is."""

    @property
    def shut_down(self) -> bool:
        """Whether `shutdown` was answered; after it, nothing else is."""
        return self._shutdown

    @shut_down.setter
    def shut_down(self, value: bool) -> None:
        self._shutdown = value

    @property
    def handlers(self) -> dict[str, Callable[[Any], Any]]:
        """What is called for messages, by their method."""
        return cast("dict[str, Any]", self.fm.features)  # pyright: ignore[reportUnknownMemberType]

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
            if asks and self._shutdown:
                raise JsonRpcInvalidRequest("the server is shut down")
            if asks and data["method"] not in self.handlers:
                raise JsonRpcMethodNotFound(f"there is no method {data['method']}")
            self.handle_message(self.structure_message(data))
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

    def notify(self, method: str, params: Any | None = None) -> None:
        """Send a notification; `params` is plain data."""
        self._send_data({"jsonrpc": self.VERSION, "method": method, "params": params})

    def log(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """A line for the client's log."""
        self.notify(types.WINDOW_LOG_MESSAGE, {"type": kind.value, "message": message})

    def _refuse(self, id_: int | str | None, error: JsonRpcException) -> None:
        answer = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": id_, "error": answer})

    def _send_handler_result(self, future: Future[Any], *, msg_id: int | str) -> None:
        """Answer a request, whatever the outcome."""
        self._request_futures.pop(msg_id, None)
        try:
            if future.cancelled():
                raise RequestError("cancelled", types.LSPErrorCodes.RequestCancelled.value)
            self._send_data({"jsonrpc": self.VERSION, "id": msg_id, "result": future.result()})
        except JsonRpcException as error:
            self._refuse(msg_id, error)
        except Exception as error:
            self.log(say(describe_error(error)))
            self._refuse(
                msg_id, RequestError(say(describe_error(error)), types.ErrorCodes.InternalError.value)
            )

    def _check_handler_result(self, future: Future[Any]) -> None:
        """A notification's handler is done: nobody waits for an answer, so a failure goes to the log."""
        error = None if future.cancelled() else future.exception()
        if isinstance(error, Exception):
            self.log(say(describe_error(error)))


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
