"""Parts of the language server on their own: keeping, titles, the configuration file, cards, diagnostics."""

import asyncio
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luxterm.editing import config_edit
from luxterm.editing.workspace import Workspace
from luxterm.engine.fixes import splice
from luxterm.scan.job import Job, Options
from luxterm.scan.keeping import comment_edits
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Edit, Finding, Fix
from luxterm_server.analysis import Analysis, analyse
from luxterm_server.cards import cards_of, show
from luxterm_server.checking import Checker, Text
from luxterm_server.client import Client
from luxterm_server.diagnostics import diagnostic
from luxterm_server.documents import format_for
from luxterm_server.engine import Urgency
from luxterm_server.positions import Positions
from luxterm_server.session import Session
from luxterm_server.titles import title_around
from tests.findings import made
from tests.sampling import examples

JOB = Job("a", Options())
TERM = "child pornography"


def kept(analysis: Analysis, finding: Finding, reason: str) -> list[Edit] | None:
    return comment_edits(analysis, finding, reason, lambda text: analyse(text, analysis.format, analysis.job))


def first(analysis: Analysis) -> Any:
    return next(each for each in analysis.findings if not each.kept)


@pytest.mark.parametrize(
    ("format", "before", "after"),
    [
        ("markdown", f"The {TERM} law.\n", f"<!-- C -->\nThe {TERM} law.\n"),
        ("markdown", f"# On {TERM}\n\nMore.\n", f"<!-- C -->\n# On {TERM}\n\nMore.\n"),
        (
            "markdown",
            f"Laws\r\non {TERM} here\r\nstay.\r\n",
            f"Laws\r\non {TERM} here <!-- C -->\r\nstay.\r\n",
        ),
        (
            "markdown",
            f"- One\n- The {TERM} law  \n  goes on\n",
            f"- One\n- The {TERM} law <!-- C -->  \n  goes on\n",
        ),
        ("markdown", f"> The {TERM} law.\n", f"> The {TERM} law. <!-- C -->\n"),
        (
            "markdown",
            f"| a | b |\n|---|---|\n| {TERM} | x |\n",
            f"| a | b |\n|---|---|\n| {TERM} <!-- C --> | x |\n",
        ),
        ("markdown", f"The {TERM}", f"<!-- C -->\nThe {TERM}"),
        ("mdx", f"<Note>\nThe {TERM} law.\n</Note>\n", f"<Note>\n{{/* C */}}\nThe {TERM} law.\n</Note>\n"),
        ("mdx", f"- The {TERM} law.\n", f"- The {TERM} law. {{/* C */}}\n"),
        ("plain", f"The {TERM} law.\n", f"<!-- C -->\nThe {TERM} law.\n"),
        ("html", f"<p>The\n{TERM} law\n</p>", f"<p>The\n{TERM} law <!-- C -->\n</p>"),
        ("rst", f"One.\n\nThe {TERM} law.\n", f"One.\n\n.. C\n\nThe {TERM} law.\n"),
        ("rst", f"* The\n  {TERM} law\n", None),
        ("rst", f"On {TERM}\n======\n", f".. C\n\nOn {TERM}\n======\n"),
        ("latex", f"The law\non {TERM} here\n", f"The law\n% C\non {TERM} here\n"),
        ("latex", f"a & {TERM} \\\\\nb & c\n", None),
        ("asciidoc", f"* The {TERM}\n* More\n", f"// C\n* The {TERM}\n* More\n"),
        ("gitcommit", f"Laws\n\nThe law on\n{TERM}.\n", f"Laws\n\nThe law on\n# C\n{TERM}.\n"),
    ],
)
def test_a_comment_keeps_a_finding_in_the_formats_own_syntax(
    format: str, before: str, after: str | None
) -> None:
    analysis = analyse(before, format, JOB)
    edits = kept(analysis, first(analysis), "an offence’s\n name -- here")
    assert edits, "there is a way"
    made = splice(before, edits)
    again = analyse(made, format, JOB)
    assert all(each.kept for each in again.findings)
    if after is not None:
        assert made == after.replace("C", "luxterm: keep child-pornography: an offence’s name – here", 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "format", ["markdown", "mdx", "plain", "html", "rst", "latex", "asciidoc", "gitcommit"]
)
@settings(max_examples=examples(30, 2000))
@given(data=st.data())
def test_keeping_keeps_one_and_changes_nothing_else(format: str, data: Any) -> None:
    bits = (
        TERM,
        "the law on",
        "\n",
        "\n\n",
        "- ",
        "* ",
        "> ",
        "# ",
        "a sex tourist",
        "child porn",
        ".",
        "`x`",
        "  ",
    )
    text = " ".join(data.draw(st.lists(st.sampled_from(bits), max_size=10)))
    analysis = analyse(text, format, JOB)
    for finding in analysis.findings:
        if finding.kept or finding.concept == "suppression":
            continue
        edits = kept(analysis, finding, "")
        if edits is None:
            continue
        after = analyse(splice(text, edits), format, JOB)
        assert [each.text for each in after.findings] == [each.text for each in analysis.findings]
        changed = [
            old.term
            for old, new in zip(analysis.findings, after.findings, strict=True)
            if old.kept != new.kept
        ]
        assert changed
        assert set(changed) == {finding.term}


