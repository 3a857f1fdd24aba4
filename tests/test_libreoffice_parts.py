"""What of the extension for LibreOffice needs no office: finding a luxterm, settings, words."""

import importlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from libreoffice import build
from tests.office.writer import luxterm

MODULES = ("uno", "unohelper", "com", "com.sun", "com.sun.star")
PARTS = ("lang", "uno", "beans", "awt", "util", "document")
CODE = Path(build.HERE) / "extension" / "pythonpath"


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The package of the extension, whose modules are imported anew."""
    monkeypatch.syspath_prepend(CODE)
    yield importlib.import_module("luxterm_libreoffice")
    for name in [name for name in sys.modules if name.startswith("luxterm_libreoffice")]:
        del sys.modules[name]


def part(name: str) -> ModuleType:
    return importlib.import_module(f"luxterm_libreoffice.{name}")


def script(folder: Path, what: str) -> Path:
    """A program called luxterm that does something else."""
    program = folder / "luxterm"
    program.write_text(f"#!/bin/sh\n{what}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


HANGS = "exec /bin/sleep 60"
"""It neither reads nor writes."""
pytestmark = pytest.mark.usefixtures("module")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a program that is a shell's script")


@POSIX
def test_a_luxterm_that_is_named_answers_over_a_pipe(tmp_path: Path) -> None:
    engine = part("engine").Engine(str(tmp_path), str(luxterm(tmp_path)))
    try:
        assert "en" in engine.start()["languages"]
        answer = engine.ask({"do": "check", "document": "1", "text": "A child prostitute is heard. 😀"})
        assert answer["marks"][0]["rule"] == "child-prostitute"
        assert engine.how == str(tmp_path / "luxterm")
    finally:
        engine.stop()


@POSIX
def test_the_luxterm_that_is_brought_along_is_made_to_run(tmp_path: Path) -> None:
    """It comes out of the extension without the right to be run."""
    folder = tmp_path / "bundled" / "luxterm"
    folder.mkdir(parents=True)
    luxterm(folder).chmod(0o644)
    engine = part("engine").Engine(str(tmp_path))
    try:
        assert engine.start()["luxterm"]
        assert engine.how == str(folder / "luxterm")
    finally:
        engine.stop()


@POSIX
def test_one_that_is_installed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f".:{tmp_path}:/usr/bin:/bin")
    program = luxterm(tmp_path)
    engine = part("engine").Engine(str(tmp_path / "extension"))
    try:
        engine.start()
        assert engine.how == str(program)
    finally:
        engine.stop()


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("what", ["exit 3", "echo nonsense; sleep 5", "cat", "echo '{}'; sleep 1; exit"])
def test_a_program_that_is_no_luxterm_does_no_harm(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    module = part("engine")
    monkeypatch.setattr(module, "_HOMES", ())
    said: list[str] = []
    program = script(tmp_path, f"PATH=/usr/bin:/bin\n{what}")
    engine = module.Engine(str(tmp_path / "extension"), str(program), said.append)
    with pytest.raises(module.Unavailable) as raised:
        engine.start()
    assert raised.value.args == ("writer-no-luxterm", f"{sys.version_info[0]}.{sys.version_info[1]}")
    assert said
    assert not any("Traceback" in line for line in said)


@POSIX
def test_one_that_ends_is_said(tmp_path: Path) -> None:
    module = part("engine")
    program = luxterm(tmp_path)
    text = (
        program.read_text(encoding="utf-8")
        .replace("exec ", "head -1 | ")
        .replace("\nPYTHONPATH", "\nexport PYTHONPATH")
    )
    program.write_text(text.replace('" head', '"; head'), encoding="utf-8")
    engine = module.Engine(str(tmp_path / "extension"), str(program))
    engine.start()
    with pytest.raises(module.Unavailable, match="writer-ended"):
        engine.ask({"do": "hello"})
    with pytest.raises(module.Unavailable, match="writer-ended"):
        engine.ask({"do": "hello"})


@POSIX
def test_one_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads nothing and writes nothing, and the office has no time to wait for that."""
    module = part("engine")
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    process = module._Process(str(script(tmp_path, HANGS)))
    began = time.monotonic()
    with pytest.raises(module.Unavailable, match="writer-ended"):
        process.ask({"do": "hello"})
    assert time.monotonic() - began < 30


