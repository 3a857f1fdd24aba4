"""Small OpenDocument texts, written as XML."""

import zipfile
from io import BytesIO

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = (
    " ".join(
        f'xmlns:{prefix}="{_SPACE}{name}:1.0"'
        for prefix, name in (
            *((same, same) for same in ("office", "style", "text", "table", "manifest")),
            *(("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible")),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MIME = "application/vnd.oasis.opendocument.text"

COMMON = "".join(
    f'<style:style style:name="{name}" style:family="{family}"{more}>{inner}</style:style>'
    for name, family, more, inner in (
        ("Quotations", "paragraph", "", '<style:text-properties fo:font-style="italic"/>'),
        ("Ours", "paragraph", ' style:parent-style-name="Quotations"', ""),
        ("Title", "paragraph", "", ""),
        ("Caption", "paragraph", "", ""),
        ("Table", "paragraph", ' style:parent-style-name="Caption"', ""),
        ("Hidden", "paragraph", "", '<style:text-properties text:display="none"/>'),
        ("Loop", "paragraph", ' style:parent-style-name="Loop"', ""),
        ("Frame", "graphic", "", ""),
    )
)
AUTOMATIC = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
    for name, look in (
        ("T1", 'fo:font-style="italic"'),
        ("T2", 'fo:font-weight="bold"'),
        ("T3", 'text:display="none"'),
    )
) + (
    '<style:style style:name="fr1" style:family="graphic" style:parent-style-name="Frame"/>'
    '<style:style style:name="gr1" style:family="graphic"/>'
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" '
    'style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:outline-style>"
)


def p(content: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{content}</text:p>"


def h(content: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{content}</text:h>'


def span(content: str, style: str = "T1") -> str:
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def note(content: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p(content)}</text:note-body></text:note>"
    )


def annotation(content: str, author: str = "A. Drafter") -> str:
    return (
        f"<office:annotation><dc:creator>{author}</dc:creator><dc:date>2026-01-01T00:00:00</dc:date>"
        f"{p(content)}</office:annotation>"
    )


def table(*rows: tuple[str, ...]) -> str:
    body = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f"<table:table>{columns}{body}</table:table>"


_PLACED = 'text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"'


def box(*paragraphs: str, style: str = "") -> str:
    named = f' draw:style-name="{style}"' if style else ""
    return f"<draw:frame {_PLACED}{named}><draw:text-box>{''.join(paragraphs)}</draw:text-box></draw:frame>"


def shape(*paragraphs: str, style: str = "", kind: str = "custom-shape") -> str:
    outline = (
        '<draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="rectangle" '
        'draw:enhanced-path="M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N"/>'
    ) * (kind == "custom-shape")
    named = f' draw:style-name="{style}"' if style else ""
    return f"<draw:{kind} {_PLACED}{named}>{''.join(paragraphs)}{outline}</draw:{kind}>"


def _master(header: str, footer: str) -> str:
    parts = f"<style:header>{header}</style:header>" if header else ""
    parts += f"<style:footer>{footer}</style:footer>" if footer else ""
    layout = '<style:page-layout style:name="L"><style:page-layout-properties/><style:header-style/>'
    return (
        f"<office:automatic-styles>{layout}<style:footer-style/></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">'
        f"{parts}</style:master-page></office:master-styles>"
    )


def fodt(body: str) -> bytes:
    """A flat document with this body."""
    return (
        f'{_HEAD}<office:document {_SPACES} office:version="1.3" office:mimetype="{MIME}">'
        f"<office:styles>{COMMON}{OUTLINE}</office:styles>"
        f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def odt(body: str, header: str = "", footer: str = "") -> bytes:
    """A document with this body."""
    content = (
        f'{_HEAD}<office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f'{_HEAD}<office:document-styles {_SPACES} office:version="1.3">'
        f"<office:styles>{COMMON}{OUTLINE}</office:styles>{_master(header, footer)}</office:document-styles>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    manifest = f'{_HEAD}<manifest:manifest {_SPACES} manifest:version="1.3">{entries}</manifest:manifest>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text, method in (
            ("mimetype", MIME, zipfile.ZIP_STORED),
            ("content.xml", content, zipfile.ZIP_DEFLATED),
            ("styles.xml", styles, zipfile.ZIP_DEFLATED),
            ("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, method)
    return buffer.getvalue()
