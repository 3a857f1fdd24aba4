"""Making what tells languages apart (`luxterm.termbase.identification`) from the words that each has."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.identification import UNIT, threes
from luxterm.termbase.tables import dumps, file_index, file_parts
from luxterm.text.words import words

_ZIPF = 20
"""A word's frequency is taken to be as 1 / (its rank + this), by Zipf's law as Mandelbrot corrected it."""
_BEYOND = 1500
"""The rank that a word has which is on no list."""
_RARE = 1e-4
"""The frequency of three letters that no word of a list has."""
_TELLING, _WORDS = 3, 3
"""The fewest letters of a word that shows a file in a language without terms; how many are looked for, in
ASCII and beyond."""
_FAMILIAR = 10
"""How many words of a language with terms are looked for."""
_BY_LETTERS = 0.3
"""What letters count beside words: they say again much of what the words have said."""


def vocabularies(grammars: Mapping[str, Grammar], terms: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The commonest words of every language, in small letters; those of its terms, if no others are given.

    Where others are, the terms would only make its neighbours without terms less likely.
    """
    common = {lang: words(grammar.common.lower()) for lang, grammar in grammars.items() if grammar.common}
    return {lang: common.get(lang) or words(" ".join(terms[lang])) for lang in sorted({*terms, *common})}


def telling(spoken: Mapping[str, Sequence[str]], languages: Collection[str]) -> tuple[bytes, ...]:
    """Common words that only one language has, of those without terms; with spaces around them."""
    found: list[str] = []
    for lang in spoken:
        if lang not in languages:
            own = _own(spoken, lang, spoken)
            found += [word for word in own if word.isascii()][:_WORDS]
            found += [word for word in own if not word.isascii()][:_WORDS]
    return _spaced(found)


def familiar(spoken: Mapping[str, Sequence[str]], languages: Sequence[str]) -> tuple[tuple[bytes, ...], ...]:
    """For each language with terms the commonest words that no other of them has, in the same way."""
    return tuple(_spaced(_own(spoken, lang, languages)[:_FAMILIAR]) for lang in languages)


def _own(spoken: Mapping[str, Sequence[str]], lang: str, langs: Iterable[str]) -> list[str]:
    """The words of a language that no other of these has, the commonest first."""
    others = {word for other in langs if other != lang for word in spoken[other]}
    return [word for word in spoken[lang] if len(word) >= _TELLING and word not in others]


def _spaced(words: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(f" {word} ".encode() for word in words)


def file_identification(
    vocabularies: Mapping[str, Iterable[str]], called: Mapping[str, Iterable[str]]
) -> bytes:
    """File the words of each language, the commonest first, in small letters, and what it is called."""
    langs = tuple(vocabularies)
    words: dict[str, list[int]] = {}
    letters: dict[str, list[int]] = {}
    for number, vocabulary in enumerate(vocabularies.values()):
        weights: dict[str, float] = {}
        for rank, word in enumerate(dict.fromkeys(vocabulary)):
            said = round(UNIT * math.log(_BEYOND / (min(rank, _BEYOND // 2) + _ZIPF)))
            words.setdefault(word, [0] * len(langs))[number] = said
            for three in threes(word):
                weights[three] = weights.get(three, 0.0) + 1 / math.sqrt(rank + _ZIPF)
        total = sum(weights.values())
        for three, weight in weights.items():
            said = round(UNIT * _BY_LETTERS * math.log(1 + weight / total / _RARE))
            letters.setdefault(three, [0] * len(langs))[number] = said
    return file_parts(
        dumps((langs, {name.lower(): lang for lang, names in called.items() for name in names})),
        file_index({word: bytes(said) for word, said in words.items()}),
        file_index({three: bytes(said) for three, said in letters.items() if any(said)}),
    )
