"""What there is to confirm: an entry that rests on memory, or that no native speaker has read yet."""

from collections.abc import Iterator
from typing import NamedTuple

from luxterm.lexicon.card import Card
from luxterm.lexicon.cards import Cards
from luxterm.lexicon.wording import cited, said_instead, standing, verdict
from luxterm.termbase.read import Files


class Claim(NamedTuple):
    """A row: what an entry says. `id` is a term's, or "" for the concept's definition in the language."""

    concept: str
    lang: str
    id: str
    term: str
    advice: str
    why: str
    note: str
    instead: str
    question: str
    source: str
    document: str
    """The id of the document in which it would have to be read: one that the entry cites unread, otherwise
    the first that is `reported`, which is what the lexicon follows. "" if no page is needed."""


Key = tuple[str, str, str]
"""What a claim is about: concept, language, term."""


def key(claim: Claim) -> Key:
    """What it is about."""
    return claim.concept, claim.lang, claim.id


def claims(files: Files, cards: Cards, lang: str = "") -> Iterator[Claim]:
    """All that is unverified, in a language or in every one, concept by concept."""
    followed = next((name for name, document in files.sources.items() if document.reported), "")
    by_key = {(card["concept"], card["lang"], card["id"]): card for card in cards.all}
    for concept in files.concepts.values():
        for each, terms in concept.terms.items():
            if lang not in ("", each):
                continue
            if concept.awaits_native_reader(each):
                name = next((term.term for term in terms if term.status != "deprecated"), terms[0].term)
                asked = concept.texts[each].question
                yield Claim(concept.id, each, "", name, "", concept.defined(each), "", "", asked, "", "")
            for term in terms:
                if term.awaits_native_reader or term.unread_confidence:
                    unread = (it.document for it in term.sources if not it.verified)
                    document = next(unread, followed) if term.unread_confidence else ""
                    yield _claim(by_key[concept.id, each, term.id], term.question, document)


def _claim(card: Card, question: str, document: str) -> Claim:
    lang = card["lang"]
    deprecated = card["status"] == "deprecated"
    advice = "{} ({})".format(*verdict(card)) if deprecated else standing(card)
    return Claim(
        concept=card["concept"],
        lang=lang,
        id=card["id"],
        term=card["term"],
        advice=advice,
        why=card["why"],
        note=card["note"],
        instead="\n".join(said_instead(card)),
        question=question,
        source="\n".join(cited(source, lang) for source in card["sources"]),
        document=document,
    )