@pytest.mark.parametrize(
    ("text", "selected", "title"),
    [
        ("First we read Child Pornography Facts, then we write.", "", "Child Pornography Facts"),
        ("We use the Facts on\nChild Pornography of May.", "", "Facts on Child Pornography of May"),
        ("the child pornography law", "", ""),
        ("the child pornography law", "child pornography law", "child pornography law"),
        ("the child pornography law", "child pornography", ""),
        ("The child pornography law\n\nHosts report.", "The child pornography law\n\nHosts report", ""),
        ("the child\npornography law", "child\npornography law", "child pornography law"),
        ("We heed Zero Child Pornography Here and", "Child Pornography", "Zero Child Pornography Here"),
        ("The **Child Pornography Act**", "", "Child Pornography Act"),
        ("It is Child Pornography.", "", ""),
        (
            "Nous lisons le Fonds d’Aide contre la Pornographie Infantile d’Afrique du Nord et écrivons.",
            "",
            "Fonds d’Aide contre la Pornographie Infantile d’Afrique du Nord",
        ),
        ("Der Bericht behandelt Kinderprostitution in der Region und sagt warum.", "", ""),
        (
            "Der Bericht behandelt Kinderprostitution in der Region und sagt warum.",
            "Kinderprostitution in der Region",
            "Kinderprostitution in der Region",
        ),
    ],
)
def test_the_title_a_finding_is_part_of(text: str, selected: str, title: str) -> None:
    analysis = analyse(text, "plain", JOB)
    start = text.index(selected) if selected else 0
    finding = analysis.findings[0]
    assert title_around(analysis, finding, start, start + len(selected)) == title


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("luxterm.toml", None, 'titles = ["T"]\n'),
        ("luxterm.toml", "# ours\nlang = 'en' # yes\n", "# ours\nlang = 'en' # yes\ntitles = [\"T\"]\n"),
        ("luxterm.toml", "titles = ['A', # a\n]\n\n[severity]\n", None),
        ("luxterm.toml", "[severity]\nminor = 'off'\n", "titles = [\"T\"]\n\n[severity]\nminor = 'off'\n"),
        ("luxterm.toml", "\ufefflang = 'en'\r\n", None),
        (
            "luxterm.toml",
            "[severity]\r\nminor = 'off'\r\n",
            "titles = [\"T\"]\r\n\r\n[severity]\r\nminor = 'off'\r\n",
        ),
        ("pyproject.toml", "[project]\nname = 'x'\n\n[tool.luxterm]\nlang = 'en'\n\n[tool.ruff]\n", None),
    ],
)
def test_a_title_is_added_and_all_else_stays(
    tmp_path: Path, name: str, before: str | None, after: str | None
) -> None:
    path = tmp_path / name
    if before is not None:
        path.write_bytes(before.encode())
    for _ in range(2):  # once and no more
        config_edit.change(str(path), lambda table: config_edit.add_title(table, "T"), {})
    made = path.read_bytes().decode()
    if after is not None:
        assert made == after
    parsed = tomllib.loads(made.removeprefix("\ufeff"))
    old = tomllib.loads((before or "").removeprefix("\ufeff"))
    own, was = (each["tool"]["luxterm"] if name == "pyproject.toml" else each for each in (parsed, old))
    assert own.pop("titles") == [*was.pop("titles", []), "T"]
    assert parsed == old
    for line in (before or "").splitlines():
        assert line in made or "titles" in line


def test_a_file_that_cannot_be_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "luxterm.toml"
    for content in ("titles = 'one'\n", "titles = [\n", "\udcff"):
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        with pytest.raises(config_edit.ConfigEditError):
            config_edit.change(str(path), lambda table: config_edit.add_title(table, "T"), {})
        assert path.read_bytes() == content.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("language", "path", "format"),
    [
        ("markdown", "a.txt", "markdown"),
        ("plaintext", "a.md", "markdown"),
        ("plaintext", "a.qmd", "markdown"),
        ("plaintext", "a.Rmd", "markdown"),
        ("quarto", "a", "markdown"),
        ("mdx", "a", "mdx"),
        ("markdown", "a.mdx", "mdx"),
        ("plaintext", "a", "plain"),
        ("HTML", "a", "html"),
        ("restructuredtext", "a", "rst"),
        ("python", "a.py", "plain"),
        ("git-commit", "COMMIT_EDITMSG", "gitcommit"),
        ("plaintex", "a.tex", "latex"),
        ("asciidoc", "a.adoc", "asciidoc"),
    ],
)
def test_the_format_of_a_document(language: str, path: str, format: str) -> None:
    assert format_for(language, path) == format


