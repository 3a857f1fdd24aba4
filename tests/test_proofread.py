"""What an extension of a word processor asks, and is answered."""

import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.incremental.paragraphs import CheckedParagraphs, Paragraph
from luxterm.lexicon.load import termbase_of
from luxterm.office import odt
from luxterm.proofread.lines import serve
from luxterm.proofread.marks import mark, points, units
from luxterm.proofread.session import Session
from luxterm.termbase.store import SHIPPED
from tests.office import odf

ROOT = Path(__file__).parent.parent
TEXT = ["The State shall prohibit 😀 child pornography.", "A child prostitute is heard.", "The end."]


@pytest.fixture
def session() -> Session:
    return Session()


def ask(session: Session, do: str, **request: Any) -> dict[str, Any]:
    answer = session.answer({"do": do, **request})
    json.dumps(answer)
    return answer


def opened(session: Session, *texts: str, path: str = "", **more: Any) -> dict[str, Any]:
    paragraphs = [{"text": text, **more} for text in texts]
    return ask(session, "open", document="1", path=path, paragraphs=paragraphs)


def check(session: Session, text: str, **more: Any) -> dict[str, Any]:
    return ask(session, "check", document="1", text=text, **more)


def rules(session: Session, text: str, **more: Any) -> list[str]:
    return [each["rule"] for each in check(session, text, **more)["marks"]]


def test_a_mark_is_counted_as_word_processors_count(session: Session) -> None:
    opened(session, *TEXT)
    (found,) = check(session, TEXT[0])["marks"]
    assert (found["start"], found["length"], found["words"]) == (28, 17, "child pornography")
    assert found["suggestions"][0] == "child sexual abuse material"
    assert found["severity"] == "error"
    assert "Avoid" in found["message"]


@hypothesis_settings(deadline=None)
@given(text=st.text(max_size=60), places=st.sets(st.integers(0, 80), max_size=5))
def test_units(text: str, places: set[int]) -> None:
    there = {units(text[:at]): at for at in range(len(text))}
    assert points(text, places) >= {there[place] for place in places if place in there}
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@hypothesis_settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "a child prostitute ",
                "la pornographie enfantine, ",
                "😀",
                "an under-age child bride.",
                "\ufffc",
                "A ",
            ]
        ),
        max_size=9,
    )
)
def test_suggestions_fit(words: list[str]) -> None:
    """A suggestion gives what its fix gives; none is written over an object."""
    text = "".join(words)
    state = CheckedParagraphs.of(
        (Paragraph("Before."), Paragraph(text), Paragraph("After.")), termbase_of(()), Settings()
    )
    begin, end = state.starts[1], state.starts[1] + len(text)
    for finding in state.checked.findings:
        made = mark(finding, state.checked.text, begin, end)
        coded = text.encode("utf-16-le")
        start, stop = 2 * made["start"], 2 * (made["start"] + made["length"])
        there = coded[start:stop].decode("utf-16-le")
        assert made["words"] in there
        assert not made["suggestions"] or "\ufffc" not in there
        written = {
            (coded[:start].decode("utf-16-le") + it + coded[stop:].decode("utf-16-le"))
            for it in made["suggestions"]
        }
        fixed = set[str]()
        for fix in finding.fixes:
            edited = state.checked.text[begin:end]
            for edit in reversed(fix.edits):
                edited = edited[: edit.start - begin] + edit.text + edited[edit.end - begin :]
            fixed.add(edited)
        assert written <= fixed


def test_what_is_typed_changes_its_own_paragraph_and_what_depends_on_it(session: Session) -> None:
    lead, entry = (
        {"text": "The following terms should be avoided:"},
        {"text": "child prostitute", "scope": "list item"},
    )
    ask(session, "open", document="1", paragraphs=[lead, entry])
    assert rules(session, lead["text"], number=10, count=20) == []
    assert rules(session, "child prostitute", number=11, count=20) == []
    answer = check(session, "The following groups are at risk:", number=10, count=20)
    assert answer["others"]
    assert rules(session, "child prostitute", number=11, count=20) == ["child-prostitute"]
    assert check(session, "child prostitute", number=11, count=20)["same"]


def test_a_paragraph_that_nobody_knows_is_checked_all_the_same(session: Session) -> None:
    opened(session, *TEXT)
    answer = check(session, "Quite another one on child pornography.", number=30, count=40)
    assert answer["stranger"]
    assert [each["rule"] for each in answer["marks"]] == ["child-pornography"]
    assert len(ask(session, "list", document="1")["marks"]) == 2, "it isn't taken up"
    assert [it["rule"] for it in ask(session, "check", document="new", text="A child prostitute.")["marks"]]


