"""Word documents to be reviewed: a term in every possible place."""

from tests.office import wordml
from tests.office.wordml import (
    box,
    deleted,
    field,
    files,
    inserted,
    note,
    paragraph,
    reference,
    run,
    table,
)

BAD = "The State shall prohibit child pornography in law."
PARTED = (run("child ", "<w:b/>"), run("porno"), run("graphy", "<w:i/>"))


def moved(text: str) -> str:
    stated = 'w:author="A. Drafter" w:date="2026-01-01T00:00:00Z"'
    return "".join(
        f'<w:{way}RangeStart w:id="{at}" w:name="m1" {stated}/><w:{way} w:id="{at + 1}" {stated}>{run(text)}'
        f'</w:{way}><w:{way}RangeEnd w:id="{at}"/>' + (run(" today ") if at == 70 else "")
        for way, at in (("moveFrom", 70), ("moveTo", 80))
    )


CASES: dict[str, tuple[str, dict[str, str]]] = {
    "inside one run": (paragraph(BAD), {}),
    "split over runs": (paragraph("Prohibit ", *PARTED, " in law."), {}),
    "several in a paragraph": (paragraph(f"{BAD} They met a child prostitute. {BAD}"), {}),
    "in a table": (table(("Law", "Text"), ("Code", BAD)), {}),
    "in a footnote": (
        paragraph("See", reference("footnote", 2), "."),
        {"footnotes": wordml.separator("footnote") + note("footnote", 2, paragraph(BAD))},
    ),
    "in an endnote": (
        paragraph("See", reference("endnote", 2), "."),
        {"endnotes": wordml.separator("endnote") + note("endnote", 2, paragraph(BAD))},
    ),
    "in a header and a footer": (
        paragraph("Text."),
        {"header": paragraph(BAD), "footer": paragraph("On child pornography.")},
    ),
    "in a text box": (paragraph("Box", box(paragraph(BAD))), {}),
    "in a link": (
        paragraph("See ", f'<w:hyperlink w:anchor="a">{run("child pornography laws")}</w:hyperlink>', "."),
        {},
    ),
    "half in a link": (
        paragraph("See child ", f'<w:hyperlink w:anchor="a">{run("pornography")}</w:hyperlink>', " laws."),
        {},
    ),
    "in a field": (
        paragraph("See ", field(' HYPERLINK "https://example.org/" ', "child pornography"), "."),
        {},
    ),
    "in a table of contents": (
        paragraph(field(" TOC ", "Fighting child pornography"))
        + paragraph(
            '<w:bookmarkStart w:id="1" w:name="a"/>',
            "Fighting child pornography",
            '<w:bookmarkEnd w:id="1"/>',
            style="Titre2",
        ),
        {},
    ),
    "in a heading with a bookmark": (
        paragraph(
            '<w:bookmarkStart w:id="1" w:name="a"/>',
            "Fighting child pornography online",
            '<w:bookmarkEnd w:id="1"/>',
            style="Titre1",
        ),
        {},
    ),
    "in a content control": (
        paragraph(
            "It ", f"<w:sdt><w:sdtPr/><w:sdtContent>{run('bans child pornography')}</w:sdtContent></w:sdt>"
        ),
        {},
    ),
    "next to an insertion": (paragraph("It bans child pornography", inserted(" and more"), "."), {}),
    "next to a deletion": (paragraph("It bans child pornography", deleted(" and more"), "."), {}),
    "around a deletion": (paragraph("It bans child ", deleted("or other "), "pornography."), {}),
    "in an insertion": (
        paragraph("It ", deleted("allows"), inserted("bans child porn", "ography and more"), "."),
        {},
    ),
    "half in an insertion": (paragraph("It bans child ", inserted("pornography"), " here."), {}),
    "in what was moved": (paragraph("It ", moved("bans child pornography"), "."), {}),
    "after a tab and a break": (
        paragraph(
            '<w:r><w:tab/><w:t>Prohibit child</w:t><w:br/><w:t xml:space="preserve">pornography </w:t></w:r>'
        ),
        {},
    ),
    "with its article": (paragraph("They met a child prostitute", run(" by law", "<w:b/>"), "."), {}),
    "a comment alone": (paragraph("He is a sex offender with child victims of sex tourism."), {}),
    "a quotation and a title": (
        paragraph("The law says “child pornography”.")
        + paragraph(
            "See the Optional Protocol on the Sale of Children, Child Prostitution and Child Pornography."
        ),
        {},
    ),
}


def control(content: str, properties: str = '<w:lock w:val="sdtContentLocked"/>') -> str:
    """A content control, locked unless it has other properties."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BOUND = '<w:dataBinding w:xpath="/a" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/>'
MERGED = field(" MERGEFIELD x ", BAD)
FOOTNOTES = {"footnotes": wordml.separator("footnote") + note("footnote", 2, paragraph(BAD))}
CONTROLS: dict[str, tuple[str, dict[str, str], int]] = {
    "bound": (control(paragraph(BAD), BOUND), {}, 0),
    "locked": (control(paragraph(BAD)), {}, 0),
    "a locked heading": (control(paragraph(BAD, style="Titre1")), {}, 0),
    "two paragraphs": (control(paragraph("First.") + paragraph(BAD)), {}, 0),
    "an empty paragraph first": (control(paragraph() + paragraph(BAD)), {}, 0),
    "one in another": (control(control(paragraph(BAD)), ""), {}, 0),
    "around a table": (paragraph("Table.") + control(table(("Law", BAD))), {}, 0),
    "in a cell": (
        paragraph("Table.") + table(("Law", BAD)).replace(paragraph(BAD), control(paragraph(BAD))),
        {},
        0,
    ),
    "open": (control(paragraph(BAD), ""), {}, 1),
    "open, with a footnote": (control(paragraph(reference("footnote", 2), "."), ""), FOOTNOTES, 1),
    "open, with a text box": (control(paragraph(box(paragraph(BAD))), ""), {}, 1),
    "a locked text box": (control(paragraph(box(paragraph(BAD)))), {}, 0),
    "a field alone": (control(paragraph(MERGED), ""), {}, 0),
    "a field, and text before it": (control(paragraph("See ", MERGED), ""), {}, 0),
    "before a header": (control(paragraph("A title."), BOUND), {"header": paragraph(BAD)}, 1),
    "empty, before a header": (control(paragraph(), BOUND), {"header": paragraph(BAD)}, 1),
}
"""Documents that begin with a content control around paragraphs, and how many changes are tracked in them."""


def control_document(name: str) -> bytes:
    body, parts, _ = CONTROLS[name]
    return wordml.docx(body + paragraph("After."), parts)


def case_document(name: str) -> bytes:
    body, parts = CASES[name]
    return wordml.docx(paragraph("Before.") + body + paragraph("After."), parts)


def everything() -> bytes:
    """All cases in one document."""
    parts = {kind: content for _, more in CASES.values() for kind, content in more.items()}
    return wordml.docx("".join(body for body, _ in CASES.values()), parts)


def in_utf_16(data: bytes) -> bytes:
    """A package with all its texts in another encoding."""
    return wordml.zipped(
        {
            name: content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
            if name.startswith("word/") and name.endswith(".xml")
            else content
            for name, content in files(data).items()
        }
    )


WORDS = [
    "under-age",
    "child",
    "pornography",
    "and",
    "a child prostitute",
    "child sex tourism",
    "law",
    "sex workers",
]
"""Pieces for sentences that are split anywhere."""
