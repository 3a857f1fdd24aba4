"""A fix leaves a document's structure intact: titles, tables, and what is referred to by a name.

Cases are in `tests/cases/structure.toml`: a text, the result of every safe fix (nothing changes if that
is left out), part of what the drafter is told if a fix isn't made, and how many `errors` docutils sees in it.
"""

import textwrap
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz import soup
from fuzz.fixing import (
    another_reader_sees_no_other_words_change,
    another_reader_sees_the_same_structure,
    fixed,
    our_own_reader_sees_the_same_structure,
)
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.formats.markdown_events import WITHOUT_MATH
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from luxterm.termbase import Termbase
from luxterm.text.width import width
from luxterm.types import Applicability, Finding
from luxterm.wording.findings import because

pytestmark = pytest.mark.once

FILE = Path(__file__).parent / "cases" / "structure.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
WORDS = (
    "child pornography", "child prostitution", "child prostitutes", "the State", "shall", "report",
    "prohibit", "a child molester", "law", "Act",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case['format']}: {case['name']}" for case in CASES])
def test_case(case: dict[str, Any], find: Callable[..., list[Finding]], fix: Callable[..., str]) -> None:
    text, format = case["text"], case["format"]
    assert fix(text, format) == case.get("fixed", text)
    said = [because(each) for each in find(text, format) if not each.kept]
    assert all(any(part in reason for reason in said) for part in case.get("because", ())), said
    if format == "rst":
        said, still = errors_of(text), errors_of(case.get("fixed", text))
        assert len(said) == len(still) == case.get("errors", 0)


def errors_of(text: str) -> list[str]:
    """What docutils says about a text; Sphinx's roles and directives are unknown to it."""
    nodes, tree = parsed(text)
    said = [node.astext() for node in tree.findall(nodes.system_message)]
    return [
        each
        for each in said
        if not any(
            part in each for part in ("Unknown interpreted", "Unknown directive", "No role", "No directive")
        )
    ]


def parsed(text: str) -> tuple[Any, Any]:
    docutils = pytest.importorskip("docutils.core")
    from docutils import nodes

    asked = {"report_level": 1, "halt_level": 5, "warning_stream": False, "file_insertion_enabled": False}
    return nodes, docutils.publish_doctree(text, settings_overrides=asked)


def cells_of(text: str) -> list[str]:
    nodes, tree = parsed(text)
    assert not errors_of(text), text
    return [" ".join(entry.astext().split()) for entry in tree.findall(nodes.entry)]


phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
tables = st.integers(1, 4).flatmap(
    lambda columns: st.tuples(
        st.lists(st.integers(20, 32), min_size=columns, max_size=columns),
        st.lists(st.lists(phrases, min_size=columns, max_size=columns), min_size=1, max_size=4),
    )
)


def grid(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    rule = f"+{'+'.join('-' * (width + 2) for width in widths)}+"
    lines = [rule]
    for number, row in enumerate(rows):
        wrapped = [textwrap.wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, wrapped))):
            parts = [cell[line] if line < len(cell) else "" for cell in wrapped]
            lines.append(f"| {' | '.join(map(str.ljust, parts, widths))} |")
        lines.append(rule if number or len(rows) == 1 else rule.replace("-", "="))
    return "\n".join(lines) + "\n"


def simple(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    rule = "  ".join("=" * width for width in widths)
    lines = [rule]
    for row in rows:
        wrapped = [textwrap.wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, wrapped))):
            parts = [cell[line] if line < len(cell) else "" for cell in wrapped]
            lines.append("  ".join(map(str.ljust, parts, widths)).rstrip())
    return "\n".join([*lines, rule]) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize(("draw", "name"), [(grid, "a.rst"), (simple, "a.rst"), (grid, "a.md")])
