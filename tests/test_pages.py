"""The pages about the terms, and the links that editors follow to them."""

import os
import re
import stat
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.lexicon import links
from luxterm.lexicon.links import page_uri
from luxterm.lexicon.load import load, termbase_of
from luxterm.lexicon.pages import FOLDER, INDEX, anchor, pages, plain
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from luxterm.termbase import Termbase, TermbaseError
from luxterm.wording.findings import message
from tests.bundled import bundled_files, bundled_pages
from tests.whole import Reports

pytestmark = pytest.mark.once

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
CONCEPT, TERM = "child-sexual-abuse-material", "child-pornography"

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH

HOUSE = {
    "sources.toml": """
[circular]
title = "Circular 7 on the words we use"
short = "Circular 7 <draft> | 2024"
url = "https://example.org/circular 7"

[memo]
title = "A memo nobody has read"
short = "Memo 12"
""",
    "concepts/child-help-desk.toml": """
id = "child-help-desk"
subject = "services"
definition = "A desk where children are *heard*, [1] and helped."
related = ["child"]

[[terms.en]]
id = "help-desk-for-children"
term = "help desk for children"
status = "preferred"
abbreviation = "HDC"
why = "Says whom it serves."

[[terms.en]]
id = "kiddie-desk"
term = "kiddie desk"
status = "deprecated"
advice = "avoid"
why = "It makes light of them_all_."
note = "Right in the desk's old letterhead."
excepted = ["kiddie desk lamp"]
sources = [
  { document = "memo", at = "p. 999", verified = false },
  { document = "circular", at = "para. 3", verified = true, says = "asks for the full name" },
]
[[terms.en.forms]]
match = ["{kiddie|kiddy} desk"]
say = ["<help-desk-for-children>"]
[[terms.en.forms]]
match = ["kiddie desk pornography"]
say = ["help desk <csam>"]
preceded_by = ["the"]
applicability = "unsafe"
[terms.en.examples]
flag = ["The kiddie desk opens at nine."]
keep = ["The kiddie desk lamp is broken."]
fix = [["The kiddie desk opens at nine.", "The help desk for children opens at nine."]]

[[terms.qaa]]
id = "tavolo"
term = "tavolo dei bambini"
status = "deprecated"
advice = "careful"
memory = "low"
why = "Nessuno lo usa."
[[terms.qaa.forms]]
match = ["tavolo dei bambini"]
applicability = "display"
[terms.qaa.examples]
flag = ["Un tavolo dei bambini."]
keep = ["Un tavolo."]
""",
    "grammar/qaa.toml": """
quotes = [["«", "»"]]
abbreviations = []
small_words = ["dei"]
determiners = ["un"]
""",
    "cues/qaa.toml": """
cues = []
contexts = {}
instruments = []
connectors = []
names = []
sections = []
reporting = []
""",
    "titles/qaa.toml": """
[[titles]]
title = "Legge sul tavolo dei bambini"
kind = "instrument"
verified = true
""",
    "profiles/ca.toml": """
name = "Canada"
description = "As a house sees it."
because = "the wording of the house's own rules"
[prefers]
csam = "csaem"
[accepts]
kiddie-desk = ["kiddy desk"]
""",
}


