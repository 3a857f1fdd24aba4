"""The page for people without a terminal: all its data, and no text of a document becomes markup."""

import re
import tomllib
import tracemalloc
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

import luxterm.report
from luxterm.report import writer
from luxterm.report.request import Request, Setting
from luxterm.report.run import Lexicon, Run
from luxterm.report.words import counted, grouped, size, table_of
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Located, Options, Region, Sentence
from luxterm.types import Applicability, Edit, Fix, Message, Severity, Source, Usage, quoted
from tests.findings import made
from tests.whole import Pages

REPORT = Path(luxterm.report.__file__).parent
SOURCES = (
    Source("Luxembourg Guidelines (2016)", "p. 35", True, "https://example.org/guidelines"),
    Source("INTERPOL", "p. 7", False, "https://example.org/interpol"),
)
REQUEST = Request(
    ("laws", "rules.html"),
    datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    (Setting("luxterm.toml", "en", "un", ("house.toml",), "baseline.json"),),
    ("laws/budget.ods", "laws/minutes.docx"),
)


def located(line: int = 3, sentence: tuple[str, str, str] | None = None, **changes: Any) -> Located:
    """A finding with its sentence."""
    fields: dict[str, Any] = {
        "sources": SOURCES,
        "fixes": (
            Fix("child sexual abuse material", Applicability.SAFE, (Edit(0, 17, "…"),)),
            Fix("child sexual exploitation material", Applicability.UNSAFE, (Edit(0, 17, "…"),)),
        ),
    } | changes
    text = fields.setdefault("text", "child pornography")
    found = made(0, 17, **fields | {"seen": fields.get("seen", text)})
    said = Sentence(*(sentence or ("Providers shall report ", "child pornography", " without delay.")))
    return Located(found, Region(line, 25, line, 42), (), (), said)


KEPT: dict[str, Any] = {"kept": True, "fixes": (), "severity": Severity.INFO}


def results() -> list[FileResult]:
    duties = (
        located(3),
        located(
            5,
            ("A ", "minor", " may ask."),
            term="minor",
            text="minor",
            advice="context",
            severity=Severity.INFO,
            why="",
            sources=(),
            place=Message("within", (Message("section", ("2",)), Message("paragraph", ("4",)))),
            fixes=(Fix("child", Applicability.DISPLAY, ()),),
        ),
        located(7, usage=Usage.QUOTATION, severity=Severity.INFO, because=Message("in-quotation-marks")),
        located(9, usage=Usage.TITLE, because=quoted("a part of the title Optional Protocol (OPSC)"), **KEPT),
        located(11, because=Message("kept-by-comment", (quoted("name of the offence"),)), **KEPT),
        located(
            13,
            ("", "<!-- luxterm: keep x -->", ""),
            concept="suppression",
            term="suppression",
            severity=Severity.WARNING,
            because=Message("keep-lacks-reason"),
            sources=(),
            fixes=(),
        ),
    )
    old = (located(1, because=Message("kept-by-comment", (quoted("name of the offence"),)), **KEPT),)
    return [
        FileResult("laws/duties.md", 300, findings=duties, kept=2, fails=True),
        FileResult("laws/old.md", 120, findings=old, kept=1),
        FileResult(
            "laws/broken.doc", read=False, errors=(Message("unreadable", ("it is an old Office document",)),)
        ),
        FileResult("rules.html", 50),
    ]


def page(files: list[FileResult] | None = None, request: Request | None = REQUEST, **options: Any) -> str:
    run = Run("0.1.0", Lexicon("luxembourg", "0.1.0", "ab" * 32), total=4, request=request, **options)
    out = StringIO()
    writer("html")(run.watch(results() if files is None else files), run, out)
    return out.getvalue()


