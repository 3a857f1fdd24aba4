"""Install luxterm into `.venv` beside this file, with nothing but Python ≥ 3.11 and the package index.

    python3 bootstrap.py            luxterm, ready to run as .venv/bin/luxterm
    python3 bootstrap.py --tests    the same, with what its tests need

Where Python comes without pip, as on a bare Debian or Ubuntu, pip itself is fetched from the package index
(`PIP_INDEX_URL`, or PyPI), and its checksum is compared with the one that the index gives.
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

WHEEL = re.compile(r"pip-(\d+(?:\.\d+)*)-py3-none-any\.whl$")
ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may run this file
        print("luxterm needs Python 3.11 or newer", file=sys.stderr)
        return 2
    options = parser().parse_args()
    if not PYTHON.exists() or pip("--version", check=False) != 0:
        has_pip = importlib.util.find_spec("ensurepip") is not None
        venv.EnvBuilder(with_pip=has_pip, clear=True).create(HOME)
        if not has_pip:
            install_pip()
    print("Installing into .venv …", file=sys.stderr)
    if options.tests:
        pip("install", "--quiet", "--upgrade", "pip>=25.1")
        pip("install", "--quiet", "--editable", str(ROOT), "--group", f"{ROOT / 'pyproject.toml'}:test")
    else:
        pip("install", "--quiet", "--editable", str(ROOT))
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Install luxterm into the folder .venv beside this file; run it as .venv/bin/luxterm.",
        allow_abbrev=False,
    )
    parser.add_argument("--tests", action="store_true", help="also install what luxterm's tests need")
    return parser


def pip(*arguments: str, check: bool = True) -> int:
    """Run the environment's own pip."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments]
    quiet = None if check else subprocess.DEVNULL
    return subprocess.run(command, check=check, stdout=quiet, stderr=quiet).returncode


def install_pip() -> None:
    """Put pip into the environment from its wheel, which can install itself."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    request = urllib.request.Request(
        f"{index}/pip/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(request, timeout=180) as answer:
        files = json.load(answer)["files"]
    wheels = [file for file in files if WHEEL.match(file["filename"]) and not file.get("yanked")]
    wheel = max(wheels, key=lambda file: [int(part) for part in WHEEL.match(file["filename"])[1].split(".")])
    with urllib.request.urlopen(wheel["url"], timeout=180) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != wheel["hashes"]["sha256"]:
        raise SystemExit(f"{wheel['filename']} is damaged: its checksum isn't the one that the index gives")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / wheel["filename"]
        path.write_bytes(data)
        command = [str(PYTHON), str(path / "pip"), "install", "--quiet", "--no-index", str(path)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"bootstrap: {error}")
