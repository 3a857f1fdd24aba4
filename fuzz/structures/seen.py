"""What a reader sees of a document, and how what it sees before an edit differs from what it sees after."""

from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple


class Seen(NamedTuple):
    """What a reader sees: the structure as one string a node, and all words, in the order of the text."""

    structure: list[str]
    words: list[str]


class Undecided(Exception):
    """The reader takes for an error, or otherwise than the rest, what has no structure of its own yet."""


def difference(before: list[str], after: list[str]) -> Iterator[str]:
    """The first place where two structures differ, with a little around it."""
    for number, (one, other) in enumerate(zip([*before, "END"], [*after, "END"], strict=False)):
        if one != other:
            yield f"{before[max(0, number - 2) : number + 3]} became {after[max(0, number - 2) : number + 3]}"
            return


def only_words(before: Seen, after: Seen, old: list[str], new: list[str]) -> bool:
    """Whether no other words have gone or come."""
    was, now, left, come = (Counter(_apart(parts, old)) for parts in (before.words, after.words, old, new))
    articles = Counter[str](("a", "an"))
    return not was - now - left - articles and not now - was - come


def only_letters(before: Seen, after: Seen, old: list[str], new: list[str]) -> bool:
    """The same where words touch what is beside them: `child<table>`."""
    was, now, gone, come = (
        Counter("".join(_words(words))) for words in (before.words, after.words, old, new)
    )
    return was + come == now + gone


def _apart(parts: list[str], old: list[str]) -> Iterator[str]:
    """The words, with a space before an old phrase that a word is run together with: "ofsextortion"."""
    phrases = [words for phrase in old if (words := _words([phrase]))]
    firsts = tuple({words[0] for words in phrases})
    for word in _words(parts):
        first = next((it for it in firsts if word.endswith(it)), "")
        yield from filter(None, (word.removesuffix(first), first))


def _words(parts: list[str]) -> list[str]:
    """In lower case, and with an apostrophe written `&apos;`, as an edit writes it there, as any other."""
    shown = unescape(" ".join(parts))
    kept = [char.lower() if char.isalpha() or char.isdecimal() else " " for char in shown]
    return "".join(kept).split()
