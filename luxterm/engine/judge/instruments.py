"""Instruments: a capitalised noun, what joins it to its subject, and words of titles: "Directive … on …".

The contexts in the cues, if a language has them: `numbered` for nouns that a number alone makes an
instrument, `against` for verbs that have the connector at their clause's end, `tells` and `told-to` for those
that have it before, `bodies-act` for what a body does, `purposed-within` for whose an instrument is.
"""

from functools import lru_cache

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge.generic import is_generic
from luxterm.engine.judge.register import REACH
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.dates import DAY
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING
from luxterm.text.words import WORD, words
from luxterm.types import Message, Span, quoted

_NUMBER = lazy_regex(
    r"(?:[.°º]| n\w{0,2}[.°º]{0,2}) \d"
    r"| (?!(?:19|20)\d\d/(?:19|20)?\d\d(?![\w/]))\d+[./]\d"
    r"| \d{1,4} (?:\(|\p{Ll}{1,3} )(?:19|20)\d\d(?!\w)"
)
"""What only the number of an instrument has behind its noun: " no. 13", " 54/263", " 4 of 2012"."""
_OF_NUMBER = lazy_pattern(r"n\w{0,3}[.°º]{0,2} ?(?=\d)")
"""What stands before such a number, folded: "no. ", "n.º ", "nr. "."""
_NAMED = 120
"""Code points before a noun in which whom somebody tells something is named, or a body's name begins."""
_TOLD = 6
"""Words before whom somebody tells something among which the verb is, at most."""
_DATE = lazy_regex(rf"(?<!\w){DAY}\b")
_YEARS = lazy_pattern(r",? \(?(?:19|20)\d\d ?[–/ ] ?(?:(?:19|20)\d\d|\d\d)\b")
"""For how long a plan is, folded, right behind its name: " 2015-2019"."""
_LONGEST = 40
"""Code points behind an instrument's noun in which its day ends."""
_BARE = lazy_regex(r"(?<!\w)(\p{L}[\p{L}-]*) (?=\d[\d.,/-]*(?: |\Z))")
"""A word with a number behind it."""


def find(around: Surroundings) -> Message | None:
    """`Directive 2011/93/EU on combating …`: a capitalised noun, a connector, words of titles.

    With its number the noun may be in small letters: "its resolution 54/263 on the sale of …".
    A number alone is enough behind nouns of the context `numbered`, if the language has it.
    """
    noun, here, text = _noun(around), around.occurrence.start, around.view.text
    if noun is None or is_governed(around):
        return None
    lead, gap = text[slice(*noun)], around.view.folded[noun.end : here]
    opens = not around.left[: len(around.left) - len(gap) - len(lead)].strip(OPENING)
    named = any(map(str.isdigit, gap)) or _has_capital(around, lead) or _all_capitals(around, gap)
    named = named or _YEARS.match(around.right) is not None
    if opens and not named:
        return None  # the capital only begins the sentence
    if _is_told(around, noun.start):
        return None
    if (
        gap.startswith(",")
        or _joins(around, text[noun.end : here])
        or ";" in gap
        or _announces(around, gap)
        or _has_task(around, gap)
        or gap.count("(") > gap.count(")") + 1
        or not (_leads_to(around, noun.end) or (opens and _is_dated(around, gap)))
    ):
        return None
    return Message("in-instrument", (quoted(lead),))


def is_governed(around: Surroundings) -> bool:
    """Whether a verb at its clause's end has its preposition: "dass die Koalition gegen … vorgeht"."""
    verbs, word = around.language.contexts["against"], around.following
    if not word or not verbs.stands_in([word]):
        return False
    clause = around.words(around.left.rpartition(",")[2])
    return bool(clause) and clause[0] in around.language.declension.subordinators


def heads_column(around: Surroundings) -> bool:
    """Whether its column is headed by an instrument with a number: "Directive 2011/93/EU"."""
    column = around.segment.column
    if not any(char.isdigit() for char in column):
        return False
    return any(
        column[at].isupper() and not column[stop : stop + 1].isalnum()
        for _, at, stop in around.language.leads.find(fold(column))
    )


def _noun(around: Surroundings) -> Span | None:
    """The last noun of an instrument before the term, of several that end there the longest."""
    left = around.left[-REACH:]
    offset, text = around.occurrence.start - len(left), around.view.text
    nouns = [
        Span(offset + at, offset + stop)
        for _, at, stop in around.language.leads.find(left)
        if (text[offset + at].isupper() or _NUMBER.match(left, stop))
        and not (at and left[at - 1].isalnum())
        and not left[stop : stop + 1].isalnum()
        and not is_generic(around, offset + at)
    ]
    numbered = around.language.contexts["numbered"]
    if numbered:  # only with a number, but with any: "law 25,763 on …"
        bare = (it for it in _BARE.finditer(left) if numbered.stands_in([it[1]]))
        nouns += [Span(offset + it.start(1), offset + it.end(1)) for it in bare]
    return max(nouns, key=lambda it: (it.end, it.end - it.start), default=None)


