"""From a validated grammar file to the tables of declension that the engine and the build use."""

from collections.abc import Iterable, Mapping
from itertools import product

from luxterm.termbase import declension_models as models
from luxterm.termbase.declension import Declension, Determiner, Noun, Reading, Table, cell
from luxterm.termbase.templates import expand_all, folded_phrases
from luxterm.text.folding import fold


def compiled(file: models.Declension | None, cases: Iterable[str]) -> Declension:
    """Every template expanded, every word folded but for what is written."""
    if file is None:
        return Declension()
    cases = tuple(cases)
    nouns, forms = _nouns(file, cases)
    determiners = tuple(_determiners(file))
    return Declension(
        cases=cases,
        numbers=file.numbers,
        nouns=nouns,
        forms=forms,
        adjectives={name: _table(endings) for name, endings in file.adjectives.items()},
        bare=file.bare,
        determiners=determiners,
        before=_before(determiners),
        prepositions=_by_word(file.prepositions),
        others_beside={
            fold(word): folded_phrases(each.others_beside)
            for each in file.prepositions
            if each.others_beside
            for word in expand_all(each.words)
        },
        attribute=file.attribute,
        instead=file.instead,
        before_instead=folded_phrases(file.before_instead),
        complements={fold(noun): it for it, nouns in file.complements.items() for noun in expand_all(nouns)},
        objects=_by_word(file.objects),
        verbs={form: tuple(each.items()) for each in file.verbs for form in map(fold, each.values())},
        verb_endings=tuple(tuple(each.items()) for each in file.verb_endings),
        inclusive={
            fold(ending): frozenset(key.split("."))
            for key, endings in file.inclusive.items()
            for ending in endings
        },
        relating=tuple((frozenset(key.split(".")), fold(form)) for key, form in file.relating.items()),
        referring=tuple(
            (frozenset(key.split(".")), folded_phrases(words)) for key, words in file.referring.items()
        ),
        standing=tuple(
            tuple((frozenset(key.split(".")), fold(forms)) for key, forms in each.items())
            for each in file.standing
        ),
        subjects=folded_phrases(file.subjects),
        subordinators=folded_phrases(file.subordinators),
        linking=folded_phrases(file.linking),
        copulas=folded_phrases(file.copulas),
        doing=folded_phrases(file.doing),
        finding=folded_phrases(file.finding),
        passives=folded_phrases(file.passives),
        intransitive=folded_phrases(file.intransitive),
        impersonal=folded_phrases(file.impersonal),
        expletives=folded_phrases(file.expletives),
        identifying=folded_phrases(file.identifying),
        coordinators=folded_phrases(file.coordinators),
        polite=folded_phrases(file.polite),
        reflexives=folded_phrases(file.reflexives),
        infinitive=tuple(map(fold, file.infinitive)),
        particles=tuple(map(fold, expand_all(file.particles))),
        between=folded_phrases(file.between),
        adverbs=tuple(tuple(fold(it).split()) for it in expand_all(file.adverbs)),
        adjectival=tuple(sorted(map(fold, expand_all(file.adjectival)))),
        invariable=folded_phrases(file.invariable),
    )


def _table(cells: Mapping[str, str]) -> Table:
    made = [(frozenset(filter(None, key.split("."))), held) for key, held in cells.items()]
    return tuple(sorted(made, key=lambda it: -len(it[0])))


def _nouns(
    file: models.Declension, cases: tuple[str, ...]
) -> tuple[tuple[Noun, ...], dict[str, tuple[tuple[int, tuple[Reading, ...]], ...]]]:
    nouns: list[Noun] = []
    found: dict[str, dict[int, dict[Reading, None]]] = {}
    for each in file.nouns:
        features = frozenset(each.features.split("."))
        read = [_table(each.endings)] if each.endings else list(map(_table, file.adjectives.values()))
        written = tuple((values, endings.partition("|")[0]) for values, endings in _table(each.endings))
        numbers = dict.fromkeys(key.split(".")[0] for key in each.endings) or dict.fromkeys(file.numbers)
        for stem in expand_all(each.nouns) or [""]:
            for number, case, table in product(numbers, cases, read):
                reading = features | {number, case}
                for ending in (cell(table, reading) or "").split("|"):
                    of = found.setdefault(fold(stem + ending), {}).setdefault(len(nouns), {})
                    of[reading] = None
            nouns.append(Noun(stem, features, written))
    return tuple(nouns), {
        form: tuple((noun, tuple(readings)) for noun, readings in of.items()) for form, of in found.items()
    }


def _determiners(file: models.Declension) -> Iterable[Determiner]:
    for each in file.determiners:
        for stem in expand_all(each.stems) or [""]:
            forms = {key: stem + ending for key, ending in each.forms.items()}
            yield Determiner(each.kind, "", False, each.omitted, _table(forms), _table(each.then))
    for each in file.contractions:
        yield Determiner(
            each.article, each.preposition, each.usual, False, _table(each.forms), _table(each.then)
        )


def _before(determiners: tuple[Determiner, ...]) -> dict[str, tuple[int, ...]]:
    """What is written for those without a contracted form is none: "von der" is two words, "von" another."""
    found: dict[str, dict[int, None]] = {}
    for number, each in enumerate(determiners):
        for _, form in each.forms:
            if form and " " not in form and fold(form) != fold(each.preposition):
                found.setdefault(fold(form), {})[number] = None
    return {form: tuple(several) for form, several in found.items()}


def _by_word(several: Iterable[models.Governing]) -> dict[str, tuple[str, ...]]:
    return {fold(word): tuple(each.cases) for each in several for word in expand_all(each.words)}
