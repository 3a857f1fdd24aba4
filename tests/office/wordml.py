"""Small Word documents, written as XML: what Word writes, reduced to the essentials."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_ROOTS = {
    **{each: each for each in ("styles", "numbering", "footnotes", "endnotes", "comments")},
    "header": "hdr",
    "footer": "ftr",
}
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id}"{more}><w:name w:val="{name}"/>{inner}</w:style>'
    for id, name, more, inner in (
        ("Standard", "Normal", ' w:default="1"', ""),
        ("Titel", "Title", "", ""),
        ("Titre1", "heading 1", "", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Titre2", "heading 2", "", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Kapitel", "Chapter of ours", "", '<w:basedOn w:val="Titre1"/>'),
        ("Zitat", "Quote", "", "<w:rPr><w:i/></w:rPr>"),
        ("Citat", "Our quotes", "", '<w:basedOn w:val="Zitat"/>'),
        ("Legende", "caption", "", ""),
        ("Verborgen", "Note to the drafter", "", "<w:rPr><w:vanish/></w:rPr>"),
        ("Loop", "Loop", "", '<w:basedOn w:val="Loop"/>'),
    )
)


def paragraph(*content: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs; plain text becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{''.join(map(inline, content))}</w:p>"


def inline(content: str) -> str:
    return content if content.startswith("<") else run(content)


def run(text: str, properties: str = "") -> str:
    """A run; `properties` are those of its formatting."""
    dressed = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dressed}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...], header: bool = True) -> str:
    """A table of cells with one paragraph each."""
    look = f'<w:tblPr><w:tblLook w:firstRow="{int(header)}"/></w:tblPr>'
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{look}{body}</w:tbl>"


def inserted(*content: str, author: str = "A. Drafter", id: int = 900) -> str:
    date = "2026-01-01T00:00:00Z"
    body = "".join(map(inline, content))
    return f'<w:ins w:id="{id}" w:author="{author}" w:date="{date}">{body}</w:ins>'


def deleted(text: str, author: str = "A. Drafter", id: int = 901) -> str:
    gone = run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    return f'<w:del w:id="{id}" w:author="{author}" w:date="2026-01-01T00:00:00Z">{gone}</w:del>'


def reference(kind: str, id: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'


def note(kind: str, id: int, *paragraphs: str) -> str:
    return f'<w:{kind} w:id="{id}">{"".join(paragraphs)}</w:{kind}>'


def separator(kind: str) -> str:
    """What separates text and notes: the first of a document's notes, which readers don't see as one."""
    return f'<w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>'


def field(instruction: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    said = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return marks[0] + said + marks[1] + run(result) + marks[2]


def comment(id: int, text: str, author: str = "A. Drafter") -> str:
    return f'<w:comment w:id="{id}" w:author="{author}">{paragraph(text)}</w:comment>'


def box(*paragraphs: str) -> str:
    """A text box as Word writes it, twice."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    size = '<wp:extent cx="2000000" cy="1000000"/>'
    position = (
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    shape = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2000000" cy="1000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
        f'locked="0" layoutInCell="1" allowOverlap="1">{position}{size}<wp:wrapNone/>'
        f'<wp:docPr id="7" name="Text Box 7"/>{shape}</wp:anchor>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def docx(body: str, parts: Mapping[str, str] | None = None, more: Mapping[str, bytes] | None = None) -> bytes:
    """The bytes of a document. `parts` are the contents of other parts by kind ("footnotes", "header")."""
    parts = {"styles": STYLES, **(parts or {})}
    files: dict[str, bytes] = {}
    overrides = relations = sections = ""
    for number, (kind, content) in enumerate(parts.items(), 1):
        root = _ROOTS[kind]
        files[f"word/{kind}.xml"] = f"{_HEAD}<w:{root} {_SPACES}>{content}</w:{root}>".encode()
        overrides += f'<Override PartName="/word/{kind}.xml" ContentType="{_CONTENT}{kind}+xml"/>'
        relations += f'<Relationship Id="rId{number}" Type="{_TYPE}{kind}" Target="{kind}.xml"/>'
        if kind in ("header", "footer"):
            sections += f'<w:{kind}Reference w:type="default" r:id="rId{number}"/>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_CONTENT}document.main+xml"/>{overrides}</Types>'
    )
    ours = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    main = f'<Relationship Id="rId1" Type="{_TYPE}officeDocument" Target="word/document.xml"/>'
    section = f'<w:sectPr>{sections}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>"
    files |= {
        "[Content_Types].xml": (_HEAD + types).encode(),
        "_rels/.rels": f"{_HEAD}{ours}{main}</Relationships>".encode(),
        "word/document.xml": (_HEAD + document).encode(),
        "word/_rels/document.xml.rels": f"{_HEAD}{ours}{relations}</Relationships>".encode(),
    }
    return zipped(dict(sorted({**files, **(more or {})}.items())))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files, the same every time."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def files(data: bytes) -> dict[str, bytes]:
    """What is in an archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(data: bytes, changes: Mapping[bytes, bytes]) -> bytes:
    """The archive with bytes of its files replaced."""
    changed = files(data)
    for old, new in changes.items():
        changed = {name: content.replace(old, new) for name, content in changed.items()}
    return zipped(changed)
