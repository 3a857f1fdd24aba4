"""Preferred terms for what is being typed: by their own beginning, or that of a discouraged term."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from luxterm.config.settings import UNKNOWN
from luxterm.lexicon.load import termbase_of
from luxterm.text.folding import fold
from luxterm.wording import spoken
from luxterm_server.cards import cards_of
from luxterm_server.checking import DocumentState

if TYPE_CHECKING:
    from luxterm.lexicon.card import Card

LEAST_LETTERS = 3
"""The number of letters from which something is offered."""
_MOST_OFFERS = 20
_MOST_WORDS = 5
_TYPED = re.compile(r"[^\W_]+(?:[ ’'\-][^\W_]+)*[ \-]?\Z")
_TEXT_KIND = 1


class _Offer(NamedTuple):
    """A preferred term, and what the author may have started to type for it to be offered."""

    key: str
    rank: int
    """By its own beginning 0 or 1, by a discouraged term's 2 or 3; the even ones are the profile's choice."""
    written: str
    card: "Card"


def completions(checked: DocumentState, offset: int, markdown: bool) -> list[dict[str, Any]]:
    """What to offer at an offset, best first; nothing outside prose. Engine thread."""
    text = checked.analysis.text
    piece = next(
        (
            piece
            for segment in checked.analysis.document.segments
            if segment.span.start <= offset <= segment.span.end
            for piece in segment.pieces
            if piece.text is None and piece.start <= offset <= piece.end
        ),
        None,
    )
    typed = _TYPED.search(text, max(piece.start, offset - 80), offset) if piece else None
    if typed is None:
        return []
    settings, lexicon = checked.job.options.settings, checked.job.options.lexicon
    termbase, lang = termbase_of(lexicon), checked.analysis.lang_at(offset)
    if lang == UNKNOWN:  # too little is there yet
        lang = spoken().partition("-")[0]
    if lang not in termbase.languages:
        return []
    offers = _offers(lexicon, termbase.sha256, lang, settings.profile)
    starts = [typed.start(), *(at.end() for at in re.finditer(r"[ \-]", text[typed.start() : offset]))]
    starts = [typed.start() + at if number else at for number, at in enumerate(starts)][-_MOST_WORDS:]
    for start in starts:  # the longest beginning that something begins with
        begun = text[start:offset]
        found = _matching(offers, fold(begun)) if len(begun.strip()) >= LEAST_LETTERS else []
        if found:
            return [
                _item(offer, checked, start, offset, number=number, markdown=markdown)
                for number, offer in enumerate(found)
            ]
    return []


def _matching(offers: list[_Offer], begun: str) -> list[_Offer]:
    """The offers whose key begins so, each term once.

    First those that begin so themselves, in the order of the alphabet, a concept's first choice before its
    others.
    """
    best: dict[str, _Offer] = {}
    at = bisect_left(offers, begun, key=lambda offer: offer.key)
    while at < len(offers) and offers[at].key.startswith(begun):
        offer = offers[at]
        id_ = offer.card["id"]
        if id_ not in best or offer.rank < best[id_].rank:
            best[id_] = offer
        at += 1
    begins: dict[str, tuple[int, bool, str]] = {}
    for offer in best.values():
        term, concept = fold(offer.card["term"]), offer.card["concept"]
        own = (0, False, term) if term.startswith(begun) else (offer.rank // 2, True, offer.key)
        begins[concept] = min(begins.get(concept, own), own)
    return sorted(best.values(), key=lambda it: (begins[it.card["concept"]], it.rank, it.key))[:_MOST_OFFERS]


@lru_cache(maxsize=8)
def _offers(lexicon: tuple[str, ...], sha256: str, lang: str, profile: str) -> list[_Offer]:
    """Everything that may be offered, by what the author may have started to type."""
    cards = cards_of(lexicon, lang).all
    chosen = termbase_of(lexicon).profile(profile)
    preferred = [card for card in cards if card["status"] == "preferred"]
    offers: dict[tuple[str, str], _Offer] = {}

    def offer(written: str, card: "Card", rank: int) -> None:
        rank = 2 * rank if card["id"] in chosen.prefers.values() else 2 * rank + 1
        offers.setdefault((fold(written), card["id"]), _Offer(fold(written), rank, written, card))

    for card in preferred:
        for written in filter(None, (card["term"], card["abbreviation"], *card["also"])):
            offer(written, card, 0)
    for card in cards:
        if card["status"] == "deprecated":
            for instead in preferred:
                if instead["concept"] == card["concept"]:
                    for written in (
                        card["term"],
                        *(form for group in card["groups"] for form in group["forms"]),
                    ):
                        offer(written, instead, 1)
    return sorted(offers.values(), key=lambda offer: offer.key)


def _item(
    offer: _Offer, checked: DocumentState, start: int, end: int, *, number: int, markdown: bool
) -> dict[str, Any]:
    card, begun = offer.card, checked.analysis.text[start:end]
    term = card["term"]
    if begun[0].isupper() and not begun.isupper():
        term = term[0].upper() + term[1:]
    documentation = {"kind": "markdown" if markdown else "plaintext", "value": card["definition"]}
    return {
        "label": term,
        "labelDetails": {"description": card["abbreviation"]},
        "kind": _TEXT_KIND,
        "detail": f"{card['abbreviation']} (luxterm)".strip() if card["abbreviation"] else "luxterm",
        "documentation": documentation,
        "filterText": begun + offer.written[len(begun) :],  # what is typed next must still match it
        "sortText": f"{number:03}",
        "textEdit": {"range": checked.places.range(start, end), "newText": term},
    }
