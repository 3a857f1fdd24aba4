"""A finding as one line of HTML: with JavaScript the page shows some of these lines, without it all."""

from typing import TYPE_CHECKING

from luxterm.report.html.markup import Names, citation, escape, severity_badge
from luxterm.report.words import Words
from luxterm.types import Advice, Usage
from luxterm.wording import apart
from luxterm.wording.findings import because, message, where, why

if TYPE_CHECKING:
    from luxterm.scan.job import Located, Region
    from luxterm.types import Finding

SOURCES = 3
"""Sources named with a finding; the card (`luxterm explain`) names all."""


def line(item: "Located", document: int, number: int, names: Names, words: Words) -> str:
    """An `article`. Its `data-k` is what the page filters by.

    These are severity ("kept" where it stays), usage, term, and the numbers of the document and of the
    finding in it.
    """
    finding = item.finding
    level = "kept" if finding.kept else finding.severity.label
    key = f"{level} {finding.usage.value} {finding.term} {document} {number}"
    parts = [_heading(item, level, names(finding.term), words), _sentence(item)]
    if finding.fixes:
        parts.append(_instead(finding, words))
    if finding.about_comment:
        parts.insert(1, f"<p>{escape(message(finding))}</p>")
    elif finding.kept or finding.usage is not Usage.USE:
        parts.append(f'<p class="b"><b>{escape(words["because"])}</b> {escape(because(finding))}</p>')
    parts.append(_why(finding))
    return f'<article class="f {level}" data-k="{escape(key)}">{"".join(parts)}</article>\n'


def _place(finding: "Finding", region: "Region", words: Words) -> str:
    """Where in its document a finding is, in words."""
    if finding.place:
        return where(finding)
    if region.line == region.end_line:
        return words["line"].replace("{n}", str(region.line))
    return words["lines"].replace("{n}", str(region.line)).replace("{m}", str(region.end_line))


def usage_word(usage: str, words: Words) -> str:
    """What a reader is told of a usage."""
    return words["title_usage" if usage == Usage.TITLE else usage]


def _heading(item: "Located", level: str, name: str, words: Words) -> str:
    finding = item.finding
    place = escape(_place(finding, item.region, words))
    at = "" if finding.place else f' data-at="{item.region.line}:{item.region.column}"'
    badge = severity_badge(level, words, "law" if finding.in_law else level)
    usage = f'<span class="u">{escape(usage_word(finding.usage, words))}</span>'
    term = f'<span class="t">{escape(name)}</span>'
    return f'<h4>{badge} {term} {usage} <span class="l"{at}>{place}</span></h4>'


def _sentence(item: "Located") -> str:
    if item.sentence is None:
        return ""
    before, words, after = map(escape, item.sentence)
    return (
        f'<p class="q" lang="{escape(item.finding.lang)}"><bdi>{before}<mark>{words}</mark>{after}</bdi></p>'
    )


def _instead(finding: "Finding", words: Words) -> str:
    said = list(dict.fromkeys(fix.replacement for fix in finding.fixes))
    verb = words["write" if finding.advice == Advice.AVOID and finding.usage is Usage.USE else "consider"]
    choice = f" {escape(words['or'])} ".join(f"<ins>{escape(text)}</ins>" for text in said)
    return f'<p class="i"><b>{escape(verb)}</b> {choice}</p>'


def _why(finding: "Finding") -> str:
    if finding.kept:
        return ""
    sources = [*map(citation, finding.sources[:SOURCES])]
    said = f" <cite>{apart(sources)}</cite>" if sources else ""
    reason = why(finding)
    return f'<p class="w">{escape(reason)}{said}</p>' if reason or said else ""
