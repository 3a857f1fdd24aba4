"""Half of a surrogate pair, which JSON, an editor or a file name can bring along, breaks nothing.

No text in UTF-8 has one. Wherever it comes in, the text around it is checked as ever, and what is written
is valid.
"""

import csv
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.formats import FORMATS, NAMES
from luxterm.report import FORMATS as REPORTS
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from luxterm.termbase import Termbase
from luxterm.types import Finding
from luxterm_server.addresses import uri_of
from tests.lsp import Client

HALF = "\ud83d"
SENTENCE = f"The {HALF} State “{HALF}” shall prohibit child pornography {HALF}\udc80 in law."


def run(monkeypatch: pytest.MonkeyPatch, *args: str, given: bytes = b"") -> tuple[int, str, str]:
    """The exit status, standard output and standard error, both of which must be valid UTF-8."""
    out, err = BytesIO(), BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(out, "utf-8"))
    monkeypatch.setattr(sys, "stderr", TextIOWrapper(err, "utf-8"))
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given)))
    status = main(list(args))
    sys.stdout.flush()
    sys.stderr.flush()
    said = err.getvalue().decode()
    assert "Traceback" not in said
    assert "internal error" not in said
    return status, out.getvalue().decode(), said


@pytest.mark.parametrize("format", sorted({*FORMATS.values(), *NAMES.values()}))
@pytest.mark.parametrize("searched", [0, 1 << 40], ids=["index", "automaton"])
def test_the_engine_takes_them(
    find: Callable[..., list[Finding]],
    termbase: Termbase,
    monkeypatch: pytest.MonkeyPatch,
    format: str,
    searched: int,
) -> None:
    language = termbase.language("en")
    for patterns in (termbase.patterns, language.leads):
        monkeypatch.setattr(patterns, "_searched", searched)
    found = find(SENTENCE, format)
    assert [(it.text, it.start) for it in found] == [("child pornography", SENTENCE.index("child"))]


def documents(folder: Path) -> dict[str, str]:
    """Files with a half in a value, in a key and in an element's name, by how they name it."""
    escaped = json.dumps({f"key {HALF}": [SENTENCE], "b": f"child pornography{HALF}"})
    assert "\\ud83d" in escaped
    written = {"a.json": escaped, "a.yaml": f'key: "{SENTENCE}"'.encode("ascii", "backslashreplace").decode()}
    written["a.html"] = "<p>The &#xD83D; State shall prohibit child pornography &#55357; in law.</p>"
    for name, text in written.items():
        (folder / name).write_text(text)
    return written


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("to_file", [False, True], ids=["stdout", "file"])
def test_reports_are_valid(folder: Path, monkeypatch: pytest.MonkeyPatch, report: str, to_file: bool) -> None:
    names = [name for name in documents(folder) if name != "a.yaml"]
    broken = os.fsdecode(b"caf\xe9.json")
    try:
        Path(broken).write_text(json.dumps(SENTENCE))
        names.append(broken)
    except OSError:  # a system whose file names are UTF-8
        pass
    target = f"report.{report}"
    if report == "xlsx" and not to_file:
        pytest.skip("a workbook needs a file")
    output = ("--output", target) if to_file else ()
    status, out, _ = run(monkeypatch, "check", *names, "--format", report, *output)
    assert status == 1
    data = Path(target).read_bytes() if to_file else out.encode()
    if report == "xlsx":
        with zipfile.ZipFile(BytesIO(data)) as book:
            for name in book.namelist():
                ElementTree.fromstring(book.read(name))
        return
    text = data.decode("utf-8-sig")  # never a half: UTF-8 has none
    assert "child pornography" in text
    if report in ("json", "sarif"):
        made: Any = json.loads(text)
        if report == "json":
            assert len(made["findings"]) == len(names) + 1
    elif report == "jsonl":
        assert len([json.loads(line) for line in text.splitlines()]) == len(names) + 1
    elif report == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == len(names) + 2
    elif report == "html":
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)


def test_yaml(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("yaml")
    documents(folder)
    status, out, said = run(monkeypatch, "check", "a.yaml", "--format", "json")
    assert status in (1, 2)
    assert json.loads(out)["findings" if status == 1 else "errors"], said


@pytest.mark.parametrize("more", [("--write-baseline", "b.json"), ("--show-kept",)])
def test_other_ways_through(folder: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]) -> None:
    documents(folder)
    status, _, _ = run(monkeypatch, "check", "a.json", *more)
    if more[0] == "--write-baseline":
        assert status == 0
        assert run(monkeypatch, "check", "a.json", "--baseline", "b.json")[0] == 0
    else:
        assert status == 1


def test_the_same_in_a_worker_and_from_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents(folder)
    first = run(monkeypatch, "check", "a.json", "a.html", "--format", "json", "--jobs", "2")
    assert first == run(monkeypatch, "check", "a.json", "a.html", "--format", "json", "--jobs", "1")
    assert first[0] == 1


