"""Opening office files: what is damaged, locked or hostile gets one clear line, fast and in little memory."""

import re
import struct
import tracemalloc
import warnings
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.office.package import Limits, Package, parse_xml
from luxterm.system.errors import UnreadableError
from tests.timing import assert_within


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = zipped({"a.xml": b"<a>x</a>", "../../b": b"text"})


def flagged(data: bytes) -> bytes:
    """The archive, its first entry marked as encrypted."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]


def lying(data: bytes, size: int) -> bytes:
    """The archive, its first entry claiming another size."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b"The State shall prohibit it.", "not an Office document, or damaged (File is not a zip file)"),
        (GOOD[:-30], "not an Office document, or damaged (File is not a zip file)"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "it is protected with a password; save a copy without",
        ),
        (OLE, "it is an old Office document"),
        (flagged(GOOD), "it is protected with a password"),
        (zipped({"a.xml": bytes(9 << 20)}), "“a.xml” in it unpacks to 9 MB from almost nothing"),
        (zipped({str(n): b"" for n in range(101)}), "it has 101 parts; the limit is 100"),
        (lying(GOOD, 64 << 20), "“a.xml” in it is 64 MB unpacked; the limit is 16"),
        (zipped({str(n): bytes(7 << 20) for n in range(5)}), "it is 35 MB unpacked; the limit is 32"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        package = Package(data, Limits(entries=100, part=16 << 20, total=32 << 20))
        for name in package.names:
            package.read(name)
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zipped({}), "it is damaged (“a.xml” is missing)"),
        (lying(GOOD, 3), "it is damaged (“a.xml” cannot be unpacked: Bad CRC"),
        (zipped({"a.xml": b"<a>"}), "it is damaged (“a.xml” in it is not well-formed XML: "),
        (GOOD[:40] + b"\xff\xff\xff" + GOOD[43:], "it is damaged (“a.xml” cannot be unpacked: "),
    ],
)
def test_broken_part(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        Package(data).xml("a.xml")
    assert str(refusal.value).startswith(message)


def test_parts() -> None:
    package = Package(GOOD)
    assert package.names == ("a.xml", "../../b")
    assert package.read("../../b") == b"text"
    assert package.xml("a.xml").text == "x"
    assert "a.xml" in package
    assert "b" not in package


BOMB = (
    b'<!DOCTYPE a [<!ENTITY b "'
    + b"x" * 1000
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(1, 10))
)


@pytest.mark.parametrize(
    "data",
    [
        BOMB + b"]><a>&k;</a>",
        BOMB + b"]><a b='&k;'/>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/b">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/b"> %b;]><a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
        b"<a>" * 3000 + b"</a>" * 3000,
        b"",
        b"\0",
    ],
)
def test_hostile_xml(data: bytes) -> None:
    def run() -> None:
        with pytest.raises(UnreadableError):
            parse_xml(data, "a.xml")

    assert_within(1, run)


@pytest.mark.parametrize("encoding", ["UTF-7", "utf7", "JAVA", "C99", "x-nothing", "hz", "IBM037"])
def test_tags_in_other_signs_are_refused_before_they_are_read(encoding: str) -> None:
    written = f"<?xml version='1.0'\n encoding = '{encoding}' ?><a>" + "+ADw-b/+AD4-" * 9 + "</a>"
    for data in (written.encode(), b"\xef\xbb\xbf" + written.encode(), written.encode("utf-16-le")):
        with pytest.raises(UnreadableError, match=f"encoded in a way .*{encoding}"):
            parse_xml(data, "a.xml")
    package = Package(zipped({"a.xml": written.encode()}))
    for read in (package.xml, package.streamed):
        with pytest.raises(UnreadableError, match="encoded in a way"):
            read("a.xml")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "UTF-16", "utf-32", "iso-8859-1", "windows-1252", "koi8-r", "gb18030", "us-ascii"],
)
def test_usual_encodings_are_read(encoding: str) -> None:
    assert parse_xml(f'<?xml version="1.0" encoding="{encoding}"?><a>x</a>'.encode(encoding)).text == "x"
    about = "<a>encoding='utf-7'</a>"
    assert parse_xml(f"<?xml version='1.0'?>{about}".encode()).text == "encoding='utf-7'"