def test_emphasis_moves_with_what_is_typed(session: Session) -> None:
    words = "The offence was called child pornography by many."
    opened(session, words, marks=[[23, 40, "struck out"]])
    assert rules(session, words, number=1, count=2) == []
    assert rules(session, "In law, " + words, number=1, count=2) == []


def test_a_table_s_languages_are_each_paragraph_s_own(session: Session) -> None:
    for lang, text in (("fr-FR", "La pornographie enfantine."), ("es-ES", "La pornografía infantil.")):
        opened(session, text, lang=lang)
        (found,) = check(session, text, lang=lang)["marks"]
        assert found["suggestions"]


def test_what_is_set(session: Session) -> None:
    opened(session, *TEXT)
    ask(session, "settings", severity="error", ignored=["child-pornography"])
    assert rules(session, TEXT[0]) == []
    assert rules(session, TEXT[1]) == ["child-prostitute"]
    assert "no profile" in ask(session, "settings", profile="nowhere")["error"]
    assert rules(session, TEXT[1]) == ["child-prostitute"], "what was set before still applies"


def test_a_comment_in_the_document_keeps_a_word(session: Session) -> None:
    opened(session, TEXT[1], comments=["luxterm: keep child-prostitute: a name"])
    assert rules(session, TEXT[1]) == []


def test_the_folder_s_configuration(session: Session, tmp_path: Path) -> None:
    """It goes before the settings, is read again when it changes; a broken one is reported, no more."""
    toml, document = tmp_path / "luxterm.toml", str(tmp_path / "a.odt")
    toml.write_text("[[keep]]\nterm = 'child-prostitute'\nreason = 'r'\n", encoding="utf-8")
    assert opened(session, *TEXT, path=document)["config"] == str(toml)
    assert rules(session, TEXT[1]) == []
    toml.write_text("exclude = ['a.odt']\n", encoding="utf-8")
    opened(session, *TEXT, path=document)
    assert ask(session, "list", document="1")["marks"] == []
    toml.write_text("nonsense = 1\n", encoding="utf-8")
    assert "nonsense" in opened(session, *TEXT, path=document)["problems"][0]
    toml.unlink()
    opened(session, *TEXT, path=document)
    assert rules(session, TEXT[1]) == ["child-prostitute"]


def test_nothing_far_away_is_read_for_a_folder(session: Session, tmp_path: Path) -> None:
    (tmp_path / "luxterm.toml").write_text("lexicon = ['https://example.org/x']\n", encoding="utf-8")
    answer = opened(session, *TEXT, path=str(tmp_path / "a.odt"))
    assert "only for a folder that you trust" in answer["problems"][0]


def test_scan_and_review(session: Session, tmp_path: Path) -> None:
    copy, target = tmp_path / "copy.odt", tmp_path / "reviewed.odt"
    copy.write_bytes(odf.odt(odf.p(TEXT[1]) + odf.p("Nothing.")))
    scanned = ask(session, "scan", path="", **{"as": str(copy)})
    assert [(it["rule"], it["place"]) for it in scanned["marks"]] == [("child-prostitute", "paragraph 1")]
    answer = ask(session, "review", path="", copy=str(target), **{"as": str(copy)})
    assert (answer["changes"], answer["remarks"], answer["said"]) == (1, 0, [])
    assert "exploited in prostitution" in odt.read(target.read_bytes()).text
    copy.write_bytes(b"nonsense")
    assert ask(session, "scan", path="", **{"as": str(copy)})["errors"]
    assert "error" in ask(session, "review", path="", copy=str(target), **{"as": str(copy)})


@pytest.mark.parametrize(
    "request_", [{}, {"do": "fly"}, {"do": "check"}, {"do": "open", "document": "1", "paragraphs": 3}]
)
def test_what_is_no_request_is_an_error_in_words(session: Session, request_: dict[str, Any]) -> None:
    assert "Traceback" not in session.answer(request_)["error"]


