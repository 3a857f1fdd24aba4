"""Which language a text is in: told by its words, by its neighbours, named; and what isn't checked."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.check import check, check_first
from luxterm.engine.identify import Identifier
from luxterm.engine.incremental.text import CheckedText
from luxterm.formats import read
from luxterm.lexicon.load import load
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Finding, Usage
from tests.lsp import URI, starting
from tests.sets import GOLD, needs_gold

pytestmark = pytest.mark.once

MADE_UP = Path(__file__).parent / "data" / "made_up"
HEADINGS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "headings.toml").read_text(encoding="utf-8")
)
FOREIGN: list[dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "foreign.toml").read_text(encoding="utf-8")
)["texts"]

ENGLISH = "The law of the country punishes child pornography and protects every child."
FRENCH = "La loi du pays punit la pornographie enfantine et protège tous les enfants."
GERMAN = "Das Gesetz des Landes bestraft die Kinderpornografie und schützt alle Kinder vor Gewalt."
WORDS = "child pornography", "pornographie enfantine"
NO_TERMS = "Vláda země chrání všechny děti před násilím a policie každý případ velmi pečlivě vyšetřuje."
"""Of a language whose commonest words are known (`without_terms`), and nothing else."""


@pytest.fixture(scope="module")
def without_terms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A termbase with the grammar of a language that has no terms yet."""
    folder = tmp_path_factory.mktemp("without-terms")
    words = sorted(set(NO_TERMS.lower().rstrip(".").split()))
    (folder / "grammar").mkdir()
    (folder / "grammar" / "cs.toml").write_text(f'common = "{" ".join(words)}"\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def told(termbase: Termbase) -> Identifier:
    return Identifier(termbase, "auto")


def langs(found: list[Finding]) -> list[tuple[str, str]]:
    return [(it.lang, it.text) for it in found]


# ---- Told by the text


def test_headings(told: Identifier) -> None:
    """At least 97 % of headings of four to eight words; of more of them: docs/accuracy.md."""
    wrong = [
        (lang, found, heading)
        for lang, headings in HEADINGS.items()
        for heading in headings
        if (found := told.main(heading, "")) != lang
    ]
    assert len(wrong) <= 0.03 * sum(map(len, HEADINGS.values())), wrong


@needs_gold
def test_gold_rows(told: Identifier) -> None:
    """At least 99 % of the labelled excerpts, and in every language; each as it is read."""
    rows = [
        json.loads(line)
        for it in sorted(GOLD.glob("dev*.jsonl"))
        for line in it.read_text().split("\n")
        if line
    ]
    assert {row["lang"] for row in rows} == {"en", "fr", "es", "pt", "de"}
    wrong = [row for row in rows if told.main(row["text"], "") != row["lang"]]
    assert len(wrong) <= 0.01 * len(rows), [(row["lang"], row["text"][:80]) for row in wrong]
    for lang in ("en", "fr", "es", "pt", "de"):
        own = [row for row in rows if row["lang"] == lang]
        assert sum(row in own for row in wrong) <= 0.05 * len(own), lang


def test_each_segment_has_its_own(find: Callable[..., list[Finding]]) -> None:
    text = f"{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}\n"
    assert langs(find(text)) == [("en", WORDS[0]), ("fr", WORDS[1]), ("en", WORDS[0])]


def test_a_column_has_its_own(find: Callable[..., list[Finding]]) -> None:
    rows = "".join(f"| {word} | {mot} |\n" for word, mot in (("Aim", "But"), WORDS, ("Risk", "Risque")))
    text = (
        "| The words of the law | Les mots de la loi |\n|---|---|\n"
        "| The protection of the child | La protection de l'enfant |\n" + rows
    )
    assert langs(find(text)) == [("en", WORDS[0]), ("fr", WORDS[1])]


@pytest.mark.parametrize(("around", "lang"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_a_segment_too_short_to_tell_takes_its_neighbours(
    find: Callable[..., list[Finding]], around: str, lang: str
) -> None:
    """What is written alike in both languages."""
    found = find(f"{around}\n\n- Prostitution infantile\n- Sextortion\n\n{around}\n")
    assert {it.lang for it in found if it.text == "Sextortion"} <= {lang}
    assert lang in {it.lang for it in found}


@pytest.mark.parametrize(
    "text", ["O turismo sexual infantil cresce.", "Combater o turismo sexual infantil", "Sextortion"]
)
def test_words_of_several_languages_and_nothing_to_tell_them_apart(
    find: Callable[..., list[Finding]], text: str
) -> None:
    """What is put in may be in another language than the sentence: never unasked."""
    (found,) = find(text)
    assert not any(fix.applicability is Applicability.SAFE for fix in found.fixes)
    assert [it.code for it in found.cautions] == ["language-unsure"]


@pytest.mark.parametrize(
    ("around", "lang"),
    [
        ("O plano protege todas as crianças e os adolescentes na rua e em casa.", "pt"),
        ("El plan protege a todas las niñas y los niños en la calle y en la casa.", "es"),
    ],
)
def test_what_stands_near_tells_them_apart(
    find: Callable[..., list[Finding]], around: str, lang: str
) -> None:
    (found,) = find(f"{around}\n\n- Turismo sexual infantil\n\n{around}\n")
    assert found.lang == lang
    assert not found.cautions


def test_a_sentence_in_another_language_counts_for_itself(find: Callable[..., list[Finding]]) -> None:
    assert langs(find(f"La loi est en vigueur dans tout le pays. {ENGLISH} La loi est votée.")) == [
        ("en", WORDS[0])
    ]


def test_what_begins_with_a_word_of_both_languages_is_found_whole(find: Callable[..., list[Finding]]) -> None:
    """It is longer than what the other language has there: "pedophile" alone is a word of both."""
    english = "The law of the country punishes pedophile sex tourism and protects every child."
    before = "La loi est en vigueur dans tout le pays et protège tous les enfants contre la violence."
    assert langs(find(f"{before} {english} {before}")) == [("en", "pedophile sex tourism")]


def test_a_word_in_another_language_is_not_checked(find: Callable[..., list[Finding]]) -> None:
    assert find("Le mot anglais child pornography ne se trouve pas dans la loi du pays.") == []


SPANISH_AND_PORTUGUESE = (
    "La pornografía infantil es un delito. A pornografia infantil é um crime grave no Brasil."
)


CLIENTS = "Les clients de ces enfants victimes de la prostitution sont rarement poursuivis par les autorités."
"""With a word of both languages that says nothing without the others."""


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        (SPANISH_AND_PORTUGUESE, ["es", "pt"]),
        ("A pornografia infantil é crime. La pornografía infantil es un delito.", ["pt", "es"]),
        (
            "Quem vende pornografia infantil é punido. Se vende mucha pornografía infantil en línea.",
            ["pt", "es"],
        ),
        ("Sextortion of children is a crime. Die Sextortion von Kindern ist eine Straftat.", ["en", "de"]),
        (f"The bank told its customers and its clients. {CLIENTS} They were not told.", ["fr"]),
        ("The bank told clients. Les clients de cet hôtel sont informés par les autorités de la ville.", []),
        ("LA PORNOGRAFIA INFANTIL ES UN DELITO. La pornografía infantil crece.", ["es", "es"]),
    ],
)
def test_a_sentence_counts_for_itself_among_others(text: str, langs: list[str], termbase: Termbase) -> None:
    """Also where its words are words of the language of its paragraph, too."""
    found = check(read(text, "plain"), termbase, Settings())
    assert [it.lang for it in found] == langs


# ---- Named


def test_several_languages_may_be_named(termbase: Termbase, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{ENGLISH}\n\n{FRENCH}\n"
    for lang, wanted in {
        "auto": ["en", "fr"],
        "en,fr": ["en", "fr"],
        "fr, en": ["en", "fr"],
        "en": ["en"],
        "fr": ["fr"],
    }.items():
        assert [it.lang for it in check(read(text, "plain"), termbase, Settings(lang=lang))] == wanted, lang
    assert main(["check", "--lang", "en,xx", str(MADE_UP)]) == 2
    assert "no terms in the language 'xx'" in capsys.readouterr().err


# ---- What isn't checked


@pytest.mark.parametrize(
    ("text", "unchecked"),
    [
        (NO_TERMS, {"cs": 14}),
        (f"{NO_TERMS}\n\n{ENGLISH}", {"cs": 14}),
        (f"{ENGLISH}\n\nPolicie země chrání děti a vyšetřuje každý případ sextortion.", {"cs": 9}),
        (ENGLISH, {}),
        (FRENCH, {}),
        (f"{ENGLISH}\n\n{FRENCH}", {}),
    ],
)
def test_what_is_not_checked_is_counted(without_terms: Path, text: str, unchecked: dict[str, int]) -> None:
    termbase = load((str(without_terms),))
    assert dict(check_first(read(text, "markdown"), termbase, Settings(), 99).unchecked) == unchecked


def test_what_is_not_checked_is_said(
    tmp_path: Path, without_terms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also of a file in which no word of any term is."""
    (tmp_path / "a.md").write_text(
        "Policie chrání děti.\n\nVláda země případ velmi pečlivě vyšetřuje.\n", encoding="utf-8"
    )
    (tmp_path / "b.md").write_text(ENGLISH, encoding="utf-8")
    command = ["check", str(tmp_path), "--lexicon", str(without_terms), "--format", "json"]
    main(command)
    said = json.loads(capsys.readouterr().out)
    assert said["summary"]["unchecked"] == {"cs": 9}
    assert [note["message"] for note in said["notes"]] == [
        "9 words were not checked: the lexicon has no terms in their language (cs)"
    ]
    main([*command, "--lang", "en"])
    assert json.loads(capsys.readouterr().out)["summary"]["unchecked"] == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Kunta suojelee lapsia ja nuoria, ja jokainen työntekijä kertoo huolestaan poliisille heti.\n\n"
            "Ilmoituksen voi tehdä myös nimettömänä, eikä kukaan saa siitä moitteita.\n",
            22,
        ),
        (
            "Kommunen skyddar alla barn och unga, och varje anställd anmäler sin oro till socialtjänsten."
            " Den som anmäler behöver inte vara säker på sin sak, och ingen får klandras för det.\n",
            30,
        ),
        (
            "Громада захищає дітей і молодь, а кожен працівник одразу повідомляє поліцію. Ніхто не мовчить,"
            " якщо дитині потрібна допомога.\n",
            18,
        ),
        ("The council protects children and young people, and all of the staff report what they see.\n", 0),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20\n", 0),
        ("| Name | Tel. |\n|---|---|\n| Ada Berg | 12 |\n| Leo Ruiz | 34 |\n| Ines Lopo | 56 |\n", 0),
    ],
    ids=["Finnish", "Swedish", "Ukrainian", "English", "numbers", "a table of names"],
)
def test_a_text_in_a_language_that_nobody_knows_is_said_not_to_be_checked(
    text: str, words: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though no word of any term is in it: nothing found there is no good news."""
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    main(["check", str(tmp_path), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["summary"]["unchecked"] == ({"und": words} if words else {})


def test_a_language_that_nobody_knows_is_not_taken_for_another(termbase: Termbase) -> None:
    text = (
        "Vláda přijala nový zákon, který chrání všechny děti před násilím, a policie nyní vyšetřuje každý"
        " případ sextortion velmi pečlivě, protože rodiče o tom často vůbec nevědí a školy potřebují pomoc."
    )
    assert list(check_first(read(text, "plain"), termbase, Settings(), 99).unchecked) == ["und"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Сервіс не приймає child pornography у жодному вигляді.", {"und": 8}),
        ("# Правила\n\nЗаборонено:\n\n- насильство над людьми;\n- child pornography;\n- спам.\n", {"und": 8}),
        ("The Act «Про захист дітей від насильства та жорстокості» bans child pornography at once.", {}),
        ("The rules ban child pornography (дитяча порнографія).", {}),
    ],
)
def test_another_script_shows_soon_that_nothing_is_checked(
    text: str, words: dict[str, int], termbase: Termbase
) -> None:
    checked = check_first(read(text, "markdown"), termbase, Settings(), 99)
    assert dict(checked.unchecked) == words
    assert bool(checked.findings) == (not words)


@pytest.mark.parametrize("case", FOREIGN, ids=lambda case: case["text"].split("\n\n")[0].strip())
def test_what_another_language_writes_alike_is_no_term(case: dict[str, str], termbase: Termbase) -> None:
    checked = check_first(read(case["text"], "markdown"), termbase, Settings(), 99)
    assert langs(checked.findings) == []
    assert [*checked.unchecked] == [case["lang"]]


def test_beside_a_language_without_terms_the_others_are_checked(find: Callable[..., list[Finding]]) -> None:
    dutch = "De gemeente werkt samen met scholen, want ook het bezit van kinderpornografie is strafbaar."
    text = f"{dutch}\n\n{FRENCH}\n\n{dutch}\n\n{GERMAN}\n\n{dutch}\n\n{ENGLISH}\n"
    assert [it.lang for it in find(text)] == ["fr", "de", "en"]


def test_names_between_them_do_not_hide_a_language(find: Callable[..., list[Finding]]) -> None:
    names = "Świętosława Brzęczyszczykiewicz, Łękołody; " * 4
    assert langs(find(f"{GERMAN}\n\n{names}\n\n- Kinderporno\n\n{names}\n")) == [
        ("de", "Kinderpornografie"),
        ("de", "Kinderporno"),
    ]


# ---- Everywhere


def test_a_file_is_checked_in_its_languages() -> None:
    result = scan_file(Job("a.md", Options(), f"{ENGLISH}\n\n{FRENCH}\n".encode()))
    assert [it.finding.lang for it in result.findings] == ["en", "fr"]


def test_typing_in_several_languages(termbase: Termbase) -> None:
    """Each state is what checking from scratch gives, also where what is typed turns a language."""
    many = "\n\n".join(f"{FRENCH} {number}" for number in range(40))
    texts = [
        f"# Sextortion\n\n{many}\n",
        f"# Sextortion\n\n{ENGLISH}\n\n{many}\n",
        f"# Sextortion\n\n{ENGLISH}\n\nSextortion.\n\n{many}\n",
        f"# Sextortion\n\n{many}\n\n{ENGLISH}\n\nSextortion.\n",
        f"{GERMAN}\n\n# Sextortion\n\n{many}\n",
        "",
    ]
    checked = CheckedText.of("", "markdown", termbase, Settings())
    for text in texts:
        checked = checked.next(text)
        assert checked.findings == check(read(text, "markdown"), termbase, Settings()), text[:60]


def test_the_editor_completes_in_the_language_of_the_place() -> None:
    with starting() as start:
        client = start()
        client.open(URI, f"{ENGLISH}\n\n{FRENCH}\n\nLe pays protège tous les enfants contre le matériel d’ab")
        client.diagnostics(URI)
        shown = client.request(
            "textDocument/completion",
            {"textDocument": {"uri": URI}, "position": {"line": 4, "character": 55}},
        )
        assert shown
        labels = [it["label"] for it in shown["items"]]
        assert any(label.startswith("matériel d’ab") for label in labels), labels


@pytest.mark.usefixtures("brief_bundled")
def test_titles_of_every_language_count_in_every_document(tmp_path: Path) -> None:
    (tmp_path / "titles").mkdir()
    title = 'title = "Lexárn ur Child Pornography Korvú"\nkind = "instrument"\nverified = true\n'
    (tmp_path / "titles" / "qaa.toml").write_text(f"[[titles]]\n{title}", encoding="utf-8")
    termbase = load((str(MADE_UP), str(tmp_path)))
    text = "The report of the ministry cites the Lexárn ur Child Pornography Korvú in full."
    (found,) = check(read(text, "plain"), termbase, Settings())
    assert (found.lang, found.usage, found.because.code) == ("en", Usage.TITLE, "in-title")
