"""Any termbase loads within its bounds, or is refused with file, line and what to do; none explodes."""

import json
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.terms import write_termbase
from luxterm.cli.main import main
from luxterm.lexicon.compile import compile_checked
from luxterm.lexicon.load import bundled, load
from luxterm.termbase import TermbaseError
from luxterm.termbase.bounds import BOUNDS, Tally, heavy_pattern, size
from luxterm.termbase.cue_models import Cues
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.read import read
from luxterm.termbase.templates import expand
from luxterm.wording import told
from tests.timing import assert_within

SECONDS, MEGABYTES = 20, 400
"""What a small random termbase may take; a second and 60 MB are usual."""


def bare(root: Path) -> Path:
    """A termbase of its own, so that the bundled one needn't be compiled for each."""
    (root / "concepts").mkdir(parents=True)
    (root / "profiles").mkdir()
    (root / "lexicon.toml").write_text('name = "x"\nversion = "1"\nlicence = "x"\n')
    (root / "profiles" / "un.toml").write_text('name = "UN"\ndescription = "x"\n')
    return root


def term(match: list[str], number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "id": f"t-{number}",
        "term": "odd word",
        "status": "deprecated",
        "advice": "avoid",
        "memory": "low",
        "why": "Made up.",
        "forms": [{"match": match, "applicability": "display"}],
        "examples": {"flag": ["An odd word."], "keep": ["It is not so."]},
    } | more


def concept(root: Path, *terms: dict[str, Any], name: str = "c") -> Path:
    path = root / "concepts" / f"{name}.toml"
    table = {"id": name, "subject": "s", "definition": "d", "terms": {"en": list(terms)}}
    path.write_text(tomlkit.dumps(table), encoding="utf-8")
    return path


