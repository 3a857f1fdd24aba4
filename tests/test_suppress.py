import re
import tomllib
from functools import partial
from pathlib import Path

import pytest

from luxterm.config.settings import Keep
from luxterm.engine import suppressions
from luxterm.formats import read
from luxterm.text.directives import Directive, parse
from luxterm.types import (
    Applicability,
    Comment,
    Document,
    Edit,
    Finding,
    Fix,
    Piece,
    Segment,
    Severity,
    Usage,
)
from luxterm.wording.findings import because, message, why
from tests.findings import made

KEEP_USAGE = "Write “luxterm: keep TERM: reason” in a comment on the same line or the line before it."
REGION_USAGE = "Write “luxterm: off: reason” before the text to leave alone, and “luxterm: on” after it."
LAW_USAGE = "Write “luxterm: verbatim: reason” before the text of a law in force, and “luxterm: on” after it."
KNOWN = {"child-pornography", "child-prostitution", "minor"}
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_CODE = re.compile(r"^    .*", re.M)
apply = partial(suppressions.apply, lang="en")
_TERM = re.compile(r"child\s+(?:pornography|prostitution)|minor")


def document(text: str) -> Document:
    """A small stand-in for a reader: blocks between blank lines, without comments and code."""
    comments = tuple(Comment(*match.span(), match[1]) for match in _COMMENT.finditer(text))
    unseen = "|".join(pattern.pattern for pattern in (_COMMENT, _CODE))
    segments: list[Segment] = []
    for block in re.finditer(r"(?:.+\n?)+", text):
        holes = [match.span() for match in re.compile(unseen, re.S | re.M).finditer(text, *block.span())]
        if text[block.start() :].startswith("    "):
            continue
        edges = [block.start(), *(edge for hole in holes for edge in hole), block.end()]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        pieces = tuple(Piece(start, end) for start, end in pairs if text[start:end].strip())
        if pieces:
            segments.append(Segment(pieces))
    return Document(text, "markdown", tuple(segments), comments)


def finding(match: re.Match[str], usage: Usage = Usage.USE, kept: bool = False) -> Finding:
    term = "-".join(match[0].split())
    fix = Fix("x", Applicability.SAFE, (Edit(*match.span(), "x"),))
    severity = Severity.ERROR if usage is Usage.USE else Severity.INFO
    changes = {"term": term, "usage": usage, "severity": severity, "kept": kept, "fixes": (fix,)}
    return made(*match.span(), match[0], seen=match[0], **changes)


def check(text: str, keeps: tuple[Keep, ...] = ()) -> list[str]:
    """What comes of a text: a term, "(term: because)" where it is kept, or the problem of a comment."""
    findings = [finding(match) for match in _TERM.finditer(_COMMENT.sub(lambda m: "#" * len(m[0]), text))]
    told: list[str] = []
    for result in apply(document(text), findings, KNOWN, keeps):
        if result.term == "suppression":
            assert text[result.start : result.end] == result.text
            assert (result.severity, result.kept, result.fixes) == (Severity.WARNING, False, ())
            told.append(message(result))
        elif result.kept:
            assert result.fixes == ()
            stays = "kept: " if result.in_law else ""
            assert message(result) == f"“{' '.join(result.text.split())}” {stays}{because(result)}"
            told.append(f"({result.term}: {because(result)})")
        else:
            told.append(result.term)
    return told


KEPT = "(child-pornography: kept by a comment: the name of the offence)"
KEEP = "<!-- luxterm: keep child-pornography: the name of the offence -->"


@pytest.mark.parametrize(
    "text",
    [
        f"The offence of child pornography. {KEEP}\n",
        f"{KEEP} The offence of child pornography.\n",
        f"{KEEP}\nThe offence of child pornography.\n",
        f"{KEEP}\r\n\r\n\r\nThe offence of child pornography.\r\n",
        f"An Act. {KEEP}\nThe offence of child pornography.\n",
        f"{KEEP}\n<!-- another comment -->\n\nThe offence of child pornography.\n",
        f"{KEEP}\n\nThe offence of child\npornography.\n",
        f"The offence of child\npornography. {KEEP}\n",
        "<!-- luxterm: keep child-pornography:\n the name of\n the offence -->\nOn child pornography.\n",
        "<!--LUXTERM : Keep  Child Pornography : the name of the offence-->\nOn child pornography.",
        "<!-- luxterm: keep all: the name of the offence -->\n\nOn child pornography.",
    ],
)
def test_a_comment_keeps_its_line_or_the_next(text: str) -> None:
    assert check(text) == [KEPT]


