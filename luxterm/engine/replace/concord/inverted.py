"""A predicate before its noun: "está prohibida la …", "fica proibida toda …", "detectada la …, …"."""

from typing import TYPE_CHECKING

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linking import REACH
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.determiners import Standing
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import last_word
from luxterm.text.words import WORD, words

if TYPE_CHECKING:
    from regex import Match

_LEFT = 80
"""Code points before a determiner in which a predicate and its verb are looked for."""
_LEAD = 3
"""Words at most that a participle may follow so."""
_FIRST = 3
"""Words of a sentence among which a copula and a participle are looked for."""


class Inverted:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._adjectival = morphology.inflection.but(language.function_words.union(language.agreement.nouns))
        self._linking = morphology.linking
        self._function_words = language.function_words
        self._acting = language.agreement.acting
        self._governing = language.agreement.governing
        self._relating = language.agreement.relating
        self._joints = (*language.joints, ", ")

    def agree(self, around: Surroundings, swap: Swap, standing: Standing | None) -> tuple[Change, ...] | None:
        """What a predicate before the term becomes, () if it can't be told, None if there is none.

        It is rewritten directly before the term's determiner, with a linking verb before it, or as a
        participle that opens the clause: "la vida" isn't one. `Preceding` sees to a term without determiner.
        After a preposition the term is no subject.
        """
        if not swap.differs or (standing and standing.paradigm.preposition):
            return None
        left = around.left[: standing.start] if standing else around.left
        before = left if standing and standing.has_features else around.left  # "de" elides
        if last_word(before).rstrip("'") in self._governing:
            return None
        joined = left.endswith(self._joints)
        several = joined or around.right.startswith(self._joints)
        directly = self._directly(around, left, swap, several=several) if standing else None
        if directly is not None:
            return directly
        opening = self._opening(around, left, swap, joined=joined, several=several)
        if opening is None and standing is None and self._is_one_word_before(left, swap):
            return ()
        return opening

    def includes(self, around: Surroundings, changes: tuple[Change, ...]) -> bool:
        """Whether what changes belongs to the noun behind it in any case: "…, incluida la …"."""
        words = (around.view.folded[it.start : it.end] for it in changes)
        return bool(changes) and self._agreement.including.issuperset(words)

    def _directly(
        self, around: Surroundings, left: str, swap: Swap, *, several: bool
    ) -> tuple[Change, ...] | None:
        """The change of a word before the determiner, or before an adverb or adjective that stays as it is.

        A verb that only ends as what agrees does is none: "condena la …". With `several` nouns it agrees with
        all of them: "sont notamment visées la …, la … et …".
        """
        before = list(WORD.finditer(left, max(0, len(left) - _LEFT)))
        if not before or left[before[-1].end() :] != " ":
            return None
        near = [it[0] for it in before]
        last, word = before.pop(), near.pop()
        while near and (self._inflection.is_adverb(word) or self._stays(word, near, swap)):
            last, word = before.pop(), near.pop()  # "declarada ilegal la …"
        conceded = self._linking.begins([word]) > 0 and len(near) > 1 and near[-1] in self._relating
        if conceded:
            last, word = before[-2], near[-2]  # "quelle que soit la …"
        form = self._form(word, near, swap, several=several)
        if form is None or form == word:
            return None
        # "Découverte la …", "Seule la …"
        agrees = self._inflection.shows_agreement(word)
        agrees = agrees or word in self._agreement.including
        opens = agrees and (self._linking.opens(left[: last.start()]) or self._is_led(left, before))
        linked = conceded or opens or self._linking.directly(near) or self._linking.near(near)
        if not form or not linked:
            return ()
        at = around.sentence.start
        return (Change(at + last.start(), at + last.end(), form),)

    def _is_led(self, left: str, before: list["Match[str]"]) -> bool:
        """Whether what a participle may follow opens the clause: "depois de apagada a …"."""
        return any(
            " ".join(it[0] for it in before[-count:]) in self._agreement.detaching
            and self._linking.opens(left[: before[-count].start()])
            for count in range(1, min(_LEAD, len(before)) + 1)
        )

    def _stays(self, word: str, before: list[str], swap: Swap) -> bool:
        """Whether a word is an adjective that has the same form for the new phrase."""
        known = self._inflection.is_adjective(word)
        return known and self._form(word, before, swap, several=False) == word

    def _form(self, word: str, before: list[str], swap: Swap, *, several: bool) -> str | None:
        """The form of a word for the new phrase; None if it doesn't agree with the old one."""
        if word in self._acting and not self._linking.directly(before):
            return None
        form = self._adjectival.agreed(word, swap)  # not "hace falta una …"
        return self._adjectival.agreed_with_all(word, swap) if form is None and several else form

    def _is_one_word_before(self, left: str, swap: Swap) -> bool:
        """Whether a linked participle stands one word before the term: "fue hallada abundante …"."""
        near = words(left[-_LEFT:])[-2 * REACH :]
        if len(near) < _FIRST:  # a copula, the participle, a word
            return False
        *linking, participle, _ = near
        if not self._inflection.is_participle(participle) or not self._linking.directly(linking):
            return False
        return self._inflection.agreed(participle, swap) not in (None, participle)

    def _opening(
        self, around: Surroundings, left: str, swap: Swap, *, joined: bool, several: bool
    ) -> tuple[Change, ...] | None:
        """The change of what a copula links that opens the sentence: "fue hallada en dos discos …".

        () where its subject may be another noun; not if that is `joined` to the term: "están prohibidas la …
        y la …". None if the term is in a clause that relates to another: "es ilícita la foto que contenga".
        """
        if self._linking.relates(words(left)):
            return None
        first = list(WORD.finditer(left))[:_FIRST]
        before = [it[0] for it in first]
        opened = self._linking.begins(before)
        for word in first[opened:] if opened else ():
            form = self._form(word[0], before[:opened], swap, several=several)
            between = words(left[word.end() :])
            if not self._relating.isdisjoint(between):
                return None  # "fica decidido que o …"
            alone = not between or between[0] in self._function_words
            predicate = self._inflection.is_participle(word[0]) or (alone and word == first[opened])
            if predicate and form not in (None, word[0]):
                if joined and self._inflection.fits(word[0], swap.old):
                    return ()  # a singular agrees with the first of them: "é proibida a nudez e a …"
                subjects = self._agreement.but_governed(between)
                sure = joined or not any(map(self._agreement.shown_by, subjects))
                at = around.sentence.start
                return (Change(at + word.start(), at + word.end(), form),) if form and sure else ()
        return None
