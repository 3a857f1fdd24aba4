"""A page for people without a terminal: complete in itself, for the screen, paper and screen readers.

The findings are written once, as lines of HTML inside `<noscript>`. Without JavaScript they are the page;
with it they are text, and the page's script shows as much of it as was asked for. So there is one renderer,
and a page of 50,000 findings is as quick as one of fifty. Memory grows with the number of documents and
terms, not with that of findings: those wait in temporary files until the sums above them are known.
"""

import re
import shutil
import tempfile
from importlib import resources
from typing import TYPE_CHECKING, TextIO, cast

from luxterm.report.html import charts, sections
from luxterm.report.html.finding import line
from luxterm.report.html.markup import Names, escape
from luxterm.report.html.opening import Opening
from luxterm.report.html.sums import Sums
from luxterm.report.run import Out, Run
from luxterm.report.words import Words, table_of
from luxterm.types import Message
from luxterm.wording import say, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult

_PLACE = re.compile(r"\$(\w+)")
_BLOCK = 1 << 20


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """The whole page; kept occurrences are in it if the results have them."""
    table = table_of(spoken())
    names = run.lexicon.namer()
    sums = Sums()
    with _spool() as findings, _spool() as kept:
        spooled = {"findings": findings, "kept": kept}
        for result in results:
            _add(result, sums, spooled, names, table)
        values = _values(run, sums, names, table)
        # text, name, text, name, …, text
        for at, part in enumerate(_PLACE.split(_data("page.html"))):
            if at % 2 == 0:
                out.write(part)
            elif part in spooled:
                spooled[part].seek(0)
                shutil.copyfileobj(spooled[part], cast("TextIO", out), _BLOCK)
            else:
                out.write(values[part])


def _spool() -> TextIO:
    """Lines that wait. What can't be encoded was replaced when it was escaped."""
    return cast("TextIO", tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))


def _add(result: "FileResult", sums: Sums, spooled: dict[str, TextIO], names: Names, table: Words) -> None:
    document = sums.add(result)
    begun: set[TextIO] = set()
    for number, item in enumerate(result.findings):
        name = "kept" if item.finding.kept else "findings"
        spool = spooled[name]
        if spool not in begun:
            begun.add(spool)
            anchor = f' id="d{document}"' if name == "findings" else ""
            spool.write(f'<h3{anchor} data-d="{document}">{escape(result.path)}</h3>\n')
        spool.write(line(item, document, number, names, table))


def _values(run: Run, sums: Sums, names: Names, table: Words) -> dict[str, str]:
    style, script = _data("page.css"), _data("page.js")
    spoken = {f"w_{name}": escape(text) for name, text in table.items()}
    opening = Opening(
        lang=table["lang"],
        title=spoken["w_title"],
        style=style,
        script=script,
        skip=spoken["w_skip"],
        skip_to="findings",
        verdict=sections.verdict(run, sums, table),
        facts=sections.facts(run, table),
        notes=sections.notes(run, table),
    )
    return (
        spoken
        | {
            "opening": opening.write(names_words=bool(sums.terms)),
            "script": script,
            "thousands": escape(say(Message("thousands"), table["lang"])),
            "thousands_of_four": escape(say(Message("thousands-of-four"), table["lang"])),
            "by_severity": charts.by_severity(run.by_severity, table),
            "by_term": charts.by_term(sums.terms, names, table),
            "by_document": charts.by_document(sums.documents, table),
            "decisions": sections.decisions(sums.decisions, names, table),
            "inputs": sections.inputs(run, sums, table),
            "about": sections.about(run, table),
        }
        | sections.options(sums, names, table)
    )


def _data(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text("utf-8")
