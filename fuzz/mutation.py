"""Small changes to a text: cut, doubled, pumped, joined with another, an odd character put in."""

from random import Random

from fuzz.words import odd, phrase

_SIGNS = "*_`[]()<>#|:-=+~^.$%{}\\&\"'/!@ \n\t"


def mutated(rng: Random, text: str, other: str) -> str:
    """A text after one to four changes; `other` is one that pieces come from."""
    for _ in range(rng.randrange(1, 5)):
        start, end = sorted((_place(rng, text), _place(rng, text)))
        if rng.random() < 0.7:
            end = min(end, start + rng.randrange(1, 12))
        text = _change(rng, text, other, (start, end))
    return text


def _change(rng: Random, text: str, other: str, part: tuple[int, int]) -> str:
    start, end = part
    before, inside, after = text[:start], text[start:end], text[end:]
    begin = _place(rng, other)
    few = rng.choice([1, 1, 2, 3, 4, rng.randrange(60)])
    return rng.choice(
        [
            lambda: before + after,
            lambda: before + inside + inside + after,
            lambda: before + odd(rng) + inside + after,
            lambda: before + rng.choice(_SIGNS) * few + inside + after,
            lambda: before + other[begin : begin + rng.randrange(1, 80)] + after,
            lambda: before,
            lambda: f"{before} {phrase(rng)} {inside}{after}",
            lambda: before + inside[: rng.choice([1, 1, 1, 2, 4])] * rng.choice([3, 9, 50]) + after,
            lambda: inside + after + before,
        ]
    )()


def _place(rng: Random, text: str) -> int:
    """A place in a text, more often than not where a word or a line ends."""
    at = rng.randrange(len(text) + 1)
    if rng.random() < 0.5:
        found = text.find(rng.choice(" \n"), at)
        return found if found >= 0 else at
    return at
