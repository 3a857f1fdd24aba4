"""Answers what an extension of a word processor asks. A request and its answer are plain data.

    {"do": "hello", "ui": "fr"}                         {"luxterm", "languages": names, "profiles": names}
    {"do": "settings", "profile", "severity", "lang", "ignored": [term]}
    {"do": "open", "document": id, "path", "lang", "paragraphs": [Paragraph]}
                                                        {"changed", "config", "problems"}
    {"do": "check", "document": id, "text", "lang", "number", "count", "objects": [place]}
                                                        {"marks": [Mark], "others", "stranger", "same"}
    {"do": "list", "document": id}                      {"marks": [Mark]}
    {"do": "keep", "document": id, "text", "lang", "start", "rule", "reason", "by"}
                                                        {"path"}
    {"do": "scan", "path", "as"}                        {"marks": [Mark with "place"], "errors": [text]}
    {"do": "review", "path", "as", "copy", "unsafe"}    {"changes", "remarks", "said": [text]}
    {"do": "close", "document": id}

A `path` is that of the document itself, "" if it was never saved: its folder's configuration applies. What is
read for `scan` and `review` is the copy at `as`. An answer has an `error` instead, in words, where a request
can't be answered. A paragraph is an object with the fields of `Paragraph` (`luxterm.engine.incremental`), all
but the text optional; places and lengths in answers are in UTF-16 units.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from luxterm.base import __version__
from luxterm.config.settings import ConfigError
from luxterm.editing.config_edit import ConfigEditError
from luxterm.editing.settings import read_settings
from luxterm.editing.workspace import Workspace
from luxterm.editing.writing import keep_outside
from luxterm.engine.fixes import Unsettled
from luxterm.engine.incremental.paragraphs import Paragraph
from luxterm.lexicon.load import termbase_of
from luxterm.lexicon.profiles import offered
from luxterm.office import kind_of
from luxterm.proofread.document import OpenDocument, Place, Shown
from luxterm.proofread.marks import mark
from luxterm.scan import kept
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options, content, describe_error
from luxterm.system import atomic
from luxterm.system.errors import UnreadableError, explained
from luxterm.system.limits import TooBig, TooLong, allowing, too_long, within
from luxterm.termbase import TermbaseError
from luxterm.types import Applicability, Finding, MarkKind, Scope
from luxterm.types import Mark as Emphasis
from luxterm.wording import speak, spoken, tell, told
from luxterm.wording.findings import message, where

Data = dict[str, Any]


class Session:
    """The documents that are open in one word processor. It may be asked from several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._workspace = Workspace()
        self._documents: dict[str, OpenDocument] = {}
        self._paths: dict[str, str] = {}
        self._ignored: frozenset[str] = frozenset()
        self._does: dict[str, Callable[[Data], Data]] = {
            "hello": self._hello,
            "settings": self._settings,
            "open": self._open,
            "check": self._check,
            "list": self._list,
            "keep": self._keep,
            "scan": lambda request: _apart(self._scan, request),
            "review": lambda request: _apart(self._review, request),
            "close": self._close,
        }

    def answer(self, request: Data) -> Data:
        """The answer to a request; never raises but for KeyboardInterrupt."""
        do = self._does.get(str(request.get("do")))
        if do is None:
            return {"error": "no such request"}
        with self._lock:
            try:
                return do(request)
            except ConfigEditError as error:
                return {"error": str(error)}
            except (TermbaseError, ConfigError) as error:
                return {"error": tell("not-checked-lexicon", str(error))}
            except Exception as error:
                problem = describe_error(error)
                return {"error": told(problem)}

    def _hello(self, request: Data) -> Data:
        speak(str(request.get("ui", "")))
        termbase = termbase_of(())
        return {
            "luxterm": __version__,
            "languages": {lang: termbase.language(lang).grammar.name or lang for lang in termbase.languages},
            "profiles": {it.id: it.name for it in offered(termbase, spoken())},
        }

    def _settings(self, request: Data) -> Data:
        self._ignored = frozenset(map(str, request.get("ignored", ())))
        said = {key: request.get(key) for key in ("profile", "severity", "lang")}
        settings, problems = read_settings({key: value for key, value in said.items() if value})
        plain = settings.config("").settings
        termbase_of(()).admit(plain.lang, plain.profile, plain.variety)
        self._workspace.settings = {"": settings}
        self._reload()
        return {"problems": list(map(told, problems))}

    def _reload(self) -> None:
        self._workspace.reload()
        for id, document in self._documents.items():
            self._documents[id] = self._again(id, document)

    def _again(self, id: str, document: OpenDocument) -> OpenDocument:
        """The document by the settings and the configuration that are in force now."""
        new = OpenDocument(*self._rules(self._paths[id]), document.lang)
        new.read(document.paragraphs)
        return new

    def _rules(self, path: str) -> tuple[Job, Shown]:
        """How a document is checked, and what of that is shown: nothing of one that is excluded.

        No folder's configuration applies to one that was never saved.
        """
        settings = self._workspace.settings_of(path)
        plain = Job(path, Options(settings=settings.config("").settings))
        job = self._workspace.place(path).job if path else plain
        return job or plain, Shown(settings.severity, self._ignored, excluded=job is None)

    def _open(self, request: Data) -> Data:
        id, path = str(request["document"]), str(request.get("path", ""))
        if self._workspace.moved():
            self._workspace.reload()
        document, (job, shown) = self._documents.get(id), self._rules(path)
        if document is None or (document.job, document.shown) != (job, shown):
            document = OpenDocument(job, shown, str(request.get("lang", "")))
        changed = document.read(tuple(map(_paragraph, request.get("paragraphs", ()))))
        self._documents[id], self._paths[id] = document, path
        return {
            "changed": changed,
            "config": self._workspace.place(path).config if path else "",
            "problems": [f"{each.path}: {each.message}" for each in self._workspace.problems],
        }

    def _check(self, request: Data) -> Data:
        id = str(request.get("document", ""))
        if id not in self._documents:
            self._documents[id] = OpenDocument(*self._rules(""), "")
            self._paths[id] = ""
        return self._documents[id].check(str(request["text"]), _place(request))._asdict()

    def _list(self, request: Data) -> Data:
        document = self._documents.get(str(request["document"]))
        return {"marks": document.all() if document else []}

    def _keep(self, request: Data) -> Data:
        """Write a marked place into the list of what stays, beside the configuration; that list's path."""
        id, said = str(request["document"]), str(request["reason"])
        path, document = self._paths.get(id, ""), self._documents.get(id)
        start, term = int(request["start"]), str(request["rule"])
        found = document.finding(str(request["text"]), _place(request), start, term) if document else None
        if not path or not said.strip() or document is None or found is None:
            return {"error": tell("has-changed")}
        by = str(request.get("by", "")) or kept.user()
        place = kept.place_of(found, document.document, said, by)
        try:
            return {"path": keep_outside(self._workspace, path, place)}
        except ConfigError as error:
            return {"error": str(error)}
        finally:
            self._reload()

    def _scan(self, request: Data) -> Data:
        job, shown = self._copy(request)
        result = scan_file(job)
        marks = [
            {**_mark_alone(it.finding), "place": where(it.finding)}
            for it in result.findings
            if shown.has(it.finding)
        ]
        return {"marks": marks, "errors": [told(each) for each in result.errors]}

    def _copy(self, request: Data) -> tuple[Job, Shown]:
        """A document as its copy has it, by the configuration for the document."""
        job, shown = self._rules(str(request.get("path", "")))
        return Job(str(request["as"]), job.options, baseline=job.baseline), shown

    def _review(self, request: Data) -> Data:
        from luxterm.review.file import review_file  # the XML of office documents, and what writes it

        (job, _), target = self._copy(request), str(request["copy"])
        least = Applicability.UNSAFE if request.get("unsafe") else Applicability.SAFE
        limits = job.options.limits
        try:
            with within(limits), allowing(limits):
                data = content(job)
                made, failed = review_file(data, kind_of(job.path) or "", job, least)
            if made.remarks:
                atomic.replace(target, None, made.data, None)
        except TooLong:
            return {"error": told(too_long(limits))}
        except (OSError, Unsettled, TooBig, UnreadableError, MemoryError, atomic.WriteError) as error:
            return {"error": told(explained(error))}
        tracked = sum(bool(each.edits) for each in made.remarks)
        unplaced = [tell("not-tracked", where(each), message(each)) for each in made.unplaced]
        return {
            "changes": tracked,
            "remarks": len(made.remarks) - tracked,
            "said": [*unplaced, *(told(each) for each in failed)],
        }

    def _close(self, request: Data) -> Data:
        id = str(request["document"])
        self._documents.pop(id, None)
        self._paths.pop(id, None)
        return {}


