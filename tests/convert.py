"""Files of other kinds, made by pandoc and LibreOffice; tests skip where these aren't there."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.live import program


def by_libreoffice(source: Path, *kinds: str) -> list[Path]:
    """The document as files of these kinds beside it."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice makes the files")
    made = [source.with_suffix(f".{kind}") for kind in kinds]
    for kind, target in zip(kinds, made, strict=True):
        for attempt in (1, 2):  # on a busy machine it now and then ends while it starts
            profile = f"-env:UserInstallation={(source.parent / f'profile-{attempt}').as_uri()}"
            command = ("soffice", profile, "--headless", "--convert-to", kind)
            with program(
                (*command, "--outdir", source.parent, source),
                120,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as process:
                process.wait(150)
            if target.exists():
                break
        assert target.exists()
    return made


def by_pandoc(markdown: str, *targets: Path) -> None:
    """Writes Markdown to these files, as what their suffix says."""
    if not shutil.which("pandoc"):
        pytest.skip("pandoc makes the files")
    for target in targets:
        command = ("pandoc", "-s", "--metadata", "title=Act", "-o", target)
        subprocess.run(command, input=markdown, text=True, check=True, capture_output=True, timeout=120)
