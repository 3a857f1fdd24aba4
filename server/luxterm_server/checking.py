"""From a version of a document to the diagnostics shown for it. Runs in the engine's thread.

Whatever goes wrong with a document is reported in that document: this never raises.
"""

import json
from collections import Counter
from itertools import islice, takewhile
from typing import NamedTuple

from luxterm.editing.settings import MEGABYTE
from luxterm.editing.workspace import Workspace
from luxterm.engine.incremental.parts import is_shifted
from luxterm.lexicon.links import page_uri
from luxterm.lexicon.load import termbase_of
from luxterm.scan.job import Job, Options, describe_error
from luxterm.scan.locate import locate_failures
from luxterm.termbase import TermbaseError
from luxterm.text.ends import common_ends
from luxterm.types import Finding, Severity
from luxterm.wording import tell, told
from luxterm_server.analysis import Analysis, analyse
from luxterm_server.client import Client
from luxterm_server.diagnostics import diagnostic, note, of_version
from luxterm_server.positions import Positions


class Text(NamedTuple):
    """One version of a document; `version` is None for one that isn't open."""

    uri: str
    path: str
    format: str
    version: int | None
    text: str


class DocumentState(NamedTuple):
    """A version of a document, everything found in it, and what of that is `shown`, and how.

    `diagnostics` are JSON, those of what is shown first, still without the version. `config` is the
    configuration file in force, "" if there is none. `failed` says which occurrences could not be judged.
    `least` is the lowest severity that is shown.
    """

    of: Text
    analysis: Analysis
    places: Positions
    shown: list[Finding]
    diagnostics: list[str]
    config: str
    failed: tuple[str, ...] = ()
    show_as: str = ""
    least: Severity = Severity.INFO

    @property
    def job(self) -> Job:
        """What was checked, and how."""
        return self.analysis.job

    @property
    def said(self) -> list[str]:
        """The diagnostics as they are sent."""
        return of_version(self.diagnostics, self.of.version)

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
        self._links: dict[tuple[str, str, str], str | None] = {}

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
            refusal = tell("not-checked-because", told(problem))
        before = previous and previous.places
        ends = common_ends(before.index.text, text.text) if before else (0, 0)
        places = Positions(text.text, self._client.encoding, before, ends)
        shown = [
            finding
            for finding in analysis.findings
            if not finding.kept and finding.severity >= settings.severity
        ]
        failed = tuple(map(told, locate_failures(text.text, analysis.failures)))
        how = settings.show_as, settings.severity
        state = DocumentState(text, analysis, places, shown, [], config, failed, *how)
        first, last = _kept(previous, state, ends[1])
        new = (
            diagnostic(it, places, self._client, self._link(analysis, it), show_as=settings.show_as)
            for it in shown[len(first) : len(shown) - len(last)]
        )
        said = [note(refusal, places)] if refusal else []
        return state._replace(diagnostics=[*first, *map(json.dumps, new), *last, *map(json.dumps, said)])

    def _link(self, analysis: Analysis, finding: Finding) -> str | None:
        """Where to read about the term; looked up once, because that means looking at files."""
        if not self._client.links:
            return None
        lexicon = analysis.job.options.lexicon
        termbase = termbase_of(lexicon)
        key = termbase.sha256, finding.term, finding.lang
        if key not in self._links:
            self._links[key] = page_uri(termbase, lexicon, finding.concept, finding.term, finding.lang)
        return self._links[key]


def _kept(previous: DocumentState | None, now: DocumentState, left: int) -> tuple[list[str], list[str]]:
    """The diagnostics of the first and of the last findings, as far as they are what they were.

    Both texts end alike, in `left` code points.
    """
    if (
        previous is None
        or previous.show_as != now.show_as
        or previous.analysis.termbase is not now.analysis.termbase
    ):
        return [], []
    first = [
        each
        for _, _, each in takewhile(
            lambda it: it[0] is it[1], zip(previous.shown, now.shown, previous.diagnostics, strict=False)
        )
    ]
    return first, _kept_behind(previous, now, left, len(now.shown) - len(first))


def _kept_behind(previous: DocumentState, now: DocumentState, left: int, most: int) -> list[str]:
    """The diagnostics of at most so many findings in the last lines, if these have their old numbers."""
    before, text, lines = previous.of.text, now.of.text, now.places.index
    if lines.count != previous.places.index.count:
        return []
    changed, _ = lines.position(len(text) - left)
    unchanged, grown = lines.offset(changed + 1, 0), len(text) - len(before)
    kept: list[str] = []
    pairs = zip(reversed(previous.shown), reversed(now.shown), reversed(previous.diagnostics), strict=False)
    for old, new, each in islice(pairs, most):
        if not is_shifted(new, old, grown) or _begin(new) < unchanged:
            break
        kept.append(each)
    return kept[::-1]


def _begin(finding: Finding) -> int:
    """Where it or the first edit of a fix begins."""
    return min((finding.start, *(edit.start for fix in finding.fixes for edit in fix.edits)))


def _unread(text: Text, job: Job | None) -> Analysis:
    """What is known about a text that isn't to be checked: nothing."""
    return Analysis(text.text, text.format, job or Job(text.path, Options()))
