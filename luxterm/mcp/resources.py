"""The termbase as resources: an overview of its concepts, and each concept's cards."""

from typing import Any

from luxterm.lexicon.cards import Cards, cards_of
from luxterm.report.plain_json import dumps

OVERVIEW = "luxterm://termbase"
_CONCEPT = "luxterm://concept/"
_JSON = "application/json"


def listed() -> list[dict[str, Any]]:
    """As `resources/list` gives them."""
    return [
        {
            "uri": OVERVIEW,
            "name": "termbase",
            "title": "The termbase's concepts",
            "description": "Every concept with its recommended and its discouraged terms, by language.",
            "mimeType": _JSON,
        }
    ]


def templates() -> list[dict[str, Any]]:
    """As `resources/templates/list` gives them."""
    return [
        {
            "uriTemplate": f"{_CONCEPT}{{concept}}",
            "name": "concept",
            "title": "A concept of the termbase",
            "description": "All that the termbase says of a concept: definition, terms, reasons, sources.",
            "mimeType": _JSON,
        }
    ]


def read(uri: str, lexicon: tuple[str, ...]) -> list[dict[str, str]] | None:
    """As `resources/read` gives it; None if there is no such resource. Raises TermbaseError."""
    cards = cards_of(lexicon)
    if uri == OVERVIEW:
        content = _overview(cards)
    elif not uri.startswith(_CONCEPT) or not (content := cards.concept(uri.removeprefix(_CONCEPT))):
        return None
    return [{"uri": uri, "mimeType": _JSON, "text": dumps(content)}]


def _overview(cards: Cards) -> object:
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for card in cards.all:
        by_status = found.setdefault(card["concept"], {}).setdefault(card["lang"], {})
        by_status.setdefault(card["status"], []).append(card["term"])
    return [
        {"concept": concept, "uri": f"{_CONCEPT}{concept}", "terms": terms}
        for concept, terms in found.items()
    ]
