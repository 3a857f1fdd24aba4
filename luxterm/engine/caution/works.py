"""Whether a term may be in the title of a work, a law or a message that nothing else shows.

A link, a phrase in italics, a footnote with an address, a line that a number or a law's number opens, or who
published it, a headline beside its newspaper; what a word for a work introduces is in
`luxterm.engine.caution.introduced`.
"""

import re

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.introduced import is_introduced
from luxterm.engine.context import is_part
from luxterm.engine.judge.citations import behind_comma
from luxterm.engine.judge.law_numbers import names_law
from luxterm.engine.judge.works import leads_away
from luxterm.engine.surroundings import Surroundings
from luxterm.text.dates import CITED_YEAR, DAY, YEAR
from luxterm.text.marks import APOSTROPHES, QUOTES
from luxterm.text.words import words
from luxterm.types import MarkKind, Scope

_OPENING = 40
"""Code points at the beginning of a line in which its number, or a newspaper's name, is looked for."""
_HEADLINE = 160
"""Code points behind a term in a headline and in the line below it at most."""
_OUTLET = 5
"""Words of a newspaper's name at most."""
_NEAR = 300
"""Code points of a message's line before a term, and of a journal's name behind its sentence."""
_HEAD_MARKS = " *_.:"
_WORK = lazy_pattern(rf"https?://|www\.|\b{YEAR}\b|\bdoi\b|\uFFFC")
_TAG_LIKE = lazy_pattern(r"<[^<>\n]{1,80}>|[*_]")
_DASH = lazy_pattern(r" ?[—–:] | - ")
_NAMED = 80
"""Code points at the beginning of a line in which a law's number is looked for."""
_PART = lazy_regex(
    r"(?<!\w)(?P<label>\p{L}+\.?) (?:[Nn]\p{Ll}{0,2}[.º°]{1,2} ?)?\d{1,5}(?:[./-]\d{1,4}){0,3}"
    r"(?P<mark>(?:,|:| –| —) )(?=\p{Lu})"
)
"""The number of a text or of its part, and a title behind a mark: "cap. 3, La ", "acta n.º 4/11, La "."""
_TITLED = 120
"""Code points from an author and a year, or from a title, to a term's sentence at most."""
_MARKED = 300
"""Code points of a link or of emphasis that are looked at."""
_SUBJECT = lazy_pattern(r"[>|\s]*(?:subject|re|fwd?)\s?:", re.IGNORECASE)
"""As mail has it in all languages (RFC 5322)."""
_SOURCE = lazy_pattern(rf"https?://|www\.|\bdoi\b|\({YEAR}\)")
_BY = lazy_regex(rf"\p{{Lu}}\.,? \({CITED_YEAR}\)\.\s+")
"""As in a list of works that is run together: `Miller, A. B. (1999). `."""
_PAGES = lazy_regex(r"\s*\p{Lu}[^.?!]{2,80}[ ,]\d{1,4}(?:\(\d{1,3}\))?[,:] ?\d{1,5}[–-]\d{1,5}(?!\w)")
"""A journal with its volume and pages: `Journal of …, 25(1), 267–288`."""

_BODY, _ENTRY = 60, 250
"""Code points of the name of who published a work at most, and of the line that says so."""
_LABEL = 5
"""Words of what bids to read something else, at most."""
_LETTERS = 2
"""Letters of an abbreviation, or words of a name, at least: "OEA", not "Perú"."""
_SMALL = 3
"""Letters of another language's small words at most."""
_ENDS_IN_YEAR = lazy_regex(r"(?:, |\()(?:[^\W\d][^,()\n]{0,40}[, ] ?)?(?:19|20)\d\d\)?\.?")
"""The end of an entry: ", 2019", "(Lima, 2019).", ", informe de 2018"."""

_ISSUED = lazy_regex(
    r"[^,;:.!?()]{0,120}, (?:[^,;:.!?()]{2,40}, )?(?:(?P<text>\p{Ll}{3,15}) (?:\p{Ll}{1,3} )?)?"
    rf"(?:{DAY}|{YEAR})(?!\w| \p{{Ll}})"
)
"""The rest of a title, where it appeared or what it is, and when: ` in the Delta, Sea Journal, 4 March 2004`,
`, note du 4 mars 2004`."""
_AUTHOR = lazy_regex(r"[^.;:!?()]{0,80} \((?:\p{Lu}\. ?){1,3}\p{Lu}\p{Ll}")
"""The rest of a title, and a bracket that a name with its initials opens: ` in the Delta (J. D. Miller`."""
_OF_YEAR = lazy_pattern(rf"[^();\n]{{0,80}}, {CITED_YEAR}\s*[;)]")
"""The rest of a work in brackets: ` in the Delta, 2003; `."""
_DATED = lazy_regex(rf"\s*(?:[^.\n]{{1,80}}[,:] )?{CITED_YEAR}\.?\s*")
"""The rest of an entry behind its title: ` 1998.`, ` London: Zed, 1998.`."""


