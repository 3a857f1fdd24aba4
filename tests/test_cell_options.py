"""Options of a code cell in Quarto: which are read, and that a fix leaves them the YAML that they are.

PyYAML, which luxterm doesn't use for it, says what is in them before and after.
"""

import re

import pytest
import yaml

from luxterm import Applicability, check_text, fix_text
from tests.test_front_matter import SAID, STYLES, TERM, folded

NAMES = {"title": "fig-cap", "description": "tbl-cap", "keywords": "fig-subcap", "lede": "lst-cap"}
CELLS = {
    "a block": ("```{{r}}\n{}x <- 'child pornography'\n```\n", "#| "),
    "a quotation": ("> ```{{r}}\n{}> 1\n> ```\n", "> #| "),
    "an item": ("1. Text:\n\n   ~~~{{ojs}}\n{}   ~~~\n", "   //| "),
    "to the end": ("Text.\n\n```{{mermaid}}\n{}", "%%| "),
}


def options(text: str, sign: str) -> str:
    """The YAML of the only cell, as it stands alone."""
    lines = (line for line in text.split("\n") if line.startswith(sign.rstrip()))
    return "\n".join(line[len(sign) :] for line in lines)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("style", STYLES)
def test_every_way_to_write_a_string(style: str, cell: str, end: str) -> None:
    frame, sign = CELLS[cell]
    written = STYLES[style].format(*[TERM] * 5)
    for name, option in NAMES.items():
        written = re.sub(rf"\b{name}\b", option, written)
    lines = "".join(f"{sign}{line}".rstrip() + "\n" for line in written.split("\n"))
    text = frame.format(lines)
    found = check_text(text.replace("\n", end), "markdown")
    assert len(found) == lines.count(TERM) + lines.count("child\\u0020") + lines.count("child\n")
    for it in found:
        words = it.text.replace("\\u0020", " ").replace(sign.strip(), "")
        assert "".join(words.replace(">", "").split()) == TERM.replace(" ", "")
    fixed = fix_text(text.replace("\n", end), "markdown", least=Applicability.UNSAFE).replace("\r\n", "\n")
    before, after = (yaml.load(options(each, sign), yaml.BaseLoader) for each in (text, fixed))  # noqa: S506 (it only makes strings)
    assert folded(after, SAID, TERM) == folded(before, TERM, TERM)
    assert fixed.replace(SAID, TERM).count(TERM) >= text.count(TERM)
    assert ("x <- 'child pornography'" in fixed) == ("x <- " in text)


def test_an_option_is_kept_by_a_comment_on_its_line_or_before_it() -> None:
    keep = "# luxterm: keep child-pornography: name of the offence"
    text = (
        "```{{r}}\n#| fig-cap: The child pornography offence {}\n"
        "#| {}\n#| tbl-cap: The child pornography offence\n1\n```\n\nOn child pornography.\n"
    )
    assert [it.kept for it in check_text(text.format("", "x: 1"), "markdown")] == [False] * 3
    assert [it.kept for it in check_text(text.format(keep, "x: 1"), "markdown")] == [True, False, False]
    assert [it.kept for it in check_text(text.format("", keep), "markdown")] == [False, True, False]
