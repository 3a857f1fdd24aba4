"""Every form of every term where an article or an elision goes with it: it goes with the new words, too.

What may not stand there is said for itself in `data/carriers.toml`, by sight of the new words alone.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import apply
from luxterm.engine.replace.phrases import Phrases
from luxterm.formats import read
from luxterm.termbase.data import Termbase
from luxterm.termbase.declined_phrase import DeclinedPhrases
from luxterm.termbase.templates import expand
from luxterm.types import Applicability
from tests.bundled import bundled_files
from tests.sampling import sampled

CARRIERS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "data" / "carriers.toml").read_text(encoding="utf-8")
)
NEVER = {lang: [re.compile(it, re.I) for it in said["never"]] for lang, said in CARRIERS.items()}
FORMS = 6
"""Forms of one template that are tried; the others differ in one word from these."""
CASES = [
    (lang, concept.id, kind, carrier)
    for lang, said in CARRIERS.items()
    for concept in bundled_files().concepts.values()
    if lang in concept.terms
    for kind, carriers in said["carriers"].items()
    for carrier in carriers
]


@cache
def phrases(lang: str, concept: str) -> list[tuple[str, str]]:
    """Forms of a concept's discouraged terms in a language that are nouns, with their number."""
    found: dict[str, str] = {}
    for term in bundled_files().concepts[concept].terms[lang]:
        for group in term.forms:
            if group.number in ("verb", "adjective"):
                continue
            for template in group.match:
                every = expand(template)
                for form in every[:: len(every) // FORMS + 1]:
                    found.setdefault(form, "plural" if group.number == "plural" else "singular")
    return list(found.items())


@cache
def features_of(termbase: Termbase, lang: str) -> Callable[[str], Iterable[frozenset[str]]]:
    """What a form may be in a language, by the tables of its grammar; nothing if its head isn't known."""
    language = termbase.language(lang)
    if not language.declension.cases:
        noun_phrases = Phrases(language)
        return lambda form: noun_phrases.of(form).readings
    declined = DeclinedPhrases(language.declension, language.grammar.conjunctions, language.function_words)
    return lambda form: [
        reading
        for it in declined.of(form)
        if it.noun.endings and not it.adjectives  # their endings ask for one determiner and not for another
        for reading in it.readings
    ]


def fits(form: str, number: str, kind: str, lang: str, termbase: Termbase) -> bool:
    """Whether a form has the features of a kind of carriers, and begins as it says."""
    if kind in ("singular", "plural"):
        return kind == number
    features, _, onset = kind.partition(" ")
    wanted = frozenset(features.split("."))
    readings = list(features_of(termbase, lang)(form))
    if (onset == "vowel") != (lang == "fr" and form[0].lower() in "aeiouyhàâéèêîô"):
        return False
    fitting = [wanted <= reading for reading in readings]
    if lang == "de":  # one form for several cases
        return any(fitting) and len({reading & {"m", "f", "n"} for reading in readings}) == 1
    return bool(fitting) and all(fitting)


def seen(lang: str, text: str) -> Counter[str]:
    return Counter(match[0].lower() for never in NEVER[lang] for match in never.finditer(text))


@pytest.mark.parametrize(
    ("lang", "kind"), [(lang, kind) for lang, said in CARRIERS.items() for kind in said["carriers"]]
)
def test_every_kind_of_carriers_has_forms(lang: str, kind: str, termbase: Termbase) -> None:
    concepts = {concept for each, concept, *_ in CASES if each == lang}
    assert any(fits(*form, kind, lang, termbase) for it in concepts for form in phrases(lang, it))


@pytest.mark.parametrize(("lang", "concept", "kind", "carrier"), sampled(CASES, 23))
def test_what_stands_before_goes_with_the_new_words(
    lang: str, concept: str, kind: str, carrier: str, termbase: Termbase
) -> None:
    for form, number in phrases(lang, concept):
        if not fits(form, number, kind, lang, termbase):
            continue
        text = carrier.format(form)
        findings = check(read(text, "plain"), termbase, Settings(lang=lang))
        after, _ = apply(text, findings, Applicability.UNSAFE)
        assert not seen(lang, after) - seen(lang, text), f"{text!r} became {after!r}"
