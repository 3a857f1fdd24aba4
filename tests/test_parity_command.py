"""`luxterm parity` and its reports, and `luxterm lexicon parity`."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.cli.options import PARITY_FORMATS, TERMBASE_KINDS
from luxterm.lexicon import parity as termbase_parity
from luxterm.report import lexicon_parity
from luxterm.report import parity as reports
from luxterm.report.display import Style
from tests.office import wordml
from tests.whole import Pages, Reports

pytestmark = pytest.mark.once

CASES = tomllib.loads((Path(__file__).parent / "cases" / "parity.toml").read_text("utf-8"))["cases"]
SAMPLE = {case["name"]: case["versions"] for case in CASES}
EN, FR = (
    "# Policy\n\n1. Providers report child sexual abuse material within 24 hours.\n\n"
    "2. The term “child pornography” should be avoided.\n\n"
    "Only the English text has this paragraph on hotels.\n",
    "# Politique\n\n1. Les fournisseurs signalent la pédopornographie dans les 24 heures.\n\n"
    "2. Le terme « pornographie enfantine » est à éviter.\n",
)


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "policy.en.md").write_text(EN, encoding="utf-8")
    (folder / "policy.fr.md").write_text(FR, encoding="utf-8")
    return folder


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["parity", *words])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_no_report_over_a_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "link.md").symlink_to("policy.fr.md")
    for target in ("policy.en.md", "./policy.fr.md", "link.md"):
        status, out, err = asked(capsys, "policy.en.md", "policy.fr.md", "--output", target)
        assert (status, out) == (2, "")
        assert err == f"luxterm: --output would overwrite {target}, which is read here: name another file\n"
    assert (folder / "policy.en.md").read_text("utf-8") == EN
    assert (folder / "policy.fr.md").read_text("utf-8") == FR


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("columns", [80, 120])
def test_the_text(
    columns: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    status, out, err = asked(capsys, "policy.en.md", "policy.fr.md", "--all")
    assert (status, err) == (1, "")
    assert all(len(line) <= columns for line in out.splitlines())
    assert out == snapshot(extension_class=Reports)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("lang", "name"),
    [("fr", "matériel d’abus sexuels d’enfants"), ("de", "Darstellungen sexualisierter Gewalt gegen Kinder")],
)
def test_a_concept_is_named_in_the_users_words(
    capsys: pytest.CaptureFixture[str], lang: str, name: str
) -> None:
    _, out, _ = asked(capsys, "policy.en.md", "policy.fr.md", "--ui-lang", lang)
    assert f"  {name}" in out
    assert "child-sexual-abuse-material" not in out


@pytest.mark.usefixtures("folder")
def test_the_json(capsys: pytest.CaptureFixture[str], snapshot: SnapshotAssertion) -> None:
    status, out, _ = asked(capsys, "policy.en.md", "policy.fr.md", "--format", "json")
    assert status == 1
    found = json.loads(out)
    assert found["summary"]["differences"] == {"words": 1, "missing": 0, "usage": 0, "unaligned": 1}
    for version, text in zip((0, 1), (EN, FR), strict=True):
        for row in found["rows"]:
            for word in (it for concept in row["concepts"] for it in concept["words"][version]):
                assert text[word["start"] : word["end"]] == word["text"]
                line = text.split("\n")[word["line"] - 1]
                assert line[word["column"] - 1 :].startswith(word["text"])
    found["lexicon"]["sha256"] = "…"
    assert json.dumps(found, ensure_ascii=False, indent=1) == snapshot(extension_class=Reports)


@pytest.mark.usefixtures("folder")
def test_the_page(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("luxterm.cli.parity.moment", lambda: "2026-11-24 09:30 UTC")
    status, out, _ = asked(
        capsys, "policy.en.md", "policy.fr.md", "--format", "html", "--output", "page.html"
    )
    assert (status, out) == (1, "")
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert page.count('class="cell"') == 2 * page.count("<article")
    assert "<script" not in page
    assert "style=" not in page  # the policy lets in one style alone
    style = page[page.index("<style>") : page.index("</style>")]
    shown = re.sub("sha256-[^']+", "sha256-…", page.replace(style, "<style>…"))
    assert shown == snapshot(extension_class=Pages)
    assert main(["check", "page.html"]) == 0, "a report isn't checked for the words that it shows"


@pytest.mark.usefixtures("folder")
def test_no_text_of_a_document_becomes_markup(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.en.txt", "b.fr.txt"):
        (folder / name).write_text('<script>alert("x")</script> & children\n', encoding="utf-8")
    assert asked(capsys, "a.en.txt", "b.fr.txt", "--format", "html", "--output", "page.html")[0] in (0, 1)
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_status_0_for_versions_that_agree(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.md").write_text(EN, encoding="utf-8")
    status, out, _ = asked(capsys, "policy.en.md", "other.md")
    assert (status, out.splitlines()[-1]) == (0, "No difference in 4 passages.")
    assert "en 2: other.md: 4 passages" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["policy.en.md"], "name two files or more"),
        (["policy.en.md", "./policy.en.md"], "./policy.en.md is named twice"),
        (["policy.en.md", "policy.fr.md", "--langs", "en"], "(files: 2, languages: 1)"),
        (["policy.en.md", "policy.fr.md", "--langs", "en,xx"], "no terms in the language 'xx'"),
        (["policy.en.md", "nowhere.md"], "nowhere.md: cannot be read: no such file"),
        (["policy.en.md", "empty.md"], "empty.md: cannot be read: it is empty"),
        (["policy.en.md", "blank.md"], "blank.md: cannot be read: there are no words in it"),
        (
            ["policy.en.md", "finnish.md"],
            "finnish.md: cannot be read: it doesn't show which language it is in",
        ),
        (
            ["policy.en.md", "greek.html"],
            "greek.html: cannot be read: the lexicon has no terms in its language",
        ),
        (["policy.en.md", "picture.png"], "picture.png: cannot be read"),
        (["policy.en.md", "."], ".: cannot be read"),
    ],
)
def test_what_cannot_be_compared(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.md").write_text("")
    (folder / "blank.md").write_text("\n---\n\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0")
    finnish = "Kunnan velvollisuus on huolehtia siitä, että lapset saavat avun, johon heillä on oikeus. "
    (folder / "finnish.md").write_text(finnish * 4, encoding="utf-8")
    (folder / "greek.html").write_text('<html lang="el"><p>Κάθε παιδί προστατεύεται.</p>', encoding="utf-8")
    status, out, err = asked(capsys, *words)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.usefixtures("brief_bundled")
def test_languages_without_a_common_concept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dutch = Path(__file__).parent / "data" / "dutch"
    (folder / "beleid.nl.md").write_text("De kinderen en de politie melden het.\n", encoding="utf-8")
    status, _, err = asked(capsys, "policy.en.md", "beleid.nl.md", "--lexicon", str(dutch))
    assert status == 2
    assert "no concept has terms in all of these languages: en, nl" in err


def test_the_language_is_that_of_the_option_the_name_or_the_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def langs(*words: str) -> list[str]:
        out = asked(capsys, *words, "--format", "json")[1]
        return [version["lang"] for version in json.loads(out)["versions"]]

    (folder / "a.md").write_text(EN, encoding="utf-8")
    (folder / "short_es.md").write_text("Plan 2027\n", encoding="utf-8")
    (folder / "wrong.en.md").write_text(
        f"{FR}\nLes enfants et les familles ont des droits que la loi protège.\n", encoding="utf-8"
    )
    assert langs("a.md", "short_es.md") == ["en", "es"]
    assert langs("a.md", "wrong.en.md") == ["en", "fr"]
    assert langs("a.md", "short_es.md", "--langs", "auto,fr") == ["en", "fr"]


def test_comments_and_configuration_are_obeyed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = FR.replace("1. Les", "<!-- luxterm: keep child-pornography: nom de l’infraction -->\n\n1. Les")
    (folder / "policy.fr.md").write_text(kept, encoding="utf-8")
    out = asked(capsys, "policy.en.md", "policy.fr.md", "--format", "json")[1]
    assert json.loads(out)["summary"]["differences"]["words"] == 0
    assert "nom de l’infraction" in out


def test_choices_that_are_named_twice_are_the_same() -> None:
    assert PARITY_FORMATS == reports.FORMATS
    assert TERMBASE_KINDS == termbase_parity.KINDS


# ---- Office files: numbers that nobody typed


def test_automatic_numbers_and_typed_ones_are_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Word document with a numbered list, and Markdown with typed numbers."""
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    said = ("Hotels keep a register.", "Schools train their staff.", "The police answer at once.")
    body = "".join(f"<w:p>{numbered}{wordml.run(each)}</w:p>" for each in said)
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="Article %1."/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    (folder / "law.en.docx").write_bytes(wordml.docx(body, {"numbering": numbering}))
    (folder / "law.fr.md").write_text(
        "Article 1er. Les hôtels tiennent un registre.\n\nArticle 2. Les écoles forment leur personnel.\n\n"
        "Article 3. La police répond aussitôt.\n",
        encoding="utf-8",
    )
    status, out, err = asked(capsys, "law.en.docx", "law.fr.md", "--format", "json")
    assert (status, err) == (0, "")
    rows = json.loads(out)["rows"]
    assert [[[it["number"] for it in side] for side in row["passages"]] for row in rows] == [
        [[number], [number]] for number in "123"
    ]
    assert {row["aligned"] for row in rows} == {"number"}
    assert rows[1]["passages"][0][0]["place"]


