"""One table in every format that has tables, as a document that was read. The first row is its header."""

from collections.abc import Callable, Sequence
from email.message import EmailMessage

from luxterm import formats, office
from luxterm.types import Document
from tests.office import odf, wordml
from tests.zip_maker import RELATIONS, package, relations

Row = tuple[str, ...]
Rows = Sequence[Row]

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _each(rows: Rows, row: str, cell: str) -> str:
    """The rows in markup that has `{}` in place of what is in a row, and of what is in a cell."""
    return "".join(row.format("".join(cell.format(said) for said in each)) for each in rows)


def _barred(rows: Rows) -> str:
    first, *others = ("| " + " | ".join(row) + " |\n" for row in rows)
    return first + "|---" * len(rows[0]) + "|\n" + "".join(others)


def _simple(rows: Rows) -> str:
    wide = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rule = " ".join("=" * it for it in wide) + "\n"
    first, *others = (" ".join(map(str.ljust, row, wide)).rstrip() + "\n" for row in rows)
    return f"{rule}{first}{rule}{''.join(others)}{rule}"


def _grid(rows: Rows) -> str:
    wide = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rule = "+" + "".join("-" * it + "+" for it in wide) + "\n"
    return rule + "".join("|" + "|".join(map(str.ljust, row, wide)) + "|\n" + rule for row in rows)


def _listed(rows: Rows) -> str:
    lines = (f"   {'*' if not at else ' '} - {cell}\n" for row in rows for at, cell in enumerate(row))
    return ".. list-table::\n   :header-rows: 1\n\n" + "".join(lines)


def _values(rows: Rows, sign: str = ",") -> str:
    return "".join(sign.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def _deeper(text: str) -> str:
    return "".join(f"   {line}\n" for line in text.splitlines())


def _tagged(rows: Rows, cell: str = "<td>{}</td>", between: str = "") -> str:
    return f"<table>{between}{_each(rows, f'<tr>{between}{{}}</tr>{between}', cell + between)}</table>"


def _asciidoc(cells: str, columns: int = 0) -> str:
    named = f',cols="{columns}*"' if columns else ""
    return f"[%header{named}]\n|===\n{cells}|===\n"


def _latex(rows: Rows, between: str = " & ") -> str:
    lines = (between.join(row) + " \\\\\n" for row in rows)
    return "\\begin{tabular}{ll}\n" + "".join(lines) + "\\end{tabular}\n"


_TEXTS: dict[str, Callable[[Rows], str]] = {
    "markdown": _barred,
    "markdown, drawn": _grid,
    "markdown, in tags": _tagged,
    "markdown, in tags on lines": lambda rows: _tagged(rows, between="\n"),
    "mdx": _barred,
    "plain": lambda rows: _each(rows, "{}|\n", "| {} "),
    "html": _tagged,
    "html, on lines": lambda rows: _tagged(rows, between="\n"),
    "html, of paragraphs": lambda rows: _tagged(rows, "<td><p>{}</p></td>"),
    "html, without end tags": lambda rows: "<table>" + _each(rows, "<tr>{}", "<td>{}"),
    "rst": _simple,
    "rst, drawn": _grid,
    "rst, as a list": _listed,
    "rst, as values": lambda rows: ".. csv-table::\n   :header-rows: 1\n\n" + _deeper(_values(rows)),
    "asciidoc": lambda rows: _asciidoc(_each(rows, "{}\n", "|{} ")),
    "asciidoc, a line for each cell": lambda rows: _asciidoc(_each(rows, "{}", "|{}\n"), len(rows[0])),
    "asciidoc, as values": lambda rows: f"[%header]\n,===\n{_values(rows)},===\n",
    "latex": _latex,
    "latex, on lines": lambda rows: _latex(rows, " &\n"),
}


def _docx(rows: Rows) -> bytes:
    return wordml.docx(wordml.table(*rows))


def _odt(rows: Rows) -> bytes:
    return odf.odt(odf.table(*rows))


def _rtf(rows: Rows) -> bytes:
    drawn = _each(rows, r"\trowd\cellx1000\cellx2000\pard\intbl {}\row ", r"{}\cell ")
    return rf"{{\rtf1\ansi {drawn}}}".encode()


def _flat(kind: str, inner: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{each}="{each}"' for each in ("office", "draw", "text", "table", "presentation")
    )
    body = f"<office:body><office:{kind}>{inner}</office:{kind}></office:body>"
    return f"<office:document {spaces}>{body}</office:document>".encode()


def _open_table(rows: Rows) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    drawn = _each(rows, "<table:table-row>{}</table:table-row>", cell)
    return f'<table:table table:name="Terms">{drawn}</table:table>'


def _ods(rows: Rows) -> bytes:
    return _flat("spreadsheet", _open_table(rows))


def _odp(rows: Rows) -> bytes:
    return _flat("presentation", f"<draw:page><draw:frame>{_open_table(rows)}</draw:frame></draw:page>")


def _xlsx(rows: Rows) -> bytes:
    drawn = _each(rows, "<row>{}</row>", '<c t="inlineStr"><is><t>{}</t></is></c>')
    return package(
        {
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Terms" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/s1.xml")),
            "xl/worksheets/s1.xml": f'<worksheet xmlns="{_S}"><sheetData>{drawn}</sheetData></worksheet>',
        }
    )


def _pptx(rows: Rows) -> bytes:
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    drawn = f'<a:tbl><a:tblPr firstRow="1"/>{_each(rows, "<a:tr>{}</a:tr>", cell)}</a:tbl>'
    spaces = f'xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{RELATIONS}"'
    return package(
        {
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'<p:presentation {spaces}><p:sldIdLst><p:sldId id="1" r:id="rId1"/>'
            "</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(("slide", "slides/slide1.xml")),
            "ppt/slides/slide1.xml": f"<p:sld {spaces}><p:graphicFrame>{drawn}</p:graphicFrame></p:sld>",
        }
    )


def _epub(rows: Rows) -> bytes:
    container = '<container xmlns="urn:c"><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    return package(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "a.opf": f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{item}</manifest><spine>'
            '<itemref idref="a"/></spine></package>',
            "a.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{_tagged(rows)}</body></html>',
        }
    )


def _eml(rows: Rows) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "The terms"
    mail.set_content(_tagged(rows), subtype="html")
    return mail.as_bytes()


_FILES: dict[str, Callable[[Rows], bytes]] = {
    "csv": lambda rows: _values(rows).encode(),
    "csv, with tabs": lambda rows: _values(rows, "\t").encode(),
    "docx": _docx,
    "odt": _odt,
    "rtf": _rtf,
    "xlsx": _xlsx,
    "ods": _ods,
    "pptx": _pptx,
    "odp": _odp,
    "epub": _epub,
    "eml": _eml,
}

TABLES = (*_TEXTS, *_FILES)
"""The formats, and the ways in which they have tables."""


def table(name: str, rows: Rows) -> Document:
    """A document in one of the formats that is this table, and nothing else."""
    format = name.partition(",")[0]
    if name in _TEXTS:
        return formats.read(_TEXTS[name](rows), format)
    return office.read(_FILES[name](rows), format)
