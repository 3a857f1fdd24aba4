"""Input that is nothing but markup is read as bare paragraphs: quickly, and without losing a word."""

from collections.abc import Callable

import pytest

from luxterm.formats import read
from luxterm.types import Finding, Usage

MARKUP = {
    "cells": ("markdown", "|a" * 120_000 + "\n" + "|-" * 120_000),
    "quotations": ("markdown", ">" * 500_000),
    "items": ("markdown", "- a\n" * 120_000),
    "escapes": ("markdown", "\\*" * 150_000),
    "cells of HTML": ("html", "<table>" + "<td>a" * 60_000),
    "open tags": ("html", "<b>" * 100_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MARKUP)
def test_words_are_found_and_comments_hold(find: Callable[..., list[Finding]], name: str) -> None:
    format, markup = MARKUP[name]
    text = (
        f"{markup}\n\nStates shall prohibit child pornography.\n\n"
        "<!-- luxterm: keep child-prostitution: the name of the offence -->\n"
    )
    (finding,) = find(text, format)
    assert (finding.text, finding.usage) == ("child pornography", Usage.USE)
    document = read(text, format)
    assert [comment.text.partition(":")[0] for comment in document.comments] == ["luxterm"]
    assert len(document.segments) < 10


def test_a_long_document_is_read_as_it_should_be() -> None:
    """A big table of words is still a table."""
    row = "| protection of the child | Article 34 of the Convention |\n"
    document = read("| right | source |\n|---|---|\n" + row * 20_000, "markdown")
    assert len(document.segments) > 40_000
