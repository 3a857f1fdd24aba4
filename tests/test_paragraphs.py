"""Documents handed over by paragraphs: whatever came before, what is found is what `check` finds."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.incremental.paragraphs import CheckedParagraphs, Paragraph
from luxterm.lexicon.load import termbase_of
from luxterm.termbase import Termbase
from luxterm.types import Mark, MarkKind, Scope

FILLER = (
    "The competent authority shall take appropriate measures without delay, and report on them each year. "
)
PARAGRAPHS = [
    Paragraph("Definitions", Scope.HEADING),
    Paragraph("Measures", Scope.HEADING),
    Paragraph("The State shall prohibit child pornography.", lang="en-GB"),
    Paragraph("“Child prostitute” means a person under eighteen."),
    Paragraph("the terms that are avoided:"),
    Paragraph("child prostitute", Scope.ITEM),
    Paragraph("child prostitutes", Scope.CELL, column="Avoid"),
    Paragraph("child pornography", Scope.CELL, begins_row=True),
    Paragraph("Any material that shows a child in that way.", Scope.CELL),
    Paragraph("Any person below 18.", Scope.CELL, begins_row=True),
    Paragraph("L’État interdit la pornographie enfantine.", lang="fr-FR"),
    Paragraph("El Estado prohíbe la pornografía infantil.", lang="es-ES"),
    Paragraph("The word child pornography is emphasised.", marks=(Mark(9, 26, MarkKind.EMPHASIS),)),
    Paragraph("The offence of child pornography.", comments=("luxterm: keep child-pornography: its name",)),
    Paragraph("He said: “The child prostitutes", Scope.FOOTNOTE),
    Paragraph("are victims.”", quoted=True),
    Paragraph(""),
    Paragraph("CSAM is reported."),
    Paragraph("Child sexual abuse material (CSAM) is reported; the organization acts."),
    *(Paragraph(FILLER * times) for times in (1, 4, 9)),
]
documents = st.lists(st.sampled_from(PARAGRAPHS), max_size=90).map(tuple)


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    return termbase_of(())


def agrees(state: CheckedParagraphs, termbase: Termbase) -> None:
    document = state.checked.document
    assert state.checked.findings == check(document, termbase, Settings())
    assert [
        document.text[at : at + len(it.text)] for at, it in zip(state.starts, state.paragraphs, strict=True)
    ] == [it.text for it in state.paragraphs]


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    first=documents,
    changes=st.lists(
        st.tuples(st.integers(0, 99), st.integers(0, 9), documents.map(lambda it: it[:7])), max_size=4
    ),
)
def test_as_from_scratch(
    termbase: Termbase, first: tuple[Paragraph, ...], changes: list[tuple[int, int, tuple[Paragraph, ...]]]
) -> None:
    state = CheckedParagraphs.of(first, termbase, Settings())
    agrees(state, termbase)
    for at, gone, come in changes:
        now = state.paragraphs
        at = min(at, len(now))
        state = state.next((*now[:at], *come, *now[at + gone :]))
        agrees(state, termbase)


def test_a_paragraph_knows_its_neighbours(termbase: Termbase) -> None:
    lines = (Paragraph("The following terms are to be avoided:"), Paragraph("child prostitute", Scope.ITEM))
    state = CheckedParagraphs.of(lines, termbase, Settings())
    assert all(it.kept for it in state.checked.findings)
    state = state.next((Paragraph("The following groups are at risk:"), lines[1]))
    assert not any(it.kept for it in state.checked.findings)


def test_a_row_defines_its_own_word(termbase: Termbase) -> None:
    word, meaning = PARAGRAPHS[7:9]
    assert word.begins_row
    state = CheckedParagraphs.of((word, meaning), termbase, Settings(lang="en"))
    assert [it.defines for it in state.checked.findings] == [True]
    state = state.next((word, meaning._replace(begins_row=True)))
    assert [it.defines for it in state.checked.findings] == [False]


def test_what_stands_in_one_paragraph_is_judged_where_it_stands(termbase: Termbase) -> None:
    state = CheckedParagraphs.of(tuple(PARAGRAPHS), termbase, Settings())
    at = {state.paragraph_at(it.start) for it in state.checked.findings}
    assert {2, 3, 7, 10, 11} <= at
    assert {it.lang for it in state.checked.findings} == {"en", "fr", "es"}
