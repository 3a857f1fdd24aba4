"""The reader of PDF: the lines of each page as PDFium gives them, then `pdf_layout` makes segments of them.

PDFium is called through its bare C functions: the objects that pypdfium2 wraps around them take as long
as the work itself. It must not run in two threads at once, which the lock sees to.
"""

import math
import re
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_ushort, create_string_buffer
from importlib import import_module
from threading import Lock
from typing import Any

from luxterm.office.pdf_bounds import check_bounds
from luxterm.office.pdf_layout import HYPHEN, Line, Page, is_raised, lay_out, same_size
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import allowed, in_proportion
from luxterm.types import Document, Message, figure

PAGES = 20_000
CHARS = 500_000
"""The most pages of a file, and characters of a page, that are read."""
_PAGES_OF_A_SMALL_FILE, _PAGES_PER_BYTE = 500, 0.02
NAMED = 8
"""Pages, or runs of them, that are named as pictures without text."""

_LOCK = Lock()
_READ_AS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": " ", "\xad": ""}
)
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_NOTE_MARK = re.compile(rf"(?:[0-9*†‡]{{1,4}}|[{_RAISED}]{{1,4}})(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_COMMENTS = (1, 3, 9, 10, 11, 12)  # text, free text, highlight, underline, squiggly, strike-out
_FIELD = 20
_PICTURES = (3, 5)  # an image, a form


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    if not data:
        raise UnreadableError(Message("is-empty"))
    check_bounds(data)
    with _LOCK:
        raw: Any = import_module("pypdfium2.raw")
        handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not handle:
            raise UnreadableError(_problem(raw, raw.FPDF_GetLastError()))
        try:
            pages, lang = list(_pages(raw, handle)), _lang(raw, handle)
        finally:
            raw.FPDF_CloseDocument(handle)
    if not any(page.lines for page in pages):
        raise UnreadableError(Message("no-text-scan") if pages else Message("no-pages"))
    document = lay_out(pages)._replace(lang=lang)
    pictured = [page.number for page in pages if page.pictured]
    return document._replace(notes=(_unread(pictured),)) if pictured else document


def _lang(raw: Any, handle: Any) -> str:
    """The language that the document declares."""
    buffer = (c_ushort * 32)()
    size = raw.FPDFCatalog_GetLanguage(handle, buffer, len(bytes(buffer)))
    return bytes(buffer)[:size].decode("utf-16-le", "replace").partition("\0")[0]


def _unread(pages: list[int]) -> Message:
    """What to say about pages without words: "pages 2 and 4–6 are pictures without text…"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    if len(named) > NAMED:
        more = figure(sum(map(len, runs[NAMED - 1 :])))
        return Message("pages-and-more-pictured", (", ".join(named[: NAMED - 1]), more))
    if len(named) > 1:
        return Message("pages-and-page-pictured", (", ".join(named[:-1]), named[-1]))
    return Message("page-pictured" if len(pages) == 1 else "pages-pictured", (named[0],))


def _problem(raw: Any, code: int) -> Message:
    if code == raw.FPDF_ERR_PASSWORD:
        return Message("is-protected")
    if code == raw.FPDF_ERR_SECURITY:
        return Message("encrypted-unread")
    return Message("not-pdf")


def _pages(raw: Any, handle: Any) -> Iterator[Page]:
    number = raw.FPDF_GetPageCount(handle)
    if number > (most := in_proportion(_PAGES_OF_A_SMALL_FILE, _PAGES_PER_BYTE, PAGES)):
        raise UnreadableError(Message("many-pages", (figure(number), figure(most))))
    for index in range(number):
        page = raw.FPDF_LoadPage(handle, index)
        if not page:
            raise UnreadableError(Message("page-damaged", (str(index + 1),)))
        try:
            text = raw.FPDFText_LoadPage(page)
            try:
                lines = list(_Lines(raw, text).read())
            finally:
                raw.FPDFText_ClosePage(text)
            height = float(raw.FPDF_GetPageHeightF(page))
            notes = list(_annotations(raw, page))
            worded = notes or any(_LETTER.search(line.text) for line in lines)
            pictured = not worded and _has_picture(raw, page, height)
            yield Page(_label(raw, handle, index), index + 1, height, lines, notes, pictured)
        finally:
            raw.FPDF_ClosePage(page)


def _has_picture(raw: Any, page: Any, height: float) -> bool:
    """Whether a picture takes more than half of the page, by itself or in a form."""
    left, bottom, right, top = (c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(page), 5_000)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) in _PICTURES:
            raw.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top))
            size = (right.value - left.value) * (top.value - bottom.value)
            if size > float(raw.FPDF_GetPageWidthF(page)) * height / 2:
                return True
    return False


def _label(raw: Any, handle: Any, index: int) -> str:
    """The page's number as printed, or else in the file."""
    size = raw.FPDF_GetPageLabel(handle, index, None, 0)
    if 2 < size < 100:
        buffer = create_string_buffer(size)
        raw.FPDF_GetPageLabel(handle, index, buffer, size)
        if label := _utf16(buffer.raw).strip():
            return label
    return str(index + 1)


def _utf16(data: bytes) -> str:
    return data.decode("utf-16-le", "replace").rstrip("\0")


def _annotations(raw: Any, page: Any) -> Iterator[tuple[Message, str]]:
    """What people wrote on the page: comments and filled in fields."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 5_000)):
        if not (note := raw.FPDFPage_GetAnnot(page, index)):
            continue
        try:
            subtype = raw.FPDFAnnot_GetSubtype(note)
            if subtype in _COMMENTS or subtype == _FIELD:
                key = b"V" if subtype == _FIELD else b"Contents"
                size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
                if size > 2:
                    buffer = (c_ushort * (size // 2 + 1))()
                    raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
                    what = Message("form-field") if subtype == _FIELD else Message("comment-unnumbered")
                    yield what, _utf16(bytes(buffer))
        finally:
            raw.FPDFPage_CloseAnnot(note)


class _Lines:
    """The lines of a page, with where they stand and how large they are."""

    def __init__(self, raw: Any, page: Any) -> None:
        self._raw = raw
        self._page = page
        self._size = raw.FPDFText_CountChars(page) if page else 0
        self._x, self._y = c_double(), c_double()
        self._matrix = raw.FS_MATRIX()
        self._plain = True

    def read(self) -> Iterator[Line]:
        if self._size <= 0:
            return
        if self._size > (most := allowed(CHARS)):
            raise UnreadableError(Message("page-characters", (figure(self._size), figure(most))))
        buffer = (c_ushort * (2 * self._size + 2))()
        got = self._raw.FPDFText_GetText(self._page, 0, self._size, buffer)
        text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "replace")
        self._plain = len(text) == self._size
        at = 0
        for raw_line in text.split("\r\n"):
            start, at = at, at + len(raw_line) + 2
            for part in self._parts(raw_line, start) if HYPHEN in raw_line else (raw_line,):
                if body := part.strip():
                    yield self._line(body, start + part.index(body[0]))
                start += len(part)

    def _parts(self, line: str, start: int) -> Iterator[str]:
        """PDFium joins the halves of a divided word even if a footnote comes between them."""
        begin = 0
        for hyphen in re.finditer(HYPHEN, line):
            at = hyphen.end()
            if at < len(line):
                before, after = self._shape(start + at - 2)[1], self._shape(start + at)[1]
                if not same_size(before, after):
                    yield line[begin:at]
                    begin = at
        yield line[begin:]

    def _line(self, body: str, start: int) -> Line:
        last = start + len(body) - 1
        letter = _LETTER.search(
            body, len(body) // 2
        )  # the type is that of the letters, not of a raised number
        turned, size = self._shape(start + (letter.start() if letter else 0))
        x, y = self._origin(start)
        small = body[0] in "0123456789*†‡" and is_raised(self._shape(start)[1], size)
        words = _NOTE_MARK.sub(lambda mark: self._without(mark, start, size), body)
        if not words.isascii():
            ends = words[-1] == "\xad"  # where a word could be divided; at the line's end it is
            words = words.translate(_READ_AS) + ("-" if ends else "")
        right, bottom = self._origin(last)
        return Line(words, x, y, right, bottom, size, small, turned)

    def _without(self, mark: re.Match[str], start: int, size: float) -> str:
        """A footnote's mark is not read, or the word before it would seem to continue."""
        at = mark.start()
        if not at or mark.string[at - 1].isspace():
            return mark[0]
        raised = mark[0][0] in _RAISED or is_raised(self._shape(start + at)[1], size)
        return "" if raised else mark[0]

    def _index(self, at: int) -> int:
        return at if self._plain else max(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, at), 0)

    def _origin(self, at: int) -> tuple[float, float]:
        self._raw.FPDFText_GetCharOrigin(self._page, self._index(at), byref(self._x), byref(self._y))
        return self._x.value, self._y.value

    def _shape(self, at: int) -> tuple[bool, float]:
        """Whether the character is turned, and its size in points as printed."""
        index, matrix = self._index(at), self._matrix
        self._raw.FPDFText_GetMatrix(self._page, index, byref(matrix))
        scale = math.hypot(matrix.b, matrix.d)
        return abs(matrix.b) > abs(matrix.d) / 10, scale * self._raw.FPDFText_GetFontSize(self._page, index)
