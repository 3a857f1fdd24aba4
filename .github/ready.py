"""Can this checkout be released under this tag? `python3 .github/ready.py v0.2.0` lists what is missing."""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACEHOLDER = "https://example.org/"


def main(tag: str) -> int:
    missing = list(lacks(tag.removeprefix("v")))
    for each in missing:
        print(f"not ready: {each}", file=sys.stderr)
    return int(bool(missing))


def lacks(version: str) -> list[str]:
    """What still has to be done before that version can be released."""
    pyproject = tomllib.loads(text("pyproject.toml"))
    place = pyproject["tool"]["hatch"]["version"]["path"]
    ours = re.search(r'^__version__ = "([^"]+)"', text(place), re.MULTILINE)
    extension = json.loads(text("vscode-extension/package.json"))["version"]
    said = {
        f"{place} has version {ours and ours[1]}, not {version}": not ours or ours[1] != version,
        f"vscode-extension/package.json has version {extension}, not {version}": extension != version,
        f"CHANGELOG.md has no dated heading for {version}": not dated(version),
        "pyproject.toml's [project.urls] are placeholders (docs/publishing.md)": any(
            url.startswith(PLACEHOLDER) for url in pyproject["project"]["urls"].values()
        ),
        "SECURITY.md has no address to write to yet": "@example.org" in text("SECURITY.md"),
    }
    return [what for what, holds in said.items() if holds]


def dated(version: str) -> bool:
    """Whether the changelog says when that version was released."""
    heading = rf"^## \[?{re.escape(version)}\]? - \d{{4}}-\d\d-\d\d$"
    return re.search(heading, text("CHANGELOG.md"), re.MULTILINE) is not None


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
