"""What a card says, in words: the advice, what to say instead and where, and the source."""

from typing import Any

_ADVICE = {"avoid": "Avoid", "careful": "Take care", "context": "Depends on context"}


def standing(card: dict[str, Any]) -> str:
    """The status of a term that isn't discouraged; of one of some jurisdictions, with their profiles."""
    status = card["status"].capitalize()
    return f"{status} only with the profile {' or '.join(card['only_for'])}" if card["only_for"] else status


def verdict(card: dict[str, Any]) -> tuple[str, str]:
    """The advice on a discouraged term, in words; and how serious and how certain it is."""
    memory = "; from experience, unverified" if card["memory"] else ""
    return _ADVICE[card["advice"]], f"{card['severity']}{memory}"


def instead(say: list[str], attributive: list[str]) -> str:
    """What to say instead, best first."""
    said = " or ".join(f"“{phrase}”" for phrase in say) or "rephrase the sentence"
    return f"{said} (before a noun: “{attributive[0]}”)" if attributive else said


def condition(group: dict[str, Any]) -> str:
    """Next to which words a group's forms apply; empty for anywhere."""
    beside = [
        f"{word} “{phrases[0]}”, …" if len(phrases) > 1 else f"{word} “{phrases[0]}”"
        for word, phrases in (("after", group["preceded_by"]), ("before", group["followed_by"]))
        if phrases
    ]
    return ", ".join(beside)


def cited(source: dict[str, Any]) -> str:
    """What follows a source's name: the place in it, whether it was read there, and what it says."""
    text = f", {source['at']}" if source["at"] else ""
    text += "" if source["verified"] else " (unverified)"
    return text + (f": {source['says']}" if source["says"] else "")
