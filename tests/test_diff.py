"""`check --diff`: other programs can apply what it prints, with the same result as `--fix`."""

import os
import subprocess
from pathlib import Path

import pytest

from luxterm.cli.main import main
from tests import needs

TEXT = "Résumé\r\n\r\nThe State shall prohibit child pornography, “naïvely”, in law.\r\n"
MIXED = TEXT.encode() + "From a café.\n".encode("cp1252")
FILES = {
    "plain.md": TEXT.encode(),
    "marked.md": TEXT.replace("Résumé\r\n\r\n", "").encode("utf-8-sig"),
    "western.txt": TEXT.encode("cp1252"),
    "mixed.md": MIXED,
    "two words.md": TEXT.encode(),
    "deep/été.md": TEXT.encode().removesuffix(b"\r\n"),
}
WIDE = ("utf-16", "utf-16-le", "utf-32")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return tmp_path


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("program", [["patch", "--binary", "-p0"], ["git", "apply", "-p0"]])
@pytest.mark.parametrize("to_file", [False, True])
def test_another_program_does_what_fix_does(
    folder: Path, program: list[str], to_file: bool, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    needs.ask(program[0])
    write(folder, FILES)
    assert main(["check", "--diff", "--jobs", "2", *(["--output", "all.diff"] if to_file else [])]) == 1
    out, err = capfdbinary.readouterr()
    assert b"6 findings in 6 files would be fixed" in err
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    patch = (folder / "all.diff").read_bytes() if to_file else out
    subprocess.run(program, input=patch, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    patched = {name: (folder / name).read_bytes() for name in FILES}
    write(folder, FILES)
    assert main(["check", "--fix", "--no-progress"]) == 0
    assert patched == {name: (folder / name).read_bytes() for name in FILES}
    assert patched != FILES


@pytest.mark.parametrize("encoding", WIDE)
def test_what_cannot_be_applied_is_told(
    folder: Path, encoding: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(folder, {"wide.md": TEXT.encode(encoding), "plain.md": FILES["plain.md"]})
    assert main(["check", "--diff"]) == 1
    out, err = capfdbinary.readouterr()
    assert "+The State shall prohibit child sexual abuse material, “naïvely”" in out.decode()
    notes = [line for line in err.decode().splitlines() if line.startswith("luxterm: ")]
    name = encoding if encoding.endswith("le") else f"{encoding}-le"
    assert notes == [
        f"luxterm: wide.md: its diff is only for reading: patch can't be applied to {name.upper()}"
    ]
