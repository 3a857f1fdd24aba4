"""Time grows with the length of a text and not faster, whatever stands in it: each pattern, each reader."""

import re
import signal
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from luxterm.formats import read
from tests.all_patterns import MATCHING, SEARCHING, Found, all_patterns, imported_otherwise
from tests.pumping import Pump, pumps
from tests.timing import assert_within, grows_too_fast

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing ends an endless search here"),
]

SHORT, LENGTH = 40, 10_000
"""Code points: enough for exponential growth to be seen, and for quadratic growth."""
ENOUGH = 0.02
"""Seconds in which 10,000 code points are searched at any rate."""

BOUNDED = {
    "luxterm/engine/judge/citations.py _VOLUME": 80,
    "luxterm/engine/judge/register.py _FURNITURE": 60,
    "luxterm/engine/judge/provisions.py _LABEL": 160,
    "luxterm/engine/judge/provisions.py _ROW_NUMBER": 420,
    "luxterm/formats/rst_inline.py _NAME": 200,
    "server/luxterm_server/completion.py _TYPED": 80,
    "termbase entry": 200,
}
"""Patterns that are only used on so many code points at most, where they are used."""
ONLY_MATCHED = {
    # No comment begins behind the last end
    "luxterm/formats/builder.py _COMMENT_OR_BLANK",
    # By the name of the one that is tried, at the sign of a tag; after the first failure another is
    "luxterm/formats/html_syntax.py TAG",
}
"""Patterns that aren't searched for where they can fail more than once."""


def bound_of(found: Found) -> int | None:
    """Of a termbase's pattern, whatever the language."""
    return BOUNDED.get(" ".join(found.where.split(" ")[:2]))


def calls(found: Found) -> list[Callable[[Any], object]]:
    """How the code uses a pattern: from one place, on a whole text, from every place."""
    compiled = found.compiled
    made: list[Callable[[Any], object]] = []
    if found.methods & MATCHING or found.where in ONLY_MATCHED:
        made.append(compiled.match)
    if "fullmatch" in found.methods:
        made.append(compiled.fullmatch)
    if found.methods & SEARCHING and found.where not in ONLY_MATCHED:
        made.append(lambda text: sum(1 for _ in compiled.finditer(text)))
    return made


def slow(found: Found, every: int = 1) -> Pump | None:
    """A text for which a pattern takes too long; of all there are, one of several is tried."""
    bound = bound_of(found)
    for pump in pumps(found.compiled)[::every]:
        for call in calls(found):
            for length in (SHORT, bound or LENGTH):

                def run(length: int, call: Callable[[Any], object] = call, pump: Pump = pump) -> None:
                    text = pump.text(length)
                    call(
                        text.encode("latin-1", "replace")
                        if isinstance(found.compiled.pattern, bytes)
                        else text
                    )

                if grows_too_fast(run, length, ENOUGH / 4 if bound else ENOUGH):
                    return pump
    return None


def by_where() -> dict[str, Found]:
    return {found.where: found for found in all_patterns()}


def test_patterns_are_where_they_are_looked_for() -> None:
    assert len(all_patterns()) > 200
    assert not list(imported_otherwise())
    assert set(by_where()) >= ONLY_MATCHED
    assert sum(bound_of(found) is not None for found in all_patterns()) >= len(BOUNDED)


@pytest.mark.parametrize(
    ("pattern", "grows"),
    [
        (r"(?:a+)+b", True),
        (r"\.\.[ \t]+(\w+(?:[-._+:]\w+)*)[ \t]?::", True),
        (r"\s*\\?\s*\Z", True),
        (r"x(?:[^y]|\w)*y", True),
        (r"(?:[a-c]*[b-d]*)*e", True),
        (r"<!--(?:.*?)-->", True),
        (r"(?<![a-d])[a-c]*+[b-d]*+e", False),
        (r"(?<!\w)\w++:", False),
        (r"\([^()]{0,60}\)", False),
    ],
)
def test_what_grows_is_seen(pattern: str, grows: bool) -> None:
    found = Found("here", re.compile(pattern), MATCHING | SEARCHING)
    assert (slow(found) is not None) == grows