def _is_told(around: Surroundings, at: int) -> bool:
    """Whether a verb has the connector, and the noun that begins at `at` is whom somebody tells.

    "El Gobierno informó al Comité sobre la …".
    """
    tells, told_to = (around.language.contexts[it] for it in ("tells", "told-to"))
    if not tells or not around.text[0].islower():
        return False
    said = around.words(around.view.folded[max(around.sentence.start, at - _NAMED) : at])[-_TOLD:]
    return told_to.ends_in(said, 1) and tells.stands_in(said)


def _announces(around: Surroundings, gap: str) -> bool:
    """Whether a colon ends the name before the term, and a sentence follows: "…: child … must end"."""
    if ":" not in gap or around.text[0].isupper():
        return False
    return around.language.has_finite_verb(around.words(around.right))


def _has_task(around: Surroundings, gap: str) -> bool:
    """Whether an infinitive, and not the noun, has the connector: "the Rapporteur … to report on"."""
    said, signals = around.words(gap), around.language.signals
    return any(
        to in signals.infinitive
        and last in around.language.first_connectors
        and f"{before} {to}" not in signals.connectors
        and not f"{to} {verb}".startswith(signals.connectors)
        for before, to, verb, last in zip(["", *said], said, said[1:], said[2:], strict=False)
    )


def _joins(around: Surroundings, gap: str) -> bool:
    """Whether something without a capital, or an abbreviation, is joined to the noun.

    The connector belongs to it then: so in "the Rapporteur and act on …", "the Rapporteur and NGOs on …",
    but not in "the Conclusions and Recommendation on …".
    """
    first, second = [*words(gap)[:2], "", ""][:2]
    plain = second[:1].islower() or any(map(str.isupper, second[1:]))
    return first in around.language.grammar.conjunctions and plain


def _has_capital(around: Surroundings, lead: str) -> bool:
    """Whether a word after the first has a capital, where only names have: "Día Mundial contra …"."""
    grammar = around.language.grammar
    if grammar.titles_capitalised or grammar.capital_nouns:
        return False
    return not lead.isupper() and any(word[0].isupper() for word in words(lead)[1:])


def _all_capitals(around: Surroundings, gap: str) -> bool:
    """Whether all the words of a gap and of the term after it have capitals, where headings have none."""
    grammar = around.language.grammar
    if grammar.titles_capitalised or grammar.capital_nouns or around.text.isupper():
        return False
    standing = around.view.text[around.occurrence.start - len(gap) : around.occurrence.end]
    return all(word[0].isupper() for word in words(standing) if word.lower() not in grammar.small_words)


def _leads_to(around: Surroundings, start: int) -> bool:
    """Whether the words between the noun, which ends at `start`, and the term can belong to a title."""
    language, text = around.language, around.view.text
    gap = around.view.folded[start : around.occurrence.start]
    small, within = language.grammar.small_words, language.contexts["purposed-within"]
    dates = [date.span() for date in _DATE.finditer(gap)]
    connected, passed, capital = False, 0, False
    for match in WORD.finditer(gap):
        word, at = match.group(), match.start()
        if at < passed or any(first <= at < last for first, last in dates):
            continue
        if numbered := _OF_NUMBER.match(gap, at):
            passed = numbered.end()
            continue
        if word in _opening_generic(language) and gap[:at].endswith(", "):
            return False  # "…, ein Gesetz zur": another noun phrase
        if _acts(around, word, text[: start + at]):
            return False
        ahead = f"{gap[at:]} " if word in language.first_connectors else ""
        if connecting := [it for it in language.leading_connectors if ahead.startswith(it)]:
            connected = True
            passed = at + max(map(len, connecting))
            continue
        known = word in small or language.titles.knows(word) or word[0].isdigit()
        known = known or (capital and within.stands_in([word]))  # "de l’Assemblée nationale"
        capital = text[start + at].isupper()
        if not known and not capital:
            return False
    return connected


def _is_dated(around: Surroundings, gap: str) -> bool:
    """Whether a day and a connector directly follow the noun, and no verb is in the line: all is a title.

    "Loi du 31 mai 2016 complétant la mise en œuvre …", whatever its words are.
    """
    date = _DATE.search(gap, 0, _LONGEST)
    if date is None or around.language.has_finite_verb(around.besides):
        return False
    led = f"{gap[date.end() :].lstrip(' ,')} "
    return led.startswith(around.language.leading_connectors) and ":" not in gap


def _acts(around: Surroundings, word: str, before: str) -> bool:
    """Whether a body does it, by its name just before: "La Fundación Ámbar lucha contra …"."""
    name = before.rstrip(" ")[-_NAMED:].rpartition(" ")[2]
    return name[:1].isupper() and around.language.contexts["bodies-act"].stands_in([word])


@lru_cache(maxsize=8)
def _opening_generic(language: Language) -> frozenset[str]:
    """The words before one of its kind that open a noun phrase, and hang on no noun."""
    return frozenset(filter(language.declension.opens, language.grammar.generic))
