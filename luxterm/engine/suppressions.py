"""Findings that stay because the author says so and gives a reason.

A comment in the document keeps terms on its own line, or on the next line, if that is text:
`luxterm: keep TERM, TERM: reason`; `all` stands for every term. `luxterm: off: reason` keeps all up
to `luxterm: on`, or to the end; `luxterm: verbatim: reason` does so and says that this is the text of a law
in force. The configuration keeps terms in whole files, and says of files that they are a law's text. A
comment that is malformed, or that keeps nothing, is itself a finding, so that none is left over unnoticed.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from luxterm.engine.law import in_law
from luxterm.system.errors import likely
from luxterm.text.directives import ALL, Directive, addressed, parse
from luxterm.text.lines import LineIndex
from luxterm.types import SUPPRESSION, Comment, Document, Failure, Finding, Message, Severity, Usage, quoted

if TYPE_CHECKING:
    from luxterm.config.settings import Keep, Verbatim


class _Problem(NamedTuple):
    comment: Comment
    what: Message


class _Region(NamedTuple):
    """What is wrong with a comment in a region, or with one whose region has nothing to keep."""

    begun: Message
    empty: Message


_REGIONS = {
    "off": _Region(Message("is-off"), Message("nothing-after")),
    "verbatim": _Region(Message("is-verbatim"), Message("no-law-after")),
}
"""By the action that begins it."""


def apply(
    document: Document,
    findings: Sequence[Finding],
    known_terms: Collection[str],
    keeps: Iterable["Keep"] = (),
    verbatim: "Verbatim | None" = None,
    *,
    lang: str,
    failures: Sequence[Failure] = (),
) -> list[Finding]:
    """The findings, those kept by a comment or by `keeps` marked so, and the problems of comments.

    `verbatim` is what the configuration says of the file: if it is a law's text, all findings are in that.
    `lang` is the language of the document, in which these problems are told. A comment on one of the
    `failures` is used: what would have been found there isn't known.

    A kept finding has no fixes; its `because` gives the reason. Findings that are kept already
    (titles, mentions) don't make a comment used, but for those in the text of a law.
    """
    reasons: dict[int, str] = {}
    laws: dict[int, str] = {}
    problems: list[_Problem] = []
    # nearly every document has no such comment
    if any(addressed(comment.text) for comment in document.comments):
        pass_ = _Pass(document, findings, known_terms, failures)
        reasons, laws, problems = pass_.reasons, pass_.laws, pass_.problems
    by_term = {keep.term: keep.reason for keep in keeps}
    result: list[Finding] = []
    for number, finding in enumerate(findings):
        if number in laws:
            finding = in_law(finding, Message("marked-by-comment", (quoted(laws[number]),)))
        elif verbatim and verbatim.law:
            finding = in_law(finding, Message("marked-by-configuration", (verbatim.reason,)))
        elif number in reasons:
            finding = keep(finding, Message("kept-by-comment", (quoted(reasons[number]),)))
        elif finding.term in by_term and (not finding.kept or finding.in_law):
            finding = keep(finding, Message("kept-by-configuration", (by_term[finding.term],)))
        result.append(finding)
    if problems:
        result += (_finding(document, problem, lang) for problem in problems)
        result.sort(key=lambda finding: (finding.start, finding.end))
    return result


def keep(finding: Finding, because: Message) -> Finding:
    """The finding as one that stays for a reason given by people: no fixes, no cautions."""
    return finding._replace(kept=True, because=because, cautions=(), fixes=())


_INK = re.compile(r"\S")


class _Pass:
    """One document's comments against its findings.

    `reasons` are by the number of the finding they keep, `laws` by that of one in the text of a law.
    """

    def __init__(
        self,
        document: Document,
        findings: Sequence[Finding],
        known_terms: Collection[str],
        failures: Sequence[Failure],
    ) -> None:
        self.reasons: dict[int, str] = {}
        self.laws: dict[int, str] = {}
        self.problems: list[_Problem] = []
        self._known = known_terms
        self._index = LineIndex(document.text)
        self._format = document.format
        self._comments = sorted(document.comments)
        # Sorted by their ends, because segments may interleave: a note is inside its sentence
        pieces = (piece for segment in document.segments for piece in segment.pieces)
        self._pieces = sorted(pieces, key=lambda piece: piece.end)
        self._all: dict[int, Finding | Failure] = dict(enumerate((*findings, *failures)))
        self._open = {
            number: each
            for number, each in self._all.items()
            if isinstance(each, Failure) or not each.kept or each.in_law
        }
        self._lines = {number: self._span(each.start, each.end) for number, each in self._open.items()}
        off: tuple[Comment, Directive] | None = None
        for comment in self._comments:
            directive = parse(comment.text)
            if directive is None:
                continue
            if isinstance(directive, Message):
                self._problem(comment, directive)
            elif directive.action == "keep":
                self._keep(comment, directive)
            elif directive.action in _REGIONS and off:
                self._problem(comment, _REGIONS[off[1].action].begun)
            elif directive.action in _REGIONS:
                off = comment, directive
            elif off:
                self._region(*off, comment.start)
                off = None
            else:
                self._problem(comment, Message("is-not-off"))
        if off:
            self._region(*off, len(document.text))

    def _keep(self, comment: Comment, directive: Directive) -> None:
        own = self._span(comment.start, max(comment.end, comment.until))
        below = self._line_below(own[1]) if not comment.until else -1
        for term in directive.terms:
            if term != ALL and term not in self._known:
                self._problem(comment, self._unknown(term))
                continue
            found = self._on_lines(term, *own) or self._on_lines(term, below, below)
            if not found:
                what = Message("nothing-here") if term == ALL else Message("no-such-here", (term,))
                self._problem(comment, what)
            for number in found:
                self.reasons.setdefault(number, directive.reason)

    def _region(self, comment: Comment, directive: Directive, end: int) -> None:
        law = directive.action == "verbatim"
        there, reasons = (self._all, self.laws) if law else (self._open, self.reasons)
        found = [number for number, each in there.items() if comment.end <= each.start < end]
        if not found:
            self._problem(comment, _REGIONS[directive.action].empty)
        for number in found:
            reasons.setdefault(number, directive.reason)

    def _on_lines(self, term: str, first: int, last: int) -> list[int]:
        """The findings of a term that touch these lines."""
        return [
            number
            for number, (start, end) in self._lines.items()
            if start <= last and end >= first and term in (ALL, self._open[number].term)
        ]

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line of a stretch of text."""
        return self._index.position(start)[0], self._index.position(max(start, end - 1))[0]

    def _line_below(self, line: int) -> int:
        """The next line, if there is text to read on it, else -1.

        Blank lines, other comments and what opens the text don't count: in Markdown, a comment is a block of
        its own with a blank line after it.
        """
        if line + 1 == self._index.count:
            return -1
        begin = self._index.line_span(line + 1).start
        for piece in self._pieces[bisect_right(self._pieces, begin, key=lambda piece: piece.end) :]:
            ink = _INK.search(self._index.text, max(piece.start, begin), piece.end)
            if ink:
                found = self._index.position(ink.start())[0]
                return found if self._reaches(begin, self._index.line_span(found).start) else -1
        return -1

    def _reaches(self, begin: int, end: int) -> bool:
        """Whether a comment that ends before text[begin:end] is for what follows it."""
        from luxterm.formats.between import reaches  # few documents keep anything

        parts: list[str] = []
        for comment in self._comments[bisect_right(self._comments, begin, key=lambda comment: comment.end) :]:
            if comment.start >= end:
                break
            parts.append(self._index.text[begin : max(begin, comment.start)])
            begin = comment.end
        parts.append(self._index.text[begin:end])
        return reaches("".join(parts), self._format)

    def _unknown(self, term: str) -> Message:
        meant = likely(term, (*self._known, ALL))
        if not meant:
            return Message("unknown-term", (quoted(term),))
        return Message("unknown-term-like", (quoted(term), meant[0]))

    def _problem(self, comment: Comment, what: Message) -> None:
        self.problems.append(_Problem(comment, what))


def _finding(document: Document, problem: _Problem, lang: str) -> Finding:
    start, end = problem.comment.start, problem.comment.end
    near = (segment.place for segment in document.segments if segment.span.end > start)
    return Finding(
        start=start,
        end=end,
        text=document.text[start:end],
        seen=document.text[start:end],
        concept=SUPPRESSION,
        term=SUPPRESSION,
        advice="",
        usage=Usage.USE,
        because=problem.what,
        severity=Severity.WARNING,
        kept=False,
        why="",
        lang=lang,
        place=next(near, None),
    )
