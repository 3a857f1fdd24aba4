"""Whether a term is in a turn of a conversation: a transcript, the minutes of a debate, an interview.

Its paragraph or line begins with the time and a name, or with a name alone: one with a word that only
speakers have (the context `turns`), one that begins other lines, too, or one beside a question or before "I"
(where the context `asked` has the labels of questions that a writer answers himself). What a text calls its
own parts isn't one ("Action 2:", the context `part-labels`). A speech that began so may go on in the next
paragraphs. Two lines with the dash of a dialogue, of which one asks, are a conversation. What readers wrote
below a page is theirs, too.
"""

import re
from collections.abc import Iterable

from luxterm.base import lazy_pattern
from luxterm.engine.context import has_office, is_part
from luxterm.engine.nearby import SOURCE, SPEECH
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Scope

_TIME = lazy_pattern(r"[\W_]{0,4}\d{1,2}:\d\d(?::\d\d)?[\W_]{1,4}[^\W\d_][^:.!?\n]{0,40}:\s")
"""`[18:30] Engström: No, …`."""
_CODED = lazy_pattern(r"\W{0,2}[\[(]\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?[\])]\s")
"""When it was said, to the second, as only a transcript has it: `[00:14:02] We had …`."""
_STAMPED = lazy_pattern(r"(?<![\d:])\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})? ?[–—-] \S")
"""The same before a dash: `00:14:02 – We had …`."""
_SUBTITLE = lazy_pattern(r"\d{1,2}:\d\d:\d\d[,.]\d{1,3} --> \d")
"""When a subtitle is shown: what is said in a film."""
_POSTED = lazy_pattern(r"@\w{2,30}\s{0,3}[·•]\s{0,3}(?:\d{1,2} ?[smhdwy]\b|\w{3,9}\.? \d{1,2}\b)")
"""Whose post it is and how old, as networks show it: `@name · 21h`."""
_SIGNED = lazy_pattern(r"[^\W\d][^\n·•|]{0,40}[*_]{0,3} ?[·•] ?[^\n·•|]{0,12}\d[^\n·•|]{0,16}")
"""Whose comment it is, and when it was written, alone in a line: `**Ann** · 12 May`, `Ann • vor 3 Tagen`."""
_HEAD = lazy_pattern(
    r"(?P<open>[\W_]{0,6})(?P<name>[^\W\d][^:–—\n]{0,70}?)"
    r"(?P<mark>[*_]{0,3} ?:[*_]{0,3}|\.(?=[*_])|\.?[*_]{0,2} ?(?:[–—]| -)|\.-)[*_]{0,2} ?\S"
)
"""What stands before what was said: `The CHAIR: `, `**Q.** `, `Ms Lo.– `."""
_MARK = lazy_pattern(r"[:–—]| -|\.[-*_]")
_MARKED = 90
"""Code points at the beginning of a line in which one of the marks is, if it has such a head."""
_EXCERPT = lazy_pattern(r"[*_ ]*\[(?:\.{3}|…)\]")
"""What says that words were left out before what follows: it is from somewhere else."""
_COMMENTED = lazy_pattern(r'<(?P<tag>li|div|article|section)\b[^<>]*\bclass="(?:[^"<>]* )?comment[ "]')
"""As WordPress, Drupal and other systems mark what a reader wrote below a page."""
_NAME = 4
"""Words of a name at most that has no word of a speaker's."""
_SET_OFF = 2
"""Words of a name before a dash at most, beside a question."""
_AGED = lazy_pattern(r"\w(?: \(|, )\d{1,2}(?: \w+)?\)?\Z")
"""How old who speaks is, behind the name: "Ana (16 años)", "Jo, 15"."""
_SPEECH = 80
"""Code points that a speech has at least."""
_LINE = 80
"""Code points of a line at most that has nothing but who speaks: "Minister of Health, Anna Lo:"."""
_NUMBER = "0123456789. "
"""What a question's label ends with: "Q2."."""
_OFFICE = 5
"""Words of a name and an office at most, beside a question."""


def is_turn(around: Surroundings) -> bool:
    """Whether the term is in one, or in a reader's comment."""
    if _is_comment(around) or _is_post(around):
        return True
    if any(it.match(around.view.text, around.bounds.start) for it in (_TIME, _CODED)):
        return True
    above, line, _, _ = around.lines
    if (
        _TIME.match(line)
        or _CODED.match(line)
        or _STAMPED.search(f"{line}x")
        or _SUBTITLE.search(above.rpartition("\n\n")[2])
    ):
        return True
    if _goes_on(around) or _is_dialogue(around):
        return True
    if around.segment.scope is not Scope.PARAGRAPH:
        return False
    opens = around.bounds.start
    paragraph = around.view.text[opens : min(around.occurrence.start, opens + SOURCE)]
    if _has_speaker(around, paragraph) or _has_speaker(around, line):
        return True
    # The first words that somebody says; after a name without an office, it may as well be a label's entry
    if any(_opens_with_speaker(around, f"{before}{around.text[:1]}") for before in (paragraph, line)):
        return True
    own, *others = (_paragraph(around, it) for it in (0, -1, 1))  # whose lines may be broken
    return _answers(around, around.line, around.lines.beside) or _answers(around, own, others)


