"""What was found when luxterm was introduced, and may stay for now.

A baseline is a JSON file that lists, per file, the findings of one day by term and sentence:
`{"version": 1, "findings": {"laws/a.md": [["child-pornography", "<hash of its sentence>", 2]]}}`.
A sentence stays known if it is moved, rewrapped or others change, but not if it changes itself.
Checking drops what has been fixed or deleted, so a baseline only ever gets shorter.
"""

import json
import os
import re
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, cast

from luxterm.engine.suppressions import keep
from luxterm.scan.job import Entry
from luxterm.system import listed, regular, storage
from luxterm.system.atomic import WriteError
from luxterm.system.errors import LineError, reason
from luxterm.system.limits import MB, Limits, TooBig
from luxterm.text.sentences import ANY_LANGUAGE
from luxterm.types import Document, Finding, Message, quoted

VERSION = 1
_TRIES = 20
_LIMIT = Limits(size=64)


class BaselineError(LineError):
    """Something wrong with a baseline file."""

    @property
    def whole(self) -> Message:
        """The message with its file."""
        return Message("beside", (f"{self.path}: ", self.message))


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline and the file it is in.

    The keys of `files` are relative to that file's folder; if one is at a URL and the other isn't, the key is
    the URL or relative to the current folder.
    """

    path: str
    files: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict[str, tuple[Entry, ...]])
    data: bytes = b""
    """The content of the file when it was read."""

    @property
    def _folder(self) -> str:
        """The current one for what a shell passes on."""
        return (
            os.getcwd()
            if self.path.startswith(regular.STREAMS)
            else os.path.dirname(os.path.abspath(self.path))
        )

    def of(self, path: str) -> tuple[Entry, ...]:
        """What may stay in the file at `path`."""
        return self.files.get(self.key(path), ())

    def key(self, path: str) -> str:
        """What the baseline calls the file at `path`, the same on every system."""
        remote = storage.is_url(self.path)
        if remote and storage.is_url(path):
            return path.removeprefix(f"{os.path.dirname(self.path)}/")
        return listed.name(path, os.getcwd() if remote else self._folder)

    def gone(self, folders: Iterable[str]) -> list[str]:
        """The files that it has entries for, and that were in one of these folders but are gone.

        Nothing is known about what is, or may be, at a URL.
        """
        if storage.is_url(self.path):
            return []
        return listed.gone(self.files, self._folder, folders)

    def updated(self, checked: Mapping[str, Iterable[Entry]]) -> "Baseline":
        """This baseline with new entries for the checked files, by path."""
        files = dict(self.files)
        for path, entries in checked.items():
            files[self.key(path)] = tuple(sorted(entries))
        return replace(self, files={name: files[name] for name in sorted(files) if files[name]})


def load(path: str, named: bool = False) -> Baseline:
    """The baseline in the file at `path`; `named` by the user, it may be a pipe. Raises BaselineError."""
    read = regular.read_named if named else regular.read
    try:
        data = storage.read(path, _LIMIT) if storage.is_url(path) else read(path, _LIMIT.size * MB)
        content = json.loads(data.decode("utf-8-sig"))
    except (OSError, TooBig) as error:
        raise BaselineError(path, Message("unreadable", (reason(error),))) from error
    except UnicodeDecodeError as error:
        raise BaselineError(path, Message("not-utf8")) from error
    except json.JSONDecodeError as error:
        args = quoted(error.msg), str(error.lineno), str(error.colno)
        raise BaselineError(path, Message("baseline-json", args), error.lineno) from error
    except (RecursionError, ValueError) as error:  # nested too deeply, a number too long to convert
        raise BaselineError(path, Message("not-baseline")) from error
    version = cast("dict[str, Any]", content).get("version") if isinstance(content, dict) else None
    if version is None:
        raise BaselineError(path, Message("baseline-no-version"))
    if version != VERSION:
        raise BaselineError(path, Message("baseline-version", (repr(version), str(VERSION))))
    return Baseline(path, _files(path, cast("dict[str, Any]", content).get("findings")), data)


def write(baseline: Baseline) -> None:
    """Write a baseline into its file, whatever is there. Raises BaselineError."""
    try:
        storage.replace(baseline.path, None, _dump(baseline))
    except WriteError as error:
        raise BaselineError(baseline.path, Message("not-written", (error.message,))) from error


def record(document: Document, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """The entries that let all these findings stay; kept ones stay anyway."""
    sentences = _Sentences(document)
    counts = Counter((each.term, sentences.hash(each)) for each in findings if not each.kept)
    return tuple(sorted(Entry(*key, number) for key, number in counts.items()))


def apply(
    document: Document, findings: Iterable[Finding], entries: Iterable[Entry]
) -> tuple[list[Finding], tuple[Entry, ...]]:
    """The findings, those in the baseline kept; and the entries that are still needed."""
    left: Counter[tuple[str, str]] = Counter()
    used: Counter[tuple[str, str]] = Counter()
    for term, sentence, number in entries:
        left[term, sentence] += number
    if not left:
        return list(findings), ()
    sentences = _Sentences(document)
    result: list[Finding] = []
    for finding in findings:
        if not finding.kept:
            key = finding.term, sentences.hash(finding)
            if used[key] < left[key]:
                used[key] += 1
                finding = keep(finding, Message("in-baseline"))
        result.append(finding)
    return result, tuple(sorted(Entry(*key, number) for key, number in used.items() if number))


def shrink(baseline: Baseline, needed: Mapping[str, Iterable[Entry]]) -> None:
    """Drop from the file what the checked files, by path, no longer need.

    A pipe stays as it is. Another luxterm may do the same for other files at the same time. Raises
    BaselineError.
    """
    if baseline.updated(needed).files == baseline.files:
        return
    if not storage.is_url(baseline.path) and regular.is_stream(baseline.path):
        return
    for attempt in range(_TRIES):
        current = load(baseline.path)
        # only ever less: what another run has dropped stays dropped
        new = current.updated({path: _at_most(current.of(path), needed[path]) for path in needed})
        try:
            if new.files != current.files:
                storage.replace(baseline.path, current.data, _dump(new))
            break
        except WriteError as error:
            if attempt + 1 == _TRIES:
                raise BaselineError(baseline.path, Message("not-written", (error.message,))) from error
            time.sleep(0.01 * (attempt + 1))


def _at_most(entries: Iterable[Entry], others: Iterable[Entry]) -> tuple[Entry, ...]:
    numbers = {(each.term, each.sentence): each.number for each in others}
    least = (each._replace(number=min(each.number, numbers.get(each[:2], 0))) for each in entries)
    return tuple(entry for entry in least if entry.number)


def _files(path: str, content: Any) -> dict[str, tuple[Entry, ...]]:
    """The checked "findings" of a baseline file."""
    if not isinstance(content, dict):
        raise BaselineError(path, Message("findings-no-object"))
    files: dict[str, tuple[Entry, ...]] = {}
    for name, entries in cast("dict[str, Any]", content).items():
        if not isinstance(entries, list) or not all(map(_is_entry, cast("list[Any]", entries))):
            raise BaselineError(path, Message("findings-no-list", (name,)))
        files[name] = tuple(Entry(*entry) for entry in cast("list[Any]", entries))
    return files


def _is_entry(value: Any) -> bool:
    match value:
        case [str(), str(), int() as number]:
            return number > 0 and number is not True
        case _:
            return False


def _dump(baseline: Baseline) -> bytes:
    """One entry per line, sorted, so that changes are easy to review and to merge."""
    files: list[str] = []
    for name, entries in sorted(baseline.files.items()):
        # a name that isn't UTF-8 must be escaped, others should be readable
        quoted = json.dumps(name, ensure_ascii=not name.isprintable())
        lines = ",\n".join(f"      {json.dumps(entry)}" for entry in entries)
        files.append(f"    {quoted}: [\n{lines}\n    ]")
    body = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
    return f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'.encode()


_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?=[\r\n])")


class _Sentences:
    """The sentences of a document's segments, found when they are asked for.

    They are split without any language's abbreviations: a baseline must not depend on the lexicon's
    version.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._spans = [segment.span for segment in document.segments]

    def hash(self, finding: Finding) -> str:
        """The hash of the sentence that a finding is in: case and white space don't count."""
        words = " ".join(self._sentence(finding).lower().split())
        return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    def _sentence(self, finding: Finding) -> str:
        """From the end of the sentence before to its own; a finding outside of any segment is its own."""
        start, end = finding.start, finding.end
        at = bisect_right(self._spans, (start, len(self._text) + 1)) - 1
        if at < 0 or self._spans[at].end < end:
            return self._text[start:end]
        begin, stop = self._spans[at]
        for match in _BLANK.finditer(self._text, begin, start):
            begin = match.end()
        blank = _BLANK.search(self._text, end, stop)
        stop = blank.start() if blank else stop
        *_, begin = begin, *ANY_LANGUAGE.ends(self._text, begin, start)
        return self._text[begin : next(ANY_LANGUAGE.ends(self._text, end, stop), stop)]
