"""Cards: everything the termbase says about a term, as plain data for `explain` and `lexicon`.

They come from the termbase's files, not from its compiled form, which holds what checking needs.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from luxterm.engine.advising import severity
from luxterm.lexicon.card import Card, CardExamples, CardGroup, CardSource
from luxterm.lexicon.load import bundled, termbase_of
from luxterm.system.errors import did_you_mean, either
from luxterm.termbase.models import Concept, FormGroup, Term
from luxterm.termbase.read import Files, read
from luxterm.termbase.templates import expand_all
from luxterm.text.folding import fold
from luxterm.text.view import View
from luxterm.types import Document, Message, Piece, Segment, Usage

_AROUND = re.compile(r"^\W+|\W+$")
_BEGUN = "…"
"""What ends the first part of a compound on a card."""
_MEANT = 3
"""How many names are suggested for one that is unknown."""

_What = Literal["term", "concept"]


def cards_of(lexicon: tuple[str, ...] = (), lang: str = "") -> "Cards":
    """The cards, read once as long as the termbase is the same. Raises TermbaseError."""
    return _read(lexicon, lang, termbase_of(lexicon).sha256)


@lru_cache(maxsize=8)
def _read(lexicon: tuple[str, ...], lang: str, sha256: str) -> "Cards":
    return Cards(lexicon, lang, _files(lexicon, sha256))


@lru_cache(maxsize=2)
def _files(lexicon: tuple[str, ...], sha256: str) -> Files:
    """The termbase's files, read once for all languages: that takes nearly all the time."""
    return read([Path(bundled()), *map(Path, lexicon)])


class Cards:
    """Every concept and term of a termbase. Raises TermbaseError if it is broken."""

    def __init__(self, lexicon: tuple[str, ...] = (), lang: str = "", files: Files | None = None) -> None:
        self._termbase = termbase_of(lexicon)
        if lang:
            self._termbase.require(lang)
        self._files = files or read([Path(bundled()), *map(Path, lexicon)])
        self._lang = lang
        self.all = list(self._cards())

    @property
    def concepts(self) -> list[str]:
        """The names of all concepts."""
        return list(self._files.concepts)

    def concept(self, name: str) -> list[Card]:
        """The terms of one concept, those to write first."""
        order = ("preferred", "admitted", "deprecated")
        return sorted(
            (card for card in self.all if card["concept"] == name),
            key=lambda card: order.index(card["status"]),
        )

    def named(self, words: str) -> list[Card]:
        """The terms with this id, or that a text may write like this: those that are called so come first."""
        read = {lang: self._read(words, lang) for lang in self._termbase.languages}
        found = [card for card in self.all if card["id"] == words.strip()] or [
            card for card in self.all if read[card["lang"]] & self._spellings(card)
        ]
        return sorted(found, key=lambda card: fold(card["term"]) not in read[card["lang"]])

    def _read(self, words: str, lang: str) -> set[str]:
        """The words as the matcher reads them, with and without what may surround a term."""
        language = self._termbase.language(lang)
        document = Document(words, "plain", (Segment((Piece(0, len(words)),)),))
        seen = View(document, language.words).folded.strip()
        bare = _AROUND.sub("", seen)
        begun = f"{bare}{_BEGUN}"
        read = {seen, bare, *(bare.removesuffix(ending) for ending in language.grammar.possessive_endings)}
        return read | {begun} if begun in seen else read

    def names(self, what: _What = "term") -> dict[str, str]:
        """What `named` and `concept` accept, each with what to suggest if it was nearly right.

        Of terms that share it, as those of several languages do an id, the first.
        """
        cards = reversed(self.all)
        named = {text: card[what] for card in cards for text in (*self._spellings(card), card["id"])}
        return {**{concept: concept for concept in self.concepts if fold(concept) not in named}, **named}

    def nearest(self, unknown: Message, words: str, what: _What = "term") -> Message:
        """A message about words that name nothing, with what was most likely meant.

        That is what has them in its name or, if nothing has, what is spelled alike.
        """
        names = self.names(what)
        inside = [it for it in {*names.values()} if f" {fold(words.strip())} " in f" {fold(it)} "]
        if inside:
            shortest = sorted(inside, key=lambda it: (len(it), it))[:_MEANT]
            return Message("meant", (unknown, either(map(repr, shortest))))
        meant = did_you_mean(
            unknown, words.lower(), names, most=_MEANT, called=lambda name: repr(names[name])
        )
        return Message("list-shows-all", (unknown,)) if meant == unknown else meant

    def _spellings(self, card: Card) -> set[str]:
        forms = [form for group in card["groups"] for form in group["forms"]]
        return {
            fold(text)
            for text in (card["term"], card["abbreviation"], card["plural"], *card["also"], *forms)
            if text
        }

    def _cards(self) -> Iterator[Card]:
        for concept in self._files.concepts.values():
            for lang, terms in concept.terms.items():
                if self._lang in ("", lang):
                    yield from (self._card(concept, lang, term) for term in terms)

    def _card(self, concept: Concept, lang: str, term: Term) -> Card:
        language = self._termbase.language(lang)
        data = next((data for data in language.terms if data.id == term.id), None)
        deprecated = {other.id: other.term for other in concept.terms[lang] if other.status == "deprecated"}
        return {
            "id": term.id,
            "term": term.term,
            "lang": lang,
            "concept": concept.id,
            "definition": concept.defined(lang),
            "status": term.status,
            "only_for": term.only_for,
            "abbreviation": term.abbreviation,
            "plural": term.plural,
            "also": expand_all(term.also),
            "advice": term.advice or "",
            "severity": severity(data, Usage.USE).label if data else "",
            "memory": term.unread_confidence or "",
            "awaits_native_reader": term.awaits_native_reader or concept.awaits_native_reader(lang),
            "why": term.why,
            "note": term.note,
            "needs": term.needs,
            "groups": [self._group(lang, group) for group in term.forms],
            "instead_of": {} if data else deprecated,
            "sources": self._sources(term, lang),
            "examples": _examples(term),
        }

    def _group(self, lang: str, group: FormGroup) -> CardGroup:
        shown = self._termbase.language(lang).shown
        return {
            "forms": [*expand_all(group.match), *_begun(group)],
            "say": [shown(say, {}) for say in group.say],
            "attributive": [shown(say, {}) for say in group.attributive],
            "followed_by": expand_all(group.followed_by),
            "preceded_by": expand_all(group.preceded_by),
            "applicability": group.applicability,
        }

    def _sources(self, term: Term, lang: str) -> list[CardSource]:
        """Verified ones first; the place only if somebody has read it."""
        found: list[CardSource] = []
        for reference in sorted(term.sources, key=lambda it: not it.verified):
            document = self._files.sources[reference.document]
            found.append(
                {
                    "document": document.named(reference.verified, lang),
                    "title": document.title,
                    "at": reference.at if reference.verified else "",
                    "verified": reference.verified,
                    "url": document.url,
                    "says": reference.says,
                }
            )
        return found


def _examples(term: Term) -> CardExamples:
    given = term.examples
    if given is None:
        return {"flag": [], "keep": [], "fix": []}
    return {"flag": given.flag, "keep": given.keep, "fix": given.fix}


def _begun(group: FormGroup) -> Iterator[str]:
    """What compounds begin with, and nouns with an ending that names women, or all, with three dots."""
    for phrase in dict.fromkeys(expand_all([*group.compound, *group.inclusive])):
        yield f"{phrase}{_BEGUN}"