class Seen(HTMLParser):
    """The elements with the names of their attributes, and the text of the marked words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.marked: list[str] = []
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += attrs
        self._open = tag
        if tag == "mark":
            self.marked.append("")

    def handle_data(self, data: str) -> None:
        if self._open == "mark":
            self.marked[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def bare(text: str) -> str:
    text = re.sub(r"(?s)<(style|script)>.*?</\1>", r"<\1>…</\1>", text)
    return re.sub(r"'sha256-[^']+'", "'sha256-…'", text)


def test_whole_page(snapshot: SnapshotAssertion) -> None:
    assert bare(page()) == snapshot(extension_class=Pages)


def test_page_of_nothing(snapshot: SnapshotAssertion) -> None:
    assert bare(page([FileResult("a.md", 3)], None)) == snapshot(extension_class=Pages)
    assert "No document was checked" in page([])


def test_stopped_early() -> None:
    def stopped() -> Iterator[FileResult]:
        yield results()[0]
        raise KeyboardInterrupt

    run = Run("0.1.0", Lexicon("luxembourg", "0.1.0", "ab" * 32), total=4)
    out = StringIO()
    writer("html")(run.watch(stopped()), run, out)
    assert "The check was stopped early: this report is incomplete." in out.getvalue()
    assert "stopped early: 1 of 4 files checked" in out.getvalue()


def test_not_everything_was_checked_only_where_that_is_so() -> None:
    gone = Message("kept-place-gone", ("1", "child-pornography", quoted("A sentence.")))
    unread = Message("page-pictured", ("4",))
    for notes, said in (((gone,), False), ((gone, unread), True)):
        made_ = page([FileResult("a.md", notes=notes)], None)
        assert ("1 problem: not everything could be checked" in made_) == said
        assert made_.count("is not there any more") == 1, "it is listed all the same"


def test_nothing_is_loaded_and_nothing_else_runs() -> None:
    """The policy allows this style and this script and nothing else, and nothing else is there."""
    text = page()
    seen = Seen(text)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    for name in ("style", "script"):
        (content,) = re.findall(rf"(?s)<{name}>(.*?)</{name}>", text)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert "url(" not in content
        assert "@import" not in content
        assert "http" not in content.replace("^=http", "")
    assert policy.startswith("default-src 'none';")
    assert not {"link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in seen.elements}
    assert not [name for name, _ in seen.attributes if name in ("src", "style") or name.startswith("on")]


def test_unverified_places_stay_out() -> None:
    assert "p. 35" in page()
    assert "p. 7" not in page()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https:x", ""]
)
def test_only_web_addresses_are_links(url: str) -> None:
    text = page([FileResult("a.md", findings=(located(sources=(Source("Guide", "", True, url),)),))])
    assert "Guide" in text
    links = [value for name, value in Seen(text).attributes if name == "href"]
    assert links == ["#findings", "#inputs", "#d0"]


PIECES = (
    *(
        "</script>",
        "</noscript>",
        "<!--",
        "-->",
        "<b onclick=x>",
        "]]>",
        "$findings",
        "&lt;",
        "<",
        "&",
        "'",
        '"',
    ),
    *("\n", "\r\n", "\0", "\x1b", "\u2028", "\u202e", "\ud800", "é", "漢", "\U0001f600", " ", "x"),
)
PARTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)


def every_text(text: str) -> list[FileResult]:
    """Results with this text wherever one comes from outside."""
    finding = located(
        sentence=(text, text, text),
        text=text,
        because=quoted(text),
        why=text,
        place=quoted(text),
        sources=(Source(text, text, True, f"https://example.org/{text}"),),
        fixes=(Fix(text, Applicability.SAFE, ()),),
        usage=Usage.QUOTATION,
    )
    kept = located(sentence=(text, text, text), because=quoted(text), **KEPT)
    return [
        FileResult(text, 1, findings=(finding, kept), kept=1),
        FileResult(f"clean {text}", 1),
        FileResult(f"bad {text}", read=False, errors=(quoted(text),)),
    ]


@given(PARTS)
def test_no_text_becomes_markup(text: str) -> None:
    request = Request((text,), REQUEST.at, (Setting(text, text, text, (text,), text),), (f"{text}.q",))
    harmless = Request(("x",), REQUEST.at, (Setting("x", "x", "x", ("x",), "x"),), ("x.q",))
    found, plain = Seen(page(every_text(text), request)), Seen(page(every_text("x"), harmless))
    # <wbr> is ours, and stands after each folder
    assert Counter(it for it in found.elements if it[0] != "wbr") == Counter(
        it for it in plain.elements if it[0] != "wbr"
    )


@given(PARTS)
def test_a_finding_is_a_line(text: str) -> None:
    lines = [each for each in page(every_text(text)).split("\n") if each.startswith("<article")]
    assert len(lines) == 2
    assert all(each.endswith("</article>") and 'data-k="' in each for each in lines)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_words_are_shown_as_they_stand(text: str) -> None:
    item = located(sentence=("a ", text, " b"))
    assert Seen(page([FileResult("a.md", findings=(item,))])).marked == [text]


def test_what_cannot_be_encoded_is_shown_broken() -> None:
    page([FileResult("a\udcff.md", findings=(located(sentence=("\ud800", "x", "\0")),))]).encode()


def test_memory_does_not_grow_with_the_findings() -> None:
    """They wait in files, and go out in blocks."""

    class Nowhere:
        def write(self, text: str) -> None:
            assert len(text) < 2_000_000

    def peak(number: int) -> int:
        finding = located(sentence=("so it stands " * 20, "child pornography", " and so on" * 20))
        many = (FileResult("a.md", 1, findings=(finding,) * 100) for _ in range(number // 100))
        run = Run("0.1.0", Lexicon("l", "0.1.0", "ab"))
        tracemalloc.start()
        writer("html")(run.watch(many), run, Nowhere())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert run.findings == number
        return most

    assert peak(8_000) < 2 * peak(2_000) < 16_000_000


def test_every_word_of_the_table_is_used() -> None:
    """One that is used and missing fails in the whole page above."""
    code = "".join(path.read_text("utf-8") for path in REPORT.rglob("*") if path.suffix in (".py", ".html"))
    used = set(re.findall(r"\$w_(\w+)", code)) | set(re.findall(r'["\'](\w+)["\']', code))
    tables = tomllib.loads((REPORT / "words.toml").read_text("utf-8"))
    derived = {f"{level}{end}" for level in ("error", "warning", "info") for end in ("", "s", "s_means")}
    derived |= {f"n_{level}s" for level in ("error", "warning", "info")} | {usage.value for usage in Usage}
    assert set(tables["en"]) - used - derived == set()
    assert all(set(table) <= set(tables["en"]) for table in tables.values())


def test_numbers_in_words() -> None:
    table = table_of("xx-YY")
    assert table == table_of("en")
    assert [counted(table, "n_findings", number) for number in (0, 1, 12345)] == [
        "0 findings",
        "1 finding",
        "12,345 findings",
    ]
    assert grouped(999, table) == "999"
    assert [size(number, table) for number in (0, 999, 1000, 34_567, 123_456_789, 2 * 10**12)] == [
        "0\u00a0B",
        "999\u00a0B",
        "1.0\u00a0kB",
        "34.6\u00a0kB",
        "123\u00a0MB",
        "2,000\u00a0GB",
    ]
    assert size(34_567, table_of("fr")) == "34,6\u00a0ko"
    assert counted(table_of("de"), "n_findings", 12345) == "12.345 Befunde"


def test_sentences_cost_other_formats_nothing() -> None:
    """They are made on request alone."""
    text = b"Ban child pornography.\n"
    (plain,) = scan_file(Job("a.md", Options(), text)).findings
    (asked,) = scan_file(Job("a.md", Options(sentences=True), text)).findings
    assert plain.sentence is None
    assert asked.sentence == ("Ban ", "child pornography", ".")
    assert asked._replace(sentence=None) == plain
