"""Documents and reports at URLs, by fsspec (`luxterm[remote]`): `s3://`, `sftp://`, `memory://` and others.

Errors there have many names; here they become OSError, in words that a person understands.
Credentials are a matter of fsspec's own configuration.
"""

import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from typing import Any

from luxterm.system.atomic import WriteError, utf8
from luxterm.system.errors import PatternError, said
from luxterm.system.ignore import IGNORE_FILE_SIZE, IGNORE_FILES, Rules, left_out, rules_of
from luxterm.system.limits import MB, TooBig
from luxterm.system.walk import Entry, Folder, Problem, Walk
from luxterm.types import Message
from luxterm.wording import tell


def size(url: str) -> int:
    """Bytes of what is there; 0 if that isn't known."""
    try:
        with _place(url) as (system, path):
            return system.info(path).get("size") or 0
    except OSError:
        return 0


def read(url: str, most: int = 0) -> bytes:
    """The content. Raises OSError; TooBig beyond `most` bytes, if that isn't 0."""
    with _place(url) as (system, path):
        found = system.info(path).get("size")
        if found is not None and (not most or found <= most):
            return system.cat_file(path)
        if found is None:
            with system.open(path, "rb") as file:
                data: bytes = file.read(most + 1 if most else -1)
            if not most or len(data) <= most:
                return data
            found = len(data)
    raise TooBig(found, most)


def replace(url: str, old: bytes | None, new: bytes) -> None:
    """Make `new` the content, unless it is no longer `old` (if that isn't None). Raises WriteError.

    Between looking and writing somebody else may write: there are no locks there.
    """
    try:
        if old is not None and read(url) != old:
            raise WriteError(Message("has-moved-on"))
        with _writing(url) as file:
            file.write(new)
    except OSError as error:
        raise WriteError(Message("system-says", (str(error),))) from error


@contextmanager
def rewriting(url: str) -> Generator[TextIOWrapper]:
    """A UTF-8 stream to write; when all is written, that is the content. Raises WriteError."""
    with tempfile.TemporaryFile() as whole:
        with utf8(whole) as text:
            yield text
        whole.seek(0)
        try:
            with _writing(url) as file:
                shutil.copyfileobj(whole, file)
        except OSError as error:
            raise WriteError(Message("system-says", (str(error),))) from error


def discover(
    url: str,
    wanted: Callable[[str], bool],
    on_problem: Problem,
    *,
    exclude: Iterable[str] = (),
    source: str = "",
    seconds: float = 0,
) -> list[str]:
    """The documents at a URL, sorted: the one it names, or those of a folder, walked as a local one is.

    `exclude` are patterns as in `.gitignore`, relative to the URL, of the file `source`. What can't be read
    goes to `on_problem`, and so does what is reached after these `seconds` (0: no limit).
    """
    try:
        with _place(url) as (system, root):
            if not system.isdir(root):
                if not system.exists(root):
                    on_problem(url, tell("nothing-there"))
                    return []
                return [url]
            root = root.rstrip("/")
            tree = _Tree(system, root, url.rstrip("/"), on_problem)
            walk = Walk(wanted, on_problem, seconds)
            walk.folder(Folder(tree.base, root), tree.entries, rules_of(root, exclude, source))
            return sorted(walk.found.values())
    except OSError as error:
        on_problem(url, str(error))
        return []


class _Tree:
    """A folder of another system, called `root` there and `base` by the user, with everything in it."""

    def __init__(self, system: Any, root: str, base: str, on_problem: Problem) -> None:
        self._on_problem = on_problem
        self._system = system
        self._root = root
        self.base = base

    def entries(self, folder: Folder) -> tuple[list[Entry], tuple[Rules, ...]]:
        """Like `luxterm.system.walk.Entries`. A link to a folder isn't followed."""
        try:
            listed = sorted(self._system.ls(folder.real, detail=True), key=lambda entry: entry["name"])
            found: list[Entry] = []
            ignore_files: dict[str, str] = {}
            for entry in listed:
                path = entry["name"].rstrip("/")
                name = path.rpartition("/")[2]
                if path == folder.real:  # some systems list the folder itself
                    continue
                if entry["type"] == "link" and self._system.isdir(path):
                    continue
                if name in IGNORE_FILES:
                    ignore_files[name] = path
                elif not left_out(name):
                    is_folder = entry["type"] == "directory"
                    address = f"{path}/" if is_folder else path
                    shown = self.base + path[len(self._root) :]
                    found.append(Entry(shown, address, path, is_folder, is_file=not is_folder))
            return found, self._rules(folder.real, ignore_files)
        except Exception as error:
            raise OSError(_reason(error)) from error

    def _rules(self, folder: str, files: dict[str, str]) -> tuple[Rules, ...]:
        """The rules of a folder's ignore files, given by name."""
        rules: tuple[Rules, ...] = ()
        for name in IGNORE_FILES:
            if name not in files:
                continue
            shown = self.base + files[name][len(self._root) :]
            with self._system.open(files[name], "rb") as file:
                data: bytes = file.read(IGNORE_FILE_SIZE + 1)
            if len(data) > IGNORE_FILE_SIZE:
                self._on_problem(shown, tell("larger-than-mb", f"{IGNORE_FILE_SIZE / MB:g}"))
                continue
            try:
                rules += rules_of(folder, data.decode("utf-8-sig", "surrogateescape").split("\n"), shown)
            except PatternError as error:
                self._on_problem(shown, tell("with-line", error.message, str(error.line)))
        return rules


@contextmanager
def _place(url: str) -> Generator[tuple[Any, str]]:
    """The system that has the URL, and the path there. Raises OSError for anything that goes wrong."""
    try:
        core: Any = import_module("fsspec.core")
    except ImportError:
        raise OSError(tell("needs-fsspec")) from None
    try:
        yield core.url_to_fs(url)
    except (OSError, TooBig) as error:
        if isinstance(error, OSError) and not error.strerror:
            raise OSError(_reason(error)) from error
        raise
    except Exception as error:
        raise OSError(_reason(error)) from error


@contextmanager
def _writing(url: str) -> Generator[Any]:
    """A stream to write; what is there changes only if all goes well. Raises OSError."""
    with _place(url) as (system, path), system.transaction, system.open(path, "wb") as file:
        yield file


def _reason(error: Exception) -> str:
    """What went wrong, in a line."""
    if isinstance(error, FileNotFoundError):
        return tell("nothing-there")
    return (said(error).strip() or type(error).__name__).partition("\n")[0]
