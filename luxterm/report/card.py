"""A term's card for people: what is advised, why, what to say instead, and on whose authority."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from luxterm.lexicon.wording import cited, condition, instead, standing, unread, verdict
from luxterm.report.display import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Style, safe, wrap
from luxterm.text.width import width
from luxterm.types import Message
from luxterm.wording import count, say

_MARGIN = 10
"""Columns for the labels at the left."""
_GROUPS = 5
"""Groups of forms that a card shows."""
_COLOURS = {"avoid": RED, "careful": YELLOW, "context": CYAN}


def card(card: dict[str, Any], style: Style) -> str:
    """Everything about one term (see `luxterm.lexicon.cards.Card`), ending in a line end."""
    head = style.paint(safe(card["term"]), BOLD)
    if card["abbreviation"]:
        head += f" ({safe(card['abbreviation'])})"
    lines = [f"{head}  {style.paint(_identity(card), DIM)}"]
    if card["status"] == "deprecated":
        name, remark = verdict(card)
        lines.append(f"{style.paint(name, BOLD, _COLOURS[card['advice']])} ({remark})")
    else:
        lines.append(style.paint(standing(card), BOLD, GREEN))
    if remark := unread(card):
        lines.append(style.paint(f"({remark})", DIM))
    said = partial(say, lang=card["lang"])
    lines += _part(said(Message("card-meaning")), card["definition"], style)
    lines += _part(said(Message("card-why")), card["why"], style)
    lines += _say(card, style)
    if card["instead_of"]:
        lines += _part(
            said(Message("card-not")), ", ".join(f"“{term}”" for term in card["instead_of"].values()), style
        )
    lines += _part(said(Message("card-note")), card["note"], style)
    for number, source in enumerate(card["sources"]):
        cite = source["document"] + cited(source, card["lang"])
        lines += _part("" if number else said(Message("card-see")), cite, style)
    lines += _examples(card["examples"], style)
    return "\n".join(lines) + "\n"


def _identity(card: dict[str, Any]) -> str:
    return f"[{card['id']}] {card['lang']}, concept {card['concept']}"


def _say(card: dict[str, Any], style: Style) -> Iterator[str]:
    """What to say instead: first of the term itself, unconditional groups first, then of its other forms."""
    own, lang = card["term"].lower(), card["lang"]
    groups = sorted(card["groups"], key=lambda group: (own not in group["forms"], condition(group, lang)))
    for number, group in enumerate(groups[:_GROUPS]):
        said = instead(group["say"], group["attributive"], lang)
        forms = group["forms"]
        more = f" and {count(len(forms) - 1, 'other-form')}" if len(forms) > 1 else ""
        whose = "" if own in forms else f"for “{forms[0]}”{more}"
        where = ", ".join(part for part in (whose, condition(group, lang)) if part)
        yield from _part(
            "" if number else say(Message("card-say"), lang), f"{where}: {said}" if where else said, style
        )
    if len(groups) > _GROUPS:
        rest = count(len(groups) - _GROUPS, "other-group")
        yield from _part("", f"… and for {rest} (--format json)", style)


def _examples(examples: dict[str, Any], style: Style) -> Iterator[str]:
    pairs = [("change", f"{before} → {after}") for before, after in examples["fix"][:2]]
    rows = [
        *(("flagged", text) for text in examples["flag"][:2]),
        *(("kept", text) for text in examples["keep"][:2]),
        *pairs,
    ]
    for label, text in rows:
        yield from _part(label, text, style)


def _part(label: str, text: str, style: Style) -> Iterator[str]:
    """A labelled paragraph with a hanging indentation; nothing if there is no text."""
    if not text:
        return
    first = style.paint(label, BOLD) + " " * max(_MARGIN + 1 - width(label), 1)
    for line in wrap(safe(" ".join(text.split())), max(min(style.width, 100) - _MARGIN - 1, 24)):
        yield first + line
        first = " " * (_MARGIN + 1)
