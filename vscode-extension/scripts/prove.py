"""Does a package of the extension bring a luxterm that works? `python scripts/prove.py FILE.vsix TARGET`.

It must be for TARGET (such as linux-x64), and the program in it must find a word in a text and in a PDF, and
write a workbook, with nothing but itself at hand. `--glibc 2.28`: on Linux no file in it may need a newer C
library than that.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TEXT = "The State shall prohibit child pornography.\n"
PDF = f"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources
<</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
4 0 obj <</Length 76>> stream
BT /F1 10 Tf 50 700 Td ({TEXT.strip()}) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
"""
FOLDER = "extension/bundled/luxterm/"
GLIBC = re.compile(rb"\0GLIBC_(\d+)\.(\d+)\0")
"""The name of a version that a program or a library asks of the C library."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vsix", type=Path)
    parser.add_argument("target")
    parser.add_argument("--glibc", metavar="VERSION")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, zipfile.ZipFile(args.vsix) as package:
        made_for = target(package.read("extension.vsixmanifest").decode())
        if made_for != args.target:
            sys.exit(f"{args.vsix} is for {made_for}, not for {args.target}")
        unpack(package, Path(work))
        folder = Path(work, FOLDER)
        if sys.platform == "linux":
            newest, file = needed(folder)
            print(f"needs a C library of version {newest[0]}.{newest[1]}, for {file.relative_to(folder)}")
            if args.glibc and newest > tuple(map(int, args.glibc.split("."))):
                sys.exit(f"that is newer than {args.glibc}")
        prove(folder, Path(work))


def target(manifest: str) -> str:
    """The system that a package says it is for; `any` where it says nothing."""
    found = re.search(r'\bTargetPlatform="([^"]+)"', manifest)
    return found[1] if found else "any"


def unpack(package: zipfile.ZipFile, folder: Path) -> None:
    """Unpack what the package brings along, with its permissions."""
    for each in package.infolist():
        if each.filename.startswith(FOLDER):
            os.chmod(package.extract(each, folder), each.external_attr >> 16 & 0o777 or 0o644)


def needed(folder: Path) -> tuple[tuple[int, int], Path]:
    """The newest version of the C library that a file in the folder asks for, and that file."""
    asked = [
        ((int(version[1]), int(version[2])), path)
        for path in folder.rglob("*")
        if path.is_file() and (data := path.read_bytes()).startswith(b"\x7fELF")
        for version in GLIBC.finditer(data)
    ]
    return max(asked)


def prove(folder: Path, home: Path) -> None:
    """Run the program where no other luxterm and no Python is in reach."""
    program = folder / ("luxterm.exe" if sys.platform == "win32" else "luxterm")
    bare = {"PATH": str(home / "nothing"), "HOME": str(home), "LUXTERM_CACHE": str(home / "cache")}
    bare |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    pdf, workbook = home / "a.pdf", home / "a.xlsx"
    pdf.write_text(PDF, encoding="ascii")
    for arguments, status, expected in (
        (["--version"], 0, "luxterm "),
        (["check", "-", "--stdin-filename", "a.md"], 1, "child sexual abuse material"),
        (["check", str(pdf)], 1, "child sexual abuse material"),
        (["check", str(pdf), "--format", "xlsx", "--output", str(workbook)], 1, ""),
    ):
        done = subprocess.run(
            [program, *arguments], input=TEXT, env=bare, capture_output=True, encoding="utf-8", check=False
        )
        print(done.stdout, end="")
        if done.returncode != status or expected not in done.stdout:
            sys.exit(f"luxterm {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    if not zipfile.is_zipfile(workbook):
        sys.exit("luxterm wrote no workbook")


if __name__ == "__main__":
    main()
