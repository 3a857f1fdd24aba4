"""Results without anything from the documents, for case files and the like.

What goes: the words and the sentence they are in, the lines around them, the edits, the reasons that
authors wrote into comments, the document's own words in a place or a name (a sheet's name, a heading,
who wrote a comment, a key), and what a parser says about a damaged file. What stays: names of files, places
by number, the lexicon's own words (the term, why, what to say instead) and reasons given in the
configuration.
"""

from typing import TYPE_CHECKING

from luxterm.types import Applicability, Finding, Message
from luxterm.wording import redacted as without_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from luxterm.scan.job import FileResult, Located

LEFT_OUT = Message("left-out")


def redacted(results: "Iterable[FileResult]") -> "Iterator[FileResult]":
    """The results, their sums and positions as they are, all text of the documents gone."""
    for result in results:
        yield result._replace(findings=tuple(map(_located, result.findings)))


def without_details(results: "Iterable[FileResult]") -> "Iterator[FileResult]":
    """The results, their errors and notes without details: a parser's words may be the document's."""
    for result in results:
        yield result._replace(
            errors=tuple(map(without_words, result.errors)), notes=tuple(map(without_words, result.notes))
        )


def _located(item: "Located") -> "Located":
    finding = _finding(item.finding)
    return item._replace(finding=finding, excerpts=(), fixes=tuple(() for _ in finding.fixes), sentence=None)


def _finding(finding: Finding) -> Finding:
    return finding._replace(
        text="",
        seen="",
        because=without_words(finding.because, LEFT_OUT),
        place=finding.place and without_words(finding.place),
        fixes=tuple(fix._replace(applicability=Applicability.DISPLAY, edits=()) for fix in finding.fixes),
    )
