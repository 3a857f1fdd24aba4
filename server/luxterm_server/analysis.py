"""Text in, findings out: the only place where the server meets the engine."""

from typing import NamedTuple

from luxterm.engine.incremental import Progress
from luxterm.lexicon.load import termbase_of
from luxterm.scan.file import sift
from luxterm.scan.job import Job
from luxterm.termbase import Termbase
from luxterm.types import Document, Finding


class Analysis(NamedTuple):
    """One state of a text and everything found in it, kept findings too; by which termbase.

    `progress` is None, as `termbase` is, for a text that isn't checked.
    """

    text: str
    format: str
    job: Job
    findings: tuple[Finding, ...] = ()
    termbase: Termbase | None = None
    progress: Progress | None = None

    @property
    def document(self) -> Document:
        """The text as it was read; of one that isn't checked, without any segment."""
        return self.progress.document if self.progress else Document(self.text, self.format, ())


def analyse(text: str, format: str, job: Job, previous: Analysis | None = None) -> Analysis:
    """The findings of a text under the options of its job.

    `previous` is what this gave for an earlier state of the same text, to save work; it never changes
    the result. Raises TermbaseError.
    """
    termbase = termbase_of(job.options.lexicon)
    progress = previous.progress if previous else None
    if (
        previous
        and progress
        and previous.termbase is termbase
        and previous.job == job
        and previous.format == format
    ):
        if previous.text == text:
            return previous
        progress = progress.next(text)
    else:
        progress = Progress(text, format, termbase, job.options.settings)
    needs_all = progress.comments or job.options.keeps or job.options.record or job.baseline
    document = progress.document if needs_all else Document(text, format, ())
    checked = sift(document, progress.findings, job)
    return Analysis(text, format, job, tuple(checked.findings), termbase, progress)
