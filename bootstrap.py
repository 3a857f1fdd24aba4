"""Install luxterm into `.venv` beside this file, with nothing but Python 3.11 to 3.14 and the package index.

    python3 bootstrap.py            luxterm, ready to run as .venv/bin/luxterm
    python3 bootstrap.py --tests    the same, with what its tests need
    python3.14 bootstrap.py --tests --into .venv-3.14    for another Python, beside the first

The versions are those in `locks/`, and pip compares their checksums; `--newest` takes the newest instead.

Where Python comes without pip, as on a bare Debian or Ubuntu, pip itself is fetched from the package index
(`PIP_INDEX_URL`, or PyPI), and its checksum is compared with the one in the index.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path
from typing import Any

WHEEL = re.compile(r"pip-(\d+(?:\.\d+)*)-py3-none-any\.whl$")
ROOT = Path(__file__).resolve().parent
PYTHONS = ((3, 11), (3, 14))
"""The first and the last that luxterm runs on, as in pyproject.toml."""


def main() -> int:
    """Install luxterm; the exit status."""
    if not PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:  # another Python may run this file
        print("luxterm needs Python 3.11 to 3.14: run this file with one of them", file=sys.stderr)
        return 2
    options = parser().parse_args()
    home = (ROOT / options.into).resolve()
    python = python_in(home)
    if home.exists() and not (home / "pyvenv.cfg").exists() and any(home.iterdir()):
        print(f"{options.into} is not empty and not a Python environment: nothing was done", file=sys.stderr)
        return 2
    if not python.exists() or pip(python, "--version", check=False) != 0:
        has_pip = importlib.util.find_spec("ensurepip") is not None
        venv.EnvBuilder(with_pip=has_pip, clear=True).create(home)
        if not has_pip:
            install_pip(python)
    print(f"Installing into {options.into} …", file=sys.stderr)
    for step in steps(tests=options.tests, newest=options.newest):
        pip(python, *step)
    return 0


def steps(*, tests: bool, newest: bool) -> list[list[str]]:
    """What pip is told: by default the locked versions, their checksums compared, and luxterm itself last."""
    quiet, luxterm = ["install", "--quiet"], ["--editable", str(ROOT)]
    if not newest:
        lock = ROOT / "locks" / ("test.txt" if tests else "run.txt")
        return [
            # Older pips ask for the newest of what has an extra, though the lock, which is whole, has another
            [*quiet, "--no-deps", "--require-hashes", "--requirement", str(lock)],
            # What builds it is in the lock, too: nothing else is fetched
            [*quiet, "--no-deps", "--no-build-isolation", *luxterm],
        ]
    if not tests:
        return [[*quiet, *luxterm]]
    group = ["--group", f"{ROOT / 'pyproject.toml'}:test"]
    return [[*quiet, "--upgrade", "pip>=25.1"], [*quiet, *luxterm, *group]]


def python_in(home: Path) -> Path:
    """The Python of an environment."""
    return home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def parser() -> argparse.ArgumentParser:
    """What can be said on the command line."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Install luxterm into the folder .venv beside this file; run it as .venv/bin/luxterm.",
        allow_abbrev=False,
    )
    parser.add_argument("--tests", action="store_true", help="also install what luxterm's tests need")
    parser.add_argument(
        "--newest",
        action="store_true",
        help="the newest versions that pyproject.toml allows, instead of those locked with their checksums",
    )
    parser.add_argument(
        "--into",
        default=".venv",
        metavar="FOLDER",
        help="install into this folder instead of .venv, for instance for another Python",
    )
    return parser


def pip(python: Path, *arguments: str, check: bool = True) -> int:
    """Run the environment's own pip."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", *arguments]
    quiet = None if check else subprocess.DEVNULL
    return subprocess.run(command, check=check, stdout=quiet, stderr=quiet).returncode


def install_pip(python: Path) -> None:
    """Put pip into the environment from its wheel, which can install itself."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    request = urllib.request.Request(  # noqa: S310 (what pip itself is told to fetch from)
        f"{index}/pip/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(request, timeout=180) as answer:  # noqa: S310 (the same)
        files: list[dict[str, Any]] = json.load(answer)["files"]
    found = [(WHEEL.match(file["filename"]), file) for file in files if not file.get("yanked")]
    wheels = {tuple(map(int, match[1].split("."))): file for match, file in found if match}
    wheel = wheels[max(wheels)]
    with urllib.request.urlopen(wheel["url"], timeout=180) as answer:  # noqa: S310 (checked by its hash)
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != wheel["hashes"]["sha256"]:
        raise SystemExit(f"{wheel['filename']} is damaged: its checksum is not the one in the index")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / wheel["filename"]
        path.write_bytes(data)
        command = [str(python), str(path / "pip"), "install", "--quiet", "--no-index", str(path)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"bootstrap: {error}")
