"""Titles of bills and of what they put into laws: the long title, marginal notes, the number behind a title.

The contexts in the cues, if a language has them: `amending` for what puts words into a law or takes them out,
`about` for what says that the subjects of provisions follow, `bill-verbs` for what a long title says that it
does. Where the words only may be a law's is for `luxterm.engine.caution.law_words`.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.context import says
from luxterm.engine.judge.provisions import cites_provision
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING
from luxterm.types import Message, Scope, Span, quoted

_LINE = 200
"""Code points at the end of a paragraph in which it says what follows."""
_NOTE = 100
"""Code points that a marginal note has at most."""
_ABOUT = 30
"""Code points before a colon in which it says that the subjects of provisions follow."""
_BROKEN = 4
"""Paragraphs that a sentence may be broken into."""
_ENDS = frozenset(".!?")
_TITLE_NUMBER = lazy_pattern(r"[–—-] ?([Nn] ?[°º] ?\d[\d./-]*)\W*\Z")
"""The number that a document has behind its title."""
_BRACKETED = lazy_pattern(r"[\W_]*\((\d{1,2})(?:\.\d{1,2})?\)\s")
"""The number of a subsection: "(2)", "(4.1)"."""


def titled(around: Surroundings) -> Message | None:
    """Why the term is in the long title of a bill: `A BILL To increase penalties for …`."""
    language, text, left = around.language, around.view.text, around.left
    verbs, offset = language.contexts["bill-verbs"], around.occurrence.start - len(left)
    for _, at, stop in language.leads.find(left):
        before = left[:at].rstrip().rpartition(" ")[2]
        to = left[stop:].split(" ", 2)[1:2]
        if not to or before not in language.grammar.determiners:
            continue
        if not (to[0] in language.signals.infinitive or verbs.stands_in(to)):
            continue
        noun, article = text[offset + at : offset + stop], text[offset + left[:at].rindex(before)]
        capital = text[offset + stop + 1].isupper()
        if article.isupper() and noun[0].isupper() and (capital or noun.isupper()):
            return Message("in-instrument", (quoted(noun),))
    return None


def numbered(around: Surroundings) -> Message | None:
    """Why the term is in the title of a document that ends in its number: `Faciliter … – N° 206`."""
    if around.segment.scope is not Scope.HEADING:
        return None
    number = _TITLE_NUMBER.search(around.view.text, around.occurrence.end, around.bounds.end)
    return Message("in-instrument", (quoted(number[1]),)) if number else None


def noted(around: Surroundings) -> Message | None:
    """Why it is in a marginal note: `… replaced by the following: ⏎ Possession of child … ⏎ (4) Every …`.

    It heads a subsection other than the first, which no author's heading does, or one put into a law.
    """
    view, below = around.view, around.index + 1
    start, end = around.bounds
    line = view.text[start:end].strip("*_ ") if end - start <= 2 * _NOTE else ""
    if not view.has(below) or len(line) > _NOTE or not (line[:1].isupper() and line[-1:].isalnum()):
        return None
    number = _BRACKETED.match(view.folded, *view.bounds(below))
    said = around.words(fold(line))
    if not number or said[0] in around.language.grammar.determiners:
        return None
    if around.language.has_verb(said):
        return None
    later = int(number[1]) > 1 or is_put_in(around, around.above(1))
    return Message("provision-heading") if later else None


def listed(around: Surroundings) -> Message | None:
    """In a row of what provisions are about: `Directive …, Articles 3 to 7, in relation to: …; …`."""
    if ";" not in f"{around.left[-_LINE:]}{around.right[:_LINE]}":
        return None
    span = _sentence_so_far(around)
    folded = around.view.folded[slice(*span)]
    head, colon, _ = folded.rpartition(":")
    if not colon or not says(around, "about", head[-_ABOUT:]):
        return None
    numbered = cites_provision(head.split(), around.language.signals.sections)
    text = around.view.text
    named = any(text[span.start + at].isupper() for _, at, _ in around.language.leads.find(head))
    return Message("provision-label") if numbered and named else None


def _sentence_so_far(around: Surroundings) -> Span:
    """The sentence before it, with the paragraphs that end amid it, as pages turned to text have them."""
    view, begin = around.view, around.sentence.start
    index = around.index
    while begin <= view.bounds(index).start and index > 0 and around.index - index < _BROKEN:
        index -= 1
        start, end = view.bounds(index)
        line = view.text[start:end].rstrip()
        if line[-1:] in _ENDS or end - start > _LINE or view.segment(index).scope is Scope.HEADING:
            break
        begin = start
    return Span(begin, around.occurrence.start)


def is_put_in(around: Surroundings, before: range) -> bool:
    """Whether one of the paragraphs `before` says that what follows is put into a law."""
    view = around.view
    for index in before:
        line = view.tail(index, _LINE).rstrip(f"{OPENING}* ")
        if line.endswith((":", "—", "–")) and says(around, "amending", line):
            return True
    return False
