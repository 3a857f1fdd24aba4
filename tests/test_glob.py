"""Patterns as in `.gitignore`: Git itself says what they match, and no pattern takes long."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from luxterm.config.find import load
from luxterm.config.settings import ConfigError
from luxterm.system import glob
from luxterm.system.discover import discover, matches
from luxterm.system.errors import PatternError
from luxterm.system.glob import LONGEST_PATTERN, MOST_PATTERNS, Patience, Patterns
from luxterm.system.ignore import ignored, rules_of
from tests.timing import assert_within

pathspec = pytest.importorskip("pathspec")

SIGNS = [
    "a",
    "b",
    "ab",
    "A",
    "*",
    "**",
    "***",
    "?",
    "[ab]",
    "[!a]",
    "[^b]",
    "[a-c]",
    "[]a]",
    "[!]]",
    "",
    "[[:alpha:]]",
    "[[:digit:]b]",
    "[[:space:]]",
    "[[:punct:]]",
    "[[:x:]]",
    "[[:alpha]",
    "\\a",
    "\\*",
    "\\",
    "[",
    "!",
    "#",
    "-",
    "[a-]",
    "[c-a]",
    "[--0]",
    "[.-0]",
    "[!.-0]",
    "[\\]]",
    "[a/b]",
    "/",
    "//",
    "/**/",
    "**/",
    "/**",
    "\\/",
    ".",
    "1",
    "]",
]
NAMES = [
    "a",
    "b",
    "ab",
    "c",
    "*",
    "[",
    "!",
    "#",
    " ",
    "-",
    "]",
    "a]",
    "1",
    "a b",
    ".a",
    "aab",
    "a-",
    "\\",
    "b1",
    "A",
]
LINES = st.lists(
    st.lists(st.sampled_from(SIGNS), min_size=1, max_size=6).map("".join), min_size=1, max_size=3
)
PATHS = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join),
    min_size=1,
    max_size=8,
    unique=True,
)
# Git strips a plain beginning before it matches, and then takes asterisks after it for those of `**/`:
# `x**/y` matches x/b/y, against its own documentation, which we follow.
_QUIRK = re.compile(r"!?/?[^*?\[\\]*[^*?\[\\/]\*\*")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


def ours(lines: list[str], path: str, is_folder: bool) -> bool:
    return ignored(f"/r/{path}/" if is_folder else f"/r/{path}", rules_of("/r", lines, "x"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, paths=PATHS)
def test_as_git_matches(repository: Path, lines: list[str], paths: list[str]) -> None:
    """Paths that don't exist are files to Git, and all that is above one is a folder."""
    assume(not any(map(_QUIRK.match, lines)))
    (repository / ".gitignore").write_text("\n".join(lines) + "\n")
    command = ["git", "-C", str(repository), "check-ignore", "--no-index", "-z", "--stdin"]
    done = subprocess.run(
        command, input="".join(f"{path}\0" for path in paths), capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert {path for path in paths if ours(lines, path, False)} == {*done.stdout.split("\0")} - {""}


BENIGN = st.sampled_from(
    [
        "*.md",
        "build/",
        "/out",
        "docs/*.txt",
        "**/tmp",
        "tmp/**",
        "a/**/b",
        "!keep.md",
        "!docs/",
        "*.draft.*",
        "old-?",
        "[Rr]eport*",
        "/docs/*/x.md",
    ]
)
BENIGN_PATHS = st.lists(
    st.sampled_from(["docs", "build", "out", "tmp", "a", "b", "keep.md", "x.md", "y.txt", "old-1", "Report"]),
    min_size=1,
    max_size=4,
).map("/".join)


@given(
    lines=st.lists(BENIGN, min_size=1, max_size=1) | st.lists(BENIGN.filter(lambda it: it[0] != "!")),
    path=BENIGN_PATHS,
)
def test_as_pathspec_matched_what_is_usual(lines: list[str], path: str) -> None:
    spec = pathspec.GitIgnoreSpec.from_lines(lines)
    assert ours(lines, path, False) == spec.match_file(path)


PUMPED = [
    "*a*a*a*a*a*a*b",
    "*a" * 60 + "b",
    "a*" * 60 + "b",
    "[a-z]*" * 100 + "0",
    "?*" * 100 + "0",
    "**/" + "*a/**/" * 40 + "b",
    "a*a*/**/" * 20 + "a*b",
    "*" + "a" * 500 + "*b",
    "**/*a*a*a/**/*a*a*a/**/x",
    "*" * 900 + "b",
    "**/" * 300 + "b",
]


@pytest.mark.parametrize("pattern", PUMPED, ids=lambda it: it[:20])
def test_no_pattern_takes_long(pattern: str) -> None:
    """A name of 200 letters, a path of 4,000: each took minutes, or forever."""
    patterns = Patterns("x", [pattern])

    def run(path: str) -> None:
        assert patterns.decide(path, False) is None

    for path in ("a" * 200, "/".join(["a" * 200] * 20), "/".join("a" * 2000)):
        assert_within(0.1, lambda path=path: run(path))


def test_twice_as_long_takes_twice_as_long() -> None:
    def steps(number: int) -> float:
        patterns, path = Patterns("x", ["*a" * 20 + "b"]), "a" * number
        began = time.thread_time()
        for _ in range(20):
            patterns.decide(path, False)
        return time.thread_time() - began

    steps(2_000)
    assert min(steps(20_000) for _ in range(3)) < 40 * min(steps(2_000) for _ in range(3))


@pytest.mark.parametrize("where", [".gitignore", ".luxtermignore", "exclude", "keep"])
def test_a_stranger_s_patterns_in_a_check(tmp_path: Path, where: str) -> None:
    """The command line and the hook, in a process of its own that would have to be ended."""
    pattern = "*a*a*a*a*a*a*b"
    (tmp_path / f"{'a' * 200}.md").write_text("Child pornography is a crime.\n")
    if where == "exclude":
        (tmp_path / "luxterm.toml").write_text(f'exclude = ["{pattern}"]\n')
    elif where == "keep":
        (tmp_path / "luxterm.toml").write_text(
            f'[[keep]]\nterm = "child-pornography"\nreason = "r"\nfiles = ["{pattern}"]\n'
        )
    else:
        (tmp_path / where).write_text(f"{pattern}\n")
    root = Path(__file__).parent.parent
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (root, root / "lexicon", root / "server")))}
    for what in (".", f"{'a' * 200}.md"):
        done = subprocess.run(
            [sys.executable, "-m", "luxterm", "check", what],
            cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ("[z-a]", "a", False),
        ("a\\", "a", False),
        ("[[:alpha:]].md", "q.md", True),
        ("\\#a", "#a", True),
        ("é?", "éß", True),
        ("a\\ ", "a ", True),
        ("*.md\r", "x.md", True),
    ],
)
def test_what_once_failed_or_was_read_wrongly(text: str, path: str, found: bool) -> None:
    assert ours([text], path, False) is found


