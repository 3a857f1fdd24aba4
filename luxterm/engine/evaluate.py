"""How good the judgement is, against sentences that people have labelled.

A gold set is JSON lines: id, lang, genre, source, text, and spans with start, end, term, label (USE,
TITLE, MENTION, QUOTE, CITATION, OTHER), expected wordings, doubt; where it is certain, also fixed, the
whole corrected text. Spans in doubt are left out of the counts, but not of the damage. A finding counts as
an alarm if its usage is *use* and its severity warning or error. What is in the text of a law is no alarm,
and the spans there are neither uses nor others: they are only counted (`Score.verbatim`).
Any checker can be scored by the same rules: `score_with` takes one as a function.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import edits_for, splice
from luxterm.formats import format_of, read
from luxterm.system.errors import ToldError
from luxterm.termbase import Termbase
from luxterm.text.marks import APOSTROPHES
from luxterm.types import Applicability, Edit, Finding, Message, Severity, Usage

_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class GoldError(ToldError):
    """A gold set can't be read: which line, and why."""


class Answer(NamedTuple):
    """What a checker finds in a text, and the edits that its fixer makes there unasked.

    `verbatim` are the findings that are in the text of a law, apart from the others.

    Of fixes that exclude each other only now, all edits count: the fixer will come back for the others.
    """

    findings: list[Finding]
    edits: list[Edit]
    verbatim: Sequence[Finding] = ()


Checker = Callable[[str, str], Answer]
"""Of a text and its format (see `luxterm.formats`)."""


class Disagreement(NamedTuple):
    """Where luxterm and the set differ. `kind`: miss, false alarm, replacement, damage, whole text."""

    kind: str
    row: str
    term: str
    text: str
    detail: str


@dataclass(slots=True)
class Count:
    """A part of a total."""

    good: int = 0
    all: int = 0

    def add(self, good: bool) -> None:
        """One more, and whether it is right."""
        self.good += good
        self.all += 1

    @property
    def rate(self) -> float:
        """The share that is right; 1 where there are none."""
        return self.good / self.all if self.all else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson score interval."""
        if not self.all:
            return 0.0, 1.0
        z, n, p = 1.96, self.all, self.rate
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5 / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Score:
    """The figures of one run; the tables count hits per term and genre, and right usage per label.

    `exact` is of the uses found for which the set has wordings, `whole` of the rows with a corrected text,
    `coverage` of the uses found: those fixed unasked. `damage` is of all edits made unasked: those inside
    what isn't a use, so fewer are better. `verbatim` counts the spans that are left out because they are in
    the text of a law.
    """

    rows: int = 0
    recall: Count = field(default_factory=Count)
    precision: Count = field(default_factory=Count)
    exact: Count = field(default_factory=Count)
    whole: Count = field(default_factory=Count)
    coverage: Count = field(default_factory=Count)
    damage: Count = field(default_factory=Count)
    verbatim: int = 0
    by_term: dict[str, Count] = field(default_factory=dict[str, Count])
    by_genre: dict[str, Count] = field(default_factory=dict[str, Count])
    by_label: dict[str, Count] = field(default_factory=dict[str, Count])
    disagreements: list[Disagreement] = field(default_factory=list[Disagreement])


def load(lines: Iterable[str], langs: Collection[str]) -> Iterator[dict[str, Any]]:
    """The rows of some languages. Raises GoldError."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                wanted = row["lang"] in langs
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(Message("not-gold-row", (str(number), str(error)))) from error
            if wanted:
                yield row


def score(rows: Iterable[dict[str, Any]], termbase: Termbase, settings: Settings) -> Score:
    """Check every row and count."""

    def checker(text: str, format: str) -> Answer:
        found = check(read(text, format), termbase, settings)
        findings = [it for it in found if not it.kept]
        fixed = (edits_for([it], Applicability.SAFE)[0] for it in findings)
        verbatim = [it for it in found if it.in_law]
        return Answer(findings, [edit for edits in fixed for edit in edits], verbatim)

    return score_with(rows, checker)


def score_with(rows: Iterable[dict[str, Any]], checker: Checker) -> Score:
    """Count what any checker says of the rows."""
    total = Score()
    for row in rows:
        total.rows += 1
        checked = checker(row["text"], row_format(row))
        _row(total, row, checked)
        _damage(total, row, checked.edits)
    return total


def row_format(row: dict[str, Any]) -> str:
    """The format of a row's text, by the name of its source."""
    return format_of(row.get("source", "")) or "plain"


