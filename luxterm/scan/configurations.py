"""What applies to each file: the nearest configuration, and what overrides it."""

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from luxterm.config import kept as kept_file
from luxterm.config.find import check_terms, find, load
from luxterm.config.settings import Config
from luxterm.lexicon.load import termbase_of
from luxterm.scan.broken import Broken, unbroken
from luxterm.scan.job import Job, Options
from luxterm.scan.overrides import Overrides
from luxterm.scan.paths import closed, common_folder, folder_for, near
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

    `otherwise`, by folder, is what applies to what has no configuration file, by the innermost of these
    folders ("" is everywhere). Every method raises Broken if a configuration,
    or the lexicon or baseline it names, can't be used.
    """

    def __init__(self, said: Overrides, otherwise: Mapping[str, Config] | None = None) -> None:
        self.said = said
        self._otherwise = otherwise or {}
        self._places: dict[str, Place] = {}
        self._by_folder: dict[str, Config] = {}
        self._read: dict[str, Config] = {}
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
            with self._remembering(config.key):
                options, kept = self._options_of(config), self._kept_by(config)
                self._places[folder] = Place(config, options, self._baseline_in(folder), kept)
        return self._places[folder]

    @contextmanager
    def _remembering(self, key: str) -> Generator[None, None, None]:
        """Remembers what is broken, so that it isn't read again for each folder that it applies to."""
        if key in self._broken:
            raise self._broken[key].with_traceback(None)
        try:
            yield
        except Broken as error:
            self._broken[key] = error
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
        paths = [*self.said.lexicon]
        for config in self._read.values():
            paths += (config.path, kept_file.beside(config.path), *config.extends, *config.lexicon)
        return paths

    def extended(self) -> list[str]:
        """The files that the configurations in force build on."""
        return [path for config in self._read.values() for path in config.extends]

    def named_baselines(self) -> list[str]:
        """Those that the command line or a configuration names, in force or not."""
        return [self.said.baseline, *(config.baseline for config in self._read.values())]

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
        for key, options in self._options.items():
            if key in self._broken:
                continue
            config, settings = self._read[key], options.settings
            baseline = "" if self.said.write_baseline else self.said.baseline or config.baseline
            found.append((near(config.path), settings.lang, settings.profile, options.lexicon, baseline))
        return tuple(found)

    def config(self, folder: str) -> Config:
        """The configuration in force in a folder."""
        folder = self.said.config or folder
        if folder not in self._by_folder:
            with unbroken():
                path = self.said.config or find(folder) or ""
            key = path or self._without_file(folder)
            if key not in self._read:
                with self._remembering(key), unbroken():
                    self._read[key] = self._load(path) if path else self._otherwise.get(key) or Config()
            self._by_folder[folder] = self._read[key]
        return self._by_folder[folder]

    def _without_file(self, folder: str) -> str:
        """The innermost folder with something said of what has no configuration file, as it was named."""
        real = closed(folder)
        around = (each for each in self._otherwise if each and real.startswith(closed(each)))
        return max(around, key=lambda each: len(closed(each)), default="")

    def _load(self, path: str) -> Config:
        return load(path, self._trusting(), named=bool(self.said.config))

    def _trusting(self) -> "Trust":
        from luxterm.config.trust import Trust  # only where there is a configuration

        self._trust = self._trust or Trust(self.said.trust, not self.said.restricted)
        return self._trust

    def _options_of(self, config: Config) -> Options:
        if config.key not in self._options:
            self._options[config.key] = self._merge(config)
        return self._options[config.key]

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
