"""Which language a document says that it is in, in each format, and where its words decide otherwise."""

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest

from luxterm.engine.identify import Identifier
from luxterm.formats import read
from luxterm.office import read as read_office
from luxterm.types import Document, Finding
from tests.test_languages import ENGLISH, FRENCH, WORDS, langs, told

__all__ = ["told"]


SHORT = "Sextortion."


def docx(lang: str, default: str) -> bytes:
    """A Word document with one paragraph in one run."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    own = f'<w:rPr><w:lang w:val="{lang}"/></w:rPr>' if lang else ""
    defaults = f'<w:rPrDefault><w:rPr><w:lang w:val="{default}"/></w:rPr></w:rPrDefault>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def relation(what: str, target: str) -> str:
        one = f'<Relationship Id="a" Type="{kind}/{what}" Target="{target}"/>'
        return f'<Relationships xmlns="{package}/relationships">{one}</Relationships>'

    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": relation("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": relation("styles", "styles.xml"),
            "word/document.xml": f"<w:document {w}><w:body><w:p><w:r>{own}<w:t>{SHORT}</w:t></w:r></w:p>"
            "</w:body></w:document>",
            "word/styles.xml": f"<w:styles {w}><w:docDefaults>{defaults}</w:docDefaults></w:styles>",
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


FODT = """<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="GB"/>
</style:default-style><style:style style:name="F" style:family="paragraph">
<style:text-properties fo:language="fr" fo:country="CA"/></style:style></office:styles>
<office:body><office:text><text:p>Sextortion.</text:p><text:p text:style-name="F">Sextortion.</text:p>
</office:text></office:body></office:document>"""
LATEX = r"""\documentclass[a4paper]{article}
\usepackage[english,french]{babel}
\begin{document}
Sextortion.

\begin{otherlanguage}{ngerman}
Sextortion.

\end{otherlanguage}
\selectlanguage{english}
Sextortion.
\end{document}
"""
EPUB_OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:language>fr</dc:language></metadata><manifest>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/></spine></package>"""
EPUB = packed(
    {
        "META-INF/container.xml": '<container><rootfile full-path="a.opf"/></container>',
        "a.opf": EPUB_OPF,
        "a.xhtml": "<html><body><p>Sextortion.</p></body></html>",
    }
)


def declared(document: Document) -> Iterator[str]:
    """What is declared for each segment."""
    return (segment.lang or document.lang for segment in document.segments)


@pytest.mark.parametrize(
    ("document", "wanted"),
    [
        pytest.param(
            read("<html lang=fr-CA><p>a<p lang=en>b<p>c</html>", "html"), ["fr-CA", "en", "fr-CA"], id="html"
        ),
        pytest.param(
            read("---\ntitle: A\nlang: 'fr'\n---\n\nSextortion.\n", "markdown"), ["fr", "fr"], id="yaml"
        ),
        pytest.param(read('+++\nlanguage = "fr-CA"\n+++\n\nSextortion.\n', "markdown"), ["fr-CA"], id="toml"),
        pytest.param(read("= A title\n:lang: es\n\nSextortion.\n", "asciidoc"), ["es", "es"], id="asciidoc"),
        pytest.param(read(LATEX, "latex"), ["french", "ngerman", "english"], id="babel"),
        pytest.param(
            read(LATEX.replace("[english,french]{babel}", "{polyglossia}\\setmainlanguage{french}"), "latex"),
            ["french", "ngerman", "english"],
            id="polyglossia",
        ),
        pytest.param(
            read(f"%\\usepackage[spanish]{{babel}}\n{LATEX}".replace("\\select", "%\\select"), "latex"),
            ["french", "ngerman", "french"],
            id="babel, with others in comments",
        ),
        pytest.param(read_office(docx("fr-FR", "en-US"), "docx"), ["fr-FR"], id="docx, a run"),
        pytest.param(read_office(docx("", "en-US"), "docx"), ["en-US"], id="docx, its defaults"),
        pytest.param(read_office(FODT.encode(), "odt"), ["en-GB", "fr-CA"], id="opendocument"),
        pytest.param(
            read_office(b'<law xml:lang="en"><p>a</p><p xml:lang="fr">b</p></law>', "xml"),
            ["en", "fr"],
            id="xml",
        ),
        pytest.param(read_office(EPUB, "epub"), ["fr"], id="epub"),
    ],
)
def test_what_a_document_declares_is_read(document: Document, wanted: list[str]) -> None:
    assert list(declared(document)) == wanted


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("FR_ca", "fr"),
        ("french", "fr"),
        ("ngerman", "de"),
        ("it", "it"),
        ("", ""),
    ],
)
def test_a_declaration_means_a_language(told: Identifier, name: str, lang: str) -> None:
    assert told.declared(name) == lang


def test_a_declaration_decides_where_the_text_does_not(find: Callable[..., list[Finding]]) -> None:
    for lang in ("fr", "en"):
        assert {it.lang for it in find(f"---\nlang: {lang}\n---\n\nSextortion.\n")} <= {lang}


def test_a_declaration_that_the_text_contradicts_yields(find: Callable[..., list[Finding]]) -> None:
    assert langs(find(f"---\nlang: en\n---\n\n{FRENCH}\n")) == [("fr", WORDS[1])]
    assert langs(find(f"<html lang=fr><p>{ENGLISH}</html>", "html")) == [("en", WORDS[0])]
