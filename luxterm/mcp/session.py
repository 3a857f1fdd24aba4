"""The protocol: what each message asks for, and the answer.

Two forms of it are in use: until 2025 a client says once who it is (`initialize`), and may say which folders
are its roots; since 2026-07-28 every request says so for itself, and every result is marked as complete.
"""

from collections.abc import Callable
from typing import Any, cast

from pydantic import ValidationError

from luxterm.base import __version__
from luxterm.config.settings import ConfigError
from luxterm.mcp import checking, resources
from luxterm.mcp.failure import CalledOff, ProtocolError, ToolError
from luxterm.mcp.folders import Folders
from luxterm.mcp.tools import TOOLS
from luxterm.report.plain_json import dumps
from luxterm.scan.job import describe_error
from luxterm.system.json_lines import Unreadable
from luxterm.termbase.errors import TermbaseError
from luxterm.wording import say

WITH_HANDSHAKE = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
BY_REQUEST = ("2026-07-28",)
"""The versions of the protocol that are spoken, in either form, the newest last."""
_VERSION = "io.modelcontextprotocol/protocolVersion"
_SERVER = "io.modelcontextprotocol/serverInfo"
_INFO = {"name": "luxterm", "title": "luxterm", "version": __version__}
_INSTRUCTIONS = (
    "Checks wording about the sexual exploitation and abuse of children by the Luxembourg Guidelines. Check "
    "a text on this subject after writing or editing it. Make only fixes that are safe, and leave what is "
    "kept as it is: the titles of treaties and laws, quotations, citations and words that are talked about "
    "are right with the old terms."
)
_NEEDS_FOLDERS = frozenset(("tools/call", "resources/read"))
"""What is answered only when the client's roots are known: a configuration counts."""
_ROOTS = "roots"
"""The id of our own request for the client's roots."""
_UNTOLD = {"jsonrpc": "2.0", "id": _ROOTS, "error": {"code": -32001, "message": "no answer in time"}}
PATIENCE = 5.0
"""For how many seconds calls wait for the roots; a client that says it has some may never tell them."""

Params = dict[str, Any]


