"""From the termbase's files to validated models, with errors that name file and line.

A termbase is a folder laid out as `lexicon/luxterm_lexicon`. Others may be layered over the bundled
one: a concept, source or profile of the same id replaces the earlier, titles and cues add to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from luxterm.system import layout, regular, toml_errors
from luxterm.system.errors import reason
from luxterm.system.layout import PARTS
from luxterm.system.limits import MB
from luxterm.system.toml import TomlError, parse
from luxterm.termbase.bounds import BOUNDS, Tally
from luxterm.termbase.cue_models import Cues
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.models import Concept, LexiconInfo, Profile, SourceDocument, TitleFile
from luxterm.types import Message, figure, quoted

M = TypeVar("M", bound=BaseModel)


@dataclass(slots=True)
class Files:
    """Everything read, by id or language, and the file each concept came from.

    `tested` are the concepts whose examples have to hold: all, or those laid over what comes with luxterm.
    That was tested by itself, and a house may say otherwise.
    """

    info: LexiconInfo
    sha256: str = ""
    concepts: dict[str, Concept] = field(default_factory=dict[str, Concept])
    paths: dict[str, Path] = field(default_factory=dict[str, Path])
    tested: frozenset[str] = frozenset()
    sources: dict[str, SourceDocument] = field(default_factory=dict[str, SourceDocument])
    titles: dict[str, list[TitleFile]] = field(default_factory=dict[str, list[TitleFile]])
    cues: dict[str, list[Cues]] = field(default_factory=dict[str, list[Cues]])
    grammar: dict[str, Grammar] = field(default_factory=dict[str, Grammar])
    grammar_paths: dict[str, Path] = field(default_factory=dict[str, Path])
    profiles: dict[str, Profile] = field(default_factory=dict[str, Profile])

    def ids(self) -> Iterator[tuple[str, str]]:
        """Every id with what it is of: "concept", "source", or a term's language."""
        yield from (("source", name) for name in self.sources)
        for concept in self.concepts.values():
            yield "concept", concept.id
            yield from ((lang, term.id) for lang, terms in concept.terms.items() for term in terms)


def read(roots: list[Path]) -> Files:
    """The termbase of the folders in order, the bundled one first. Raises TermbaseError."""
    reading = _Reading()
    parts = [(root, _parts(root)) for root in roots]  # before any is read, which takes its time
    files = Files(info=reading.model(roots[0] / "lexicon.toml", LexiconInfo))
    for root, paths in parts:
        for path in paths:
            _take(files, root, path, reading)
    files.tested = frozenset(
        it for it, path in files.paths.items() if len(roots) == 1 or not path.is_relative_to(roots[0])
    )
    files.sha256 = reading.digest.hexdigest()
    return files


def _parts(root: Path) -> list[Path]:
    """The files of a folder that is a termbase. Raises TermbaseError for one that isn't."""
    if not root.exists():
        raise TermbaseError(str(root), 0, Message("no-termbase"))
    paths = listing(root)
    meant = layout.misspelt(str(root)) if root.is_dir() else None
    if meant:
        raise TermbaseError(meant[0], 0, Message("meant", (Message("not-part"), meant[1])))
    if not paths and not any((root / part).exists() for part in PARTS):
        raise TermbaseError(str(root), 0, Message("not-termbase", (", ".join(PARTS),)))
    return paths


def listing(root: Path) -> list[Path]:
    """The files of one termbase, in a fixed order; a single concept file is a termbase too."""
    if root.is_file():
        return [root]
    if not root.is_dir():
        return []
    return sorted(Path(entry.path) for entry in layout.entries(str(root)) if entry.name != "lexicon.toml")


def _take(files: Files, root: Path, path: Path, reading: "_Reading") -> None:
    kind = path.parent.name if path.parent != root and root.is_dir() else path.stem
    if kind == "sources":
        for name, value in reading.table(path).items():
            files.sources[name] = _validated(path, SourceDocument, value, reading.tally, name)
    elif kind == "titles":
        files.titles.setdefault(path.stem, []).append(reading.model(path, TitleFile))
    elif kind == "cues":
        files.cues.setdefault(path.stem, []).append(reading.model(path, Cues))
    elif kind == "grammar":
        files.grammar[path.stem] = reading.model(path, Grammar)
        files.grammar_paths[path.stem] = path
    elif kind == "profiles":
        files.profiles[path.stem] = reading.model(path, Profile)
    elif kind == "concepts" or root.is_file():
        concept = reading.model(path, Concept)
        if concept.id != path.stem:
            raise TermbaseError(str(path), 1, Message("id-and-name-differ", (repr(concept.id),)))
        files.concepts[concept.id] = concept
        files.paths[concept.id] = path
    else:
        no_part = Message("parts-are", (Message("not-part"), ", ".join(PARTS)))
        raise TermbaseError(str(path), 0, no_part)


class _Reading:
    """What has been read so far, against the bounds, and its digest."""

    def __init__(self) -> None:
        self.digest = sha256()
        self.tally = Tally()
        self._files = self._size = 0

    def model(self, path: Path, model: type[M]) -> M:
        """The model of a file. Raises TermbaseError."""
        return _validated(path, model, self.table(path), self.tally)

    def table(self, path: Path) -> dict[str, Any]:
        """What is in a file. Raises TermbaseError."""
        data = self._content(path)
        self.digest.update(path.name.encode("utf-8", "surrogateescape") + b"\0" + data)
        try:
            return parse(data.decode())
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise TermbaseError(
                str(path), line, Message("not-utf8-because", (quoted(str(error)),))
            ) from error
        except TomlError as error:
            raise TermbaseError(str(path), error.line, error.message, error.says_line) from error

    def _content(self, path: Path) -> bytes:
        self._files += 1
        if self._files > BOUNDS.files:
            raise TermbaseError(str(path), 0, Message("base-many-files", (figure(BOUNDS.files),)))
        try:
            data = regular.read(str(path), BOUNDS.file)
        except regular.TooLarge as error:
            said = Message("base-file-big", (figure(error.size / MB, 1), figure(BOUNDS.file // MB)))
            raise TermbaseError(str(path), 0, said) from error
        except OSError as error:
            raise TermbaseError(str(path), 0, Message("unreadable", (reason(error),))) from error
        self._size += len(data)
        if self._size > BOUNDS.total:
            raise TermbaseError(str(path), 0, Message("base-big", (figure(BOUNDS.total // MB),)))
        return data


def _validated(path: Path, model: type[M], value: Any, tally: Tally, table: str = "") -> M:
    """The model of a file, or of one of its tables."""
    try:
        return model.model_validate(value, context=tally)
    except ValidationError as error:
        first = toml_errors.first(error)
        whole, location = (value, first["loc"]) if not table else ({table: value}, (table, *first["loc"]))
        if first["type"] == "missing":
            location = location[:-1]
        line = toml_errors.line_of(path.read_text("utf-8", "replace"), location, whole)
        problem = toml_errors.describe_problem(first, model, value, table)
        raise TermbaseError(str(path), line, problem) from error


def line_of(path: Path, *hints: str) -> int:
    """The 1-based line of the first hint that is found in the file, or 0."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")  # as TOML counts them
    for hint in hints:
        for number, line in enumerate(lines, 1):
            if not hint.isdigit() and hint and hint.splitlines()[0] in line:
                return number
    return 0