def test_a_place_kept_in_the_list_beside_the_document(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.odt"
    opened(session, *TEXT, path=str(path))
    (mark,) = check(session, TEXT[0])["marks"]
    place = {"document": "1", "text": TEXT[0], "start": mark["start"], "rule": mark["rule"]}
    assert "error" in ask(session, "keep", **place, reason=" ")
    assert "error" in ask(session, "keep", **{**place, "start": 0}, reason="its name")
    assert list(tmp_path.iterdir()) == []
    answer = ask(session, "keep", **place, reason="name of the\n offence", by="Ada Byron")
    listing = tmp_path / "luxterm-kept.toml"
    assert answer == {"path": str(listing)}
    said = tomllib.loads(listing.read_text(encoding="utf-8"))["keep"][0]
    assert (said["path"], said["term"], said["by"]) == ("draft.odt", "child-pornography", "Ada Byron")
    assert (said["sentence"], said["reason"]) == (TEXT[0], "name of the offence")
    assert (rules(session, TEXT[0]), rules(session, TEXT[1])) == ([], ["child-prostitute"])
    path.write_bytes(odf.odt("".join(map(odf.p, TEXT))))
    assert main(["check", str(path), "--show-kept", "--format", "csv"]) == 1
    rows = [row for row in capsys.readouterr().out.splitlines() if "child" in row]
    assert len(rows) == 2
    assert "name of the offence" in rows[0]


def test_nothing_is_kept_beside_a_document_that_was_never_saved(session: Session) -> None:
    opened(session, *TEXT)
    (mark,) = check(session, TEXT[0])["marks"]
    place = {"text": TEXT[0], "start": mark["start"], "rule": mark["rule"], "reason": "its name"}
    assert "error" in ask(session, "keep", document="1", **place)


def test_a_list_that_cannot_be_written_is_told(session: Session, tmp_path: Path) -> None:
    (tmp_path / "luxterm.toml").write_text("", encoding="utf-8")
    (tmp_path / "luxterm-kept.toml").mkdir()
    opened(session, *TEXT, path=str(tmp_path / "draft.odt"))
    (mark,) = check(session, TEXT[0])["marks"]
    place = {"text": TEXT[0], "start": mark["start"], "rule": mark["rule"], "reason": "its name"}
    assert "luxterm-kept.toml" in ask(session, "keep", document="1", **place)["error"]


def test_over_a_pipe() -> None:
    requests = [{"do": "hello", "ui": "en"}, {"do": "check", "document": "1", "text": TEXT[0]}]
    lines = "".join(json.dumps(each) + "\n" for each in requests)
    done = subprocess.run(
        [sys.executable, "-m", "luxterm", "proofread"],
        input=lines + 'no JSON\n[]\n{"do": "sing"}\n',
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    hello, checked, *wrong = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (0, "")
    assert hello["languages"]["fr"] == "Français"
    assert checked["marks"][0]["start"] == 28
    assert [it["error"] for it in wrong] == [
        "not JSON: Expecting value: line 1 column 1 (char 0)",
        "not an object",
        "no such request",
    ]


def test_a_request_that_is_too_long_has_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or each answer after that would be taken for another request's."""
    monkeypatch.setattr("luxterm.proofread.lines.LONGEST_REQUEST", 20)
    answers = io.BytesIO()
    serve(io.BytesIO(b'{"do": "' + b"x" * 50 + b'"}\n\n{"do": "sing"}\n' + b"[" * 21), answers)
    told = [json.loads(line)["error"] for line in answers.getvalue().splitlines()]
    too_long = "more than 20 bytes in a line, which was skipped"
    assert told == [too_long, "no such request", too_long]


@pytest.mark.skipif(sys.platform == "win32", reason="closes a pipe's end")
def test_an_office_that_is_gone_is_no_error() -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "luxterm", "proofread"]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b'{"do": "sing"}\n' * 2)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.slow
def test_what_is_built(tmp_path: Path) -> None:
    """All but what is for a Python: registered, licensed, and readable for Pythons older than luxterm's."""
    from libreoffice.build import main

    main(["--without-wheels", "-o", str(tmp_path / "a.oxt")])
    main(["--without-wheels", "-o", str(tmp_path / "b.oxt")])
    assert (tmp_path / "a.oxt").read_bytes() == (tmp_path / "b.oxt").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.oxt") as packed:
        names = packed.namelist()
        manifest = packed.read("META-INF/manifest.xml").decode()
        assert set(re.findall(r'full-path="([^"]+)"', manifest)) < set(names)
        assert {"licences/luxterm.txt", "licences/lexicon.txt", "lib/any/luxterm/types.py"} < set(names)
        compiled = packed.read(f"lib/any/luxterm_lexicon/{SHIPPED}")
        assert str(Path(__file__).parents[1]).encode() not in compiled, "where it was made"
        assert "en-GB" in json.loads(packed.read("locales.json"))
        texts = json.loads(packed.read("texts.json"))
        assert {"en", "fr", "es"} <= texts.keys()
        for name in names:
            if name.endswith(".py") and not name.startswith("lib/"):
                compile_for_38(packed.read(name).decode(), name)


def compile_for_38(source: str, name: str) -> None:
    import ast

    ast.parse(source, name, feature_version=(3, 8))