class Pages(Reports):
    """So that it can be viewed as a page."""

    file_extension = "md"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A user's lexicon with a language of its own."""
    folder = tmp_path / "house"
    for name, text in HOUSE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, termbase: Termbase, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own cache folder, in a process that has written nothing yet."""
    ours = bundled_pages()
    monkeypatch.setattr("luxterm.lexicon.pages.pages", lambda lexicon: pages(lexicon) if lexicon else ours)
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(links, "_tried", set[str]())
    return tmp_path / "cache"


def file_of(uri: str | None) -> Path:
    assert uri is not None
    parts = urlsplit(uri)
    assert parts.scheme == "file"
    return Path(unquote(parts.path))


def test_pages_are_fresh() -> None:
    published = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert published == bundled_pages(), "run python -m luxterm.lexicon.pages"


def test_every_concept_has_a_page_and_every_term_an_anchor() -> None:
    concepts = bundled_files().concepts
    assert set(bundled_pages()) == {INDEX, *(f"{name}.md" for name in concepts)}
    for name, concept in concepts.items():
        ids = [anchor(concept, lang, term.id) for lang, terms in concept.terms.items() for term in terms]
        assert len(set(ids)) == len(ids)
        assert sorted(re.findall(r'<a id="([^"]*)">', bundled_pages()[f"{name}.md"])) == sorted(ids)


def test_every_link_between_pages_leads_somewhere() -> None:
    leads = 0
    for name, text in bundled_pages().items():
        for page, place in re.findall(r"\]\(([^<)#]*)(?:#([^)]*))?\)", text):
            assert page in bundled_pages(), f"{name}: {page}"
            assert not place or f'<a id="{place}"></a>' in bundled_pages()[page], f"{name}: {page}#{place}"
            leads += 1
    assert leads > 2 * len(bundled_pages())


@pytest.mark.slow
def test_luxterm_leaves_its_own_pages_alone() -> None:
    """Neither a finding nor a comment without effect."""
    for name, text in bundled_pages().items():
        result = scan_file(Job(name, Options(), text.encode()))
        assert [(name, message(item.finding)) for item in result.findings] == []


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_the_page_of_a_house_concept(house: Path, snapshot: SnapshotAssertion) -> None:
    """Two languages, markup in the texts, a profile's own wording, a source that nobody has read."""
    page = pages((str(house),))["child-help-desk.md"]
    assert "p. 999" not in page
    assert page == snapshot(extension_class=Pages)


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_layers_are_in_the_index(house: Path) -> None:
    index = pages((str(house),))[INDEX]
    assert "| [help desk for children](child-help-desk.md) | qaa |  |" in index
    assert "(child-help-desk.md#tavolo)" in index


MARKUP = [
    *("\\", "`", "*", "**", "_", "[", "]", "[x](y)", "<", ">", "<b>", "<!--", "&", "&amp;", "|", "~", "~~"),
    *("#", "+", "=", "-", "1.", "2)", "!", ":", "a", "b", "0", "é", "\n", " "),
]


@given(st.lists(st.sampled_from(MARKUP), max_size=8).map("".join) | st.text(max_size=8))
def test_text_reads_as_it_is(text: str) -> None:
    """In a paragraph, an item and a cell, whatever is in it."""
    words = " ".join(text.split())
    if not words.isprintable():  # control characters don't belong in a lexicon
        return
    escaped = plain(text)
    for before, after in (("", ""), ("- ", ""), ("|a|\n|---|\n| ", " |")):
        read_back = "".join(
            event["Text"] if isinstance(event, dict) and "Text" in event else ""
            for event in pyromark.events(f"{before}{escaped}{after}", options=OPTIONS)
        )
        assert read_back.removeprefix("a" if "|" in before else "") == words


def test_a_link_leads_to_the_page(termbase: Termbase, cache: Path) -> None:
    uri = page_uri(termbase, (), CONCEPT, TERM)
    page = file_of(uri)
    assert uri is not None
    assert uri.endswith(f"/{CONCEPT}.md#{TERM}")
    assert cache in page.parents
    assert page.read_text(encoding="utf-8") == bundled_pages()[page.name]
    assert {path.name for path in page.parent.iterdir()} == set(bundled_pages()), (
        "all of them, nothing temporary"
    )
    assert page_uri(termbase, (), CONCEPT) == uri.partition("#")[0]


