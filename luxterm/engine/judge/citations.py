"""Citations: addresses, file names, hashtags, works cited (`works`), entries of an index or a catalogue.

What only a library's catalogue has behind a subject is the context `subdivisions` in the cues, if a language
has it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge.cards import is_on_card
from luxterm.engine.judge.works import PART, TITLE, any_of, behind_comma, in_entry, in_title_of_work
from luxterm.engine.located import SOURCE
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
_ENDING = frozenset(f".;!?{QUOTES}")
"""Marks that end a run of words with capitals."""
_STOPS = frozenset(".!")
"""Marks that end a sentence which is no question, as titles are."""
_PARTING = frozenset("/|")
"""Between labels, which are no name together."""
_TOKEN = 200
"""Code points to either side that an address has at most."""
_BESIDE = 80
"""Code points to either side in which the rest of a case's or a journal's name is, or a course's code."""
_PAGES = 160
"""Code points of an index entry's pages at most."""
_INDENTED = 8
"""Code points before such an entry in its line at most."""
_CAPITALS = 160
"""Code points to either side in which a run of words with capitals is followed."""
_RUN = 5
_FIELD = lazy_pattern(
    r"\s*(?:(?:TI|T1|T2|T3|BT|CT|JO|JF|KW|AB|N2) {2}- |%[TBJKX] |(?:book|short|journal)?title\s*=\s*[{\"]"
    r"|(?:keywords|abstract|note|series)\s*=\s*\{)",
    re.IGNORECASE,
)
"""The beginning of a title's line in RIS, EndNote and BibTeX."""
_TITLED = lazy_pattern(r"\btitle\s*=\s*[{\"]", re.IGNORECASE)
_BRACES = str.maketrans("", "", "{}")
_NOTES = 4
"""Words of a work's title at least, so that a heading with the same words is it."""
_SIGNS = ("=", " - ", "%")
"""One of them is in such a line."""
_PARTIES = lazy_regex(
    r"(?:(?<=[\w.] )vs?\.? |\b(?:In re|Ex parte|Matter of|Re) )"
    rf"(?:\p{{Lu}}{_INSIDE}*+ |\p{{Ll}}{{2,3}} ){{0,6}}+\Z"
)
"""The parties of a case, as reports of the common law name them in whatever language they are cited."""
_REPORTED = lazy_regex(
    rf"(?: \p{{Lu}}{_INSIDE}*+| \p{{Ll}}{{2,3}}){{0,6}}+\)?[*_]{{0,3}}(?:,? (?:No\. )?[\[(]?\d|, No\. )"
)
"""After the parties, the number of a volume or a docket, or a year."""
_NUMBERED = lazy_regex(
    r"(?:\b\d{1,3} \p{Lu}\p{L}{0,4} \d{1,5}/\d\d|\b\p{Lu}{1,3}[-‑]\d{1,5}/\d\d"
    r"|\[(?:1[89]|20)\d\d\] \p{Lu}[^()\[\]]{0,30}"
    rf"|[\w.] vs?\.? \p{{Lu}}{_INSIDE}*+(?: \p{{Lu}}{_INSIDE}*+){{0,3}}+) \Z"
)
"""A case's docket or report, or its parties, before a bracket: "3 StR 107/19 (", "[2009] EWCA Crim 12 ("."""
_HEADLINE = lazy_regex(
    rf"[^.;:!?]{{0,120}}[?!]?\p{{Quotation_Mark}}?,\p{{Quotation_Mark}}? [*_]*\p{{Lu}}(?:{_INSIDE}| ){{2,60}}"
    rf"[*_]*,? \(?{ANY_DAY}\b"
)
"""After a headline, the newspaper and the day of its issue."""
_NOTED = lazy_pattern(r"\W{0,2}\d{1,3}\W+")
_PAGED = lazy_pattern(r"[^,;:.!?()]{0,120}, pp?\. ?\d")
"""The rest of a part's title, and its page."""
_COURSE = lazy_regex(
    r"\b\p{Lu}{2,5}[ -]?\d{3,4}\p{Lu}?\b[:.,]?(?: ?[–—-])? "
    rf"(?:\p{{Lu}}{_INSIDE}* |\p{{Ll}}{{1,4}} ){{0,6}}\Z"
)
"""A course's code and the words of its title: "CRIM 3350 – Law and …"."""
_SYMBOL = lazy_regex(
    r"\W{0,4}[A-Z]{1,6}(?: \d{1,5})?(?:/[\w.]{1,14}+){2,6}+(?: \([^()]{1,40}\))?(?:[,:;]| ?[–—-]) "
    r"[*_\p{Quotation_Mark}]{0,3}(?=\p{Lu})"
)
"""The symbol of a document before its title: "A/99/123, Report on …"."""
_VOLUME = lazy_regex(rf"\b\d{{1,4}} (?:\p{{Lu}}{_INSIDE}* )*\Z")
_PAGE = lazy_regex(rf"(?: [\p{{Lu}}&]{_INSIDE}*)* \d{{1,5}}\b")
_INDEXED = lazy_pattern(
    r"(?:, ?\d{1,4}){0,20}, ?\d{1,4}(?:[-–]\d{1,4}|, ?\d{1,4}|(?=; [^;,\d]{1,40}, \d))"
    r"(?:[-–,] ?\d{1,4}){0,20}"
    r"(?:; [^;,\d]{1,40}, \d{1,4}(?:[-–,] ?\d{1,4}){0,20}){0,10}(?:[.;]?\Z|[.;] (?P<see>[^\d;]{1,60})\Z)"
)
_DASHED = lazy_pattern(r"--|—")
_DESCRIBED = lazy_regex(
    r"[^.;:/\n]{0,120}(?: : [^.;:/\n]{0,120})? / [^;/\n]{2,80}\. ?(?:[–—-] ?)?\p{Lu}[^.:;\n]{1,40} : "
    r"[^.;:\n]{2,60}, (?:\[?c?|cop\. )(?:1[5-9]|20)\d\d"
)
"""The rest of a title as libraries describe it (ISBD): " et … / J. Doe. – Paris : Seuil, 2012"."""


