"""MDX: what isn't Markdown changes nothing of what is found around it, and no fix changes anything of it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.formats import read
from luxterm.types import Applicability

PAGE = """---
title: Reporting child pornography
---
import { Note } from '../child-pornography/note'

export const meta = { label: 'child pornography' }

# Duties of {provider.name}

<Note title="child pornography">
    Providers remove *child pornography* within {hours} hours.

    - and child molesters' accounts <Icon name="x" />
</Note>

{/* luxterm: keep child-pornography: name of the offence */}
The offence of child pornography is in section 9.

{list.map((it) => <li>child pornography {it}</li>)}

Of `child pornography` and <Tip text="child prostitute">a child bride</Tip>, in {words["child porn"]}.
"""


@pytest.mark.usefixtures("folder")
def test_a_page_reported_and_fixed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    Path("page.mdx").write_text(PAGE, encoding="utf-8")
    assert main(["check", "--show-kept", "--no-color"]) == 1
    assert capsys.readouterr().out == snapshot(name="report")
    assert main(["check", "--diff"]) == 1
    assert capsys.readouterr().out == snapshot(name="diff")


BLOCKS = st.sampled_from(
    (
        "{x}",
        "{/* a comment */}",
        "<Note>",
        "</Note>",
        "<Tabs.Item a={`}`} b='>'>",
        "import a from 'b'",
        "export const child = {\n\n  pornography: `${'}'}`\n}",
        "{\n  cond && <p>the child's pornography</p>\n}",
        "<></>",
    )
)
PARAGRAPHS = st.sampled_from(
    (
        "Providers report child pornography.",
        "- a child molester",
        "# On child pornography",
        "> Of *child pornography*, they said",
        "The term “child prostitute” is avoided.",
    )
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_stands_alone_changes_nothing_around_it(find: Any, data: st.DataObject) -> None:
    paragraphs = data.draw(st.lists(PARAGRAPHS, min_size=1, max_size=4))
    between = [data.draw(st.lists(BLOCKS, max_size=2)) for _ in range(len(paragraphs) + 1)]
    plain = "\n\n".join(paragraphs)
    mixed = "\n\n".join(
        [each for one, it in zip(between, [*paragraphs, ""], strict=True) for each in (*one, it)]
    )
    wanted = [(it.term, it.usage, it.kept, it.text) for it in find(plain, "mdx")]
    assert [(it.term, it.usage, it.kept, it.text) for it in find(mixed, "mdx")] == wanted
    assert wanted == [(it.term, it.usage, it.kept, it.text) for it in find(plain, "markdown")]


INLINE = st.sampled_from(("{x}", "{/* child */}", "<Icon />", "<Tip a={b > c} d='e'>", "</Tip>", "{`}`}"))


@given(before=st.lists(INLINE, max_size=3), after=st.lists(INLINE, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_fix_changes_only_the_words(fix: Any, before: list[str], after: list[str]) -> None:
    start, end = " ".join(before), " ".join(after)
    text = f"# {start}\n\nOn {start} they report child pornography {end} daily.\n"
    new = text.replace("child pornography", "child sexual abuse material")
    assert fix(text, "mdx") == new
    assert len(read(new, "mdx").segments) == len(read(text, "mdx").segments)


def test_behind_a_brace_that_is_never_closed_nothing_is_changed(find: Any, fix: Any) -> None:
    text = "They report child pornography.\n\nSome { text on child pornography.\n\nChild pornography.\n"
    assert fix(text, "mdx", Applicability.UNSAFE) == text.replace(
        "child pornography", "child sexual abuse material", 1
    )
    _, second, third = find(text, "mdx")
    assert {each.applicability for it in (second, third) for each in it.fixes} == {Applicability.DISPLAY}
