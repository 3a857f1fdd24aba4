import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luxterm.system.errors import UnreadableError
from luxterm.text.source import Source, UnwritableError, decode, encode

ENGLISH = "The sale of children – and the “child’s best interests” – in § 4.\r\n"
FRENCH = "L’exploitation sexuelle des enfants à des fins commerciales préoccupe les États.\n"
SPANISH = "La explotación sexual de niños, niñas y adolescentes: protección integral.\n"
GERMAN = "Schutz der Kinder und Jugendlichen über die Grenzen, gemäß dem Übereinkommen.\n"
PORTUGUESE = "Proteção das crianças contra a exploração sexual, no âmbito da convenção.\n"
RUSSIAN = "Защита детей от сексуальной эксплуатации и надругательств.\n"
CHINESE = "保护儿童免受性剥削和性虐待\n各国应当采取一切必要措施\n"

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, SPANISH, GERMAN, PORTUGUESE, FRENCH * 50, "crèche"])
def test_western_text_is_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == Source(text, "cp1252")


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", ["", ENGLISH, RUSSIAN, CHINESE, "😀\u2028𝔸"])
def test_a_byte_order_mark_decides(text: str, encoding: str) -> None:
    mark = MARKS[encoding]
    assert decode(mark + text.encode(encoding)) == Source(text, encoding, mark)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, CHINESE, "A child.", "enfants 😀"])
def test_wide_encodings_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Source(text, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RUSSIAN * 5),
        ("mac_roman", FRENCH * 5),
        ("cp1253", "Προστασία παιδιών " * 9),
    ],
)
def test_other_eight_bit_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == Source(text, encoding)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04...", "Office document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG picture"),
        (b"a report\0with a stray NUL in it", "NUL bytes"),
        (b"one\0two\0three\0four\0", "NUL bytes"),
        (bytes(range(256)) * 4, "NUL bytes"),
        (b"\xff\xfea", "begins with the byte order mark of UTF-16"),
        (b"\xff\xfe\0\0\xff\xff\xff\xff", "begins with the byte order mark of UTF-32"),
        (b"\xff\xfea\0\0\0b\0", "NUL characters"),
        (b"\xef\xbb\xbfa\0b", "NUL characters"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        decode(data)


def test_an_old_office_document_gets_a_hint() -> None:
    with pytest.raises(UnreadableError, match=r"old Office document.*save it as \.docx"):
        decode(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", path="Bill.DOC")


def test_stray_bytes_are_shown_and_kept() -> None:
    data = "Les États, préoccupés, à l’unanimité".encode() + b" \x96 l\x92enfant et l\xe9tat \x81"
    source = decode(data)
    assert source.encoding == "utf-8"
    # – is shown as what it is; ’ and é stand in the text in UTF-8 too, 0x81 is no character at all
    assert source.text.endswith(" – l\ue001enfant et l\ue002tat \ue000")
    assert encode(source, source.text) == data
    changed = source.text.replace("unanimité", "égalité")
    assert encode(source, changed) == data.replace("unanimité".encode(), "égalité".encode())


def test_a_character_the_encoding_lacks_is_an_error() -> None:
    source = decode(FRENCH.encode("cp1252"))
    with pytest.raises(UnwritableError, match=r"cp1252, which has no “ł” \(U\+0142\)"):
        encode(source, "Wrocław")


def test_every_kind_of_line_end_stays() -> None:
    data = b"a\rb\nc\r\nd\x0be\x0cf\x1cg"
    assert encode(decode(data), decode(data).text) == data


PARTS = st.sampled_from([part.encode(e) for part in "aé’ –漢😀\n" for e in ("utf-8", "cp1252", "utf-16-le")
                         if e != "cp1252" or part in "aé’ –\n"])  # fmt: skip


@given(st.one_of(st.binary(max_size=60), st.lists(PARTS, max_size=20).map(b"".join)))
@example(b"")
@example(b"\xef\xbb\xbf\xe9 caf\xc3\xa9 \xc3\xa8")
@example(b"\xff\xfe\xff\xfe")
@example(bytes(range(1, 256)))
def test_what_is_read_can_be_written_back(data: bytes) -> None:
    try:
        source = decode(data)
    except UnreadableError as error:
        assert str(error).startswith(("it is a", "it begins with the byte order mark of UTF"))
        return
    source.text.encode()  # no lone surrogate ever reaches the engine or a report
    assert encode(source, source.text) == data


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_is_utf8(text: str) -> None:
    if not text.startswith(("GIF8", "%PDF-", "PK\x03\x04", "\x7fELF")):
        assert decode(text.encode()) == Source(text, "utf-8")


@given(st.lists(st.sampled_from([ENGLISH, FRENCH, "é", "’", "child "]), min_size=1).map("".join), st.data())
def test_untouched_bytes_stay_untouched(text: str, data: st.DataObject) -> None:
    """Replacing ASCII by ASCII in the text is replacing it in the bytes, whatever the encoding."""
    raw = text.encode(data.draw(st.sampled_from(["utf-8", "cp1252"]))) + data.draw(
        st.sampled_from([b"", b"\x92"])
    )
    source = decode(raw)
    assert encode(source, source.text.replace("child", "minor")) == raw.replace(b"child", b"minor")


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_stray_nul_in_a_long_text_is_no_reason_to_refuse_it(bom: bytes) -> None:
    data = bom + b"A report.\n" * 200 + b"Child porn\0ography.\n"
    source = decode(data)
    assert source.text.count("\0") == 1
    assert encode(source, source.text) == data
    with pytest.raises(UnreadableError, match="NUL"):
        decode(bom + b"A report.\n" * 200 + b"\0" * 3)
