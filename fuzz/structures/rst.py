"""reStructuredText as docutils reads it."""

from typing import Any

from fuzz.structures.seen import Seen, Undecided

_UNDECIDED = ("section title overline", "Title overline & underline", "Incomplete section title")
"""What docutils says of a line with a text below that isn't a title: it then leaves out the next lines."""
_REMARKS = ("line too short", "Transition at the start of the section", "Transition at the end")
"""What docutils says of a title that may well come to be no longer than its line, and only without that."""


def read(text: str) -> Seen:
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
