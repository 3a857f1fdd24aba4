"""Which configuration applies to a file: its folder's settings, the file in force, the last that was good.

Everything here is used only in the engine's thread, except for what is replaced whole and never changed:
`restricted`, `folders` and `settings`, which others set, and `problems` and `unwatched`, which are as the
last call left them. The nearest configuration file alone decides, as it does on the command line, so that
the editor shows what the command line says; the editor's settings apply if there is no file. A
configuration or lexicon that breaks is reported once, and what applied before still applies.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from luxterm.config.find import find
from luxterm.config.kept import beside
from luxterm.config.settings import ConfigError
from luxterm.editing.settings import EditorSettings
from luxterm.lexicon.load import reload_termbase
from luxterm.scan.baseline import BaselineError
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import Before, Job, Options
from luxterm.scan.overrides import Overrides
from luxterm.scan.plan import plan
from luxterm.system.discover import matches
from luxterm.system.errors import PatternError, reason
from luxterm.system.git import GitError
from luxterm.termbase import TermbaseError
from luxterm.termbase.errors import shortened
from luxterm.termbase.store import signature
from luxterm.wording import tell, told

if TYPE_CHECKING:
    from luxterm.scan.changed import Since

T = TypeVar("T")


_PATIENCE = 20
"""Seconds for finding a folder's files, in which no document is checked."""


class Problem(NamedTuple):
    """Something wrong with a configuration file. `line` counts from 0; `path` may be ""."""

    path: str
    line: int
    message: str


class Placed(NamedTuple):
    """What applies to a file: its job, None if it is excluded; and its configuration file, or ""."""

    job: Job | None
    config: str


_Stamp = tuple[tuple[str, int, int, int], ...]
_UNKNOWN: _Stamp = (("", -1, 0, 0),)


