"""The open documents: their text, and what was found in it, always of one version.

A check overtaken by typing is dropped: only the newest text is checked next, and no result older than the
text leaves this module.
"""

import asyncio
from collections.abc import Callable

from luxterm.formats import format_of
from luxterm_server.checking import DocumentState, Text
from luxterm_server.engine import Engine, Urgency

_FORMATS = {
    "markdown": "markdown",
    "quarto": "markdown",
    "rmd": "markdown",
    "mdx": "mdx",
    "html": "html",
    "xhtml": "html",
    "restructuredtext": "rst",
    "rst": "rst",
    "latex": "latex",
    "tex": "latex",
    "plaintex": "latex",
    "asciidoc": "asciidoc",
    "asciidoctor": "asciidoc",
    "adoc": "asciidoc",
    "git-commit": "gitcommit",
    "gitcommit": "gitcommit",
}
"""From an editor's name for a document's language to the format it is read as."""


def format_for(language: object, path: str) -> str:
    """The format to read a document as: by what the editor takes it for, else by its name, else plain.

    Editors that don't know MDX are often told that such files are Markdown, whose comments are errors there.
    lsprotocol lets a language through that isn't a string.
    """
    said, named = _FORMATS.get(str(language).lower()), format_of(path)
    if said == "markdown" and named == "mdx":
        return named
    return said or named or "plain"


class OpenDocument:
    """One open document; `checked` is what was found last, perhaps in an earlier version."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.checked: DocumentState | None = None
        self.fresh = False
        self.task: asyncio.Task[None] | None = None


class Documents:
    """Keeps every open document checked, in the engine's thread.

    `check` is called there; `on_checked` in the event loop, once for each version that was checked
    while it was the newest.
    """

    def __init__(
        self,
        engine: Engine,
        check: Callable[[Text, DocumentState | None], DocumentState],
        on_checked: Callable[[DocumentState], None],
    ) -> None:
        self._engine = engine
        self._check = check
        self._on_checked = on_checked
        self._open: dict[str, OpenDocument] = {}

    def __contains__(self, uri: str) -> bool:
        return uri in self._open

    def open(self, text: Text) -> None:
        """A document is open from now on, and checked."""
        self.close(text.uri)
        document = self._open[text.uri] = OpenDocument(text)
        self._start(document, Urgency.OPENING)

    def change(self, uri: str, version: int, text: str) -> None:
        """The new text of a document; nothing for one that isn't open."""
        document = self._open.get(uri)
        if document is not None:
            document.text = document.text._replace(version=version, text=text)
            self._start(document, Urgency.TYPING)

    def close(self, uri: str) -> None:
        """A document is open no longer; a check of it that is under way is called off."""
        document = self._open.pop(uri, None)
        if document is not None and document.task is not None:
            document.task.cancel()

    def recheck(self) -> None:
        """Check everything again: what applies to the documents may have changed."""
        for document in self._open.values():
            self._start(document, Urgency.OPENING)

    def checked(self) -> list[DocumentState]:
        """What was found last in each open document, perhaps in an earlier version."""
        return [document.checked for document in self._open.values() if document.checked]

    def text(self, uri: str) -> str | None:
        """The newest text of an open document; None if it isn't open."""
        document = self._open.get(uri)
        return document.text.text if document else None

    def at(self, path: str) -> str | None:
        """The URI of the open document at a path."""
        return next((uri for uri, each in self._open.items() if each.text.path == path), None)

    def version(self, uri: str) -> int | None:
        """The newest version of an open document; None if it isn't open."""
        document = self._open.get(uri)
        return document.text.version if document else None

    async def current(self, uri: str) -> DocumentState | None:
        """What was found in the newest version, once it is checked; None for one that isn't open."""
        while (document := self._open.get(uri)) is not None:
            if document.task is None or document.task.done():
                return document.checked
            await asyncio.wait([document.task])
        return None

    def _start(self, document: OpenDocument, urgency: Urgency) -> None:
        document.fresh = False
        if document.task is None or document.task.done():
            document.task = asyncio.get_running_loop().create_task(self._keep_checked(document, urgency))

    async def _keep_checked(self, document: OpenDocument, urgency: Urgency) -> None:
        while not document.fresh:
            document.fresh = True  # `change` and `recheck` may make it stale while we wait
            text, previous = document.text, document.checked
            checked = await self._engine.run(lambda t=text, p=previous: self._check(t, p), urgency)
            document.checked = checked
            if document.fresh:
                self._on_checked(checked)
            urgency = Urgency.TYPING
