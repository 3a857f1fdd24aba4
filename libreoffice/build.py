"""Builds `luxterm.oxt`, the extension for LibreOffice: `python -m libreoffice.build`.

The file holds luxterm with its termbase compiled, what it needs for the Pythons of this system (or of the
`--platform` that is named, as pip knows them), and with `--program FOLDER` a luxterm that needs no Python, as
`vscode-extension/scripts/freeze.py` makes it, for an office whose Python is another. What luxterm needs comes
in the versions, and with the hashes, of `locks/run.txt`.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from luxterm.base import __version__
from luxterm.lexicon.load import termbase_of
from luxterm.lexicon.ship import ship
from luxterm.wording import FALLBACK, table

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent
SOURCES = (ROOT / "luxterm", ROOT / "lexicon" / "luxterm_lexicon")
NEEDED = (
    *(
        "ahocorasick-rs",
        "annotated-types",
        "charset-normalizer",
        "lxml",
        "pydantic",
        "pydantic-core",
        "regex",
    ),
    *("typing-extensions", "typing-inspection"),
)
"""Of what luxterm needs, that for checking and reviewing an open document."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NAME = "org.luxterm.libreoffice"
MENU = {
    "check": "writer-check",
    "review": "writer-review",
    "why": "writer-why",
    "keep": "writer-keep",
    "settings": "writer-settings",
}
"""The commands, and what they are called."""
IN_TEXTS = frozenset(("review", "why", "keep"))
"""Commands that are for texts alone."""
_KINDS = ("com.sun.star.text.TextDocument", "com.sun.star.sheet.SpreadsheetDocument")
ALL_KINDS = ",".join((*_KINDS, "com.sun.star.presentation.PresentationDocument"))
REGISTRY = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
UNUSED = frozenset((".pyc", ".pyi", ".pyx", ".pxi", ".pxd", ".h", ".typed"))
"""Kinds of files in wheels that nothing runs."""
LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


def main(argv: Sequence[str] | None = None) -> None:
    """Build the file that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m libreoffice.build", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("luxterm.oxt"))
    parser.add_argument(
        "--python", action="append", metavar="VERSION", help="such as 3.13; default: all of luxterm's"
    )
    parser.add_argument(
        "--platform", action="append", default=[], metavar="TAG", help="such as macosx_11_0_arm64"
    )
    parser.add_argument("--without-wheels", action="store_true", help="with nothing for any Python")
    parser.add_argument("--program", type=Path, metavar="FOLDER", help="a frozen luxterm to bring along")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "oxt")
        fill(folder)
        for version in () if args.without_wheels else args.python or PYTHONS:
            wheels(version, args.platform, folder, Path(work, version))
        if args.program:
            shutil.copytree(args.program, folder / "bundled" / "luxterm")
        pack(folder, args.output)
    print(f"{args.output}: {args.output.stat().st_size / 1e6:.1f} MB")


def fill(folder: Path) -> None:
    """Everything but what luxterm needs."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(HERE / "extension", folder, ignore=ignored)
    for source in SOURCES:
        shutil.copytree(source, folder / "lib" / "any" / source.name, ignore=ignored)
    ship(str(folder / "lib" / "any" / "luxterm_lexicon"))
    for licence, name in ((ROOT / "LICENSE", "luxterm.txt"), (ROOT / "lexicon" / "LICENSE", "lexicon.txt")):
        (folder / "licences").mkdir(exist_ok=True)
        shutil.copyfile(licence, folder / "licences" / name)
    tags = list(locales())
    texts = said()
    (folder / "META-INF").mkdir()
    for name, content in (
        ("locales.json", json.dumps(tags)),
        ("texts.json", json.dumps(texts, ensure_ascii=False, indent=0)),
        ("description.xml", description(texts)),
        ("Linguistic.xcu", linguistic(tags)),
        ("Addons.xcu", addons(texts)),
        ("Jobs.xcu", jobs()),
        ("META-INF/manifest.xml", manifest()),
    ):
        (folder / name).write_text(content, encoding="utf-8")


def locales() -> Iterator[str]:
    """The locales that the extension is for: "en", "en-GB"."""
    countries = tomllib.loads((HERE / "locales.toml").read_text(encoding="utf-8"))
    for lang in termbase_of(()).languages:
        yield lang
        yield from (f"{lang}-{country}" for country in countries.get(lang, "").split())


def said() -> dict[str, dict[str, str]]:
    """What the extension says, by language: the section "writer" of luxterm's own tables."""
    tables = {path.stem: table(path.stem) for path in (ROOT / "luxterm" / "wording").glob("*.toml")}
    return {lang: each["writer"] for lang, each in sorted(tables.items()) if "writer" in each}


def description(texts: dict[str, dict[str, str]]) -> str:
    """What the office shows of the extension before it is installed."""
    names = "".join(f"<name lang={quoteattr(lang)}>luxterm</name>" for lang in texts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<description xmlns="http://openoffice.org/extensions/description/2006" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:lo="http://libreoffice.org/extensions/description/2011">\n'
        f'<identifier value="{NAME}"/><version value="{__version__}"/><display-name>{names}</display-name>\n'
        '<icon><default xlink:href="icon.png"/></icon>\n'
        "<dependencies><lo:LibreOffice-minimal-version "
        'value="7.2" lo:name="LibreOffice 7.2"/></dependencies>\n</description>\n'
    )


