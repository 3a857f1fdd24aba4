"""HTML as html5lib reads it."""

from typing import Any

from fuzz.structures.seen import Seen, Undecided

_KEPT = {"code", "kbd", "samp", "tt", "script", "style", "textarea", "pre", "template"}
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


def read(text: str) -> Seen:
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


def _is_code(pre: Any) -> bool:
    return not (pre.text or "").strip() and [child.tag for child in pre][:1] == ["code"]
