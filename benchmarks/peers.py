"""The tools a user would pick instead, each given as many of the same terms as it can take.

They are installed by the benchmark itself into a folder that Git ignores: Python tools with pip, Node
tools with npm. ripgrep and Vale come from the system. A tool that is missing is skipped, with the reason.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import MB
from benchmarks.measure import Case

PYTHON_TOOLS = ("codespell==2.4.3", "typos==1.52.0", "proselint==0.16.0")
NODE_TOOLS = ("textlint@15.8.0", "textlint-rule-prh@6.1.0")


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: how it is run on files or folders, and what it knows of the terms.

    `slice` is how many bytes of a folder it is given: the slow ones would take minutes for all of it.
    """

    name: str
    argv: tuple[str, ...]
    does: str
    fine: tuple[int, ...] = (0, 1)
    slice: int = 1000 * MB
    prose: bool = False
    cwd: Path | None = None

    def case(self, *paths: Path) -> Case:
        return Case((*self.argv, *map(str, paths)), self.fine, self.cwd)


@dataclass(slots=True)
class Peers:
    """What is available, by name, and why the rest isn't."""

    found: dict[str, Peer]
    missing: dict[str, str]


def find(tools: Path, terms: Path, install: bool) -> Peers:
    """The tools in `tools` (installed there where `install` says so) and on the system."""
    tools.mkdir(parents=True, exist_ok=True)
    missing: dict[str, str] = {}
    if install:
        _install(tools, missing)
    scripts, modules = tools / "python" / "bin", tools / "node" / "node_modules"
    ripgrep = (_which("rg"), "--no-config", "--no-ignore", "-j1", "-i")
    typos = (_which("typos", scripts), "--isolated", "--no-ignore", "-j1")
    textlint = (_which("textlint", modules / ".bin"),)
    peers = [
        Peer(
            "ripgrep",
            (*ripgrep, "-w", "-F", "-f", str(terms / "terms.txt")),
            "all forms, as whole words on one line",
        ),
        Peer(
            "ripgrep, parts of words too",
            (*ripgrep, "-F", "-f", str(terms / "terms.txt")),
            "all forms, as plain strings wherever they occur: the least work that finds them",
        ),
        Peer("cat", (_which("cat"),), "reads the files and nothing more"),
        Peer(
            "typos",
            (*typos, "--config", str(terms / "typos.toml")),
            "one-word forms and its own dictionary",
            (0, 2),
        ),
        Peer(
            "codespell",
            (_which("codespell", scripts), "-D", str(terms / "words.txt")),
            "one-word forms",
            (0, 65),
        ),
        Peer(
            "textlint + prh",
            (*textlint, "--config", str(terms / ".textlintrc.json"), "--rules-base-directory", str(modules)),
            "all forms, as regular expressions",
            slice=2 * MB,
            prose=True,
            cwd=terms,
        ),
        Peer(
            "proselint",
            (_which("proselint", scripts), "check"),
            "its own checks only",
            slice=2 * MB,
            prose=True,
        ),
        Peer(
            "Vale",
            (_which("vale"), f"--config={terms / '.vale.ini'}"),
            "all forms, as substitutions",
            slice=2 * MB,
            prose=True,
        ),
    ]
    reasons = {
        "ripgrep": "no `rg` on the PATH (apt-get install ripgrep)",
        "Vale": "no `vale` on the PATH; its packages on PyPI and npm only download the program",
    }
    found = {peer.name: peer for peer in peers if peer.argv[0]}
    for peer in peers:
        if peer.name not in found:
            missing.setdefault(peer.name, reasons.get(peer.name, "not installed"))
    return Peers(found, missing)


def _which(name: str, folder: Path | None = None) -> str:
    """The program, or "" if there is none."""
    return shutil.which(name, path=str(folder) if folder else None) or (shutil.which(name) or "")


def _install(tools: Path, missing: dict[str, str]) -> None:
    python, node = tools / "python", tools / "node"
    if not (python / "bin" / "codespell").exists():
        _quietly([sys.executable, "-m", "venv", str(python)], missing, "typos", "codespell", "proselint")
        pip = [str(python / "bin" / "pip"), "install", "--quiet", *PYTHON_TOOLS]
        _quietly(pip, missing, "typos", "codespell", "proselint")
    if not (node / "node_modules" / ".bin" / "textlint").exists():
        node.mkdir(exist_ok=True)
        (node / "package.json").write_text("{}\n")
        npm = ["npm", "install", "--prefix", str(node), "--no-audit", "--no-fund", "--silent", *NODE_TOOLS]
        _quietly(npm, missing, "textlint + prh")


def _quietly(argv: list[str], missing: dict[str, str], *names: str) -> None:
    try:
        subprocess.run(argv, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines() or [""]
        missing.update(dict.fromkeys(names, f"could not be installed: {said[-1][:160]}"))
