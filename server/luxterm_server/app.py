"""The server put together: how it begins, what it offers, how it ends."""

import asyncio
from typing import Any

from lsprotocol import types

from luxterm.base import __version__
from luxterm.wording import speak, told, unspoken
from luxterm_server import transport
from luxterm_server.actions import FIX_ALL, QUICK_FIX
from luxterm_server.client import Client, read_client
from luxterm_server.commands import Commands
from luxterm_server.configuring import Configuring
from luxterm_server.features import Features
from luxterm_server.malloc import return_large_blocks
from luxterm_server.protocol import RequestError
from luxterm_server.rescanning import Rescanning
from luxterm_server.session import Session
from luxterm_server.text_sync import TextSync


class App:
    """A session with all its handlers."""

    def __init__(self) -> None:
        self.session = Session()
        rescanning = Rescanning(self.session)
        self._configuring = Configuring(self.session, rescanning)
        TextSync(self.session, self._configuring, rescanning)
        Features(self.session)
        self._commands = Commands(self.session, self._configuring)
        for method, handler in {
            types.INITIALIZE: self._initialize,
            types.SHUTDOWN: self._shutdown,
            types.EXIT: self._exit,
            types.SET_TRACE: self._set_trace,
        }.items():
            self.session.server.on(method, handler)

    async def serve(self) -> int:
        """Serve one client on standard input and output; the exit status."""
        session, loop = self.session, asyncio.get_running_loop()
        loop.set_exception_handler(session.failed)
        session.ended = loop.create_future()
        source, sink = transport.claim_stdio()
        session.say.set_writer(transport.Writer(sink, lambda: session.end(1)))
        transport.read_in_thread(source, self._receive, lambda: session.end(1))
        return await session.ended

    def _receive(self, message: object) -> None:
        if isinstance(message, transport.Unreadable):
            self.session.say.log(message.message)
        else:
            self.session.say.receive(message)

    def _initialize(self, params: Any) -> Any:
        session = self.session
        if session.say.initialized:
            raise RequestError("the server is already initialized", types.ErrorCodes.InvalidRequest.value)
        session.meet(read_client(params))
        self._speak(session.client.locale)
        self._configuring.begin(params)
        session.say.initialized = True
        if session.client.process is not None and transport.alive(session.client.process):
            session.spawn(self._watch(session.client.process))
        capabilities = offered(session.client, list(self._commands.by_name))
        return {"serverInfo": {"name": "luxterm", "version": __version__}, "capabilities": capabilities}

    def _speak(self, lang: str) -> None:
        """Go over to the editor's language. Nobody asked luxterm for it, so an unknown one is only logged."""
        speak(lang)
        if lang and (unknown := unspoken(lang)):
            self.session.say.log(told(unknown), types.MessageType.Info)

    async def _watch(self, process: int) -> None:
        await transport.wait_for_end_of(process)
        self.session.end(1)

    def _set_trace(self, params: types.SetTraceParams) -> None:
        """There is nothing to trace: a client that wants to see the messages has them."""

    def _shutdown(self, params: Any) -> None:
        self.session.say.shut_down = True

    def _exit(self, params: Any) -> None:
        self.session.end(0 if self.session.say.shut_down else 1)


def offered(client: Client, commands: list[str]) -> dict[str, Any]:
    """What the server can do for that client.

    There are no code lenses, which would push a drafter's lines apart, and no document links: the
    diagnostic's code links to the page about a term.
    """
    made: dict[str, Any] = {
        "positionEncoding": client.encoding,
        "textDocumentSync": {"openClose": True, "change": 1, "save": {"includeText": False}},
        "hoverProvider": True,
        "completionProvider": {"resolveProvider": False},
        "executeCommandProvider": {"commands": commands, "workDoneProgress": True},
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
    }
    if client.actions:
        kinds = [QUICK_FIX, FIX_ALL]
        made["codeActionProvider"] = {"codeActionKinds": kinds, "resolveProvider": client.action_data}
    if client.pull:
        made["diagnosticProvider"] = {
            "identifier": "luxterm",
            "interFileDependencies": False,
            "workspaceDiagnostics": True,
        }
    return made


def run() -> int:
    """Serve on standard input and output until told to end; the exit status."""
    return_large_blocks()
    return asyncio.run(App().serve())
