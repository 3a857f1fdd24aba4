"""What reports are told of the termbase: its terms and concepts in the words of whoever reads them."""

from luxterm.report.run import Lexicon, in_words
from luxterm.termbase.data import Termbase
from luxterm.wording import languages_for, spoken


def lexicon_of(termbase: Termbase) -> Lexicon:
    """For the user's language; what has no name in it is named in another."""
    best = languages_for(spoken())
    langs = sorted(termbase.languages, key=lambda lang: best.index(lang) if lang in best else len(best))

    def concept(id: str) -> str:
        for lang in langs:
            if term := termbase.recommended(lang).preferred.get(id):
                return str(termbase.language(lang).preferred[term][0])
        return in_words(id)

    return Lexicon(
        termbase.name,
        termbase.version,
        termbase.sha256,
        lambda: [term for lang in langs for term in termbase.language(lang).terms],
        concept,
    )
