"""The structure of a text as an independent reader sees it: markdown-it-py, docutils, html5lib.

An outline is a list of what stands in what, with code and addresses word for word, and without the words that
a person reads: they are what a fix may change.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any


def outline(text: str, format: str) -> list[str] | None:
    """The structure of a text; None where no other reader knows the format, or the reader itself fails."""
    read = {"markdown": _markdown, "rst": _rst, "html": _html}.get(format)
    if read is None:
        return None
    try:
        return read(text)
    except ImportError:
        raise
    except Exception:  # of the other reader: nothing to compare with
        return None


_DEFINITION = re.compile(r"^[ >*+-]*:", re.M)


@cache
def _markdown_it() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _markdown(text: str) -> list[str]:
    found: list[str] = []
    # What is indented below a definition's colon is code only to a reader who doesn't know definitions
    code = ("fence",) if _DEFINITION.search(text) else ("fence", "code_block")
    for token in _markdown_it().parse(text):
        kept = token.content if token.type in code else ""
        found.append(f"{token.type} {token.tag} {token.level} {kept}")
        for child in token.children or ():
            if child.type not in ("text", "softbreak", "text_special"):
                kept = child.content if child.type == "code_inline" else ""
                found.append(f" {child.type} {kept} {child.attrs.get('href', '')}")
    return found


def _rst(text: str) -> list[str]:
    import docutils.core
    from docutils import nodes

    asked = {
        "report_level": 5, "halt_level": 6, "warning_stream": False, "file_insertion_enabled": False,
        "raw_enabled": False, "_disable_config": True,
    }  # fmt: skip
    tree = docutils.core.publish_doctree(text, settings_overrides=asked)
    for message in list(tree.findall(nodes.system_message)):
        message.parent.remove(message)  # quotes what it complains of
    found: list[str] = []
    for node in tree.findall():
        if isinstance(node, nodes.literal | nodes.literal_block):
            found.append(f"{node.tagname} {node.astext()}")
        elif isinstance(node, nodes.Element):
            found.append(f"{node.tagname} {node.get('refuri', '')}")
    return found


def _html(text: str) -> list[str]:
    import html5lib

    return list(_elements(html5lib.parse(re.sub("[\ud800-\udfff]", "\ufffd", text))))


def _elements(root: Any) -> Iterable[str]:
    for element in root.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2]
            code = element.text if name in ("script", "style", "code") else ""
            links = element.attrib.get("href", "") + element.attrib.get("src", "")
            yield f"{name} {len(element)} {links} {code}"
