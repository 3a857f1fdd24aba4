"""Markdown as markdown-it-py reads it, with front matter as PyYAML does."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fuzz.structures import html
from fuzz.structures.seen import Seen, Undecided
from luxterm.formats.front_matter_fields import FIELDS

_DIFFERS = re.compile(
    "|".join(
        (
            r"^[^\n]*\|[^\n]*\n[ >]*:?-+:?[ ]*$",  # to it a table; to GitHub and us a heading
            r"^[ >]*\|[ \t]*$",  # to it a table's row; to GitHub and us a paragraph
            r"^[ >]*(?::|~[ \t])",  # to it a definition
            r"\S[^\n]*\n[^\n]*\|[^\n]*\n[ >|]*:?-+:?[ ]*\|",  # a table right below a text
            r"\S[^\n]*\n[ >]*\[\^[^\]]+\]:|^[ >]*\[\^[^\]]+\]:[ ]*(?:[ ]{4}|\t)",  # a note, or its code
            r"^[ >]*\[[^\]]+\]:[^\n]*\n[ >]*(?:[ ]{4}|\t)",  # below a link's address, which goes on
            r"\[[^\]]*[^\S \t\n\r\f\v][^\]]*\](?!\()",  # a link's name with odd spaces
            # MkDocs' boxes and tabs, whose text is code to it
            r"^[ \t>]*(?:(?:!!!|\?\?\?\+?)[ ]+\w|===[+!]?[ ]+\").*\n(?:[ \t>]*\n)?[ >]*(?:[ ]{4}|\t)",
        )
    ),
    re.MULTILINE,
)
"""Where it differs from GitHub and us, who agree."""

_RULED = re.compile(r"---.*^[ ]{0,3}(?:---|\.\.\.)", re.MULTILINE | re.DOTALL)
_ENTRY = r"[\w-]+:(?:[ \t][^\n]*)?"
_MATTER = re.compile(
    rf"---[ \t]*\n{_ENTRY}\n(?:(?!---)(?:{_ENTRY}|[ \t]+[^\s-][^\n]*|-[ \t][^\n]*|)\n)*"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
"""To markdown-it-py anything between two such lines is front matter; to us and to GitHub what has keys."""
_CELL = re.compile(r"\s*\{[A-Za-z]")
"""What opens a cell whose code is run. Of its options captions are fixed, which are code to this reader;
`tests/test_cell_options.py` compares them with what a reader of YAML sees."""
_INLINE = {
    "em_open",
    "em_close",
    "strong_open",
    "strong_close",
    "s_open",
    "s_close",
    "link_open",
    "link_close",
}


def read(text: str) -> Seen:
    """Markdown as markdown-it-py reads it. Raises Undecided."""
    structure: list[str] = []
    words: list[str] = []

    def walk(tokens: list[Any]) -> None:
        for token in tokens:
            if token.type in ("text", "softbreak", "text_special"):
                words.append(token.content if token.content else " ")
                if structure[-1:] != ["words"]:
                    structure.append("words")
                continue
            if token.type == "front_matter":
                structure.extend(_fields(token.content, words))
                continue
            if token.type == "html_block":
                inside = html.read(token.content)
                structure.extend(inside.structure)
                words.append(f" {' '.join(inside.words)} ")
                continue
            if token.type == "fence" and _CELL.match(token.info):
                raise Undecided
            where = {name: token.attrGet(name) for name in ("href", "src", "start", "style")}
            label = token.meta.get("label", "") if token.meta else ""
            if token.type == "image":
                words.append(" ")
            shown = token.content if token.type not in ("inline", "image") else ""
            if token.children is None or not token.children:
                structure.append(f"{token.type} {token.tag} {where} {token.info} {label} {shown!r}")
            else:
                structure.append(f"{token.type} {token.tag} {where} {label}")
                walk(token.children)
            words.append("" if token.type in _INLINE and token.markup != "autolink" else " ")

    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if _DIFFERS.search(lines) or (_RULED.match(lines) and not _MATTER.match(lines)):
        raise Undecided
    walk(_markdown().parse(text))
    return Seen(structure, "".join(words).split())


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for plugin in (deflist_plugin, footnote_plugin, front_matter_plugin):
        parser.use(plugin)
    return parser


def _fields(matter: str, words: list[str]) -> Iterator[str]:
    """Front matter as PyYAML reads it: its entries, but the words of what people read go to `words`."""
    import yaml

    try:
        entries = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError):  # ValueError: a date that there is not
        raise Undecided from None
    if not isinstance(entries, dict):
        raise Undecided
    for name, value in entries.items():
        if name in FIELDS and isinstance(value, str):
            words.append(f" {value} ")
            yield f"front matter {name}"
        else:
            yield f"front matter {name}: {value!r}"
