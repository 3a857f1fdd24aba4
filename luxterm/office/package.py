"""Opening what office documents are made of: a ZIP archive, and the XML in it.

Nothing is unpacked to disk, so a name that leads elsewhere leads nowhere. The size a part claims is
checked against the limits before a byte of it is unpacked, and no part ever yields more than it claims;
a part that nobody reads (a picture) may be of any size.
XML is parsed without entities, without a document type, without the network, and only in encodings in which
a "<" is that sign alone, so that tags can be counted before.
"""

import codecs
import re
import struct
import zlib
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from luxterm.system.errors import UnreadableError
from luxterm.system.limits import allowed, in_proportion
from luxterm.types import Message, figure, quoted

Element = etree._Element  # pyright: ignore[reportPrivateUsage] (lxml gives its type no other name)
"""An element of a parsed part."""


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


_DECLARED = re.compile(rb"[^<]{0,3}<\?xml\s[^>]*?\bencoding\s*+=\s*+[\"']([^\"'>]{0,100})")
_SAMPLE = b'<a b="+ADw-&amp;~{">'
_WIDE = ("utf-16", "utf-32")
"""Encodings of more than a byte for each sign, of which one is that of ASCII."""
_ADVICE = re.compile(r", (?:see xml|use XML_)[^,]*")


class Limits(NamedTuple):
    """How large a document may be: parts, and bytes unpacked of a part, of one in XML, of all we read.

    `ratio` is how many times larger than packed a part may be, from `small` bytes on.
    """

    entries: int = 20_000
    part: int = 256 << 20
    xml: int = 128 << 20
    total: int = 512 << 20
    ratio: int = 400
    small: int = 8 << 20


_TOTAL_OF_A_SMALL_FILE, _TOTAL_PER_BYTE = 64 << 20, 100
_MARKUP_OF_A_SMALL_FILE, _MARKUP_PER_BYTE, _MARKUP = 1_000_000, 4, 100_000_000
"""Tags and attributes, each of which takes a hundred bytes of memory once it is parsed."""


LIMITS = Limits()


class TooMuch(UnreadableError):
    """A part, or all that were read up to it, is more than may be read."""


class Package:
    """A ZIP archive: names of parts, and their content when asked for. Raises UnreadableError."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._zip, self._parts = _open(data, limits)
        self._doubtful = _doubtful(self._zip)
        self._total = 0
        self._markup = 0
        self._kept: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, in the archive's order."""
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """A part's content. Raises UnreadableError, also if there is no such part."""
        info = self._parts.get(name)
        if info is None:
            raise _damage(Message("part-missing", (quoted(name),)))
        if name in self._doubtful:
            raise _damage(self._doubtful[name])
        _check(info, self._limits)
        self._total += info.file_size
        most = in_proportion(_TOTAL_OF_A_SMALL_FILE, _TOTAL_PER_BYTE, self._limits.total)
        if self._total > most:
            raise _too_large("", self._total, most)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # of which office documents are made
            method = _METHODS.get(info.compress_type) or Message(
                "compression-method", (str(info.compress_type),)
            )
            raise UnreadableError(Message("strangely-compressed", (_subject(name), method)))
        try:
            with self._zip.open(info) as part:
                content = part.read(info.file_size + 1)  # all of it; without a size, all at once
                if len(content) != info.file_size:
                    sizes = figure(len(content)), figure(info.file_size)
                    raise _damage(Message("part-packed", (quoted(name), Message("other-size", sizes))))
                return content
        except (BadZipFile, zlib.error, EOFError, ValueError, OSError, LookupError, struct.error) as error:
            why = quoted(str(error)) if str(error) else Message("ends-early")
            raise _damage(Message("part-packed", (quoted(name), why))) from error
        except (NotImplementedError, RuntimeError) as error:
            said = Message("strangely-compressed", (_subject(name), quoted(str(error))))
            raise UnreadableError(said) from error

    def xml(self, name: str) -> Element:
        """The root element of a part. Raises UnreadableError."""
        if (info := self._parts.get(name)) and info.file_size > (most := allowed(self._limits.xml)):
            raise _too_large(name, info.file_size, most)
        data = self.read(name)
        self._markup = bounded_markup(data, name, self._markup)
        return _parsed(data, name)

    def kept(self, name: str) -> Element:
        """As `xml`, of a part that is asked for again and again."""
        if name not in self._kept:
            self._kept[name] = self.xml(name)
        return self._kept[name]

    def streamed(self, name: str, times: int = 1) -> bytes:
        """A part's content, to be parsed bit by bit, which costs so many times what an XML tree does.

        Raises UnreadableError.
        """
        data = self.read(name)
        self._markup += (times - 1) * (bounded_markup(data, name, self._markup) - self._markup)
        self._markup = bounded_markup(data, name, self._markup)
        return data


