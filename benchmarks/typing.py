"""How long a drafter waits: from a key to the marks, in a document of a hundred pages."""

import statistics
import time
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.report import Goal, Section, number
from tests.lsp import URI, Client

SIZE = 300_000
"""Code points of the document."""
RATE = 10
"""Keys a second."""
TYPED = "The State shall prohibit child pornography, in law and in practice. "


def typing(bench: Bench) -> Section:
    """Keys in the middle of a document, one by one; when the marks for each arrive."""
    section = Section(
        "Typing",
        f"{RATE} keys a second in the middle of {SIZE // 1000} KB, each sent with the whole text; from the "
        "key to its marks on the wire. Start-up is until the server answers `initialize`.",
        ("document", "marks", "start-up", "median", "99 of 100", "slowest", "memory"),
    )
    keys = 100 if bench.quick else 600
    for name in ("hard", "ordinary"):
        text = "".join(path.read_text(encoding="utf-8") for path in _files(bench.corpus / name))[:SIZE]
        waits, marks, started, memory = _typed(text, keys)
        last = statistics.quantiles(waits, n=100)[98]
        figures = (f"{number(it * 1000)} ms" for it in (started, statistics.median(waits), last, max(waits)))
        section.rows.append((name, str(marks), *figures, f"{memory:.0f} MB"))
        section.goals += [
            Goal(f"median, {name}", statistics.median(waits) * 1000, 10, " ms", floor=100),
            Goal(f"99 of 100, {name}", last * 1000, 50, " ms", floor=500),
            Goal(f"memory, {name}", memory, 120, " MB", floor=300),
        ]
        section.goals.append(Goal(f"start-up, {name}", started, 1, " s", floor=5))
    return section


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.md"))[: SIZE // 15_000]


def _typed(text: str, keys: int) -> tuple[list[float], int, float, float]:
    """The waits, how many marks there are at the end, the start-up in seconds and memory in MB."""
    before = time.perf_counter()
    with Client.start() as client:
        client.initialize()
        started = time.perf_counter() - before
        client.open(URI, text)
        client.diagnostics(URI, 1)
        at = text.find("\n\n", len(text) // 2) + 2
        waits: list[float] = []
        marks = 0
        for key in range(keys):
            text = text[:at] + TYPED[key % len(TYPED)] + text[at:]
            at += 1
            due = time.perf_counter() + 1 / RATE
            seen = len(client.received)
            pressed = time.perf_counter()
            client.change(URI, text, key + 2)
            came = client.wait(lambda it, v=key + 2: _is_for(it, v), since=seen)
            waits.append(came.time - pressed)
            marks = len(came.message["params"]["diagnostics"])
            time.sleep(max(0.0, due - time.perf_counter()))
        status = Path(f"/proc/{client.process.pid}/status")
        kilobytes = int(status.read_text().split("VmHWM:")[1].split()[0]) if status.exists() else 0
    return waits, marks, started, kilobytes / 1024


def _is_for(message: dict[str, object], version: int) -> bool:
    params = message.get("params")
    return isinstance(params, dict) and params.get("version") == version and "diagnostics" in params
