"""LaTeX as pylatexenc reads it."""

import re
from typing import Any

from fuzz.structures.seen import Seen, Undecided

_UNENDED = re.compile(
    r"\\verb\*?([^\sA-Za-z*])(?:(?!\1).)*$|\${3}|\\(?:href|url)\s*\{[^{}]*%"
    r"|(?<!\\)\\\[(?:(?!\\\])[\s\S])*(?<!\\)\\\[|(?<!\\)\\\((?:(?!\\\))[\s\S])*(?<!\\)\\\(",
    re.MULTILINE,
)
"""Verbatim text ends with its line, but not to pylatexenc, to which "%" in an address begins a comment; to
TeX a formula in a formula is an error."""


def read(text: str) -> Seen:
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
