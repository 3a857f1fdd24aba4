"""What a card says, in its term's language: the advice, what to say instead and where, and the source."""

from collections.abc import Iterable
from functools import reduce
from typing import Any

from luxterm.types import Message
from luxterm.wording import say

_ADVICE = {
    "avoid": Message("card-avoid"),
    "careful": Message("card-careful"),
    "context": Message("card-context"),
}
_STATUS = {"preferred": Message("card-preferred"), "admitted": Message("card-admitted")}


def standing(card: dict[str, Any]) -> str:
    """The status of a term that isn't discouraged; of one of some jurisdictions, with their profiles."""
    lang = card["lang"]
    status = say(_STATUS[card["status"]], lang)
    only = card["only_for"]
    return say(Message("card-only-for", (status, _any_of(only, lang))), lang) if only else status


def verdict(card: dict[str, Any]) -> tuple[str, str]:
    """The advice on a discouraged term, in words; and how serious and how certain it is."""
    lang = card["lang"]
    memory = f"; {say(Message('card-from-memory'), lang)}" if card["memory"] else ""
    return say(_ADVICE[card["advice"]], lang), f"{card['severity']}{memory}"


def unread(card: dict[str, Any]) -> str:
    """That nobody whose language it is has read the entry yet; "" if somebody has."""
    return say(Message("card-unread"), card["lang"]) if card["awaits_native_reader"] else ""


def instead(phrases: list[str], attributive: list[str], lang: str) -> str:
    """What to say instead, best first."""
    said = _any_of((f"“{phrase}”" for phrase in phrases), lang) or say(Message("card-rephrase"), lang)
    return say(Message("card-before-noun", (said, attributive[0])), lang) if attributive else said


def condition(group: dict[str, Any], lang: str) -> str:
    """Next to which words a group's forms apply; empty for anywhere."""
    after, before = group["preceded_by"], group["followed_by"]
    beside = [
        *([say(Message("card-after", (after[0],)), lang) + _more(after)] if after else ()),
        *([say(Message("card-before", (before[0],)), lang) + _more(before)] if before else ()),
    ]
    return ", ".join(beside)


def cited(source: dict[str, Any], lang: str) -> str:
    """What follows a source's name: the place in it, whether it was read there, and what it says."""
    text = f", {source['at']}" if source["at"] else ""
    text += "" if source["verified"] else f" ({say(Message('card-unverified'), lang)})"
    return text + (f": {source['says']}" if source["says"] else "")


def _any_of(words: Iterable[str], lang: str) -> str:
    """Any of some words; "" of none."""
    return reduce(lambda one, other: say(Message("card-or", (one, other)), lang) if one else other, words, "")


def _more(phrases: list[str]) -> str:
    return ", …" if len(phrases) > 1 else ""
