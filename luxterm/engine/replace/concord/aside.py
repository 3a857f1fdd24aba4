"""A participle that marks set off right behind a term, with all its words: "la …, vendida por la red, crece".

The clause goes on behind it, and its nouns are none for which a pronoun there stands.
"""

from luxterm.engine.replace.concord.inflection import Inflection
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings


def without_aside(words: list[Word], word: Word, old: Readings, inflection: Inflection) -> list[Word]:
    """The words after a term and before one of them, without such an aside between them."""
    before = [it for it in words if it.end <= word.start]
    if not before or before[0].joined:
        return before
    ends = next((at for at, it in enumerate(before) if at and not it.joined), 0)
    first = next((it for it in before[:ends] if not inflection.is_adverb(it.folded)), None)
    shown = first is not None and inflection.shows_agreement(first.folded)
    if first is None or not shown or not inflection.fits(first.folded, old):
        return before
    return before[ends:]
