"""The prefilter never rules out a file that has a finding, whatever is between or inside words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.termbase.build import build
from luxterm.termbase.flagged import Flagged
from luxterm.termbase.prefilter import Prefilter
from luxterm.termbase.prefilter_build import file_prefilter
from luxterm.termbase.read import read as read_files
from luxterm.types import Finding
from tests.timing import assert_within

BETWEEN = [
    " ",
    "\n",
    "\r\n",
    "\n> ",
    "\n    ",
    " " * 60,
    "\n" + "\t" * 30,
    "  ",
    "\u00a0",
    "&nbsp;",
    "&#160;",
    "-",
    "\u2011",
    " *",
    "* ",
    "** ",
    " [",
    "](https://example.org/a-(long)-page) ",
    "][ref] ",
    "[^note] ",
    "<b> ",
    " <a href='x' title='long title'>",
    "</a> ",
    "<!-- a > b --> ",
    " <!--\nnote\n-->",
    "<sup>1</sup> ",
    " :emphasis:`",
    "`_ ",
    "` ",
    " `",
    "[1]_ ",
    "\u2003",
    "\ufeff ",
    "\x0c",
    ", ",
    "_ ",
]
INSIDE = [
    "",
    "",
    "",
    "\u00ad",
    "\u200b",
    "-\n",
    "\u00ad\n",
    "\u2010\n",
    "-\r\n  ",
    "**",
    "_",
    "<wbr>",
    "&shy;",
    "<b><i>",
    "<!-- x -->",
]
FRAMES = [
    "The State shall prohibit {} in law.",
    "<p>{}</p>",
    "# {}",
    "| a |\n|---|\n| {} |",
    "> {}",
    "*{}*",
    "{}",
]
PHRASES = [
    "child pornography",
    "child prostitutes",
    "child sex tourism",
    "kiddie porn",
    "juvenile sex offenders",
    "paedophile ring",
    "child prostitution and pornography",
    "underage girls",
    "the minor was sexually abused",
    "clients who abuse a child",
    "sex with a minor",
    "self-generated images of a child",
    "online child sexual exploitation",
    "early marriage",
    "sextortion",
    "children who sell sex",
    "image of child pornography",
    "paedophile manual",
    "age of consent",
    "children put themselves at risk",
]


OTHERS = [
    "καρζο μαρδος", "το καρζο μαρδου", "τοτρινθα", "زرگا كوبل", "कर्तु झिपा", "ქარვა", "ⴰⴱⵔⵉ ⵣⵓⵍ",
    "жвурнта корву", "שלגמ", "λιμανθο ορφη νελο", "port ορφη",
]  # fmt: skip
UNSEEN = ["<b title='έξω μαρδος'>", "](/έξω-και «μακριά»)[", "[^σημ]", " ", "\u200f", "»", "’", "\u3000"]


@st.composite
def documents(draw: st.DrawFn, phrases: list[str] = PHRASES, more: tuple[str, ...] = ()) -> str:
    words = draw(st.sampled_from(phrases)).split(" ")
    broken: list[str] = []
    for word in words:
        at = draw(st.integers(1, max(1, len(word) - 1)))
        broken.append(word[:at] + draw(st.sampled_from((*INSIDE, *more))) + word[at:])
    text = broken[0]
    for word in broken[1:]:
        text += draw(st.sampled_from((*BETWEEN, *more))) + word
    text = draw(st.sampled_from(FRAMES)).format(text)
    return draw(st.sampled_from([text, text.upper(), text.title()]))


@settings(max_examples=300)
@example(" ".join(["children who", " " * 60, "sell", " " * 60, "s<wbr>ex"]), "markdown")
@example("victims o\u00adfsextortion", "plain")
@example("children who\n{0}sell\n{0}s<wbr>ex".format("\t" * 60), "markdown")
@given(documents(), st.sampled_from(["markdown", "html", "rst", "plain"]))
def test_what_is_found_is_never_ruled_out(
    find: Callable[..., list[Finding]], termbase: Termbase, text: str, format: str
) -> None:
    if find(text, format):
        assert termbase.may_contain(text.encode())


@pytest.fixture(scope="module")
def scripts() -> Termbase:
    """A made-up language in many scripts by itself."""
    return Termbase(build(read_files([Path(__file__).parent / "data" / "scripts"])))


@settings(max_examples=300)
@example("Λοξη τοΤΡΙΝΘΑ", "plain")
@example("τ\u00adοτρινθα", "plain")
@given(documents(OTHERS, tuple(UNSEEN)), st.sampled_from(["markdown", "html", "rst", "plain"]))
def test_nor_in_other_letters(scripts: Termbase, text: str, format: str) -> None:
    if check(read(text, format), scripts, Settings(lang="qac")):
        assert scripts.may_contain(text.encode())


@pytest.mark.parametrize("phrase", OTHERS)
def test_a_phrase_in_other_letters_is_found(scripts: Termbase, phrase: str) -> None:
    for text in (phrase, phrase.upper(), f"<p>{phrase.title()}</p>"):
        assert check(read(text, "plain"), scripts, Settings(lang="qac"))
        assert scripts.may_contain(text.encode())
    assert scripts.may_contain(f"Λοξη {phrase}".encode("utf-16"))


@pytest.mark.parametrize(
    "text",
    [
        "Το «καρζο» και το μαρδος.",
        "Τρινθας και υτρινθα – ’καρζο, μαρδο’.",
        "Ορφη νελο.",
        "Plain words &nbsp; &amp; so on. " * 30,
        "Λοξη [και](/το) &nbsp; και το. " * 300,
    ],
)
def test_files_in_other_letters_are_ruled_out(scripts: Termbase, text: str) -> None:
    for _ in range(2):
        assert not scripts.may_contain(text.encode())
        scripts.prepare(["qac"])


def test_letters_as_entities_are_not_ruled_out(scripts: Termbase) -> None:
    assert scripts.may_contain(b"<p>&kappa;&alpha;&rho;</p>")


@pytest.mark.parametrize(
    "text",
    [
        "States shall take all measures to protect the rights of the child.",
        "Data are disaggregated by sex, age and disability; child protection comes first.",
        "Clients of the bank may view their account online and put questions to the staff.",
        "The review of domestic affairs concerned children, families and the age of retirement.",
        "",
    ],
)
def test_most_files_are_ruled_out(termbase: Termbase, text: str) -> None:
    assert not termbase.may_contain(text.encode())


def test_it_grows_with_the_text_only(termbase: Termbase) -> None:
    """No input makes it slow: a megabyte of anything takes well under a second."""
    for piece in ("<", "[", "](", "*", "-\n", "&", "`_", ":`", "[^", " ", "child ", "sex ", "\u00ad", "<!--"):
        data = (piece * (1_000_000 // len(piece))).encode()
        assert_within(3, lambda data=data: termbase.may_contain(data))


@pytest.mark.parametrize(
    ("phrase", "word", "other"),
    [
        ("kinderschänder", "Kinderschänderring", "Altkinderschänder"),
        ("жвурнт", "жвурнткорв", "ужвурнт"),
        ("λοξη", "λοξητοτ", "αλοξη"),
    ],
)
def test_a_word_may_go_on_after_the_first_part_of_a_compound(phrase: str, word: str, other: str) -> None:
    for first_parts in (frozenset[str](), frozenset({phrase})):
        flagged = Flagged([(phrase, ())], {}, {}, first_parts=first_parts)
        for repeated in (1, 2000):  # in a short text, and by the automaton
            prefilter = Prefilter(file_prefilter([flagged]))
            assert prefilter.may_contain((f"{word} " * repeated).encode()) is bool(first_parts)
            assert not prefilter.may_contain((f"{other} " * repeated).encode())
            assert prefilter.may_contain((f"{phrase} " * repeated).encode())
