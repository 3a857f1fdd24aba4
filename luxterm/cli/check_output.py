"""Where the results of `luxterm check` go: a report, a diff or the fixed text, to a stream or a file."""

import argparse
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from luxterm.cli.check_usage import STDIN
from luxterm.cli.console import Console, Stream
from luxterm.cli.files import writing
from luxterm.report import writer
from luxterm.report.display import Style
from luxterm.report.run import Out, Run
from luxterm.scan.job import FileResult
from luxterm.system.storage import rewriting
from luxterm.wording import counted, tell

if TYPE_CHECKING:
    from io import TextIOWrapper


@contextmanager
def report_stream(
    args: argparse.Namespace, console: Console
) -> Generator[tuple["Stream | TextIOWrapper", Style], None, None]:
    """Where the report goes: standard output, if that isn't for the fixed text, or a file. Raises Failure."""
    stream = console.err if args.fix and not args.diff and STDIN in args.paths else console.out
    if not args.output:
        if (args.format or "text") != "text":
            stream.encode("utf-8")
        yield stream, stream.style(args.no_color)
        return
    with writing(args.output), rewriting(args.output) as file:
        yield file, Style(width=stream.width())


def write_report(format: str, results: Iterable[FileResult], sums: Run, out: Out, style: Style) -> None:
    """The results in a format as they come, and the sums after them."""
    if format == "text":
        from luxterm.report.text import write

        write(results, sums, out, style)
    else:
        writer(format)(results, sums, out)


def write_diffs(
    results: Iterable[FileResult], sums: Run, out: "Stream | TextIOWrapper", console: Console
) -> None:
    """The diffs in the documents' own bytes, as patch needs them."""
    write = out.write_bytes if isinstance(out, Stream) else out.buffer.write
    for result in results:
        if result.diff:
            write(result.diff)
    if sums.fixed:
        found, files = counted(sums.fixed, "finding"), counted(sums.fixed_files, "file")
        console.say(tell("some-would-be-fixed", found, files))
    else:
        console.say(tell("nothing-to-fix"))


def passed_on(results: Iterable[FileResult], out: Stream) -> Iterator[FileResult]:
    """The results, their fixed text written out on the way."""
    for result in results:
        out.write_bytes(result.output)
        yield result
