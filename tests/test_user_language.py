"""The program speaks the user's language: its option, else the environment's, else English."""

import argparse
import ctypes
import json
import os
import sys
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from syrupy.assertion import SnapshotAssertion

import luxterm.wording
from luxterm.cli.main import main
from luxterm.cli.user_language import speak_as_asked
from luxterm.wording import spoken


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
        ("check .", {"LANG": "de_AT.UTF-8"}, "de-AT"),
        ("check .", {"LANG": "de_DE", "LC_MESSAGES": "pt_BR.UTF-8"}, "pt-BR"),
        ("check . --ui-lang pt", {"LC_ALL": "de_CH"}, "pt"),
    ],
)
def test_whose_language(words: str, environ: dict[str, str], expected: str) -> None:
    speak_as_asked(words.split(), environ)
    assert spoken() == (expected or "en")


@pytest.mark.parametrize(
    ("number", "words", "environ", "expected"),
    [
        (0x0C0C, "check .", {}, "fr-CA"),
        (0x0407, "check .", {"LANG": "es_ES"}, "es-ES"),
        (0x0407, "check . --ui-lang pt", {}, "pt"),
        (0x0413, "check .", {}, "nl-NL"),
        (0xFFFF, "check .", {}, "en"),
    ],
)
def test_windows_says_its_language_by_a_number(
    number: int, words: str, environ: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    speak_as_asked(words.split(), environ)
    assert spoken() == expected


@pytest.mark.parametrize(
    ("words", "environ", "said"),
    [
        ("check a.md --ui-lang it", {}, '--ui-lang: luxterm doesn\'t speak "it", only de, en, es, fr, pt'),
        ("explain minor --ui-lang=nl-BE", {"LANG": "fr"}, 'ne parle pas "nl-BE", seulement de, en'),
        ("--ui-lang xx --version", {"LANG": "de_AT.UTF-8"}, 'luxterm spricht nicht "xx"'),
    ],
)
def test_a_language_that_is_asked_for_and_not_spoken_is_refused(
    words: str,
    environ: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, environ.get(name, ""))
    assert main(words.split()) == 2
    told = capsys.readouterr()
    assert not told.out
    assert said in told.err


def test_a_system_in_another_language_is_spoken_to_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "it_IT.UTF-8")
    (tmp_path / "a.md").write_text("A text.\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "1 file" in told.out
    assert not told.err


TEXT = "Providers shall report child pornography. We help child prostitutes.\n"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["a.md:1:24: error:", "Say  “", "1 file: 2 findings", "can be fixed with --fix"]),
        (
            "fr",
            ["1:24: erreur:", "Écrire  «", "1 fichier\u00a0: 2 observations", "--fix peut en corriger"],
        ),
        ("es", ["a.md:1:24: error:", "Diga    «", "1 archivo: 2 observaciones", "--fix puede corregir"]),
        ("pt", ["a.md:1:24: erro:", "Dizer   “", "1 documento: 2 observações", "--fix pode corrigir"]),
        ("pt-BR", ["a.md:1:24: erro:", "Dizer   “", "1 documento: 2 observações", "--fix pode corrigir"]),
        ("de", ["a.md:1:24: Fehler:", "Besser  „", "1 Datei: 2 Befunde", "Mit --fix korrigierbar"]),
        ("de-AT", ["a.md:1:24: Fehler:", "Besser  „", "1 Datei: 2 Befunde", "Mit --fix korrigierbar"]),
    ],
)
def test_the_report_in_the_users_language_says_of_a_finding_what_its_own_language_says(
    lang: str,
    expected: list[str],
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    assert main(["check", "a.md", "--ui-lang", lang]) == 1
    said = capsys.readouterr().out
    for part in expected:
        assert part in said
    assert "Avoid “child pornography”" in said


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "child prostitute"), ("fr", "enfant prostitué"), ("de-AT", "Kinderprostituierte")],
)
def test_sarif_describes_a_word_of_several_languages_in_the_users(
    lang: str,
    expected: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    main(["check", "a.md", "--format", "sarif", "--ui-lang", lang])
    (log,) = json.loads(capsys.readouterr().out)["runs"]
    (rule,) = (rule for rule in log["tool"]["driver"]["rules"] if rule["id"] == "child-prostitute")
    assert rule["shortDescription"]["text"].endswith(f": {expected}")


def test_a_configuration_names_one_and_the_command_line_another(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "luxterm.toml").write_text('ui-lang = "fr"\n', encoding="utf-8")
    main(["check", "a.md"])
    assert "2 observations" in capsys.readouterr().out
    main(["check", "a.md", "--ui-lang", "es"])
    assert "2 observaciones" in capsys.readouterr().out
    (folder / "luxterm.toml").write_text('ui-lang = "it"\n', encoding="utf-8")
    assert main(["check", "a.md"]) == 2
    assert capsys.readouterr().err.count('ui-lang: luxterm doesn\'t speak "it", only de, en') == 1
    (folder / "luxterm.toml").write_text("ui-lang = 3\n", encoding="utf-8")
    assert main(["check", "a.md"]) == 2
    assert "ui-lang must be" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (".", "2 Befunde"),
        ("all", "2 findings"),
        ("all/fr all/es", "2 findings"),
        ("all/fr", "1 observation"),
        ("all/fr/a.md", "1 observation"),
        ("all/es/a.md", "1 observación"),
        ("all/fr/a.md all/fr", "1 observation"),
        ("all --config all/es/luxterm.toml", "2 observaciones"),
        ("- --stdin-filename all/fr/b.md", "1 observation"),
    ],
)
def test_a_report_speaks_as_the_configuration_above_all_that_was_named(
    named: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(b"On child prostitutes.\n")))
    for folder, lang in (("", "de"), ("all", ""), ("all/fr", "fr"), ("all/es", "es")):
        Path(folder).mkdir(parents=True, exist_ok=True)
        said = f'ui-lang = "{lang}"\n' if lang else ""
        Path(folder, "luxterm.toml").write_text(said, encoding="utf-8")
    for folder in ("all/fr", "all/es"):
        Path(folder, "a.md").write_text("On child prostitutes.\n", encoding="utf-8")
    assert main(["check", *named.split()]) == 1
    assert expected in capsys.readouterr().out