@lru_cache(maxsize=8)
def _shortened(language: Language) -> "Pattern[str]":
    """A shortened word, as journals have in their names: "J.", "Pol'y", but not a genitive."""
    return lazy_regex(rf"\p{{L}}(?:\.|[{RAISED}](?!{any_of(language.leaning)}\b)\p{{L}}) ")


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
        _in_field,
        _in_case,
        _labels_case,
        _in_headline,
        _in_part,
        _heads_notes,
        _behind_symbol,
        _is_described,
        is_on_card,
    )
    if any(look(around) for look in looks):
        return Message("work-cited")
    if in_entry(around):
        return Message("work-after-authors")
    if _in_journal(around):
        return Message("journal")
    if _in_index(around) or _in_catalogue(around):
        return Message("index-entry")
    if _in_capitals(around):
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


def _in_case(around: Surroundings) -> bool:
    """In the name of a case: "United States v. Child …, 12 F.3d 45"."""
    text = around.view.text
    if not around.text[0].isupper() or not _PARTIES.search(text, *around.before(_BESIDE)):
        return False
    return _REPORTED.match(text, *around.behind(_BESIDE)) is not None


def _labels_case(around: Surroundings) -> bool:
    """In brackets right behind a case's number or name, which say what it is known for: "… (Child …)"."""
    text = around.view.text
    opened = text.rfind("(", *around.before(_BESIDE))
    inside = text[opened : around.occurrence.start]
    if opened < 0 or ")" in inside or ")" not in around.text_behind(_BESIDE):
        return False
    return _NUMBERED.search(text, max(around.bounds.start, opened - _BESIDE), opened) is not None


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
    return around.language.signals.finite.isdisjoint(title)


def _in_journal(around: Surroundings) -> bool:
    """`12 J. Youth Pol'y 45`: between the volume and the page, in a shortened name."""
    text = around.view.text
    if not around.text[0].isupper():
        return False
    before = _VOLUME.search(text, *around.before(_BESIDE))
    after = _PAGE.match(text, *around.behind(_BESIDE))
    return bool(before and after and _shortened(around.language).search(before.group() + after.group()))


def _opening(around: Surroundings) -> str:
    """What stands before it on its line, as far as that is of its segment: no item's mark, no other cell."""
    left = around.lines.left
    return left[max(0, len(left) - (around.source.start - around.segment.span.start)) :]


def _in_index(around: Surroundings) -> bool:
    """`child labour, 12, 44–46; laws on, 51`: the term alone on its line with the numbers of pages."""
    if around.right[:1] != "," or around.segment.scope not in (Scope.PARAGRAPH, Scope.ITEM):
        return False
    left = _opening(around)
    if left.strip() or len(left) > _INDENTED:
        return False
    entry = _INDEXED.match(around.lines.right[:_PAGES].rstrip())
    other = entry["see"] if entry else None
    see = tuple(around.language.grammar.see)
    return entry is not None and (not other or fold(other).lstrip("*_").startswith(see))


def _in_catalogue(around: Surroundings) -> bool:
    """`Child … -- Law and legislation`: in a library's subject heading, whose parts dashes divide."""
    subdivisions = around.language.contexts["subdivisions"]
    if not subdivisions:
        return False
    entry = f"{_opening(around)[-TITLE:]}{around.text}{around.lines.right[:TITLE]}"
    if not _DASHED.search(entry):
        return False
    parts = map(around.language.divider.words, _DASHED.split(entry.lower()))
    return any(words and not subdivisions.without(words) for words in parts)


