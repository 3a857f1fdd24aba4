"""From validated models to the compiled termbase: plain tuples and dicts that `marshal` can store.

What the engine needs at run time is worked out here once: every template expanded, every phrase folded,
every cross-reference checked, each title cut into the tokens it is compared by. The shapes are those
of `luxterm.termbase.data`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from luxterm.termbase import agreement_build, cues_build, declension_build
from luxterm.termbase.bare_capitals import bare, with_bare_capitals
from luxterm.termbase.cue_models import Cues
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.flagged import Flagged
from luxterm.termbase.given_pattern import GivenPattern
from luxterm.termbase.grammar_build import compiled
from luxterm.termbase.identification_build import file_identification, telling, vocabularies
from luxterm.termbase.inflected import Inflected
from luxterm.termbase.language import BEGINS, EXCEPTION, HEAD, Group, TermData
from luxterm.termbase.laws import file_laws
from luxterm.termbase.models import FormGroup, Grammar, SourceRef, Term
from luxterm.termbase.neighbours import Patterns, continued, useful, written
from luxterm.termbase.patterns import file_all, file_patterns
from luxterm.termbase.prefilter_build import file_prefilter
from luxterm.termbase.read import Files, line_of
from luxterm.termbase.recommended_build import file_recommended
from luxterm.termbase.tables import dumps, file_index, file_named, file_parts, file_rows
from luxterm.termbase.templates import expand, expand_all
from luxterm.termbase.titles import TitleData, file_titles, tokens
from luxterm.text.folding import fold
from luxterm.text.words import Divider
from luxterm.types import Applicability, Message, Source
from luxterm.wording import FALLBACK

_REFERENCE = re.compile(r"<([^<>:]+)(?::([^<>]+))?>")


def build(files: Files) -> dict[str, bytes]:
    """The parts of the compiled termbase. Raises TermbaseError for a reference that leads nowhere."""
    languages = sorted({lang for concept in files.concepts.values() for lang in concept.terms})
    for lang in languages:
        _check_ids(files, lang)
    compiled = {lang: _language(files, lang) for lang in languages}
    sizes = tuple(len(it.patterns) for it in compiled.values())
    default = files.info.lang if files.info.lang in languages else next(iter(languages), "")
    spoken = vocabularies(files.grammar, {lang: sorted(it.patterns) for lang, it in compiled.items()})
    named = files.info.name, files.info.version, files.sha256
    about = *named, tuple(languages), sizes, default, telling(spoken, languages)
    profiles = {name: _profile(files, name) for name in files.profiles}
    return {
        "about": file_parts(dumps(about), file_named(profiles)),
        "prefilter": file_prefilter(it.flagged for it in compiled.values()),
        "patterns": file_all(
            [(it.patterns, it.flagged.common) for it in compiled.values()],
            {lead: None for it in compiled.values() for lead in it.flagged.run_together},
            {part for it in compiled.values() for part in it.flagged.first_parts},
        ),
        "identification": file_identification(
            spoken, {lang: it.called for lang, it in files.grammar.items()}
        ),
        **{f"{lang} {name}": table for lang, it in compiled.items() for name, table in it.tables.items()},
        **{f"recommended {lang}": it.recommended for lang, it in compiled.items()},
    }


class _Compiled(NamedTuple):
    """A language: its phrases, what the prefilter is made of, and everything else, filed."""

    patterns: Patterns
    flagged: Flagged
    tables: dict[str, bytes]
    recommended: bytes


def _profile(files: Files, name: str) -> bytes:
    profile = files.profiles[name]
    return dumps(
        (
            name,
            dict(profile.name),
            dict(profile.description),
            dict(profile.prefers),
            {term: tuple(map(fold, expand_all(forms))) for term, forms in profile.accepts.items()},
            dict(profile.because),
            _plain(_sources(files, Path("profiles") / f"{name}.toml", profile.sources, FALLBACK)),
        )
    )


def _parted(patterns: Iterable[str]) -> Iterator[str]:
    """The words beside a hyphen with a space behind it: "kinder-und" for "Kinder- und …"."""
    for pattern in patterns:
        for before, after in pairwise(pattern.split("  ")):
            if before and after:
                yield f"{before.rpartition(' ')[2]}-{after.partition(' ')[0]}"


def _language(files: Files, lang: str) -> _Compiled:
    grammar = files.grammar.get(lang) or Grammar()
    cues = files.cues.get(lang, [])
    leads = tuple(map(fold, grammar.run_together))
    divider = Divider(map(fold, grammar.elided))
    common = {word: rank for rank, word in enumerate(grammar.common.split())}
    small = frozenset(fold(word) for word in grammar.small_words)
    patterns: Patterns = {}
    terms: list[TermData] = []
    preferred: dict[str, tuple[str, str, str]] = {}
    shields: list[str] = []
    for concept in files.concepts.values():
        path = files.paths[concept.id]
        for term in concept.terms.get(lang, []):
            if term.status != "deprecated":
                preferred[term.id] = (term.term, term.plural, term.abbreviation)
                shields += [term.term, term.plural, term.abbreviation, *expand_all(term.also)]
                continue
            _check(path, term, cues)
            number = len(terms)
            for index, group in enumerate(term.forms):
                for phrase, cased in _forms(path, term, group, grammar):
                    patterns.setdefault(fold(phrase), []).append((number, index, cased))
            for phrase in _with_letters(path, term, term.excepted):
                patterns.setdefault(fold(phrase), []).append((number, EXCEPTION, ""))
            terms.append(_term(files, concept.id, term, lang, divider))
    declension = declension_build.compiled(grammar.declension, grammar.cases)
    inflected = Inflected(declension, grammar, preferred)
    for term in terms:
        for group in term.groups:
            for say in (*group.say, *group.attributive):
                shields.append(_resolved(say, preferred, inflected, files.paths[term.concept]))
    shields += inflected.written(shields)
    before, after = continued(patterns, written(shields, grammar))
    joints = (", ", *(f" {fold(it)} " for it in expand_all(grammar.conjunctions)))
    for phrase in useful({fold(phrase) for phrase in shields if phrase}, list(patterns), joints):
        patterns[phrase] = [(-1, EXCEPTION, "")]
    patterns = with_bare_capitals(patterns, grammar.bare_capitals)
    titles = _titles(files, lang, small)
    words = {word for pattern in patterns for word in pattern.split()} | {w for t in titles for w in t.tokens}
    contexts = cues_build.contexts(cues, divider)
    sources = {source: number for number, source in enumerate({it: None for t in terms for it in t.sources})}
    grammar_path = files.grammar_paths.get(lang, Path())
    grammar_name = "/".join(grammar_path.parts[-3:])
    says = (say for term in terms for group in term.groups for say in group.say)
    _try_patterns(grammar, grammar_path, says, preferred, inflected)
    signals = cues_build.signals(cues)
    long_forms = frozenset(term.concept for term in terms if term.needs_long_form)
    tables = {
        "targets": file_rows(map(tuple, patterns.values())),
        "terms": file_rows(
            (*term[:-2], _plain(term.groups), tuple(sources[it] for it in term.sources)) for term in terms
        ),
        "sources": file_rows(map(tuple, sources)),
        "ids": " ".join(term.id for term in terms).encode(),
        "preferred": file_index(preferred),
        "inflected": file_index(inflected.filed()),
        "declension": dumps(declension_build.plain(declension)),
        "before": file_index(before),
        "after": file_index(after),
        "titles": file_titles(titles, small),
        "words": " ".join(sorted({*filter(str.isalpha, words), *_parted(patterns)})).encode(),
        "cues": cues_build.cues(cues, common, contexts),
        "laws": file_laws(
            (
                ((sign.shows, sign.position, sign.kind), cues_build.folded(sign.phrases))
                for part in cues
                for sign in part.laws
            ),
            common,
        ),
        "contexts": file_named(
            {
                name: file_parts(
                    " ".join(words).encode(),
                    file_patterns((f" {phrase} " for phrase in phrases), common),
                )
                for name, (words, phrases) in contexts.items()
            }
        ),
        "leads": file_patterns(signals.instruments, common),
        "agreement": dumps(agreement_build.plain(agreement_build.compiled(grammar, grammar.bare_capitals))),
        "signals": dumps(tuple(signals)),
        "grammar": dumps((tuple(compiled(grammar)), grammar_name)),
        "long forms": " ".join(sorted(long_forms)).encode(),
    }
    needed = {f"{lang}:{name}": [*words, *phrases] for name, (words, phrases) in contexts.items()}
    begun = frozenset(it for it, targets in patterns.items() if any(t[2] == BEGINS for t in targets))
    flagged = Flagged(list(_flagged(lang, patterns, terms)), needed, common, leads, begun)
    resolve = partial(_resolved, preferred=preferred, inflected=inflected, path=grammar_path)
    recommended = file_recommended(
        files.concepts.values(), lang, grammar, common, resolve, declined=inflected.written
    )
    return _Compiled(patterns, flagged, tables, recommended)


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


def _flagged(lang: str, patterns: Patterns, terms: list[TermData]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The patterns that can raise a finding on their own, with the contexts they need."""
    for pattern, targets in patterns.items():
        for number, group, _ in targets:
            if group != EXCEPTION and not terms[number].needs_long_form:
                yield pattern, tuple(f"{lang}:{name}" for name in terms[number].needs)


