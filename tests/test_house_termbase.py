"""A user's own termbase layered over the bundled one: what counts as one, and what is said about mistakes."""

import re
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.lexicon.load import bundled, termbase_of
from luxterm.termbase import TermbaseError
from luxterm.termbase.build import build
from luxterm.termbase.given_pattern import GivenPattern
from luxterm.termbase.read import PARTS, read

pytestmark = [pytest.mark.usefixtures("brief_bundled"), pytest.mark.once]

CSAM = "child-sexual-abuse-material"


def concept(name: str, *terms: str) -> str:
    """The file of a concept with preferred terms."""
    tables = [f'[[terms.en]]\nid = "{term}"\nterm = "{term}"\nstatus = "preferred"\n' for term in terms]
    return f'id = "{name}"\nsubject = "age"\ndefinition = "Reports."\n\n' + "\n".join(tables)


CUES = """instruments = []
connectors = []
names = []
sections = []
reporting = []
finite = []
labels = []

[contexts]

[[cues]]
usage = "mention"
position = "before"
phrases = ["so-called"]
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house").mkdir()
    return tmp_path / "house"


def put(house: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_text(text, encoding="utf-8")


def wrong(house: Path, files: dict[str, str]) -> str:
    """What is said about a termbase with these files, with paths relative to its folder."""
    put(house, files)
    with pytest.raises(TermbaseError) as caught:
        build(read([Path(bundled()), house]))
    return str(caught.value).replace(f"{house}", "house").replace("\\", "/").replace(bundled(), "bundled")


@pytest.mark.slow
@pytest.mark.parametrize(
    "files", [{}, {"readme.md": "Words."}, {"tems/readme.md": "Words."}, {"words.csv": "a,b"}]
)
def test_a_folder_that_is_no_termbase(
    house: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = wrong(house, files)
    assert told == f"house: not a termbase: it has none of {', '.join(PARTS)}"
    (house.parent / "a.md").write_text("Text.\n")
    for args in (["lexicon", "validate", "house"], ["check", "--lexicon", "house", "a.md"]):
        assert main(args) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.endswith(f"{told}\n".removeprefix("house"))


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_folder_that_has_a_part_of_one(house: Path, part: str) -> None:
    if part.endswith("/"):
        (house / part).mkdir()
    else:
        (house / part).write_text("")
    build(read([Path(bundled()), house]))


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"concepts/desk.toml": concept("desk", "report-desk", "csam")},
            rf"house/concepts/desk.toml:11: the id 'csam' is taken by a term of the concept '{CSAM}' "
            rf"in bundled/concepts/{CSAM}.toml; choose another or, to replace that concept, "
            rf"call your own '{CSAM}' too",
        ),
        (
            {"concepts/desk.toml": concept("desk", "help"), "concepts/line.toml": concept("line", "help")},
            r"house/concepts/line.toml:6: the id 'help' is taken by .* 'desk' in house/concepts/desk.toml;.*",
        ),
        (
            {"concepts/desk.toml": concept("desk", "help", "help")},
            r"house/concepts/desk.toml:6: the id 'help' is taken by .* 'desk' in .*",
        ),
    ],
)
def test_an_id_is_one_terms(house: Path, files: dict[str, str], told: str) -> None:
    assert re.fullmatch(told, wrong(house, files))


def test_a_concept_of_the_same_id_is_replaced_with_its_terms(house: Path) -> None:
    text = (Path(bundled()) / "concepts" / f"{CSAM}.toml").read_text(encoding="utf-8")
    put(house, {f"concepts/{CSAM}.toml": text})
    files = read([Path(bundled()), house])
    assert files.paths[CSAM] == house / "concepts" / f"{CSAM}.toml"
    build(files)


@pytest.mark.slow
def test_a_house_may_say_otherwise_than_a_bundled_example(house: Path) -> None:
    """What comes with luxterm was tested without it."""
    example = "Child pornography is prohibited"
    assert f"{example}." in (Path(bundled()) / "concepts" / f"{CSAM}.toml").read_text(encoding="utf-8")
    put(house, {"titles/en.toml": f'[[titles]]\ntitle = "{example}"\nkind = "document"\nverified = true\n'})
    (house.parent / "a.md").write_text(f"{example}.\n")
    assert main(["lexicon", "validate", "house"]) == 0
    assert main(["check", "--lexicon", "house", "a.md"]) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("terms", "told"), [(["one"], "1 example fails."), (["one", "two"], "2 examples fail.")]
)
def test_examples_that_fail_are_counted(
    house: Path, terms: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    discouraged = (
        'advice = "careful"\nmemory = "high"\nwhy = "It is vague."\nforms = [{{ match = ["{0} zone"] }}]\n'
        'examples = {{ flag = ["The {0} area."], keep = ["Nothing."] }}\n'
    )
    text = concept("desk", *terms)
    for term in terms:
        said = f'term = "{term}"\nstatus = '
        text = text.replace(f'{said}"preferred"\n', f'{said}"deprecated"\n{discouraged.format(term)}')
    put(house, {"concepts/desk.toml": text})
    assert main(["lexicon", "validate", "house"]) == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == len(terms)
    assert err.endswith(f" terms: {told}\n")


CONCEPT = """\
id = "desk"
subject = "in terms of age"
definition = "Reports."
related = []

[[terms.en]]
id = "one"
term = "one"
status = "preferred"

[[terms.en]] # the second
id = "two"
term = "two lawyers"
status = "deprecated"
advice = "avoid"
why = "It is vague."
sources = [{ document = "crc", verified = true }]

[[terms.en.forms]]
match = ["two lawyers"]

[[terms.en.forms]]
match = ["two {lawyers|judges}"]
number = "plural"

