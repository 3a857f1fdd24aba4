"""An occurrence in its sentence: what is said before it and after it, and what stands directly beside it."""

from bisect import bisect_left
from collections.abc import Iterator

from luxterm.base import cached_attribute, lazy_pattern
from luxterm.engine.nearby import Nearby
from luxterm.engine.searching import LINE_END
from luxterm.text.marks import OPENING
from luxterm.text.words import LETTERS
from luxterm.types import MarkKind, Span

REACH = 1000
"""How far, in code points, a sentence is followed to either side."""
NEAR = 250
"""How far its beginning is looked for first: most sentences are shorter."""
PHRASE = 24
"""Code points that a marked phrase has at most besides the words, if it is a name for them."""
_WORD = 40
"""Code points before it in which the word before it is looked for."""
_BRACKET = 40
"""Code points that what is in brackets after it has at most."""
_CLAUSE = lazy_pattern(r"[^,.;:!?()–—]{1,80}")


class InSentence(Nearby):
    """An occurrence and its sentence, within its segment."""

    @cached_attribute
    def sentence(self) -> Span:
        """The sentence it is in, within its segment and within reach."""
        start, end = self.bounds
        text = self.view.text
        for reach in (NEAR, REACH):
            begin = max(start, self.occurrence.start - reach)
            stops = list(self._ends(begin, self.occurrence.start))
            if stops:
                begin = stops[-1]
            if stops or begin == start:
                break
        finish = min(end, self.occurrence.end + REACH)
        finish = next(self._ends(self.occurrence.end, finish), finish)
        while begin < self.occurrence.start and text[begin] == " ":
            begin += 1
        return Span(begin, finish)

    @cached_attribute
    def neighbourhood(self) -> Span:
        """The sentence with its neighbours on either side."""
        start, end = self.bounds
        begin = max(start, self.sentence.start - REACH)
        stops = [stop for stop in self._ends(begin, self.sentence.start) if stop < self.sentence.start - 2]
        finish = min(end, self.sentence.end + REACH)
        after = next(self._ends(min(self.sentence.end + 1, finish), finish), finish)
        return Span(stops[-1] if stops else begin, after)

    @cached_attribute
    def left(self) -> str:
        """The folded text of the sentence before it."""
        return self.view.folded[self.sentence.start : self.occurrence.start]

    @cached_attribute
    def right(self) -> str:
        """The folded text of the sentence after it."""
        return self.view.folded[self.occurrence.end : self.sentence.end]

    @property
    def written_left(self) -> str:
        """The text of the sentence before it, as read, with its capitals."""
        return self.view.text[self.sentence.start : self.occurrence.start]

    @property
    def written_right(self) -> str:
        """The text of the sentence after it, as read, with its capitals."""
        return self.view.text[self.occurrence.end : self.sentence.end]

    @cached_attribute
    def preceding(self) -> str:
        """The folded word before it, "" if anything but a space stands between."""
        before = self.left[-_WORD:]
        return before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""

    @cached_attribute
    def following(self) -> str:
        """The folded word after it, "" if anything but a space stands between."""
        folded, end = self.view.folded, self.occurrence.end
        word = LETTERS.match(folded, end + 1) if folded[end] == " " else None
        return word[0] if word else ""

    @cached_attribute
    def run_together(self) -> bool:
        """Whether the word before it is written together with it, as its space was lost."""
        start, text = self.occurrence.start, self.view.text
        joined = start > self.bounds.start and text[start - 1].isalnum()
        return joined and not text.endswith(LINE_END, 0, start)

    @property
    def after(self) -> str:
        """The folded text after it: of its sentence, and of the next where it stands alone as an entry."""
        if len(self.right) > 2 or self.left.strip(f"{OPENING}-"):
            return self.right
        end = min(self.bounds.end, self.sentence.end + NEAR)
        return self.right + self.view.folded[self.sentence.end : end]

    @property
    def in_brackets(self) -> str:
        """What is in brackets directly after it, as written, if it is short."""
        text, start = self.view.text, self.occurrence.end
        opens = text.find("(", start, start + 2)
        closes = text.find(")", opens, opens + _BRACKET) if opens >= 0 else -1
        return text[opens + 1 : closes] if closes >= 0 else ""

    @property
    def soon(self) -> str:
        """The folded text between it and the next punctuation mark."""
        match = _CLAUSE.match(self.right)
        return match.group() if match else ""

    @cached_attribute
    def besides(self) -> list[str]:
        """The words of the sentence but for the occurrence."""
        return self.words(f"{self.left} | {self.right}")

    @cached_attribute
    def qualifies(self) -> bool:
        """Whether it stands beside a noun that it only qualifies: "ring", "destination"."""
        grammar = self.language.grammar
        return self.following in grammar.head_nouns or self.preceding in grammar.preceding_heads

    @property
    def bare(self) -> bool:
        """Whether it is a singular noun that nothing follows which it could qualify.

        Directly after a verb of writing, without article, it means nobody: "we never write child bride".
        """
        if self.group.number != "singular":
            return False
        if self.folded.partition(" ")[0] in self.language.grammar.determiners:
            return False
        return not self.following or self.following in self.language.function_words

    @property
    def opens(self) -> bool:
        """Whether it opens its clause, but for an article: "Child … is", "In this Act, child … means"."""
        left = self.left.rstrip(OPENING)
        word = left.rpartition(" ")[2].lstrip(f"*_{OPENING}")  # an asterisk that marks nothing
        if word in self.language.grammar.determiners:
            left = left[: len(left) - len(word)].rstrip(OPENING)
        return left[-1:] in ("", *",:;.)–—-") or not any(map(str.isalpha, left))

    @property
    def emphasised(self) -> bool:
        """Whether it alone is emphasised, as one marks a word that is talked about."""
        marks = self.marks
        if not marks:
            return False
        return any(mark.kind is MarkKind.EMPHASIS and (mark.start, mark.end) == self.source for mark in marks)

    @cached_attribute
    def emphasis_end(self) -> int | None:
        """Where a short emphasised phrase with it ends, in the view: *child prostitution offence*."""
        ends = [mark.end for mark in self.marks if mark.kind in (MarkKind.EMPHASIS, MarkKind.STRONG)]
        if not ends:
            return None
        start, end = self.occurrence.start, self.occurrence.end
        places = range(end, min(self.bounds.end, start + len(self.text) + PHRASE) + 1)
        at = bisect_left(places, min(ends), key=lambda around: self.view.source(around - 1, around).end)
        return places[at] if at < len(places) else None

    def _ends(self, start: int, end: int) -> Iterator[int]:
        """Where sentences end between two places."""
        return self.language.sentences.ends(self.view.text, start, end)
