"""Versions of one text side by side: what is aligned, what differs, and the command with its reports."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.cli.options import PARITY_FORMATS, TERMBASE_KINDS
from luxterm.formats import read
from luxterm.lexicon import parity as termbase_parity
from luxterm.lexicon.load import termbase_of
from luxterm.parity.align import Bead, align
from luxterm.parity.compare import Difference, Parity, compare
from luxterm.parity.passages import Passage, passages_of
from luxterm.parity.version import read_version
from luxterm.report import parity as reports
from luxterm.scan.job import Job, Options
from luxterm.text.view import View
from tests.office import wordml
from tests.whole import Pages, Reports

CASES = tomllib.loads((Path(__file__).parent / "cases" / "parity.toml").read_text("utf-8"))["cases"]


def compared(versions: dict[str, str]) -> Parity:
    """Markdown texts by language, side by side."""
    return compare(
        [
            read_version(Job(f"policy.{lang}.md", Options(), text.encode()), lang, termbase_of(()))
            for lang, text in versions.items()
        ]
    )


def row(passages: tuple[tuple[int, ...], ...], how: str) -> str:
    sides = ["+".join(str(at + 1) for at in each) or "-" for each in passages]
    return " = ".join(sides) + (f" ({how})" if how else "")


def difference(it: Difference, langs: list[str]) -> str:
    sides = " | ".join(", ".join(langs[at] for at in side) for side in (it.these, it.those))
    return " ".join(filter(None, (it.kind, it.concept, sides)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case(case: dict[str, Any]) -> None:
    parity = compared(case["versions"])
    langs = list(case["versions"])
    assert [row(it.row.passages, it.row.how) for it in parity.rows] == case["rows"]
    found = [difference(it, langs) for each in parity.rows for it in each.differences]
    assert found == case.get("differences", [])
    assert parity.differ is bool(found)


# ---- Laws


WORDS = [
    "amber",
    "basil",
    "cedar",
    "delta",
    "ember",
    "fennel",
    "ginger",
    "harbour",
    "island",
    "jasmine",
    "kestrel",
    "lantern",
    "meadow",
    "nectar",
    "orchid",
    "pepper",
    "quartz",
    "river",
    "saffron",
    "timber",
    "umbrella",
    "velvet",
    "willow",
    "yarrow",
    "zephyr",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=40).map(
    lambda words: " ".join(words).capitalize() + "."
)
KINDS = st.sampled_from(("{}", "# {}", "- {}", "1. {}", "(a) {}", "Article 7\n\n{}"))


@st.composite
def texts(draw: st.DrawFn, least: int = 1) -> list[str]:
    """Different blocks of Markdown: paragraphs, headings, items, with numbers or without."""
    sentences = draw(st.lists(SENTENCES, min_size=least, max_size=25, unique=True))
    return [draw(KINDS).format(sentence) for sentence in sentences]


def passages(blocks: list[str]) -> list[Passage]:
    return passages_of(View(read("\n\n".join(blocks) + "\n", "markdown")), {})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_a_text_is_aligned_with_itself(blocks: list[str]) -> None:
    own = passages(blocks)
    beads = align(own, own)
    assert [(bead.left, bead.right) for bead in beads] == [((at,), (at,)) for at in range(len(own))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts(least=2), st.data())
def test_what_is_removed_is_all_that_is_not_aligned(blocks: list[str], data: st.DataObject) -> None:
    blocks = [block for block in blocks if not block.startswith("Article")] or ["Only this."]
    own = passages(blocks)
    gone = data.draw(st.integers(0, len(own) - 1))
    rest = [it for at, it in enumerate(own) if at != gone]
    for beads, alone in ((align(own, rest), Bead((gone,), ())), (align(rest, own), Bead((), (gone,)))):
        assert [bead for bead in beads if not (bead.left and bead.right)] == [alone]
        assert all(len(bead.left) == len(bead.right) == 1 for bead in beads if bead != alone)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts(), texts())
def test_every_passage_is_in_one_row(blocks: list[str], others: list[str]) -> None:
    left, right = passages(blocks), passages(others)
    beads = align(left, right)
    assert sorted(at for bead in beads for at in bead.left) == list(range(len(left)))
    assert sorted(at for bead in beads for at in bead.right) == list(range(len(right)))
    assert all(bool(bead.how) is bool(bead.left and bead.right) for bead in beads)


def test_a_version_does_not_differ_from_itself() -> None:
    for case in CASES:
        for lang, text in case["versions"].items():
            jobs = [Job(name, Options(), text.encode()) for name in ("a.md", "b.md")]
            parity = compare([read_version(job, lang, termbase_of(())) for job in jobs])
            assert not parity.differ, case["name"]


def test_long_texts_are_aligned_window_by_window() -> None:
    """600 paragraphs without a number, none of them the same in both, of which one lacks thirty."""

    def versions(word: str) -> list[str]:
        return [
            f"{word} {WORDS[at % 25]} {WORDS[at % 24]} {WORDS[at % 23]} with {at}, and then some more."
            for at in range(600)
        ]

    left = passages(versions("Older"))
    right = passages(versions("Newer"))
    beads = align(left, right[:400] + right[430:])
    assert [bead.left[0] for bead in beads if not bead.right] == list(range(400, 430))
    pairs = [(bead.left, bead.right) for bead in beads if bead.right]
    assert pairs == [((at,), (at - 30 * (at > 400),)) for at in range(600) if not 400 <= at < 430]


# ---- The command


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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Article 3", "3"),
        ("Article 3. The State", "3"),
        ("Artikel 5 Zweck", "5"),
        ("Art. 12", "12"),
        ("Artículo 1.º", "1"),
        ("Article 1er Objet", "1"),
        ("§ 184b Inhalt", "184b"),
        ("§ 7", "7"),
        ("3.2 Scope", "3.2"),
        ("3. Scope", "3"),
        ("(12) Whereas", "12"),
        ("(a) the child;", "a"),
        ("b) el niño;", "b"),
        ("IV. Final provisions", "iv"),
        ("Chapter II", "ii"),
        ("Άρθρο 4", "4"),
        ("12 Entry into force", "12"),
        ("2027 was a year", ""),
        ("Children", ""),
        ("C.P. 1526", ""),
        ("I think so", ""),
        (
            "The year 2027 was one in which much was done for every child, and hotels were visited often.",
            "",
        ),
    ],
)
def test_the_number_of_a_passage(text: str, number: str) -> None:
    (passage,) = passages([text])
    assert (passage.number.value if passage.number else "") == number


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
