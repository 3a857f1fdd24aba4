"""Whether a provision beside a term, by its number or its code's name, shows that it is in the law's words.

The words are data: `offence_columns` in the grammar, and contexts in the cues, if a language has them.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.context import STOP
from luxterm.engine.judge.provisions import cites_provision
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import after_last

_AHEAD = 50
"""Code points after a term in which a provision's number is looked for."""
CITED = 5
"""Words of the numbers of provisions, and of what they are the numbers of, at most: "arts. 12 to 15 (4)"."""
_CODE = 2
"""Words of a code's name that may end it: "Penal Code", "Penal Code of …"."""
_DASH = lazy_pattern(r" [–—] |   ")
"""Between parts of a head; a hyphen between spaces is folded to one."""
_LETTERED = lazy_pattern(r" ?[\[(]\d{2,4}-?[a-z]{1,2}[\])]")
"""The number of an inserted provision, in brackets."""
_REACH = 200
"""Code points before a term in which the provision that it is about is looked for."""
_PHRASE = 4
"""Words in a phrase at most."""
_VIOLATED = 12
"""Words after a term in which the provision that is violated has its number."""


def is_provided(around: Surroundings) -> bool:
    """Whether it may be what a provision beside it is about."""
    looks = (
        _numbered,
        _of_codes,
        _of_provision,
        _under_number,
        _about_numbered,
        _is_subject,
        _involved,
        _provided,
        _violated,
    )
    return any(look(around) for look in looks)


def _numbered(around: Surroundings) -> bool:
    """As in `child prostitution (s. 15)`, `…, s. 15`, `… or s. 15`, or `… [67B]`: notes have no letter.

    Or behind a dash, after its chapter, too: "Sale of child … – Chapter IV – s. 15".
    """
    if _LETTERED.match(around.right):
        return True
    behind = around.right[2:_AHEAD] if around.right.startswith((", ", " [")) else ""
    if around.following in around.language.grammar.conjunctions:
        behind = around.right[1:_AHEAD].partition(" ")[2]
    parted = _DASH.split(around.right[:_AHEAD])[1:] if _DASH.match(around.right) else []
    inside = around.in_brackets.lower()
    return _cites_law(inside, around.language) or any(
        inner.startswith(section) and inner[len(section) :].lstrip(" ,")[:1].isdigit()
        for inner in (inside, behind, *parted)
        if inner.startswith(around.language.signals.sections)
        for section in around.language.signals.sections
    )


def _cites_law(inside: str, language: Language) -> bool:
    """As in `child prostitution (RA 7610, Sec. 5)`: brackets that begin with the number of a law."""
    words = fold(inside.partition(",")[0]).split()
    return bool(words[1:]) and words[-1].isdigit() and language.contexts["law-numbers"].stands_in(words[:-1])


def _of_codes(around: Surroundings) -> bool:
    """As in `child prostitution (Penal Code)`: a code's name or its letters in brackets, or several."""
    if not around.in_brackets:
        return False
    small, codes = around.language.grammar.small_words, around.language.signals.codes
    names = [""]
    for word in around.words(fold(around.in_brackets)):
        if word in around.language.grammar.conjunctions:
            names.append("")
        elif word not in small or names[-1]:
            names[-1] = f"{names[-1]} {word}".lstrip()
    return all(name in codes for name in names)


def _of_provision(around: Surroundings) -> bool:
    """As in `section 15 (relating to child prostitution)`: after its number, or a code's name."""
    before, bracket, inside = around.left.rpartition("(")
    if not bracket or ")" in inside:
        return False
    words, codes = before.split(), around.language.contexts["penal-codes"]
    if codes.ends_in(around.words(before), _CODE):
        return True
    end = after_last(words, lambda word: not _counts(word, around.language))
    return 0 < end < len(words) and words[-1][:1].isdigit() and cites(words[end - 1 :], around.language)


