"""The language server in other real editors, each without a screen.

Each has the configuration that `docs/editors.md` shows. What counts is what the editor itself reports and
what it then saves. The drivers in `tests/editors` only report; everything is judged here.
"""

import json
import os
import re
import shutil
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from luxterm.text.lines import Encoding, LineIndex
from luxterm.types import Applicability, Finding, Severity
from luxterm.wording.findings import message
from tests import needs, programs
from tests.caches import own_cache

ROOT = Path(__file__).parent.parent
FILES = ROOT / "editors"
DRIVERS = Path(__file__).parent / "editors"
WAIT = 30
"""Seconds that an editor waits for each expected thing."""

TEXT = """\
Policy
======

🧒 Each platform reports child pornography within a day.

The survey no longer counts child molestation.

A minor who is a victim of sexual exploitation is heard.

The Optional Protocol on the sale of children, child prostitution and child pornography stands.
"""
"""An error after an astral character, a warning, a note, and two that aren't findings."""
FIXED = TEXT.replace("child pornography within", "child sexual abuse material within")

Report = dict[str, Any]
Find = Callable[..., list[Finding]]
Fix = Callable[..., str]
FORMATS = {".md": "markdown", ".rst": "rst"}


class Setting:
    """A folder with a document, a home of its own, and `luxterm` on the PATH, which may be broken."""

    def __init__(self, folder: Path, name: str, broken: bool) -> None:
        self.file = folder / "work" / name
        self.report = folder / "report.json"
        self._pid = folder / "pid"
        home, programs_folder = folder / "home", folder / "bin"
        for made in (self.file.parent, home, programs_folder):
            made.mkdir()
        self.file.write_text(TEXT, encoding="utf-8")
        (self.file.parent / "luxterm.toml").touch()
        command = programs_folder / "luxterm"
        python = "/nonexistent/python" if broken else sys.executable
        command.write_text(f'#!/bin/sh\necho $$ > "{self._pid}"\nexec "{python}" -m luxterm "$@"\n')
        command.chmod(0o755)
        self.env = {
            "HOME": str(home),
            **{f"XDG_{it}_HOME": str(home / it.lower()) for it in ("CONFIG", "CACHE", "DATA", "STATE")},
            "LUXTERM_CACHE": str(own_cache(folder / "cache")),
            "PATH": f"{programs_folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in (".", "lexicon", "server")),
            "LANG": "C.UTF-8",
            "EDITOR_WAIT": str(WAIT),
        }

    def run(self, *command: str | Path) -> Report:
        """Run an editor with its driver; what the driver reports."""
        done = programs.run(command, cwd=self.file.parent, env=self.env, limit=6 * WAIT)
        assert programs.LEFT not in done.stderr
        if not self.report.exists():
            return {"started": False, "output": (done.stdout + done.stderr)[-2000:]}
        return json.loads(self.report.read_text(encoding="utf-8"))

    def server_is_gone(self) -> bool:
        """Whether the server has ended, a moment after its editor at the latest."""
        process = Path("/proc") / self._pid.read_text().strip()
        end = time.monotonic() + WAIT
        while process.exists() and time.monotonic() < end:
            time.sleep(0.05)
        return not process.exists()


def neovim(setting: Setting, *more: str) -> Report:
    configs = ",".join(str(FILES / "neovim" / "plugin" / f"{it}.lua") for it in ("luxterm", *more))
    driver = DRIVERS / "nvim.lua"
    return setting.run(
        "nvim", "--clean", "--headless", "-n", "-l", driver, configs, setting.file, setting.report
    )


def emacs(client: str) -> Callable[..., Report]:
    """Emacs with one of its two clients. Its own start-up file stays out, Debian's packages are in."""

    def run(setting: Setting, *more: str) -> Report:
        names = (f"luxterm-{client}", *more)
        configs = ",".join(str(FILES / "emacs" / f"{name}.el") for name in names)
        driver = DRIVERS / f"{client}.el"
        return setting.run("emacs", "--batch", "-l", driver, configs, setting.file, setting.report)

    return run


def helix(setting: Setting) -> Report:
    from tests.editors.helix import drive
    from tests.editors.terminal import Terminal

    shutil.copytree(FILES / "helix", Path(setting.env["XDG_CONFIG_HOME"]) / "helix")
    with Terminal(["hx", setting.file.name], setting.file.parent, setting.env, WAIT) as terminal:
        return drive(terminal)


class Editor(NamedTuple):
    """How an editor is run, the name of its file, and how it reports what it shows.

    `severities` are its names for info, warning and error; `units` what it counts its columns in, whatever
    goes over the wire; `message` how it words a diagnostic; `source` whether it tells whose it is;
    `package` what has to be installed in it.
    """

    program: str
    run: Callable[..., Report]
    file: str
    severities: tuple[object, object, object]
    units: Encoding = "utf-32"
    message: str = "{message}"
    source: bool = True
    package: str = ""