def test_it_keeps_no_more_than_that() -> None:
    unused = "Comment without effect: there is no child-pornography to keep here"
    assert check(f"On child pornography.\n{KEEP}\n\nOn it.\n\nOn child pornography.\n") == [
        "child-pornography",
        unused,
        "child-pornography",
    ]
    assert check(f"{KEEP}\nOn child pornography,\nand child pornography.\n") == [KEPT, "child-pornography"]
    # what is on its own line is what it is for
    assert check(f"On child pornography. {KEEP}\nAnd child pornography.\n") == [KEPT, "child-pornography"]
    assert check(f"{KEEP}\n\nOn child prostitution.\n") == [unused, "child-prostitution"]


def test_several_terms_and_comments() -> None:
    text = "<!-- luxterm: keep minor, child-prostitution: as enacted -->\n" + KEEP + "\n"
    text += "A minor in child pornography or child prostitution.\n"
    assert check(text) == [
        "(minor: kept by a comment: as enacted)",
        KEPT,
        "(child-prostitution: kept by a comment: as enacted)",
    ]
    assert check("<!-- luxterm: keep minor, child-prostitution: as enacted -->\nA minor.\n") == [
        "Comment without effect: there is no child-prostitution to keep here",
        "(minor: kept by a comment: as enacted)",
    ]


def test_a_region() -> None:
    text = "A minor.\n\n<!-- luxterm: off: an annex of laws: all of it -->\n\nA minor.\n\n"
    text += "On child pornography.\n"
    kept = [
        "minor",
        "(minor: kept by a comment: an annex of laws: all of it)",
        "(child-pornography: kept by a comment: an annex of laws: all of it)",
    ]
    assert check(text) == kept
    assert check(text + "\n<!-- luxterm: on -->\n\nA minor.") == [*kept, "minor"]


@pytest.mark.parametrize(
    ("comment", "says", "how"),
    [
        ("luxterm: keep minor", "“luxterm: keep” lacks a reason", KEEP_USAGE),
        ("luxterm: keep minor: ", "“luxterm: keep” lacks a reason", KEEP_USAGE),
        ("luxterm: keep: as enacted", "“luxterm: keep” names no term", KEEP_USAGE),
        ("luxterm: keep , : as enacted", "“luxterm: keep” names no term", KEEP_USAGE),
        ("luxterm keep", "“luxterm: keep” names no term", KEEP_USAGE),
        ("luxterm: off", "“luxterm: off” lacks a reason", REGION_USAGE),
        ("luxterm: off as enacted", "“luxterm: off” lacks a reason", REGION_USAGE),
        (
            "luxterm: ignore minor: as enacted",
            "“ignore” is unknown: luxterm understands keep, off, verbatim and on",
            f"{KEEP_USAGE} {REGION_USAGE} {LAW_USAGE}",
        ),
        ("luxterm: verbatim", "“luxterm: verbatim” lacks a reason", LAW_USAGE),
        ("luxterm: verbatim the Act", "“luxterm: verbatim” lacks a reason", LAW_USAGE),
        ("luxterm verbatim: ", "“luxterm: verbatim” lacks a reason", LAW_USAGE),
        ("luxterm: on", "Comment without effect: luxterm is not off here", REGION_USAGE),
        ("luxterm: keep minors: as enacted", "There is no term minors; did you mean minor?", KEEP_USAGE),
        ("luxterm: keep xyzzy: as enacted", "There is no term xyzzy", KEEP_USAGE),
        ("luxterm: keep al: as enacted", "There is no term al; did you mean all?", KEEP_USAGE),
    ],
)
def test_what_is_wrong_is_a_finding_and_keeps_nothing(comment: str, says: str, how: str) -> None:
    text = f"<!-- {comment} -->\nA minor.\n"
    assert check(text) == [says, "minor"]
    assert why(apply(document(text), [], KNOWN)[0]) == how


def test_comments_that_keep_nothing() -> None:
    assert check("<!-- luxterm: keep all: as enacted -->\nA child.\n") == [
        "Comment without effect: there is no term to keep here"
    ]
    assert check("<!-- luxterm: off: as enacted -->\nA child.\n<!-- luxterm: on -->\nA minor.\n") == [
        "Comment without effect: there is no term to keep after it",
        "minor",
    ]
    assert check("<!-- luxterm: off: a -->\nA minor.\n\n<!-- luxterm: off: b -->\n\nA minor.\n") == [
        "(minor: kept by a comment: a)",
        "Comment without effect: luxterm is off here already",
        "(minor: kept by a comment: a)",
    ]


