"""An error in judging one occurrence costs that occurrence, at every door, and is never silent."""

import json
import sys
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import pytest

import luxterm
from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.incremental.text import CheckedText
from luxterm.engine.judge import judging
from luxterm.engine.judge.judging import Judge, side_by_side
from luxterm.engine.replace.replacer import Replacer
from luxterm.engine.surroundings import Surroundings
from luxterm.formats import FORMATS, NAMES, read
from luxterm.lexicon.load import termbase_of
from luxterm.report import FORMATS as REPORTS
from luxterm.scan.cache import Cache, Keeper
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from luxterm.scan.run import scan
from luxterm.system.limits import TooLong
from luxterm.termbase import Termbase, TermbaseError
from luxterm.types import Failure, Finding
from luxterm.wording import say
from tests.lsp import Client
from tests.office.wordml import docx, paragraph
from tests.programs import run

pytestmark = pytest.mark.once

CURSED = "kiddie porn"
"""The words whose judging fails in these tests."""
TEXT = (
    "The State shall prohibit child pornography in law.\n\n"
    "It also has rules on kiddie porn in schools.\n\n"
    "Nine child prostitutes were identified.\n"
)
LINE = 3
OTHERS = ["child pornography", "child prostitutes"]
SAID = "an occurrence of child-porn was not judged: internal error, please report it: ZeroDivisionError"


PROGRAM = f"""
import sys
from luxterm.engine.judge.judging import Judge
from luxterm.lexicon.load import termbase_of
termbase_of(())  # to compile it means to try its terms' examples
whole = Judge._judge
def failing(self, around, quotes):
    if around.folded == {CURSED!r}:
        raise ZeroDivisionError("division by zero")
    return whole(self, around, quotes)
Judge._judge = failing
from luxterm.cli.main import main
sys.exit(main())
"""


def curse(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, error: BaseException) -> None:
    """Have a method fail for the words."""
    termbase_of(())  # to compile it means to try its terms' examples
    whole = getattr(owner, name)

    def failing(self: Any, around: Any, *args: Any) -> Any:
        if around.folded == CURSED:
            raise copy(error)
        return whole(self, around, *args)

    monkeypatch.setattr(owner, name, failing)


@pytest.fixture(params=[(Judge, "_judge"), (Replacer, "fixes")], ids=["judging", "replacing"])
def cursed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name = request.param
    curse(monkeypatch, owner, name, ZeroDivisionError("division by zero"))


def words(found: Sequence[Any]) -> list[str]:
    return [it.text for it in found]


def test_there_is_something_to_spare(find: Callable[..., list[Finding]]) -> None:
    assert words(find(TEXT)) == [OTHERS[0], CURSED, OTHERS[1]]


@pytest.mark.usefixtures("cursed")
@pytest.mark.parametrize("format", sorted({*FORMATS.values(), *NAMES.values()}))
def test_the_engine(termbase: Termbase, format: str) -> None:
    failures: list[Failure] = []
    found = check(read(TEXT, format), termbase, Settings(), failures.append)
    assert words(found) == OTHERS
    (failure,) = failures
    assert TEXT[failure.start : failure.end] == CURSED
    assert failure.term == "child-porn"
    with pytest.raises(ZeroDivisionError):
        check(read(TEXT, format), termbase, Settings())
    with pytest.raises(ZeroDivisionError):
        luxterm.check_text(TEXT)


@pytest.mark.parametrize("error", [MemoryError(), TooLong(), KeyboardInterrupt(), TermbaseError("a", 0, "b")])
def test_what_is_more_than_one_occurrence_is_raised(
    monkeypatch: pytest.MonkeyPatch, termbase: Termbase, error: BaseException
) -> None:
    curse(monkeypatch, Judge, "_judge", error)
    with pytest.raises(type(error)):
        check(read(TEXT, "markdown"), termbase, Settings(), [].append)


