"""Titles that are shared out: "the Special Rapporteurs on torture; on the sale of …; and on …".

The register knows titles whole. A head noun may be shared by several, stand in the paragraph before a page
break, or have words between that no register has: then a connector directly before the subject, joined to
the noun or to an earlier subject of its, makes a title, as long as no verb comes between. The noun alone
only makes it likely.
"""

from functools import cached_property

from luxterm.engine.judge.register import stretches
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.marks import OPENING
from luxterm.text.words import WORD
from luxterm.types import Message, quoted

_ROW = 100
"""Code points at most between the beginning of a subject and the term."""
_ASIDE = 4
"""Words at most between the noun and its first connector: "Protocols thereto, on"."""


class Mandates:
    """The shared titles of a language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._signals = language.signals
        self._small = language.grammar.small_words

    def find(self, around: Surroundings) -> Message | None:
        """Why the term belongs to a shared title, None if it doesn't."""
        found = self._headed(around)
        if not found or not found[0][0].isupper():
            return None
        head, gap = found
        connector = next(filter(gap.endswith, self._language.ending_connectors), "")
        gap = gap[: len(gap) - len(connector)].rstrip()
        if not connector or not self._signals.verbs.isdisjoint(self._language.divider.words(gap)):
            return None
        return Message("in-instrument", (quoted(head),)) if self._shared(gap) else None

    def near(self, around: Surroundings) -> bool:
        """Whether a noun of such titles stands in the sentence before the subject that the term is in.

        One in small letters counts here: "the rapporteurs, among them those responsible for the sale of …".
        """
        left = around.left
        return any(head in left for head in self._signals.mandates) and self._headed(around) is not None

    def is_subject(self, around: Surroundings) -> bool:
        """Whether its line is such a subject and nothing else: "Sale of children, child …"."""
        start, end = around.bounds
        if end - start > 2 * _ROW:
            return False
        line = around.view.folded[start:end].lstrip(f"{OPENING}*_–—- ")
        first, _, rest = line.partition(" ")
        line = rest if first in self._language.grammar.determiners else line
        if not line.startswith(self._signals.subjects):
            return False
        return self._signals.verbs.isdisjoint(self._language.divider.words(line))

    def _headed(self, around: Surroundings) -> tuple[str, str] | None:
        """The noun as it stands, and the folded text between it and the subject without its article."""
        subjects, here = self._signals.subjects, around.occurrence.start
        near = around.folded_before(_ROW)
        if not any(subject in near for subject in subjects) and (
            here - around.bounds.start > _ROW or not around.index or not self._known(near)
        ):
            return None  # most occurrences
        spans = stretches(around)
        folded = " ".join(around.view.folded[slice(*span)] for span in spans)
        at, end = max(
            ((at := folded.rfind(subject), at + len(subject)) for subject in subjects), default=(-1, -1)
        )
        if at < 0 or len(folded) - end > _ROW or not self._known(folded[end:]):
            return None
        if any(word in self._signals.infinitive for word in self._language.divider.words(folded[end:])):
            return None  # "on the sale of children to report on …"
        text = " ".join(around.view.text[slice(*span)] for span in spans)
        begin = max(self._language.sentences.ends(text, 0, at), default=0)
        lead = folded[begin:at].rstrip()
        bare, _, article = lead.rpartition(" ")
        gap = bare if article in self._language.grammar.determiners else lead
        heads = [word for word in WORD.finditer(gap) if word[0] in self._signals.mandates]
        if not heads:
            return None
        head = heads[-1]
        return text[begin + head.start() : begin + head.end()], gap[head.end() :]

    def _shared(self, gap: str) -> bool:
        """Whether the connector follows the noun, or another subject of the noun's that it is joined to."""
        if self._known(gap):
            return True
        words = self._language.divider.words(gap)[:_ASIDE]
        return gap.endswith(self._joints) and any(
            f"{' '.join(words[at:])} ".startswith(self._language.leading_connectors)
            for at in range(len(words))
        )

    def _known(self, text: str) -> bool:
        """Whether a text has only words and marks that titles have."""
        if any(mark in text for mark in ";:"):
            return False
        words = self._language.divider.words(text)
        return all(it in self._small or it.isdigit() or self._language.titles.knows(it) for it in words)

    @cached_property
    def _joints(self) -> tuple[str, ...]:
        return (";", ",", *(f" {word}" for word in self._language.grammar.conjunctions))
