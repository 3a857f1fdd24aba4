"""Phrases whose nouns a grammar file doesn't know: fixes of them, or with them, are never made unasked."""

from collections.abc import Callable, Iterator

from luxterm.engine.replace.phrases import WITHOUT_HEAD, Phrases
from luxterm.lexicon.examples import Failure
from luxterm.termbase.data import Termbase
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.inflected import phrases_of
from luxterm.termbase.language import Language
from luxterm.termbase.models import FormGroup
from luxterm.termbase.read import Files, line_of
from luxterm.termbase.templates import expand_all
from luxterm.termbase.term_data import HEAD
from luxterm.types import Message


def unknown_heads(files: Files, termbase: Termbase) -> Iterator[Failure]:
    """The first such phrase of each group of forms whose fix is meant to be safe."""
    for concept in files.concepts.values():
        path = files.paths[concept.id]
        for lang, terms in concept.terms.items():
            language = termbase.language(lang)
            known = _knows(language, files.grammar.get(lang))
            terms = terms if known else []
            for term in terms:
                for group in term.forms:
                    said = (language.resolve(say, {}) for say in group.say)
                    asked = (*expand_all(group.match), *said) if _is_noun(group) else ()
                    unknown = next((it for it in asked if known and not known(it)), "")
                    if unknown:
                        args = term.id, repr(unknown), f"grammar/{lang}.toml"
                        message = Message("no-noun-known", args)
                        yield Failure(str(path), line_of(path, unknown, f'"{term.id}"'), message)


def _knows(language: Language, grammar: Grammar | None) -> Callable[[str], bool] | None:
    """Whether a phrase has a noun that is known; None of a language in which that makes no difference."""
    if language.agreement.gendered:
        phrases = Phrases(language)
        return lambda phrase: bool(phrases.of(phrase).readings)
    if grammar and grammar.declension:
        declined = phrases_of(language.declension, grammar)
        return lambda phrase: HEAD in phrase or bool(declined.of(phrase))
    return None


def _is_noun(group: FormGroup) -> bool:
    return group.applicability == "safe" and bool(group.say) and group.number not in WITHOUT_HEAD
