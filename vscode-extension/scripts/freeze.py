"""A luxterm that needs no Python, in a folder: `python scripts/freeze.py FOLDER`.

Run it with a Python that has luxterm and PyInstaller. The folder holds the program `luxterm` for the
system and processor this runs on, the lexicon, the licences of all that is in it, and nothing that
isn't needed to check.
"""

import re
import shutil
import sys
import tempfile
from importlib.metadata import Distribution, distribution
from pathlib import Path
from sysconfig import get_path

from packaging.requirements import Requirement
from PyInstaller.__main__ import run
from PyInstaller.utils.hooks import collect_data_files, collect_submodules

from luxterm.lexicon.ship import ship

PACKAGES = ("luxterm", "luxterm_lexicon", "luxterm_server")
UNUSED = [
    "ssl",
    "_ssl",
    "_hashlib",
    "tkinter",
    "unittest",
    "pydoc",
    "test",
    "setuptools",
    "docutils",
    "hypothesis",
]
"""Without ssl there is no encrypted connection to make: luxterm makes none."""
SPEC = """
analysis = Analysis(
    [{entry!r}], hiddenimports={modules!r}, datas={data!r}, excludes={unused!r},
    module_collection_mode={{"luxterm": "pyz+py"}},
)
program = EXE(PYZ(analysis.pure), analysis.scripts, exclude_binaries=True, name="luxterm", strip={strip})
COLLECT(program, analysis.binaries, analysis.datas, name="luxterm", strip={strip})
"""
"""luxterm's sources go along: the compiled termbase is kept only while what compiles it is unchanged."""


def freeze(folder: Path) -> None:
    """Builds into `folder`, whose former content goes."""
    with tempfile.TemporaryDirectory() as work:
        spec = Path(work, "luxterm.spec")
        spec.write_text(
            SPEC.format(
                entry=str(Path(__file__).with_name("frozen.py")),
                modules=[name for package in PACKAGES for name in collect_submodules(package)],
                data=[each for package in PACKAGES for each in collect_data_files(package)],
                unused=UNUSED,
                strip=sys.platform == "linux" and shutil.which("strip") is not None,
            ),
            encoding="utf-8",
        )
        run(
            [
                "--noconfirm",
                "--log-level=WARN",
                f"--distpath={work}/dist",
                f"--workpath={work}/build",
                str(spec),
            ]
        )
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(Path(work, "dist", "luxterm"), folder, symlinks=True)
    (lexicon,) = folder.glob("**/luxterm_lexicon")
    ship(str(lexicon))
    for name in needed("luxterm", set()):
        licences(distribution(name), folder / "licences" / name)
    python = Path(get_path("stdlib"), "LICENSE.txt")
    if python.is_file():
        shutil.copyfile(python, folder / "licences" / "python.txt")


def needed(name: str, known: set[str]) -> set[str]:
    """The distributions that `name` stands on, itself included."""
    if name not in known:
        known.add(name)
        for requirement in map(Requirement, distribution(name).requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed(requirement.name, known)
    return known


def licences(of: Distribution, folder: Path) -> None:
    """Copies a distribution's licence files."""
    for file in of.files or ():
        if re.search(r"licen[cs]e|copying|notice", file.name, re.IGNORECASE):
            folder.mkdir(parents=True, exist_ok=True)
            name = file.as_posix().rpartition(".dist-info/")[2].removeprefix("licenses/").replace("/", "-")
            shutil.copyfile(str(file.locate()), folder / name)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    freeze(Path(sys.argv[1]))
