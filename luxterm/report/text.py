"""The report for people: each finding with its line, the word marked, why, what to say and who says so.

The reason and the sources are given once, when a term first appears in a run. Notes are only counted, unless
they were asked for.
Only colour and width depend on where it is shown (`Style`).
"""

from collections.abc import Iterable, Iterator
from functools import reduce
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
    one_line,
    safe,
    safe_path,
    tail,
    wrap,
)
from luxterm.report.run import Out, Run, applicable, cite, severities
from luxterm.text.width import width
from luxterm.types import Applicability, Finding, Severity, figure
from luxterm.wording import apart, counted, in_marks, tell
from luxterm.wording.findings import because, caveat, message, where, why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luxterm.scan.job import Excerpt, FileResult, Located

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
    label = _label(finding)
    place = f"{safe_path(path)}:{region.line}:{region.column}"
    if finding.place:
        place = f"{safe_path(path)}: {safe(where(finding))}"
    said = (
        tell("with-colon", in_marks(safe(finding.text)), safe(because(finding)))
        if finding.kept
        else safe(message(finding))
    )
    term = style.paint(f"[{finding.term}]", DIM)
    yield f"{style.paint(place, BOLD)}: {style.paint(label, BOLD, colour)}: {one_line(said)} {term}"
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
        words = [in_marks(text) for text in replacements]
        said = either(words) + _OFFERS.get(applicable(finding), "")
        yield _wrapped(tell("label-say"), said, style, words[0])
    if note := caveat(finding):
        yield _wrapped(tell("label-but"), f"{note}.", style)
    reason = why(finding)
    key = (finding.term, reason)
    if key in told:
        return
    told.add(key)
    if reason:
        yield _wrapped(tell("label-why"), reason, style)
    if finding.sources:
        more = len(finding.sources) - _SOURCES
        cited = [*map(cite, finding.sources[:_SOURCES])]
        if more > 0:
            cited.append(tell("more-sources", counted(more, "other"), finding.term))
        yield _wrapped(tell("label-see"), apart(cited), style)


def _wrapped(label: str, text: str, style: Style, best: str = "") -> str:
    """A label and its text in lines; `best`, which the text begins with, stands out."""
    margin = _GUTTER + 2 + max(map(width, _labels()))
    lines = wrap(safe(text), max(min(style.width, 100) - margin, 24))
    best = one_line(safe(best))
    if best and lines[0].startswith(best):
        lines[0] = style.paint(best, BOLD, GREEN) + lines[0][len(best) :]
    before = f"{' ' * _GUTTER}{style.paint(label, BOLD)}{' ' * (margin - _GUTTER - width(label))}"
    return before + f"\n{' ' * margin}".join(lines)


def _label(finding: Finding) -> str:
    if finding.in_law:
        return tell("label-law")
    if finding.kept:
        return tell("label-kept")
    if finding.severity is Severity.ERROR:
        return tell("label-error")
    return tell("label-warning") if finding.severity is Severity.WARNING else tell("label-info")


def _labels() -> tuple[str, ...]:
    """Those beside the lines of a finding."""
    return tell("label-say"), tell("label-but"), tell("label-why"), tell("label-see")


def either(phrases: "Sequence[str]") -> str:
    """The phrases as alternatives: "a or b"."""
    return reduce(lambda said, phrase: tell("or", said, phrase), phrases)


def summary(run: Run) -> str:
    """The run in a sentence or two."""
    return " ".join(_sentences(run))


def _sentences(run: Run) -> Iterator[str]:
    if run.fixed:
        yield tell("some-fixed", counted(run.fixed, "finding"), counted(run.fixed_files, "file"))
    yield f"{_result(run)}."
    if run.safe and run.unsafe:
        yield tell("fixable-and-more", figure(run.safe), figure(run.unsafe))
    elif run.safe or run.unsafe:
        yield tell("fixable", figure(run.safe)) if run.safe else tell("fixable-unsafe", figure(run.unsafe))
    if run.links:
        yield tell("links-left", counted(run.links, "file"))
    if unread := len({path for path, _ in run.errors if path} - run.partly - run.unwritten):
        yield tell("not-checked-inputs", counted(unread, "input"))
    if run.partly:
        yield tell("partly-checked-inputs", counted(len(run.partly), "input"))
    if run.unwritten:
        yield tell("not-changed-inputs", counted(len(run.unwritten), "file"))
    if run.interrupted:
        yield tell("summed-stopped-early", figure(run.files), counted(run.total, "file"))


def _result(run: Run) -> str:
    """What was found, what is kept, and how to see more."""
    files = counted(run.files, "file")
    kept = [tell("some-kept", figure(run.kept))] if run.kept else []
    kept += [tell("some-in-laws", figure(run.verbatim))] if run.verbatim else []
    stays = ", ".join(kept)
    if stays and not run.show_kept:
        stays = tell("show-kept", stays)
    if run.findings:
        found = tell("found", files, counted(run.findings, "finding"), severities(run.by_severity))
        found = ", ".join(filter(None, (found, stays)))
        unseen = run.by_severity["info"] and not run.show_notes
        return apart((found, tell("show-notes"))) if unseen else found
    if run.files or not run.errors:
        return apart(filter(None, (tell("nothing-to-change", files), stays)))
    return tell("nothing-was-checked")
