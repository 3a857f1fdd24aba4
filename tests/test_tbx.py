"""TBX out and in: valid by our reading of TBX-Basic, nothing lost on the way, nothing dropped silently."""

import csv
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from luxterm.cli.main import main
from luxterm.lexicon.tbx.read import Loaded, load
from luxterm.lexicon.tbx.write import dump
from luxterm.system.errors import UnreadableError
from luxterm.termbase.models import Concept, SourceDocument
from luxterm.termbase.read import Files
from luxterm.termbase.templates import blank
from tests.bundled import bundled_files

DATA = Path(__file__).parent / "data"
HOUSE = (DATA / "house.tbx").read_bytes()
SCHEMA = etree.RelaxNG(etree.parse(DATA / "tbx_basic.rng"))
NS = {"tbx": "urn:iso:std:iso:30042:ed-2"}


@pytest.fixture(scope="module")
def files() -> Files:
    return bundled_files()


def test_the_bundled_termbase_is_valid_and_comes_back(files: Files) -> None:
    data = dump(files, [*files.grammar])
    SCHEMA.assertValid(etree.fromstring(data))
    loaded = load(data, "x.tbx", files.grammar)
    assert loaded.left_out == {}
    assert {name: Concept.model_validate(it) for name, it in loaded.concepts.items()} == files.concepts
    for name, source in loaded.sources.items():
        assert SourceDocument.model_validate(source) == files.sources[name]


def test_what_tbx_has_a_category_for_stands_in_it(files: Files) -> None:
    """Rules of the dialect that a grammar can't say, and what a terminologist looks for."""
    root = etree.fromstring(dump(files, ["en"]))
    ids: Any = root.xpath("//@id")
    targets: Any = root.xpath("//@target")
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    entry = root.xpath('//tbx:termSec[@id="en.child-pornography"]', namespaces=NS)[0]

    def said(path: str) -> list[str]:
        return [it.text for it in entry.iterfind(path, NS)]

    assert said("tbx:term") == ["child pornography"]
    assert said("tbx:termNote") == ["deprecatedTerm-admn-sts"]
    sources = said("tbx:admin")
    assert "Luxembourg Guidelines (2016), p. 35 ff.: to be replaced outside references to the law" in sources
    short = root.xpath('//tbx:termSec[tbx:ref/@target="en.csam"]/tbx:term', namespaces=NS)[0]
    assert short.text == "CSAM"


_WORD = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="{}<>"), min_size=1
)
_TEXT = st.lists(_WORD, min_size=1, max_size=4).map(" ".join).filter(lambda text: text == text.strip())
_PHRASE = _TEXT.filter(lambda text: not blank(text))
"""With something to look for: a hyphen alone is none."""
_NAME = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
_SOURCES = {
    "act": SourceDocument(title="The Act", short="Act", year=1998, reported=True),
    "note": SourceDocument(title="N", short="N", url="https://example.org/"),
}
_CITED = st.builds(
    lambda document, at, verified, says: {"document": document, "at": at, "verified": verified, "says": says},
    st.sampled_from(sorted(_SOURCES)),
    st.just("") | _TEXT,
    st.booleans(),
    st.just("") | _TEXT,
)


@st.composite
def _term(draw: st.DrawFn, name: str) -> dict[str, Any]:
    term: dict[str, Any] = {
        "id": name,
        "term": draw(_TEXT),
        "status": draw(st.sampled_from(["preferred", "admitted", "deprecated"])),
        "why": draw(st.just("") | _TEXT),
        "note": draw(st.just("") | _TEXT),
        "sources": draw(st.lists(_CITED, max_size=3)),
    }
    if term["status"] == "deprecated":
        term["advice"] = draw(st.sampled_from(["avoid", "careful", "context"]))
        term["forms"] = [
            {"match": draw(st.lists(_PHRASE, min_size=1, max_size=3)), "say": draw(st.lists(_PHRASE))}
        ]
        term["unless"] = draw(st.lists(_PHRASE))
    else:
        term["abbreviation"] = draw(st.just("") | _WORD)
        term["also"] = draw(st.lists(_PHRASE))
    return term


@st.composite
def _concepts(draw: st.DrawFn) -> dict[str, Concept]:
    names = draw(st.lists(_NAME, min_size=1, max_size=3, unique=True))
    ids = iter(draw(st.lists(_NAME, min_size=9, max_size=9, unique=True)))
    return {
        name: Concept.model_validate(
            {
                "id": name,
                "subject": draw(st.just("") | _TEXT),
                "definition": draw(st.just("") | _TEXT),
                "related": draw(st.lists(st.sampled_from(names), unique=True)),
                "terms": {"en": [draw(_term(next(ids))) for _ in range(draw(st.integers(1, 3)))]},
            }
        )
        for name in names
    }


