"""What a test needs is checked: a program that doesn't run, a part of LibreOffice that is missing."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import needs

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs as shell scripts")


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    needs.missing.cache_clear()
    yield
    needs.missing.cache_clear()


def place(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_program_has_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    place(tmp_path / "runs", "exit 0")
    place(tmp_path / "shim", "exit 127")
    assert needs.missing("runs") == ""
    assert needs.missing("shim") == "shim isn't there, or doesn't run"
    assert needs.missing("no-such-program") == "no-such-program isn't there, or doesn't run"
    with pytest.raises(pytest.skip.Exception, match="shim isn't there"):
        needs.ask("runs", "shim")


def test_libreoffice_is_asked_for_its_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "program"), prepend=os.pathsep)
    place(tmp_path / "program" / "soffice", "exit 0")
    (tmp_path / "share" / "registry").mkdir(parents=True)
    for part in ("main", "writer"):
        (tmp_path / "share" / "registry" / f"{part}.xcd").touch()
    assert needs.missing("writer") == ""
    assert needs.missing("calc") == "LibreOffice is there without its Calc"


def test_libreoffice_without_a_registry_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where soffice is a script: this one makes a sheet, and no slides."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    place(tmp_path / "soffice", '[ "$4" = ods ] && touch "$6/a.ods"')
    assert needs.missing("calc") == ""
    assert needs.missing("impress") == "LibreOffice is there without its Impress"


@pytest.mark.slow
def test_a_marked_test_is_skipped_with_the_reason(tmp_path: Path) -> None:
    from tests.programs import run

    (tmp_path / "test_it.py").write_text(
        "import pytest\n\n@pytest.mark.needs('no-such-program')\ndef test_it():\n    assert False\n"
    )
    root = Path(__file__).parent.parent
    options = ["-n", "0", "-rs", "-p", "tests.conftest", "-c", root / "pyproject.toml", "--rootdir", tmp_path]
    done = run([sys.executable, "-m", "pytest", *options, tmp_path / "test_it.py"], cwd=root)
    assert "1 skipped" in done.stdout
    assert "no-such-program isn't there, or doesn't run" in done.stdout
