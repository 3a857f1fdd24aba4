"""Whether a term is in what a text takes from another and says so before: an extract, statements of a survey.

"Extract from the judgment of 4 May" may stand above several paragraphs; "do you agree with the following
statements?" before a list or a sentence. The words are the contexts `extracts` and `rated` in the cues, if a
language has them.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold

_LINE = 120
"""Code points of a line at most that says that an extract follows."""
_BELOW = 3
"""Segments below it at most that are the extract."""
_ASKED = 300
"""Code points of its paragraph before a term's sentence in which the statements are announced."""
_MARKS = " *_"
_ENDS = (".", ";", ",", "!", "?")


def is_extract(around: Surroundings) -> bool:
    """Whether it is in an extract."""
    view, language = around.view, around.language
    if not language.contexts["extracts"]:
        return False
    bounds = (view.bounds(it) for it in around.above(_BELOW))
    above = [view.folded[start:end] for start, end in bounds if end - start <= _LINE]
    return any(_says_so(line, language) for line in (fold(around.segment.under), *above))


def is_rated(around: Surroundings) -> bool:
    """Whether it is in a statement that people are asked to agree with or not."""
    rated = around.language.contexts["rated"]
    if not rated:
        return False
    before = max(around.bounds.start, around.sentence.start - _ASKED)
    own = around.view.folded[before : around.occurrence.start]
    said = (
        own[: max(own.rfind(":"), around.sentence.start - before)],
        around.led_by,
        around.above_list(_LINE),
    )
    return any(rated.stands_in(around.words(it)) for it in said if it)


def _says_so(line: str, language: Language) -> bool:
    """Whether a line says that an extract follows: not "The extracts from her diary were read out."."""
    line = line.rstrip(_MARKS)
    return not line.endswith(_ENDS) and language.contexts["extracts"].stands_in(language.divider.words(line))
