"""`luxterm check`: find the files, run the scan, write the report, decide the exit status."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager

from luxterm.base import __version__
from luxterm.cli.console import Console, Stream
from luxterm.cli.failure import Failure
from luxterm.cli.progress import watched
from luxterm.lexicon.load import termbase_of
from luxterm.report import writer
from luxterm.report.display import Style
from luxterm.report.run import BINARY, STANDALONE, Out, Run, Scope, Setting, count
from luxterm.scan.job import FileResult, Job
from luxterm.scan.plan import Configurations, Overrides
from luxterm.scan.run import scan
from luxterm.system.discover import expanded
from luxterm.system.interrupt import stoppable
from luxterm.system.storage import has_password, is_url
from luxterm.types import Applicability

TYPE_CHECKING = False
if TYPE_CHECKING:
    from io import TextIOWrapper

    from luxterm.scan.baseline import Entry
    from luxterm.scan.cache import Cache
    from luxterm.scan.scheduler import Cluster

STDIN = "-"
NAMED = 6
"""Files of unknown kind that are told by name, or kinds of them by number."""


def run(args: argparse.Namespace, console: Console) -> int:
    """The exit status. Raises Failure for wrong usage, a broken configuration, lexicon or baseline."""
    args.paths = expanded(args.paths)
    _refuse(args)
    configurations = Configurations(_overrides(args))
    problems: list[tuple[str, str]] = []

    def problem(path: str, message: str) -> None:
        problems.append((path, message))
        console.say(f"luxterm: {path}: {message}")

    jobs = (
        [_standard_input(args, configurations)]
        if STDIN in args.paths
        else configurations.jobs(
            lambda path, message: problem(path, f"cannot be read: {message}"),
            lambda path, message: problem(path, f"what it holds for was not checked: {message}"),
        )
    )
    _spare(args, jobs)
    termbase = termbase_of(jobs[0].options.lexicon if jobs else configurations.of(".").lexicon)
    sums = Run(
        __version__,
        termbase.name,
        termbase.version,
        termbase.sha256,
        show_kept=args.show_kept,
        total=len(jobs),
        errors=problems,
        scope=_scope(args, configurations) if args.format in STANDALONE else None,
    )
    executor = _scheduler(args.scheduler, jobs)
    cache = None if executor else _cache(args, jobs)
    results: Iterable[FileResult] = stoppable(scan(jobs, args.jobs, executor, cache))
    if console.err.terminal() and not args.no_progress:
        from luxterm.scan.run import weigh

        results = watched(results, weigh(jobs), console.err)
    if args.fix or args.diff:
        results = _told_of_review(results, console)
    if args.redact:
        from luxterm.report.redact import told

        results = told(results)
    entries: dict[str, tuple[Entry, ...]] = {}
    results = sums.watch(_noted(results, console, entries))
    with _report_stream(args, console) as (out, style):
        if args.diff:
            _write_diffs(results, sums, out, console)
        else:
            if args.fix and STDIN in args.paths:
                results = _passed_on(results, console.out)
            if args.redact:
                from luxterm.report.redact import redacted

                results = redacted(results)
            _write_report(args.format or "text", results, sums, out, style)
    _tell_unknown(configurations.unknown, console)
    _keep_baseline(args, configurations, entries, console)
    if sums.interrupted:
        console.say("luxterm: " + sums.errors[-1][1])
        return 130
    return 2 if sums.errors else int(sums.fails)


def _overrides(args: argparse.Namespace) -> Overrides:
    """What the command line says over the configuration."""
    fix = Applicability.UNSAFE if args.unsafe_fixes else Applicability.SAFE
    return Overrides(
        paths=tuple(args.paths),
        config=args.config or "",
        lang=args.lang or "",
        lexicon=tuple(args.lexicon),
        fail_on=args.fail_on or "",
        baseline=args.baseline or "",
        output=args.output or "",
        write_baseline=bool(args.write_baseline),
        fix=fix if args.fix or args.diff else None,
        write=args.fix and not args.diff and STDIN not in args.paths,
        diff=args.diff,
        show_kept=args.show_kept or args.format == "html",
        sentences=args.format in STANDALONE and not args.redact,
    )


def _tell_unknown(paths: Sequence[str], console: Console) -> None:
    """Name the files in folders that were passed over; where there are many, how many of which kind."""
    if not paths:
        return
    from luxterm.office import kind_of

    if len(paths) <= NAMED:
        what = ", ".join(paths)
    else:
        kinds = Counter(os.path.splitext(path)[1].lower() or os.path.basename(path) for path in paths)
        most = [f"{number} {kind}" for kind, number in kinds.most_common(NAMED)]
        most += [f"{count(len(kinds) - NAMED, 'other kind')}"] * (len(kinds) > NAMED)
        what = f"{count(len(paths), 'file')} ({', '.join(most)}; a report in html or xlsx names them)"
    data = "; JSON and YAML are read where you name them" if any(map(kind_of, paths)) else ""
    console.say(f"luxterm: not read, for their kind is none of ours: {what}{data}")


def _refuse(args: argparse.Namespace) -> None:
    """Options that contradict each other."""
    if args.unsafe_fixes and not (args.fix or args.diff):
        raise Failure("--unsafe-fixes says which fixes to apply: use it with --fix or --diff")
    if args.diff and args.format not in (None, "text"):
        raise Failure(f"--diff prints a diff, not {args.format}: use one of --diff and --format")
    if args.diff and args.redact:
        raise Failure("--diff prints text of the documents: use it without --redact")
    if args.format in BINARY and not args.output:
        raise Failure(f"--format {args.format} makes a file that is no text: name it with --output FILE")
    if STDIN in args.paths and len(args.paths) > 1:
        raise Failure('"-" (standard input) is checked alone, not with other files')
    if args.stdin_filename is not None and STDIN not in args.paths:
        raise Failure('--stdin-filename names the document on standard input: use it with "-"')
    for place in [*args.paths, args.output, args.baseline, args.write_baseline]:
        if place and has_password(place):
            raise Failure("a password in an address would stand in the report: give it to fsspec another way")
    if args.fix and not args.diff and any(map(is_url, args.paths)):
        raise Failure("--fix changes files in place, which isn't done at a URL: use --diff")
    if args.scheduler and args.fix and not args.diff:
        raise Failure("--fix changes files on this machine: use it without --scheduler")
    if args.write_baseline and (args.fix or args.diff):
        raise Failure("--write-baseline records what is there: use it without --fix and --diff")


def _spare(args: argparse.Namespace, jobs: Sequence[Job]) -> None:
    """Write no report over a document that it is about."""
    for option, target in (("--output", args.output), ("--write-baseline", args.write_baseline)):
        if not target or not os.path.isfile(target):
            continue
        name = os.path.basename(target)
        for job in jobs:
            near = len(jobs) == 1 or os.path.basename(job.path) == name
            if near and job.data is None and os.path.realpath(job.path) == os.path.realpath(target):
                raise Failure(
                    f"{option} would write over {target}, which is to be checked: name another file"
                )


def _scheduler(address: str | None, jobs: Sequence[Job]) -> "Cluster | None":
    if not address or not jobs:
        return None
    from luxterm.scan.scheduler import SchedulerError, connect

    try:
        return connect(address, list({job.options.lexicon: None for job in jobs}))
    except SchedulerError as error:
        raise Failure(f"scheduler: {error}") from error


def _cache(args: argparse.Namespace, jobs: Sequence[Job]) -> "Cache | None":
    """What earlier scans found: unasked only for folders, and where that saves more than it costs.

    Not with `--redact`: who leaves the documents' words out of a report wants no other copy of them.
    """
    if args.cache is False or args.redact:
        return None
    if args.cache is None:
        from luxterm.scan.run import much, weights

        if not any(map(os.path.isdir, args.paths or ["."])) or not much(weights(jobs)):
            return None
    from luxterm.scan.cache import open_cache

    return open_cache()


def _scope(args: argparse.Namespace, configurations: Configurations) -> Scope:
    from datetime import datetime

    return Scope(
        tuple(os.path.basename(os.getcwd()) or path if path == "." else path for path in args.paths or ["."]),
        datetime.now().astimezone(),
        tuple(Setting(*row) for row in configurations.in_force()),
        configurations.unknown,
        args.redact,
    )


def _standard_input(args: argparse.Namespace, configurations: Configurations) -> Job:
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] (closed by whoever started us)
        raise Failure("standard input is closed")
    try:
        data = sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        raise Failure(f"standard input: {error}") from error
    return configurations.job(args.stdin_filename or "<stdin>", data)


def _noted(
    results: Iterable[FileResult], console: Console, entries: "dict[str, tuple[Entry, ...]]"
) -> Iterator[FileResult]:
    """The results; on the way their errors and notes are told, and their baseline entries put aside."""
    for result in results:
        for message in (*result.errors, *result.notes):
            console.say(f"luxterm: {result.path}: {message}")
        if not result.errors:
            entries[result.path] = result.entries
        yield result


def _told_of_review(results: Iterable[FileResult], console: Console) -> Iterator[FileResult]:
    """The results; where a file that isn't text has findings, a line says once what can be done there."""
    from luxterm.office import kind_of

    told = False
    for result in results:
        if result.findings and not told and kind_of(result.path):
            told = True
            console.say(
                "luxterm: only text files are fixed in place; "
                "luxterm review FILE makes a copy of a Word or OpenDocument text with the changes tracked"
            )
        yield result


