"""`luxterm explain`: a term's card, or a concept's."""

import argparse

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.lexicon.cards import Card, Cards
from luxterm.report.card import card
from luxterm.system.errors import did_you_mean
from luxterm.types import Message
from luxterm.wording import told


def run(args: argparse.Namespace, console: Console) -> int:
    """Show every term that the words name. Raises Failure if there is none."""
    words = " ".join(args.term)
    cards = Cards(tuple(args.lexicon), args.lang)
    found = cards.named(words) or cards.concept(words.strip())
    if not found:
        raise Failure(told(nearest(Message("no-term-named", (repr(words),)), words, cards.names())))
    write(found, args, console)
    return 0


def write(found: list[Card], args: argparse.Namespace, console: Console) -> None:
    """Cards as text or JSON."""
    if args.format == "json":
        from luxterm.report.plain_json import dumps

        console.out.encode("utf-8")
        console.out.write(dumps({"version": 1, "terms": found}, indent=2) + "\n")
    else:
        style = console.out.style(args.no_color)
        console.out.write("\n".join(card(one, style) for one in found))


def nearest(unknown: Message, words: str, names: dict[str, str]) -> Message:
    """A message with what was most likely meant. `names`: what may be said, and its name."""
    meant = did_you_mean(unknown, words.lower(), names, most=3, called=lambda name: repr(names[name]))
    return Message("list-shows-all", (unknown,)) if meant == unknown else meant
