"""`luxterm keep`: a place stays, for the reason given, and a file outside of the document says so.

That is `luxterm-kept.toml` beside the configuration in force (`luxterm.config.kept`); the document itself
isn't changed, and so may be of any kind.
"""

import argparse
import os
import re

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.files import reading_within
from luxterm.cli.overrides import configuration
from luxterm.cli.user_language import speak_as_configured
from luxterm.config.kept import NAME
from luxterm.report.display import safe_path
from luxterm.scan import kept
from luxterm.scan.configurations import Configurations
from luxterm.scan.file import check_document, document_of
from luxterm.scan.job import CheckedDocument, Job
from luxterm.scan.locate import locate
from luxterm.scan.paths import near
from luxterm.types import Finding
from luxterm.wording import tell

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+)")


def run(args: argparse.Namespace, console: Console) -> int:
    """The exit status. Raises Failure and ConfigError for wrong usage, or a file it can't read or write."""
    path, at = _place(args.place)
    if not at and not args.term:
        raise Failure(tell("keep-where", args.place))
    if not args.reason.strip():
        raise Failure(tell("reason-needed"))
    configurations = Configurations(configuration(args, (path,))._replace(lang=args.lang or ""))
    job = configurations.job(path)
    speak_as_configured(args, configurations.ui_lang)
    target = configurations.kept_file(path)
    if not target:
        raise Failure(tell("keep-needs-configuration", path, NAME))
    checked = _checked(job)
    found = [each for each in _at(checked, at) if args.term in ("", each.term)]
    if not found:
        raise Failure(tell("keep-nothing", args.place))
    by = kept.user() if args.by is None else args.by
    places = {kept.place_of(each, checked.document, args.reason, by): each for each in found}
    kept.record(target, path, places)
    for finding in places.values():
        words = " ".join(finding.text.split())
        console.out.write(safe_path(tell("place-kept", path, words, near(target))) + "\n")
    return 0


def _place(place: str) -> tuple[str, tuple[int, int] | None]:
    """The file, and the line and column in it, both from 1; None if there are none."""
    match = None if os.path.exists(place) else _PLACE.fullmatch(place)
    return (match["path"], (int(match["line"]), int(match["column"]))) if match else (place, None)


def _checked(job: Job) -> CheckedDocument:
    with reading_within(job.options.limits, job.path):
        return check_document(document_of(job), job)


def _at(checked: CheckedDocument, at: tuple[int, int] | None) -> list[Finding]:
    """What doesn't stay yet: all of it, or the findings at that place."""
    open_ = [each for each in checked.findings if not each.kept and not each.about_comment]
    if not at:
        return open_
    return [
        item.finding
        for item in locate(checked.document.text, open_)
        if (item.region.line, item.region.column) <= at < (item.region.end_line, item.region.end_column)
    ]
