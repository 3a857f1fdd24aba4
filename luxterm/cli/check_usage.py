"""What `luxterm check` refuses before it reads anything: options that contradict each other.

Every function raises Failure, with what to do instead.
"""

import argparse
import os
from collections.abc import Iterator, Sequence

from luxterm.cli.failure import Failure
from luxterm.cli.files import refuse_reading
from luxterm.report.run import BINARY
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import Job
from luxterm.system.storage import has_password, is_url, same_file
from luxterm.types import Message
from luxterm.wording import tell, told

STDIN = "-"
"""The path that means standard input."""


def refuse(args: argparse.Namespace) -> None:
    """Options that contradict each other."""
    for wrong, message in _contradictions(args):
        if wrong:
            raise Failure(told(message))


def _contradictions(args: argparse.Namespace) -> Iterator[tuple[object, Message]]:
    """What would be wrong, true if it is, and what to do instead."""
    places = [*args.paths, args.output, args.baseline, args.write_baseline]
    fixes = args.fix and not args.diff
    stdin = STDIN in args.paths
    yield args.unsafe_fixes and not (args.fix or args.diff), Message("unsafe-alone")
    yield args.interactive and not fixes, Message("interactive-alone")
    yield args.interactive and (stdin or args.scheduler), Message("interactive-elsewhere")
    yield args.diff and args.format not in (None, "text"), Message("diff-or-format", (str(args.format),))
    yield args.diff and args.redact, Message("diff-and-redact")
    yield args.statistics and (args.diff or args.format not in (None, "text")), Message("statistics-alone")
    yield args.format in BINARY and not args.output, Message("binary-to-file", (str(args.format),))
    yield stdin and len(args.paths) > 1, Message("stdin-alone")
    yield args.stdin_filename is not None and not stdin, Message("stdin-name-alone")
    yield any(place and has_password(place) for place in places), Message("password-in-address")
    yield fixes and any(map(is_url, args.paths)), Message("fix-at-address")
    yield args.scheduler and fixes, Message("fix-on-scheduler")
    yield args.changed and args.write_baseline, Message("changed-and-baseline")
    yield args.changed and stdin and not args.stdin_filename, Message("changed-and-stdin")
    yield args.write_baseline and (args.fix or args.diff), Message("baseline-and-fix")


def refuse_overwriting(args: argparse.Namespace, jobs: Sequence[Job], configurations: Configurations) -> None:
    """Never overwrite a document with the report about it, nor what the run itself reads.

    In a folder, where the last report may be, the file that gets the report isn't taken for a document.
    """
    refuse_reading(args.output, "--output", (*configurations.sources(), *configurations.named_baselines()))
    refuse_reading(args.write_baseline, "--write-baseline", configurations.sources())
    for option, target in (("--output", args.output), ("--write-baseline", args.write_baseline)):
        if not target or not os.path.isfile(target):
            continue
        if any(job.data is None and same_file(job.path, target) for job in jobs):
            raise Failure(tell("would-overwrite", option, target))
