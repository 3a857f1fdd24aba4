"""What has to agree with new words, in any language: written where it is known, and otherwise doubted.

What stands before a term (`determiners`), what shares something with it (`coordination`) and what follows it
(`following`) are read for the old phrase and written for the new one. All readings give the same text, and
nothing else has to agree: then a fix may be made unasked. English's a and an are a case of it.
"""

from typing import NamedTuple

from luxterm.engine.judge.surroundings import Surroundings
from luxterm.engine.replace.capitals import capitals_of
from luxterm.engine.replace.following import After, Following
from luxterm.engine.replace.inflection import Inflection
from luxterm.engine.replace.phrases import WITHOUT_HEAD, Phrase, Phrases, featureless
from luxterm.engine.replace.preceding import Change, Preceding
from luxterm.termbase.language import Group, Language
from luxterm.text.words import WORD
from luxterm.types import Applicability

_ADJECTIVE = 30
"""Code points of an adjective before a term at most."""
_QUOTING = ' "*'
"""What may stand between a determiner and a term, folded."""


class Agreed(NamedTuple):
    """New words, and what changes around them; places in the view.

    `text` replaces the term and what follows up to `end`. `applicability` is what the fix may be at most.
    """

    text: str
    end: int
    changes: tuple[Change, ...] = ()
    applicability: Applicability = Applicability.SAFE

    @property
    def written(self) -> tuple[str, ...]:
        """What is written around the term."""
        return tuple(change.new for change in self.changes)


class Concord:
    """The agreement of one language."""

    def __init__(self, language: Language) -> None:
        self._agreement = language.agreement
        self._phrases = Phrases(language)
        self._inflection = Inflection(language.agreement)
        self._preceding = Preceding(language, self._phrases, self._inflection)
        self._following = Following(language, self._phrases, self._inflection)

    def agree(self, around: Surroundings, group: Group, replacement: str) -> Agreed:
        """The replacement with what it asks for around it. Raises TermbaseError for an endless pattern."""
        make = featureless if group.number in WITHOUT_HEAD else self._phrases.of
        old, new = make(around.text), make(replacement)
        end, either = around.occurrence.end, len(old.readings) > 1
        before = self._preceding.agree(around, old, new, group.cases)
        if not self._agreement.gendered or group.number in WITHOUT_HEAD:
            joined = self._phrases.is_complement(replacement) and self._following.is_among_adjectives(around)
            return Agreed(replacement, end, before.changes, _doubted(before.sure and not joined))
        if before.wrong or any(
            self._inflection.clashes(it, old.readings) for it in WORD.findall(around.folded[old.head :])
        ):  # "la pornografía y la prostitución infantiles": the adjective belongs to both
            return Agreed(replacement, end, (), Applicability.DISPLAY)
        if before.standing and before.standing.has_features:
            old = old._replace(readings=before.shown)
        if shared := tuple(it for it in new.readings if it in old.readings):
            new = new._replace(readings=shared)  # "une enfant" for "une mineure"
        after = After(sure=False)
        if old.readings and new.readings:
            after = self._following.agree(around, old, new, before.standing)
        # "la pederasta" is a woman, which "el agresor" wouldn't say
        epicene = either and not set(old.readings) <= set(new.readings)
        joined = new.has_complement and self._following.is_among_adjectives(around)
        sure = before.sure and after.sure and not (epicene or joined or self._other_number(old, new))
        changes = (
            *before.changes,
            *(Change(end + start, end + stop, it) for start, stop, it in after.changes),
        )
        if after.set_in:
            standing = around.view.text[end + 1 : end + after.taken]
            set_in = capitals_of(standing, after.set_in, loud=False)
            replacement = f"{replacement[: new.tail]} {set_in}{replacement[new.tail :]}"
        return Agreed(replacement, end + after.taken, changes, _doubted(sure))

    def _other_number(self, old: Phrase, new: Phrase) -> bool:
        """Whether the number changes, or may: then a verb has to change."""
        return self._agreement.numbers_of(old.readings) != self._agreement.numbers_of(new.readings)


def _doubted(sure: bool) -> Applicability:
    return Applicability.SAFE if sure else Applicability.UNSAFE
