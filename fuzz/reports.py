"""Reports of a result in every format, and whether each can be read by what its format is for."""

import csv
import json
import re
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from luxterm.report import writer
from luxterm.report.run import BINARY, Lexicon, Run
from luxterm.scan.job import FileResult

_LAST_TWO = [plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)]


class _Out:
    """A stream of text that has one of bytes beneath."""

    def __init__(self) -> None:
        self.buffer = BytesIO()
        self._parts: list[str] = []

    def write(self, text: str, /) -> None:
        self._parts.append(text)

    def getvalue(self) -> str:
        return "".join(self._parts)


_NEVER_ASSIGNED = re.compile("[\ufdd0-\ufdef" + "".join(map(chr, _LAST_TWO)) + "]")


def written(format: str, result: FileResult) -> str | bytes:
    """A report of one file."""
    run = Run("0", Lexicon("luxembourg", "0", "ab" * 32), show_kept=True, total=1)
    out = _Out()
    writer(format)(run.watch([result]), run, out)
    return out.buffer.getvalue() if format in BINARY else out.getvalue()


def is_valid(format: str, report: str | bytes) -> None:
    """Assert that a report is what its format asks for."""
    _VALID[format](report)


def _is_json(report: str) -> None:
    json.loads(report)


def _is_jsonl(report: str) -> None:
    for line in report.removesuffix("\n").split("\n"):
        json.loads(line)


def _is_sarif(report: str) -> None:
    log = json.loads(report)
    for run in log["runs"]:
        for each in run["results"]:
            assert run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]


def _is_github(report: str) -> None:
    for line in report.splitlines():
        assert line.startswith(("::error ", "::warning ", "::notice ")), line


def _is_gitlab(report: str) -> None:
    entries = json.loads(report)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def _is_junit(report: str) -> None:
    suite = ElementTree.fromstring(report)  # noqa: S314 (written a moment ago)
    assert int(suite.get("tests", "")) == len(suite.findall("testcase"))


def _is_lines(report: str) -> None:
    _is_text(report)
    assert all(line.endswith("]") for line in report.splitlines())


def _is_text(report: str) -> None:
    assert not any(char in report for char in "\x1b\x07\x00\u202e"), "a terminal would obey it"


def _is_html(report: str) -> None:
    import html5lib

    # Code points that Unicode will never assign are an error to that parser, and to no browser
    html5lib.HTMLParser(strict=True).parse(_NEVER_ASSIGNED.sub("", report))


def _is_csv(report: str) -> None:
    rows = list(csv.reader(StringIO(report.removeprefix("\ufeff"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows[1:] for cell in row)


def _is_xlsx(report: bytes) -> None:
    with ZipFile(BytesIO(report)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))  # noqa: S314 (written a moment ago)


_VALID: dict[str, Any] = {
    "json": _is_json,
    "jsonl": _is_jsonl,
    "sarif": _is_sarif,
    "github": _is_github,
    "gitlab": _is_gitlab,
    "junit": _is_junit,
    "line": _is_lines,
    "text": _is_text,
    "html": _is_html,
    "csv": _is_csv,
    "xlsx": _is_xlsx,
}
