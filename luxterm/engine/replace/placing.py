"""Putting a replacement into the source without harming what is between its words.

A term may be broken over a line, or have emphasis, a no-break space or an entity inside. What
is between the words stays: the new words are distributed over the stretches around it.
"""

from itertools import pairwise
from unicodedata import normalize

from luxterm.base import lazy_pattern
from luxterm.text.view import View
from luxterm.types import Edit

_HARMLESS = lazy_pattern(
    r"(?:[-\u2010][ \t]*\r?\n|\\-)?"  # a hyphen at a line's end; LaTeX's place for one
    r"[\s>\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]*"
)


def edits_for_replacement(
    view: View, start: int, end: int, replacement: str
) -> tuple[tuple[Edit, ...], bool]:
    """The edits that put `replacement` in place of view[start:end], and whether they are clean.

    Not clean: markup begins or ends inside a word, or there are more stretches than new words; then
    the single edit replaces the whole source span and is only good for showing.
    """
    span = view.source(start, end)
    if view.document.text[span.start : span.end] == view.text[start:end]:
        return (Edit(span.start, span.end, replacement),), True
    chunks = _chunks(view, start, end)
    words = replacement.split(" ")
    if any(_broken(view, first, last) for first, last in chunks) or len(words) < len(chunks):
        return (Edit(span.start, span.end, replacement),), False
    edits: list[Edit] = []
    for number, (first, last) in enumerate(chunks, 1):
        count = len(view.text[first:last].split()) if number < len(chunks) else len(words)
        count = max(1, min(count, len(words) - (len(chunks) - number)))
        source = view.source(first, last)
        new = " ".join(words[:count])
        words = words[count:]
        if view.document.text[source.start : source.end] != new:
            edits.append(Edit(source.start, source.end, new))
    return tuple(edits), True


def edits_beside(view: View, start: int, end: int, new: str) -> tuple[tuple[Edit, ...], bool]:
    """The edits that put a word in place of view[start:end], beside a term, and whether they are clean.

    A space at the end of both stays as it is: it may be a line break, or a no-break space.
    """
    if start == end:
        at = view.source(start, start + 1).start
        return (Edit(at, at, new),), True
    if view.text[end - 1] == " " and new.endswith(" "):
        end, new = end - 1, new[:-1]
    text, stop = view.document.text, end - 1 if view.text[end - 1] == " " else end
    words = view.source(start, stop)
    said = normalize("NFC", text[words.start : words.end])  # an accent may be a code point of its own
    clean = said.split() == view.text[start:stop].split()
    last = words.end
    if stop < end:
        space = view.source(stop, end)
        beyond = text[space.end : view.source(end, end + 1).start]
        last = space.end + len(beyond) - len(beyond.lstrip())  # what the next line begins with goes as well
        clean = clean and space.start == words.end and not beyond.lstrip()[-1:].isspace()
    return (Edit(words.start, last, new),), clean


def _chunks(view: View, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between what isn't a plain space: a line break, a no-break space, markup."""
    chunks: list[tuple[int, int]] = []
    begin = start
    for at in range(start + 1, end - 1):
        if view.text[at] != " ":
            continue
        between = view.document.text[view.source(at - 1, at).end : view.source(at + 1, at + 2).start]
        if between != " ":
            chunks.append((begin, at))
            begin = at + 1
    chunks.append((begin, end))
    return chunks


def _broken(view: View, start: int, end: int) -> bool:
    """Whether markup stands between two characters of a stretch."""
    text = view.document.text
    places = [view.source(at, at + 1) for at in range(start, end)]
    return any(
        after.start > before.end and not _HARMLESS.fullmatch(text, before.end, after.start)
        for before, after in pairwise(places)
    )
