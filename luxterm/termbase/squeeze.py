"""A file's bytes as they must look if a term can be in it at all.

Looking for anchors in these costs a fraction of reading a file properly. Nothing may be lost on the
way: what can stand inside a word and not be seen there is taken out, and where only the real reader
can tell, the answer is None. Each pattern begins with literal bytes, so that the search is fast.
"""

import re

_LOWER = bytes.maketrans(bytes(range(65, 91)), bytes(range(97, 123)))
_BROKEN = rb"-[ \t]*\r?\n[\s>|*]*"
_TAGS = rb"(?s)<(?:!--.*?--|[^<>]*)>(?:<[^<>]*>)*\w"
_ENTITY = rb"&#?\w{1,31};\w"
_INVISIBLE = (
    (b"\xc2\xad", rb"\xc2\xad(?:[ \t]*\r?\n[\s>|*]*)?"),
    (b"\xe2\x80\x90", rb"\xe2\x80\x90(?:[ \t]*\r?\n[\s>|*]*)?"),
    (b"\xe2\x80", rb"\xe2\x80[\x8b-\x8f\xaa-\xae]"),
    (b"\xe2\x81", rb"\xe2\x81[\xa0-\xaf]"),
    (b"\xef\xbb\xbf", rb"\xef\xbb\xbf"),
    (b"\xef\xb8", rb"\xef\xb8[\x80-\x8f]"),
    (b"\xe1\xa0\x8e", rb"\xe1\xa0\x8e"),
)
"""Of what isn't seen: the bytes to look for first, and the pattern, compiled only if they are there."""
_OTHER_LETTERS = (b"\xef\xac", b"\xef\xbc", b"\xef\xbd", b"\xcc", b"\xcd", b"\xc4\xb0")
"""Lead bytes of ligatures, full-width letters, combining marks and the dotted capital I."""
_MARKUP = b"*_~\\"


def squeeze(data: bytes) -> bytes | None:
    """The bytes in lower case without markup, soft hyphens and breaks inside words; None: can't tell.

    Nothing can be told of UTF-16 and of words with a tag, an entity, a ligature or a combining mark.
    """
    if b"\0" in data or _splits(data, _TAGS, b"<") or _splits(data, _ENTITY, b"&"):
        return None
    if not data.isascii():
        for sign, pattern in _INVISIBLE:
            if sign in data:
                data = re.sub(pattern, b"", data)
        if any(lead in data for lead in _OTHER_LETTERS):
            return None
    if b"-" in data:
        data = re.sub(_BROKEN, b"", data)
    return data.translate(_LOWER, _MARKUP)


def _splits(data: bytes, pattern: bytes, sign: bytes) -> bool:
    """Whether the markup stands directly between two word characters."""
    if sign not in data:
        return False
    return any(
        match.start() and (data[match.start() - 1 : match.start()].isalnum() or data[match.start() - 1] > 127)
        for match in re.finditer(pattern, data)
    )
