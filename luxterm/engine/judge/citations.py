"""Citations: addresses, file names, hashtags, the titles of works cited, entries of an index."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge.surroundings import SOURCE, Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES, QUOTES, RAISED
from luxterm.text.words import LETTERS
from luxterm.types import Mark, MarkKind, Message, Scope

if TYPE_CHECKING:
    from regex import Pattern

_ADDRESS = lazy_pattern(
    r"://|@|www\.|[\w-]/[\w-]+[-/.]|:\\|\\(?!n|r\\n|t\b)\w|^#\w|\.(?:[a-z]{2,4}\d?)\W*$", re.IGNORECASE
)
"""A path has backslashes, too, but "\\n" is how a program writes the end of a line."""
_INSIDE = rf"[\w.{RAISED}&-]"
"""What a name has after its first letter."""
_PART = lazy_regex(r"[\p{L}\p{M}\p{N}]+|[^\w\s]")
_VOWELS = lazy_regex(r"[\p{M}aeiou]+")
_OUTSIDE = frozenset(f"{QUOTES}()[]<>|")
"""Marks that belong to no address, though no space parts them from it."""
_ENDING = frozenset(f".;!?{QUOTES}")
"""Marks that end a run of words with capitals."""
_PARTING = frozenset("/|")
"""Between labels, which are no name together."""
_RUN = 5
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_NAMED = lazy_regex(r"\p{Lu}\.|, \p{Lu}|\w \p{Lu}{1,3}\b|\w\.? \((?:1[89]|20)\d\d")
"""What shows a list of authors: initials, a family name before the first one, a body before the year."""
_AUTHORS, _TITLE = 200, 250
"""The most code points that a work's authors and the part of its title before the term may have."""
_DATED = lazy_pattern(r"(?:1[89]|20)\d\d|doi|ISBN")
_OVER = lazy_pattern(rf"[.!?;] |\(\D{{0,40}}{_YEAR}\)")
_PUBLISHED = lazy_regex(
    rf"(?:[,(;.] ?|\([^()]{{0,60}} |[,.] \p{{Lu}}[\p{{L}}/.-]{{2,20}} ){_YEAR}(?:[),.;:]|\Z)|\bdoi\b|\bISBN\b"
)
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
_REPORTED = lazy_regex(
    rf"(?: \p{{Lu}}{_INSIDE}*+| \p{{Ll}}{{2,3}}){{0,6}}+\)?[*_]{{0,3}}(?:,? (?:No\. )?[\[(]?\d|, No\. )"
)
"""After the parties, the number of a volume or a docket, or a year."""
_DAY = r"(?:\d{1,2} \p{Lu}\p{L}{2,8}\.? \d{4}|\p{Lu}\p{L}{2,8}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
_HEADLINE = lazy_regex(
    rf"[^.;:!?]{{0,120}}[?!]?\p{{Quotation_Mark}}?,\p{{Quotation_Mark}}? [*_]*\p{{Lu}}(?:{_INSIDE}| ){{2,60}}"
    rf"[*_]*,? \(?{_DAY}\b"
)
"""After a headline, the newspaper and the day of its issue."""
_HEADED = 4
"""Words that a page's title has at least besides the term."""
_HEADLINE_LENGTH = 140
"""Code points of such a title at most."""
_TAG = 300
"""Letters in which a link's tag in HTML has begun."""
_NOTED = lazy_pattern(r"\W{0,2}\d{1,3}\W+")
_BY = lazy_regex(rf"(?:[.,] ?|\()(?:{_YEAR})\)?[.,:]?[ *_\p{{Quotation_Mark}}]*\Z")
"""Before a link, the year of what it leads to, set apart from the authors."""
_COURSE = lazy_regex(
    r"\b\p{Lu}{2,5}[ -]?\d{3,4}\p{Lu}?\b[:.,]?(?: ?[–—-])? "
    rf"(?:\p{{Lu}}{_INSIDE}* |\p{{Ll}}{{1,4}} ){{0,6}}\Z"
)
"""A course's code and the words of its title: "CRIM 3350 – Law and …"."""
_VOLUME = lazy_regex(rf"\b\d{{1,4}} (?:\p{{Lu}}{_INSIDE}* )*\Z")
_PAGE = lazy_regex(rf"(?: [\p{{Lu}}&]{_INSIDE}*)* \d{{1,5}}\b")
_INDEXED = lazy_pattern(
    r"(?:, ?\d{1,4}){0,20}, ?\d{1,4}(?:[-–]\d{1,4}|, ?\d{1,4})(?:[-–,] ?\d{1,4}){0,20}[.;]?\Z"
)
_IMPRINT = lazy_regex(rf"[*_]*(?:</\w+>)?[,.]? ?\(?(?:\p{{L}}[\w ,:.-]{{0,50}}?[, ])?{_YEAR}\b")
_WORK = lazy_pattern(r"\(\s*(?:1[89]|20)\d\d[a-z]?\s*\)|\b(?:1[89]|20)\d\d\b|https?://|\bdoi\b|\bISBN\b")