def _keep_baseline(
    args: argparse.Namespace,
    configurations: Configurations,
    entries: "dict[str, tuple[Entry, ...]]",
    console: Console,
) -> None:
    """Write the new baseline, or drop from the old ones what the checked files no longer need."""
    if args.diff or (STDIN in args.paths and not args.write_baseline):
        return
    if not (args.write_baseline or configurations.baselines):
        return
    from luxterm.scan import baseline

    try:
        if args.write_baseline:
            baseline.write(baseline.Baseline(args.write_baseline).updated(entries))
            number = sum(entry.number for found in entries.values() for entry in found)
            console.say(f"{args.write_baseline}: {count(number, 'finding')} written")
            return
        needed: dict[str, dict[str, tuple[Entry, ...]]] = {}
        for path, found in entries.items():
            if one := configurations.baseline(path):
                needed.setdefault(one.path, {})[path] = found
        for one in configurations.baselines:
            gone = dict.fromkeys(one.gone(configurations.walked), ())
            baseline.shrink(one, {**gone, **needed.get(one.path, {})})
    except baseline.BaselineError as error:
        raise Failure(f"baseline: {error}") from error


def _passed_on(results: Iterable[FileResult], out: Stream) -> Iterator[FileResult]:
    """The results, their fixed text written out on the way."""
    for result in results:
        out.write_bytes(result.output)
        yield result


