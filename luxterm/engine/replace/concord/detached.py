"""What agrees with a term without a linking verb: "Diffusée …, la …", "la … passe inaperçue", "…, née en …".

Which noun such a word belongs to, only a parser would tell for certain. So the fix waits for a person, and
only what a comma sets off directly beside the term gets its new form.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from luxterm.engine.replace.concord.absolute import Absolute
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.joined_farther import JoinedFarther
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.object_relatives import ObjectRelatives
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.words_after import Word, longest_beginning, next_sentence, words_of
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings
from luxterm.text.words import WORD, after_last, after_marks

_ENDS = ".;:!?()—–"
"""Between clauses, folded."""
_PAIR = 2
"""Where the second of two words is that a conjunction joins."""
_AHEAD = 120
"""Code points of the next sentence that are looked at."""


class Detached:
    """The words of one language that agree so."""

    def __init__(self, morphology: Morphology, predicate: Predicate) -> None:
        language = morphology.language
        grammar = language.grammar
        self._agreement = language.agreement
        self._small: frozenset[str] = grammar.small_words
        self._conjunctions: frozenset[str] = grammar.conjunctions
        self._closed_class = language.closed_class
        self._inflection = morphology.inflection
        self._predicate = predicate
        others = language.closed_class | language.agreement.acting
        asking = filter(language.agreement.asking, language.agreement.before)
        self._adjectival = morphology.inflection.but(others.union(language.agreement.nouns, asking))
        self._absolute = Absolute(morphology)
        self._as_object = ObjectRelatives(morphology, self._opening)
        self._farther = JoinedFarther(morphology, predicate)

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
            opening = self._opening(words, swap)
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
        return at > 0 and self._predicate.verb(words[at - 1 : at]) > 0

    def _announcing(self, before: str, swap: Swap) -> list[Linked]:
        """A pronoun that opens a clause before a colon, and what is said of it: "Elle est partout : la …"."""
        head = before[:-2]
        at = max(map(head.rfind, _ENDS)) + 1
        words = words_of(head[at:], at, self._agreement.adverbs)
        if not words or not self._predicate.is_subject(words[0].folded):
            return []
        return [it for it in self._predicated(words, swap) if it.plain]

    def _predicated(self, words: list[Word], swap: Swap) -> list[Linked]:
        """A pronoun for the subject that is still to come, and what is said of it: "qu’elle soit payante".

        Or what a verb without a subject says of it: "pese a ser perseguida", "tras haber sido detectada".
        """
        linked = list(self._predicate.linked(words, swap, put_in=False))
        if linked and self._predicate.is_subject(linked[0].word.folded):
            return linked
        at = next((at for at in range(len(words)) if self._predicate.verb(words[at:])), 0)
        behind = words[at + self._predicate.verb(words[at:]) :]
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
                acts = self._as_object.acts(verb.folded)
                return [Linked(word, form or "", acts, not acts)]
        return []

    def _determines(self, word: str) -> bool:
        """Whether a word can only be a determiner, or a subject: "una", not "a"."""
        governs = word in self._agreement.governing or word in self._conjunctions
        return (word in self._agreement.before and not governs) or self._predicate.is_subject(word)

    def follows(self, words: list[Word], swap: Swap, *, governed: bool) -> list[Linked]:
        """The words after the term that may agree with it; if it is `governed`, only the nearest.

        Set off by a mark ("…, diffusée en ligne, …"), or behind another word ("passe inaperçue").
        """
        first, *others = _parts(words)
        beside = self._nearest(first, others, swap) if governed else others
        found = [
            it
            for before, part in zip((first, *others), beside, strict=False)
            if not self._is_anothers(before)
            for it in self._opening(part, swap)
        ]
        if behind := self._right_behind(words):
            wrote = {it.word for it in found}
            found += [it for it in self._farther.set_off(behind, swap) if wrote.isdisjoint(behind)]
        if first and self._detaches([it.folded for it in first]):  # "… cada vez más organizado"
            found += self._opening(first, swap)
        if first and (not governed or self._agreed(first[0].folded, swap) is not None):
            found += self._attribute(first, swap)
        return found

    def _nearest(self, first: list[Word], others: list[list[Word]], swap: Swap) -> list[list[Word]]:
        """The part behind the first mark, and the row of which a relative clause is the first.

        "… que é promovido por agências, facilitado por hotéis e …".
        """
        related = (bool(it) and it[0].folded in self._agreement.relating for it in (first, *others[:1]))
        at = next((at for at, it in enumerate(related) if it), None)
        if at is None:
            return others[:1]
        row = takewhile(lambda it: self._agreed(it[0].folded, swap) is not None, others[at:])
        return others[:at] + list(row) or others[:1]

    def leaves(self, words: list[Word], swap: Swap) -> bool:
        """Whether what a mark sets off right behind the term may agree with it, and isn't written."""
        return self._farther.leaves(self._right_behind(words), swap)

    @staticmethod
    def _right_behind(words: list[Word]) -> list[Word]:
        """What marks set off there, if one is directly behind the term."""
        first, *others = _parts(words)
        return others[0] if others and not first else []

    def _is_anothers(self, before: list[Word]) -> bool:
        """Whether what follows is said of a noun that a conjunction adds: "… y su origen, investigado"."""
        at = after_last([it.folded for it in before], self._conjunctions.__contains__)
        if not 0 < at < len(before) - 1 or before[at].folded not in self._agreement.before:
            return False
        return before[at + 1].folded not in self._closed_class  # not "y la que …"

    def of_all(self, words: list[Word], swap: Swap) -> list[Linked]:
        """What stands behind the last of several nouns, or is set off there, and may agree with all of them.

        "… e a … apreendidas", "… e a …, ambas punidas por lei": only what shows that it agrees,
        and not with the new one and them.
        """
        parts, found = list(_parts(words)), list[Linked]()
        for part in (parts[0][:1], *parts[1:2]):
            for word in part:
                form = self._inflection.agreed_with_all(word.folded, swap)
                if form is None or not self._inflection.shows_agreement(word.folded):
                    break
                found.append(Linked(word, form, True))
        return found

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
        if subject and self._is_own(subject[0]):
            return []
        words = words_of(ahead[:stop], start - around.occurrence.end, self._agreement.adverbs)
        opening = [it for it in self._opening(words, swap) if it.plain]
        return opening or self._said(words, swap)

    def _said(self, words: list[Word], swap: Swap) -> list[Linked]:
        """What a linking verb that has no subject says of it: "Está prohibida en …".

        Not "Está prohibida la …", whose subject comes behind.
        """
        linked = self._predicate.linked(words, swap, put_in=False)
        said = list(linked) if self._predicate.verb(words) else []
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

    def _opening(self, words: Sequence[Word], swap: Swap) -> list[Linked]:
        """The first of some words, adverbs and the like aside, if it agrees with the old phrase alone.

        And what a conjunction joins to it: "vendue ou donnée". `plain` if it has no noun beside it.
        """
        folded, at, found = [it.folded for it in words], 0, list[Linked]()
        while at < len(words):
            while at < len(words) and (size := self._lead(folded[at:])):
                at += size
            form = self._agreed(folded[at], swap) if at < len(words) else None
            if form is None and self._is_joined_to_agreeing(folded[at:], swap):
                at += 1  # "accesible y gratuita": one form for both genders
                continue
            led = longest_beginning(folded[max(0, at - _PAIR) : at], self._agreement.detaching) == _PAIR
            if form is None or self._is_other(words[at:], swap.old, led=led):
                break
            alone = at + 1 == len(words) or folded[at + 1] in self._closed_class
            says = folded[at] in self._agreement.complex_transitives  # "jugée trop fréquente"
            alone = (
                alone or says or self._inflection.is_adverb(folded[at + 1])
            )  # "producida muchas veces en …"
            if form != folded[at]:  # "real o simulada"
                acts = folded[at] in self._agreement.acting and not found  # not in "borrada u oculta"
                found.append(Linked(words[at], form, alone and not acts))
            at += 1
            joins = at < len(words) and (folded[at] in self._conjunctions or self._detaches(folded[at:]))
            if at == len(words) or not (joins or says):
                break  # not "quer real quer simulada"
        farther = self._farther.agree(list(words[at:]), swap) if found else []
        return [*found, *(it for it in farther if it.form != it.word.folded)]

    def _is_joined_to_agreeing(self, words: Sequence[str], swap: Swap) -> bool:
        """Whether a conjunction joins the first of some words, which isn't known, to one that agrees."""
        if len(words) <= _PAIR or words[1] not in self._conjunctions or words[0] in self._closed_class:
            return False
        return self._agreed(words[_PAIR], swap) not in (None, words[_PAIR])

    def _is_other(self, words: Sequence[Word], old: Readings, *, led: bool) -> bool:
        """Whether the first of some words is a pronoun, or a verb before its object: "inquiète les …".

        Or said of the noun behind it: "una vez analizada la copia".
        """
        if self._absolute.is_one(words, old, led=led):
            return True
        word = words[0].folded
        shown = self._inflection.shows_agreement(word) and word not in self._agreement.acting
        behind = words[1].folded if len(words) > 1 else ""
        if word in self._agreement.including and behind in self._agreement.before:
            return True  # "…, incluida la trata"
        # Not "issue de …": what governs opens no object
        acts = behind in self._agreement.before and behind not in self._agreement.governing and not shown
        return acts or self._is_pronoun(word)

    def _is_pronoun(self, word: str) -> bool:
        return self._predicate.is_subject(word) or word in self._agreement.impersonal

    def _lead(self, words: Sequence[str]) -> int:
        """How many of some words may come before what agrees at their beginning: "bien qu’…", "très …"."""
        if count := self._detaches(words):
            return count
        joins = words[0] in self._conjunctions or words[0] in self._agreement.relating
        return int(joins or (self._inflection.is_adverb(words[0]) and len(words) > 1))

    def _detaches(self, words: Sequence[str]) -> int:
        """How many of some words are a known beginning of such a part, 0 if they aren't."""
        return longest_beginning(words, self._agreement.detaching)

    def _attribute(self, words: Sequence[Word], swap: Swap) -> list[Linked]:
        """What agrees behind another word, a verb or an adjective: "reste … et dangereuse".

        A determiner or a preposition opens a phrase to which it would belong.
        """
        content, beside, led, tense, found = False, False, True, False, list[Linked]()
        for index, word in enumerate(words):
            folded = word.folded
            if self._predicate.acts(list(words), index):  # "… est grave et produit des effets"
                break
            if self._opens_phrase(folded) and not (led and folded in self._agreement.governing):
                break
            if self._inflection.is_adverb(folded) or folded in self._agreement.detaching:
                continue
            if content and beside and (form := self._agreed(folded, swap)) not in (None, folded):
                found += [] if tense else [Linked(word, form or "", True)]  # not "a touché une élève"
            tense = folded in self._agreement.auxiliaries or (tense and self._as_object.passes(folded))
            joins = folded in self._small or folded in self._conjunctions
            function = joins and not self._inflection.is_adjective(folded)  # not "aparece …", a boundary
            content = content or not function
            beside = not function or folded in self._conjunctions
            # Not "e a …", an article; "… en ligne passe inaperçue", "… s’en trouve facilitée"
            led = led and folded in self._small and folded not in self._conjunctions
        return found

    def _opens_phrase(self, word: str) -> bool:
        agreement = self._agreement
        determines = word in agreement.before and word not in self._conjunctions  # "y", which is "e" before i
        return determines or word in agreement.governing or word in agreement.relating

    def in_relative(self, words: list[Word], swap: Swap) -> list[Linked]:
        """A participle that agrees with the term as the object before it: "que la police a saisie".

        Or what its verb says of it: "que tenía guardada". `plain` if the clause directly follows the term.
        """
        clause, found, agreement = self._predicate.relatives.related(words), list[Linked](), self._agreement
        found += self._as_object.beside_verbs(clause, swap, plain=clause == words)
        if agreement.objects_agree:
            return [*found, *self._as_object.agree(words, clause, swap)]
        for verb, word in pairwise(clause):
            form = self._agreed(word.folded, swap)
            if verb.folded in agreement.auxiliaries:
                linking = self._inflection.is_participle(word.folded)  # "têm guardada", "ha guardado"
            else:
                linking = verb.folded in agreement.complex_transitives
            if linking and form is not None and form != word.folded:
                found.append(Linked(word, form, clause == words))
        return found

    def _agreed(self, word: str, swap: Swap) -> str | None:
        """Its form for the new phrase if it may agree with the old one; None for any other word."""
        return None if self._is_pronoun(word) else self._adjectival.agreed(word, swap)


def _parts(words: list[Word]) -> Iterator[list[Word]]:
    """The words between punctuation marks; the first part is empty where one follows the term."""
    part: list[Word] = []
    for word in words:
        if not word.joined:
            yield part
            part = []
        part.append(word)
    yield part