def perhaps_work(around: Surroundings) -> bool:
    """Whether the term may be in a title."""
    looks = (
        _in_phrase,
        _in_note,
        _is_numbered,
        _in_cited_part,
        _explains_law,
        _is_published,
        is_introduced,
        _in_subject,
        _in_work,
        _is_entry,
        _is_issued,
        _in_brackets,
        _is_by,
    )
    return any(look(around) for look in looks)


def _in_phrase(around: Surroundings) -> bool:
    """In a link, or in italics, that begins with a capital and says more than the term.

    What is a segment's whole text must be a link to another's site; then it may begin in any way.
    """
    start, end = around.view.source(*around.bounds)
    own = len(around.text.split())
    for mark in around.marks:
        if mark.kind not in (MarkKind.LINK, MarkKind.EMPHASIS):
            continue
        inside = around.document_text(mark.start, min(mark.end, mark.start + _MARKED))
        more = len(inside.split()) - own
        if mark.start <= start and mark.end >= end:
            if not leads_away(around, mark):
                continue
            if more > 0:
                return True
        if more > 1 and inside.lstrip(f" *_{QUOTES}{APOSTROPHES}")[:1].isupper():
            return True
    return False


def _in_note(around: Surroundings) -> bool:
    """In a sentence without a verb, with a year, an address or a label before it: perhaps a source."""
    contexts, (label, colon, _) = around.language.contexts, around.left.partition(":")
    if colon and contexts["see-also"].stands_in(words(label)[:_LABEL]):
        return True  # "Lire aussi : …", a headline, with a verb or without
    if around.language.has_verb(around.besides):
        return False
    if colon and contexts["source-labels"].stands_in(words(label)[:1]):
        return True
    if around.segment.scope is Scope.FOOTNOTE:
        return _WORK.search(around.view.text, *around.bounds) is not None
    return _SOURCE.search(around.view.text, *around.sentence) is not None


def _is_numbered(around: Surroundings) -> bool:
    """In a line that a number of its own opens, without a verb: "Article 20: …" may give its title."""
    language, start = around.language, around.bounds.start
    head = around.view.folded[start : min(around.occurrence.start, start + _OPENING)].lstrip(" •*-–—")
    section = next((it for it in language.signals.sections if head.startswith(f"{it} ")), "")
    if not section or not head[len(section) + 1 :][:1].isdigit():
        return False
    return not language.has_verb(around.besides) and not language.tells(around.besides)


def _in_cited_part(around: Surroundings) -> bool:
    """Behind a chapter's number and a mark, with a capital: "véase el cap. 3, La respuesta a la …".

    Or a text's, with no verb before its clause ends: "la circular 4/2011, Prevención de la …".
    """
    language, before = around.language, f"{around.text_before(_HEADLINE)}{around.text[0]}"
    parts = list(_PART.finditer(before))
    label = [parts[-1]["label"].lower().rstrip(".")] if parts else []
    if not any(language.contexts[it].stands_in(label) for it in ("chapters", "written")):
        return False
    title = before[parts[-1].end("mark") :]
    said = words(f"{title}{around.text[1:]} {around.soon}".lower())
    if any(mark in title for mark in ".;:") or language.tells(said):
        return False
    return not language.has_verb(said)


def _explains_law(around: Surroundings) -> bool:
    """In a line without a verb, after the number of a law and a dash: "Act no. 11/2008 — Action on …"."""
    language, start = around.language, around.bounds.start
    head = around.view.folded[start : min(around.occurrence.start, start + _NAMED)]
    name, *rest = _DASH.split(_TAG_LIKE.sub("", head), maxsplit=1)
    return bool(rest) and names_law(name, language) and not language.has_finite_verb(around.besides)


def _is_published(around: Surroundings) -> bool:
    """In a line without an end after the name of a newspaper and a colon: a headline of theirs.

    Where it appears may stand in brackets: "Guardian (UK): …". Or its name is the line below.
    """
    start, end = around.bounds
    head, colon, _ = around.view.text[start : min(around.occurrence.start, start + _OPENING)].partition(":")
    if colon and _is_outlet(around, head.partition("(")[0] if head.rstrip().endswith(")") else head):
        return around.view.text[start:end].rstrip()[-1:] not in ".!;"
    below = around.lines.beside[1].strip(_HEAD_MARKS)
    return around.lines.right.rstrip(" *_")[-1:].isalnum() and _is_outlet(around, below)


