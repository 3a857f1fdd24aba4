"""Titles of provisions: a heading, a caption or a label that gives a law's number its name.

`Article 20 – Offences concerning …`, `s. 163.1 (child pornography)`, `23<tab>Child …`.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import pairwise

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.word_ends import ends_with
from luxterm.termbase.language import Language
from luxterm.text.dates import YEAR
from luxterm.text.words import INSERTED, words
from luxterm.types import Message, Scope, quoted

_NUMBER = lazy_regex(r"\s*(?:\p{L}{1,3}\.?\s*)?\(?\d[\w./()–-]*")  # "12", "No. 12", "Nr. 12", "(3)"
_LETTERED = lazy_regex(r"\((?:\p{Ll}{1,4}|\d{1,3})\)\s")
_NUMBERED = lazy_regex(rf" {{0,2}}\d[\w.()/–-]*(?: \d{{1,3}})?{INSERTED}(?P<apart> ?[–—:,-])? \Z")
"""Also "4-5", whose hyphen is folded."""
_ENDS_IN_NUMBER = lazy_regex(rf"\d[\w.()/–-]{{0,12}}(?: \d{{1,3}})?{INSERTED}\Z")
_APART = lazy_pattern(r" ?[–—:,-] ?\Z")
_LAW = lazy_pattern(r" ?\([^()]{0,30}\d[^()]{0,12}\)(?=[*_]{0,2} ?[–—:,-] ?\Z)")
"""The law of a provision, behind its number: "art. 12 (Act 2014-6): "."""
_NAME = 40
"""Code points before a term in which its provision is."""
_LEFT = 400
"""Code points before a term in which a row of numbers, each with its label, begins."""
_HEAD = 100
"""Code points at most between the beginning of a provision and a term in its heading."""
_NUMBER_WITHIN = 60
"""Code points in which a provision's number is, with the law's letters or a label behind it."""
_ENDS = 80
"""Code points behind a term in which a heading that is run into its paragraph ends."""
_RUN_IN = lazy_regex(
    rf"[^\w§]*(?P<word>[\p{{L}}\p{{M}}]+\.? |§+ ?)?\d[\w()/-]*(?:\.\d+)*{INSERTED}[.:]? "
    r"(?:\([^()]{0,30}\d[^()]{0,12}\) ?[.:]? )?(?:[–—-] )?"
)
"""A provision's number, perhaps with its law in brackets."""
_BEHIND = lazy_regex(rf" {{1,2}}(?!{YEAR}\b)\d{{1,4}}(?:\.\d{{1,3}})? \(\d{{1,2}}(?:\.\d)?\) \p{{Lu}}")
"""A section's number with that of its first subsection, before a sentence: " 163.1 (1) Every person"."""
_RUN_OUT = lazy_pattern(r"(?<!\betc)\.(?P<dash> ?[–—-]+)?")
_GOES_ON = lazy_regex(r" +\p{L}")
_LEAD = lazy_pattern(r"[*_]{0,3}[.:][*_]{0,3} ")
"""What ends a head that is run into its paragraph."""
_LED = 9
"""Words behind it in which the provision and its law are named."""
_DIGITS = r" {0,2}\d[\w.()/–-]{0,24}(?: \d{1,3}){0,2}"
"""A number whose hyphens are folded: "225-4-1". It has an end, for it is looked for from each digit on."""
_LABEL = lazy_regex(  # "129-M (", folded
    rf"(?:{_DIGITS}(?: \p{{L}}(?= ?[(\[]))?{INSERTED})? ?[(\[](?:[\p{{L}}\p{{M}}]+ ){{0,5}}\Z"
)
_ROW_NUMBER = lazy_regex(rf"{_DIGITS}(?: \p{{L}}\b)?{INSERTED}(?: ?\([^()]*\))?\Z")
_ROW = 8
"""Numbers that stand in a row at most."""
_LAW_BEHIND = lazy_pattern(r"(?<!\w)\((?P<code>[^()\d]{1,24}?) ?\d[\d-]*[^()]{0,20}\)\W*\Z")
"""The number of a law in brackets, at the end of its name: "(RA 9775)"."""
_LABEL_END = lazy_regex(r"(?:(?: [–—-])? [\p{L}\p{M}]+){0,4}[)\]]")


