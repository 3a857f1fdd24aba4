"""`luxterm check --fix --interactive`: one question for each finding that can be replaced."""

from collections.abc import Callable, Iterable, Iterator

from luxterm.cli.console import Console
from luxterm.report.display import BOLD, Style, safe
from luxterm.report.text import shown
from luxterm.scan.deciding import Answer, Choice, decide
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Located
from luxterm.wording import in_marks, tell

_WRITTEN_OUT = {"yes": "y", "no": "n", "all": "a", "keep": "k", "quit": "q"}
"""What people answer in place of a letter."""


class Questions:
    """The questions of one run, on standard error; the answers come from standard input."""

    def __init__(self, console: Console, style: Style, listing: Callable[[str], str]) -> None:
        """`listing` gives the file with the places that stay in the file at a path, "" for none."""
        self._listing = listing
        self._console = console
        self._style = style
        self._told: set[tuple[str, str]] = set()

    def results(self, jobs: Iterable[Job]) -> Iterator[FileResult]:
        """What comes of each file; after "q", and at the end of the input, the rest is only checked."""
        asking = True
        for job in jobs:
            if asking:
                result, asking = decide(job, self._ask, self._unkept, self._listing(job.path))
                yield result
            else:
                yield scan_file(job)

    def _ask(self, path: str, item: Located) -> Answer:
        fixes = item.finding.usable
        self._console.err.write(shown(path, item, self._told, self._style) + "\n")
        words = [f"[{number}] {in_marks(safe(fix.replacement))}" for number, fix in enumerate(fixes, 1)]
        question = tell("replace-it", " ".join(words))
        while True:
            said = (self._console.ask(self._style.paint(question, BOLD)) or "q").strip().lower()
            answer = _WRITTEN_OUT.get(said, said)
            if answer == "y" or (answer.isdecimal() and 1 <= int(answer) <= len(fixes)):
                return Answer(Choice.REPLACE, fixes[0 if answer == "y" else int(answer) - 1])
            if answer == "k":
                if reason := (self._console.ask(tell("why-kept")) or "").strip():
                    return Answer(Choice.KEEP, reason=reason)
                self._console.say(tell("reason-needed"))
            elif choice := {"n": Choice.SKIP, "a": Choice.ALL, "q": Choice.QUIT}.get(answer):
                return Answer(choice)
            else:
                self._console.err.write(_help())

    def _unkept(self, text: str) -> None:
        self._console.say(tell("no-comment-there", safe(text)))


def _help() -> str:
    answers = {
        "y": tell("answer-y"),
        "n": tell("answer-n"),
        "a": tell("answer-a"),
        "k": tell("answer-k"),
        "q": tell("answer-q"),
    }
    return "".join(f"  {letter}  {said}\n" for letter, said in answers.items())