def _cased(phrase: str, grammar: Grammar) -> str:
    """The form itself if its capitals matter: an abbreviation, in the singular or the plural."""
    ending = next(filter(phrase.endswith, grammar.plural_endings), "")
    core = phrase.removesuffix(ending)
    return phrase if len(core) > 1 and core.isupper() else ""


def _check_ids(files: Files, lang: str) -> None:
    """An id belongs to one term: another term with the same id in another concept would be taken for it."""
    known: dict[str, tuple[str, Path]] = {}
    for concept in files.concepts.values():
        path = files.paths[concept.id]
        for term in concept.terms.get(lang, []):
            if term.id in known:
                other, where = known[term.id]
                said = Message("id-taken", (repr(term.id), repr(other), str(where)))
                raise TermbaseError(str(path), line_of(path, f'"{term.id}"'), said)
            known[term.id] = concept.id, path


def _check(path: Path, term: Term, cues: list[Cues]) -> None:
    """What pydantic can't check: that a deprecated term is complete and its references lead somewhere."""
    missing = [name for name in ("advice", "why", "forms", "sources", "examples") if not getattr(term, name)]
    if missing and not (missing == ["sources"] and term.unread_confidence):
        said = Message("key-lacks", (term.id, ", ".join(missing)))
        raise TermbaseError(str(path), line_of(path, f'"{term.id}"'), said)
    contexts = {name for part in cues for name in part.contexts}
    near = (name for group in term.forms for name in group.safe_near)
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
        sources=_sources(files, files.paths[concept], term.sources, lang),
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
        compound=tuple(
            sorted((fold(phrase) for phrase in expand_all(group.compound)), key=len, reverse=True)
        ),
        heads=tuple(fold(phrase) for phrase in expand_all(group.heads)),
        inclusive=tuple(fold(phrase) for phrase in expand_all(group.inclusive)),
    )


