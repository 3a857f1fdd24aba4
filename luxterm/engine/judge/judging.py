"""How an occurrence is used in its sentence: title, citation, quotation, mention or use.

Titles first, because they shield what they contain; then citation, quotation and mention, then use.
Every judgement carries its *because*. Words side by side ("“X” and “Y”") are judged alike.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.context import discouraged
from luxterm.engine.failures import Spared
from luxterm.engine.judge import citations, instruments, standards
from luxterm.engine.judge.cues import Cues, Found
from luxterm.engine.judge.definitions import Definitions
from luxterm.engine.judge.equivalents import is_equivalent
from luxterm.engine.judge.glosses import is_aside, is_called, is_gloss
from luxterm.engine.judge.quotation_marks import Quotation
from luxterm.engine.judge.quotes import Quotes, is_notice
from luxterm.engine.judge.titles import OFFICIAL, Titles
from luxterm.engine.judge.word_lists import in_list_of_words, in_series
from luxterm.engine.match import Occurrence
from luxterm.engine.sentence import PHRASE
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.cues import CueData, CueFile, CueFiles, file_cues
from luxterm.termbase.data import Termbase
from luxterm.termbase.language import Language
from luxterm.text.capitals import in_title_case
from luxterm.text.marks import CLOSING, OPENING
from luxterm.text.view import View
from luxterm.types import MarkKind, Message, Usage

KEPT_AT_HAND = 32
"""Judges and replacers that are kept: one a language, and for several configurations."""

_BETWEEN = f"{OPENING}{CLOSING} \n,;/()&"
"""Marks and spaces that may stand between two words side by side."""
_SHORT = 4
"""Letters of a word that may, whatever it is."""

_TITLE = 250
"""Code points of a quoted title at most."""
_JOINT = 24
"""Code points that may stand between two words side by side."""


def side_by_side(first: Surroundings, second: Surroundings) -> bool:
    """Whether only a comma, "and" or the like, a short word, and marks stand between two occurrences."""
    start, end = first.occurrence.end, second.occurrence.start
    if first.index != second.index or end - start > _JOINT:
        return False
    joint = first.view.folded[start:end].strip(_BETWEEN)
    short = not joint or (len(joint) <= _SHORT and joint.isalpha())
    return short or joint in first.language.grammar.conjunctions


class Judgement(NamedTuple):
    """An occurrence with how it is used and why."""

    around: Surroundings
    usage: Usage
    because: Message
    defines: bool = False
    """Whether the document gives the word a meaning of its own here."""
    discusses: bool = False
    """Whether it stands in a section about the document's words."""
    alone: bool = False
    """Whether it applies to this occurrence alone, and not to words joined to it by a comma or "and": for
    what is struck out, or a gloss in brackets."""


def _judged(around: Surroundings, cue: Found) -> Judgement:
    return Judgement(around, Usage(cue.cue.usage), cue.because, defines=cue.cue.defines)


def _gloss(around: Surroundings) -> Judgement:
    return Judgement(around, Usage.MENTION, Message("gloss"), alone=is_aside(around))


def _is_alone(around: Surroundings, quotation: Quotation) -> bool:
    """Whether little but the words is quoted: a phrase that is a name for them at most."""
    return quotation.end - quotation.start <= len(around.text) + PHRASE


