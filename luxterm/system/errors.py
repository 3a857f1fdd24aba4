"""What is said of errors: what went wrong with a file, and what a wrong word was meant to be."""

from collections.abc import Callable, Iterable


def reason(error: Exception) -> str:
    """What went wrong with a file, in the system's words and in small letters: "no such file or directory".

    To follow "cannot be read: ". An error without a number, as fsspec raises them, says it itself.
    """
    return (getattr(error, "strerror", None) or str(error)).lower()


def did_you_mean(
    word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> str:
    """The end of a message about a word that isn't known: "; did you mean minor?", or "" if none is near.

    `most` are named at the most, each as it is `called`; several with the same name count as one.
    """
    from difflib import get_close_matches  # only for a mistake

    near = get_close_matches(word, known, n=20)
    names = list(dict.fromkeys(map(called, near)))[:most]
    return f"; did you mean {' or '.join(names)}?" if names else ""
