"""The commands that the client can execute: those of code actions, and those of its menus."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from luxterm.config.settings import ConfigError
from luxterm.editing import config_edit
from luxterm.editing.writing import config_for, keep_outside
from luxterm.lexicon.load import termbase_of
from luxterm.lexicon.profiles import offered
from luxterm.scan import kept
from luxterm.scan.keeping import PASSING, PLACEHOLDER, comment_edits
from luxterm.termbase import TermbaseError
from luxterm.types import Finding
from luxterm.wording import spoken, tell
from luxterm_server import cards
from luxterm_server.actions import ADD_TITLE, KEEP, finding_at, found_at, one_line, workspace_edit
from luxterm_server.addresses import path_of
from luxterm_server.analysis import analyse
from luxterm_server.checking import DocumentState
from luxterm_server.client import get, listed
from luxterm_server.configuring import Configuring
from luxterm_server.session import Session
from luxterm_server.workspace_scan import check_workspace


class Commands:
    """The commands by name; each takes its one argument and the progress token the client gave."""

    def __init__(self, session: Session, configuring: Configuring) -> None:
        self._session = session
        self._configuring = configuring
        self.by_name: dict[str, Callable[[Any, int | str | None], Awaitable[Any]]] = {
            "luxterm.checkWorkspace": self._check_workspace,
            KEEP: self._keep,
            ADD_TITLE: self._add_title,
            "luxterm.explain": self._explain,
            "luxterm.profiles": self._profiles,
            "luxterm.setProfile": self._set_profile,
        }
        session.server.on(types.WORKSPACE_EXECUTE_COMMAND, self._execute)

    async def _execute(self, params: Any) -> Any:
        """Execute a command. Raises JsonRpcInvalidParams for one that we don't have."""
        command = self.by_name.get(str(get(params, "command")))
        if command is None:
            raise JsonRpcInvalidParams(f"no command {get(params, 'command')!r}")
        argument = next(iter(listed(get(params, "arguments"))), None)
        token = get(params, "workDoneToken")
        return await command(argument, token if isinstance(token, int | str) else None)

    async def _keep(self, argument: Any, token: int | str | None) -> Any:
        """Write a comment that keeps a finding: {uri, version, start, term, reason}.

        Where no comment can, or it is to be `outside` of the document, the place goes into its own file.
        """
        session = self._session
        checked, finding = await self._about(argument)
        if checked is None or finding is None:
            return None
        reason = get(argument, "reason")
        reason = reason if isinstance(reason, str) else ""
        if get(argument, "outside") is True:
            return await self._keep_outside(checked, finding, reason)
        analysis = checked.analysis
        edits = await session.engine.run(
            lambda: comment_edits(
                analysis, finding, reason, lambda text: analyse(text, analysis.format, analysis.job)
            )
        )
        if edits is None and path_of(checked.of.uri) and checked.of.format not in PASSING:
            if kept_in := await self._keep_outside(checked, finding, reason):
                name = os.path.basename(kept_in["path"])
                session.warn(tell("kept-outside", one_line(finding.text), name))
            return kept_in
        if edits is None:
            session.warn(tell("no-comment-here", one_line(finding.text)))
            return None
        if checked.of.version != session.documents.version(checked.of.uri):
            session.warn(tell("has-changed"))
            return None
        label = tell("keep-words", one_line(finding.text))
        edit = workspace_edit(checked, edits, session.client)
        return await session.ask(types.WORKSPACE_APPLY_EDIT, {"label": label, "edit": edit})

    async def _keep_outside(self, checked: DocumentState, finding: Finding, reason: str) -> Any:
        """Write a place into the file beside the configuration, and apply it; that file's path."""
        session, path = self._session, checked.of.path

        def write() -> str:
            said = reason.strip() or PLACEHOLDER
            place = kept.place_of(finding, checked.analysis.document, said, kept.user())
            return keep_outside(session.workspace, path, place)

        try:
            written = await session.engine.run(write)
        except (ConfigError, config_edit.ConfigEditError) as error:
            session.warn(str(error))
            return None
        await self._configuring.reload()
        return {"path": written}

    async def _add_title(self, argument: Any, token: int | str | None) -> Any:
        """Add a title to the configuration: {uri, version, start, term, title}."""
        session, title = self._session, get(argument, "title")
        checked, finding = await self._about(argument)
        if checked is None or finding is None or not isinstance(title, str) or not title.strip():
            return None
        if not await session.engine.run(lambda: _keeps(checked, finding, title)):
            session.warn(tell("no-such-title", title, one_line(finding.text)))
            return None
        return await self._configure(checked.of.uri, lambda table: config_edit.add_title(table, title))

    async def _explain(self, argument: Any, token: int | str | None) -> Any:
        """The card of a term: "term", or the one at {uri, position}."""
        session, words, there = self._session, argument, None
        uri, position = get(argument, "uri"), get(argument, "position")
        checked = await session.documents.current(uri) if isinstance(uri, str) else None
        path = checked.of.path if checked else self._path(None)
        if checked is not None and position is not None:
            line, character = get(position, "line"), get(position, "character")
            if not isinstance(line, int) or not isinstance(character, int):
                raise JsonRpcInvalidParams("a position needs a line and a character")
            offset = checked.places.offset(line, character)
            there = found_at(checked, offset)
            words = there.term if there else ""

        def find() -> Any:
            job = session.workspace.place(path).job
            if job is None or not isinstance(words, str) or not words.strip():
                return None
            try:
                all_cards = cards.cards_of(job.options.lexicon, there.lang if there else "")
            except TermbaseError as error:
                return {"term": None, "markdown": tell("in-lexicon", error.whole)}
            found = all_cards.named(words) or all_cards.concept(words)
            return {"term": found[0]["term"], "markdown": cards.page(found, there)} if found else None

        return await session.engine.run(find)

    async def _profiles(self, argument: Any, token: int | str | None) -> Any:
        """The profile in force for {uri}, where it is set, the settings without a file, and all profiles."""
        session, path = self._session, self._path(get(argument, "uri"))

        def find() -> Any:
            job, config = session.workspace.place(path)
            options = job.options if job else None
            termbase = termbase_of(options.lexicon if options else ())
            settings = session.workspace.settings_of(path)
            said = "setting" if settings.profile else "default"
            return {
                "current": options.settings.profile if options else None,
                "source": config or said,
                "settings": settings.written(),
                "profiles": [
                    {"name": each.id, "title": each.name, "description": each.description}
                    for each in offered(termbase, spoken())
                ],
            }

        return await session.engine.run(find)

    async def _set_profile(self, argument: Any, token: int | str | None) -> Any:
        """Write a profile, or null for the default, into the configuration of {uri, profile}."""
        session, profile, uri = self._session, get(argument, "profile"), get(argument, "uri")
        job = await session.engine.run(lambda: session.workspace.place(self._path(uri)).job)
        known = await session.engine.run(lambda: termbase_of(job.options.lexicon if job else ()).profiles)
        if profile is not None and profile not in known:
            raise JsonRpcInvalidParams(f"no profile {profile!r} (available: {', '.join(known)})")
        return await self._configure(uri, lambda table: config_edit.set_profile(table, profile))

    async def _check_workspace(self, argument: Any, token: int | str | None) -> Any:
        """Check every file of the workspace, and show what is found in those that aren't open."""
        return await check_workspace(self._session, token)

    async def _configure(self, uri: Any, make: Callable[[config_edit.Table], None]) -> Any:
        """Change the configuration that applies to a document or folder, and apply it; its path."""
        session, path = self._session, self._path(uri)
        own = os.path.dirname(path) if isinstance(uri, str) and path_of(uri) else ""

        def write() -> str:
            target = config_for(session.workspace, path, own)
            config_edit.change(target, make, session.workspace.settings_of(path).written())
            return target

        try:
            written = await session.engine.run(write)
        except config_edit.ConfigEditError as error:
            session.warn(str(error))
            return None
        await self._configuring.reload()
        return {"path": written}

    async def _about(self, argument: Any) -> tuple[DocumentState | None, Finding | None]:
        """The finding that an argument refers to, if it is still there; otherwise the user is told."""
        uri, version = get(argument, "uri"), get(argument, "version")
        checked = await self._session.documents.current(uri) if isinstance(uri, str) else None
        if checked is None or checked.of.version != version:
            self._session.warn(tell("has-changed"))
            return None, None
        return checked, finding_at(checked, get(argument, "start"), get(argument, "term"))

    def _path(self, uri: Any) -> str:
        """The path of a document, or of a file in a folder; by default in the first folder."""
        path = path_of(uri) if isinstance(uri, str) else ""
        path = path or next(iter(self._session.workspace.folders), os.getcwd())
        return os.path.join(path, "-") if os.path.isdir(path) else path


def _keeps(checked: DocumentState, finding: Finding, title: str) -> bool:
    """Whether a house title would keep the finding. Engine thread."""
    options = checked.job.options
    settings = options.settings._replace(titles=(*options.settings.titles, title))
    job = checked.job._replace(options=options._replace(settings=settings))
    after = analyse(checked.of.text, checked.of.format, job)
    return any(
        each.kept and (each.start, each.term) == (finding.start, finding.term) for each in after.findings
    )
