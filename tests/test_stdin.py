"""Standard input from outside: checked, fixed and passed on."""

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from luxterm.cli.main import main
from tests.texts import BAD


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))


def test_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, b"```\nchild pornography\n```\n")
    assert main(["check", "-", "--stdin-filename", "notes/a.md"]) == 0
    stdin(monkeypatch, BAD.encode())
    assert main(["check", "-"]) == 1
    assert "<stdin>:1:26" in capsys.readouterr().out


def test_standard_input_fixed(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "“Déjà” in child pornography.\r\n"
    stdin(monkeypatch, text.encode("cp1252"))
    assert main(["check", "-", "--fix", "--stdin-filename", "a.md"]) == 0
    out, err = capfdbinary.readouterr()
    assert out == text.replace("child pornography", "child sexual abuse material").encode("cp1252")
    assert b"1 finding fixed" in err


@pytest.mark.parametrize(("name", "data"), [("a.md", b"\0\x01\xff no text \0"), ("a.docx", b"no archive")])
def test_standard_input_that_cannot_be_read_is_passed_on(
    name: str,
    data: bytes,
    folder: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A filter whose input is lost would leave an editor with nothing."""
    stdin(monkeypatch, data)
    assert main(["check", "-", "--fix", "--stdin-filename", name]) == 2
    assert capfdbinary.readouterr().out == data


@pytest.mark.parametrize("how", [["--exclude", "notes/"], []])
def test_standard_input_that_is_left_out(
    how: list[str],
    folder: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not how:
        (folder / "luxterm.toml").write_text('exclude = ["notes/"]\n')
    for options, status, passed in (
        (["--force-exclude"], 0, b""),
        (["--force-exclude", "--fix"], 0, BAD.encode()),
        (["--force-exclude", "--fix", "--diff"], 0, b""),
    ):
        stdin(monkeypatch, BAD.encode())
        assert main(["check", "-", "--stdin-filename", "notes/a.md", *how, *options]) == status
        out = capfdbinary.readouterr().out
        assert b"error" not in out
        assert out.startswith(passed)
    stdin(monkeypatch, BAD.encode())
    assert main(["check", "-", "--stdin-filename", "notes/a.md", *how]) == 1, "it was named"


def test_standard_input_has_the_limit_of_a_file_and_passes_whole_where_it_is_fixed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "luxterm.toml").write_text("[limits]\nsize = 1\n")
    data = (BAD + "Fine. " * 400_000).encode()
    for options, passed in (((), b""), (("--fix",), data)):
        stdin(monkeypatch, data)
        assert main(["check", "-", *options]) == 2
        out, err = capfdbinary.readouterr()
        assert out == passed
        assert b"and the limit is 1 MB" in err
