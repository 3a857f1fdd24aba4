"""`python -m benchmarks.accuracy GOLD`: luxterm's judgement compared with that of other checkers.

All are scored by `luxterm.engine.evaluate` on the same labelled sentences, with the same terms. With
`--write` the tables go into docs/accuracy.md. The labelled sentences aren't part of the project.
"""

import argparse
import hashlib
import re
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.phrase_terms import phrases
from benchmarks.phrase_tools import NODE_TOOLS, PYTHON_TOOLS, ToolError, run_all
from benchmarks.report import table
from luxterm import __version__
from luxterm.config.settings import Settings
from luxterm.engine.evaluate import Count, Score, load, row_format, score, score_with
from luxterm.lexicon.load import load as load_termbase
from luxterm.termbase import Termbase

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "accuracy.md"
BEGIN = "<!-- figures: made by `python -m benchmarks.accuracy GOLD --write`, don't edit -->"
END = "<!-- end of figures -->"
LABELS = ("TITLE", "MENTION", "QUOTE", "CITATION", "OTHER")
REPORTED = (
    ("Vale, on these sentences (reported, not run here)", "0.93", "0.75", "–", "–", "–"),
    ("Vale, on unseen sentences (reported, not run here)", "0.90", "0.58", "–", "–", "–"),
)
"""With a handmade rule set of the same terms: its packages don't contain the program, they download it."""

_ROW_ID = re.compile(r"`(gold-[^`]+)`")


class Entry(NamedTuple):
    """One checker's score; `fixes` says whether it has a fixer that was run."""

    name: str
    score: Score
    fixes: bool


def figures(entries: Iterable[Entry]) -> str:
    """The two tables, as Markdown."""
    main: list[Sequence[str]] = []
    labels: list[Sequence[str]] = []
    for name, result, fixes in entries:
        made = map(_cell, (result.coverage, result.damage)) if fixes else ["no fixer"] * 2
        main.append((name, *map(_cell, (result.recall, result.precision, result.exact)), *made))
        counts = [result.by_label.get(label, Count()) for label in LABELS]
        labels.append((name, *(f"{it.good} of {it.all}" if it.all else "–" for it in counts)))
    head = ("", "recall", "precision", "exact", "coverage", "damage (less is better)")
    return "\n\n".join(
        (
            table(head, [*main, *REPORTED]),
            "In brackets the 95 % interval (Wilson).",
            "### Left alone\n\nOccurrences other than uses, and how many of them each leaves alone:",
            table(("", *LABELS), labels),
        )
    )


def about(gold: bytes, rows: int, termbase: Termbase, known: int) -> str:
    """What was run, on what."""
    tools = ", ".join(tool.replace("==", "@").replace("@", " ") for tool in (*NODE_TOOLS, *PYTHON_TOOLS))
    said = (
        f"luxterm {__version__} with the lexicon {termbase.name} {termbase.version} "
        f"(sha256 {termbase.sha256[:12]}), on the {rows} English excerpts of the set with sha256 "
        f"{hashlib.sha256(gold).hexdigest()[:12]}. The others with {known:,} phrases: {tools}."
    )
    return textwrap.fill(said, 120, break_long_words=False, break_on_hyphens=False)


def put(page: str, text: str) -> str:
    """The page with `text` between its markers. Raises ValueError if it has none."""
    if BEGIN not in page or END not in page:
        raise ValueError("no markers for the figures")
    before, rest = page.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{rest.split(END, 1)[1]}"


def unexplained(page: str, asked: Iterable[str], result: Score) -> Iterator[str]:
    """Of the rows `asked`, the disagreements that the page doesn't name, and what it names that is none."""
    said = set(_ROW_ID.findall(page)) & set(asked)
    there = {it.row for it in result.disagreements}
    yield from (f"{row}: no view of this disagreement" for row in sorted(there - said))
    yield from (f"{row}: no disagreement any more" for row in sorted(said - there))


def _cell(count: Count) -> str:
    low, high = count.interval
    return f"{count.rate:.3f} ({low:.3f}–{high:.3f}), {count.good} of {count.all}" if count.all else "–"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy", description="luxterm's judgement beside that of other checkers"
    )
    parser.add_argument("gold", type=Path, help="labelled sentences (JSON lines, as for `luxterm eval`)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    parser.add_argument("--tools", type=Path, default=HERE / "work" / "accuracy", help="where the others go")
    args = parser.parse_args(arguments)
    gold = args.gold.read_bytes()
    rows = list(load(gold.decode("utf-8").splitlines(), ("en",)))
    termbase = load_termbase()
    entries = [Entry("**luxterm**", score(rows, termbase, Settings()), True)]
    known = phrases()
    texts = [(row["text"], row_format(row)) for row in rows]
    with tempfile.TemporaryDirectory(prefix="luxterm-accuracy-") as folder:
        try:
            tools = run_all(args.tools, Path(folder), known, texts)
        except ToolError as error:
            print(f"benchmarks.accuracy: {error}", file=sys.stderr)
            return 2
    entries += [Entry(tool.name, score_with(rows, tool.checker), tool.fixes) for tool in tools]
    text = f"{about(gold, len(rows), termbase, len(known))}\n\n{figures(entries)}"
    print(text)
    page = PAGE.read_text(encoding="utf-8")
    if args.write:
        PAGE.write_text(put(page, text), encoding="utf-8")
    for line in unexplained(page, (row["id"] for row in rows), entries[0].score):
        print(f"docs/accuracy.md: {line}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