class Workspace:
    """Folders, their settings, and what is configured in them.

    `restricted`: the person hasn't trusted the folders yet, so none has a say in which lexicon is loaded.
    """

    def __init__(self) -> None:
        self.restricted = False
        self.folders: list[str] = []
        self.settings: dict[str, EditorSettings] = {}
        self.problems: tuple[Problem, ...] = ()
        self.unwatched = False
        """Whether something applies that no editor watches: a baseline, or what is in none of the folders."""
        self.notes: dict[str, bool] = {}
        """What is only for the log, and whether it is there already."""
        self._current: dict[str, Configurations] = {}
        self._good: dict[str, Configurations] = {}
        self._places: dict[str, Placed] = {}
        self._seen: dict[str, _Stamp] = {}
        self._named: dict[str, _Stamp] = {}
        self._lexicons: dict[str, bytes] = {}
        self._wrong: dict[Problem, None] = {}
        self._strange = False
        """What becomes `problems` and `unwatched` when a call ends."""
        self._broken: set[str] = set()
        self._fresh: set[tuple[str, ...]] = set()
        self._since: Since | None = None

    def folder_of(self, path: str) -> str:
        """The innermost workspace folder that a file is in; else ""."""
        inside = [each for each in self.folders if path.startswith(each.rstrip(os.sep) + os.sep)]
        return max(inside, key=len, default="")

    def settings_of(self, path: str) -> EditorSettings:
        """The settings in force for a file."""
        return self.settings.get(self.folder_of(path)) or self.settings.get("") or EditorSettings()

    def place(self, path: str) -> Placed:
        """What applies to the file at `path`, which needn't exist."""
        if path not in self._places:
            self._places[path] = self._find(path)
            self._publish()
        return self._places[path]

    def _publish(self) -> None:
        self.problems, self.unwatched = tuple(self._wrong), self._strange

    def _find(self, path: str) -> Placed:
        folder = os.path.dirname(path)
        if folder not in self._seen:
            self._seen[folder] = seen = _stamp(folder)
            self._strange = self._strange or any(not self.folder_of(each) for each, *_ in seen)
        current, good, found = self._configurations(path), self._good.get(folder), None
        if folder not in self._broken:  # a broken configuration is read once, not for every file
            found = self._try(lambda: self._placed(current, path))
        for each in filter(None, (*current.named_baselines(), *current.extended())):
            self._look_at(each)
        if found is not None:
            self._good[folder] = current
        else:
            self._broken.add(folder)
            found = self._try(lambda: self._placed(good, path)) if good is not None else None
        found = found or Placed(Job(path, Options()), "")
        if found.job is not None:
            self._refresh(found.job.options.lexicon)
        return found

    def _refresh(self, lexicon: tuple[str, ...]) -> None:
        """Load a lexicon again, once after each reload: its files may have changed with the others."""
        if lexicon in self._fresh:
            return
        self._fresh.add(lexicon)
        for path in (it for it in lexicon if not self.folder_of(os.path.abspath(it))):
            self._lexicons[path] = _state_of(path)
            self._strange = True
        try:
            reload_termbase(lexicon)
        except TermbaseError as error:
            self._tell(tell("in-lexicon", error.said), error.path, error.line - 1)

    def moved(self) -> bool:
        """Whether a configuration, or what one names, has come, gone or changed, or a commit has come."""
        if any(_stamp(folder) != seen for folder, seen in self._seen.items()):
            return True
        if any(_stamp_of(path) != seen for path, seen in self._named.items()):
            return True
        if any(_state_of(path) != seen for path, seen in self._lexicons.items()):
            return True
        try:
            return self._since is not None and self._since.moved()
        except GitError:
            return True

    def reload(self) -> None:
        """Forget what was read, so that it is read again. Reports folders with a broken configuration."""
        self._current, self._places, self._seen, self._named, self._lexicons = {}, {}, {}, {}, {}
        self._broken, self._fresh, self._since, self._wrong, self._strange = set(), set(), None, {}, False
        for path in (os.path.join(folder, "-") for folder in self.folders):
            self._places[path] = self._find(path)
        self._publish()

    def files(self, folder: str, problem: Callable[[str, str], None]) -> list[str]:
        """The files of a folder that a check of it would take, sorted."""

        def note(path: str, message: str) -> None:
            self.notes.setdefault(f"{path}: {message}", False)

        made = self._made(folder)
        found = self._try(lambda: [job.path for job in plan(made, problem, note=note).jobs])
        self._publish()
        return found or []

    def new_notes(self) -> list[str]:
        """Those that have come since this was last asked."""
        new = [each for each, known in self.notes.items() if not known]
        self.notes = dict.fromkeys(self.notes, True)
        return new

    def _placed(self, configurations: Configurations, path: str) -> Placed:
        config = configurations.config(os.path.dirname(path))
        settings, folder = self.settings_of(path), self.folder_of(path)
        excluded = (
            not settings.enable
            or config.excludes(path)
            or matches(path, settings.exclude, folder or os.path.dirname(path), "luxterm.exclude")
        )
        if config.withheld:
            self._tell(tell("lexicon-withheld"), config.path, 0)
        if excluded:
            return Placed(None, config.path)
        before = self._before(path) if settings.only_changed else None
        return Placed(configurations.job(path)._replace(before=before), config.path)

    def _before(self, path: str) -> Before | None:
        """What the last commit has of a file; None where that can't be said, which is said once."""
        if not os.path.exists(path):
            return None
        if self.restricted:
            self._tell(tell("changed-restricted"), "", 0)
            return None
        from luxterm.scan.changed import Since  # few ask for that

        self._since = self._since or Since("HEAD")
        try:
            return self._since.before(path)
        except GitError as error:
            self._tell(tell("changed-unknown", error.message), "", 0)
            return None

    def _configurations(self, path: str) -> Configurations:
        folder = self.folder_of(path)
        if folder not in self._current:
            self._current[folder] = self._made(folder)
        return self._current[folder]

    def _made(self, folder: str) -> Configurations:
        settings = self.settings.get(folder) or self.settings.get("") or EditorSettings()
        said = Overrides(paths=(folder or os.curdir,), restricted=self.restricted, patience=_PATIENCE)
        return Configurations(said, {"": settings.config(folder)})

    def _try(self, call: Callable[[], T]) -> T | None:
        """What the call returns; None, with a problem reported, if a configuration or the like is broken."""
        try:
            return call()
        except (ConfigError, TermbaseError) as error:
            cause = error.__cause__  # of what is broken: the file that is itself wrong
            wrong = cause if isinstance(cause, (ConfigError, BaselineError, TermbaseError)) else error
            self._tell(shortened(told(wrong.message)), wrong.path, wrong.line - 1)
            self._look_at(wrong.path)  # it may be mended
        except PatternError as error:  # of the editor's settings, which are no file
            self._tell(str(error), "", 0)
        except OSError as error:
            self._tell(told(reason(error)), error.filename or "", 0)
        return None

    def _look_at(self, path: str) -> None:
        """Remember the state of a file that a configuration names, which may be none that is watched."""
        if path:
            self._named.setdefault(path, _stamp_of(path))
            watched = path.endswith(".toml") and self.folder_of(os.path.abspath(path))
            self._strange = self._strange or not watched

    def _tell(self, message: str, path: str, line: int) -> None:
        self._wrong.setdefault(Problem(path, max(line, 0), message))


def _stamp(folder: str) -> _Stamp:
    """The configuration in force in a folder, the list beside it, and what changes when either is written.

    Their time alone doesn't always change: many file systems count it in steps of up to ten milliseconds.
    """
    try:
        path = find(folder) or ""
    except ConfigError:
        return _UNKNOWN
    return _stamp_of(path, beside(path))


def _state_of(lexicon: str) -> bytes:
    """What changes when a file of a lexicon is written, comes or goes."""
    try:
        return signature([lexicon])
    except OSError:
        return b""


def _stamp_of(*paths: str) -> _Stamp:
    """What changes when one of these files is written, comes or goes."""
    try:
        found = [(each, os.stat(each)) for each in paths if each and os.path.lexists(each)]
    except OSError:
        return _UNKNOWN
    return tuple((each, it.st_mtime_ns, it.st_size, it.st_ino) for each, it in found)
