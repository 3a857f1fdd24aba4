"""The protocol's text synchronization: the client opens, changes and closes documents."""

from functools import reduce

from lsprotocol import types

from luxterm.engine.fixes import splice
from luxterm.text.folding import well_formed
from luxterm.types import Edit
from luxterm_server.checking import Text
from luxterm_server.configuring import Configuring
from luxterm_server.documents import format_for
from luxterm_server.positions import Positions
from luxterm_server.rescanning import Rescanning
from luxterm_server.session import Session


class TextSync:
    """The handlers of `textDocument/didOpen`, `didChange` and `didClose`."""

    def __init__(self, session: Session, configuring: Configuring, rescanning: Rescanning) -> None:
        self._session = session
        self._configuring = configuring
        self._rescanning = rescanning
        for method, handler in {
            types.TEXT_DOCUMENT_DID_OPEN: self._did_open,
            types.TEXT_DOCUMENT_DID_CHANGE: self._did_change,
            types.TEXT_DOCUMENT_DID_CLOSE: self._did_close,
        }.items():
            session.server.on(method, handler)

    def _did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        document, session = params.text_document, self._session
        path = session.path_for(document.uri)
        format, text = format_for(document.language_id, path), well_formed(document.text)
        session.forget_scanned([other for other in session.scanned if other != path])
        session.closed.pop(document.uri, None)
        session.documents.open(Text(document.uri, path, format, document.version, text))
        self._configuring.look_again()

    def _did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        uri, documents = params.text_document.uri, self._session.documents
        text = documents.text(uri)
        if text is not None:
            changed = reduce(self._changed, params.content_changes, text)
            documents.change(uri, params.text_document.version, well_formed(changed))

    def _changed(self, text: str, change: types.TextDocumentContentChangeEvent) -> str:
        """The text after one change: the whole new text, as we ask for, or a part, as some send anyway."""
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            return change.text
        places = Positions(text, self._session.client.encoding)
        start = places.offset(change.range.start.line, change.range.start.character)
        end = places.offset(change.range.end.line, change.range.end.character)
        return splice(text, [Edit(start, max(start, end), change.text)])

    def _did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        uri, session = params.text_document.uri, self._session
        if uri in session.documents:
            session.close(uri)
            self._rescanning.again([session.path_for(uri)])
