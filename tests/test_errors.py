"""How errors are described, wherever they are reported."""

import ast
import errno
import pickle
from pathlib import Path

import pytest

from luxterm.cli.failure import Failure
from luxterm.config.find import load as load_config
from luxterm.config.settings import ConfigError
from luxterm.editing.config_edit import ConfigEditError
from luxterm.engine.evaluate import GoldError
from luxterm.engine.fixes import Unsettled
from luxterm.formats.builder import HardlyText
from luxterm.formats.front_matter_walk import Unclear
from luxterm.formats.markdown import MoneyNotMath
from luxterm.lexicon.load import bundled
from luxterm.mcp.failure import CalledOff, ProtocolError, ToolError
from luxterm.office.extracted import Enough
from luxterm.office.package import TooMuch
from luxterm.review.reviewing import Impossible, Remark
from luxterm.scan.baseline import BaselineError
from luxterm.scan.broken import Broken
from luxterm.scan.pools import Lost
from luxterm.scan.scheduler import SchedulerError
from luxterm.system.atomic import Linked, WriteError
from luxterm.system.errors import (
    FileError,
    LineError,
    PatternError,
    ToldError,
    UnreadableError,
    did_you_mean,
    reason,
)
from luxterm.system.git import GitError
from luxterm.system.limits import TooBig, TooLong
from luxterm.system.places import LinkFound
from luxterm.system.toml import TomlError
from luxterm.termbase import TermbaseError
from luxterm.termbase.read import read
from luxterm.text.source import UnwritableError
from luxterm.types import Document, Message, quoted
from luxterm.wording import say, told
from luxterm_server.protocol import RequestError
from tests.findings import made


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "a.md"), "no such file or directory"),
        (OSError("Access Denied"), "access denied"),
        (ValueError("I/O operation on closed file."), "i/o operation on closed file."),
    ],
)
def test_a_reason_has_no_number_and_no_capitals(error: Exception, words: str) -> None:
    assert told(reason(error)) == words


def test_the_nearest_word_is_meant() -> None:
    unknown = Message("unknown-key", ("minr",))
    assert say(did_you_mean(unknown, "minr", ("minors", "minor", "child"))) == (
        "unknown key minr; did you mean minor?"
    )
    assert did_you_mean(unknown, "quite-another", ("minors", "minor")) == unknown


def test_several_may_be_meant_each_named_once() -> None:
    called = {"minor": "a minor", "minors": "a minor", "miner": "a miner"}
    unknown = Message("system-says", ("which",))
    several = did_you_mean(unknown, "minor", called, most=2, called=called.__getitem__)
    assert say(several) == "which; did you mean a minor or a miner?"
    assert (
        say(several, "fr")
        == "which\N{NO-BREAK SPACE}; vouliez-vous dire a minor ou a miner\N{NO-BREAK SPACE}?"
    )
    one = did_you_mean(unknown, "minor", called, called=called.__getitem__)
    assert say(one) == "which; did you mean a minor?"


def _so_far(format: str) -> Document:
    return Document("", format, ())


ERRORS: list[BaseException] = [
    TermbaseError("a.toml", 3, "not valid"),
    TermbaseError("a.toml", 3, "not valid TOML (at line 3, column 1)", says_line=True),
    ConfigError("luxterm.toml", "it is not valid TOML", 4),
    TomlError("it is not valid TOML (at line 3, column 1)", 3, says_line=True),
    Broken("luxterm.toml", "lexicon: a.toml:3: not valid", "lexicon: told otherwise", 4),
    LineError("a.toml", "it is not so", 3),
    PatternError(".gitignore", "there are more than 5,000 patterns", 5001),
    BaselineError("known.json", "it is not a baseline", 2),
    TooBig(3_000_000, 2_000_000),
    TooLong(),
    ToldError(Message("is-empty")),
    GitError(Message("git-missing")),
    FileError(Message("is-damaged", (quoted("words {0}"),))),
    UnreadableError(Message("part-packed", (quoted("a {} part"), quoted("{1}")))),
    TooMuch(Message("no-pages")),
    Enough("it goes on", _so_far),
    Impossible(Remark(made(0, 1, "x"), ())),
    UnwritableError("the file is in cp1252"),
    WriteError("permission denied"),
    Linked("it is a link"),
    LinkFound(),
    Unsettled("its fixes did not come to an end"),
    GoldError("line 1: no text"),
    MoneyNotMath(),
    HardlyText(),
    Unclear(),
    Failure("no such term"),
    Lost("its process is gone"),
    SchedulerError("the scheduler is gone"),
    RequestError("no such document", -32801),
    ConfigEditError("titles is no list there"),
    ToolError("there is no such file"),
    CalledOff(),
    ProtocolError(-32601, "there is no such method", {"asked": "a"}),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_comes_whole_from_another_process(error: BaseException) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own)
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_no_error_of_ours_is_left_out_above() -> None:
    root, found = Path(__file__).parent.parent, {"Exception", "ValueError", "JsonRpcException"}
    sources = [
        path.read_text("utf-8")
        for room in ("luxterm", "server", "lexicon")
        for path in (root / room).rglob("*.py")
    ]
    classes = [
        node for text in sources for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)
    ]
    given = set(found)
    for _ in range(4):  # those of those
        found |= {
            node.name
            for node in classes
            if any(isinstance(base, ast.Name) and base.id in found for base in node.bases)
        }
    seen = {name for name in found - given if not name.startswith("_")}  # others are caught where they are
    assert seen == {type(error).__name__ for error in ERRORS} - {"TooLong"}


def test_the_line_of_what_is_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "luxterm.toml"
    path.write_text("# one\n\nprofile = = 1\n")
    with pytest.raises(ConfigError, match="line 3") as config:
        load_config(str(path))
    assert config.value.line == 3
    titles = tmp_path / "house" / "titles" / "en.toml"
    titles.parent.mkdir(parents=True)
    titles.write_text("titles = []\nno TOML\n")
    with pytest.raises(TermbaseError) as termbase:
        read([Path(bundled()), titles.parent.parent])
    assert (termbase.value.place, termbase.value.line) == (str(titles), 2)
