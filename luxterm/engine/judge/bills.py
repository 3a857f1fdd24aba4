"""The words of a law in a text that isn't known as one: in a bill that changes it, in its own sentences.

The sets of words are optional (`[contexts]` in the cues): `amending` for what puts words into a law or takes
them out, `enacting` for how laws make something punishable, `annexed` for what belongs to a law,
`bill-verbs` for what a long title says that it does, `worded-by` for what a provision's words follow.
"""

from functools import cached_property

from luxterm.base import lazy_pattern
from luxterm.engine.judge.provisions import cites_provision
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING
from luxterm.types import Message, Scope, quoted

_LINE = 200
"""Code points at the end of a paragraph in which it says what follows."""
_TEXT = 400
"""Code points of a provision in which it says how it is punished."""
_NOTE = 100
"""Code points that a marginal note has at most."""
_ABOUT = 30
"""Code points before a colon in which it says that the subjects of provisions follow."""
_BROKEN = 4
"""Paragraphs that a sentence may be broken into."""
_ENDS = frozenset(".!?")
_NUMBER = lazy_pattern(r"\W{1,4}\(\d{1,2}(?:\.\d)?\)\W*\Z")
_PROVISION = lazy_pattern(r"[\W_]*(?:\d{1,4}[a-z]{0,2}\.?[—–(-]|\((?:\d{1,2}|[a-z])\)|\d{1,4}[a-z]{0,2}\. )")
"""The number that a provision's text begins with: "5.—(1)", "(2)", "(a)"."""
_DASHED = lazy_pattern(r"\d{1,4}[a-z]{0,2}\.—")
"""As provisions are numbered in British and Irish laws only: "5.—(1)"."""
_TITLE_NUMBER = lazy_pattern(r"[–—-] ?([Nn] ?[°º] ?\d[\d./-]*)\W*\Z")
"""The number that a document has behind its title."""
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
_BRACKETED = lazy_pattern(r"[\W_]*\((\d{1,2})(?:\.\d{1,2})?\)\s")
"""The number of a subsection: "(2)", "(4.1)"."""
_SUBSECTION = lazy_pattern(r"[\W_]*\((?:a|1)\)\W")