def bounded_markup(data: bytes, name: str = "", before: int = 0) -> int:
    """How many tags and attributes an XML text has at most, and those `before` it in the same file.

    Raises UnreadableError if a file of this size may not have so many.
    """
    _check_encoding(data, name)
    count = before + data.count(b"<") + data.count(b"=")
    if count > (most := in_proportion(_MARKUP_OF_A_SMALL_FILE, _MARKUP_PER_BYTE, _MARKUP)):
        raise TooMuch(Message("too-much-markup", (_subject(name), figure(count), figure(most))))
    return count


def _check_encoding(data: bytes, name: str) -> None:
    """Raises UnreadableError for an encoding that can write a tag in other signs, as UTF-7 does."""
    end = data.find(b">")
    declared = _DECLARED.match(data[:end].replace(b"\0", b"")) if end >= 0 else None
    if declared and not _is_plain(encoding := declared[1].decode("latin-1")):
        raise UnreadableError(Message("strangely-encoded", (_subject(name), quoted(encoding))))


@lru_cache(100)
def _is_plain(encoding: str) -> bool:
    try:
        wide = codecs.lookup(encoding).name.startswith(_WIDE)
        return wide or _SAMPLE.decode(encoding).encode() == _SAMPLE
    except (LookupError, ValueError):
        return False


def parse_xml(data: bytes, name: str = "") -> Element:
    """The root element of an XML text; `name` is for messages. Raises UnreadableError.

    A document type is skipped; one that declares entities is refused, since nobody writes those.
    """
    bounded_markup(data, name)
    return _parsed(data, name)


def _parsed(data: bytes, name: str) -> Element:
    if len(data) > (most := allowed(LIMITS.xml)):
        raise _too_large(name, len(data), most)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise not_well_formed(error, name) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise UnreadableError(Message("declares-entities", (_subject(name),)))
    return root


def not_well_formed(error: Exception, name: str = "") -> UnreadableError:
    """What to raise where a parser refuses an XML text; `name` is for messages."""
    return _damage(Message("not-well-formed", (_subject(name), _fault(error))))


def _fault(error: Exception) -> Message:
    """What the parser found wrong, without what it advises programmers to do."""
    return quoted(_ADVICE.sub("", getattr(error, "msg", None) or str(error)))


def _open(data: bytes, limits: Limits) -> tuple[ZipFile, dict[str, ZipInfo]]:
    if not data:
        raise UnreadableError(Message("is-empty"))
    if data.startswith(_OLE):
        raise UnreadableError(Message("is-protected") if _ENCRYPTED in data else Message("renamed-office"))
    # counted first: a list of a million entries takes a minute to read
    if (number := data.count(_ENTRY)) > (most := allowed(limits.entries)):
        raise UnreadableError(Message("many-parts", (figure(number), figure(most))))
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error, LookupError) as error:
        raise UnreadableError(Message("not-office", (quoted(str(error)),))) from error
    return archive, {info.filename: info for info in archive.infolist()}


def _doubtful(archive: ZipFile) -> dict[str, Message]:
    """The parts of which programs may see one thing or another, and why."""
    found: dict[str, Message] = {}
    seen = set[str]()
    before, reached = "", 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.filename in seen:
            found[info.filename] = Message("part-twice", (quoted(info.filename),))
        seen.add(info.filename)
        if info.header_offset < reached:
            for name in (before, info.filename):
                found.setdefault(name, Message("part-overlaps", (quoted(name),)))
        if (end := info.header_offset + _HEADER + info.compress_size) > reached:
            before, reached = info.filename, end
    return found


def _check(info: ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _ENCRYPTING:
        raise UnreadableError(Message("is-protected"))
    if info.file_size > (most := allowed(limits.part)):
        raise _too_large(info.filename, info.file_size, most)
    if info.file_size > limits.small and info.file_size > limits.ratio * info.compress_size:
        unpacked = figure(info.file_size >> 20)
        raise UnreadableError(Message("from-almost-nothing", (_subject(info.filename), unpacked)))


def _too_large(name: str, size: int, limit: int) -> UnreadableError:
    args = _subject(name), figure(size >> 20), figure(limit >> 20)
    return TooMuch(Message("too-large-unpacked", args))


def _damage(what: Message) -> UnreadableError:
    return UnreadableError(Message("is-damaged", (what,)))


def _subject(name: str) -> Message:
    """What something is said of: a part, or the whole if there is no name."""
    return Message("part-of-file", (quoted(name),)) if name else Message("whole-file")


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_METHODS = {9: "deflate64", 12: "bzip2", 14: "lzma", 93: "zstd", 95: "xz", 98: "PPMd", 99: "AES"}
_ENCRYPTING = 1 | 1 << 6
"""The flags of a part that is encrypted."""
_HEADER = 30
"""Bytes before the name of a part where its content is."""
_ENTRY = b"PK\x01\x02"
