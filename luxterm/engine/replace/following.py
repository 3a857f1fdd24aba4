"""What stands after a noun phrase and agrees with it: an adjective, a predicate, a pronoun.

What is recognised is written in its new form. But a reader has to look at each: a fix with any of them is
never made unasked.
"""

from collections.abc import Iterable

from luxterm.engine.replace.agreed import After
from luxterm.engine.replace.attributes import Attributes
from luxterm.engine.replace.detached import Detached
from luxterm.engine.replace.determiners import Change, Standing
from luxterm.engine.replace.inflection import Inflection
from luxterm.engine.replace.inner_attribute import InnerAttribute
from luxterm.engine.replace.left_out import LeftOut
from luxterm.engine.replace.linked import Linked, changes_of
from luxterm.engine.replace.linking import Linking
from luxterm.engine.replace.object_pronouns import ObjectPronouns
from luxterm.engine.replace.phrases import Phrase, Phrases
from luxterm.engine.replace.predicate import Predicate
from luxterm.engine.replace.referring import Referring
from luxterm.engine.replace.words_after import Word, words_after
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import last_word
from luxterm.termbase.language import Language
from luxterm.text.marks import QUOTES
from luxterm.text.words import WORD, after_last
from luxterm.text.words import words as words_of

_MARKS = f",.;:!?()*—–{QUOTES}"
"""Between clauses, folded or not."""
_CLAUSES = ".;:!?()—–"
"""Those that no comma is among."""
_DIGITS = "0123456789.,"
"""What a sign may be joined to: "60%"."""


