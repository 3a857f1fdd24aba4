"""Small files that would cost minutes or gigabytes if what is in them were followed to its end."""

import zlib
from collections.abc import Callable

from tests import zip_maker
from tests.office import odf, wordml

WORDS = "child pornography "
_OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_CELL = '<c t="s"><v>0</v></c>'


def _packed(parts: dict[str, str]) -> bytes:
    return wordml.zipped({name: content.encode() for name, content in parts.items()})


def workbook(strings: list[str], rows: str, sheets: int = 1) -> bytes:
    """Sheets that all have these rows, whose cells name shared strings by their numbers."""
    named = "".join(f'<sheet name="S{at}" r:id="rId{at + 1}"/>' for at in range(sheets))
    links = [*(("worksheet", f"s{at}.xml") for at in range(sheets)), ("sharedStrings", "strings.xml")]
    return _packed(
        {
            "_rels/.rels": zip_maker.relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f"<workbook {_OFFICE}><sheets>{named}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": zip_maker.relations(*links),
            "xl/strings.xml": "<sst>" + "".join(f"<si><t>{each}</t></si>" for each in strings) + "</sst>",
            **{
                f"xl/s{at}.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
                for at in range(sheets)
            },
        }
    )


def slides(slide: str, times: int = 1) -> bytes:
    """One slide, shown so many times."""
    shown = "".join(f'<sldId r:id="rId{at + 1}"/>' for at in range(times))
    return _packed(
        {
            "_rels/.rels": zip_maker.relations(("officeDocument", "ppt/p.xml")),
            "ppt/p.xml": f"<presentation {_OFFICE}>{shown}</presentation>",
            "ppt/_rels/p.xml.rels": zip_maker.relations(*[("slide", "s.xml")] * times),
            "ppt/s.xml": slide,
        }
    )


_SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def opendocument(body: str, kind: str) -> bytes:
    content = (
        f"<office:document-content{_SPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    )
    return _packed({"content.xml": f"{content}</office:document-content>"})


def _nested(inner: str, *around: tuple[str, str], times: int) -> str:
    begin, end = "".join(each for each, _ in around), "".join(each for _, each in reversed(around))
    return begin * times + inner + end * times


def _book(chapter: str, chapters: int) -> bytes:
    items = "".join(
        f'<item id="i{at}" href="c{at}.html" media-type="text/html"/>' for at in range(chapters)
    ) + "".join(f'<itemref idref="i{at}"/>' for at in range(chapters))
    return _packed(
        {
            "META-INF/container.xml": '<container><rootfile full-path="b.opf"/></container>',
            "b.opf": f"<package>{items}</package>",
            **{f"c{at}.html": chapter for at in range(chapters)},
        }
    )


def _header(name: str, value: bytes) -> bytes:
    return b"Subject: A law\n%s: %s\n\nIt bans child pornography." % (name.encode(), value)


_REPEATED = (
    '<table:table-cell table:number-columns-repeated="1000"><text:p>child pornography</text:p>'
    "</table:table-cell>"
)
_SLIDE_CELL = "<tr><tc><p><r><t>child pornography</t></r></p></tc></tr>"


def _pdf(content: bytes, forms: list[bytes], packed: int = 1, pages: int = 1) -> bytes:
    """A page with these instructions; each form X0, X1, … knows the next one."""

    def stream(data: bytes, more: bytes = b"") -> bytes:
        for _ in range(packed):
            data = zlib.compress(data, 9)
        head = b"<< /Length %d /Filter [%s] %s >>" % (len(data), b"/FlateDecode " * packed, more)
        return head + b"\nstream\n" + data + b"\nendstream"

    def known(number: int) -> bytes:
        return b"/Resources << /Font << /F1 3 0 R >> /XObject << /X%d %d 0 R >> >>" % (number, 10 + number)

    kids = b"4 0 R " * pages
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 600 800] >>" % (kids, pages),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R %s >>" % known(0),
        5: stream(content),
    }
    for number, form in enumerate(forms):
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + known(number + 1)
        objects[10 + number] = stream(form, kind)
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in objects.items())
    return body + b"trailer << /Root 1 0 R >>"  # PDFium looks for the objects itself


