"""Every registered title, split at every word by every kind of paragraph end in every format.

Whatever is said of such words: nothing is raised, and the findings stand where they say, in order and apart.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

import pytest

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import FORMATS, NAMES, read
from luxterm.termbase import Termbase
from luxterm.termbase.templates import expand_all
from luxterm.types import Finding, Usage
from tests.bundled import bundled_files

pytestmark = pytest.mark.once

Find = Callable[..., list[Finding]]

ENDS = {
    "markdown": {
        "blank line": "{}\n\n{}",
        "blank line with spaces": "{}\n \t\n{}",
        "Windows's lines": "{}\r\n\r\n{}",
        "item": "{}\n- {}",
        "item after a blank line": "{}\n\n- {}",
        "numbered item": "{}\n\n1. {}",
        "item to item": "- {}\n- {}",
        "nested item": "- {}\n  - {}",
        "item to paragraph": "- {}\n\n{}",
        "heading": "{}\n# {}",
        "heading to paragraph": "# {}\n{}",
        "underlined heading": "{}\n\n{}\n---",
        "overline to paragraph": "{}\n===\n{}",
        "cells": "| {} | {} |\n|---|---|\n| a | b |",
        "rows": "| {} | a |\n|---|---|\n| {} | b |",
        "rule": "{}\n\n***\n\n{}",
        "rule under its line": "{}\n***\n{}",
        "quotation": "{}\n> {}",
        "after a quotation": "> {}\n\n{}",
        "fence": "{}\n```\na = 1\n```\n{}",
        "tildes": "{}\n~~~\na = 1\n~~~\n{}",
        "indented code": "{}\n\n    a = 1\n\n{}",
        "page break": "{}\n\f\n{}",
        "page number": "{}\n\n12\n\n{}",
        "hard break": "{}  \n{}",
        "line": "{}\n{}",
        "HTML paragraph": "<p>{}</p><p>{}</p>",
        "HTML block": "{}\n\n<div>\n\n{}\n\n</div>",
        "two breaks": "{}<br><br>{}",
        "comment": "{}\n\n<!-- a note -->\n\n{}",
        "footnote": "{}[^1]\n\n[^1]: {}",
        "image": "{}\n\n![{}](a.png)",
    },
    "plain": {
        "blank line": "{}\n\n{}",
        "CR alone": "{}\r\r{}",
        "item": "{}\n- {}",
        "item after a blank line": "{}\n\n- {}",
        "numbered item": "{}\n\n1. {}",
        "lettered item": "{}\n(a) {}",
        "indented": "{}\n\n    {}",
        "quotation": "{}\n> {}",
        "rule": "{}\n-----\n{}",
        "heading": "# {}\n\n{}",
        "cells": "{}\t{}",
        "bars": "| {} | {} |",
        "page break": "{}\f{}",
        "page number": "{}\n\n12\n\f{}",
        "page number in the next paragraph": "{}\n\n12\n{}",
        "line": "{}\n{}",
        "paragraph separator": "{}\u2029{}",
    },
    "gitcommit": {
        "subject": "{}\n\n{}",
        "body": "Subject\n\n{}\n\n{}",
        "item": "Subject\n\n{}\n- {}",
        "quotation": "Subject\n\n{}\n> {}",
        "indented code": "Subject\n\n{}\n\n    a = 1\n\n{}",
        "fence": "Subject\n\n{}\n```\na = 1\n```\n{}",
        "comment line": "Subject\n\n{}\n# a comment\n{}",
        "trailer": "Subject\n\n{}\n\nSee: a\n\n{}",
    },
    "html": {
        "paragraph": "<p>{}<p>{}",
        "closed paragraph": "<p>{}</p>\n<p>{}</p>",
        "two breaks": "{}<br><br>{}",
        "break": "{}<br/>{}",
        "division": "{}<div>{}</div>",
        "item": "{}<ul><li>{}</ul>",
        "item to item": "<ol><li>{}<li>{}</ol>",
        "heading": "<h1>{}</h1>{}",
        "heading after": "<p>{}<h2>{}</h2>",
        "cells": "<table><tr><td>{}<td>{}</table>",
        "rows": "<table><tr><th>{}</tr><tr><td>{}</tr></table>",
        "caption": "<table><caption>{}</caption><tr><td>{}</table>",
        "rule": "{}<hr>{}",
        "quotation": "{}<blockquote>{}</blockquote>",
        "code": "{}<pre>a = 1</pre>{}",
        "definition": "<dl><dt>{}<dd>{}</dl>",
        "figure": "<figure><img alt='{}'><figcaption>{}</figcaption></figure>",
        "page number": "<p>{}</p><p>12</p><p>{}</p>",
        "comment": "<p>{}</p><!-- a --><p>{}</p>",
    },
    "mdx": {
        "blank line": "{}\n\n{}",
        "component": "{}\n<Note>\n{}\n</Note>",
        "component with its own line": "<Note>\n{}\n</Note>\n{}",
        "expression": "{}\n\n{{x}}\n\n{}",
        "comment": "{}\n\n{{/* a */}}\n\n{}",
        "item": "{}\n- {}",
        "heading": "# {}\n{}",
        "module": "{}\n\nexport const a = 1\n\n{}",
        "code": "{}\n```\na = 1\n```\n{}",
    },
    "rst": {
        "blank line": "{}\n\n{}",
        "item": "{}\n\n- {}",
        "item to item": "- {}\n- {}",
        "numbered item": "{}\n\n1. {}",
        "quotation": "{}\n\n   {}",
        "definition": "{}\n   {}",
        "field": ":{}: {}",
        "heading": "{}\n" + "=" * 300 + "\n\n{}",
        "heading after": "{}\n\n{}\n" + "-" * 300,
        "transition": "{}\n\n----\n\n{}",
        "literal block": "{}::\n\n   a = 1\n\n{}",
        "directive": "{}\n\n.. note:: {}",
        "directive's text": ".. note::\n\n   {}\n\n{}",
        "topic": ".. topic:: {}\n\n   {}",
        "comment": "{}\n\n.. a comment\n\n{}",
        "line block": "| {}\n| {}",
        "grid": "+{0}+\n| {{:<300}} | {{:<300}} |\n+{0}+".format("-" * 302 + "+" + "-" * 302),
        "simple table": "{0} {0}\n{{:<300}} {{}}\n{0} {0}".format("=" * 300),
        "footnote": "{}\n\n.. [1] {}",
        "page break": "{}\n\f\n{}",
        "page number": "{}\n\n12\n\n{}",
    },
    "latex": {
        "blank line": "{}\n\n{}",
        "par": "{}\\par {}",
        "new page": "{}\\newpage {}",
        "item": "{}\n\\begin{{itemize}}\n\\item {}\n\\end{{itemize}}",
        "item to item": "\\begin{{enumerate}}\\item {} \\item {}\\end{{enumerate}}",
        "section": "{}\\section{{{}}}",
        "after a section": "\\section{{{}}}{}",
        "cells": "\\begin{{tabular}}{{ll}}{} & {}\\\\\\end{{tabular}}",
        "rows": "\\begin{{tabular}}{{l}}{}\\\\ \\hline {}\\\\\\end{{tabular}}",
        "quotation": "{}\\begin{{quote}}{}\\end{{quote}}",
        "verbatim": "{}\\begin{{verbatim}}\na = 1\n\\end{{verbatim}}\n{}",
        "formula": "{}\\[a = 1\\]{}",
        "rule": "{}\\hrule {}",
        "two lines": "{}\\\\[1ex] {}",
        "footnote": "{}\\footnote{{{}}}",
        "caption": "{}\\begin{{figure}}\\caption{{{}}}\\end{{figure}}",
        "comment": "{}\n\n% a note\n\n{}",
        "page number": "{}\n\n12\n\n{}",
    },
    "asciidoc": {
        "blank line": "{}\n\n{}",
        "item": "{}\n\n* {}",
        "item to item": "* {}\n* {}",
        "numbered item": "{}\n\n. {}",
        "continued item": "* {}\n+\n{}",
        "heading": "== {}\n\n{}",
        "heading after": "{}\n\n== {}",
        "block title": "{}\n\n.{}\nAnother paragraph.",
        "cells": "|===\n|{} |{}\n|===",
        "rows": "|===\n|{}\n\n|{}\n|===",
        "rule": "{}\n\n'''\n\n{}",
        "page break": "{}\n\n<<<\n\n{}",
        "quotation": "{}\n\n____\n{}\n____",
        "markdown's quotation": "{}\n\n> {}",
        "listing": "{}\n\n----\na = 1\n----\n\n{}",
        "listing under its line": "{}\n----\na = 1\n----\n{}",
        "literal": "{}\n\n....\na = 1\n....\n\n{}",
        "passed through": "{}\n\n++++\na\n++++\n\n{}",
        "example": "{}\n\n====\n{}\n====",
        "sidebar": "{}\n\n****\n{}\n****",
        "open block": "{}\n\n--\n{}\n--",
        "fence": "{}\n\n```\na = 1\n```\n\n{}",
        "comment": "{}\n\n////\na\n////\n\n{}",
        "comment line": "{}\n\n// a\n\n{}",
        "admonition": "{}\n\nNOTE: {}",
        "definition": "{}:: {}",
        "attributes": "{}\n\n[.lead]\n{}",
        "hard break": "{} +\n{}",
        "page number": "{}\n\n12\n\n{}",
    },
}
"""Ways in which words of one paragraph go on in another: a whole construct with both halves."""
CASES = [(format, end) for format, ends in ENDS.items() for end in ends]
BETWEEN = "\n\nThe report ends here.\n\n"
TOGETHER = 100
"""Splits in one document."""
STRIDE = 599
"""Of how many splits the quick test takes one, from another one in each case. A prime."""


@cache
def splits() -> list[tuple[str, str]]:
    """The halves of every title at every word."""
    files = bundled_files()
    registered = [title for languages in files.titles.values() for file in languages for title in file.titles]
    phrases = {phrase for title in registered for phrase in (title.title, *expand_all(title.variants))}
    words = [phrase.split() for phrase in sorted(phrases)]
    return [(" ".join(each[:at]), " ".join(each[at:])) for each in words for at in range(1, len(each))]


def capitals(text: str) -> str:
    return " ".join(f"{word[0].upper()}{word[1:]}" for word in text.split())


CASES_OF_LETTERS: list[Callable[[str, str], tuple[str, str]]] = [
    lambda left, right: (left, right),
    lambda left, right: (left, right.lower()),
    lambda left, right: (capitals(left), right.lower()),
    lambda left, right: (capitals(left), capitals(right)),
    lambda left, right: (left.lower(), right.lower()),
]
"""How a split title may be written; one after the other, another first in each case."""


def written(number: int, every: int = 1) -> Iterator[tuple[str, str]]:
    """The splits (or one of several) for the case with this number."""
    for index in range(number % every, len(splits()), every):
        yield CASES_OF_LETTERS[(index + number) % len(CASES_OF_LETTERS)](*splits()[index])


def documents(format: str, end: str, chosen: Iterator[tuple[str, str]]) -> Iterator[str]:
    frame = ENDS[format][end]
    if format == "latex":
        chosen = ((left.replace("&", "\\&"), right.replace("&", "\\&")) for left, right in chosen)
    while batch := list(islice(chosen, TOGETHER)):
        yield BETWEEN.join(frame.format(f"The State follows the {left}", right) for left, right in batch)


def look(termbase: Termbase, format: str, end: str, chosen: Iterator[tuple[str, str]]) -> None:
    """The laws of findings hold for each document, and there are findings."""
    count = 0
    for text in documents(format, end, chosen):
        reached = 0
        for finding in check(read(text, format), termbase, Settings()):
            assert reached <= finding.start < finding.end <= len(text)
            assert text[finding.start : finding.end] == finding.text
            reached = finding.end
            count += 1
    assert count


@pytest.mark.slow
@pytest.mark.parametrize(("format", "end"), CASES[::6])
def test_some_titles_split(termbase: Termbase, format: str, end: str) -> None:
    look(termbase, format, end, written(CASES.index((format, end)), STRIDE))


@pytest.mark.exhaustive
@pytest.mark.parametrize(("format", "end"), CASES)
def test_every_title_split(termbase: Termbase, format: str, end: str) -> None:
    look(termbase, format, end, written(CASES.index((format, end))))


def test_every_format_has_its_paragraph_ends() -> None:
    assert set(ENDS) == {*FORMATS.values(), *NAMES.values()}


def test_a_list_in_the_middle_of_a_sentence(find: Find) -> None:
    """Its words are the sentence's own: "end" is no name without its capital."""
    for item in ("- child prostitution,", "- child pornography and\n- child prostitution,"):
        usages = {it.usage for it in find(f"The coalition works to end\n\n{item}")}
        assert usages == {Usage.USE}


