"""`luxterm check --fix --interactive`: one question for each finding that can be replaced."""

from collections.abc import Iterable, Iterator

from luxterm.cli.console import Console
from luxterm.report.display import BOLD, Style, safe
from luxterm.report.text import shown
from luxterm.scan.deciding import Answer, Choice, decide, offers
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Located

_HELP = """\
  y  replace it with the first of the words offered; a number takes another of them
  n  leave it, this time
  a  replace this and all that follow in this file, where that is certain
  k  keep it: writes a comment with your reason
  q  ask no more; what was decided so far is done
"""


class Questions:
    """The questions of one run, on standard error; the answers come from standard input."""

    def __init__(self, console: Console, style: Style) -> None:
        self._console = console
        self._style = style
        self._told: set[tuple[str, str]] = set()

    def results(self, jobs: Iterable[Job]) -> Iterator[FileResult]:
        """What comes of each file; after "q", and at the end of the input, the rest is only checked."""
        asking = True
        for job in jobs:
            if asking:
                result, asking = decide(job, self._ask, self._unkept)
                yield result
            else:
                yield scan_file(job)

    def _ask(self, path: str, item: Located) -> Answer:
        fixes = offers(item.finding)
        self._console.err.write(shown(path, item, self._told, self._style) + "\n")
        words = [f"[{number}] “{safe(fix.replacement)}”" for number, fix in enumerate(fixes, 1)]
        question = f"Replace it? {' '.join(words)}  y n a k q ? "
        while True:
            answer = (self._console.ask(self._style.paint(question, BOLD)) or "q").strip().lower()
            if answer == "y" or (answer.isdecimal() and 1 <= int(answer) <= len(fixes)):
                return Answer(Choice.REPLACE, fixes[0 if answer == "y" else int(answer) - 1])
            if answer == "k":
                if reason := (self._console.ask("Why does it stay? ") or "").strip():
                    return Answer(Choice.KEEP, reason=reason)
                self._console.say("A reason is needed.")
            elif choice := {"n": Choice.SKIP, "a": Choice.ALL, "q": Choice.QUIT}.get(answer):
                return Answer(choice)
            else:
                self._console.err.write(_HELP)

    def _unkept(self, text: str) -> None:
        self._console.say(
            f"No comment can keep “{safe(text)}” and nothing else; it was left. "
            "Put “luxterm: off: reason” before the text and “luxterm: on” after it."
        )
