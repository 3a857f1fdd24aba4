"""Entries of a list of works: the authors that open them, the title, and who published it and when."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.dates import CITED_YEAR, DAY, YEAR
from luxterm.text.marks import RAISED
from luxterm.types import Scope

if TYPE_CHECKING:
    from regex import Pattern


_NAMED = lazy_regex(rf"\p{{Lu}}\.|, \p{{Lu}}|\w \p{{Lu}}{{1,3}}\b|[\w)]\.? \({YEAR}")
"""What shows a list of authors: initials, a family name before the first one, a body (or its letters in
brackets) before the year."""
AUTHORS, TITLE = 200, 250
"""The most code points that a work's authors and the part of its title before the term may have."""
_DATED = lazy_pattern(rf"{YEAR}|doi|ISBN")
_OVER = lazy_pattern(rf"[.!?;] |\(\D{{0,40}}{CITED_YEAR}\)")
_PUBLISHED = lazy_regex(
    rf"(?:[,(;.] ?|\([^()]{{0,60}} |[,.?!] \p{{Lu}}[\p{{L}}/.-]{{2,20}} ){CITED_YEAR}(?: ?[),.;:]|\Z)"
    rf"|\bdoi\b|\bISBN\b|: ?<?(?:https?:|\ufffc)"
    rf"|[,.;] {DAY}(?:[.,;]|\Z)"
    rf"|[.,] (?:[Ii]n: \p{{Lu}}|\p{{Lu}}[\p{{L}} /-]{{1,30}}: \p{{Lu}}[\p{{L}} &.-]{{1,40}},? {CITED_YEAR})"
)
_ALONE = lazy_regex(
    rf"\W*(?:\d{{1,3}}\W+)?\p{{Lu}}[\w{RAISED}-]*\p{{Ll}} \p{{Lu}}{{1,3}}\. (?P<year>(?!))?(?=\p{{Lu}})"
)
"""One author as medical journals have it, "Doe JR. ", which may be anything but for what is behind it."""
_SUBTITLED = lazy_regex(
    rf"[^.;:?!]{{0,160}}[.?!] \p{{Lu}}[\p{{L}}./-]{{1,40}}+"
    rf"(?:(?: [\p{{L}}./ -]{{1,40}})?: \p{{Lu}}[^.;:]{{1,60}}(?:[.;]|\Z)|,? {CITED_YEAR}\b)"
)
"""Behind the second part of a title, which has no verb, its place and publisher, or the year: ". York: Coast
Press.", ". York 2007"."""
_IMPRINTED = lazy_regex(rf"\. [^.;:]{{2,40}}: [^;:]{{2,60}}[;,] ?{CITED_YEAR}\b|\. ?{CITED_YEAR};\d")
"""How these say where a work appeared: ". York: Coast Press; 2001", ". York: Coast Press, 2001", ". Sea J.
2001;12"."""
_INNER = lazy_regex(
    rf"[:;] (?=\p{{Lu}}[^:;()]{{1,40}}, \p{{Lu}}\.[^:;()]{{0,80}}\({CITED_YEAR}\)"
    r"|(?:\p{Lu}\. ?){1,3}\p{Lu}[\w-]{1,30}, )"
)
"""Before an entry inside a line, with its author, his initial and the year, or his initial and the title:
"Required: Doe, J. (2014)", "À lire : J. Doe, Le …"."""
_IMPRINT_WITHIN = 400
"""Code points behind the term in which an entry says when and where its work appeared."""


def in_entry(around: Surroundings) -> bool:
    """`Doe, J. & Roe, R. (2014). The title`: after the authors that open the segment or line, with a year.

    Or that stand behind a mark: "Week 6. Required: Doe, J. (2014), The title".
    """
    if around.segment.scope in (Scope.HEADING, Scope.CAPTION):
        return False
    start, begun = around.bounds.start, _line(around)
    if _in_entry(around, start) or (start < begun and _in_entry(around, begun)):
        return True
    inner = _INNER.finditer(around.view.text, *around.before(AUTHORS + TITLE))
    return any(_in_entry(around, mark.end()) for mark in inner)


