"""Whether a term is in what a court or a speaker said word for word, deep in a longer document.

A casebook, a bulletin or a newsletter has opinions and speeches whole, and its beginning doesn't show it.
They are known by what stands near: the name of a case above, turns of phrase that only judges have, words to
an audience, or the line that says who spoke where. The words are contexts in the cues, if a language has
them: `versus` between the parties of a case, `opinions` (of which two are near), `addressed` and `delivered`.
"""

from luxterm.engine.surroundings import SOURCE, SPEECH, Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold

_LINE = 160
"""Code points of a line at most that says who spoke where."""
_ENDS = ".;:!?,"
_OPINIONS = 2
"""Turns of phrase of a judge at least."""


def is_delivered(around: Surroundings) -> bool:
    """Whether it is in an opinion or a speech."""
    language = around.language
    opinions, addressed = (language.contexts[it] for it in ("opinions", "addressed"))
    if names_case(around.segment.under, language) or _is_announced(around):
        return True
    if not (opinions or addressed):
        return False
    start, end = around.source
    words = language.divider.words(fold(around.document_text(start - SOURCE, end + SOURCE)))
    return addressed.stands_in(words) or opinions.count_in(words) >= _OPINIONS


def names_case(heading: str, language: Language) -> bool:
    """Whether a heading is the name of a case: "People v. Miller", with a name on either side."""
    versus, written = language.contexts["versus"], language.divider.words(heading)
    return any(
        versus.stands_in([word]) and written[at - 1][0].isupper() and written[at + 1][0].isupper()
        for at, word in enumerate(written)
        if 0 < at < len(written) - 1
    )


def _is_announced(around: Surroundings) -> bool:
    """Whether the heading above it, or a line before it, says who spoke where: "Remarks by … at …"."""
    delivered, language, view = around.language.contexts["delivered"], around.language, around.view
    if not delivered:
        return False
    if _says_who(fold(around.segment.under), language):
        return True
    for index in around.above(SPEECH):
        start, end = view.bounds(index)
        if end - start <= _LINE and _says_who(view.folded[start:end], language):
            return True
    return False


def _says_who(line: str, language: Language) -> bool:
    """Whether a line that nothing ends has one of the phrases: not "The remarks by members were noted."."""
    if line.rstrip(" *_")[-1:] in _ENDS:
        return False
    return language.contexts["delivered"].stands_in(language.divider.words(line))
