"""What stands after a noun phrase and agrees with it: an adjective, a predicate, a pronoun.

What is recognised is written in its new form. A fix with any of them is made unasked only if no other noun
could be meant and nothing is left out (`accounted`).
"""

from collections.abc import Sequence
from typing import NamedTuple

from luxterm.engine.replace.agreed import After, Change
from luxterm.engine.replace.concord.accounted import Accounted
from luxterm.engine.replace.concord.attributes import Attributes
from luxterm.engine.replace.concord.clitics import Clitics
from luxterm.engine.replace.concord.detached import Detached
from luxterm.engine.replace.concord.fronted import Fronted
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.inner_attribute import InnerAttribute
from luxterm.engine.replace.concord.joined_farther import JoinedFarther
from luxterm.engine.replace.concord.left_out import LeftOut
from luxterm.engine.replace.concord.linked import Linked, changes_of, is_within
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.object_pronouns import ObjectPronouns
from luxterm.engine.replace.concord.of_several import OfSeveral
from luxterm.engine.replace.concord.openings import Openings
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.concord.referring import Referring
from luxterm.engine.replace.concord.role import MARKS, Role, Roles
from luxterm.engine.replace.concord.rows import Rows
from luxterm.engine.replace.determiners import Standing
from luxterm.engine.replace.phrases import Phrase
from luxterm.engine.replace.words_after import Word, words_after
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings
from luxterm.text.words import WORD, after_marks


class _Term(NamedTuple):
    """A term, what it is in its clause, the words behind it, and what these have to agree with."""

    around: Surroundings
    role: Role
    words: list[Word]
    swap: Swap


class _Agreeing(NamedTuple):
    """What agrees with a term, and isn't directly behind it."""

    opening: list[Linked]
    """Before it."""
    linked: list[Linked]
    """Linked by a verb."""
    loose: list[Linked]
    """Set off by marks."""
    of_all: list[Linked]
    """Said of all that it is joined to."""
    resuming: list[Linked]
    """In the next sentence."""
    sure: bool
    """Whether what a verb links and the next sentence hold nothing for a reader to look at."""
    doubtful: bool
    """Whether something else there may agree with it, and isn't written."""