@pytest.mark.slow
@given(_concepts())
@settings(deadline=None)
def test_any_termbase_comes_back(files: Files, concepts: dict[str, Concept]) -> None:
    paths = dict.fromkeys(concepts, Path("x.toml"))
    data = dump(Files(files.info, concepts=concepts, paths=paths, sources=dict(_SOURCES)), ["en"])
    SCHEMA.assertValid(etree.fromstring(data))
    loaded = load(data, "x.tbx", files.grammar)
    assert loaded.left_out == {}
    assert {name: Concept.model_validate(it) for name, it in loaded.concepts.items()} == concepts


def test_another_tools_termbase(files: Files) -> None:
    loaded = load(HOUSE, "house.tbx", files.grammar)
    home, order = loaded.concepts.values()
    terms = {term["id"]: term for term in home["terms"]["en"]}
    assert home["definition"] == "A closed institution for children."
    assert order["related"] == [home["id"]] == ["secure-children-s-home"]
    assert terms["secure-children-s-home"]["abbreviation"] == "SCH"
    assert terms["borstal-home"]["advice"] == "avoid"
    assert terms["borstal-home"]["why"] == "The word of a law that was repealed."
    assert terms["borstal-home"]["forms"][0]["say"] == ["<secure-children-s-home>"]
    assert terms["training-school-for-offenders"]["advice"] == "careful"
    assert set(loaded.sources) == {"act-of-2003", "ministry-of-justice-termbase"}
    assert set(loaded.left_out) == {
        *("refObject", "transacGrp", "source of definition", "partOfSpeech", "context", "language tlh"),
        *("why of an abbreviation", "termType 'variant'"),
    }


def test_the_other_style_says_the_same(files: Files) -> None:
    """DCT has an element for each category, in a namespace of its module."""
    dct = HOUSE
    for module, element, category in (
        ("min", "descrip", "subjectField"),
        ("basic", "descrip", "definition"),
        ("basic", "descrip", "context"),
        ("min", "termNote", "administrativeStatus"),
        ("min", "termNote", "partOfSpeech"),
        ("basic", "termNote", "termType"),
        ("basic", "admin", "source"),
    ):
        root = etree.fromstring(dct)
        for it in root.iterfind(f".//tbx:{element}[@type='{category}']", NS):
            it.tag = f"{{http://www.tbxinfo.net/ns/{module}}}{category}"
            del it.attrib["type"]
        dct = etree.tostring(root)
    assert b"min:" in dct or b"ns0:" in dct
    assert load(dct, "house.tbx", files.grammar) == load(HOUSE, "house.tbx", files.grammar)


OLD = {
    b"<tbx ": b"<martif ",
    b"</tbx>": b"</martif>",
    b' xmlns="urn:iso:std:iso:30042:ed-2"': b"",
    b' style="dca"': b"",
    b"tbxHeader>": b"martifHeader>",
    b"conceptEntry": b"termEntry",
    b"langSec": b"langSet",
}


@pytest.mark.parametrize(
    "terms",
    [
        {b"termSec": b"tig"},
        {
            b"<termSec>": b"<ntig><termGrp>",
            b'<termSec id="t3">': b'<ntig id="t3"><termGrp>',
            b"</termSec>": b"</termGrp></ntig>",
        },
    ],
)
def test_the_first_edition_says_the_same(terms: dict[bytes, bytes], files: Files) -> None:
    old = HOUSE.replace(b"?>", b'?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">', 1)
    for now, then in {**OLD, **terms}.items():
        old = old.replace(now, then)
    assert b"Sec>" not in old.replace(b"refObjectSec", b"")
    assert load(old, "house.tbx", files.grammar) == load(HOUSE, "house.tbx", files.grammar)


BOMB = b'<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + HOUSE.partition(b"?>")[2].strip().replace(
    b"supervision order", b"&b;"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed XML"),
        (HOUSE[:900], "not well-formed XML"),
        (BOMB, "declares XML entities"),
        (b"<martif type='TBX'/>", "no concepts"),
        (b"<html/>", "root element is <html>"),
        (b"<tbx/>", "root element is <tbx>"),
        (b"<tbx xmlns='urn:iso:std:iso:30042:ed-2'><text><body/></text></tbx>", "no concepts"),
        (HOUSE.replace(b"<note>The", b"<note>luxterm: {The"), "the note of 'borstal home'"),
        *(
            (HOUSE.replace(b"<note>The word of a law that was repealed.", b"<note>luxterm: " + note), message)
            for note, message in (
                (b"1", "not a JSON object"),
                (b'{"notes": 1}', "notes or sources"),
                (b'{"sources": [["a", "b"]]}', "notes or sources"),
            )
        ),
    ],
)
def test_what_is_no_tbx_is_told(data: bytes, message: str, files: Files) -> None:
    with pytest.raises(UnreadableError, match=message):
        load(data, "x.tbx", files.grammar)


