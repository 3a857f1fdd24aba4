"""The public interface: what the documentation shows is what a program gets."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import luxterm

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
DRAFT = "The State shall prohibit child pornography."


def test_the_example_of_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    program, output = (
        re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.M | re.S)[0] for kind in ("python", "text")
    )
    exec(compile(program, "docs/python.md", "exec"), {})  # noqa: S102 (our own example)
    assert capsys.readouterr().out == output


def test_the_example_of_the_module(capsys: pytest.CaptureFixture[str]) -> None:
    assert luxterm.__doc__
    program = "\n".join(line[4:] for line in luxterm.__doc__.split("\n") if line.startswith("    "))
    exec(compile(program, "luxterm", "exec"), {})  # noqa: S102 (our own example)
    assert capsys.readouterr().out == "child pornography → child sexual abuse material\n"


def test_every_name_is_there_and_on_the_page() -> None:
    for name in luxterm.__all__:
        assert getattr(luxterm, name) is not None
        if callable(value := getattr(luxterm, name)):
            assert value.__doc__, name
    functions = {name for name in luxterm.__all__ if name.islower() and not name.startswith("_")}
    assert functions == set(re.findall(r"(?<=[|,] )`(\w+)\(", PAGE))
    with pytest.raises(AttributeError, match="'luxterm' has no attribute 'chek_text'"):
        luxterm.chek_text  # noqa: B018 (that it is looked up is enough)


def test_a_file_by_its_configuration(tmp_path: Path) -> None:
    (tmp_path / "luxterm.toml").write_text('[severity]\nchild-pornography = "info"\n')
    path = tmp_path / "draft.md"
    path.write_text(DRAFT)
    (found,) = luxterm.check_file(str(path)).findings
    assert (found.region.line, found.finding.severity) == (1, luxterm.Severity.INFO)
    assert luxterm.check_file(str(path), b"Nothing.").findings == ()
    (tmp_path / "luxterm.toml").write_text("profil = 1\n")
    with pytest.raises(luxterm.ConfigError, match="profile"):
        luxterm.check_file(str(path))


def test_comments_are_obeyed_and_fixes_come_to_an_end() -> None:
    kept = f"<!-- luxterm: keep child-pornography: the Act says so -->\n{DRAFT}"
    assert [finding.kept for finding in luxterm.check_text(kept)] == [True]
    assert luxterm.fix_text(kept) == kept
    fixed = luxterm.fix_text(DRAFT)
    assert luxterm.apply_fixes(DRAFT, luxterm.check_text(DRAFT))[0] == fixed
    assert luxterm.fix_text(fixed) == fixed


def test_a_cue_of_ones_own() -> None:
    text = "The retired label child pornography stands in older files. Providers report child pornography."
    cue = luxterm.HouseCue("mention", "before", ("the retired label",))
    assert [finding.kept for finding in luxterm.check_text(text)] == [False, False]
    settings = luxterm.Settings(cues=(cue,))
    assert [finding.kept for finding in luxterm.check_text(text, settings=settings)] == [True, False]


def test_the_termbase() -> None:
    terms = {term.id: term for term in luxterm.load_termbase().language("en").terms}
    assert terms["child-pornography"].concept == "child-sexual-abuse-material"
    with pytest.raises(luxterm.TermbaseError):
        luxterm.load_termbase(("nowhere",))


def test_importing_it_imports_next_to_nothing() -> None:
    """The command line begins with it, too."""
    code = "import sys, luxterm; print(sorted(name for name in sys.modules if name.startswith('luxterm')))"
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "['luxterm', 'luxterm.base']\n"
