"""`luxterm check`: find the files, run the scan, write the report, decide the exit status.

Its parts: options that contradict each other (`check_usage`), what is said in addition to the report
(`check_notes`), where the report goes (`check_output`), and baselines (`check_baseline`).
"""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from luxterm.base import __version__
from luxterm.cli.check_notes import noted, tell_gone, tell_unknown, told_of_review
from luxterm.cli.check_output import passed_on, report_stream, write_diffs, write_report
from luxterm.cli.check_usage import STDIN, refuse, refuse_overwriting
from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.lexicon_of import lexicon_of
from luxterm.cli.overrides import overrides
from luxterm.cli.progress import watched
from luxterm.cli.user_language import speak_as_configured
from luxterm.lexicon.load import termbase_of
from luxterm.report import format_of
from luxterm.report.run import STANDALONE, WITH_SENTENCES, Run
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import FileResult, Job
from luxterm.scan.overrides import Overrides
from luxterm.scan.plan import Plan, excluded, plan
from luxterm.scan.run import scan
from luxterm.system.discover import expanded
from luxterm.system.interrupt import stoppable
from luxterm.system.limits import MB, TooBig
from luxterm.types import Applicability, Severity
from luxterm.wording import tell

if TYPE_CHECKING:
    from luxterm.config.settings import Config
    from luxterm.report.request import Request
    from luxterm.scan.cache import Cache
    from luxterm.scan.job import Entry
    from luxterm.scan.scheduler import Cluster
    from luxterm.system.walk import Problem


def run(args: argparse.Namespace, console: Console) -> int:
    """The exit status. Raises Failure for wrong usage, a broken configuration, lexicon or baseline."""
    args.paths = expanded(args.paths)
    if not (args.diff or args.statistics):
        args.format = args.format or format_of(args.output)
    refuse(args)
    configurations = Configurations(_overrides(args, console), _otherwise(args))
    problems: list[tuple[str, str]] = []

    def problem(path: str, message: str) -> None:
        problems.append((path, message))
        console.say(f"luxterm: {path}: {message}")

    planned = _planned(args, configurations, problem, console)
    speak_as_configured(args, configurations.ui_lang)
    if not (planned.jobs or problems or args.force_exclude):
        problem(", ".join(args.paths or ["."]), tell("nothing-to-check"))
    jobs = _changed(planned.jobs, args.changed)
    if STDIN in args.paths and len(jobs) < len(planned.jobs):
        _pass_by(planned.jobs[0].data or b"", args, console)
    refuse_overwriting(args, jobs, configurations)
    _tidy(jobs)
    request = _request(args, configurations, planned.unknown) if args.format in STANDALONE else None
    sums = _sums(args, jobs, configurations, problems, request)
    entries: dict[str, tuple[Entry, ...]] = {}
    results = noted(_results(args, jobs, configurations, console), console, entries)
    _report(args, sums.watch(results), sums, console)
    tell_unknown(planned.unknown, console)
    tell_gone(configurations.kept_gone(planned.walked), console)
    if args.write_baseline and not sums.interrupted:  # half of one would take the place of a whole one
        from luxterm.cli.check_baseline import write_baseline

        write_baseline(args.write_baseline, entries, console)
    elif configurations.baselines and _finds_as_usual(args):
        from luxterm.cli.check_baseline import shrink_baselines

        shrink_baselines(configurations, entries, planned.walked)
    if sums.interrupted:
        console.say("luxterm: " + sums.errors[-1][1])
        return 130
    return 2 if sums.errors else int(sums.fails)


def _finds_as_usual(args: argparse.Namespace) -> bool:
    """Whether what isn't found in the files any more is gone, and not only left out by an option."""
    other = args.lang or args.profile or args.lexicon or args.restricted or args.otherwise
    return not (other or args.diff or STDIN in args.paths)


def _planned(
    args: argparse.Namespace, configurations: Configurations, problem: "Problem", console: Console
) -> Plan:
    """The files to check. What can't be found or read goes to `problem`."""
    if STDIN in args.paths:
        return _standard_input(args, configurations, console)
    return plan(
        configurations,
        lambda path, message: problem(path, tell("unreadable", message)),
        lambda path, message: problem(path, tell("its-files-not-checked", message)),
        lambda path, message: console.say(f"luxterm: {path}: {message}"),
    )


def _sums(
    args: argparse.Namespace,
    jobs: Sequence[Job],
    configurations: Configurations,
    problems: list[tuple[str, str]],
    request: "Request | None",
) -> Run:
    termbase = termbase_of(jobs[0].options.lexicon if jobs else configurations.of(".").lexicon)
    return Run(
        __version__,
        lexicon_of(termbase),
        show_kept=args.show_kept,
        show_notes=args.min_severity == "info" or any(job.options.fail_on is Severity.INFO for job in jobs),
        total=len(jobs),
        errors=problems,
        request=request,
    )


def _results(
    args: argparse.Namespace, jobs: Sequence[Job], configurations: Configurations, console: Console
) -> Iterable[FileResult]:
    """What comes of each file, with what is shown and said while it comes."""
    results = _scanned(args, jobs, configurations, console)
    if console.err.escapes() and not (args.no_progress or args.interactive):
        from luxterm.scan.run import sizes

        results = watched(results, sizes(jobs), console.err)
    if args.fix or args.diff:
        results = told_of_review(results, console)
    if args.redact:
        from luxterm.report.redact import without_details

        results = without_details(results)
    return results