def _row(total: Score, row: dict[str, Any], checked: Answer) -> None:
    spans: list[dict[str, Any]] = row["spans"]
    alarms = [it for it in checked.findings if it.usage is Usage.USE and it.severity >= Severity.WARNING]
    for span in spans:
        if span.get("doubt"):
            continue
        if any(_touch(it, span) for it in checked.verbatim):
            total.verbatim += 1
            continue
        hits = [it for it in alarms if _touch(it, span)]
        use = span["label"] == "USE"
        total.by_label.setdefault(span["label"], Count()).add(bool(hits) == use)
        if use:
            _use(total, row, span, hits, checked.edits)
    for alarm in alarms:
        near = [span for span in spans if _touch(alarm, span)]
        if near and all(span.get("doubt") for span in near):
            continue
        good = any(span["label"] == "USE" for span in near)
        total.precision.add(good)
        if not good:
            label = near[0]["label"] if near else "not labelled"
            where = {"start": alarm.start, "end": alarm.end}
            total.disagreements.append(_differ("false alarm", row, alarm.term, where, label))
    if (wanted := row.get("fixed")) and not checked.verbatim:
        right = _bare(_replaced(row["text"], alarms)) == _bare(wanted)
        total.whole.add(right)
        if not right:
            where = {"start": 0, "end": 0}
            total.disagreements.append(_differ("whole text", row, "", where, "not the corrected text"))


def _use(
    total: Score, row: dict[str, Any], span: dict[str, Any], hits: list[Finding], edits: list[Edit]
) -> None:
    for count in (total.recall, _of(total.by_term, span["term"]), _of(total.by_genre, row["genre"])):
        count.add(bool(hits))
    if not hits:
        total.disagreements.append(_differ("miss", row, span["term"], span, ""))
        return
    total.coverage.add(_touched(span, edits) > 0)
    if not span["expected"]:
        return  # no wording that is certain
    # What agrees with the new words, such as an article, is no part of the wording
    own = (edit for hit in hits if hit.fixes for edit in hit.fixes[0].edits if _touched(span, [edit]))
    got = splice(row["text"], sorted(own))
    accepted = [
        splice(row["text"], [Edit(span["start"], span["end"], wording)]) for wording in span["expected"]
    ]
    right = any(_same(got, wanted) for wanted in accepted)
    total.exact.add(right)
    if not right:
        offered = hits[0].fixes[0].replacement if hits[0].fixes else "nothing"
        detail = f"offered {offered!r}, accepted {span['expected']}"
        total.disagreements.append(_differ("replacement", row, span["term"], span, detail))


def _damage(total: Score, row: dict[str, Any], edits: list[Edit]) -> None:
    others = [span for span in row["spans"] if span["label"] != "USE"]
    for edit in edits:
        total.damage.add(any(_touched(span, [edit]) for span in others))
    for span in others:
        if count := _touched(span, edits):
            detail = span["label"] if count == 1 else f"{span['label']}, {count} edits"
            total.disagreements.append(_differ("damage", row, span["term"], span, detail))


def _touched(span: dict[str, Any], edits: Iterable[Edit]) -> int:
    """How many of the edits touch a span."""
    return sum(_touch(edit, span) for edit in edits)


def _touch(found: Finding | Edit, span: dict[str, Any]) -> bool:
    return found.start < span["end"] and span["start"] < found.end


def _of(table: dict[str, Count], key: str) -> Count:
    return table.setdefault(key, Count())


def _replaced(text: str, hits: list[Finding]) -> str:
    """The text with the best fix of each hit, applicable or only shown."""
    return splice(text, sorted(edit for hit in hits if hit.fixes for edit in hit.fixes[0].edits))


def _same(got: str, wanted: str) -> bool:
    """The same text, but for line breaks and the shape of apostrophes."""
    return " ".join(got.translate(_APOSTROPHES).split()) == " ".join(wanted.translate(_APOSTROPHES).split())


def _bare(text: str) -> str:
    """A text without white space, its apostrophes alike."""
    return "".join(text.split()).translate(_APOSTROPHES)


def _differ(kind: str, row: dict[str, Any], term: str, span: dict[str, Any], detail: str) -> Disagreement:
    text, start, end = row["text"], span["start"], span["end"]
    shown = f"{text[max(0, start - 80) : start]}[[{text[start:end]}]]{text[end : end + 80]}"
    return Disagreement(kind, row["id"], term, " ".join(shown.split()), detail)