@POSIX
def test_one_that_does_not_even_read_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long document doesn't fit into the pipe; whoever writes it would wait for good."""
    module = part("engine")
    monkeypatch.setattr(module, "_PATIENCE", 0.5)
    process = module._Process(str(script(tmp_path, HANGS)))
    done: list[str] = []

    def ask() -> None:
        with pytest.raises(module.Unavailable, match="writer-ended"):
            process.ask({"do": "open", "paragraphs": [{"text": "x" * 1_000_000}]})
        done.append("said")

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(20)
    assert done == ["said"]
    begun = time.monotonic()
    with pytest.raises(module.Unavailable, match="writer-ended"):
        process.ask({"do": "hello"})
    assert time.monotonic() - begun < 0.4, "nobody waits for one that has ended"


def test_settings_are_kept_and_damage_is_none(tmp_path: Path) -> None:
    settings = part("settings")
    path = tmp_path / "luxterm" / "settings.json"
    assert settings.read(str(path)) == settings.Settings()
    given = settings.Settings("fr", "error", "en", ("minor",), "/usr/bin/luxterm")
    settings.write(str(path), given)
    assert settings.read(str(path)) == given
    for damage in ("", "[]", '{"profile": 3, "ignored": "x"}', "\0"):
        path.write_text(damage, encoding="utf-8")
        assert settings.read(str(path)) == settings.Settings()


def test_texts_are_in_the_language_of_the_office(tmp_path: Path) -> None:
    texts = part("texts")
    (tmp_path / "texts.json").write_text(json.dumps(build.said()), encoding="utf-8")
    said = [texts.Texts(str(tmp_path), lang).say("writer-cancel") for lang in ("en-GB", "fr-BE", "es", "xx")]
    assert said == ["Cancel", "Annuler", "Cancelar", "Cancel"]


