"""Whether a word for a work introduces the title that a term is in: "Lecture 4: …", "le film La …".

The words are the contexts `works`, `bylines` and `film-kinds` in the cues, and `written` for laws and other
texts, if a language has them.
"""

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.called import in_name_behind
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.marks import QUOTES
from luxterm.text.words import words

_TITLED = 120
"""Code points from the beginning of a sentence to a term in such a title at most."""
_HEAD_MARKS = " *_.:"
_HEAD = 7
"""Words before a colon that say what a work is and of what, at most."""
_OPENED = lazy_regex(r"(?<=\p{Ll}{2},? )(?P<article>\p{Lu}\p{Ll}{1,4}) (?=\p{Ll})(?=[^,.;:()«»“”\"]{0,60}\Z)")
"""A short word with a capital inside a sentence, before one without, and no mark up to the term."""
_BRACKET = lazy_pattern(r"\(([^()]{4,40})\)")


class Introduced:
    """The caution about such titles in one language."""

    def __init__(self, language: Language) -> None:
        self._works = language.contexts["works"]
        self._texts = language.contexts["written"]
        self._small = language.grammar.small_words - language.grammar.conjunctions
        self._finite = language.signals.finite
        self._verbs = language.all_verbs
        self._infinitive = frozenset(language.signals.infinitive)
        self._capitals = language.grammar.titles_capitalised
        self._determiners = language.agreement.before.keys() - language.agreement.governing
        self._articles = frozenset(it.rstrip("'") for it in language.grammar.determiners)

    def titles(self, around: Surroundings) -> bool:
        """Whether the term may be in one: behind a colon, a comma, an article with a capital, or the word."""
        looks = (
            self._marked,
            self._is_opened,
            self._has_subtitle,
            self._named,
            self._worded,
            self._goes_on,
            self._lasts,
        )
        return bool(self._works) and any(look(around) for look in looks)

    def _marked(self, around: Surroundings) -> bool:
        """Behind a colon, without a verb, or behind a comma, with a capital: "Her book, Child …, was".

        Or behind an article with one: "Le film La …".
        """
        start, end = around.sentence
        reach = min(around.occurrence.start, start + _TITLED)
        head, colon, title = around.view.text[start:reach].partition(":")
        if not colon:
            before = around.left.rstrip(f"{QUOTES} ")
            if around.text[0].isupper() and before.endswith(","):
                return self._is_work(before) or self._has_author(around)
            return self._opens_in(head)
        begins = f"{title}{around.text}".lstrip(f"{_HEAD_MARKS}{QUOTES}")
        if not self._is_work(head.lower()) or not begins[:1].isupper():
            return False
        said = around.words(around.view.folded[start + len(head) : end])
        return self._finite.isdisjoint(said)

    def _has_subtitle(self, around: Surroundings) -> bool:
        """Behind a title's own colon: "la cartilla Internet sano: alto a la …", with no verb in the title."""
        start = max(around.sentence.start, around.occurrence.start - _TITLED)
        head, colon, rest = around.view.text[start : around.occurrence.start].rpartition(":")
        said = words(head) if colon else []
        at = self._begins(said)
        title = (it.lower() for it in (*said[at:], *words(rest)))
        return bool(at) and self._verbs.isdisjoint(title)

    def _is_opened(self, around: Surroundings) -> bool:
        """Behind an article with a capital in a sentence, before a small letter: "en clase, Una red de …".

        Where a language writes no titles in capitals.
        """
        if self._capitals:
            return False
        start = max(around.sentence.start, around.occurrence.start - _TITLED)
        opened = list(_OPENED.finditer(around.view.text[start : around.occurrence.start] + around.text))
        return bool(opened) and opened[-1]["article"].lower() in self._determiners

    def _has_author(self, around: Surroundings) -> bool:
        """Behind who made it, and a comma: "a paper by Lund and Roe, Child …"."""
        here, joints = around.occurrence.start, around.language.grammar.conjunctions
        said = words(around.view.text[max(around.sentence.start, here - _TITLED) : here])
        names = (at for at in range(len(said) - 1, 0, -1) if said[at][0].islower() and said[at] not in joints)
        at = next(names, 0)
        by = around.language.contexts["bylines"].stands_in(said[at : at + 1])
        return 0 < at < len(said) - 1 and by and self._works.stands_in([said[at - 1].lower()])

    def _lasts(self, around: Surroundings) -> bool:
        """With a capital, before a bracket that says how long it lasts: "Child … (podcast, 44 min)"."""
        end, kinds = around.occurrence.end, around.language.contexts["film-kinds"]
        rest = around.view.folded[end : min(around.sentence.end, end + _TITLED)]
        inside = _BRACKET.search(rest) if kinds and around.text[0].isupper() else None
        if inside is None or not any(map(str.isdigit, inside[1])) or not kinds.stands_in(words(inside[1])):
            return False
        said = around.words(f"{around.left} | {rest[: inside.start()]}")
        return self._verbs.isdisjoint(said)

    def _opens_in(self, head: str) -> bool:
        """Whether a title that an article with a capital opens begins in it: "El libro La sombra de la …".

        That has no verb, so that what is said of the work is no part of it.
        """
        said = words(head)
        starts = (at for at in range(len(said) - 1, 0, -1) if said[at][0].isupper())
        at = next((it for it in starts if said[it].lower() in self._articles), 0)
        title = [it.lower() for it in said[at + 1 :]]
        behind = bool(at) and self._works.stands_in([said[at - 1].lower()])
        return behind and self._verbs.isdisjoint(title)

    def _named(self, around: Surroundings) -> bool:
        """Whether a title of a word and small words begins behind one for a work: "la serie Cazadores de la".

        Not whose work it is: "el informe UNICEF sobre …".
        """
        first = in_name_behind(around, self._works)
        return first is not None and not first.isupper()

    def _worded(self, around: Surroundings) -> bool:
        """Whether it begins with a noun, and goes on in small letters: "the resolution Measures to end …".

        A small word is behind that noun, and no verb before the term: "the report Miller wrote on …".
        """
        start = max(around.sentence.start, around.occurrence.start - _TITLED)
        said = words(around.view.text[start : around.occurrence.start])
        at = next((it for it in range(len(said) - 2, 0, -1) if said[it][0].isupper()), 0)
        behind = [it.lower() for it in said[at + 1 :]]
        if not at or said[at].isupper() or behind[0] not in self._small or said[at].lower() in self._articles:
            return False
        before = [said[at - 1]]
        return (self._texts.stands_in(before) or self._works.stands_in(before)) and self._verbs.isdisjoint(
            behind
        )

    def _goes_on(self, around: Surroundings) -> bool:
        """Whether a title may go on behind a comma of its own: "Le film Vies volées, la … sera projeté".

        Not behind a preposition: "Dans le film Vies volées, la …".
        """
        start = max(around.sentence.start, around.occurrence.start - _TITLED)
        head, comma, rest = around.view.text[start : around.occurrence.start].partition(",")
        said = words(head) if comma and "," not in rest and ":" not in rest else []
        at = self._begins(said)
        if not at:
            return False
        agreement, before = around.language.agreement, [it.lower() for it in said[:at]]
        if any(it in agreement.governing or agreement.governs(it) for it in before):
            return False
        return self._verbs.isdisjoint(it.lower() for it in (*said[at:], *words(rest)))

    def _begins(self, said: list[str]) -> int:
        """Which word has a capital right behind one for a work, as a title has; 0 if none does."""
        capitals = (at for at in range(1, len(said)) if said[at][0].isupper())
        at = next((at for at in capitals if self._works.stands_in([said[at - 1].lower()])), 0)
        return 0 if at and said[at].isupper() else at

    def _is_work(self, head: str) -> bool:
        """Whether a few words end in one for a work, perhaps numbered: "lecture 4", not "to report".

        Or begin with one on which they hang: "Motto of the march".
        """
        said = [it for it in words(head) if not it[0].isdigit()]
        if self._works.stands_in(said[:1]) and self._small.issuperset(said[1:2] or ("",)):
            return len(said) <= _HEAD and self._verbs.isdisjoint(said)
        return self._works.stands_in(said[-1:]) and not self._infinitive.issuperset(said[-2:-1] or ("",))
