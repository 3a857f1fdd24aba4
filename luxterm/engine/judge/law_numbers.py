"""Numbers of laws and provisions: what stands before a number so that it is one.

"s. 163.1", "18 U.S.C. § 2252", "art. 241 do ECA", "18:2252(a)", "ORC 2907.322". All texts are folded.
"""

from functools import lru_cache

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.word_ends import ends_with
from luxterm.termbase.language import Language

_NAMING = 2
"""Words that may stand beside the name of a law: "Cal. Penal Code §", "COUNT ONE"."""
NUMBER = lazy_pattern(r"\d[\w:.–-]*(?:\s?\(\w{1,5}\))*")
MARK = lazy_pattern(r"(?<![\s§*_()\[\]])[\s§*_()\[\]]*+\Z")
"""Between what names a law and the number: a section mark, emphasis."""
_RANGE = lazy_regex(r"(?<=[ .])\d[\w.ºª-]* (?P<joint>\p{L}{1,3}) *\Z")
"""The first number of a range and what joins the last one to it: "2 to "."""
DOCKETED = lazy_pattern(r"\d{1,2}:\d{3}")
"""As court dockets cite the United States Code: "18:2252"."""
STATUTE = lazy_pattern(r"\d{3,4}\.\d{2,4}[a-z]?\Z")
_ABBREVIATED = lazy_regex(
    r"[\s,(\[:–—-]*(?:\p{Lu}{2,5}|(?:\p{Lu}\p{L}{0,3}\.\s?){2,})(?:\s?\p{Ll}{1,3}\.\s?\w{1,4},?)?(\s?§+|)\s*+\Z"
)
"""A law named by its letters before a number behind a caption: "ORC", "R.C. §", "M.G.L. c. 272 §"."""


def names_law(text: str, language: Language) -> bool:
    """Whether a folded text has the number of a law's provision: "s. 15", "18 U.S.C. § 2252"."""
    return any(is_law(text[: number.start()], number[0], language) for number in NUMBER.finditer(text))


def names_code(text: str, language: Language) -> bool:
    """Whether a folded text names a law: "art. 241 do ECA", but not "art. 34" of a treaty."""
    words = f" {' '.join(language.divider.words(text))} "
    codes = (code for code in language.signals.codes if code not in _opening(language))
    return any(f" {' '.join(language.divider.words(code))} " in words for code in codes)


def is_law(before: str, number: str, language: Language) -> bool:
    """Whether what stands before a number names a law or its provision."""
    return _ends(before, language.signals.sections) or is_code(before, number, language)


def is_code(before: str, number: str, language: Language) -> bool:
    """Whether what stands before a number, or opens it, names a law's text: "A.R.S. §", "18:"."""
    if number.startswith(_opening(language)) and DOCKETED.match(number):
        return True
    if _ends(before, language.signals.codes):
        return True
    if not _ends(before, language.signals.sections):
        return False
    section = max(filter(before.rstrip().endswith, language.signals.sections), key=len, default="")
    return _ends(before.rstrip().removesuffix(section).rstrip(" ,"), language.signals.codes)


def without_section(before: str, language: Language) -> str:
    """What stands before the word for a provision, as in "Penal Code Art."."""
    head, _, last = before.rstrip().rpartition(" ")
    return f"{head} " if last in language.signals.sections else ""


def only_code(before: str, language: Language) -> bool:
    """Whether nothing but the name of a law, its State or a count, and numbers stand before a number."""
    for code in (*language.signals.codes, *language.signals.sections):
        before = before.replace(code, " ")
    words = [word for word in language.divider.words(before) if word[0].isalpha()]
    if not language.grammar.small_words.isdisjoint(words):
        return False  # "in 18 U.S.C. § 2252 Congress …"
    return len(words) <= _NAMING


def first_of_range(before: str, language: Language) -> str:
    """What stands before the first number of a range whose last one comes next: "arts. 2 to "."""
    first = _RANGE.search(before)
    return before[: first.start()] if first and first["joint"] in language.grammar.small_words else before


def _ends(text: str, phrases: tuple[str, ...]) -> bool:
    mark = MARK.search(text)
    return ends_with(text[: mark.start()] if mark else text, phrases)


@lru_cache(maxsize=8)
def _opening(language: Language) -> tuple[str, ...]:
    """Codes that a colon joins to the number."""
    return tuple(code for code in language.signals.codes if code.endswith(":"))


def is_abbreviated(before: str, number: str) -> bool:
    """Whether a law's letters stand before a number of a statute, or before a section mark and any number."""
    named = _ABBREVIATED.match(before)
    return named is not None and bool(named[1] or STATUTE.match(number))
