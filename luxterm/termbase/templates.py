"""Brace templates: `{juvenile|teen} {prostitute|prostitutes}` stands for four phrases.

One notation serves forms, exceptions and cues, so that an entry gives a family of phrases in one line.
An empty branch makes a word optional: `child {sexual|} molestation`. Templates do not nest.
"""

import itertools
import re

_BRACES = re.compile(r"\{([^{}]*)\}")


def expand(template: str) -> list[str]:
    """Every phrase of a template, in the order written, with single spaces.

    Raises ValueError for an unpaired brace or one inside another.
    """
    parts = _BRACES.split(template)
    if any("{" in text or "}" in text for text in parts):
        raise ValueError(f"braces don't pair up in {template!r}")
    choices = [part.split("|") if odd else [part] for odd, part in zip(itertools.cycle((0, 1)), parts)]
    return [" ".join("".join(words).split()) for words in itertools.product(*choices)]


def expand_all(templates: list[str]) -> list[str]:
    """The phrases of several templates, each once, in order."""
    return list(dict.fromkeys(phrase for template in templates for phrase in expand(template)))
