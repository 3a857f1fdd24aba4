"""An adjective or participle directly after a noun phrase or an adverb there, and what is joined to it."""

from luxterm.engine.replace.agreed import After, Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.joined_farther import JoinedFarther
from luxterm.engine.replace.concord.linked import Linked, changes_of
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.phrases import Phrase
from luxterm.engine.replace.words_after import Word, short_form
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings, before_last, last_word

_NEAR = 2
"""Words of a complement, at most, behind which an adjective is still near its noun: "de crianças"."""


class Attributes:
    """Those of one language."""

    def __init__(self, morphology: Morphology, farther: JoinedFarther) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._grammar = language.grammar
        self._phrases = morphology.phrases
        self._inflection = morphology.inflection
        self._adjectival = morphology.adjectival
        self._linking = morphology.linking
        self._determiners = morphology.determiners
        self._farther = farther
        self._relating = language.agreement.relating
        self._governing = language.agreement.governing
        self._leading = language.grammar.small_words | self._governing
        """What opens words of a participle's own: "incautada durante …"."""
        self._verbs = language.signals.verbs
        self._short = {word for _, _, short in language.grammar.once for word in short if word}
        self._closed_class = language.closed_class

    def agree(self, around: Surroundings, words: list[Word], old: Phrase, new: Phrase) -> After:
        """An adjective or a participle directly after the term, or after an adverb there."""
        swap = Swap(old.readings, new.readings)
        short = short_form(around)
        first = words[0] if words and around.right.startswith(f" {words[0].folded}", short) else None
        if first is None or (self._linking.verb(words) and not self._inflection.is_adjective(first.folded)):
            return After()  # "resulta ser …"
        if superlative := self._superlative(words, swap):
            return After(changes=superlative, sure=False)
        if len(words) > 1 and words[1].joined and self._inflection.is_adverb(first.folded):
            return self._after_adverb(words[1:], swap)
        known = self._inflection.is_adjective(first.folded)
        form = self._inflection.agreed(first.folded, swap)
        if first.folded in self._closed_class:  # "présente" may be a verb as well, but "bajo" isn't "baja"
            return After(sure=not (known and swap.differs and form is not None))
        if (
            form is None or self._may_act(words) or self._opens_infinitive(words[1:])
        ):  # "inquiète les autorités"
            unknown = new.has_complement and self._is_plural_adjective(around, first.folded)
            # "… com crianças reais": of the children, whom the new words have to name as well
            lost = unknown and known and self._ends_in_adjective(new)
            before = self._goes_on(words) and not self._fits(first.folded, new)
            return After(sure=not (unknown or (known and swap.differs and not before)), half=lost)
        if not known and self._phrases.is_noun(first.folded):
            return After()
        row = [Linked(first, form, True), *self._row(words[1:], swap)]
        if (
            new.has_complement
            and known
            and not (short or self._goes_on(words) or self._is_clear(first.folded, new))
        ):
            return After(_written(words, row), row[-1].word.end, sure=False)
        changes = tuple(changes_of(row))
        # An adjective would be apart from its noun: "… de niños solitario"
        apart = new.has_complement and not known and not self._inflection.is_of_participle(first.folded)
        fits = self._fits_complement(first.folded, new)
        either = fits or (apart and not self._goes_on(words))
        return After(changes=changes, sure=not (changes or apart or fits), either=either)

    def are_of_head(self, around: Surroundings, words: list[Word]) -> bool:
        """Whether what follows a term without article may be of the noun before: "image de … détectée"."""
        folded = [it.folded for it in words]
        word = next((it for it in folded if not self._inflection.is_adverb(it)), folded[0])
        preposition = last_word(around.left)
        head, readings = self._head(before_last(around.left))
        if preposition.rstrip("'") not in self._governing or not head:
            return False
        if readings:
            return self._inflection.fits(word, readings)
        plural = self._grammar.plural_endings
        return head.endswith(plural) == word.endswith(plural)

    def may_be_of_governor(self, left: str, old: Readings) -> bool:
        """Whether what agrees with a phrase may agree with the noun on which it hangs instead.

        `left` comes before the phrase's article, and its preposition may be in that. Not "ao contrário da …".
        """
        preposition = last_word(left)
        governs = preposition.rstrip("'") in self._governing
        head, readings = self._head(before_last(left) if governs else left)
        if not readings and self._inflection.is_of_participle(head):  # "diffusé de la …", of no noun
            return self._inflection.fits(head, old)
        return not readings or any(it <= each for it in readings for each in old)

    def _head(self, left: str) -> tuple[str, Readings]:
        """The noun that ends a text, if one does, and its features as far as they show."""
        head = last_word(left)
        if not head.isalpha() or head in self._closed_class:
            return "", ()
        before = last_word(before_last(left))
        determined = self._agreement.determined(before)
        if head in self._verbs and not determined and before not in self._governing:
            return "", ()  # "corresponde a …"
        shown = determined or self._agreement.by_ending(head)
        return head, self._phrases.of(head).readings or shown

    def _superlative(self, words: list[Word], swap: Swap) -> tuple[Change, ...]:
        """The changes of one with an article of its own: "la plus violente"; nothing where there is none."""
        article, *rest = words
        standing = self._determiners.standing(f"{article.folded} ", swap.old)
        if len(rest) < 2 or not (standing and standing[0].has_features):
            return ()
        adverb, word = rest[:2]
        if not (adverb.joined and word.joined and self._inflection.is_adverb(adverb.folded)):
            return ()
        form = self._adjectival.agreed(word.folded, swap)
        written = self._determiners.written(standing[0], swap.new, adverb.folded)[0]
        if form is None or written is None or word.folded in self._closed_class:
            return ()
        found = [Linked(article, written, True), Linked(word, form, True), *self._row(rest[2:], swap)]
        return tuple(changes_of(found))

    def _after_adverb(self, words: list[Word], swap: Swap) -> After:
        word = words[0]
        other = word.folded in self._closed_class or self._opens_infinitive(words[1:])
        form = None if other else self._adjectival.agreed(word.folded, swap)
        if form is None or form == word.folded:
            return After()
        row = [Linked(word, form, True), *self._row(words[1:], swap)]
        return After(changes=tuple(changes_of(row)), sure=False)

    def _opens_infinitive(self, words: list[Word]) -> bool:
        """Whether the first of some words is an infinitive: before it is a verb, as in "precisa ser"."""
        return bool(words) and words[0].joined and self._inflection.is_infinitive(words[0].folded)

    def _row(self, words: list[Word], swap: Swap) -> list[Linked]:
        """What a conjunction joins to an adjective or a participle: "détectée et signalée"."""
        at, found = 0, list[Linked]()
        while at + 1 < len(words) and words[at].joined and words[at].folded in self._grammar.conjunctions:
            at += 1
            while at + 1 < len(words) and self._inflection.is_adverb(words[at].folded):
                at += 1
            word = words[at]
            if not word.joined or word.folded in self._closed_class:
                break
            form = self._adjectival.agreed(word.folded, swap)
            if form is None or word.folded in self._agreement.acting:
                break
            found.append(Linked(word, form, True))
            at += 1
        return [*found, *self._farther.agree(words[at:], swap)]

    def _may_act(self, words: list[Word]) -> bool:
        """Whether a word directly after the term may be its verb: nothing follows, or an object does.

        An object may have no article: "dura anos", but "oculta y grabada".
        """
        verb, *rest = words
        if verb.folded not in self._agreement.acting:
            return False
        if not (rest and rest[0].joined) or rest[0].folded in self._agreement.before:
            return True
        word = rest[0].folded
        known = word in self._closed_class or self._inflection.is_adverb(word)
        return not (known or self._inflection.is_adjective(word) or self._inflection.may_agree(word))

    def _is_plural_adjective(self, around: Surroundings, word: str) -> bool:
        """Whether a word after a plural is one, though no table knows it: "des enfants … suisses"."""
        plural = self._grammar.plural_endings
        return around.folded.endswith(plural) and word.endswith(plural) and not self._phrases.is_noun(word)

    def _fits(self, word: str, new: Phrase) -> bool:
        """Whether a word after new words may belong to them: "ficheiros de abuso … encontrados em" can't."""
        return self._fits_complement(word, new) or self._inflection.fits(word, new.readings)

    def _fits_complement(self, word: str, new: Phrase) -> bool:
        """Whether a word after it may belong to its complement: "… de niñas y niños condenados"."""
        if not new.has_complement:
            return False
        # Of "abuso sexual infantil" the noun; of "niñas, niños y adolescentes" the last
        words = new.text.split()[:0:-1]
        known = (self._phrases.of(it).readings or self._agreement.by_ending(it) for it in words)
        last = next(filter(None, known), ())
        return not last or self._inflection.fits(word, last)

    def _ends_in_adjective(self, phrase: Phrase) -> bool:
        """As in "material de abuso sexual infantil": another adjective may follow, not the children's."""
        return phrase.text.rpartition(" ")[2].lower() in self._short

    def _is_clear(self, word: str, new: Phrase) -> bool:
        """Whether an adjective after the new words belongs to their head in any case: no long way from it.

        "… sexual infantil ilegal", "agressor sexual de crianças preso".
        """
        near = len(new.text[new.tail :].split()) <= _NEAR and not self._fits_complement(word, new)
        return near or self._ends_in_adjective(new)

    def _goes_on(self, words: list[Word]) -> bool:
        """Whether a participle has words of its own after it: "produite par …", not "convicto que …"."""
        return (
            len(words) > 1
            and words[1].joined
            and words[1].folded in self._leading
            and words[1].folded not in self._relating
            and (
                self._inflection.may_agree(words[0].folded)
                or (words[1].folded in self._governing and self._inflection.shows_gender(words[0].folded))
            )
        )


def _written(words: list[Word], row: list[Linked]) -> str:
    """The words up to the last of a row, with the new forms of those in it."""
    forms = {it.word.start: it.form for it in row}
    return " ".join(forms.get(it.start, it.folded) for it in words if it.end <= row[-1].word.end)
