"""Every package that luxterm comes in, how large it is, and how long the first marks take from it.

`python -m benchmarks.packages` builds them in a temporary folder (or `--keep FOLDER`), for this system and
this Python, which has luxterm and PyInstaller; the editor's need `npm ci` in vscode-extension first. It takes
some minutes. `--write` puts the figures into docs/performance.md.
"""

import argparse
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.first_mark import FirstMark, medians
from benchmarks.report import Goal, Section, number, write

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
EXTENSION = ROOT / "vscode-extension"
MB = 1_000_000
SOON = 2.0
"""Seconds from the start of a packed luxterm to its first marks, at most."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.packages", description=__doc__)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the packages there")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="luxterm-packages-") as work:
        folder = args.keep or Path(work)
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / "luxterm"
        text: list[str] = []
        for section in (packages, first_marks):
            text.append(section(folder, program).markdown())
            print(text[-1], flush=True)
    if args.write:
        write(PAGE, "\n".join(text), "benchmarks.packages")


def packages(folder: Path, program: Path) -> Section:
    """Build them all; the frozen program goes to `program`."""
    section = Section(
        "Packages",
        f"Built for {sys.platform} and, where a Python is in them, for that of this run. 1 MB is a million "
        "bytes.",
        ("package", "MB", "MB unpacked"),
    )
    builds: dict[str, Callable[[], Path]] = {
        "wheel": lambda: _wheel(folder),
        "stand-alone program": lambda: _archive(folder, program),
        "VS Code, with luxterm": lambda: _vsix(folder / "luxterm-with.vsix", program),
        "VS Code, without": lambda: _vsix(folder / "luxterm.vsix", None),
        "LibreOffice": lambda: _oxt(folder / "luxterm.oxt"),
        "LibreOffice, for one Python": lambda: _oxt(folder / "luxterm-one.oxt", "--python", "3.13"),
        "LibreOffice, with a program for any other Python": lambda: _oxt(
            folder / "luxterm-with.oxt", "--program", program
        ),
    }
    for name, build in builds.items():
        print(f"… {name}", file=sys.stderr, flush=True)
        try:
            made = build()
        except (OSError, subprocess.CalledProcessError) as error:
            section.rows.append((name, f"not built: {error}", ""))
            continue
        section.rows.append((name, number(made.stat().st_size / MB), number(_unpacked(made) / MB)))
    return section


def first_marks(folder: Path, program: Path) -> Section:
    """The first marks of the packed program, and of a luxterm that pip has installed from the wheel."""
    section = Section(
        "The first marks",
        "A language server that has never run on this computer: nothing in the cache, luxterm's files not in "
        "memory. From its start to the marks in a sample of two pages, medians of five. The packed program "
        "and the wheel bring their compiled termbase.",
        ("luxterm", "sample", "answers after", "marks after", "processor time"),
    )
    name = "luxterm.exe" if sys.platform == "win32" else "luxterm"
    if (program / name).is_file():
        _first_marks(section, "packed", [str(program / name)], program)
    for wheel in folder.glob("luxterm-*.whl"):
        site = folder / "site"
        _run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, wheel)
        start = f"import sys; sys.path.insert(0, {str(site)!r}); import luxterm.cli.start as it; it.program()"
        _first_marks(section, "installed with pip", [sys.executable, "-c", start], site)
    return section


def _first_marks(section: Section, luxterm: str, command: list[str], around: Path) -> None:
    found = medians(command, around)
    section.rows += [(luxterm, *_row(sample, it)) for sample, it in found.items()]
    slowest = max(it.marked for it in found.values())
    section.goals.append(Goal(f"first marks, {luxterm}, the slowest sample", slowest, SOON, " s"))


def _row(sample: str, it: FirstMark) -> tuple[str, ...]:
    return sample, *(f"{number(seconds)} s" for seconds in it)


def _wheel(folder: Path) -> Path:
    _run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        ROOT,
    )
    return next(folder.glob("luxterm-*.whl"))


def _archive(folder: Path, program: Path) -> Path:
    scripts = EXTENSION / "scripts"
    _run(sys.executable, scripts / "freeze.py", program)
    _run(sys.executable, scripts / "archive.py", program, folder / "luxterm-program")
    return next(folder.glob("luxterm-program.*"))


def _vsix(target: Path, program: Path | None) -> Path:
    bring = ("--bring", program) if program else ()
    _run("node", EXTENSION / "scripts" / "package.mjs", target, *bring)
    return target


def _oxt(target: Path, *options: str | Path) -> Path:
    _run(sys.executable, "-m", "libreoffice.build", "--output", target, *options)
    return target


def _run(*command: str | Path) -> None:
    """Quietly. Raises CalledProcessError, OSError."""
    program = shutil.which(str(command[0])) or str(command[0])
    subprocess.run([program, *command[1:]], cwd=ROOT, check=True, stdout=sys.stderr)


def _unpacked(package: Path) -> int:
    """Bytes of the files in a package."""
    if package.suffix == ".gz":
        with tarfile.open(package) as packed:
            return sum(it.size for it in packed)
    with zipfile.ZipFile(package) as packed:
        return sum(it.file_size for it in packed.infolist())


if __name__ == "__main__":
    main()