def test_every_card_can_be_shown() -> None:
    """Recommended terms, too, which have nothing to say instead."""
    every = cards_of((), "").all
    assert {card["status"] for card in every} == {"preferred", "admitted", "deprecated"}
    for card in every:
        assert card["term"] in show(card, None, markdown=False)


def test_what_goes_wrong_with_a_document_is_said_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    text = Text("file:///a.md", "/nowhere/a.md", "markdown", 1, f"The {TERM} law.")
    for place in ("luxterm_server.checking.analyse", "luxterm.editing.workspace.Workspace.place"):
        with monkeypatch.context() as patch:
            patch.setattr(place, broken)
            checked = Checker(Workspace(), Client()).check(text)
        (said,) = (json.loads(it)["message"] for it in checked.diagnostics)
        assert said.startswith("Not checked: internal error, pl")
        assert "too deep" in said
    assert len(Checker(Workspace(), Client()).check(text).shown) == 1


def test_the_same_text_is_not_checked_again(find: Callable[..., Any]) -> None:
    before = analyse(f"The {TERM} law.", "markdown", JOB)
    assert list(before.findings) == find(f"The {TERM} law.")
    assert analyse(f"The {TERM} law.", "markdown", JOB, before) is before
    assert analyse(f"The {TERM} laws.", "markdown", JOB, before).findings[0].text == TERM


def test_what_is_made_once_is_made_before_a_key_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[list[str]] = []
    monkeypatch.setattr(Termbase, "prepare", lambda _, langs: made.append(langs))

    async def type_in(session: Session) -> None:
        text = Text("file:///a.md", "/nowhere/a.md", "markdown", 1, f"The {TERM} law.")
        session.documents.open(text)
        await session.documents.current(text.uri)
        await session.engine.run(lambda: None, Urgency.IDLE)
        session.documents.change(text.uri, 2, f"The {TERM} laws.")
        await session.documents.current(text.uri)
        await session.engine.run(lambda: None, Urgency.IDLE)

    asyncio.run(type_in(Session()))
    assert made == [["en"]]


@pytest.mark.parametrize(("pull", "remembered"), [(False, []), (True, [20, 119])])
def test_few_closed_documents_are_remembered(
    pull: bool, remembered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And none for a client that is told without asking."""
    session = Session()
    monkeypatch.setattr(session, "publish", lambda *_: None)
    session.meet(Client(pull=pull))
    uris = [f"file:///{number}.md" for number in range(120)]
    for uri in uris:
        session.close(uri)
    left = list(session.closed)
    assert left[:1] + left[-1:] == [uris[at] for at in remembered]


_NO_FIX = "The child consented to sex. "
_PIECES = [
    "The law on child pornography. ",
    _NO_FIX,
    "A word. ",
    "𝔸 ",
    "é",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "- ",
    "> ",
]


@example(f"\n{_NO_FIX}", [(0, 0, "x")], "utf-16")
@given(
    st.lists(st.sampled_from(_PIECES), max_size=20).map("".join),
    st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 2, 40]), st.sampled_from(["", "x", *_PIECES]))
    ),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_diagnostics_that_are_kept_are_what_they_would_be(text: str, edits: Any, encoding: Any) -> None:
    """Whatever is typed before, behind and between them."""
    checker = Checker(Workspace(), Client(encoding=encoding, data=True, links=True))
    state = checker.check(Text("file:///a.md", "/nowhere/a.md", "markdown", 1, text))
    for share, gone, come in edits:
        at = int(share * len(text))
        text = text[:at] + come + text[at + gone :]
        new = Text("file:///a.md", "/nowhere/a.md", "markdown", 1, text)
        state = checker.check(new, state)
        assert state.diagnostics == checker.check(new).diagnostics


def test_a_diagnostic_offers_only_what_can_be_made() -> None:
    edits = (Edit(0, 17, "y"),)
    shown = Fix("shown", Applicability.DISPLAY, edits)
    nowhere = Fix("nowhere", Applicability.SAFE, ())
    asked, unasked = Fix("asked", Applicability.UNSAFE, edits), Fix("unasked", Applicability.SAFE, edits)
    finding = made(0, 17, TERM, fixes=(shown, nowhere, asked, unasked))
    assert finding.usable == (asked, unasked)
    told = diagnostic(finding, Positions(TERM, "utf-16"), Client(data=True))
    assert [each["replacement"] for each in told["data"]["fixes"]] == ["asked", "unasked"]
