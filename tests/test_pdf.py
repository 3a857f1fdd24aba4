"""PDF: what a person reads on the pages, and where it is said to be."""

import shutil
import zlib
from base64 import a85encode
from collections.abc import Sequence
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office import pdf as reader
from luxterm.office.pdf import read
from luxterm.office.pdf_bounds import check_bounds
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import reading
from luxterm.wording import say
from tests.convert import by_libreoffice
from tests.pdf_maker import Put, pdf
from tests.segments import listing, stands
from tests.timing import assert_within


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


def _form(instructions: str, named: str, extra: str = "") -> str:
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {extra} /Resources << {named} >>"
        f" /Length {len(instructions)} >>\nstream\n{instructions}\nendstream"
    )


WORDS = "BT /F1 9 Tf (the rights of the child) Tj ET"
ITSELF = {
    "by its own name": (_form(f"{WORDS} /A Do /A Do", "/XObject << /A 1000 0 R >>"),),
    "once": (_form(f"{WORDS} /A Do", "/XObject << /A 1000 0 R >>"),),
    "through another": (
        _form(f"{WORDS} /B Do /B Do", "/XObject << /B 1001 0 R >>"),
        _form(f"{WORDS} /A Do /A Do", "/XObject << /A 1000 0 R >>"),
    ),
    "by the page's name": (_form(f"{WORDS} /A Do /A Do", ""),),
    "by a name in numbers": (_form(f"{WORDS} /#41 Do /#41 Do", "/XObject << /A 1000 0 R >>"),),
    "by resources elsewhere": (
        _form(f"{WORDS} /C Do /C Do", "").replace("/Resources << ", "/Resources 1001 0 R /Was << "),
        "<< /XObject << /C 1000 0 R >> >>",
    ),
    "in hexadecimal": (
        _form(
            f"{WORDS} /A Do /A Do".encode().hex() + ">",
            "/XObject << /A 1000 0 R >>",
            "/Filter /ASCIIHexDecode",
        ),
    ),
    "in base 85": (
        _form(
            a85encode(f"{WORDS} /A Do /A Do".encode()).decode() + "~>",
            "/XObject << /A 1000 0 R >>",
            "/Filter [/A85]",
        ),
    ),
}


def _drawing(*objects: str) -> bytes:
    """A page that draws the first of the objects as /A."""
    page = pdf([Put(60, 700, "The child.")], page_extra="", objects=objects)
    page = page.replace(b"/Font << /F1 3 0 R >>", b"/Font << /F1 3 0 R >> /XObject << /A 1000 0 R >>")
    return page.replace(b"(The child.) Tj ET", b"(The child.) Tj ET /A Do")


@pytest.mark.parametrize("how", ITSELF)
def test_what_draws_itself_is_refused(how: str) -> None:
    with pytest.raises(UnreadableError, match="draws itself, without end"):
        check_bounds(_drawing(*ITSELF[how]))


def test_a_letter_that_draws_itself_is_refused() -> None:
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97"
        " /LastChar 97 /Widths [0] /Encoding << /Differences [97 /a] >> /CharProcs << /a 1002 0 R >>"
        " /Resources << /XObject << /X 1000 0 R >> >> >>"
    )
    loop = _form("/X Do /X Do", "/XObject << /X 1000 0 R >>")
    letter = "<< /Length 20 >>\nstream\n1 0 d0 /X Do /X Do  \nendstream"
    with pytest.raises(UnreadableError, match="draws itself, without end"):
        check_bounds(pdf([Put(60, 700, "The child.")], objects=(loop, font, letter)))


def test_what_only_shares_a_name_is_read() -> None:
    image = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        " /Length 1 >>\nstream\na\nendstream"
    )
    shared = _form(WORDS, "/XObject << /A 1000 0 R >>")
    for objects in (
        (_form(f"{WORDS} /A Do", "/XObject << /A 1001 0 R >>"), image),
        (_form(f"{WORDS} /A Do", "/XObject << /A 1001 0 R >>"), _form(WORDS, "")),
        (shared,),
    ):
        assert "The child." in listing(read(_drawing(*objects)))


@pytest.mark.parametrize("where", ["the page", "a form", "forms in forms"])
def test_a_page_with_far_too_many_letters_is_refused_before_it_is_read(where: str) -> None:
    shown = "BT /F1 9 Tf " + "(the rights of the child) Tj\n" * 45_000 + "ET"
    if where == "the page":
        data = pdf([Put(60, 700, "The child.")]).replace(
            b"(The child.) Tj ET", b"(The child.) Tj ET " + shown.encode()
        )
    elif where == "a form":
        data = _drawing(_form(shown, ""))
    else:
        few = "BT /F1 9 Tf " + "(the rights of the child) Tj\n" * 1_000 + "ET"
        data = _drawing(_form("/B Do " * 45, "/XObject << /B 1001 0 R >>"), _form(few, ""))
    with pytest.raises(
        UnreadableError, match=r"a page of it shows 1,03.,... bytes of text; the limit is 1,000,000"
    ):
        check_bounds(data)


