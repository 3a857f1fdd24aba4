"""Checking after any edits gives what checking from scratch gives."""

import random
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luxterm import formats
from luxterm.config.settings import Settings
from luxterm.engine import nearby
from luxterm.engine.check import check
from luxterm.engine.incremental import judged, parts
from luxterm.engine.incremental.recut import cut
from luxterm.engine.incremental.text import CheckedText
from luxterm.engine.passages import Passages
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Edit, Fix, Message, Span
from tests.findings import made
from tests.sampling import examples
from tests.sets import DRAFT, needs_draft

pytestmark = pytest.mark.once

SETTINGS = Settings()
PARAGRAPHS = [
    "States shall criminalise the sale of children, child prostitution and child pornography.",
    "The Optional Protocol on the sale of children, child prostitution and child pornography applies.",
    "# Measures against child sex tourism",
    "The term “child pornography” should be avoided.",
    "“A child prostitute, the report says,",
    "goes on in the next paragraph, with kiddie porn and the like.”",
    "## Organised crime and its programmes",
    "- CP is reported to the centre\n- child sex tourists are not",
    "| term | say instead |\n|---|---|\n| child prostitute | victim |\n| clients | offenders |",
    "> The court spoke of juvenile prostitutes.",
    "Minors who sell sex are victims 😀 of *child* sexual exploitation, and\nchild\npornography is none.",
    "Term\n\n: a definition of child pornography",
    "The term “child prostitution” shall mean any act of that kind.",
    "## Terminology\n\nThe words child sex tourist are out of use.",
    "- child porn\n- kiddie porn\n- child sex tourism",
    "Child porn is child pornography within the meaning of section 3 or child pornography.",
    "    child pornography in code",
    "```\nchild pornography\n\nchild prostitution\n```",
    "1. first\n\n   child pornography\n\n2. second",
    "The defence of organised labour honours the programme.",
    "<!-- luxterm: keep child-pornography: the name of the offence -->",
    "Title of child pornography\n===",
    "See [the law](https://example.org/child-pornography) on child\u00a0pornography\x0cand more.",
    "Sentences without any such word, long enough to count as text that a person reads. " * 6,
    "See [the Convention][crc], [crc], [ CRC ][] and [child pornography][none].[^1]",
    "[crc]: https://example.org/child-pornography 'Convention'",
    "[^1]: A note on child prostitution.\n\n    And more of child pornography.",
    "> [^Straße]: a note on child pornography\n> [quoted\n> label]: x",
    "As [STRASSE], [^STRASSE] and [quoted label] say of child[crc] pornography, child[^1] pornography.",
    "Fines of US$5 for child pornography and US$9 for more.",
    "The formula $a^2$ on child $b$ pornography costs $7.",
    "```{r, fig.cap='Child pornography'}\n#| tbl-cap: >\n#|   On child\n#|   pornography\n\n1\n```",
    "Write to <info@example.org> or <https://example.org/child-pornography> 😀.",
    "> A quoted line<br>of child pornography and <i>child prostitution.",
    "Of child <b>pornography</b>,<sup>2</sup> <span class='a'>child</span> <a href=\"x\">pornography</a>",
    "<b>\nchild *pornography* &amp; child\n</b>pornography",
    "- an item<br/>of child pornography\n- | a | b<br>c |",
    "Une phrase é à ü \u2028 et une autre.\x85 Et encore.",
    '=== "On child prostitutes"\n    Child pornography in it.\n\n    === "Child porn"\n\n        In another.',
    "````{admonition} On child prostitutes\n:class: tip\nChild porn.\n\n```{figure} a\nCP\n```\n````",
    '!!! tip "On child prostitutes"\n    Child pornography.\n\n    - in an item',
]
FRAGMENTS = [
    "child pornography",
    "\n\n",
    "\n",
    "\r\n",
    "#",
    "# ",
    "- ",
    "> ",
    "```\n",
    "```{note}\n",
    "`",
    "“",
    "”",
    '"',
    "*",
    "    ",
    " ",
    "CP ",
    "child ",
    "pornography",
    "|",
    ": ",
    "===\n",
    "\x0c",
    "😀",
    "[x]: y\n",
    "\n\n[CRC]: y\n\n",
    "[crc]",
    "[^1]",
    "\n\n[^2]: child pornography\n\n",
    "[",
    "]",
    "]:",
    "^",
    "$5 ",
    "<https://example.org>",
    "<br>",
    "</b>",
    "<i>",
    "<sup>1</sup>",
    "<sup>",
    "<span>\n",
    "<b>",
    "$",
    "<!--",
    "-->",
    "a",
    "The term ",
    " means ",
    "child prostitution refers to it. ",
    "\n\n## Glossary\n\n",
    "\n\n# Heading\n\n",
    "\n\nDefinition\n\n",
    "organisation programme defence ",
    "\u2028",
    "---\n",
    "{{ page.child-pornography }}",
    "{{",
    "}}",
    "{% if child",
    "%}\n",
    " {#child .pornography}",
    "[child pornography]",
    "\n\n[child pornography]: x\n\n",
    "[x](#heading)",
    "---\n\nDraft for comment: text\n\n---\n",
    # HTML
    "<p>",
    "</p>",
    "<h2>",
    "<table><tr><td>",
    "</td><td>",
    "<blockquote>",
    "</blockquote>",
    "<title>",
    "<script>",
    "<html lang='fr'>",
    "<p lang='es'>",
    # reStructuredText
    "\n\n.. _child pornography: x\n\n",
    "child pornography_ ",
    "\n\n.. note:: child\n\n",
    "\n\n..\n\n   ",
    "\n=====\n",
    "::\n\n  ",
    "|child| ",
    "\n\n.. |child| replace:: the child\n\n",
    "[#a]_ ",
    "\n\n.. [#a] A note.\n\n",
    # LaTeX
    "\\footnote{",
    "}",
    "{",
    "\\begin{quote}\n",
    "\\end{quote}\n",
    "\\begin{comment}\n",
    "\\section{",
    "%",
    "\\verb|",
    "\\newcommand{\\cp}{child pornography}\n",
    "\\cp{} ",
    "\\end{document}\n",
    "\\begin{tabular}{ll}\n a & ",
    # AsciiDoc
    "\n----\n",
    "\n|===\n| a | ",
    "\n____\n",
    "\n////\n",
    ":child: pornography\n",
    "{child} ",
    "footnote:[",
    "]",
    "\n== Heading\n\n",
    "[quote]\n",
    "ifdef::a[]\n",
    "endif::[]\n",
]


