"""What Helix makes of the server. It has no batch mode, so a terminal is read and typed into."""

import re
from typing import Any

from tests.editors.terminal import Terminal

_ROW = re.compile(r"│ [ >] (ERROR|WARN|INFO|HINT) +(\S+) +(.*?) *│")
_PLACE = re.compile(r"sel +(\d+):(\d+)")
ESCAPE, ENTER, FLIP = "\x1b", "\r", "\x1b;"


def drive(terminal: Terminal) -> dict[str, Any]:
    """Look at everything, apply the first thing offered, save and quit; what was on the screen."""
    came = terminal.shows(r"● \d|Language server exited|[Ff]ailed")
    if not came or not came[0].startswith("●"):
        return {"started": False, "screen": terminal.text}
    report: dict[str, Any] = {"started": True, "diagnostics": _diagnostics(terminal)}
    terminal.send("gg]d")
    terminal.settle()
    terminal.send(" k")
    terminal.shows("Why:")
    report["hover"] = " ".join(_box(terminal.settle(), "Why:"))
    terminal.send(ESCAPE)
    terminal.settle()
    terminal.send(" a")
    terminal.shows("Replace with")
    report["actions"] = _box(terminal.settle(), "Replace with")
    terminal.send(ENTER)
    terminal.shows(r"\[\+\]")
    terminal.send(f":w{ENTER}")
    terminal.shows("written")
    report["left"] = _diagnostics(terminal)
    terminal.send(f":q{ENTER}")
    terminal.ended()
    return report


def _diagnostics(terminal: Terminal) -> list[dict[str, Any]]:
    """The list of all diagnostics, and where the cursor lands on each."""
    terminal.settle()
    terminal.send(" d")
    terminal.shows("severity +code")
    rows = _ROW.findall(terminal.settle())
    terminal.send(ESCAPE)
    terminal.settle()
    terminal.send("gg")
    found: list[dict[str, Any]] = []
    for severity, code, message in rows:
        terminal.send("]d")
        line, last = _place(terminal.settle())
        terminal.send(FLIP)
        _, first = _place(terminal.settle())
        words = _line(terminal.text, line)[first - 1 : last]
        item = {"message": message, "code": code, "severity": severity, "words": words}
        found.append(item | {"line": line - 1, "column": first - 1})
        terminal.send(FLIP)
    return found


def _place(screen: str) -> tuple[int, int]:
    match = _PLACE.search(screen)
    assert match, screen
    return int(match[1]), int(match[2])


def _line(screen: str, number: int) -> str:
    """A line of the document as the screen shows it."""
    match = re.search(rf"^.\s*{number}  (.*)$", screen, re.MULTILINE)
    assert match, screen
    return match[1]


def _box(screen: str, first: str) -> list[str]:
    """The lines of the box over the text that begins with `first`."""
    lines = screen.split("\n")
    top = next((number for number, line in enumerate(lines) if first in line), len(lines))
    found: list[str] = []
    for line in lines[top:]:
        text = re.split(r" {2,}", line[lines[top].index(first) :])[0]
        if not text:
            break
        found.append(text)
    return found
