"""The progress bar: when it shows, what it says, that it goes away."""

from io import StringIO
from typing import Any

import pytest

from luxterm.cli.progress import watched
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Options


class Screen(StringIO):
    def close(self) -> None:
        """As a console's stream: only written out."""

    def width(self) -> int:
        return 90


def drawn(monkeypatch: pytest.MonkeyPatch, results: list[FileResult], pace: float) -> str:
    """What is on the screen if each result takes so many seconds."""
    clock = iter(range(10_000))
    monkeypatch.setattr("luxterm.cli.progress.monotonic", lambda: next(clock) * pace)
    screen: Any = Screen()
    assert list(watched(results, [one.size for one in results], screen)) == results
    return screen.getvalue()


def test_appears_late_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    results = [FileResult(f"{'long/' * 20}{number}.md", 1_000_000) for number in range(9)]
    shown = drawn(monkeypatch, results, 0.4)
    assert " 3 of 9 files" in shown
    assert " 2 of 9 files" not in shown
    assert shown.endswith("\r\x1b[K")
    assert max(map(len, shown.split("\r"))) < 90 + len("\x1b[K")
    assert drawn(monkeypatch, results, 0.01) == ""


def test_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"A child prostitute.\n\nA child prostitute.\n"
    bad = scan_file(Job("a.md", Options(), text))._replace(size=3_000_000)
    results = [bad, bad, *(FileResult(f"{at}.md", 500_000) for at in range(8))]
    shown = drawn(monkeypatch, results, 60)
    lines = [line.removesuffix("\x1b[K") for line in shown.split("\r") if "files" in line]
    assert lines[0] == "[#...............] 1 of 10 files  3.0 of 10.0 MB  2 found  2:20 left  a.md"
    assert lines[1] == "[###.............] 2 of 10 files  6.0 of 10.0 MB  4 found  1:20 left  a.md"
    assert lines[-1] == "[################] 10 of 10 files  10.0 of 10.0 MB  4 found  0:00 left  7.md"
    # what is reported is where the bar was
    assert shown.split("\r")[2].startswith("\x1b[K")


def test_knows_no_time_before_the_first_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "-:-- left" in drawn(monkeypatch, [FileResult("a.md"), FileResult("b.md", 10)], 3)
    assert "2:00:00 left" in drawn(monkeypatch, [FileResult("a.md", 1), FileResult("b.md", 1)], 7_200)
    assert "0:00 left" in drawn(monkeypatch, [FileResult("a.md")], 7_200)
