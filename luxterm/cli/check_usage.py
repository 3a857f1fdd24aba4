"""What `luxterm check` refuses before it reads anything: options that contradict each other.

Every function raises Failure, with what to do instead.
"""

import argparse
import os
from collections.abc import Iterator, Sequence

from luxterm.cli.failure import Failure
from luxterm.report.run import BINARY
from luxterm.scan.job import Job
from luxterm.system.storage import has_password, is_url, leads_to

STDIN = "-"
"""The path that means standard input."""


def refuse(args: argparse.Namespace) -> None:
    """Options that contradict each other."""
    for wrong, message in _contradictions(args):
        if wrong:
            raise Failure(message)


def _contradictions(args: argparse.Namespace) -> Iterator[tuple[object, str]]:
    """What would be wrong, true if it is, and what to do instead."""
    places = [*args.paths, args.output, args.baseline, args.write_baseline]
    fixes = args.fix and not args.diff
    stdin = STDIN in args.paths
    yield (
        args.unsafe_fixes and not (args.fix or args.diff),
        "--unsafe-fixes says which fixes to apply: use it with --fix or --diff",
    )
    yield (
        args.interactive and not fixes,
        "--interactive asks which fixes to make: use it with --fix, without --diff",
    )
    yield (
        args.interactive and (stdin or args.scheduler),
        "--interactive asks on the terminal about files of this machine",
    )
    yield (
        args.diff and args.format not in (None, "text"),
        f"--diff prints a diff, not {args.format}: use either --diff or --format",
    )
    yield args.diff and args.redact, "--diff prints text of the documents: use it without --redact"
    yield (
        args.statistics and (args.diff or args.format not in (None, "text")),
        "--statistics is a text of its own: use it without --diff and --format",
    )
    yield (
        args.format in BINARY and not args.output,
        f"--format {args.format} writes a binary file: name it with --output FILE",
    )
    yield (
        stdin and len(args.paths) > 1,
        '"-" (standard input) cannot be checked together with other files',
    )
    yield (
        args.stdin_filename is not None and not stdin,
        '--stdin-filename names the document on standard input: use it with "-"',
    )
    yield (
        any(place and has_password(place) for place in places),
        "a password in an address would end up in the report: give it to fsspec another way",
    )
    yield (
        fixes and any(map(is_url, args.paths)),
        "--fix changes files in place, which is not possible at a URL: use --diff",
    )
    yield args.scheduler and fixes, "--fix changes files on this machine: use it without --scheduler"
    yield (
        args.write_baseline and (args.fix or args.diff),
        "--write-baseline records what is there: use it without --fix and --diff",
    )


def refuse_overwriting(args: argparse.Namespace, jobs: Sequence[Job]) -> None:
    """Never overwrite a document with the report about it."""
    for option, target in (("--output", args.output), ("--write-baseline", args.write_baseline)):
        if not target or not os.path.isfile(target):
            continue
        name = os.path.basename(target)
        for job in jobs:
            near = len(jobs) == 1 or os.path.basename(job.path) == name
            if near and job.data is None and leads_to(job.path) == leads_to(target):
                raise Failure(f"{option} would overwrite {target}, which is to be checked: name another file")
