"""PDF files written by hand, so that a test decides where each letter on a page is."""

from collections.abc import Collection
from typing import NamedTuple


class Put(NamedTuple):
    """Some words at a place: points from the lower left corner of a page of 600 x 800."""

    x: float
    y: float
    words: str
    size: float = 10


def pdf(
    *pages: list[Put],
    labels: str = "",
    page_extra: str = "",
    trailer: str = "",
    pictures: Collection[int] = (),
    objects: tuple[str, ...] = (),
) -> bytes:
    """A file with these pages. `labels` is a page label dictionary, `objects` come from number 1,000 on.

    `pictures` are the numbers, from 1, of pages that a picture fills.
    """
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    catalog = f"<< /Type /Catalog /Pages 2 0 R {f'/PageLabels << /Nums [0 {labels}] >>' if labels else ''} >>"
    parts = {
        1: catalog.encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 600 800] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding"
        b" /Differences [1 /fi 2 /fl 3 /hyphentwo 4 /sfthyphen] >> >>",
    }
    for number, puts in enumerate(pages):
        content = "\n".join(
            f"BT /F1 {put.size} Tf 1 0 0 1 {put.x} {put.y} Tm ({_escaped(put.words)}) Tj ET" for put in puts
        ).encode("cp1252")
        if number + 1 in pictures:
            content += b"\nq 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
        parts[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /Contents {11 + 2 * number} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> {page_extra} >>"
        ).encode()
        parts[11 + 2 * number] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    for number, body in enumerate(objects):
        parts[1000 + number] = body.encode()
    return _file(parts, trailer)


def _escaped(words: str) -> str:
    return (
        words.replace("\\", r"\\")
        .replace("(", r"\(")
        .replace(")", r"\)")
        .replace("ﬁ", "\1")
        .replace("ﬂ", "\2")
        .replace("\u2010", "\3")
        .replace("\xad", "\4")
    )


def _file(parts: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = dict[int, int]()
    for number, body in sorted(parts.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    size = max(parts) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
