"""Works cited: their titles in emphasis and in links, and the entries of a list of works.

The words are the context `works` (what a title in emphasis is the title of: "the film", "his book"), if a
language has it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.capitals import in_title_case
from luxterm.text.dates import DAY
from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES, QUOTES, RAISED
from luxterm.text.words import LETTERS
from luxterm.types import Mark, MarkKind, Scope

if TYPE_CHECKING:
    from regex import Pattern

PART = lazy_regex(r"[\p{L}\p{M}\p{N}]+|[^\w\s]")
_VOWELS = lazy_regex(r"[\p{M}aeiou]+")
_BETWEEN = lazy_regex(r"[^\w-]")
_ELIDED = lazy_pattern(f"(?<=\\w)[{APOSTROPHES}](?=\\w)")
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_NAMED = lazy_regex(r"\p{Lu}\.|, \p{Lu}|\w \p{Lu}{1,3}\b|[\w)]\.? \((?:1[89]|20)\d\d")
"""What shows a list of authors: initials, a family name before the first one, a body (or its letters in
brackets) before the year."""
_AUTHORS, TITLE = 200, 250
"""The most code points that a work's authors and the part of its title before the term may have."""
_DATED = lazy_pattern(r"(?:1[89]|20)\d\d|doi|ISBN")
_OVER = lazy_pattern(rf"[.!?;] |\(\D{{0,40}}{_YEAR}\)")
_PUBLISHED = lazy_regex(
    rf"(?:[,(;.] ?|\([^()]{{0,60}} |[,.] \p{{Lu}}[\p{{L}}/.-]{{2,20}} ){_YEAR}(?: ?[),.;:]|\Z)"
    rf"|\bdoi\b|\bISBN\b|: ?<?(?:https?:|\ufffc)"
    rf"|[,.;] {DAY}(?:[.,;]|\Z)"
    rf"|[.,] (?:[Ii]n: \p{{Lu}}|\p{{Lu}}[\p{{L}} /-]{{1,30}}: \p{{Lu}}[\p{{L}} &.-]{{1,40}},? {_YEAR})"
)
_ALONE = lazy_regex(
    rf"\W*(?:\d{{1,3}}\W+)?\p{{Lu}}[\w{RAISED}-]*\p{{Ll}} \p{{Lu}}{{1,3}}\. (?P<year>(?!))?(?=\p{{Lu}})"
)
"""One author as medical journals have it, "Doe JR. ", which may be anything but for what is behind it."""
_SUBTITLED = lazy_regex(r"[^.;:?!]{0,160}[.?!] \p{Lu}[\p{L}./ -]{1,40}: \p{Lu}[^.;:]{1,60}(?:[.;]|\Z)")
"""Behind the second part of a title, which has no verb, its place and publisher: ". York: Coast Press."."""
_IMPRINTED = lazy_regex(rf"\. [^.;:]{{2,40}}: [^;:]{{2,60}}[;,] ?{_YEAR}\b|\. ?{_YEAR};\d")
"""How these say where a work appeared: ". York: Coast Press; 2001", ". York: Coast Press, 2001", ". Sea J.
2001;12"."""
_INNER = lazy_regex(
    rf"[:;] (?=\p{{Lu}}[^:;()]{{1,40}}, \p{{Lu}}\.[^:;()]{{0,80}}\({_YEAR}\)"
    r"|(?:\p{Lu}\. ?){1,3}\p{Lu}[\w-]{1,30}, )"
)
"""Before an entry inside a line, with its author, his initial and the year, or his initial and the title:
"Required: Doe, J. (2014)", "À lire : J. Doe, Le …"."""
_HEADED = 4
"""Words that a page's title has at least besides the term."""
_HEADLINE_LENGTH = 140
"""Code points of such a title at most."""
_TAG = 300
"""Letters in which a link's tag in HTML has begun."""
_BY = lazy_regex(rf"(?:[.,] ?|\()(?:{_YEAR})\)?[.,:]?[ *_\p{{Quotation_Mark}}]*\Z")
"""Before a link, the year of what it leads to, set apart from the authors."""
_IMPRINT = lazy_regex(rf"[*_]*(?:</\w+>)?[,.]? ?\(?(?:\p{{L}}[\w ,:.-]{{0,50}}?[, ])?{_YEAR}\b")
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
_IMPRINT_WITHIN = 400
"""Code points behind the term in which an entry says when and where its work appeared."""
_WORK = lazy_pattern(rf"\b{_YEAR}\b|https?://|\bdoi\b|\bISBN\b")


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
    before = around.document_text(max(start, link.start - _AUTHORS), link.start - 1).lstrip("-*_ 0123456789.")
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


def in_entry(around: Surroundings) -> bool:
    """`Doe, J. & Roe, R. (2014). The title`: after the authors that open the segment or line, with a year.

    Or that stand behind a mark: "Week 6. Required: Doe, J. (2014), The title".
    """
    if around.segment.scope in (Scope.HEADING, Scope.CAPTION):
        return False
    start, begun = around.bounds.start, _line(around)
    if _in_entry(around, start) or (start < begun and _in_entry(around, begun)):
        return True
    inner = _INNER.finditer(around.view.text, *around.before(_AUTHORS + TITLE))
    return any(_in_entry(around, mark.end()) for mark in inner)


def _line(around: Surroundings) -> int:
    """Where its line begins, if nothing between there and the term is hidden from its reader."""
    start, at = around.source.start, around.occurrence.start
    before = around.document_text(max(around.segment.span.start, start - _AUTHORS - TITLE), start)
    _, broken, head = before.rpartition("\n")
    shown = broken and around.view.text[at - len(head) : at] == head
    return at - len(head) if shown else 0


