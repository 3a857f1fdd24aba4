"""Text in, findings out: the only place where the server meets the engine."""

from typing import NamedTuple

from luxterm.engine.incremental.text import CheckedText
from luxterm.lexicon.load import termbase_of
from luxterm.scan.file import apply_suppressions_to
from luxterm.scan.job import Job
from luxterm.termbase import Termbase
from luxterm.types import Document, Failure, Finding


class Analysis(NamedTuple):
    """One state of a text, everything found in it, kept findings too, and the termbase used.

    `checked_text` is None, as `termbase` is, for a text that isn't checked.
    """

    text: str
    format: str
    job: Job
    findings: tuple[Finding, ...] = ()
    termbase: Termbase | None = None
    checked_text: CheckedText | None = None

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The occurrences that could not be judged."""
        return self.checked_text.failures if self.checked_text else ()

    @property
    def lang(self) -> str:
        """The language that the text begins in, "" if it isn't checked."""
        return self.checked_text.lang if self.checked_text else ""

    def lang_at(self, offset: int) -> str:
        """The language at a place in a text that is checked."""
        return self.checked_text.lang_at(offset) if self.checked_text else ""

    @property
    def document(self) -> Document:
        """The text as it was read; without any segments if it isn't checked."""
        return self.checked_text.document if self.checked_text else Document(self.text, self.format, ())


def analyse(text: str, format: str, job: Job, previous: Analysis | None = None) -> Analysis:
    """The findings of a text under the options of its job.

    `previous` is what this gave for an earlier state of the same text, to save work; it never changes
    the result. Raises TermbaseError.
    """
    termbase = termbase_of(job.options.lexicon)
    checked_text = previous.checked_text if previous else None
    if (
        previous
        and checked_text
        and previous.termbase is termbase
        and previous.job == job
        and previous.format == format
    ):
        if previous.text == text:
            return previous
        checked_text = checked_text.next(text)
    else:
        checked_text = CheckedText.of(text, format, termbase, job.options.settings)
    checked = apply_suppressions_to(checked_text, job)
    return Analysis(text, format, job, tuple(checked.findings), termbase, checked_text)