def _report(args: argparse.Namespace, results: Iterable[FileResult], sums: Run, console: Console) -> None:
    with report_stream(args, console) as (out, style):
        if args.diff:
            write_diffs(results, sums, out, console)
            return
        if args.fix and STDIN in args.paths:
            results = passed_on(results, console.out)
        if args.redact:
            from luxterm.report.redact import redacted

            results = redacted(results)
        write_report(_format(args), results, sums, out, style)


def _scanned(
    args: argparse.Namespace, jobs: Sequence[Job], configurations: Configurations, console: Console
) -> Iterable[FileResult]:
    """What comes of each file: at once or, if somebody wants to be asked, one after the other."""
    if args.interactive:
        from luxterm.cli.interactive import Questions

        if not console.interactive():
            raise Failure(tell("terminal-needed"))
        return Questions(console, console.err.style(args.no_color), configurations.kept_file).results(jobs)
    executor = _scheduler(args.scheduler, jobs)
    return stoppable(scan(jobs, args.jobs, executor, None if executor else _cache(args, jobs)))


def _changed(jobs: list[Job], revision: str) -> list[Job]:
    """Those whose files have changed since a revision; "" is none. Raises Failure."""
    if not revision:
        return jobs
    from luxterm.scan.changed import changed
    from luxterm.system.git import GitError

    try:
        return changed(jobs, revision)
    except GitError as error:
        raise Failure(f"--changed: {error}") from error


def _format(args: argparse.Namespace) -> str:
    return "statistics" if args.statistics else args.format or "text"


def _tidy(jobs: Sequence[Job]) -> None:
    """Remove what a killed run has left beside the files that are to be fixed."""
    folders = {os.path.dirname(job.path) for job in jobs if job.options.write}
    if folders:
        from luxterm.system.atomic import tidy

        for folder in folders:
            tidy(folder)


def _overrides(args: argparse.Namespace, console: Console) -> Overrides:
    """What the command line says, which overrides the configuration."""
    fix = Applicability.UNSAFE if args.unsafe_fixes else Applicability.SAFE
    named = [args.stdin_filename or "."] if STDIN in args.paths else args.paths
    return overrides(args, named)._replace(
        output=args.output or "",
        streams=tuple(filter(None, (console.out.file(), console.err.file()))),
        write_baseline=bool(args.write_baseline),
        exclude=tuple(args.exclude),
        force_exclude=args.force_exclude,
        fix=fix if (args.fix or args.diff) and not args.interactive else None,
        write=args.fix and not (args.diff or args.interactive or STDIN in args.paths),
        diff=args.diff,
        interactive=args.interactive,
        show_kept=args.show_kept or args.format == "html",
        sentences=args.format in WITH_SENTENCES and not args.redact,
    )


def _otherwise(args: argparse.Namespace) -> "dict[str, Config]":
    """What is said of documents that no file configures. Raises ConfigError."""
    if not args.otherwise:
        return {}
    from luxterm.config.otherwise import read

    return read(args.otherwise, args.trust)


def _scheduler(address: str | None, jobs: Sequence[Job]) -> "Cluster | None":
    if not address or not jobs:
        return None
    from luxterm.scan.scheduler import SchedulerError, connect

    try:
        return connect(address, list({job.options.lexicon: None for job in jobs}))
    except SchedulerError as error:
        raise Failure(tell("at-scheduler", error.message)) from error


def _cache(args: argparse.Namespace, jobs: Sequence[Job]) -> "Cache | None":
    """What earlier scans found: by default only for folders, and if it saves more than it costs.

    Not with `--redact`: whoever keeps the documents' words out of a report wants no other copy of them.
    """
    if args.cache is False or args.redact:
        return None
    if args.cache is None:
        from luxterm.scan.run import costs, worth_sharing

        if not any(map(os.path.isdir, args.paths or ["."])) or not worth_sharing(costs(jobs)):
            return None
    from luxterm.scan.cache import open_cache

    return open_cache()


def _request(args: argparse.Namespace, configurations: Configurations, unknown: tuple[str, ...]) -> "Request":
    from datetime import datetime

    from luxterm.report.request import Request, Setting

    return Request(
        tuple(os.path.basename(os.getcwd()) or path if path == "." else path for path in args.paths or ["."]),
        datetime.now().astimezone(),
        tuple(Setting(*row) for row in configurations.in_force()),
        unknown,
        args.redact,
    )


def _standard_input(args: argparse.Namespace, configurations: Configurations, console: Console) -> Plan:
    """Standard input, to check unless it was asked to leave it out: then it is passed on as it is."""
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] (closed by whoever started us)
        raise Failure(tell("no-standard-input"))
    name: str = args.stdin_filename or "<stdin>"
    most = configurations.job(name, b"").options.limits.size * MB
    try:
        data = sys.stdin.buffer.read(most + 1) if most else sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        raise Failure(tell("standard-input", str(error))) from error
    if most and len(data) > most:
        if args.fix and not args.diff:  # whoever wants it fixed may have no other copy
            console.out.write_bytes(data)
            while rest := sys.stdin.buffer.read(MB):
                console.out.write_bytes(rest)
        raise Failure(tell("standard-input", TooBig(len(data), most).message))
    if args.force_exclude and excluded(configurations, name):
        _pass_by(data, args, console)
        return Plan([])
    return Plan([configurations.job(name, data)])


def _pass_by(data: bytes, args: argparse.Namespace, console: Console) -> None:
    """Standard input that isn't checked: whoever wants it fixed gets it as it is."""
    if args.fix and not args.diff:
        console.out.write_bytes(data)
