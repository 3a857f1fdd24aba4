"""Where the languages of a termbase differ: what one of them lacks, and what they say differently.

The same id in two languages is for the same advice, so a difference between them is meant or a mistake: a
person decides.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from luxterm.engine.advising import severity
from luxterm.lexicon.load import bundled, termbase_of
from luxterm.termbase.models import Concept, Term
from luxterm.termbase.read import Files, read
from luxterm.types import Usage

NO_TERM, NO_RECOMMENDED, ADVICE, UNVERIFIED = "no-term", "no-recommended", "advice", "unverified"
KINDS = (NO_TERM, NO_RECOMMENDED, ADVICE, UNVERIFIED)
"""A concept without any term in a language; without one that is recommended; advice that differs for an id;
an entry that is verified in one language only: read at its source, and by somebody whose language it is."""
_REFERENCE = re.compile(r"<([^<>:]+)(?::[^<>]+)?>")


class Difference(NamedTuple):
    """A difference between languages.

    `term` is an id, "" where it is about the concept. `aspect` is what of the advice differs: status, advice,
    severity, instead. `values`: what each language says of it, or "yes" and "no" for having it.
    """

    kind: str
    concept: str
    term: str
    aspect: str
    values: dict[str, str]


class Compared(NamedTuple):
    """What was compared, and how it differs."""

    languages: tuple[str, ...]
    concepts: int
    differences: tuple[Difference, ...]


def compare(lexicon: tuple[str, ...] = (), lang: str = "", kinds: Sequence[str] = KINDS) -> Compared:
    """The termbase with these layers: all its languages, or some with commas between and its own.

    Raises TermbaseError for a language that it doesn't have.
    """
    termbase = termbase_of(lexicon)
    chosen = termbase.named(lang) if lang else tuple(termbase.languages)
    langs = tuple(dict.fromkeys((termbase.default_lang, *chosen)))
    files = read([Path(bundled()), *map(Path, lexicon)])
    severities = {
        (each, term.id): severity(term, Usage.USE).label
        for each in langs
        for term in termbase.language(each).terms
    }
    found = [
        it
        for concept in files.concepts.values()
        for it in (*_lacking(concept, langs), *_saying(concept, langs, files, severities))
        if it.kind in kinds
    ]
    concepts = sum(any(each in concept.terms for each in langs) for concept in files.concepts.values())
    return Compared(langs, concepts, tuple(sorted(found, key=lambda it: KINDS.index(it.kind))))


def _lacking(concept: Concept, langs: Sequence[str]) -> Iterator[Difference]:
    """A term, or a recommended one, that some languages have."""
    having = {lang: bool(concept.terms.get(lang)) for lang in langs}
    if any(having.values()) and not all(having.values()):
        yield Difference(NO_TERM, concept.id, "", "", _yes_or_no(having))
    known = {
        lang: any(term.status != "deprecated" for term in concept.terms[lang])
        for lang in langs
        if having[lang]
    }
    if any(known.values()) and not all(known.values()):
        yield Difference(NO_RECOMMENDED, concept.id, "", "", _yes_or_no(known))


def _saying(
    concept: Concept, langs: Sequence[str], files: Files, severities: dict[tuple[str, str], str]
) -> Iterator[Difference]:
    """What is said of the same term."""
    by_id: dict[str, dict[str, Term]] = {}
    for lang in langs:
        for term in concept.terms.get(lang, []):
            by_id.setdefault(term.id, {})[lang] = term
    for id, terms in by_id.items():
        aspects = {
            "status": {lang: term.status for lang, term in terms.items()},
            "advice": {lang: term.advice or "" for lang, term in terms.items()},
            "severity": {lang: severities.get((lang, id), "") for lang in terms},
        }
        for aspect, values in aspects.items():
            if len(set(values.values())) > 1:
                yield Difference(ADVICE, concept.id, id, aspect, values)
        instead = {
            lang: concepts for lang, term in terms.items() if (concepts := _instead(term, lang, files))
        }
        said = list(instead.values())
        if said and not said[0].intersection(*said):
            values = {lang: ", ".join(sorted(concepts)) for lang, concepts in instead.items()}
            yield Difference(ADVICE, concept.id, id, "instead", values)
        verified = {lang: _verified(term, concept, lang) for lang, term in terms.items()}
        if any(verified.values()) and not all(verified.values()):
            yield Difference(UNVERIFIED, concept.id, id, "", _yes_or_no(verified))


def _instead(term: Term, lang: str, files: Files) -> frozenset[str]:
    """The concepts of the terms that are to be said instead, as far as the words are terms."""
    says = (say for group in term.forms for say in group.say)
    named = {match[1] for say in says if (match := _REFERENCE.search(say))}
    return frozenset(
        concept.id
        for concept in files.concepts.values()
        if named.intersection(each.id for each in concept.terms.get(lang, []))
    )


def _verified(term: Term, concept: Concept, lang: str) -> bool:
    if term.unread_confidence or term.awaits_native_reader or concept.awaits_native_reader(lang):
        return False
    return term.status != "deprecated" or any(source.verified for source in term.sources)


def _yes_or_no(values: dict[str, bool]) -> dict[str, str]:
    return {lang: "yes" if value else "no" for lang, value in values.items()}