def _in_entry(around: Surroundings, start: int) -> bool:
    """Whether it is in the entry that begins there."""
    end = around.bounds.end
    text = around.view.text
    at = around.occurrence.start
    if at - start > _AUTHORS + TITLE or not _NAMED.search(text, start, min(at + 1, start + _AUTHORS)):
        return False
    if not _DATED.search(text, start, min(end, at + _IMPRINT_WITHIN)):
        return False
    stop = min(at + 1, start + _AUTHORS)
    lead, published = _entry(around.language).match(text, start, stop), _PUBLISHED
    if not lead:
        lead, published = _ALONE.match(text, start, stop), _IMPRINTED
    if not lead or at - lead.end() > TITLE:
        return False
    if (over := _OVER.search(text, lead.end(), at)) and not _is_second_part(around, lead.end(), over.end()):
        return False
    between = around.view.folded[lead.end() : at].split()
    year = lead["year"]
    if any(word in around.language.signals.reporting for word in between[1 if year else 0 :]):
        return False  # "(2006) Report on …" is a title
    imprint = None if year else published.search(text, around.occurrence.end, min(end, at + _IMPRINT_WITHIN))
    if imprint is None or published is not _IMPRINTED:
        return bool(year or imprint)
    title = around.words(around.view.folded[lead.end() : imprint.start()])
    return around.language.signals.finite.isdisjoint(
        title
    )  # not "Plan B. Child … is removed. Until: May, 2009"


def _is_second_part(around: Surroundings, start: int, second: int) -> bool:
    """Whether the title that begins there goes on behind a stop: "A title. Its second part? York: …"."""
    text = around.view.text
    behind = _SUBTITLED.match(text, *around.behind(_IMPRINT_WITHIN))
    if behind is None or _OVER.search(text, second, around.occurrence.start):
        return False
    title = around.words(around.view.folded[start : behind.end()])
    return around.language.signals.finite.isdisjoint(title)


@lru_cache(maxsize=8)
def _entry(language: Language) -> "Pattern[str]":
    """The names of authors, family name first or last, with which an entry of a list of works begins."""
    words = language.grammar
    sources = any_of(language.contexts["source-labels"].telling)
    joint, others = any_of(words.conjunctions), any_of(words.and_others)
    initials = rf"(?:\p{{Lu}}\.?[ -]?){{1,3}}(?![\w{RAISED}])"
    name = rf"\p{{Lu}}[\w{RAISED}-]*\p{{Ll}}"
    family = rf"(?:\p{{Ll}}{{1,4}} ){{0,2}}{name}(?: {name})?"
    last, first, bare = rf"(?:\p{{Lu}}\. ?){{1,3}}{family}", rf"{family}, {initials}", rf"{family} {initials}"
    given = rf"(?:{initials}|{name}(?: {name}| \p{{Lu}}\.| \p{{Ll}}{{1,3}}){{0,3}}(?=[.;]| ?\({_YEAR}))"
    first = rf"(?:{first}|\p{{Lu}}{{2,}}(?:[ -]\p{{Lu}}{{2,}}){{0,2}}, {given})"  # SILVA, Maria.
    more = rf"(?= ?\({_YEAR}|; \p{{Lu}}| {joint} \p{{Lu}})"
    named = rf"{family}, {name}(?: {name}| \p{{Lu}}\.){{0,2}}(?:{more}|:(?= \p{{Lu}}))"  # Meier, Anna (2015)
    slashed = rf"{name}(?:/{name}){{1,3}}(?=, \p{{Lu}})"  # Meier/Huber, …, NJW 2015, 12
    first = rf"(?:{first}|{named}|{slashed})"
    proper = rf"(?:\p{{Lu}}[\w{RAISED}-]*|{joint}|{any_of(words.small_words)})"
    dated = rf" \({_YEAR}(?:, [^()]{{1,24}})?\)"  # (2015), (2015, June 4)
    letters = r"(?: \(\p{Lu}{2,8}\))?"  # World Health Organization (WHO). (2015).
    body = rf"{proper}(?:[ /]{proper}){{0,7}}{letters}(?:\.(?={dated}\.)|(?={dated}[ .,:]))"
    return lazy_regex(
        rf"\W*(?:\d{{1,3}}\W+)?(?:(?:(?i:{any_of(words.see)})(?:\.|\s?:)?|(?i:{sources}):) )?"
        rf"(?:{body}|{last}|{first}|(?<=(?i:{any_of(words.see)})[. ] ?){family}(?=, \p{{Lu}})"
        rf"|{bare}(?:(?<=\.)(?=,)|(?= ?\(?{_YEAR}|,? {others}|, {family},? \p{{Lu}}{{1,3}}\b)))"
        rf"(?:(?:[,;.] ?(?:{joint} )?| {joint} )(?:{last}|{first}|{bare}))*"
        rf"(?:,? {others}\.?)?(?: ?\((?i:{any_of(words.editors)})\.?\))?"
        rf"[ ,.]+(?P<year>\(?{_YEAR}(?:, [^()]{{1,24}}(?=\)))?\)?[ ,.:]+)?(?=[\W_]{{0,2}}\p{{Lu}})"
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; for no words, one that never matches."""
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True))) or '(?!)'})"


def _capitalised(text: str) -> bool:
    """Whether most of the longer words have a capital."""
    words = [word for word in LETTERS.findall(text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2
