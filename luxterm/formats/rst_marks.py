"""The marks beside which inline markup of reStructuredText may begin and end, as docutils has them.

Unicode's punctuation as it was when docutils listed it, given by code points in hexadecimal.
"""


def _signs(ranges: str) -> str:
    """The code points of some ranges: "2e02-2e05 3008"."""
    ends = ([int(end, 16) for end in each.split("-")] for each in ranges.split())
    return "".join(chr(sign) for each in ends for sign in range(each[0], each[-1] + 1))


_QUOTES = "«»‘’‚‛“”„‟‹›⸂⸃⸄⸅⸉⸊⸌⸍⸜⸝⸠⸡"
"""Marks of quotations: each opens one somewhere, and closes one elsewhere."""
_OPENING = _signs(
    "f3a f3c 169b 2045 207d 208d 2329 2768 276a 276c 276e 2770 2772 2774 27c5 27e6 27e8 27ea 27ec 27ee "
    "2983 2985 2987 2989 298b 298d 298f 2991 2993 2995 2997 29d8 29da 29fc 2e22 2e24 2e26 2e28 3008 "
    "300a 300c 300e 3010 3014 3016 3018 301a 301d fd3e fe17 fe35 fe37 fe39 fe3b fe3d fe3f fe41 fe43 "
    "fe47 fe59 fe5b fe5d ff08 ff3b ff5b ff5f ff62"
)
"""Brackets that open."""
_WIDE = "［｛"
"""Those whose closing one isn't the next code point."""
_PAIRS = {sign: chr(ord(sign) + (2 if sign in _WIDE else 1)) for sign in _OPENING}
_OTHERS = _signs(
    "a1 b7 bf 37e 387 55a-55f 589-58a 5be 5c0 5c3 5c6 5f3-5f4 609-60a 60c-60d 61b 61e-61f 66a-66d 6d4 "
    "700-70d 7f7-7f9 830-83e 964-965 970 df4 e4f e5a-e5b f04-f12 f85 fd0-fd4 104a-104f 10fb 1361-1368 "
    "1400 166d-166e 16eb-16ed 1735-1736 17d4-17d6 17d8-17da 1800-180a 1944-1945 19de-19df 1a1e-1a1f "
    "1aa0-1aa6 1aa8-1aad 1b5a-1b60 1c3b-1c3f 1c7e-1c7f 1cd3 2010-2017 2020-2027 2030-2038 203b-203e "
    "2041-2043 2047-2051 2053 2055-205e 2cf9-2cfc 2cfe-2cff 2e00-2e01 2e06-2e08 2e0b 2e0e-2e1b "
    "2e1e-2e1f 2e2a-2e2e 2e30-2e31 3001-3003 301c 3030 303d 30a0 30fb a4fe-a4ff a60d-a60f a673 a67e "
    "a6f2-a6f7 a874-a877 a8ce-a8cf a8f8-a8fa a92e-a92f a95f a9c1-a9cd a9de-a9df aa5c-aa5f aade-aadf "
    "abeb fe10-fe16 fe19 fe30-fe32 fe45-fe46 fe49-fe4c fe50-fe52 fe54-fe58 fe5f-fe61 fe63 fe68 "
    "fe6a-fe6b ff01-ff03 ff05-ff07 ff0a ff0c-ff0f ff1a-ff1b ff1f-ff20 ff3c ff61 ff64-ff65 10100-10101 "
    "1039f 103d0 10857 1091f 1093f 10a50-10a58 10a7f 10b39-10b3f 110bb-110bc 110be-110c1 12470-12473"
)
"""Dashes, stops and other marks."""

OPENERS = rf"\s'\"(\[{{<\-/:{_QUOTES}{_OPENING}{_OTHERS}"
"""What may stand before markup, as the inside of a pattern's class."""
CLOSERS = rf"\s'\".,:;!?\-)\]}}>/\\{_QUOTES}{''.join(_PAIRS.values())}〟{_OTHERS}"
"""What may stand after it."""
CLOSED_BY = {
    **_PAIRS,
    "'": "'", '"': '"', "(": ")", "[": "]", "{": "}", "<": ">", "‘": "’‚", "’": "‘’", "‚": "‘’‛", "‛": "‚",
    "“": "”„", "”": "“”", "„": "“”‟", "‟": "„", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "⸂": "⸃", "⸃": "⸂", "⸄": "⸅", "⸅": "⸄", "⸉": "⸊", "⸊": "⸉", "⸌": "⸍", "⸍": "⸌", "⸜": "⸝", "⸝": "⸜",
    "⸠": "⸡", "⸡": "⸠",
}  # fmt: skip
"""Behind which mark before it a sign of markup is none, with one of which marks after it: "(*)"."""
