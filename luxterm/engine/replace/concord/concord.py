"""Agreement where nouns have features: what stands before a term, shares something with it, and follows it.

Each is read for the old phrase (`preceding`, `coordination`, `following`) and written for the new one. All
readings give the same text, and nothing else has to agree: then a fix may be made unasked.
"""

from luxterm.engine.replace.agreed import After, Agreed, Change
from luxterm.engine.replace.capitals import capitals_of
from luxterm.engine.replace.concord.among_adjectives import AmongAdjectives
from luxterm.engine.replace.concord.clitics import Clitics
from luxterm.engine.replace.concord.following import Following
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.inner_noun import InnerNoun
from luxterm.engine.replace.concord.inverted import Inverted
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.object_pronouns import ObjectPronouns
from luxterm.engine.replace.concord.preceding import Before, Preceding
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.concord.shared_complement import SharedComplement
from luxterm.engine.replace.phrases import WITHOUT_HEAD, Phrase, Phrases, featureless
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import WORD
from luxterm.types import Applicability


class Concord:
    """The agreement of one language."""

    def __init__(self, language: Language, phrases: Phrases) -> None:
        morphology = Morphology(language, phrases)
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._phrases = phrases
        self._inflection = morphology.inflection
        self._preceding = Preceding(morphology)
        predicate = Predicate(morphology)
        clitics = Clitics(morphology)
        objects = ObjectPronouns(morphology, predicate, clitics)
        self._following = Following(morphology, predicate, clitics, objects)
        self._inverted = Inverted(morphology)
        self._among = AmongAdjectives(morphology)
        self._shared = SharedComplement(language)
        self._inner = InnerNoun(morphology, objects)

    def agree(self, around: Surroundings, replacement: str) -> Agreed:
        """The replacement with what it asks for around it. Raises TermbaseError for an endless pattern."""
        without_head = around.group.number in WITHOUT_HEAD
        make = featureless if without_head else self._phrases.of
        old, new = make(around.text), make(replacement)
        before = self._preceding.agree(around, old, _like(old, new), around.group.cases)
        if without_head:
            made = self._in_place_of_adjective(around, before, replacement)
            old, new = (it._replace(readings=(), head=0, tail=0) for it in (old, new))
        elif before.wrong or self._is_of_several(around, old, new):
            return Agreed(replacement, around.occurrence.end, (), Applicability.DISPLAY)
        else:
            # "la pederasta" is a woman, which "el agresor" wouldn't say
            either = len(old.readings) > 1
            if before.standing and before.standing.has_features and not old.opening:
                old = old._replace(readings=before.shown)
            new = _like(old, new)
            epicene = either and not set(old.readings) <= set(new.readings)
            made = self._in_place_of_noun(around, before, old, new, sure=not epicene)
        return _with_inner(made, self._inner.agree(around, old, new), around.occurrence.end)

    def _in_place_of_noun(
        self, around: Surroundings, before: Before, old: Phrase, new: Phrase, *, sure: bool
    ) -> Agreed:
        """New words with all that agrees; `sure` if nothing else speaks against them."""
        swap, end = Swap(old.readings, new.readings), around.occurrence.end
        known = bool(swap.old and swap.new)
        after = self._following.agree(around, old, new, before.standing) if known else After(sure=False)
        inverted = self._inverted.agree(around, swap, before.standing)
        mixed = self._joins(around, old) and self._is_mixed(new)
        joined = self._following.with_all(around, swap.old) if mixed else ()
        follows = (Change(end + start, end + stop, it) for start, stop, it in (*after.changes, *joined))
        asked_for = dict.fromkeys((*(inverted or ()), *before.changes, *follows))
        asked_for = tuple(self._elided(around, it) for it in asked_for)
        changes = _apart(asked_for)
        written = {around.view.folded[it.start : it.end] for it in changes}
        sure = sure and before.sure and after.sure and not self._is_among(around, old, new, written)
        sure = sure and self._agreement.numbers_of(swap.old) == self._agreement.numbers_of(swap.new)
        sure = sure and (inverted is None or self._inverted.includes(around, inverted))
        most = Applicability.DISPLAY if after.half or changes != asked_for else _doubted(sure)
        return Agreed(_with_set_in(around, after, new), end + after.taken, changes, most)

    def _joins(self, around: Surroundings, old: Phrase) -> bool:
        """Whether the term joins other words to its head."""
        return not self._conjunctions.isdisjoint(WORD.findall(around.folded[old.head :]))

    def _is_of_several(self, around: Surroundings, old: Phrase, new: Phrase) -> bool:
        """Whether an adjective in the term belongs to several nouns, of which the new words have one.

        "La pornographie et la prostitution enfantines"; not "consommateur de pornographie infantile".
        """
        joins = self._joins(around, old)
        if joins and not self._conjunctions.isdisjoint(WORD.findall(fold(new.text))):
            return False
        rest = WORD.findall(around.folded[old.head : None if joins else old.tail])
        return any(self._inflection.clashes(it, old.readings) for it in rest)

    def _is_among(self, around: Surroundings, old: Phrase, new: Phrase, written: set[str]) -> bool:
        """Whether a word beside the term may belong to its noun, which the new words have elsewhere.

        Not where it is `written` in its new form.
        """
        if not new.has_complement and set(old.readings) == set(new.readings):
            return False
        return (
            self._among.follow(around, old.readings, certain=False) not in ("", *written)
            or self._shared.goes_on(around, old, new)
            or self._among.qualifies(around, old.readings)
        )

    def _elided(self, around: Surroundings, change: Change) -> Change:
        """The change of a pronoun, with the word before it where elision changes: "s’il" for "si il"."""
        new, text = fold(change.new), around.view.folded
        for apart, made in self._agreement.elided_subjects:
            start = change.start - len(apart) + len(new)
            if apart.endswith(new) and start >= 0 and text[start : change.start] == apart[: -len(new)]:
                if start == 0 or not text[start - 1].isalnum():
                    initial = made[0].upper() if around.view.text[start].isupper() else made[0]
                    return Change(start, change.end, initial + made[1:])
        return change

    def _in_place_of_adjective(self, around: Surroundings, before: Before, replacement: str) -> Agreed:
        """What is no noun phrase, in place of another: several words may part an adjective from its noun.

        Not if only the last differs: "à caractère pédocriminel" for "à caractère pédopornographique".
        """
        end = around.occurrence.end
        own = around.folded.rpartition(" ")[0]
        if " " not in replacement or (own and fold(replacement).rpartition(" ")[0] == own):
            return Agreed(replacement, end, before.changes, _doubted(before.sure))
        noun = self._phrases.of(around.left.rstrip().rpartition(" ")[2]).readings
        follows = self._among.follow(around, noun, certain=True)
        if follows and self._among.is_lost(follows, self._phrases.of(around.text).readings, noun):
            return Agreed(replacement, end, before.changes, Applicability.DISPLAY)
        among = bool(follows) and not self._among.is_clear(around, follows, replacement, noun)
        among = among or self._among.precede(around)
        return Agreed(replacement, end, before.changes, _doubted(before.sure and not among))

    def _is_mixed(self, new: Phrase) -> bool:
        """Whether what new words join has the gender that several nouns have together, at least in part."""
        mixed, words = self._agreement.mixed, new.text.split()
        starts = [0, *(at + 1 for at, word in enumerate(words) if word in self._conjunctions)]
        heads = (self._phrases.of(" ".join(words[at:])).readings for at in starts)
        return bool(mixed) and any(mixed <= reading for readings in heads for reading in readings)


