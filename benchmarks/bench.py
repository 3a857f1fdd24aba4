"""What all measurements share: where things are, how luxterm is started, how much to run."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Case, Timings, alternate
from benchmarks.peers import Peer, Peers

# What the installed command `luxterm` does.
_START = "from luxterm.cli.start import program; program()"


@dataclass(frozen=True, slots=True)
class Bench:
    """`work` holds the documents (`corpus/`), the terms in other tools' formats and luxterm's cache."""

    work: Path
    peers: Peers
    quick: bool

    @property
    def corpus(self) -> Path:
        return self.work / "corpus"

    def luxterm(self, *arguments: str | Path) -> Case:
        """`luxterm check` with these arguments, in a folder without any configuration."""
        argv = (sys.executable, "-c", _START, "check", "--no-progress", "--no-cache", *map(str, arguments))
        return Case(argv, cwd=self.corpus, env={"LUXTERM_CACHE": str(self.work / "cache")})

    def time(self, cases: Mapping[str, Case], rounds: int, limit: float = 120.0) -> Timings:
        print(f"… {', '.join(cases)}"[:110], file=sys.stderr, flush=True)
        return alternate(cases, max(1, rounds // 3) if self.quick else rounds, self.work / "output", limit)


def size(path: Path) -> int:
    """Bytes of a file or of all in a folder."""
    return path.stat().st_size if path.is_file() else sum(size(entry) for entry in path.iterdir())


def share(peer: Peer, folder: Path) -> tuple[list[Path], int]:
    """The folder's files that a peer is given, every n-th, and their bytes."""
    files = sorted(folder.rglob("*.md"))
    step = max(1, round(sum(map(size, files)) / peer.slice))
    chosen = files[::step]
    return ([folder] if step == 1 and peer.name != "cat" else chosen), sum(map(size, chosen))