def test_a_region_of_law() -> None:
    law = "in the text of a law or treaty in force (marked by a comment: s. 4)"
    assert check(
        "A minor.\n\n<!-- luxterm: verbatim: s. 4 -->\nA minor.\n<!-- luxterm: on -->\nA minor.\n"
    ) == [
        "minor",
        f"(minor: {law})",
        "minor",
    ]
    assert check("<!-- luxterm: verbatim: s. 4 -->\nA child.\n<!-- luxterm: on -->\nA minor.\n") == [
        "Comment without effect: there is no term after it",
        "minor",
    ]
    assert check("<!-- luxterm: verbatim: s. 4 -->\nA minor.\n\n<!-- luxterm: off: b -->\n\nA minor.\n") == [
        f"(minor: {law})",
        "Comment without effect: the text of a law has begun here already",
        f"(minor: {law})",
    ]


def test_a_region_of_law_has_what_is_kept_for_another_reason_too() -> None:
    """A title in a law is the law's, and so is what a comment keeps in it, which is not without effect."""
    text = "<!-- luxterm: verbatim: s. 4 -->\nA minor.\n\n<!-- luxterm: keep minor: b -->\nA minor.\n"
    read = document(text)
    (one, other) = (finding(match) for match in _TERM.finditer(text) if text[match.start() - 2] == "A")
    found = apply(read, [one._replace(kept=True, usage=Usage.TITLE), other], KNOWN)
    assert [(it.because.code, it.kept, it.fixes) for it in found] == [("verbatim-law", True, ())] * 2


@pytest.mark.parametrize(
    "text", ["A comment.", "luxterm is a checker", "About luxterm: keep minor: x", "luxterm:"]
)
def test_other_comments_are_none_of_ours(text: str) -> None:
    assert parse(text) is None
    assert check(f"<!-- {text} -->\nA minor.\n") == ["minor"]


def test_parse() -> None:
    assert parse(" luxterm: keep a, b:  why : so \n") == Directive("keep", ("a", "b"), "why : so")
    assert parse("luxterm: off: why") == Directive("off", (), "why")
    assert parse("luxterm: on") == Directive("on", (), "")


def test_what_is_kept_already_does_not_count_but_a_quotation_does() -> None:
    text = "<!-- luxterm: keep minor: as enacted -->\nA minor.\n"
    match = re.search("minor(?=[.])", text)
    assert match
    title = finding(match, Usage.TITLE, kept=True)
    results = apply(document(text), [title], KNOWN, [Keep("minor", "the statute's word")])
    assert message(results[0]) == "Comment without effect: there is no minor to keep here"
    assert results[1] == title
    assert [each.kept for each in apply(document(text), [finding(match, Usage.QUOTATION)], KNOWN)] == [True]


def test_what_is_wrong_with_a_comment_is_told_in_the_language_of_the_document() -> None:
    (told,) = suppressions.apply(document("<!-- luxterm: on -->\n"), [], KNOWN, lang="pt-BR")
    assert (told.lang, told.because.code) == ("pt-BR", "is-not-off")


def test_the_configuration_keeps_terms() -> None:
    keeps = (Keep("minor", "the statute's word"),)
    text = "A minor in child pornography.\n"
    assert check(text, keeps) == [
        "(minor: kept by the configuration: the statute's word)",
        "child-pornography",
    ]
    # the nearest reason is the one that is shown
    assert check("<!-- luxterm: keep minor: as enacted -->\nA minor.\n", keeps) == [
        "(minor: kept by a comment: as enacted)"
    ]


REACH = [
    pytest.param(format, between, reaches, id=f"{format}: {between!r} {reaches}")
    for format, cases in tomllib.loads(
        (Path(__file__).parent / "cases" / "keep.toml").read_text("utf-8")
    ).items()
    for reaches in (True, False)
    for between in cases["reaches" if reaches else "ends"]
]
MARKS = {"mdx": ("{/* ", " */}"), "rst": (".. ", ""), "asciidoc": ("// ", ""), "latex": ("% ", "")}


@pytest.mark.parametrize(("format", "between", "reaches"), REACH)
def test_how_far_it_reaches(format: str, between: str, reaches: bool) -> None:
    begin, end = MARKS.get(format, ("<!-- ", " -->"))
    keep = f"{begin}luxterm: keep child-pornography: the name of the offence{end}"
    text = f"{keep}\n{between}The State shall prohibit child pornography.\n"
    (match,) = _TERM.finditer(text)
    found = apply(read(text, format), [finding(match)], KNOWN)
    assert [(each.term, each.kept) for each in found] == (
        [("child-pornography", True)] if reaches else [("suppression", False), ("child-pornography", False)]
    )


def test_nothing_to_do() -> None:
    findings = [finding(match) for match in _TERM.finditer("A minor.")]
    assert apply(document("A minor."), findings, KNOWN) == findings
