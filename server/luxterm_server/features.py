"""What the client can ask of checked documents: cards, terms, actions, diagnostics."""

from typing import Any

from lsprotocol import types

from luxterm.termbase import TermbaseError
from luxterm.types import Finding
from luxterm_server import cards
from luxterm_server.actions import (
    FIX_ALL,
    QUICK_FIX,
    fix_all_action,
    found_at,
    given_back,
    quick_fixes,
    wants,
    workspace_edit,
)
from luxterm_server.checking import DocumentState
from luxterm_server.client import get
from luxterm_server.completion import completions
from luxterm_server.protocol import CONTENT_MODIFIED, Encoded, RequestError
from luxterm_server.session import Session

_MOVED = "the document has changed since"


def card_at(
    checked: DocumentState, offset: int, markdown: bool, brief: bool = False
) -> tuple[Finding, str] | None:
    """The finding at an offset and its card; kept ones too, because readers ask why. Engine thread."""
    finding = found_at(checked, offset)
    if finding is None:
        return None
    try:
        card = cards.of_term(checked.job.options.lexicon, finding.lang, finding.term)
    except TermbaseError:  # the lexicon's files have broken since; what was loaded still finds terms
        card = None
    if card is None:
        return finding, cards.show_finding(finding, markdown)
    return finding, cards.show(card, finding, markdown, brief=brief)


class Features:
    """The handlers. Each waits until the newest version of its document is checked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        for method, handler in {
            types.TEXT_DOCUMENT_HOVER: self._hover,
            types.TEXT_DOCUMENT_COMPLETION: self._completion,
            types.TEXT_DOCUMENT_CODE_ACTION: self._code_action,
            types.CODE_ACTION_RESOLVE: self._resolve,
            types.TEXT_DOCUMENT_DIAGNOSTIC: self._diagnostic,
            types.WORKSPACE_DIAGNOSTIC: self._workspace_diagnostic,
            types.WINDOW_WORK_DONE_PROGRESS_CANCEL: self._cancel_progress,
        }.items():
            session.server.on(method, handler)

    async def _hover(self, params: types.HoverParams) -> Any:
        checked = await self._session.documents.current(params.text_document.uri)
        if checked is None:
            return None
        client = self._session.client
        markdown = client.markdown
        offset = checked.places.offset(params.position.line, params.position.character)
        found = await self._session.engine.run(lambda: card_at(checked, offset, markdown, client.prompts))
        if found is None:
            return None
        finding, value = found
        kind = "markdown" if markdown else "plaintext"
        place = checked.places.range(finding.start, finding.end)
        return {"contents": {"kind": kind, "value": value}, "range": place}

    async def _completion(self, params: types.CompletionParams) -> Any:
        checked = await self._session.documents.current(params.text_document.uri)
        if checked is None:
            return None
        offset = checked.places.offset(params.position.line, params.position.character)
        markdown = self._session.client.completion_markdown
        items = await self._session.engine.run(lambda: completions(checked, offset, markdown))
        return {"isIncomplete": True, "items": items}

    async def _code_action(self, params: types.CodeActionParams) -> Any:
        session, only = self._session, params.context.only
        checked = await session.documents.current(params.text_document.uri)
        if checked is None:
            return []
        begin, end = params.range.start, params.range.end
        start = checked.places.offset(begin.line, begin.character)
        stop = max(start, checked.places.offset(end.line, end.character))
        actions: list[dict[str, Any]] = []
        if wants(QUICK_FIX, only):  # of the newest check, whatever diagnostics the client still shows
            actions += quick_fixes(checked, start, stop, session.client)
        if wants(FIX_ALL, only):
            everything = await session.engine.run(
                lambda: fix_all_action(checked, session.client, only is None)
            )
            actions += [everything] if everything else []
        return actions

    async def _resolve(self, params: types.CodeAction) -> Any:
        uri, version, edits = (get(params.data, key) for key in ("uri", "version", "edits"))
        session = self._session
        checked = await session.documents.current(uri) if isinstance(uri, str) else None
        if checked is None or checked.of.version != version:
            raise RequestError(_MOVED, CONTENT_MODIFIED)
        action: dict[str, Any] = {"title": params.title}
        if params.kind is not None:
            action["kind"] = str(getattr(params.kind, "value", params.kind))
        if edits is None:
            made = await session.engine.run(lambda: fix_all_action(checked, session.client, lazily=False))
            return {**action, "edit": made["edit"] if made else {}}
        return {**action, "edit": workspace_edit(checked, given_back(edits, checked), session.client)}

    async def _diagnostic(self, params: types.DocumentDiagnosticParams) -> Any:
        uri = params.text_document.uri
        checked = await self._session.documents.current(uri)
        if checked is None:
            return {"kind": "full", "items": []}
        return self._report(uri, checked, params.previous_result_id)

    async def _workspace_diagnostic(self, params: types.WorkspaceDiagnosticParams) -> Any:
        """Open documents, and what the last scan found: no folder is searched unasked.

        Also documents closed since, which some clients ask about once more before closing them.
        """
        session = self._session
        known = {each.uri: each.value for each in params.previous_result_ids}
        items: list[dict[str, Any]] = []
        for found in session.documents.checked():
            checked = await session.documents.current(found.of.uri)
            if checked is not None:
                uri = checked.of.uri
                report = self._report(uri, checked, known.pop(uri, None))
                items.append({"uri": uri, "version": checked.of.version, **report})
        numbered = {uri: (serial, list[str]()) for uri, serial in session.closed.items()}
        for uri in [uri for uri, (serial, _) in numbered.items() if known.get(uri) == str(serial)]:
            del session.closed[uri]  # the client has this from us: said now for the last time
        numbered |= {each.uri: (each.serial, each.diagnostics) for each in session.scanned.values()}
        for uri, (serial, shown) in numbered.items():
            report = _numbered(serial, shown, known.pop(uri, None))
            items.append({"uri": uri, "version": None, **report})
        items += ({"uri": uri, "version": None, "kind": "full", "items": []} for uri in known)
        return {"items": items}

    def _cancel_progress(self, params: types.WorkDoneProgressCancelParams) -> None:
        progress = self._session.running.get(params.token)
        if progress is not None:
            progress.cancelled = True

    def _report(self, uri: str, checked: DocumentState, previous: str | None) -> dict[str, Any]:
        return _numbered(self._session.serials.get(uri, 0), checked.said, previous)


def _numbered(serial: int, diagnostics: list[str], previous: str | None) -> dict[str, Any]:
    """A report of diagnostics, short where the client has them already."""
    id_ = str(serial)
    if previous == id_:
        return {"kind": "unchanged", "resultId": id_}
    return {"kind": "full", "resultId": id_, "items": Encoded(diagnostics)}
