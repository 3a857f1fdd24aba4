"""Cards of terms for hovers, completions and `luxterm.explain`, as Markdown or plain text."""

from functools import reduce
from html import escape
from typing import TYPE_CHECKING

from luxterm.lexicon.card import Card, CardSource
from luxterm.lexicon.wording import cited, groups_to_show, instead, standing, unread, verdict
from luxterm.types import Finding, Message, Usage
from luxterm.wording import say
from luxterm.wording.findings import message, why

if TYPE_CHECKING:
    from luxterm.lexicon.cards import Cards

_SOURCES = 4
_GROUPS = 3


def cards_of(lexicon: tuple[str, ...], lang: str) -> "Cards":
    """All cards of a language. Raises TermbaseError."""
    from luxterm.lexicon import cards  # pydantic takes longer to import than everything else here

    return cards.cards_of(lexicon, lang)


def of_term(lexicon: tuple[str, ...], lang: str, term: str) -> Card | None:
    """The card of the term with that id."""
    return next((card for card in cards_of(lexicon, lang).all if card["id"] == term), None)


def show(card: Card, finding: Finding | None, markdown: bool, *, brief: bool = False) -> str:
    """A term's card; for a finding, what to say instead in that place comes first, or why it is kept.

    `brief`: without the term and the advice, which the client shows with the card for a finding.
    """
    text = _plain if markdown else _as_it_is
    lang = card["lang"]
    # Only for kept findings: others have their message as a diagnostic, which editors show with the card
    parts = [text(message(finding))] if finding and finding.kept else []
    use = finding is not None and not finding.kept
    quoted = finding is not None and finding.usage is Usage.QUOTATION
    if use:
        label = Message("card-own-words") if quoted else Message("card-say-instead")
        parts.append(_labelled(label, text(_said(card, finding)), lang, markdown))
    if not (use and brief):
        parts.append(_headed(card, markdown))
    if awaits := unread(card):
        parts.append(f"*{text(awaits)}*" if markdown else awaits)
    for label, said in (
        (Message("card-say-instead"), "" if use else _said(card, finding)),
        (Message("card-why"), card["why"]),
        (Message("card-meant-here") if use else Message("card-meaning"), card["definition"]),
        (Message("card-right-when"), card["note"]),
    ):
        if said:
            parts.append(_labelled(label, text(said), lang, markdown))
    sources = [_source(source, lang, markdown) for source in card["sources"][:_SOURCES]]
    parts += ["\n".join(f"- {source}" for source in sources)] if sources else []
    return "\n\n".join(parts)


def page(found: list[Card], finding: Finding | None = None) -> str:
    """Several terms' cards on one page, in Markdown: those after the first are folded.

    For a finding, the first says what to say instead in that place.
    """
    first, *others = (show(card, None, True) for card in found)
    if finding is not None:
        parts = [] if finding.kept else [_headed(found[0], markdown=True)]
        first = "\n\n".join((*parts, show(found[0], finding, True, brief=True)))
    folded = (
        f"<details><summary>{escape(card['term'])}</summary>\n\n{shown}\n\n</details>"
        for card, shown in zip(found[1:], others, strict=True)
    )
    return "\n\n".join((first, *folded))


def show_finding(finding: Finding, markdown: bool) -> str:
    """What is said about a finding without a card."""
    text = _plain if markdown else _as_it_is
    return "\n\n".join(text(said) for said in (message(finding), why(finding)) if said)


def _headed(card: Card, markdown: bool) -> str:
    """The term and the advice on it."""
    text = _plain if markdown else _as_it_is
    head = text(f"{card['term']} ({card['abbreviation']})" if card["abbreviation"] else card["term"])
    if card["status"] == "deprecated":
        advice, remark = verdict(card)
        remark = f"({remark})"
    else:
        advice, remark = standing(card), ""
    advice = f"**{advice}** {text(remark)}" if markdown else f"{advice} {remark}"
    return f"### {head}\n\n{advice.rstrip()}" if markdown else f"{head}: {advice.rstrip()}"


def _labelled(label: Message, said: str, lang: str, markdown: bool) -> str:
    head = say(Message("labelled", (label,)), lang)
    return f"**{head}** {said}" if markdown else f"{head} {said}"


def _plain(text: str) -> str:
    """Text as Markdown that is displayed exactly like this."""
    from luxterm.lexicon.pages import plain

    return plain(text)


def _as_it_is(text: str) -> str:
    return text


def _said(card: Card, finding: Finding | None) -> str:
    lang = card["lang"]
    if finding and finding.fixes:
        return instead([fix.replacement for fix in finding.fixes], [], lang)
    groups = groups_to_show(card)[:_GROUPS]
    said = list(dict.fromkeys(instead(each["say"], each["attributive"], lang) for each in groups))
    return reduce(lambda before, after: say(Message("apart", (before, after)), lang), said) if said else ""


def _source(source: CardSource, lang: str, markdown: bool) -> str:
    whole, name = cited(source, lang), source["document"]
    if not markdown:
        return whole
    if not source["url"] or not whole.startswith(name):
        return _plain(whole)
    return f"[{_plain(name)}]({source['url']}){_plain(whole).removeprefix(_plain(name))}"
