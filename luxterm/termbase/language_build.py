"""From the files of one language to its part of the compiled termbase.

Every template is expanded, every phrase folded, every reference to a recommended term filled in, each title
cut into the tokens it is compared by.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from luxterm.termbase import agreement_build, cues_build, declension_build
from luxterm.termbase.bare_capitals import bare, with_bare_capitals
from luxterm.termbase.contexts import file_contexts
from luxterm.termbase.cue_models import Cues
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.flagged import Flagged, Needs
from luxterm.termbase.given_pattern import GivenPattern
from luxterm.termbase.grammar_build import compiled
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.inflected import Inflected
from luxterm.termbase.laws import file_laws
from luxterm.termbase.neighbours import TargetsByPhrase, continued, useful, written
from luxterm.termbase.patterns import file_patterns
from luxterm.termbase.read import Files, line_of
from luxterm.termbase.recommended_build import file_recommended
from luxterm.termbase.tables import dumps, file_index, file_rows, plain
from luxterm.termbase.templates import expand_all
from luxterm.termbase.term_data import BEGINS, EXCEPTION, HEAD, RECOMMENDED, REFERENCE, TermData
from luxterm.termbase.terms_build import Preferred, terms_of
from luxterm.termbase.titles import TitleData, file_titles, tokens
from luxterm.text.folding import fold
from luxterm.text.words import Divider
from luxterm.types import Message


class Compiled(NamedTuple):
    """A language: its phrases, what the prefilter is made of, and everything else, filed."""

    patterns: TargetsByPhrase
    flagged: Flagged
    tables: dict[str, bytes]
    recommended: bytes


def compiled_language(files: Files, lang: str) -> Compiled:
    """What a termbase has in a language. Raises TermbaseError for a reference that leads nowhere."""
    grammar, cues = files.grammar.get(lang) or Grammar(), files.cues.get(lang, [])
    grammar_path = files.grammar_paths.get(lang, Path())
    divider = Divider(map(fold, grammar.elided))
    common = {word: rank for rank, word in enumerate(grammar.common.split())}
    small = frozenset(fold(word) for word in grammar.small_words)
    patterns, terms, preferred, recommended = terms_of(files, lang, grammar, cues, divider)
    declension = declension_build.compiled(grammar.declension, grammar.cases)
    inflected = Inflected(declension, grammar, preferred)

    def resolve(say: str, path: Path = grammar_path) -> str:
        return _resolved(say, preferred, inflected, path)

    shields = [*recommended]
    for term in terms:
        for group in term.groups:
            shields += [resolve(say, files.paths[term.concept]) for say in (*group.say, *group.attributive)]
    shields += inflected.written(shields)
    before, after = continued(patterns, written(shields, grammar))
    joints = (", ", *(f" {fold(it)} " for it in expand_all(grammar.conjunctions)))
    for phrase in useful({fold(phrase) for phrase in shields if phrase}, list(patterns), joints):
        patterns[phrase] = [(RECOMMENDED, EXCEPTION, "")]
    patterns = with_bare_capitals(patterns, grammar.bare_capitals)
    _try_onsets(grammar, grammar_path, terms, resolve)
    titles = _titles(files, lang, small)
    contexts = cues_build.contexts(cues, divider)
    sources = {source: number for number, source in enumerate({it: None for t in terms for it in t.sources})}
    signals = cues_build.signals(cues)
    tables = {
        "targets": file_rows(map(tuple, patterns.values())),
        "terms": file_rows(
            (*term[:-2], plain(term.groups), tuple(sources[it] for it in term.sources)) for term in terms
        ),
        "sources": file_rows(map(tuple, sources)),
        "ids": " ".join(term.id for term in terms).encode(),
        "preferred": file_index(preferred),
        "inflected": file_index(inflected.filed()),
        "declension": dumps(plain(declension)),
        "before": file_index(before),
        "after": file_index(after),
        "titles": file_titles(titles, small),
        "words": " ".join(sorted(_words(patterns, titles))).encode(),
        "cues": cues_build.cues(cues, common, contexts),
        "laws": _filed_laws(cues, common),
        "contexts": file_contexts(contexts, common),
        "leads": file_patterns(signals.instruments, common),
        "agreement": dumps(plain(agreement_build.compiled(grammar, grammar.bare_capitals))),
        "signals": dumps(tuple(signals)),
        "grammar": dumps((tuple(compiled(grammar)), "/".join(grammar_path.parts[-3:]))),
        "long forms": " ".join(sorted({term.concept for term in terms if term.needs_long_form})).encode(),
    }
    flagged = Flagged(
        list(_flagged(lang, patterns, terms)),
        {f"{lang}:{name}": [*words, *phrases] for name, (words, phrases) in contexts.items()},
        common,
        run_together=tuple(map(fold, grammar.run_together)),
        first_parts=_first_parts(patterns),
    )
    concepts = files.concepts.values()
    named = file_recommended(concepts, lang, grammar, common, resolve, declined=inflected.written)
    return Compiled(patterns, flagged, tables, named)


def _words(patterns: TargetsByPhrase, titles: list[TitleData]) -> set[str]:
    """The words of phrases and titles, and those beside a hyphen with a space behind it."""
    words = {word for pattern in patterns for word in pattern.split()}
    words |= {word for title in titles for word in title.tokens}
    return {*filter(str.isalpha, words), *_parted(patterns)}


def _first_parts(patterns: TargetsByPhrase) -> frozenset[str]:
    """The phrases that a word may go on after."""
    return frozenset(it for it, targets in patterns.items() if any(t[2] == BEGINS for t in targets))


def _filed_laws(cues: list[Cues], common: dict[str, int]) -> bytes:
    return file_laws(
        (
            ((sign.shows, sign.position, sign.kind), cues_build.folded(sign.phrases))
            for part in cues
            for sign in part.laws
        ),
        common,
    )


def _parted(patterns: Iterable[str]) -> Iterator[str]:
    """The words beside a hyphen and a space, without a full stop: "kinder-und" for "Kinder- und …"."""
    for pattern in patterns:
        for before, after in pairwise(pattern.split("  ")):
            if before and after:
                yield f"{before.rpartition(' ')[2]}-{after.partition(' ')[0].rstrip('.')}"


def _flagged(lang: str, patterns: TargetsByPhrase, terms: list[TermData]) -> Iterator[tuple[str, Needs]]:
    """The patterns that can raise a finding on their own, with the contexts they need."""
    for pattern, targets in patterns.items():
        for number, group, _ in targets:
            if group != EXCEPTION and not terms[number].needs_long_form:
                yield pattern, tuple(f"{lang}:{name}" for name in terms[number].needs)


def _resolved(say: str, preferred: Preferred, inflected: Inflected, path: Path) -> str:
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

    return " ".join(REFERENCE.sub(term, say).split())


def _try_onsets(grammar: Grammar, path: Path, terms: list[TermData], resolve: Callable[[str], str]) -> None:
    """Match the onsets' patterns against everything they will meet: a bad one doesn't load."""
    if not grammar.onsets:
        return
    says = dict.fromkeys(say for term in terms for group in term.groups for say in group.say)
    phrases = list(map(resolve, says))
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
