"""What tests need from this machine: checked once per process, and reported if it is missing.

    @pytest.mark.needs("pandoc", "writer")      of a test or a module
    needs.ask("calc")                           in what several tests use

A need is the name of a program, which has to run and not just exist; or "chromium"; or a part of
LibreOffice ("writer", "calc", "impress"), which Debian packs one by one; or "uno", with which Python talks to
it. A test that lacks one is skipped with the reason.
"""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

UNO_PYTHON = "/usr/bin/python3"
"""The Python that Debian's python3-uno is for."""
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_TRIALS = {"writer": ("txt", "odt"), "calc": ("csv", "ods"), "impress": ("fodp", "odp")}
"""What each part of LibreOffice can read and write, if it is there."""
_SLIDES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>
<draw:page draw:name="a"/></office:presentation></office:body></office:document>
"""


def ask(*needs: str) -> None:
    """Skip the test that lacks any of them."""
    for need in needs:
        if reason := missing(need):
            pytest.skip(reason)


@cache
def missing(need: str) -> str:
    """Why it can't be used here; empty if it can."""
    if need == "chromium":
        return "" if chromium() else "Chromium isn't there, or doesn't run"
    if need == "uno":
        return "" if _runs(UNO_PYTHON, "-c", "import uno") else f"{UNO_PYTHON} has no module uno"
    if need in _TRIALS:
        office = shutil.which("soffice")
        if not office:
            return "LibreOffice isn't there"
        return (
            "" if _has(Path(office).resolve(), need) else f"LibreOffice is there without its {need.title()}"
        )
    return "" if _runs(need, "--version") else f"{need} isn't there, or doesn't run"


@cache
def chromium() -> str:
    """The browser's path: what CHROMIUM names, or the first that runs; empty if there is none."""
    named = os.environ.get("CHROMIUM")
    paths = map(shutil.which, [named] if named else _CHROMIUM)
    return next((path for path in paths if path and _runs(path, "--version")), "")


def _runs(*command: str) -> bool:
    try:
        return (
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _has(office: Path, part: str) -> bool:
    """Whether a part is in LibreOffice's registry; where that can't be found, whether it does its work."""
    for folder in ("share/registry", "Resources/registry"):
        registry = office.parent.parent / folder
        if (registry / "main.xcd").exists():
            return (registry / f"{part}.xcd").exists()
    source, target = _TRIALS[part]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        trial = folder / f"a.{source}"
        trial.write_text(_SLIDES if source == "fodp" else "a\n", encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _runs(str(office), profile, "--headless", "--convert-to", target, "--outdir", temporary, str(trial))
        return (folder / f"a.{target}").exists()
