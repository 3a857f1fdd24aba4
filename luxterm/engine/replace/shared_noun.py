"""Adjectives that share a term's noun: "rassistische und … Inhalte", "… oder rassistisches Material".

The new words have a noun of their own. The others keep the one that was shared, and stand first, for what is
joined to the new words might seem to belong to their complement: "gewaltverherrlichende Inhalte und …".
"""

import re
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.match import candidates
from luxterm.engine.replace.agreed import Agreed, Change
from luxterm.engine.searching import Passage
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import HEAD
from luxterm.text.folding import fold
from luxterm.types import Applicability

_REACH = 160
"""Code points on either side of a term in which the others and their noun are looked for."""
_MOST = 4
"""Adjectives in a row, at most."""

_ADVERBS = 3
"""Words before a row in which its article or preposition stands: "von rechtlich geschützten und …"."""
_LETTERS = 40
"""Letters of one of them, at most."""

_LAST = lazy_pattern(r"\b([^\W\d_]{3,40})$")
_NEXT = lazy_pattern(r"([^\W\d_]{3,40})")


class Row(NamedTuple):
    """Adjectives with the noun that they share, and the term among them.

    `whole` is all of it, in place of the term. `before` is what stands in place of what comes before the
    term, `within` what goes before the new words, and `behind` what goes after them. `singles` is where an
    adjective gets the noun, too, before a word that singles out the row: "rechtswidrige, insbesondere …".
    """

    whole: Surroundings
    before: str
    within: str
    behind: str
    singles: Change | None
    singular: bool = False
    """Whether the noun is: then new words in the plural, with their verb, are better than the same noun."""
    parted: bool = False
    """Whether the others may not share the noun after all: then they stay, and nothing is certain."""

    def preferring(self, says: tuple[str, ...]) -> tuple[str, ...]:
        """What to say, best first."""
        return tuple(sorted(says, key=lambda it: HEAD in it)) if self.singular else says

    def written(self, around: Surroundings, agreed: Agreed, phrase: str) -> Agreed:
        """What becomes of the row, if these words stand for the term with its noun."""
        start, own = self.whole.occurrence.start, around.occurrence.start
        row = (Change(start, own, self.before),) if start < own else ()
        singled = (self.singles,) if self.singles else ()
        doubtful = self.parted or self.singles or self.behind or (self.singular and HEAD in phrase)
        most = min(agreed.applicability, Applicability.UNSAFE) if doubtful else agreed.applicability
        text = f"{self.within}{agreed.text}{self.behind}"
        return Agreed(text, self.whole.occurrence.end, (*singled, *row, *agreed.changes), most)


class _Parts(NamedTuple):
    """The adjectives beside a term that share its noun, as they are written, and where all of it ends.

    `more` are adjectives of the last one's noun alone: "oder sonstige kriminelle Inhalte".
    """

    others: tuple[str, ...]
    joint: str
    more: str
    noun: str
    start: int
    end: int


