"""The locks name a version and checksums for everything that pyproject.toml asks for, and no address."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("test", "package")
RENEW = "renew the locks as CONTRIBUTING.md says"


def locked(name: str) -> dict[str, set[str]]:
    """The versions that a lock has of each package: several where they depend on the Python or the system."""
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==(\S+)", _text(name), re.MULTILINE):
        versions.setdefault(canonicalize_name(package), set()).add(version)
    return versions


@pytest.mark.parametrize("name", LOCKS)
def test_everything_that_is_asked_for_is_there(name: str) -> None:
    versions = locked(name)
    for line in [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"][name]]:
        asked = Requirement(line)
        found = versions.get(canonicalize_name(asked.name), set())
        assert found, f"{asked.name} is missing: {RENEW}"
        assert all(map(asked.specifier.contains, found)), f"{asked} isn't {found}: {RENEW}"


@pytest.mark.parametrize("name", LOCKS)
def test_each_has_checksums_and_none_an_address(name: str) -> None:
    text = _text(name)
    assert not re.search(r"https?:|@ |--(extra-)?index|--find-links", text)
    lines = [line for line in text.splitlines() if re.match(r"[\w.-]+==", line)]
    assert lines
    assert all(line.endswith("\\") for line in lines)
    assert re.fullmatch(r"(\s*(#.*|[\w.-]+==\S+( ;.*)? \\|--hash=sha256:[0-9a-f]{64}( \\)?)\n)+", text)


def test_both_agree() -> None:
    tests, package = locked("test"), locked("package")
    assert {name for name in tests.keys() & package if not package[name] <= tests[name]} == set()


def _text(name: str) -> str:
    return (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
