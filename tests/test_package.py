"""Opening office files: what is damaged, locked or hostile gets one clear line, fast and in little memory."""

import struct
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.office.package import Limits, Package, parse_xml
from luxterm.system.errors import UnreadableError


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
    begun = time.process_time()
    with pytest.raises(UnreadableError):
        parse_xml(data, "a.xml")
    assert time.process_time() - begun < 1


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
