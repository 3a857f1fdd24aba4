"""TOML that others wrote costs little, and whatever is wrong with it is said with file and line."""

import os
import resource
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.config.find import load
from luxterm.config.settings import ConfigError
from luxterm.config.trust import Trust
from luxterm.lexicon.compile import compile_checked
from luxterm.system import toml
from luxterm.termbase import TermbaseError
from luxterm.wording import told
from tests.timing import assert_within

LONG = ".".join(["a"] * 20_000)
BAD = {
    f"severity.{LONG} = 1": "a key has more than 16 parts",
    f"[tool.{LONG}]": "a key has more than 16 parts",
    'x = {"""': "it is not valid TOML",
    "x = {" + LONG + " = 1}": "a key has more than 16 parts",
    "x = {a = '''\n\" ''', " + LONG + " = 1}": "a key has more than 16 parts",
    'x = {a = """\n#"""", ' + LONG + " = 1}": "a key has more than 16 parts",
    ".".join(['"\\""'] * 20_000) + " = 1": "a key has more than 16 parts",
    ".".join(["'\"'", '"#"'] * 10_000) + " = 1": "a key has more than 16 parts",
    "x = " + "1" * 5_000: "a number has more than 1,000 digits",
    "profile = 0x" + "f" * 900_000: "a number has more than 1,000 digits",
    "x = " + "[" * 5_000 + "]" * 5_000: "nested too deeply",
    "x = " + "{a = " * 5_000 + "1" + "}" * 5_000: "nested too deeply",
    "x = 2026-02-30": "it is not valid TOML",
}
"""Each is in the second line or, where a string is before it, the third."""


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("name", ["luxterm.toml", "pyproject.toml", "own", "termbase"])
def test_what_is_wrong_has_a_line(
    tmp_path: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    says, content = BAD[text], f"# tool.luxterm\n{text}\n"
    errors: list[ConfigError | TermbaseError] = []
    if name == "termbase":
        (tmp_path / "concepts").mkdir()
        (tmp_path / "lexicon.toml").write_text('name = "x"\nversion = "1"\nlicence = "x"\n')
        path = tmp_path / "concepts" / "c.toml"
    else:
        path = tmp_path / ("luxterm.toml" if name == "own" else name)
        monkeypatch.setattr("luxterm.config.trust.own_file", lambda: str(path))
        (tmp_path / "a.md").write_text("Text.\n")
    path.write_text(content)

    def run() -> None:
        if name == "termbase":
            with pytest.raises(TermbaseError) as broken:
                compile_checked([str(tmp_path)])
            errors.append(broken.value)
            return
        with pytest.raises(ConfigError) as caught:
            Trust().covers(os.sep) if name == "own" else load(str(path))
        errors.append(caught.value)
        assert name == "own" or main(["check", str(tmp_path)]) == 2
        assert "internal error" not in capsys.readouterr().err

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert_within(3, run)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
    error = errors[-1]
    assert (error.path, says in told(error.message)) == (str(path), True)
    assert error.line in (2, 3)
    assert f"line {error.line}" in told(error.message) or name == "termbase"


@pytest.mark.parametrize(
    "text",
    [
        "# " + "a." * 500,
        'x = "' + "a." * 500 + '"',
        "x = '''\n" + "a." * 500 + "'''",
        'x = """\n\\""" ' + "a." * 500 + '"""""',
        f'x = "{"1" * 5_000}"',
        "x = [\n" + "1.5,\n" * 100 + "]",
        ".".join(["a"] * 16) + " = 1",
    ],
)
def test_what_is_no_key(text: str) -> None:
    assert toml.parse(text + "\ny = 1\n")


@given(st.text("""ab.."'#\\\n =[]{},1""", max_size=200))
@example('x = "a.b"\n')
def test_as_the_parser_says(text: str) -> None:
    """What Python's parser takes is taken, if no key is long."""
    import tomllib

    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    try:
        assert toml.parse(text) == wanted
    except toml.TomlError as error:
        assert "more than 16 parts" in told(error.message)
        assert text.count(".") >= 16


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a." * 500_000,
        '"a' * 300_000,
        '\\"' * 300_000,
        "'" * 900_000,
        '"' * 900_000,
        " " * 900_000,
        "a " * 500_000,
        ("a." * 15 + "a ") * 30_000,
        ("f" * 999 + "z") * 900,
        '"""' + '""\\"' * 200_000,
    ],
)
def test_the_bounds_take_linear_time(text: str) -> None:
    def run() -> None:
        for each in (text, "x" + "." * 20 + "\n" + text, "1" * 1_001 + "x\n" + text):
            with pytest.raises(toml.TomlError):
                toml.parse(each + "=")

    assert_within(6, run)
