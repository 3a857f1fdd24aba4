"""The wheel, installed where nothing of the checkout is within reach, and used from there."""

import email
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.texts import BAD, GOOD

pytestmark = [
    pytest.mark.slow(30),
    pytest.mark.skipif(importlib.util.find_spec("pip") is None, reason="needs pip in this environment"),
]

ROOT = Path(__file__).parent.parent
HOUSE = """
id = "reports"
subject = "age"
definition = "Reports."

[[terms.en]]
id = "report"
term = "report"
status = "preferred"
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    subprocess.run(command, check=True)


def fresh(folder: Path) -> Path:
    """The Python of a new environment in `folder`, with nothing in it."""
    home = folder / "env"
    venv.EnvBuilder().create(home)
    return home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left behind, by a Python without what luxterm depends on."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    leave = shutil.ignore_patterns(".*cache", ".git", ".venv*", "__pycache__", "node_modules", ".hypothesis")
    shutil.copytree(ROOT, source, ignore=leave)
    pip("--python", str(fresh(folder)), "wheel", "--no-deps", "--wheel-dir", str(folder), str(source))
    (built,) = folder.glob("luxterm-*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel and what it asks for."""
    made = fresh(tmp_path_factory.mktemp("fresh"))
    pip("--python", str(made), "install", str(wheel))
    return made


@pytest.fixture
def run(python: Path, tmp_path: Path) -> Run:
    """run("check", "a.md") -> what the installed command did, in an empty folder and home of its own."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (tmp_path / "work").mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    for name in ("SYSTEMROOT", "LD_LIBRARY_PATH"):
        if name in os.environ:
            environment[name] = os.environ[name]

    def done(*arguments: str, module: bool = False, **more: str) -> subprocess.CompletedProcess[str]:
        program = [str(python), "-P", "-m", "luxterm"] if module else [str(python.with_name("luxterm"))]
        return subprocess.run(
            [*program, *arguments],
            cwd=tmp_path / "work",
            env={**environment, **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return done


def test_what_the_wheel_holds(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        said = email.message_from_bytes(archive.read(metadata))
    shipped = {
        str(path.relative_to(ROOT / "lexicon").as_posix())
        for path in (ROOT / "lexicon" / "luxterm_lexicon").rglob("*.toml")
    }
    assert len(shipped) > 50
    assert shipped <= names
    assert {"luxterm/cli/main.py", "luxterm/py.typed", "luxterm_server/__init__.py"} <= names
    folder = metadata.rpartition("/")[0]
    assert {f"{folder}/licenses/LICENSE", f"{folder}/licenses/lexicon/LICENSE"} <= names
    assert said["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert said["Requires-Python"] == "<3.15,>=3.11"
    strange = [
        name
        for name in names
        if not name.startswith(("luxterm/", "luxterm_lexicon/", "luxterm_server/", folder))
        or "__pycache__" in name
    ]
    assert strange == []


def test_version(run: Run) -> None:
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("luxterm 0.1.0 (lexicon luxembourg 0.1.0, sha256 ")
    assert run("--version", module=True).stdout == done.stdout


def test_nothing_comes_from_the_checkout(python: Path, tmp_path: Path) -> None:
    program = "import luxterm, luxterm_lexicon; print(luxterm.__file__, luxterm_lexicon.__file__)"
    done = subprocess.run(
        [python, "-P", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(ROOT) not in done.stdout
    assert done.stdout.count(str(python.parent.parent)) == 2


def test_check_and_fix(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "work" / "policy.md"
    document.write_text(BAD)
    found = run("check", "--format", "json")
    assert (found.returncode, found.stderr) == (1, "")
    assert [it["term"] for it in json.loads(found.stdout)["findings"]] == ["child-pornography"]
    assert run("check", module=True).returncode == 1
    assert run("check", "--fix").returncode == 0
    assert document.read_text() == GOOD
    assert run("check", "missing.md").returncode == 2
    assert run("check", "--form", "json").returncode == 2


def test_the_cards_and_the_lexicon_work(run: Run) -> None:
    assert "child sexual abuse material" in run("explain", "child pornography").stdout
    assert run("lexicon", "validate").returncode == 0


def test_the_compiled_termbase_comes_along(run: Run, tmp_path: Path) -> None:
    (tmp_path / "work" / "policy.md").write_text(BAD)
    assert run("check", LUXTERM_CACHE=str(tmp_path / "cache")).returncode == 1
    assert not (tmp_path / "cache").exists()


def test_a_houses_compiled_termbase_is_the_users_own(run: Run, python: Path, tmp_path: Path) -> None:
    (tmp_path / "work" / "policy.md").write_text(BAD)
    (tmp_path / "house" / "concepts").mkdir(parents=True)
    (tmp_path / "house" / "concepts" / "reports.toml").write_text(HOUSE)
    check = ("check", "--lexicon", str(tmp_path / "house"))
    before = {path for path in python.parent.parent.rglob("*") if "__pycache__" not in str(path)}
    assert run(*check, LUXTERM_CACHE=str(tmp_path / "cache")).returncode == 1
    (kept,) = (tmp_path / "cache").iterdir()
    assert kept.suffix == ".termbase"
    assert list((tmp_path / "home").iterdir()) == []
    assert {path for path in python.parent.parent.rglob("*") if "__pycache__" not in str(path)} == before
    if sys.platform != "win32":
        kept.chmod(0o666)
        assert run(*check, LUXTERM_CACHE=str(tmp_path / "cache")).returncode == 1
        assert kept.stat().st_mode & 0o777 == 0o600, "what others may write is made anew"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that nobody can write to")
def test_a_home_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "work" / "policy.md").write_text(BAD)
    (tmp_path / "home").chmod(0o500)
    for home in (str(tmp_path / "home"), "/proc/nowhere", "/dev/null"):
        done = run("check", HOME=home)
        assert (done.returncode, done.stderr) == (1, "")
        assert "child sexual abuse material" in done.stdout
    (tmp_path / "home").chmod(0o700)