@given(st.integers(0, len(HOUSE)), st.binary(max_size=8))
@settings(deadline=None, max_examples=60)
def test_broken_files_end_in_a_message(files: Files, at: int, noise: bytes) -> None:
    data = HOUSE[:at] + noise + HOUSE[at + len(noise) :]
    with suppress(UnreadableError):
        assert isinstance(load(data, "x.tbx", files.grammar), Loaded)


@pytest.mark.slow
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.exhaustive)])
def test_out_and_in_from_the_command_line(
    whole: bool,
    request: pytest.FixtureRequest,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A few of the bundled termbase's concepts, or all of them."""
    if not whole:
        request.getfixturevalue("brief_bundled")
    assert main(["lexicon", "export", "--output", "all.tbx"]) == 0
    assert main(["lexicon", "export"]) == 0
    assert capsys.readouterr().out == (folder / "all.tbx").read_text(encoding="utf-8")
    assert main(["lexicon", "import", "all.tbx", "house"]) == 0
    assert capsys.readouterr().err.endswith(" terms in house.\n")
    assert main(["lexicon", "validate", "house"]) == 0
    assert main(["lexicon", "export", "--lexicon", "house", "--output", "again.tbx"]) == 0
    first, again = ((folder / name).read_text(encoding="utf-8") for name in ("all.tbx", "again.tbx"))
    assert first.partition("<text>")[2] == again.partition("<text>")[2]


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_a_house_termbase_is_checked_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.tbx").write_bytes(HOUSE)
    assert main(["lexicon", "import", "house.tbx", "words"]) == 0
    said = capsys.readouterr().err
    assert "luxterm: left out: language tlh (in secure-children-s-home)\n" in said
    assert said.endswith("2 concepts, 4 terms in words.\n")
    assert main(["lexicon", "validate", "words"]) == 0
    (tmp_path / "note.md").write_text("The borstal home was closed.\n")
    assert main(["check", "--lexicon", "words", "--fix", "--unsafe-fixes", "note.md"]) == 0
    assert (tmp_path / "note.md").read_text() == "The secure children's home was closed.\n"
    with open(tmp_path / "words" / "sources.toml", "rb") as file:
        assert tomllib.load(file)["act-of-2003"]["reported"]
    capsys.readouterr()
    assert main(["lexicon", "import", "house.tbx", "words"]) == 2
    assert "already exists" in capsys.readouterr().err


def test_words_of_others_take_no_id_of_ours(files: Files) -> None:
    """Another tool's concept with the same words comes alongside ours; one marked as ours replaces it."""
    foreign = HOUSE.replace(b"supervision order", b"CSAM")
    known = [*files.ids(), ("source", "ministry-of-justice-termbase")]
    assert ("en", "csam") in known
    loaded = load(foreign, "house.tbx", files.grammar, [*known, ("concept", "csam")])
    assert loaded.concepts["csam-2"]["terms"]["en"][0]["id"] == "csam-2"
    assert "ministry-of-justice-termbase-2" in loaded.sources
    ours = dump(files, ["en"])
    assert {*load(ours, "all.tbx", files.grammar, known).concepts} == {
        *load(ours, "x", files.grammar).concepts
    }


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["import", "gone.tbx", "words"], "luxterm: gone.tbx: cannot be read: no such file or directory\n"),
        (["import", "bad.tbx", "words"], "luxterm: bad.tbx: cannot be read: it is damaged"),
        (["import", "house.tbx", "house.tbx"], "cannot be written: "),
        (["export", "--lang", "xx"], "luxterm: lexicon: no terms in the language 'xx' (available: de, en, "),
        (["export", "--output", "no/all.tbx"], "luxterm: no/all.tbx: cannot be written: no such file"),
        (["export", "--lexicon", "gone"], "gone: no such termbase"),
    ],
)
def test_what_goes_wrong_is_told(
    args: list[str],
    message: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "house.tbx").write_bytes(HOUSE)
    (folder / "bad.tbx").write_bytes(b"<tbx>")
    assert main(["lexicon", *args]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


def test_csv(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "export", "--output", "all.csv"]) == 0
    assert main(["lexicon", "export", "--format", "csv"]) == 0
    out = capsys.readouterr().out
    assert out == (folder / "all.csv").read_bytes().decode()
    lines = out.lstrip("\ufeff").splitlines(keepends=True)
    rows = {row["id"]: row for row in csv.DictReader(lines) if row["lang"] == "en"}
    row = rows["child-prostitute"]
    assert (row["status"], row["advice"]) == ("deprecated", "avoid")
    assert row["instead"].startswith("child exploited in prostitution; ")
    assert "OPSC Guidelines (draft, 2019), para. 55" in row["sources"]
    assert rows["csam"]["abbreviation"] == "CSAM"
