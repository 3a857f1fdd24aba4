"""How often each term was found: a line for each, the most frequent first, and the sum of the text report."""

from collections import Counter
from typing import TYPE_CHECKING

from luxterm.lexicon.wording import SEVERITY
from luxterm.report.run import Out, Run, applicable
from luxterm.report.text import summary
from luxterm.types import Applicability, Severity, figure
from luxterm.wording import counted, tell, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """The number, the severity, the term, in how many files, and how many `--fix` can change."""
    rows: Counter[tuple[str, Severity]] = Counter()
    files: Counter[tuple[str, Severity]] = Counter()
    safe: Counter[tuple[str, Severity]] = Counter()
    for result in results:
        here: set[tuple[str, Severity]] = set()
        for item in result.findings:
            finding = item.finding
            if finding.kept:
                continue
            key = finding.term, finding.severity
            here.add(key)
            rows[key] += 1
            safe[key] += applicable(finding) is Applicability.SAFE
        files.update(here)
    wide = max((len(term) for term, _ in rows), default=0)
    serious = {severity: told(SEVERITY[severity.label]) for severity in Severity}
    room = max(map(len, serious.values()))
    digits = len(told(figure(max(rows.values(), default=0))))
    for (term, severity), number in sorted(rows.items(), key=lambda row: (-row[1], -row[0][1], row[0][0])):
        said = tell("in-files", counted(files[term, severity], "file"))
        if fixable := safe[term, severity]:
            said += f", {tell('with-fix', figure(fixable))}"
        out.write(f"{told(figure(number)):>{digits}}  {serious[severity]:<{room}}  {term:<{wide}}  {said}\n")
    out.write(f"{summary(run)}\n")
