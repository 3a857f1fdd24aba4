"""The structure of a document as others read it: markdown-it-py, docutils, html5lib, pylatexenc.

A structure has everything but the words that a drafter may change: the blocks and what is in what, the levels
of headings, where links lead, code as it stands. `seen_by` gives it together with those words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Any, NamedTuple

from luxterm.formats.front_matter_fields import FIELDS


class Undecided(Exception):
    """The reader takes for an error, or otherwise than the rest, what has no structure of its own yet."""


_UNDECIDED = ("section title overline", "Title overline & underline", "Incomplete section title")
"""What docutils says of a line with a text below that isn't a title: it then leaves out the next lines."""
_DIFFERS = re.compile(
    r"^[^\n]*\|[^\n]*\n[ >]*:?-+:?[ ]*$|^[ >]*:|\S[^\n]*\n[^\n]*\|[^\n]*\n[ >|]*:?-+:?[ ]*\|"
    r"|\S[^\n]*\n[ >]*\[\^[^\]]+\]:|^[ >]*\[\^[^\]]+\]:[ ]*(?:[ ]{4}|\t)"
    r"|^[ >]*\[[^\]]+\]:[^\n]*\n[ >]*(?:[ ]{4}|\t)",
    re.MULTILINE,
)
"""To markdown-it-py a table, but to GitHub and us a heading; definitions; a table right below a text; a note
that begins with code; a text right below a link's definition, which to CommonMark goes on."""

