"""One line a finding, `path:line:column: severity: message [term]`, as compilers write and editors read.

Vim's quickfix list, Emacs' compilation mode, reviewdog's `-efm` and grep all take it. Where a format has no
lines, the place in words stands instead of the numbers.
"""

from typing import TYPE_CHECKING

from luxterm.report.display import safe_path
from luxterm.report.run import Out, Run, standing
from luxterm.wording import in_marks, tell
from luxterm.wording.findings import because, message, where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult, Located


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """The findings as they come, and nothing else: errors go to standard error."""
    for result in results:
        for item in result.findings:
            out.write(_line(result.path, item))


def _line(path: str, item: "Located") -> str:
    finding, region = item.finding, item.region
    place = f" {where(finding)}" if finding.place else f"{region.line}:{region.column}"
    label = standing(finding)
    kept = finding.kept and tell("with-colon", in_marks(finding.text), because(finding))
    said = kept or message(finding)
    return safe_path(f"{path}:{place}: {label}: {' '.join(said.split())} [{finding.term}]") + "\n"