class Following:
    """The words after a term in one language."""

    def __init__(
        self, morphology: Morphology, predicate: Predicate, clitics: Clitics, objects: ObjectPronouns
    ) -> None:
        language = morphology.language
        self._grammar = language.grammar
        self._inflection = morphology.inflection
        self._predicate = predicate
        farther = JoinedFarther(morphology)
        openings = Openings(morphology, farther)
        self._attributes = Attributes(morphology, farther)
        self._detached = Detached(morphology, predicate, openings, farther)
        self._fronted = Fronted(morphology, predicate, openings)
        self._clitics = clitics
        self._objects = objects
        self._agreement = language.agreement
        self._linking = morphology.linking
        self._referring = Referring(morphology, predicate)
        self._of_several = OfSeveral(language, clitics)
        self._left_out = LeftOut(morphology, predicate)
        self._inner = InnerAttribute(morphology)
        self._closed_class = language.closed_class
        self._roles = Roles(morphology, self._attributes)
        self._accounted = Accounted(morphology)
        self._rows = Rows(morphology, predicate)

    def agree(self, around: Surroundings, old: Phrase, new: Phrase, standing: Standing | None) -> After:
        """What the new phrase asks for in place of the old one, with a determiner before it or none."""
        swap, words = Swap(old.readings, new.readings), words_after(around, self._agreement.adverbs)
        made = self._inner.agree(around, words, old, new) or self._attributes.agree(around, words, old, new)
        if not swap.differs:
            return made
        bare = not (standing and standing.has_features)
        of_head = bare and bool(made.changes or made.set_in) and self._attributes.are_of_head(around, words)
        role = self._roles.of(around, words, swap.old, standing)
        if of_head:
            made = After(sure=False)
        if words and words[0].joined and words[0].folded in role.enacted:
            made = After()
        term = _Term(around, role, words, swap)
        return self._together(term, made, self._agreeing(term, made, of_head=of_head), bare=bare)

    def _together(self, term: _Term, made: After, agreeing: _Agreeing, *, bare: bool) -> After:
        """All that the new phrase asks for: `made` directly behind it, what agrees, what stands for it."""
        around, role, words, swap = term
        apart = [it for it in words if not self._clitics.is_enclitic(around, it)]  # not "torna-a barata"
        left_out = self._left_out.agree(apart, swap, rival=role.rival, inner=role.inner)
        objects = self._objects.agree(around, words, swap)
        fronted = changes_of(agreeing.opening, around.sentence.start - around.occurrence.end)
        loose = [] if role.rival else agreeing.loose
        following = changes_of([*loose, *agreeing.linked, *agreeing.of_all, *agreeing.resuming])
        changes = (*fronted, *made.changes, *objects.changes, *following, *left_out.changes)
        referred = self._referring.agree(around, role.before, words, swap, changes)
        of_several = self._of_several.agree(around, role.before, words, swap)
        changes = (*changes, *of_several)
        announced = self._referring.announce(role.before, swap.old)
        asked = (made, objects, referred, left_out)
        doubtful = announced or agreeing.opening or agreeing.loose or agreeing.of_all or of_several
        half = (
            any(it.half for it in asked)
            or (announced and role.before.endswith(": ") and not agreeing.opening)
            or (not bare and any(it.apart for it in agreeing.opening))
            or self._stays(role, agreeing, changes, referred.changes)
            or self._shows_number(term, agreeing.linked)
            or self._is_joined_by_adjective(around, words, swap.old)
        )
        sure = agreeing.sure and all(it.sure for it in asked) and not doubtful
        changes = tuple(dict.fromkeys((*changes, *referred.changes)))
        named = {it.start for it in words if it.name}
        if any(it.start in named for it in changes):  # "Julie" is no participle
            changes, half = tuple(it for it in changes if it.start not in named), True
        if not (sure or half or announced or agreeing.opening or agreeing.of_all or of_several):
            sure = self._is_certain(term, agreeing, (made, objects), changes)
        if sure and not self._roles.is_compared(around, role.before):
            sure = self._accounted.leave_none(words, changes, swap, governed=role.governed)
        return After(made.set_in, made.taken, changes, sure=sure, half=half, place=made.place)

    def _is_certain(
        self, term: _Term, agreeing: _Agreeing, asked: Sequence[After], changes: tuple[Change, ...]
    ) -> bool:
        """Whether all that changes is the term's for certain, and all that agrees with it changes."""
        around, role, words, swap = term
        made, _ = asked
        if agreeing.doubtful or not all(it.sure or it.changes or it.set_in for it in asked):
            return False
        if made.either or (role.governed and role.rival and (made.changes or made.set_in)):
            return False
        own = () if role.governed else changes_of(agreeing.linked)
        beside = {*made.changes, *own}
        others = [it for it in changes if it not in beside]
        return self._accounted.are_all(around, role.before, words, swap, (tuple(beside), others))

    def _stays(
        self, role: Role, agreeing: _Agreeing, changes: Sequence[Change], referred: Sequence[Change]
    ) -> bool:
        """Whether a word that may agree isn't written anew, as its noun may be another one."""
        for word, form, _, apart in () if role.governed else agreeing.linked:
            if form != word.folded and apart and not is_within(word, referred):
                return True
        return any(role.rival or not (it.plain or is_within(it.word, changes)) for it in agreeing.loose)

    def _shows_number(self, term: _Term, linked: list[Linked]) -> bool:
        """Whether a verb agrees with another number, and no form of it is written: "… que for denunciada"."""
        _, role, words, swap = term
        if self._agreement.numbers_of(swap.old) == self._agreement.numbers_of(swap.new):
            return False
        # "… progresse": any verb of the term's own
        acts = not role.governed and words[:1] and words[0].joined and self._roles.opens_clause(role.before)
        return bool(linked or acts) or self._predicate.relatives.is_related(words)

    def _agreeing(self, term: _Term, made: After, *, of_head: bool) -> _Agreeing:
        """What agrees with the term besides what stands directly behind it (`made`).

        Where that is `of_head`, of another noun, so may be what marks set off.
        """
        around, role, words, swap = term
        linked, changing = self._linked(term)
        resuming = self._fronted.resuming(around, swap)
        opening = self._fronted.precedes(role.before, swap)
        of_all: list[Linked] = []
        if self._rows.joined(around, role.before):
            opening += self._fronted.announces_all(role.before, swap)
            of_all = self._detached.of_all(words, swap)
        loose = [
            it
            for it in self._detached.follows(words, swap, governed=role.governed)
            if it.word.folded not in role.enacted
            and it.word.start >= made.taken
            and not is_within(it.word, made.changes)
        ]
        linked = [it for it in linked if it.word.start >= made.taken]
        linked, loose = _parted(linked, [] if of_head else loose)
        doubtful = (
            self._objects.precede(around, swap.old)
            or self._fronted.led(around, role.before, swap)
            or not all(it.plain for it in resuming)
        )
        sure = not (changing or resuming or doubtful or self._detached.leaves(words, swap))
        return _Agreeing(opening, linked, loose, of_all, resuming, sure, doubtful)

    def with_all(self, around: Surroundings, old: Readings) -> tuple[Change, ...]:
        """What a verb says of all that a term joins, if what the new words join differs in gender.

        "La prostitución y la pornografía … están prohibidas".
        """
        words = words_after(around, self._agreement.adverbs)
        mixed = Swap(old, (self._agreement.mixed,))
        return tuple(changes_of(self._predicate.of_all.agree(words, mixed)))

    def _linked(self, term: _Term) -> tuple[list[Linked], bool]:
        """What a verb links to the term, and whether that changes."""
        around, role, words, swap = term
        before, governed = role.before, role.governed
        behind = words if governed else self._behind_adjectives(words, swap.old)
        put_in = not governed and self._is_put_in(before, behind)
        predicates = self._predicate.relatives.related(words) if governed else words
        linked = list(self._predicate.linked(predicates, swap, put_in=put_in))
        single = governed and not self._roles.is_compared(around, before)
        together = self._rows.together(around, before, words, swap, single=single)
        is_object = self._linking.is_attributed(WORD.findall(before))
        attributed = self._predicate.attributed(words, swap) if is_object else []
        relative = self._detached.in_relative(words, swap)
        # "… es ilegal" fits the new words as it stands
        agreeing = (*linked, *together, *attributed, *relative)
        changing = any(it.form != it.word.folded for it in agreeing)
        related = self._predicate.relatives.is_related(behind) and not self._rows.is_correlated(before)
        if related:  # "…, qui est punie", whatever is before it
            passed = int(behind[0].folded not in self._agreement.objects_agree)  # "…, que la police a"
            clause = self._within_relative(behind[passed:]) if governed else behind[passed:]
            linked = list(self._predicate.linked(clause, swap, put_in=put_in, related=not governed))
        elif attributed:
            linked = attributed
        elif self._rows.is_alternative(before, words):
            linked = [*(it._replace(plain=False, apart=True) for it in linked), *together]
        elif role.part or self._roles.opens_clause(before):
            linked += together
        else:  # "No Japão a … foi proibida": what is said directly behind it is of no other noun
            directly = put_in or self._linking.verb(self._behind_adverbs(words)) > 0
            alone = directly and not (governed or role.rival)
            linked = [*together, *(it for it in linked if alone and it.plain)]
        return [*linked, *relative], changing

    def _is_put_in(self, before: str, behind: list[Word]) -> bool:
        """Whether a mark sets something off directly behind a subject, so that its verb comes later.

        "The … seized, if real, shall be …", "quando a … for apagada, será …".
        """
        parted = self._roles.behind_complement(behind)
        return bool(parted) and (not parted[0].joined or self._opens_subordinate(before))

    def _within_relative(self, words: list[Word]) -> list[Word]:
        """How far a relative clause may reach: behind a mark, a verb is of another subject."""
        ends = (
            at for at, it in enumerate(words) if at and not it.joined and self._predicate.goes_on(words[at:])
        )
        return words[: next(ends, len(words))]

    def _behind_adjectives(self, words: list[Word], old: Readings) -> list[Word]:
        """Some words without the adjectives and adverbs that they begin with: "très violente qui …"."""
        at = 0
        while at < len(words) and words[at].joined:
            word = words[at].folded
            known = self._inflection.shows_agreement(word)
            agrees = known and self._inflection.fits(word, old)
            led = at > 0 and self._inflection.is_adverb(words[at - 1].folded)  # "très réaliste"
            if not (agrees or self._inflection.is_adverb(word) or (led and word not in self._closed_class)):
                break
            at += 1
        return words[at:]

    def _behind_adverbs(self, words: list[Word]) -> list[Word]:
        first = next((at for at, it in enumerate(words) if not self._inflection.is_adverb(it.folded)), 0)
        return words[first:]

    def _is_joined_by_adjective(self, around: Surroundings, words: list[Word], old: Readings) -> bool:
        """Whether a conjunction or a slash joins an adjective of its head to it: "infantil o adulta"."""
        if words and words[0].start == 1 and around.right.startswith("/"):
            return self._inflection.fits(words[0].folded, old)
        if len(words) < 2 or words[0].folded not in self._grammar.conjunctions:
            return False
        joint, adjective, *rest = words
        if joint.folded in self._agreement.predicating:
            return False  # "estima la … como peligrosa"
        if not (joint.joined and adjective.joined and self._inflection.is_adjective(adjective.folded)):
            return False
        alone = not rest or not rest[0].joined or rest[0].folded in self._closed_class
        return alone and self._inflection.fits(adjective.folded, old)

    def _opens_subordinate(self, before: str) -> bool:
        """Whether a noun phrase after this text is the subject of a subordinate clause: "quando a …"."""
        clause = after_marks(before, MARKS).split()
        opened = self._agreement.subordinating.intersection(clause)
        return bool(opened) and self._roles.opens_clause(before)


def _parted(linked: list[Linked], loose: list[Linked]) -> tuple[list[Linked], list[Linked]]:
    """What a verb links, and what is set off by marks, each word but once.

    Behind a verb that links it, what a mark sets off plainly is so: "no solo es ilegal, sino también dañina";
    and a participle of a row whose others have words of their own: "foi vista por todos, analisada por".
    """
    set_off = {it.word for it in loose if it.plain}
    linked = [
        it for it in linked if not ((it.apart or not (it.plain or it.word.joined)) and it.word in set_off)
    ]
    return linked, [it for it in loose if all(it.word != other.word for other in linked)]
