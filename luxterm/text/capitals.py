"""What capitals show: a title, a name, an abbreviation."""

from collections.abc import Collection, Sequence

from luxterm.text.words import LETTERS

ABBREVIATION = 5
"""Letters of one at most: longer words in capitals may be shouted, or stand in a heading."""
_TITLE = 3
"""Words besides small ones that a title has at least, for its capitals to show that it is one."""


def in_title_case(text: str, small: Collection[str]) -> bool:
    """Whether several words have capitals, and all but those that are small in titles."""
    counted = [word for word in LETTERS.findall(text) if word.lower() not in small]
    return len(counted) >= _TITLE and all(word[0].isupper() for word in counted)


def last_capital(words: Sequence[str]) -> int:
    """The place of the last of some words that has a capital; 0 if only the first has one, or none."""
    return next((at for at in range(len(words) - 1, 0, -1) if words[at][0].isupper()), 0)
