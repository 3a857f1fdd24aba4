"""Phrases whose nouns a grammar file doesn't know: fixes of them, or with them, are never made unasked."""

from collections.abc import Iterator

from luxterm.engine.replace.phrases import WITHOUT_HEAD, Phrases
from luxterm.lexicon.examples import Failure
from luxterm.termbase.data import Termbase
from luxterm.termbase.models import FormGroup
from luxterm.termbase.read import Files, line_of
from luxterm.termbase.templates import expand_all
from luxterm.types import Message


def unknown_heads(files: Files, termbase: Termbase) -> Iterator[Failure]:
    """The first such phrase of each group of forms whose fix is meant to be safe."""
    for concept in files.concepts.values():
        path = files.paths[concept.id]
        for lang, terms in concept.terms.items():
            language = termbase.language(lang)
            phrases = Phrases(language)
            terms = terms if language.agreement.gendered else []
            for term in terms:
                for group in term.forms:
                    said = (language.resolve(say, {}) for say in group.say)
                    asked = (*expand_all(group.match), *said) if _is_noun(group) else ()
                    unknown = next((it for it in asked if not phrases.of(it).readings), "")
                    if unknown:
                        args = term.id, repr(unknown), f"grammar/{lang}.toml"
                        message = Message("no-noun-known", args)
                        yield Failure(str(path), line_of(path, f'"{term.id}"'), message)


def _is_noun(group: FormGroup) -> bool:
    return group.applicability == "safe" and bool(group.say) and group.number not in WITHOUT_HEAD