def test_a_link_leads_to_the_term_of_its_language(termbase: Termbase) -> None:
    for lang, place in (("en", TERM), ("fr", f"fr.{TERM}"), ("de", f"de.{TERM}")):
        uri = page_uri(termbase, (), CONCEPT, TERM, lang)
        assert uri is not None
        assert uri.endswith(f"#{place}")
        assert f'<a id="{place}"></a>' in file_of(uri).read_text(encoding="utf-8")


def test_pages_are_written_once(termbase: Termbase, monkeypatch: pytest.MonkeyPatch) -> None:
    page = file_of(page_uri(termbase, (), CONCEPT, TERM))
    before = page.stat()
    monkeypatch.setattr(links, "_tried", set[str]())  # as another process would
    page_uri(termbase, (), "child", "minor")
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_every_termbase_has_pages_of_its_own(house: Path) -> None:
    termbase, layers = termbase_of(()), (str(house),)
    assert page_uri(termbase, (), "child-help-desk", "tavolo") is None
    theirs = file_of(page_uri(termbase_of(layers), layers, "child-help-desk", "tavolo"))
    assert "tavolo dei bambini" in theirs.read_text(encoding="utf-8")
    assert theirs.parent != file_of(page_uri(termbase, (), CONCEPT)).parent


@pytest.mark.usefixtures("brief_bundled")
@pytest.mark.parametrize("layer", ["house", "gone"])
def test_other_layers_than_it_was_loaded_with(termbase: Termbase, house: Path, layer: str) -> None:
    assert page_uri(termbase, (str(house.with_name(layer)),), CONCEPT) is None


def test_no_page_no_link(termbase: Termbase) -> None:
    assert page_uri(termbase, (), "suppression", "suppression") is None
    assert page_uri(termbase, (), "nul\0", "") is None


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_a_termbase_that_changes_under_us(house: Path) -> None:
    layers = (str(house),)
    loaded = termbase_of(layers)
    concept = house / "concepts" / "child-help-desk.toml"
    concept.write_text(HOUSE["concepts/child-help-desk.toml"].replace("at nine", "at ten"), encoding="utf-8")
    assert page_uri(loaded, layers, "child-help-desk") is None
    with pytest.raises(TermbaseError, match="changed"):
        pages(layers)
    concept.write_text("no TOML", encoding="utf-8")
    assert page_uri(load(), layers, "child-help-desk") is None


def test_nowhere_to_write(termbase: Termbase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUXTERM_CACHE", "relative")
    assert page_uri(termbase, (), CONCEPT, TERM) is None
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path / "file"))
    assert page_uri(termbase, (), CONCEPT, TERM) is None


@POSIX
def test_only_its_owner_may_read_or_write(termbase: Termbase) -> None:
    page = file_of(page_uri(termbase, (), CONCEPT))
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700


@POSIX
def test_what_others_may_write_is_not_linked_to(termbase: Termbase, monkeypatch: pytest.MonkeyPatch) -> None:
    page = file_of(page_uri(termbase, (), CONCEPT))
    page.write_text("something else")
    page.chmod(0o666)
    assert page_uri(termbase, (), CONCEPT) is None
    monkeypatch.setattr(links, "_tried", set[str]())  # the next process makes it again
    assert file_of(page_uri(termbase, (), CONCEPT)).read_text(encoding="utf-8") == bundled_pages()[page.name]
    page.parent.chmod(0o777)
    assert page_uri(termbase, (), CONCEPT) is None
    page.parent.chmod(0o700)
    page.unlink()
    page.symlink_to(FOLDER / INDEX)
    assert page_uri(termbase, (), CONCEPT) is None


def test_the_cache_does_not_grow_for_ever(termbase: Termbase, cache: Path) -> None:
    old = [cache / "pages" / f"{number}-0" for number in range(12)]
    for age, folder in enumerate(old):
        folder.mkdir(parents=True)
        os.utime(folder, (1000 - age, 1000 - age))
    page = file_of(page_uri(termbase, (), CONCEPT))
    assert set(page.parent.parent.iterdir()) == {page.parent, *old[:7]}