def cheap(run: Callable[[], object]) -> None:
    """What a termbase may take at most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert_within(SECONDS, run)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1000


def refused(root: Path) -> TermbaseError:
    """The refusal, which may cost next to nothing."""
    refusals: list[TermbaseError] = []

    def run() -> None:
        with pytest.raises(TermbaseError) as caught:
            compile_checked([str(root)])
        refusals.append(caught.value)

    cheap(run)
    return refusals[-1]


@pytest.mark.parametrize("times", [14, 22, 40, 400])
def test_a_template_that_explodes(tmp_path: Path, times: int) -> None:
    path = concept(bare(tmp_path), term(["odd word", "odd " + "{a|b}" * times]))
    error = refused(tmp_path)
    number = f"{2**times:,}" if times < 40 else "more than a million million"
    assert (error.path, told(error.message)) == (
        str(path),
        f"terms.en t-0: forms 1: match 2: stands for {number} phrases; the limit is 10,000: "
        "split it into several, with fewer alternatives in each",
    )
    assert "{a|b}" in path.read_text().splitlines()[error.line - 1]


def test_the_command_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own" / "concepts").mkdir(parents=True)
    path = concept(tmp_path / "own", term(["{a|b}" * 40]))
    assert main(["lexicon", "validate", str(tmp_path / "own")]) == 2
    assert f"{path}:" in capsys.readouterr().err


@pytest.mark.slow  # a termbase of a million phrases
def test_bounds_of_a_term_and_of_all(tmp_path: Path) -> None:
    many = [f"odd {{{'|'.join(f'a{n}' for n in range(9000))}}} w{k}" for k in range(3)]
    concept(bare(tmp_path), term(many))
    assert "the term has more than 20,000 phrases" in told(refused(tmp_path).message)
    names = [f"c-{n}" for n in range(BOUNDS.phrases // 9000 + 1)]
    for number, name in enumerate(names):
        concept(tmp_path, term(many[:1], number), name=name)
    (tmp_path / "concepts" / "c.toml").unlink()
    error = refused(tmp_path)
    assert "the termbase has more than 1,000,000 phrases: use fewer" in told(error.message)
    assert error.line


@pytest.mark.parametrize("form", ["-", "1 2", "{|}", "{a|-}", "{a|} {|b}", "\u00ad"])
def test_a_form_without_letters(tmp_path: Path, form: str) -> None:
    concept(bare(tmp_path), term(["odd word", form]))
    error = refused(tmp_path)
    assert "no letters" in told(error.message) or "is empty" in told(error.message)
    assert error.line == 14


@pytest.mark.parametrize("cue", ["{|}", "-", "{a|}"])
def test_an_empty_cue(tmp_path: Path, cue: str) -> None:
    concept(bare(tmp_path), term(["odd word"]))
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "en.toml").write_text(f'\ninstruments = ["{cue}"]\n')
    error = refused(tmp_path)
    assert "is empty" in told(error.message)
    assert error.line == 2


def test_a_fix_that_never_settles(tmp_path: Path) -> None:
    forms = [{"match": ["odd word"], "say": ["very odd word"], "applicability": "safe"}]
    other = [{"match": ["very"], "say": ["odd word"], "applicability": "safe"}]
    examples = {"flag": ["An odd word."], "keep": ["No."], "fix": [["An odd word.", "x"]]}
    more: dict[str, Any] = {"examples": examples}
    concept(bare(tmp_path), term([], forms=forms, **more), term([], 1, forms=other, **more))
    assert refused(tmp_path).line


def test_bounds_of_a_phrase(tmp_path: Path) -> None:
    concept(bare(tmp_path), term(["x" * 501]))
    assert "is 501 characters long; the limit is 500" in told(refused(tmp_path).message)
    concept(tmp_path, term(["x " * 61]))
    assert "has 61 words; the limit is 60" in told(refused(tmp_path).message)


def test_bounds_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = concept(bare(tmp_path), term(["odd word"]))
    text = path.read_text()
    path.write_text(text + "#" * BOUNDS.file)
    assert "the limit is 2 MB for a file of a termbase: split it" in told(refused(tmp_path).message)
    path.write_text(text)
    monkeypatch.setattr("luxterm.termbase.read.BOUNDS", BOUNDS._replace(files=2))
    assert "more than 2 files" in told(refused(tmp_path).message)
    monkeypatch.setattr("luxterm.termbase.read.BOUNDS", BOUNDS._replace(total=200))
    assert "the termbase has more than" in told(refused(tmp_path).message)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        ("a = " + "{a = " * 5000 + "1" + "}" * 5000, "nested too deeply"),
        (".".join(["a"] * 100_000) + " = 1", "a key has more than 16 parts"),
        ("[" + " . ".join(['"a b"'] * 100_000) + "]", "a key has more than 16 parts"),
        ("x = {" + ".".join(["a"] * 100_000) + " = 1}", "a key has more than 16 parts"),
    ],
)
def test_nesting(tmp_path: Path, text: str, said: str) -> None:
    (bare(tmp_path) / "concepts" / "c.toml").write_text(f'id = "c"\n{text}\n')
    error = refused(tmp_path)
    assert said in told(error.message)
    assert error.line in (0, 2)


@pytest.mark.parametrize(
    "pattern", ["(?:(?:a?){1000}){1000}", "(?:(?:a?){,9999}){9}", "a" * 5000, "a{99999999999999}"]
)
def test_a_pattern_that_explodes(tmp_path: Path, pattern: str) -> None:
    assert heavy_pattern(pattern)
    concept(bare(tmp_path), term(["odd word"]))
    (tmp_path / "grammar").mkdir()
    (tmp_path / "grammar" / "en.toml").write_text(f'quotes = []\nonsets.vowel = "{pattern}"\n')
    error = refused(tmp_path)
    assert "onsets.vowel" in told(error.message)
    assert error.line == 2


def test_a_message_does_not_quote_endlessly(tmp_path: Path) -> None:
    (bare(tmp_path) / "concepts" / "c.toml").write_text(f"{'a' * 1_000_000} = 1\n")
    assert len(str(refused(tmp_path))) < 1000


PARTS = st.lists(
    st.one_of(
        st.text("ab {}|", max_size=8),
        st.lists(st.text("ab ", max_size=4), min_size=1, max_size=5).map(lambda it: "{" + "|".join(it) + "}"),
    ),
    max_size=6,
).map("".join)


@given(PARTS)
def test_a_template_counts_as_what_it_becomes(template: str) -> None:
    try:
        phrases = expand(template)
    except ValueError:
        return
    counted = size(template)
    assert counted.phrases == len(phrases)
    assert counted.length >= max(map(len, phrases))
    assert counted.words >= max(len(phrase.split()) for phrase in phrases)
    assert counted.characters >= sum(map(len, phrases))


def _lists() -> list[tuple[str, str]]:
    return [
        (part, name)
        for part, model in (("grammar", Grammar), ("cues", Cues))
        for name, field in model.model_fields.items()
        if str(field.annotation).startswith(("list[str", "list[typing.Annotated[str"))
    ]


@pytest.mark.parametrize(("part", "name"), _lists())
def test_no_list_of_a_language_explodes(tmp_path: Path, part: str, name: str) -> None:
    """Whether its entries are templates or not."""
    concept(bare(tmp_path), term(["odd word"]))
    (tmp_path / part).mkdir()
    (tmp_path / part / "en.toml").write_text(f'{name} = ["{"{a|b}" * 40}"]\n')
    try:
        compile_checked([str(tmp_path)])
    except TermbaseError as error:
        assert "phrases; the limit is" in told(error.message)
        assert error.line == 1


def test_what_is_too_much_is_said_once() -> None:
    tally = Tally()
    template = "{" + "|".join(map(str, range(10_000))) + "}"
    said = [problem for _ in range(120) if (problem := tally.add(template))]
    assert len(said) == 1


WORDS = st.text("ab{}|-<>: é“中\n", max_size=12)
FORMS = st.lists(
    st.fixed_dictionaries(
        {"match": st.lists(st.one_of(WORDS, PARTS, st.just("odd word")), max_size=3)},
        optional={
            "say": st.lists(WORDS, max_size=2),
            "applicability": st.sampled_from(["safe", "unsafe", "display"]),
            "followed_by": st.lists(WORDS, max_size=2),
            "number": st.sampled_from(["singular", "plural", "verb", "none"]),
        },
    ),
    max_size=3,
)
EXAMPLES = st.fixed_dictionaries(
    {"flag": st.lists(st.just("An odd word.") | WORDS, min_size=1, max_size=2), "keep": st.just(["No."])},
    optional={"fix": st.lists(st.tuples(WORDS, WORDS).map(list), max_size=2)},
)
TERMS = st.lists(
    st.fixed_dictionaries(
        {"forms": FORMS},
        optional={
            "excepted": st.lists(WORDS, max_size=2),
            "unless": st.lists(WORDS, max_size=2),
            "needs_long_form": st.booleans(),
            "needs": st.lists(st.just("child"), max_size=1),
            "examples": EXAMPLES,
            "status": st.sampled_from(["deprecated", "preferred"]),
        },
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TERMS)
def test_any_termbase_loads_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, terms: list[dict[str, Any]]
) -> None:
    root = bare(tmp_path_factory.mktemp("termbase"))
    concept(root, *(term([], number, **more) for number, more in enumerate(terms)))

    def run() -> None:
        try:
            compile_checked([str(root)])
        except TermbaseError as error:
            assert error.path
            assert told(error.message)

    cheap(run)


LAUGHS = b'<!DOCTYPE tbx [<!ENTITY l0 "lol">' + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
)
TBX = (
    b'<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca"><text><body>%s</body></text></tbx>'
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        LAUGHS + b"]><tbx>&l9;</tbx>",
        LAUGHS + b']><tbx a="&l9;"/>',
        b'<!DOCTYPE b [<!ATTLIST b x CDATA "' + b"y" * 50_000 + b'">]><tbx>' + b"<b/>" * 10_000 + b"</tbx>",
        b"<a>" * 100_000,
        TBX % (b"<conceptEntry/>" * (BOUNDS.files + 1)),
        TBX
        % (
            b'<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>x</term><note>luxterm: '
            + b"[" * 100_000
            + b"</note></termSec></langSec></conceptEntry>"
        ),
        TBX
        % (
            b'<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>x</term><note>luxterm: '
            + json.dumps({"forms": [{"match": ["{a|b}" * 40]}]}).encode()
            + b"</note></termSec></langSec></conceptEntry>"
        ),
    ],
    ids=["entities", "in an attribute", "defaults", "depth", "concepts", "json", "template"],
)
def test_a_tbx_file_that_explodes(tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    (tmp_path / "a.tbx").write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert main(["lexicon", "import", str(tmp_path / "a.tbx"), str(tmp_path / "own")]) == 2
    said = capsys.readouterr().err
    assert "a.tbx: cannot be" in said
    assert "Traceback" not in said
    assert not (tmp_path / "own").exists()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1000


def test_a_tbx_file_that_is_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "a.tbx").open("wb") as file:
        file.truncate(100_000_000)
    assert main(["lexicon", "import", str(tmp_path / "a.tbx"), str(tmp_path / "own")]) == 2
    assert "it is 100 MB; the limit is 32 MB" in capsys.readouterr().err


def counted(monkeypatch: pytest.MonkeyPatch, *roots: Path) -> Tally:
    """What the bounds are compared with when these are read."""
    made: list[Tally] = []
    monkeypatch.setattr("luxterm.termbase.read.Tally", lambda: made.append(Tally()) or made[-1])
    read([Path(bundled()), *roots])
    return made[0]


@pytest.mark.once
def test_the_lexicon_has_room_to_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five languages of its size fit twice over, and its largest entries are far from the bounds."""
    times = 10 / len(load().languages)
    tally = counted(monkeypatch)
    assert tally.phrases * times < BOUNDS.phrases
    assert tally.characters * times < BOUNDS.characters
    sizes = [path.stat().st_size for path in Path(bundled()).rglob("*.toml")]
    assert max(sizes) * times < BOUNDS.file
    assert sum(sizes) * times < BOUNDS.total
    assert len(sizes) * times < BOUNDS.files


@pytest.mark.exhaustive
def test_ten_thousand_terms_in_each_of_five_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang in ("en", "fr", "es", "pt", "de"):
        folder = tmp_path / lang / "concepts"
        write_termbase(folder, 10_000)
        for path in folder.iterdir():
            text = path.read_text(encoding="utf-8").replace("terms.en", f"terms.{lang}")
            path.unlink()
            name = f"{path.stem}-{lang}"
            text = text.replace(f'id = "{path.stem}"', f'id = "{name}"')
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    assert counted(monkeypatch, *sorted(tmp_path.iterdir())).phrases > 90_000
