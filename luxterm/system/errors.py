"""What is said about errors: what went wrong with a file, and what a wrong word was meant to be."""

from collections.abc import Callable, Iterable


def reason(error: Exception) -> str:
    """What went wrong with a file, in the system's words and in lower case: "no such file or directory".

    To follow "cannot be read: ". Errors without a number, such as fsspec's, have their own message.
    """
    return (getattr(error, "strerror", None) or str(error)).lower()


def likely(
    word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> list[str]:
    """What an unknown word was most likely meant to be, best first; none if nothing is similar.

    At most `most` are named, each as it is `called`; several with the same name count as one.
    """
    from difflib import get_close_matches  # needed only for a mistake

    near = get_close_matches(word, known, n=20)
    return list(dict.fromkeys(map(called, near)))[:most]


def did_you_mean(
    word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> str:
    """The end of a message about such a word: "; did you mean minor?", or "" (see `likely`)."""
    names = likely(word, known, most=most, called=called)
    return f"; did you mean {' or '.join(names)}?" if names else ""