class Following:
    """The words after a term in one language."""

    def __init__(self, language: Language, phrases: Phrases, inflection: Inflection) -> None:
        self._grammar = language.grammar
        self._inflection = inflection
        self._phrases = phrases
        self._predicate = Predicate(language, inflection)
        self._attributes = Attributes(language, phrases, inflection, self._predicate)
        self._detached = Detached(language, phrases, inflection, self._predicate)
        self._objects = ObjectPronouns(language, inflection, self._predicate)
        self._agreement = language.agreement
        self._relating = language.agreement.relating
        self._linking = Linking(language.agreement)
        self._referring = Referring(language, phrases, self._predicate)
        self._left_out = LeftOut(language, phrases, inflection)
        self._inner = InnerAttribute(language, phrases, inflection)
        self._governing = language.agreement.governing if language.agreement.relating else frozenset[str]()
        self._parts = language.agreement.parts
        self._texts = language.contexts["enacted"]
        relating = (f" {it} " for it in language.agreement.relating)  # "tant la … que la …"
        self._joints = (*language.joints, *relating, ", ")
        self._function_words = language.function_words | language.grammar.conjunctions
        self._verbs = language.all_verbs
        bare = (it for it in language.agreement.paradigms if not it.preposition)
        self._articles = frozenset(cell.folded for it in bare for cell in it.cells)
        """Determiners that hold no preposition."""
        agreement = language.agreement
        opening = (agreement.before, self._governing, agreement.relating, agreement.adverbs)
        opening += (language.grammar.conjunctions, agreement.copulas, self._verbs)
        self._opening = frozenset(it for words in opening for it in words)
        """Words behind which a noun may stand without a determiner."""

    def agree(self, around: Surroundings, old: Phrase, new: Phrase, standing: Standing | None) -> After:
        """What the new phrase asks for in place of the old one, with a determiner before it or none."""
        changed = set(old.readings) != set(new.readings)
        words = words_after(around, self._agreement.adverbs)
        made = self._inner.agree(around, words, old, new)
        made = made or self._attributes.agree(around, words, old, new, changed)
        if not changed:
            return made
        bare = not (standing and standing.has_features)
        written = bool(made.changes or made.set_in)
        of_head = bare and written and self._attributes.are_of_head(around, words)
        made = After(sure=False) if of_head else made
        before = self._without_adjectives(around.left[: standing.start if standing else None], old)
        part = self._is_part(around, standing)
        governed = not part and (
            self._is_governed(around, standing, old) or self._is_compared(around, before)
        )
        enacted = self._enacted(words) if self._hangs_on_fitting(before, standing, old) else ()
        if words and words[0].joined and words[0].folded in enacted:
            made = After()
        linked, sure = self._linked(around, before, words, old, new, governed=governed, part=part)
        resuming = self._detached.resuming(around, old, new)
        sure = made.sure and sure and not (resuming or self._detached.led(around, before, old, new))
        announced = self._referring.announce(before, old)
        sure = sure and not announced
        opening = self._detached.precedes(before, old, new)
        if self._joined(around, before):
            opening += self._detached.announces_all(before, old, new)
        loose = [] if of_head else self._detached.follows(words, old, new, governed=governed)
        loose = [it for it in loose if it.word.folded not in enacted]
        loose = [it for it in loose if it.word.start >= made.taken and not _within(it.word, made.changes)]
        # "no solo es ilegal, sino también dañina": what a mark sets off, behind a verb that links it
        set_off = {it.word for it in loose if it.plain}
        linked = [
            it for it in linked if it.word.start >= made.taken and not (it.apart and it.word in set_off)
        ]
        loose = [it for it in loose if all(it.word != other.word for other in linked)]
        of_all = self._detached.of_all(words, old, new) if self._joined(around, before) else []
        hangs = governed and not self._is_object(around, standing, old)
        # No form of a verb is written: "… que for denunciada" for several
        counted = self._agreement.numbers_of(old.readings) != self._agreement.numbers_of(new.readings)
        counted = counted and bool(linked or self._predicate.is_related(words))
        hangs = hangs and self._attributes.may_be_of_governor(before, old)
        rival = self._has_rival(before, old) if governed else self._has_subject(before, old)
        rival = rival or (hangs and self._hangs_on_fitting(before, standing, old))
        inner = self._is_of_fitting(before, standing, old)
        apart = [it for it in words if not self._objects.is_enclitic(around, it)]  # not "torna-a barata"
        left_out = self._left_out.agree(apart, old, new, rival=rival, inner=inner)
        objects = self._objects.agree(around, words, old.readings, new.readings)
        fronted = changes_of(opening, around.sentence.start - around.occurrence.end)
        after = changes_of([*(() if rival else loose), *linked, *of_all, *resuming])
        changes = (*fronted, *made.changes, *objects.changes, *after, *left_out.changes)
        referred = self._referring.agree(around, before, words, (old, new), changes)
        farther = not governed and any(
            it.form != it.word.folded and it.apart and not _within(it.word, referred.changes) for it in linked
        )
        return After(
            made.set_in,
            made.taken,
            tuple(dict.fromkeys((*changes, *referred.changes))),
            sure=sure
            and objects.sure
            and referred.sure
            and left_out.sure
            and not (opening or loose or of_all),
            half=made.half
            or farther
            or counted
            or objects.half
            or referred.half
            or left_out.half
            or (announced and before.endswith(": ") and not opening)
            or any(rival or not (it.plain or _within(it.word, changes)) for it in loose)
            or (not bare and any(it.apart for it in opening))
            or self._is_joined_by_adjective(around, words, old),
            place=made.place,
        )

    def with_all(self, around: Surroundings, old: Phrase) -> tuple[Change, ...]:
        """What a verb says of all that a term joins, if what the new words join differs in gender.

        "La prostitución y la pornografía … están prohibidas".
        """
        words = words_after(around, self._agreement.adverbs)
        return tuple(changes_of(self._predicate.with_all(words, old.readings, (self._agreement.mixed,))))

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
        """What a verb links to the term, and whether that stays; `before` comes before its determiner."""
        readings = old.readings, new.readings
        behind = words if governed else self._behind_adjectives(words, old)
        # "the … seized, if real, shall be …", "quando a … for apagada, será …"
        apart = bool(behind) and (not behind[0].joined or self._opens_subordinate(before))
        put_in = apart and not governed
        predicates = self._predicate.related(words) if governed else words
        linked = list(self._predicate.linked(predicates, *readings, put_in=put_in))
        alike = self._is_compared(around, before) or self._is_paired(around, before)
        several = self._joined(around, before) and (not governed or alike)
        several = several and not self._is_apposed(before, words, old)
        together = list(self._predicate.with_all(words, *readings)) if several else []
        is_object = self._linking.is_attributed(WORD.findall(before))
        attributed = self._predicate.attributed(words, *readings) if is_object else []
        relative = self._detached.in_relative(words, old, new)
        # "… es ilegal" fits the new words as it stands
        agreeing = (*linked, *together, *attributed, *relative)
        changing = any(it.form != it.word.folded for it in agreeing)
        sure = not (changing or self._objects.precede(around, old.readings))
        related = self._predicate.is_related(behind) and not self._is_correlated(before)
        if related:  # "…, qui est punie", whatever is before it
            linked = list(self._predicate.linked(behind[1:], *readings, put_in=put_in))
        elif attributed:
            linked = attributed
        elif self._is_alternative(before, words):
            linked = [*(it._replace(plain=False, apart=True) for it in linked), *together]
        elif not (part or self._opens_clause(before)):
            # "No Japão a … foi proibida": what is said directly behind it is of no other noun
            alone = not (governed or self._has_subject(before, old))
            directly = put_in or self._predicate.verb(self._behind_adverbs(words)) > 0
            linked = [*together, *(it for it in linked if alone and directly and it.plain)]
        elif together:
            linked += together
        return [*linked, *relative], sure

    def _is_apposed(self, before: str, words: list[Word], old: Phrase) -> bool:
        """Whether the row it is in says of what a plural stands: "Ambas prácticas, la trata y la …, son".

        Commas set it off, so that the verb has the plural; not "Ambas, la trata y la …, son".
        """
        head, comma, _ = before[max(map(before.rfind, _CLAUSES)) + 1 :].partition(", ")
        noun = words_of(head)
        if not comma or len(noun) < 2 or noun[0] in self._governing:
            return False
        numbers = self._agreement.numbers_of(old.readings)
        agreement = self._agreement
        cells = (
            it for at in agreement.adjectives_by_form.get(noun[0], ()) for it in agreement.adjectives[at]
        )
        shown = agreement.shown_by(noun[0]) + [it.features for it in cells if it.folded == noun[0]]
        counted = {*self._agreement.numbers}.intersection(value for it in shown for value in it)
        verb = next((it for at, it in enumerate(words) if self._predicate.verb(words[at:])), None)
        return bool(counted) and counted.isdisjoint(numbers) and verb is not None and not verb.joined

    def _behind_adjectives(self, words: list[Word], old: Phrase) -> list[Word]:
        """Some words without the adjectives and adverbs that they begin with: "très violente qui …"."""
        at = 0
        while at < len(words) and words[at].joined:
            word = words[at].folded
            known = self._inflection.is_adjective(word) or self._inflection.is_of_participle(word)
            agrees = known and self._inflection.agreed(word, old.readings, ()) is not None
            led = at > 0 and self._inflection.is_adverb(words[at - 1].folded)  # "très réaliste"
            if not (agrees or self._inflection.is_adverb(word) or (led and word not in self._function_words)):
                break
            at += 1
        return words[at:]

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
            form, left = left[standing.start : standing.end], left[: standing.start]
            if standing.paradigm.preposition:  # "de la" may be an article, in French
                return form not in self._articles or not self._opens_clause(left)
        left = self._without_adjectives(left, old)
        word = last_word(left)
        if word.rstrip("'") in self._governing:
            # "plus de …", "beaucoup de …" are subjects
            return last_word(left.rstrip(" ").removesuffix(word)) not in self._grammar.boundaries
        # Without an article no subject stands before its verb, but in a list, or after an adjective
        adjective = self._inflection.is_adjective(word) and word not in self._agreement.acting
        if word in self._function_words and not self._linking.relates(words_of(left)):
            return False
        return bare and bool(word) and not adjective

    def _is_object(self, around: Surroundings, standing: Standing | None, old: Phrase) -> bool:
        """Whether the term has no article and a verb stands before it: "possuir …", "grava nova …"."""
        word = last_word(self._without_adjectives(around.left, old))
        bare = standing is None or not standing.has_features
        return bare and bool(word) and word.rstrip("'") not in self._governing | self._function_words

    def _is_correlated(self, before: str) -> bool:
        """Whether what follows is joined to the term, and doesn't relate to it: "tant la … que la …"."""
        return last_word(before) in self._agreement.correlating and not self._agreement.pairing

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

    def _enacted(self, words: list[Word]) -> frozenset[str]:
        """Those of some words that only a text is, not what it is about: "la ley contra la … aprobada en"."""
        return self._texts.found_in([it.folded for it in words])

    def _behind_adverbs(self, words: list[Word]) -> list[Word]:
        first = next((at for at, it in enumerate(words) if not self._inflection.is_adverb(it.folded)), 0)
        return words[first:]

    def _has_subject(self, before: str, old: Phrase) -> bool:
        """Whether a noun before the term, in its clause and behind no preposition, may be the subject."""
        clause = before[max(map(before.rfind, _MARKS)) + 1 :].replace("'", "' ").split()
        return any(
            not governs and self._agreement.opens_subject(word, old.readings)
            for word, governs in zip(
                clause, (False, *map(self._governing.__contains__, clause)), strict=False
            )
        )

    def _has_rival(self, before: str, old: Phrase) -> bool:
        """Whether another noun before the term, in its clause, may be what something after it agrees with."""
        clause = before[max(map(before.rfind, _MARKS)) + 1 :]
        return not self._agreement.is_nearest(clause.split(), old.readings)

    def _hangs_on_fitting(self, before: str, standing: Standing | None, old: Phrase) -> bool:
        """Whether a noun before a governed term may be what something after the term agrees with.

        Not in "el informe sobre la …, producida …", where none has the term's features.
        """
        fitting = not self._agreement.is_nearest(words_of(before), old.readings)
        return fitting or self._is_of_fitting(before, standing, old)

    def _is_of_fitting(self, before: str, standing: Standing | None, old: Phrase) -> bool:
        """Whether a preposition joins the term to a noun that may have its features: "la ley contra la …".

        `before` is the text before the term's determiner, or before its preposition if that holds it.
        """
        words = words_of(before)
        if not (standing and standing.paradigm.preposition):
            if not words or words.pop() not in self._governing:
                return False
        *_, opening, head = ("", "", *words)
        if not head or head in self._governing or (opening and opening not in self._opening):
            return False  # "frente a la …", "el informe trata de la …", "se trata de …": no noun
        if readings := self._phrases.of(head).readings:
            return not set(readings).isdisjoint(old.readings)
        verb = head in self._verbs or head.endswith(self._agreement.clitic_verbs)
        shown = opening in self._agreement.before and opening not in self._governing
        return not (verb or (shown and self._agreement.is_nearest([opening], old.readings)))

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
        joined = before.endswith(self._joints) or around.right.startswith(self._joints)
        return joined or self._is_paired(around, before)

    def _is_paired(self, around: Surroundings, before: str) -> bool:
        """Whether two words join it and another noun: "tanto a … como a …"."""
        pairing, left = self._agreement.pairing, around.left
        if last_word(before) in self._agreement.correlating:
            return any(it in around.right for it in pairing)
        bare = left.rstrip(" ").removesuffix(
            last_word(left)
        )  # "quanto a …": "quanto a" is also a preposition
        joined = before.endswith(pairing) or bare.endswith(pairing)
        return joined and not self._agreement.correlating.isdisjoint(words_of(left))

    def _opens_subordinate(self, before: str) -> bool:
        """Whether a noun phrase after this text is the subject of a subordinate clause: "quando a …"."""
        clause = before[max(map(before.rfind, _MARKS)) + 1 :].split()
        opened = self._agreement.subordinating.intersection(clause)
        return bool(opened) and self._opens_clause(before)

    def _opens_clause(self, before: str) -> bool:
        """Whether a noun phrase after this text may be a subject: only function words are before it."""
        clause = before[max(map(before.rfind, _MARKS)) + 1 :].split()
        at = after_last(clause, (self._relating | self._agreement.subordinating).__contains__)
        return self._function_words.issuperset(clause[at:])  # "… para que la …"


def _within(word: Word, changes: Iterable[Change]) -> bool:
    """Whether one of the changes is of this word or phrase."""
    return any(word.start <= it.start < word.end for it in changes)
