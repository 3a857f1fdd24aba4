"""How luxterm's own cost grows: with terms, text, findings and hostile input; and its memory."""

from pathlib import Path

from benchmarks.bench import Bench, size
from benchmarks.corpus import COPIES, MB, TERMS
from benchmarks.measure import Case, Timings
from benchmarks.report import Goal, Section, number

_STOPPED, _STOPPED_QUICK = 60.0, 10.0
"""Seconds after which a run counts as stuck."""


def terms(bench: Bench) -> Section:
    """The same documents with more and more terms; the cost of loading them is measured separately."""
    path, small = bench.corpus / "hard" / "00", bench.corpus / "small" / "clean.md"
    cases: dict[str, Case] = {}
    for count in TERMS:
        lexicon = ("--lexicon", bench.work / "terms" / f"termbase-{count}")
        cases[f"start {count}"] = bench.luxterm(*lexicon, small)
        cases[f"check {count}"] = bench.luxterm(*lexicon, "--jobs", "1", path)
    timings = bench.time(cases, 7, limit=600)
    section = Section(
        "Number of terms",
        f"luxterm's own terms and as many made-up ones more, half of which begin with a common word; "
        f"{size(path) / MB:.0f} MB of documents on child protection, processor time, medians.",
        ("made-up terms", "start", "check", "against the fewest"),
    )
    check = {count: timings.cpu(f"check {count}") - timings.cpu(f"start {count}") for count in TERMS}
    for count in TERMS:
        start = f"{timings.cpu(f'start {count}') * 1000:.0f} ms"
        ratio = f"{number(check[count] / check[TERMS[0]])} ×"
        section.rows.append((f"{count:,}", start, f"{check[count] * 1000:.0f} ms", ratio))
    ratio = max(check.values()) / min(check.values())
    section.goals.append(Goal("slowest number of terms against fastest", ratio, 1.3, " ×", floor=3))
    return section


def linear(bench: Bench) -> Section:
    """Copies of a text, and a big file with many findings."""
    big, copies = bench.corpus / "big", bench.corpus / "copies"
    paths = {path.stem: path for path in (big / "ordinary.md", big / "findings.md")}
    paths |= {"line": big / "line.md", "no-full-stop": big / "no-full-stop.md"}
    for kind in ("text", "dense"):
        paths |= {f"{kind}-{count}": copies / f"{kind}-{count}.md" for count in COPIES}
    timings, start = _timed(bench, paths, 3)
    cost = {name: (timings.cpu(name) - start) / (size(path) / MB) for name, path in paths.items()}
    labels = {
        "ordinary": "ordinary: 15 findings a MB",
        "findings": "400 findings a MB",
        "line": "400 findings a MB, all in one line",
        "no-full-stop": "400 findings a MB, all in one line without a full stop",
    }
    labels |= {f"text-{count}": f"400 findings a MB, {count} copies" for count in COPIES}
    labels |= {f"dense-{count}": f"the same sentence with a finding, {count} copies" for count in COPIES}
    section = Section(
        "Text and findings",
        "Processor time without start-up, medians.",
        ("", "MB", "ms a MB", "against ordinary text"),
    )
    for name, path in paths.items():
        against = f"{number(cost[name] / cost['ordinary'])} ×"
        taken = _per_mb(timings, name, cost[name])
        section.rows.append((labels[name], number(size(path) / MB), taken, against))
    for name in ("findings", "line", "no-full-stop"):
        section.goals.append(Goal(labels[name], cost[name] / cost["ordinary"], 2, " ×", floor=10))
    for kind in ("text", "dense"):
        growth = cost[f"{kind}-{COPIES[-1]}"] / cost[f"{kind}-1"]
        what = labels[f"{kind}-1"].partition(",")[0]
        name = f"{what}: a MB of {COPIES[-1]} copies against one"
        section.goals.append(Goal(name, growth, 1.5, " ×", floor=4))
    return section


def hostile(bench: Bench) -> Section:
    """Text that makes many programs slow, against prose of the same size."""
    folder = bench.corpus / "hostile"
    paths = {path.name: path for path in sorted(folder.iterdir())}
    paths |= {f"{name}, big": bench.corpus / "big" / name for name in ("line.md", "very-long-line.md")}
    timings, start = _timed(bench, paths, 2)
    cost = {name: (timings.cpu(name) - start) / (size(path) / MB) for name, path in paths.items()}
    section = Section(
        "Hostile text",
        "Processor time without start-up, medians, the slowest ten first; the ordinary prose "
        "is `prose.md`. Each text ends in a finding, so that none of it can be skipped.",
        ("", "MB", "ms a MB", "against ordinary text"),
    )
    order = sorted(paths, key=lambda name: -cost[name])
    for name in [*order[:10], "prose.md"]:
        against = f"{number(cost[name] / cost['prose.md'])} ×"
        taken = _per_mb(timings, name, cost[name])
        section.rows.append((name, number(size(paths[name]) / MB), taken, against))
    worst = order[0]
    ratio = cost[worst] / cost["prose.md"]
    section.goals.append(Goal(f"worst of {len(paths)} texts ({worst})", ratio, 5, " ×", floor=60))
    return section


def memory(bench: Bench) -> Section:
    """Peak memory of whole processes."""
    big = bench.corpus / "big"
    names = {
        "2 KB": bench.corpus / "small" / "found.md",
        "400 findings a MB": big / "findings.md",
        "400 findings a MB, all in one line": big / "line.md",
        "one very long line": big / "very-long-line.md",
        "a folder of files of 20 KB, one process": bench.corpus / "hard",
    }
    timings = bench.time({name: bench.luxterm("--jobs", "1", path) for name, path in names.items()}, 1)
    section = Section("Memory", "Peak resident memory of the process.", ("", "MB of text", "MB of memory"))
    for name, path in names.items():
        section.rows.append((name, number(size(path) / MB), number(timings.memory(name) / MB)))
    for name in list(names)[1:3]:
        section.goals.append(Goal(f"memory: {name}", timings.memory(name) / MB, 150, " MB", floor=600))
    return section


def _timed(bench: Bench, paths: dict[str, Path], rounds: int) -> tuple[Timings, float]:
    """The timings of single files, and what a process needs before it reads one."""
    cases = {name: bench.luxterm("--jobs", "1", path) for name, path in paths.items()}
    cases[""] = bench.luxterm(bench.corpus / "small" / "found.md")
    timings = bench.time(cases, rounds, _STOPPED_QUICK if bench.quick else _STOPPED)
    return timings, timings.cpu("")


def _per_mb(timings: Timings, name: str, cost: float) -> str:
    return f"{'more than ' if timings.stopped(name) else ''}{number(cost * 1000)}"