class Judge:
    """The judge of one language and one house."""

    def __init__(
        self, language: Language, settings: Settings, others: Callable[[], Iterable[Language]] = tuple
    ) -> None:
        """`others` gives the other languages, whose titles a text may cite."""
        self._language, self._others = language, others
        self._small = language.grammar.small_words
        self._titles = Titles(language, settings.titles, others)
        house = ((cue.position, cue.phrases, CueData(cue.usage, False, "house-cue")) for cue in settings.cues)
        own = (CueFile(file_cues(house, {})),) if settings.cues else ()
        files = CueFiles((*own, language.cues))
        self._cues = Cues(files, language)
        self._definitions = Definitions(files, self._cues.under_words)

    def document(
        self,
        view: View,
        occurrences: list[Occurrence],
        spared: Spared,
        in_place: Callable[[int, int], bool] = lambda index, start: True,
    ) -> list[Judgement]:
        """The judgements of one document's occurrences, those out of context left out.

        `in_place(index, start)`: whether the text there, in that segment, is in this language.
        """
        quotes = Quotes(view, self._language)

        def judged(occurrence: Occurrence) -> Judgement | None:
            around = Surroundings(view, self._language, occurrence)
            if not discouraged(around) or not in_place(around.index, occurrence.start):
                return None
            quotation = quotes.around(around.index, occurrence.start, occurrence.end)
            judgement = self._judge(around, quotation)
            alone = quotation is not None and _is_alone(around, quotation)
            # “X: A Behavioral Analysis” gives the word no meaning
            named = judgement.usage is Usage.CITATION or judgement.because.code in OFFICIAL
            return judgement._replace(
                defines=not named
                and (
                    judgement.defines
                    or self._definitions.define(around, alone, self._phrase_end(around, quotation))
                    or (alone and is_called(around))
                ),
                discusses=self._cues.under_words(around),
            )

        found = [it for it in spared.each(judged, occurrences, lambda it: it) if it is not None]
        return self._pass_on_mentions(found, spared)

    def _judge(self, around: Surroundings, quotation: Quotation | None) -> Judgement:
        """How one occurrence is used, by itself."""
        because = self._titles.find(around)
        if because:
            return Judgement(around, Usage.TITLE, because)
        because = citations.find(around)
        if because:
            return Judgement(around, Usage.CITATION, because)
        cue = self._cues.find(around, quotation is not None)
        if cue is None and (end := self._phrase_end(around, quotation)):
            cue = self._cues.defining(around, end, quoted=quotation is not None)
        if cue and cue.cue.usage == Usage.USE:
            cue = None
        if quotation is not None:
            return self._quoted(around, quotation, cue)
        if cue:
            return _judged(around, cue)
        return self._unquoted(around)

    def _phrase_end(self, around: Surroundings, quotation: Quotation | None) -> int | None:
        """Where the marked phrase it is part of ends: “child prostitution offence”."""
        if quotation is None:
            return around.emphasis_end
        return quotation.end if _is_alone(around, quotation) else None

    def _unquoted(self, around: Surroundings) -> Judgement:
        if any(mark.kind is MarkKind.STRUCK for mark in around.marks):
            return Judgement(around, Usage.MENTION, Message("struck-out"), alone=True)
        if standards.defines(around):
            return Judgement(around, Usage.MENTION, Message("listed-word"), defines=True)
        if in_list_of_words(around) or in_series(around):
            return Judgement(around, Usage.MENTION, Message("listed-word"))
        if is_equivalent(around, self._others()):
            return Judgement(around, Usage.MENTION, Message("listed-word"), alone=True)
        if is_gloss(around):
            return _gloss(around)
        if instruments.heads_column(around):
            return Judgement(around, Usage.QUOTATION, Message("column-of-law"))
        if (around.segment.quoted and not is_notice(around)) or self._marked(around):
            return Judgement(around, Usage.QUOTATION, Message("marked-quotation"))
        return Judgement(around, Usage.USE, Message("own-words"))

    def _quoted(self, around: Surroundings, quotation: Quotation, cue: Found | None) -> Judgement:
        """In quotation marks: talked about, in scare quotes, or somebody else's words."""
        alone = _is_alone(around, quotation)
        if cue and (alone or cue.cue.usage != Usage.MENTION):
            return _judged(around, cue)
        if alone and is_gloss(around):
            return _gloss(around)
        return Judgement(around, *self._somebodys(around, quotation, alone))

    def _somebodys(self, around: Surroundings, quotation: Quotation, alone: bool) -> tuple[Usage, Message]:
        text = around.view.text[quotation.start : quotation.end]
        longer = len(around.text) < len(text) < _TITLE and len(text.split()) > len(around.text.split())
        if longer and in_title_case(text, self._small):
            return Usage.CITATION, Message("quoted-title")
        if alone:
            return Usage.QUOTATION, Message("scare-quotes")
        return Usage.QUOTATION, Message("in-quotation-marks")

    def _marked(self, around: Surroundings) -> bool:
        """Inside inline markup for quotations."""
        return any(mark.kind is MarkKind.QUOTE for mark in around.marks)

    def _pass_on_mentions(self, judgements: list[Judgement], spared: Spared) -> list[Judgement]:
        """A mention passes to words that a comma, "and" or "or" joins to it: first to last, then back."""
        for order in (range(1, len(judgements)), range(len(judgements) - 2, -1, -1)):
            for index in order:
                other = judgements[index - order.step]
                this = judgements[index]
                shares = other.usage is Usage.MENTION and not other.alone
                if shares and this.usage in (Usage.USE, Usage.QUOTATION):
                    pairs = spared.each(
                        self._joined, ((this, other),), lambda pair: pair[0].around.occurrence
                    )
                    judgements[index] = next(pairs, this)
        if not spared.lost:
            return judgements
        return [it for it in judgements if it.around.occurrence.start not in spared.lost]

    def _joined(self, pair: tuple[Judgement, Judgement]) -> Judgement:
        """The first of two judgements, as the mention that the second is if nothing parts them."""
        this, other = pair
        first, second = sorted(pair, key=lambda it: it.around.occurrence.start)
        alike = side_by_side(first.around, second.around)
        return this._replace(usage=other.usage, because=other.because) if alike else this


@lru_cache(maxsize=KEPT_AT_HAND)
def judge_of(termbase: Termbase, lang: str, settings: Settings) -> Judge:
    """The judge of one language of a termbase, for one configuration. Raises TermbaseError."""
    return Judge(termbase.language(lang), settings, partial(termbase.besides, lang))
