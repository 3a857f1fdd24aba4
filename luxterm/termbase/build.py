"""From validated models to the compiled termbase: plain tuples and dicts that `marshal` can store.

What the engine needs at run time is worked out here once, each language by itself (`language_build`), and
every cross-reference checked. The shapes are those of `luxterm.termbase.data`.
"""

from pathlib import Path

from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.identification_build import familiar, file_identification, telling, vocabularies
from luxterm.termbase.language_build import compiled_language
from luxterm.termbase.patterns import file_all
from luxterm.termbase.prefilter_build import file_prefilter
from luxterm.termbase.read import Files, line_of
from luxterm.termbase.tables import dumps, file_named, file_parts, plain
from luxterm.termbase.templates import expand_all
from luxterm.termbase.terms_build import cited
from luxterm.text.folding import fold
from luxterm.types import Message
from luxterm.wording import FALLBACK


def build(files: Files) -> dict[str, bytes]:
    """The parts of the compiled termbase. Raises TermbaseError for a reference that leads nowhere."""
    languages = sorted({lang for concept in files.concepts.values() for lang in concept.terms})
    for lang in languages:
        _check_ids(files, lang)
    compiled = {lang: compiled_language(files, lang) for lang in languages}
    sizes = tuple(len(it.patterns) for it in compiled.values())
    default = files.info.lang if files.info.lang in languages else next(iter(languages), "")
    spoken = vocabularies(files.grammar, {lang: sorted(it.patterns) for lang, it in compiled.items()})
    named = files.info.name, files.info.version, files.sha256
    about = (
        *named,
        tuple(languages),
        sizes,
        default,
        telling(spoken, languages),
        familiar(spoken, sorted(languages, key=lambda lang: lang != default)),
    )
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
            plain(cited(files, Path("profiles") / f"{name}.toml", profile.sources, FALLBACK)),
        )
    )


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
