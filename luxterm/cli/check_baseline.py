"""What `luxterm check` does with baselines at the end: it writes a new one, or shrinks the old ones."""

from collections.abc import Mapping, Sequence

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.scan import baseline
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import Entry
from luxterm.wording import counted, tell


def write_baseline(path: str, entries: Mapping[str, tuple[Entry, ...]], console: Console) -> None:
    """Write what was found now, by file. Raises Failure."""
    try:
        baseline.write(baseline.Baseline(path).updated(entries))
    except baseline.BaselineError as error:
        raise Failure(tell("in-baseline-file", error.whole)) from error
    number = sum(entry.number for found in entries.values() for entry in found)
    console.say(f"{path}: {tell('written', counted(number, 'finding'))}")


def shrink_baselines(
    configurations: Configurations, entries: Mapping[str, tuple[Entry, ...]], walked: Sequence[str]
) -> None:
    """Drop from the baselines in force what the checked files no longer need, and what is gone from folders.

    Raises Failure.
    """
    needed: dict[str, dict[str, tuple[Entry, ...]]] = {}
    try:
        for path, found in entries.items():
            if one := configurations.baseline(path):
                needed.setdefault(one.path, {})[path] = found
        for one in configurations.baselines:
            gone = dict.fromkeys(one.gone(walked), ())
            baseline.shrink(one, {**gone, **needed.get(one.path, {})})
    except baseline.BaselineError as error:
        raise Failure(tell("in-baseline-file", error.whole)) from error
