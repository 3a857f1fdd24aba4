"""Phrases as capitals show them where a language lets them stand without accents: PORNOGRAFIA."""

from unicodedata import normalize

from luxterm.termbase.neighbours import TargetsByPhrase
from luxterm.termbase.term_data import IN_CAPITALS


def bare(phrase: str, letters: str) -> str:
    """A folded phrase without the accents of these letters; ß, which is SS in capitals, as ss."""
    found = {letter for letter in letters.lower() if letter in phrase}
    return phrase.translate({ord(it): _plain(it) for it in found}) if found else phrase


def _plain(letter: str) -> str:
    capital = letter.upper()
    return capital.lower() if len(capital) > 1 else normalize("NFD", letter)[0]


def with_bare_capitals(patterns: TargetsByPhrase, letters: str) -> TargetsByPhrase:
    """The patterns, also without accents; then they count only where the text has capitals throughout."""
    made = {phrase: list(targets) for phrase, targets in patterns.items()}
    for phrase, targets in patterns.items():
        if (variant := bare(phrase, letters)) != phrase:
            known = made.setdefault(variant, [])
            there = {target[:2] for target in known}
            known += (
                (term, group, IN_CAPITALS)
                for term, group, cased in targets
                if not cased and (term, group) not in there
            )
    return {phrase: targets for phrase, targets in made.items() if targets}
