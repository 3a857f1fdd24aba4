"""Whether a sentence says what a law forbids or covers, and a term is in what it says: in the law's words.

The words are data: `offence_columns` in the grammar, and contexts in the cues, if a language has them.
"""

from luxterm.engine.caution.provided import cites
from luxterm.engine.caution.rows import goes_on, joins_one
from luxterm.engine.context import STOP
from luxterm.engine.judge.provisions import has_number_of_law
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import after_last

_NUMBER = 2
"""Words behind the word for a law of which one is its number: "Law No. 12/2019"."""
_SUBJECT = 8
"""Words before a verb among which the law is that is its subject."""
_REACH = 200
"""Code points behind a term in which the rest of what is said of it is looked for."""


def is_forbidden(around: Surroundings) -> bool:
    """Whether it may be what a law is said to forbid."""
    looks = (_punished, _covered, _in_code)
    return any(look(around) for look in looks)


def _punished(around: Surroundings) -> bool:
    """As in `Possession of child … is a crime (art. 15).`: its end says by which provision.

    Or of which law: "Child …: prohibited (Data Act, s. 15)".
    """
    said, bracket, inside = around.right.rpartition("(")
    number, closing, rest = inside.partition(")")
    if not (bracket and closing) or any(map(str.isalnum, rest)):
        return False
    law = any(True for _ in around.language.leads.find(number))
    provision = law or number[:1].isdigit() or number.startswith(around.language.signals.sections)
    if not provision or not cites(number.split(), around.language):
        return False  # "(see section 5 of this policy)"
    return around.language.contexts["punished"].stands_in(around.words(said))


def _covered(around: Surroundings) -> bool:
    """As in `section 12(3), which covers …`: what a provision, by its number, is about.

    Or in a row of what a law with a name punishes, or of what is said of one: "The Data Act covers fraud,
    child …", "It criminalizes fraud, child …".
    """
    if _in_row_punished(around):
        return True
    covering, left = around.language.contexts["covering"], around.language.divider.apart(around.left)
    if not covering.stands_in(around.words(left)):
        return False
    return cites(left.split(), around.language) or _in_row_of_law(around)


def _in_row_punished(around: Surroundings) -> bool:
    """Whether it is in a row without a verb behind what only a law does: "it criminalizes".

    Or what is done with it is: "the Act criminalizes the sale and possession of".
    """
    punishes, left = around.language.contexts["law-punishes"], around.left
    if not punishes:
        return False
    words = around.words(left)
    at = punishes.after_last(words)
    row = words[at:]
    if _is_said_by_code(words, around.language) or _is_made_punishable(around, words):
        return True
    if not (at and row) or around.language.has_verb(row):
        return False
    return goes_on(around.language, left, row) or are_deeds(row, around.language)


def _is_made_punishable(around: Surroundings, words: list[str]) -> bool:
    """As in `The law makes the possession of child … punishable`."""
    makes, made = (around.language.contexts[it] for it in ("law-makes", "law-made"))
    row = words[makes.after_last(words) :] if makes else []
    if len(row) in (0, len(words)) or not are_deeds(row, around.language):
        return False
    return made.stands_in(around.words(STOP.split(around.right[:_REACH])[0]))


def _is_said_by_code(words: list[str], language: Language) -> bool:
    """As in `The Penal Code prohibits (the) …`: behind the verb of which a code is the subject.

    Or a law with its number: "Law No. 12/2019 punishes …"; or a provision, but then only with what is
    done: "Article 12 punishes the possession of …". Nothing else stands between, but for what a
    conjunction joins to it: "… punishes fraud and".
    """
    says, codes, laws = (language.contexts[it] for it in ("code-says", "penal-codes", "numbered"))
    at = says.after_last(words)
    near, row = words[:at][-_SUBJECT:], words[at:]
    bare, deeds = language.grammar.determiners.issuperset(row), are_deeds(row, language)
    if not at or not (bare or deeds or joins_one(language, row)):
        return False
    law = laws.after_last(near)
    numbered = law > 0 and any(it[0].isdigit() for it in near[law : law + _NUMBER])
    return numbered or codes.stands_in(near) or (deeds and not bare and cites(near, language))


def _in_row_of_law(around: Surroundings) -> bool:
    """Whether it is in a row without a verb behind a law's name and a verb that says what it is about."""
    left, text = around.left, around.view.text
    offset, covering = around.occurrence.start - len(left), around.language.contexts["covering"]
    laws = around.language.leads.find(left)
    stop = next((stop for _, at, stop in laws if text[offset + at].isupper()), 0)
    words = around.words(left[stop:])
    at = covering.after_last(words)
    row = words[at:]
    if not (stop and at) or around.language.has_verb(row):
        return False
    if not row:  # the first of them, right behind the verb
        return around.right.startswith(",")
    return left.endswith(", ") or ("," in left[stop:] and row[-1] in around.language.grammar.conjunctions)


def _in_code(around: Surroundings) -> bool:
    """As in `the Penal Code has crimes of sexual assault and child pornography`: no verb between."""
    codes, words = around.language.contexts["penal-codes"], around.left.replace(",", "").split()
    if not codes:
        return False
    language, grammar = around.language, around.language.grammar
    under = fold(around.segment.under)
    if codes.stands_in(language.divider.words(under)) or has_number_of_law(under, language):
        return not language.has_verb(words)  # below the heading "Penal Code"
    at = after_last(words, grammar.offence_columns.__contains__)
    row = words[at:]
    named = not language.has_verb(row) and grammar.boundaries.isdisjoint(row)
    return bool(at) and named and codes.stands_in(words[:at])


def are_deeds(words: list[str], language: Language) -> bool:
    """Whether they say what a penal law forbids to do, and no more: "sale or possession of"."""
    deeds, aside = (language.contexts[it] for it in ("possession", "possession-aside"))
    return deeds.stands_in(words) and not aside.without(deeds.without(words))
