"""Versions of one text side by side: what is aligned, what differs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luxterm.formats import read
from luxterm.lexicon.load import termbase_of
from luxterm.parity import align as module
from luxterm.parity.align import (
    _CLEARLY,  # pyright: ignore[reportPrivateUsage]
    Bead,
    _pairs,  # pyright: ignore[reportPrivateUsage]
    align,
)
from luxterm.parity.compare import Difference, Parity, compare
from luxterm.parity.likelihood import Likelihood
from luxterm.parity.passages import Passage, passages_of
from luxterm.parity.several import rows_of
from luxterm.parity.version import read_version
from luxterm.scan.job import Job, Options
from luxterm.text.view import View
from tests.timing import assert_within

pytestmark = pytest.mark.once

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


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 5)), st.sampled_from((0.2, 0.5, 0.6, 0.7, 0.9, 1.0))
    )
)
def test_pairs_are_those_that_have_no_rival(fits: dict[tuple[int, int], float]) -> None:
    """Each compared with every other."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_likeness", lambda _, a, b, near: fits.get((a, b), 0.0))
        places = dict.fromkeys(range(6), 0)
        found = list(_pairs(places, places, Likelihood((), ())))
    assert found == [
        (a, b)
        for a, b in sorted(fits)
        if max((it for (x, y), it in fits.items() if (x == a) != (y == b)), default=0.0)
        < _CLEARLY * fits[a, b]
    ]


def test_equal_cells_again_and_again_take_time_in_proportion() -> None:
    def run() -> None:
        cells, anchor = passages(["Not applicable"] * 120), passages(["The rights of the child."])
        assert len(align(cells + anchor, anchor + cells)) == 241

    assert_within(3, run)


def test_rows_that_others_lack_come_where_they_stand() -> None:
    first, second = ["The rights of the child."], ["The rights of the child."] + ["Penguins eat fish."] * 3
    rows = rows_of([passages(first), passages(second), passages(second)])
    assert [row.passages for row in rows] == [
        ((0,), (0,), (0,)),
        ((), (1,), (1,)),
        ((), (2,), (2,)),
        ((), (3,), (3,)),
    ]


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
