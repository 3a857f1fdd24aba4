"""`python -m benchmarks`: measure everything, print it, and with `--write` put it into docs/performance.md.

The quick run is for CI: less of everything, no installing, and exit status 1 only where a ratio is
far off. The full run takes about a quarter of an hour and exits 0 whether or not goals are met.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import growth, speed
from benchmarks.bench import Bench
from benchmarks.keystrokes import typing
from benchmarks.languages import languages
from benchmarks.peers import find
from benchmarks.report import Section, table, update, write

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
SECTIONS: dict[str, Callable[[Bench], Section]] = {
    "start-up": speed.start_up,
    "ordinary": lambda bench: speed.throughput(
        bench,
        "ordinary",
        "Documents of a ministry; one in ten has findings, the others speak of children but not of abuse.",
    ),
    "hard": lambda bench: speed.throughput(
        bench,
        "hard",
        "The same, but every file speaks of the protection of children from exploitation and abuse.",
    ),
    "languages": languages,
    "cores": speed.cores,
    "terms": growth.terms,
    "linear": growth.linear,
    "hostile": growth.hostile,
    "memory": growth.memory,
    "typing": typing,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="How fast luxterm is, beside other tools."
    )
    parser.add_argument("--quick", action="store_true", help="a minute at most, for CI: generous floors only")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument(
        "--no-install", action="store_true", help="only the other tools that are there already"
    )
    parser.add_argument(
        "--only", nargs="+", choices=list(SECTIONS), metavar="SECTION", help=", ".join(SECTIONS)
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="luxterm-benchmarks-") as folder:
        work = Path(folder)
        bench = _prepared(work, args.quick, not (args.quick or args.no_install))
        sections: list[Section] = []
        text = [_machine(bench)]
        print(text[0], flush=True)
        for name in args.only or SECTIONS:
            sections.append(SECTIONS[name](bench))
            text.append(sections[-1].markdown())
            print("\n" + text[-1], flush=True)
    goals = [goal for section in sections for goal in section.goals]
    rows = [goal.row() for goal in goals]
    text.append(f"## Goals\n\n{table(('goal', 'figure', 'wanted', ''), rows)}\n")
    print(text[-1])
    if args.write and args.only:
        update(PAGE, sections)
    elif args.write:
        write(PAGE, "\n".join([text[0], text[-1], *text[1:-1]]))
    far_off = [goal.name for goal in goals if goal.far_off] if args.quick else []
    for name in far_off:
        print(f"far off: {name}", file=sys.stderr)
    return bool(far_off)


def _prepared(work: Path, quick: bool, install: bool) -> Bench:
    print("… writing the documents, finding the other tools", file=sys.stderr, flush=True)
    # In processes of their own, so that this one stays small (see benchmarks.measure).
    corpus = ["benchmarks.corpus", str(work / "corpus"), "100" if quick else "1000"]
    for module in (corpus, ["benchmarks.terms", str(work / "terms")]):
        argv = [sys.executable, "-m", *module]
        subprocess.run(argv, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    bench = Bench(work, find(HERE / "work", work / "terms", install), quick)
    speed.peer_probe(bench, work)
    return bench


def _machine(bench: Bench) -> str:
    """The machine, the tools used, and the tools that were missing."""
    lines = list(_facts())
    lines += [f"Not measured: {name} ({reason})." for name, reason in bench.peers.missing.items()]
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _facts() -> Iterator[str]:
    from luxterm import __version__

    system = f"{platform.system()} {platform.machine()}"
    yield f"luxterm {__version__}, Python {platform.python_version()}, {system}"
    yield f"{len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} processors"
    if hasattr(os, "getloadavg"):
        yield f"{os.getloadavg()[0]:.1f} processes waiting for a processor when it began (0 is best)"


if __name__ == "__main__":
    sys.exit(main())
