"""The reader of e-mail messages: subject, body, attached texts and attached messages.

Of a body in several versions the plain one is read. What is inside of its own signature is taken out. Nothing
that a message refers to is fetched, and attachments that aren't text stay closed: save them, and check them
by themselves.
"""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Mail
from typing import cast

from luxterm import formats
from luxterm.office.cms import signed_content
from luxterm.office.extracted import ExtractedText
from luxterm.office.places import part_of
from luxterm.system.errors import UnreadableError
from luxterm.text.source import decode
from luxterm.types import TITLED, Document, Message, Scope, figure, quoted

DEPTH = 20
"""How deeply parts may be nested."""
HEADER = 32_000
"""The most characters of a header that are decoded: decoding takes the square of its length."""

_LONG_HEADER = re.compile(
    rb"(?i)(?:\A|[\r\n])content-(?:type|disposition):(?:[^\r\n]|\r?\n[ \t]|\r[ \t]){%d}" % HEADER
)
_PACKED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SEALED = ("multipart/encrypted", *_PACKED)
_FORMATS = {"text/plain": "plain", "text/html": "html", "text/markdown": "markdown", "text/enriched": "plain"}


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    if not data:
        raise UnreadableError(Message("is-empty"))
    try:
        message = _parsed(data)
        _take_out_signed(message, DEPTH)
        cut = _shortened(message)
    except RecursionError:
        raise UnreadableError(Message("parts-nested")) from None
    if not message.keys():
        raise UnreadableError(Message("not-mail"))
    sealed, signed = _sealed(message)
    if sealed and message.get_content_type() in _SEALED:
        raise UnreadableError(Message("is-encrypted"))
    extracted = ExtractedText()
    _read_message(message, extracted, None, 0)
    unread = [Message("unread-rest", (Message("long-subject", (figure(HEADER),)),))] if cut else []
    if sealed or signed:
        why = Message("part-encrypted") if sealed else Message("part-signed")
        unread.append(Message("unread-part", (why,)))
    return extracted.document("eml")._replace(unread=tuple(unread))


def _parsed(data: bytes) -> Mail:
    if _LONG_HEADER.search(data):
        raise UnreadableError(Message("long-type", (figure(HEADER),)))
    return message_from_bytes(data)


def _take_out_signed(message: Mail, levels: int) -> None:
    """Puts what is inside of a signature in its place; `levels` is how many may be inside of one another."""
    for part in message.walk():
        if part.get_content_type() in _PACKED and _kind(part) in ("signed-data", ""):
            content = signed_content(_payload(part))
            if content and levels:
                within = _parsed(content)
                _take_out_signed(within, levels - 1)
                part.set_payload([within])
                part.set_type("multipart/signed")


def _kind(part: Mail) -> str:
    return str(part.get_param("smime-type") or "").lower()


def _sealed(message: Mail) -> tuple[bool, bool]:
    """Whether a part can't be read without a key, and whether one is in its own signature."""
    sealed = [part for part in message.walk() if part.get_content_type() in _SEALED]
    kinds = [_kind(part) for part in sealed]
    return any(kind not in ("signed-data", "certs-only") for kind in kinds), "signed-data" in kinds


def _shortened(message: Mail) -> bool:
    """Cuts subjects that are too long; whether there was any."""
    found = False
    for part in message.walk():
        subject = part.get("subject")
        if subject is not None and len(raw := str(subject)) > HEADER:
            start = raw[:HEADER]
            part.replace_header("subject", start[: start.rfind(" ") + 1] or start)
            found = True
    return found


def _read_message(message: Mail, extracted: ExtractedText, inside: Message | None, depth: int) -> None:
    extracted.under = ""
    extracted.add(_decoded(message.get("subject")), part_of(inside, Message("subject")), Scope.HEADING)
    _read_part(message, extracted, inside, depth)


def _read_part(part: Mail, extracted: ExtractedText, inside: Message | None, depth: int) -> None:
    if depth > DEPTH:
        raise UnreadableError(Message("parts-nested-more", (str(DEPTH),)))
    kind = part.get_content_type()
    parts = cast("list[Mail]", part.get_payload()) if part.is_multipart() else []
    if not parts:
        _read_text(part, extracted, inside)
    elif kind == "message/rfc822":
        for message in parts:
            subject = " ".join(_decoded(message.get("subject")).split())
            attached = Message("attached-message-unnamed")
            if subject:
                attached = Message("attached-message", (quoted(subject, TITLED),))
            _read_message(message, extracted, part_of(inside, attached), depth + 1)
    else:
        for inner in _best(parts) if kind == "multipart/alternative" else parts:
            _read_part(inner, extracted, inside, depth + 1)


def _best(versions: list[Mail]) -> list[Mail]:
    """Of several versions of one text the plain one, or else the last that can be read: the richest."""
    plain = [part for part in versions if part.get_content_type() == "text/plain" and _payload(part).strip()]
    readable = [part for part in versions if any(_format(each) for each in part.walk())]
    return plain[:1] or readable[-1:]


def _format(part: Mail) -> str:
    """In which format a part is text; "" if it is none."""
    kind = part.get_content_type()
    named = formats.format_of(_file_name(part) or "") if kind.startswith("text/") else None
    return named or _FORMATS.get(kind, "")


def _read_text(part: Mail, extracted: ExtractedText, inside: Message | None) -> None:
    name = _file_name(part)
    attached = name != "" or part.get_content_disposition() == "attachment"
    format = _format(part)
    if not format:
        return
    data = _payload(part)
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        text = decode(data).text
    place = Message("body")
    if attached:
        extracted.under = ""
        place = Message("attachment-unnamed")
        if name != "":
            place = Message("attachment", (quoted(name, TITLED) if name else Message("nameless"),))
    extracted.adopt(formats.read(text.replace("\0", " "), format), part_of(inside, place))


def _file_name(part: Mail) -> str | None:
    """The name of an attached file, "" if it has none; None if it can't be read."""
    try:
        return _decoded(part.get_filename())
    except ValueError:  # its encoding has a name with a NUL in it
        return None


def _payload(part: Mail) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decoded(header: object) -> str:
    """A header's words; unchanged if they are in an unknown encoding."""
    raw = str(header or "")
    try:
        return str(make_header(decode_header(raw)))
    except (MessageError, ValueError, LookupError):
        return raw
