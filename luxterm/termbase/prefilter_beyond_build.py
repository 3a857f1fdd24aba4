"""Making the prefilter of patterns without ASCII letters. A key is a rare word with letters beside it."""

from collections.abc import Iterable
from html.entities import html5

from luxterm.termbase.flagged import Flagged, key_of
from luxterm.termbase.patterns import rarest, words_in
from luxterm.termbase.prefilter_beyond import Phrase, letters_in, lowered
from luxterm.termbase.tables import file_index, file_parts, file_rows
from luxterm.text.words import LETTERS

Words = tuple[tuple[bytes, ...], tuple[bytes, ...]]
"""Of a context: words beyond ASCII, and those in it."""


def file_beyond(languages: Iterable[Flagged]) -> bytes:
    """The parts of `prefilter_beyond.Beyond`, empty where no language has such patterns.

    ValueError for a pattern without letters.
    """
    entries: dict[str, dict[Phrase, None]] = {}
    contexts: dict[str, Words] = {}
    run_together: set[bytes] = set()
    begun: set[bytes] = set()
    for patterns, said, common, leads, first_parts in languages:
        if not patterns:
            continue
        lower = {lowered(word): rank for word, rank in common.items()}
        known = {name: words for name, phrases in said.items() if (words := _contexts(phrases, lower))}
        contexts |= known
        begun |= {letters_in("".join(_words(it))) for it in first_parts}
        run_together |= {letters_in(lowered(it)) for it in leads}
        for pattern, needs in patterns:
            words = _words(pattern)
            if not words:
                raise ValueError(f"no letters in {pattern!r}")
            before, key = key_of(words, lower)
            at, letters = len(letters_in("".join(words)[:before])), letters_in("".join(words))
            phrase = at, letters, tuple(name for name in needs if name in known)
            entries.setdefault(key, {})[phrase] = None
    if not entries:
        return b""
    return file_parts(
        b"\n".join(map(letters_in, entries)),
        file_rows(map(tuple, entries.values())),
        file_index(contexts),
        _entities(set("".join(entries))),
        b"\n".join(sorted(run_together - {b""})),
        b"\n".join(sorted(begun - {b""})),
    )


def _words(phrase: str) -> list[str]:
    """The words of a phrase that have letters beyond ASCII."""
    return [word for word in LETTERS.findall(lowered(phrase)) if letters_in(word)]


def _contexts(phrases: Iterable[str], common: dict[str, int]) -> Words | None:
    """Words, at least one of which occurs wherever one of the phrases does; None if not all have any."""
    beyond: set[bytes] = set()
    ascii_words: set[bytes] = set()
    for phrase in phrases:
        if words := _words(phrase):
            beyond.add(letters_in(rarest(words, common)))
        elif words := words_in(phrase):
            ascii_words.add(rarest(words, common).encode())
        else:
            return None
    return (tuple(sorted(beyond)), tuple(sorted(ascii_words))) if beyond or ascii_words else None


def _entities(letters: set[str]) -> bytes:
    """The names of the entities that stand for such letters, a line each."""
    named = (name[:-1] for name, text in html5.items() if name[-1] == ";" and letters & set(lowered(text)))
    return "\n".join(sorted(named)).encode()
