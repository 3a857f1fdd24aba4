"""`luxterm review`: a copy of a document with the changes tracked and commented on."""

import argparse
import os

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.files import reading_within, writing
from luxterm.cli.overrides import overrides
from luxterm.cli.user_language import speak_as_configured
from luxterm.engine.fixes import Unsettled
from luxterm.office import kind_of
from luxterm.report.display import safe_path
from luxterm.review.file import review_file
from luxterm.review.reviewing import KINDS, Reviewed, own
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import content
from luxterm.system.atomic import replace
from luxterm.system.storage import same_file
from luxterm.types import Applicability
from luxterm.wording import counted, tell, told
from luxterm.wording.findings import message, where


def run(args: argparse.Namespace, console: Console) -> int:
    """The exit status, as for a check. Raises Failure for wrong usage, or a file it can't read or write."""
    path: str = args.file
    kind = kind_of(path)
    if kind not in KINDS:
        raise Failure(tell("only-reviewed", path))
    target = _target(args)
    configurations = Configurations(overrides(args, (path,)))
    job = configurations.job(path)
    speak_as_configured(args, configurations.ui_lang)
    try:
        least = Applicability.UNSAFE if args.unsafe_fixes else Applicability.SAFE
        with reading_within(job.options.limits, path, late="not-reviewed"):
            data = content(job)
            reviewed, failed = review_file(data, kind, job, least)
    except Unsettled as error:
        raise Failure(tell("not-reviewed", path, str(error))) from error
    if reviewed.remarks:
        with writing(target):
            old = data if args.in_place else None
            named = args.in_place or args.output
            replace(target, old, reviewed.data, None if named else os.path.dirname(target), fresh=not named)
    console.out.write(safe_path(_summary(path, target, reviewed)) + "\n")
    for finding in reviewed.unplaced:
        console.say(f"luxterm: {path}: {tell('not-tracked', where(finding), message(finding))}")
    for problem in failed:
        console.say(f"luxterm: {path}: {told(problem)}")
    if failed:
        return 2
    threshold = job.options.fail_on
    shown = [finding for finding in reviewed.findings if not finding.kept]
    return int(threshold is not None and any(finding.severity >= threshold for finding in shown))


def _target(args: argparse.Namespace) -> str:
    """Where the copy goes: never over the document unless asked to, nor over a file that wasn't named."""
    path: str = args.file
    if args.in_place:
        return path
    stem, suffix = os.path.splitext(path)
    if args.output:
        if args.output == "-":
            raise Failure(tell("copy-to-nowhere"))
        other = os.path.splitext(args.output)[1]
        if other and other.lower() != suffix.lower():
            # Word refuses even a .docx that is named .docm, and a .fodt is not a package
            raise Failure(tell("copy-of-kind", args.output, suffix))
        if same_file(args.output, path):
            raise Failure(tell("is-document-itself", args.output))
        return args.output
    target = f"{stem}.reviewed{suffix}"
    if os.path.lexists(target):
        raise Failure(tell("copy-exists", target))
    return target


def _summary(path: str, target: str, reviewed: Reviewed) -> str:
    if not reviewed.remarks:
        return tell("nothing-to-add", path) if own(reviewed.findings) else tell("no-copy-made", path)
    tracked = sum(bool(remark.edits) for remark in reviewed.remarks)
    alone = len(reviewed.remarks) - tracked
    done: list[str] = []
    if tracked:
        done.append(tell("some-tracked", counted(tracked, "change")))
    if alone:
        done.append(tell("some-remarked", counted(alone, "remark")))
    return tell("copy-made", target, ", ".join(done))
