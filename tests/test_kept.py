"""Places that stay because `luxterm-kept.toml` says so: found again, never changed, missed when gone."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.config import kept as kept_file
from luxterm.config.kept import NAME
from luxterm.config.kept_file import load
from luxterm.config.settings import ConfigError, Kept
from luxterm.config.trust import Trust
from luxterm.scan import kept
from luxterm.scan.file import check_text, fix_text_until_stable
from luxterm.scan.job import Job, Options
from luxterm.types import Applicability, Finding

CASES = tomllib.loads((Path(__file__).parent / "cases" / "kept.toml").read_text("utf-8"))["case"]
OFFENCE = "The offence of child pornography is in section 9."


def job(*places: Kept, fix: Applicability | None = None) -> Job:
    return Job("act.txt", Options(kept=places, fix=fix))


def place(term: str, sentence: str, number: int = 0) -> Kept:
    return Kept("act.txt", term, sentence, "as enacted", "A. Drafter", "2026-03-01", number)


def state(finding: Finding) -> str:
    if finding.kept:
        return "kept"
    return max((fix.applicability for fix in finding.fixes), default=Applicability.DISPLAY).name.lower()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_which_places_stay(case: dict[str, Any]) -> None:
    places = [place(term, " ".join(said.split()), at) for at, (term, said) in enumerate(case["keep"], 1)]
    checked = check_text(case["text"], case["format"], job(*places))
    found = [[" ".join(it.text.split()), state(it)] for it in checked.findings]
    assert found == case["findings"]
    notes = [it for it in checked.document.notes if it.code == "kept-place-gone"]
    assert [int(str(it.args[0])) for it in notes] == case["gone"]


SENTENCES = st.sampled_from(
    (
        OFFENCE,
        "Providers report child pornography.",
        "A child molester is a person.",
        "Nobody here speaks of child pornography or a child molester.",
        "They said “child pornography” then.",
        "Nothing is said here",
    )
)
GAPS = st.sampled_from((" ", "\n", "\n\n", "  \n"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SENTENCES, GAPS), max_size=6), st.sampled_from(list(Applicability)[1:]))
def test_no_fix_changes_a_sentence_that_is_kept(others: list[tuple[str, str]], least: Applicability) -> None:
    text = "".join(map("".join, others)) + f"\n\n{OFFENCE}\n"
    kept_so = job(place("child-pornography", OFFENCE), fix=least)
    checked = check_text(text, "plain", kept_so)
    before = sum(it.because.code == "kept-in-file-by" for it in checked.findings)
    assert before
    stable, _ = fix_text_until_stable(checked, "plain", kept_so)
    assert stable.document.text.endswith(f"\n\n{OFFENCE}\n")
    assert sum(it.because.code == "kept-in-file-by" for it in stable.findings) == before
    again, number = fix_text_until_stable(stable, "plain", kept_so)
    assert (again.document.text, number) == (stable.document.text, 0)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(
    TEXT,
    TEXT,
    TEXT,
    st.sampled_from(("", "# ours\n", "# ours\r\n", "[[keep]]\npath='a'\nterm='b'\nsentence='c'\nreason='d'")),
)
def test_what_is_added_is_read_again(path: str, sentence: str, reason: str, old: str) -> None:
    one = Kept(path, "minor", sentence, reason, "", "2026-03-01")
    text = kept_file.added(old, [one])
    assert text.startswith(old)
    read = tomllib.loads(text)["keep"][-1]
    assert (read["path"], read["sentence"], read["reason"]) == (path, sentence, reason)
    assert read["date"].isoformat() == "2026-03-01"


@pytest.fixture
def folder(folder: Path) -> Path:
    """The current folder, with a configuration and a document below it."""
    (folder / "luxterm.toml").write_text("")
    (folder / "laws").mkdir()
    (folder / "laws" / "act.txt").write_text(f"A heading\n\n{OFFENCE} We list child molesters.\n")
    return folder


def keep(*args: str) -> int:
    return main(["keep", *args, "--by", "A. Drafter"])


def test_keeping_from_the_command_line(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert keep("laws/act.txt:3:20", "--reason", " name of\nthe offence ") == 0
    assert capsys.readouterr() == (f"laws/act.txt: “child pornography” stays, as {NAME} says now.\n", "")
    (said,) = tomllib.loads((folder / NAME).read_text("utf-8"))["keep"]
    assert said.pop("date")
    assert said == {
        "path": "laws/act.txt",
        "term": "child-pornography",
        "sentence": OFFENCE,
        "reason": "name of the offence",
        "by": "A. Drafter",
    }
    assert main(["check", "--show-kept", "--no-color"]) == 0
    assert capsys.readouterr().out == snapshot
    assert main(["check", "--format", "json", "--show-kept"]) == 0
    (row, _) = json.loads(capsys.readouterr().out)["findings"]
    assert (row["kept"], row["because"]) == (True, f"kept in {NAME}: name of the offence (A. Drafter)")
    assert keep("laws/act.txt:3:20", "--reason", "again") == 2
    assert "nothing to keep there" in capsys.readouterr().err


def test_fixing_leaves_it_and_reports_what_is_gone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    act = folder / "laws" / "act.txt"
    assert keep("laws/act.txt", "--term", "child-pornography", "--reason", "as enacted") == 0
    assert main(["check", "--fix", "--unsafe-fixes"]) == 0
    assert act.read_text() == f"A heading\n\n{OFFENCE} We list child sexual offenders.\n"
    capsys.readouterr()
    act.write_text("Nothing.\n")
    assert main(["check", "laws"]) == 0
    assert (
        f"{NAME}, place 1, keeps child-pornography in a sentence that is not there" in capsys.readouterr().err
    )
    act.rename(folder / "laws" / "other.txt")
    assert main(["check"]) == 0
    assert f"{NAME}: it keeps words in laws/act.txt, which is gone" in capsys.readouterr().err.replace(
        "\\", "/"
    )
    assert main(["check", "laws/other.txt"]) == 0
    assert capsys.readouterr().err == "", "nothing is known about what wasn't asked for"


@pytest.mark.parametrize("written", ["./laws/act.txt", "laws//act.txt", "laws/../laws/act.txt"])
def test_a_path_as_people_write_it(written: str, folder: Path) -> None:
    assert keep("laws/act.txt", "--term", "child-pornography", "--reason", "as enacted") == 0
    said = (folder / NAME).read_text("utf-8")
    (folder / NAME).write_text(said.replace('"laws/act.txt"', f'"{written}"'), encoding="utf-8")
    assert main(["check", "--select", "child-pornography"]) == 0


def test_it_is_beside_the_configuration_in_force(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "laws" / "luxterm.toml").write_text("")
    assert keep("laws/act.txt:3:20", "--reason", "as enacted") == 0
    assert not (folder / NAME).exists()
    assert 'path = "act.txt"' in (folder / "laws" / NAME).read_text()
    (folder / "laws" / "luxterm.toml").unlink()
    assert main(["check"]) == 1, "it belongs to no configuration"
    (folder / "luxterm.toml").unlink()
    capsys.readouterr()
    assert keep("laws/act.txt:3:20", "--reason", "as enacted") == 2
    assert "luxterm init" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[keep]\n", "line 1"),
        (
            "[[keep]]\npath = 'a'\n[[keep]]\npath = 'b'\nterm = 'c'\nsentence = 'd'\nreason = 'e'\n",
            "line 1: keep 1 lacks term",
        ),
        (
            "# x\n\n[[keep]]\npath='a'\nterm='b'\nsentence='c'\nreson='d'\n",
            "line 7: unknown key keep 1: reson; did you mean reason?",
        ),
        (
            "[[keep]]\npath='a'\nterm='b'\nsentence='c'\nreason=''\n",
            "line 5: keep 1: reason must not be empty",
        ),
        ("keep = 3\n", "line 1: keep must be a list"),
        ("[[kept]]\n", "unknown key kept; did you mean keep?"),
        ("\ud800", "not in UTF-8"),
        ("#" * 1_000_001, "larger than 1,000,000 bytes"),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (folder / NAME).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert main(["check"]) == 2
    err = capsys.readouterr().err
    assert NAME in err
    assert said in err
    assert keep("laws/act.txt:3:20", "--reason", "as enacted") == 2
    assert (folder / NAME).read_bytes() == text.encode("utf-8", "surrogatepass"), "nothing is lost"


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
@pytest.mark.parametrize("trusted", [False, True])
def test_a_link_out_of_the_repository_is_not_followed(folder: Path, trusted: bool) -> None:
    repository = folder / "repository"
    (repository / ".git").mkdir(parents=True)
    (folder / "outside.toml").write_text("")
    (repository / NAME).symlink_to(folder / "outside.toml")
    if trusted:
        assert load(str(repository / NAME), Trust(everything=True)).places == {}
        return
    with pytest.raises(ConfigError, match="leads out of"):
        load(str(repository / NAME), Trust())


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_device_is_not_read(folder: Path) -> None:
    (folder / NAME).symlink_to("/dev/zero")
    with pytest.raises(ConfigError, match="not a file"):
        load(str(folder / NAME), Trust())


def test_what_toml_cannot_say_is_not_written(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be written: it is not in UTF-8: bad.*\.txt"):
        kept.record(str(folder / NAME), "bad\udcff.txt", [place("minor", "A minor.")])
    assert not (folder / NAME).exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["laws/act.txt", "--reason", "x"], "say which word stays"),
        (["laws/act.txt:1:1", "--reason", "x"], "nothing to keep there"),
        (["laws/act.txt:3:20", "--reason", " "], "reason is needed"),
        (["laws/act.txt", "--term", "minor", "--reason", "x"], "nothing to keep there"),
        (["nowhere.txt:1:1", "--reason", "x"], "cannot be read"),
    ],
)
def test_what_cannot_be_kept(
    folder: Path, args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(*args) == 2
    assert said in capsys.readouterr().err
    assert not (folder / NAME).exists()


def test_who_says_so_is_the_user_unless_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "drafter")
    assert main(["keep", "laws/act.txt:3:20", "--reason", "as enacted"]) == 0
    assert 'by = "drafter"' in (folder / NAME).read_text()

    def unknown() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", unknown)
    assert kept.user() == ""
