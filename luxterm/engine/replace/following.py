"""What stands after a noun phrase and agrees with it: an adjective, a predicate, a pronoun.

What is recognised is written in its new form. But a reader has to look at each: a fix with any of them is
never made unasked.
"""

from typing import NamedTuple

from luxterm.engine.judge.surroundings import Surroundings
from luxterm.engine.replace.determiners import Change, Standing
from luxterm.engine.replace.inflection import Inflection
from luxterm.engine.replace.phrases import Phrase, Phrases
from luxterm.engine.replace.predicate import Predicate, Word, words_after
from luxterm.termbase.language import Language
from luxterm.text.marks import QUOTES

_MARKS = f",.;:!?()*—–{QUOTES}"
"""Between clauses, folded or not."""


class After(NamedTuple):
    """What becomes of the words after a term: `sure` if nothing there has to agree.

    `set_in` is to stand beside the new head, and `taken` code points after the term go for it. Places are
    from the term's end.
    """

    set_in: str = ""
    taken: int = 0
    changes: tuple[Change, ...] = ()
    sure: bool = True


class Following:
    """The words after a term in one language."""

    def __init__(self, language: Language, phrases: Phrases, inflection: Inflection) -> None:
        self._grammar = language.grammar
        self._phrases = phrases
        self._inflection = inflection
        self._predicate = Predicate(language, inflection)
        self._short = {word for _, _, short in language.grammar.once for word in short if word}
        self._joints = (*(f" {it} " for it in language.grammar.conjunctions), ", ")

    def agree(self, around: Surroundings, old: Phrase, new: Phrase, standing: Standing | None) -> After:
        """What the new phrase asks for in place of the old one, with a determiner before it or none."""
        changed = set(old.readings) != set(new.readings)
        words = words_after(around)
        made = self._attribute(around, words, old, new, changed)
        if not changed:
            return made
        before = around.left[: standing.start] if standing else ""
        governed = standing is not None and standing.paradigm.preposition and not self._opens_clause(before)
        if governed and (verb := self._predicate.verb(words)):
            # "la diffusion de la … est punie" is about another noun, with all that is linked to it
            rest = [it for it in self._predicate.linked(words, old.readings, new.readings) if it.plain]
            done = rest[-1].word.end if rest else words[verb - 1].end
            words = [it for it in words if it.start >= done]
        linked = list(self._predicate.linked(words, old.readings, new.readings))
        sure = made.sure and not linked and not self._predicate.is_referred_to(around, words)
        sure = sure and not (
            self._joined(around, before) and self._predicate.disagrees_with_all(words, new.readings)
        )
        if not self._opens_clause(around.left[: standing.start if standing else None]):
            return made._replace(sure=sure)
        forms = (it for it in linked if it.plain and it.form != it.word.folded)
        changes = (Change(it.word.start, it.word.end, it.form) for it in forms)
        return made._replace(changes=(*made.changes, *changes), sure=sure)

    def _joined(self, around: Surroundings, before: str) -> bool:
        """Whether a conjunction or comma joins it to a noun; `before` is left of its determiner."""
        return before.endswith(self._joints) or around.right.startswith(self._joints)

    def _attribute(
        self, around: Surroundings, words: list[Word], old: Phrase, new: Phrase, changed: bool
    ) -> After:
        """An adjective or a participle directly after the term."""
        first = words[0] if words and around.right.startswith(f" {words[0].folded}") else None
        if first is None or self._is_function_word(first.folded):
            return After()
        form = self._inflection.agreed(first.folded, old.readings, new.readings)
        known = self._inflection.is_adjective(first.folded)
        if form is None:
            return After(sure=not (known and changed))
        if not known and self._phrases.is_noun(first.folded):
            return After()
        if new.has_complement and known and not (self._goes_on(words) or self._ends_in_adjective(new)):
            return After(form, first.end, sure=False)
        changes = (Change(first.start, first.end, form),) if form != first.folded else ()
        return After(changes=changes, sure=not changes and not new.has_complement)

    def _ends_in_adjective(self, phrase: Phrase) -> bool:
        """As in "material de abuso sexual infantil": another adjective may follow, not the children's."""
        return phrase.text.rpartition(" ")[2].lower() in self._short

    def _goes_on(self, words: list[Word]) -> bool:
        """Whether a participle has words of its own after it: "produite par …"."""
        return (
            len(words) > 1
            and words[1].joined
            and words[1].folded in self._grammar.small_words
            and self._inflection.is_participle(words[0].folded)
        )

    def _opens_clause(self, before: str) -> bool:
        """Whether a noun phrase after this text may be a subject: only function words are before it."""
        clause = before[max(map(before.rfind, _MARKS)) + 1 :]
        return all(map(self._is_function_word, clause.split()))

    def _is_function_word(self, word: str) -> bool:
        grammar = self._grammar
        return word in grammar.small_words or word in grammar.boundaries or word in grammar.conjunctions
