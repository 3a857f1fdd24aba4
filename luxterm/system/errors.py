"""What is said of errors: what went wrong with a file, and what a wrong word was meant to be."""

from collections.abc import Callable, Iterable


def reason(error: Exception) -> str:
    """What went wrong with a file, in the system's words and in small letters: "no such file or directory".

    To follow "cannot be read: ". An error without a number, as fsspec raises them, says it itself.
    """
    return (getattr(error, "strerror", None) or str(error)).lower()


def likely(
    word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> list[str]:
    """What a word that isn't known was most likely meant to be, best first: none where none is near.

    `most` are named at the most, each as it is `called`; several with the same name count as one.
    """
    from difflib import get_close_matches  # only for a mistake

    near = get_close_matches(word, known, n=20)
    return list(dict.fromkeys(map(called, near)))[:most]


def did_you_mean(
    word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> str:
    """The end of a message about such a word: "; did you mean minor?", or "" (see `likely`)."""
    names = likely(word, known, most=most, called=called)
    return f"; did you mean {' or '.join(names)}?" if names else ""
