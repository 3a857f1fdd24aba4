"""Files of every kind of text, as bytes: through `scan_file`, the cache's codec and the reports."""

from random import Random
from typing import NamedTuple

from fuzz import reading, reports
from fuzz.data import MAKERS
from fuzz.grammar import text
from fuzz.mutation import mutated
from fuzz.subject import Input, Subject
from luxterm import formats, office
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.lexicon.load import termbase_of
from luxterm.report import FORMATS
from luxterm.scan.codec import pack, unpack
from luxterm.scan.file import certainly_clean, scan_file
from luxterm.scan.job import FileResult, Job, Options
from luxterm.system.errors import UnreadableError
from luxterm.text.source import decode, encode
from luxterm.types import Applicability, Document, Finding

_TEXTS = {
    ".md": "markdown",
    ".mdx": "mdx",
    ".rst": "rst",
    ".html": "html",
    ".tex": "latex",
    ".adoc": "asciidoc",
    ".txt": "plain",
}
_ENCODINGS = ["utf-8"] * 6 + [
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp1251",
    "shift_jis",
]
SLOW = {"html", "xlsx"}
"""Reports that take longer than all else, so that few are made."""
_FIXES = [None, None, Applicability.SAFE, Applicability.UNSAFE]


class Work(NamedTuple):
    """A file's result; the document that was read, None if it can't be; its findings; the reports."""

    job: Job
    result: FileResult
    document: Document | None
    findings: list[Finding]
    reports: dict[str, str | bytes]


def make(rng: Random, corpus: list[Input]) -> Input:
    """A file in some encoding, with a byte or two changed now and then. `data` holds bytes as Latin-1."""
    suffix = rng.choice([*_TEXTS, *MAKERS, *MAKERS])
    made = MAKERS[suffix](rng) if suffix in MAKERS else text(rng, _TEXTS[suffix])
    if rng.random() < 0.3:
        made = mutated(rng, made, rng.choice(corpus)["text"] if corpus else made)
    encoding = rng.choice(_ENCODINGS)
    how = "surrogatepass" if encoding.startswith("utf") and rng.random() < 0.3 else "replace"
    data = made.encode(encoding, how)
    if rng.random() < 0.2 and data:
        at = rng.randrange(len(data))
        data = data[:at] + rng.randbytes(rng.randrange(3)) + data[at + rng.randrange(3) :]
    fix = rng.choice(_FIXES)
    slow = [each for each in sorted(SLOW) if rng.random() < 0.05]
    return {
        "suffix": suffix,
        "data": data.decode("latin-1"),
        "fix": -1 if fix is None else int(fix),
        "diff": rng.random() < 0.3,
        "reports": [*sorted({*FORMATS} - SLOW), *slow],
    }


def work(data: Input) -> Work:
    """What `luxterm check` does with one file, and every report of it."""
    content = data["data"].encode("latin-1")
    fix = None if data["fix"] < 0 else Applicability(data["fix"])
    options = Options(fix=fix, diff=data["diff"], sentences=True, show_kept=True)
    job = Job(f"a{data['suffix']}", options, content)
    result = scan_file(job)
    document = _document(job.path, content)
    findings = check(document, termbase_of(()), Settings()) if document else []
    shown = {each: reports.written(each, result) for each in data["reports"]} if result.findings else {}
    return Work(job, result, document, findings, shown)


def _document(path: str, content: bytes) -> Document | None:
    try:
        kind = office.kind_of(path)
        if kind:
            return office.read(content, kind)
        return formats.read(decode(content).text, formats.format_of(path) or "plain")
    except UnreadableError:
        return None


def no_error_is_internal(done: Work) -> None:
    """What goes wrong with a file is said in words; nothing breaks."""
    codes = [error.code for error in done.result.errors]
    assert "internal-error" not in codes, done.result.errors


def what_stands_there_is_reported(done: Work) -> None:
    """text[start:end] is what is reported, in the text taken out of any kind of file."""
    if done.document:
        reading.what_stands_there_is_reported(done.document.text, done.findings)
        reading.findings_are_in_order(done.findings, done.document)


def segments_are_in_order(done: Work) -> None:
    """Pieces and segments are in order, each code point once."""
    if done.document:
        reading.pieces_are_in_order(done.document)
        reading.each_code_point_is_read_once(done.document, nested=True)


def a_phrase_is_found_where_it_stands(done: Work) -> None:
    """As `reading.a_phrase_is_found_where_it_stands`."""
    if done.document:
        reading.a_phrase_is_found_where_it_stands(done.document, done.findings)


def the_prefilter_never_misses(done: Work) -> None:
    """A file that is certainly clean has no finding."""
    assert done.job.data is not None
    if done.findings and not office.kind_of(done.job.path):
        assert not certainly_clean(done.job, done.job.data)


def bytes_come_back(done: Work) -> None:
    """What was not changed in the text is unchanged in the file, byte for byte."""
    assert done.job.data is not None
    if not office.kind_of(done.job.path):
        try:
            source = decode(done.job.data)
        except UnreadableError:
            return
        assert encode(source, source.text) == done.job.data


def what_is_packed_is_unpacked(done: Work) -> None:
    """The codec of workers and of the cache gives back what it was given."""
    assert unpack(done.result.path, pack(done.result)) == done.result


def reports_are_valid(done: Work) -> None:
    """Each report can be read by what its format is for."""
    for format, report in done.reports.items():
        reports.is_valid(format, report)


FILES = Subject(
    "files",
    10,
    make,
    work,
    (
        no_error_is_internal,
        segments_are_in_order,
        what_stands_there_is_reported,
        a_phrase_is_found_where_it_stands,
        the_prefilter_never_misses,
        bytes_come_back,
        what_is_packed_is_unpacked,
        reports_are_valid,
    ),
)
