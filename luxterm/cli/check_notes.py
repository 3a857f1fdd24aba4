"""What `luxterm check` says on standard error besides its report: errors, notes, unsupported files."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from luxterm.cli.console import Console
from luxterm.scan.job import FileResult
from luxterm.types import figure
from luxterm.wording import counted, tell, told

if TYPE_CHECKING:
    from luxterm.scan.job import Entry

NAMED = 6
"""Unsupported files that are listed by name, or kinds of them that are listed with a count."""


def noted(
    results: Iterable[FileResult], console: Console, entries: "dict[str, tuple[Entry, ...]]"
) -> Iterator[FileResult]:
    """The results; on the way their errors and notes are printed, and their baseline entries collected."""
    for result in results:
        for message in (*result.errors, *result.notes):
            console.say(f"luxterm: {result.path}: {told(message)}")
        if not result.errors:
            entries[result.path] = result.entries
        yield result


def told_of_review(results: Iterable[FileResult], console: Console) -> Iterator[FileResult]:
    """The results; if a file that isn't text has findings, a line says once what can be done about them."""
    from luxterm.office import kind_of

    said = False
    for result in results:
        if result.findings and not said and kind_of(result.path):
            said = True
            console.say(f"luxterm: {tell('only-text-fixed')}")
        yield result


def tell_gone(gone: Iterable[tuple[str, str]], console: Console) -> None:
    """Name the documents that are gone, each with the file that lists places to keep in it."""
    for listing, path in gone:
        console.say(f"luxterm: {listing}: {tell('kept-document-gone', path)}")


def tell_unknown(paths: Sequence[str], console: Console) -> None:
    """Name the files in folders that were passed over or, if there are many, count them by kind."""
    if not paths:
        return
    from luxterm.office import kind_of

    if len(paths) <= NAMED:
        what = ", ".join(paths)
    else:
        kinds = Counter(os.path.splitext(path)[1].lower() or os.path.basename(path) for path in paths)
        most = [f"{told(figure(number))} {kind}" for kind, number in kinds.most_common(NAMED)]
        if len(kinds) > NAMED:
            most.append(counted(len(kinds) - NAMED, "other-kind"))
        what = tell("unsupported-many", counted(len(paths), "file"), ", ".join(most))
    if any(map(kind_of, paths)):
        what = tell("data-when-named", what)
    console.say(f"luxterm: {tell('unsupported', what)}")