@pytest.mark.parametrize("name", [f"a{HALF}.json", os.fsdecode(b"a\xff.json"), f"a{HALF}.md"])
@pytest.mark.parametrize("report", [it for it in REPORTS if it != "xlsx"])
def test_the_name_of_standard_input(monkeypatch: pytest.MonkeyPatch, name: str, report: str) -> None:
    sentence = "The State shall prohibit child pornography in law."
    data = (json.dumps(sentence) if name.endswith("json") else sentence).encode()
    status, out, said = run(
        monkeypatch, "check", "-", "--stdin-filename", name, "--format", report, given=data
    )
    assert status == 1, said
    assert "child" in out


WORD = os.fsdecode(b"\xff")


@pytest.mark.parametrize(
    "args",
    [
        ("--lang", WORD),
        ("--lexicon", WORD),
        ("--config", WORD),
        ("--baseline", WORD),
        (WORD,),
        ("--lexicon", HALF),
        ("--config", HALF),
        ("--baseline", HALF),
        ("--write-baseline", HALF),
        ("--output", HALF),
        (HALF,),
        *((option, "a\0b") for option in ("--lexicon", "--config", "--baseline", "--output")),
        ("a\0b",),
    ],
)
def test_arguments(folder: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]) -> None:
    (folder / "a.md").write_text("The State shall prohibit child pornography in law.\n")
    status, _, said = run(monkeypatch, "check", *(args if len(args) == 1 else ("a.md", *args)))
    assert status in (1, 2)
    assert status == 1 or said.strip()


@pytest.mark.parametrize(
    "command", [("explain",), ("lexicon", "show"), ("review",), ("lexicon", "validate", "--lexicon")]
)
@pytest.mark.parametrize("word", [WORD, HALF])
def test_arguments_of_other_commands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], word: str
) -> None:
    status, _, said = run(monkeypatch, *command, word)
    assert status == 2
    assert said.strip()


@given(
    st.lists(
        st.sampled_from(["\ud800", "\udfff", "\udc80", "😀", "é", " ", '"', "child pornography", "a"])
    ).map("".join)
)
def test_any_string_of_json(text: str) -> None:
    result = scan_file(Job("a.json", Options(), json.dumps([text, {text: text}]).encode()))
    assert not result.errors


@pytest.mark.slow  # a server each
@pytest.mark.parametrize("key", ["text", "lang", "profile", "lexicon", "uri", "folder"])
def test_the_server(tmp_path: Path, key: str) -> None:
    """From an editor's text, its settings and its addresses; it answers and goes on."""
    name = f"policy {HALF}.md" if key == "uri" else "policy.md"
    folder = {f"{tmp_path.as_uri()}/{HALF}" if key == "folder" else tmp_path.as_uri(): f"x{HALF}"}
    settings = {key: HALF} if key in ("lang", "profile", "lexicon") else {}
    uri = f"{tmp_path.as_uri()}/{name}"
    sentence = f"We remove {HALF if key == 'text' else ''} child pornography.\n"
    with Client.start(tmp_path) as client:
        client.initialize(folders=folder, options={"settings": settings})
        client.open(uri, sentence)
        found = client.diagnostics(uri)
        assert found
        if not settings:
            start = sentence.index("child")
            assert [it["range"]["start"]["character"] for it in found] == [start]
        client.change(uri, sentence + HALF, 2)
        assert len(client.diagnostics(uri, 2)) == len(found)
        client.open("untitled:other.md", "We remove child pornography.\n")
        assert client.diagnostics("untitled:other.md")
        said = json.dumps([it.message for it in client.received])
        assert "internal error" not in said


def test_addresses() -> None:
    """A name that isn't UTF-8 has the URI of its bytes, and one that no file can have has one, too."""
    assert uri_of("/a b/é.md") == "file:///a%20b/%C3%A9.md"
    assert uri_of(os.fsdecode(b"/caf\xe9.md")) == "file:///caf%E9.md"
    assert uri_of(f"/{HALF}.md") == "file:///%3F.md"


@pytest.mark.parametrize("char", ["\\ud800", "\\u0000"])
@pytest.mark.parametrize(
    "line",
    [
        'extend = "a{}b"',
        'baseline = "a{}b"',
        'lexicon = ["a{}b"]',
        'exclude = ["a{}b"]',
        'titles = ["a{}b"]',
        'lang = "a{}b"',
        'profile = "a{}b"',
        '[[keep]]\nterm = "child-pornography"\nreason = "a{}b"\nfiles = ["a{}b"]',
        '[[cues]]\nusage = "mention"\nposition = "before"\nphrases = ["a{}b"]',
    ],
)
def test_configurations(folder: Path, monkeypatch: pytest.MonkeyPatch, line: str, char: str) -> None:
    """TOML has no halves; a NUL is refused where it names a file, and a character like others elsewhere."""
    Path("luxterm.toml").write_text(line.replace("{}", char))
    Path("a.md").write_text("The State shall prohibit child pornography in law.\n")
    status, _, said = run(monkeypatch, "check", "a.md")
    assert status in (1, 2)
    assert status == 1 or said.startswith("luxterm: ")
    if char == "\\ud800":
        assert status == 2