def _plain(values: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    """Named tuples as plain ones, which `marshal` can store."""
    return tuple(tuple(value) for value in values)


def _sources(files: Files, path: Path, references: list[SourceRef], lang: str) -> tuple[Source, ...]:
    """Verified ones first; the place only if somebody has read it. In the language of the term."""
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


def _resolved(say: str, preferred: dict[str, tuple[str, str, str]], inflected: Inflected, path: Path) -> str:
    def term(match: re.Match[str]) -> str:
        if match[0] == HEAD:
            return ""
        problem, found = Message("not-preferred", (match[0],)), ""
        if match[1] in preferred and match[2] in (None, "plural"):
            found = preferred[match[1]][1 if match[2] else 0]
        elif match[1] in preferred:
            problem, found = inflected.form(match[0], match[1], match[2])
        if not found:
            raise TermbaseError(str(path), line_of(path, match[0]), problem)
        return found

    return " ".join(_REFERENCE.sub(term, say).split())


def _try_patterns(
    grammar: Grammar,
    path: Path,
    says: Iterable[str],
    preferred: dict[str, tuple[str, str, str]],
    inflected: Inflected,
) -> None:
    """Match the onsets' patterns against everything they will meet: a bad one doesn't load."""
    phrases = (
        [_resolved(say, preferred, inflected, path) for say in dict.fromkeys(says)] if grammar.onsets else []
    )
    for name, given in grammar.onsets.items():
        pattern = GivenPattern(given, f"onsets.{name}", str(path))
        try:
            for phrase in phrases:
                pattern.begins(phrase)
        except TermbaseError as error:
            raise TermbaseError(error.path, line_of(path, f"{name} =", "onsets"), error.message) from None


def _titles(files: Files, lang: str, small: frozenset[str]) -> list[TitleData]:
    """Each title and variant once, also as it stands in capitals without accents."""
    letters = files.grammar[lang].bare_capitals if lang in files.grammar else ""
    found: dict[tuple[str, ...], TitleData] = {}
    for file in files.titles.get(lang, []):
        for title in file.titles:
            name = (
                title.title
                if not title.short or title.short in title.title
                else f"{title.title} ({title.short})"
            )
            named = [fold(phrase) for phrase in (title.title, *expand_all(title.variants))]
            for phrase in (*named, *(bare(phrase, letters) for phrase in named)):
                key = tokens(phrase, small)
                found.setdefault(key, TitleData(key, name, title.kind, title.cased, title.until or 0))
    return list(found.values())