@pytest.mark.parametrize("where", by_where())
def test_some_texts_for_each_pattern(where: str) -> None:
    assert slow(by_where()[where], every=17) is None


@pytest.mark.exhaustive
@pytest.mark.parametrize("where", by_where())
def test_every_text_for_each_pattern(where: str) -> None:
    assert slow(by_where()[where]) is None


SIGNS = {
    "markdown": (
        '# * ** _ ` ~~~ [ ] ( ![ ]( < > <! <!-- <b> </b> & &a; \\ | |- - + 1. : :- = $ { {{ {% ~ [^ ]: ![]( "'
    ),
    "mdx": (
        "{ } { `} ${ {/* */} {// {' {\" < <a <a> </a> <A /> <A b={ <> </> = ' \" "
        "import export ` ~~~ \\ > - * [ ]( <!--"
    ),
    "plain": ('# * - 1. 1.1 (a) > | = ~ _ . : < <!-- § A A. I. ( [ " • –'),
    "gitcommit": ('# * - 1. > ` ``` : A: (a) [ A-B < <!-- "'),
    "html": (
        '< > </ <b <b> </b> <p> <td> <li> <code> <pre> <!-- <! <? & &a; &#1; = " \' <a= <a=" / '
        "- <sup> [ <script> <style>"
    ),
    "rst": (".. _ __ ` `` * ** | : :: :a: [ ] [1]_ a_ _` \\ - + = +- == --a -a / < > ( 1. # ~ \" ' , ;"),
    "latex": (
        "\\ { } $ $$ % & ~ [ ] ( ) \\( \\[ \\] ` ' \\a \\verb| \\begin{a} \\end{a} \\item "
        '\\url{ \\href{ ^ _ # \\\\ - " <'
    ),
    "asciidoc": (
        "= * ** _ __ ` `` # ## + ++ [ ] [[ ]] << >> :: : ; a: a:: a:[ :a: . .. - -- ---- | |=== "
        "{a} { ' \" ^ ~ // ( <"
    ),
}
"""What means something in a format."""
GAPS = ("", " ", "\n", "\n\n", "a ")


def readings(format: str) -> list[tuple[str, int]]:
    """What to repeat, and how often: each sign alone and with each other, in a line, in lines, in words."""
    signs = SIGNS[format].split(" ")
    alone = [(f"{sign}{gap}", 50_000) for sign in signs for gap in GAPS]
    two = [
        (f"{one}{gap}{other}{gap}", 5_000)
        for number, (one, other) in enumerate(permutations(signs, 2))
        for gap in (GAPS[number % len(GAPS)],)
    ]
    return alone + two


def linear(format: str, again: str, times: int) -> bool:
    def run(count: int) -> None:
        read(f"{again * count}\nThe end of a text.\n", format)

    return not grows_too_fast(run, times, times * len(again) * 5e-6)


@pytest.mark.parametrize("format", SIGNS)
def test_some_signs_again_and_again(format: str) -> None:
    slow = [again for again, times in readings(format)[::59] if not linear(format, again, times // 5)]
    assert not slow


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", SIGNS)
def test_every_sign_again_and_again(format: str) -> None:
    slow = [again for again, times in readings(format) if not linear(format, again, times)]
    assert not slow


@pytest.mark.parametrize(
    "line", [f".. {'_' * 40}", f".. {'_' * 50_000}", f".. {'child_protection_' * 3_000}"]
)
@pytest.mark.parametrize("format", SIGNS)
def test_a_long_label(format: str, line: str) -> None:
    """Of 40 signs it took 11 s."""
    for end in ("", ":", ": ", "::", " x", "]"):
        assert_within(1, lambda end=end: read(line + end, format))
