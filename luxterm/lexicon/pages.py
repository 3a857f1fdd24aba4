"""Pages about the terms: one Markdown page per concept, and an index, made from the termbase.

`python -m luxterm.lexicon.pages` writes them to `docs/terms` of a source checkout. Every term's id is
an anchor of its concept's page. A source's place is given only if somebody has read it there.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read as read_document
from luxterm.lexicon.card import Card
from luxterm.lexicon.cards import Cards
from luxterm.lexicon.load import bundled, termbase_of
from luxterm.lexicon.wording import AWAITS_READER, both, cited, condition, instead, phrases, standing, verdict
from luxterm.termbase import Termbase, TermbaseError
from luxterm.termbase.models import Concept, FormGroup, Profile, Term
from luxterm.termbase.read import Files, read
from luxterm.termbase.templates import expand_all
from luxterm.types import Message, Usage
from luxterm.wording import count, say, text_in

FOLDER = Path(__file__).parents[2] / "docs" / "terms"
"""Where the published pages are in a source checkout."""
INDEX = "README.md"

_FORMS = 12
"""Forms that a row shows; the lexicon has them all."""
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~]|^(?:[#+=-]|\d+(?=[.)](?:\s|$)))")
_FIXES = {
    "safe": Message("fix-safe"),
    "unsafe": Message("fix-unsafe"),
    "display": Message("fix-display"),
}
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""All but the spaces that hold a punctuation mark to its word."""
_OFF = "<!-- luxterm: off: a page about the words themselves -->"


def pages(lexicon: tuple[str, ...] = ()) -> dict[str, str]:
    """File name to text, the index first, of the bundled termbase with `lexicon` over it.

    Raises TermbaseError if the termbase is broken.
    """
    book = _Book(lexicon)
    return {
        INDEX: book.index(),
        **{file_name(concept): book.page(concept) for concept in book.files.concepts.values()},
    }


def file_name(concept: Concept | str) -> str:
    """The file of a concept's page, by the concept or its id."""
    return f"{concept if isinstance(concept, str) else concept.id}.md"


def anchor(concept: Concept, lang: str, term: str) -> str:
    """A term's place on its concept's page: its id, with the language where another one has it already."""
    first = next(other for other, terms in concept.terms.items() if any(it.id == term for it in terms))
    return term if lang == first else f"{lang}.{term}"


def plain(text: str) -> str:
    """Text as Markdown that reads exactly so: one line, nothing in it is markup."""
    return _SPECIAL.sub(_escaped, _SPACES.sub(" ", text).strip())


