"""PDF files that draw themselves, list things without end or cost far more than they are long."""

import zlib
from base64 import a85encode

import pytest

from luxterm.office.pdf import read
from luxterm.office.pdf_bounds import check_bounds
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import reading
from tests.pdf_maker import Put, pdf
from tests.segments import listing
from tests.timing import assert_within


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