EDITORS = {
    "neovim": Editor("nvim", neovim, "policy.md", (3, 2, 1), "utf-8"),
    "eglot": Editor(
        "emacs",
        emacs("eglot"),
        "policy.rst",
        ("eglot-note", "eglot-warning", "eglot-error"),
        message="luxterm [{code}]: {message}",
    ),
    "lsp-mode": Editor(
        "emacs", emacs("lsp-mode"), "policy.md", ("note", "warning", "error"), package="lsp-mode"
    ),
    "helix": Editor("hx", helix, "policy.md", ("INFO", "WARN", "ERROR"), source=False),
}


def judge(editor: Editor, report: Report, setting: Setting, find: Find) -> None:
    """The editor shows what the engine finds, in its place, says why, and fixes the first one."""
    assert report["started"], report
    format = FORMATS[setting.file.suffix]
    findings = find(TEXT, format)
    assert report["diagnostics"] == shown(editor, TEXT, findings)
    assert report.get("underlined", 3) == 3, "Neovim draws each"
    assert [finding.severity for finding in findings if not finding.kept] == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.INFO,
    ]
    assert findings[0].why in " ".join(report["hover"].split())
    offered = [fix.replacement for fix in findings[0].fixes if fix.applicability is not Applicability.DISPLAY]
    assert report["actions"][: len(offered)] == [f"Replace with “{it}”" for it in offered]
    assert setting.file.read_text(encoding="utf-8") == FIXED
    assert report["left"] == shown(editor, FIXED, find(FIXED, format))


def shown(editor: Editor, text: str, findings: list[Finding]) -> list[Report]:
    """The findings as this editor reports them."""
    lines = LineIndex(text)

    def one(finding: Finding) -> Report:
        line, column = lines.position(finding.start)
        return {
            "message": editor.message.format(code=finding.term, message=message(finding)),
            **({"source": "luxterm"} if editor.source else {}),
            "code": finding.term,
            "severity": editor.severities[finding.severity],
            "line": line,
            "column": lines.to_units(line, column, editor.units),
            "words": finding.text,
        }

    return [one(finding) for finding in findings if not finding.kept]


@pytest.fixture(params=EDITORS)
def editor(request: pytest.FixtureRequest) -> Editor:
    found = EDITORS[request.param]
    needs.ask(found.program)
    if found.package:
        load = f"(progn (package-initialize) (require '{found.package}))"
        if programs.run(["emacs", "--batch", "--eval", load], limit=WAIT).returncode:
            pytest.skip(f"{found.package} is not installed in {found.program}")
    return found


@pytest.mark.slow
def test_editor(editor: Editor, tmp_path: Path, find: Find) -> None:
    setting = Setting(tmp_path, editor.file, broken=False)
    judge(editor, editor.run(setting), setting, find)
    assert setting.server_is_gone()


@pytest.mark.slow
def test_editor_with_a_broken_server(editor: Editor, tmp_path: Path, find: Find) -> None:
    """What the test above looks at comes from the server: without it, it fails."""
    setting = Setting(tmp_path, editor.file, broken=True)
    report = editor.run(setting)
    with pytest.raises(AssertionError):
        judge(editor, report, setting, find)
    assert setting.server_is_gone()
    assert setting.file.read_text(encoding="utf-8") == TEXT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("editor", "config"),
    [("neovim", "luxterm-on-save"), ("eglot", "luxterm-eglot-on-save")],
    indirect=["editor"],
)
def test_changing_what_is_safe_on_saving(editor: Editor, config: str, tmp_path: Path, fix: Fix) -> None:
    setting = Setting(tmp_path, editor.file, broken=False)
    setting.env["EDITOR_ONLY_SAVE"] = "yes"
    assert editor.run(setting, config)["started"]
    assert setting.file.read_text(encoding="utf-8") == fix(TEXT, FORMATS[setting.file.suffix]) != TEXT
    assert setting.server_is_gone()


def test_neovims_two_files_say_the_same() -> None:
    """Only the first can be run before 0.11."""
    lists = [
        set(
            re.findall(
                r"\{ \"[^{}]*\}", (FILES / "neovim" / name / "luxterm.lua").read_text(encoding="utf-8")
            )
        )
        for name in ("plugin", "lsp")
    ]
    assert lists[0] == lists[1]
    assert len(lists[0]) == 3


def test_the_documentation_shows_the_files() -> None:
    """Each file in `editors` is shown in full, or only named if it is of no use to a reader."""
    text = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"<!-- (editors/\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL))
    assert len(blocks) > 5
    assert {name: (ROOT / name).read_text(encoding="utf-8") for name in blocks} == blocks
    files = {path.relative_to(ROOT).as_posix() for path in FILES.rglob("*") if path.is_file()}
    assert {name for name in files - set(blocks) if not name.startswith("editors/zed/")} == set()


def test_the_files_are_well_formed() -> None:
    for path in FILES.rglob("*"):
        if path.suffix == ".toml":
            tomllib.loads(path.read_text(encoding="utf-8"))
        if path.suffix in (".json", ".sublime-settings"):
            json.loads(path.read_text(encoding="utf-8"))
