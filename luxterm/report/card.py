"""A term's card for people: what is advised, why, what to say instead, and on whose authority."""

from collections.abc import Iterator

from luxterm.lexicon.card import Card, CardExamples
from luxterm.lexicon.wording import (
    cited,
    phrases,
    said_instead,
    standing,
    unread,
    verdict,
)
from luxterm.report.display import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Style, safe, wrap
from luxterm.text.width import width
from luxterm.types import Message
from luxterm.wording import count, say

_MARGIN = 10
"""Columns for the labels at the left."""
_GROUPS = 5
"""Groups of forms that a card shows."""
_COLOURS = {"avoid": RED, "careful": YELLOW, "context": CYAN}


def card(card: Card, style: Style) -> str:
    """Everything about one term (see `luxterm.lexicon.card.Card`), ending in a line end."""
    lang = card["lang"]
    head = style.paint(safe(card["term"]), BOLD)
    if card["abbreviation"]:
        head += f" ({safe(card['abbreviation'])})"
    lines = [f"{head}  {style.paint(_identity(card), DIM)}"]
    if card["status"] == "deprecated":
        name, remark = verdict(card)
        lines.append(f"{style.paint(name, BOLD, _COLOURS[card['advice']])} ({remark})")
    else:
        lines.append(style.paint(standing(card), BOLD, GREEN))
    if said := unread(card):
        lines.append(style.paint(said, DIM))
    lines += _part(say(Message("card-meaning"), lang), card["definition"], style)
    lines += _part(say(Message("card-why"), lang), card["why"], style)
    lines += _say(card, style)
    if card["instead_of"]:
        others = ", ".join(say(phrase, lang) for phrase in phrases(list(card["instead_of"].values())))
        lines += _part(say(Message("card-not"), lang), others, style)
    lines += _part(say(Message("card-note"), lang), card["note"], style)
    see = say(Message("card-see"), lang)
    for number, source in enumerate(card["sources"]):
        lines += _part("" if number else see, cited(source, lang), style)
    lines += _examples(card["examples"], lang, style)
    return "\n".join(lines) + "\n"


def _identity(card: Card) -> str:
    return f"[{card['id']}] {card['lang']}, {say(Message('card-concept', (card['concept'],)), card['lang'])}"


def _say(card: Card, style: Style) -> Iterator[str]:
    """What to say instead: first of the term itself, unconditional groups first, then of its other forms."""
    lang, groups = card["lang"], said_instead(card)
    label = say(Message("card-say"), lang)
    for number, said in enumerate(groups[:_GROUPS]):
        yield from _part("" if number else label, said, style)
    if len(groups) > _GROUPS:
        rest = count(len(groups) - _GROUPS, "other-group", lang)
        yield from _part("", say(Message("more-groups", (rest,)), lang), style)


def _examples(examples: CardExamples, lang: str, style: Style) -> Iterator[str]:
    rows = [
        *((Message("card-flagged"), text) for text in examples["flag"][:2]),
        *((Message("card-kept"), text) for text in examples["keep"][:2]),
        *((Message("card-change"), f"{before} → {after}") for before, after in examples["fix"][:2]),
    ]
    for label, text in rows:
        yield from _part(say(label, lang), text, style)


def _part(label: str, text: str, style: Style) -> Iterator[str]:
    """A labelled paragraph with a hanging indentation; nothing if there is no text."""
    if not text:
        return
    first = style.paint(label, BOLD) + " " * max(_MARGIN + 1 - width(label), 1)
    for line in wrap(safe(text), max(min(style.width, 100) - _MARGIN - 1, 24)):
        yield first + line
        first = " " * (_MARGIN + 1)
