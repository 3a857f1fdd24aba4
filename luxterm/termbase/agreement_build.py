"""From a validated grammar file to the tables of agreement that the engine uses."""

from collections.abc import Iterable, Mapping

from luxterm.termbase import agreement_models as models
from luxterm.termbase.agreement import Agreement, Cell, Paradigm, Readings, last_word
from luxterm.termbase.bare_capitals import bare
from luxterm.termbase.templates import expand, folded_phrases
from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES
from luxterm.text.words import words


def compiled(file: models.Agreement, bare_capitals: str) -> Agreement:
    """Every template expanded, every phrase folded; forms as they are written.

    Nouns and what stands before them are known without the accents that capitals may lack, too.
    """
    paradigms = tuple(
        Paradigm(each.kind, fold(each.preposition), each.predeterminer, _cells(each.forms, file.onsets))
        for each in file.agreeing
    )
    adjectives = tuple(_cells(each, ()) for each in file.adjectives)
    return Agreement(
        gendered=bool(file.nouns),
        numbers=frozenset(one.rpartition(".")[2] for key in file.nouns for one in key.split()),
        cases=frozenset(file.cases),
        onsets=tuple(file.onsets.items()),
        nouns=_nouns(file.nouns, bare_capitals),
        noun_endings=_endings(file.noun_endings),
        paradigms=paradigms,
        before=_before(paradigms, bare_capitals),
        adjectives=adjectives,
        adjectives_by_form=_by_form(adjectives),
        endings=tuple(_cells(each, ()) for each in file.agreeing_endings),
        mixed=frozenset(file.mixed),
        copulas=folded_phrases(file.copulas),
        complex_transitives=folded_phrases(file.complex_transitives),
        predicating=frozenset(map(fold, file.predicating)),
        auxiliaries=frozenset(map(fold, file.auxiliaries)),
        objects_agree=frozenset(map(fold, file.objects_agree)),
        participle_endings=tuple(map(fold, file.participle_endings)),
        pronouns=folded_phrases(file.pronouns),
        subject_pronouns=tuple(_cells(each, ()) for each in file.subject_pronouns),
        oblique_pronouns=tuple(_cells(each, ()) for each in file.oblique_pronouns),
        impersonal=frozenset(map(fold, file.impersonal)),
        introducing=frozenset(map(fold, file.introducing)),
        elided_subjects=tuple((fold(apart), made) for apart, made in file.elided_subjects.items()),
        enclitics=tuple(_cells(each, ()) for each in file.enclitics),
        enclitic_endings=tuple(map(fold, file.enclitic_endings)),
        clitics=frozenset(map(fold, file.clitics)),
        clitic_verbs=tuple(map(fold, file.clitic_verbs)),
        infinitive_endings=tuple(map(fold, file.infinitive_endings)),
        adverbs=frozenset(map(fold, file.adverbs)),
        adverb_endings=tuple(map(fold, file.adverb_endings)),
        detaching=folded_phrases(file.detaching),
        relatives=folded_phrases(file.relatives),
        relative_pronouns=tuple(_cells(each, ()) for each in file.relative_pronouns),
        governing=frozenset(map(fold, file.governing)),
        relating=frozenset(map(fold, file.relating)),
        subordinating=frozenset(map(fold, file.subordinating)),
        correlating=frozenset(map(fold, file.correlating)),
        pairing=tuple(f" {it} " for it in sorted(folded_phrases(file.pairing))),
        comparing=tuple(f" {fold(it)} " for it in file.comparing),
        parts=frozenset(map(fold, file.parts)),
        including=frozenset(map(fold, file.including)),
        acting=frozenset(map(fold, file.acting)),
    )


def _cells(forms: Mapping[str, str], onsets: Iterable[str]) -> tuple[Cell, ...]:
    """Those with an onset first, then those with most values: the first that fits is the one."""
    cells = [Cell(*models.cell_of(key, onsets), form, fold(form)) for key, form in forms.items()]
    return tuple(sorted(cells, key=lambda cell: (len(cell.onsets), len(cell.features)), reverse=True))


def _nouns(table: Mapping[str, list[str]], letters: str) -> dict[str, tuple[tuple[str, Readings], ...]]:
    found: dict[str, dict[str, Readings]] = {}
    for key, templates in table.items():
        readings = tuple(frozenset(one.split(".")) for one in key.split())
        for template in templates:
            for noun in _both(expand(template), letters):
                of = found.setdefault(next(iter(words(noun)), ""), {})
                of[noun] = tuple(dict.fromkeys((*of.get(noun, ()), *readings)))
    return {
        word: tuple(sorted(of.items(), key=lambda item: len(item[0]), reverse=True))
        for word, of in found.items()
    }


def _endings(table: Mapping[str, list[str]]) -> tuple[tuple[str, Readings], ...]:
    found = [
        (fold(ending), tuple(frozenset(one.split(".")) for one in key.split()))
        for key, endings in table.items()
        for ending in endings
    ]
    return tuple(sorted(found, key=lambda it: len(it[0]), reverse=True))


def _before(paradigms: tuple[Paradigm, ...], letters: str) -> dict[str, tuple[tuple[str, int, str], ...]]:
    found: dict[str, dict[tuple[str, int, str], None]] = {}
    for number, paradigm in enumerate(paradigms):
        for cell in paradigm.cells:
            for form in _both((cell.form,), letters):
                standing = form if form.endswith(fold(APOSTROPHES[0])) else f"{form} "
                found.setdefault(last_word(standing), {})[standing, number, cell.folded] = None
    return {
        word: tuple(sorted(forms, key=lambda form: len(form[0]), reverse=True))
        for word, forms in found.items()
    }


def _both(phrases: Iterable[str], letters: str) -> dict[str, None]:
    """The phrases, folded, and as they stand in capitals without accents."""
    folded = [fold(phrase) for phrase in phrases]
    return dict.fromkeys([*folded, *(bare(phrase, letters) for phrase in folded)])


def _by_form(adjectives: tuple[tuple[Cell, ...], ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for number, cells in enumerate(adjectives):
        for cell in cells:
            found.setdefault(cell.folded, {})[number] = None
    return {form: tuple(numbers) for form, numbers in found.items()}
