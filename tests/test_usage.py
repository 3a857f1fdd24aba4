"""Use, mention, quotation, title, citation: how each occurrence is used, as a careful editor would say.

Each file in `tests/cases/usage` is one test, each of its cases a subtest by the case's `name`:

    pytest tests/test_usage.py -k titles                                all cases of titles.toml
    pytest tests/test_usage.py -k titles --case royal-commission        those with this in their name

A case's `expect` lists what must be found, in order, as [text, usage]; what isn't listed must not be
found. "use|mention" if an editor could defend either. `lang` is the language that it is taken to be in.
`kind` is the hard question that a case poses, explained at the top of its file. `xfail` gives the reason why
the engine is known to judge otherwise; such a case has to fail.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from luxterm.config.settings import AUTO, Settings
from luxterm.types import Finding
from luxterm.wording.findings import because

pytestmark = pytest.mark.once

FOLDER = Path(__file__).parent / "cases" / "usage"
CASES: dict[str, list[dict[str, Any]]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    for path in sorted(FOLDER.glob("*.toml"))
}


def assert_judged(case: dict[str, Any], find: Callable[..., list[Finding]]) -> None:
    settings = Settings(lang=case.get("lang", AUTO))
    found = find(case["text"], case.get("format", "markdown"), settings)
    expected = [(text, usage.split("|")) for text, usage in case["expect"]]
    assert [it.text for it in found] == [text for text, _ in expected], case["text"]
    for finding, (_, usages) in zip(found, expected, strict=True):
        assert finding.usage.value in usages, (
            f"{finding.text!r}: {finding.usage}, {because(finding)}\n{case['text']}"
        )


@pytest.mark.parametrize("file", CASES)
def test_usage(
    file: str, find: Callable[..., list[Finding]], subtests: pytest.Subtests, request: pytest.FixtureRequest
) -> None:
    asked = request.config.getoption("--case")
    cases = [case for case in CASES[file] if asked in case["name"]]
    if not cases:
        pytest.skip(f"no case here has {asked!r} in its name")
    for case in cases:
        with subtests.test(case["name"]):
            try:
                assert_judged(case, find)
            except AssertionError:
                if "xfail" in case:
                    pytest.xfail(case["xfail"])
                raise
            assert "xfail" not in case, "comes out right by now: the reason to fail is gone"


LIKE = {
    "no-break spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "no-break hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "accents by themselves": lambda text: normalize("NFD", text),
}
"""What makes no difference to a reader."""
_EACH = 7
"""Of so many cases one is tried so."""


@pytest.mark.parametrize("like", LIKE)
def test_what_only_looks_alike_is_read_alike(
    like: str, find: Callable[..., list[Finding]], subtests: pytest.Subtests
) -> None:
    cases = [it for cases in CASES.values() for it in cases if "xfail" not in it]
    for case in cases[::_EACH]:
        text = LIKE[like](case["text"])
        if text == case["text"] or ("/" in text and "hyphens" in like):  # no address has such a hyphen
            continue
        settings, format = Settings(lang=case.get("lang", AUTO)), case.get("format", "markdown")
        with subtests.test(case["name"]):
            found, other = (find(it, format, settings) for it in (case["text"], text))
            assert [(it.seen, it.usage) for it in found] == [
                (normalize("NFC", it.seen.replace("\u2011", "-")), it.usage) for it in other
            ]


def test_each_case_has_a_name_of_its_own() -> None:
    for file, cases in CASES.items():
        names = [case["name"] for case in cases]
        assert len(names) == len(set(names)), file
        assert [name for name in names if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+|[a-z]+", name)] == []


def test_every_kind_has_its_keep_and_its_use() -> None:
    """A rule that keeps too much shows only if there is a use next to it."""
    cases = [case for cases in CASES.values() for case in cases if "kind" in case]
    kinds = {case["kind"] for case in cases}
    assert {f"H{number:02}" for number in range(1, 31)} <= kinds
    for kind in kinds:
        if kind.startswith("H"):
            usages = {usage for case in cases if case["kind"] == kind for _, usage in case["expect"]}
            assert "use" in usages, kind
            assert usages & {"mention", "quotation", "title", "citation"} or any(
                "|" in usage for usage in usages
            ), kind