def expect_same(state: CheckedText, text: str, format: str, termbase: Termbase) -> None:
    document = formats.read(text, format)
    assert state.document == document
    assert state.findings == check(document, termbase, SETTINGS)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text, and the states it goes through."""
    count = draw(st.integers(1, 70))
    seed = draw(st.integers(0, 2**32))
    rng = random.Random(seed)
    text = "\n\n".join(rng.choice(PARAGRAPHS) for _ in range(count)) + "\n"
    text = draw(st.sampled_from(["", "", "---\ntitle: Policy\n\nlang: en\n---\n", "---\n\n"])) + text
    states: list[str] = []
    now = text
    for _ in range(draw(st.integers(1, 6))):
        for _ in range(draw(st.integers(1, 2))):  # several cursors
            at = draw(st.one_of(st.integers(0, len(now)), st.integers(0, 40)))
            gone = draw(st.sampled_from([0, 0, 0, 1, 2, 9, 200, 3000]))
            now = now[:at] + draw(st.sampled_from(["", *FRAGMENTS])) + now[at + gone :]
        states.append(now)
    return text, states


@pytest.mark.parametrize("format", ["markdown", "plain", "html", "rst", "latex", "asciidoc"])
@settings(max_examples=examples(10, 25), deadline=None)
@given(data=edits())
def test_after_any_edits_as_from_scratch(
    termbase: Termbase, format: str, data: tuple[str, list[str]]
) -> None:
    text, states = data
    state = CheckedText.of(text, format, termbase, SETTINGS)
    expect_same(state, text, format, termbase)
    for now in states:
        state = state.next(now)
        expect_same(state, now, format, termbase)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "used"),
    [
        ("[crc]: x", "Of the child [crc] pornography."),
        ("[^1]: A note.", "Of child[^1] pornography."),
        ("See [there](#child-pornography-now).", "# Child pornography now"),
        ("Fines of US$5 for a first sale, US$9 for more.", "Of child $x$ pornography."),
    ],
)
def test_what_is_said_far_away(termbase: Termbase, said: str, used: str) -> None:
    """A label or an amount of money in one part of a text affects how all others are read."""
    rest = "\n\n".join(PARAGRAPHS[number % 5] for number in range(25))
    with_it = "\n\n".join([rest, used, rest, said, rest, used, rest])
    without = with_it.replace(said, "")
    twice = f"{with_it}\n\n{said}"
    states: list[str] = []
    for text in (with_it, without, with_it, twice, twice.replace(said, "", 1)):
        states += [text, text.replace(used, f"More. {used}", 1)]
    state = CheckedText.of(without, "markdown", termbase, SETTINGS)
    for text in states:
        state = state.next(text)
        expect_same(state, text, "markdown", termbase)
    assert formats.read(without, "markdown").segments != formats.read(with_it, "markdown").segments


@pytest.mark.parametrize(
    "tag", ["> One<br>line <i>of it.", "- One<br>line", "<b>\nchild", "<a@b.org> <sub>x"]
)
def test_a_tag_says_nothing_to_what_is_far_away(termbase: Termbase, tag: str) -> None:
    rest = "\n\n".join(PARAGRAPHS[number % 5] for number in range(60))
    text = "\n\n".join([rest, tag, rest, rest])
    state = CheckedText.of(text, "markdown", termbase, SETTINGS)
    for at in (len(text) - 400, len(rest) + 5, 10):
        text = text[:at] + " child pornography " + text[at:]
        state = state.next(text)
        expect_same(state, text, "markdown", termbase)


@pytest.mark.parametrize("format", ["html", "rst", "latex"])
def test_formats_that_cannot_be_parted_are_read_whole(termbase: Termbase, format: str) -> None:
    text = "On child pornography.\n\n" * 100
    state = CheckedText.of(text, format, termbase, SETTINGS).next(text + "And child prostitution.\n")
    expect_same(state, text + "And child prostitution.\n", format, termbase)


@pytest.mark.slow
@pytest.mark.parametrize(
    "more", ["", "See [1] and[^1].\n\n[1]: x\n\n[^1]: y", "US$5, US$9", "<https://example.org>", "> a<br>b"]
)
def test_only_what_changed_is_read_again(
    termbase: Termbase, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    text = "\n\n".join(PARAGRAPHS[:4] + PARAGRAPHS[-2:] + [more, ""]) * 250
    state = CheckedText.of(text, "markdown", termbase, SETTINGS)
    read = 0

    def counting(text: str, *rest: Any) -> formats.Document:
        nonlocal read
        read += len(text)
        return original(text, *rest)

    original = parts.read
    monkeypatch.setattr(parts, "read", counting)
    for at in range(len(text) // 2, len(text) // 2 + 10):
        state = state.next(state.text[:at] + "x" + state.text[at:])
    assert len(text) > 80_000
    assert read < 10 * 30_000


def test_only_what_is_within_reach_is_judged_again(
    termbase: Termbase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a word in each of many paragraphs: it, and those whose judgement may look at it."""
    text = "\n\n".join([f"{PARAGRAPHS[23]}It names child pornography."] * 100)
    state = CheckedText.of(text, "markdown", termbase, SETTINGS)
    again: list[int] = []

    def counting(view: Any, found: dict[str, list[Any]], *rest: Any, **more: Any) -> Any:
        again.append(sum(map(len, found.values())))
        return original(view, found, *rest, **more)

    original = judged.advise
    monkeypatch.setattr(judged, "advise", counting)
    at = text.find("It names", len(text) // 2)
    for more in ("x", "y", " "):
        text = text[:at] + more + text[at:]
        state = state.next(text)
    assert again == [nearby.PARAGRAPHS + 1 + nearby.SPEECH] * 3
    monkeypatch.undo()
    expect_same(state, text, "markdown", termbase)


@pytest.mark.parametrize(
    ("begins", "between", "ends"),
    [
        ("The PRESIDENT: " + "We shall now hear what the delegates have to say on that. " * 2, "\n\n", "."),
        ("“" + PARAGRAPHS[23], "\n\n", ".”"),
        ("The following terms should be avoided:\n\n- one\n- another", "\n- ", ""),
        ("We protect:\n\n- one\n- child prostitutes", "\n- ", ""),
        ("We saw:\n\n- one\n- Crimes (rape, arson, larceny, sale of child pornography)", "\n- ", ""),
    ],
)
@pytest.mark.parametrize("number", [2, 8, 12, 45])
def test_what_is_said_paragraphs_away(
    termbase: Termbase, begins: str, between: str, ends: str, number: int
) -> None:
    """The beginning of a speech, a quotation or a list, and another entry, are typed and deleted."""
    rest = "\n\n".join(PARAGRAPHS[23:24] * 30)
    words = "child prostitute" if between == "\n- " else f"They sell child pornography{ends}"
    below = between + between.join([f"Paragraph {at} " * 8 for at in range(number - 1)] + [words])
    state = CheckedText.of(f"{rest}\n\n{below}\n\n{rest}", "markdown", termbase, SETTINGS)
    for said in (begins[:-1], begins, f"{begins}s", "", begins):
        text = f"{rest}\n\n{said}{below}\n\n{rest}"
        state = state.next(text)
        expect_same(state, text, "markdown", termbase)


def test_provisions_have_their_numbers_in_parts_that_begin_behind_them() -> None:
    """By them a law is known, whose words are left alone."""
    duty = "A person who does this commits an offence, and is liable to whatever the second schedule says"
    text = "# An Act\n\n" + "\n\n".join(f"{number}. {duty}." for number in range(1, 120))
    segments = formats.read(text, "markdown").segments
    made = cut(text, "markdown", segments, 0, len(text))
    places = pairwise(accumulate((part.length for part in made), initial=0))
    assert len(made) > 3
    whole = Passages(text, [(Span(0, len(text)), segments)]).lines
    assert sum(numbered for _, numbered in whole) > 20
    own = [(Span(*place), part.segments) for place, part in zip(places, made, strict=True)]
    assert Passages(text, own).lines == whole


@pytest.mark.slow
def test_a_long_document_typed_into(termbase: Termbase) -> None:
    """Keys in a real document, with a paragraph's end and a deletion among them."""
    rng = random.Random(7)
    text = "\n\n".join(rng.choice(PARAGRAPHS[:11]) for _ in range(900))
    state = CheckedText.of(text, "markdown", termbase, SETTINGS)
    for key in ["c", "h", "i", "l", "d", " ", "porn", "\n", "\n", "“"] * 3:
        at = rng.randrange(len(text))
        text = text[:at] + key + text[at + rng.choice([0, 0, 1]) :]
        state = state.next(text)
    expect_same(state, text, "markdown", termbase)


@needs_draft
def test_the_sample(termbase: Termbase) -> None:
    text = DRAFT.read_text(encoding="utf-8")
    rng = random.Random(3)
    for format in ("plain", "markdown"):
        state = CheckedText.of(text, format, termbase, SETTINGS)
        now = text
        for _ in range(25):
            at = rng.randrange(len(now))
            now = now[:at] + rng.choice(FRAGMENTS) + now[at + rng.choice([0, 1, 5]) :]
            state = state.next(now)
            expect_same(state, now, format, termbase)


MOVED = made(
    3,
    7,
    "word",
    fixes=(Fix("term", Applicability.SAFE, (Edit(3, 7, "term"),)), Fix("say", Applicability.DISPLAY, ())),
)


@pytest.mark.parametrize(
    "changes",
    [
        {"start": 4},
        {"end": 8},
        {"seen": "words"},
        {"joined": True},
        {"fixes": ()},
        {"fixes": (MOVED.fixes[0], MOVED.fixes[0])},
        {"fixes": (MOVED.fixes[0]._replace(edits=(Edit(3, 6, "term"),)), MOVED.fixes[1])},
        {"fixes": (MOVED.fixes[0]._replace(edits=()), MOVED.fixes[1])},
        {"cautions": (Message("same-row"),)},
    ],
)
def test_only_a_moved_finding_is_taken_for_one(changes: dict[str, Any]) -> None:
    moved = parts.shifted_finding(MOVED, 5)
    assert (moved.start, moved.end, moved.fixes[0].edits) == (8, 12, (Edit(8, 12, "term"),))
    assert parts.is_shifted(moved, MOVED, 5)
    assert not parts.is_shifted(moved, MOVED, 4)
    other = MOVED._replace(**changes)
    assert not parts.is_shifted(parts.shifted_finding(other, 5), MOVED, 5)
