"""One file through the engine: read, check, fix, locate.

This is the only place where a document's bytes meet the engine. Nothing is raised: what goes wrong with a
file is an error in its result.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from luxterm import formats
from luxterm.config.settings import AUTO, UNKNOWN
from luxterm.formats import PLAIN_SIGHT, format_of
from luxterm.lexicon.load import termbase_of
from luxterm.office import kind_of, read
from luxterm.scan.job import NOT_FIXED, CheckedDocument, Entry, FileResult, Job, content, describe_error
from luxterm.system.errors import explained
from luxterm.system.limits import TooBig, TooLong, allowed, allowing, in_proportion, reading, too_long, within
from luxterm.system.storage import is_url
from luxterm.termbase.errors import TermbaseError
from luxterm.types import Document, Failure, Finding, Message, figure, quoted

if TYPE_CHECKING:
    from luxterm.engine.incremental.text import CheckedText
    from luxterm.termbase import Termbase
    from luxterm.text.source import Source


OCCURRENCES, APART = 5_000, 100
"""The most words of one file that are judged: so many, or in a long text file one in so many characters."""
_OF_A_SMALL_FILE, _PER_BYTE = 3_000, 0.01
"""Of an office file: what is packed may be long in a small one."""


def scan_file(job: Job) -> FileResult:
    """Check one file, and fix it if the options say so. Raises nothing but KeyboardInterrupt."""
    try:
        with within(job.options.limits), allowing(job.options.limits):
            return _scan(job)
    except (TooLong, Exception) as error:  # one document must not hide the others' findings
        # Whatever is wrong, what came in on standard input goes out again
        output = (job.data or b"") if job.options.fix is not None else b""
        return FileResult(job.path, read=False, errors=(problem_of(error, job),), output=output)


def problem_of(error: TooLong | Exception, job: Job) -> Message:
    """What went wrong with a document while it was read or checked."""
    if isinstance(error, TooLong):
        return Message("not-checked", (too_long(job.options.limits),))
    if isinstance(error, TermbaseError):
        place = f"{error.place}: " if error.place else ""
        # Words that may be a document's are marked as such, so that a report can leave them out
        said = quoted(error.message) if isinstance(error.message, str) else error.message
        return Message("not-checked", (Message("beside", (place, said)),))
    if isinstance(error, OSError | TooBig | MemoryError):
        return Message("unreadable", (explained(error),))
    return describe_error(error)


def certainly_clean(job: Job, data: bytes) -> bool:
    """Whether there is nothing to find in a file with this content, so that it needn't be parsed.

    Never for an unsupported file, so that what isn't text is never called clean; nor if letters of
    commands come between those of words.
    """
    return _certainly_clean(job, data, termbase_of(job.options.lexicon))


def _certainly_clean(job: Job, data: bytes, termbase: "Termbase") -> bool:
    if format_of(job.path) not in PLAIN_SIGHT or b"luxterm:" in data or job.options.kept:
        return False
    if job.options.settings.lang == AUTO and termbase.may_be_unchecked(data):
        return False  # nothing is found there, but that must be said
    return not termbase.may_contain(data)


def _scan(job: Job) -> FileResult:
    options, data = job.options, content(job)
    termbase = termbase_of(options.lexicon)  # once: in a server another may be loaded meanwhile
    if kind := kind_of(job.path):
        output = data if options.fix is not None else b""
        with reading(len(data)):
            return _result(job, data, check_document(read(data, kind), job, termbase), output=output)
    format = format_of(job.path)
    if _certainly_clean(job, data, termbase):
        return FileResult(job.path, len(data), output=data if options.fix is not None else b"")
    from luxterm.text.source import decode  # most files end above

    source = decode(data, path=job.path)
    checked = check_text(source.text, format or "plain", job, termbase)
    if options.fix is None:
        return _result(job, data, checked)
    return _fix(job, data, source, checked, format or "plain")


def _fix(job: Job, data: bytes, source: "Source", checked: CheckedDocument, format: str) -> FileResult:
    """What comes of fixing a file: written, shown as a diff, or given back."""
    from luxterm.engine.fixes import Unsettled
    from luxterm.system.atomic import Linked, WriteError, require_own
    from luxterm.system.atomic import replace as replace_file
    from luxterm.system.diff import diff
    from luxterm.text.source import UnwritableError, encode, in_lines

    options = job.options
    try:
        stable, fixed = fix_text_until_stable(checked, format, job)
        if not fixed:
            return _result(job, data, checked, output=data)
        if options.diff and job.data is None and not is_url(job.path):
            require_own(job.path, job.within)
        output = encode(source, stable.document.text)
        if options.diff:
            if in_lines(source):
                return _result(job, data, checked, fixed=fixed, diff=diff(job.path, data, output))
            shown = diff(job.path, source.text.encode(), stable.document.text.encode())
            note = Message("diff-for-reading", (source.encoding.upper(),))
            return _result(job, data, checked, fixed=fixed, diff=shown, notes=(note,))
        if options.write:
            replace_file(job.path, data, output, job.within)
            return _result(job, data, stable, fixed=fixed)
        return _result(job, data, stable, fixed=fixed, output=output)
    except Linked:
        return _result(job, data, checked, output=data, notes=(Message(NOT_FIXED),))
    except (Unsettled, UnwritableError, WriteError) as error:
        return _result(job, data, checked, output=data, errors=(Message("not-changed", (error.message,)),))


def document_of(job: Job) -> Document:
    """The document of a job, read and not checked. Raises OSError, TooBig, UnreadableError."""
    data = content(job)
    if kind := kind_of(job.path):
        return read(data, kind)
    from luxterm.text.source import decode

    text = decode(data, path=job.path).text
    return formats.read(text, format_of(job.path) or "plain", job.options.settings.front_matter)


def check_text(
    text: str, format: str, job: Job, termbase: "Termbase | None" = None, *, spare: bool = True
) -> CheckedDocument:
    """The findings of a text under a job's options: suppressions and baseline applied.

    `termbase` is that of the options where it is at hand. An error in judging an occurrence is one of the
    `failures`, unless none is to be spared: then it is raised.
    """
    document = formats.read(text, format, job.options.settings.front_matter)
    return check_document(document, job, termbase, spare=spare)


def check_document(
    document: Document, job: Job, termbase: "Termbase | None" = None, *, spare: bool = True
) -> CheckedDocument:
    """As `check_text`, of a document."""
    from luxterm.engine.check import check_first

    termbase = termbase or termbase_of(job.options.lexicon)
    if kind_of(job.path):
        most = in_proportion(_OF_A_SMALL_FILE, _PER_BYTE, OCCURRENCES)
    else:
        most = allowed(max(OCCURRENCES, len(document.text) // APART))
    failures: list[Failure] = []
    failed = failures.append if spare else None
    checked = check_first(document, termbase, job.options.settings, most, failed)
    if checked.more:
        document = document._replace(unread=(*document.unread, Message("too-many", (figure(most),))))
    if checked.unchecked:
        notes = (_unchecked(lang, number) for lang, number in checked.unchecked.items())
        document = document._replace(notes=(*document.notes, *notes))
    return apply_suppressions(document, checked.findings, job, termbase, failures, lang=checked.lang)


def _unchecked(lang: str, number: int) -> Message:
    """What to say of so many words in a language without terms."""
    code = "unknown-language" if lang == UNKNOWN else "language-unchecked"
    return Message(code, (figure(number), lang))


def apply_suppressions(
    document: Document,
    findings: list[Finding],
    job: Job,
    termbase: "Termbase",
    failures: Sequence[Failure] = (),
    *,
    lang: Callable[[], str],
) -> CheckedDocument:
    """What is left of a document's findings after comments, configuration, kept places and baseline.

    The document has notes on places to keep that it doesn't have any more. `lang` gives the language that the
    document begins in.
    """
    options = job.options
    if document.comments or (findings and (options.keeps or options.verbatim)):
        from luxterm.engine import suppressions

        findings = suppressions.apply(
            document,
            findings,
            termbase.ids,
            options.keeps,
            options.verbatim,
            lang=lang(),
            failures=failures,
        )
    if options.kept:
        from luxterm.scan import kept

        findings, gone = kept.apply(document, findings, failures, options.kept)
        document = document._replace(notes=(*document.notes, *gone))
    entries: tuple[Entry, ...] = ()
    if options.record or job.baseline:
        from luxterm.scan import baseline

        if options.record:
            entries = baseline.record(document, options.selection.chosen(findings))
        else:
            entries = job.baseline
        findings, entries = baseline.apply(document, findings, entries)
    chosen = options.selection.chosen(findings)
    if job.before:
        from luxterm.scan.changed import on_new_lines

        document, chosen = on_new_lines(document, chosen, job)
    return CheckedDocument(document, chosen, termbase, entries, tuple(failures))


def apply_suppressions_to(checked: "CheckedText", job: Job) -> CheckedDocument:
    """The same for a text that is being written: its document is made only where something needs it."""
    options = job.options
    needed = checked.comments or options.keeps or options.kept or options.record or job.baseline or job.before
    document = checked.document if needed else Document(checked.text, checked.basis.format, ())
    termbase, failures = checked.basis.termbase, checked.failures
    return apply_suppressions(document, checked.findings, job, termbase, failures, lang=lambda: checked.lang)


def fix_text_until_stable(checked: CheckedDocument, format: str, job: Job) -> tuple[CheckedDocument, int]:
    """Fix, check, and fix again until there is nothing to fix; and how many fixes that took.

    Raises Unsettled.
    """
    from luxterm.engine import fixes

    least = job.options.fix
    assert least is not None

    def step(state: tuple[CheckedDocument, int]) -> tuple[CheckedDocument, int] | None:
        checked, total = state
        text, applied = fixes.apply(checked.document.text, checked.findings, least)
        return (check_text(text, format, job, checked.termbase), total + len(applied)) if applied else None

    return fixes.fix_until_stable((checked, 0), step, left=lambda state: len(state[0].findings))


def _result(
    job: Job,
    data: bytes,
    checked: CheckedDocument,
    *,
    fixed: int = 0,
    errors: tuple[Message, ...] = (),
    diff: bytes = b"",
    output: bytes = b"",
    notes: tuple[Message, ...] = (),
) -> FileResult:
    from luxterm.scan.locate import locate, locate_failures, locate_with_sentences

    options = job.options
    reported = [finding for finding in checked.findings if not finding.kept]
    shown = checked.findings if options.show_kept else reported
    verbatim = sum(finding.in_law for finding in checked.findings)
    document = checked.document
    if options.sentences:
        found = locate_with_sentences(document, shown, lambda lang: checked.termbase.language(lang).sentences)
    else:
        found = locate(document.text, shown)
    return FileResult(
        job.path,
        len(data),
        findings=found,
        kept=len(checked.findings) - len(reported) - verbatim,
        errors=(*document.unread, *errors, *locate_failures(document.text, checked.failures)),
        fixed=fixed,
        fails=options.fail_on is not None and any(item.severity >= options.fail_on for item in reported),
        diff=diff,
        output=output,
        notes=(*document.notes, *notes, *_damage(document.text)),
        entries=checked.entries,
        verbatim=verbatim,
    )


def _damage(text: str) -> tuple[Message, ...]:
    nuls = text.count("\0")
    return (Message("stray-nuls", (figure(nuls),)),) if nuls else ()
