"""`luxterm lexicon export` and `import`: the termbase to and from the tools of terminologists."""

import argparse
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luxterm.cli import files
from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.lexicon.card import Card, CardSource
from luxterm.lexicon.cards import Cards
from luxterm.system.limits import Limits
from luxterm.types import Message, figure
from luxterm.wording import counted, tell

if TYPE_CHECKING:
    from pydantic import BaseModel

COLUMNS = (
    *("concept", "definition", "lang", "id", "term", "status", "abbreviation", "advice", "severity"),
    *("why", "note", "instead", "sources"),
)
TBX = Limits(size=32)
"""The most that a TBX file may have; ten times what 10,000 terms take."""
_TOLD = 12
"""Kinds of content left out that are listed by name."""


def export(args: argparse.Namespace, console: Console) -> int:
    """Write the termbase in force. Raises Failure for a broken one, or a file that can't be written."""
    text = "".join(_csv(args)) if args.format == "csv" else _tbx(args)
    if not args.output:
        console.out.encode("utf-8")
        console.out.write(text)
        return 0
    files.write(args.output, text.encode())
    return 0


def _tbx(args: argparse.Namespace) -> str:
    from luxterm.lexicon.load import bundled, termbase_of
    from luxterm.lexicon.tbx.write import dump
    from luxterm.termbase.read import read

    termbase = termbase_of(tuple(args.lexicon))
    if args.lang:
        termbase.require(args.lang)
    ours = read([Path(bundled()), *map(Path, args.lexicon)])
    return dump(ours, [args.lang] if args.lang else termbase.languages).decode() + "\n"


def _csv(args: argparse.Namespace) -> Iterator[str]:
    import csv
    from io import StringIO

    from luxterm.report.csv import BOM, safe

    lines = StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(COLUMNS)
    for card in Cards(tuple(args.lexicon), args.lang).all:
        row = {**card, "instead": _instead(card), "sources": "; ".join(map(_source, card["sources"]))}
        table.writerow([safe(str(row[column])) for column in COLUMNS])
    yield BOM + lines.getvalue()


def _instead(card: Card) -> str:
    """What to say for the term itself, wherever it stands."""
    anywhere = [group for group in card["groups"] if not group["followed_by"] and not group["preceded_by"]]
    own = (group["say"] for group in anywhere if card["term"].lower() in group["forms"])
    return "; ".join(next(filter(None, own), list[str]()))


def _source(source: CardSource) -> str:
    return ", ".join(part for part in (source["document"], source["at"]) if part)


def take(args: argparse.Namespace, console: Console) -> int:
    """Write the concepts of a TBX file into a folder. Raises Failure for an unsuitable file or folder."""
    from luxterm.lexicon.load import bundled, termbase_of
    from luxterm.lexicon.tbx.read import load
    from luxterm.termbase import TermbaseError
    from luxterm.termbase.read import read

    data = files.content(args.file, TBX, lambda size, most: Message("tbx-too-big", (size, most)))
    ours = read([Path(bundled()), *map(Path, args.lexicon)])
    grammars = {lang: each for lang, each in ours.grammar.items() if not each.only_tells}
    with files.reading(args.file):
        loaded = load(data, os.path.basename(args.file), grammars, ours.ids())
    for what, (number, where) in list(loaded.left_out.items())[:_TOLD]:
        if number > 1:
            console.say(f"luxterm: {tell('left-out-times', what, figure(number), where)}")
        else:
            console.say(f"luxterm: {tell('left-out-in', what, where)}")
    if len(loaded.left_out) > _TOLD:
        more = counted(len(loaded.left_out) - _TOLD, "other-kind")
        console.say(f"luxterm: {tell('left-out-kinds', more)}")
    if not loaded.concepts:
        raise Failure(tell("nothing-to-import", args.file))
    made = {
        os.path.join(args.folder, name): text
        for name, text in _files(args.file, loaded.concepts, loaded.sources)
    }
    if there := next(filter(os.path.exists, made), None):
        raise Failure(tell("folder-taken", there))
    files.write_all(made)
    try:
        termbase_of((*args.lexicon, args.folder))
    except TermbaseError as error:
        wrong = Message("in-lexicon", (error.whole,))
        raise Failure(tell("written-but-invalid", args.folder, wrong)) from error
    terms = sum(len(terms) for concept in loaded.concepts.values() for terms in concept["terms"].values())
    sums = counted(len(loaded.concepts), "concept"), counted(terms, "term")
    console.say(tell("so-much-in", *sums, args.folder))
    return 0


def _files(
    file: str, concepts: dict[str, dict[str, Any]], sources: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Each file's name and text. Raises Failure for what the models refuse."""
    import tomlkit

    from luxterm.termbase.models import Concept, SourceDocument

    for name, concept in concepts.items():
        with _refusing(file, name, Concept, concept):
            table = Concept.model_validate(concept).model_dump(
                mode="json", exclude_defaults=True, by_alias=True
            )
        yield os.path.join("concepts", f"{name}.toml"), tomlkit.dumps(table)
    for name, source in sources.items():
        with _refusing(file, name, SourceDocument, source):
            SourceDocument.model_validate(source)
    if sources:
        yield "sources.toml", tomlkit.dumps(sources)


@contextmanager
def _refusing(
    file: str, name: str, model: "type[BaseModel]", value: dict[str, Any]
) -> Generator[None, None, None]:
    """Turn what a model refuses into a Failure."""
    from pydantic import ValidationError

    from luxterm.system.toml_errors import describe_problem, first

    try:
        yield
    except ValidationError as error:
        wrong = describe_problem(first(error), model, value)
        raise Failure(tell("cannot-be-imported", file, name, wrong)) from error
