"""Files of other kinds, made by pandoc and LibreOffice; tests are skipped if these are missing."""

import subprocess
from pathlib import Path

from tests import needs
from tests.live import program

_PARTS = {"csv": "calc", "fods": "calc", "xlsx": "calc", "fodp": "impress"}
"""The part of LibreOffice that reads a kind of file; all others are Writer's."""


def by_libreoffice(source: Path, *kinds: str) -> list[Path]:
    """The document as files of these kinds beside it."""
    needs.ask(_PARTS.get(source.suffix[1:], "writer"))
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
    """Writes Markdown to these files, in the format of their suffix."""
    needs.ask("pandoc")
    for target in targets:
        command = ("pandoc", "-s", "--metadata", "title=Act", "-o", target)
        subprocess.run(command, input=markdown, text=True, check=True, capture_output=True, timeout=120)
