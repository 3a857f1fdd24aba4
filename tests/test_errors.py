"""How errors are described, wherever they are reported."""

import errno

import pytest

from luxterm.system.errors import did_you_mean, reason


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "a.md"), "no such file or directory"),
        (OSError("Access Denied"), "access denied"),
        (ValueError("I/O operation on closed file."), "i/o operation on closed file."),
    ],
)
def test_a_reason_has_no_number_and_no_capitals(error: Exception, words: str) -> None:
    assert reason(error) == words


def test_the_nearest_word_is_meant() -> None:
    assert did_you_mean("minr", ("minors", "minor", "child")) == "; did you mean minor?"
    assert did_you_mean("quite-another", ("minors", "minor")) == ""


def test_several_may_be_meant_each_named_once() -> None:
    called = {"minor": "a minor", "minors": "a minor", "miner": "a miner"}
    assert did_you_mean("minor", called, most=2, called=called.__getitem__) == (
        "; did you mean a minor or a miner?"
    )
    assert did_you_mean("minor", called, called=called.__getitem__) == "; did you mean a minor?"
