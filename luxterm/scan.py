"""Files through the engine: read, check, fix, locate.

Here and nowhere else a document's bytes meet the engine. Results come in file order whatever the
number of processes, and never an exception: what goes wrong with a file is an error of its result.
"""

import os
from collections.abc import Iterator, Sequence

from luxterm import formats
from luxterm.config.settings import Settings
from luxterm.formats import PLAIN_SIGHT, format_of
from luxterm.lexicon.load import known_terms, termbase_of
from luxterm.locate import Located, locate, locate_with_sentences
from luxterm.office import kind_of, read
from luxterm.system import storage
from luxterm.system.limits import Limits, TooBig, TooLong, allowing, too_long, within
from luxterm.text.source import decode
from luxterm.typed import NamedTuple
from luxterm.types import Applicability, Document, Finding, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from concurrent.futures import Executor

    from luxterm.baseline import Entry
    from luxterm.cache import Cache
    from luxterm.config.find import Keep
    from luxterm.pools import Pool


class Options(NamedTuple):
    """How a file is to be checked: what its configuration and the command line say together.

    `fail_on` is the severity from which a finding fails the run, None for never. `fix` is the least
    applicability to apply, None for none. Where fixed text goes: into the file (`write`), or into the
    result as a `diff` beside the findings of the file as it is, or as `output` beside those that stay.
    `record` makes baseline entries of all findings instead of reporting them. With `sentences`, each
    finding comes with its sentence. `limits` bound what a file may cost.
    """

    settings: Settings = Settings()
    lexicon: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    keeps: "tuple[Keep, ...]" = ()
    fix: Applicability | None = None
    write: bool = False
    diff: bool = False
    record: bool = False
    show_kept: bool = False
    sentences: bool = False
    limits: Limits = Limits()


class Job(NamedTuple):
    """A file to check; `data` is its content where it isn't to be read from `path`.

    `baseline` holds the findings that may stay.
    """

    path: str
    options: Options
    data: bytes | None = None
    baseline: "tuple[Entry, ...]" = ()


class FileResult(NamedTuple):
    """What came of a file.

    `size` is in bytes, `kept` and `fixed` count findings, `fails` says that one reached the
    threshold. `diff` and `output` (the file's content after fixing) are there on request (`Options`).
    `notes` say what people should know of a file that could be read all the same. `entries` are those
    of the baseline that are still needed, or all of them with `Options.record`.
    """

    path: str
    size: int = 0
    read: bool = True
    findings: tuple[Located, ...] = ()
    kept: int = 0
    errors: tuple[str, ...] = ()
    fixed: int = 0
    fails: bool = False
    diff: bytes = b""
    output: bytes = b""
    notes: tuple[str, ...] = ()
    entries: "tuple[Entry, ...]" = ()


class Checked(NamedTuple):
    """A text with its findings, and the entries of the baseline that are still needed."""

    document: Document
    findings: list[Finding]
    entries: "tuple[Entry, ...]" = ()


def scan(
    jobs: Sequence[Job],
    workers: int = 0,
    executor: "Executor | Pool | None" = None,
    cache: "Cache | None" = None,
) -> Iterator[FileResult]:
    """The results of many files, in their order; see `luxterm.parallel.scan_many`."""
    if len(jobs) < 2 and not (executor or cache) and not any(kind_of(job.path) for job in jobs):
        return map(scan_file, jobs)
    from luxterm.parallel import scan_many

    return scan_many(jobs, workers, executor, cache)


def scan_file(job: Job) -> FileResult:
    """Check one file, and fix it where the options say so. Raises nothing but KeyboardInterrupt."""
    try:
        with within(job.options.limits), allowing(job.options.limits):
            return _scan(job)
    except TooLong:
        return FileResult(job.path, read=False, errors=(f"was not checked: {too_long(job.options.limits)}",))
    except OSError as error:
        return FileResult(
            job.path, read=False, errors=(f"cannot be read: {(error.strerror or str(error)).lower()}",)
        )
    except (TooBig, MemoryError) as error:
        reason = str(error) or "there is not enough memory for it"
        return FileResult(job.path, read=False, errors=(f"cannot be read: {reason}",))
    except Exception as error:  # one document that breaks the engine must not hide the others' findings
        return FileResult(job.path, read=False, errors=(explain(error),))


def content(job: Job) -> bytes:
    """The bytes of a job's document. Raises OSError, TooBig, and UnreadableError for a file without any.

    A text that is being written (an editor's, standard input) may be empty; a file that is kept so is
    more likely one that was lost.
    """
    if job.data is not None:
        return job.data
    if data := storage.read(job.path, job.options.limits):
        return data
    from luxterm.text.source import UnreadableError

    raise UnreadableError("it is empty")