def test_words_side_by_side(monkeypatch: pytest.MonkeyPatch, termbase: Termbase) -> None:
    text = "The terms “child pornography” and “kiddie porn” should be avoided, says the guide.\n"

    def failing(first: Surroundings, second: Surroundings) -> bool:
        if CURSED in (first.folded, second.folded):
            raise ZeroDivisionError
        return side_by_side(first, second)

    monkeypatch.setattr(judging, "side_by_side", failing)
    monkeypatch.setattr(Surroundings, "emphasised", False)
    failures: list[Failure] = []
    found = check(read(text, "markdown"), termbase, Settings(), failures.append)
    assert len(found) + len(failures) == 2
    assert not {it.start for it in found} & {it.start for it in failures}


@pytest.mark.usefixtures("cursed")
@pytest.mark.parametrize("name", ["a.md", "a.docx", "a.json"])
def test_a_file(name: str) -> None:
    data = TEXT.encode()
    if name == "a.docx":
        data = docx("".join(map(paragraph, TEXT.split("\n\n"))))
    elif name == "a.json":
        data = json.dumps({"x": TEXT.split("\n\n")}).encode()
    result = scan_file(Job(name, Options(), data))
    assert result.read
    assert [it.finding.text for it in result.findings] == OTHERS
    place = {"a.md": f"line {LINE}", "a.docx": "paragraph 2", "a.json": "x[1]"}[name]
    (error,) = map(say, result.errors)
    assert error.startswith(f"{place}: {SAID}: division by zero (test_spared.py:")


@pytest.mark.usefixtures("cursed")
@pytest.mark.parametrize("report", [it for it in REPORTS if it != "xlsx"])
def test_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], report: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(TEXT)
    assert main(["check", "--format", report]) == 2
    out, err = capsys.readouterr()
    assert f"luxterm: a.md: line {LINE}: {SAID}" in err
    assert "Traceback" not in err + out
    assert all(other in out for other in OTHERS)
    if report == "json":
        made = json.loads(out)
        assert [it["text"] for it in made["findings"]] == OTHERS
        (error,) = made["errors"]
        assert error.keys() == {"path", "message"}
        assert error["path"] == "a.md"
        assert error["message"].startswith(f"line {LINE}: {SAID}")
    if report == "text":
        assert "1 input could be checked only in part." in out
        assert "could not be checked" not in out


