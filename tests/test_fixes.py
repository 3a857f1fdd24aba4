import itertools
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.engine.fixes import apply, splice
from luxterm.system.diff import diff
from luxterm.types import Applicability, Edit, Finding, Fix
from tests.findings import made

if TYPE_CHECKING:
    from pathlib import Path

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def finding(*fixes: Fix, kept: bool = False) -> Finding:
    return made(0, 1, "x", kept=kept, fixes=fixes)


def fix(*edits: tuple[int, int, str], applicability: Applicability = SAFE) -> Fix:
    return Fix("", applicability, tuple(Edit(*edit) for edit in edits))


def test_the_first_fix_that_is_applicable_enough_is_made() -> None:
    shown, risky, sure = (fix((0, 1, str(level)), applicability=level) for level in (DISPLAY, UNSAFE, SAFE))
    both = finding(shown, risky, sure)
    assert apply("abc", [both], SAFE) == ("2bc", [both])
    assert apply("abc", [both], UNSAFE) == ("1bc", [both])
    assert apply("abc", [both], DISPLAY) == ("1bc", [both])
    for nothing in (finding(), finding(shown), finding(sure, kept=True), finding(fix())):
        assert apply("abc", [nothing], DISPLAY) == ("abc", [])


def test_fixes_in_any_order_and_interleaved() -> None:
    article_too = finding(fix((0, 2, "an"), (8, 9, "H")))
    between = finding(fix((4, 5, "D")))
    assert apply("ab-cdef-gh", [between, article_too], SAFE) == ("an-cDef-Hh", [article_too, between])


@pytest.mark.parametrize("other", [(0, 1, "X"), (1, 3, "X"), (2, 4, "X"), (1, 1, "X"), (2, 2, "X")])
def test_of_two_that_touch_one_is_made(other: tuple[int, int, str]) -> None:
    first, second = finding(fix((0, 1, "A"), (1, 3, "B"))), finding(fix(other))
    text, applied = apply("abcdef", [second, first], SAFE)
    assert len(applied) == 1
    assert text in ("ABdef", splice("abcdef", [Edit(*other)]))


def test_adjacent_fixes_do_not_touch() -> None:
    assert apply("abcd", [finding(fix((0, 2, "X"))), finding(fix((2, 4, "Y")))], SAFE)[0] == "XY"


@st.composite
def edits(draw: st.DrawFn) -> tuple[tuple[int, int, str], ...]:
    cuts = sorted(draw(st.sets(st.integers(0, 12), min_size=2, max_size=4)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple((start, end, draw(st.text("XYZ", max_size=3))) for start, end in pairs)


@given(st.lists(edits(), max_size=6))
def test_what_no_applied_edit_covers_stays(chosen: list[tuple[tuple[int, int, str], ...]]) -> None:
    text = "abcdefghijkl"
    findings = [finding(fix(*each)) for each in chosen]
    new, applied = apply(text, findings, SAFE)
    made = sorted(edit for each in applied for edit in each.fixes[0].edits)
    assert all(a.end <= b.start for a, b in itertools.pairwise(made))
    expected = list(text)
    for start, end, replacement in made:
        expected[start:end] = [replacement, *[""] * (end - start - 1)]
    assert new == "".join(expected)
    assert bool(applied) == bool(findings)
    assert apply(text, reversed(findings), SAFE)[0] == new or len(applied) < len(findings)


LINES = st.lists(
    st.sampled_from(
        [
            b"one",
            b"two\r",
            b"three\x0c\xe2\x80\xa8four",
            b"\rfive",
            b"",
            b"D\xe9j\xe0",
            b"-- six",
            b"\xef\xbb\xbf",
        ]
    ),
    max_size=8,
)
NAMES = st.text(st.sampled_from("ab é\u2028\t\n\r\x01\x7f\"\\'"), min_size=1, max_size=6).map(
    lambda name: f"{name}.md"
)
PATCHES = [
    pytest.param(program, marks=pytest.mark.needs(program[0]))
    for program in (["patch", "--binary", "-s", "-p0"], ["git", "apply", "-p0", "--whitespace=nowarn"])
]


@pytest.mark.skipif(os.name == "nt", reason="names that Windows doesn't have")
@pytest.mark.parametrize("program", PATCHES)
@given(old=LINES, new=LINES, mark=st.booleans(), end=st.booleans(), new_end=st.booleans(), name=NAMES)
def test_patch_takes_the_diff(
    tmp_path_factory: pytest.TempPathFactory,
    program: list[str],
    old: list[bytes],
    new: list[bytes],
    mark: bool,
    end: bool,
    new_end: bool,
    name: str,
) -> None:
    """Whatever the name, the line ends and the encoding, to the byte."""
    before, after = (
        b"\xef\xbb\xbf" * mark + b"\n".join(lines) + b"\n" * ends
        for lines, ends in ((old, end), (new, new_end))
    )
    if not before or not after:
        return  # to patch, an empty file is one to be made or deleted
    if program[0] == "patch" and "\n" in name:
        return  # which patch refuses, however it is quoted
    folder: Path = tmp_path_factory.mktemp("diff")
    (folder / name).write_bytes(before)
    if patch := diff(name, before, after):
        environ = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CEILING_DIRECTORIES": str(folder.parent),
        }
        subprocess.run(program, input=patch, cwd=folder, check=True, env=environ)
    assert (folder / name).read_bytes() == after
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_diff_reads_like_one() -> None:
    assert diff("a.md", b"One.\nMinors.\n", b"One.\nMinors.\n") == b""
    assert diff("a.md", b"One.\nMinors.", b"One.\nChildren.") == (
        b"--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n One.\n"
        b"-Minors.\n\\ No newline at end of file\n+Children.\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("laws/a.md", b"laws/a.md"),
        ("été.md", "été.md".encode()),
        ("two words.md", b"two words.md\t"),
        ("a\tb c.md", rb'"a\tb c.md"'),
        ('the "Act".md', rb'"the \"Act\".md"'),
        ("a\x01\n.md", rb'"a\001\n.md"'),
    ],
)
def test_names_in_a_diff(name: str, shown: bytes) -> None:
    assert diff(name, b"a\n", b"b\n").splitlines()[:2] == [b"--- " + shown, b"+++ " + shown]
