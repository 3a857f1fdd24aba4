"""What changes in a file, as `patch` and `git apply` take it."""

import os
import re

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_NO_NEWLINE = b"\n\\ No newline at end of file\n"
_TO_QUOTE = re.compile(rb'[\x00-\x1f\x7f"\\]')
_ESCAPES = {b"\t": b"\\t", b"\n": b"\\n", b"\r": b"\\r", b'"': b'\\"', b"\\": b"\\\\"}


def diff(path: str, old: bytes, new: bytes) -> bytes:
    r"""What changes from `old` to `new`, as a unified diff for `patch -p0`; empty if nothing does.

    It is in the file's own bytes: to `patch` and `git apply` a line is whatever ends with `\n`.
    """
    if old == new:
        return b""
    import difflib  # only for whoever asks for a diff

    name = _quoted(path)
    lines = difflib.diff_bytes(difflib.unified_diff, _LINE.findall(old), _LINE.findall(new), name, name)
    return b"".join(line if line.endswith(b"\n") else line + _NO_NEWLINE for line in lines)


def _quoted(path: str) -> bytes:
    """A file's name as git writes it in a diff: quoted like a string in C where a line can't hold it."""
    name = os.fsencode(path.replace(os.sep, "/"))
    if _TO_QUOTE.search(name) or name.startswith(b" "):  # patch skips a space in front
        return b'"%b"' % _TO_QUOTE.sub(
            lambda found: _ESCAPES.get(found[0]) or b"\\%03o" % ord(found[0]), name
        )
    return name + b"\t" if b" " in name else name  # the tab ends it: patch takes a space for the end, too
