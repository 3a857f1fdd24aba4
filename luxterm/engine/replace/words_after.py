"""The words after a term, in its sentence and the next: each with its place, an adverb of several as one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD
from luxterm.types import Scope

_WORDS = 40
"""Words after a term that are looked at."""
_PHRASE = 4
"""Words of a phrase at most: a linking verb, a pronoun, an adverb."""
_NEXT = 200
"""Code points of the next sentence that are looked at."""
_END = lazy_pattern(r"[.!?](?! ?\d)")
_STOP = lazy_pattern(r"[,;:!?()]|\.(?! ?\d)| [–—-]{1,2} ")
"""A mark between words that parts them; not the stop in "art. 12", as the sentence goes on."""
_WITHIN = lazy_regex(r"[\p{L}\p{N},;'] ?\Z")
"""What stands before a word within a sentence."""
_GOES_ON = lazy_pattern(r"[;,](?: \w{1,3})? ?\Z")
"""How an entry of a list ends behind which its sentence goes on, with the conjunction before the last one."""
_INTRODUCES = (":", "?")
"""What a sentence ends with that the entries of a list below go on or answer."""
_TAIL = 10
"""Code points of that at most."""
_NAMED = lazy_regex(r"\(\p{Lu}\p{Ll}[^()]*\)")
"""What is in brackets and begins with a capital, a name: "(Directiva 2011/93/UE)"."""


_LETTER = lazy_regex(r"(?<![\p{L}\p{N}])(\p{L})-(?=\p{L})")
"""A letter that a hyphen makes a part of a word, and no conjunction: "e-mail"."""
_SHORT = lazy_regex(r' \(["«“‘]?\p{Lu}[\p{Lu}\p{N}/&-]+["»”’]?(?:, [^()]{1,40})?\)')
"""A short form in brackets that belongs to the term before it: "(CSAM)"."""
_LONGEST = 80
"""Code points of one, at most."""


class Word(NamedTuple):
    """A folded word after a term, its place from the term's end, and whether no punctuation mark precedes."""

    folded: str
    start: int
    end: int
    joined: bool
    name: bool = False
    """Whether it has a capital within its sentence, and the term none that this place asks for."""


def short_form(around: Surroundings) -> int:
    """How long a short form in brackets directly after a term is, with the space before it; 0 if none is."""
    if not around.right.startswith(" ("):
        return 0
    end = around.occurrence.end
    found = _SHORT.match(around.view.text[end : min(around.sentence.end, end + _LONGEST)])
    return len(found[0]) if found else 0


def words_after(around: Surroundings, adverbs: frozenset[str]) -> list[Word]:
    """Those of the sentence, without names in brackets; an adverb may have several: "de plus en plus"."""
    text = around.right
    spelled = around.written_right
    if "-" in spelled:
        for letter in _LETTER.finditer(spelled):
            if letter[1].lower() in around.language.grammar.conjunctions:
                text = f"{text[: letter.start()]} {text[letter.end(1) :]}"
    if "(" in text:
        for name in _NAMED.finditer(spelled):
            text = f"{text[: name.start()]}({' ' * (len(name[0]) - 2)}){text[name.end() :]}"
    short = short_form(around)
    return words_of(f"{' ' * short}{text[short:]}", 0, adverbs, _cased(around, spelled))


def words_between(around: Surroundings, start: int, end: int, adverbs: frozenset[str]) -> list[Word]:
    """Those between two places of the view before a term."""
    spelled = _cased(around, around.view.text[start:end])
    return words_of(around.view.folded[start:end], start - around.occurrence.end, adverbs, spelled)


def _cased(around: Surroundings, spelled: str) -> str:
    """A text whose capitals show names; "" where the term has one in its place, as in a title."""
    return "" if around.left.strip() and around.text[:1].isupper() else spelled


def words_of_next(around: Surroundings, adverbs: frozenset[str]) -> list[Word]:
    """Those of the next sentence, as far as a pronoun there may stand for the term.

    And of the one behind it where that is but one word of an answer: "¿…? No. Bórrela."
    """
    start, ahead = next_sentence(around, _NEXT)
    end = None if _items_below(around) or _entries_below(around) else _END.search(ahead)
    if end and _asks(around) and " " not in ahead[: end.start()].strip():
        end = _END.search(ahead, end.end())
    ahead = ahead[: end.start()] if end else ahead
    spelled = _cased(around, around.view.text[start : start + len(ahead)])
    return words_of(ahead, start - around.occurrence.end, adverbs, spelled)


