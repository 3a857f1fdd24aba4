"""Whether a term is in what a court or a speaker said word for word, deep in a longer document.

A casebook, a bulletin or a newsletter has opinions and speeches whole, and its beginning doesn't show it.
They are known by what stands near: the name of a case above, turns of phrase that only judges have,
authorities cited amid the sentences, words to an audience (`voices`), or the line that says who spoke where.
The words are contexts in the cues, if a language has them: `versus` between the parties of a case, and
`delivered`.
"""

from functools import lru_cache

from luxterm.engine.caution.cases import names_case
from luxterm.engine.caution.voices import voices
from luxterm.engine.nearby import SOURCE, SPEECH
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold

_LINE = 160
"""Code points of a line at most that says who spoke where."""
_CASE = 80
"""Code points of a line at most that is the name of a case."""
_ENDS = ".;:!?,"
_OPINIONS = 2
"""Turns of phrase of a judge at least."""


def is_delivered(around: Surroundings) -> bool:
    """Whether it is in an opinion or a speech."""
    if names_case(around.segment.under, around.language) or _is_announced(around):
        return True
    heard = voices(around)
    if heard.addressing or heard.citing:
        return True
    if len(heard.opinions) >= _OPINIONS or (heard.opinions and heard.courts):
        return True
    return _heads_page(around)


def _heads_page(around: Surroundings) -> bool:
    """Whether a line has nothing but the name of a case and a page's number, as an opinion's pages begin."""
    if not around.language.contexts["versus"]:
        return False
    start, end = around.source
    near = around.document_text(start - SOURCE, end + SOURCE)
    lines = (it.strip() for it in near.split("\n"))
    numbered = (it for it in lines if it and it[0].isdigit() != it[-1].isdigit() and it[-1].isalnum())
    heads = (" ".join(it.split()) for it in numbered)  # "Nos. 12-3456      Miller v. Lo      Page 7"
    return any(names_case(it.strip("0123456789 "), around.language) for it in heads if len(it) <= _CASE)


def _is_announced(around: Surroundings) -> bool:
    """Whether the heading above it, or a line before it, says who spoke where: "Remarks by … at …"."""
    delivered, language, view = around.language.contexts["delivered"], around.language, around.view
    if not delivered:
        return False
    above = map(view.bounds, around.above(SPEECH))
    lines = (view.folded[start:end] for start, end in above if end - start <= _LINE)
    return any(_says_who(line, language) for line in (fold(around.segment.under), *lines))


@lru_cache(maxsize=64)
def _says_who(line: str, language: Language) -> bool:
    """Whether a line that nothing ends has one of the phrases: not "The remarks by members were noted."."""
    if line.rstrip(" *_")[-1:] in _ENDS:
        return False
    return language.contexts["delivered"].stands_in(language.divider.words(line))
