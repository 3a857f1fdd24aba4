"""Which files a run takes: those at the paths that were named, without what is excluded."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from luxterm.config.settings import Config
from luxterm.scan.broken import Broken, unless_broken
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import Job
from luxterm.scan.overrides import Overrides
from luxterm.scan.paths import bounded, closed, folder_for, is_among, near
from luxterm.system.errors import PatternError
from luxterm.system.storage import is_url
from luxterm.types import Message
from luxterm.wording import told

if TYPE_CHECKING:
    from luxterm.system.walk import Problem


class Plan(NamedTuple):
    """The files to check, in order; the unsupported ones that were met; the folders that were named."""

    jobs: list[Job]
    unknown: tuple[str, ...] = ()
    walked: tuple[str, ...] = ()


def plan(
    configurations: Configurations,
    problem: "Problem",
    broken: "Problem | None" = None,
    note: "Problem | None" = None,
) -> Plan:
    """The files at the paths that were named, in order, without those excluded.

    A file that is named is taken even if its configuration excludes it, unless that was asked for. The
    run's own files (configuration, baseline, the report of an earlier run) are not. What can't be found or
    read goes to `problem`, an ignore file that isn't used to `note`, once.

    A broken configuration goes to `broken`, and the files it applies to are left out. Raises Broken if
    that leaves no file, and if there is no `broken`.
    """
    search = _Search(configurations, problem, _once(note))
    found = search.plan()
    for error in search.refused.values():
        if broken is None or not found.jobs:
            raise error
        broken(near(error.path) or ", ".join(search.named), told(error.message))
    return found


class _Search:
    """One search. `refused`: the configurations that can't be used, each problem once."""

    def __init__(self, configurations: Configurations, problem: "Problem", note: "Problem") -> None:
        self._configurations = configurations
        self._said = configurations.said
        self._problem = problem
        self._note = note
        self.named = self._said.paths or (".",)
        self.refused: dict[tuple[str, str | Message], Broken] = {}

    def plan(self) -> Plan:
        found: dict[str, None] = {}
        unknown: dict[str, None] = {}
        walked: list[str] = []
        for config, paths in self._starts():
            taken, passed = self._discovered(config, paths)
            found |= dict.fromkeys(self._not_left_out(taken, config))
            unknown |= dict.fromkeys(self._not_left_out(passed, config))
            for folder in filter(os.path.isdir, paths):
                walked.append(folder)
                unless_broken(self._configurations.place, folder, self.refused)
        job = self._configurations.job
        jobs = [made for path in sorted(found) if (made := unless_broken(job, path, self.refused))]
        if self._said.write or self._said.diff or self._said.interactive:
            jobs = bounded(jobs, self.named)
        return Plan(jobs, tuple(sorted(unknown)), tuple(walked))

    def _starts(self) -> Iterable[tuple[Config, list[str]]]:
        """The paths that were named, by the configuration in force there."""
        starts: dict[str, tuple[Config, list[str]]] = {}
        for path in self.named:
            folder = path if os.path.isdir(path) else folder_for(path)
            if config := unless_broken(self._configurations.config, folder, self.refused):
                starts.setdefault(config.key, (config, []))[1].append(path)
        return starts.values()

    def _discovered(self, config: Config, paths: list[str]) -> tuple[list[str], list[str]]:
        """The files at paths that a configuration applies to: the supported ones, and the others."""
        from luxterm.system.discover import discover

        passed: dict[str, None] = {}
        known = _sorting(passed)
        limits = [each for each in (config.limits.discovery, self._said.patience) if each]
        seconds = min(limits, default=0)
        taken = discover(
            [path for path in paths if not is_url(path)],
            known,
            self._problem,
            exclude=config.exclude,
            base=config.folder,
            source=config.path,
            seconds=seconds,
            on_note=self._note,
        )
        for url in filter(is_url, paths):
            from luxterm.system import urls

            taken += urls.discover(
                url, known, self._problem, exclude=config.exclude, source=config.path, seconds=seconds
            )
        return taken, list(passed)

    def _not_left_out(self, paths: Iterable[str], config: Config) -> Iterator[str]:
        """Those that no other configuration, no option and no use by the run itself leaves out."""
        ours = self._configurations.own_files()
        taken = () if self._said.force_exclude else self.named
        for path in paths:
            own = unless_broken(self._configurations.config, folder_for(path), self.refused)
            if own is None:
                continue
            inner = own.key != config.key or self._said.force_exclude
            if inner and path not in taken and own.excludes(path):
                continue
            if path not in taken and _excluded_by_option(path, self._said):
                continue
            if path in self.named or not (is_among(path, ours) or self._is_stream(path)):
                yield path

    def _is_stream(self, path: str) -> bool:
        """Whether a file in a folder is what a shell has our own output written to."""
        if not self._said.streams or is_url(path):
            return False
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            return False
        return (status.st_dev, status.st_ino) in self._said.streams


def excluded(configurations: Configurations, path: str) -> bool:
    """Whether its configuration or an option leaves a file out. Raises ConfigError."""
    config = configurations.config(folder_for(path))
    return config.excludes(path) or _excluded_by_option(path, configurations.said)


def _excluded_by_option(path: str, said: Overrides) -> bool:
    if not said.exclude:
        return False
    from luxterm.system.discover import matches

    try:
        return matches(path, said.exclude, _base(path, said.paths), "--exclude")
    except PatternError as error:
        wrong = Message("with-colon", ("--exclude", error.message))
        raise Broken("", wrong, wrong) from error


def _base(path: str, named: Iterable[str]) -> str:
    """What an option's patterns are relative to: the current folder, or what was named outside of it."""
    real = closed(os.path.dirname(path))
    if real.startswith(closed(".")):
        return "."
    outside = (each for each in named if not is_url(each) and os.path.isdir(each))
    around = (each for each in outside if real.startswith(closed(each)))
    return max(around, key=lambda each: len(closed(each)), default=".")


def _once(note: "Problem | None") -> "Problem":
    """The same, but what a path has been noted for isn't said again, however the path is written."""
    said: set[str] = set()

    def noted(path: str, message: str) -> None:
        if note is not None and os.path.abspath(path) not in said:
            said.add(os.path.abspath(path))
            note(path, message)

    return noted


def _sorting(passed: dict[str, None]) -> Callable[[str], bool]:
    """Whether a file is supported; if not, it is added to `passed`."""
    from luxterm.formats import format_of
    from luxterm.office import kind_in_folder

    def known(path: str) -> bool:
        if not (format_of(path) or kind_in_folder(path)):
            passed[path] = None
        return path not in passed

    return known