class Bills:
    """The bills and laws of a language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._signals = language.signals

    def titled(self, around: Surroundings) -> Message | None:
        """Why the term is in the long title of a bill: `A BILL To increase penalties for …`."""
        text, left = around.view.text, around.left
        offset = around.occurrence.start - len(left)
        for _, at, stop in self._language.leads.find(left):
            before = left[:at].rstrip().rpartition(" ")[2]
            to = left[stop:].split(" ", 2)[1:2]
            if (
                not to
                or before not in self._language.grammar.determiners
                or not (
                    to[0] in self._signals.infinitive or self._language.contexts["bill-verbs"].stands_in(to)
                )
            ):
                continue
            noun, article = text[offset + at : offset + stop], text[offset + left[:at].rindex(before)]
            capital = text[offset + stop + 1].isupper()
            if article.isupper() and noun[0].isupper() and (capital or noun.isupper()):
                return Message("in-instrument", (quoted(noun),))
        return None

    @staticmethod
    def numbered(around: Surroundings) -> Message | None:
        """Why the term is in the title of a document that ends in its number: `Faciliter … – N° 206`."""
        if around.segment.scope is not Scope.HEADING:
            return None
        number = _TITLE_NUMBER.search(around.view.text, around.occurrence.end, around.bounds.end)
        return Message("in-instrument", (quoted(number[1]),)) if number else None

    def noted(self, around: Surroundings) -> Message | None:
        """Why it is in a marginal note: `… replaced by the following: ⏎ Possession of child … ⏎ (4) Every …`.

        It heads a subsection other than the first, which no author's heading does, or one put into a law.
        """
        view, below = around.view, around.index + 1
        start, end = around.bounds
        line = view.text[start:end].strip("*_ ") if end - start <= 2 * _NOTE else ""
        if not view.has(below) or len(line) > _NOTE or not (line[:1].isupper() and line[-1:].isalnum()):
            return None
        number = _BRACKETED.match(view.folded, *view.bounds(below))
        said = self._language.divider.words(fold(line))
        if not number or said[0] in self._language.grammar.determiners:
            return None
        if not self._language.all_verbs.isdisjoint(said):
            return None
        later = int(number[1]) > 1 or self._is_put_in(around, around.above(1))
        return Message("provision-heading") if later else None

    def listed(self, around: Surroundings) -> Message | None:
        """In a row of what provisions are about: `Directive …, Articles 3 to 7, in relation to: …; …`."""
        if ";" not in f"{around.left[-_LINE:]}{around.right[:_LINE]}":
            return None
        span = self._before(around)
        folded = around.view.folded[span.start : span.stop]
        head, colon, _ = folded.rpartition(":")
        if not colon or not self._says("about", head[-_ABOUT:]):
            return None
        numbered = cites_provision(head.split(), self._signals.sections)
        text = around.view.text
        named = any(text[span.start + at].isupper() for _, at, _ in self._language.leads.find(head))
        return Message("provision-label") if numbered and named else None

    @staticmethod
    def _before(around: Surroundings) -> slice:
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
        return slice(begin, around.occurrence.start)

    def has_words(self, around: Surroundings) -> bool:
        """Whether the words are put into a law or taken out of it, or are in a sentence as laws have them."""
        if self._language.contexts["enacting"].stands_in(around.besides) or self._is_annexed(around.besides):
            return True
        if _DIVIDED.search(around.view.folded, around.before(_PARTS).start, around.behind(_PARTS).end):
            return True
        if self._says("amending", around.left) or self._is_put_in(around, around.above()):
            return True
        if self._says("worded-by", around.left):
            said = self._language.divider.words(around.left)  # "aux termes de l’article 24, … prennent …"
            if cites_provision(said, self._signals.sections):
                return True
        return _is_part(around)

    def _is_annexed(self, words: list[str]) -> bool:
        """Whether a sentence of these words speaks of a law's annex, with its number or without."""
        if self._annexes.isdisjoint(words):
            return False
        bare = [word for word in words if not _COUNTED.fullmatch(word)]
        return self._language.contexts["annexed"].stands_in(bare)

    @cached_property
    def _annexes(self) -> frozenset[str]:
        return self._language.contexts["annexed"].telling

    def _is_put_in(self, around: Surroundings, before: range) -> bool:
        """Whether one of the paragraphs `before` says that what follows is put into a law."""
        view = around.view
        for index in before:
            line = view.tail(index, _LINE).rstrip(f"{OPENING}* ")
            if line.endswith((":", "—", "–")) and self._says("amending", line):
                return True
        return False

    def lists(self, around: Surroundings) -> bool:
        """Whether it is an entry of a list that a law has: "the offences listed in the Act, including:".

        Or in a row that its sentence says to be there: "an offence listed in Annex II, which covers A, …",
        "Katalogtat ist auch …" (the contexts `covering` and, of what the list is, `law-lists-are`).
        """
        if self._says("law-lists", around.led_by):
            return True
        words, lists = self._language.divider.words(around.left), self._language.contexts["law-lists"]
        rest = words[lists.after_last(words) :] if lists else []
        says = (self._language.contexts[it] for it in ("covering", "law-lists-are"))
        at = max(it.after_last(rest) for it in says) if len(rest) < len(words) else 0
        if at and self._signals.verbs.isdisjoint(rest[at:]):
            return True
        return around.segment.scope is Scope.ITEM and self._under_law(around)

    def _under_law(self, around: Surroundings) -> bool:
        """Whether it has no verb, and the heading above is the name of a law with its number."""
        heading = self._language.divider.words(fold(around.segment.under))
        numbered = any(word[:1].isdigit() for word in heading[1:])
        return numbered and heading[0] in self._codes and self._signals.verbs.isdisjoint(around.besides)

    @cached_property
    def _codes(self) -> frozenset[str]:
        """The first words of how laws are named before their numbers: "law", "decree"."""
        return frozenset(code.split()[0] for code in self._signals.codes)

    def notes(self, around: Surroundings) -> bool:
        """Whether it is in a marginal note, with the number of its provision behind: `Making child … (2)`.

        Or with the provision itself behind it or under it: `Possession of child …. 6.—(1) A person who …`.
        """
        start, end = around.bounds
        if self._has_provision(around):
            return True
        if end - start > _NOTE or not around.view.text[start].isupper():
            return False
        return _NUMBER.fullmatch(
            around.view.folded, around.occurrence.end, end
        ) is not None and self._signals.verbs.isdisjoint(around.besides)

    def _has_provision(self, around: Surroundings) -> bool:
        view, (start, end) = around.view, around.bounds
        stop = _RUN_ON.search(view.folded, *around.behind(_NOTE))
        if stop is None:
            below = around.index + 1
            if not view.has(below) or not _DASHED.match(view.folded, *view.bounds(below)):
                return False
        end = stop.start() if stop else end
        said = self._language.divider.words(view.folded[start : min(end, start + _LINE)])
        return end - start <= _LINE and self._language.all_verbs.isdisjoint(said)

    def heads(self, around: Surroundings) -> bool:
        """Whether a line without a verb heads a provision: what is under it is the text of one.

        It has a number, and a subsection with a heading of its own under it; or the sentence under it, which
        a number begins if it isn't marked as a heading, is as laws have them.
        """
        view, below = around.view, around.index + 1
        start, end = around.bounds
        if not view.has(below) or end - start > _LINE:
            return False
        said = self._language.divider.words(view.folded[start:end])
        if not self._signals.finite.isdisjoint(said):
            return False
        head = view.text[start : around.occurrence.start].lstrip(f"{OPENING}*_# ")
        text = view.head(below, _TEXT)
        heading = around.segment.scope is Scope.HEADING
        if (heading or _PROVISION.match(text)) and self._says("enacting", text):
            return True
        if not heading or not head[:1].isdigit():
            return False
        under = view.segment(below).scope is Scope.HEADING and _SUBSECTION.match(text)
        return bool(under) or self._says("amending", text)

    def _says(self, name: str, text: str) -> bool:
        return self._language.contexts[name].stands_in(self._language.divider.words(text))


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
