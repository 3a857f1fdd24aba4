"""Captions: the name that a law gives a provision or an offence, beside the provision's number.

A number of a law and a noun phrase without a verb, before or after it: "A.R.S. § 13-3212 …", "18:2252(a) …".
What a bracket says beside such a number is a label (`luxterm.engine.judge.provision_labels`).
"""

from re import Match

from luxterm.base import lazy_pattern
from luxterm.engine.judge import law_numbers as laws
from luxterm.engine.judge.law_numbers import DOCKETED, MARK, NUMBER, STATUTE
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.termbase.language import Language
from luxterm.text.marks import CLOSING, HYPHENS, OPENING
from luxterm.types import Message, Scope

LINE = 220
"""Code points that a caption has at most, its number included."""
_HEAD = 60
"""Code points in which its number is looked for."""
_SENTENCE = 12
"""Words that a caption with a full stop has at most."""
_NAME = 20
"""The same, if a dash sets it off from the number of its law: "Act 20.526 – …"."""
_BESIDE = 80
"""Code points of a cell beside that may hold the number of a law."""
_LAWS = frozenset(("xml",))
"""Formats in which laws have their headings marked as such, with the number elsewhere."""
_SECTION = lazy_pattern(r"§\s?\d")
"""A provision cited by its mark alone, perhaps one of the text itself."""
_MARKS = f"{OPENING}{CLOSING}*_#. \t"
SET_OFF = lazy_pattern(r" ?[–—] | - ")
"""The dash between a number and what it is the number of."""
OVER = lazy_pattern(r"(?<!etc)[.?!;] \w")
"""Where a sentence ends and another begins."""
_DASHED = lazy_pattern(r"\d{1,4}[a-z]{0,2}\.?—")
"""The number and dash with which British and Irish provisions begin: "5.—", "3.—(1)"."""
_HYPHENED = lazy_pattern(
    rf"[\W_]*\d{{1,3}}[{HYPHENS}](?:\d{{1,3}}[{HYPHENS}])?\d{{3,4}}(?:\.\d{{1,2}})?\.[\s*_]"
)
"""How American statutes number their sections: "2907.322"; "13-1410.", whose hyphen a folded text lacks."""
_STOPPED = lazy_pattern(r"[.!?] *[(\[]")
"""Where a sentence ends and a bracket opens."""
_FIRST = lazy_pattern(r"[\W_]*(?:\d{1,4}\w{0,2}[\W_]{1,6})?\(1\)")
"""How a provision's text begins under its heading: "(1)", "4A.(1)"."""


def find(around: Surroundings) -> Message | None:
    """Why the term is part of a caption, None if it isn't."""
    return Message("provision-heading") if _heads(around) else None


def _heads(around: Surroundings) -> bool:
    """`A.R.S. § 13-3212 Child …; classification`, `Child … A.R.S. § 13-1410`: all there is."""
    start, end = around.bounds
    here, after = around.occurrence.start, around.occurrence.end
    language, folded = around.language, around.view.folded
    if end - start > LINE or folded[start:end].rstrip().endswith(";"):
        return False
    if _stands_alone(around):
        return is_phrase(folded[start:end], language)
    if not any(map(str.isdigit, folded[start:here] + folded[after:end])):
        return False
    hyphened = _HYPHENED.match(around.view.text, start, here)
    if hyphened:
        caption = folded[hyphened.end() : end]
        return not language.has_verb(around.words(caption)) and is_phrase(caption, language)
    for number in NUMBER.finditer(folded, start, min(here, start + _HEAD)):
        caption = folded[number.end() : end]
        if _opens(folded[start : number.start()], number[0], caption, language):
            return is_phrase(caption, language, _NAME if SET_OFF.match(caption) else _SENTENCE)
    number = _numbered(around)
    return number is not None and not _cites(around, number)


def cites(around: Surroundings) -> bool:
    """Whether its sentence, in which nothing shows the verb, ends in the number of a law."""
    number = _numbered(around)
    if number is None or around.language.has_verb(around.besides):
        return False
    return not _depends(around, number)


def _numbered(around: Surroundings) -> Match[str] | None:
    """The number of the law that comes after a phrase, if there is nothing else."""
    (start, end), after = around.bounds, around.occurrence.end
    language, folded = around.language, around.view.folded
    for number in NUMBER.finditer(folded, *around.behind(_HEAD * 2)):
        gap = folded[after : number.start()]
        if (
            laws.is_code(gap, number[0], language)
            or _is_set_off(gap, language)
            or _DASHED.match(folded, number.start(), end)
            or laws.is_abbreviated(around.view.text[after : number.start()], number[0])
        ):
            alone = (
                not _goes_on(gap, language)
                and is_phrase(folded[start : number.start()], language)
                and is_phrase(folded[number.end() : end].rstrip(" ."), language)
            )
            return number if alone else None
    return None