WRONG = {
    "check --halp": {
        "en": "luxterm: unrecognized arguments: --halp; did you mean --help?",
        "fr": "luxterm: arguments non reconnus : --halp ; vouliez-vous dire --help ?",
        "es": "luxterm: argumentos no reconocidos: --halp; ¿quiso decir --help?",
        "pt": "luxterm: argumentos não reconhecidos: --halp; seria --help?",
        "de": "luxterm: unbekannte Argumente: --halp; war --help gemeint?",
    },
    "lexicon show": {
        "en": "luxterm lexicon show: the following arguments are required: CONCEPT",
        "fr": "luxterm lexicon show: il manque les arguments suivants : CONCEPT",
        "es": "luxterm lexicon show: faltan los argumentos siguientes: CONCEPT",
        "pt": "luxterm lexicon show: faltam os argumentos seguintes: CONCEPT",
        "de": "luxterm lexicon show: folgende Argumente fehlen: CONCEPT",
    },
    "check --jobs many": {
        "en": "luxterm check: argument --jobs: not a number of processes: 'many'",
        "fr": "luxterm check: argument --jobs : pas un nombre de processus : 'many'",
        "es": "luxterm check: argumento --jobs: no es un número de procesos: 'many'",
        "pt": "luxterm check: argumento --jobs: não é um número de processos: 'many'",
        "de": "luxterm check: Argument --jobs: keine Anzahl von Prozessen: 'many'",
    },
    "check --config broken.toml a.md": {
        "en": 'luxterm: broken.toml: fail-on must be "error", "warning", "info" or "never", not 1',
        "fr": 'luxterm: broken.toml: fail-on doit être "error", "warning", "info" ou "never", pas 1',
        "es": 'luxterm: broken.toml: fail-on debe ser "error", "warning", "info" o "never", no 1',
        "pt": 'luxterm: broken.toml: fail-on tem de ser "error", "warning", "info" ou "never", não 1',
        "de": 'luxterm: broken.toml: fail-on muss "error", "warning", "info" oder "never" sein, nicht 1',
    },
    "check --lexicon nowhere a.md": {
        "en": "luxterm: lexicon: {}/nowhere: no such termbase",
        "fr": "luxterm: lexique : {}/nowhere: cette base terminologique n’existe pas",
        "es": "luxterm: léxico: {}/nowhere: no existe esa base terminológica",
        "pt": "luxterm: léxico: {}/nowhere: não existe essa base terminológica",
        "de": "luxterm: Lexikon: {}/nowhere: diese Terminologiedatenbank gibt es nicht",
    },
    "check nothing.md": {
        "en": "luxterm: nothing.md: cannot be read: there is no such file or folder",
        "fr": "luxterm: nothing.md: ne peut pas être lu : il n’y a ni fichier ni dossier à cet endroit",
        "es": "luxterm: nothing.md: no se puede leer: no hay ningún archivo ni carpeta en ese lugar",
        "pt": "luxterm: nothing.md: não se pode ler: não há ali nenhum documento nem pasta",
        "de": "luxterm: nothing.md: kann nicht gelesen werden: "
        "dort ist keine solche Datei und kein solcher Ordner",
    },
    "check none.txt": {
        "en": "luxterm: none.txt: cannot be read: it is empty",
        "fr": "luxterm: none.txt: ne peut pas être lu : il est vide",
        "es": "luxterm: none.txt: no se puede leer: está vacío",
        "pt": "luxterm: none.txt: não se pode ler: está vazio",
        "de": "luxterm: none.txt: kann nicht gelesen werden: sie ist leer",
    },
    "check --unsafe-fixes a.md": {
        "en": "luxterm: --unsafe-fixes says which fixes to apply: use it with --fix or --diff",
        "fr": "luxterm: --unsafe-fixes dit quelles corrections appliquer : employez-le avec --fix ou --diff",
        "es": "luxterm: --unsafe-fixes dice qué correcciones aplicar: úselo con --fix o --diff",
        "pt": "luxterm: --unsafe-fixes diz que correções aplicar: use-o com --fix ou --diff",
        "de": "luxterm: --unsafe-fixes sagt, welche Korrekturen anzuwenden sind: "
        "Verwenden Sie es mit --fix oder --diff",
    },
}
"""What is said of a command line that can't be run, by language."""
LANGUAGES = sorted(path.stem for path in Path(luxterm.wording.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_said_in_the_users_language(
    words: str, lang: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "none.txt").write_bytes(b"")
    (folder / "broken.toml").write_text("fail-on = 1\n", encoding="utf-8")
    before = vars(argparse)["_"]
    assert main([*words.split(), "--ui-lang", lang]) == 2
    said = capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ").rstrip("\n")
    assert said == WRONG[words][lang].format(os.path.realpath(folder))
    assert vars(argparse)["_"] is before


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_what_is_wrong_with_links_is_said_in_the_users_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "loop").symlink_to(".")
    (folder / ".gitignore").symlink_to("a.md")
    main(["check", "--ui-lang", "es"])
    said = capsys.readouterr().err
    assert "loop: no se puede leer: es un enlace a una carpeta que lo contiene\n" in said
    assert ".gitignore: es un enlace, así que sus patrones no se usan, como en Git\n" in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", "check"])
def test_the_help(
    command: str,
    lang: str,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", f"{lang}_XX.UTF-8")
    assert main([*command.split(), "--help"]) == 0
    assert spoken() == f"{lang}-XX"
    assert capsys.readouterr().out == snapshot


@pytest.mark.parametrize(
    ("lang", "title", "name"),
    [
        ("fr", "Rapport de terminologie", "pédopornographie"),
        ("es", "Informe de terminología", "pornografía infantil"),
        ("pt", "Relatório de terminologia", "pornografia infantil"),
        ("de", "Terminologiebericht", "Kinderpornografie"),
    ],
)
def test_the_html_report(
    lang: str, title: str, name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text("The State shall prohibit child pornography.\n", encoding="utf-8")
    assert main(["check", "a.md", "--format", "html", "--ui-lang", lang]) == 1
    said = capsys.readouterr().out
    assert f'<html lang="{lang}"' in said
    assert title in said
    assert f'<span class="t">{name}</span>' in said, "a term has the reader's name, whatever the document's"