_RULED = re.compile(r"---.*^[ ]{0,3}(?:---|\.\.\.)", re.MULTILINE | re.DOTALL)
_ENTRY = r"[\w-]+:(?:[ \t][^\n]*)?"
_MATTER = re.compile(
    rf"---[ \t]*\n{_ENTRY}\n(?:(?!---)(?:{_ENTRY}|[ \t]+[^\s-][^\n]*|-[ \t][^\n]*|)\n)*"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
"""To markdown-it-py anything between two such lines is front matter; to us and to GitHub what has keys."""

_UNENDED = re.compile(
    r"\\verb\*?([^\sA-Za-z*])(?:(?!\1).)*$|\${3}"
    r"|(?<!\\)\\\[(?:(?!\\\])[\s\S])*(?<!\\)\\\[|(?<!\\)\\\((?:(?!\\\))[\s\S])*(?<!\\)\\\(",
    re.MULTILINE,
)
"""Verbatim text ends with its line, but not to pylatexenc; to TeX a formula in a formula is an error."""

_REMARKS = ("line too short", "Transition at the start of the section", "Transition at the end")
"""What docutils says of a title that may well come to be no longer than its line, and only without that."""


class Seen(NamedTuple):
    """What a reader sees: the structure as one string a node, and all words, in the order of the text."""

    structure: list[str]
    words: list[str]


def markdown(text: str) -> Seen:
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
                inside = html(token.content)
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


def rst(text: str) -> Seen:
    """reStructuredText as docutils reads it. Raises Undecided."""
    import docutils.core
    from docutils import nodes

    if "\0" in text:  # docutils' own sign for what is escaped
        raise Undecided
    asked = {
        "report_level": 1, "halt_level": 5, "warning_stream": False, "file_insertion_enabled": False,
        "raw_enabled": False, "doctitle_xform": False, "docinfo_xform": False, "sectsubtitle_xform": False,
    }  # fmt: skip
    tree = docutils.core.publish_doctree(text, settings_overrides=asked)
    said = [node.astext() for node in tree.findall(nodes.system_message)]
    if any(part in each for part in _UNDECIDED for each in said):
        raise Undecided
    remarks = {id(node) for message in tree.findall(nodes.system_message) for node in message.findall()}
    shown = (node for node in tree.findall() if id(node) not in remarks)
    by_id = {name: number for number, node in enumerate(shown) for name in _ids(node)}
    structure: list[str] = []
    words: list[str] = []
    literal = (nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.comment, nodes.math_block)

    def walk(node: Any) -> None:
        if isinstance(node, nodes.Text):
            words.append(node.astext())
            if structure[-1:] != ["words"]:
                structure.append("words")
            return
        name = node.__class__.__name__
        if isinstance(node, nodes.system_message):
            # 1 is no more than a remark, and a title may well come to be no longer than its line
            if node["level"] > 1 and not any(part in node.astext() for part in _REMARKS):
                structure.append(f"message {node['level']}")
            return
        if isinstance(node, literal):
            # Within a line docutils has as many spaces for a tab as it takes to the next stop
            within = isinstance(node, nodes.literal)
            shown = " ".join(node.astext().split()) if within else node.astext()
            structure.append(f"{name} {shown!r}")
            words.append(" ")
            return
        where = [node.get("refuri"), by_id.get(node.get("refid", "")), node.get("uri"), node.get("enumtype")]
        structure.append(f"{name} {where}")
        if isinstance(node, nodes.image):
            words.append(f" {node.get('alt', '')} ")
        words.append("" if issubclass(node.__class__, nodes.Inline) else " ")
        # A generated table of contents repeats the titles
        made = isinstance(node, nodes.topic) and "contents" in node["classes"]
        for child in node.children:
            if not (made and isinstance(child, nodes.bullet_list)):
                walk(child)
        structure.append(f"/{name}")

    walk(tree)
    return Seen(structure, "".join(words).split())


def _ids(node: Any) -> list[str]:
    return node.get("ids", []) if hasattr(node, "get") else []


_KEPT = {"code", "kbd", "samp", "tt", "script", "style", "textarea", "pre", "template"}


def html(text: str) -> Seen:
    """HTML as html5lib reads it. Raises Undecided."""
    import html5lib

    structure: list[str] = []
    words: list[str] = []

    def said(text: str | None, code: bool) -> None:
        if not text:
            return
        if code:
            structure.append(repr(text))
        else:
            words.append(text)
            if text.strip() and structure[-1:] != ["words"]:
                structure.append("words")

    def walk(node: Any, code: bool) -> None:
        if not isinstance(node.tag, str):
            structure.append(f"comment {node.text!r}")
            return
        attributes = dict(node.attrib)
        words.append(f" {attributes.pop('alt', '')} " if "alt" in attributes else "")
        structure.append(f"{node.tag} {sorted(attributes.items())}")
        # A `pre` is read, unless it has code in it
        code |= node.tag in _KEPT and (node.tag != "pre" or _is_code(node))
        if node.tag not in _WITHIN:
            words.append(" ")
        said(node.text, code)
        for child in node:
            walk(child, code)
            said(child.tail, code)
        structure.append(f"/{node.tag}")
        if node.tag not in _WITHIN:
            words.append(" ")

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    if any("eof-in" in code or "but-got-eof" in code for _, code, _ in parser.errors):
        raise Undecided
    # Browsers drop rows and cells outside of a table; we read them as cells, for excerpts have such
    if any(code.endswith("tag-ignored") and named.get("name") in _CELLS for _, code, named in parser.errors):
        raise Undecided
    walk(tree, False)
    return Seen(structure, "".join(words).split())


_CELLS = frozenset(("caption", "tbody", "td", "tfoot", "th", "thead", "tr"))
_WITHIN = {
    "a",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "u",
    "s",
    "small",
    "cite",
    "q",
    "abbr",
    "ins",
    "del",
    "font",
}


def _is_code(pre: Any) -> bool:
    return not (pre.text or "").strip() and [child.tag for child in pre][:1] == ["code"]


def latex(text: str) -> Seen:
    """LaTeX as pylatexenc reads it. Raises Undecided."""
    from pylatexenc import latexwalker

    structure: list[str] = []
    words: list[str] = []

    def walk(nodes: Any) -> None:
        for node in nodes or []:
            if node is None:
                continue
            kind = node.__class__.__name__
            if isinstance(node, latexwalker.LatexCharsNode):
                words.append(node.chars)
                if node.chars.strip() and structure[-1:] != ["words"]:
                    structure.append("words")
                structure.extend("&" * node.chars.count("&"))
                continue
            name = getattr(node, "macroname", "") or getattr(node, "environmentname", "")
            verbatim = isinstance(node, latexwalker.LatexMathNode | latexwalker.LatexCommentNode) or name in (
                "verb",
                "verbatim",
                "lstlisting",
                "label",
                "ref",
            )
            if verbatim and "\n\n" in node.latex_verbatim().replace(" ", "") and name in ("", "label", "ref"):
                raise Undecided  # a formula ends with its paragraph
            structure.append(f"{kind} {name} {node.latex_verbatim() if verbatim else ''}")
            words.append(" ")
            if not verbatim:
                arguments = getattr(node, "nodeargd", None)
                walk(arguments.argnlist if arguments else None)
                walk(getattr(node, "nodelist", None))
            structure.append(f"/{kind}")

    text = text.replace("\r\n", "\n").replace("\r", "\n")  # which TeX takes for the same
    if _UNENDED.search(text):
        raise Undecided
    try:
        walk(latexwalker.LatexWalker(text, tolerant_parsing=False).get_latex_nodes()[0])
    except latexwalker.LatexWalkerParseError:
        raise Undecided from None
    return Seen(structure, "".join(words).split())


def plain(text: str) -> Seen:
    """The lines that are blank or mere signs; with a mark of quotation, of an item or a gap between cells."""
    lead = re.compile(r"[ \t]*(?:(?:>[ \t]?)+|(?:[-*+•]|\(?\w{1,3}[.)])[ \t]+)*[ \t]*")
    structure: list[str] = []
    for line in text.splitlines():
        mark = lead.match(line)
        if not line.strip() or not re.search(r"\w", line):
            structure.append(line.strip()[:1])
        elif mark and mark[0].strip():
            structure.append(mark[0])
    return Seen(structure, text.split())


READERS: dict[str, Callable[[str], Seen]] = {
    "markdown": markdown, "rst": rst, "html": html, "latex": latex, "plain": plain,
}  # fmt: skip


def difference(before: list[str], after: list[str]) -> Iterator[str]:
    """The first place where two structures differ, with a little around it."""
    for number, (one, other) in enumerate(zip([*before, "END"], [*after, "END"], strict=False)):
        if one != other:
            yield f"{before[max(0, number - 2) : number + 3]} became {after[max(0, number - 2) : number + 3]}"
            return


def only_words(before: Seen, after: Seen, old: list[str], new: list[str]) -> bool:
    """Whether no other words have gone or come."""
    was, now = Counter(_words(before.words)), Counter(_words(after.words))
    gone = was - now - Counter([*_words(old), "a", "an"])
    return not gone and not now - was - Counter(_words(new))


def only_letters(before: Seen, after: Seen, old: list[str], new: list[str]) -> bool:
    """The same where words touch what is beside them: `child<table>`."""
    was, now, gone, come = (
        Counter("".join(_words(words))) for words in (before.words, after.words, old, new)
    )
    return was + come == now + gone


def _words(parts: list[str]) -> list[str]:
    """In lower case, and with an apostrophe written `&apos;`, as an edit writes it there, as any other."""
    shown = unescape(" ".join(parts))
    kept = [char.lower() if char.isalpha() or char.isdecimal() else " " for char in shown]
    return "".join(kept).split()
