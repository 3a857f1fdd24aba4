"""From a validated grammar file to the record that the engine uses."""

from collections.abc import Iterable

from luxterm.termbase import grammar_models
from luxterm.termbase.fields import Need
from luxterm.termbase.grammar import Grammar
from luxterm.termbase.templates import folded_phrases
from luxterm.text.folding import fold


def compiled(file: grammar_models.Grammar) -> Grammar:
    """Every template expanded, every phrase folded."""
    return Grammar(
        lacks=_lacks(file),
        quotes=tuple(file.quotes),
        dialogue=tuple(file.dialogue),
        once=tuple(
            (tuple(sorted(folded_phrases(each.said))), fold(each.long), tuple(map(fold, each.short)))
            for each in file.once
        ),
        elided=tuple(map(fold, file.elided)),
        abbreviations=_folded(file.abbreviations),
        small_words=_folded(file.small_words),
        name=file.name,
        titles_capitalised=file.titles_capitalised,
        capital_nouns=file.capital_nouns,
        generic=folded_phrases(file.generic),
        run_together=tuple(map(fold, file.run_together)),
        whole_words=_folded(file.whole_words),
        proper_nouns=folded_phrases(file.proper_nouns),
        spelling_stems=file.spelling_stems,
        spelling_markers={name: tuple(words) for name, words in file.spelling_markers.items()},
        determiners=_folded(file.determiners),
        premodifiers=folded_phrases(file.premodifiers),
        head_nouns=folded_phrases(file.head_nouns),
        preceding_heads=folded_phrases(file.preceding_heads),
        child_nouns=folded_phrases(file.child_nouns),
        sharing_nouns=folded_phrases(file.sharing_nouns),
        possessive_endings=tuple(map(fold, file.possessive_endings)),
        possessed=tuple(file.possessed),
        contracted=_folded(file.contracted),
        plural_endings=tuple(map(fold, file.plural_endings)),
        postmodifiers=_folded(file.postmodifiers),
        verbal=folded_phrases(file.verbal),
        boundaries=folded_phrases(file.boundaries),
        conjunctions=folded_phrases(file.conjunctions),
        glosses=tuple(map(fold, file.glosses)),
        definition_references=folded_phrases(file.definition_references),
        denials_before=folded_phrases(file.denials_before),
        denials_after=folded_phrases(file.denials_after),
        charged_with=folded_phrases(file.charged_with),
        offence_of=folded_phrases(file.offence_of),
        court_nouns=folded_phrases(file.court_nouns),
        offence_columns=folded_phrases(file.offence_columns),
        see=frozenset(file.see),
        and_others=frozenset(file.and_others),
        editors=frozenset(file.editors),
    )


def tables_with(need: Need) -> frozenset[str]:
    """The tables that may be missing then."""
    fields = grammar_models.Grammar.model_fields.items()
    return frozenset(name for name, field in fields if need in field.metadata)


def _lacks(file: grammar_models.Grammar) -> tuple[str, ...]:
    """The tables that are missing. A table that the language needs nothing in is there, but empty."""
    needed = type(file).model_fields.keys() - file.model_fields_set - tables_with(Need.NONE)
    if not file.nouns:
        needed -= tables_with(Need.NOUNS)
    if not file.agreeing:
        needed -= tables_with(Need.AGREEING)
    return tuple(sorted(needed))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))