def linguistic(tags: Sequence[str]) -> str:
    """The registration of the proofreader."""
    listed = f'<prop oor:name="Locales" oor:type="oor:string-list"><value>{" ".join(tags)}</value></prop>'
    checker = f'<node oor:name="{NAME}.Proofreader" oor:op="fuse">{listed}</node>'
    nodes = f'<node oor:name="ServiceManager"><node oor:name="GrammarCheckers">{checker}</node></node>'
    return data("Linguistic", nodes)


def addons(texts: dict[str, dict[str, str]]) -> str:
    """The menu."""
    entries = "".join(
        entry(f"m{at}", command, texts, _KINDS[0] if command in IN_TEXTS else ALL_KINDS)
        for at, command in enumerate(MENU)
    )
    menu = (
        f'<node oor:name="{NAME}" oor:op="replace">{prop("Context", ALL_KINDS)}{titles("writer-menu", texts)}'
        f'<node oor:name="Submenu">{entries}</node></node>'
    )
    return data("Addons", f'<node oor:name="AddonUI"><node oor:name="OfficeMenuBar">{menu}</node></node>')


def entry(id: str, command: str, texts: dict[str, dict[str, str]], kinds: str) -> str:
    """A line of the menu."""
    url = prop("URL", f"service:{NAME}.Commands?{command}")
    target, context = prop("Target", "_self"), prop("Context", kinds)
    return (
        f'<node oor:name="{id}" oor:op="replace">{url}{target}{context}{titles(MENU[command], texts)}</node>'
    )


def titles(code: str, texts: dict[str, dict[str, str]]) -> str:
    """A title in each language."""
    values = (f"<value xml:lang={quoteattr(lang)}>{escape(it[code])}</value>" for lang, it in texts.items())
    return f'<prop oor:name="Title" oor:type="xs:string">{"".join(values)}</prop>'


def prop(name: str, value: str) -> str:
    """A property that is the same in every language."""
    return f'<prop oor:name="{name}" oor:type="xs:string"><value>{escape(value)}</value></prop>'


def jobs() -> str:
    """Have the extension told of each view of a document, for its context menu."""
    job = f'<node oor:name="{NAME}.View" oor:op="replace">{prop("Service", f"{NAME}.ViewJob")}</node>'
    listed = f'<node oor:name="JobList"><node oor:name="{NAME}.View" oor:op="replace"/></node>'
    event = f'<node oor:name="OnViewCreated" oor:op="fuse">{listed}</node>'
    return data("Jobs", f'<node oor:name="Jobs">{job}</node><node oor:name="Events">{event}</node>')


def data(name: str, content: str) -> str:
    """A part of the office's configuration."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:component-data {REGISTRY} oor:name="{name}" oor:package="org.openoffice.Office">\n'
        f"{content}\n</oor:component-data>\n"
    )


def manifest() -> str:
    """Which files of the extension are what."""
    kinds = {
        "luxterm_component.py": "application/vnd.sun.star.uno-component;type=Python",
        **dict.fromkeys(
            ("Linguistic.xcu", "Addons.xcu", "Jobs.xcu"), "application/vnd.sun.star.configuration-data"
        ),
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>\n'
        for path, kind in kinds.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n{entries}</manifest:manifest>\n'
    )


def wheels(version: str, platforms: Sequence[str], folder: Path, work: Path) -> None:
    """Put what luxterm needs for a Python into the folder. Raises CalledProcessError if pip finds none."""
    work.mkdir()
    wanted = work / "needed.txt"
    wanted.write_text("".join(locked()), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += [
        "--require-hashes",
        "--only-binary=:all:",
        "--implementation=cp",
        f"--python-version={version}",
    ]
    command += [f"--platform={each}" for each in platforms or own_platforms()]
    subprocess.run([*command, f"--dest={work}", "--requirement", str(wanted)], check=True)
    for wheel in sorted(work.glob("*.whl")):
        name = wheel.name.partition("-")[0]
        home = "any" if wheel.stem.endswith("-none-any") else f"cp{version.replace('.', '')}"
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder / "lib" / home)
            for each in packed.namelist():
                if ".dist-info/" in each and LICENCE.search(each.rpartition("/")[2]):
                    target = folder / "licences" / name / each.rpartition("/")[2]
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(packed.read(each))


def locked() -> Iterator[str]:
    """The lines of the lock that are about what is needed."""
    wanted = False
    for line in (ROOT / "locks" / "run.txt").read_text(encoding="utf-8").splitlines(keepends=True):
        if match := re.match(r"([\w.-]+)==", line):
            wanted = match[1] in NEEDED
        if wanted and not line.lstrip().startswith("#"):
            yield line


def own_platforms() -> Iterator[str]:
    """The names that pip has for this system, the newest first."""
    from packaging.tags import platform_tags

    return platform_tags()


def pack(folder: Path, target: Path) -> None:
    """The folder as one file, the same each time for the same content."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            if path.suffix in UNUSED or path.name == "RECORD":
                continue
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o755 if path.stat().st_mode & 0o100 else 0o644) << 16
            packed.writestr(info, path.read_bytes())


if __name__ == "__main__":
    assert FALLBACK in said()
    main()
