"""What a scan is made of: a file to check, how, and what came of it. Data passed between processes."""

from typing import TYPE_CHECKING, NamedTuple

from luxterm.config.settings import Settings
from luxterm.scan.selection import Selection
from luxterm.system import storage
from luxterm.system.errors import UnreadableError, internal_error
from luxterm.system.limits import Limits
from luxterm.types import Applicability, Document, Failure, Finding, Message, Severity

if TYPE_CHECKING:
    from luxterm.config.settings import Keep, Kept, Verbatim
    from luxterm.termbase import Termbase


UNCHECKED = frozenset(("language-unchecked", "unknown-language"))
"""The codes of the notes on words in a language that there are no terms in: how many, and its code."""
NOT_FIXED = "link-not-fixed"
"""The code of the note on a file that a link leads to, which was left as it is."""


class Options(NamedTuple):
    """How a file is to be checked, according to its configuration and the command line.

    `fail_on` is the lowest severity that fails the run, None for never. `fix` is the least
    applicability to apply, None for none. Where fixed text goes: into the file (`write`), or into the
    result as a `diff` beside the findings of the file as it is, or as `output` beside those that stay.
    `record` makes baseline entries of all findings instead of reporting them. With `sentences`, each
    finding comes with its sentence. `kept` are the places in the file that stay because another one says so
    (`luxterm.config.kept`). `limits` bounds what a file may cost, and `selection` says which findings
    count at all.
    """

    settings: Settings = Settings()
    lexicon: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    keeps: "tuple[Keep, ...]" = ()
    verbatim: "Verbatim | None" = None
    fix: Applicability | None = None
    write: bool = False
    diff: bool = False
    record: bool = False
    kept: "tuple[Kept, ...]" = ()
    show_kept: bool = False
    sentences: bool = False
    limits: Limits = Limits()
    selection: Selection = Selection()


class Entry(NamedTuple):
    """Findings that may stay: how many of a term in sentences with this hash."""

    term: str
    sentence: str
    number: int


class Before(NamedTuple):
    """What a file was in a revision of its repository: the object `stored` there, "" for none."""

    top: str
    stored: str


class Job(NamedTuple):
    """A file to check; `data` is its content if it isn't to be read from `path`.

    `baseline` holds the findings that may stay. `within` is the folder that was named, if not the file
    itself: no fix follows a link from there. With `before`, only lines that it doesn't have count.
    """

    path: str
    options: Options
    data: bytes | None = None
    baseline: tuple[Entry, ...] = ()
    within: str | None = None
    before: Before | None = None


class Region(NamedTuple):
    """A stretch of text, in lines and columns from 1; `end_column` is that after its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Excerpt(NamedTuple):
    """A line with a finding on it: text[start:end] is the finding's; the far ends may be cut off."""

    line: int
    text: str
    start: int
    end: int
    cut_before: bool
    cut_after: bool


class Sentence(NamedTuple):
    """`before`, the words themselves, and `after`; white space is single. The far ends may be cut."""

    before: str
    words: str
    after: str


class Located(NamedTuple):
    """A finding, its place, the lines it stands on, and the places of each of its fixes' edits.

    `sentence` is there on request.
    """

    finding: Finding
    region: Region
    excerpts: tuple[Excerpt, ...]
    fixes: tuple[tuple[Region, ...], ...]
    sentence: Sentence | None = None


class FileResult(NamedTuple):
    """What came of a file.

    `size` is in bytes, `kept` and `fixed` count findings, `verbatim` those in the text of a law, which are
    not among the `kept`. `fails` says that one reached the threshold. `diff` and `output` (the file's content
    after fixing) are there on request (`Options`). `notes` say what people should know about a file that
    could be read all the same. `entries` are those of the baseline that are still needed, or all of them with
    `Options.record`.
    """

    path: str
    size: int = 0
    read: bool = True
    findings: tuple[Located, ...] = ()
    kept: int = 0
    errors: tuple[Message, ...] = ()
    fixed: int = 0
    fails: bool = False
    diff: bytes = b""
    output: bytes = b""
    notes: tuple[Message, ...] = ()
    entries: tuple[Entry, ...] = ()
    verbatim: int = 0


class CheckedDocument(NamedTuple):
    """A text, its findings, the termbase they are by, and the baseline's entries that are still needed.

    `failures` are the occurrences that could not be judged.
    """

    document: Document
    findings: list[Finding]
    termbase: "Termbase"
    entries: tuple[Entry, ...] = ()
    failures: tuple[Failure, ...] = ()


class Note(NamedTuple):
    """What the cache needs to know about a file that was checked.

    `key` finds its result. `file` and `stamp` find the key without reading the file; they are empty
    if that isn't safe. `known` says that the result came from the cache.
    """

    key: bytes
    file: bytes
    stamp: bytes
    known: bool


class Done(NamedTuple):
    """What came of a file; `note` is for the cache, `data` the packed result where it is at hand."""

    result: FileResult
    note: "Note | None" = None
    data: bytes = b""


Packed = tuple[bytes, "Note | None"]


def content(job: Job) -> bytes:
    """The bytes of a job's document. Raises OSError, TooBig, and UnreadableError for a file without any.

    A text that is being written (in an editor, on standard input) may be empty; an empty file is more
    likely one that was lost.
    """
    if job.data is not None:
        return job.data
    if data := storage.read(job.path, job.options.limits):
        return data
    raise UnreadableError(Message("is-empty"))


def describe_error(error: Exception) -> Message:
    """What went wrong, in a line without a traceback."""
    if isinstance(error, UnreadableError):
        return Message("unreadable", (error.message,))
    return internal_error(error)
