"""The locks name a version and checksums for everything that pyproject.toml asks for, and no address."""

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("test", "package", "run")
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


@pytest.mark.parametrize("name", LOCKS)
def test_they_agree(name: str) -> None:
    tests, others = locked("test"), locked(name)
    assert {name for name in tests.keys() & others if not others[name] <= tests[name]} == set()


@pytest.mark.parametrize("name", LOCKS)
def test_each_has_a_checksum_for_every_system(name: str) -> None:
    """As many as a package with wheels for several systems has, not only the one of this machine."""
    blocks = dict(re.findall(r"^([\w.-]+)==(?:.*\\\n)((?: +--hash=.*\n)+)", _text(name), re.MULTILINE))
    assert all("--hash=sha256:" in block for block in blocks.values())
    assert {"ahocorasick-rs", "lxml", "pydantic-core", "regex"} <= blocks.keys()
    for package in ("ahocorasick-rs", "lxml", "pydantic-core", "regex"):
        assert blocks[package].count("--hash=sha256:") > 20


def test_bootstrap_and_the_workflows_compare_checksums(monkeypatch: pytest.MonkeyPatch) -> None:
    module = runpy.run_path(str(ROOT / "bootstrap.py"))
    for tests, lock in ((True, "test"), (False, "run")):
        asked = module["steps"](tests=tests, newest=False)
        first, second = asked
        assert first[:1] + first[-3:] == [
            "install",
            "--require-hashes",
            "--requirement",
            f"{ROOT}/locks/{lock}.txt",
        ]
        assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(second)
    for path in [*(ROOT / ".github").rglob("*.yml")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if (
                re.search(r"pip install (?!.*(--no-deps|--no-index|dist/))", line)
                and "--upgrade pip" not in line
            ):
                assert "--require-hashes" in line, f"{path.name}: {line.strip()}"


def _text(name: str) -> str:
    return (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
