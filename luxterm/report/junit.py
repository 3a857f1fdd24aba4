"""JUnit's XML, which nearly every build server shows.

A test case for each file: failed if there is something at or above the threshold, with the findings as its
output; an error if it could not be checked. JUnit has no schema of its own; these are the elements that
build servers agree on.
"""

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from luxterm.report.display import safe
from luxterm.report.run import Out, Run, standing
from luxterm.wording import apart, counted, told
from luxterm.wording.findings import because, message, where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult, Located


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """One suite; its counts stand first, so the cases are collected."""
    cases: list[str] = []
    seen: set[str] = set()
    failures = 0
    for result in results:
        failures += result.fails
        cases.append(_case(result))
        if result.errors:
            seen.add(result.path)
    for path, error in run.errors:  # what isn't about a file that was checked: a path that doesn't exist
        if path not in seen:
            seen.add(path)
            cases.append(_test_case(path or "luxterm", _error(error)))
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{len(seen)}" skipped="0"'
    law = f'<property name="in-the-text-of-laws" value="{run.verbatim}"/>'
    properties = f"  <properties>{law}</properties>\n" if run.verbatim else ""
    out.write(f'<testsuite name="luxterm" {counts}>\n{properties}{"".join(cases)}</testsuite>\n')


def _case(result: "FileResult") -> str:
    inside = _error(apart(map(told, result.errors))) if result.errors else ""
    notes = [f"{safe(result.path)}: {told(note)}" for note in result.notes]
    lines = [*notes, *(_line(result.path, item) for item in result.findings)]
    if lines and result.fails:
        found = counted(sum(not item.finding.kept for item in result.findings), "finding")
        inside += f"    <failure message={quoteattr(found)}>{escape(_clean(chr(10).join(lines)))}</failure>\n"
    elif lines:
        inside += f"    <system-out>{escape(_clean(chr(10).join(lines)))}</system-out>\n"
    return _test_case(result.path, inside)


def _test_case(name: str, inside: str) -> str:
    start = f'  <testcase classname="luxterm" name={quoteattr(_clean(name))}'
    return f"{start}>\n{inside}  </testcase>\n" if inside else f"{start}/>\n"


def _error(said: str) -> str:
    return f"    <error message={quoteattr(_clean(said))}/>\n"


def _line(path: str, item: "Located") -> str:
    finding, region = item.finding, item.region
    place = where(finding) if finding.place else f"{region.line}:{region.column}"
    label = standing(finding)
    said = " ".join((because(finding) if finding.kept else message(finding)).split())
    return f"{safe(path)}: {place}: {label}: {said} [{finding.term}]"


def _clean(text: str) -> str:
    """Without what XML can't hold."""
    return "\n".join(map(safe, text.split("\n")))
