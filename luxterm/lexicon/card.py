"""What a card is: everything the termbase says about a term, as plain data. JSON has it in the same shape."""

from typing import TypedDict


class CardGroup(TypedDict):
    """Forms of a discouraged term, and what to say instead of them, best first.

    `attributive` is for before a noun. They apply anywhere, or only directly after one of the words of
    `preceded_by` and before one of `followed_by`. `applicability`: safe, unsafe or display.
    """

    forms: list[str]
    say: list[str]
    attributive: list[str]
    followed_by: list[str]
    preceded_by: list[str]
    applicability: str


class CardSource(TypedDict):
    """Where advice stands: a document by its short name, its title, a place in it if it was read there."""

    document: str
    title: str
    at: str
    verified: bool
    url: str
    says: str


class CardExamples(TypedDict):
    """Sentences to flag, sentences to leave alone, and pairs of before and after."""

    flag: list[str]
    keep: list[str]
    fix: list[tuple[str, str]]


class Card(TypedDict):
    """A term in one language.

    `status`: preferred, admitted or deprecated; `only_for` are the profiles that use it, none for all.
    `advice` (avoid, careful, context), `severity` and `memory` (how sure we are of advice that nobody could
    look up: high, medium, low) are "" for one that isn't discouraged; that has `instead_of`, the concept's
    discouraged terms by id. `needs` are the contexts that a term needs, `also` other forms of it.
    """

    id: str
    term: str
    lang: str
    concept: str
    definition: str
    status: str
    only_for: list[str]
    abbreviation: str
    plural: str
    also: list[str]
    advice: str
    severity: str
    memory: str
    awaits_native_reader: bool
    why: str
    note: str
    needs: list[str]
    groups: list[CardGroup]
    instead_of: dict[str, str]
    sources: list[CardSource]
    examples: CardExamples
