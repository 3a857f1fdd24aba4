"""The report for people: each finding with its line, the word marked, why, what to say and who says so.

The reason and the sources are given once, when a term first appears in a run. Notes are only counted, unless
they were asked for.
Only colour and width depend on where it is shown (`Style`).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from luxterm.report.display import (
    BLUE,
    BOLD,
    CYAN,
    DIM,
    GREEN,
    RED,
    YELLOW,
    Style,
    head,
    safe,
    safe_path,
    tail,
    wrap,
)
from luxterm.report.run import Out, Run, applicable, cite, severities, standing
from luxterm.text.width import width
from luxterm.types import Applicability, Finding, Severity
from luxterm.wording import count
from luxterm.wording.findings import because, caveat, message, where, why

if TYPE_CHECKING:
    from luxterm.scan.job import Excerpt, FileResult, Located

_LABELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: BLUE}
_OFFERS = {Applicability.SAFE: "  (--fix)", Applicability.UNSAFE: "  (--fix --unsafe-fixes)"}
_SOURCES = 5
"""Sources named with a finding; the card names all."""
_GUTTER = 8
"""Columns before the text of a finding: the line's number, a bar and a space."""


def write(results: "Iterable[FileResult]", run: Run, out: Out, style: Style | None = None) -> None:
    """The findings, file by file as they come, and a line that sums up."""
    style = style or Style()
    told: set[tuple[str, str]] = set()
    for result in results:
        for item in result.findings:
            if not (run.show_notes or item.finding.kept or item.finding.severity > Severity.INFO):
                continue
            out.write(shown(result.path, item, told, style) + "\n")
    out.write(f"{summary(run)}\n")


def shown(path: str, item: "Located", told: set[tuple[str, str]], style: Style) -> str:
    """A finding in the file at a path, in lines; `told` grows by the reason, so that it is given once."""
    return "\n".join(_finding(path, item, told, style)) + "\n"


def _finding(path: str, item: "Located", told: set[tuple[str, str]], style: Style) -> Iterator[str]:
    finding, region = item.finding, item.region
    colour = CYAN if finding.kept else _COLOURS[finding.severity]
    label = standing(finding) if finding.kept else _LABELS[finding.severity]
    place = f"{safe_path(path)}:{region.line}:{region.column}"
    if finding.place:
        place = f"{safe_path(path)}: {safe(where(finding))}"
    said = f"“{safe(finding.text)}”: {safe(because(finding))}" if finding.kept else safe(message(finding))
    term = style.paint(f"[{finding.term}]", DIM)
    label = style.paint(label, BOLD, colour)
    yield f"{style.paint(place, BOLD)}: {label}: {' '.join(said.split())} {term}"
    for excerpt in item.excerpts:
        yield from _marked(excerpt, "" if finding.place else str(excerpt.line), colour, style)
    if finding.kept:
        return
    yield from _advice(finding, told, style)


def _marked(excerpt: "Excerpt", number: str, colour: str, style: Style) -> Iterator[str]:
    """The line with its number, clipped around the marked words, and the marks under them."""
    before = safe(excerpt.text[: excerpt.start])
    ahead = width(before)
    words = safe(excerpt.text[excerpt.start : excerpt.end], ahead)
    after = safe(excerpt.text[excerpt.end :], ahead + width(words))
    behind = width(after)
    room = max(style.width - _GUTTER, 24)
    words = head(words, room - 2)
    marked = width(words)
    spare = room - marked
    left = min(ahead + excerpt.cut_before, max(spare // 2, spare - behind - excerpt.cut_after))
    if excerpt.cut_before or ahead > left:
        before = "…" + tail(before, left - 1)
        ahead = width(before)
    right = spare - ahead
    if excerpt.cut_after or behind > right:
        after = head(after, right - 1) + "…"
    number = style.paint(f"{number:>5} |", DIM)
    bar = style.paint("      |", DIM)
    yield f"{number} {before}{style.paint(words, BOLD, colour)}{after}".rstrip()
    yield f"{bar} {' ' * ahead}{style.paint('^' * max(marked, 1), BOLD, colour)}"


def _advice(finding: Finding, told: set[tuple[str, str]], style: Style) -> Iterator[str]:
    replacements = list(dict.fromkeys(fix.replacement for fix in finding.fixes))
    if replacements:
        said = " or ".join(f"“{text}”" for text in replacements)
        yield _wrapped("Say", said + _OFFERS.get(applicable(finding), ""), style, f"“{replacements[0]}”")
    if note := caveat(finding):
        yield _wrapped("But", f"{note}.", style)
    reason = why(finding)
    key = (finding.term, reason)
    if key in told:
        return
    told.add(key)
    if reason:
        yield _wrapped("Why", reason, style)
    if finding.sources:
        more = len(finding.sources) - _SOURCES
        rest = f"; and {more} more (luxterm explain {finding.term})" if more > 0 else ""
        yield _wrapped("See", "; ".join(map(cite, finding.sources[:_SOURCES])) + rest, style)


def _labelled(label: str, text: str, style: Style) -> str:
    return f"{' ' * _GUTTER}{style.paint(label, BOLD)}  {text}"


def _wrapped(label: str, text: str, style: Style, best: str = "") -> str:
    """A label and its text in lines; `best`, which the text begins with, stands out."""
    lines = wrap(safe(text), max(min(style.width, 100) - _GUTTER - 5, 24))
    if best and lines[0].startswith(safe(best)):
        lines[0] = style.paint(safe(best), BOLD, GREEN) + lines[0][len(safe(best)) :]
    return _labelled(label, f"\n{' ' * (_GUTTER + 5)}".join(lines), style)


def summary(run: Run) -> str:
    """The run in a sentence or two."""
    files = count(run.files, "file")
    stay = (run.kept, "kept"), (run.verbatim, "in the text of laws")
    kept = ", ".join(f"{number} {where}" for number, where in stay if number)
    hint = " (--show-kept lists them)" if kept and not run.show_kept else ""
    fixed = f"{count(run.fixed, 'finding')} fixed in {count(run.fixed_files, 'file')}. " if run.fixed else ""
    if run.findings:
        text = f"{files}: {count(run.findings, 'finding')} ({severities(run.by_severity)})"
        text += f", {kept}{hint}" if kept else ""
        if run.by_severity["info"] and not run.show_notes:
            text += "; --min-severity info lists the notes"
    elif run.files or not run.errors:
        text = f"{files}: nothing to change" + (f"; {kept}{hint}" if kept else "")
    else:
        text = "Nothing was checked"
    text = f"{fixed}{text}."
    if run.safe:
        text += f" {run.safe} can be fixed with --fix"
        text += f", {run.unsafe} more with --fix --unsafe-fixes." if run.unsafe else "."
    elif run.unsafe:
        text += f" {run.unsafe} can be fixed with --fix --unsafe-fixes."
    if run.links:
        text += f" {count(run.links, 'file')} not fixed: links, or in folders that are links."
    unread = len({path for path, _ in run.errors if path} - run.partly)
    if unread:
        text += f" {count(unread, 'input')} could not be checked."
    if run.partly:
        text += f" {count(len(run.partly), 'input')} could be checked only in part."
    if run.interrupted:
        text += f" Stopped early: {run.files} of {count(run.total, 'file')} checked."
    return text