class Session:
    """One client. `send` takes what goes to it; `called_off` says of a request's id whether it is off.

    `later` brings a message here after so many seconds.
    """

    def __init__(
        self,
        folders: Folders,
        send: Callable[[object], None],
        called_off: Callable[[object], object] = lambda number: False,
        later: Callable[[float, object], object] = lambda seconds, message: None,
    ) -> None:
        self._folders = folders
        self._send = send
        self._called_off = called_off
        self._later = later
        self._number: object = None
        self._has_roots = False
        self._waiting: list[Params] | None = None  # calls until the client has told its roots

    def receive(self, message: object) -> None:
        """Answer a message, or several in a list."""
        if isinstance(message, Unreadable):
            self._send(_failed(None, {"code": -32700, "message": message.message}))
        elif isinstance(message, list):
            answers = [answer for each in cast("list[object]", message) if (answer := self._answer(each))]
            if answers or not message:
                self._send(answers or _failed(None, {"code": -32600, "message": "an empty list"}))
        elif answer := self._answer(message):
            self._send(answer)

    def end(self) -> None:
        """Answer what still waits: the client says nothing more, not even its roots."""
        self._take_roots(None)

    def _answer(self, message: object) -> dict[str, Any] | None:
        if not isinstance(message, dict):
            return _failed(None, {"code": -32600, "message": "a message must be an object"})
        said = cast("Params", message)
        method, number = said.get("method"), said.get("id")
        if not isinstance(method, str):
            if number == _ROOTS and ("result" in said or "error" in said):
                self._take_roots(said.get("result"))
                return None
            return None if "result" in said or "error" in said else _failed(number, _INVALID)
        params: object = said.get("params") or {}
        if "id" not in said:
            self._notified(method)
            return None
        if not isinstance(params, dict) or not isinstance(number, (str, int)):
            return _failed(number, _INVALID)
        if method in _NEEDS_FOLDERS and self._waiting is not None:
            self._waiting.append(said)
            return None
        return self._respond(number, method, cast("Params", params))

    def _go_on(self) -> None:
        if self._called_off(self._number):
            raise CalledOff

    def _respond(self, number: object, method: str, params: Params) -> dict[str, Any] | None:
        self._number = number
        try:
            self._go_on()
            by_request = _by_request(params)
            if method not in _METHODS:
                raise ProtocolError(-32601, f"there is no method {method}")
            result = _METHODS[method](self, params)
        except ProtocolError as problem:
            return _failed(number, problem.error)
        except CalledOff:
            return None
        if by_request:
            result = {"resultType": "complete", **result, "_meta": {_SERVER: _INFO}}
            if method in _CACHEABLE:
                result |= {"ttlMs": 60_000, "cacheScope": "private"}
        return {"jsonrpc": "2.0", "id": number, "result": result}

    def _notified(self, method: str) -> None:
        asks = ("notifications/initialized", "notifications/roots/list_changed")
        if self._has_roots and method in asks:
            self._waiting = self._waiting or []
            self._send({"jsonrpc": "2.0", "id": _ROOTS, "method": "roots/list"})
            self._later(PATIENCE, _UNTOLD)

    def _take_roots(self, result: object) -> None:
        roots = cast("Params", result).get("roots") if isinstance(result, dict) else None
        if isinstance(roots, list):
            named = [
                cast("Params", root).get("uri")
                for root in cast("list[object]", roots)
                if isinstance(root, dict)
            ]
            self._folders.take([uri for uri in named if isinstance(uri, str)])
        waiting, self._waiting = self._waiting, None
        for call in waiting or ():
            self.receive(call)

    def initialize(self, params: Params) -> Params:
        """The handshake of the older form."""
        asked, able = params.get("protocolVersion"), params.get("capabilities")
        self._has_roots = isinstance(able, dict) and "roots" in able
        return {
            "protocolVersion": asked if asked in WITH_HANDSHAKE else WITH_HANDSHAKE[-1],
            "capabilities": {"tools": {}, "resources": {}},
            "serverInfo": _INFO,
            "instructions": _INSTRUCTIONS,
        }

    def discover(self, params: Params) -> Params:
        """What the newer form has in place of a handshake."""
        return {
            "supportedVersions": [*WITH_HANDSHAKE, *BY_REQUEST],
            "capabilities": {"tools": {}, "resources": {}},
            "instructions": _INSTRUCTIONS,
        }

    def call(self, params: Params) -> Params:
        """A tool's result; what goes wrong is one, too, so that an assistant can do better."""
        name = params.get("name")
        tool = TOOLS.get(name) if isinstance(name, str) else None
        if tool is None:
            raise ProtocolError(-32602, f"there is no tool {name}")
        try:
            result = tool.arguments.model_validate(params.get("arguments") or {})(self._folders, self._go_on)
        except ValidationError as error:
            said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
            return _tool_failed(said)
        except (ToolError, ConfigError, TermbaseError) as error:
            return _tool_failed(str(error))
        except CalledOff:
            raise
        except Exception as error:  # one text that breaks the engine must not end the conversation
            return _tool_failed(say(describe_error(error)))
        return {
            "content": [{"type": "text", "text": dumps(result)}],
            "structuredContent": result,
            "isError": False,
        }

    def read(self, params: Params) -> Params:
        """A resource."""
        uri = params.get("uri")
        try:
            lexicon = checking.lexicon(self._folders)
            contents = resources.read(uri, lexicon) if isinstance(uri, str) else None
        except (ConfigError, TermbaseError) as error:
            raise ProtocolError(-32603, str(error), {"uri": uri}) from error
        if contents is None:
            raise ProtocolError(-32002, "there is no such resource", {"uri": uri})
        return {"contents": contents}


_METHODS: dict[str, Callable[[Session, Params], Params]] = {
    "initialize": Session.initialize,
    "ping": lambda _session, _params: {},
    "server/discover": Session.discover,
    "tools/list": lambda _session, _params: {"tools": [tool.described() for tool in TOOLS.values()]},
    "tools/call": Session.call,
    "resources/list": lambda _session, _params: {"resources": resources.listed()},
    "resources/templates/list": lambda _session, _params: {"resourceTemplates": resources.templates()},
    "resources/read": Session.read,
}
_CACHEABLE = frozenset(
    ("server/discover", "tools/list", "resources/list", "resources/templates/list", "resources/read")
)
_INVALID = {"code": -32600, "message": "not a request"}


def _by_request(params: Params) -> bool:
    """Whether a request says for itself which version it is in. Raises ProtocolError if that isn't spoken."""
    meta = params.get("_meta")
    version = cast("Params", meta).get(_VERSION) if isinstance(meta, dict) else None
    if version is None:
        return False
    if version not in BY_REQUEST:
        spoken = [*WITH_HANDSHAKE, *BY_REQUEST]
        raise ProtocolError(-32022, "this version isn't spoken", {"supported": spoken, "requested": version})
    return True


def _failed(number: object, error: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "error": error}


def _tool_failed(why: str) -> Params:
    return {"content": [{"type": "text", "text": why}], "isError": True}
