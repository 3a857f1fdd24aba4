"""What a card says, in the card's own language: the advice, what to say instead and where, and the source."""

from functools import reduce

from luxterm.lexicon.card import Card, CardGroup, CardSource
from luxterm.text.folding import fold
from luxterm.types import Message, quoted
from luxterm.wording import count, say

STANDING = {
    "preferred": Message("preferred"),
    "admitted": Message("admitted"),
    "deprecated": Message("deprecated"),
}
"""The words for a term's status, for what is advised, and for how serious it is."""
ADVICE = {
    "avoid": Message("advice-avoid"),
    "careful": Message("advice-careful"),
    "context": Message("advice-context"),
}
SEVERITY = {
    "error": Message("severity-error"),
    "warning": Message("severity-warning"),
    "info": Message("severity-info"),
}

AWAITS_READER = Message("awaits-reader")
"""That nobody whose language it is has read an entry yet."""


def standing(card: Card) -> str:
    """The status of a term that isn't discouraged; of one of some jurisdictions, with their profiles."""
    status = STANDING[card["status"]]
    if card["only_for"]:
        status = Message("only-with", (status, either([quoted(name) for name in card["only_for"]])))
    return say(status, card["lang"])


def verdict(card: Card) -> tuple[str, str]:
    """The advice on a discouraged term, in words; and how serious and how certain it is."""
    remark = SEVERITY[card["severity"]]
    if card["memory"]:
        remark = Message("from-memory", (remark,))
    return say(ADVICE[card["advice"]], card["lang"]), say(remark, card["lang"])


def unread(card: Card) -> str:
    """`AWAITS_READER` in words; empty if somebody has."""
    return say(AWAITS_READER, card["lang"]) if card["awaits_native_reader"] else ""


def phrases(said: list[str]) -> list[Message]:
    """Each in quotation marks."""
    return [Message("phrase", (each,)) for each in said]


def either(said: list[Message]) -> Message:
    """One of them, or another."""
    return reduce(lambda before, after: Message("or", (before, after)), said)


def both(said: list[Message]) -> Message:
    """All of them."""
    return reduce(lambda before, after: Message("and", (before, after)), said)


def instead(said: list[str], attributive: list[str], lang: str) -> str:
    """What to say instead, best first."""
    best = either(phrases(said)) if said else Message("rephrase")
    if attributive:
        best = Message("before-noun", (best, *phrases(attributive[:1])))
    return say(best, lang)


def groups_to_show(card: Card) -> list[CardGroup]:
    """The groups of the term itself, then of its other forms.

    Of each, what applies anywhere comes first, and short forms before long ones. Left out is a group that
    begins with the same replacements as one before: the lexicon keeps it apart for its grammar or for what a
    fix may do unasked, which a reader of the card needn't know.
    """
    lang = card["lang"]
    groups = sorted(
        card["groups"],
        key=lambda group: (not is_own(group, card), condition(group, lang), min(map(len, group["forms"]))),
    )
    shown: list[CardGroup] = []
    told: set[tuple[str, str]] = set()
    for group in groups:
        best = {("say", group["say"][0] if group["say"] else "")}
        best |= {("attributive", phrase) for phrase in group["attributive"][:1]}
        if not best <= told:
            shown.append(group)
            told |= best
    return shown


def said_instead(card: Card) -> list[str]:
    """What to say instead, for each of `groups_to_show`: of which forms, beside which words, and what."""
    lang = card["lang"]
    said: list[str] = []
    for group in groups_to_show(card):
        best = instead(group["say"], group["attributive"], lang)
        whose = "" if is_own(group, card) else say(_whose(group["forms"], lang), lang)
        where = ", ".join(part for part in (whose, condition(group, lang)) if part)
        said.append(say(Message("with-colon", (where, best)), lang) if where else best)
    return said


def _whose(forms: list[str], lang: str) -> Message:
    """For which forms."""
    first = phrases(forms)[0]
    if len(forms) == 1:
        return Message("for-form", (first,))
    return Message("for-forms", (first, count(len(forms) - 1, "other-form", lang)))


def is_own(group: CardGroup, card: Card) -> bool:
    """Whether a group is about the term itself, as the card names it."""
    return fold(card["term"]) in map(fold, group["forms"])


def condition(group: CardGroup, lang: str) -> str:
    """Next to which words a group's forms apply; empty for anywhere."""
    beside: list[str] = []
    if group["preceded_by"]:
        beside.append(say(Message("after-words", (_first(group["preceded_by"]),)), lang))
    if group["followed_by"]:
        beside.append(say(Message("before-words", (_first(group["followed_by"]),)), lang))
    return ", ".join(beside)


def _first(said: list[str]) -> Message:
    first = phrases(said)[0]
    return Message("and-the-like", (first,)) if len(said) > 1 else first


def cited(source: CardSource, lang: str) -> str:
    """A source: its name, the place in it, whether it was read there, and what it says."""
    name = source["document"] + (f", {source['at']}" if source["at"] else "")
    said: Message | str = name if source["verified"] else Message("unverified", (name,))
    if source["says"]:
        said = Message("with-colon", (said, source["says"]))
    return say(said, lang) if isinstance(said, Message) else said
