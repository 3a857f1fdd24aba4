"""Bytes to text and back.

`decode` finds a file's encoding and keeps everything else as it is: line ends, a byte order mark,
characters of any kind. `encode` is its inverse: what wasn't changed in the text is unchanged in the file,
byte for byte.

In this order: a byte order mark; UTF-8; UTF-16 or UTF-32 without a mark, if NUL bytes show it;
UTF-8 with some bytes of another encoding in it; Windows-1252 if it reads as a Western language;
then what charset-normalizer finds most likely among the 8-bit encodings that contain ASCII.
"""

import codecs
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.system.errors import FileError, UnreadableError
from luxterm.types import Message, quoted


class UnwritableError(FileError):
    """The new text has a character that the file's encoding doesn't have."""


class Source(NamedTuple):
    """A text, and what is needed to write it back.

    `bom` is the byte order mark, which `text` leaves out. `strays` are for a UTF-8 file with single
    bytes of another encoding in it: the character each of these bytes is shown as, and the lone
    surrogate that stands for it in Python's surrogateescape.
    """

    text: str
    encoding: str
    bom: bytes = b""
    strays: tuple[tuple[str, str], ...] = ()


def decode(data: bytes, *, path: str = "") -> Source:
    """The text in `data`. `path` only makes messages better.

    Raises UnreadableError if it isn't text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _marked(data, bom, encoding)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(_hinted(Message("not-text", (kind,)), path))
    if b"\0" in data and not _strays(data.count(0), len(data)):
        return _with_nuls(data, path)
    try:
        return Source(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _mixed(data) or _eight_bit(data)


def encode(source: Source, new_text: str) -> bytes:
    """The bytes of `new_text` in the encoding of `source`, with its byte order mark.

    `encode(source, source.text)` is what `source` was decoded from. Raises UnwritableError.
    """
    if source.strays:
        for shown, stray in source.strays:
            new_text = new_text.replace(shown, stray)
        return source.bom + new_text.encode(source.encoding, "surrogateescape")
    try:
        return source.bom + new_text.encode(source.encoding)
    except UnicodeEncodeError as error:
        char = new_text[error.start]
        lacking = quoted(f"“{char}” (U+{ord(char):04X})")
        raise UnwritableError(Message("encoding-lacks", (source.encoding, lacking))) from None


def in_lines(source: Source) -> bool:
    """Whether the bytes that end a line are those of ASCII, as other programs take them to be."""
    return not source.encoding.startswith(("utf-16", "utf-32"))


# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", Message("pdf-file")),
    (b"PK\x03\x04", Message("zip-or-office")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Message("old-office")),
    (b"\x89PNG", Message("picture-file", ("PNG",))),
    (b"\xff\xd8\xff", Message("picture-file", ("JPEG",))),
    (b"GIF8", Message("picture-file", ("GIF",))),
    (b"II*\0", Message("picture-file", ("TIFF",))),
    (b"MM\0*", Message("picture-file", ("TIFF",))),
    (b"\x1f\x8b", Message("archive-file", ("gzip",))),
    (b"7z\xbc\xaf\x27\x1c", Message("archive-file", ("7z",))),
    (b"\x7fELF", Message("program-file")),
    (b"SQLite format 3\0", Message("database-file")),
)


def _hinted(said: Message, path: str) -> Message:
    suffix = path.lower().rpartition(".")[2]
    return Message("and-save-as", (said, f"{suffix}x")) if suffix in ("doc", "xls", "ppt") else said


def _marked(data: bytes, bom: bytes, encoding: str) -> Source:
    """Decode a file with a byte order mark."""
    body = data[len(bom) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        mixed = _mixed(body) if encoding == "utf-8" else None
        if mixed is None:
            name = encoding[:6].rstrip("-").upper()
            raise UnreadableError(Message("bad-mark", (name,))) from None
        text, strays = mixed.text, mixed.strays
    else:
        strays = ()
    if "\0" in text and not _strays(text.count("\0"), len(text)):
        raise UnreadableError(Message("binary-characters"))
    return Source(text, encoding, bom, strays)


def _strays(nuls: int, length: int) -> bool:
    """Whether there are so few NULs that they have strayed into a text: data that isn't text has more."""
    return nuls * 1000 <= length


