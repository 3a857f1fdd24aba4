"""From a version of a document to the diagnostics shown for it. Runs in the engine's thread.

Whatever goes wrong with a document is reported in that document: this never raises.
"""

from collections import Counter
from typing import Any, NamedTuple

from luxterm.lexicon.links import page_uri
from luxterm.lexicon.load import termbase_of
from luxterm.scan.job import Job, Options, describe_error
from luxterm.scan.locate import locate_failures
from luxterm.termbase import TermbaseError
from luxterm.types import Finding, Severity
from luxterm.wording import say, tell
from luxterm_server.analysis import Analysis, analyse
from luxterm_server.client import Client
from luxterm_server.diagnostics import diagnostic, note
from luxterm_server.positions import Positions
from luxterm_server.settings import MEGABYTE
from luxterm_server.workspace import Workspace


class Text(NamedTuple):
    """One version of a document; `version` is None for one that isn't open."""

    uri: str
    path: str
    format: str
    version: int | None
    text: str


class DocumentState(NamedTuple):
    """A version of a document, everything found in it, and what of that is `shown`, and how.

    `config` is the configuration file in force, "" if there is none. `failed` says which occurrences could
    not be judged.
    """

    of: Text
    analysis: Analysis
    places: Positions
    shown: list[Finding]
    diagnostics: list[dict[str, Any]]
    config: str
    failed: tuple[str, ...] = ()
    show_as: str = ""

    @property
    def job(self) -> Job:
        """What was checked, and how."""
        return self.analysis.job

    @property
    def by_severity(self) -> dict[Severity, int]:
        """How many findings of each severity are shown."""
        counted = Counter(finding.severity for finding in self.shown)
        return {severity: counted[severity] for severity in Severity}


class Checker:
    """Checks texts by the workspace's configuration, with results the way the client wants them."""

    def __init__(self, workspace: Workspace, client: Client) -> None:
        self._workspace = workspace
        self._client = client
        self._links: dict[tuple[str, str], str | None] = {}

    def check(self, text: Text, previous: DocumentState | None = None) -> DocumentState:
        """Everything about a text; `previous` is the result for an earlier state of it."""
        settings = self._workspace.settings_of(text.path)
        analysis, config, refusal = _unread(text, None), "", ""
        try:
            job, config = self._workspace.place(text.path)
            analysis = _unread(text, job)
            if job is not None and len(text.text) > settings.max_size:
                refusal = tell("not-checked-too-long", f"{settings.max_size / MEGABYTE:g}")
            elif job is not None:
                analysis = analyse(text.text, text.format, job, previous.analysis if previous else None)
        except TermbaseError as error:
            refusal = tell("not-checked-lexicon", str(error))
        except Exception as error:
            problem = describe_error(error)
            refusal = tell("not-checked-because", tell(problem.code, *problem.args))
        places = Positions(text.text, self._client.encoding)
        shown = [
            finding
            for finding in analysis.findings
            if not finding.kept and finding.severity >= settings.severity
        ]
        kept = _kept(previous, shown, settings.show_as, text.version)
        diagnostics = kept + [
            diagnostic(
                finding,
                places,
                self._client,
                text.version,
                self._link(analysis, finding),
                show_as=settings.show_as,
            )
            for finding in shown[len(kept) :]
        ]
        if refusal:
            diagnostics.append(note(refusal, places))
        failed = tuple(map(say, locate_failures(text.text, analysis.failures)))
        return DocumentState(text, analysis, places, shown, diagnostics, config, failed, settings.show_as)

    def _link(self, analysis: Analysis, finding: Finding) -> str | None:
        """Where to read about the term; looked up once, because that means looking at files."""
        if not self._client.links:
            return None
        lexicon = analysis.job.options.lexicon
        termbase = termbase_of(lexicon)
        key = termbase.sha256, finding.term
        if key not in self._links:
            self._links[key] = page_uri(termbase, lexicon, finding.concept, finding.term)
        return self._links[key]


def _kept(
    previous: DocumentState | None, shown: list[Finding], show_as: str, version: int | None
) -> list[dict[str, Any]]:
    """The diagnostics of the first findings, as far as these are the very ones that were there before."""
    if previous is None or previous.show_as != show_as:
        return []
    kept: list[dict[str, Any]] = []
    for before, now, each in zip(previous.shown, shown, previous.diagnostics, strict=False):
        if before is not now:
            break
        kept.append({**each, "data": {**each["data"], "version": version}} if "data" in each else each)
    return kept


def _unread(text: Text, job: Job | None) -> Analysis:
    """What is known about a text that isn't to be checked: nothing."""
    return Analysis(text.text, text.format, job or Job(text.path, Options()))
