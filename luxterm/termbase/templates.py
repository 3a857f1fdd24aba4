"""Brace templates: `{juvenile|teen} {prostitute|prostitutes}` stands for four phrases.

One notation serves forms, exceptions and cues, so that an entry gives a family of phrases in one line.
An empty branch makes a word optional: `child {sexual|} molestation`. Templates do not nest.
"""

import itertools
import re

from luxterm.termbase.bounds import beyond
from luxterm.text.folding import fold
from luxterm.wording import told

_BRACES = re.compile(r"\{([^{}]*)\}")


def unpaired(template: str) -> bool:
    """Whether a brace has no partner, or is inside others."""
    return any("{" in text or "}" in text for text in _BRACES.split(template))


def blank(template: str) -> bool:
    """Whether one of its phrases is empty."""
    choices = (part.split("|") if place % 2 else [part] for place, part in enumerate(_BRACES.split(template)))
    return all(any(not fold(branch).strip() for branch in branches) for branches in choices)


def expand(template: str) -> list[str]:
    """Every phrase of a template, in the order written, with single spaces.

    How many there are is bounded where files are read (`luxterm.termbase.bounds`). Raises ValueError for an
    unpaired brace or one inside another.
    """
    if unpaired(template):
        raise ValueError(f"braces don't pair up in {template!r}")
    if problem := beyond(template):  # whoever forgot to bound it: an error, but no explosion
        raise ValueError(f"{template!r} {told(problem)}")
    parts = _BRACES.split(template)
    choices = [part.split("|") if odd else [part] for odd, part in zip(itertools.cycle((0, 1)), parts)]
    return [" ".join("".join(words).split()) for words in itertools.product(*choices)]


def expand_all(templates: list[str]) -> list[str]:
    """The phrases of several templates, each once, in order."""
    return list(dict.fromkeys(phrase for template in templates for phrase in expand(template)))


def folded_phrases(templates: list[str]) -> frozenset[str]:
    """The phrases of several templates, folded."""
    return frozenset(map(fold, expand_all(templates)))