@given(table=tables, least=st.sampled_from([Applicability.SAFE, Applicability.UNSAFE]))
@settings(max_examples=60)
def test_a_table_stays_one(
    draw: Callable[..., str], name: str, table: tuple[list[int], list[list[str]]], least: Applicability
) -> None:
    """Pandoc's in Markdown are drawn as docutils' are."""
    widths, rows = table
    # A row of a simple table begins where its first cell does, and with two columns at least
    if draw is simple:
        widths, rows = [9, *widths], [["Article", *row] for row in rows]
    text = draw(widths, rows)
    before = cells_of(text)
    fixed = scan_file(Job(name, Options(fix=least), text.encode())).output.decode()
    assert len(cells_of(fixed)) == len(before)
    again = scan_file(Job(name, Options(fix=least), fixed.encode())).output.decode()
    assert again == fixed


def test_a_cell_of_pandoc_grows_with_its_table() -> None:
    text = grid([24, 4], [["What the law says", "Who"], ["The State bans child pornography in law.", "all"]])
    fixed = scan_file(Job("a.md", Options(fix=Applicability.SAFE), text.encode())).output.decode()
    assert cells_of(fixed) == [
        "What the law says",
        "Who",
        "The State bans child sexual abuse material in law.",
        "all",
    ]


@given(st.lists(phrases, min_size=1, max_size=3).map(" and ".join), st.sampled_from("=-~"), st.booleans())
@settings(max_examples=60)
def test_a_title_keeps_its_line(title: str, sign: str, over: bool) -> None:
    line = sign * len(title)
    text = f"{line}\n{title}\n{line}\n" if over else f"{title}\n{line}\n"
    result = scan_file(Job("a.rst", Options(fix=Applicability.UNSAFE), text.encode()))
    *_, fixed, under = result.output.decode().splitlines()
    assert not result.errors
    assert width(fixed) == len(under)


LINKS = {
    "markdown": ("[{}]", "[{}][]", "[acts][{}]", "[{}](https://example.org)", "*[{}]*", "![{}][]"),
    "rst": ("`{}`_", "`acts <{}_>`__", "`{} <https://example.org>`__"),
}
TARGETS = {"markdown": "[{}]: https://example.org/{}\n", "rst": ".. _{}: https://example.org/{}\n"}


@pytest.mark.parametrize("format", LINKS)
@given(data=st.data())
@settings(max_examples=60)
def test_links_lead_where_they_led(format: str, data: st.DataObject) -> None:
    links = data.draw(st.lists(st.tuples(st.sampled_from(LINKS[format]), phrases), min_size=1, max_size=4))
    text = "".join(f"The State shall prohibit {link.format(words)} in its law.\n" for link, words in links)
    names = dict.fromkeys(words for _, words in links)
    text += "\n" + "".join(TARGETS[format].format(words, number) for number, words in enumerate(names))
    least = data.draw(st.sampled_from([Applicability.SAFE, Applicability.UNSAFE]))
    suffix = {"markdown": "md", "rst": "rst"}[format]
    fixed = scan_file(Job(f"a.{suffix}", Options(fix=least), text.encode())).output.decode()
    assert targets(fixed, format) == targets(text, format)


def targets(text: str, format: str) -> list[str]:
    """Where the links of a text lead."""
    if format == "rst":
        nodes, tree = parsed(text)
        assert not errors_of(text), text
        return [node["refuri"] for node in tree.findall(nodes.reference)]
    events: Any = WITHOUT_MATH.events(text)
    starts = [event["Start"] for event in events if isinstance(event, dict) and "Start" in event]
    return [each[kind]["dest_url"] for each in starts for kind in ("Link", "Image") if kind in each]


@pytest.mark.parametrize("format", ["markdown", "rst", "html", "latex", "plain", "asciidoc"])
@given(
    rng=st.randoms(use_true_random=False), least=st.sampled_from([Applicability.SAFE, Applicability.UNSAFE])
)
@settings(max_examples=60)
def test_nothing_but_words_changes(
    format: str, rng: Random, least: Applicability, termbase: Termbase
) -> None:
    document = read(soup.text(rng, format), format)
    done = fixed(document, check(document, termbase, Settings()), least)
    our_own_reader_sees_the_same_structure(done)
    another_reader_sees_the_same_structure(done)
    another_reader_sees_no_other_words_change(done)