def _apart(do: Callable[[Data], Data], request: Data) -> Data:
    """The answer of `do`, in a thread of its own: an office's own thread has no use for an alarm of ours."""
    with ThreadPoolExecutor(1, "luxterm") as pool:
        return pool.submit(do, request).result()


def _place(request: Data) -> Place:
    """What a request says of the paragraph that it is about."""
    return Place(
        str(request.get("lang", "")),
        int(request.get("number", -1)),
        int(request.get("count", -1)),
        tuple(map(int, request.get("objects", ()))),
    )


def _mark_alone(finding: Finding) -> Data:
    """The mark of a finding whose text isn't at hand: without what may be written at its place."""
    bare = finding._replace(start=0, end=len(finding.text), fixes=())
    made = mark(bare, finding.text, 0, len(finding.text))
    made["message"] = message(finding)
    return made


def _paragraph(given: Any) -> Paragraph:
    """A paragraph as it came over; what of it isn't known is as if it weren't there."""
    said = cast("Data", given if isinstance(given, dict) else {})
    text, scope = str(said.get("text", "")), str(said.get("scope", ""))
    marks = (
        Emphasis(int(start), int(end), MarkKind(kind))
        for start, end, kind in said.get("marks", ())
        if kind in _KINDS and 0 <= int(start) < int(end) <= len(text)
    )
    return Paragraph(
        text,
        Scope(scope) if scope in _SCOPES else Scope.PARAGRAPH,
        bool(said.get("quoted")),
        str(said.get("column", "")),
        str(said.get("lang", "")),
        tuple(marks),
        tuple(map(str, said.get("comments", ()))),
        bool(said.get("begins_row")),
    )


_KINDS, _SCOPES = frozenset(map(str, MarkKind)), frozenset(map(str, Scope))