def _is_dialogue(around: Surroundings) -> bool:
    """Whether its line and the one above or below begin with a dialogue's dash, and one of them asks.

    Where both ask or none does, they may be entries of a list.
    """
    dashes, line = around.language.grammar.dialogue, around.line
    if not dashes or not line.lstrip().startswith(dashes):
        return False
    turns = [it for it in around.lines.beside if it.lstrip().startswith(dashes)]
    return any(("?" in it) is not ("?" in line) for it in turns)


def _paragraph(around: Surroundings, step: int) -> str:
    """The text of its paragraph, or of the one so many behind it, as far as that is looked at."""
    view, index = around.view, around.index + step
    start, end = view.bounds(index) if view.has(index) else (0, 0)
    return view.text[start : min(end, start + SOURCE)]


def _is_post(around: Surroundings) -> bool:
    """Whether whose post it is opens its paragraph, with how old it is, or stands in a line above."""
    view, start = around.view, around.bounds.start
    if _POSTED.search(view.text, start, min(around.occurrence.start, start + _LINE)) is not None:
        return True
    first = view.source(start, start + 1).start
    line, end, _ = around.document_text(first, min(first + _LINE, around.source.start)).partition("\n")
    heads = (line if end else "", view.head(around.index - 1, _LINE) if around.index else "")
    return any(_SIGNED.fullmatch(it.strip()) is not None for it in heads)


def _is_comment(around: Surroundings) -> bool:
    """Whether an element that sites have around what a reader wrote is open before it."""
    start = around.source.start
    before = around.document_text(start - SOURCE, start)
    opened = list(_COMMENTED.finditer(before))
    if not opened:
        return False
    inside, tag = before[opened[-1].end() :], opened[-1]["tag"]
    return inside.count(f"</{tag}") <= inside.count(f"<{tag}")


def _head(text: str, start: int, end: int) -> re.Match[str] | None:
    """What a line begins with, if that is a name and a mark."""
    if _MARK.search(text, start, min(end, start + _MARKED)) is None:
        return None  # most lines, which is seen far sooner so than by the pattern
    return _HEAD.match(text, start, end)


def _opens_with_speaker(around: Surroundings, line: str) -> bool:
    """Whether a name with a word that only speakers have opens a line."""
    head = _head(line, 0, len(line))
    return head is not None and not is_part(head["name"], around.language) and _is_title(around, head["name"])


def _has_speaker(around: Surroundings, line: str) -> bool:
    """Whether a name opens a line, with a word that only speakers have, or opens other lines, too."""
    head = _head(line, 0, len(line))
    if head is None or is_part(head["name"], around.language):
        return False
    if _is_title(around, head["name"]):
        return True
    said = around.words(head["name"])
    if len(said) > _NAME or any(
        it.islower() and it not in around.language.grammar.small_words for it in said
    ):
        return False
    # Not in the whole text: that would be read for each finding, and isn't there while somebody types
    start, end = around.source
    opening, text = line[: head.end() - 1].lstrip(), around.document_text(start - SOURCE, end + SOURCE)
    return text.count(f"\n{opening}") + text.startswith(opening) > 1


def _is_title(around: Surroundings, name: str) -> bool:
    """Whether it has a word that only speakers have, and besides only names."""
    small, turns = around.language.grammar.small_words, around.language.contexts["turns"]
    said = around.words(name)
    if not turns.stands_in([it.lower() for it in said]):
        return False
    return all(turns.stands_in([it]) for it in said if not it[0].isupper() and it not in small)


def _goes_on(around: Surroundings) -> bool:
    """Whether one of the paragraphs before it begins a speech, which may not be over: in minutes.

    Or a text that is quoted whole: `Name: [...] And so it went on.`
    """
    view = around.view
    for index in around.above(SPEECH):
        if view.segment(index).scope is Scope.HEADING:
            return False
        start, end = view.bounds(index)
        line = view.text[start:end].strip() if end - start <= _LINE else ""
        if line.endswith(":") and line[0].isupper() and has_office(line[:-1], around.language):
            return True
        head = _head(view.text, start, end)
        if head is None or end - head.end() < _SPEECH:
            continue
        if _is_title(around, head["name"]) or _EXCERPT.match(view.text, head.end("mark"), end):
            return True
    return False


def _answers(around: Surroundings, line: str, beside: Iterable[str]) -> bool:
    """Whether a name and a mark begin a line, and by that or those beside it is one of an interview."""
    head = _labelled(around, line)
    if head is None or is_part(head["name"], around.language):
        return False
    words = around.words(line[head.end("mark") :].lower())
    speaks = ":" in head["mark"] and around.language.contexts["speaker"].stands_in(words)
    if speaks and (_AGED.search(head["name"]) or any(it in f"{head['open']}{head['mark']}" for it in "*_")):
        return True
    for other in beside:
        turn = _labelled(around, other)
        if turn and turn["name"] != head["name"] and (speaks or "?" in f"{line}{other}"):
            return True
    return False


def _labelled(around: Surroundings, line: str) -> re.Match[str] | None:
    """A name and a colon, or a short one and a dash, but not the label of a writer's own question."""
    asked, head = around.language.contexts["asked"], _head(line, 0, len(line))
    if not asked or head is None or any(it in head["name"] for it in ".!?"):
        return None
    name = head["name"].split()
    if ":" not in head["mark"] and (len(name) > _SET_OFF or not all(it[0].isupper() for it in name)):
        return None
    if len(name) > _OFFICE or asked.stands_in(around.words(head["name"].lower().rstrip(_NUMBER))):
        return None
    return head
