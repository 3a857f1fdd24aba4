"""Charts: tables with bars in SVG. The numbers are the tables', the bars are for the eye."""

from collections.abc import Iterable

from luxterm.report.html.markup import Names, breakable, disclosure, escape, table
from luxterm.report.html.sums import Counts
from luxterm.report.words import Words, counted, grouped
from luxterm.types import Severity

SHOWN = 10
"""Rows that are shown at once; the others are folded away."""

LEVELS = [severity.label for severity in reversed(Severity)]

Row = tuple[str, Counts]
"""The markup of a row's name, and its findings by severity."""


def by_severity(counts: Counts, words: Words) -> str:
    """One bar of all findings, and what its parts mean."""
    total = sum(counts.values())
    if not total:
        return _nothing(words)
    legend = "".join(
        f'<li class="{level}"><b>{escape(counted(words, f"n_{level}s", counts[level]))}</b> '
        f"<span>{escape(words[f'{level}s_means'])}</span></li>"
        for level in LEVELS
    )
    return f'{_bar(counts, total)}<ul class="legend">{legend}</ul>'


def by_term(terms: dict[str, Counts], names: Names, words: Words) -> str:
    """How many findings there are of each term."""
    rows = [
        (f'<span data-term="{escape(term)}">{escape(names(term))}</span>', counts)
        for term, counts in _sorted(terms.items())
    ]
    return _chart(words["by_term"], words["term"], "more_terms", rows, words)


def by_document(documents: list[tuple[str, Counts]], words: Words) -> str:
    """Each document's name leads to its findings."""
    numbered = [
        (f'<a href="#d{number}" data-document="{number}">{breakable(path)}</a>', counts)
        for number, (path, counts) in enumerate(documents)
    ]
    return _chart(words["by_document"], words["document"], "more_documents", _sorted(numbered), words)


def _nothing(words: Words) -> str:
    return f"<p>{escape(words['findings_none'])}</p>"


def _sorted(rows: Iterable[Row]) -> list[Row]:
    """Those with most errors first, then by warnings and notes."""
    return sorted(
        (row for row in rows if row[1].total()),
        key=lambda row: [-row[1][level] for level in LEVELS],
    )


def _chart(caption: str, head: str, rest: str, rows: list[Row], words: Words) -> str:
    if not rows:
        return _nothing(words)
    most = max(counts.total() for _, counts in rows)
    heads = [(head, "name"), (words["share"], "share")]
    heads += [(words[f"{level}s"], f"number {level}") for level in LEVELS]
    lines = [_row(name, counts, most, words) for name, counts in rows]
    shown = table(caption, heads, lines[:SHOWN], "chart")
    if len(lines) <= SHOWN:
        return shown
    return shown + disclosure(
        counted(words, rest, len(lines) - SHOWN), table(caption, heads, lines[SHOWN:], "chart")
    )


def _row(name: str, counts: Counts, most: int, words: Words) -> str:
    numbers = "".join(
        f'<td class="number {level if counts[level] else "zero"}">{grouped(counts[level], words)}</td>'
        for level in LEVELS
    )
    bar = f'<td class="share">{_bar(counts, most)}</td>'
    return f'<tr><th scope="row" class="name">{name}</th>{bar}{numbers}</tr>'


def _bar(counts: Counts, most: int) -> str:
    """A bar whose length is its share of the longest, in hundredths."""
    parts: list[str] = []
    left = 0.0
    for level in LEVELS:
        if counts[level]:
            width = 100 * counts[level] / most
            parts.append(f'<rect class="{level}" x="{left:.2f}" width="{width:.2f}" height="10"/>')
            left += width
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )
