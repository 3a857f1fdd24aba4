"""The sheet for those who can confirm: what is unverified goes out, and what was confirmed comes back.

The workbooks are filled in as other programs do it: words inside the cell, numbers as numbers.
"""

import csv
import tomllib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from luxterm.cli.main import main
from luxterm.lexicon.cards import Cards
from luxterm.lexicon.load import bundled, load
from luxterm.lexicon.sheet.claims import Claim, claims, key
from luxterm.lexicon.sheet.columns import HEADS, VERDICTS
from luxterm.lexicon.sheet.mark import judge, marked, place
from luxterm.lexicon.sheet.read import Row, read
from luxterm.lexicon.sheet.write import fitting, write
from luxterm.system.errors import UnreadableError
from luxterm.termbase.read import read as read_termbase
from luxterm.wording import say
from tests.bundled import bundled_cards, bundled_files
from tests.sampling import examples

COLUMN = {name: number for number, name in enumerate(HEADS, 1)}
LANGUAGES = ["en", "fr", "es"]


@cache
def all_claims() -> list[Claim]:
    return list(claims(bundled_files(), bundled_cards()))


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def first_sheet(data: bytes) -> Any:
    return etree.fromstring(parts(data)["xl/worksheets/sheet1.xml"])


def strings(data: bytes) -> list[str]:
    root = etree.fromstring(parts(data)["xl/sharedStrings.xml"])
    return ["".join(item.itertext()) for item in root]


def texts(data: bytes) -> list[list[str]]:
    """What is in each cell of each row."""
    shared = strings(data)
    rows = first_sheet(data).iterdescendants("{*}row")
    return [[shared[int(it.findtext("{*}v"))] for it in row if it.get("t") == "s"] for row in rows]


def filled(data: bytes, answers: dict[int, dict[str, Any]]) -> bytes:
    """The workbook with these cells, by row and column."""
    files, sheet = parts(data), first_sheet(data)
    space = sheet.nsmap[None]
    for row in sheet.iterdescendants("{*}row"):
        for name, value in answers.get(int(row.get("r")), {}).items():
            place = f"{chr(64 + COLUMN[name])}{row.get('r')}"
            cell = next(it for it in row if it.get("r") == place)
            if isinstance(value, int):
                etree.SubElement(cell, f"{{{space}}}v").text = str(value)
            else:
                cell.set("t", "inlineStr")
                inside = etree.SubElement(cell, f"{{{space}}}is")
                etree.SubElement(inside, f"{{{space}}}t").text = value
    files["xl/worksheets/sheet1.xml"] = etree.tostring(sheet)
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return made.getvalue()


def row_of(wanted: Callable[[Claim], Any]) -> int:
    return next(number for number, claim in enumerate(all_claims(), 2) if wanted(claim))


def test_every_unverified_entry_has_a_row_and_no_other() -> None:
    wanted = {
        (concept.id, lang, term.id)
        for concept in bundled_files().concepts.values()
        for lang, terms in concept.terms.items()
        for term in terms
        if term.unread_confidence or term.awaits_native_reader
    } | {
        (concept.id, lang, "")
        for concept in bundled_files().concepts.values()
        for lang, text in concept.texts.items()
        if text.awaits_native_reader and lang in concept.terms
    }
    assert {key(claim) for claim in all_claims()} == wanted
    assert len(all_claims()) == len(wanted)
    assert {claim.lang for claim in all_claims()} == {*load().languages}


def test_what_an_entry_asks_is_in_its_row() -> None:
    asked = {
        (concept.id, lang, term.id): term.question
        for concept in bundled_files().concepts.values()
        for lang, terms in concept.terms.items()
        for term in terms
        if term.question
    }
    assert {lang for _, lang, _ in asked} == {*load().languages} - {"en"}
    assert {key(claim): claim.question for claim in all_claims() if claim.question} == asked


def test_what_no_text_has_does_not_come_back_from_its_number() -> None:
    claim = Claim(*(["word"] * len(Claim._fields)))
    (row,) = read(filled(write([claim], "en"), {2: {"page": "3", "remark": "_xD83D_ a_x0000_b_x00e9_"}}))
    assert row.remark == "_xD83D_ a bé"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_is_in_the_users_language_and_offers_the_verdicts(lang: str) -> None:
    made = write(all_claims()[:3], lang)
    rows = texts(made)
    assert rows[0] == [say(it, lang) for it in HEADS.values()]
    (choice,) = first_sheet(made).iterdescendants("{*}dataValidation")
    assert choice.findtext("{*}formula1") == '"' + ",".join(say(it, lang) for it in VERDICTS.values()) + '"'
    assert choice.get("sqref") == "M2:M4"
    assert len(rows) == 4


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", "_x000D_", "_x005F_", "a\r\nb", "\ufffe", "＝1"]
)


@settings(deadline=None)
@given(st.lists(st.tuples(*[TEXTS] * len(Claim._fields)).map(lambda it: Claim(*it)), max_size=5), st.data())
def test_what_goes_out_comes_back_and_nothing_is_a_formula(given_claims: list[Claim], data: Any) -> None:
    made = write(given_claims, data.draw(st.sampled_from(LANGUAGES)))
    assert not list(first_sheet(made).iterdescendants("{*}f"))
    answered = filled(made, {row: {"page": "3"} for row in range(2, len(given_claims) + 2)})
    for row, claim in zip(read(answered), given_claims, strict=True):
        for name, before in claim._asdict().items():
            now = getattr(row.claim, name)
            assert " ".join(now.split()) == " ".join(fitting(before).split()), name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", [*VERDICTS])
def test_a_verdict_is_read_in_any_language(lang: str, code: str) -> None:
    said = say(VERDICTS[code], lang)
    (row,) = read(
        filled(write(all_claims()[:1], lang), {2: {"verdict": said.upper(), "page": 35, "name": " N. "}})
    )
    assert (row.at, row.verdict, row.page, row.name) == (2, code, "35", "N.")
    assert key(row.claim) == key(all_claims()[0])


@settings(max_examples=examples(30, 2000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_marking_changes_what_was_confirmed_and_nothing_else(data: Any) -> None:
    """A file's other lines stay as they are; the model says exactly what was confirmed."""
    concept = data.draw(st.sampled_from(sorted({claim.concept for claim in all_claims()})))
    about = [claim for claim in all_claims() if claim.concept == concept]
    chosen = data.draw(st.lists(st.sampled_from(about), unique_by=key))
    rows = [Row(2, claim, data.draw(st.sampled_from(["", "35"])), "confirmed", "", "") for claim in chosen]
    rows = [row._replace(page=row.page and row.claim.document and row.page) for row in rows]
    before = bundled_files().paths[concept].read_text(encoding="utf-8")
    after, lacking = marked(before, rows)
    old, new = tomllib.loads(before), tomllib.loads(after)
    for row in rows:
        lang, term = row.claim.lang, row.claim.id
        if not term:
            del old["texts"][lang]["awaits_native_reader"]
            old["texts"][lang].pop("question", None)
            continue
        entry = next(it for it in old["terms"][lang] if it["id"] == term)
        entry.pop("awaits_native_reader", None)
        entry.pop("question", None)
        if row.page:
            entry.pop("memory")
            sources, document = entry.setdefault("sources", []), row.claim.document
            unread = [it for it in sources if it["document"] == document and not it["verified"]]
            source: dict[str, Any] = unread[0] if unread else {"document": document}
            source |= {"verified": True, "at": "p. 35"}
            sources += [] if unread else [source]
        assert (row in lacking) == ("memory" in entry)
    assert new == old
    kept = [line for line in after.splitlines() if "p. 35" not in line]
    lines = iter(before.splitlines())
    assert all(line in lines for line in kept), "a line was changed or moved"


@pytest.mark.parametrize(
    ("page", "at"),
    [("35", "p. 35"), ("35-37", "pp. 35-37"), ("art. 12", "art. 12")],
)
def test_a_page_becomes_a_place(page: str, at: str) -> None:
    assert place(page) == at


def test_a_source_that_was_not_named_is_added() -> None:
    text = '[[terms.fr]]\nid = "a"\nmemory = "low"\n'
    row = Row(2, Claim("c", "fr", "a", "", "", "", "", "", "", "", "crc-gc25"), "3", "confirmed", "", "")
    after, lacking = marked(text, [row])
    assert not lacking
    assert tomllib.loads(after)["terms"]["fr"] == [
        {"id": "a", "sources": [{"document": "crc-gc25", "at": "p. 3", "verified": True}]}
    ]


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[dict[int, dict[str, Any]]], str]:
    def made(answers: dict[int, dict[str, Any]]) -> str:
        path = tmp_path / "sheet.xlsx"
        path.write_bytes(filled(write(all_claims(), "fr"), answers))
        return str(path)

    return made


@pytest.mark.slow
def test_from_export_to_a_termbase_that_says_who_confirmed(
    tmp_path: Path, sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    exported = tmp_path / "out.xlsx"
    command = ["--ui-lang", "fr", "lexicon", "export", "--unverified", "--lang", "fr"]
    assert main([*command, "-o", str(exported)]) == 0
    heads, *rows = texts(exported.read_bytes())
    assert heads[0] == say(HEADS["concept"], "fr")
    assert {row[1] for row in rows} == {"fr"}
    assert len(rows) == sum(claim.lang == "fr" for claim in all_claims())

    native = row_of(lambda it: it.lang == "fr" and it.id and not it.document)
    memory = row_of(lambda it: it.lang == "fr" and it.document)
    nameless = max(number for number, it in enumerate(all_claims(), 2) if it.lang == "fr" and it.document)
    both = row_of(lambda it: it.lang == "en" and it.document)
    wrong = row_of(lambda it: it.lang == "es" and it.id)
    path = sheet(
        {
            native: {"verdict": "confirmé", "name": "=A. B."},
            memory: {"verdict": "confirmé", "name": "E. F."},
            nameless: {"verdict": "confirmé", "page": 12, "remark": "vu"},
            both: {"verdict": "confirmed", "page": 35, "name": "C. D."},
            wrong: {"verdict": "faux", "remark": "on ne dit pas cela"},
        }
    )
    folder = tmp_path / "mine"
    capsys.readouterr()
    assert main(["lexicon", "import", path, str(folder)]) == 0
    said = capsys.readouterr().err
    assert "without a page it still rests on memory" in said
    assert "said to be wrong (on ne dit pas cela)" in said
    said_of = f"row {nameless}, {all_claims()[nameless - 2].id}: "
    assert f"{said_of}left: there is no name; say who confirms it (vu)" in said
    assert "3 confirmed, 2 left" in said
    cards = Cards((str(folder),))  # which tests the examples of all entries, or this raises
    now = {key(claim): claim for claim in claims(read_termbase([Path(bundled()), folder]), cards)}
    assert key(all_claims()[both - 2]) not in now
    assert key(all_claims()[wrong - 2]) in now
    assert key(all_claims()[nameless - 2]) in now
    with (folder / "confirmations.csv").open(encoding="utf-8-sig", newline="") as file:
        record = list(csv.DictReader(file))
    assert {it["name"] for it in record} == {"'=A. B.", "C. D.", "E. F.", ""}
    assert {it["remark"] for it in record} == {"", "on ne dit pas cela", "vu"}

    # The same sheet again: nothing is lost, and nothing is marked twice
    written = (folder / "confirmations.csv").read_bytes()
    (folder / "confirmations.csv").write_bytes(written.removesuffix(b"\n"))  # as some editors leave it
    before = {path: path.read_bytes() for path in (folder / "concepts").iterdir()}
    assert main(["lexicon", "import", path, str(folder)]) == 0
    assert "there is nothing to confirm under these ids" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before
    with (folder / "confirmations.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2 * len(record)

    # Lines that end as on Windows stay so
    record_file = folder / "confirmations.csv"
    for each in (*before, record_file):
        each.write_bytes(each.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["lexicon", "import", path, str(folder)]) == 0
    for each in (*before, record_file):
        assert each.read_bytes().count(b"\r\n") == each.read_bytes().count(b"\n") > 1

    # One line that nothing ends says nothing of how lines end
    record_file.write_bytes(b"date,concept")
    assert main(["lexicon", "import", path, str(folder)]) == 0
    assert b"\r" not in record_file.read_bytes()

    # A record in another encoding, as some spreadsheet programs save it, is left alone
    (folder / "confirmations.csv").write_bytes("confirmé\n".encode("cp1252"))
    assert main(["lexicon", "import", path, str(folder)]) == 2
    assert "confirmations.csv: cannot be read: it is not in UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": "perhaps"}, "'perhaps' is no verdict"),
        ({"verdict": "confirmes"}, "did you mean"),
    ],
)
def test_a_verdict_that_is_none(
    sheet: Any, tmp_path: Path, changes: dict[str, Any], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lexicon", "import", sheet({2: changes}), str(tmp_path / "x")]) == 2
    assert "row 2" in (told := capsys.readouterr().err)
    assert said in told
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "code",
    [
        *("sheet-no-name", "sheet-changed", "sheet-unknown", "sheet-no-document", "sheet-needs-document"),
        "sheet-twice",
    ],
)
def test_what_cannot_be_marked_is_said_and_left(code: str) -> None:
    claim = next(it for it in all_claims() if it.document)
    now = {key(claim): claim}
    row = Row(2, claim, "3", "confirmed", "N.", "")
    rows = {
        "sheet-no-name": [row._replace(name="")],
        "sheet-changed": [row._replace(claim=claim._replace(why="Another reason."))],
        "sheet-unknown": [row._replace(claim=claim._replace(id="no-such-term"))],
        "sheet-no-document": [row._replace(claim=claim._replace(document="no-such-document"))],
        "sheet-needs-document": [row._replace(claim=claim._replace(document=""))],
        "sheet-twice": [row._replace(verdict="wrong"), row],
    }[code]
    outcome = judge(rows, now, bundled_files().sources)[-1]
    assert outcome.said is not None
    assert (outcome.done, outcome.said.code) == (False, code)


@pytest.mark.parametrize("data", [b"", b"PK", b"not a workbook", b"\0" * 100])
def test_what_is_no_workbook(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert main(["lexicon", "import", str(path), str(tmp_path / "x")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_workbook_of_something_else(sheet: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(sheet({}))
    assert main(["lexicon", "import", str(path), str(tmp_path / "x")]) == 2
    assert "nothing was filled in" in capsys.readouterr().err
    files = parts(path.read_bytes())
    files["xl/sharedStrings.xml"] = files["xl/sharedStrings.xml"].replace(b"id du concept", b"mine")
    with ZipFile(path, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    assert main(["lexicon", "import", str(path), str(tmp_path / "x")]) == 2
    assert "no column 'concept'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "xlsx"], "xlsx is for the sheet of --unverified"),
        (["-o", "a.xlsx"], "xlsx is for the sheet of --unverified"),
        (["--unverified", "--format", "csv"], "that sheet is always xlsx"),
        (["--unverified"], "name it with --output"),
        (["--unverified", "-o", "a.xlsx", "--lang", "xx"], "no terms in the language"),
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lexicon", "export", *options]) == 2
    assert said in capsys.readouterr().err


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_are_more_than_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data)