def _is_described(around: Surroundings) -> bool:
    """In a title before who made it, the place, the publisher and the year: "… / J. Doe. Lyon : Or, 2012"."""
    return _DESCRIBED.match(around.view.text, *around.behind(2 * TITLE)) is not None


def _behind_symbol(around: Surroundings) -> bool:
    """`A/99/123, Report on child …`: in a title, without a verb, behind the symbol that begins its line."""
    head = _opening(around)[-TITLE:]
    symbol = _SYMBOL.match(f"{head}{around.text[0]}") if "/" in head else None
    if symbol is None:
        return False
    title = around.words(fold(f"{head[symbol.end() :]} {around.lines.right[:TITLE]}"))
    return around.language.signals.finite.isdisjoint(title)


def _in_field(around: Surroundings) -> bool:
    """In the field of a reference manager, or after the code of a course."""
    coded = around.text[0].isupper() and any(map(str.isdigit, around.text_before(_BESIDE)))
    if coded and _COURSE.search(around.view.text, *around.before(_BESIDE)):
        return True
    before = around.text_before(TITLE)
    if not any(sign in before for sign in _SIGNS):
        return False
    line = around.lines.left
    return len(line) < TITLE and _FIELD.match(line) is not None


def _heads_notes(around: Surroundings) -> bool:
    """In a heading that is the title of a work whose data stand below: notes on it."""
    start, end = around.bounds
    if around.segment.scope is not Scope.HEADING or end - start > TITLE:
        return False
    heading, here = around.words(around.view.folded[start:end]), around.source.end
    below = around.document_text(here, here + SOURCE)
    return len(heading) >= _NOTES and any(
        around.words(fold(titled))[: len(heading)] == heading
        for field in _TITLED.finditer(below)
        if (titled := below[field.end() : field.end() + 2 * TITLE].translate(_BRACES))
    )


def _in_capitals(around: Surroundings) -> bool:
    """In a run of at least five words with capitals, in a passage that isn't all in capitals."""
    if around.segment.scope in (Scope.HEADING, Scope.HEADER_CELL, Scope.CAPTION) or not around.text.istitle():
        return False
    if around.language.grammar.capital_nouns:
        return False
    small = around.language.grammar.small_words
    parts = PART.findall(around.text_before(_CAPITALS))
    if around.view.text[around.occurrence.end] == "," and (
        _is_label(parts, small) or _leads_list(around, parts)
    ):
        return False
    if _is_rule(around):
        return False
    before, left = _run(reversed(parts), small)
    after, right = _run(PART.findall(around.text_behind(_CAPITALS)), small)
    beside = before + after
    return beside >= 2 and beside + len(around.text.split()) >= _RUN and (left or right)


def _is_label(before: list[str], small: frozenset[str]) -> bool:
    """Whether what stands before it are labels with commas between: "Gore, Death, ", not "of A, B, "."""
    if before[-1:] != [","]:
        return False
    other = next((part for part in reversed(before) if part != "," and not part[0].isupper()), "")
    return other.lower() not in small


def _leads_list(around: Surroundings, before: list[str]) -> bool:
    """Whether it is the first label of a list: "including Gore, Death, ", or "any Gore, Death"."""
    words, contexts = [part.lower() for part in before[-2:]], around.language.contexts
    return bool(words) and any(contexts[it].ends_in(words, 1) for it in ("listing", "unnamed"))


def _is_rule(around: Surroundings) -> bool:
    """Whether all its sentence has capitals, but it has a verb and an end: "Users Must Not Upload …."."""
    sentence = around.view.text[slice(*around.sentence)].rstrip()
    said = around.words(sentence)
    small = around.language.grammar.small_words
    if sentence[-1:] not in _STOPS or around.language.signals.finite.isdisjoint(map(str.lower, said)):
        return False
    return all(it[0].isupper() or it.lower() in small for it in said)


def _run(parts: Iterable[str], small: frozenset[str]) -> tuple[int, bool]:
    """How many words with capitals follow one another, and whether a word without one ends them.

    The letters of an abbreviation in brackets are none, nor is the first word of a sentence behind a colon.
    """
    count = at_colon = 0
    opened = ""
    for part in parts:
        if part[0].isupper():
            count += opened != "(" or not part.isupper()
        elif part in _PARTING:
            return count, False
        elif (part[0].isalpha() and part.lower() not in small) or part in _ENDING:
            return (at_colon if at_colon and count - at_colon == 1 else count), True
        elif part == ":":
            at_colon = count
        opened = part
    return count, False