def test_a_title_in_two_paragraphs_is_compared_as_in_one(find: Find) -> None:
    """Also which of its words have capitals, and whether the first begins a sentence."""
    for left, usage in {
        "The coalition works with End": Usage.TITLE,
        "The coalition works. End": Usage.USE,
        "End": Usage.USE,
        "The coalition works to end": Usage.USE,
    }.items():
        for gap in (" ", "\n\n", "\n\n12\n\n"):
            (finding,) = find(f"{left}{gap}child prostitution, and more.")
            assert finding.usage is usage, (left, gap)


def test_an_apostrophe_that_counts_as_a_letter(find: Find) -> None:
    """U+02BC is one to Unicode, but not where words are compared."""
    for mark in ("'", "\u02bc"):
        (finding,) = find(f"End {mark}Child Prostitution{mark} is a coalition.")
        assert finding.usage is Usage.TITLE, mark


def test_a_page_number_in_the_paragraph_that_goes_on(find: Find) -> None:
    """What a page ends with, and the next one begins with, may come out as lines of one paragraph."""
    for furniture in ("12", "A/HRC/31/58"):
        text = (
            f"The Protocol on the sale of children, child\n\n{furniture}\nprostitution and child pornography."
        )
        assert {it.usage for it in find(text, "plain")} == {Usage.TITLE}, furniture
