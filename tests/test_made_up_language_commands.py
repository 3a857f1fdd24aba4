"""A language that is only data, from the command line, in a configuration and in the server."""

import json
import shutil
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from tests.lsp import URI, around, starting
from tests.test_made_up_language import MADE_UP


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "a.md").write_text("Kelu drénba korvú.\n", encoding="utf-8")
    (folder / "b.md").write_text("Пла жвурнта корву.\n", encoding="utf-8")
    return folder


def found_in(out: str) -> list[str]:
    return sorted(json.loads(out)["summary"]["by_term"])


@pytest.mark.parametrize(("lang", "term"), [("qaa", "drenba"), ("qab", "zhvurnta")])
@pytest.mark.usefixtures("folder", "brief_bundled")
def test_the_command_line_takes_the_language(
    lang: str, term: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["check", "--lang", lang, "--lexicon", str(MADE_UP), "--format", "json", "."]
    assert main(asked) in (0, 1)
    assert found_in(capsys.readouterr().out) == [term]


@pytest.mark.usefixtures("brief_bundled")
def test_the_configuration_takes_the_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "luxterm.toml").write_text(f"lang = 'qab'\nlexicon = ['{MADE_UP.as_posix()}']\n")
    assert main(["check", "--trust", "--fix", "b.md"]) in (0, 1)
    assert (folder / "b.md").read_text(encoding="utf-8") == "Пла смирзол дзэлка корву.\n"
    capsys.readouterr()


@pytest.mark.usefixtures("brief_bundled")
def test_a_comment_is_told_of_in_the_language_of_its_document() -> None:
    options = Options(settings=Settings(lang="qab"), lexicon=(str(MADE_UP),))
    job = Job("b.md", options, "Пла.\n\n<!-- luxterm: on -->\n".encode())
    (found,) = scan_file(job).findings
    assert (found.finding.term, found.finding.lang) == ("suppression", "qab")


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_the_lexicon_commands_take_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--lexicon", str(MADE_UP), "--lang", "qab", "жвурнта"]) == 0
    assert "смирзол дзэлка" in capsys.readouterr().out
    assert main(["lexicon", "validate", str(MADE_UP)]) == 0


@pytest.mark.slow  # a termbase is compiled
@pytest.mark.usefixtures("brief_bundled")
def test_the_server_takes_the_language() -> None:
    options = {"settings": {"lang": "qab", "lexicon": [str(MADE_UP)]}}
    with starting() as start:
        client = start(options=options)
        text = "Пла жвурнта корву.\n"
        client.open(URI, text)
        (shown,) = client.diagnostics(URI)
        assert shown["code"] == "zhvurnta"
        assert shown["range"] == around(text, "жвурнта")


@pytest.mark.usefixtures("folder", "brief_bundled")
def test_each_text_is_checked_in_its_own_language(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", "--lang", "auto", "--lexicon", str(MADE_UP), "--format", "json", "."])
    assert status != 2
    assert found_in(capsys.readouterr().out) == ["drenba", "zhvurnta"]


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_a_profile_added_as_data_is_known(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = folder / "own"
    shutil.copytree(MADE_UP, own)
    (own / "profiles").mkdir()
    (own / "profiles" / "qz.toml").write_text('name = "Made up"\ndescription = "Made up."\n')
    (folder / "luxterm.toml").write_text("lang = 'qab'\nprofile = 'qz'\nlexicon = ['own']\n")
    assert main(["check", "b.md"]) in (0, 1)
