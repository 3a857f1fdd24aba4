"""`luxterm.lazy`: an expression as if compiled at once, but when first used; an attribute found once."""

import re
import subprocess
import sys

import pytest
import regex

from luxterm.lazy import lazy, lazy_regex, once


def test_as_if_compiled_at_once() -> None:
    ours, theirs = lazy(r"(?P<word>[a-z]+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert ours.sub("x", "The Act") == theirs.sub("x", "The Act") == "x x"
    assert [m["word"] for m in ours.finditer("The Act")] == ["The", "Act"]
    assert (ours.pattern, ours.flags, ours.groupindex) == (theirs.pattern, theirs.flags, theirs.groupindex)
    assert lazy(rb"\xff").search(b"a\xff")
    with pytest.raises(AttributeError):
        ours.find  # noqa: B018 # pyright: ignore


def test_compiled_when_first_used() -> None:
    broken = lazy("(")
    with pytest.raises(re.error):
        broken.search("")


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
        "import sys, luxterm.lazy, luxterm.engine.check, luxterm.formats.markdown;"
        "one = luxterm.lazy.lazy_regex('a');"
        "assert 'regex' not in sys.modules; one.search('a'); assert 'regex' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_attribute_is_found_once() -> None:
    class Counting:
        asked = 0

        @once
        def answer(self) -> int:
            """What it is."""
            self.asked += 1
            return self.asked

    one, other = Counting(), Counting()
    assert (one.answer, one.answer, other.answer) == (1, 1, 1)
    assert Counting.answer.__doc__ == "What it is."
