"""Whether a term stands alone, in brackets or in a short line: these may be a law's own words.

How a rule begins ("it is forbidden to …") is the context `rules` in the cues, what has a caption behind its
number ("Figure 3. …") the context `figures`, if a language has them.
"""

from luxterm.base import lazy_regex
from luxterm.engine.caution.bidding import is_bidden
from luxterm.engine.context import is_part
from luxterm.engine.judge.code import STRAIGHT
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.marks import QUOTES
from luxterm.types import Scope

_CAPTION = lazy_regex(r"[*_ ]*\((?:\p{L}{1,4}|\d{1,3})\)[*_ ]+\p{Lu}[^.;:!?]{0,120}[ .]*$")
"""`(15) Prior conviction of …`: a caption or an item of a law."""
_ITEM = lazy_regex(r"[\W_]*(?:\d{1,4}\p{Lu}{0,2}|\p{L})[.)º°][\W_]*")
"""The number of an item: "_3. ", or of a provision: "292B. "."""
_OPENED = lazy_regex(r"[\W_]*(?:(?:\((?:\p{L}{1,4}|\d{1,3})\)|(?:\d{1,3}|\p{L})[.)])[\W_]*)?\p{Ll}")
"""An item that begins with a small letter: "(ii) is …"."""
_FIGURE = lazy_regex(r"[*_ ]*(\p{L}{1,12})\.? \d[\d.]{0,5}[*_]{0,2}[.:] ")
"""`Figure 3. `"""
_MARKS = " .;*_"
_STOPS = (".", "!", "?")
_SHORT = 4
"""Spaces in a line that is too short to be a heading, at most."""
_RULE = 7
"""Words at the beginning of a line among which a rule's own are (the context `rules`), at most."""
_HEADING = 400
"""Code points a heading has at most."""
_HEADLINE, _SENTENCE = 25, 12
"""Words a headline with a verb has at most, and words from which on what ends in a stop is a sentence."""


def stands_alone(around: Surroundings) -> bool:
    """In brackets or in a short line, numbered as laws are or without an end: perhaps a law's own words."""
    text = around.view.text
    start, end = around.occurrence.start, around.occurrence.end
    if start > around.bounds.start and text[start - 1] in "([" and text[end] in ")]":
        return True
    if around.left.rstrip().endswith(":") and around.right[:1] in ("", ".", ";"):
        return True
    if around.bounds.end - around.bounds.start > _HEADING:
        return False
    line = text[around.bounds.start : around.bounds.end].rstrip()
    if around.series or _is_item(around, line):
        return True
    if "(" in line and _CAPTION.match(line) and not (_says(around) or is_bidden(around)):
        return True
    return around.segment.scope is Scope.PARAGRAPH and _lacks_end(around, line)


def _lacks_end(around: Surroundings, line: str) -> bool:
    """Whether its line has no end, and nothing shows that it is a sentence, or an item of one."""
    if not line.rstrip(QUOTES)[-1:].isalpha() or line.count(" ") <= _SHORT:
        return False
    if line[0].islower():  # a title opens with a capital
        return False
    rules = around.language.contexts["rules"]
    if rules.stands_in(around.words(fold(line))[:_RULE]) or _is_labelled(around, line):
        return False  # no headline forbids
    if _is_in_row(around):
        return True
    if line.count(" ") >= _HEADLINE and _says(around):
        return False
    sentence = around.view.text[around.sentence.start : around.sentence.end].rstrip()
    ended = sentence[-1:] in _STOPS
    if ended and sentence.count(" ") >= _SENTENCE:
        return False
    if _says(around) and (ended or _OPENED.match(line)):
        return False  # what stands after its sentence has no end; "(ii) is unlawful, …"
    item, _, last = line.rpartition(" ")  # "…; or", an item of a sentence that goes on
    return not (item.endswith((";", ",")) and last in around.language.grammar.conjunctions)


def _is_labelled(around: Surroundings, line: str) -> bool:
    """Whether a label of the text's own opens its line: "Indicator: number of …", "Figure 3. Cases of …"."""
    label, colon, _ = line.partition(":")
    before = len(label) < around.occurrence.start - around.bounds.start
    if colon and before and is_part(label, around.language):
        return True
    numbered = _FIGURE.match(line)
    return numbered is not None and around.language.contexts["figures"].stands_in([numbered[1].lower()])


def _is_in_row(around: Surroundings) -> bool:
    """Whether its line and the next begin with a capital, with no end between, as headlines do."""
    own, below = around.line.strip(), around.lines.below
    capital = own[:1].isupper() and below.lstrip()[:1].isupper()
    ends = not own.rstrip(QUOTES)[-1:].isalpha()  # “…” at a headline's end is none
    return capital and not ends and own.count(" ") < _HEADLINE


def _says(around: Surroundings) -> bool:
    """Whether its sentence has a verb, as no caption has: "(a) The authority shall block …"."""
    return around.language.has_verb(around.besides)


def _is_item(around: Surroundings, line: str) -> bool:
    """Whether its line is an entry of a list of code, or has nothing but a number besides."""
    if line[0] in STRAIGHT and line.endswith(f"{line[0]},"):
        return True
    text, (start, end) = around.view.text, around.bounds
    here = around.occurrence.start
    return (
        here > start
        and not text[around.occurrence.end : end].strip(_MARKS)
        and _ITEM.fullmatch(text, start, here) is not None
    )
