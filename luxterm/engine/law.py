"""Whether a document is the text of a law or treaty in force, whose words nobody may change.

Known only by what it says of itself: it has numbered provisions, a sign of force that a bill doesn't have
(its number and year, a note on an amendment, where it was published), another one of a law that a report
doesn't have (its enacting words, references to itself), and none of a draft. The signs are the language's
(`laws` in its cues). Only its beginning and its end are read, and only where something was found in it, so
that other documents pay nothing.
"""

from collections.abc import Sequence
from functools import lru_cache

from luxterm.base import lazy_pattern
from luxterm.engine.passages import Line, Passages, signs_in
from luxterm.termbase.language import Language
from luxterm.types import Finding, Message

_TITLE, _SHORT, _LONG = 800, 90, 300
"""How far the title of a law reaches; the length of its lines, and of those that aren't like sentences."""
_PROVISION_EVERY = 1_000
"""There is a numbered provision in so many code points at least."""
_BRACKETS, _CLOSING, _ENDS, _MARKS = "([<", ")]>", ".;:,!?", "([<*_#\"'"
_ALL = ""
"""The kind of a sign that denies the others of any kind."""
_ENUMERATED = lazy_pattern(r"[\"(\[]?(?:§+ ?)?#(?!#)[^\W_]{0,3}(?![\w#])|\(?(?:[a-z]|[ivxl]{2,5})[.)]")
"""A line that begins with a number (no year) or a letter of its own, in a text without numbers."""
_POINT = lazy_pattern(r"[\"(\[]?#(?!#)[^\W_]{0,3}[.)]")
"""One that begins as a provision for certain: what is above the first is the title."""


def kept_in_law(findings: list[Finding], passages: Passages, language: Language) -> list[Finding]:
    """The findings; if the document is a law in force, all are kept, with the reason."""
    signs = signs_of_law(passages, language)
    return [in_law(finding, signs) for finding in findings] if signs else findings


def in_law(finding: Finding, because: Message) -> Finding:
    """The finding as one in the text of a law, known by that: it is never changed."""
    return finding._replace(kept=True, because=Message("verbatim-law", (because,)), cautions=(), fixes=())


def signs_of_law(passages: Passages, language: Language) -> Message | None:
    """By what a text is known as a law in force, None if it is none."""
    return _known_by(passages.lines, len(passages.front_matter), language)


@lru_cache(maxsize=8)
def _known_by(lines: tuple[Line, ...], above: int, language: Language) -> Message | None:
    """Kept, because they stay as they are while one types elsewhere."""
    folded, signs = signs_in(lines, language)
    if not _has_provisions(lines, folded, language.signals.sections):
        return None
    title_end = _title_end(lines, folded, above)
    found: dict[str, dict[str, None]] = {"force": {}, "law": {}, "draft": {}}
    for (shows, position, kind), start, end in signs:
        if shows in found and is_there(position, folded, start, end, title_end):
            found[shows][kind] = None
    denied, force = found["draft"], [kind for kind in found["force"] if kind not in found["draft"]]
    pairs = ((one, other) for one in force for other in found["law"] if one != other)
    pair = None if _ALL in denied else next(pairs, None)
    return Message("by-signs", (Message(pair[0]), Message(pair[1]))) if pair else None


def _has_provisions(lines: Sequence[Line], text: str, sections: tuple[str, ...]) -> bool:
    """Whether there are numbered provisions throughout, or in the second half, after recitals."""
    half, at, count, later = len(text) // 2, 0, 0, 0
    for (_, numbered), folded in zip(lines, text.split("\n"), strict=True):
        if numbered or _ENUMERATED.match(folded) or (folded.startswith(sections) and "#" in folded):
            count += 1
            later += at >= half
        at += len(folded) + 1
    return count > 0 and (count * _PROVISION_EVERY >= len(text) or later * _PROVISION_EVERY >= half)


def _title_end(lines: Sequence[Line], text: str, above: int) -> int:
    """Where the title ends in a text without numbers: at the first provision, or after so much.

    `above` is how many lines are above it.
    """
    at = length = 0
    for number, ((_, numbered), folded) in enumerate(zip(lines, text.split("\n"), strict=True)):
        if number >= above:
            if length >= _TITLE or numbered or _POINT.match(folded):
                break
            length += len(folded) + 1
        at += len(folded) + 1
    return at


def is_there(position: str, text: str, start: int, end: int, title_end: int) -> bool:
    """Whether a sign at this place is where it has to be."""
    if position == "anywhere":
        return True
    begin, close = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[begin:start].strip()
    line = text[begin : close if close >= 0 else len(text)]
    if position.endswith("title") and not (start < title_end and _is_title(line)):
        return False
    at_end = before[-1:] in _BRACKETS and line.rstrip()[-1:] in _CLOSING
    return position == "title" or not before.strip(_MARKS) or (bool(before) and at_end)


def _is_title(line: str) -> bool:
    return len(line) <= _SHORT or (len(line) <= _LONG and line.rstrip()[-1:] not in _ENDS)