def find(around: Surroundings) -> Message | None:
    """`Article 20 – Offences concerning …`, `s. 163.1 (child pornography)`."""
    left = around.folded_before(_LEFT)
    bracket = max(left.rfind("("), left.rfind("["))
    before = _drop_code(left[:bracket].rstrip(" *_"), around.language) if bracket > 0 else ""
    if _ENDS_IN_NUMBER.search(before):
        # "art. 12 C.P. (": as if the law's letters weren't there
        left, bracket = f"{before} {left[bracket:]}", len(before) + 1
    label = _LABEL.search(left, max(0, bracket - _NUMBER_WITHIN)) if bracket >= 0 else None
    if (
        label
        and left[bracket + 1 :].partition(" ")[0] not in around.language.first_connectors  # "para. 15 (on …)"
        and _numbered_before(around, left[: label.start()], left[label.start() : bracket])
        and _LABEL_END.match(around.view.folded, around.occurrence.end)
    ):
        return Message("provision-label")
    if _named(around) or _entitles(around):
        return Message("provision-name")
    if _stands_before(around) or _leads_in(around):
        return Message("provision-heading")
    if _in_catalogue(around):
        return Message("provision-label")
    if (_numbered(around) and around.is_heading and not _is_own(around)) or _runs_in(around):
        return Message("provision-heading")
    return None


def _runs_in(around: Surroundings) -> bool:
    """`Sec. 12. Child …. No person shall …`: a heading at the beginning of its provision."""
    start = _behind_code(around)
    if around.occurrence.start - start > _HEAD:
        return False
    numbered = any(map(str.isdigit, around.view.folded[start : around.occurrence.start]))
    head = _RUN_IN.match(around.view.folded, start, around.occurrence.start) if numbered else None
    if not head and around.segment.scope is not Scope.ITEM:
        return False
    begins = head.end() if head else start
    stop = _RUN_OUT.search(around.view.text, *around.behind(_ENDS))
    if not stop:
        return False
    language, word = around.language, (head["word"] or "").strip() if head else ""
    # An item's number isn't among its words
    if not stop["dash"] and (word not in language.signals.sections or stop.end() == around.bounds.end):
        return False
    inside = words(around.view.folded[begins : stop.start()])
    # "L’officier qui saisit … le place …" is no heading
    told = language.tells(inside) or not language.agreement.relating.isdisjoint(inside)
    return around.view.text[begins].isupper() and not told


def _behind_code(around: Surroundings) -> int:
    """Where its segment goes on behind the letters of a code: "C.P. art. 12 – …"."""
    start = around.bounds.start
    head, codes = around.view.folded[start : start + _HEAD], _codes(around.language)
    if not head.startswith(codes):  # most
        return start
    return start + next(len(it) - 1 for it in codes if head.startswith(it))


@lru_cache(maxsize=8)
def _codes(language: Language) -> tuple[str, ...]:
    """How laws are named before a number, with the space behind that."""
    return tuple(f"{code} " for code in language.signals.codes)


def _named(around: Surroundings) -> bool:
    """`Article 317 – Child …`, `category 3.2 Child …`: with a capital, also inside a sentence."""
    first = around.text[0]
    if not first.isupper() or around.text.isupper():
        return False
    left = _without_code(_LAW.sub("", around.left[-_NAME:]), around.language)
    number = _NUMBERED.search(left)
    if number is None or (number["apart"] and _GOES_ON.match(around.right)):
        return False  # "Section 4: … is prohibited"
    labels = *around.language.signals.sections, *around.language.signals.labels
    return ends_with(left[: number.start()], labels)


def _without_code(left: str, language: Language) -> str:
    """What ends in a number and a mark, without the law's letters in between: "art. 12 C.P.: "."""
    apart = _APART.search(left)
    return left if apart is None else _drop_code(left[: apart.start()], language) + apart[0]


def _drop_code(left: str, language: Language) -> str:
    """What ends in a number, without the law's letters behind it: "art. 12 C.P."."""
    code = max((it for it in language.signals.codes if ends_with(left, (it,))), key=len, default="")
    return left.removesuffix(code).rstrip() if code else left


def _entitles(around: Surroundings) -> bool:
    """`Article 218. Child …` and no more: it opens a provision, and no sentence follows."""
    start, end = around.bounds
    here, after = around.occurrence.start, around.occurrence.end
    if here - start > _HEAD or end - start > 2 * _HEAD or not around.text[0].isupper():
        return False
    language, head = around.language, _RUN_IN.match(around.view.folded, start, here)
    if not head or head.end() != here or (head["word"] or "").strip() not in language.signals.sections:
        return False
    said = words(around.view.folded[after:end])
    small = language.grammar.small_words
    rest = [it for it in said if it not in small]
    opens = not said or said[0] in small
    return opens and language.grammar.boundaries.isdisjoint(rest) and not language.tells(rest)


