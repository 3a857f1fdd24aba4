"""Results without anything that stands in the documents, for case files and the like.

What goes: the words and the sentence they stand in, the lines around them, the edits, the reasons that
authors wrote into comments, and names in a place (a sheet's, a heading's). What stays: names of files,
places by number, the lexicon's own words (the term, why, what to say instead) and reasons that stand
in the configuration.
"""

import re
from collections.abc import Iterable, Iterator

from luxterm.suppress import IN_COMMENT
from luxterm.types import Applicability, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luxterm.locate import Located
    from luxterm.scan import FileResult

LEFT_OUT = "(left out)"

_NAMED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|'[^']*'")


def redacted(results: "Iterable[FileResult]") -> "Iterator[FileResult]":
    """The results, their sums and positions as they are, all text of the documents gone."""
    for result in results:
        yield result._replace(findings=tuple(map(_located, result.findings)))


def _located(item: "Located") -> "Located":
    finding = _finding(item.finding)
    return item._replace(finding=finding, excerpts=(), fixes=tuple(() for _ in finding.fixes), sentence=None)


def _finding(finding: Finding) -> Finding:
    because = finding.because
    if because.startswith(IN_COMMENT):
        because = f"{IN_COMMENT}: {LEFT_OUT}"
    return finding._replace(
        text="",
        because=because,
        message=_message(finding, because),
        place=_NAMED.sub("…", finding.place),
        fixes=tuple(fix._replace(applicability=Applicability.DISPLAY, edits=()) for fix in finding.fixes),
    )


def _message(finding: Finding, because: str) -> str:
    """In a line, with the lexicon's words alone."""
    if finding.concept == "suppression":
        return "A comment to luxterm is malformed or without effect"
    if finding.kept:
        return f"{finding.term} {because}"
    best = finding.fixes[0].replacement if finding.fixes else ""
    return f"{finding.term}{f': write “{best}”' if best else ''}"
