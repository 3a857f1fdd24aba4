"""Words of a command line: files that look like options, and what argparse says of wrong ones.

argparse asks gettext for each of its sentences, to have it in the language of whoever runs the program.
gettext's own catalogues would have to be found and parsed, so its place is taken while arguments are read,
and only if that language isn't argparse's own.
"""

import argparse
import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from itertools import takewhile
from typing import Any

from luxterm.types import Message
from luxterm.wording import FALLBACK, spoken, told

_SAID = {
    "argument %(argument_name)s: %(message)s": Message(
        "argument-is-wrong", ("%(argument_name)s", "%(message)s")
    ),
    "the following arguments are required: %s": Message("arguments-required", ("%s",)),
    "one of the arguments %s is required": Message("one-required", ("%s",)),
    "not allowed with argument %s": Message("not-allowed-with", ("%s",)),
    "invalid choice: %(value)r (choose from %(choices)s)": Message(
        "invalid-choice", ("%(value)r", "%(choices)s")
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": Message(
        "no-such-command", ("%(parser_name)r", "%(choices)s")
    ),
    "invalid %(type)s value: %(value)r": Message("invalid-value", ("%(type)s", "%(value)r")),
    "ignored explicit argument %r": Message("explicit-argument", ("%r",)),
    "expected one argument": Message("expected-one"),
    "expected at most one argument": Message("expected-at-most-one"),
    "expected at least one argument": Message("expected-at-least-one"),
}
"""By argparse's own sentence, with what it puts into it. All others are for options that luxterm hasn't."""


@contextmanager
def in_users_words() -> Generator[None]:
    """In the block argparse speaks the user's language."""
    if spoken().partition("-")[0] == FALLBACK:
        yield
        return
    module: Any = argparse
    before = module._
    module._ = _translated
    try:
        yield
    finally:
        module._ = before


def _translated(sentence: str) -> str:
    said = _SAID.get(sentence)
    return told(said) if said else sentence


def named_like_option(words: Iterable[str]) -> str:
    """The first word that begins like an option and is the name of a file here; "" if none is.

    A hook, or a pattern in a shell, puts the names of files where options may be. What somebody has called
    `--exclude=*.md` must neither act as one nor, if it was meant as one, be checked in its place.
    """
    options = takewhile(lambda word: word != "--", words)
    return next((word for word in options if word[:1] == "-" and word != "-" and os.path.lexists(word)), "")
