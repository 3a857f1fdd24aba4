"""Fixing with a question for each finding: what is asked, what each answer does, and on a real terminal."""

import os
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from luxterm.cli.main import main
from luxterm.scan.deciding import Answer, Choice, decide
from luxterm.scan.job import Job, Located, Options
from luxterm.wording import say

TEXT = """# Policy

Providers report child pornography. The State prohibits child pornography.

Hotlines list child molesters.
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("draft.md")
    path.write_text(TEXT, encoding="utf-8")
    return path


class Person:
    """Answers one after the other, and remembers what was asked."""

    def __init__(self, *answers: str) -> None:
        self._answers = iter(answers)
        self.asked: list[str] = []
        self.told: list[str] = []

    def __call__(self, path: str, item: Located) -> Answer:
        self.asked.append(item.finding.text)
        answer = next(self._answers)
        if answer.isdecimal():
            return Answer(Choice.REPLACE, item.finding.usable[int(answer) - 1])
        choice, _, reason = answer.partition(" ")
        return Answer(Choice(choice), reason=reason)


def after(draft: Path, *answers: str) -> tuple[str, Person, int, bool]:
    person = Person(*answers)
    result, on = decide(Job(str(draft), Options()), person, person.told.append)
    assert result.errors == ()
    return draft.read_text("utf-8"), person, result.fixed, on


OLD, NEW = "child pornography", "child sexual abuse material"


def test_each_answer(draft: Path) -> None:
    text, person, fixed, on = after(draft, "1", "skip", "2")
    assert person.asked == [OLD, OLD, "child molesters"]
    assert text == TEXT.replace(OLD, NEW, 1).replace(
        "child molesters", "perpetrators of sexual crimes against children"
    )
    assert (fixed, on) == (2, True)


def test_all_means_the_rest_of_the_file(draft: Path) -> None:
    text, person, fixed, on = after(draft, "skip", "all")
    assert person.asked == [OLD, OLD]
    assert text == TEXT[:60] + TEXT[60:].replace(OLD, NEW).replace(
        "child molesters", "child sexual offenders"
    )
    assert (fixed, on) == (2, True)


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_kept_by_a_comment_is_kept_outside() -> None:
    Path("draft.txt").write_text(TEXT, encoding="utf-8")
    person = Person("keep the wording of the Act", "1", "skip")
    result, _ = decide(Job("draft.txt", Options()), person, person.told.append, "luxterm-kept.toml")
    assert person.asked == [OLD, OLD, "child molesters"]
    assert Path("draft.txt").read_text("utf-8") == TEXT[:60] + TEXT[60:].replace(OLD, NEW)
    (place,) = tomllib.loads(Path("luxterm-kept.toml").read_text("utf-8"))["keep"]
    assert (place["path"], place["sentence"]) == ("draft.txt", "Providers report child pornography.")
    assert (place["term"], place["reason"]) == ("child-pornography", "the wording of the Act")
    assert (result.fixed, result.kept, result.errors, person.told) == (1, 1, (), [])


@pytest.mark.usefixtures("folder")
def test_a_list_that_cannot_be_written_is_said() -> None:
    Path("draft.txt").write_text(TEXT, encoding="utf-8")
    Path("luxterm-kept.toml").write_text("[[keep]\n", encoding="utf-8")
    person = Person("keep the wording of the Act", "quit")
    result, on = decide(Job("draft.txt", Options()), person, person.told.append, "luxterm-kept.toml")
    assert say(result.errors[0]).startswith("luxterm-kept.toml: cannot be written")
    assert not on
    assert Path("draft.txt").read_text("utf-8") == TEXT
    assert Path("luxterm-kept.toml").read_text("utf-8") == "[[keep]\n"


def test_keeping_writes_the_reason(draft: Path) -> None:
    text, person, fixed, _ = after(draft, "skip", "skip", "keep the wording of the Act")
    assert "<!-- luxterm: keep molester: the wording of the Act -->" in text
    assert text.replace("<!-- luxterm: keep molester: the wording of the Act -->\n", "") == TEXT
    assert fixed == 0
    assert person.told == []
    _, person, _, _ = after(draft, "skip", "skip")
    assert person.asked == [OLD, OLD], "what was kept isn't asked about again"


def test_stopping_writes_what_was_decided(draft: Path) -> None:
    text, person, fixed, on = after(draft, "1", "quit")
    assert text == TEXT.replace(OLD, NEW, 1)
    assert (fixed, on) == (1, False)
    assert person.asked == [OLD, OLD]


def test_nothing_decided_writes_nothing(draft: Path) -> None:
    before = draft.stat().st_mtime_ns
    text, _, fixed, _ = after(draft, "skip", "skip", "skip")
    assert (text, fixed) == (TEXT, 0)
    assert draft.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--interactive"], "use it with --fix"),
        (["--interactive", "--fix", "--diff"], "without --diff"),
        (["--interactive", "--fix", "-"], "about files of this machine"),
        (["--interactive", "--fix"], "it needs a terminal"),
    ],
)
def test_refused(options: list[str], said: str, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *options]) == 2
    assert said in capsys.readouterr().err
    assert draft.read_text("utf-8") == TEXT


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("y\nn\nk\n\nk\nthe wording of the Act\n", 1),
        ("what\n9\na\n", 0),
        ("Yes\nno\nKeep\nthe wording of the Act\n", 1),
        ("all\n", 0),
        ("y\n\x04", 2),
    ],
)
def test_on_a_terminal(typed: str, left: int, draft: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "luxterm", "check", "--fix", "--interactive", "draft.md"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        with suppress(OSError):  # Linux, when the other end is closed
            while data := os.read(ours, 4096):
                shown += data
    os.close(ours)
    text = draft.read_text("utf-8")
    assert text.count(OLD) + text.count("child molesters") - text.count("keep molester") == left, (
        shown.decode()
    )
    assert child.returncode == (1 if OLD in text else 0)
    assert b"Traceback" not in shown
    assert b"Replace it?" in shown


def test_a_file_is_read_once_before_it_is_asked_about(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from luxterm.system import storage

    read, times = storage.read, list[str]()

    def counted(path: str, *args: Any) -> bytes:
        times.append(path)
        return read(path, *args)

    monkeypatch.setattr(storage, "read", counted)
    assert decide(Job(str(draft), Options()), Person("quit"), print)[1] is False
    assert times == [str(draft)]


def test_an_error_while_somebody_decides_is_the_files_alone(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from luxterm.scan import deciding

    def fails(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(deciding, "check_text", fails)
    result, on = decide(Job(str(draft), Options()), Person("1"), print)
    assert on
    assert [it.code for it in result.errors] == ["unreadable"]
    assert draft.read_text("utf-8") == TEXT
