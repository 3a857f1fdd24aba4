"""Versions of one text side by side: what is aligned, what is said to differ, and the command with its reports."""

import json
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
