"""`luxterm parity`: versions of one text in several languages, side by side."""

import argparse
import os

from luxterm.base import __version__
from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.files import reading_within, refuse_reading, writing
from luxterm.cli.lexicon_of import lexicon_of
from luxterm.cli.overrides import configuration
from luxterm.cli.user_language import speak_as_configured
from luxterm.config.settings import AUTO
from luxterm.lexicon.load import termbase_of
from luxterm.parity.compare import Parity, compare
from luxterm.parity.version import Version, read_version
from luxterm.report import format_of
from luxterm.report.display import Style
from luxterm.report.parity import FORMATS, writer
from luxterm.report.parity.about import About, moment
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import Job
from luxterm.system.storage import rewriting
from luxterm.termbase.data import Termbase
from luxterm.wording import tell, told


def run(args: argparse.Namespace, console: Console) -> int:
    """1 if the versions differ, 2 if not all could be judged. Raises Failure for what it can't compare."""
    langs = _langs(args)
    _different_files(args.files)
    refuse_reading(args.output, "--output", args.files)
    configurations = Configurations(configuration(args, args.files))
    jobs = [configurations.job(path) for path in args.files]
    speak_as_configured(args, configurations.ui_lang)
    termbase = termbase_of(jobs[0].options.lexicon)
    versions = [_read(job, lang, termbase) for job, lang in zip(jobs, langs, strict=True)]
    if not versions[0].concepts.intersection(*(it.concepts for it in versions)):
        raise Failure(tell("parity-nothing-common", ", ".join(it.lang for it in versions)))
    parity = compare(versions)
    _write(parity, termbase, args, console)
    problems = [(it.path, problem) for it in versions for problem in it.problems]
    for path, problem in problems:
        console.say(f"luxterm: {path}: {told(problem)}")
    return 2 if problems else int(parity.differ)


def _langs(args: argparse.Namespace) -> list[str]:
    """The language of each file, "" where the file says so itself."""
    if not args.langs:
        return [""] * len(args.files)
    langs = ["" if it.strip() == AUTO else it.strip() for it in args.langs.split(",")]
    if len(langs) != len(args.files):
        raise Failure(tell("parity-langs", str(len(args.files)), str(len(langs))))
    return langs


def _different_files(paths: list[str]) -> None:
    if len(paths) < 2:
        raise Failure(tell("parity-two-files"))
    known: dict[str, str] = {}
    for path in paths:
        real = os.path.realpath(path)
        if real in known:
            raise Failure(tell("parity-same-file", path))
        known[real] = path


def _read(job: Job, lang: str, termbase: Termbase) -> Version:
    with reading_within(job.options.limits, job.path):
        return read_version(job, lang, termbase)


def _write(parity: Parity, termbase: Termbase, args: argparse.Namespace, console: Console) -> None:
    style = console.out.style(args.no_color)
    about = About(__version__, lexicon_of(termbase), moment(), style, args.all)
    format = args.format or format_of(args.output, FORMATS)
    write = writer(format)
    if not args.output:
        if format != "text":
            console.out.encode("utf-8")
        write(parity, about, console.out)
        return
    with writing(args.output), rewriting(args.output) as file:
        write(parity, about._replace(style=Style(width=style.width)), file)
