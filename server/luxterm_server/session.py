"""One client's session: what is known about it and its documents, and what we say to it."""

import asyncio
import os
from collections.abc import Callable, Collection, Iterable
from itertools import count
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from luxterm.editing.workspace import Workspace
from luxterm.scan.job import describe_error
from luxterm.types import Severity
from luxterm.wording import say
from luxterm_server.addresses import path_of
from luxterm_server.checking import Checker, DocumentState, Text
from luxterm_server.client import Client
from luxterm_server.documents import Documents
from luxterm_server.engine import Engine, Urgency
from luxterm_server.protocol import Encoded, Server
from luxterm_server.scanning import Scanned

if TYPE_CHECKING:
    from luxterm.termbase import Termbase
    from luxterm_server.progress import Progress

STATUS = "luxterm/status"
_CLOSED = 100
"""How many documents are remembered to have been open."""


class Session:
    """The state that handlers share, and the ways to talk to the client.

    `taken` are the paths of the files that the last scan of the workspace took, and `scanned` is what was
    found in those that aren't open, by path, for clients write URIs in many ways; `closed` are documents
    that were open, until a client that asks for diagnostics knows that they have none any more; `running`
    the long tasks by their token.

    `serials` and those of `scanned` and `closed` number what was shown of a document, for clients that
    ask whether it is still the same. `on_checked` is called with each version that was checked while it
    was the newest.
    """

    def __init__(self) -> None:
        self.server = Server()
        self.say = self.server.say
        self.engine = Engine()
        self.workspace = Workspace()
        self.documents = Documents(self.engine, self._check, self._checked)
        self.taken: set[str] = set()
        self.scanned: dict[str, Scanned] = {}
        self.closed: dict[str, int] = {}
        self.running: dict[int | str, Progress] = {}
        self.serials: dict[str, int] = {}
        self.on_checked: list[Callable[[DocumentState], None]] = []
        self.ended: asyncio.Future[int] | None = None
        self._next = count(1).__next__
        self._prepared: Termbase | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.meet(Client())

    def meet(self, client: Client) -> None:
        """Serve this client."""
        self.client = client
        self.checker = Checker(self.workspace, client)

    def end(self, status: int) -> None:
        """Have the server end, with that exit status."""
        if self.ended is not None and not self.ended.done():
            self.ended.set_result(status)

    def spawn(self, coroutine: Any) -> asyncio.Task[Any]:
        """Run a coroutine beside everything else; what it raises goes to the log."""
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Something that nobody waited for has failed: the event loop's exception handler."""
        error = context.get("exception")
        self.say.log(
            say(describe_error(error)) if isinstance(error, Exception) else str(context.get("message"))
        )

    async def ask(self, method: str, params: Any) -> Any:
        """The client's answer; None if it refuses."""
        try:
            return await self.say.send_request_async(method, params)
        except Exception as error:
            self.say.log(f"{method}: {error}", types.MessageType.Log)
            return None

    def warn(self, message: str) -> None:
        """Show a person what is wrong."""
        kind = types.MessageType.Warning.value
        self.say.notify(types.WINDOW_SHOW_MESSAGE, {"type": kind, "message": f"luxterm: {message}"})

    def publish(self, uri: str, version: int | None, diagnostics: Iterable[str]) -> None:
        """Have the client show these diagnostics, and no others that we published, for a document."""
        params: dict[str, Any] = {"uri": uri, "diagnostics": Encoded(diagnostics)}
        if version is not None:
            params["version"] = version
        self.say.notify(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)

    def show_scanned(self, found: Scanned) -> None:
        """Take over what a scan found in a file that isn't open."""
        if not found.diagnostics and found.path not in self.scanned:
            return
        self.scanned[found.path] = found._replace(serial=self._next())
        if not self.client.pull:
            self.publish(found.uri, None, found.diagnostics)

    def close(self, uri: str) -> None:
        """Forget an open document, and have the client forget its diagnostics."""
        self.documents.close(uri)
        self.serials.pop(uri, None)
        if self.client.pull:
            self.closed[uri] = self._next()
            if len(self.closed) > _CLOSED:  # a client that never asks for all of them
                del self.closed[next(iter(self.closed))]
        self.publish(uri, None, [])

    def forget_scanned(self, keep: Collection[str] = ()) -> None:
        """Clear what scans found in files other than these."""
        for path in [path for path in self.scanned if path not in keep]:
            found = self.scanned.pop(path)
            if not self.client.pull:
                self.publish(found.uri, None, [])

    def recheck(self) -> None:
        """Check every open document again, and have a client that asks for diagnostics ask again."""
        self.documents.recheck()
        self.refresh()

    def refresh(self) -> None:
        """Have a client that asks for diagnostics ask again."""
        if self.client.refresh:
            self.spawn(self.ask(types.WORKSPACE_DIAGNOSTIC_REFRESH, None))

    def path_for(self, uri: str) -> str:
        """The path of a document; for one without, one that the first folder's configuration applies to."""
        name = uri.rpartition(":")[2].rpartition("/")[2] or "untitled"
        return path_of(uri) or os.path.join(next(iter(self.workspace.folders), os.getcwd()), name)

    def _check(self, text: Text, previous: DocumentState | None) -> DocumentState:
        return self.checker.check(text, previous)

    def _checked(self, checked: DocumentState) -> None:
        for failure in checked.failed:
            self.say.log(f"{checked.of.uri}: {failure}")
        self.serials[checked.of.uri] = self._next()
        if not self.client.pull:
            self.publish(checked.of.uri, checked.of.version, checked.said)
        if self.client.status:
            self._say_status(checked)
        for told in self.on_checked:
            told(checked)
        self._prepare(checked)

    def _prepare(self, checked: DocumentState) -> None:
        """Once, after the first answer: make what would have to be made at some key."""
        termbase, lang = checked.analysis.termbase, checked.analysis.lang
        if termbase is not None and termbase is not self._prepared and lang in termbase.languages:
            self._prepared = termbase
            self.spawn(self.engine.run(lambda: termbase.prepare([lang]), Urgency.IDLE))

    def _say_status(self, checked: DocumentState) -> None:
        found, settings = checked.by_severity, checked.job.options.settings
        lang = checked.analysis.lang or settings.lang
        status: dict[str, Any] = {"uri": checked.of.uri, "profile": settings.profile, "lang": lang}
        status |= {f"{each.label}s": found[each] for each in Severity}
        status |= {"checked": checked.analysis.termbase is not None, "config": checked.config or None}
        self.say.notify(STATUS, status)
