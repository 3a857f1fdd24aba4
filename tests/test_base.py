"""`luxterm.base`: expressions that are compiled when first used; attributes that are computed once."""

import copy
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from luxterm.base import cached_attribute, lazy_pattern, lazy_regex

ROOT = Path(__file__).parent.parent
HEAVY = ("inspect", "dataclasses", "logging", "pathlib", "tempfile", "subprocess", "pydantic", "tomllib")


def test_as_if_compiled_at_once() -> None:
    ours, theirs = (
        lazy_pattern(r"(?P<word>[a-z]+)", re.IGNORECASE),
        re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE),
    )
    assert ours.sub("x", "The Act") == theirs.sub("x", "The Act") == "x x"
    assert [m["word"] for m in ours.finditer("The Act")] == ["The", "Act"]
    assert (ours.pattern, ours.flags, ours.groupindex) == (theirs.pattern, theirs.flags, theirs.groupindex)
    assert lazy_pattern(rb"\xff").search(b"a\xff")
    with pytest.raises(AttributeError):
        ours.find  # noqa: B018 (that it is looked up is enough) # pyright: ignore


def test_compiled_when_first_used() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.search("")


def test_copies_and_pickles_are_made_without_compiling() -> None:
    for made in (lazy_pattern("a(b)"), lazy_regex("a(b)")):
        for other in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301
            assert other.search("ab")
    assert not hasattr(lazy_pattern("("), "__slots__")


def test_the_same_by_regex() -> None:
    ours, theirs = lazy_regex(r"(?P<first>\p{Lu})\p{M}*"), regex.compile(r"(?P<first>\p{Lu})\p{M}*")
    text = "É E\u0301 é"
    assert (
        [m["first"] for m in ours.finditer(text)] == [m["first"] for m in theirs.finditer(text)] == ["É", "E"]
    )
    assert lazy_regex("a", regex.IGNORECASE).match("A")
    with pytest.raises(regex.error):
        lazy_regex("(").search("")


def test_regex_is_imported_when_first_used() -> None:
    code = (
        "import sys, luxterm.base, luxterm.engine.check, luxterm.formats.markdown;"
        "one = luxterm.base.lazy_regex('a');"
        "assert 'regex' not in sys.modules; one.search('a'); assert 'regex' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_attribute_is_found_once() -> None:
    class Counting:
        asked = 0

        @cached_attribute
        def answer(self) -> int:
            """What it is."""
            self.asked += 1
            return self.asked

    one, other = Counting(), Counting()
    assert (one.answer, one.answer, other.answer) == (1, 1, 1)
    assert Counting.answer.__doc__ == "What it is."


@pytest.mark.usefixtures("termbase")  # compiled by then
@pytest.mark.parametrize(
    ("text", "status", "heavy"),
    [
        ("The plan against child prostitution was adopted.\n", 1, HEAVY),
        ("The plan was adopted.\n", 0, (*HEAVY, "regex")),
    ],
)
def test_a_small_check_imports_nothing_that_costs(
    tmp_path: Path, text: str, status: int, heavy: tuple[str, ...]
) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(text)
    code = (
        "import argparse, sys; argparse.ArgumentParser().format_usage(); known = set(sys.modules)\n"
        "from luxterm.cli.main import main; status = main(sys.argv[1:])\n"
        f"print(status, sorted(set({heavy!r}) & set(sys.modules) - known))"
    )
    # Isolated from the environment's own start-up files
    folders = [str(ROOT), str(ROOT / "lexicon"), *(path for path in sys.path if path.endswith("-packages"))]
    run = [sys.executable, "-S", "-c", f"import sys; sys.path += {folders!r}\n{code}", "check", str(paper)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == f"{status} []", done.stderr