# ---- The languages of the termbase


def test_the_languages_of_the_termbase(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "parity", "--format", "json", "--lang", "fr"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["version"] == 1
    assert found["languages"] == ["en", "fr"]
    kinds = [it["kind"] for it in found["differences"]]
    assert kinds == sorted(kinds, key=termbase_parity.KINDS.index)
    for it in found["differences"]:
        assert set(it["values"]) <= {"en", "fr"}
        assert len(set(it["values"].values())) > 1
        assert it["concept"] in it["message"] or it["term"] in it["message"]


def test_one_kind_of_difference_and_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "parity", "--lang", "es", "--only", "advice"]) == 1
    out = capsys.readouterr().out
    assert "[advice]" in out
    assert not any(f"[{kind}]" in out for kind in termbase_parity.KINDS if kind != "advice")
    assert main(["lexicon", "parity", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("The languages agree: en, ")


def test_a_language_that_the_termbase_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "parity", "--lang", "xx"]) == 2
    assert "no terms in the language 'xx'" in capsys.readouterr().err


def test_what_a_termbase_of_ones_own_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A concept without a term in Spanish, and an id whose status differs and that one language has read."""
    term = '[[terms.{}]]\nid = "own"\nterm = "{}"\nstatus = "{}"\n{}\n'
    path = tmp_path / "own-pier.toml"
    path.write_text(
        'id = "own-pier"\nsubject = "made up"\ndefinition = "Where boats land."\n\n'
        + term.format("en", "pier of stone", "preferred", "")
        + term.format("fr", "quai de pierre", "admitted", "awaits_native_reader = true"),
        encoding="utf-8",
    )
    main(["lexicon", "parity", "--lang", "fr,es", "--lexicon", str(path), "--format", "json"])
    own = [it for it in json.loads(capsys.readouterr().out)["differences"] if it["concept"] == "own-pier"]
    assert [(it["kind"], it["aspect"], it["values"]) for it in own] == [
        ("no-term", "", {"en": "yes", "fr": "yes", "es": "no"}),
        ("advice", "status", {"en": "preferred", "fr": "admitted"}),
        ("unverified", "", {"en": "yes", "fr": "no"}),
    ]


def test_several_languages_are_listed_as_people_list_them() -> None:
    values = {"en": "yes", "de": "no", "es": "no", "fr": "no"}
    lacks = termbase_parity.Difference(termbase_parity.NO_TERM, "own-pier", "", "", values)
    compared = termbase_parity.Compared(tuple(values), 1, (lacks,))
    shown = lexicon_parity.text(compared, Style(width=100))
    assert "  no term in de, es and fr; there is one in en\n" in shown


def test_a_report_is_in_the_format_of_its_name(folder: Path) -> None:
    assert main(["parity", "policy.en.md", "policy.fr.md", "--output", "parity.html"]) == 1
    assert (folder / "parity.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert main(["parity", "policy.en.md", "policy.fr.md", "--output", "parity.csv"]) == 1
    assert "<" not in (folder / "parity.csv").read_text("utf-8")
