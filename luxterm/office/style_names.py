"""The names of styles that say what a paragraph is, in Word, OpenDocument and RTF, in lower case.

A program translates them where it shows them, but not in its files.
"""

QUOTES = frozenset(
    {"quote", "intense quote", "quotations", "block text", "block quotation", "footnote block text"}
)
"""Those of quotations; "Block Text" is Word's for what is indented on both sides, and Pandoc's for all."""
TITLES = frozenset({"title", "subtitle"})
CAPTION = "caption"
CODE = frozenset(
    {
        "html code",
        "html keyboard",
        "html sample",
        "source code",
        "source text",
        "source_text",
        "verbatim char",
    }
)
"""Those of code, within a line or in a block, as browsers, LibreOffice and Pandoc have them."""