def _stands_before(around: Surroundings) -> bool:
    """`Making child … 163.1 (2) Every person who`: a marginal note that has lost its own line."""
    start, here, text = around.sentence.start, around.occurrence.start, around.view.text
    if here - start > _HEAD or _BEHIND.match(text, around.occurrence.end, around.bounds.end) is None:
        return False
    head = text[start:here].lstrip() or around.text
    return head[:1].isupper() and not around.language.tells(words(head.lower()))


def _leads_in(around: Surroundings) -> bool:
    """`Child …. Section 12 of the Penal Code has …`: a head run into what is said of its provision."""
    start, here, after = around.bounds.start, around.occurrence.start, around.occurrence.end
    folded = around.view.folded
    stop = _LEAD.match(folded, after, around.bounds.end)
    opens = here - start <= _HEAD and not folded[start:here].strip(" *_")
    if stop is None or not opens or not around.text[0].isupper():
        return False
    said = folded[stop.end() : min(around.bounds.end, stop.end() + _HEAD)].split()[:_LED]
    first = 1 if said and said[0] in around.language.grammar.small_words else 0
    named = f" {' '.join(it.rstrip('.,;:)') for it in said)} "
    return cites_provision(said[first : first + 2], around.language.signals.sections) and any(
        f" {code}" in named for code in _codes(around.language)
    )


def _in_catalogue(around: Surroundings) -> bool:
    """`23<tab>Child …`, on a line of its own: a code and what it stands for."""
    _, code, rest, _ = around.lines
    if not code.endswith("\t") or rest.strip():
        return False
    return not any(map(str.isalpha, code)) and any(map(str.isdigit, code))


def _numbered_before(around: Surroundings, left: str, number: str) -> bool:
    """Whether a provision's number comes before, or a law's and the label has a capital."""
    signals = around.language.signals
    if ends_with(left, signals.sections) or ends_with(_first_of_row(left, around.language), signals.sections):
        return True
    return around.text[0].isupper() and number.strip() != "" and left.endswith(signals.instruments)


def _first_of_row(left: str, language: Language) -> str:
    """What stands before the first of several numbers: `sections 12 (…), 14 (…) and 15 (`."""
    joints = (",", *(f" {it}" for it in language.grammar.small_words))  # "12 a 15", "12 bis 15", "12 and"
    for _ in range(_ROW):
        joint = next((it for it in joints if left.endswith(it)), "")
        number = _ROW_NUMBER.search(left, 0, len(left) - len(joint)) if joint else None
        if not number:
            break
        left = left[: number.start()]
    return left


def _numbered(around: Surroundings) -> bool:
    """Whether its segment opens with a provision's number: "Article 9", "§ 184b", a heading "(m)"."""
    start = around.bounds.start
    head = around.view.folded[start : start + _NUMBER_WITHIN].lstrip()
    if around.segment.scope is Scope.HEADING and _LETTERED.match(head):
        return True
    sections = around.language.signals.sections
    return head.startswith(sections) and any(
        head.startswith(it) and _NUMBER.match(head, len(it)) for it in sections
    )


def _is_own(around: Surroundings) -> bool:
    """Whether a numbered heading has words of a report's sections."""
    heading = words(around.view.folded[slice(*around.bounds)])
    return not around.language.signals.own_headings.isdisjoint(heading)


def named_by_number(around: Surroundings) -> Message | None:
    """`Anti-Child … (RA 9775)`: with capitals, and with the number of the law behind it."""
    inner = around.in_brackets
    named = around.text.istitle() and has_number_of_law(f"({inner.lower()})", around.language)
    return Message("in-name-before", (quoted(around.text), quoted(inner))) if named else None


def cites_provision(words: Iterable[str], sections: Collection[str]) -> bool:
    """Whether the number of a provision is among some words: "section 15"."""
    return any(word in sections and at[:1].isdigit() for word, at in pairwise(words))


def has_number_of_law(name: str, language: Language) -> bool:
    """Whether a folded name ends in the number of a law, in brackets: "… (RA 9775)"."""
    behind, numbers = _LAW_BEHIND.search(name), language.contexts["law-numbers"]
    words = language.divider.words(behind["code"]) if behind else []
    return numbers.stands_in(words) and not numbers.without(words)
