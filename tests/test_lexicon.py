"""The bundled lexicon: its own examples, its references, and what must be true of it as a whole."""

import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import luxterm.wording
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.lexicon.examples import failures
from luxterm.lexicon.load import bundled
from luxterm.lexicon.profiles import offered
from luxterm.lexicon.schema import FILE, schema
from luxterm.termbase import Termbase
from luxterm.termbase.models import Concept, Profile, Term, Title
from luxterm.types import Applicability, Finding, Usage
from luxterm.wording import findings, text_in
from tests.bundled import bundled_files

pytestmark = pytest.mark.once

FILES = bundled_files()
"""Read once; that it can be read at all, every reference in place, is the first test."""

TERMS: list[Term] = [
    term for concept in FILES.concepts.values() for terms in concept.terms.values() for term in terms
]
TITLES: list[tuple[str, Title]] = [
    (lang, title) for lang, files in FILES.titles.items() for file in files for title in file.titles
]
LANGUAGES = sorted({lang for concept in FILES.concepts.values() for lang in concept.terms})
IDS = (Path(__file__).parent / "data" / "term_ids.txt").read_text().split()
"""Terms that a checker based on the Luxembourg Guidelines has to know."""


def spoken_languages() -> list[str]:
    """Those with a table of the program's words."""
    return [path.stem for path in Path(luxterm.wording.__file__).parent.glob("*.toml")]


def test_examples(termbase: Termbase) -> None:
    assert [str(failure) for failure in failures(FILES, termbase)] == []


def test_in_each_language_a_fix_that_is_not_made_unasked_says_why(termbase: Termbase) -> None:
    silent = [
        f"{lang}: {sentence}"
        for concept in FILES.concepts.values()
        for lang, terms in concept.terms.items()
        for term in terms
        for sentence in (term.examples.flag if term.examples else ())
        for it in check(read(sentence, "markdown"), termbase, Settings(lang=lang))
        if it.usage is Usage.USE
        and it.fixes
        and it.fixes[0].applicability < Applicability.SAFE
        and not findings.caveat(it)
    ]
    assert silent == []


def test_the_sources_are_those_that_are_cited() -> None:
    cited = {source.document for term in TERMS for source in term.sources}
    cited |= {source.document for profile in FILES.profiles.values() for source in profile.sources}
    cited |= {source for _, title in TITLES for source in title.sources}
    assert cited == FILES.sources.keys()


def test_ids_are_unique_in_a_language_and_stay_with_their_concept() -> None:
    """The same id in two languages says that the same advice holds."""
    places = [
        (lang, term.id, concept.id)
        for concept in FILES.concepts.values()
        for lang, terms in concept.terms.items()
        for term in terms
    ]
    assert [it for it, number in Counter(place[:2] for place in places).items() if number > 1] == []
    concepts = Counter(name for name, _ in {place[1:] for place in places})
    assert [name for name, number in concepts.items() if number > 1] == []


def test_every_term_that_has_to_be_there_is() -> None:
    known = {term.id for term in TERMS} | set(FILES.concepts)
    assert [name for name in IDS if name not in known] == []


def test_related_concepts_exist() -> None:
    related = [(concept.id, other) for concept in FILES.concepts.values() for other in concept.related]
    assert [pair for pair in related if pair[1] not in FILES.concepts] == []


def test_titles_and_profiles_name_sources_and_terms_that_exist() -> None:
    named = [(title.title, source) for _, title in TITLES for source in title.sources]
    named += [(name, it.document) for name, profile in FILES.profiles.items() for it in profile.sources]
    assert [pair for pair in named if pair[1] not in FILES.sources] == []
    ids = {term.id for term in TERMS}
    chosen = [
        (name, term)
        for name, profile in FILES.profiles.items()
        for term in (*profile.prefers, *profile.prefers.values(), *profile.accepts)
    ]
    assert [pair for pair in chosen if pair[1] not in ids] == []


