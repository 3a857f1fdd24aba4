"""The capitals of the old words, carried over to the new ones.

Python's own character methods follow Unicode, and tell what is a capital. A single one is `istitle`, for
a few letters have a form for the beginning of a word that isn't their capital (ǅ beside Ǆ).
"""

from enum import Enum, auto
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.grammar import Grammar
from luxterm.text.capitals import ABBREVIATION
from luxterm.text.folding import fold
from luxterm.text.marks import CLOSING, HYPHENS, OPENING
from luxterm.types import Scope

_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_CLAUSE = lazy_pattern(r"[^,.;:!?()–—\n]*")
_LINE = 80
"""Code points to either side of a term in which its line may end."""
_NUMBER = lazy_pattern(r"\W{0,4}(?:(?:\d{1,4}|[a-z])(?:\.\d{1,3}){0,6}|[ivxlc]{1,5})[.)]?\s{0,4}")
_LEVELS = lazy_pattern(r"\W{0,4}\d{1,4}(?:\.\d{1,3}){1,6}\.?\s{0,4}")
"""What numbers a heading: "3.2", "b)"; and a section whose heading is a paragraph for its format."""
_PARAGRAPH = lazy_pattern(r"\W{0,2}(?:\d{1,4}[a-z]?|[a-z]|[ivxlc]{1,5})[.)]\s{0,4}")
"""What numbers a paragraph or a recital: "(7)"."""
_PAGE = lazy_pattern(r"[\s.…]{0,120}\d{1,4}\s{0,4}")
"""What ends a line of a table of contents."""
_HEADINGS = (Scope.HEADING, Scope.HEADER_CELL, Scope.CAPTION)


class Style(NamedTuple):
    """A language's rules for capitals; words folded."""

    small: frozenset[str]
    """Words that titles don't capitalise; elided ones too (d or d')."""
    proper: frozenset[str] = frozenset()
    """Nouns that may have a capital anywhere."""
    title_case: bool = True
    """Whether headings capitalise each word; otherwise only the first."""
    capital_nouns: bool = False
    """Whether any noun has a capital: one shows nothing."""

    def is_small(self, word: str) -> bool:
        """Whether titles leave a word in small letters."""
        return fold(word) in self.small

    def parted(self, word: str) -> tuple[str, str]:
        """An elided word and the one that it leans on ("d’", "abus"); nothing and the word for any other."""
        at = fold(word).find("'") + 1
        small = bool(at) and (self.is_small(word[: at - 1]) or self.is_small(word[:at]))
        return (word[:at], word[at:]) if small else ("", word)


def style_of(grammar: Grammar) -> Style:
    """The rules of a language's grammar."""
    return Style(grammar.small_words, grammar.proper_nouns, grammar.titles_capitalised, grammar.capital_nouns)


class _Shape(Enum):
    """How new words are written."""

    AS_IS = auto()
    SENTENCE = auto()
    TITLE = auto()
    LOUD = auto()


def recase(
    replacement: str, standing: str, style: Style, *, titled: bool, loud: bool = False, first: bool
) -> str:
    """`replacement` with the capitals of `standing`: ALL CAPS, Title Case, Sentence case or as it is.

    `titled` says that the words around it are in Title Case, which one word alone can't show; `loud` that all
    of them are in capitals, which a short word can't show, since it may be an abbreviation; `first` that it
    begins a sentence, which neither an abbreviation can show nor a word that may have a capital anyway.
    """
    standing = standing.translate(_HYPHENS)
    opening = replacement.partition(" ")[0]
    leans = bool(style.parted(opening)[0]) or style.is_small(opening)  # "Contenus d’abus …"
    match _shape(standing, style, titled=titled, loud=loud, first=first, leans=leans):
        case _Shape.LOUD:
            return replacement.upper()
        case _Shape.TITLE:
            return _in_title(replacement, standing, style, first=first)
        case _Shape.SENTENCE:
            return _capital(replacement)
        case _Shape.AS_IS:
            return replacement


def _shape(standing: str, style: Style, *, titled: bool, loud: bool, first: bool, leans: bool) -> _Shape:
    """How the words that stand there are written; `leans` if the new ones begin with a small word."""
    letters = [c for c in standing if c.isalpha()]
    if standing.islower() or not any(c.istitle() for c in letters):  # most are in small letters
        return _Shape.AS_IS
    beginning = _Shape.SENTENCE if first else _Shape.AS_IS
    if all(c.isupper() for c in letters):
        return beginning if _abbreviation(standing) and not loud else _Shape.LOUD
    parts = standing.replace("-", " ").split()
    words = [word for part in parts if not style.is_small(part) and (word := style.parted(part)[1])]
    spelled = [word for word in words if not word.isupper() or len(word) == 1]
    each = bool(spelled) and all(word[0].istitle() or not word[0].isalpha() for word in spelled)
    several = len(spelled) > 1
    if each and (titled or (several and not style.capital_nouns)):
        # Capitals as in English: of a sentence's beginning one is left
        return _Shape.TITLE if titled or style.title_case else beginning
    head = words[0] if words else standing
    foreign = each and several and not style.title_case  # "le Revenge Porn"
    shows_nothing = style.capital_nouns or foreign or fold(head) in style.proper
    inside = any(c.isupper() for c in head[1:])
    if not letters[0].istitle() or (not first and (shows_nothing or inside or leans)):
        return _Shape.AS_IS
    return _Shape.SENTENCE