def _cites(around: Surroundings, number: Match[str]) -> bool:
    """Whether a sentence cites the law: "… under 18 U.S.C. § 2258A", or a stop and words of no title."""
    if _depends(around, number):
        return True
    (start, end), folded = around.bounds, around.view.folded
    stops = folded[start:end].rstrip().endswith(".")
    if not stops and not _STOPPED.search(folded, around.occurrence.end, number.start()):
        return False
    small, titles = around.language.grammar.small_words, around.language.titles
    words = around.words(folded[start : around.occurrence.start].rpartition(":")[2])  # "Count 2: …"
    return not all(it in small or it.isdigit() or titles.knows(it) for it in words)


def _depends(around: Surroundings, number: Match[str]) -> bool:
    """Whether a preposition is before the name of the law: "under 18 U.S.C. §"."""
    text = MARK.sub("", around.view.folded[around.occurrence.end : number.start()])
    code = max(filter(text.endswith, around.language.signals.codes), key=len, default="")
    words = [word for word in around.words(text.removesuffix(code)) if not word.isdigit()]
    return bool(words) and words[-1] in around.language.grammar.boundaries


def _is_set_off(gap: str, language: Language) -> bool:
    """Whether nothing but a dash and what names a provision is before its number: "Child … – s. 15"."""
    dash = SET_OFF.match(gap)
    if dash is None:
        return False
    named = gap[dash.end() :].strip(" .")
    return any(it.strip(".") == named for it in language.signals.sections)


def _stands_alone(around: Surroundings) -> bool:
    """Whether it is in a law's heading, above a provision's text or in a cell beside its number."""
    if around.segment.scope is Scope.HEADING:
        return around.view.document.format in _LAWS or _above_text(around)
    if around.segment.scope is Scope.PARAGRAPH:
        return _below_number(around) and around.view.text[around.bounds.end - 1].isalpha()
    return around.segment.scope is Scope.CELL and beside_number(around, whole=True)


def _goes_on(text: str, language: Language) -> bool:
    """Whether another sentence begins before a number: "… online. It complies with section …"."""
    stop = OVER.search(text)
    return stop is not None and not laws.only_code(text[stop.end() - 1 :], language)


def _below_number(around: Surroundings) -> bool:
    """Whether the line above it is a provision's number: "ECA Art. 240"."""
    if not around.index:
        return False
    line = around.view.head(around.index - 1, _BESIDE + 1)
    return len(line) <= _BESIDE and _is_number(line, around.language)


def _is_number(text: str, language: Language) -> bool:
    """Whether a text is nothing but the number of a law or its provision."""
    return laws.names_law(text, language) and laws.only_code(text, language)


def _above_text(around: Surroundings) -> bool:
    """Whether a numbered heading has a provision's first subsection under it."""
    view, below = around.view, around.index + 1
    head = view.text[around.bounds.start : min(around.occurrence.start, around.bounds.start + _HEAD)]
    head = head.lstrip(_MARKS)
    if not head[:1].isdigit() or not view.has(below):
        return False
    return _FIRST.match(view.text, *view.bounds(below)) is not None


def _opens(before: str, number: str, after: str, language: Language) -> bool:
    """Whether a number is one of a law whose caption comes after it."""
    if _DASHED.match(f"{number}{after}") or (not before.strip(_MARKS) and STATUTE.match(number)):
        return True
    if any(laws.is_code(it, number, language) for it in (before, laws.without_section(before, language))):
        return laws.only_code(before, language) or DOCKETED.match(number) is not None
    # Abbreviated, as laws number their own provisions: "Sec. 21.11.", "§ 5-27-603."
    named = before.lstrip(_MARKS).rstrip(f"{OPENING}*_ ")
    if named not in language.signals.sections or named[-1:].isalpha() or number[-1] == ")":
        return False
    # "§ 3 Providers report …." is a sentence: a stop is after the number, too, where captions have one
    return number[-1] == "." or not after.rstrip(f"{CLOSING}_ ").endswith(".")


def beside_number(around: Surroundings, *, whole: bool) -> bool:
    """Whether the next cell of its row has the number of a law, or with `whole` nothing else."""
    for index in cells_beside(around):
        cell = around.view.head(index, _BESIDE + 1)
        if whole:
            cited = _is_number(cell, around.language)
        else:
            cited = laws.names_law(cell, around.language) or _SECTION.search(cell) is not None
        if len(cell) <= _BESIDE and cited:
            return True
    return False


def is_phrase(text: str, language: Language, most: int = _SENTENCE) -> bool:
    """Whether a text is no sentence: without a verb, and of so few words if it has a full stop."""
    words = language.divider.words(text)
    if text.rstrip().endswith(".") and len(words) > most:
        return False
    return not has_verb(words, language) and language.signals.own_headings.isdisjoint(words)


def has_verb(words: list[str], language: Language) -> bool:
    """Whether one of the words is a verb that isn't an infinitive."""
    infinitive = language.signals.infinitive
    return language.tells(
        word for number, word in enumerate(words) if not (number and words[number - 1] in infinitive)
    )
