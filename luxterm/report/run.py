"""What every report needs to know: the run and its totals, and wording shared by all of them."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from luxterm.scan.job import NOT_FIXED, UNCHECKED
from luxterm.types import (
    BY_SIGNS,
    Applicability,
    Finding,
    Message,
    Severity,
    Source,
    Usage,
    figure,
    whole_number,
)
from luxterm.wording import counted, say, spoken, tell, told

if TYPE_CHECKING:
    from luxterm.report.request import Request
    from luxterm.scan.job import FileResult
    from luxterm.termbase.term_data import TermData

STANDALONE = frozenset({"html", "csv", "xlsx"})
"""The formats read without the documents at hand, which so say what was asked for, and how."""
WITH_SENTENCES = STANDALONE | {"json", "jsonl", "sarif", "gitlab"}
"""Those that give each finding's sentence, or know a finding again by it."""
BINARY = frozenset({"xlsx"})
"""Those that aren't text: they need a file, and write to the `buffer` of their `out`."""


_IN_PART = frozenset(("not-judged", "too-many", "unread-rest", "unread-part"))
"""The codes of the errors of a file of which a part was checked."""
_CHECKED = frozenset((NOT_FIXED, "not-changed", "kept-place-gone", "diff-for-reading"))
"""Those of errors and notes on files that were checked to their end."""


def in_words(id: str) -> str:
    """An id of the termbase for people, where nothing better is known."""
    return id.replace("-", " ")


class Lexicon(NamedTuple):
    """What was checked by. `terms` gives all discouraged terms, for a format that declares or names them.

    Those of several languages may share an id: the first is the one to describe it by. `concept` gives a
    concept's name for people, by its id.
    """

    name: str
    version: str
    sha256: str
    terms: "Callable[[], Iterable[TermData]]" = tuple
    concept: Callable[[str], str] = in_words

    def by_id(self) -> "dict[str, TermData]":
        """The terms by their ids, each id with the term that describes it."""
        known: dict[str, TermData] = {}
        for term in self.terms():
            known.setdefault(term.id, term)
        return known

    def namer(self) -> Callable[[str], str]:
        """What gives a term's name for people, by its id."""
        known = self.by_id()
        return lambda id: known[id].term if id in known else in_words(id)


class Out(Protocol):
    """Where a report goes."""

    def write(self, text: str, /) -> object:
        """Write what comes next."""
        ...


class Run:
    """A run and its sums, which grow while `results` is read.

    `findings`, `by_severity` and `by_term` leave kept occurrences out; `verbatim` counts those in the text of
    a law, which are not among the `kept`. `safe` and `unsafe` count the findings that have such a fix at
    best, `links` the files that were not fixed because a link leads to them, whose findings are neither.
    `errors` and `notes` are paths with what was wrong with them or what to know about them. Those `partly`
    checked were not read or judged to their end; the `unwritten` were, but could not be changed.
    `unchecked_parts` counts the errors and notes that say that something was not checked. `fails` says
    that a finding reached its file's threshold. Without `show_notes` the report for people counts notes and
    doesn't list them.
    """

    def __init__(
        self,
        luxterm: str,
        lexicon: Lexicon,
        *,
        show_kept: bool = False,
        show_notes: bool = True,
        total: int = 0,
        errors: Iterable[tuple[str, str]] = (),
        request: "Request | None" = None,
    ) -> None:
        self.luxterm = luxterm
        self.lexicon = lexicon
        self.show_kept = show_kept
        self.show_notes = show_notes
        self.total = total
        self.request = request
        self.files = self.bytes = 0
        self.findings = self.kept = self.verbatim = 0
        self.fixed = self.fixed_files = 0
        self.safe = self.unsafe = self.links = 0
        self.errors = list(errors)
        self.partly: set[str] = set()
        self.unwritten: set[str] = set()
        self.unchecked_parts = len(self.errors)
        self.notes: list[tuple[str, str]] = []
        self.by_severity: Counter[str] = Counter()
        self.by_term: Counter[str] = Counter()
        self.unchecked: Counter[str] = Counter()
        self.fails = self.interrupted = False

    def watch(self, results: Iterable["FileResult"]) -> "Iterator[FileResult]":
        """The results, counted on their way; Ctrl-C ends them early and is noted."""
        try:
            for result in results:
                self._count(result)
                yield result
        except KeyboardInterrupt:
            self.interrupted = True
            self.errors.append(("", tell("stopped-early", figure(self.files), counted(self.total, "file"))))

    def _count(self, result: "FileResult") -> None:
        self.errors += [(result.path, told(error)) for error in result.errors]
        if result.errors and result.read:
            in_part = any(error.code in _IN_PART for error in result.errors)
            (self.partly if in_part else self.unwritten).add(result.path)
        self.unchecked_parts += sum(it.code not in _CHECKED for it in (*result.errors, *result.notes))
        left = any(note.code == NOT_FIXED for note in result.notes)
        self.links += left
        self.notes += [(result.path, told(note)) for note in result.notes]
        for note in result.notes:
            if note.code in UNCHECKED:
                number, lang = note.args
                self.unchecked[str(lang)] += whole_number(number)
        self.files += result.read
        self.bytes += result.size
        self.kept += result.kept
        self.verbatim += result.verbatim
        self.fixed += result.fixed
        self.fixed_files += result.fixed > 0
        self.fails = self.fails or result.fails
        for item in result.findings:
            finding = item.finding
            if finding.kept:
                continue
            self.findings += 1
            self.by_severity[finding.severity.label] += 1
            self.by_term[finding.term] += 1
            if left:
                continue
            offer = applicable(finding)
            self.safe += offer is Applicability.SAFE
            self.unsafe += offer is Applicability.UNSAFE


def in_repository(path: str) -> str:
    """A path as hosts of repositories know a file: with slashes, on Windows, too."""
    if path[1:3] == ":\\":  # one of Windows', whose signs no file of a repository has there
        return path.replace("\\", "/")
    return path.replace(os.sep, "/").removeprefix("./")


def applicable(finding: Finding) -> Applicability:
    """The best that --fix can do about a finding: a safe fix, an unsafe one, or only showing words.

    Only text files are fixed in place: what has a place in words is in a file of another kind.
    """
    if finding.place:
        return Applicability.DISPLAY
    return max((fix.applicability for fix in finding.usable), default=Applicability.DISPLAY)


def standing(finding: Finding) -> str:
    """What it is reported as: its severity, "kept", or "law" for one in the text of a law."""
    return "law" if finding.in_law else "kept" if finding.kept else finding.severity.label


def decided(finding: Finding) -> bool:
    """Whether it stays because people said so (a comment, configuration, baseline or profile)."""
    if finding.in_law:
        return isinstance(how := finding.because.args[0], Message) and how.code != BY_SIGNS
    return finding.kept and finding.usage in (Usage.USE, Usage.QUOTATION)


def place_in(source: Source) -> str:
    """Where in a document the advice stands: empty unless somebody has read it there."""
    return source.at if source.verified else ""


def cite(source: Source, lang: str = "") -> str:
    """A source as a person reads it, in `lang` or the user’s language: "Luxembourg Guidelines, p. 29"."""
    place = place_in(source)
    name = f"{source.document}, {place}" if place else source.document
    return name if source.verified else say(Message("unverified", (name,)), lang or spoken())


def severities(counts: Counter[str]) -> str:
    """Counts in words, the worst first: "2 errors, 1 warning, 3 notes"."""
    return ", ".join(
        counted(counts[severity.label], severity.label)
        for severity in reversed(Severity)
        if counts[severity.label]
    )
