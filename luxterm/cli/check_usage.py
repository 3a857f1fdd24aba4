"""What `luxterm check` refuses before it reads anything: options that contradict each other.

Every function raises Failure, with what to do instead.
"""

import argparse
import os
from collections.abc import Sequence

from luxterm.cli.failure import Failure
from luxterm.report.run import BINARY
from luxterm.scan.job import Job
from luxterm.system.storage import has_password, is_url, leads_to

STDIN = "-"
"""The path that means standard input."""


def refuse(args: argparse.Namespace) -> None:
    """Options that contradict each other."""
    if args.unsafe_fixes and not (args.fix or args.diff):
        raise Failure("--unsafe-fixes says which fixes to apply: use it with --fix or --diff")
    if args.diff and args.format not in (None, "text"):
        raise Failure(f"--diff prints a diff, not {args.format}: use either --diff or --format")
    if args.diff and args.redact:
        raise Failure("--diff prints text of the documents: use it without --redact")
    if args.format in BINARY and not args.output:
        raise Failure(f"--format {args.format} writes a binary file: name it with --output FILE")
    if STDIN in args.paths and len(args.paths) > 1:
        raise Failure('"-" (standard input) cannot be checked together with other files')
    if args.stdin_filename is not None and STDIN not in args.paths:
        raise Failure('--stdin-filename names the document on standard input: use it with "-"')
    for place in [*args.paths, args.output, args.baseline, args.write_baseline]:
        if place and has_password(place):
            raise Failure(
                "a password in an address would end up in the report: give it to fsspec another way"
            )
    if args.fix and not args.diff and any(map(is_url, args.paths)):
        raise Failure("--fix changes files in place, which is not possible at a URL: use --diff")
    if args.scheduler and args.fix and not args.diff:
        raise Failure("--fix changes files on this machine: use it without --scheduler")
    if args.write_baseline and (args.fix or args.diff):
        raise Failure("--write-baseline records what is there: use it without --fix and --diff")


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
