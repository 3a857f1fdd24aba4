"""What the command line or an editor says over the configuration, as data."""

from typing import NamedTuple

from luxterm.scan.selection import Selection
from luxterm.types import Applicability


class Overrides(NamedTuple):
    """What overrides the configuration, from the command line or an editor.

    `paths` are the files and folders to check. `config` replaces the nearest one; "" and () leave what
    the configuration says. `fail_on` is a severity or "never". `output` is the report's own file, which
    is not checked; nor are those that standard output and error go to (`streams`: device and number). With
    `write_baseline` no baseline applies. `exclude` are patterns as in `.gitignore`, relative to the current
    folder; with `force_exclude` they and the configuration's hold for files that were named, too. `trust`:
    every configuration (`luxterm.config.trust`); `restricted`: not even the termbases that it names.
    `patience` is the most seconds for finding files, 0 for as long as configured.
    `interactive`: somebody decides on each finding of each file, which is then written.
    The others are as in `luxterm.scan.job.Options`.
    """

    paths: tuple[str, ...] = ()
    config: str = ""
    lang: str = ""
    profile: str = ""
    lexicon: tuple[str, ...] = ()
    fail_on: str = ""
    baseline: str = ""
    write_baseline: bool = False
    output: str = ""
    streams: tuple[tuple[int, int], ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    selection: Selection = Selection()
    fix: Applicability | None = None
    write: bool = False
    diff: bool = False
    interactive: bool = False
    show_kept: bool = False
    sentences: bool = False
    trust: bool = False
    restricted: bool = False
    patience: int = 0
