"""Labels of provisions: what a bracket after a law's number says, or what the number in a bracket says it of.

`section 69 of the … Act 2015 (possession of …)`, `(s. 163.1 – child …)`, `child … (arts. 240 to 242)`.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.judge import law_numbers as laws
from luxterm.engine.judge.captions import LINE, OVER, SET_OFF, has_verb, is_phrase
from luxterm.engine.surroundings import Surroundings
from luxterm.text.dates import YEAR
from luxterm.text.marks import CLOSING, OPENING
from luxterm.types import Message

_LABEL = 160
"""Code points that a bracket after a number has at most."""
_JOINED = 4
"""Words of what a conjunction joins to an offence at most, before the bracket with its provision."""
_OFFENCE = 12
"""Words to either side of a term, at most, among which it is called an offence."""
_NUMBERED = lazy_pattern(r"(?<![\w:.–-])(?:[^\W\d]|[:.–-])*+(\d[\w:.–-]*+(?:\s?\(\w{1,5}\))*+)\s*+\Z")
_OF_YEAR = lazy_pattern(rf"(?:,? |(?: n\w{{0,2}}[.°º]?)? \d{{1,4}} \w{{1,4}} ){YEAR}\Z")
"""The year of an Act, with its number: "Act 2015", "Act No. 12 of 2001"."""
_SERIAL = lazy_pattern(r"(?: n\w{0,2}[.°º]{0,2})? [\d.]{1,6}/\d{1,4}(?:/[a-z]{2,4})?\Z")
"""The number of an instrument, by its year or its session: "Directive 2011/93/EU", "resolution 54/263"."""


def find(around: Surroundings) -> Message | None:
    """Why the term is part of a label, None if it isn't."""
    looks = (_labels, _glosses, _is_cited, _is_followed)
    return Message("provision-label") if any(look(around) for look in looks) else None


def _labels(around: Surroundings) -> bool:
    """`section 69 of the … Act 2015 (possession of …)`, `(b) section 4 (allowing …)`.

    Or what an instrument with its number is about: `Directive 2011/93/EU (… and child …)`.
    """
    language, signals, left = around.language, around.language.signals, around.left[-_LABEL:]
    bracket = left.rfind("(")
    if bracket < 0 or ")" in left[bracket:] or left[bracket + 1 : bracket + 2].isdigit():
        return False
    closes = around.right.find(")", 0, _LABEL)
    inside = left[bracket + 1 :]
    if closes < 0 or OVER.search(inside):
        return False
    if has_verb(around.words(inside + around.right[:closes]), language):
        return False
    if inside.partition(" ")[0] in language.first_connectors:
        return False
    before = around.left[: len(around.left) - len(left) + bracket].rstrip()
    number = _NUMBERED.search(before)
    last = before[: number.start(1)] if number else ""
    named = laws.first_of_range(last, language)
    if number and laws.is_law(named, number[1], language):
        if named != last and "," in inside:
            return True  # "arts. 2 to 9 (fraud, child …)"
        lead = named.rstrip().rpartition(" ")[0].strip(f"{OPENING}{CLOSING} .")
        return laws.is_code(named, number[1], language) or len(lead) <= 2  # "(b) section 4 (…"
    act = _OF_YEAR.sub("", before)
    if act.endswith(signals.instruments) and laws.names_law(act[-_LABEL:], language):
        return True
    instrument = _SERIAL.sub("", before)
    return instrument != before and instrument.endswith(signals.instruments)


def _glosses(around: Surroundings) -> bool:
    """`(s. 163.1 – possession of child …)`: what a provision is about, behind a dash in its bracket.

    Or before a comma: `(child …, s. 163.1 of the Code)`.
    """
    language, view, here = around.language, around.view, around.occurrence
    law, closes, _ = around.right[1:_LABEL].partition(")")
    named = closes and laws.names_law(law, language) and laws.names_code(law, language)
    if named and around.left.endswith("(") and around.right.startswith(","):
        return True
    bracket = view.text.rfind("(", *around.before(_LABEL))
    dash = SET_OFF.search(view.text, bracket, here.start) if bracket >= 0 else None
    closes = view.text.find(")", here.start, around.behind(_LABEL).end)
    if not dash or closes < here.end or ")" in view.text[bracket : here.start]:
        return False
    law, caption = view.folded[bracket + 1 : dash.start()], view.folded[dash.end() : closes]
    small = language.grammar.small_words
    joining = " ".join(it for it in law.split() if it not in small)  # "ss. 12 and 13 of the Code"
    cited = laws.names_law(law, language) and laws.only_code(joining, language)
    return cited and not has_verb(around.words(caption), language)


def _is_cited(around: Surroundings) -> bool:
    """`crimes of child … and … (arts. 240 to 242)`: the provision behind what is called an offence.

    Or, with the law's name, behind what is all of a line or an item.
    """
    language = around.language
    gap, _, inside = around.right[:_LABEL].partition(" (")
    inside, closes, _ = inside.partition(")")
    if not closes or not laws.names_law(inside, language):
        return False
    if gap in ("", ":") and _is_all(around) and laws.names_code(inside, language):
        return True
    joined = gap.split()
    row = not joined or (joined[0] in language.grammar.conjunctions and len(joined) <= _JOINED)
    near = (*around.words(around.left)[-_OFFENCE:], *around.words(around.right)[:_OFFENCE])
    return row and language.calls_offence(near)


def _is_followed(around: Surroundings) -> bool:
    """`Keeping of child …, s. 15 of the Penal Code`: all of an item or a line, without a verb."""
    (start, end), folded, language = around.bounds, around.view.folded, around.language
    if not around.right.startswith(", ") or end - start > LINE:
        return False
    law = folded[around.occurrence.end + 2 : end].rstrip(" .;")
    if not (laws.names_law(law, language) and laws.names_code(law, language)):
        return False
    return laws.only_code(law, language) and is_phrase(folded[start : around.occurrence.start], language)


def _is_all(around: Surroundings) -> bool:
    """Whether its segment has nothing else in words than the term and a bracket behind it."""
    view, (start, end) = around.view, around.bounds
    rest = around.folded_behind(_LABEL).partition(")")[2]
    others = f"{view.folded[start : around.occurrence.start][-_LABEL:]}{rest}"
    return end - start <= LINE and not any(map(str.isalpha, others))
