"""Where a document has the words that the termbase recommends, and how each is used there.

They are judged as discouraged words are: a recommended term may stand in a title or a quotation, too.
"""

from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.failures import Spared
from luxterm.engine.judge.judging import judge_of
from luxterm.engine.match import Occurrence
from luxterm.engine.searching import whole_words
from luxterm.termbase.data import Termbase
from luxterm.termbase.recommended import Named
from luxterm.termbase.term_data import Group, TermData
from luxterm.text.view import View
from luxterm.types import Failure, Message, Usage

_FORMS = (Group((), (), "mass", 0, (), (), ()),)


class Recommendation(NamedTuple):
    """A recommended word in a document: where it is in the source, what is seen, what it names, and how."""

    start: int
    end: int
    seen: str
    named: Named
    usage: Usage
    because: Message


def recommended_in(view: View, termbase: Termbase, lang: str, settings: Settings) -> list[Recommendation]:
    """Those of one language, in order; of words that overlap, the longest.

    One that can't be judged is left out. Raises TermbaseError for a language that the termbase doesn't have.
    """
    words = termbase.recommended(lang)
    occurrences: list[Occurrence] = []
    of: dict[int, Named] = {}
    for start, end, pattern in whole_words(view, words.patterns):
        named = words.named(pattern)
        if not named.cased or view.text[start:end] == named.cased:
            occurrences.append(Occurrence(start, end, _term(named), 0))
            of[start] = named
    lost: list[Failure] = []
    found: list[Recommendation] = []
    for judgement in judge_of(termbase, lang, settings).document(
        view, occurrences, Spared(view, lost.append)
    ):
        at = judgement.around.occurrence
        source = view.source(at.start, at.end)
        found.append(
            Recommendation(
                *source, view.text[at.start : at.end], of[at.start], judgement.usage, judgement.because
            )
        )
    return found


def _term(named: Named) -> TermData:
    """What a judgement needs to know of a word."""
    return TermData(
        id=named.term,
        concept=named.concept,
        term="",
        advice="",
        unread_confidence="",
        why="",
        note="",
        needs=(),
        unless=(),
        unless_before=(),
        unless_lacking=(),
        needs_long_form=False,
        off=False,
        groups=_FORMS,
        sources=(),
    )