class SharedNoun:
    """Rows of adjectives in one language."""

    def __init__(self, language: Language) -> None:
        declension = language.declension
        self._language = language
        self._declension = declension
        self._phrases = language.declined_phrases
        self._joints = language.joints
        endings = {ending for table in declension.adjectives.values() for _, ending in table}
        self._endings = sorted(filter(None, endings), key=len, reverse=True)
        self._adjectival = declension.adjectival
        self._past = tuple(form for forms in declension.verb_endings for _, form in forms if len(form) > 1)

    def row(self, around: Surroundings) -> Row | None:
        """The row that a term is in; None if it shares its noun with nothing."""
        words = around.text.split(" ")
        noun = words.pop() if len(words) > 1 and words[-1][:1].isupper() else ""
        word = words[-1] if len(words) > 1 else words[0].lower()
        ending = next((it for it in self._endings if fold(word).endswith(it)), "")
        if not ending or not self._phrases.is_adjective(word, fold(word)):
            return None
        parts = self._parts(around, noun, ending)
        group = self._group(around, noun, parts) if parts else None
        if parts is None or group is None:
            return None
        occurrence = around.occurrence._replace(start=parts.start, end=parts.end, group=group)
        whole = Surroundings(around.view, around.language, occurrence)
        opened = self._declension.leads(parts.joint.rpartition(" ")[2])
        verb = bool(parts.others) and self._has_verb(whole, parts.others, ending)
        made = None if verb else self._made(around, whole, parts, ending)
        many = len(parts.others) > 1 and " " in parts.joint  # more than "als auch" joins
        if many or (verb and not opened) or (made and made.singular and opened):
            return Row(around, "", "", "", None, parted=True)
        return made

    def _made(self, around: Surroundings, whole: Surroundings, parts: _Parts, ending: str) -> Row | None:
        """The row, with what becomes of it."""
        single = self._single(whole, ending, parts.noun)
        singular = any(self._declension.singular in it.readings[0] for it in self._phrases.of(whole.text))
        if not parts.others and not single:
            return Row(whole, "", "", "", None, parted=True) if self._may_single(whole, ending) else None
        if not parts.others:
            return Row(whole, "", "", "", single, singular)
        article = singular and whole.preceding in self._declension.before
        singular = singular and not article  # "ein … oder …es Video"
        *first, last = parts.others
        joint = f" {parts.joint} "
        kept = ", ".join(first) + joint + last if first else last
        if parts.more or self._looks_back(last):
            behind = f"{', ' if first else joint}{kept}{parts.more} {parts.noun}"
            return Row(whole, "", "", behind, single, singular, article)
        if parts.start == around.occurrence.start and around.text[0].isupper():
            kept = kept[0].upper() + kept[1:]
        kept += f" {parts.noun}{joint}"
        ends = around.occurrence.end == parts.end
        return Row(whole, kept if ends else "", "" if ends else kept, "", single, singular, article)

    def _looks_back(self, other: str) -> bool:
        """Whether an adjective means those of its noun that haven't been named: "sonstige"."""
        return self._language.contexts["remaining"].stands_in([fold(other)])

    def _parts(self, around: Surroundings, noun: str, ending: str) -> _Parts | None:
        """What stands beside the term, if it is a row."""
        before, joint, start = self._before(around, ending)
        if noun:
            parts = _Parts(before, joint, "", noun, start, around.occurrence.end)
            return parts if joint or not before else None
        after = None if joint else self._after(around, ending)
        return after._replace(others=(*before, *after.others), start=start) if after else None

    def _before(self, around: Surroundings, ending: str) -> tuple[tuple[str, ...], str, int]:
        """The adjectives before the term, the conjunction directly before it if there is one, and where."""
        view, at = around.view, around.occurrence.start
        low = max(around.sentence.start, at - _REACH)
        rest = view.text[low:at]
        joint = self._joint(fold(rest))
        parting = f" {joint} " if joint else ", "
        found: list[str] = []
        start = at
        while len(found) < _MOST and rest.endswith(parting):
            rest = rest[: -len(parting)]
            match = _LAST.search(rest, max(0, len(rest) - _LETTERS))
            first = bool(match) and low + len(rest) - len(match[1]) == around.sentence.start
            if not match or not self._is_other(match[1], ending, first=first):
                break
            found.insert(0, match[1])
            rest, parting = rest[: match.start()], ", "
            start = low + len(rest)
        return tuple(found), joint if found else "", start

    def _joint(self, left: str) -> str:
        """The conjunction that ends a text, with one more word: "und die", "und mit", "und insbesondere"."""
        head, _, word = left[:-1].rpartition(" ")
        more = self._declension.leads(word) or self._language.contexts["singling"].stands_in([word])
        ends = (("", left), (f" {word}", f"{head} ")) if more else (("", left),)
        joints = (f"{it.strip()}{rest}" for rest, end in ends for it in self._joints if end.endswith(it))
        return next(joints, "") if left.endswith(" ") else ""

    def _after(self, around: Surroundings, ending: str) -> _Parts | None:
        """The adjectives after the term, with the conjunction before the last of them, and the noun."""
        view, at = around.view, around.occurrence.end
        right = view.text[at : min(around.sentence.end, at + _REACH)]
        found: list[str] = []
        joint, end = "", 0
        while len(found) <= _MOST and not joint:
            joint = next(filter(fold(right[end:]).startswith, self._joints), "")
            end += len(joint) or len(", ")
            match = _NEXT.match(right, end)
            if not match or not (joint or right[end - 2 : end] == ", "):
                return None
            if not self._is_other(match[1], ending):
                return None
            found.append(match[1])
            end = match.end()
        if not joint:
            return None
        last = end
        noun = self._word_at(right, end)
        while noun and self._looks_back(found[-1]) and self._is_other(noun[1], ending):
            end = noun.end()
            noun = self._word_at(right, end)
        if not noun or not noun[1][0].isupper():
            return None
        return _Parts(tuple(found), joint.strip(), right[last:end], noun[1], at, at + noun.end())

    @staticmethod
    def _word_at(text: str, end: int) -> re.Match[str] | None:
        """The next word, if only a space stands before it."""
        return _NEXT.match(text, end + 1) if text[end : end + 1] == " " else None

    def _is_other(self, written: str, ending: str, *, first: bool = False) -> bool:
        """Whether a word is an adjective with the term's ending; a capital first shows nothing."""
        word = fold(written)
        if first and written[0].isupper() and word[: len(word) - len(ending)].endswith(self._adjectival):
            written = written.lower()
        return fold(written).endswith(ending) and self._phrases.is_adjective(written, fold(written))

    def _single(self, whole: Surroundings, ending: str, noun: str) -> Change | None:
        """Where the noun is missing before a word that singles out the row."""
        word, end = self._singled(whole)
        first = end - len(word) == whole.sentence.start
        if not word or not self._is_other(word, ending, first=first):
            return None
        return Change(end - len(word), end, f"{word} {noun}")

    def _singled(self, whole: Surroundings) -> tuple[str, int]:
        """The word before one that singles out the row, and where it ends: "rechtswidrige, vor allem"."""
        before, comma, words = whole.left.rpartition(", ")
        if not comma or not words.strip() or self._language.contexts["singling"].without(words.split()):
            return "", 0
        end = whole.sentence.start + len(before)
        match = _LAST.search(whole.view.text[max(whole.sentence.start, end - _LETTERS) : end])
        return (match[1], end) if match else ("", 0)

    def _may_single(self, whole: Surroundings, ending: str) -> bool:
        """Whether that word, with its sentence's capital, may be such an adjective: "Verbotene, etwa"."""
        word, end = self._singled(whole)
        return bool(word) and end - len(word) == whole.sentence.start and fold(word).endswith(ending)

    def _has_verb(self, whole: Surroundings, others: tuple[str, ...], ending: str) -> bool:
        """Whether one of the others is rather a verb: "… löschen und …", "das Amt ermittelte und …"."""
        declension = self._declension
        opening = next(
            (it for it in reversed(whole.left.split(" ")[-_ADVERBS:-1]) if self._declension.leads(it)), ""
        )
        before, _, between = whole.left.rpartition(f"{opening} ") if opening else ("", "", "")
        relative = before.endswith(", ") and opening in self._language.agreement.relatives
        if opening and not relative and whole.view.text.endswith(between, 0, whole.occurrence.start):
            return False
        if ending.endswith(declension.infinitive[1:]):
            read = {it for phrase in self._phrases.of(whole.text) for it in phrase.readings}
            return not read or any(declension.attribute not in it for it in read)  # not beside "Materials"
        shown = tuple(it for it in self._past if it.endswith(ending))
        return any(fold(it).endswith(shown) for it in others)

    def _group(self, around: Surroundings, noun: str, parts: _Parts) -> int | None:
        """The group of forms of the same term that it is in together with the noun."""
        if noun:
            return around.occurrence.group
        phrase = f"{around.text} {parts.noun}"
        found = candidates(Passage(phrase, fold(phrase)), self._language)
        own = around.occurrence.term.id
        return next(
            (it.group for it in found if it.term.id == own and it.end - it.start == len(phrase)), None
        )
