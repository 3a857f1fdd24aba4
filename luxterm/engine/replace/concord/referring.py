"""The pronouns that may stand for a term, in its sentence and at the beginning of the next.

Which noun one stands for, only a reader can tell for certain: a fix beside one is never made unasked. It is
written anew where nothing else is nearer; where it shows which nouns it stands for, and stays, the fix can't
be right.
"""

from collections.abc import Iterator, Sequence

from luxterm.engine.replace.agreed import After, Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import changes_of
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.concord.relative_pronouns import RelativePronouns, by_form, shows_gender
from luxterm.engine.replace.words_after import Word, opens, words_of, words_of_next
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Cell, Readings, form_for, last_word

_NOUN = 4
"""Words of a noun with its determiner and adjectives at most."""


class Referring:
    """Those of one language."""

    def __init__(self, morphology: Morphology, predicate: Predicate) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._predicate = predicate
        self._determiners = morphology.determiners
        self._linking = morphology.linking
        self._function_words = language.function_words
        self._boundaries = language.grammar.boundaries
        self._conjunctions = language.grammar.conjunctions
        self._verbs = language.all_verbs
        self._relating = RelativePronouns(language)
        self._oblique = by_form(language.agreement.oblique_pronouns)

    def agree(
        self,
        around: Surroundings,
        before: str,
        words: list[Word],
        swap: Swap,
        written: Sequence[Change],
    ) -> After:
        """What the pronouns after a term ask for, for the old phrase and the new one.

        `before` comes before it; `written` is what changes already.
        """
        joined = self._is_joined(before, words)
        made = self._relative(words, swap, joined=joined)
        alone = self._agreement.is_nearest(before.replace("'", "' ").split(), swap.old)
        following = words_of_next(around, self._agreement.adverbs)
        for pronoun, rest, nearest in self._pronouns(words, following, swap.old, joined=joined):
            made = made._replace(sure=False)
            if nearest and len(pronoun) > 1 and self._is_subject(pronoun):  # "rend celle-ci plus violente"
                said = self._predicate.attributed(rest, swap)
                made = made._replace(changes=(*made.changes, *changes_of(said)))
            if not nearest or any(_within(pronoun, it) for it in (*made.changes, *written)):
                continue
            again = self._again(around, words, (pronoun, rest), swap, alone=alone)
            if again is not None:
                half = made.half or not again
                made = After(changes=(*made.changes, *again), sure=False, half=half)
        done = (*written, *made.changes)
        next_one = self._resuming(following, words, swap, done, alone=alone, joined=joined)
        if next_one is not None:
            half = made.half or next_one.half
            made = After(changes=(*made.changes, *next_one.changes), sure=False, half=half)
        return made

    def _relative(self, words: list[Word], swap: Swap, *, joined: bool) -> After:
        """What the relative pronouns ask for."""
        written = self._relating.written(words, swap)
        stays = not written and self._relating.opens(words, swap.old, joined=joined)
        return After(changes=tuple(written), sure=not self._relating.are_among(words, swap.old), half=stays)

    def _pronouns(
        self, words: list[Word], following: list[Word], old: Readings, *, joined: bool
    ) -> Iterator[tuple[list[Word], list[Word], bool]]:
        """As `_among`, in the term's sentence and inside the next, where only one that shows its nouns."""
        yield from self._among(words, [], old, joined=joined)
        for each in self._among(following, [it.folded for it in words], old, joined=joined):
            pronoun = each[0]
            if pronoun[0] != following[0] and self._fits(pronoun, old) is not None:
                yield each

    def _again(
        self,
        around: Surroundings,
        words: list[Word],
        standing: tuple[list[Word], list[Word]],
        swap: Swap,
        *,
        alone: bool,
    ) -> list[Change] | None:
        """What becomes of a pronoun that is `standing` before some words, and of what is said of it.

        None if it may be of the subject before a term that isn't `alone`, as none of several words is:
        "celle-ci" stands for the nearest noun.
        """
        pronoun, rest = standing
        itself, subject = self._is_itself(pronoun), self._is_subject(pronoun)
        apposed = itself and pronoun[0] is words[0] and pronoun[0].joined  # "la … elle-même"
        if subject and len(pronoun) == 1 and self._is_conceded(around, words, pronoun[0], swap.old):
            again = self._said(words, swap)
        elif not alone and not apposed and (itself or (subject and len(pronoun) == 1)):
            return None
        else:
            again = self._subject([*pronoun, *rest], swap) if subject and not itself else []
        return again or self._alone(pronoun, rest, swap)

    def announce(self, before: str, old: Readings) -> bool:
        """Whether a pronoun before what a mark sets off may stand for it: "elle est interdite : la …".

        Not behind a preposition: "selon elle, la …".
        """
        if not before.endswith((", ", ": ")):
            return False
        words = words_of(before, 0, self._agreement.adverbs)
        return any(
            self._predicate.is_subject(word.folded)
            and bool(self._fits([word], old))
            and not (index and words[index - 1].folded in self._agreement.governing)
            for index, word in enumerate(words)
        )

    def _among(
        self, words: list[Word], between: list[str], old: Readings, *, joined: bool
    ) -> Iterator[tuple[list[Word], list[Word], bool]]:
        """The pronouns that may stand for a term, the words after each, and whether nothing else is nearer.

        That is known only of those that show which nouns they stand for. What is `between` comes before.
        """
        for index in range(len(words)):
            count = opens(words[index:], self._agreement.pronouns)
            # Before "de" there is no noun: "sobre todo la de …"
            if not count or (count == 1 and self._is_determiner(words, index)):
                continue
            if 1 < count <= opens(words[index + 1 :], self._agreement.pronouns):
                continue  # "est elle aussi": not "est-elle"
            pronoun = words[index : index + count]
            if self._determines(pronoun, words[index + count :]):
                continue
            fits = self._fits(pronoun, old)
            if fits is False and self._is_of_several(pronoun, [*between, *(it.folded for it in words)], old):
                yield pronoun, words[index + count :], False
            elif fits is False and joined and self._is_of_both(pronoun, words[:index], old):
                yield pronoun, words[index + count :], False  # "la traite et la …, toutes deux"
            elif fits is not False:
                before = self._but_governing([*between, *(it.folded for it in words[:index])], pronoun)
                nearest = self._agreement.is_nearest(before, old)
                yield pronoun, words[index + count :], bool(fits) and nearest

    def _but_governing(self, before: list[str], pronoun: list[Word]) -> list[str]:
        """The words before a pronoun, without its preposition and the noun on which that hangs.

        Which the pronoun can't stand for: "una copia de ella", "une copie de celle-ci".
        """
        governing, first = self._agreement.governing, pronoun[0].folded
        if before and before[-1] in governing:
            before = before[:-1]  # the Portuguese "a" of "a ela" is no article
        elif not (first in governing or self._agreement.governs(first)):
            return before
        for at in range(len(before) - 2, max(len(before) - _NOUN, 0) - 1, -1):
            if before[at] in self._agreement.before and before[at] not in governing:
                return before[:at]
            if before[at] in self._boundaries:
                break
        return before

    def _subject(self, words: list[Word], swap: Swap) -> list[Change]:
        """What becomes of a pronoun that begins some words, and of what is said of it, unless it stays."""
        found = list(self._predicate.linked(words, swap, put_in=False))
        if not found or found[0].word != words[0]:
            return []
        return [Change(it.word.start, it.word.end, it.form) for it in found if it.plain]

    def _is_conceded(self, around: Surroundings, words: list[Word], pronoun: Word, old: Readings) -> bool:
        """Whether a mark right behind the term sets off a verb and its subject: "…, seja ela real ou não".

        Not behind a preposition, which may join the term to the noun that is meant: "a posse da …, seja ela".
        """
        opens_so = bool(words) and not words[0].joined and self._predicate.verb(words[:1]) > 0
        if not opens_so or words[1:2] != [pronoun]:
            return False
        standing = self._determiners.standing(around.left, old)
        if standing:
            return not standing[0].paradigm.preposition
        return last_word(around.left).rstrip("'") not in self._agreement.governing

    def _is_subject(self, pronoun: Sequence[Word]) -> bool:
        return self._predicate.is_subject(pronoun[0].folded)

    def _alone(self, pronoun: list[Word], rest: list[Word], swap: Swap) -> list[Change]:
        """What stands behind a preposition: "de ella", "dela"; or ends a clause: "es esa", not "la de …".

        Or before a verb, which may say something of it: "esta es vendida".
        """
        first, *others = pronoun
        joined = bool(rest) and rest[0].joined
        said = self._said(rest, swap) if joined else []
        if cells := self._oblique_of(pronoun):
            form = form_for(cells, swap.new)
            return [] if form is None else [Change(first.start, pronoun[-1].end, form), *said]
        if others:  # "celle-ci", the object
            tables = self._agreement.subject_pronouns
            cells = next((it for it in tables if first.folded in (cell.folded for cell in it)), ())
            form = form_for(cells, swap.new) if others[0].folded in self._boundaries else None
            return [Change(first.start, first.end, form)] if form else []
        if joined and not self._is_verb(rest[:1]):
            return []
        standing = self._determiners.standing(f"{first.folded} ", ())
        written = self._determiners.written(standing[0], swap.new, "") if standing else []
        return [Change(first.start, first.end, written[0]), *said] if written and written[0] else []

    def _said(self, words: list[Word], swap: Swap) -> list[Change]:
        """What a linking verb that opens some words, or follows its adverb, says of a pronoun before them."""
        linked = self._predicate.linked(words, swap, put_in=False)
        return [Change(it.word.start, it.word.end, it.form) for it in linked if it.plain]

    def _is_itself(self, pronoun: list[Word]) -> bool:
        """Whether a pronoun of several words stands for the subject: "sí misma", not "esta última"."""
        return (
            len(pronoun) > 1
            and bool(self._oblique_of(pronoun))
            and pronoun[0].folded not in self._agreement.before
            and pronoun[0].folded not in self._agreement.governing  # "a la misma"
            and not opens(pronoun, self._agreement.detaching)  # "una parte de la …, si no toda"
        )

    def _oblique_of(self, pronoun: Sequence[Word]) -> tuple[Cell, ...]:
        """All forms of a pronoun that stands behind a preposition; none of another one."""
        return self._oblique.get(" ".join(it.folded for it in pronoun), ())

    def _resuming(
        self,
        first: list[Word],
        words: list[Word],
        swap: Swap,
        done: Sequence[Change],
        *,
        alone: bool,
        joined: bool,
    ) -> After | None:
        """What becomes of a pronoun that is `first` in the next sentence, and of what is said of it.

        None if none there may stand for the term, or it is `done`. `words` are between; if the term isn't
        `alone`, "elle" may be a noun before it, but "celle-ci" and "la misma" are the nearest.
        """
        count = opens(first, self._agreement.pronouns)
        fits = self._fits(first[:count], swap.old)
        if count and fits is False and joined and self._is_of_both(first[:count], words, swap.old):
            # "Estas se difunden", but not "Estas medidas"
            alone = count > 1 or first[0].folded not in self._agreement.before
            return After(half=True) if alone or self._is_verb(first[count : count + 1]) else None
        if not count or fits is False or any(_within(first[:count], it) for it in done):
            return None
        # "Esta se difunde …", but not "Esta medida …"
        if first[0].folded in self._agreement.before and not self._is_verb(first[count : count + 1]):
            return None
        if not alone and count == 1 and self._predicate.is_subject(first[0].folded):
            return After()
        if not self._agreement.is_nearest((it.folded for it in words), swap.old):
            return After(half=bool(fits))
        if fits is None and first[0].folded in self._agreement.impersonal:  # "Il est clair que"
            linked = list(self._predicate.linked(first, swap, put_in=False))
            if not alone or not linked or linked[0].word != first[0]:
                return After(half=any(it.form != it.word.folded for it in linked))
        found = self._subject(first, swap)
        found = found or (self._alone(first[:count], first[count:], swap) if fits else [])
        return After(changes=tuple(found), half=bool(fits) and not found)

    def _is_verb(self, words: list[Word]) -> bool:
        """Whether the first of some words, if there is any, is hardly a noun after a determiner."""
        if not words:
            return False
        word = words[0].folded
        noun = word in self._agreement.nouns or word in self._agreement.adjectives_by_form
        if noun and word not in self._function_words:
            return False  # "esta conta", "esa gran desconocida"
        known = word in self._verbs or word in self._function_words
        return known or word.endswith(self._agreement.clitic_verbs) or self._linking.begins([word]) > 0

    def _fits(self, pronoun: Sequence[Word], old: Readings) -> bool | None:
        """Whether a pronoun may stand for a phrase by its form; None if that shows nothing."""
        forms = [it.folded for it in pronoun]
        spelled = dict.fromkeys((*forms, " ".join(forms)))  # "sí misma", too
        shown = [it for form in spelled for it in self._agreement.shown_by(form)]
        impersonal = any(it.folded in self._agreement.impersonal for it in pronoun)
        if any(it <= each for it in shown for each in old):
            return None if impersonal else True
        return False if shown else None

    def _is_of_several(self, pronoun: list[Word], after: list[str], old: Readings) -> bool:
        """Whether a plural pronoun may stand for a term and what a conjunction behind it joins to it."""
        if not after or after[0] not in self._conjunctions:
            return False
        return shows_gender(self._agreement, pronoun, old)

    def _is_of_both(self, pronoun: list[Word], between: list[Word], old: Readings) -> bool:
        """Whether a plural pronoun may stand for a term and what it is joined to: no "las niñas" between."""
        shown = tuple(self._agreement.shown_by(pronoun[0].folded))
        nearest = self._agreement.is_nearest((it.folded for it in between), shown)
        return nearest and shows_gender(self._agreement, pronoun, old)

    def _is_joined(self, before: str, words: list[Word]) -> bool:
        """Whether a conjunction or a comma joins a term to what comes before or directly after it."""
        left = before.rstrip()
        last = last_word(f"{left} ")
        while last in self._agreement.before and last not in self._conjunctions:  # an article
            left = left.removesuffix(last).rstrip()
            last = last_word(f"{left} ")
        after = words[0].folded if words else ""
        return left.endswith(",") or last in self._conjunctions or after in self._conjunctions

    def _is_determiner(self, words: list[Word], index: int) -> bool:
        """Whether a word that may also stand for a noun has one after it: it doesn't begin its clause."""
        word, *rest = words[index : index + 2]
        if word.folded not in self._agreement.before:
            return False
        if not word.joined:  # ", esta conta …"
            return bool(rest) and rest[0].joined and rest[0].folded in self._agreement.nouns
        before = words[index - 1].folded if index else ""
        if before in self._conjunctions:
            return False
        within = before in self._agreement.governing or before in self._agreement.before
        return within or before not in self._boundaries

    def _determines(self, pronoun: list[Word], rest: list[Word]) -> bool:
        """Whether a pronoun of several words has a noun after it: "la misma fiscalía", not "la misma que".

        Or a determiner and a noun: "si no toda la red".
        """
        forms = self._agreement.before.get(pronoun[-1].folded, ()) if len(pronoun) > 1 else ()
        if not (rest and rest[0].joined):
            return False
        if any(self._agreement.paradigms[number].predeterminer for _, number, _ in forms):
            if rest[0].folded in self._agreement.before:
                return True
        phrase = " ".join(it.folded for it in pronoun)
        determiner = any(form.strip() == phrase for form, _, _ in forms)
        return determiner and not self._is_verb(rest[:1])


def _within(pronoun: list[Word], change: Change) -> bool:
    """Whether a change is of one of a pronoun's words."""
    return pronoun[0].start < change.end and change.start < pronoun[-1].end
