"""How days are written, in any language: as text of patterns for `regex`."""

_YEAR = r"(?:1[89]|20)\d\d"
_OF = r"(?:(?:of|d\p{Ll}{1,2}) )?"
"""Between the parts, in some languages: "of", "de", "del", "do"."""
_ORDINAL = r"\p{Ll}{2}"
"""What makes a figure an ordinal: "4th", "1er"."""

DAY = rf"\d{{1,2}}(?:{_ORDINAL}|[.º])? {_OF}\p{{L}}{{3,10}}\.?,? {_OF}{_YEAR}"
"""The day, the month by its name, the year: "4 March 2004", "1er mars 2004", "4 de março de 2004"."""
NUMBERED_DAY = r"(?:\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}|(?:19|20)\d\d[-./]\d\d[-./]\d\d)"
"""With the month by its number: "4.3.2004", "2004-03-04"."""
ANY_DAY = rf"(?:{NUMBERED_DAY}|{DAY}|\p{{L}}{{3,10}}\.? \d{{1,2}}(?:{_ORDINAL})?,? {_YEAR})"
"""Either, or with the month's name first: "March 4, 2004"."""
