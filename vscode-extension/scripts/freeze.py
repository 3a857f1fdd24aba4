"""A luxterm that needs no Python, in a folder: `python scripts/freeze.py FOLDER`.

Run it with a Python that has luxterm and PyInstaller. The folder holds the program `luxterm` for the
system and processor this runs on, the lexicon, the licences of all that is in it, and nothing that
isn't needed to check.
"""

import re
import shutil
import subprocess
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
UNSEEN = ("pypdfium2.raw", "xlsxwriter")
"""What is imported by its name alone, when a PDF is read or a workbook written."""
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
    "readline",
    "_uuid",
]
"""Without ssl there is no encrypted connection to make: luxterm makes none. Readline is under the GPL."""
SPEC = """
from pathlib import Path
analysis = Analysis(
    [{entry!r}], hiddenimports={modules!r}, datas={data!r}, excludes={unused!r},
    module_collection_mode={{"luxterm": "pyz+py"}},
)
analysis.binaries = [each for each in analysis.binaries if not each[0].startswith("libgcc_s.")]
libraries = [source for name, source, kind in analysis.binaries if "/" not in name]
Path({libraries!r}).write_text("\\n".join(libraries), encoding="utf-8")
program = EXE(PYZ(analysis.pure), analysis.scripts, exclude_binaries=True, name="luxterm", strip={strip})
COLLECT(program, analysis.binaries, analysis.datas, name="luxterm", strip={strip})
"""
"""luxterm's sources go along: the compiled termbase is kept only while what compiles it is unchanged. GCC's
own library is on every Linux that wheels are for. What libraries of the system go along is written down.
"""


def freeze(folder: Path) -> None:
    """Builds into `folder`, whose former content goes."""
    with tempfile.TemporaryDirectory() as work:
        spec, listed = Path(work, "luxterm.spec"), Path(work, "libraries")
        spec.write_text(
            SPEC.format(
                entry=str(Path(__file__).with_name("frozen.py")),
                modules=[*UNSEEN, *(name for package in PACKAGES for name in collect_submodules(package))],
                data=[each for package in PACKAGES for each in collect_data_files(package)],
                unused=UNUSED,
                libraries=str(listed),
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
        libraries = listed.read_text(encoding="utf-8").splitlines()
    (lexicon,) = folder.glob("**/luxterm_lexicon")
    ship(str(lexicon))
    for name in needed("luxterm", set()):
        licences(distribution(name), folder / "licences" / name)
    for library in libraries:
        for text in notices(library):
            shutil.copyfile(text, folder / "licences" / f"{Path(library).name}-{text.name}")
    for place in (sys.base_prefix, get_path("stdlib")):  # on Windows, elsewhere
        if (python := Path(place, "LICENSE.txt")).is_file():
            shutil.copyfile(python, folder / "licences" / "python.txt")


def notices(library: str) -> list[Path]:
    """The licence texts of the system's package that a library is of, where systems have packages."""
    asking = {
        "/usr/share/doc": ["dpkg-query", "--search", f"*/{Path(library).name}"],
        "/usr/share/licenses": ["rpm", "--query", "--file", "--queryformat", "%{NAME}", library],
    }
    for folder, command in asking.items():
        if shutil.which(command[0]) is not None:
            said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
            texts = Path(folder, said.partition(":")[0].strip() or "none").glob("*")
            wanted = re.compile(r"(?i)copyright|licen[cs]e|copying|notice")
            return sorted(each for each in texts if each.is_file() and wanted.match(each.name))
    return []


def needed(name: str, known: set[str]) -> set[str]:
    """The distributions that `name` stands on, itself included."""
    if name not in known:
        known.add(name)
        for requirement in map(Requirement, distribution(name).requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed(requirement.name, known)
    return known


def licences(of: Distribution, folder: Path) -> None:
    """Copies a distribution's licence files, by their names or by the folder that they are in."""
    for file in of.files or ():
        if re.search(r"licen[cs]e|copying|notice|\.dist-info/licenses/", str(file), re.IGNORECASE):
            folder.mkdir(parents=True, exist_ok=True)
            name = file.as_posix().rpartition(".dist-info/")[2].removeprefix("licenses/").replace("/", "-")
            shutil.copyfile(str(file.locate()), folder / name)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    freeze(Path(sys.argv[1]))
