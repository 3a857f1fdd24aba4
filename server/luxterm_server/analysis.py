"""Text in, findings out: the only place where the server meets the engine."""

from typing import NamedTuple

from luxterm.scan import Job, check_text, termbase_of
from luxterm.termbase import Termbase
from luxterm.types import Document, Finding


class Analysis(NamedTuple):
    """One state of a text and everything found in it, kept findings too; by which termbase."""

    document: Document
    findings: tuple[Finding, ...]
    job: Job
    termbase: Termbase | None


def analyse(text: str, format: str, job: Job, previous: Analysis | None = None) -> Analysis:
    """The findings of a text under the options of its job.

    `previous` is what this gave for an earlier state of the same text, to save work; it never changes
    the result. Raises TermbaseError.
    """
    termbase = termbase_of(job.options.lexicon)
    if previous is not None and previous.termbase is termbase and previous.job == job:
        if previous.document.text == text and previous.document.format == format:
            return previous
    checked = check_text(text, format, job)
    return Analysis(checked.document, tuple(checked.findings), job, termbase)