_SHOWN = b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (child pornography) Tj ET\n"


def forms_in_forms(depth: int) -> bytes:
    """A page that draws a form ten times, which draws another ten times, and so on."""
    forms = [b"/X%d Do\n" % (number + 1) * 10 for number in range(depth - 1)]
    return _pdf(_SHOWN + b"/X0 Do\n" * 10, [*forms, _SHOWN])


def itself(drawn: bytes) -> bytes:
    """A form that PDFium draws again and again. X0 knows itself, because X1 has its number here."""
    return _pdf(_SHOWN + b"/X0 Do\n", [_SHOWN + drawn]).replace(b"/X1 11 0 R", b"/X1 10 0 R")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a long string in many cells.xlsx": lambda: workbook([WORDS * 1600], f"<row>{_CELL * 2000}</row>"),
    "a long string in many rows.xlsx": lambda: workbook(
        ["child prostitutes " * 1700], f"<row>{_CELL}</row>" * 10_000
    ),
    "minors in many cells.xlsx": lambda: workbook(
        ["minors having sex with a minor client who is a minor in the law on minors. " * 400],
        f"<row>{_CELL * 10}</row>" * 10_000,
    ),
    "a string in many cells.xlsx": lambda: workbook(
        ["child pornography"], f"<row>{_CELL * 100}</row>" * 2000
    ),
    "many sheets.xlsx": lambda: workbook(["child pornography"], f"<row>{_CELL * 100}</row>" * 2000, 6),
    "the last cell.xlsx": lambda: workbook(
        ["child pornography"], '<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>'
    ),
    "a million words.docx": lambda: wordml.docx(wordml.paragraph(WORDS * 100_000)),
    "many paragraphs.docx": lambda: wordml.docx(wordml.paragraph(WORDS) * 100_000),
    "many runs.docx": lambda: wordml.docx(wordml.paragraph(*["<w:r><w:t>a</w:t></w:r>"] * 300_000)),
    "tables in tables.docx": lambda: wordml.docx(
        _nested("<w:p/>", ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), times=80) * 3000
    ),
    "paragraphs in paragraphs.docx": lambda: wordml.docx(
        _nested(wordml.run("child pornography") * 20_000, ("<w:p>", "</w:p>"), times=200)
    ),
    "spaces.odt": lambda: opendocument(
        "<text:p>" + '<text:s text:c="1000"/>a' * 200_000 + "</text:p>", "text"
    ),
    "lists in lists.odt": lambda: odf.odt(
        _nested(
            "<text:p>a</text:p>" * 10,
            ("<text:list><text:list-item>", "</text:list-item></text:list>"),
            times=100,
        )
        * 400
    ),
    "cells repeated.ods": lambda: opendocument(
        f"<table:table>{f'<table:table-row>{_REPEATED * 4}</table:table-row>' * 1000}</table:table>",
        "spreadsheet",
    ),
    "rows repeated.ods": lambda: opendocument(
        "<table:table>"
        + f'<table:table-row table:number-rows-repeated="99999999">{_REPEATED * 4}</table:table-row>' * 1000
        + "</table:table>",
        "spreadsheet",
    ),
    "frames in frames.odp": lambda: opendocument(
        "<draw:page>"
        + _nested(
            "<text:p>child pornography</text:p>" * 60_000,
            ("<draw:frame><draw:text-box>", "</draw:text-box></draw:frame>"),
            times=100,
        )
        + "</draw:page>",
        "presentation",
    ),
    "tables in tables.odp": lambda: opendocument(
        "<draw:page><draw:frame>"
        + _nested(
            "<text:p>child</text:p>" * 50_000,
            (
                "<table:table><table:table-row><table:table-cell>",
                "</table:table-cell></table:table-row></table:table>",
            ),
            times=70,
        )
        + "</draw:frame></draw:page>",
        "presentation",
    ),
    "tables in tables.pptx": lambda: slides(
        "<sld><graphicFrame>"
        + _nested(_SLIDE_CELL * 3000, ("<tbl>", "</tbl>"), times=200)
        + "</graphicFrame></sld>"
    ),
    "one slide many times.pptx": lambda: slides(
        f"<sld><sp>{'<p><r><t>child pornography</t></r></p>' * 3000}</sp></sld>", 4000
    ),
    "encoded words.eml": lambda: b"Subject: " + b"=?utf-8?q?child?= " * 150_000 + b"\n\nIt bans it.",
    "folded.eml": lambda: b"Subject: A law\n" + b" child pornography\n" * 150_000 + b"\nIt bans it.",
    "references.eml": lambda: _header("References", b"<a@b>\n " * 400_000),
    "parameters.eml": lambda: _header("Content-Type", b"text/plain; " + b"a*0=b; " * 300_000),
    "a name.eml": lambda: _header(
        "Content-Disposition", b'attachment; filename="' + b"=?utf-8?q?child?= " * 150_000 + b'"'
    ),
    "messages in messages.eml": lambda: b"Subject: a\nContent-Type: message/rfc822\n\n" * 5000 + b"x",
    "a book.epub": lambda: _book("<body>" + "<p>child pornography</p>" * 130_000, 3),
    "divisions in divisions.epub": lambda: _book("<body>" + "<div>" * 200_000 + "child", 1),
    "a long key.json": lambda: (
        b'{"' + b"k" * 1_000_000 + b'": [' + b'"child pornography",' * 5_000 + b'"x"]}'
    ),
    "deep.json": lambda: b"[" * 100_000 + b"]" * 100_000,
    "laughs.yaml": lambda: (
        b"a: &a [x,x]\n"
        + b"".join(b"%c: &%c [*%c,*%c]\n" % (at + 1, at + 1, at, at) for at in range(97, 121))
    ),
    "deep.yaml": lambda: b"[" * 50_000 + b"]" * 50_000,
    "a field.csv": lambda: b'child pornography;"' + b'a""b ' * 400_000,
    "a word in many rows.csv": lambda: b"name,type\n" + b"x,child pornography\n" * 150_000,
    "groups in groups.rtf": lambda: (
        b"{\\rtf1" + b"{\\b " * 1900 + b"child pornography " * 20_000 + b"}" * 1901
    ),
    "mixed content.xml": lambda: b"<a>x" * 200 + b"<i/>" * 200_000 + b"<p>x</p>" + b"</a>" * 200,
    "forms in forms.pdf": lambda: forms_in_forms(10),
    "a form many times.pdf": lambda: _pdf(_SHOWN + b"/X0 Do\n" * 200_000, [_SHOWN]),
    "a form that draws itself.pdf": lambda: itself(b"/X1 Do /X1 Do /X1 Do /X1 Do"),
    "packed twice.pdf": lambda: _pdf(_SHOWN * 5_000_000, [], packed=2),
    "many words.pdf": lambda: _pdf(_SHOWN * 500_000, []),
    "a page many times.pdf": lambda: _pdf(_SHOWN * 3000, [], pages=20_000),
    "entities.xml": lambda: (
        b'<!DOCTYPE a [<!ENTITY b0 "child">'
        + b"".join(b'<!ENTITY b%d "&b%d;&b%d;">' % (at, at - 1, at - 1) for at in range(1, 40))
        + b"]><a>&b39;</a>"
    ),
    "namespaces.xml": lambda: (
        b"<a>"
        + b"".join(b'<x%d:b xmlns:x%d="u%d">a</x%d:b>' % (at, at, at, at) for at in range(60_000))
        + b"</a>"
    ),
}
"""By its name, which says its kind: a file that is not big itself."""
