"""The structure of the code: which package may import which, and that it stays easy to navigate."""

import ast
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
PYTHON = sorted(path for room in ("luxterm", "server", "fuzz") for path in ROOT.glob(f"{room}/**/*.py"))


def test_packages_import_only_what_stands_below_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of pyproject.toml; lazy and type-checking imports count."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_every_package_has_its_place_in_the_contract() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(each["layers"] for each in linter["contracts"] if each["type"] == "layers")
    rooms = {f"luxterm.{path.parent.name}" for path in ROOT.glob("luxterm/*/__init__.py")}
    modules = {f"luxterm.{path.stem}" for path in ROOT.glob("luxterm/*.py")}
    apart = {"luxterm.__init__", "luxterm.__main__"}
    assert set(layers) == {"luxterm_server"} | rooms | (modules - apart)


def test_little_stands_at_the_top() -> None:
    at_the_top = {path.name for path in ROOT.glob("luxterm/*.py")}
    assert {"__init__.py", "__main__.py", "types.py"} < at_the_top
    assert len(at_the_top) <= 4


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module(path: Path) -> None:
    """It says what it is for, is short enough to read, and leaves the public API to others."""
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    tree = ast.parse(source)
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert "luxterm" not in [alias.name for alias in node.names], "imports the whole of luxterm"
        elif isinstance(node, ast.ImportFrom) and node.module == "luxterm":
            rooms = {each.stem for each in (ROOT / "luxterm").iterdir()}
            assert {alias.name for alias in node.names} <= rooms, "imports the public API"


def test_the_picture_is_of_this_house() -> None:
    """Rooms, arrows and what each is for; `python docs/images/house.py` draws it anew."""
    spec = spec_from_file_location("house", ROOT / "docs" / "images" / "house.py")
    assert spec
    assert spec.loader
    spec.loader.exec_module(house := module_from_spec(spec))
    assert house.draw(house.House()) == house.PICTURE.read_text(encoding="utf-8")
