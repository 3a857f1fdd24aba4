"""The pronouns that may stand for a term, in its sentence and at the beginning of the next.

Which noun one stands for, only a reader can tell for certain: a fix beside one is never made unasked. It is
written anew where nothing else is nearer; where it shows which nouns it stands for, and stays, the fix can't
be right.
"""

from collections.abc import Sequence

from luxterm.engine.replace.agreed import After, Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import changes_of
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.concord.pronouns import Pronouns
from luxterm.engine.replace.concord.relative_pronouns import RelativePronouns, by_form
from luxterm.engine.replace.words_after import Word, opens, words_of, words_of_next
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Cell, Readings, form_for, last_word


class Referring:
    """Those of one language."""

    def __init__(self, morphology: Morphology, predicate: Predicate) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._predicate = predicate
        self._determiners = morphology.determiners
        self._linking = morphology.linking
        self._subjects = morphology.subjects
        self._boundaries = language.grammar.boundaries
        self._conjunctions = language.grammar.conjunctions
        self._relating = RelativePronouns(language)
        self._oblique = by_form(language.agreement.oblique_pronouns)
        self._pronouns = Pronouns(morphology)

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
        for pronoun, rest, nearest in self._pronouns.near(words, following, swap.old, joined=joined):
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
            word.folded in self._subjects
            and bool(self._pronouns.fits([word], old))
            and not (index and words[index - 1].folded in self._agreement.governing)
            for index, word in enumerate(words)
        )

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
        opens_so = bool(words) and not words[0].joined and self._linking.verb(words[:1]) > 0
        if not opens_so or words[1:2] != [pronoun]:
            return False
        standing = self._determiners.standing(around.left, old)
        if standing:
            return not standing[0].paradigm.preposition
        return last_word(around.left).rstrip("'") not in self._agreement.governing

    def _is_subject(self, pronoun: Sequence[Word]) -> bool:
        return pronoun[0].folded in self._subjects

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
        if joined and not self._pronouns.is_verb(rest[:1]):
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
        fits = self._pronouns.fits(first[:count], swap.old)
        if count and fits is False and joined and self._pronouns.are_of_both(first[:count], words, swap.old):
            # "Estas se difunden", but not "Estas medidas"
            alone = count > 1 or first[0].folded not in self._agreement.before
            return After(half=True) if alone or self._pronouns.is_verb(first[count : count + 1]) else None
        if not count or fits is False or any(_within(first[:count], it) for it in done):
            return None
        # "Esta se difunde …", but not "Esta medida …"
        if first[0].folded in self._agreement.before and not self._pronouns.is_verb(first[count : count + 1]):
            return None
        if not alone and count == 1 and first[0].folded in self._subjects:
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

    def _is_joined(self, before: str, words: list[Word]) -> bool:
        """Whether a conjunction or a comma joins a term to what comes before or directly after it."""
        left = before.rstrip()
        last = last_word(f"{left} ")
        while last in self._agreement.before and last not in self._conjunctions:  # an article
            left = left.removesuffix(last).rstrip()
            last = last_word(f"{left} ")
        after = words[0].folded if words else ""
        return left.endswith(",") or last in self._conjunctions or after in self._conjunctions


def _within(pronoun: list[Word], change: Change) -> bool:
    """Whether a change is of one of a pronoun's words."""
    return pronoun[0].start < change.end and change.start < pronoun[-1].end
