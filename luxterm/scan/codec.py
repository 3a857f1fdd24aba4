"""A file's result as bytes: on the way from a worker, and in the cache.

`marshal` of plain tuples: it contains only data and runs nothing, unlike pickle, and stores what findings
share (a term's reasons and sources) once. Only what the same Python wrote may be read, and nothing that
somebody else could have written.
"""

import marshal
from functools import lru_cache
from typing import Any, cast

from luxterm.scan.job import FileResult
from luxterm.scan.locate import Excerpt, Located, Region
from luxterm.types import Applicability, Edit, Finding, Fix, Message, Severity, Source, Usage

KEPT = 1000
"""Size of the caches of terms' sources, and of reasons, packed and unpacked."""


def pack(result: FileResult) -> bytes:
    """The result without its path, which its reader knows."""
    return marshal.dumps(
        (
            *result[1:3],
            tuple(map(_plain, result.findings)),
            *result[4:-2],
            tuple(map(_pack_message, result.notes)),
            tuple(map(tuple, result.entries)),
        )
    )


def unpack(path: str, data: bytes) -> FileResult:
    """The result of the file at `path`, as it was packed. Raises ValueError, EOFError or TypeError."""
    size, read, findings, *rest, notes, entries = cast("tuple[Any, ...]", marshal.loads(data))
    if entries:
        from luxterm.scan.baseline import Entry

        entries = tuple(Entry(*entry) for entry in entries)
    notes = tuple(map(_unpack_message, notes))
    return FileResult._make((path, size, read, tuple(map(_located, findings)), *rest, notes, entries))


def _plain(item: Located) -> tuple[Any, ...]:
    finding = item.finding
    return (
        tuple(finding[:7]),
        str(finding.usage),
        _pack_message(finding.because),
        int(finding.severity),
        tuple(finding[10:13]),
        finding.place and _pack_message(finding.place),
        _pack_sources(finding.sources),
        tuple(
            (fix.replacement, int(fix.applicability), tuple(map(tuple, fix.edits))) for fix in finding.fixes
        ),
        tuple(map(_pack_message, finding.cautions)),
        finding.defines,
        tuple(item.region),
        tuple(map(tuple, item.excerpts)),
        tuple(tuple(map(tuple, regions)) for regions in item.fixes),
        tuple(item.sentence) if item.sentence else None,
    )


def _located(plain: tuple[Any, ...]) -> Located:
    head, usage, because, severity, tail, place, sources, fixes, cautions, defines, *where = plain
    region, excerpts, places, sentence = where
    finding = Finding._make(
        (
            *head,
            _USAGES[usage],
            _unpack_message(because),
            _SEVERITIES[severity],
            *tail,
            place and _unpack_message(place),
            _unpack_sources(sources),
            tuple(
                Fix(replacement, _LEVELS[level], tuple(map(Edit._make, edits)))
                for replacement, level, edits in fixes
            ),
            tuple(map(_unpack_message, cautions)),
            defines,
        )
    )
    if sentence is not None:
        from luxterm.scan.finding_sentence import Sentence

        sentence = Sentence(*sentence)
    return Located(
        finding,
        Region._make(region),
        tuple(map(Excerpt._make, excerpts)),
        tuple(tuple(map(Region._make, regions)) for regions in places),
        sentence,
    )


_USAGES = {str(usage): usage for usage in Usage}
_SEVERITIES = {int(severity): severity for severity in Severity}
_LEVELS = {int(level): level for level in Applicability}


@lru_cache(maxsize=KEPT)
def _pack_sources(sources: tuple[Source, ...]) -> bytes:
    """A term's sources as one object: there are dozens, the same for all its findings."""
    return marshal.dumps(tuple(map(tuple, sources)))


@lru_cache(maxsize=KEPT)
def _unpack_sources(data: bytes) -> tuple[Source, ...]:
    return tuple(map(Source._make, marshal.loads(data)))


@lru_cache(maxsize=KEPT)
def _pack_message(message: Message) -> tuple[Any, ...]:
    return message.code, tuple(arg if isinstance(arg, str) else _pack_message(arg) for arg in message.args)


@lru_cache(maxsize=KEPT)
def _unpack_message(plain: tuple[Any, ...]) -> Message:
    code, args = plain
    return Message(code, tuple(arg if isinstance(arg, str) else _unpack_message(arg) for arg in args))