@pytest.mark.usefixtures("cursed")
def test_fixing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other fixes are made; the words themselves stay as they are."""
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    assert main(["check", "--diff", str(path)]) == 2
    assert capsys.readouterr().out.count("\n+The ") == 1
    assert main(["check", "--fix", str(path)]) == 2
    fixed = path.read_text()
    assert fixed != TEXT
    assert CURSED in fixed
    assert OTHERS[0] not in fixed
    assert f"line {LINE}: {SAID}" in capsys.readouterr().err


@pytest.mark.usefixtures("cursed")
def test_a_comment_on_the_words_is_used(find: Callable[..., list[Finding]]) -> None:
    comment = "<!-- luxterm: keep child-porn: the name of a film -->\n"
    text = TEXT.replace("It also", comment + "It also")
    result = scan_file(Job("a.md", Options(), text.encode()))
    assert [it.finding.text for it in result.findings] == OTHERS
    assert len(result.errors) == 1


@pytest.mark.usefixtures("cursed")
def test_a_baseline_keeps_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(TEXT)
    with pytest.MonkeyPatch.context() as sound:
        for owner, name in ((Judge, "_judge"), (Replacer, "fixes")):
            method = getattr(owner, name)
            cells = method.__closure__ or ()
            whole = next((it.cell_contents for it in cells if callable(it.cell_contents)), method)
            sound.setattr(owner, name, whole)
        assert main(["check", "--write-baseline", "b.json"]) == 0
    before = Path("b.json").read_bytes()
    Path("luxterm.toml").write_text('baseline = "b.json"\n')
    assert main(["check", "a.md"]) == 2
    assert Path("b.json").read_bytes() == before


def test_workers(tmp_path: Path, termbase: Termbase) -> None:
    """In processes of their own and in this one; and again, now that there is a cache."""
    assert termbase.ids  # compiled by now, which tries the terms' examples
    for number in range(4):
        (tmp_path / f"{number}.md").write_text(TEXT)
    command = [sys.executable, "-c", PROGRAM, "check", ".", "--format", "json", "--jobs"]
    done = [run([*command, jobs], cwd=tmp_path) for jobs in ("1", "2", "1", "2")]
    assert {it.returncode for it in done} == {2}
    assert len({it.stdout for it in done}) == 1, [it.stderr for it in done]
    made = json.loads(done[0].stdout)
    assert [it["text"] for it in made["findings"]] == OTHERS * 4
    assert [it["path"] for it in made["errors"]] == ["0.md", "1.md", "2.md", "3.md"]
    assert all(it["message"].startswith(f"line {LINE}: {SAID}") for it in made["errors"])
    assert "Traceback" not in "".join(it.stderr for it in done)


def test_what_failed_is_not_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(str(tmp_path / "a.md"), Options(), TEXT.encode())
    keeper = Keeper(str(tmp_path / "results.sqlite"), b"")
    with pytest.MonkeyPatch.context() as patch:
        curse(patch, Judge, "_judge", ZeroDivisionError())
        (failed,) = scan([job], 1, None, Cache(keeper))
        assert len(failed.findings) == 2
    (sound,) = scan([job], 1, None, Cache(keeper))
    assert len(sound.findings) == 3


@pytest.mark.usefixtures("cursed")
def test_reviewing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(docx("".join(map(paragraph, TEXT.split("\n\n")))))
    assert main(["review", "a.docx"]) == 2
    out, err = capsys.readouterr()
    assert "a.reviewed.docx: 2 changes tracked." in out
    assert err.startswith(f"luxterm: a.docx: paragraph 2: {SAID}")
    assert err.count("\n") == 1


@pytest.mark.usefixtures("cursed")
def test_typing(termbase: Termbase) -> None:
    """What came before doesn't matter: the failures, too, are those of a check from scratch."""
    text = TEXT * 60
    state = CheckedText.of(text, "markdown", termbase, Settings())
    assert len(state.failures) == 60
    for new in (text.replace("Nine", "Ten", 30), "A beginning.\n\n" + text, text.replace(CURSED, "none", 31)):
        state = state.next(new)
        fresh: list[Failure] = []
        assert state.findings == check(read(new, "markdown"), termbase, Settings(), fresh.append)
        assert state.failures == tuple(fresh)
        assert all(new[it.start : it.end] == CURSED for it in fresh)


def test_the_server(tmp_path: Path, termbase: Termbase) -> None:
    assert termbase.ids
    (tmp_path / "closed.md").write_text(TEXT)
    with Client([sys.executable, "-c", PROGRAM, "server"], cwd=tmp_path) as client:
        client.initialize(folders={tmp_path.as_uri(): "x"})
        uri = (tmp_path / "open.md").as_uri()
        client.open(uri, TEXT)
        assert [it["code"] for it in client.diagnostics(uri)] == ["child-pornography", "child-prostitute"]
        said = client.notification("window/logMessage")["message"]
        assert said.startswith(f"{uri}: line {LINE}: {SAID}")
        assert "Traceback" not in said
        client.change(uri, TEXT.replace("Nine", "Ten"), 2)
        assert len(client.diagnostics(uri, 2)) == 2
        client.request("workspace/executeCommand", {"command": "luxterm.checkWorkspace", "arguments": []})
        closed = (tmp_path / "closed.md").as_uri()
        assert len(client.diagnostics(closed, None)) == 2
        assert any(
            "closed.md" in it["message"] and SAID in it["message"] for it in client.all("window/logMessage")
        )
