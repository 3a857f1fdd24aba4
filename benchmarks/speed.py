"""Compared with other tools: how long a process takes to start, and how much text it gets through."""

import sys
from pathlib import Path

from benchmarks.bench import Bench, share, size
from benchmarks.corpus import MB
from benchmarks.measure import Case
from benchmarks.report import Goal, Section, number

LUXTERM = "luxterm"
# With a finding, `regex` is imported (8 ms), because Unicode decides what a capital or a word is
_START_UP = {"luxterm, nothing to find": 1.2, "luxterm, a finding": 1.75}


def start_up(bench: Bench) -> Section:
    """One file of 2 KB, whole process."""
    clean, found = (bench.corpus / "small" / name for name in ("clean.md", "found.md"))
    names = {"luxterm, nothing to find": clean, "luxterm, a finding": found}
    cases = {name: bench.luxterm(path) for name, path in names.items()}
    quick_ones = {name: peer for name, peer in bench.peers.found.items() if not peer.prose}
    cases |= {name: peer.case(found) for name, peer in quick_ones.items()}
    if "codespell" in quick_ones:
        # As most people run it; ours above has only the terms, which is the stricter comparison.
        cases["codespell, its own dictionary"] = Case((quick_ones["codespell"].argv[0], str(found)), (0, 65))
    cases["Python, nothing at all"] = Case((sys.executable, "-c", "pass"))
    timings = bench.time(cases, 21)
    if not bench.quick:
        slow = {name: peer.case(found) for name, peer in bench.peers.found.items() if peer.prose}
        if slow:
            timings |= bench.time(slow, 3)
    section = Section(
        "Start-up",
        "One Markdown file of 2 KB, the whole process, medians. luxterm with its compiled termbase and its "
        "bytecode in place, as from the second run on. With a finding the goal is looser, because judging "
        "imports `regex` for Unicode's properties, which takes 8 ms.",
        ("", "wall", "processor", "luxterm (a finding) takes"),
    )
    base = timings.wall("luxterm, a finding")
    for name in timings:
        ratio = f"{number(base / timings.wall(name))} ×"
        section.rows.append((name, _ms(timings.wall(name)), _ms(timings.cpu(name)), ratio))
    if "codespell" in timings:
        for name, wanted in _START_UP.items():
            ratio = timings.wall(name) / timings.wall("codespell")
            section.goals.append(Goal(f"start-up: {name}, against codespell", ratio, wanted, " ×", floor=4))
    return section


def throughput(bench: Bench, folder: str, about: str) -> Section:
    """A folder of Markdown files, one process on one core each."""
    path = bench.corpus / folder
    cases: dict[str, Case] = {LUXTERM: bench.luxterm("--jobs", "1", path)}
    sizes = {LUXTERM: size(path)}
    peers = {name: peer for name, peer in bench.peers.found.items() if not (bench.quick and peer.prose)}
    for name, peer in peers.items():
        files, sizes[name] = share(peer, path)
        cases[name] = peer.case(*files)
    timings = bench.time({name: case for name, case in cases.items() if not _prose(bench, name)}, 5)
    slow = {name: case for name, case in cases.items() if _prose(bench, name)}
    if slow:
        timings |= bench.time(slow, 1)
    section = Section(
        f"A folder: {folder}",
        f"{about} {sum(1 for _ in path.rglob('*.md')):,} Markdown files, {size(path) / MB:.0f} MB, one core, "
        "whole process, medians; slow tools get a part of the files.",
        ("", "looks for", "MB", "MB/s of processor time", "MB/s of wall clock", "luxterm is faster by"),
    )
    speed = {name: sizes[name] / MB / timings.cpu(name) for name in timings}
    does = {name: peer.does for name, peer in peers.items()} | {LUXTERM: "everything, whole pipeline"}
    for name in timings:
        wall = number(sizes[name] / MB / timings.wall(name))
        ratio = f"{number(speed[LUXTERM] / speed[name])} ×"
        section.rows.append((name, does[name], number(sizes[name] / MB), number(speed[name]), wall, ratio))
    if folder == "ordinary":
        section.goals.append(Goal("MB/s a core", speed[LUXTERM], 30, " MB/s", least=True))
    for name in timings:
        if _prose(bench, name):
            ratio = speed[LUXTERM] / speed[name]
            section.goals.append(Goal(f"{folder}: faster than {name} by", ratio, 10, " ×", least=True))
    if "typos" in speed:
        ratio = speed[LUXTERM] / speed["typos"]
        section.goals.append(Goal(f"{folder}: faster than typos by", ratio, 1, " ×", least=True, floor=0.02))
    return section


def cores(bench: Bench) -> Section:
    """One process against two."""
    section = Section(
        "Cores",
        "The same folders with `--jobs 1` and `--jobs 2`, wall clock, medians.",
        ("", "--jobs 1", "--jobs 2", "faster by"),
    )
    for folder in ("ordinary", "hard"):
        path = bench.corpus / folder
        timings = bench.time({jobs: bench.luxterm("--jobs", jobs, path) for jobs in ("1", "2")}, 5)
        one, two = timings.wall("1"), timings.wall("2")
        section.rows.append((folder, _ms(one), _ms(two), f"{number(one / two)} ×"))
        section.goals.append(Goal(f"{folder}: two cores against one", one / two, 1.6, " ×", least=True))
    return section


def _prose(bench: Bench, name: str) -> bool:
    return name in bench.peers.found and bench.peers.found[name].prose


def _ms(seconds: float) -> str:
    return f"{number(seconds * 1000)} ms"


def peer_probe(bench: Bench, folder: Path) -> None:
    """Drop the peers that do not find what they were given: a misconfigured tool is fast, but useless."""
    from benchmarks.measure import CaseFailed, run

    probe = folder / "probe.md"
    probe.write_text("They spoke of child pornography and of kiddieporn.\n")
    output = folder / "probe-output"
    for name, peer in list(bench.peers.found.items()):
        try:
            run(peer.case(probe), output)
            said = output.read_text(encoding="utf-8", errors="replace")
            if name != "proselint" and "porn" not in said:
                raise CaseFailed(f"it does not find its terms: {said[-200:]!r}")
        except CaseFailed as error:
            del bench.peers.found[name]
            bench.peers.missing[name] = str(error)