def _is_outlet(around: Surroundings, line: str) -> bool:
    """Whether it is nothing but the name of a newspaper, in capitals: "Daily Telegraph"."""
    name = words(line)
    capital = 0 < len(name) <= _OUTLET and all(it[0].isupper() for it in name)
    return capital and around.language.contexts["outlets"].stands_in([name[-1].lower()])


def _in_brackets(around: Surroundings) -> bool:
    """Whether it is in a work that stands in brackets with its year: "earlier studies (Child …, 2003; …)"."""
    before = around.text_before(_TITLED)
    opens = max(map(before.rfind, "(;"))
    if "(" not in before or ")" in before[opens:]:
        return False
    title = f"{before[opens + 1 :]}{around.text}".lstrip(f" *_{QUOTES}{APOSTROPHES}")
    return title[:1].isupper() and _OF_YEAR.match(around.view.text, *around.behind(_TITLED)) is not None


def _is_by(around: Surroundings) -> bool:
    """Whether it is behind a colon, with a capital, and who wrote it is next: "Paper: Child … (J. Doe)"."""
    _, colon, title = around.left.rpartition(": ")
    text = around.view.text
    if not colon or not text[around.occurrence.start - len(title)].isupper():
        return False
    named = _AUTHOR.match(text, *around.behind(_TITLED))
    said = words(f"{title} {named[0].lower()}") if named else []
    return bool(said) and not around.language.has_finite_verb(said)


def _is_issued(around: Surroundings) -> bool:
    """Whether it is between commas, with a capital and when it appeared: "UNICEF, Guide sur la …, 2017"."""
    if behind_comma(around) is None:
        return False
    issued = _ISSUED.match(around.view.text, *around.behind(_ENTRY))
    kinds = (around.language.contexts[it] for it in ("written", "works"))
    return issued is not None and (not issued["text"] or any(it.stands_in([issued["text"]]) for it in kinds))


def _in_subject(around: Surroundings) -> bool:
    """On the line of a message's header that says what it is about, perhaps in another's words.

    A language's own names of that field, of a letter's or a file's, too, are the context `mail-subjects`.
    """
    line = around.lines.left
    own = around.language.contexts["mail-subjects"]
    heads = (it.strip(_HEAD_MARKS).partition(":") for it in (line, around.left))
    labels = [label.strip(_HEAD_MARKS).lower() for label, colon, _ in heads if colon]
    return _SUBJECT.match(line) is not None or own.stands_in(labels)


def _in_work(around: Surroundings) -> bool:
    """Whether an author with a year stands before its sentence, or a journal with its pages behind it.

    Or it has no verb, and the author with the year, or nothing but its place, publisher and year, are a
    sentence away: "CEDECA. The … of …. 1998."
    """
    text, (start, end), bounds = around.view.text, around.sentence, around.bounds
    begins = max(bounds.start, start - _TITLED)
    authors = [it.end() for it in _BY.finditer(text, begins, start)]
    if start in authors:
        return True
    if start > begins and not around.language.has_finite_verb(around.besides):
        if authors or _DATED.fullmatch(text, end, bounds.end):
            return True
    return _PAGES.match(text, end, min(bounds.end, end + _NEAR)) is not None


def _is_entry(around: Surroundings) -> bool:
    """In a line that who published it opens, with a colon, and that a year ends: "OEA: … (Lima, 2019)"."""
    start, end = around.bounds
    if end - start > _ENTRY or around.segment.scope in (Scope.HEADING, Scope.CAPTION, Scope.CELL):
        return False
    text, here = around.view.text, around.occurrence.start
    body, colon, title = text[start : min(here + 1, start + _ENTRY)].partition(": ")
    if not colon or len(body) > _BODY or not title[:1].isupper() or is_part(body, around.language):
        return False
    small = around.language.grammar.small_words
    name = [it for it in words(body) if it not in small]
    if not name or not (name[0][0].isupper() and name[-1][0].isupper()):
        return False
    if any(it.islower() and len(it) > _SMALL for it in name):
        return False  # nothing but small words, in whatever language: "Save the Children"
    known = len(name) >= _LETTERS or (name[0].isupper() and len(name[0]) > _LETTERS)
    if not known or around.language.has_verb(around.besides):
        return False
    ends = list(_ENDS_IN_YEAR.finditer(text, around.occurrence.end, end))
    return bool(ends) and not text[ends[-1].end() : end].strip(' *_"”»')
