"""A termbase of one's own over the bundled one: what is one, and what is told where it is wrong."""

import re
from pathlib import Path

import pytest

from luxterm.cli import main
from luxterm.termbase import TermbaseError, bundled
from luxterm.termbase.build import build
from luxterm.termbase.read import PARTS, read

CSAM = "child-sexual-abuse-material"


def concept(name: str, *terms: str) -> str:
    """The file of a concept with preferred terms."""
    tables = [f'[[terms.en]]\nid = "{term}"\nterm = "{term}"\nstatus = "preferred"\n' for term in terms]
    return f'id = "{name}"\nsubject = "age"\ndefinition = "Reports."\n\n' + "\n".join(tables)


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
    """What is told of a termbase with these files, paths from its folder."""
    put(house, files)
    with pytest.raises(TermbaseError) as caught:
        build(read([Path(bundled()), house]))
    return str(caught.value).replace(f"{house}", "house").replace("\\", "/").replace(bundled(), "bundled")


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
        assert out == "" and err.endswith(f"{told}\n".removeprefix("house"))


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
            rf"house/concepts/desk.toml:11: the id 'csam' is taken: a term of the concept '{CSAM}' has it, "
            rf"in bundled/concepts/{CSAM}.toml; give this one another, or, to replace that concept, "
            rf"call your own '{CSAM}', too",
        ),
        (
            {"concepts/desk.toml": concept("desk", "help"), "concepts/line.toml": concept("line", "help")},
            r"house/concepts/line.toml:6: the id 'help' .* 'desk' has it, in house/concepts/desk.toml;.*",
        ),
        (
            {"concepts/desk.toml": concept("desk", "help", "help")},
            r"house/concepts/desk.toml:6: the id 'help' is taken: .* 'desk' has it.*",
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