def explain(error: Exception) -> str:
    """What went wrong, in a line without a traceback."""
    if type(error).__name__ == "UnreadableError":
        return f"cannot be read: {error}"
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})" if trace else ""
    return f"internal error, please report it: {type(error).__name__}: {error}{where}"


def certainly_clean(job: Job, data: bytes) -> bool:
    """Whether there is nothing to find in a file with this content, so that it needn't be parsed.

    Never of a file of unknown kind, so that what is no text is never called clean; nor where letters
    of commands stand between those of words.
    """
    if format_of(job.path) not in PLAIN_SIGHT or b"luxterm:" in data:
        return False
    return not termbase_of(job.options.lexicon).may_contain(data)


def _scan(job: Job) -> FileResult:
    options, data = job.options, content(job)
    if kind := kind_of(job.path):
        output = data if options.fix is not None else b""
        return _result(job, data, check_document(read(data, kind), job), output=output)
    format = format_of(job.path)
    if certainly_clean(job, data):
        return FileResult(job.path, len(data), output=data if options.fix is not None else b"")
    source = decode(data, path=job.path)
    checked = check_text(source.text, format or "plain", job)
    if options.fix is None:
        return _result(job, data, checked)

    from luxterm.engine.fixes import Unsettled, diff
    from luxterm.system.atomic import WriteError
    from luxterm.system.atomic import replace as replace_file
    from luxterm.text.source import UnwritableError, encode, in_lines

    try:
        settled, fixed = settle(checked, format or "plain", job)
        if not fixed:
            return _result(job, data, checked, output=data)
        output = encode(source, settled.document.text)
        if options.diff:
            if in_lines(source):
                return _result(job, data, checked, fixed=fixed, diff=diff(job.path, data, output))
            shown = diff(job.path, source.text.encode(), settled.document.text.encode())
            note = f"its diff is for reading, for patch can't be applied to {source.encoding.upper()}"
            return _result(job, data, checked, fixed=fixed, diff=shown, notes=(note,))
        if options.write:
            replace_file(job.path, data, output)
            return _result(job, data, settled, fixed=fixed)
        return _result(job, data, settled, fixed=fixed, output=output)
    except (Unsettled, UnwritableError, WriteError) as error:
        return _result(job, data, checked, output=data, errors=(f"was not changed: {error}",))


def check_text(text: str, format: str, job: Job) -> Checked:
    """The findings of a text under a job's options: suppressions and baseline applied."""
    return check_document(formats.read(text, format), job)


def check_document(document: Document, job: Job) -> Checked:
    """The findings of a document under a job's options: suppressions and baseline applied."""
    from luxterm.engine.check import check

    options = job.options
    return sift(document, check(document, termbase_of(options.lexicon), options.settings), job)


def sift(document: Document, findings: list[Finding], job: Job) -> Checked:
    """What is left of a document's findings where comments, configuration and baseline keep some."""
    options = job.options
    if document.comments or (findings and options.keeps):
        from luxterm.engine import suppressions

        findings = suppressions.apply(document, findings, known_terms(options.lexicon), options.keeps)
    if not (options.record or job.baseline):
        return Checked(document, findings)
    from luxterm import baseline

    entries = baseline.record(document, findings) if options.record else job.baseline
    return Checked(document, *baseline.filter(document, findings, entries))


def settle(checked: Checked, format: str, job: Job) -> tuple[Checked, int]:
    """Fix, check, and fix again until there is nothing to fix; and how many fixes that took.

    Raises Unsettled.
    """
    from luxterm.engine import fixes

    least = job.options.fix
    assert least is not None

    def step(state: tuple[Checked, int]) -> tuple[Checked, int] | None:
        checked, total = state
        text, applied = fixes.apply(checked.document.text, checked.findings, least)
        return (check_text(text, format, job), total + len(applied)) if applied else None

    return fixes.fix_until_stable((checked, 0), step, left=lambda state: len(state[0].findings))


def _result(
    job: Job,
    data: bytes,
    checked: Checked,
    *,
    fixed: int = 0,
    errors: tuple[str, ...] = (),
    diff: bytes = b"",
    output: bytes = b"",
    notes: tuple[str, ...] = (),
) -> FileResult:
    options = job.options
    reported = [finding for finding in checked.findings if not finding.kept]
    shown = checked.findings if options.show_kept else reported
    document = checked.document
    found = locate_with_sentences(document, shown) if options.sentences else locate(document.text, shown)
    return FileResult(
        job.path,
        len(data),
        findings=found,
        kept=len(checked.findings) - len(reported),
        errors=errors,
        fixed=fixed,
        fails=options.fail_on is not None and any(item.severity >= options.fail_on for item in reported),
        diff=diff,
        output=output,
        notes=(*document.notes, *notes),
        entries=checked.entries,
    )
