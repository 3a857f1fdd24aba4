"""The VS Code extension: what its package says, and what it does in a real VS Code.

VS Code is code-server, its build for browsers, from npm; it goes into the folder that
LUXTERM_VSCODE_CACHE names, or into a temporary one. LUXTERM_VSCODE_SHOTS names a folder for pictures
of the window.
"""

import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import luxterm
from luxterm.config import schema
from luxterm.lexicon.load import bundled, load
from luxterm.termbase import Termbase, store
from tests import needs, programs

ROOT = Path(__file__).parent.parent
EXTENSION = ROOT / "vscode-extension"
TEMPLATES = ROOT / "luxterm" / "config" / "templates"
SHOTS = os.environ.get("LUXTERM_VSCODE_SHOTS", "")
LUXTERM = Path(sys.executable).with_name("luxterm")
OFFLINE = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|NewConnectionError")
LIMIT = 280
"""Seconds that one program may take."""
BAD = "The State shall prohibit child pornography.\n"

Program = Callable[..., subprocess.CompletedProcess[str]]


def _manifest() -> dict[str, Any]:
    return json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))


def test_the_profiles_are_luxterms(termbase: Termbase) -> None:
    setting = _manifest()["contributes"]["configuration"]["properties"]["luxterm.profile"]
    default, first, *others = setting["enum"]
    assert (default, first) == ("", "un")
    assert [first, *others] == ["un", *sorted(set(termbase.profiles) - {"un"})]
    assert len(setting["enumItemLabels"]) == len(setting["enum"])
    for page in (EXTENSION / "walkthrough").glob("profile*.md"):
        rows = re.findall(r"^\| `(\w+)`", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert rows == [first, *others], page.name


def test_the_schema_of_the_configuration_is_that_of_the_code() -> None:
    assert schema.FILE.read_text(encoding="utf-8") == schema.schema(), "python -m luxterm.config.schema"
    assert schema.KEPT_FILE.read_text(encoding="utf-8") == schema.kept_schema(), "the same command"
    validate = jsonschema.Draft202012Validator(json.loads(schema.schema())).validate
    for template in TEMPLATES.glob("*.toml"):
        example = re.sub(r"^# (?=\[|[a-z-]+ = )", "", template.read_text("utf-8"), flags=re.MULTILINE)
        validate(tomllib.loads(example))
    with pytest.raises(jsonschema.ValidationError, match="profil"):
        validate({"profil": "un"})


def _tables(pattern: str) -> dict[str, dict[str, str]]:
    """By language, what a file says."""
    return {
        path.name.split(".")[-2]: json.loads(path.read_text(encoding="utf-8"))
        for path in EXTENSION.glob(pattern)
    }


def _arguments(said: str) -> list[str]:
    return sorted(re.findall(r"\{\d\}|\((?:command):[^)]*\)", said))


def test_everything_in_the_package_is_said_in_every_language() -> None:
    """All that people read in the manifest comes from a table, and each table has all of it."""
    manifest = _manifest()
    english = json.loads((EXTENSION / "package.nls.json").read_text(encoding="utf-8"))
    used = re.findall(r'"%([\w.]+)%"', json.dumps(manifest))
    assert sorted(used) == sorted(english)
    readable = re.compile(r"title|.*[dD]escriptions?|patternErrorMessage|altText|markdown")
    names = {"luxterm"}

    def check(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for name, each in value.items():
                check(each, name)
        elif isinstance(value, list):
            for each in value:
                check(each, key)
        elif isinstance(value, str) and readable.fullmatch(key) and value not in names:
            assert re.fullmatch(r"%[\w.]+%", value), (key, value)

    check(manifest)
    tables = _tables("package.nls.*.json")
    assert tables.keys() == {"fr", "es", "de", "pt-br"}  # as VS Code calls its languages
    for lang, table in tables.items():
        assert table.keys() == english.keys(), lang
        assert {key: _arguments(said) for key, said in table.items()} == {
            key: _arguments(said) for key, said in english.items()
        }
        assert all((EXTENSION / table[key]).is_file() for key in table if key.endswith(".page"))
        same = {key for key, said in table.items() if said == english[key]}
        assert not same, (lang, same)


def test_everything_the_extension_says_is_said_in_every_language() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (EXTENSION / "src").glob("*.ts"))
    said = set(re.findall(r'\b(?:l10n\.t|say)\(\s*"([^"]+)"', source))
    assert len(said) > 35
    for lang, table in _tables("l10n/bundle.l10n.*.json").items():
        assert table.keys() == said, lang
        assert all(_arguments(key) == _arguments(value) for key, value in table.items())
    bare = re.findall(r'(?:new Error|show\w+Message|title:|prompt:|placeHolder:)\s*\(?\s*["`]', source)
    assert not bare, "a sentence that isn't in the tables"


@pytest.mark.parametrize("pattern", ["package.nls.*.json", "l10n/bundle.l10n.*.json"])
def test_french_signs_stand_after_no_break_spaces(pattern: str) -> None:
    wrong = re.compile(r"« | [»:;?!](?!\S)")
    assert [said for said in _tables(pattern)["fr"].values() if wrong.search(said)] == []


def test_the_version_and_licence_are_luxterms() -> None:
    assert _manifest()["version"] == luxterm.__version__
    assert (EXTENSION / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_lock_names_no_other_registry() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    resolved = [each["resolved"] for each in lock["packages"].values() if "resolved" in each]
    assert not [url for url in resolved if not url.startswith("https://registry.npmjs.org/")]


def test_every_command_has_a_place_in_the_palette() -> None:
    registered = re.findall(r'"(luxterm\.\w+)": \(', (EXTENSION / "src/commands.ts").read_text("utf-8"))
    offered = [each["command"] for each in _manifest()["contributes"]["commands"]]
    assert sorted(offered) == sorted(set(registered) - {"luxterm.keepHereAsk"})  # with a code action only


def test_the_report_loads_no_more_than_the_server_does() -> None:
    """It is made by a program of its own, which has to be told that the folder isn't trusted."""
    text = (EXTENSION / "src" / "report.ts").read_text("utf-8")
    assert '...(workspace.isTrusted ? [] : ["--restricted"]),' in text
    starting = [
        path.name for path in (EXTENSION / "src").glob("*.ts") if "child_process" in path.read_text("utf-8")
    ]
    assert starting == ["report.ts"]


def test_nothing_in_the_sources_can_download() -> None:
    """No module that opens a connection, and none of the ways that need no module."""
    text = "".join(path.read_text("utf-8") for path in (EXTENSION / "src").glob("*.ts"))
    modules = set(re.findall(r"""(?:from|import|require)\s*\(?\s*["']([^"'.][^"']*)""", text))
    local = {
        f"node:{name}" for name in ("child_process", "crypto", "events", "fs", "fs/promises", "os", "path")
    }
    assert modules == local | {"vscode", "vscode-languageclient/node"}
    assert not re.search(r"\bfetch\s*\(|XMLHttpRequest|WebSocket|https?://", text)


def test_what_is_imported_by_its_name_alone_is_frozen() -> None:
    """A program made of what is imported can't know it. What luxterm's extras need isn't in it."""
    pattern = re.compile(r"""import_module\("([\w.]+)"\)""")
    texts = [path.read_text("utf-8") for path in (ROOT / "luxterm").rglob("*.py")]
    named = {name for text in texts for name in pattern.findall(text)} - {"luxterm"}
    extra = {"yaml", "distributed", "fsspec.core"}
    assert extra < named
    frozen = (EXTENSION / "scripts" / "freeze.py").read_text("utf-8")
    (unseen,) = re.findall(r"^UNSEEN = \((.*)\)$", frozen, re.MULTILINE)
    assert set(re.findall(r'"([\w.]+)"', unseen)) == named - extra


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what the tests of a run build once for all processes."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    """A copy of the extension with its packages installed, compiled and packed as `luxterm.vsix`."""
    needs.ask("node", "npm")
    folder = shared / "vscode-extension"
    with once(folder) as new:
        if new:
            leave = shutil.ignore_patterns("node_modules", "dist", "out", "bundled", "*.vsix")
            shutil.copytree(EXTENSION, folder, ignore=leave)
            install(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
            run(["npm", "run", "compile"], folder)
            run(["npm", "run", "package", "--", "luxterm.vsix"], folder)
    return folder


@pytest.fixture(scope="session")
def vscode(shared: Path, built: Path) -> Program:
    """vscode(script, **env): runs a script of vscode-extension/test with a real VS Code at hand."""
    needs.ask("chromium")
    if not LUXTERM.exists():
        pytest.skip("needs luxterm installed in this environment")
    load()  # a program that has no compiled termbase takes seconds to make one
    compiled = store.place([bundled()])
    cache = Path(os.environ.get("LUXTERM_VSCODE_CACHE") or shared / "vscode")
    install([str(built / "test" / "setup.sh"), str(cache)], built, PYTHON=sys.executable)

    def start(
        script: str, vsix: Path | None = None, tries: int = 2, **env: str
    ) -> subprocess.CompletedProcess[str]:
        env = {"CHROMIUM": needs.chromium(), "LUXTERM": str(LUXTERM), "COMPILED": compiled, **env}
        env |= {"LUXTERM_VSCODE_CACHE": str(cache), "LUXTERM_VSIX": str(vsix or built / "luxterm.vsix")}
        done = run(["node", f"test/{script}"], built, check=False, **env)
        if done.returncode != 0 and tries > 1:
            print(done.stdout)
            # On a busy machine VS Code itself now and then doesn't hear of a file that changed, or of its own
            # folders. If it is luxterm's fault it fails again.
            done = run(["node", f"test/{script}"], built, check=False, **env)
        return done

    return start


@contextmanager
def once(folder: Path) -> Generator[bool]:
    """Whether it is for us to make `folder`; others wait until it is made. What fails is made anew."""
    import fcntl  # not on Windows

    with open(f"{folder}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = Path(f"{folder}.done")
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
        yield not done.exists()
        done.touch()


def install(command: list[str], folder: Path, **env: str) -> None:
    """Gets packages; skips the test if only the network is missing."""
    done = run(command, folder, check=False, **env)
    if done.returncode != 0 and OFFLINE.search(done.stdout):
        pytest.skip(f"needs packages that can't be had: {' '.join(command)}")
    assert done.returncode == 0, done.stdout


def run(command: list[str], folder: Path, check: bool = True, **env: str) -> subprocess.CompletedProcess[str]:
    """What a program did, with all that it said in `stdout`."""
    done = programs.run(command, cwd=folder, env={**os.environ, **env}, limit=LIMIT, together=True)
    assert not check or done.returncode == 0, done.stdout
    return done


def passed(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The names of what passed, of a program that succeeded."""
    print(done.stdout)
    assert done.returncode == 0, done.stdout
    assert programs.LEFT not in done.stdout
    return re.findall(r"^ok (.*) \(\d+ ms\)$", done.stdout, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [["npm", "run", "lint"], ["node", "--test", "out/unit/all.js"]], ids=" ".join
)
def test_the_sources(built: Path, command: list[str]) -> None:
    run(command, built)


@pytest.mark.slow
def test_in_the_extension_host(vscode: Program) -> None:
    assert "a server that dies comes back, and checks what is open" in passed(vscode("host.mjs"))


@pytest.mark.exhaustive  # by day, that every sentence has its French
def test_in_french(vscode: Program) -> None:
    assert "the settings" in passed(vscode("french.mjs", SHOTS=SHOTS))


@pytest.mark.slow(150)
def test_as_a_drafter_sees_it(vscode: Program) -> None:
    assert "keeping a word asks for the reason and writes it down" in passed(vscode("ui.mjs", SHOTS=SHOTS))


@pytest.mark.slow
def test_in_a_folder_that_is_not_trusted(vscode: Program) -> None:
    names = passed(vscode("restricted.mjs", SHOTS=SHOTS, DESK=str(ROOT / "tests" / "data" / "desk")))
    assert "its documents are checked, by the program and the lexicon that the drafter chose" in names
    assert "so is the report" in names
    assert "once it is trusted, by those that the folder names" in names


UNDERLINED = "opening a document underlines its words, with id and link"
NOWHERE = "/nonexistent"


@pytest.mark.exhaustive  # of the tests themselves
def test_a_wrong_program_is_noticed(vscode: Program) -> None:
    """The same tests fail where luxterm.path names something else, though a luxterm is on the PATH."""
    path = os.pathsep.join([str(LUXTERM.parent), os.environ["PATH"]])
    wrong = shutil.which("false") or ""
    done = vscode("host.mjs", tries=1, LUXTERM=wrong, EDITORS_PATH=path, PATIENCE="4000", ONLY="finding")
    assert done.returncode == 1
    assert f"not ok {UNDERLINED}" in done.stdout


@pytest.mark.exhaustive  # by day, where it is looked for: out/unit/all.js
@pytest.mark.parametrize(
    ("expected", "where"),
    [
        (" -P -m luxterm ", {"STUB": "python", "STUB_PYTHON": sys.executable, "EDITORS_PATH": NOWHERE}),
        (" -P -m luxterm ", {"STUB": "environments", "STUB_PYTHON": sys.executable, "EDITORS_PATH": NOWHERE}),
        (f"{LUXTERM} server$", {"EDITORS_PATH": str(LUXTERM.parent)}),
    ],
    ids=["the Python extension", "the environments extension", "PATH"],
)
def test_where_luxterm_is_found(vscode: Program, expected: str, where: dict[str, str]) -> None:
    done = vscode("host.mjs", LUXTERM="", ONLY="finding", EXPECTED=expected, **where)
    assert UNDERLINED in passed(done)


@pytest.mark.exhaustive  # each push builds and proves it, for every system: .github/workflows/extension.yml
def test_luxterm_in_the_extension_needs_no_python(vscode: Program, built: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("needs PyInstaller")
    vsix = tmp_path / "whole.vsix"
    whole = tmp_path / "whole"  # others use what building would replace
    shutil.copytree(built, whole, ignore=shutil.ignore_patterns("node_modules"))
    (whole / "node_modules").symlink_to(built / "node_modules")
    run(["npm", "run", "package", "--", str(vsix), "--with", sys.executable], whole)
    processor = "arm64" if platform.machine() in ("arm64", "aarch64") else "x64"
    prove = [sys.executable, "scripts/prove.py", str(vsix)]
    run([*prove, f"{sys.platform}-{processor}"], whole)
    assert "not for win32-ia32" in run([*prove, "win32-ia32"], whole, check=False).stdout
    program = unpacked(vsix, tmp_path)
    inside = {each.name for each in Path(program).parent.rglob("*")}
    assert not [name for name in inside if name.startswith(("libreadline", "libgcc_s"))], "under the GPL"
    if shutil.which("dpkg-query"):
        system = (each.name for each in (Path(program).parent / "_internal").glob("lib*.so*"))
        libraries = {name for name in system if not name.startswith("libpython")}
        assert {f"{name}-copyright" for name in libraries} <= inside
    bare = {"PATH": str(tmp_path / "nothing"), "HOME": str(tmp_path)}
    version = programs.run([program, "--version"], env=bare)
    assert version.stdout.startswith(f"luxterm {luxterm.__version__} (lexicon luxembourg "), version.stderr
    from_input = [program, "check", "-", "--stdin-filename", "a.md", "--format", "json"]
    checked = programs.run(from_input, env=bare, input=BAD)
    assert [each["term"] for each in json.loads(checked.stdout)["findings"]] == ["child-pornography"]
    assert not list((tmp_path / ".cache").rglob("*.termbase"))  # it brings its own
    ours = {"EXPECTED": "bundled/luxterm/luxterm ", "EDITORS_PATH": NOWHERE}
    assert UNDERLINED in passed(vscode("host.mjs", vsix, LUXTERM="", ONLY="finding", **ours))


def unpacked(vsix: Path, folder: Path) -> str:
    """The luxterm of a package, unpacked with its permissions."""
    with zipfile.ZipFile(vsix) as package:
        for each in package.infolist():
            if each.filename.startswith("extension/bundled/"):
                os.chmod(package.extract(each, folder), each.external_attr >> 16 & 0o777 or 0o644)
    return str(folder / "extension" / "bundled" / "luxterm" / "luxterm")
