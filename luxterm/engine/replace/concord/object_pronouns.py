"""The pronouns that may stand for a term as an object: before a verb ("et la suppriment") or joined to it."""

from itertools import pairwise

from luxterm.engine.replace.agreed import After
from luxterm.engine.replace.concord.aside import without_aside
from luxterm.engine.replace.concord.both_genders import without_other_gender
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.noun_or_verb import NounOrVerb
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.concord.said_of_object import SaidOfObject
from luxterm.engine.replace.determiners import Change
from luxterm.engine.replace.words_after import Word, words_of_next
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Cell, Readings, form_for
from luxterm.text.marks import HYPHENS
from luxterm.text.words import WORD

_ONE = ("singular", "mass")
"""Numbers of what a plural pronoun doesn't stand for."""
_LEFT = 60
"""Code points before a term in which what it hangs on is."""
_CLAUSE = 200
"""Code points before a term in which its verb is."""
_PAIR = 2
"""A conjunction and the preposition that it repeats."""
_PHRASE = 3
"""Words of what it hangs on at least: "la guía contra"."""
_BEHIND = 2
"""The verb of a pronoun, and the word behind that."""
_BETWEEN = 3
"""Words after a verb among which its participle is: "l’avez pas encore demandée"."""


class ObjectPronouns:
    """Those of one language."""

    def __init__(self, morphology: Morphology, predicate: Predicate) -> None:
        language = morphology.language
        self._language = language
        self._predicate = predicate
        self._said = SaidOfObject(morphology, predicate)
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._conjunctions = language.grammar.conjunctions
        self._verbs = language.all_verbs
        self._between = language.grammar.boundaries
        opening = self._agreement.governing | self._agreement.subordinating | self._agreement.relating
        small = language.grammar.small_words - self._conjunctions
        self._opening = opening | small | frozenset(self._agreement.adverbs)
        """Words before a pronoun and its infinitive: "como a denunciar", "não a publicar"."""
        self._proper = frozenset(language.grammar.proper_nouns)
        self._plural: tuple[str, ...] = language.grammar.plural_endings
        self._joined = frozenset(it.folded for cells in self._agreement.enclitics for it in cells)
        self._articles = self._joined - self._agreement.clitics
        self._standing = self._joined & self._agreement.clitics
        self._ambiguous = NounOrVerb(morphology)
        self._determiners = self._agreement.before.keys() - self._verbs
        self._shortened = frozenset(it.rstrip(".") for it in language.grammar.abbreviations)
        verbs = self._verbs | self._agreement.copulas
        self._passed = (self._agreement.relating | verbs) - self._conjunctions
        """Between a subject and the verb that has the pronoun: "a plataforma (deve) removê-la"."""

    def precede(self, around: Surroundings, old: Readings) -> bool:
        """Whether one before a term may stand for it: "debe retirarla cuando detecte …"."""
        if not self._agreement.enclitics:
            return False
        at = around.sentence.start - around.occurrence.end
        words = [Word(it[0], at + it.start(), at + it.end(), True) for it in WORD.finditer(around.left)]
        enclitics = self._agreement.enclitics
        found = self.pronouns(around, words)
        return any(longest_form(enclitics, it.folded, old) is not None for it in found)

    def agree(self, around: Surroundings, words: list[Word], swap: Swap) -> After:
        """What becomes of the words after a term that are one, or end in one, and may stand for it.

        And of those in the next sentence, whose noun may always be another one.
        """
        made = self._agree(around, words, words, swap)
        if (self._opens_like_one(words, swap.old) and not made.changes) or self._ambiguous.may_be_verb(words):
            made = made._replace(sure=False)
        resumed = words_of_next(around, self._agreement.adverbs)
        again = self._agree(around, resumed, [*words, *resumed], swap)
        half = made.half or (again.half and bool(again.changes))
        return After(changes=(*made.changes, *again.changes), sure=made.sure and again.sure, half=half)

    def _opens_like_one(self, words: list[Word], old: Readings) -> bool:
        """Whether what may be one directly follows the term, as no article does: "esta … la produjo"."""
        first = words[0] if words else None
        if first is None or not first.joined or first.folded not in self._agreement.clitics & self._joined:
            return False
        shown = longest_form(self._agreement.enclitics, first.folded, old)
        return shown is not None and first.folded not in self._agreement.governing

    def _agree(self, around: Surroundings, words: list[Word], reach: list[Word], swap: Swap) -> After:
        """What becomes of those among some words; `reach` begins at the term."""
        found, since, half, sure = list[Change](), reach[0].start if reach else 0, False, True
        theirs = self._hangs_on(around, words, swap.old)
        for word in self._found(around, words):
            before = without_aside(
                [it for it in reach if it.start >= since], word, swap.old, self._inflection
            )
            if self.is_enclitic(around, word):
                before = before[:-1]  # without the verb: "a polícia persegue-a"
                if before and before[-1].folded in self._agreement.governing:
                    before.pop()  # "e a comunicá-la"
            subject = not (words is reach and self._is_resumed(around, word, reach))
            others = self._without_subject(before, swap.old) if subject else [it.folded for it in before]
            if words is not reach:  # In the next sentence what a preposition governs is no rival
                others = self._agreement.but_governed(others)
            known = self._agreement.is_nearest(others, swap.old)
            since = word.end if known else since  # another noun may come behind one that stands for the term
            made = [
                *self._rewritten(word, swap),
                *self._participle(word, words, swap),
                *self._said_of(around, word, words, swap),
            ]
            if not made and word.folded in self._agreement.clitics and word.folded not in self._joined:
                continue  # "nous l’avons dit"
            if not made and self._is_anothers(word, swap.old):
                continue  # "e o divulga", of what is feminine
            sure = False
            if theirs:
                continue  # "su política contra la … y la actualizará"
            found += made if known else []
            half = half or (bool(made) and not known)
        for again, verb in self._going_on(words, found):
            acts = self._ambiguous.acts(words, verb)
            found += self._rewritten(again, swap) if acts else []
            half = half or not (acts or verb.folded in self._agreement.nouns)
        return After(changes=tuple(found), sure=sure, half=half)

    def _hangs_on(self, around: Surroundings, after: list[Word], old: Readings) -> bool:
        """Whether the term hangs on a noun for which a pronoun may stand as well: "la guía contra la …".

        The pronoun stands for the object, which that noun is; not if it hangs on that, too, among the words
        `after` the term: "la guía contra la … y contra quienes la …".
        """
        words = [it[0] for it in WORD.finditer(around.left, max(0, len(around.left) - _LEFT))]
        agreement = self._agreement
        if len(words) > 1 and words[-1] in agreement.before and words[-2] in agreement.governing:
            words.pop()
        if len(words) < _PHRASE or words[-1] not in agreement.governing:
            return False
        joint, again = [it.folded for it in after[:_PAIR]] if len(after) > _PAIR else ("", "")
        if joint in self._conjunctions and again == words[-1]:
            return False
        determiner, noun = words[-3:-1]
        if determiner not in agreement.before or noun in agreement.before:
            return False
        if self._inflection.is_infinitive(noun):  # "a) bloquear a …"
            return False
        shown = any(it <= reading and len(it) > 1 for it in agreement.shown_by(determiner) for reading in old)
        return shown or self._inflection.fits(noun, old)

    def _going_on(self, words: list[Word], found: list[Change]) -> list[tuple[Word, Word]]:
        """The pronouns with their verbs that may follow one that is written: "la bloquea y la denuncia"."""
        done = {it.start for it in found}
        return [
            (again, verb)
            for pronoun, _, joint, again, verb in zip(*(words[it:] for it in range(5)), strict=False)
            if pronoun.start in done
            and joint.folded in self._conjunctions
            and again.folded == pronoun.folded
            and again.start not in done
        ]

    def _rewritten(self, word: Word, swap: Swap) -> list[Change]:
        shown = longest_form(self._agreement.enclitics, word.folded, swap.old)
        if shown is None:
            return []
        cells, length = shown
        form = form_for(cells, swap.new)
        return [] if form is None else [Change(word.end - length, word.end, form)]

    def _is_anothers(self, word: Word, old: Readings) -> bool:
        """Whether a pronoun shows another gender than the term's, so that it stays in any case."""
        cells = [it for cells in self._agreement.enclitics for it in cells if word.folded.endswith(it.folded)]
        longest = max((len(it.folded) for it in cells), default=0)
        shown = [it.features - self._agreement.numbers for it in cells if len(it.folded) == longest]
        return bool(shown) and not any(it <= reading for it in shown for reading in old)

    def _participle(self, word: Word, words: list[Word], swap: Swap) -> list[Change]:
        """The participle that agrees with one before its verb, where it does: "l’a diffusée"."""
        if word.folded not in self._agreement.clitics or not self._agreement.objects_agree:
            return []
        verb, *rest = [it for it in words if it.start >= word.end] or [word]
        if verb.folded not in self._agreement.auxiliaries:
            return []
        for it in rest[:_BETWEEN]:
            form = self._inflection.agreed(it.folded, swap)
            if form and form != it.folded and not self._inflection.is_adverb(it.folded):
                return [Change(it.start, it.end, form)]
            if it.folded not in self._between and not self._inflection.is_adverb(it.folded):
                break
        return []

    def _said_of(self, around: Surroundings, word: Word, words: list[Word], swap: Swap) -> list[Change]:
        """What a verb says of the pronoun that is its object: "la rend dangereuse", "torna-a perigosa"."""
        after = [it for it in words if it.start >= word.end]
        if self.is_enclitic(around, word):
            verb = next((it for it in reversed(words) if it.end < word.end), None)
        else:
            verb, after = (after[0], after[1:]) if after else (None, [])
        return self._said.of(verb, after, swap) if verb else []

    def _is_resumed(self, around: Surroundings, word: Word, reach: list[Word]) -> bool:
        """Whether a subject comes behind its verb, so that the noun before it may be what it stands for.

        "Toda alerta la revisa una persona", which is no other than "la plataforma la elimina el lunes".
        """
        if self.is_enclitic(around, word):
            return False
        _, *behind = [it for it in reach if it.start >= word.end][:_BEHIND] or [word]
        first = behind[0].folded if behind else ""
        opens = first in self._agreement.before and first not in self._agreement.governing
        return opens and all(it.joined for it in behind)

    def _without_subject(self, before: list[Word], old: Readings) -> list[str]:
        """The words before a pronoun, without the subject of its verb: "la plataforma la elimina".

        A relative pronoun, an adverb or another verb may come between: "que la acompaña", "deve removê-la".
        What such a pronoun relates to is the subject behind a preposition, too: "à polícia, que a destruirá".
        """
        relating = self._agreement.relating
        for at in range(len(before), 1, -1):
            determiner, noun = before[at - 2 : at]
            if noun.joined and determiner.folded in self._agreement.before:
                related = at < len(before) and before[at].folded in relating
                if at == len(before) or related or self._agreement.opens_subject(determiner.folded, old):
                    before = without_other_gender(before[: at - 2], noun, self._language)
                break
            word = noun.folded
            passed = noun.joined and (word in self._passed or self._inflection.is_adverb(word))
            if at < len(before) and before[at].folded in relating and self._inflection.is_adjective(word):
                passed = noun.joined  # "la unidad policial que la investigue"
            if not (passed or noun.folded in relating):
                break
        words = [it.folded for it in before]
        named = zip(words, (*words[1:], ""), strict=False)  # "na internet" is no rival
        return [it for it, noun in named if noun not in self._proper]

    def _found(self, around: Surroundings, words: list[Word]) -> list[Word]:
        """The words after a term that are one, or end in one.

        A plural one doesn't stand for one thing, unless something else is joined to it.
        """
        found = self.pronouns(around, words)
        if not found or self._is_several(around, words):
            return found
        clitics = self._agreement.clitics
        return [it for it in found if it.folded in clitics or not it.folded.endswith(self._plural)]

    def pronouns(self, around: Surroundings, words: list[Word]) -> list[Word]:
        """Those of some words that are a pronoun, or end in one; not the letter in "art. 241-A" or "(a)"."""
        beside = zip((None, *words), words, (*words[1:], None), strict=False)
        return [
            word
            for before, word, following in beside
            if not self._is_letter(around, word)
            and (
                (
                    self._is_clitic(around, before, word, following)
                    and not (self._has_own(around, following) or self._is_shortened(around, following))
                )
                or self._is_no_article(before, word, following)
                or self._is_joined(around, word)
                or (word.folded in self._standing and self._ambiguous.behind_subject(words, word))
            )
        ]

    @staticmethod
    def _is_letter(around: Surroundings, word: Word) -> bool:
        """Whether a hyphen joins it to no word, or a bracket closes behind it: "a) seja …"."""
        text, after = around.view.text, around.occurrence.end
        at = after + word.start
        return text[after + word.end] == ")" or (text[at - 1] in HYPHENS and not text[at - 2].isalpha())

    @staticmethod
    def _has_own(around: Surroundings, verb: Word | None) -> bool:
        """Whether a verb has a pronoun behind it, and none before it: "e a comunicarem-na"."""
        after = around.occurrence.end + verb.end if verb else 0
        return around.view.text[after : after + 1] in tuple(HYPHENS)

    def _is_shortened(self, around: Surroundings, word: Word | None) -> bool:
        """Whether a word is a shortened one, and no verb: "la dir."."""
        after = around.occurrence.end + word.end if word else 0
        known = word is not None and word.folded in self._shortened
        return known and around.view.text[after : after + 1] == "."

    def _is_clitic(
        self, around: Surroundings, before: Word | None, word: Word, following: Word | None
    ) -> bool:
        """Whether a word is one before its verb, and no article before a noun."""
        agreement = self._agreement
        if word.folded not in agreement.clitics or following is None or not following.joined:
            return False
        if before and word.joined and f"{before.folded} {word.folded}" in agreement.pronouns:
            return True
        left = before.folded if before else ""
        acts = left in self._verbs and left not in self._conjunctions
        if acts and word.folded in agreement.governing:
            return False  # "voltou a circular": a preposition, too
        verb = following.folded
        if word.folded in agreement.governing and self._inflection.is_infinitive(verb):
            # "e a identificar", "volta a ser", "apressa-se a", but "sem a remover", "como a denunciar"
            left = before.folded if before and not self.is_enclitic(around, before) else ""
            joins = left in self._conjunctions and self._hangs_on_infinitive(around)
            return joins or left in self._opening
        if verb in agreement.auxiliaries:
            return True
        if word.folded not in self._joined:  # elided: only a participle would show what it stands for
            return False
        other = f"{word.folded} {verb}" in agreement.relatives  # "páginas en las que …"
        other = other or verb in self._determiners  # "o seu"
        if other or verb in agreement.nouns or verb in agreement.adjectives_by_form:
            return False
        return verb.endswith(agreement.clitic_verbs) or verb in self._verbs or verb in agreement.acting

    def _is_no_article(self, before: Word | None, word: Word, verb: Word | None) -> bool:
        """Whether a pronoun that is nearly always an article is none here: "ils le signalent", "qui le"."""
        agreement = self._agreement
        if word.folded not in self._articles or not (word.joined and before and verb):
            return False
        article = word.folded in agreement.before and not agreement.governs(word.folded)
        if not (article and verb.joined) or verb.folded in agreement.adverbs:
            return False  # not "na", "celles le plus …"
        if f"{before.folded} {word.folded}" in agreement.pronouns:
            return True
        subject = self._predicate.is_subject(before.folded) or before.folded in agreement.impersonal
        acts = verb.folded in agreement.acting and verb.folded not in agreement.nouns
        return subject or (acts and before.folded in self._conjunctions)

    def _hangs_on_infinitive(self, around: Surroundings) -> bool:
        """Whether the term is the object of what has the form of an infinitive, with no such preposition.

        "Quem vender … ou a distribuir", but "ajuda a prevenir … e a combater".
        """
        words = [it[0] for it in WORD.finditer(around.left, max(0, len(around.left) - _CLAUSE))]
        infinitive = self._inflection.is_infinitive
        if any(it in self._agreement.clitics and infinitive(verb) for it, verb in pairwise(words)):
            return False
        while words and words[-1] in self._agreement.before:
            words.pop()
        return bool(words) and infinitive(words[-1])

    def _is_joined(self, around: Surroundings, word: Word) -> bool:
        """As in "removeu-a", "denunciarla"."""
        if word.folded.endswith(self._agreement.enclitic_endings):
            return True
        return word.folded in self._joined and self.is_enclitic(around, word)

    def is_enclitic(self, around: Surroundings, word: Word) -> bool:
        """Whether a hyphen joins it to a word, and not to the term, which is no verb."""
        return word.start != 1 and around.view.text[around.occurrence.end + word.start - 1] in HYPHENS

    def _is_several(self, around: Surroundings, words: list[Word]) -> bool:
        """Whether the term is a plural, or a conjunction in its sentence may join something to it."""
        if around.group.number not in _ONE:
            return True
        before = around.language.divider.words(around.left)
        return not self._conjunctions.isdisjoint([*before, *(it.folded for it in words)])


def longest_form(
    tables: tuple[tuple[Cell, ...], ...], word: str, readings: Readings
) -> tuple[tuple[Cell, ...], int] | None:
    """The forms of the longest pronoun that a word is or ends in, if it fits, and how long that is."""
    fitting = [
        (len(it.form), cells)
        for cells in tables
        for it in cells
        if word.endswith(it.folded) and it.fits(readings)
    ]
    if not fitting:
        return None
    length, cells = max(fitting, key=lambda found: found[0])
    return cells, length
