"""Whether a noun with the capital that all nouns have is one of its kind: "ein Gesetz gegen …", "unser Amt".

Such a noun begins no name and no title. The words that show it are data (`generic` in the grammar). Behind
another noun they show nothing: "Entwurf eines Gesetzes zur …", "Vorschlag für eine Richtlinie über …".
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD

_BEFORE = 80
"""Code points before a noun in which the word is looked for."""
_ADJECTIVES = 3
"""Words between it and the noun, at most."""


def is_generic(around: Surroundings, at: int) -> bool:
    """Whether one of the words stands before the noun that begins at `at` of the view."""
    grammar, text = around.language.grammar, around.view.text
    if not grammar.generic:
        return False
    start = max(around.sentence.start, at - _BEFORE)
    found = list(WORD.finditer(text, start, at))
    before = [match[0] for match in found]
    for place in range(len(before) - 1, max(-1, len(before) - 2 - _ADJECTIVES), -1):
        if (word := before[place].lower()) in grammar.generic:
            parted = place > 0 and text[found[place - 1].end() : found[place].start()] != " "
            at_start = start == around.sentence.start
            return parted or not _of_noun(around, before[:place], word, at_start=at_start)
        if before[place][0].isupper():
            return False
    return False


def is_actor(around: Surroundings, at: int) -> bool:
    """Whether the noun that begins at `at` does something to the term: "heute bekämpft die Behörde …".

    The verb stands before its article, and what follows the term is no other object of that verb.
    """
    declension, text = around.language.declension, around.view.text
    before = [match[0] for match in WORD.finditer(text, max(around.sentence.start, at - _BEFORE), at)]
    if len(before) < 2 or not declension.doing.intersection(before[-2:-1]):
        return False
    following = WORD.search(around.right)
    named = following is not None and text[around.occurrence.end + following.start()].isupper()
    determiners = declension.determiners_as(around.following)
    return before[-1] in declension.before and not named and all(it.preposition for it in determiners)


def _of_noun(around: Surroundings, words: list[str], word: str, *, at_start: bool) -> bool:
    """Whether the words end in a noun on which the `word` may hang, or in one with a word that links them."""
    if words and words[-1] in around.language.first_connectors:
        words = words[:-1]
    elif around.language.declension.opens(word):
        return False
    first = len(words) == 1 and at_start
    return bool(words) and words[-1][0].isupper() and not first