def _line(around: Surroundings) -> int:
    """Where its line begins, if nothing between there and the term is hidden from its reader."""
    start, at = around.source.start, around.occurrence.start
    before = around.document_text(max(around.segment.span.start, start - AUTHORS - TITLE), start)
    _, broken, head = before.rpartition("\n")
    shown = broken and around.view.text[at - len(head) : at] == head
    return at - len(head) if shown else 0


def _in_entry(around: Surroundings, start: int) -> bool:
    """Whether it is in the entry that begins there."""
    end = around.bounds.end
    text = around.view.text
    at = around.occurrence.start
    if at - start > AUTHORS + TITLE or not _NAMED.search(text, start, min(at + 1, start + AUTHORS)):
        return False
    if not _DATED.search(text, start, min(end, at + _IMPRINT_WITHIN)):
        return False
    stop = min(at + 1, start + AUTHORS)
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
    return not around.language.has_finite_verb(title)  # not "Plan B. Child … is removed. Until: May, 2009"


def _is_second_part(around: Surroundings, start: int, second: int) -> bool:
    """Whether the title that begins there goes on behind a stop: "A title. Its second part? York: …"."""
    text = around.view.text
    behind = _SUBTITLED.match(text, *around.behind(_IMPRINT_WITHIN))
    if behind is None or _OVER.search(text, second, around.occurrence.start):
        return False
    title = around.words(around.view.folded[start : behind.end()])
    return not around.language.has_finite_verb(title)


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
    given = rf"(?:{initials}|{name}(?: {name}| \p{{Lu}}\.| \p{{Ll}}{{1,3}}){{0,3}}(?=[.;]| ?\({CITED_YEAR}))"
    first = rf"(?:{first}|\p{{Lu}}{{2,}}(?:[ -]\p{{Lu}}{{2,}}){{0,2}}, {given})"  # SILVA, Maria.
    more = rf"(?= ?\({CITED_YEAR}|; \p{{Lu}}| {joint} \p{{Lu}})"
    named = rf"{family}, {name}(?: {name}| \p{{Lu}}\.){{0,2}}(?:{more}|:(?= \p{{Lu}}))"  # Meier, Anna (2015)
    slashed = rf"{name}(?:/{name}){{1,3}}(?=, \p{{Lu}})"  # Meier/Huber, …, NJW 2015, 12
    first = rf"(?:{first}|{named}|{slashed})"
    proper = rf"(?:\p{{Lu}}[\w{RAISED}-]*|{joint}|{any_of(words.small_words)})"
    dated = rf" \({CITED_YEAR}(?:, [^()]{{1,24}})?\)"  # (2015), (2015, June 4)
    letters = r"(?: \(\p{Lu}{2,8}\))?"  # World Health Organization (WHO). (2015).
    body = rf"{proper}(?:[ /]{proper}){{0,7}}{letters}(?:\.(?={dated}\.)|(?={dated}[ .,:]))"
    return lazy_regex(
        rf"\W*(?:\d{{1,3}}\W+)?(?:(?:(?i:{any_of(words.see)})(?:\.|\s?:)?|(?i:{sources}):) )?"
        rf"(?:{body}|{last}|{first}|(?<=(?i:{any_of(words.see)})[. ] ?){family}(?=, \p{{Lu}})"
        rf"|{bare}(?:(?<=\.)(?=,)|(?= ?\(?{CITED_YEAR}|,? {others}|, {family},? \p{{Lu}}{{1,3}}\b)))"
        rf"(?:(?:[,;.] ?(?:{joint} )?| {joint} )(?:{last}|{first}|{bare}))*"
        rf"(?:,? {others}\.?)?(?: ?\((?i:{any_of(words.editors)})\.?\))?"
        rf"[ ,.]+(?P<year>\(?{CITED_YEAR}(?:, [^()]{{1,24}}(?=\)))?\)?[ ,.:]+)?(?=[\W_]{{0,2}}\p{{Lu}})"
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; for no words, one that never matches."""
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True))) or '(?!)'})"
