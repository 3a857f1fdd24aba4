"""How a phrase is compared: without regard to case, hyphens or the shape of quotation marks.

`fold` keeps the length, code point for code point, so that a place in the folded text is the same
place in the text. Patterns and documents are folded by the same function.
"""

_SAME = str.maketrans(
    {
        **dict.fromkeys("-\u2010\u2011\u2012\ufe63\uff0d", " "),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'),
        # lower() makes two code points of this one
        "\u0130": "i",
        # full-width forms
        **{chr(0xFF21 + i): chr(0x61 + i) for i in range(26)},
        **{chr(0xFF41 + i): chr(0x61 + i) for i in range(26)},
    }
)
_HYPHEN = str.maketrans({"-": " ", "`": "'"})


def fold(text: str) -> str:
    """The text in lower case, hyphens as spaces, quotation marks straight; same length."""
    if text.isascii():
        return text.lower().translate(_HYPHEN)
    return text.translate(_SAME).lower()
