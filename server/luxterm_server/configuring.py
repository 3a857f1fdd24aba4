"""The client's folders and settings and the configuration files: read, watched, read again."""

import asyncio
import json
import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from luxterm.editing.settings import SECTION, EditorSettings, read_settings
from luxterm.formats import FORMATS
from luxterm.system.ignore import IGNORE_FILES
from luxterm.types import Message
from luxterm.wording import tell
from luxterm_server.addresses import path_of, uri_of
from luxterm_server.client import get, listed
from luxterm_server.diagnostics import configuration_problem
from luxterm_server.rescanning import Rescanning
from luxterm_server.session import Session

if TYPE_CHECKING:
    from luxterm.editing.workspace import Problem

_SETTLING = 0.05
"""Seconds within which several changed files count as one change."""
_SUFFIXES = [
    each for suffix in FORMATS for it in [suffix[1:]] for each in (it, it.upper(), it.capitalize())
]  # README.MD, report.Rmd
_WATCHED = {
    "id": "luxterm-files",
    "method": types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
    "registerOptions": {
        "watchers": [
            # Configurations, those that they extend, and the user's own lexicons
            {"globPattern": "**/*.toml"},
            {"globPattern": "**/.gitignore"},
            {"globPattern": "**/.luxtermignore"},
            {"globPattern": "**/.git/logs/HEAD"},  # a line for each commit
            {"globPattern": f"**/*.{{{','.join(_SUFFIXES)}}}"},
            {"globPattern": "**", "kind": types.WatchKind.Delete.value},  # also whole folders
        ]
    },
}


class Configuring:
    """Keeps the session's workspace in step with the client and its files."""

    def __init__(self, session: Session, rescanning: Rescanning) -> None:
        self._session = session
        self._rescanning = rescanning
        self._announced: dict[Problem, None] = {}
        self._wrong: dict[Message, None] = {}
        self._reloading: asyncio.Task[Any] | None = None
        session.on_checked.append(lambda checked: self._announce())
        for method, handler in {
            types.INITIALIZED: self._initialized,
            types.TEXT_DOCUMENT_DID_SAVE: self._did_save,
            types.WORKSPACE_DID_CHANGE_CONFIGURATION: self._did_change_settings,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self._did_change_files,
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: self._did_change_folders,
        }.items():
            session.server.on(method, handler)

    def begin(self, params: Any) -> None:
        """Take over what `initialize` says."""
        uris = [get(folder, "uri") for folder in listed(get(params, "workspaceFolders"))]
        uris = uris or [get(params, "rootUri")]
        paths = [path_of(uri) for uri in uris if isinstance(uri, str)]
        self._session.workspace.folders = [path for path in paths if path]
        self._session.workspace.restricted = self._session.client.restricted
        self._settle({"": read_settings(self._session.client.options.get("settings"))})

    async def reload(self, recheck: bool = True) -> None:
        """Read the configuration again, and check everything by it."""
        await self._session.engine.run(self._session.workspace.reload)
        self._announce()
        if recheck:
            self._session.recheck()
            self._rescanning.everything()

    def look_again(self) -> None:
        """See whether what isn't watched has changed: baselines, commits; where the client can't, all."""
        workspace = self._session.workspace
        unwatched = workspace.unwatched or any(each.only_changed for each in workspace.settings.values())
        if unwatched or not self._session.client.watch:
            self._session.spawn(self._reload_if_moved())

    async def _initialized(self, params: Any) -> None:
        session = self._session
        if session.client.watch:
            session.spawn(session.ask(types.CLIENT_REGISTER_CAPABILITY, {"registrations": [_WATCHED]}))
        before = session.workspace.settings
        await self._read_settings()
        # Open documents were already checked with these settings, unless the settings differ
        await self.reload(set(session.workspace.settings.values()) != set(before.values()))

    def _did_save(self, params: types.DidSaveTextDocumentParams) -> None:
        self.look_again()

    async def _did_change_settings(self, params: Any) -> None:
        if self._session.client.configuration:
            await self._read_settings()
        else:
            self._settle({"": read_settings(get(params, "settings", SECTION))})
        await self.reload()

    def _did_change_files(self, params: types.DidChangeWatchedFilesParams) -> None:
        changed: dict[types.FileChangeType, list[str]] = {kind: [] for kind in types.FileChangeType}
        for change in params.changes:
            path = path_of(change.uri)
            if path.endswith((".toml", "HEAD")):
                self._reload_later()
            elif path.endswith(IGNORE_FILES):
                self._rescanning.ignored()
            elif path:
                changed[change.type].append(path)
        self._rescanning.gone(changed[types.FileChangeType.Deleted])
        self._rescanning.again(changed[types.FileChangeType.Changed])
        self._rescanning.made(changed[types.FileChangeType.Created])

    def _reload_later(self) -> None:
        if self._reloading is None or self._reloading.done():
            self._reloading = self._session.spawn(self._reload_soon())

    async def _reload_soon(self) -> None:
        await asyncio.sleep(_SETTLING)
        self._reloading = None
        await self.reload()

    async def _did_change_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        session, workspace = self._session, self._session.workspace
        gone = {path_of(folder.uri) for folder in params.event.removed}
        kept = [folder for folder in workspace.folders if folder not in gone]
        new = [path for folder in params.event.added if (path := path_of(folder.uri))]
        workspace.folders = list(dict.fromkeys([*kept, *new]))
        session.taken = {path for path in session.taken if workspace.folder_of(path)}
        session.forget_scanned(session.taken)
        await self._read_settings()
        await self.reload()

    async def _reload_if_moved(self) -> None:
        if await self._session.engine.run(self._session.workspace.moved):
            await self.reload()

    async def _read_settings(self) -> None:
        """Ask the client for its settings; what `initialize` said applies if it has none."""
        session = self._session
        if not session.client.configuration:
            return
        folders = session.workspace.folders
        scopes = [{"scopeUri": uri_of(folder)} for folder in folders]
        items = [{"section": SECTION, **scope} for scope in ({}, *scopes)]
        sections = listed(await session.ask(types.WORKSPACE_CONFIGURATION, {"items": items}))
        if len(sections) == len(items) and any(section is not None for section in sections):
            self._settle(
                {name: read_settings(each) for name, each in zip(["", *folders], sections, strict=True)}
            )

    def _settle(self, read: dict[str, tuple[EditorSettings, list[Message]]]) -> None:
        """Take over settings; what is wrong with them is reported once, until it is fixed."""
        self._session.workspace.settings = {name: settings for name, (settings, _) in read.items()}
        wrong = dict.fromkeys(message for _, problems in read.values() for message in problems)
        for message in wrong:
            if message not in self._wrong:
                self._session.warn(tell("default-applies", message))
        self._wrong = wrong

    def _announce(self) -> None:
        """Report what is wrong with the configuration, each problem once; in its file until it is fixed."""
        problems = dict.fromkeys(self._session.workspace.problems)
        if problems == self._announced:
            return
        for problem in problems:
            if problem not in self._announced:
                name = os.path.basename(problem.path)
                self._session.warn(f"{name}: {problem.message}" if name else problem.message)
        for path in {each.path for each in (*problems, *self._announced) if each.path}:
            shown = [configuration_problem(each.message, each.line) for each in problems if each.path == path]
            self._session.publish(uri_of(os.path.abspath(path)), None, map(json.dumps, shown))
        self._announced = problems
