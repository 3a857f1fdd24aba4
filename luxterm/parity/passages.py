"""The passages of a version: what can be aligned, with what shows where it belongs."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from luxterm.base import lazy_regex
from luxterm.parity.numbers import Number, level_of, number_of
from luxterm.text.folding import fold
from luxterm.text.view import View
from luxterm.types import BARRIER, Message, Scope

_KINDS = {
    Scope.HEADING: "heading",
    Scope.CELL: "cell",
    Scope.HEADER_CELL: "cell",
    Scope.FOOTNOTE: "note",
    Scope.CAPTION: "caption",
    Scope.ALT: "caption",
}
_TELLING = lazy_regex(r"[\p{L}\p{N}]")
_DIGITS = lazy_regex(r"\d+")
_WORDS = lazy_regex(r"\p{L}{4,}")
_SPELLED_OUT = len("#100")
"""From so many digits on, figures aren't words in another language."""
_STEM = 4
"""Letters by which words of two languages are known to be kin (Simard, Foster & Isabelle 1992)."""


class Passage(NamedTuple):
    """A paragraph, heading, cell and so on, by its place in the version.

    `segment` is its number in the document, `kind` what it is taken for, `path` its number after those that
    it stands under, empty without a number of its own. `signs` are what another language may have
    as well: figures, the beginnings of words and names, and the concepts named. `surest` are those of them
    that it must have: figures that nobody spells out, and concepts without everyday words. `section` is the
    number of the article or heading that it stands under, or is, "" if that has none.
    """

    segment: int
    text: str
    kind: str
    number: Number | None
    path: tuple[str, ...]
    level: int
    signs: frozenset[str]
    folded: str
    surest: frozenset[str]
    section: str = ""

    @property
    def size(self) -> int:
        """Its length in code points."""
        return len(self.text)


def passages_of(
    view: View,
    concepts: Mapping[int, Iterable[str]],
    general: Container[str] = (),
    ordinals: Sequence[Iterable[str]] = (),
) -> list[Passage]:
    """The passages of a document as it is read.

    `concepts` are those named in a segment, by its number; `general` those with everyday words; `ordinals`
    the folded labels that stand for 1, 2 …, each with its number as a word.
    """
    in_words = {label: str(number) for number, labels in enumerate(ordinals, 1) for label in labels}
    found: list[Passage] = []
    article = paragraph = section = ""
    before: Message | None = None
    for index, segment in enumerate(view.document.segments):
        text = " ".join(view.text[slice(*view.bounds(index))].replace(BARRIER, " ").split())
        if not _TELLING.search(text):
            continue
        number = number_of(view.document, segment, text, in_words, first=segment.place != before)
        before = segment.place
        path: tuple[str, ...] = ()
        if number and number.worded:
            article, paragraph = number.value, ""
            path = ("article", article)
        elif number and number.value[:1].isdigit():
            paragraph = number.value
            path = (article, paragraph)
        elif number:
            path = (article, paragraph, number.value)
        named = concepts.get(index, ())
        words = signs_of(text)
        signs = words | {f"@{concept}" for concept in named}
        surest = {it for it in words if it.startswith("#") and len(it) >= _SPELLED_OUT}
        surest |= {f"@{concept}" for concept in named if concept not in general}
        kind = _KINDS.get(segment.scope, "text")
        if kind == "heading" or (number and number.worded):
            section = number.value if number else ""
        level = level_of(view.document, segment)
        found.append(
            Passage(index, text, kind, number, path, level, signs, fold(text), frozenset(surest), section)
        )
    return found


def signs_of(text: str) -> frozenset[str]:
    """The figures of a text, and how its longer words begin, without accents."""
    from unicodedata import normalize

    bare = "".join(char for char in normalize("NFD", text) if char.isascii() or char.isalpha())
    words = (word[:_STEM].casefold() for word in _WORDS.findall(bare))
    return frozenset((*words, *(f"#{int(number)}" for number in _DIGITS.findall(text) if len(number) < 12)))
