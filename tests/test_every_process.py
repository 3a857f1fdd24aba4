"""What is found doesn't hang on the process that finds it: on the order that Python's sets have in it."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CASES = sorted((Path(__file__).parent / "cases").glob("replacements*.toml"))
_SEEDS = ("1", "2", "3")
"""For the order of sets."""


def _write(folder: Path) -> None:
    """A document for each language, a sentence a paragraph."""
    pairs = [pair for file in CASES for pair in tomllib.loads(file.read_text("utf-8"))["pair"]]
    for lang in sorted({pair.get("lang", "en") for pair in pairs}):
        said = [pair["before"] for pair in pairs if pair.get("lang", "en") == lang]
        (folder / f"{lang}.md").write_text(f"---\nlang: {lang}\n---\n\n" + "\n\n".join(said), "utf-8")


@pytest.mark.slow(30)
def test_findings_and_fixes_are_the_same_in_every_process(tmp_path: Path) -> None:
    _write(tmp_path)
    command = [sys.executable, "-m", "luxterm", "check", "--format", "json", "--show-kept", str(tmp_path)]
    reports: set[bytes] = set()
    for seed in _SEEDS:
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
        )
        assert done.returncode == 1, done.stderr
        reports.add(done.stdout)
    assert len(reports) == 1
    assert reports.pop().count(b'"kept"') > 500