def test_document_type_without_entities_is_read_past() -> None:
    assert parse_xml(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>x</a>').text == "x"


@given(st.binary(max_size=200), st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_damage_is_told_and_never_breaks(junk: bytes, start: int, end: int) -> None:
    try:
        package = Package(GOOD[:start] + junk + GOOD[end:])
        for name in package.names:
            package.read(name)
            package.xml(name)
    except UnreadableError as error:
        assert str(error)


def changed(data: bytes, sign: bytes, offset: int, value: bytes, at: int = 0) -> bytes:
    """The archive with some bytes of its first entry's header replaced, or of another one's."""
    start = [found.start() for found in re.finditer(re.escape(sign), data)][at] + offset
    return data[:start] + value + data[start + len(value) :]


CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
TWO = zipped({"a.xml": b"<a>x</a>", "b.xml": b"<b>y</b>"}, zipfile.ZIP_STORED)


def test_a_part_inside_another_is_doubtful_even_behind_a_third() -> None:
    data = zipped({"a": b"a" * 1_000, "b": b"b" * 50, "c": b"c" * 50, "d": b"d"}, zipfile.ZIP_STORED)
    for at, place in ((1, 100), (2, 300)):
        data = changed(data, CENTRAL, 42, struct.pack("<I", place), at)
    package = Package(data)
    for name in "abc":
        with pytest.raises(UnreadableError, match=f"“{name}” overlaps"):
            package.read(name)
    assert package.read("d") == b"d"


def twice() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.xml", b"<a/>")
            archive.writestr("a.xml", b"<b/>")
        return buffer.getvalue()


def stored(method: int) -> bytes:
    """The archive, saying that its first part is packed by another method."""
    data = changed(TWO, CENTRAL, 10, struct.pack("<H", method))
    return changed(data, LOCAL, 8, struct.pack("<H", method))


UNPACKABLE = {
    "lzma": (zipped({"a.xml": b"<a/>"}, zipfile.ZIP_LZMA), "does not read (lzma)"),
    "bzip2": (zipped({"a.xml": b"<a/>"}, zipfile.ZIP_BZIP2), "does not read (bzip2)"),
    "corrupt lzma": (stored(14), "does not read (lzma)"),
    "corrupt bzip2": (stored(12), "does not read (bzip2)"),
    "deflate64": (stored(9), "does not read (deflate64)"),
    "zstd": (stored(93), "does not read (zstd)"),
    "AES": (stored(99), "does not read (AES)"),
    "corrupt deflate": (stored(8), "“a.xml” cannot be unpacked"),
    "encrypted": (changed(TWO, CENTRAL, 8, b"\1\0"), "protected with a password"),
    "strong encryption": (changed(TWO, CENTRAL, 8, b"\x40\0"), "protected with a password"),
    "wrong sum": (changed(TWO, CENTRAL, 16, b"\0\0\0\0"), "“a.xml” cannot be unpacked: Bad CRC-32"),
    "another name": (changed(TWO, LOCAL, 30, b"c"), "“a.xml” cannot be unpacked: File name in directory"),
    "no local header": (changed(TWO, LOCAL, 0, b"XX"), "“a.xml” cannot be unpacked: Bad magic number"),
    "a name without end": (changed(TWO, LOCAL, 26, b"\xff\xff"), "“a.xml” cannot be unpacked"),
    "claims too little": (
        changed(zipped({"a.xml": b"<a>" + b"x" * 99 + b"</a>"}), CENTRAL, 24, b"\5\0\0\0"),
        "“a.xml”",
    ),
    "claims too much": (changed(TWO, CENTRAL, 24, b"\xff\0\0\0"), "“a.xml” cannot be unpacked"),
    "zip64": (changed(TWO, CENTRAL, 24, b"\xff\xff\xff\xff"), "“a.xml”"),
    "twice": (twice(), "“a.xml” is in it twice"),
    "overlapping": (changed(TWO, CENTRAL, 42, b"\0\0\0\0", at=1), "“a.xml” overlaps with another part"),
}


@pytest.mark.parametrize("name", UNPACKABLE)
def test_what_cannot_be_unpacked_is_told_by_name(name: str) -> None:
    data, message = UNPACKABLE[name]
    with pytest.raises(UnreadableError) as refusal:
        Package(data).read("a.xml")
    assert message in str(refusal.value)


def test_no_more_is_unpacked_than_a_part_claims() -> None:
    bomb = changed(zipped({"a.xml": b"x" * (200 << 20)}), CENTRAL, 24, b"\5\0\0\0")
    tracemalloc.start()
    with pytest.raises(UnreadableError):
        Package(bomb).read("a.xml")
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()