def _under_number(around: Surroundings) -> bool:
    """As in `arts. 12 to 15: murder, child prostitution`: what provisions are about, no verb between."""
    head, colon, row = around.left.rpartition(":")
    if not colon or "," not in row or not cites(head.split()[-CITED:], around.language):
        return False
    return not around.language.has_verb(around.words(row))


def _about_numbered(around: Surroundings) -> bool:
    """As in `The offence in section 15 presupposes that …`: what is said of it has the law's words."""
    words = around.left.split()
    columns = around.language.grammar.offence_columns
    cited = (words[at + 1 : at + CITED] for at, word in enumerate(words) if word in columns)
    return any(cites(it, around.language) for it in cited)


def _is_subject(around: Surroundings) -> bool:
    """As in `article 12, on child …,`: what a provision, by its number right before, is about."""
    words = around.language.divider.apart(around.left[-_REACH:].replace(",", " ")).split()
    words = words[: after_last(words, lambda word: word not in around.language.grammar.determiners)]
    about = around.language.contexts["about"]
    size = next((it for it in range(1, _PHRASE) if about.stands_in(words[-it:])), 0)
    number = words[-size - CITED : -size] if size else []  # "227-23" is folded to two
    return bool(number) and number[-1][:1].isdigit() and cites(number, around.language)


def _involved(around: Surroundings) -> bool:
    """As in `a violation of section 12, 15 or 20 involving …`: which of them, in the law's words."""
    involved, words = around.language.contexts["involved"], around.left[-_REACH:].split()
    at = involved.after_last(words) if involved else 0
    if not at or len(words) - at > _PHRASE:
        return False
    number = words[at - 2].strip(",;()") if at > 1 else ""
    return number[:1].isdigit() and cites(words[max(0, at - _VIOLATED) :], around.language)


def _provided(around: Surroundings) -> bool:
    """As in `the child prostitution offence in section 15`."""
    if around.following not in around.language.grammar.offence_columns:
        return _is_part_of_code(around)
    return cites(around.right[:_AHEAD].split()[1:], around.language) or _under_law(around)


def _is_part_of_code(around: Surroundings) -> bool:
    """As in `the child pornography provisions of the Criminal Code`, or `the Act's child …`."""
    contexts, right = around.language.contexts, around.right[:_AHEAD]
    if not contexts["law-parts"].stands_in([around.following]):
        return False
    if contexts["law-owners"].stands_in(around.left.split()[-1:]):
        return True
    behind = STOP.split(right)[0].partition(",")[0]
    return contexts["penal-codes"].stands_in(around.words(behind))


def _under_law(around: Surroundings) -> bool:
    """As in `child prostitution offences under the Data Act`: a law by its name or its letters."""
    written = around.text_behind(_AHEAD).split()[1:]
    violating = around.language.contexts["violating"]
    at = next(
        (at for at in range(1, _PHRASE) if violating.stands_in(fold(" ".join(written[:at])).split())), 0
    )
    named = [it for it in written[at : at + _PHRASE] if it.lower() not in around.language.grammar.small_words]
    return bool(at) and bool(named) and named[0][0].isupper()


def _violated(around: Surroundings) -> bool:
    """As in `… in violation of 18 U.S.C. § 2252`."""
    violating = around.language.contexts["violating"]
    right = around.language.divider.apart(around.right[: 2 * _AHEAD])
    if not violating.stands_in(around.words(right)[:_PHRASE]):
        return False
    words = right.split()[:_VIOLATED]
    return cites(words, around.language)


def _counts(word: str, language: Language) -> bool:
    """Whether it is among the numbers of provisions, or between two: "12", "and", "to"."""
    return word[:1].isdigit() or word in language.grammar.small_words


def cites(words: list[str], language: Language) -> bool:
    """Whether the number of a provision or of a code's is among the words: "section 15", "RCW 9.68"."""
    return cites_provision(words, (*language.signals.sections, *language.signals.codes))
