"""What comes before a term, or opens the next sentence, and agrees with it: "Diffusée …, la …"."""

from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.openings import Openings
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.words_after import Word, next_sentence, words_of
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD, after_marks

_ENDS = ".;:!?()—–"
"""Between clauses, folded."""
_PAIR = 2
"""A preposition and the pronoun behind it."""
_AHEAD = 120
"""Code points of the next sentence that are looked at."""


class Fronted:
    """The words of one language that do so."""

    def __init__(self, morphology: Morphology, predicate: Predicate, openings: Openings) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._closed_class = language.closed_class
        self._inflection = morphology.inflection
        self._predicate = predicate
        self._linking = morphology.linking
        self._subjects = morphology.subjects
        self._openings = openings

    def precedes(self, before: str, swap: Swap) -> list[Linked]:
        """What opens the clause and may agree with its subject, which `before` comes before: places in it."""
        if before.endswith(": "):
            return self._announcing(before, swap)
        if not before.endswith(", "):
            return []
        clause = after_marks(before, _ENDS)
        at, found, theirs = len(before) - len(clause), list[Linked](), False
        for part in clause.split(", "):
            words = words_of(part, at, self._agreement.adverbs)
            opening = self._openings.at_beginning(words, swap)
            said = bool(opening) and opening[0].word.folded in self._agreement.complex_transitives
            for it in opening:
                shown = self._inflection.shows_agreement(it.word.folded) or self._is_linked(words, it.word)
                shown = it.plain and (said or shown)
                found.append(it._replace(plain=shown and not theirs, apart=not (shown or theirs)))
            # "La loi, votée en mai, punit …": whether it is theirs, only a reader can tell for certain
            theirs = theirs or any(it.folded in self._agreement.before for it in words[:1])
            predicated = self._predicated(words, swap)
            found += predicated or ([] if opening else self._beside_verb(words, swap))
            at += len(part) + len(", ")
        return found

    def _is_linked(self, words: list[Word], word: Word) -> bool:
        """Whether a linking verb stands right before a word: "longe de ser …"."""
        at = words.index(word)
        return at > 0 and self._linking.verb(words[at - 1 : at]) > 0

    def _announcing(self, before: str, swap: Swap) -> list[Linked]:
        """A pronoun that opens a clause before a colon, and what is said of it: "Elle est partout : la …"."""
        head = before[:-2]
        at = max(map(head.rfind, _ENDS)) + 1
        words = words_of(head[at:], at, self._agreement.adverbs)
        if not words or words[0].folded not in self._subjects:
            return []
        return [it for it in self._predicated(words, swap) if it.plain]

    def _predicated(self, words: list[Word], swap: Swap) -> list[Linked]:
        """A pronoun for the subject that is still to come, and what is said of it: "qu’elle soit payante".

        Or what a verb without a subject says of it: "pese a ser perseguida", "tras haber sido detectada".
        """
        linked = list(self._predicate.linked(words, swap, put_in=False))
        if linked and linked[0].word.folded in self._subjects:
            return linked
        at = next((at for at in range(len(words)) if self._linking.verb(words[at:])), 0)
        behind = words[at + self._linking.verb(words[at:]) :]
        if not (behind and behind[0].joined and behind[0].folded in self._agreement.before):
            if fronted := [it for it in linked if at and it.plain and it.word.end < words[at].start]:
                return fronted  # "por dañina que sea", not "quelle que soit son origine"
        opening = [it.folded for it in words[:at]]
        led = opening[-1:] and opening[-1] in self._agreement.governing  # "a pesar de haber sido …"
        bare = led or self._closed_class.issuperset(opening)
        return self._said(words[at:], swap) if bare and not any(map(self._determines, opening)) else []

    def _beside_verb(self, words: list[Word], swap: Swap) -> list[Linked]:
        """What another verb without a subject says of the one that is still to come: "como se vende cara".

        What is no known verb may be a noun; behind a preposition it is one: "con angustia prolongada".
        """
        for opening, verb, word in zip(words, words[1:], words[2:], strict=False):
            if opening.folded not in self._closed_class or self._determines(opening.folded):
                break
            governed = opening.folded in self._agreement.governing
            shown = self._inflection.shows_agreement(word.folded) and not governed
            form = self._inflection.agreed(word.folded, swap) if shown else None
            if form not in (None, word.folded):
                acts = self._openings.acts(verb.folded)
                return [Linked(word, form or "", acts, not acts)]
        return []

    def _determines(self, word: str) -> bool:
        """Whether a word can only be a determiner, or a subject: "una", not "a"."""
        governs = word in self._agreement.governing or word in self._conjunctions
        return (word in self._agreement.before and not governs) or word in self._subjects

    def announces_all(self, before: str, swap: Swap) -> list[Linked]:
        """What opens the clause and stands for all nouns of the row behind it: "Ambas, la trata y la …".

        Alone before a comma, or behind a preposition; places in `before`.
        """
        clause = after_marks(before, _ENDS)
        at = len(before) - len(clause)
        for part in clause.split(", ")[:-1]:
            words = words_of(part, at, self._agreement.adverbs)
            if len(words) == _PAIR and words[0].folded in self._agreement.governing:
                words.pop(0)
            word = words[0] if len(words) == 1 else None
            if word and word.folded in self._agreement.pronouns:
                form = self._inflection.agreed_with_all(word.folded, swap)
                if form is not None:
                    return [Linked(word, form, True)]
            at += len(part) + len(", ")
        return []

    def resuming(self, around: Surroundings, swap: Swap) -> list[Linked]:
        """What opens the next sentence and agrees with it: "… . Diffusée …, elle …", "… ? Bannie …".

        Not before a subject of its own: "Diffusée …, la vidéo …".
        """
        start, ahead = next_sentence(around, _AHEAD)
        stop = next((at for at, mark in enumerate(ahead) if mark in f",{_ENDS}"), len(ahead))
        subject = WORD.search(ahead, stop) if ahead[stop : stop + 1] == "," else None
        own = subject is not None and self._is_own(subject[0])
        if own and subject and subject[0] in self._agreement.before:
            return []
        words = words_of(ahead[:stop], start - around.occurrence.end, self._agreement.adverbs)
        opening = [it for it in self._openings.at_beginning(words, swap) if it.plain]
        if own:  # what isn't known may be its verb
            return [it._replace(plain=False) for it in opening]
        return opening or self._said(words, swap)

    def _said(self, words: list[Word], swap: Swap) -> list[Linked]:
        """What a linking verb that has no subject says of it: "Está prohibida en …".

        Not "Está prohibida la …", whose subject comes behind.
        """
        linked = self._predicate.linked(words, swap, put_in=False)
        said = list(linked) if self._linking.verb(words) else []
        last = words.index(said[-1].word) + 1 if said else 0
        if any(it.joined and it.folded in self._agreement.before for it in words[last : last + 1]):
            return []
        return [it for it in said if it.plain and it.form != it.word.folded]

    def led(self, around: Surroundings, before: str, swap: Swap) -> bool:
        """Whether the line above a list says of the entry that the term opens what the new words don't fit.

        "Queda prohibida: – la …", not "Queda prohibida la difusión de: – …".
        """
        if before.strip() or not around.led_by.endswith(":"):
            return False
        words = words_of(around.led_by, 0, self._agreement.adverbs)
        return bool(self._said(words, swap))

    def _is_own(self, word: str) -> bool:
        """Whether a word opens a noun phrase."""
        return word in self._agreement.before or word not in self._closed_class
