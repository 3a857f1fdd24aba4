"""`luxterm eval`: how good the judgement is, against a set of labelled sentences."""

import argparse
from collections.abc import Iterator
from itertools import chain
from typing import Any

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.config.settings import AUTO, Settings
from luxterm.engine.evaluate import Count, Disagreement, GoldError, Score, load, score
from luxterm.lexicon.load import termbase_of
from luxterm.report.display import safe
from luxterm.report.plain_json import dumps
from luxterm.system.errors import either, explained
from luxterm.types import Message, figure
from luxterm.wording import counted, tell, told

SHOWN = {
    "misses": "miss",
    "false-alarms": "false alarm",
    "replacements": "replacement",
    "damage": "damage",
    "whole-texts": "whole text",
}
FLOORS = ("recall", "precision", "exact", "whole", "coverage")
MEASURES = {
    "recall": Message("eval-recall"),
    "precision": Message("eval-precision"),
    "exact": Message("eval-exact"),
    "whole": Message("eval-whole"),
    "coverage": Message("eval-coverage"),
    "damage": Message("eval-damage"),
}
KINDS = {
    "miss": Message("eval-miss"),
    "false alarm": Message("eval-false-alarm"),
    "replacement": Message("eval-replacement"),
    "damage": Message("eval-damage"),
    "whole text": Message("eval-whole-text"),
}
_NAMES = 42
"""Columns for what is measured."""


def run(args: argparse.Namespace, console: Console) -> int:
    """Score the set and print the figures; 1 if a floor isn't reached. Raises Failure for a broken set."""
    termbase = termbase_of(tuple(args.lexicon))
    lang = args.lang or AUTO
    langs = termbase.named(lang)
    try:
        with open(args.gold, encoding="utf-8") as file:
            result = score(load(file, langs), termbase, Settings(lang=lang))
    except (OSError, UnicodeDecodeError, GoldError) as error:
        raise Failure(f"{args.gold}: {told(explained(error))}") from error
    if not result.rows:
        raise Failure(tell("no-gold-rows", args.gold, either(map(repr, langs))))
    shown = [it for it in result.disagreements if args.show is None or it.kind == SHOWN[args.show]]
    console.out.encode("utf-8")
    if args.format == "json":
        console.out.write(dumps(_as_json(result, shown), indent=2) + "\n")
    else:
        console.out.write(
            "\n".join(map(safe, chain.from_iterable(map(str.splitlines, _as_text(result, shown))))) + "\n"
        )
    low = [name for name in FLOORS if getattr(result, name).rate < (getattr(args, f"min_{name}") or 0.0)]
    if args.max_damage is not None and result.damage.good > args.max_damage:
        low.append("damage")
    for name in low:
        console.say(f"luxterm: {tell('misses-floor', MEASURES[name])}")
    return 1 if low else 0


def _as_json(result: Score, shown: list[Disagreement]) -> dict[str, Any]:
    def count(it: Count) -> dict[str, Any]:
        low, high = it.interval
        return {
            "good": it.good,
            "all": it.all,
            "rate": round(it.rate, 4),
            "interval": [round(low, 4), round(high, 4)],
        }

    def table(counts: dict[str, Count]) -> dict[str, Any]:
        return {name: count(counts[name]) for name in sorted(counts)}

    return {
        "version": 1,
        "rows": result.rows,
        **{name: count(getattr(result, name)) for name in (*FLOORS, "damage")},
        "verbatim": result.verbatim,
        "by_label": table(result.by_label),
        "by_term": table(result.by_term),
        "by_genre": table(result.by_genre),
        "disagreements": [it._asdict() for it in shown],
    }


def _as_text(result: Score, shown: list[Disagreement]) -> Iterator[str]:
    yield counted(result.rows, "row")
    for name, measure in MEASURES.items():
        yield _line(told(measure), getattr(result, name))
    if result.verbatim:
        yield f"{tell('eval-verbatim'):<{_NAMES}}{told(figure(result.verbatim)):>6}"
    for title, counts in (
        (tell("eval-by-label"), result.by_label),
        (tell("eval-by-term"), result.by_term),
        (tell("eval-by-genre"), result.by_genre),
    ):
        yield f"\n{title}"
        for name in sorted(counts):
            yield _line(f"  {name}", counts[name])
    if shown:
        yield f"\n{tell('eval-disagreements')}"
    for kind, row, term, text, detail in shown:
        said = f"{row} [{term}] {text}{f' ({detail})' if detail else ''}"
        yield f"  {tell('with-colon', KINDS[kind], said)}"


def _line(name: str, count: Count) -> str:
    """A figure in a line; of nothing there is no rate."""
    low, high = count.interval
    rate = tell("eval-rate", figure(count.rate, 3), figure(low, 3), figure(high, 3)) if count.all else "–"
    part = tell("eval-part", f"{told(figure(count.good)):>6}", f"{told(figure(count.all)):<6}")
    return f"{name:<{_NAMES}}{part} {rate}"
