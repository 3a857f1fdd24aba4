"""What stands after a noun phrase and agrees with it: an adjective, a predicate, a pronoun.

What is recognised is written in its new form. But a reader has to look at each: a fix with any of them is
never made unasked.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luxterm.engine.replace.detached import Detached
from luxterm.engine.replace.determiners import Change, Determiners, Standing
from luxterm.engine.replace.inflection import Inflection
from luxterm.engine.replace.linking import Linking
from luxterm.engine.replace.object_pronouns import ObjectPronouns
from luxterm.engine.replace.phrases import Phrase, Phrases
from luxterm.engine.replace.predicate import Linked, Predicate
from luxterm.engine.replace.referring import Referring
from luxterm.engine.replace.words_after import Word, words_after
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import last_word
from luxterm.termbase.language import Language
from luxterm.text.marks import QUOTES
from luxterm.text.words import WORD, after_last

_MARKS = f",.;:!?()*—–{QUOTES}"
"""Between clauses, folded or not."""
_DIGITS = "0123456789.,"
"""What a sign may be joined to: "60%"."""


class After(NamedTuple):
    """What becomes of the words after a term: `sure` if nothing there has to agree.

    `half` if a word may have to agree that stays as it stands, as its noun may be another one. `set_in` is to
    stand beside the new head, and `taken` code points after the term go for it. Places are from the term's
    end.
    """

    set_in: str = ""
    taken: int = 0
    changes: tuple[Change, ...] = ()
    sure: bool = True
    half: bool = False


class Following:
    """The words after a term in one language."""

    def __init__(self, language: Language, phrases: Phrases, inflection: Inflection) -> None:
        self._grammar = language.grammar
        self._phrases = phrases
        self._inflection = inflection
        self._determiners = Determiners(language.agreement, phrases)
        self._predicate = Predicate(language, inflection)
        self._detached = Detached(language, phrases, inflection, self._predicate)
        self._objects = ObjectPronouns(language, inflection)
        self._agreement = language.agreement
        self._relating = language.agreement.relating
        self._linking = Linking(language.agreement)
        self._referring = Referring(language, phrases, self._predicate)
        self._short = {word for _, _, short in language.grammar.once for word in short if word}
        self._governing = language.agreement.governing if language.agreement.relating else frozenset[str]()
        self._parts = language.agreement.parts
        relating = (f" {it} " for it in language.agreement.relating)  # "tant la … que la …"
        self._joints = (*language.joints, *relating, ", ")
        self._function_words = language.function_words | language.grammar.conjunctions

    def agree(self, around: Surroundings, old: Phrase, new: Phrase, standing: Standing | None) -> After:
        """What the new phrase asks for in place of the old one, with a determiner before it or none."""
        changed = set(old.readings) != set(new.readings)
        words = words_after(around, self._agreement.adverbs)
        made = self._attribute(around, words, old, new, changed)
        if not changed:
            return made
        bare = not (standing and standing.has_features)
        of_head = bare and bool(made.changes or made.set_in) and self._is_of_head(around, words[0].folded)
        made = After(sure=False) if of_head else made
        before = self._without_adjectives(around.left[: standing.start if standing else None], old)
        part = self._is_part(around, standing)
        governed = not part and (
            self._is_governed(around, standing, old) or self._is_compared(around, before)
        )
        linked, sure = self._linked(around, before, words, old, new, governed=governed, part=part)
        resuming = self._detached.resuming(around, old, new)
        sure = made.sure and sure and not resuming
        if self._predicate.is_left_out(words, old.readings):
            made, sure = made._replace(half=True), False
        opening = self._detached.precedes(before, old, new)
        loose = [] if of_head else self._detached.follows(words, old, new, governed=governed)
        loose = [it for it in loose if it.word.start >= made.taken and not _within(it.word, made.changes)]
        loose = [it for it in loose if all(it.word != other.word for other in linked)]
        rival = governed or self._has_rival(before, old)
        apart = not governed and any(it.form != it.word.folded and it.apart for it in linked)
        objects = self._objects.agree(around, words, old.readings, new.readings)
        fronted = _changes(opening, around.sentence.start - around.occurrence.end)
        told = () if rival else _changes(loose)
        changes = (*fronted, *made.changes, *objects.changes, *told, *_changes(linked), *_changes(resuming))
        referred = self._referring.agree(around, before, words, (old, new), changes)
        return After(
            made.set_in,
            made.taken,
            tuple(dict.fromkeys((*changes, *referred.changes))),
            sure=sure and objects.sure and referred.sure and not (opening or loose),
            half=made.half
            or apart
            or objects.half
            or referred.half
            or (rival and bool(loose))
            or self._is_joined_by_adjective(around, words, old),
        )

    def with_all(self, around: Surroundings, old: Phrase) -> tuple[Change, ...]:
        """What a verb says of all that a term joins, if what the new words join differs in gender.

        "La prostitución y la pornografía … están prohibidas".
        """
        words = words_after(around, self._agreement.adverbs)
        return tuple(_changes(self._predicate.with_all(words, old.readings, (self._agreement.mixed,))))

    def _linked(
        self,
        around: Surroundings,
        before: str,
        words: list[Word],
        old: Phrase,
        new: Phrase,
        *,
        governed: bool,
        part: bool,
    ) -> tuple[list[Linked], bool]:
        """What a verb links to the term, and whether nothing is; `before` comes before its determiner."""
        readings = old.readings, new.readings
        put_in = bool(words) and not (words[0].joined or governed)  # "who owns the …, if real, shall be …"
        predicates = self._predicate.related(words) if governed else words
        linked = list(self._predicate.linked(predicates, *readings, put_in=put_in))
        several = self._joined(around, before) and (not governed or self._is_compared(around, before))
        together = list(self._predicate.with_all(words, *readings)) if several else []
        is_object = self._linking.is_attributed(WORD.findall(before))
        attributed = self._predicate.attributed(words, *readings) if is_object else []
        relative = self._detached.in_relative(words, old, new)
        others = any(it.form != it.word.folded for it in attributed)
        others = others or self._objects.precede(around, old.readings)
        sure = not (linked or together or relative or others)
        related = self._predicate.is_related(words) and not self._is_correlated(before)
        if related:  # "…, qui est punie", whatever is before it
            linked = list(self._predicate.linked(words[1:], *readings, put_in=put_in))
        elif attributed:
            linked = attributed
        elif self._is_alternative(before, words):
            linked = [*(it._replace(plain=False, apart=True) for it in linked), *together]
        elif not (part or self._opens_clause(before)):
            linked = together
        elif together:
            linked += together
        return [*linked, *relative], sure

    def _without_adjectives(self, before: str, old: Phrase) -> str:
        """Text before a noun phrase, without the adjectives that open it: "Nova …"."""
        while (word := last_word(before)) and self._inflection.is_adjective(word):
            if word in self._function_words or self._inflection.agreed(word, old.readings, ()) is None:
                break
            before = before.rstrip(" ").removesuffix(word)
        return before

    def _is_governed(self, around: Surroundings, standing: Standing | None, old: Phrase) -> bool:
        """Whether a preposition, or a verb directly before it, shows that the term is no subject."""
        left, bare = around.left, standing is None or not standing.has_features
        if standing and not bare:
            left = left[: standing.start]
            if standing.paradigm.preposition:  # "de la" may be an article
                return not self._opens_clause(left)
        left = self._without_adjectives(left, old)
        word = last_word(left)
        if word.rstrip("'") in self._governing:
            # "plus de …", "beaucoup de …" are subjects
            return last_word(left.rstrip(" ").removesuffix(word)) not in self._grammar.boundaries
        # Without an article no subject stands before its verb, but in a list, or after an adjective
        adjective = self._inflection.is_adjective(word) and word not in self._agreement.acting
        return bare and bool(word) and not (adjective or word in self._function_words)

    def _is_correlated(self, before: str) -> bool:
        """Whether what follows is joined to the term, and doesn't relate to it: "tant la … que la …"."""
        return last_word(before) in self._agreement.correlating

    def _is_alternative(self, before: str, words: list[Word]) -> bool:
        """Whether another noun stands in its place, nearer to the verb: "soit la …, soit la … est"."""
        first = words[0] if words else None
        return bool(first and not first.joined and first.folded == last_word(before))

    def _is_compared(self, around: Surroundings, before: str) -> bool:
        """Whether commas set it off from the subject, to which it is joined: "…, ainsi que la …, est …"."""
        phrase = next(filter(before.endswith, self._agreement.comparing), "")
        return bool(phrase) and before[: -len(phrase)].endswith(",") and around.right.startswith(",")

    def _is_part(self, around: Surroundings, standing: Standing | None) -> bool:
        """Whether it is what a part is one of, as in "60 % de la …"."""
        left = around.left
        if standing and standing.has_features:
            if not standing.paradigm.preposition:
                return False
            left = left[: standing.start]
        else:
            left = left.rstrip(" ").removesuffix(last_word(left))
        return left.rstrip(" ").rpartition(" ")[2].lstrip(_DIGITS) in self._parts

    def _has_rival(self, before: str, old: Phrase) -> bool:
        """Whether another noun before the term, in its clause, may be what something after it agrees with."""
        clause = before[max(map(before.rfind, _MARKS)) + 1 :]
        return not self._agreement.is_nearest(clause.split(), old.readings)

    def _is_joined_by_adjective(self, around: Surroundings, words: list[Word], old: Phrase) -> bool:
        """Whether a conjunction or a slash joins an adjective of its head to it: "infantil o adulta"."""
        if words and words[0].start == 1 and around.right.startswith("/"):
            return self._inflection.agreed(words[0].folded, old.readings, ()) is not None
        if len(words) < 2 or words[0].folded not in self._grammar.conjunctions:
            return False
        joint, adjective, *rest = words
        if joint.folded in self._agreement.predicating:
            return False  # "estima la … como peligrosa"
        if not (joint.joined and adjective.joined and self._inflection.is_adjective(adjective.folded)):
            return False
        alone = not rest or not rest[0].joined or rest[0].folded in self._function_words
        return alone and self._inflection.agreed(adjective.folded, old.readings, ()) is not None

    def _joined(self, around: Surroundings, before: str) -> bool:
        """Whether a conjunction or comma joins it to a noun; `before` is left of its determiner."""
        return before.endswith(self._joints) or around.right.startswith(self._joints)

    def _attribute(
        self, around: Surroundings, words: list[Word], old: Phrase, new: Phrase, changed: bool
    ) -> After:
        """An adjective or a participle directly after the term, or after an adverb there."""
        first = words[0] if words and around.right.startswith(f" {words[0].folded}") else None
        if first is None:
            return After()
        if superlative := self._superlative(words, old, new):
            return After(changes=superlative, sure=False)
        if len(words) > 1 and words[1].joined and self._inflection.is_adverb(first.folded):
            return self._after_adverb(words[1:], old, new)
        known = self._inflection.is_adjective(first.folded)
        if first.folded in self._function_words:  # "présente" may be a verb as well
            return After(sure=not (known and changed))
        form = self._inflection.agreed(first.folded, old.readings, new.readings)
        if form is None or (known and self._may_act(words)):  # "inquiète les autorités"
            unknown = new.has_complement and self._is_plural_adjective(around, first.folded)
            return After(sure=not (unknown or (known and changed)))
        if not known and self._phrases.is_noun(first.folded):
            return After()
        row = [Linked(first, form, True), *self._row(words[1:], old, new)]
        if new.has_complement and known and not (self._goes_on(words) or self._ends_in_adjective(new)):
            return After(_written(words, row), row[-1].word.end, sure=False)
        changes = tuple(_changes(row))
        # An adjective would be apart from its noun: "… de niños solitario"
        apart = new.has_complement and not known and not self._inflection.is_of_participle(first.folded)
        fits = apart or self._fits_complement(first.folded, new)
        return After(changes=changes, sure=not changes and not fits)

    def _superlative(self, words: list[Word], old: Phrase, new: Phrase) -> tuple[Change, ...]:
        """The changes of one with an article of its own: "la plus violente"; nothing where there is none."""
        article, *rest = words
        standing = self._determiners.standing(f"{article.folded} ", old.readings)
        if len(rest) < 2 or not (standing and standing[0].has_features):
            return ()
        adverb, word = rest[:2]
        if not (adverb.joined and word.joined and self._inflection.is_adverb(adverb.folded)):
            return ()
        form = self._agreed(word.folded, old, new)
        written = self._determiners.written(standing[0], new, adverb.folded)[0]
        if form is None or written is None or word.folded in self._function_words:
            return ()
        found = [Linked(article, written, True), Linked(word, form, True), *self._row(rest[2:], old, new)]
        return tuple(_changes(found))

    def _row(self, words: list[Word], old: Phrase, new: Phrase) -> list[Linked]:
        """What a conjunction joins to an adjective or a participle: "détectée et signalée"."""
        at, found = 0, list[Linked]()
        while at + 1 < len(words) and words[at].joined and words[at].folded in self._grammar.conjunctions:
            at += 1
            while at + 1 < len(words) and self._inflection.is_adverb(words[at].folded):
                at += 1
            word = words[at]
            if not word.joined or word.folded in self._function_words:
                break
            form = self._agreed(word.folded, old, new)
            if form is None or word.folded in self._agreement.acting:
                break
            found.append(Linked(word, form, True))
            at += 1
        return [*found, *self._joined_farther(words[at:], old, new)]

    def _joined_farther(self, words: list[Word], old: Phrase, new: Phrase) -> list[Linked]:
        """What a conjunction joins to a participle that has words of its own: "… en Europe et produite …"."""
        for index, word in enumerate(words[:-1]):
            following = words[index + 1]
            if not word.joined or word.folded in self._relating or self._predicate.verb(words[index:]):
                break
            if index == 0 or word.folded not in self._grammar.conjunctions or not following.joined:
                continue
            shown = self._inflection.is_adjective(following.folded)
            shown = shown or self._inflection.is_of_participle(following.folded)
            form = self._agreed(following.folded, old, new) if shown else None
            if form and self._agreement.is_nearest((it.folded for it in words[:index]), old.readings):
                return [Linked(following, form, True)]
        return []

    def _may_act(self, words: list[Word]) -> bool:
        """Whether a word directly after the term may be its verb: nothing follows, or an object does."""
        verb, *rest = words
        if verb.folded not in self._agreement.acting:
            return False
        return not (rest and rest[0].joined) or rest[0].folded in self._agreement.before

    def _is_of_head(self, around: Surroundings, word: str) -> bool:
        """Whether a word after a term without article may be of the noun before: "image de … détectée"."""
        preposition = last_word(around.left)
        head = last_word(around.left.rstrip(" ").removesuffix(preposition))
        if (
            preposition.rstrip("'") not in self._governing
            or not head.isalpha()
            or head in self._function_words
        ):
            return False
        if readings := self._phrases.of(head).readings:
            return self._inflection.agreed(word, readings, ()) is not None
        plural = self._grammar.plural_endings
        return head.endswith(plural) == word.endswith(plural)

    def _is_plural_adjective(self, around: Surroundings, word: str) -> bool:
        """Whether a word after a plural is one, though no table knows it: "des enfants … suisses"."""
        plural = self._grammar.plural_endings
        return around.folded.endswith(plural) and word.endswith(plural) and not self._phrases.is_noun(word)

    def _after_adverb(self, words: list[Word], old: Phrase, new: Phrase) -> After:
        word = words[0]
        form = None if word.folded in self._function_words else self._agreed(word.folded, old, new)
        if form is None or form == word.folded:
            return After()
        row = [Linked(word, form, True), *self._row(words[1:], old, new)]
        return After(changes=tuple(_changes(row)), sure=False)

    def _agreed(self, word: str, old: Phrase, new: Phrase) -> str | None:
        """The form of an adjective or a participle beside the new phrase; None for any other word."""
        if not self._inflection.is_adjective(word) and self._phrases.is_noun(word):
            return None
        return self._inflection.agreed(word, old.readings, new.readings)

    def _fits_complement(self, word: str, new: Phrase) -> bool:
        """Whether a word after it may belong to its complement: "… de niñas y niños condenados"."""
        if not new.has_complement:
            return False
        last = self._phrases.of(new.text.rpartition(" ")[2]).readings
        return not last or self._inflection.agreed(word, last, last) is not None

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
        clause = before[max(map(before.rfind, _MARKS)) + 1 :].split()
        at = after_last(clause, self._relating.__contains__)
        return self._function_words.issuperset(clause[at:])  # "… para que la …"


def _changes(found: Iterable[Linked], at: int = 0) -> Iterator[Change]:
    """The changes of words that certainly agree and have another form, from a place on."""
    for word, form, plain, _ in found:
        if plain and form not in ("", word.folded):
            yield Change(at + word.start, at + word.end, form)


def _written(words: list[Word], row: list[Linked]) -> str:
    """The words up to the last of a row, with the new forms of those in it."""
    forms = {it.word.start: it.form for it in row}
    return " ".join(forms.get(it.start, it.folded) for it in words if it.end <= row[-1].word.end)


def _within(word: Word, changes: Iterable[Change]) -> bool:
    """Whether one of the changes is of this word or phrase."""
    return any(word.start <= it.start < word.end for it in changes)