@lru_cache(maxsize=8)
def _shortened(language: Language) -> "Pattern[str]":
    """A shortened word, as journals have in their names: "J.", "Pol'y", but not a genitive."""
    return lazy_regex(rf"\p{{L}}(?:\.|[{RAISED}](?!{_any(language.leaning)}\b)\p{{L}}) ")


@lru_cache(maxsize=8)
def _entry(language: Language) -> "Pattern[str]":
    """The names of authors, family name first or last, with which an entry of a list of works begins."""
    words = language.grammar
    joint, others = _any(words.conjunctions), _any(words.and_others)
    initials = rf"(?:\p{{Lu}}\.?[ -]?){{1,3}}(?![\w{RAISED}])"
    name = rf"\p{{Lu}}[\w{RAISED}-]*\p{{Ll}}"
    family = rf"(?:\p{{Ll}}{{1,4}} ){{0,2}}{name}(?: {name})?"
    last, first, bare = rf"(?:\p{{Lu}}\. ?){{1,3}}{family}", rf"{family}, {initials}", rf"{family} {initials}"
    given = rf"(?:{initials}|{name}(?: {name}| \p{{Lu}}\.| \p{{Ll}}{{1,3}}){{0,3}}(?=[.;]| ?\({_YEAR}))"
    first = rf"(?:{first}|\p{{Lu}}{{2,}}(?:[ -]\p{{Lu}}{{2,}}){{0,2}}, {given})"  # SILVA, Maria.
    named = rf"{family}, {name}(?: {name}| \p{{Lu}}\.){{0,2}}(?= ?\({_YEAR})"  # Meier, Anna (2015)
    first = rf"(?:{first}|{named})"
    proper = rf"(?:\p{{Lu}}[\w{RAISED}-]*|{joint}|{_any(words.small_words)})"
    body = rf"{proper}(?:[ /]{proper}){{0,7}}(?:\.(?= \({_YEAR}\)\.)|(?= \({_YEAR}\)[ .,:]))"
    return lazy_regex(
        rf"\W*(?:\d{{1,3}}\W+)?(?:(?i:{_any(words.see)})\.? )?"
        rf"(?:{body}|{last}|{first}|(?<=(?i:{_any(words.see)})[. ] ?){family}(?=, \p{{Lu}})"
        rf"|{bare}(?:(?<=\.)(?=,)|(?= ?\(?{_YEAR}|,? {others}|, {family},? \p{{Lu}}{{1,3}}\b)))"
        rf"(?:(?:[,;.] ?(?:{joint} )?| {joint} )(?:{last}|{first}|{bare}))*"
        rf"(?:,? {others}\.?)?(?: ?\((?i:{_any(words.editors)})\.?\))?"
        rf"[ ,.]+(?P<year>\(?{_YEAR}(?:, [^()]{{1,24}}(?=\)))?\)?[ ,.:]+)?(?=[\W_]{{0,2}}\p{{Lu}})"
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; for no words, one that never matches."""
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True))) or '(?!)'})"


def find(around: Surroundings) -> Message | None:
    """Why the occurrence is a part of a citation, or None."""
    if around.segment.scope is Scope.ALT:
        return Message("alternative-text")
    token = _token(around)
    if token != around.text and _ADDRESS.search(token):
        return Message("address")
    works = (_in_title_of_work, _in_field, _in_case, _in_headline, _heads_notes)
    if any(is_in_work(around) for is_in_work in works):
        return Message("work-cited")
    if _in_entry(around):
        return Message("work-after-authors")
    if _in_journal(around):
        return Message("journal")
    if _in_index(around):
        return Message("index-entry")
    if _in_capitals(around):
        return Message("in-capitals")
    return None


def _token(around: Surroundings) -> str:
    """The occurrence with whatever touches it without a space."""
    text = around.view.text
    start, end = around.occurrence.start, around.occurrence.end
    floor, ceiling = max(around.bounds.start, start - 200), min(around.bounds.end, end + 200)
    while start > floor and not text[start - 1].isspace() and text[start - 1] not in _OUTSIDE:
        start -= 1
    while end < ceiling and not text[end].isspace() and text[end] not in _OUTSIDE:
        end += 1
    return text[start:end].rstrip(f".,;:!?{APOSTROPHES}")


def _in_title_of_work(around: Surroundings) -> bool:
    """In emphasis that holds more than the term, in a footnote or beside a year or an address."""
    length = len(around.text) + 8
    for mark in around.marks:
        if mark.kind is MarkKind.CITE:
            return True
        if mark.kind is MarkKind.LINK and any(
            is_title(around, mark) for is_title in (_is_page, _is_dated, _is_entry)
        ):
            return True
        if mark.kind is MarkKind.EMPHASIS and mark.end - mark.start > length:
            text = around.view.text[around.sentence.start : min(around.bounds.end, around.sentence.end + 80)]
            titled = _capitalised(around.document_text(mark.start, min(mark.end, mark.start + 1000)))
            if (around.segment.scope is Scope.FOOTNOTE or titled) and _WORK.search(text):
                return True
            if _is_name(around, mark) or _is_published(around, mark):
                return True
    return False


def _is_name(around: Surroundings, mark: Mark) -> bool:
    """Whether emphasis inside a sentence sets a name off: several words, each with a capital."""
    start, end = around.view.source(*around.bounds)
    small: frozenset[str] = around.language.grammar.small_words
    inside = around.document_text(mark.start, min(mark.end, mark.start + 300))
    words = [word for word in LETTERS.findall(inside) if word.lower() not in small]
    return (
        (mark.start > start or mark.end < end) and len(words) > 2 and all(word[0].isupper() for word in words)
    )


def _is_page(around: Surroundings, link: Mark) -> bool:
    """Whether a link's text is the title of the page it leads to, as the address shows."""
    if link.end - link.start > _TITLE:
        return False
    inside = around.document_text(link.start, link.end)
    beside = _consonants(around.document_text(max(0, link.start - _TITLE), link.end + _TITLE))
    parts = (_PART.findall(part) for part in (inside, inside.partition(":")[2]))
    slugs = ([_consonants(word) for word in words if word[0].isalnum()] for words in parts)
    return any(len(slug) > len(around.text.split()) + 1 and "-".join(slug) in beside for slug in slugs)


def _consonants(text: str) -> str:
    """Without accents and vowels: addresses write "präzise" as "prazise" or as "praezise"."""
    return _VOWELS.sub("", normalize("NFKD", text.casefold()))


def _is_entry(around: Surroundings, link: Mark) -> bool:
    """Whether a link to another's site is all of a list's item, and says much more than the term: a title."""
    start, end = around.view.source(*around.bounds)
    own = len(around.text.split())
    return (
        around.segment.scope is Scope.ITEM
        and link.start <= start
        and link.end >= end
        and link.end - link.start <= _HEADLINE_LENGTH
        and len(around.document_text(link.start, link.end).split()) >= own + _HEADED
        and leads_away(around, link)
    )


def leads_away(around: Surroundings, mark: Mark) -> bool:
    """Whether it is a link with an address that names its host: a list of what others wrote."""
    if mark.kind is not MarkKind.LINK or around.segment.scope is Scope.HEADING:
        return False
    if around.document_text(mark.end, mark.end + 6).startswith("](http"):
        return True
    opened = around.document_text(max(0, mark.start - _TAG), mark.start).rpartition("<a ")[2]
    return opened.rstrip().endswith(">") and "http" in opened


def _is_dated(around: Surroundings, link: Mark) -> bool:
    """Whether authors and a year stand before a link with more than the term: "Doe, 2004, [The …](…)"."""
    start = around.view.source(*around.bounds).start
    before = around.document_text(max(start, link.start - _AUTHORS), link.start - 1).lstrip("-*_ 0123456789.")
    first = before.partition(" ")[0].strip(".,").lower()
    named = before[:1].isupper() and first not in around.language.grammar.small_words
    return named and _BY.search(before) is not None


def _in_case(around: Surroundings) -> bool:
    """In the name of a case: "United States v. Child …, 12 F.3d 45"."""
    text, here, after = around.view.text, around.occurrence.start, around.occurrence.end
    if not around.text[0].isupper():
        return False
    parties = _PARTIES.search(text, max(around.bounds.start, here - 80), here)
    return (
        parties is not None and _REPORTED.match(text, after, min(around.bounds.end, after + 80)) is not None
    )


def _in_headline(around: Surroundings) -> bool:
    """In the headline that a note cites: "Man jailed for …, The Daily News, 4 March 2004"."""
    text, (start, end) = around.view.text, around.bounds
    if around.segment.scope is not Scope.FOOTNOTE and not _NOTED.match(text, start):
        return False
    after = around.occurrence.end
    return _HEADLINE.match(text, after, min(end, after + _TITLE)) is not None


def _is_published(around: Surroundings, mark: Mark) -> bool:
    """Whether emphasis that begins with a capital inside a sentence is followed by place and year."""
    begins = around.document_text(mark.start, mark.start + 1).isupper()
    return (
        begins
        and mark.start > around.view.source(*around.bounds).start + 1
        and _IMPRINT.match(around.document_text(mark.end, mark.end + 80)) is not None
    )


def _in_entry(around: Surroundings) -> bool:
    """`Doe, J. & Roe, R. (2014). The title`: after the authors that open the segment, with a year."""
    start, end = around.bounds
    text = around.view.text
    at = around.occurrence.start
    if around.segment.scope in (Scope.HEADING, Scope.CAPTION):
        return False
    if at - start > _AUTHORS + _TITLE or not _NAMED.search(text, start, min(at + 1, start + _AUTHORS)):
        return False
    if not _DATED.search(text, start, min(end, at + 400)):
        return False
    lead = _entry(around.language).match(text, start, min(at + 1, start + _AUTHORS))
    if not lead or at - lead.end() > _TITLE or _OVER.search(text, lead.end(), at):
        return False
    between = around.view.folded[lead.end() : at].split()
    if any(word in around.language.signals.reporting for word in between[1 if lead["year"] else 0 :]):
        return False  # "(2006) Report on …" is a title
    return bool(lead["year"] or _PUBLISHED.search(text, around.occurrence.end, min(end, at + 400)))


def _in_journal(around: Surroundings) -> bool:
    """`12 J. Youth Pol'y 45`: between the volume and the page, in a shortened name."""
    text, start, end = around.view.text, around.occurrence.start, around.occurrence.end
    if not around.text[0].isupper():
        return False
    before = _VOLUME.search(text, max(around.bounds.start, start - 80), start)
    after = _PAGE.match(text, end, min(around.bounds.end, end + 80))
    return bool(before and after and _shortened(around.language).search(before.group() + after.group()))


def _in_index(around: Surroundings) -> bool:
    """`child labour, 12, 44–46`: the term alone on its line with the numbers of pages."""
    if around.right[:1] != "," or around.segment.scope not in (Scope.PARAGRAPH, Scope.ITEM):
        return False
    start, end = around.source
    begin = around.segment.span.start
    _, broken, left = around.document_text(max(begin, start - 8), start).rpartition("\n")
    if left.strip() or not (broken or start - begin <= 8):
        return False
    return _INDEXED.match(around.document_text(end, end + 120).partition("\n")[0].rstrip()) is not None


def _in_field(around: Surroundings) -> bool:
    """In the field of a reference manager, or after the code of a course."""
    text, here = around.view.text, around.occurrence.start
    begin = max(around.bounds.start, here - 80)
    coded = around.text[0].isupper() and any(map(str.isdigit, text[begin:here]))
    if coded and _COURSE.search(text, begin, here):
        return True
    before = text[max(around.bounds.start, here - _TITLE) : here]
    if not any(sign in before for sign in _SIGNS):
        return False
    start = around.view.source(here, around.occurrence.end).start
    line = around.document_text(max(0, start - _TITLE), start).rpartition("\n")[2]
    return len(line) < _TITLE and _FIELD.match(line) is not None


def _heads_notes(around: Surroundings) -> bool:
    """In a heading that is the title of a work whose data stand below: notes on it."""
    start, end = around.bounds
    if around.segment.scope is not Scope.HEADING or end - start > _TITLE:
        return False
    heading, here = around.language.divider.words(around.view.folded[start:end]), around.source.end
    below = around.document_text(here, here + SOURCE)
    return len(heading) >= _NOTES and any(
        around.language.divider.words(fold(titled))[: len(heading)] == heading
        for field in _TITLED.finditer(below)
        if (titled := below[field.end() : field.end() + 2 * _TITLE].translate(_BRACES))
    )


def _in_capitals(around: Surroundings) -> bool:
    """In a run of at least five words with capitals, in a passage that isn't all in capitals."""
    if around.segment.scope in (Scope.HEADING, Scope.HEADER_CELL, Scope.CAPTION) or not around.text.istitle():
        return False
    if around.language.grammar.capital_nouns:
        return False
    small: frozenset[str] = around.language.grammar.small_words
    start, end = around.occurrence.start, around.occurrence.end
    text = around.view.text
    if text[end] == "," and _is_label(
        _PART.findall(text[max(around.bounds.start, start - 160) : start]), small
    ):
        return False
    before, left = _run(reversed(_PART.findall(text[max(around.bounds.start, start - 160) : start])), small)
    after, right = _run(_PART.findall(text[end : min(around.bounds.end, end + 160)]), small)
    beside = before + after
    return beside >= 2 and beside + len(around.text.split()) >= _RUN and (left or right)


def _is_label(before: list[str], small: frozenset[str]) -> bool:
    """Whether what stands before it are labels with commas between: "Gore, Death, ", not "of A, B, "."""
    if before[-1:] != [","]:
        return False
    other = next((part for part in reversed(before) if part != "," and not part[0].isupper()), "")
    return other.lower() not in small


def _run(parts: Iterable[str], small: frozenset[str]) -> tuple[int, bool]:
    """How many words with capitals follow one another, and whether a word without one ends them."""
    count = 0
    for part in parts:
        if part[0].isupper():
            count += 1
        elif part in _PARTING:
            return count, False
        elif (part[0].isalpha() and part.lower() not in small) or part in _ENDING:
            return count, True
    return count, False


def _capitalised(text: str) -> bool:
    """Whether most of the longer words have a capital."""
    words = [word for word in LETTERS.findall(text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2