def _escaped(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


class _Book:
    """Everything the pages show, read once."""

    def __init__(self, lexicon: tuple[str, ...]) -> None:
        self.files: Files = read([Path(bundled()), *map(Path, lexicon)])
        self.termbase: Termbase = termbase_of(lexicon)
        if self.files.sha256 != self.termbase.sha256:
            raise TermbaseError("", 0, Message("base-has-changed"))
        self._cards = Cards(lexicon)
        self._titles = self._shielding()

    def index(self) -> str:
        """All concepts in a table, one row per language."""
        concepts = sorted(self.files.concepts.values(), key=lambda concept: (self.title(concept), concept.id))
        return "\n".join(
            (
                "<!-- Made by `python -m luxterm.lexicon.pages` from the lexicon. -->",
                _OFF,
                "# The terms",
                "",
                f"The lexicon “{plain(self.files.info.name)}” {plain(self.files.info.version)}, concept by"
                " concept. In each table, the first row that fits decides what to write. *Safe* fixes are"
                " made by `--fix`, *unsafe* ones by `--unsafe-fixes` too; *display* ones are only shown."
                " Words in quotation marks, words that are talked about, titles and citations stay as they"
                " are, whatever a page says.",
                "",
                "| concept | language | write | instead of |",
                "|---|---|---|---|",
                *(self._row(concept, lang) for concept in concepts for lang in concept.terms),
                "",
            )
        )

    def _row(self, concept: Concept, lang: str) -> str:
        page = file_name(concept)
        cards = self._of(concept, lang)
        said = "; ".join(_named(card) for card in cards if card["status"] != "deprecated")
        links = [
            f"[{plain(card['term'])}]({page}#{anchor(concept, lang, card['id'])})"
            for card in cards
            if card["status"] == "deprecated"
        ]
        return f"| [{self.title(concept)}]({page}) | {lang} | {said} | {'; '.join(links)} |"

    def page(self, concept: Concept) -> str:
        """One concept."""
        parts = [f"<!-- Made by `python -m luxterm.lexicon.pages` from concepts/{concept.id}.toml. -->"]
        if any(term.status == "deprecated" for terms in concept.terms.values() for term in terms):
            parts.append(_OFF)
        parts += [f"# {self.title(concept)}", "", plain(concept.definition), ""]
        related = [self.files.concepts[name] for name in concept.related if name in self.files.concepts]
        links = ", ".join(f"[{self.title(other)}]({file_name(other)})" for other in related)
        parts += [f"Related: {links}", ""] if links else []
        for lang in concept.terms:
            if text := concept.texts.get(lang):
                parts += [f"# {self.title(concept, lang)} ({lang})", "", plain(text.definition), ""]
                parts += _paragraph(_unread(lang) if text.awaits_native_reader else "")
            parts += self._language(concept, lang, self._of(concept, lang))
        return "\n".join((*parts, f"[All terms]({INDEX})", ""))

    def title(self, concept: Concept, lang: str = "") -> str:
        """What to call a concept: its first term to write, in the first language if none is named."""
        languages = [concept.terms.get(lang, [])] if lang else concept.terms.values()
        terms = [term for terms in languages for term in terms if term.status != "deprecated"]
        return plain(terms[0].term if terms else concept.id)

    def _of(self, concept: Concept, lang: str) -> list[Card]:
        return [card for card in self._cards.concept(concept.id) if card["lang"] == lang]

    def _language(self, concept: Concept, lang: str, cards: list[Card]) -> Iterator[str]:
        write = [card for card in cards if card["status"] != "deprecated"]
        by_id = {term.id: term for term in concept.terms[lang]}
        if write:
            yield from (f"## {say(Message('page-write'), lang)} ({lang})", "")
        for card in write:
            yield from (f'<a id="{anchor(concept, lang, card["id"])}"></a>', "", f"### {_named(card)}", "")
            yield from _paragraph(f"*{standing(card)}*. {plain(card['why'])}".rstrip())
            yield from _paragraph(plain(card["note"]))
            yield from _paragraph(_unread(lang) if by_id[card["id"]].awaits_native_reader else "")
            yield from _items(self._first_in(card, cards))
            yield from _section(Message("page-sources"), _sources(card), lang)
        if len(write) < len(cards):
            yield from (f"## {say(Message('page-instead-of'), lang)} ({lang})", "")
        for card in cards:
            if card["status"] == "deprecated":
                yield f'<a id="{anchor(concept, lang, card["id"])}"></a>'
                yield from self._deprecated(lang, by_id[card["id"]], card)

    def _first_in(self, card: Card, cards: list[Card]) -> Iterator[str]:
        """The profiles that use this term instead of another."""
        names = {other["id"]: other["term"] for other in cards}
        for name, profile in self.files.profiles.items():
            others = [old for old, new in profile.prefers.items() if new == card["id"] and old in names]
            if others:
                said = Message("page-prefers", (both(phrases([plain(names[old]) for old in others])),))
                yield say(Message("with-colon", (_profile(profile, name, card["lang"]), said)), card["lang"])

    def _deprecated(self, lang: str, term: Term, card: Card) -> Iterator[str]:
        advice, remark = verdict(card)
        yield from ("", f"### {plain(term.term)}", "")
        yield from _paragraph(f"**{advice}** ({remark}). {plain(term.why)}")
        yield from _paragraph(_unread(lang) if term.awaits_native_reader else "")
        yield from (f"| {say(Message('page-columns'), lang)} |", "|---|---|---|")
        for group, shown in zip(term.forms, card["groups"], strict=True):
            beside = condition(shown, lang)
            forms = _listed(shown["forms"], lang) + (f", {plain(beside)}" if beside else "")
            certain = say(_FIXES[group.applicability], lang)
            yield f"| {forms} | {'<br>'.join(self._instead(lang, group))} | {certain} |"
        yield ""
        yield from _section(Message("page-stays"), self._stays(term, lang), lang)
        yield from _section(Message("page-sources"), _sources(card), lang)
        examples = card["examples"]
        changed = (f"{plain(old)} → {plain(new)}" for old, new in examples["fix"])
        yield from _section(Message("page-flagged"), map(plain, examples["flag"]), lang)
        yield from _section(Message("page-kept"), map(plain, examples["keep"]), lang)
        yield from _section(Message("page-changed"), changed, lang)

    def _instead(self, lang: str, group: FormGroup) -> Iterator[str]:
        """What to write, and the profiles in which that differs."""
        usual = self._said(lang, group, {})
        yield usual
        differing: dict[str, list[str]] = {}
        for profile in self.files.profiles.values():
            said = self._said(lang, group, dict(profile.prefers))
            if said != usual:
                differing.setdefault(said, []).append(text_in(profile.name, lang))
        for said, names in differing.items():
            yield say(Message("with-colon", (plain(", ".join(names)), said)), lang)

    def _said(self, lang: str, group: FormGroup, prefers: dict[str, str]) -> str:
        shown = self.termbase.language(lang).shown
        say = dict.fromkeys(shown(say, prefers) for say in group.say)
        return plain(instead(list(say), [shown(say, prefers) for say in group.attributive], lang))

    def _stays(self, term: Term, lang: str) -> Iterator[str]:
        if term.note:
            yield plain(term.note)
        if term.needs:
            yield say(Message("page-needs", (plain(", ".join(term.needs)),)), lang)
        if term.needs_long_form:
            yield say(Message("page-needs-long-form"), lang)
        if term.unless:
            yield say(Message("page-unless", (_listed(expand_all(term.unless), lang),)), lang)
        for name, words in term.unless_lacking.items():
            listed = _listed(expand_all(words), lang)
            yield say(Message("page-unless-lacking", (listed, plain(name))), lang)
        if term.unless_before:
            yield say(Message("page-unless-before", (_listed(expand_all(term.unless_before), lang),)), lang)
        if term.excepted:
            yield say(Message("page-excepted", (_listed(expand_all(term.excepted), lang),)), lang)
        for name, profile in self.files.profiles.items():
            if forms := expand_all(profile.accepts.get(term.id, [])):
                where = f"{_profile(profile, name, lang)}, {_listed(forms, lang)}"
                yield say(Message("with-colon", (where, plain(text_in(profile.because, lang)))), lang)
        if titles := self._titles.get(term.id):
            yield say(Message("page-in-titles", ("; ".join(map(plain, titles)),)), lang)

    def _shielding(self) -> dict[str, list[str]]:
        """By a term's id: the registered titles that it may stand in, as the engine sees it."""
        found: dict[str, list[str]] = {}
        for lang, files in self.files.titles.items():
            for title in (title.title for file in files for title in file.titles):
                findings = check(read_document(title, "plain"), self.termbase, Settings(lang=lang))
                for term in dict.fromkeys(item.term for item in findings if item.usage is Usage.TITLE):
                    found.setdefault(term, []).append(title)
        return found


def _named(card: Card) -> str:
    return plain(card["term"]) + (f" ({plain(card['abbreviation'])})" if card["abbreviation"] else "")


def _profile(profile: Profile, name: str, lang: str) -> str:
    return f"{plain(text_in(profile.name, lang))} (`{name}`)"


def _unread(lang: str) -> str:
    return f"*{say(AWAITS_READER, lang)}*"


def _sources(card: Card) -> Iterator[str]:
    for source in card["sources"]:
        whole, name = plain(cited(source, card["lang"])), plain(source["document"])
        url = re.sub(r"[<>\\\s]", lambda it: f"%{ord(it[0]):02X}", source["url"])
        linked = url and whole.startswith(name)
        yield f"[{name}](<{url}>){whole.removeprefix(name)}" if linked else whole


def _listed(forms: list[str], lang: str) -> str:
    """Some forms, as in a sentence; only the first ones if there are many."""
    shown = ", ".join(say(phrase, lang) for phrase in phrases([plain(form) for form in forms[:_FORMS]]))
    more = len(forms) - _FORMS
    return say(Message("page-and-more", (shown, count(more, "other", lang))), lang) if more > 0 else shown


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield from (text, "")


def _section(name: Message, items: Iterator[str], lang: str) -> Iterator[str]:
    """A list with a name above it; nothing if the list is empty."""
    lines = list(_items(items))
    if lines:
        yield from (f"**{say(name, lang)}**", "", *lines)


def _items(items: Iterator[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield from (*lines, "")


def main() -> int:
    """Write the pages into the checkout, and remove those of concepts that are gone; the exit status."""
    if not FOLDER.parent.is_dir():
        print(f"{FOLDER.parent}: no such folder; run this in a source checkout", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
