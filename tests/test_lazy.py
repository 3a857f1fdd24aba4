"""`luxterm.lazy`: an expression is as if compiled at once, but compiled when first used."""

import re

import pytest

from luxterm.lazy import lazy


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
