"""The capitals of the old words, carried over to the new ones.

Python's own character methods follow Unicode, so no pattern is needed. A single capital is `istitle`, for
a few letters have a form for the beginning of a word that isn't their capital (ǅ beside Ǆ).
"""

from luxterm.types import Scope

_HEADINGS = (Scope.HEADING, Scope.HEADER_CELL, Scope.CAPTION)


def recase(
    replacement: str,
    standing: str,
    small: frozenset[str],
    *,
    titled: bool,
    loud: bool = False,
    first: bool,
    proper: frozenset[str] = frozenset(),
) -> str:
    """`replacement` with the capitals of `standing`: ALL CAPS, Title Case, Sentence case or as it is.

    `titled` says that the words around it are in Title Case, which one word alone can't show; `loud` that all
    of them are in capitals, which a short word can't show, since it may be an abbreviation; `first` that it
    begins a sentence, which neither an abbreviation can show nor a word that may have a capital anyway
    (`proper`).
    """
    letters = [c for c in standing if c.isalpha()]
    if not letters or not any(c.istitle() for c in letters):
        return replacement
    words = [word for word in standing.replace("-", " ").split() if word.lower() not in small]
    if all(c.isupper() for c in letters):
        if _abbreviation(standing) and not loud:
            return _capital(replacement) if first else replacement
        return replacement.upper()
    spelled = [word for word in words if not word.isupper() or len(word) == 1]
    if (
        spelled
        and all(word[0].istitle() or not word[0].isalpha() for word in spelled)
        and (len(spelled) > 1 or titled)
    ):
        inner = any(part[:1].istitle() for part in standing.split("-")[1:])
        return " ".join(
            word if index and word.lower() in small else _titled(word, inner)
            for index, word in enumerate(replacement.split(" "))
        )
    head = words[0] if words else standing
    if not first and head.lower() in proper:
        return replacement
    if letters[0].istitle() and (first or not any(c.isupper() for c in head[1:])):
        return _capital(replacement)
    return replacement


def capitals_of(standing: str, new: str, *, loud: bool) -> str:
    """A word beside the term with the capitals of the one that stands there: "LA", "La" or "la".

    `loud` says that the term is in capitals, which a word of one letter can't show.
    """
    letters = [c for c in standing if c.isalpha()]
    if (letters and letters[0].islower()) or not (letters or loud):
        return new
    return new.upper() if all(c.isupper() for c in letters) and (len(letters) > 1 or loud) else _capital(new)


def is_loud(standing: str) -> bool:
    """Whether a term is in capitals, and not because it is an abbreviation."""
    return standing.isupper() and not _abbreviation(standing)


def all_caps_around(text: str, standing: str, scope: Scope) -> bool:
    """Whether a heading with these words in it is written in capitals throughout."""
    return scope in _HEADINGS and text.isupper() and len(text) > len(standing) + 3


def title_case_around(text: str, scope: Scope, small: frozenset[str]) -> bool:
    """Whether a heading is written in Title Case."""
    if scope not in _HEADINGS:
        return False
    words = [
        word for word in text.replace("-", " ").split() if word[0].isalpha() and word.lower() not in small
    ]
    return len(words) > 1 and sum(word[0].istitle() for word in words) * 4 >= len(words) * 3


def _abbreviation(standing: str) -> bool:
    """Whether capitals alone are how it is always written: "IIOC", "SG-CSAM"."""
    parts = standing.split("-")
    return " " not in standing and (len(standing) <= 5 or (len(parts) > 1 and max(map(len, parts)) <= 4))


def _titled(word: str, inner: bool) -> str:
    """The word as in a title; with `inner`, after its hyphens too."""
    return "-".join(map(_capital, word.split("-"))) if inner else _capital(word)


def _capital(word: str) -> str:
    """The word with its first letter capital; an abbreviation stays."""
    for index, char in enumerate(word):
        if char.isalpha():
            return word[:index] + char.title() + word[index + 1 :]
    return word
