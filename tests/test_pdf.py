"""PDF: what a person reads on the pages, and where it is said to be."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office import pdf as reader
from luxterm.office.pdf import read
from luxterm.system.errors import UnreadableError
from luxterm.wording import say
from tests.convert import by_libreoffice
from tests.pdf_maker import Put, pdf
from tests.segments import listing, stands


def column(x: float, y: float, *lines: str, size: float = 10) -> list[Put]:
    return [Put(x, y - 1.2 * size * number, line, size) for number, line in enumerate(lines)]


def page(number: int, *puts: list[Put]) -> list[Put]:
    """A page with a running head and its number."""
    head = [Put(220, 770, "Report on child prostitution", 8)]
    return head + [one for some in puts for one in some] + [Put(290, 30, f"Page {number} of 3", 8)]


REPORT = (
    page(
        1,
        [Put(60, 720, "The duties of providers", 16)],
        column(
            60,
            680,
            "Providers shall report child pornography",
            "and other ofﬁcial and self-",
            "generated material.",
        ),
        column(60, 620, "1. the sale of children;", "2. children who were victims of", "   trafﬁcking²; and"),
        column(
            320,
            680,
            "The second column says that every",
            "provider shall keep the ofﬁcial record of",
            "child",
        ),
        [Put(60, 100, "1", 5), Put(64, 97, "What child prostitutes say is not used", 8)],
        column(64, 87, "in the Guidelines.", size=8),
    ),
    page(
        2,
        column(320, 680, "pornography that self-generated and", "other sources"),
        [Put(371, 672, "2", 5)],
        [Put(380, 668, "brought to it, and of each enforce-")],
        column(320, 656, "ment of this law."),
        column(320, 600, "A new paragraph begins here."),
        [Put(320, 100, "2", 5), Put(324, 97, "See article 3.", 8)],
    ),
    page(3, column(60, 680, "Of child prostitutes nothing more is said.")),
)


def test_reads_pages_as_people_do(snapshot: SnapshotAssertion) -> None:
    assert listing(read(pdf(*REPORT))) == snapshot


def test_a_finding_in_a_long_paragraph_has_its_own_page() -> None:
    document = read(pdf(*REPORT))
    (segment,) = (each for each in document.segments if stands(each.place) == "pages 1–2")
    said = ("The second column", "official record of child pornography", "pornography that", "of this law.")
    starts = map(document.text.index, said)
    places = [stands(segment.place_of(at, at + len(words))) for at, words in zip(starts, said, strict=True)]
    assert places == ["page 1", "pages 1–2", "page 2", "page 2"]


def test_names_pages_by_the_number_printed_on_them() -> None:
    one = [Put(60, 700, "The rights of the child.")]
    labelled = pdf(one, one, labels="<< /S /r /St 4 >>")
    assert [stands(s.place) for s in read(labelled).segments] == [
        "page iv (the file’s page 1)",
        "page v (the file’s page 2)",
    ]
    assert [stands(s.place) for s in read(pdf(one, labels="<< /S /D >>")).segments] == ["page 1"]


def test_reads_what_people_wrote_onto_a_page() -> None:
    notes = (
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Why child prostitution?) >>",
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (a link) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /V (The child sex worker) >>",
    )
    data = pdf([Put(60, 700, "A form.")], page_extra="/Annots [1000 0 R 1001 0 R 1002 0 R]", objects=notes)
    document = read(data)
    assert listing(document).splitlines()[1:] == [
        "[page 1, comment] paragraph: Why child prostitution?",
        "[page 1, form field] paragraph: The child sex worker",
    ]


LOCKED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4"
    f" /O <{'aa' * 32}> /U <{'bb' * 32}> >> /ID [<{'cc' * 16}> <{'cc' * 16}>]"
)
LOOP = (
    "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 1000 0 R >> >>"
    " /Length 5 >>"
    "\nstream\n/A Do\nendstream"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b"not a PDF", "not a PDF file, or damaged"),
        (pdf([Put(60, 700, "Child")], trailer=LOCKED), "it is protected with a password"),
        (pdf([]), "it has no text; if it is a scan"),
        (pdf(), "it has no pages"),
    ],
    ids=["empty", "not a PDF", "locked", "scan", "no pages"],
)
def test_says_what_is_wrong(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read(data)


@pytest.mark.parametrize(
    ("pages", "pictures", "said"),
    [
        ("t", (), ""),
        ("t ", (), ""),
        ("t", (1,), ""),
        ("t ", (2,), "page 2 is a picture"),
        ("tn", (2,), "page 2 is a picture"),  # with a number stamped on it
        (" t  t ", (1, 3, 4, 6), "pages 1, 3–4 and 6 are pictures"),
        ("t " * 12, range(2, 25, 2), "pages 2, 4, 6, 8, 10, 12, 14 and 5 more are pictures"),
    ],
)
def test_scanned_pages_among_others_are_told(pages: str, pictures: Sequence[int], said: str) -> None:
    kinds = {"t": [Put(60, 700, "The rights of the child.")], "n": [Put(60, 40, "00017")], " ": []}
    document = read(pdf(*(kinds[kind] for kind in pages), pictures=pictures))
    assert document.text.count("The rights of the child.") == pages.count("t")
    assert [say(note).partition(" without")[0] for note in document.notes] == [said] * bool(said)


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\xad", "\xad\u2010"])
def test_words_are_joined_whatever_divides_them(hyphen: str) -> None:
    lines = (
        f"No juve\xadnile por{hyphen}",
        "nography of any kind may be made or of\xadfered, and no cross-",
        "border",
    )
    page = [Put(60, 700 - 12 * number, words) for number, words in enumerate((*lines, "cross border"))]
    assert listing(read(pdf(page))) == (
        "[page 1] paragraph: No juvenile pornography of any kind may be made or offered, and no cross-border "
        "cross border"
    )


def test_too_many_pages_or_letters_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(*REPORT)
    monkeypatch.setattr(reader, "PAGES", 2)
    with pytest.raises(UnreadableError, match="3 pages; the limit is 2"):
        read(data)
    monkeypatch.undo()
    monkeypatch.setattr(reader, "CHARS", 20)
    with pytest.raises(UnreadableError, match="characters; the limit is 20"):
        read(data)


def test_loops_come_to_an_end() -> None:
    text = [Put(60, 700, "The rights of the child.")]
    data = pdf(text, page_extra="/XObject << /A 1000 0 R >>", objects=(LOOP,))
    assert listing(read(data)) == "[page 1] paragraph: The rights of the child."
    data = pdf(text).replace(b"/Kids [10 0 R]", b"/Kids [2 0 R ]")
    with pytest.raises(UnreadableError):
        read(data)


@pytest.mark.parametrize("cut", range(0, 3000, 251))
def test_a_damaged_file_is_read_or_refused(cut: int) -> None:
    data = pdf(*REPORT)
    try:
        read(data[:cut] + data[cut + 40 :])
    except UnreadableError as error:
        assert str(error)


def test_a_scanned_page_costs_no_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf([Put(60, 700, "No child pornography.")], [], pictures=(2,)))
    for _ in "as checked, and as kept from then on":
        assert main(["check", str(path), "--cache", "--format", "html"]) == 1
        out, err = capsys.readouterr()
        assert err.startswith(f"luxterm: {path}: page 2 is a picture without text")
        assert "1 problem: not everything could be checked" in out
        assert "page 2 is a picture" in out
        assert "child pornography" in out


def test_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(*REPORT))
    assert main(["check", str(path), "--format", "json"]) == 1
    out = capsys.readouterr().out
    assert '"pages 1–2"' in out  # child / pornography, over the page
    assert '"page 1, footnote 1"' in out
    assert path.read_bytes() == pdf(*REPORT)


@pytest.mark.slow
def test_reads_what_libreoffice_writes(tmp_path: Path) -> None:
    source = tmp_path / "law.fodt"
    shutil.copy(Path(__file__).parent / "data" / "columns.fodt", source)
    document = read(by_libreoffice(source, "pdf")[0].read_bytes())
    words = " ".join(document.text.split())
    assert words.count("self-generated") == 12
    assert "cooperation with international organisations" in words
    places = [stands(segment.place) for segment in document.segments]
    assert [place for place in places if "running head" in place] == ["page 1, running head"]
    assert sum("footnote" in place for place in places) >= 4
    assert any(place.startswith("pages") for place in places)
