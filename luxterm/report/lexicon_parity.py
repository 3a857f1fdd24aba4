"""Where the languages of a termbase differ (`luxterm.lexicon.parity`), as text and as JSON (docs/json.md)."""

from itertools import groupby

from luxterm.lexicon.parity import ADVICE, NO_RECOMMENDED, NO_TERM, Compared, Difference
from luxterm.report.display import BOLD, Style, safe, wrap
from luxterm.report.plain_json import dumps
from luxterm.wording import counted, tell

VERSION = 1


def text(compared: Compared, style: Style) -> str:
    """The differences by kind and concept, and a line that sums up."""
    lines: list[str] = []
    for (kind, concept), found in groupby(compared.differences, key=lambda it: (it.kind, it.concept)):
        lines.append(style.paint(safe(f"{concept} [{kind}]"), BOLD))
        for it in found:
            first, *rest = wrap(safe(_said(it)), max(style.width - 4, 24))
            lines += [f"  {first}", *(f"    {line}" for line in rest)]
    langs, concepts = ", ".join(compared.languages), counted(compared.concepts, "concept")
    number = counted(len(compared.differences), "difference")
    if compared.differences:
        lines.append(f"{tell('lexicon-parity-differ', number, concepts, langs)}.")
    else:
        lines.append(f"{tell('lexicon-parity-same', langs, concepts)}.")
    return "\n".join(lines) + "\n"


def json(compared: Compared) -> str:
    """One object, each difference on a line of its own."""
    rows = (dumps({**it._asdict(), "message": _said(it)}) for it in compared.differences)
    listed = ",\n".join(f"    {row}" for row in rows)
    return (
        f'{{\n  "version": {VERSION},\n  "languages": {dumps(compared.languages)},\n'
        f'  "concepts": {compared.concepts},\n  "differences": [\n{listed}\n  ]\n}}\n'
    )


def _said(it: Difference) -> str:
    if it.kind == ADVICE:
        values = ", ".join(tell("lexicon-value", value or "–", lang) for lang, value in it.values.items())
        if it.aspect == "status":
            return tell("lexicon-status", it.term, values)
        if it.aspect == "advice":
            return tell("lexicon-advice", it.term, values)
        if it.aspect == "severity":
            return tell("lexicon-severity", it.term, values)
        return tell("lexicon-instead", it.term, values)
    yes, no = (_and([lang for lang, value in it.values.items() if value == said]) for said in ("yes", "no"))
    if it.kind == NO_TERM:
        return tell("lexicon-no-term", no, yes)
    if it.kind == NO_RECOMMENDED:
        return tell("lexicon-no-recommended", no, yes)
    return tell("lexicon-unverified", it.term, yes, no)


def _and(langs: list[str]) -> str:
    *others, last = langs
    return tell("and", ", ".join(others), last) if others else last
