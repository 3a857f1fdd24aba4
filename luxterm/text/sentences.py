"""Where sentences end: decided here once, for judging, reports, baselines and the layout of pages.

A sentence ends with a stop, if white space and then something that can begin a sentence follow. Unicode's
properties say what is a stop, a closing mark, a capital. Only the language can say whether a full stop
belongs to a shortened word, so its abbreviations are passed in (`abbreviations` in `grammar/<lang>.toml`).

Closing marks need no list per language: a quotation mark directly after the stop and before white
space is a closing one, whichever it is (» may be set apart, as in French).
"""

from collections.abc import Collection, Iterator

from luxterm.base import lazy_regex
from luxterm.text.marks import SPACED_AFTER

_LONGEST_ABBREVIATION = 30
"""Code points before a stop in which a shortened word is looked for."""
_BEHIND = 8
"""Code points that may be needed after a sentence's end to see that the next one begins."""

_ASCII_STOPS = ".!?"
_CLOSED = rf"(?:[\p{{Quotation_Mark}}\p{{Pe}}]|\s[{SPACED_AFTER}](?!\S)){{0,12}}"
_NOTE = r"(?:(?:\[[\p{L}\p{N}* ]{1,16}+\](?::\d{1,4}+)?+){1,4}+|[\p{Nd}\p{No}]{0,3})"
"""A note's number, or numbers in brackets: ".12 Many", ".[59][a]:7 Many"."""
_SPACE = r"(?:\s++|\\n)"
"""White space, also as a program writes the end of a line: a backslash and an n."""
_OPENED = r"(?:(?:[\[(][ xX]?[\])]|[☐☑☒□])\s)?(?:[\p{Quotation_Mark}\p{Ps}¿¡]\s?){0,3}"
"""What may stand before the first letter: a box to tick, marks that open."""
_CAPITAL = r"\p{Lu}\p{Lt}\p{Lo}"
"""Letters that can begin a sentence: capitals, and those of scripts without any."""


def _stop(first: str) -> str:
    """A sentence's end, if the next begins with such a character. A set in front is fastest."""
    ends = rf"[\p{{STerm}}…]?{_CLOSED}{_NOTE}(?={_SPACE}++{_OPENED}[{first}])"
    return rf"[\p{{STerm}}…](?:(?<=[。！？｡])|{ends})"


_STOP = lazy_regex(_stop(rf"{_CAPITAL}\p{{N}}"))
_STOP_BEFORE_LETTER = lazy_regex(_stop(_CAPITAL))
_NUMBERING = lazy_regex(r"(?:\A|[^\p{L}\p{M}\p{N}_.])\p{Lu}{0,2}\d{1,3}(?:\.\d{1,3})*\Z")
"""The first part of a number like "3.2", or of a code like "F65.4", whose full stop isn't one."""
_SHORTENED = lazy_regex(r"(?r)[^\s\p{Ps}\p{Quotation_Mark}]*\Z")
"""The last word of a text, read from its end."""

_INITIALS = lazy_regex(r"\p{L}\p{M}*(?:\.-?\p{L}\p{M}*)*")
"""Single letters with full stops between: "J", "D.-J", "z.B". A full stop after them ends no sentence."""
_ENDED = lazy_regex(rf"[\p{{STerm}}…:;]{_CLOSED}(?P<note>\d{{0,3}})\Z")


class Splitter:
    """The ends of sentences in one language, or in an unknown one.

    If no abbreviations are known, a number doesn't begin a sentence: one may come before it ("Art. 34").
    """

    def __init__(self, abbreviations: Collection[str] = ()) -> None:
        """`abbreviations`: in lower case, with their full stop or without."""
        self._abbreviations = abbreviations
        self._stop = _STOP if abbreviations else _STOP_BEFORE_LETTER

    def ends(self, text: str, start: int, end: int) -> Iterator[int]:
        """Where sentences end between two places: directly after the stop and any closing marks."""
        stop = min(end + _BEHIND, len(text))
        if text.isascii() and not any(text.find(mark, start, stop) >= 0 for mark in _ASCII_STOPS):
            return  # as in a list, or a bad export: a tenth of what the pattern takes
        for match in self._stop.finditer(text, start, stop):
            if match.end() > end:
                return
            at = match.start()
            mark, before = text[at], text[max(start, at - _LONGEST_ABBREVIATION) : at]
            if mark == "." and self._abbreviated(before):
                continue
            if mark == "…" and (not before or before[-1].isspace()):  # words are left out
                continue
            if text[match.end() - 1].isdigit() and _NUMBERING.search(before):
                continue
            yield match.end()

    def _abbreviated(self, before: str) -> bool:
        """Whether the full stop after `before` belongs to a shortened word or an initial."""
        found = _SHORTENED.search(before)
        core = found[0].rstrip(".").lower() if found else ""
        known = self._abbreviations
        if f"{core}." in known or core in known:
            return True
        return (len(core) == 1 or "." in core) and _INITIALS.fullmatch(core) is not None


ANY_LANGUAGE = Splitter()
"""For a text in an unknown language."""


def ended(line: str) -> bool:
    """Whether a line ends as a sentence or a clause does, so that the next may begin a paragraph."""
    tail = line.rstrip()[-_LONGEST_ABBREVIATION:]
    found = _ENDED.search(tail)
    return found is not None and not (found["note"] and _NUMBERING.search(tail[: found.start()]))