def _like(old: Phrase, new: Phrase) -> Phrase:
    """The new phrase with what it shares with the old one: "une enfant" for "une mineure"."""
    shared = tuple(it for it in new.readings if it in old.readings)
    return new._replace(readings=shared) if shared else new


def _with_set_in(around: Surroundings, after: After, new: Phrase) -> str:
    """New words with what goes beside their head instead of behind the term."""
    if not after.set_in:
        return new.text
    end = around.occurrence.end
    set_in = capitals_of(around.view.text[end + 1 : end + after.taken], after.set_in, loud=False)
    at = new.tail if after.place is None else after.place
    return f"{new.text[:at]} {set_in}{new.text[at:]}"


def _with_inner(made: Agreed, inner: After, end: int) -> Agreed:
    """It with what stands for a noun inside the term, which ends there."""
    if inner.sure and not inner.half:
        return made
    changes = (Change(end + start, end + stop, it) for start, stop, it in inner.changes)
    most = Applicability.DISPLAY if inner.half else Applicability.UNSAFE
    return made._replace(
        changes=_apart((*made.changes, *changes)), applicability=min(made.applicability, most)
    )


def _apart(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Those that overlap none before them: the same words can't be a relative and a pronoun ("a-la-que")."""
    kept: list[Change] = []
    for change in changes:
        if all(change.end <= other.start or other.end <= change.start for other in kept):
            kept.append(change)
    return tuple(kept)


def _doubted(sure: bool) -> Applicability:
    return Applicability.SAFE if sure else Applicability.UNSAFE
