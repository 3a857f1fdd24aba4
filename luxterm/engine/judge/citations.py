"""Citations: addresses, file names, hashtags; headlines, parts and journals as notes cite them.

Works in emphasis or a link, the entries of lists, indexes and catalogues, the names of cases, and runs of
words with capitals have modules of their own.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge.bibliography import TITLE, any_of, in_entry
from luxterm.engine.judge.capital_runs import in_capitals
from luxterm.engine.judge.cards import is_on_card
from luxterm.engine.judge.case_names import in_case_name
from luxterm.engine.judge.library_entries import heads_notes, in_catalogue, in_field, in_index, is_described
from luxterm.engine.judge.works import in_title_of_work
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.dates import ANY_DAY
from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES, QUOTES, RAISED
from luxterm.types import Message, Scope

if TYPE_CHECKING:
    from regex import Pattern


_ADDRESS = lazy_pattern(
    r"://|@|(?i:www\.|\b(?:https?|ftp|mailto|tel|urn):\w)|[\w-]/[\w-]+[/.]|:\\|\\(?!n|r\\n|t\b)\w|^#\w"
    r"|\.(?:[a-z]{2,4}|[A-Z]{2,4})\d?\W*$"
)
"""A path has backslashes, too, but "\\n" is how a program writes the end of a line. "marriages.This" has lost
a space."""
_HYPHENED = lazy_pattern(r"[\w-]/[\w-]+-")
"""A path whose last part has the term's hyphen: "topics/child-…"; not "sexting/child-on-child abuse"."""
_SLASHED = lazy_pattern(r"[^\W\d_]+(?: [^\W\d_]+)+(?:/[^\W\d_]+)+")
"""Words with slashes between, the first ones with a space, as no path has one: "Child …/Gore/etc"."""
_INSIDE = rf"[\w.{RAISED}&-]"
"""What a name has after its first letter."""
_OUTSIDE = frozenset(f"{QUOTES}()[]<>|")
"""Marks that belong to no address, though no space parts them from it."""
_TOKEN = 200
"""Code points to either side that an address has at most."""
_BESIDE = 80
"""Code points to either side in which the rest of a case's or a journal's name is, or a course's code."""
_HEADLINE = lazy_regex(
    rf"[^.;:!?]{{0,120}}[?!]?\p{{Quotation_Mark}}?,\p{{Quotation_Mark}}? [*_]*\p{{Lu}}(?:{_INSIDE}| ){{2,60}}"
    rf"[*_]*,? \(?{ANY_DAY}\b"
)
"""After a headline, the newspaper and the day of its issue."""
_NOTED = lazy_pattern(r"\W{0,2}\d{1,3}\W+")
_PAGED = lazy_pattern(r"[^,;:.!?()]{0,120}, pp?\. ?\d")
"""The rest of a part's title, and its page."""
_SYMBOL = lazy_regex(
    r"\W{0,4}[A-Z]{1,6}(?: \d{1,5})?(?:/[\w.]{1,14}+){2,6}+(?: \([^()]{1,40}\))?(?:[,:;]| ?[–—-]) "
    r"[*_\p{Quotation_Mark}]{0,3}(?=\p{Lu})"
)
"""The symbol of a document before its title: "A/99/123, Report on …"."""
_VOLUME = lazy_regex(rf"\b\d{{1,4}} (?:\p{{Lu}}{_INSIDE}* )*\Z")
_PAGE = lazy_regex(rf"(?: [\p{{Lu}}&]{_INSIDE}*)* \d{{1,5}}\b")


def find(around: Surroundings) -> Message | None:
    """Why the occurrence is a part of a citation, or None."""
    if around.segment.scope is Scope.ALT:
        return Message("alternative-text")
    token = _token(around)
    hyphened = "-" in around.text and not any(map(str.isspace, token)) and _HYPHENED.search(token)
    address = bool(hyphened) or _ADDRESS.search(token) is not None
    if token != around.text and address and not _SLASHED.fullmatch(token):
        return Message("address")
    looks = (
        in_title_of_work,
        in_field,
        in_case_name,
        _in_headline,
        _in_part,
        heads_notes,
        _behind_symbol,
        is_described,
        is_on_card,
    )
    if any(look(around) for look in looks):
        return Message("work-cited")
    if in_entry(around):
        return Message("work-after-authors")
    if _in_journal(around):
        return Message("journal")
    if in_index(around) or in_catalogue(around):
        return Message("index-entry")
    if in_capitals(around):
        return Message("in-capitals")
    return None


def _token(around: Surroundings) -> str:
    """The occurrence with whatever touches it without a space."""
    text = around.view.text
    (floor, start), (end, ceiling) = around.before(_TOKEN), around.behind(_TOKEN)
    while start > floor and not text[start - 1].isspace() and text[start - 1] not in _OUTSIDE:
        start -= 1
    while end < ceiling and not text[end].isspace() and text[end] not in _OUTSIDE:
        end += 1
    return text[start:end].rstrip(f".,;:!?{APOSTROPHES}")


def _in_headline(around: Surroundings) -> bool:
    """In the headline that a note cites: "Man jailed for …, The Daily News, 4 March 2004"."""
    text = around.view.text
    if around.segment.scope is not Scope.FOOTNOTE and not _NOTED.match(text, around.bounds.start):
        return False
    return _HEADLINE.match(text, *around.behind(TITLE)) is not None


def _in_part(around: Surroundings) -> bool:
    """In the title of a part with its page, without a verb: "partie II, La … des mineurs, p. 47"."""
    begun, paged = behind_comma(around), _PAGED.match(around.view.folded, *around.behind(TITLE))
    if not paged or begun is None:
        return False
    title = around.words(f"{fold(begun)} {paged[0]}")
    return not around.language.has_finite_verb(title)


def behind_comma(around: Surroundings) -> str | None:
    """What stands before it and a comma or a bracket opens with a capital, as titles begin; or None.

    "Voir la partie II, La … des mineurs, p. 47". Where all nouns have capitals, that shows nothing.
    """
    if around.language.grammar.capital_nouns:
        return None
    before = around.text_before(TITLE)
    at = max(*map(before.rfind, ",(;!?"), before.rfind(". "))
    begun = before[at + 1 :].lstrip(f" *_{QUOTES}")
    return begun if at >= 0 and before[at] in ",(" and f"{begun}{around.text}"[0].isupper() else None


def _in_journal(around: Surroundings) -> bool:
    """`12 J. Youth Pol'y 45`: between the volume and the page, in a shortened name."""
    text = around.view.text
    if not around.text[0].isupper():
        return False
    before = _VOLUME.search(text, *around.before(_BESIDE))
    after = _PAGE.match(text, *around.behind(_BESIDE))
    return bool(before and after and _shortened(around.language).search(before.group() + after.group()))


@lru_cache(maxsize=8)
def _shortened(language: Language) -> "Pattern[str]":
    """A shortened word, as journals have in their names: "J.", "Pol'y", but not a genitive."""
    return lazy_regex(rf"\p{{L}}(?:\.|[{RAISED}](?!{any_of(language.leaning)}\b)\p{{L}}) ")


def _behind_symbol(around: Surroundings) -> bool:
    """`A/99/123, Report on child …`: in a title, without a verb, behind the symbol that begins its line."""
    head = around.line_left[-TITLE:]
    symbol = _SYMBOL.match(f"{head}{around.text[0]}") if "/" in head else None
    if symbol is None:
        return False
    title = around.words(fold(f"{head[symbol.end() :]} {around.lines.right[:TITLE]}"))
    return not around.language.has_finite_verb(title)