def begins(around: Surroundings) -> bool | None:
    """Whether the term begins a sentence, and the new words in its place have a capital for it.

    So does what alone stands after a label, "Kind of case: …", or in its line, as in a list without marks.
    Where nouns have capitals anyway, a colon before it leaves that open, but for a heading ("Goal 2: …"): a
    sentence after one has a capital, a list none. A verb before the next mark shows the one, a mark at once
    the other; else None.
    """
    left = around.left.rstrip(OPENING)
    if not left or _fills_line(around) or _is_number(around, left):
        return bool(left) or not _goes_on_small(around)
    numbered = around.sentence.start == around.bounds.start and _PARAGRAPH.fullmatch(left)
    if numbered and around.language.grammar.capital_nouns:
        return begins_clause(around) or False
    if not left.endswith(":"):
        return False
    if not around.language.grammar.capital_nouns:
        return not around.right.strip(CLOSING)
    if around.segment.scope is Scope.HEADING:
        return True
    return begins_clause(around)


def begins_clause(around: Surroundings) -> bool | None:
    """Whether a verb follows before the next mark; None if other words do that nothing joins."""
    clause = _CLAUSE.match(around.right)
    words = around.words(clause[0]) if clause else []
    if not words or words[0] in around.language.grammar.conjunctions:
        return False
    return True if around.language.has_finite_verb(words) else None


def _is_number(around: Surroundings, left: str) -> bool:
    """Whether only the number of its heading stands before it: an item may go on with its list's sentence."""
    number = _NUMBER if around.segment.scope is Scope.HEADING else _LEVELS
    return around.sentence.start == around.bounds.start and number.fullmatch(left) is not None


def _fills_line(around: Surroundings) -> bool:
    """Whether it fills a line, or its entry in a table of contents: "3 Child … 15"."""
    start, end = around.source
    before = around.document_text(max(0, start - _LINE), start).rpartition("\n")
    after = around.document_text(end, end + _LINE).partition("\n")[0]
    number, behind = before[2].strip(), after.strip()
    listed = bool(number and behind) and bool(_NUMBER.fullmatch(number) and _PAGE.fullmatch(after))
    return bool(before[1]) and (listed or not (number or behind))


def _goes_on_small(around: Surroundings) -> bool:
    """Whether an entry beside it begins with a small letter where nouns never do: its list is a sentence."""
    view = around.view
    if not around.language.grammar.capital_nouns or around.segment.scope is not Scope.ITEM:
        return False
    for index in (around.index - 1, around.index + 1):
        if view.has(index) and view.segment(index).scope is Scope.ITEM:
            start, end = view.bounds(index)
            first = view.text[start : min(end, start + _LINE)].partition(" ")[0].strip(",;-")
            if first.isalpha() and first.islower():
                return True
    return False


def capitals_of(standing: str, new: str, *, loud: bool) -> str:
    """A word beside the term with the capitals of the one that stands there: "LA", "La" or "la".

    `loud` says that the term is in capitals, which a word of one letter can't show.
    """
    letters = [c for c in standing if c.isalpha()]
    if (letters and letters[0].islower()) or not (letters or loud):
        return new
    return new.upper() if all(c.isupper() for c in letters) and (len(letters) > 1 or loud) else _capital(new)


def is_loud(standing: str) -> bool:
    """Whether a term is in capitals, and not because it is an abbreviation."""
    return standing.isupper() and not _abbreviation(standing)


def all_caps_around(text: str, standing: str, scope: Scope) -> bool:
    """Whether a heading with these words in it is written in capitals throughout."""
    return scope in _HEADINGS and text.isupper() and len(text) > len(standing) + 3


def title_case_around(text: str, standing: str, scope: Scope, style: Style) -> bool:
    """Whether a heading is written in Title Case.

    Where that isn't the language's own style, words beside the term have to show it; where nouns have
    capitals anyway, they can't.
    """
    if scope not in _HEADINGS or style.capital_nouns:
        return False
    beside = text if style.title_case else text.replace(standing, "", 1)
    words = [
        word for word in beside.replace("-", " ").split() if word[0].isalpha() and not style.is_small(word)
    ]
    return len(words) > 1 and sum(word[0].istitle() for word in words) * 4 >= len(words) * 3


def title_case_listed(beside: list[str], style: Style) -> bool:
    """Whether the entries beside a term's own are in Title Case, where that isn't the usual style."""
    if style.title_case or style.capital_nouns:
        return False
    spelled = [
        [word for word in entry.split() if word[0].isalpha() and not style.is_small(word)] for entry in beside
    ]
    several = [words for words in spelled if len(words) > 1]
    return bool(several) and all(word[0].istitle() for words in several for word in words)


def _abbreviation(standing: str) -> bool:
    """Whether capitals alone are how it is always written: "IIOC", "SG-CSAM"."""
    parts = standing.split("-")
    short = len(standing) <= ABBREVIATION or (len(parts) > 1 and max(map(len, parts)) < ABBREVIATION)
    return short and " " not in standing


def _in_title(replacement: str, standing: str, style: Style, *, first: bool) -> str:
    """The new words as in a title; behind their hyphens, too, if those that stand there are."""
    inner = any(part[:1].istitle() for part in standing.split("-")[1:])
    return " ".join(
        word if index and style.is_small(word) else _titled(word, inner, style, first=first and not index)
        for index, word in enumerate(replacement.split(" "))
    )


def _titled(word: str, inner: bool, style: Style, *, first: bool) -> str:
    """The word as in a title: with `inner` after its hyphens too, and after d’, which stays small inside."""
    elided, own = style.parted(word)
    if elided:
        return (_capital(elided) if first else elided) + _titled(own, inner, style, first=False)
    return "-".join(map(_capital, word.split("-"))) if inner else _capital(word)


def _capital(word: str) -> str:
    """The word with its first letter capital; an abbreviation stays."""
    for index, char in enumerate(word):
        if char.isalpha():
            return word[:index] + char.title() + word[index + 1 :]
    return word