def _write_diffs(
    results: Iterable[FileResult], sums: Run, out: "Stream | TextIOWrapper", console: Console
) -> None:
    """The diffs in the documents' own bytes, as patch needs them."""
    write = out.write_bytes if isinstance(out, Stream) else out.buffer.write
    for result in results:
        if result.diff:
            write(result.diff)
    if sums.fixed:
        console.say(
            f"{count(sums.fixed, 'finding')} in {count(sums.fixed_files, 'file')} would be put right; "
            "nothing was changed."
        )
    else:
        console.say("Nothing to put right.")


def _write_report(format: str, results: Iterable[FileResult], sums: Run, out: Out, style: Style) -> None:
    if format == "text":
        from luxterm.report.text import write

        write(results, sums, out, style)
    else:
        writer(format)(results, sums, out)


@contextmanager
def _report_stream(
    args: argparse.Namespace, console: Console
) -> Generator[tuple["Stream | TextIOWrapper", Style], None, None]:
    """Where the report goes: standard output, unless that is for the fixed text, or a file."""
    stream = console.err if args.fix and not args.diff and STDIN in args.paths else console.out
    if not args.output:
        if (args.format or "text") != "text":
            stream.encode("utf-8")
        yield stream, stream.style(args.no_color)
        return
    from luxterm.system.atomic import WriteError
    from luxterm.system.storage import rewriting

    try:
        with rewriting(args.output) as file:
            yield file, Style(width=stream.width())
    except WriteError as error:
        raise Failure(f"{args.output}: cannot be written: {error}") from error
