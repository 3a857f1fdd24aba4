"""The program speaks the user's language: its option, else the environment's, else English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.cli.user_language import language
from luxterm.wording import speak, spoken


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    speak("")


@pytest.mark.parametrize(
    ("words", "environ", "expected"),
    [
        ("check .", {}, ""),
        ("check .", {"LANG": "fr_BE.UTF-8"}, "fr-BE"),
        ("check .", {"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "es_ES@euro"}, "es-ES"),
        ("check .", {"LANG": "fr_FR", "LC_ALL": "C.UTF-8"}, ""),
        ("check .", {"LANG": "de_DE", "LC_ALL": ""}, "de-DE"),
        ("check . --ui-lang es", {"LANG": "fr_FR"}, "es"),
        ("--ui-lang=fr check", {"LANG": "es_ES"}, "fr"),
        ("check -- --ui-lang fr", {}, ""),
        ("check --ui-lang", {"LANG": "fr_FR"}, "fr-FR"),
    ],
)
def test_whose_language(words: str, environ: dict[str, str], expected: str) -> None:
    assert language(words.split(), environ) == expected


TEXT = "Providers shall report child pornography. We help child prostitutes.\n"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["a.md:1:24: error:", "Say  “", "1 file: 2 findings", "can be fixed with --fix"]),
        (
            "fr",
            ["1:24: erreur:", "Écrire  “", "1 fichier\u00a0: 2 observations", "--fix peut en corriger"],
        ),
        ("es", ["a.md:1:24: error:", "Diga    “", "1 archivo: 2 observaciones", "--fix puede corregir"]),
    ],
)
def test_the_report_in_the_users_language_says_of_a_finding_what_its_own_language_says(
    lang: str,
    expected: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    assert main(["check", "a.md", "--ui-lang", lang]) == 1
    said = capsys.readouterr().out
    for part in expected:
        assert part in said
    assert "Avoid “child pornography”" in said


def test_a_configuration_names_one_and_the_command_line_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "luxterm.toml").write_text('ui-lang = "fr"\n', encoding="utf-8")
    main(["check", "a.md"])
    assert "2 observations" in capsys.readouterr().out
    main(["check", "a.md", "--ui-lang", "es"])
    assert "2 observaciones" in capsys.readouterr().out
    (tmp_path / "luxterm.toml").write_text("ui-lang = 3\n", encoding="utf-8")
    assert main(["check", "a.md"]) == 2
    assert "ui-lang must be" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_wrong_usage_and_the_help(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", f"{lang}_XX.UTF-8")
    assert main(["check", "--unsafe-fixes"]) == 2
    wrong = capsys.readouterr().err
    assert main(["check", "--help"]) == 0
    helped = capsys.readouterr().out
    assert spoken() == f"{lang}-XX"
    assert {"en": "says which", "fr": "dit quelles", "es": "dice qué"}[lang] in wrong
    assert {"en": "usage: ", "fr": "utilisation\u00a0: ", "es": "uso: "}[lang] in helped
    assert {"en": "leave out", "fr": "laisser de côté", "es": "omitir"}[lang] in helped


@pytest.mark.parametrize(
    ("lang", "title"), [("fr", "Rapport de terminologie"), ("es", "Informe de terminología")]
)
def test_the_html_report(
    lang: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    assert main(["check", "a.md", "--format", "html", "--ui-lang", lang]) == 1
    said = capsys.readouterr().out
    assert f'<html lang="{lang}"' in said
    assert title in said
