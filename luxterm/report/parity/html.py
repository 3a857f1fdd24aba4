"""Versions side by side as a page for people, a column for each: complete in itself, without a script.

Its looks are those of the report of a check (`luxterm.report.html`).
"""

from collections.abc import Iterator
from importlib import resources
from string import Template

from luxterm.parity.compare import KINDS, MISSING, UNALIGNED, USAGE, WORDS, Compared, Parity
from luxterm.parity.version import Naming, Version
from luxterm.report.html.markup import breakable, escape, table
from luxterm.report.html.opening import Opening
from luxterm.report.parity import said
from luxterm.report.parity.about import About
from luxterm.report.run import Lexicon, Out
from luxterm.report.words import Words, grouped, table_of
from luxterm.types import Scope
from luxterm.wording import in_marks, spoken, tell, told

_BADGES = {WORDS: "error", MISSING: "warning", USAGE: "warning", UNALIGNED: "info"}
_HERE = "luxterm.report.parity"


def write(parity: Parity, about: About, out: Out) -> None:
    """The whole page, with every passage; those that differ can be shown alone."""
    words = table_of(spoken())
    names = said.labels(parity)
    columns = f".cells {{ --n: {len(names)}; }}\n"  # no attribute: the policy lets in one style alone
    style = _data("luxterm.report.html") + _data(_HERE) + columns
    opening = Opening(
        lang=words["lang"],
        title=escape(tell("parity-title")),
        style=style,
        script="",
        skip=escape(tell("parity-skip")),
        skip_to="passages",
        verdict=escape(said.verdict(parity)),
        facts="".join(f"<li>{escape(fact)}</li>" for fact in _facts(about)),
        notes=_notes(parity, about),
    )
    before, after = _page().split("$rows")
    values = {
        "opening": opening.write(names_words=True),
        "versions_title": escape(tell("parity-versions")),
        "versions": _versions(parity, names, words),
        "differences_title": escape(tell("parity-differences")),
        "differences": _differences(parity, words),
        "passages_title": escape(tell("parity-passages")),
        "only": escape(tell("parity-only")),
        "method": escape(tell("parity-method")),
        "offline": escape(words["offline"]),
    }
    out.write(Template(before).substitute(values))
    for row in parity.rows:
        out.write(_row(row, parity, names, about.lexicon))
    out.write(Template(after).substitute(values))


def _page() -> str:
    return resources.files(_HERE).joinpath("page.html").read_text("utf-8")


def _data(package: str) -> str:
    return resources.files(package).joinpath("page.css").read_text("utf-8")


def _facts(about: About) -> tuple[str, ...]:
    return about.moment, f"{about.lexicon.name} {about.lexicon.version}", f"luxterm {about.luxterm}"


def _notes(parity: Parity, about: About) -> str:
    notes = [f"{it.path}: {told(problem)}" for it in parity.versions for problem in it.problems]
    notes += said.incomparable(parity, about.lexicon)
    return "".join(f'<p class="note">{escape(each)}</p>\n' for each in notes)


def _versions(parity: Parity, names: tuple[str, ...], words: Words) -> str:
    heads = [
        (tell("parity-column-lang"), ""),
        (tell("parity-column-file"), "path"),
        (tell("parity-column-passages"), "number"),
        (tell("parity-column-alone"), "number"),
    ]
    rows: list[str] = []
    for at, version in enumerate(parity.versions):
        alone = sum(len(row.row.passages[at]) for row in parity.rows if sum(map(bool, row.row.passages)) == 1)
        rows.append(
            f'<tr><th scope="row">{escape(names[at])}</th><td class="path">{breakable(version.path)}</td>'
            f'<td class="number">{escape(grouped(len(version.passages), words))}</td>'
            f'<td class="number">{escape(grouped(alone, words))}</td></tr>'
        )
    return table(tell("parity-versions"), heads, rows)


def _differences(parity: Parity, words: Words) -> str:
    heads = [(tell("parity-column-kind"), ""), (tell("parity-column-number"), "number")]
    rows = [
        f'<tr><th scope="row">{escape(said.kind(kind))}</th>'
        f'<td class="number">{escape(grouped(parity.number(kind), words))}</td></tr>'
        for kind in KINDS
    ]
    return table(tell("parity-differences"), heads, rows)


def _row(row: Compared, parity: Parity, names: tuple[str, ...], lexicon: Lexicon) -> str:
    worst = next((kind for kind in KINDS if any(it.kind == kind for it in row.differences)), "")
    kind = f"{worst} differs" if worst else "agrees" if row.concepts else "plain"
    items = "".join(
        f'<li><span class="badge {_BADGES[it.kind]}">{escape(said.kind(it.kind))}</span> '
        f"{escape(said.difference(it, names, lexicon))}</li>"
        for it in row.differences
    )
    listed = f'<ul class="said">{items}</ul>\n' if items else ""
    cells = "".join(_cell(row, version, at, names[at], lexicon) for at, version in enumerate(parity.versions))
    return f'<article class="row {kind}">\n{listed}<div class="cells">\n{cells}</div>\n</article>\n'


def _cell(row: Compared, version: Version, at: int, name: str, lexicon: Lexicon) -> str:
    passages = row.row.passages[at]
    if not passages:
        return (
            f'<div class="cell"><p class="at"><b>{escape(name)}</b></p>'
            f'<p class="gone">{escape(tell("parity-nothing-here"))}</p></div>\n'
        )
    where = " · ".join(filter(None, (said.place(version, passages[0]), said.how(row))))
    parts = [f'<p class="at"><b>{escape(name)}</b>{escape(where)}</p>']
    for each in passages:
        passage = version.passages[each]
        heading = version.document.segments[passage.segment].scope is Scope.HEADING
        shown = _marked(passage.text, [it for it in row.namings[at] if it.passage == each])
        attributes = f'lang="{escape(version.lang)}"' + (' class="heading"' if heading else "")
        parts.append(f"<p {attributes}>{shown}</p>")
    if row.namings[at]:
        parts.append(f'<ul class="stands">{"".join(_standing(row.namings[at], lexicon))}</ul>')
    return f'<div class="cell">{"".join(parts)}</div>\n'


def _marked(text: str, namings: list[Naming]) -> str:
    """The text with its words marked, as they come."""
    parts: list[str] = []
    position = 0
    for it in namings:
        seen = " ".join(it.seen.split())
        at = text.find(seen, position)
        if at < 0:
            continue
        kind = "" if it.recommended else ' class="stays"' if it.kept else ' class="old"'
        parts.append(f"{escape(text[position:at])}<mark{kind}>{escape(seen)}</mark>")
        position = at + len(seen)
    return "".join((*parts, escape(text[position:])))


def _standing(namings: tuple[Naming, ...], lexicon: Lexicon) -> Iterator[str]:
    """How the words stand; each with its concept, where there are several."""
    several = len({it.concept for it in namings}) > 1
    for standing, each in said.words(namings):
        first = each[0]
        kind = "new" if first.recommended else "" if first.kept else "old"
        marked = f'<span class="{kind}">{escape(standing)}</span>'
        words = ", ".join(
            in_marks(escape(it.seen)) + (f" ({escape(lexicon.concept(it.concept))})" if several else "")
            for it in each
        )
        yield f"<li>{tell('with-colon', words, marked)}</li>"
