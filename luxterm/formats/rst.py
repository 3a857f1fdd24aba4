"""The reader of reStructuredText.

A mask of our own over the lines: docutils, the reference, gives only line numbers and is thirty times
slower. A test compares the words that are read with those docutils shows. The parts:

- `rst_lines`: the lines and their indentation; `rst_walk`: where the reader is
- `rst_blocks`: paragraphs, titles, lists; `rst_directives`: what begins with two dots
- `rst_inline`: the markup within a paragraph
- `rst_cells`: tables, which `rst_tables` takes apart and `rst_layout` draws wider, if `rst_grid` has no doubt
- `rst_syntax`: the patterns and names that they share
"""

from luxterm.formats import rst_inline
from luxterm.formats.front_matter import front_matter_end
from luxterm.formats.rst_blocks import block
from luxterm.formats.rst_walk import Walk
from luxterm.types import Document


def read(text: str) -> Document:
    """The text as a document."""
    walk = Walk(text)
    lines = walk.lines
    number = len(text[: front_matter_end(text)].splitlines())
    while number < lines.count:
        indent = lines.indents[number]
        if indent < 0:
            number += 1
            continue
        walk.enter(indent)
        start = lines.starts[number]
        # Several things may begin on one line: an item in an item, a field in a note.
        while start >= 0:
            number, start, indent = block(walk, number, start, indent)
    return walk.builder.document("rst", rst_inline.name_of)