# Bytes that a text in UTF-16 holds beside its NULs, where it is in a Latin script.
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


def _with_nuls(data: bytes, path: str) -> Source:
    """Decode UTF-16 or UTF-32 without a mark; anything else with NUL bytes isn't text."""
    import unicodedata  # seldom needed

    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if encoding.startswith("utf-16") and not _like_utf16(data, high=int(encoding == "utf-16-le")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(char in "\t\n\v\f\r\x85" or unicodedata.category(char) not in _NO_TEXT for char in set(text)):
            return Source(text, encoding)
    raise UnreadableError(_hinted(Message("binary-bytes"), path))


_NO_TEXT = {"Cc", "Cn", "Co", "Cs"}


def _like_utf16(data: bytes, high: int) -> bool:
    """Whether NULs are where UTF-16 has them: in the upper byte, at `high` of each pair.

    Latin scripts have one in nearly every pair; others only in spaces and punctuation, but then
    the rest isn't ASCII. So ASCII with some NULs in it isn't mistaken for Chinese. A lower byte is
    seldom NUL, but is in 一 and in the second half of many an emoji.
    """
    nuls = data[high::2].count(0)
    if nuls < 2 * data[1 - high :: 2].count(0):
        return False
    return nuls * 4 > len(data) or len(data.translate(None, _PLAIN)) - nuls > len(data) // 10


_STRAY = lazy_pattern("[\udc80-\udcff]")


def _mixed(data: bytes) -> Source | None:
    """Decode UTF-8 with stray bytes; None if there are more strays than characters in UTF-8.

    A stray byte is shown as the Windows-1252 character it most likely is; if the text also has that
    character in UTF-8, as a private-use one, so that `encode` can tell the two apart.
    """
    text = data.decode("utf-8", "surrogateescape")
    found = _STRAY.findall(text)
    if len(found) * 2 >= len(text) - len(text.encode("ascii", "ignore")):
        return None
    taken = set(text)
    private = (char for char in map(chr, range(0xE000, 0xF900)) if char not in taken)
    strays: list[tuple[str, str]] = []
    for stray in sorted(set(found)):
        shown = bytes([ord(stray) - 0xDC00]).decode("cp1252", "replace")
        if shown in taken or shown == "\ufffd":
            shown = next(private)
        strays.append((shown, stray))
        text = text.replace(stray, shown)
    return Source(text, "utf-8", b"", tuple(strays))


_ASCII = bytes(range(0x80))
_RUN = lazy_pattern(rb"[\xc0-\xff]{3,}")
_WESTERN = (
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ¡¿ªº«»“”‘’…–—•·°§©®™£€½¼²×±\u00a0\u00ad"
).encode("cp1252")
_LIKELY = [*(f"cp125{digit}" for digit in "0134567"), "iso8859_2", "koi8_r", "mac_roman", "cp850"]


def _eight_bit(data: bytes) -> Source:
    """Decode text with one byte per character.

    charset-normalizer takes Windows-1252 for Windows-1250 as often as not, so Western languages are
    found first: by the characters they use, which never stand three in a row as in other scripts.
    """
    high = data.translate(None, _ASCII)
    strange = len(high.translate(None, _WESTERN))
    in_runs = sum(map(len, _RUN.findall(data)))
    candidates = ["cp1252"]
    if strange * 10 > len(high) or in_runs * 10 > len(high):
        from charset_normalizer import from_bytes  # slow to import, seldom needed

        best = from_bytes(data, cp_isolation=_LIKELY, enable_fallback=False).best()
        if best is not None:
            candidates.insert(0, best.encoding)
    for encoding in candidates:
        try:
            return Source(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return Source(data.decode("latin-1"), "latin-1")