[terms.en.examples]
flag = ["The two lawyers."]
keep = ["Nothing."]
fix = [["two lawyers", "one"]]
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("why =", "wy =", "16: unknown key terms.en two: wy; did you mean why?"),
        (
            '"avoid"',
            '"avid"',
            '15: terms.en two: advice must be "avoid", "careful" or "context", not "avid"',
        ),
        ("number", "numbr", "24: unknown key terms.en two: forms 2: numbr; did you mean number?"),
        ("plural", "many", '24: terms.en two: forms 2: number must be "singular", .*, not "many"'),
        (
            "|judges}",
            "|judges",
            "23: terms.en two: forms 2: match 1: braces don't pair up in 'two {lawyers|judges'",
        ),
        ('term = "two lawyers"\n', "", "11: terms.en two lacks term"),
        ('id = "two"\n', "", "11: terms.en 2 lacks id"),
        ('subject = "in terms of age"\n', "", " it lacks subject"),
        (
            '"two"',
            '"Two"',
            "12: terms.en Two: id must consist of lower-case letters and digits, joined by hyphens",
        ),
        (
            "verified = true",
            'verified = "perhaps"',
            "17: terms.en two: sources 1: verified must be true or false",
        ),
        ('flag = ["The two lawyers."]', "flag = []", "27: terms.en two: examples.flag must not be empty"),
        ('"one"]]', '"one", "x"]]', "29: terms.en two: examples.fix 1 has too many entries"),
        (', "one"]]', "]]", "29: terms.en two: examples.fix 1 lacks a part"),
        ("definition", "defintion", "3: unknown key defintion; did you mean definition?"),
        ("related", "zzz", "4: unknown key zzz; the keys are id, subject, definition, texts, related, terms"),
        ("terms.en", "terms.EN", '6: terms.EN must be a language code like "en" or "pt-BR"'),
    ],
)
def test_what_is_wrong_in_a_concept_is_told(house: Path, old: str, new: str, told: str) -> None:
    assert old in CONCEPT
    said = wrong(house, {"concepts/desk.toml": CONCEPT.replace(old, new)})
    said = said.removeprefix("house/concepts/desk.toml:")
    assert said == told or re.fullmatch(told, said)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "sources.toml",
            '[one]\ntitle = "x"\nshort = "x"\n\n[two]\ntitle = "y"\nshort = "y"\nurll = "z"\n',
            "sources.toml:8: unknown key two.urll; did you mean url?",
        ),
        ("sources.toml", '[one]\ntitle = "x"\n', "sources.toml:1: one lacks short"),
        ("sources.toml", "one = 1\n", "sources.toml:1: one must be a table"),
        (
            "titles/en.toml",
            '[[titles]]\ntitle = "Act"\nkind = "law"\nverified = true\n',
            'titles/en.toml:3: titles 1: kind must be "instrument", "body", "offence", '
            '"phrase", "document", "organisation" or "label", not "law"',
        ),
        (
            "cues/en.toml",
            CUES + 'reason = "word-defind"\n',
            "cues/en.toml:15: cues 1: reason: unknown reason word-defind; did you mean word-defined?",
        ),
        ("cues/en.toml", CUES, "cues/en.toml:11: cues 1: lacks reason"),
    ],
)
def test_what_is_wrong_elsewhere_is_told(house: Path, name: str, text: str, told: str) -> None:
    assert wrong(house, {name: text}) == f"house/{told}"


def with_vowels(pattern: str) -> dict[str, str]:
    """A house's grammar that differs from the bundled one by this pattern."""
    grammar = (Path(bundled()) / "grammar" / "en.toml").read_text("utf-8")
    whole, times = re.subn(
        r"(?s)onsets\.vowel = '''.*?'''", lambda _: f"onsets.vowel = '''{pattern}'''", grammar
    )
    assert times == 1
    return {"grammar/en.toml": whole}


def test_a_pattern_that_is_none(house: Path) -> None:
    told = wrong(house, with_vowels("(?:a|e"))
    assert re.fullmatch(
        r"house/grammar/en\.toml:\d+: onsets.vowel: is not a regular expression: missing \) .*", told
    )


ENDLESS = r"(?:[a-z]|[a-z ]|\w+)+[0-9]"


def test_a_pattern_that_takes_for_ever_does_not_load(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = wrong(house, with_vowels(ENDLESS))
    assert re.fullmatch(
        r"house/grammar/en\.toml:\d+: onsets.vowel: the pattern takes too long on “[^”]+”", told
    )
    (house.parent / "a.md").write_text("He had child pornography.\n")
    assert main(["check", "--lexicon", "house", "a.md"]) == 2
    assert capsys.readouterr().err.endswith(f"{told}\n".removeprefix("house"))


@pytest.mark.usefixtures("folder")
def test_a_pattern_that_takes_for_ever_on_a_text_is_that_files_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pattern that passes when the termbase is loaded may still meet a text that it can't cope with."""
    assert termbase_of(()).languages  # loaded now, with its own pattern
    endless = GivenPattern(ENDLESS, "onsets.vowel", "grammar/en.toml", limit=0.02)
    begins = GivenPattern.begins
    monkeypatch.setattr(GivenPattern, "begins", lambda _, text: begins(endless, text))
    Path("a.md").write_text("He had a child pornography collection.\n")
    Path("b.md").write_text("Nothing here.\n")
    assert main(["check", "--jobs", "1", "a.md", "b.md"]) == 2
    out, err = capsys.readouterr()
    assert "a.md: was not checked: grammar/en.toml: onsets.vowel: the pattern takes too long on" in out + err
    assert "Traceback" not in out + err
    assert "internal error" not in out + err
