"""Git, asked only for what it has stored: the files of a revision, and what was in one of them.

No command looks at the files of the working tree, and so none runs what a repository may have set for these
(a filter, an external diff, a monitor, a hook), nor fetches what a partial clone lacks. What has changed is
found by comparing (`luxterm.scan.changed`).
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from hashlib import sha1, sha256

from luxterm.system.errors import ToldError, reason
from luxterm.types import Message, figure, quoted

_SECONDS = 60
_SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}")
_TOLD_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""What Git tells a hook of the repository that it is run for. That of a document is found anew."""


class GitError(ToldError):
    """Why Git can't say what is in a revision."""


class Revision:
    """What the repository around a folder has in one of its revisions. Raises GitError."""

    def __init__(self, folder: str, name: str) -> None:
        """Of a repository without any commit, HEAD is empty."""
        self._name = name
        top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\r\n")
        self.top = os.path.realpath(top)
        self.commit = self._commit()
        self._objects: dict[str, str] | None = None

    def moved(self) -> bool:
        """Whether the name stands for another commit by now."""
        return self._commit() != self.commit

    def object_of(self, path: str) -> str:
        """The name of what was stored for the file at a path: "" for one that wasn't there."""
        try:
            inside = os.path.relpath(os.path.realpath(path), self.top)
        except ValueError:  # on another drive
            return ""
        return self._files.get(inside.replace(os.sep, "/"), "")

    def _commit(self) -> str:
        if not self._name.startswith("-"):
            try:
                return (
                    _git(self.top, "rev-parse", "--verify", "--quiet", f"{self._name}^{{commit}}")
                    .decode()
                    .strip()
                )
            except GitError:
                if self._name == "HEAD":
                    return ""
        known = Message("git-no-revision", (quoted(self._name),))
        path = os.path.exists(self._name)
        raise GitError(Message("git-a-path", (known, quoted(self._name))) if path else known)

    @property
    def _files(self) -> Mapping[str, str]:
        if self._objects is None:
            said = _git(self.top, "ls-tree", "-r", "-z", "--full-tree", self.commit) if self.commit else b""
            self._objects = {}
            for entry in said.split(b"\0")[:-1]:
                about, _, name = entry.partition(b"\t")
                mode, kind, stored = about.decode().split()
                if kind == "blob" and mode != "120000":  # a link's content is where it leads
                    self._objects[os.fsdecode(name)] = stored
        return self._objects


def is_stored(data: bytes, stored: str) -> bool:
    """Whether a file's content is that of the object with this name."""
    digest = sha1(usedforsecurity=False) if len(stored) == 40 else sha256()
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest() == stored


def content(folder: str, stored: str, most: int) -> bytes:
    """What is in the object with this name, of at most so many bytes. Raises GitError."""
    size = int(_git(folder, "cat-file", "-s", stored))
    if size > most:
        raise GitError(Message("larger-than-bytes", (figure(most),)))
    return _git(folder, "cat-file", "blob", stored)


def _git(folder: str, *words: str) -> bytes:
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    there = {name: value for name, value in os.environ.items() if name not in _TOLD_ELSEWHERE}
    never = {
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            [_program(), *settings, "-C", folder, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**there, **never},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(Message("git-late", (str(_SECONDS),))) from error
    except (OSError, ValueError) as error:
        said = reason(error) if isinstance(error, OSError) else str(error)
        raise GitError(Message("git-failed", (said,))) from error
    if done.returncode:
        first = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise GitError(Message("git-failed", (quoted(first or str(done.returncode)),)))
    return done.stdout


@cache
def _program() -> str:
    """Where Git is; not in the current folder, where Windows would look first. Raises GitError."""
    found = shutil.which("git")
    if not found or os.path.dirname(os.path.abspath(found)) == os.getcwd():
        raise GitError(Message("git-missing"))
    return os.path.abspath(found)
