"""What applies to each file: the nearest configuration, and what overrides it."""

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from luxterm.config import kept as kept_file
from luxterm.config.find import check_terms, find, load
from luxterm.config.settings import Config
from luxterm.lexicon.load import termbase_of
from luxterm.scan.broken import Broken, unbroken
from luxterm.scan.job import Job, Options
from luxterm.scan.overrides import Overrides
from luxterm.scan.paths import common_folder, folder_for, near
from luxterm.scan.selection import Selection
from luxterm.system.storage import is_url, leads_to
from luxterm.types import Message, Severity

if TYPE_CHECKING:
    from luxterm.config.kept import KeptPlaces
    from luxterm.config.trust import Trust
    from luxterm.scan.baseline import Baseline
    from luxterm.termbase import Termbase


class Place(NamedTuple):
    """What applies to the files in a folder."""

    config: Config
    options: Options
    baseline: "Baseline | None"
    kept: "KeptPlaces | None"


class Configurations:
    """The configurations in force in a run, each read, and its lexicon loaded, once.

    `default` applies if there is no configuration file. Every method raises Broken if a configuration,
    or the lexicon or baseline it names, can't be used.
    """

    def __init__(self, said: Overrides, default: Config | None = None) -> None:
        self.said = said
        self._default = default or Config()
        self._places: dict[str, Place] = {}
        self._by_folder: dict[str, Config] = {}
        self._by_path: dict[str, Config] = {}
        self._options: dict[str, Options] = {}
        self._baselines: dict[str, Baseline] = {}
        self._kept: dict[str, KeptPlaces | None] = {}
        self._broken: dict[str, Broken] = {}
        self._trust: Trust | None = None

    def of(self, folder: str) -> Options:
        """The options in force in a folder."""
        return self._options_of(self.config(folder))

    def job(self, path: str, data: bytes | None = None) -> Job:
        """One file with its options; `data` if it isn't to be read from the path."""
        config, options, baseline, kept = self.place(folder_for(path))
        if config.keeps:
            options = options._replace(keeps=config.keeps_for(path))
        if config.verbatim and (verbatim := config.verbatim_for(path)):
            settings = options.settings._replace(laws=verbatim.law)
            options = options._replace(verbatim=verbatim, settings=settings)
        if kept and (places := kept.of(path)):
            options = options._replace(kept=places)
        return Job(path, options, data, baseline.of(path) if baseline else ())

    def baseline(self, path: str) -> "Baseline | None":
        """The baseline in force for a file, read once; none while a new one is being written."""
        return self.place(folder_for(path)).baseline

    def place(self, folder: str) -> Place:
        """What applies to the files in a folder: all of it is read now."""
        if folder not in self._places:
            config = self.config(folder)
            with self._remembering(config.path):
                options, kept = self._options_of(config), self._kept_by(config)
                self._places[folder] = Place(config, options, self._baseline_in(folder), kept)
        return self._places[folder]

    @contextmanager
    def _remembering(self, path: str) -> Generator[None, None, None]:
        """Remembers what is broken, so that it isn't read again for each folder that it applies to."""
        if path in self._broken:
            raise self._broken[path].with_traceback(None)
        try:
            yield
        except Broken as error:
            self._broken[path] = error
            raise

    def _baseline_in(self, folder: str) -> "Baseline | None":
        config = self.config(folder)
        place = self.said.baseline or config.baseline
        if not place or self.said.write_baseline:
            return None
        if place not in self._baselines:
            from luxterm.scan import baseline

            try:
                self._baselines[place] = baseline.load(place, named=bool(self.said.baseline))
            except baseline.BaselineError as error:
                said = Message("in-baseline-file", (error.whole,))
                raise Broken(config.path, said, said) from error
        return self._baselines[place]

    def _kept_by(self, config: Config) -> "KeptPlaces | None":
        path = kept_file.beside(config.path)
        if path not in self._kept:
            self._kept[path] = None
            if path and os.path.lexists(path):
                from luxterm.config.kept_file import load as load_kept

                with unbroken():
                    self._kept[path] = load_kept(path, self._trusting())
        return self._kept[path]

    def kept_file(self, path: str) -> str:
        """Where the places that stay in the file at `path` are listed; "" without a configuration."""
        return kept_file.beside(self.config(folder_for(path)).path)

    def kept_gone(self, walked: Sequence[str]) -> list[tuple[str, str]]:
        """The files with places in documents that are gone from these folders, and these documents."""
        lists = [each for each in self._kept.values() if each]
        return [(near(each.path), near(path)) for each in lists for path in each.gone(walked)]

    @property
    def baselines(self) -> "list[Baseline]":
        """Those in force for any file of the run, and for the folders that were named."""
        return list(self._baselines.values())

    def own_files(self) -> frozenset[str]:
        """What the run itself reads and writes: configurations, baselines, termbases, the report."""
        paths = (self.said.output, *self.named_baselines(), *self.sources())
        return frozenset(path if is_url(path) else leads_to(path) for path in paths if path)

    def sources(self) -> list[str]:
        """What the run itself reads and never writes: configurations, places to keep, termbases."""
        paths = [*self.said.lexicon, *self._by_path]
        for config in self._by_path.values():
            paths += (kept_file.beside(config.path), *config.extends, *config.lexicon)
        return paths

    def extended(self) -> list[str]:
        """The files that the configurations in force build on."""
        return [path for config in self._by_path.values() for path in config.extends]

    def named_baselines(self) -> list[str]:
        """Those that the command line or a configuration names, in force or not."""
        return [self.said.baseline, *(config.baseline for config in self._by_path.values())]

    @property
    def ui_lang(self) -> str:
        """The language that the program is to speak of all that was named, "" if nothing says.

        One report has one language: that of the configuration above all the paths, whatever a folder
        among them has of its own.
        """
        try:
            return self.config(common_folder(self.said.paths)).ui_lang
        except Broken:  # said where it applies to a file
            return ""

    def in_force(self) -> tuple[tuple[str, str, str, tuple[str, ...], str], ...]:
        """What the files of the run were checked by, each configuration once.

        Its path, language, profile, lexicon and baseline.
        """
        found: list[tuple[str, str, str, tuple[str, ...], str]] = []
        for path, options in self._options.items():
            if path in self._broken:
                continue
            baseline = "" if self.said.write_baseline else self.said.baseline or self._by_path[path].baseline
            settings = options.settings
            found.append((near(path), settings.lang, settings.profile, options.lexicon, baseline))
        return tuple(found)

    def config(self, folder: str) -> Config:
        """The configuration in force in a folder."""
        folder = self.said.config or folder
        if folder not in self._by_folder:
            with unbroken():
                path = self.said.config or find(folder) or ""
            if path not in self._by_path:
                with self._remembering(path), unbroken():
                    self._by_path[path] = self._load(path) if path else self._default
            self._by_folder[folder] = self._by_path[path]
        return self._by_folder[folder]

    def _load(self, path: str) -> Config:
        return load(path, self._trusting(), named=bool(self.said.config))

    def _trusting(self) -> "Trust":
        from luxterm.config.trust import Trust  # only where there is a configuration

        self._trust = self._trust or Trust(self.said.trust, not self.said.restricted)
        return self._trust

    def _options_of(self, config: Config) -> Options:
        if config.path not in self._options:
            self._options[config.path] = self._merge(config)
        return self._options[config.path]

    def _merge(self, config: Config) -> Options:
        said, settings, fail_on = self.said, config.settings, config.fail_on
        if said.lang:
            settings = settings._replace(lang=said.lang)
        if said.profile:
            settings = settings._replace(profile=said.profile)
        if said.fail_on:
            fail_on = None if said.fail_on == "never" else Severity[said.fail_on.upper()]
        options = Options(
            settings=settings,
            lexicon=(*config.lexicon, *said.lexicon),
            fail_on=fail_on,
            fix=said.fix,
            write=said.write,
            diff=said.diff,
            record=said.write_baseline,
            show_kept=said.show_kept,
            sentences=said.sentences,
            limits=config.limits,
            selection=said.selection,
        )
        from luxterm.termbase import TermbaseError

        try:
            termbase = termbase_of(options.lexicon)
            termbase.admit(settings.lang, settings.profile, settings.variety)
            if unknown := said.selection != Selection() and said.selection.unknown(_names(termbase)):
                raise Broken("", unknown, unknown)
            # What is withheld may have the terms that are named
            if (settings.severities or config.keeps) and not config.withheld:
                with unbroken():
                    check_terms(config, termbase.ids)
        except TermbaseError as error:
            wrong = Message("in-lexicon", (error.whole,))
            named_elsewhere = error.place or said.lang or said.profile
            raise Broken(config.path, wrong, wrong if named_elsewhere else "") from error
        return options


def _names(termbase: "Termbase") -> set[str]:
    """The ids of all discouraged terms and their concepts."""
    terms = (term for lang in termbase.languages for term in termbase.language(lang).terms)
    return {name for term in terms for name in (term.id, term.concept)}