@pytest.mark.parametrize("part", ["name", "description", "because"])
def test_profiles_speak_every_language_that_the_program_speaks(part: str) -> None:
    """A finding speaks the language of its text, a list of profiles that of its reader."""
    said: dict[str, dict[str, str]] = {name: getattr(it, part) for name, it in FILES.profiles.items()}
    assert {name: set(spoken_languages()) - set(it) for name, it in said.items()} == {
        name: set[str]() for name in FILES.profiles
    }


def test_profiles_are_offered_by_their_names(termbase: Termbase) -> None:
    """The default first; letters with accents beside those without."""
    names = [it.name for it in offered(termbase, "fr")]
    assert names[:3] == ["Nations Unies", "Allemagne", "Argentine"]
    assert names[names.index("Espagne") + 1] == "États-Unis"
    assert offered(termbase, "eo")[0].name == "United Nations"


@pytest.mark.parametrize(
    ("lang", "profile", "text", "because"),
    [
        (
            "fr",
            "fr",
            "La loi punit la corruption de mineur.",
            "admis par le profil « fr » : le texte du Code pénal français",
        ),
        ("en", "uk", "He faces indecent images of children charges.", "the wording of the offences in the"),
        ("es", "es", "La ley castiga la corrupción de menores.", "el texto del Código Penal español"),
        ("pt", "br", "A lei pune a corrupção de menores.", "o texto do Estatuto da Criança e do Adolescente"),
    ],
)
def test_a_finding_says_in_its_own_language_why_a_profile_accepts_it(
    lang: str, profile: str, text: str, because: str, find: Callable[..., list[Finding]]
) -> None:
    found = find(text, settings=Settings(lang=lang, profile=profile))
    assert [
        because in findings.because(it).replace("\N{NO-BREAK SPACE}", " ") for it in found if it.kept
    ] == [True]


def test_one_text_for_all_languages_is_english() -> None:
    plain = Profile.model_validate({"name": "A", "description": "A.", "because": "its own law says so"})
    assert plain.because == {"en": "its own law says so"}
    assert text_in(plain.because, "fr-BE") == "its own law says so"
    assert text_in(Profile(name={"en": "A"}, description={"en": "A."}).because, "fr") == ""


def test_a_place_is_named_only_where_somebody_read_it() -> None:
    said = [(term.id, it.document) for term in TERMS for it in term.sources if it.at and not it.verified]
    assert said == []


def test_what_is_verified_was_read_or_is_reported_by_another() -> None:
    unread = {name for name, it in FILES.sources.items() if it.read in ("", "not read") and not it.reported}
    said = [(term.id, it.document) for term in TERMS for it in term.sources if it.verified]
    assert [it for it in said if it[1] in unread] == []


def test_memory_alone_is_never_an_error() -> None:
    """A term without a source that was read says how sure we are of it."""
    silent = [
        term.id
        for term in TERMS
        if term.status == "deprecated"
        and not term.unread_confidence
        and not any(it.verified for it in term.sources)
    ]
    assert silent == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_every_table(lang: str, termbase: Termbase) -> None:
    """If one of them were missing, no fix would be made unasked."""
    assert termbase.language(lang).lacks == ()


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_each_language_says_what_its_concepts_are_and_who_has_not_read_them(lang: str) -> None:
    concepts = [concept for concept in FILES.concepts.values() if lang in concept.terms]
    assert [concept.id for concept in concepts if lang not in concept.texts] == []
    others = [concept for concept in FILES.concepts.values() if lang not in concept.terms]
    assert [concept.id for concept in others if lang in concept.texts] == []
    unread = [term.id for concept in concepts for term in concept.terms[lang] if term.awaits_native_reader]
    assert unread, "whoever confirms the first entry may take this line out"


