"""Terms that a blank line or a page break parts: found in the middle of a sentence, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm import Applicability, check_text, fix_text
from luxterm.formats import read
from luxterm.formats.blocks import block_boundaries
from luxterm.types import BARRIER

pytestmark = pytest.mark.once

FIRST, SECOND = "The Minister spoke of the possession of child", "pornography and of its victims."
GAPS = ["\n\n", "\r\n\r\n", "\n \t\n", "\n\f", "\f", "\n\n\f", "\n\f\n", " \n\n "]


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_in_a_sentence_hides_nothing(gap: str) -> None:
    text = f"{FIRST}{gap}{SECOND}\n"
    (found,) = check_text(text, "plain")
    assert (found.start, found.end) == (text.index("child"), text.index("pornography") + len("pornography"))
    assert found.fixes[0].applicability is Applicability.UNSAFE
    assert [it.code for it in found.cautions] == ["across-blank"]
    assert fix_text(text, "plain") == text
    fixed = fix_text(text, "plain", least=Applicability.UNSAFE)
    assert fixed == text.replace("pornography", "sexual abuse material")


def test_in_markdown_too() -> None:
    (found,) = check_text(f"Hansard, *1 May 2012*. {FIRST}\n\n{SECOND}\n", "markdown")
    assert found.fixes[0].applicability is Applicability.UNSAFE
    text = (
        f"{FIRST}\n\n*pornography*, they.\n\nIt is *said* of the sale of child\n\npornography in **law**.\n"
    )
    assert [text[it.start : it.end] for it in check_text(text, "markdown")] == ["child\n\npornography"]


@pytest.mark.parametrize("format", ["plain", "markdown"])
@pytest.mark.parametrize(
    "text",
    [
        "# On the safety of a child\n\npornography and the law.\n",
        "On the safety of a child\n========================\n\npornography and the law.\n",
        "- words on the protection of a child\n\n- pornography and the law\n",
        "- words on the protection of a child\n\npornography and the law\n",
        "| a | On the protection of a child |\n|---|---|\n\npornography and the law\n",
        "Child\n\npornography\n",
        "the child\n\npornography\n",
        "words for a child\n\npornography in law\n",  # entries of a list without signs
        f"{FIRST}.\n\n{SECOND}\n",
        f"{FIRST},\n\n{SECOND}\n",
        f"{FIRST}\n\n{SECOND.title()}\n",
        f"{FIRST}\n\n\n{SECOND}\n",  # two blank lines
        f"{FIRST}\n\n> {SECOND}\n",
        f"> {FIRST}\n\n{SECOND}\n",
        f"{FIRST}\n\n---\n\n{SECOND}\n",
        f"{FIRST}\n\n(ii)\n\n{SECOND}\n",
        f"{FIRST}\n\n<!-- luxterm: x -->\n\n{SECOND}\n",
    ],
)
def test_where_something_else_begins_nothing_is_joined(text: str, format: str) -> None:
    assert not [it for it in check_text(text, format) if it.term == "child-pornography"]


@given(
    st.lists(
        st.sampled_from(
            [
                "The law of a child",
                "a child",
                "pornography.",
                "of the sale",
                "x",
                "*",
                " ",
                "\n",
                "\n\n",
                "\f",
                "- ",
                ">",
                "#",
                "é",
            ]
        ),
        max_size=24,
    ).map(" ".join),
    st.sampled_from(["plain", "markdown"]),
)
def test_no_part_begins_inside_a_segment(text: str, format: str) -> None:
    """Else a text that is being typed would be read otherwise than a whole one."""
    segments = read(text, format).segments
    inside = [
        at for at in block_boundaries(text, format) for it in segments if it.span.start < at < it.span.end
    ]
    assert inside == []
    places = [(p.start, p.end) for it in segments for p in it.pieces]
    assert places == sorted(places)
    for it in segments:
        assert "".join(text[p.start : p.end] if p.text is None else p.text for p in it.pieces).strip(
            f" {BARRIER}\n"
        )