def next_sentence(around: Surroundings, most: int) -> tuple[int, str]:
    """Where the sentence after a term's own begins, and so many folded code points of its paragraph.

    Behind a heading, a question or a cell that ends with the term's sentence it is what stands below, or the
    next cell; behind a colon, the list below; in an entry, those below in which the sentence goes on.
    """
    if items := _items_below(around) or _entries_below(around):
        first, last = (around.view.bounds(it) for it in (items[0], items[-1]))
        return first.start, around.view.folded[first.start : min(last.end, first.start + most)]
    view, start, end = around.view, around.sentence.end, around.bounds.end
    index, scope = around.index + 1, around.segment.scope
    if not view.folded[start:end].strip() and view.has(index):
        below = view.segment(index).scope
        answers = _asks(around) and below in (Scope.PARAGRAPH, Scope.ITEM)
        if scope is Scope.HEADING or answers or (scope is Scope.CELL and below is scope):
            start, end = view.bounds(index)
    return start, view.folded[start : min(end, start + most)]


def _asks(around: Surroundings) -> bool:
    """Whether the term is in a question, which what comes next may answer."""
    return around.right.rstrip().endswith("?")


def _items_below(around: Surroundings) -> list[int]:
    """The numbers of the entries of a list that the term's sentence introduces: "Ante la …: – No la …".

    Or asks for; and of paragraphs that are such entries, as those of a bill: "deverá: I – preservá-la …;".
    """
    view, found = around.view, list[int]()
    ends = around.right.rstrip(" *")[-1:]
    if ends not in _INTRODUCES or around.view.folded[around.sentence.end : around.bounds.end].strip(" *"):
        return found
    for index in range(around.index + 1, around.index + 1 + PARAGRAPHS):
        scope = view.segment(index).scope if view.has(index) else None
        enumerated = scope is Scope.PARAGRAPH and ends == ":"
        enumerated = enumerated and _goes_on(around, index - bool(found))
        if scope is not Scope.ITEM and not enumerated:
            break
        found.append(index)
    return found


def _goes_on(around: Surroundings, index: int) -> bool:
    """Whether a sentence goes on behind an entry: "…; e"."""
    start, end = around.view.bounds(index)
    return _GOES_ON.search(around.view.folded, max(start, end - _TAIL), end) is not None


def _entries_below(around: Surroundings) -> list[int]:
    """The numbers of the entries in which its own goes on: "a) financie la …; b) la almacene; …"."""
    found, above = list[int](), around.index
    if around.sentence.end < around.bounds.end:
        return found
    while len(found) < PARAGRAPHS and around.view.has(above + 1) and _goes_on(around, above):
        above += 1
        found.append(above)
    return found


def words_of(text: str, at: int, adverbs: frozenset[str], spelled: str = "") -> list[Word]:
    """The words of a text that begins at this place, perhaps as it is `spelled`."""
    done, found = 0, list[Word]()
    for match in WORD.finditer(text):
        start, end = match.span()
        joined = not _STOP.search(text, done, start + 1)
        name = spelled[start : start + 1].isupper() and bool(_WITHIN.search(text, max(0, start - 2), start))
        found.append(Word(match[0], at + start, at + end, joined, name))
        done = match.end()
        if len(found) == _WORDS:
            break
    return list(_together(found, adverbs))


def _together(words: list[Word], adverbs: frozenset[str]) -> Iterator[Word]:
    """The words, those of one of the adverbs as one."""
    at = 0
    while at < len(words):
        count = max(opens(words[at:], adverbs), 1)
        apart = not all(it.joined for it in words[at + 1 : at + count])
        count = 1 if apart else count
        phrase = " ".join(it.folded for it in words[at : at + count])
        yield words[at]._replace(folded=phrase, end=words[at + count - 1].end)
        at += count


def opens(words: Sequence[Word], phrases: frozenset[str]) -> int:
    """How many of some words make the longest phrase that they begin with, 0 if they begin with none."""
    return longest_beginning([it.folded for it in words[:_PHRASE]], phrases)


def longest_beginning(words: Sequence[str], phrases: frozenset[str]) -> int:
    """The same for folded words."""
    counts = range(min(_PHRASE, len(words)), 0, -1)
    return next((count for count in counts if " ".join(words[:count]) in phrases), 0)
