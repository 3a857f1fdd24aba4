"""From the concepts to the terms of one language: those to find, with what to say instead, and the others."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from luxterm.termbase.cue_models import Cues
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.models import FormGroup, SourceRef, Term
from luxterm.termbase.neighbours import TargetsByPhrase
from luxterm.termbase.read import Files, line_of
from luxterm.termbase.templates import expand, expand_all
from luxterm.termbase.term_data import BEGINS, EXCEPTION, Group, TermData
from luxterm.text.folding import fold
from luxterm.text.words import Divider
from luxterm.types import Applicability, Message, Source

Preferred = dict[str, tuple[str, str, str]]
"""Singular, plural and abbreviation of each recommended term, by its id."""


class Terms(NamedTuple):
    """The terms of a language: `discouraged` ones, by whose numbers `patterns` refer to them, and the others.

    `recommended` are all forms of these; some may be "".
    """

    patterns: TargetsByPhrase
    discouraged: list[TermData]
    preferred: Preferred
    recommended: list[str]


def terms_of(files: Files, lang: str, grammar: Grammar, cues: list[Cues], divider: Divider) -> Terms:
    """The terms of a language. Raises TermbaseError for one that is incomplete or refers to nothing."""
    found = Terms({}, [], {}, [])
    for concept in files.concepts.values():
        path = files.paths[concept.id]
        for term in concept.terms.get(lang, []):
            if term.status != "deprecated":
                forms = term.term, term.plural, term.abbreviation
                found.preferred[term.id] = forms
                found.recommended.extend((*forms, *expand_all(term.also)))
                continue
            _check(path, term, cues)
            number = len(found.discouraged)
            for index, group in enumerate(term.forms):
                for phrase, cased in _forms(path, term, group, grammar):
                    found.patterns.setdefault(fold(phrase), []).append((number, index, cased))
            for phrase in _with_letters(path, term, term.excepted):
                found.patterns.setdefault(fold(phrase), []).append((number, EXCEPTION, ""))
            found.discouraged.append(_term(files, concept.id, term, lang, divider))
    return found


def _with_letters(path: Path, term: Term, templates: list[str]) -> Iterator[str]:
    """The phrases of some templates, each once. TermbaseError for one that would be found everywhere."""
    for template in templates:
        for phrase in expand(template):
            if not any(map(str.isalpha, fold(phrase))):
                said = Message("phrase-no-letters", (term.id, repr(template), repr(phrase)))
                raise TermbaseError(str(path), line_of(path, template, f'"{term.id}"'), said)
    yield from expand_all(templates)


def _forms(path: Path, term: Term, group: FormGroup, grammar: Grammar) -> Iterator[tuple[str, str]]:
    """The phrases of a group, each with how it must be spelled (`Target`)."""
    yield from ((it, _cased(it, grammar)) for it in _with_letters(path, term, group.match))
    yield from ((it, BEGINS) for it in _with_letters(path, term, group.compound))
    inclusive = grammar.declension.inclusive if grammar.declension else {}
    endings = [ending for several in inclusive.values() for ending in several]
    yield from ((it + ending, "") for it in _with_letters(path, term, group.inclusive) for ending in endings)


def _cased(phrase: str, grammar: Grammar) -> str:
    """The form itself if its capitals matter: an abbreviation, in the singular or the plural."""
    ending = next(filter(phrase.endswith, grammar.plural_endings), "")
    core = phrase.removesuffix(ending)
    return phrase if len(core) > 1 and core.isupper() else ""


def _check(path: Path, term: Term, cues: list[Cues]) -> None:
    """What pydantic can't check: that a deprecated term is complete and its references lead somewhere."""
    missing = [name for name in ("advice", "why", "forms", "sources", "examples") if not getattr(term, name)]
    if missing and not (missing == ["sources"] and term.unread_confidence):
        said = Message("key-lacks", (term.id, ", ".join(missing)))
        raise TermbaseError(str(path), line_of(path, f'"{term.id}"'), said)
    contexts = {name for part in cues for name in part.contexts}
    near = (name for group in term.forms for name in (*group.safe_near, *group.unsafe_near))
    for name in (*term.needs, *term.unless_lacking, *near):
        if name not in contexts:
            said = Message("no-such-context", (term.id, repr(name)))
            raise TermbaseError(str(path), line_of(path, f'"{term.id}"'), said)
    applicable = any(group.say and group.applicability != "display" for group in term.forms)
    if applicable and term.examples and not term.examples.fix:
        said = Message("no-fix-example", (term.id,))
        raise TermbaseError(str(path), line_of(path, f'"{term.id}"'), said)


def _term(files: Files, concept: str, term: Term, lang: str, divider: Divider) -> TermData:
    def apart(templates: list[str]) -> tuple[str, ...]:
        return tuple(f" {divider.apart(fold(word)).strip()} " for word in expand_all(templates))

    return TermData(
        id=term.id,
        concept=concept,
        term=term.term,
        advice=term.advice or "",
        unread_confidence=term.unread_confidence or "",
        why=term.why,
        note=term.note,
        needs=tuple(term.needs),
        unless=apart(term.unless),
        unless_before=apart(term.unless_before),
        unless_lacking=tuple((name, apart(words)) for name, words in term.unless_lacking.items()),
        needs_long_form=term.needs_long_form,
        off=term.off,
        groups=tuple(_group(group) for group in term.forms),
        sources=cited(files, files.paths[concept], term.sources, lang),
    )


def _group(group: FormGroup) -> Group:
    return Group(
        say=tuple(group.say),
        attributive=tuple(group.attributive),
        number=group.number,
        applicability=int(Applicability[group.applicability.upper()]),
        cases=tuple(group.cases),
        followed_by=tuple(fold(phrase) for phrase in expand_all(group.followed_by)),
        preceded_by=tuple(fold(phrase) for phrase in expand_all(group.preceded_by)),
        safe_near=tuple(group.safe_near),
        unsafe_near=tuple(group.unsafe_near),
        compound=tuple(
            sorted((fold(phrase) for phrase in expand_all(group.compound)), key=len, reverse=True)
        ),
        heads=tuple(fold(phrase) for phrase in expand_all(group.heads)),
        inclusive=tuple(fold(phrase) for phrase in expand_all(group.inclusive)),
    )


def cited(files: Files, path: Path, references: list[SourceRef], lang: str) -> tuple[Source, ...]:
    """Sources in a language, verified ones first. Raises TermbaseError for a document that isn't there."""
    for reference in references:
        if reference.document not in files.sources:
            said = Message("no-such-source", (repr(reference.document),))
            raise TermbaseError(str(path), line_of(path, f'"{reference.document}"'), said)
    return tuple(
        Source(
            files.sources[ref.document].named(ref.verified, lang),
            ref.at,
            ref.verified,
            files.sources[ref.document].url,
        )
        for ref in sorted(references, key=lambda ref: not ref.verified)
    )
