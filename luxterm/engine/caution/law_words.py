"""The words of a law in a text that isn't known as one: in a bill that changes it, in its own sentences.

The contexts in the cues, if a language has them: `amending` for what puts words into a law or takes them out,
`enacting` for how laws make something punishable, `annexed` for what belongs to a law, `worded-by` for what a
provision's words follow, `law-lists` for what says that a list is a law's.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.context import says
from luxterm.engine.judge.bills import is_put_in
from luxterm.engine.judge.provisions import cites_provision
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING
from luxterm.types import Scope

_LINE = 200
"""Code points that a line has at most that heads a provision."""
_TEXT = 400
"""Code points of a provision in which it says how it is punished."""
_NOTE = 100
"""Code points that a marginal note has at most."""
_ENDS = frozenset(".!?")
_NUMBER = lazy_pattern(r"\W{1,4}\(\d{1,2}(?:\.\d)?\)\W*\Z")
_PROVISION = lazy_pattern(r"[\W_]*(?:\d{1,4}[a-z]{0,2}\.?[—–(-]|\((?:\d{1,2}|[a-z])\)|\d{1,4}[a-z]{0,2}\. )")
"""The number that a provision's text begins with: "5.—(1)", "(2)", "(a)"."""
_DASHED = lazy_pattern(r"\d{1,4}[a-z]{0,2}\.—")
"""As provisions are numbered in British and Irish laws only: "5.—(1)"."""
_COUNTED = lazy_pattern(r"[ivxl]+|\d+|[b-d]")
"""An annex's number or letter, as far as it is no word: "Annex II to the Directive"."""
_RUN_ON = lazy_pattern(rf"\.? (?={_DASHED.pattern}\()")
"""Where a marginal note ends and its provision begins in one paragraph."""
_PARTS = 600
"""Code points to either side of a term in which a sentence is divided."""
_DIVIDED = lazy_pattern(r"[a-z][—–]{1,2}\s*\((?:[1a]|i)\)\s")
"""How a law's draft begins the parts of a sentence: `including— (A) the number of …`."""
_PART = lazy_pattern(r"\((?:\d{1,2}|[a-z]{1,4}|[A-Z])\)\s*\Z")
"""The number of such a part, before its words."""
_DASHES = "—–"
_MARKER = 12
"""Code points that such a number has at most, and in which a line's end is looked at."""
_SUBSECTION = lazy_pattern(r"[\W_]*\((?:a|1)\)\W")


def has_words(around: Surroundings) -> bool:
    """Whether the words are put into a law or taken out of it, or are in a sentence as laws have them."""
    if around.language.contexts["enacting"].stands_in(around.besides) or _is_annexed(around):
        return True
    if _DIVIDED.search(around.view.folded, around.before(_PARTS).start, around.behind(_PARTS).end):
        return True
    if says(around, "amending", around.left) or is_put_in(around, around.above()):
        return True
    if says(around, "worded-by", around.left):
        said = around.words(around.left)  # "aux termes de l’article 24, … prennent …"
        if cites_provision(said, around.language.signals.sections):
            return True
    return _is_part(around)


def _is_annexed(around: Surroundings) -> bool:
    """Whether its sentence speaks of a law's annex, with its number or without."""
    annexed = around.language.contexts["annexed"]
    if annexed.telling.isdisjoint(around.besides):
        return False
    return annexed.stands_in([word for word in around.besides if not _COUNTED.fullmatch(word)])


def _is_part(around: Surroundings) -> bool:
    """Whether it is in a numbered part of a sentence that a dash divides: "A person who— ⏎ (1) mails …"."""
    view, start = around.view, around.segment.span.start
    number = _PART.search(around.document_text(start - _MARKER, start))
    if around.segment.scope is not Scope.ITEM or number is None:
        return False
    for index in around.above():
        start, end = view.bounds(index)
        line = view.text[max(start, end - _MARKER) : end].rstrip()
        if line[-1:] in _DASHES:
            return line.rstrip(_DASHES)[-1:].isalpha()
        if view.segment(index).scope is not Scope.ITEM or line[-1:] in _ENDS:
            return False
    return False


def lists(around: Surroundings) -> bool:
    """Whether it is an entry of a list that a law has: "the offences listed in the Act, including:".

    Or in a row that its sentence says to be there: "an offence listed in Annex II, which covers A, …",
    "Katalogtat ist auch …" (the contexts `covering` and, of what the list is, `law-lists-are`).
    """
    if says(around, "law-lists", around.led_by):
        return True
    words, lists = around.words(around.left), around.language.contexts["law-lists"]
    rest = words[lists.after_last(words) :] if lists else []
    names = ("covering", "law-lists-are") if len(rest) < len(words) else ()
    at = max((around.language.contexts[it].after_last(rest) for it in names), default=0)
    if at and not around.language.has_verb(rest[at:]):
        return True
    return around.segment.scope is Scope.ITEM and _under_law(around)


def _under_law(around: Surroundings) -> bool:
    """Whether it has no verb, and the heading above is the name of a law with its number."""
    heading, language = around.words(fold(around.segment.under)), around.language
    numbered = any(word[:1].isdigit() for word in heading[1:])
    named = numbered and any(heading[0] == code.split()[0] for code in language.signals.codes)
    return named and not language.has_verb(around.besides)


def notes(around: Surroundings) -> bool:
    """Whether it is in a marginal note, with the number of its provision behind: `Making child … (2)`.

    Or with the provision itself behind it or under it: `Possession of child …. 6.—(1) A person who …`.
    """
    start, end = around.bounds
    if _has_provision(around):
        return True
    if end - start > _NOTE or not around.view.text[start].isupper():
        return False
    number = _NUMBER.fullmatch(around.view.folded, around.occurrence.end, end)
    return number is not None and not around.language.has_verb(around.besides)


def _has_provision(around: Surroundings) -> bool:
    """Whether it heads the provision that begins behind its line or under it."""
    view, (start, end) = around.view, around.bounds
    stop = _RUN_ON.search(view.folded, *around.behind(_NOTE))
    if stop is None:
        below = around.index + 1
        if not view.has(below) or not _DASHED.match(view.folded, *view.bounds(below)):
            return False
    end = stop.start() if stop else end
    said = around.words(view.folded[start : min(end, start + _LINE)])
    return end - start <= _LINE and not around.language.has_verb(said)


def heads(around: Surroundings) -> bool:
    """Whether a line without a verb heads a provision: what is under it is the text of one.

    It has a number, and a subsection with a heading of its own under it; or the sentence under it, which
    a number begins if it isn't marked as a heading, is as laws have them.
    """
    view, below = around.view, around.index + 1
    start, end = around.bounds
    if not view.has(below) or end - start > _LINE:
        return False
    said = around.words(view.folded[start:end])
    if around.language.has_finite_verb(said):
        return False
    head = view.text[start : around.occurrence.start].lstrip(f"{OPENING}*_# ")
    text = view.head(below, _TEXT)
    heading = around.segment.scope is Scope.HEADING
    if (heading or _PROVISION.match(text)) and says(around, "enacting", text):
        return True
    if not heading or not head[:1].isdigit():
        return False
    under = view.segment(below).scope is Scope.HEADING and _SUBSECTION.match(text)
    return bool(under) or says(around, "amending", text)
