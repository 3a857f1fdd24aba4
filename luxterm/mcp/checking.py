"""What the tools do: texts and files through the engine, and words looked up in the termbase.

Files are read under the limits and the trust that they have on the command line; nothing is written.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from luxterm.lexicon.cards import cards_of
from luxterm.mcp.failure import ToolError
from luxterm.mcp.folders import Folders
from luxterm.office import kind_of
from luxterm.report.json import as_dict
from luxterm.scan.configurations import Configurations
from luxterm.scan.job import FileResult, Job, content
from luxterm.scan.overrides import Overrides
from luxterm.scan.plan import plan
from luxterm.scan.run import scan
from luxterm.system.errors import UnreadableError, explained
from luxterm.system.limits import TooBig
from luxterm.types import Applicability, Message
from luxterm.wording import apart, tell, told

ENDINGS = {
    "markdown": ".md",
    "mdx": ".mdx",
    "plain": ".txt",
    "html": ".html",
    "rst": ".rst",
    "latex": ".tex",
    "asciidoc": ".adoc",
}
"""For each format that a text may be in, how the name of such a file ends."""


@dataclass(frozen=True)
class What:
    """A text or a path, one of them, and what overrides the configuration; `format` is the text's."""

    text: str | None = None
    path: str | None = None
    format: str = "markdown"
    lang: str = ""
    profile: str = ""


def check(folders: Folders, what: What, limit: int, go_on: Callable[[], None]) -> dict[str, Any]:
    """Findings, what is kept and why, and sums. `limit` is the most findings, and the most kept, to give.

    `go_on` is asked after each file, and raises CalledOff. Raises ToolError, ConfigError or TermbaseError.
    """
    errors: list[dict[str, str]] = []
    results: list[FileResult] = []
    for result in scan(_jobs(folders, what, errors), workers=1):
        results.append(result)
        go_on()
    rows = [as_dict(_shown(result, what), item) for result in results for item in result.findings]
    found = [row for row in rows if not row["kept"]]
    kept = [row for row in rows if row["kept"]]
    errors += [_said(result, what, error) for result in results for error in result.errors]
    return {
        "findings": found[:limit],
        "kept": kept[:limit],
        "left_out": len(found[limit:]) + len(kept[limit:]),
        "errors": errors,
        "notes": [_said(result, what, note) for result in results for note in result.notes],
        "summary": {
            "files": len(results),
            "findings": len(found),
            "kept": len(kept),
            "by_severity": dict(Counter(row["severity"] for row in found)),
        },
    }


def fix(folders: Folders, what: What) -> dict[str, Any]:
    """The text after the safe fixes, a diff, and what is left. Raises what `check` does."""
    from luxterm.system.diff import diff
    from luxterm.text.source import decode

    job = _job(folders, what, Applicability.SAFE)
    if kind_of(job.path):
        raise ToolError(tell("mcp-no-text", job.path))
    try:
        before = content(job)
    except (OSError, TooBig, UnreadableError) as error:
        raise ToolError(tell("file-unreadable", job.path, explained(error))) from error
    (result,) = scan([job._replace(data=before)], workers=1)
    if result.errors:
        raise ToolError(apart(map(told, result.errors)))
    path = _shown(result, what)
    rows = [as_dict(path, item) for item in result.findings]
    return {
        "text": decode(result.output, path=job.path).text,
        "fixed": result.fixed,
        "diff": diff(path or os.path.basename(job.path), before, result.output).decode("utf-8", "replace"),
        "left": [row for row in rows if not row["kept"]],
        "kept": [row for row in rows if row["kept"]],
    }


def lexicon(folders: Folders) -> tuple[str, ...]:
    """The termbases beside the bundled one that hold where no file is named. Raises ConfigError."""
    return Configurations(Overrides()).of(folders.first).lexicon


def explain(folders: Folders, words: str, lang: str) -> dict[str, Any]:
    """The cards of every term that the words name.

    Raises ToolError if there is none, ConfigError and TermbaseError.
    """
    cards = cards_of(lexicon(folders), lang)
    found = cards.named(words) or cards.concept(words.strip())
    if not found:
        raise ToolError(told(cards.nearest(Message("mcp-unknown", (words,)), words)))
    return {"terms": found}


def _jobs(folders: Folders, what: What, errors: list[dict[str, str]]) -> list[Job]:
    """Those of a text, a file, or a folder's files; what keeps one from being read goes to `errors`."""
    if what.text is not None or what.path is None or not os.path.isdir(path := folders.find(what.path)):
        return [_job(folders, what)]

    def problem(path: str, message: str) -> None:
        errors.append({"path": path, "message": message})

    found = plan(Configurations(_said_over(what, (path,))), problem, problem).jobs
    for job in found:
        if not folders.holds(job.path):
            problem(job.path, folders.outside(job.path))
    return [job for job in found if folders.holds(job.path)]


def _job(folders: Folders, what: What, least: Applicability | None = None) -> Job:
    if (what.text is None) == (what.path is None):
        raise ToolError(tell("mcp-text-or-path"))
    if what.path is not None:
        path = folders.find(what.path)
        if os.path.isdir(path):
            raise ToolError(tell("mcp-one-file", path))
        return Configurations(_said_over(what, (path,), least)).job(path)
    assert what.text is not None
    name = os.path.join(folders.first, f"text{ENDINGS[what.format]}")
    return Configurations(_said_over(what, (), least)).job(name, what.text.encode("utf-8", "replace"))


def _said_over(what: What, paths: tuple[str, ...], least: Applicability | None = None) -> Overrides:
    return Overrides(
        paths=paths, lang=what.lang, profile=what.profile, show_kept=True, sentences=True, fix=least
    )


def _shown(result: FileResult, what: What) -> str:
    return result.path if what.text is None else ""


def _said(result: FileResult, what: What, message: Message) -> dict[str, str]:
    return {"path": _shown(result, what), "message": told(message)}
