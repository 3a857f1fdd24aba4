"""A file whose findings somebody decides on one by one: replace, keep with a reason, or leave.

Each decision is made in the text at once and the text checked again, so that the next question is about what
is there by then. The file is written when the last one is answered, whole or not at all.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import Enum
from typing import NamedTuple

from luxterm.config.settings import ConfigError, Kept
from luxterm.engine.fixes import edits_for, splice
from luxterm.formats import format_of
from luxterm.scan.file import check_text, problem_of, scan_file
from luxterm.scan.job import NOT_FIXED, CheckedDocument, FileResult, Job, Located, content
from luxterm.scan.keeping import PASSING, SEEN, comment_edits
from luxterm.scan.kept import place_of, record, user
from luxterm.scan.locate import locate
from luxterm.system.atomic import Linked, WriteError, replace, require_own
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import TooBig, TooLong, allowing, within
from luxterm.text.source import UnwritableError, decode, encode
from luxterm.types import Applicability, Edit, Finding, Fix, Message


class Choice(Enum):
    """What somebody answers."""

    REPLACE = "replace"
    SKIP = "skip"
    ALL = "all"
    """Replace this, and all that follow in the file and have a safe fix."""
    KEEP = "keep"
    QUIT = "quit"
    """Ask no more, in this file or another."""


class Answer(NamedTuple):
    """A choice, with the fix to make or the reason to keep the words for."""

    choice: Choice
    fix: Fix | None = None
    reason: str = ""


Ask = Callable[[str, Located], Answer]
"""Of a finding in the file at a path. It may ask the same again if a comment can't be written there."""


def decide(job: Job, ask: Ask, unkept: Callable[[str], None], listing: str = "") -> tuple[FileResult, bool]:
    """What came of a file, and whether to go on asking.

    Where no comment can keep a finding, it goes to the file at `listing` (`luxterm.scan.kept`); if there is
    none, `unkept` is told. What isn't text, can't be read, or is met over a link is only checked.
    """
    job, result = _scanned(job)
    format = format_of(job.path)
    if result.errors or not format or not any(item.finding.usable for item in result.findings):
        return result, True
    try:
        require_own(job.path, job.within)
    except Linked:
        return result._replace(notes=(*result.notes, Message(NOT_FIXED))), True
    except WriteError as error:
        return result._replace(errors=(Message("not-changed", (error.message,)),)), True
    source = decode(data := content(job), path=job.path)
    places: list[Kept] = []
    listing = "" if format in PASSING else listing
    try:
        text, made, go_on = _decided(job, source.text, ask, unkept, places if listing else None)
    except (TooLong, Exception) as error:  # the file is as it was, and others are still to come
        return result._replace(errors=(problem_of(error, job),)), True
    if text == source.text and not places:
        return result, go_on
    try:
        if text != source.text:
            replace(job.path, data, encode(source, text), job.within)
        if places:
            record(listing, job.path, places)
    except (UnwritableError, WriteError) as error:
        return result._replace(errors=(Message("not-changed", (error.message,)),)), go_on
    except ConfigError as error:
        said = Message("with-colon", (error.path, error.message))
        return scan_file(job._replace(data=None))._replace(fixed=made, errors=(said,)), go_on
    return scan_file(_keeping(job, places)._replace(data=None))._replace(fixed=made), go_on


def _scanned(job: Job) -> tuple[Job, FileResult]:
    """The job with what was read, so that questions and fixes are about the same text, and what it gives."""
    with suppress(OSError, TooBig, UnreadableError):  # `scan_file` says so
        job = job._replace(data=content(job))
    return job, scan_file(job)


def _keeping(job: Job, places: Iterable[Kept]) -> Job:
    return job._replace(options=job.options._replace(kept=(*job.options.kept, *places)))


def _decided(
    job: Job,
    text: str,
    ask: Ask,
    unkept: Callable[[str], None],
    places: list[Kept] | None,
) -> tuple[str, int, bool]:
    """The text with what was decided, how many words were replaced, and whether to go on asking.

    What is to be kept outside of the document is added to the `places`, if there are any to be.
    """
    format = format_of(job.path) or "plain"

    def check(text: str) -> CheckedDocument:
        with within(job.options.limits), allowing(job.options.limits):
            return check_text(text, format, _keeping(job, places or ()))

    checked, at, made = check(text), 0, 0
    while finding := _next(checked.findings, at):
        answer = ask(job.path, locate(text, [finding])[0])
        edits: list[Edit] = []
        number = 0
        if answer.choice is Choice.QUIT:
            return text, made, False
        if answer.choice is Choice.REPLACE and answer.fix:
            edits, number = list(answer.fix.edits), 1
        elif answer.choice is Choice.ALL:
            rest = [each for each in checked.findings if each.start >= at]
            edits, applied = edits_for(rest, Applicability.SAFE)
            number = len(applied)
        elif answer.choice is Choice.KEEP:
            if places is None or format not in SEEN:
                edits = comment_edits(checked, finding, answer.reason, check) or []
            if not edits and places is not None:
                places.append(place_of(finding, checked.document, answer.reason, user()))
                checked = check(text)
            elif not edits:
                unkept(finding.text)
        if not edits:
            at = finding.end
            continue
        at = _behind(finding, edits)
        text = splice(text, edits)
        checked, made = check(text), made + number
    return text, made, True


def _next(findings: Iterable[Finding], at: int) -> Finding | None:
    return next((each for each in findings if each.start >= at and not each.kept and each.usable), None)


def _behind(finding: Finding, edits: Iterable[Edit]) -> int:
    """Where the finding's end is once these edits are made: what follows hasn't been asked about."""
    moved = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= finding.end)
    return max(finding.end + moved, finding.start)
