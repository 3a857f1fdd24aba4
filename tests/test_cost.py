"""No file costs more than 10 s or 1 GB without being big itself, whatever is in it.

Each is checked by the program in a process of its own, which says what it used: processor time doesn't depend
on what else the machine does.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from luxterm.lexicon.load import load
from tests.office.hostile import HOSTILE, workbook
from tests.sampling import sampled
from tests.timing import TRIES, slowness

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="what a process used is measured as Linux does"),
    pytest.mark.slow,
]
SECONDS, MEGABYTES = 10, 1000


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> None:
    """The termbase is compiled once a version, whatever is checked first."""
    load()


class Cost(NamedTuple):
    """What a run of the program used, and what it said."""

    seconds: float
    megabytes: float
    status: int
    out: str
    err: str


def checked(path: Path, most: float = SECONDS) -> Cost:
    """The program's run over one file, or of several the last one if each takes longer than it may."""
    tries = [_run(path)]
    while tries[-1].seconds >= most and len(tries) < TRIES // 2:
        tries.append(_run(path))
    return tries[-1]


def _run(path: Path) -> Cost:
    """One run, ended where it takes four times of what it may; one on a slow machine counts for less."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (4 * SECONDS, 4 * SECONDS))

    out, err = path.with_suffix(".out"), path.with_suffix(".err")
    command = [
        sys.executable,
        "-m",
        "luxterm",
        "check",
        "--no-color",
        "--jobs",
        "1",
        "--format",
        "json",
        str(path),
    ]
    with out.open("wb") as output, err.open("wb") as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors, preexec_fn=bounded)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    if seconds > SECONDS / 2:
        seconds /= slowness()
    return Cost(seconds, used.ru_maxrss / 1000, process.returncode, out.read_text(), err.read_text())


EXAMPLES = (
    "a million words.docx",
    "encoded words.eml",
    "parameters.eml",
    "forms in forms.pdf",
    "a form that draws itself.pdf",
    "many words.pdf",
)
REST = sorted(HOSTILE.keys() - set(EXAMPLES))


@pytest.mark.parametrize("name", [*EXAMPLES, *sampled(REST, 6)])
def test_cost(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    assert path.stat().st_size < 4_000_000
    cost = checked(path)
    assert cost.seconds < SECONDS
    assert cost.megabytes < MEGABYTES
    assert cost.status in (0, 1, 2)
    assert (cost.status == 2) == bool(cost.err)
    assert "internal error" not in cost.err
    assert "not enough memory" not in cost.err


def test_what_was_read_before_a_bound_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"child sex\n\n" * 5_100)
    cost = checked(path)
    assert cost.status == 2
    said = "was not checked to its end: it has more than 5,000 discouraged words; only those are reported"
    assert cost.err == f"luxterm: {path}: {said}\n"
    assert len(json.loads(cost.out)["findings"]) == 5_000


def test_a_long_text_with_many_short_paragraphs_is_checked_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((b"There is child pornography in it.\n\n" + 10 * b"It is so here. " + b"\n\n") * 5_200)
    cost = _run(path)
    assert (cost.status, cost.err) == (1, "")
    assert len(json.loads(cost.out)["findings"]) == 5_200


def test_a_small_sheet_has_room(tmp_path: Path) -> None:
    """It takes half of what it may, and the words of an ordinary one are all judged."""
    path = tmp_path / "long.xlsx"
    path.write_bytes(HOSTILE["a long string in many rows.xlsx"]())
    assert checked(path, 0.75 * SECONDS).seconds < 0.75 * SECONDS
    path = tmp_path / "ordinary.xlsx"
    rows = "".join(f'<row><c t="s"><v>{at}</v></c></row>' for at in range(3000))
    path.write_bytes(workbook([f"Report {at} is on child pornography." for at in range(3000)], rows))
    cost = checked(path)
    report = json.loads(cost.out)
    assert (cost.status, report["errors"]) == (1, []), "none is left out"
    assert len(report["findings"]) + report["summary"]["kept"] == 3000