BESIDE = {
    "en": ("The Act speaks of", "and protects children from offenders online."),
    "fr": ("La loi parle :", "et protège les enfants des auteurs d’infractions sexuelles en ligne."),
    "es": ("La ley abarca", "y protege a niñas y niños frente a agresores en línea."),
    "de": ("Das Gesetz behandelt", "und schützt Kinder vor Sexualstraftätern im Netz."),
    "pt": ("A lei abrange", "e protege crianças e adolescentes contra agressores em linha."),
}
"""What a replacement stands between, so that terms that need children or an offence nearby have them."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("profile", sorted(FILES.profiles))
def test_no_replacement_is_itself_flagged(
    profile: str, lang: str, termbase: Termbase, find: Callable[..., list[Finding]]
) -> None:
    prefers = FILES.profiles[profile].prefers
    resolve = termbase.language(lang).resolve
    terms = [term for concept in FILES.concepts.values() for term in concept.terms.get(lang, [])]
    says = {
        resolve(say, prefers)
        for term in terms
        for group in term.forms
        for say in (*group.say, *group.attributive)
    }
    elsewhere = {term for it in FILES.profiles.values() for term in it.prefers.values()}
    elsewhere -= set(prefers.values())
    for term in terms:  # a term that only another jurisdiction prefers may be flagged in this one
        if term.status != "deprecated" and term.id not in elsewhere:
            says |= {term.term, term.plural, term.abbreviation} - {""}
    sentences = [f"{BESIDE[lang][0]} {say} {BESIDE[lang][1]}" for say in says]
    found = find("\n\n".join(sorted(sentences)), "plain", Settings(profile=profile, lang=lang))
    assert [(it.text, it.term) for it in found if not it.kept] == []


def _capitalised(text: str) -> str:
    return re.sub(r"\b[a-z]", lambda letter: letter[0].upper(), text)


def _wrapped(text: str) -> str:
    """Lines so short that nearly every term in a title has a break inside."""
    return textwrap.fill(text, 20, break_long_words=False, break_on_hyphens=False)


WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "lower case": str.lower,
    "capitals": _capitalised,
    "all capitals": str.upper,
    "line break": _wrapped,
    "ampersand": lambda text: text.replace(" and ", " & ").replace(" et ", " & "),
}
OF_NO_CASE = {"as it is", "capitals", "line break", "ampersand"}
"""The ways of writing that leave a title its capitals."""


SEE = {"en": "See the", "fr": "Voir", "es": "Véase", "pt": "Ver", "de": "Siehe"}


@pytest.mark.parametrize("way", WRITTEN)
def test_titles_shield_the_terms_in_them(way: str, find: Callable[..., list[Finding]]) -> None:
    flagged = [
        (title.title, it.text)
        for lang, title in TITLES
        if not title.cased or way in OF_NO_CASE
        for it in find(f"{SEE[lang]} {WRITTEN[way](title.title)}.", settings=Settings(lang=lang))
        if not it.kept
    ]
    assert flagged == []


def test_each_concept_says_why_some_of_its_forms_are_not_safe() -> None:
    """In one comment before its first term, for those who think of making one safe in English."""
    silent: list[str] = []
    for path in sorted((Path(bundled()) / "concepts").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        english = re.split(r"^\[\[terms\.(?!en\b)", text, maxsplit=1, flags=re.MULTILINE)[0]
        held = re.search(r'^applicability = "(?:unsafe|display)"|^safe_near', english, re.MULTILINE)
        comments = re.findall(r"^# What is not safe: ", text.partition("[[terms.")[0], re.MULTILINE)
        if len(comments) != bool(held):
            silent.append(path.stem)
    assert silent == []


def test_schema_is_fresh() -> None:
    assert FILE.read_text(encoding="utf-8") == schema(), "run python -m luxterm.lexicon.schema"


def test_schema_says_what_the_models_say() -> None:
    """Every concept is valid by it, a slip is not, and each key that a person writes is explained."""
    made = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator(made)
    for concept in FILES.concepts.values():
        validator.validate(concept.model_dump(mode="json", by_alias=True))
    slip = FILES.concepts["child"].model_dump(mode="json", by_alias=True)
    slip["terms"]["en"][0]["advise"] = "avoid"
    assert not validator.is_valid(slip)
    assert Concept.model_validate(FILES.concepts["child"].model_dump(by_alias=True))
    assert made["$defs"]["Term"]["properties"]["why"]["description"]
