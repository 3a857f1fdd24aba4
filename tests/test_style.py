"""The code's own style: ruff's rules and format, and strict types."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow(80)
@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache"],
        ["ruff", "format", "--check", "--no-cache"],
        ["basedpyright", "--pythonpath", sys.executable],
        ["basedpyright", "--pythonpath", sys.executable, "--project", ".github"],
    ],
    ids=["ruff check", "ruff format", "basedpyright", "basedpyright of .github"],
)
def test_style(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
