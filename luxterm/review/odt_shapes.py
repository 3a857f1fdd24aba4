"""Drawings in an OpenDocument text: in which of them a tracked change lasts.

LibreOffice tracks changes in the text boxes of Writer. It leaves the text of other drawings to its drawing
layer, which treats insertions as plain text and forgets deletions.
"""

from luxterm.office.odt_names import attribute, name, tag
from luxterm.office.package import Element

_FRAME = "Frame"
"""The style of Writer's own text boxes, from which a shape's style comes that has one."""
_AROUND = frozenset({"draw:a", "draw:g", "draw:text-box"})


def keeps_changes(node: Element) -> bool:
    """Whether a change in this text can be rejected again."""
    around = [name(each) for each in node.iterancestors("*")]
    if not any(kind.startswith("draw:") for kind in around):
        return True
    styles = _parents(node.getroottree().getroot())
    for kind, each in zip(around, node.iterancestors("*"), strict=True):
        style = attribute(each, "draw:style-name")
        if kind == "draw:frame":
            # copied from a drawing: what belongs to Writer has a style with a parent
            if "draw:g" in around or not styles.get(style, _FRAME):
                return False
        elif kind == "draw:custom-shape":
            if styles.get(style) != _FRAME:
                return False
        elif kind.startswith("draw:") and kind not in _AROUND:
            return False
    return True


def _parents(root: Element) -> dict[str, str]:
    """The part's own styles of drawings, and what each is derived from; empty if from nothing."""
    return {
        attribute(style, "style:name"): attribute(style, "style:parent-style-name")
        for own in root.iter(tag("office:automatic-styles"))
        for style in own.iterchildren(tag("style:style"))
        if attribute(style, "style:family") == "graphic"
    }