SMALL = zlib.compress(b"0 0 m " * 200_000, 9)
"""1.2 MB of instructions, which is a small part of a file."""


def _stream(filters: str, content: str = "SMALL") -> str:
    return f"<< /Filter {filters} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _listing(contents: str, *objects: str, pages: str = "10 0 R") -> bytes:
    """A page, or several, with these contents."""
    data = pdf([Put(60, 700, "The child.")], objects=objects)
    data = data.replace(b"/Contents 11 0 R", f"/Contents {contents}".encode())
    return data.replace(b"/Kids [10 0 R]", f"/Kids [{pages}]".encode()).replace(
        b"\nSMALL\n", b"\n%s\n" % SMALL
    )


DRAWS_MUCH = {
    "many times": _listing(f"[{'1000 0 R ' * 12}]", _stream("/FlateDecode")),
    "in a list elsewhere": _listing("1001 0 R", _stream("/FlateDecode"), f"[{'1000 0 R ' * 12}]"),
    "by filters elsewhere": _listing(f"[{'1000 0 R ' * 12}]", _stream("1001 0 R"), "[/Fl]"),
    "by a filter elsewhere": _listing(f"[{'1000 0 R ' * 12}]", _stream("[1001 0 R]"), "/FlateDecode"),
    "behind another filter": _listing(
        f"[{'1000 0 R ' * 12}]", _stream("/FlateDecode /Was << /Filter /ASCII85Decode >>")
    ),
    "by a filter in numbers": _listing(f"[{'1000 0 R ' * 12}]", _stream("/Flat#65Decode")),
    "under a name in numbers": _listing(f"[{'1000 0 R ' * 12}]", _stream("/FlateDecode")).replace(
        b"/Contents", b"/#43ontents"
    ),
    "from many small ones": _listing(
        f"[{' '.join(f'{number} 0 R' for number in range(1000, 1018))}]", *[_stream("/FlateDecode")] * 18
    ),
    "on many pages": _listing("1000 0 R", _stream("/FlateDecode"), pages="10 0 R " * 12),
    "in many lists of pages": _listing(
        "1000 0 R",
        _stream("/FlateDecode"),
        "<< /Type /Pages /Kids [10 0 R 10 0 R 10 0 R 10 0 R] >>",
        "[1001 0 R 1001 0 R 1001 0 R]",
    ).replace(b"/Kids [10 0 R]", b"/Kids 1002 0 R"),
}
"""14 MB of instructions, of which a small file may draw 12."""


@pytest.mark.parametrize("how", DRAWS_MUCH)
def test_what_a_small_file_draws_is_bounded_however_it_is_listed(how: str) -> None:
    assert len(DRAWS_MUCH[how]) < 60_000
    with reading(len(DRAWS_MUCH[how])), pytest.raises(UnreadableError, match="draw more than"):
        check_bounds(DRAWS_MUCH[how])


def test_what_a_page_shows_many_times_is_counted_as_often() -> None:
    few = "BT /F1 9 Tf " + "(the rights of the child) Tj\n" * 1_000 + "ET"
    data = _listing(f"[{'1000 0 R ' * 45}]", _stream("[]", few))
    with pytest.raises(UnreadableError, match=r"a page of it shows 1,035,000 bytes of text"):
        check_bounds(data)


def test_contents_in_a_list_elsewhere_are_read() -> None:
    words = f"BT /F1 9 Tf 1 0 0 1 60 700 Tm {WORDS[11:]}"
    assert "the rights of the child" in listing(
        read(_listing("1001 0 R", _stream("[]", words), "[1000 0 R]"))
    )


def test_a_list_of_pages_without_end_is_told() -> None:
    data = _listing(
        "1000 0 R", _stream("/FlateDecode"), "<< /Type /Pages /Kids [10 0 R 2 0 R] >>", pages="1001 0 R"
    )
    with reading(len(data)), pytest.raises(UnreadableError, match="draw more than"):
        check_bounds(data)


def test_many_parts_of_many_pages_are_reckoned_in_time() -> None:
    pages = " ".join(f"{number} 0 R" for number in range(1001, 2001))
    each = "<< /Type /Page /Parent 2 0 R /Contents 1000 0 R >>"
    data = _listing("1000 0 R", f"[{'9 0 R ' * 20_000}]", *[each] * 1_000, pages=pages)

    def run() -> None:
        with reading(len(data)), pytest.raises(UnreadableError, match="draw more than"):
            check_bounds(data)

    assert_within(1, run)
