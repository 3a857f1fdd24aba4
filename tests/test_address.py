"""The project's own address: decided in pyproject.toml, the same wherever else it must be written."""

import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
URLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
ADDRESS = URLS["Repository"]
PLACEHOLDER = "https://example.org/luxterm"
TOLD = "docs/publishing.md"
"""It says how to replace the placeholder."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_addresses_of_the_package_are_of_one_place() -> None:
    assert {url for url in URLS.values() if not url.startswith(ADDRESS)} == set()
    assert not ADDRESS.endswith(("/", ".git"))


def test_the_extension_says_it() -> None:
    manifest = json.loads(text("vscode-extension/package.json"))
    assert manifest["repository"] == {"type": "git", "url": ADDRESS, "directory": "vscode-extension"}
    assert (manifest["homepage"], manifest["bugs"]["url"]) == (URLS["Homepage"], URLS["Issues"])


def test_the_pages_say_it() -> None:
    assert all(f"- repo: {ADDRESS}\n" in text(page) for page in ("README.md", "docs/pre-commit.md"))
    assert yaml.safe_load(text("CITATION.cff"))["repository-code"] == ADDRESS
    (link,) = yaml.safe_load(text(".github/ISSUE_TEMPLATE/config.yml"))["contact_links"]
    assert link["url"] == f"{ADDRESS}/blob/HEAD/SECURITY.md"


def test_the_citation_has_the_version() -> None:
    import luxterm

    assert yaml.safe_load(text("CITATION.cff"))["version"] == luxterm.__version__


def test_no_placeholder_is_left_once_there_is_an_address() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone")
    command = [
        "git",
        "grep",
        "-Il",
        PLACEHOLDER,
        "--",
        ".",
        f":!{TOLD}",
        ":!tests",
        ":!vscode-extension/scripts",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    places = {
        "pyproject.toml",
        "README.md",
        "docs/pre-commit.md",
        "CITATION.cff",
        ".github/ISSUE_TEMPLATE/config.yml",
        "vscode-extension/package.json",
    }
    assert set(done.stdout.split()) == (places if ADDRESS == PLACEHOLDER else set())
