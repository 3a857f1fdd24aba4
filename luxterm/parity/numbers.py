"""The number that a passage has, whatever the language: "Article 3", "§ 3", "3.2", "(a)", "IV.".

A label is at most one word and a number. The word is the language's own and is not compared; a number is
taken without its brackets and stops. A number that is a word, as in "Article premier", is among the
`ordinals` of the language's cues.
"""

from collections.abc import Mapping
from typing import NamedTuple

from luxterm.base import lazy_regex
from luxterm.text.folding import fold
from luxterm.types import TITLED, Document, Message, Scope, Segment
from luxterm.wording import say

_NUMBER = (
    r"(?:\d{1,4}(?:[.\-–]\d{1,4}){0,5}(?!\d)(?:\s?(?:bis|ter|quater)\b|\.?[ºª°]|\p{L}{1,2}\b)?"
    r"|[IVXLC]{1,7}\b|[ivxlc]{1,7}(?=[).])|\p{L}(?=[).]))"
)
_WORDED = lazy_regex(
    rf"(?:\p{{Lu}}\p{{L}}{{2,20}}\s+|\p{{Lu}}\p{{L}}{{0,5}}\.\s+|§{{1,2}}\s*)({_NUMBER})(?=$|[\s.,:;)–—-])"
)
_BARE = lazy_regex(rf"\(?({_NUMBER})(?:[.)\]:](?=$|\s)|(?<=(?:^|\D)\d{{1,3}})\s|(?<=\.\d{{1,4}})\s)")
_BRACKETED = lazy_regex(r"[(\[]([\p{L}\p{N}]{1,5})[)\]]")
_ORDINAL = lazy_regex(r"(?<=\d)\p{Ll}{2}$")
_STOPS = lazy_regex(r"\s*(?:$|[.:;–—-])")
_WORDS = lazy_regex(r"\p{Lu}\p{L}*\s+\p{L}+(?=$|[\s.,:;)–—-])")
_LISTED = lazy_regex(r"(?:^|\n)[ \t>]*(\d{1,4})[.)][ \t]+$")
_HEADED = lazy_regex(r"(?:^|\n)[ \t>]*(#{1,6}|={1,6})[ \t]+$|<[hH]([1-6])\b[^<]*$")
_SHORT = 100
"""Code points of a paragraph that may be a label and a heading: "Article 3 Definitions"."""
_AHEAD = 200
"""Code points before a segment in which its markup is looked for."""


class Number(NamedTuple):
    """A passage's number: "3", "a", "3.2"; `worded` if a word comes before it, as in "Article 3"."""

    value: str
    worded: bool = False


def number_of(
    document: Document, segment: Segment, text: str, ordinals: Mapping[str, str], *, first: bool
) -> Number | None:
    """The number of a segment that reads like `text`, None if it has none.

    `ordinals`: the numbers of folded labels whose number is a word. `first`: nothing before it is in the same
    place, so that the place's number is its own.
    """
    if first and segment.place and (said := _automatic(segment.place)):
        typed = _typed(said, short=True) or _typed(f"({said.strip('(). ')})", short=True)
        if typed:
            return typed
    ahead = document.text[max(0, segment.span.start - _AHEAD) : segment.span.start]
    if not segment.place and (match := _LISTED.search(ahead)):
        return Number(match[1])
    short = segment.scope is Scope.HEADING or len(text) <= _SHORT
    return _typed(text, short) or _in_words(text, ordinals, short)


def level_of(document: Document, segment: Segment) -> int:
    """The level of a heading in a text format, 0 if it doesn't show."""
    if segment.scope is not Scope.HEADING or segment.place:
        return 0
    match = _HEADED.search(document.text[max(0, segment.span.start - _AHEAD) : segment.span.start])
    return (len(match[1]) if match[1] else int(match[2])) if match else 0


def _typed(text: str, short: bool) -> Number | None:
    if match := _WORDED.match(text):
        if short or _STOPS.match(text, match.end()):
            return Number(_plain(match[1]), True)
        return None
    if match := _BRACKETED.match(text) or _BARE.match(text):
        return Number(_plain(match[1]))
    return None


def _in_words(text: str, ordinals: Mapping[str, str], short: bool) -> Number | None:
    match = _WORDS.match(text) if ordinals else None
    if match is None or not (short or _STOPS.match(text, match.end())):
        return None
    number = ordinals.get(" ".join(fold(match[0]).split()))
    return Number(number, True) if number else None


def _plain(number: str) -> str:
    """Without brackets and stops; two letters after figures make an ordinal: 1er, 2nd."""
    number = _ORDINAL.sub("", number)
    return number.strip(" .()ºª°").casefold().replace("–", "-").replace(" ", "")


def _automatic(place: Message) -> str:
    """The number in the last part of a place that has one: "point (a)", "article 3"."""
    if place.code in ("within", "part-of"):
        *_, around, last = place.args
        if not isinstance(last, Message):
            return ""
        if last.code == "heading":
            return _automatic(around) if isinstance(around, Message) else ""
        return _automatic(last)
    if place.code == "paragraph" or not place.args:
        return ""  # counted by luxterm, not by the author
    first = place.args[0]
    if isinstance(first, Message):
        return "" if first.code == TITLED else say(first)
    return first if place.code in _NUMBERED else ""


_NUMBERED = frozenset(
    (
        "point",
        "section",
        "article",
        "clause",
        "subsection",
        "subparagraph",
        "recital",
        "part",
        "chapter",
        "title",
    )
)
