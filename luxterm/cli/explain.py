"""`luxterm explain`: a term's card, or a concept's, as the current folder has them.

Words that several languages have, such as "grooming", are explained in the user's language first.
"""

import argparse

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.user_language import speak_as_configured
from luxterm.lexicon.card import Card
from luxterm.lexicon.cards import Cards
from luxterm.report.card import card
from luxterm.scan.configurations import Configurations
from luxterm.scan.overrides import Overrides
from luxterm.types import Message
from luxterm.wording import spoken, told


def run(args: argparse.Namespace, console: Console) -> int:
    """Show every term that the words name. Raises Failure if there is none."""
    words = " ".join(args.term)
    cards = Cards(lexicon_in_force(args), args.lang)
    found = cards.named(words) or cards.concept(words.strip())
    if not found:
        raise Failure(told(cards.nearest(Message("no-term-named", (repr(words),)), words)))
    users = {spoken(), spoken().partition("-")[0]}
    write(sorted(found, key=lambda card: card["lang"] not in users), args, console)
    return 0


def lexicon_in_force(args: argparse.Namespace) -> tuple[str, ...]:
    """The termbases by which a text in the current folder is checked, for `termbase_of`.

    Raises ConfigError if its configuration or one of them is broken.
    """
    configurations = Configurations(Overrides(lexicon=tuple(args.lexicon)))
    lexicon = configurations.of(".").lexicon
    speak_as_configured(args, configurations.ui_lang)
    return lexicon


def write(found: list[Card], args: argparse.Namespace, console: Console) -> None:
    """Cards as text or JSON."""
    if args.format == "json":
        from luxterm.report.plain_json import dumps

        console.out.encode("utf-8")
        console.out.write(dumps({"version": 1, "terms": found}, indent=2) + "\n")
    else:
        style = console.out.style(args.no_color)
        console.out.write("\n".join(card(one, style) for one in found))