def is_markdown(path: str) -> bool:
    return path.endswith(".md")


def test_bounds_are_said_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / ".gitignore").write_text(f"# ours\n{'*' * (LONGEST_PATTERN + 1)}\n")
    (tmp_path / ".luxtermignore").write_text("x\n" * (MOST_PATTERNS + 1))
    problems: list[tuple[str, str]] = []
    names = discover([str(tmp_path)], is_markdown, lambda *problem: problems.append(problem))
    assert names == [str(tmp_path / "a.md")]
    assert [(os.path.basename(path), message) for path, message in problems] == [
        (".gitignore", f"the pattern “{'*' * 60}…” has 1,001 characters, more than 1,000 (line 2)"),
        (".luxtermignore", "there are more than 5,000 patterns (line 5001)"),
    ]
    with pytest.raises(PatternError, match="1,001 characters") as caught:
        matches("a.md", ("a", "b" * (LONGEST_PATTERN + 1)), ".", "luxterm.toml")
    assert (caught.value.path, caught.value.line) == ("luxterm.toml", 2)


def test_matching_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glob, "_SECONDS", 0.0)
    monkeypatch.setattr(glob, "_SECONDS_A_PATH", 0.0)
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".gitignore").write_text("c\n*x*\n")
    (tmp_path / "b" / "b.md").write_text("x")
    problems: list[tuple[str, str]] = []
    assert discover([str(tmp_path)], is_markdown, lambda *it: problems.append(it)) == [str(tmp_path / "a.md")]
    [(path, message)] = problems
    assert path == str(tmp_path / "b")
    assert f"the patterns of {tmp_path}/b/.gitignore took longer than" in message
    assert "the slowest is “" in message
    assert message.endswith("); this folder and others were left out")


def makes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns that are made from now on."""
    made: list[str] = []
    matcher = glob._matcher  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(glob, "_matcher", lambda text, alone: (made.append(text), matcher(text, alone))[1])
    return made


def test_the_tables_of_a_configuration_share_its_time_and_its_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand tables with a slow pattern each took a thousand times the time for one."""
    table = '[[keep]]\nterm = "minor"\nreason = "r"\nfiles = ["{}"]\n'
    file = tmp_path / "luxterm.toml"
    file.write_text("".join(table.format(f"{'*a' * 20}{number}") for number in range(100)))
    config = load(str(file))
    monkeypatch.setattr(glob, "_SECONDS", 1e-6)
    monkeypatch.setattr(glob, "_SECONDS_A_PATH", 1e-6)
    made = makes(monkeypatch)
    with pytest.raises(ConfigError, match="took longer than"):
        for number in range(1_000):
            config.keeps_for(str(tmp_path / f"{number}.md"))
    assert len(made) < 100
    file.write_text("".join(table.format(f"{number}.txt") for number in range(MOST_PATTERNS)))
    assert len(load(str(file)).keeps) == MOST_PATTERNS
    with file.open("a") as more:
        more.write('[[verbatim]]\nreason = "r"\nfiles = ["laws/"]\n')
    with pytest.raises(ConfigError, match=r"line 20003: \[\[verbatim\]\] files: .* more than 5,000 patterns"):
        load(str(file))


def test_no_more_patterns_are_made_than_there_is_time_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """To compile a megabyte of them took longer than to match them."""
    made, patience = makes(monkeypatch), Patience()
    patterns = Patterns("x", [f"{'*a' * 90}{number}" for number in range(4_000)], patience=patience)
    assert not made
    patience.spent = 11.0
    with pytest.raises(PatternError):
        patterns.decide("a" * 200, False)
    assert len(made) <= 50


def test_finding_files_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").write_text("x")
    now = iter(range(100))
    monkeypatch.setattr("luxterm.system.walk.time.monotonic", lambda: float(next(now)))
    problems: list[tuple[str, str]] = []
    found = discover([str(tmp_path)], is_markdown, lambda *it: problems.append(it), seconds=2.0)
    assert found == [str(tmp_path / "b" / "x.md")]
    assert problems == [
        (
            str(tmp_path / "a"),
            "finding files took longer than 2 s ([limits] discovery); this folder and others were left out",
        )
    ]