@pytest.mark.slow
@pytest.mark.needs("python3.8")
def test_an_old_python_reads_it() -> None:
    """What needs no office is imported by the oldest Python that it is written for."""
    code = "from luxterm_libreoffice import engine, settings, texts; print(engine.Engine('.').how == '')"
    done = subprocess.run(["python3.8", "-c", code], cwd=CODE, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


class Office(ModuleType):
    """Stands for the modules of the office's Python: errors of its own, and names of no matter."""

    class DisposedException(Exception):
        """It is closed."""

    def __getattr__(self, name: str) -> type:
        return type(name, (Exception,), {})


def test_what_is_set_and_unknown_is_still_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As every profile is while no luxterm answers: who then names a program keeps the profile."""
    for name in (*MODULES, *(f"com.sun.star.{it}" for it in PARTS)):
        monkeypatch.setitem(sys.modules, name, Office(name))
    offered = part("dialogs").offered
    known = [("", "as luxterm comes"), ("uk", "United Kingdom")]
    assert offered(known, "uk") == known
    assert offered(known[:1], "uk") == [known[0], ("uk", "uk")]
    assert offered((), "typed") == ()


def state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the extension's parts share, in an office that keeps its profile in that folder."""
    for name in (*MODULES, *(f"com.sun.star.{it}" for it in PARTS)):
        monkeypatch.setitem(sys.modules, name, Office(name))
    made, settings = part("state"), part("settings")
    for name, value in {"profile_folder": str(folder), "language": "en"}.items():
        monkeypatch.setattr(part("office"), name, lambda value=value: value)
    monkeypatch.setattr(made, "HERE", str(folder))
    (folder / "texts.json").write_text(json.dumps(build.said()), encoding="utf-8")
    (folder / "bin").mkdir()
    given = settings.Settings(program=str(luxterm(folder / "bin")))
    settings.write(str(folder / "luxterm" / "settings.json"), given)
    return made.State()


def wait(until: Callable[[], object]) -> None:
    latest = time.monotonic() + 60
    while not until() and time.monotonic() < latest:
        time.sleep(0.05)
    assert until()


def end(engine: Any) -> None:
    engine._process._process.kill()
    engine._process._process.wait()


@POSIX
def test_one_that_ends_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as often as it ends; and whoever saves the settings has it begin again, too."""
    here = state(tmp_path, monkeypatch)
    trouble = part("state").Trouble
    bound = SimpleNamespace(count=7)
    here.documents._bound["1"] = bound
    check = {"do": "check", "document": "1", "text": "A child prostitute is heard."}
    try:
        wait(lambda: here.ready)
        first, bound.count = here.engine, 7
        end(first)
        with pytest.raises(trouble, match="ended"):
            here.ask(check)
        wait(lambda: here.ready)
        second = here.engine
        assert second is not first
        assert here.ask(check)["marks"]
        assert (here.trouble, bound.count) == ("", -1), "what the documents consist of is to be said again"
        end(second)
        with pytest.raises(trouble, match="ended"):
            here.ask(check)
        assert here.engine is second, "it has just begun again"
        here.keep(here.settings)
        wait(lambda: here.ready)
        assert here.engine is not second
        assert here.ask(check)["marks"]
        third = here.engine
        here.keep(here.settings)
        assert here.engine is third, "one that is well goes on"
    finally:
        here.engine.stop()


@POSIX
def test_of_two_that_start_one_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names another program while luxterm starts has no use for the first."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")  # where the first looks next
    here = state(tmp_path, monkeypatch)
    first = here.engine
    (tmp_path / "other").mkdir()
    other = luxterm(tmp_path / "other")
    try:
        wait(lambda: first.alive)
        here.keep(here.settings._replace(program=str(other)))
        wait(lambda: here.ready)
        wait(lambda: not first.alive)
        assert here.engine.how == str(other)
    finally:
        here.engine.stop()


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([AttributeError], "read"),
        ([AttributeError, AttributeError], "read"),
        ([AttributeError] * 3, "Unsettled: The document can’t be read now: supportsService"),
        ([Office.DisposedException, AttributeError], "DisposedException: supportsService"),
        ([TypeError], "TypeError: supportsService"),
    ],
)
def test_a_document_that_changes_while_it_is_read(
    ways: list[type[Exception]], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read again, a few times; not when it is closed, nor after any other error."""
    for name in (*MODULES, *(f"com.sun.star.{it}" for it in PARTS)):
        monkeypatch.setitem(sys.modules, name, Office(name))
    reading, left = part("reading"), [*ways]

    def once(_: object) -> str:
        if left:
            raise left.pop(0)("supportsService")
        return "read"

    monkeypatch.setattr(reading, "_paragraphs", once)
    try:
        seen = reading.paragraphs(None)
    except Exception as error:
        seen = f"{type(error).__name__}: {error}"
    assert seen == expected


def test_the_first_words_of_a_row_of_a_table_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a cell that was split, too; not what has no words."""
    for name in (*MODULES, *(f"com.sun.star.{it}" for it in PARTS)):
        monkeypatch.setitem(sys.modules, name, Office(name))
    row = {"A2": ["", "child pornography", "CSAM"], "B2": ["Any material"]}
    cells = {"A1": ["Term"], "B1": ["Meaning"], **row, "A3.1.1": [" "], "A3.1.2": ["x"], "B3": ["y"]}
    table = SimpleNamespace(
        getPropertyValue=lambda _: True,
        getCellNames=lambda: [*cells],
        getCellByName=lambda name: SimpleNamespace(said=cells[name], getString=lambda: cells[name][0]),
    )

    def text(_: object, cell: Any, scope: str, column: str) -> Iterator[tuple[dict[str, Any], None]]:
        yield from (({"text": it, "scope": scope} if it else {"text": it}, None) for it in cell.said)

    kind = part("reading")._Reading
    monkeypatch.setattr(kind, "text", text)
    found = [said for said, _ in kind(False)._table(table)]
    assert [said["text"] for said in found if said.get("begins_row")] == ["Term", "child pornography", "x"]


def test_a_mark_is_found_by_units_of_utf_16() -> None:
    marks = part("marks")
    text = "A 😀 child prostitute 😀 is heard."
    words = "child prostitute"
    mark = {"start": marks.units("A 😀 "), "length": len(words), "message": "Avoid it", "why": ""}
    assert marks.parts(text, mark) == ("A 😀 ", words, " 😀 is heard.")
    assert marks.said(mark) == "Avoid it"


def test_a_list_shows_whole_words() -> None:
    around = part("marks").around
    assert around("Hosts remove ", " within a day.") == ("Hosts remove ", " within a day.")
    before, after = around(
        "The competent authority of each State Party prohibits all ", ", " + "and more " * 9
    )
    assert before == "… of each State Party prohibits all "
    assert after == ", and more and more and more and more …"
