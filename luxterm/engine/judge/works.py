"""Works cited: their titles in emphasis and in links.

The words are the context `works` (what a title in emphasis is the title of: "the film", "his book"), if a
language has it. The entries of a list of works are for `bibliography`.
"""

from unicodedata import normalize

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge.bibliography import AUTHORS, TITLE
from luxterm.engine.surroundings import Surroundings
from luxterm.text.capitals import in_title_case
from luxterm.text.dates import CITED_YEAR
from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES
from luxterm.text.words import LETTERS, PART
from luxterm.types import Mark, MarkKind, Scope

_VOWELS = lazy_regex(r"[\p{M}aeiou]+")
_BETWEEN = lazy_regex(r"[^\w-]")
_ELIDED = lazy_pattern(f"(?<=\\w)[{APOSTROPHES}](?=\\w)")
_HEADED = 4
"""Words that a page's title has at least besides the term."""
_HEADLINE_LENGTH = 140
"""Code points of such a title at most."""
_TAG = 300
"""Letters in which a link's tag in HTML has begun."""
_BY = lazy_regex(rf"(?:[.,] ?|\()(?:{CITED_YEAR})\)?[.,:]?[ *_\p{{Quotation_Mark}}]*\Z")
"""Before a link, the year of what it leads to, set apart from the authors."""
_IMPRINT = lazy_regex(rf"[*_]*(?:</\w+>)?[,.]? ?\(?(?:\p{{L}}[\w ,:.-]{{0,50}}?[, ])?{CITED_YEAR}\b")
_CALLED = 3
"""Words before a title among which the kind of the work is: "the film", "his new book of 1998"."""
_KIND = 60
"""Code points in which they are."""
_MARGIN = 8
"""Code points that emphasis has beside the term at least, to hold more than it."""
_CITED = 80
"""Code points behind a sentence or a title in which a year, an address or the place it appeared in is."""
_TITLE_READ = 1_000
"""Code points of emphasis that are looked at for capitals."""
_NAME_READ = 300
"""The same of a name that is set off inside a sentence."""
_WORK = lazy_pattern(rf"\b{CITED_YEAR}\b|https?://|\bdoi\b|\bISBN\b")


def in_title_of_work(around: Surroundings) -> bool:
    """In emphasis that holds more than the term, in a footnote or beside a year or an address."""
    length = len(around.text) + _MARGIN
    for mark in around.marks:
        if mark.kind is MarkKind.CITE:
            return True
        if mark.kind is MarkKind.LINK and any(
            is_title(around, mark) for is_title in (_is_page, _is_dated, _is_entry)
        ):
            return True
        if mark.kind is not MarkKind.EMPHASIS:
            continue
        if _is_called(around, mark):
            return True
        if mark.end - mark.start > length:
            text = around.view.text[
                around.sentence.start : min(around.bounds.end, around.sentence.end + _CITED)
            ]
            titled = _capitalised(around.document_text(mark.start, min(mark.end, mark.start + _TITLE_READ)))
            if (around.segment.scope is Scope.FOOTNOTE or titled) and _WORK.search(text):
                return True
            if _is_name(around, mark) or _is_published(around, mark):
                return True
    return False


def _is_called(around: Surroundings, mark: Mark) -> bool:
    """Whether emphasis that begins with a capital follows what it is the title of: "the film *The Child …*".

    What says something of the word itself has no such noun before it ("the term *Child …*").
    """
    works, start = around.language.contexts["works"], around.view.source(*around.bounds).start
    inside = around.document_text(mark.start, min(mark.end, mark.start + TITLE))
    if not works or not inside.lstrip("*_").strip()[:1].isupper():
        return False
    before = fold(around.document_text(max(start, mark.start - _KIND), mark.start)).rstrip("*_ ")
    words = around.words(before)[-_CALLED:]
    if before[-1:].isalnum() and works.stands_in(words[-1:]):
        return True
    longer = len(inside.split()) > len(around.text.split()) + 1
    return longer and before[-1:] not in (".", ";", ":", "!", "?") and works.stands_in(words)


def _is_name(around: Surroundings, mark: Mark) -> bool:
    """Whether emphasis inside a sentence sets a name off: several words, each with a capital."""
    start, end = around.view.source(*around.bounds)
    small = around.language.grammar.small_words
    inside = around.document_text(mark.start, min(mark.end, mark.start + _NAME_READ))
    return (mark.start > start or mark.end < end) and in_title_case(inside, small)


def _is_page(around: Surroundings, link: Mark) -> bool:
    """Whether a link's text is the title of the page it leads to, as the address shows."""
    if link.end - link.start > TITLE:
        return False
    inside = around.document_text(link.start, link.end)
    beside = _consonants(around.document_text(link.start - TITLE, link.end + TITLE))
    # Some addresses write "l’école" as "lecole"
    titles = (it for text in (inside, _ELIDED.sub("", inside)) for it in (text, text.partition(":")[2]))
    parts = map(PART.findall, titles)
    slugs = [[_consonants(word) for word in words if word[0].isalnum()] for words in parts]
    least = len(around.text.split()) + 1
    if any(len(slug) > least and "-".join(slug) in beside for slug in slugs):
        return True
    # A newspaper's leave words out, and the headline may have changed: "man-jailed-for-abuse-of-son"
    shortened = ([word for word in it.split("-") if word] for it in _BETWEEN.split(beside))
    return any(
        len(short) > least and 2 * len(short) > len(slug) and _shortens(short, slug)
        for short in shortened
        for slug in slugs
    )


def _shortens(short: list[str], title: list[str]) -> bool:
    """Whether all of its words but one at most stand in the title, in their order."""
    at, lacking = 0, 0
    for word in short:
        if word in title[at:]:
            at = title.index(word, at) + 1
        else:
            lacking += 1
    return lacking <= 1


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
    opened = around.document_text(mark.start - _TAG, mark.start).rpartition("<a ")[2]
    return opened.rstrip().endswith(">") and "http" in opened


def _is_dated(around: Surroundings, link: Mark) -> bool:
    """Whether authors and a year stand before a link with more than the term: "Doe, 2004, [The …](…)"."""
    start = around.view.source(*around.bounds).start
    before = around.document_text(max(start, link.start - AUTHORS), link.start - 1).lstrip("-*_ 0123456789.")
    first = before.partition(" ")[0].strip(".,").lower()
    named = before[:1].isupper() and first not in around.language.grammar.small_words
    return named and _BY.search(before) is not None


def _is_published(around: Surroundings, mark: Mark) -> bool:
    """Whether emphasis that begins with a capital inside a sentence is followed by place and year."""
    begins = around.document_text(mark.start, mark.start + 1).isupper()
    return (
        begins
        and mark.start > around.view.source(*around.bounds).start + 1
        and _IMPRINT.match(around.document_text(mark.end, mark.end + _CITED)) is not None
    )


def _capitalised(text: str) -> bool:
    """Whether most of the longer words have a capital."""
    words = [word for word in LETTERS.findall(text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2
