"""From a language's terms to the words that it recommends, in all forms (`luxterm.termbase.recommended`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, product

from luxterm.termbase.bare_capitals import bare
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.models import Concept, Term
from luxterm.termbase.neighbours import written
from luxterm.termbase.patterns import file_patterns
from luxterm.termbase.recommended import Named
from luxterm.termbase.tables import file_parts, file_rows
from luxterm.termbase.templates import expand_all
from luxterm.termbase.term_data import REFERENCE
from luxterm.text.folding import fold

_ADVICE = ("avoid", "careful", "context")
_INFLECTED = 64
"""The most forms of one phrase that its adjectives make."""
_EVERYDAY = 12
"""Letters of a word up to which it is hardly a compound that says it all, as German ones do."""
_WORDS = 2
"""Words that a replacement has at least to name a concept by itself: "sexual abuse", not "offender"."""


def file_recommended(
    concepts: Iterable[Concept],
    lang: str,
    grammar: Grammar,
    common: dict[str, int],
    resolve: Callable[[str], str],
    *,
    declined: Callable[[list[str]], Iterable[str]],
) -> bytes:
    """File the recommended words of a language.

    `resolve` fills in the references of a replacement; `declined` gives the other cases of phrases.
    """
    concepts = list(concepts)
    terms = [(concept.id, term) for concept in concepts for term in concept.terms.get(lang, [])]
    recommended = {term.id: (concept, term) for concept, term in terms if term.status != "deprecated"}
    found: dict[str, Named] = {}
    forms = _forms(grammar)

    def inflected(phrase: str) -> list[str]:
        return [*_inflected(phrase, forms), *map(fold, declined([phrase]))]

    for concept, term in recommended.values():
        for phrase in (term.term, term.plural, term.abbreviation, *expand_all(term.also)):
            _add(found, phrase, Named(concept, term.id, term.status, ""), grammar, inflected)
    for phrase, named in _written(terms, recommended, resolve):
        _add(found, phrase, named, grammar, inflected)
    _mark_short(found)
    stands_for = {
        term.id: _stands_for(concept, term, recommended)
        for concept, term in terms
        if term.status == "deprecated"
    }
    advised = {advice: {concept for concept, term in terms if term.advice == advice} for advice in _ADVICE}
    return file_parts(
        file_patterns(found, common),
        file_rows(map(tuple, found.values())),
        file_rows([stands_for]),
        file_rows([tuple(sorted({concept for concept, _ in terms}))]),
        file_rows([tuple(sorted(advised["context"] - advised["avoid"] - advised["careful"]))]),
    )


def _add(
    found: dict[str, Named],
    phrase: str,
    named: Named,
    grammar: Grammar,
    inflected: Callable[[str], Iterable[str]],
) -> None:
    if not any(map(str.isalpha, phrase)):
        return
    ending = next(filter(phrase.endswith, grammar.plural_endings), "")
    core = phrase.removesuffix(ending)
    if len(core) > 1 and core.isupper():
        named = named._replace(cased=phrase)
    for form in sorted(written(inflected(phrase), grammar)):  # the same each time
        found.setdefault(form, named)
        found.setdefault(bare(form, grammar.bare_capitals), named)


def _mark_short(found: dict[str, Named]) -> None:
    """Single words, and no compounds, that stand in longer phrases for the same concept."""
    within = {
        (word, named.concept)
        for phrase, named in found.items()
        if " " in phrase
        for word in phrase.split(" ")
    }
    for phrase, named in found.items():
        if len(phrase) <= _EVERYDAY and not named.cased and (phrase, named.concept) in within:
            found[phrase] = named._replace(short=True)


Forms = Mapping[str, Iterable[str]]
"""By a form of an adjective all its forms, folded."""


def _forms(grammar: Grammar) -> Forms:
    """Those of the adjectives that the language has a table for."""
    forms: dict[str, dict[str, None]] = {}
    for cells in grammar.adjectives:
        folded = dict.fromkeys(map(fold, cells.values()))
        for form in folded:
            forms.setdefault(form, {}).update(folded)
    return forms


def _inflected(phrase: str, forms: Forms) -> Iterator[str]:
    """The phrase with every form of the adjectives in it that the language has a table for."""
    words = fold(phrase).split(" ")
    choices = [[word, *(it for it in forms.get(word, {}) if it != word)] for word in words]
    return islice(map(" ".join, product(*choices)), _INFLECTED)


def _written(
    terms: list[tuple[str, Term]],
    recommended: dict[str, tuple[str, Term]],
    resolve: Callable[[str], str],
) -> Iterator[tuple[str, Named]]:
    """What fixes write: a recommended term with other words, or words of their own for one concept alone."""
    own: dict[str, dict[str, None]] = {}
    for concept, term in terms:
        for group in term.forms:
            for say in (*group.say, *group.attributive):
                if named := _named(say, recommended):
                    yield resolve(say), named
                elif "<" not in say and term.advice != "context" and len(say.split()) >= _WORDS:
                    own.setdefault(say, {})[concept] = None
    for say, (first, *others) in own.items():
        if not others:
            yield say, Named(first, "", "preferred", "")


def _named(say: str, recommended: dict[str, tuple[str, Term]]) -> Named | None:
    """The first recommended term that a replacement refers to."""
    for match in REFERENCE.finditer(say):
        if match[1] in recommended:
            concept, term = recommended[match[1]]
            return Named(concept, term.id, term.status, "")
    return None


def _stands_for(concept: str, term: Term, recommended: dict[str, tuple[str, Term]]) -> str:
    """The concept of the first recommended term that is to be said instead, if it has none of its own."""
    if any(own == concept for own, _ in recommended.values()):
        return concept
    says = (say for group in term.forms for say in group.say)
    return next((named.concept for say in says if (named := _named(say, recommended))), concept)
