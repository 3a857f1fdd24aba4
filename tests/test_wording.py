"""What luxterm says: every table has every message, and no code depends on a sentence."""

import ast
import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import luxterm.wording
from luxterm.engine.suppressions import keep
from luxterm.lexicon.load import bundled
from luxterm.report import FORMATS, words, writer
from luxterm.report.redact import redacted
from luxterm.report.run import BINARY, Lexicon, Run
from luxterm.report.words import table_of
from luxterm.review.words import comment_on
from luxterm.scan.codec import pack, unpack
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Options
from luxterm.types import Finding, Message, Severity, figure, quoted
from luxterm.wording import count, findings, say, table
from luxterm.wording.findings import because, caveat, message, why

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
LANGUAGES = [path.stem for path in (ROOT / "luxterm" / "wording").glob("*.toml")]
TEXT = """# Duties

Providers shall report child pornography, and "child prostitutes" are victims, as is a child bride
(child pornography offence). The term "child molester" is avoided. He was charged with child prostitution.

<!-- luxterm: keep child-pornography: SECRET reason -->
The offence of SECRET child pornography.

<!-- luxterm: keep SECRETword: a reason -->
See the Optional Protocol to the Convention on the Rights of the Child on the sale of children, child
prostitution and child pornography.
"""


def arguments(sentence: str) -> set[int]:
    """The numbers of the arguments in a sentence."""
    return {int(name) for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def sentences(lang: str) -> dict[str, str]:
    return {code: said for section in table(lang).values() for code, said in section.items()}


def _number(arguments: list[ast.expr]) -> int | None:
    """How many there are; None if only the running program knows."""
    return None if any(isinstance(each, ast.Starred) for each in arguments) else len(arguments)


def messages() -> Iterator[tuple[str, int | None]]:
    """Every `Message("code", (argument, …))` in the code: its code and the number of its arguments."""
    for folder in ("luxterm", "server/luxterm_server"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(ast.Name("Message"), [ast.Constant(str(code)), *rest]):
                        known = not rest or isinstance(rest[0], ast.Tuple)
                        yield (
                            code,
                            _number([*getattr(rest[0], "elts", [])] if rest else []) if known else None,
                        )
                    case ast.Call(ast.Name("tell"), [ast.Constant(str(code)), *args]):
                        yield code, _number(args)
                    case _:
                        pass


def extension() -> Iterator[tuple[str, int | None]]:
    """Every code in the extension for LibreOffice, and how many arguments it is said with, if that shows."""
    for path in (ROOT / "libreoffice").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name("say" | "Unavailable"), [ast.Constant(str(code)), *args]):
                    yield code, len(args)
                case ast.Constant(str(code)) if code.startswith("writer-"):
                    yield code, None
                case _:
                    pass


def counted() -> set[str]:
    """Every noun that the code counts: `count(number, "noun", lang)`, and the severities."""
    return {severity.label for severity in Severity} | {
        node.args[1].value
        for folder in ("luxterm", "server/luxterm_server")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and (node.func.id, len(node.args)) in (("count", 2), ("count", 3), ("counted", 2))
        if isinstance(node.args[1], ast.Constant) and isinstance(node.args[1].value, str)
    }


def cue_reasons(of: str = "cues", key: str = "reason") -> set[str]:
    cues = Path(bundled()) / "cues"
    parts = [tomllib.loads(path.read_text(encoding="utf-8")) for path in cues.glob("*.toml")]
    return {cue[key] for part in parts for cue in part.get(of, []) if key in cue}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_is_toml_and_read_as_such(lang: str) -> None:
    """`table` reads lines, and the file is valid TOML that means the same to other programs."""
    text = (ROOT / "luxterm" / "wording" / f"{lang}.toml").read_text(encoding="utf-8")
    assert table(lang) == tomllib.loads(text)
    assert sum(map(len, table(lang).values())) == len(sentences(lang)), "a code stands in two sections"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_has_every_message(lang: str) -> None:
    said = sentences(lang)
    english = sentences("en")
    assert said.keys() == english.keys()
    assert {code: arguments(sentence) for code, sentence in said.items()} == {
        code: arguments(sentence) for code, sentence in english.items()
    }


def test_french_signs_stand_after_no_break_spaces() -> None:
    wrong = re.compile(r"« | [»:;?!](?!\S)")
    assert [code for code, sentence in sentences("fr").items() if wrong.search(sentence)] == []


def test_every_message_of_the_code_has_a_sentence_and_every_sentence_a_message() -> None:
    found = set(messages())
    said = sentences("en")
    assert len(found) > 60
    for code, number in found:
        assert code in said
        assert number is None or arguments(said[code]) == set(range(number)), code
    cues, laws = table("en")["cue"], table("en")["law"]
    places = table("en")["place"] | table("en")["note"]  # test_wording_places asks for all of these
    counts, writer, numbers = (table("en")[section] for section in ("count", "writer", "number"))
    assert {code for code, _ in extension()} == writer.keys()
    for code, number in extension():
        assert number is None or arguments(writer[code]) == set(range(number)), code
    assert {code for code, _ in found} - places.keys() - numbers.keys() == (
        said.keys()
        - cues.keys()
        - laws.keys()
        - places.keys()
        - counts.keys()
        - writer.keys()
        - numbers.keys()
    )
    assert counts.keys() == {f"{noun}-{form}" for noun in counted() for form in ("one", "other")}
    assert all(arguments(said[code]) == {0} for code in counts)
    assert cue_reasons() == cues.keys() - {"house-cue"}
    assert cue_reasons("laws", "kind") == laws.keys()
    assert all(arguments(said[code]) <= {0} for code in cues)
    assert {findings.BY_COMMENT, *findings._BY_PEOPLE, *findings._HOW} <= said.keys()  # pyright: ignore[reportPrivateUsage]


TOLD = {
    "BaselineError",
    "ConfigEditError",
    "ConfigError",
    "Enough",
    "Failure",
    "FileError",
    "GoldError",
    "IsLink",
    "Lost",
    "PatternError",
    "Refused",
    "SchedulerError",
    "TermbaseError",
    "TomlError",
    "TooMuch",
    "UnreadableError",
    "Unsettled",
    "UnwritableError",
    "WriteError",
}
"""Errors that people are told of."""


def test_no_error_for_people_is_a_sentence_in_the_code() -> None:
    """Each is a code with arguments: a sentence would be in one language only."""
    bare: list[str] = []
    for folder in ("luxterm", "server/luxterm_server"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(ast.Name(name), given) if name in TOLD:
                        parts = [part for each in given for part in (each, *getattr(each, "values", []))]
                        said = [it.value for it in parts if isinstance(it, ast.Constant)]
                        bare += [
                            f"{path.name}:{node.lineno}: {text}"
                            for text in said
                            if re.search(r"[a-z] [a-z]", str(text))
                        ]
                    case _:
                        pass
    assert bare == []


def test_a_language_without_a_table_and_an_unknown_code() -> None:
    assert table("xx") == {}
    assert say(Message("own-words"), "xx") == say(Message("own-words"))
    with pytest.raises(KeyError):
        say(Message("own-word"))


def test_a_language_is_spoken_to_in_its_own_words_then_its_base_then_in_english(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    tables = {"pt": {"reason": {"gloss": "pt", "address": "pt"}}, "pt-BR": {"reason": {"gloss": "br"}}}
    monkeypatch.setattr(luxterm.wording, "table", lambda lang: tables.get(lang) or table(lang))
    luxterm.wording._sentences.cache_clear()  # pyright: ignore[reportPrivateUsage]
    request.addfinalizer(luxterm.wording._sentences.cache_clear)  # pyright: ignore[reportPrivateUsage]
    codes = ("gloss", "address", "struck-out")
    assert [say(Message(code), "pt-BR") for code in codes] == ["br", "pt", "struck out"]
    assert [say(Message(code), "pt-PT") for code in codes] == ["pt", "pt", "struck out"]
    assert luxterm.wording.languages_for("pt-BR") == ("pt-BR", "pt", "en")
    assert luxterm.wording.languages_for("en-GB") == ("en-GB", "en")
    assert luxterm.wording.languages_for("en") == ("en",)
    assert table_of("pt-BR").keys() == table_of("en").keys()


def test_every_table_of_a_report_has_every_word() -> None:
    """With the same gaps to fill, and both forms of what is counted."""
    source = Path(words.__file__).with_name("words.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    assert tables.keys() == set(LANGUAGES)
    for lang, said in tables.items():
        assert said.keys() == tables["en"].keys()
        for code, sentence in said.items():
            ours = tables["en"][code]
            gaps = [{name for _, name, _, _ in Formatter().parse(each) if name} for each in (sentence, ours)]
            assert gaps[0] == gaps[1], (lang, code)
            assert sentence.count("|") == ours.count("|"), (lang, code)


NUMBERS = {
    "en": ("950", "1,234", "12,345.6"),
    "fr": ("950", "1\u202f234", "12\u202f345,6"),
    "es-MX": ("950", "1234", "12\u202f345,6"),
    "pt-BR": ("950", "1234", "12\u202f345,6"),
    "de": ("950", "1.234", "12.345,6"),
    "it": ("950", "1,234", "12,345.6"),
}
"""The same three numbers as each language writes them."""


@pytest.mark.parametrize("lang", NUMBERS)
def test_numbers(lang: str) -> None:
    assert (say(figure(950), lang), say(figure(1234), lang), say(figure(12345.6, 1), lang)) == NUMBERS[lang]
    assert count(1234, "file", lang).startswith(NUMBERS[lang][1])
    assert luxterm.wording.redacted(figure(3)) == figure(3)


def test_counts() -> None:
    assert [count(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    assert [count(number, "file", "fr") for number in (0, 1, 2)] == ["0 fichier", "1 fichier", "2 fichiers"]
    assert [words.counted(table_of("fr"), "n_errors", number) for number in (0, 1)] == [
        "0 erreur",
        "1 erreur",
    ]
    assert words.counted(table_of("es"), "n_errors", 0) == "0 errores"
    assert count(1, "failing-example") == "1 example fails"
    assert count(3, "info") == "3 notes"


def test_words_of_a_document_can_be_left_out_at_any_depth() -> None:
    inner = Message("kept-by-comment", (quoted("SECRET {0}"),))
    outer = Message("with-caution", (inner, Message("in-title", ("an Act",))))
    assert say(outer) == 'kept by a comment: SECRET {0}; inside the title "an Act"'
    assert say(luxterm.wording.redacted(outer)) == 'kept by a comment: …; inside the title "an Act"'
    gap = Message("left-out")
    assert (
        say(luxterm.wording.redacted(outer, gap))
        == 'kept by a comment: (left out); inside the title "an Act"'
    )


# ---- Another language, in which every sentence is another one


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences that have nothing of the English ones: "<<code>> 0: …, 1: …"."""
    said = {
        code: " ".join(
            [f"<<{code}>>", *(f"{number}: {{{number}}}" for number in sorted(arguments(sentence)))]
        )
        for code, sentence in sentences("en").items()
    }
    monkeypatch.setattr(luxterm.wording, "_sentences", lambda _: said)


def results() -> list[FileResult]:
    return [scan_file(Job("laws/duties.md", Options(sentences=True, show_kept=True), TEXT.encode()))]


def report(format: str, files: list[FileResult]) -> str:
    run = Run("0.1.0", Lexicon("luxembourg", "0.1.0", "ab" * 32), show_kept=True, total=1)
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    writer(format)(run.watch(files), run, out)
    out.flush()
    return raw.getvalue().decode("latin-1" if format in BINARY else "utf-8")


def bare(said: object) -> object:
    """A report without its sentences of findings: what must be the same in every language."""
    if isinstance(said, dict):
        skipped = ("because", "message", "why", "justification", "description", "help")
        skipped = (*skipped, "shortDescription", "fullDescription")
        return {key: bare(value) for key, value in said.items() if key not in skipped}
    return [bare(each) for each in said] if isinstance(said, list) else said


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_programs_get_the_same_in_every_language(format: str, request: pytest.FixtureRequest) -> None:
    whole = [json.loads(report(format, files)) for files in (results(), list(redacted(results())))]
    request.getfixturevalue("foreign")
    other = [json.loads(report(format, files)) for files in (results(), list(redacted(results())))]
    assert [bare(each) for each in other] == [bare(each) for each in whole]
    assert other != whole
    kinds = re.findall(r'"kind": "(\w+)"', json.dumps(other[0]))
    assert format == "json" or set(kinds) == {"inSource", "external"}


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("format", sorted({*FORMATS} - BINARY))
def test_a_report_says_all_in_the_language_and_a_redacted_one_no_secret(format: str) -> None:
    said = report(format, results()).replace("&lt;", "<").replace("&gt;", ">")
    assert "<<kept-by-comment>> 0: SECRET reason" in said
    assert not any(part in said for part in ("in the author", "kept by a comment", "inside the title"))
    hidden = report(format, list(redacted(results()))).replace("&lt;", "<").replace("&gt;", ">")
    assert "<<kept-by-comment>> 0: <<left-out>>" in hidden
    assert "SECRET" not in hidden
    assert said.count("<<own-words>>") == hidden.count("<<own-words>>")


@pytest.mark.usefixtures("foreign")
def test_what_is_said_of_a_finding() -> None:
    found = [item.finding for item in results()[0].findings]
    comment = next(finding for finding in found if finding.concept == "suppression")
    assert message(comment) == "<<unknown-term>> 0: secretword"
    assert (because(comment), why(comment)) == ("", "<<write-keep>>")
    assert comment.because == Message("unknown-term", (quoted("secretword"),))
    warned = next(finding for finding in found if finding.cautions)
    assert because(warned) == f"<<with-caution>> 0: <<own-words>> 1: {caveat(warned)}"
    assert caveat(warned) == f"<<{warned.cautions[0].code}>>"
    commented = comment_on(warned, elsewhere=False)
    assert commented[0] == message(warned)
    assert say(Message("comment-but", (caveat(warned),)), warned.lang) in commented


def test_a_finding_kept_by_people_has_nothing_to_mind() -> None:
    found: list[Finding] = [item.finding for item in results()[0].findings]
    warned = next(finding for finding in found if finding.cautions)
    kept = keep(warned, Message("in-baseline"))
    assert (caveat(kept), because(kept), kept.fixes) == ("", "in the baseline", ())


def test_messages_go_through_the_cache() -> None:
    (result,) = results()
    assert unpack(result.path, pack(result)) == result
    (item, *_) = result.findings
    nested = item.finding._replace(because=Message("a", ("b", quoted("c"), Message("d", (quoted("e"),)))))
    other = result._replace(findings=(item._replace(finding=nested),))
    assert unpack(other.path, pack(other)) == other
