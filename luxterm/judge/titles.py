"""Titles: an occurrence inside the name of an instrument, a body, an offence, a programme.

First the register of official titles, compared word by word without punctuation and small words.
Then what law and names look like in general: a capitalised instrument with its subject, a name in
Title Case with a noun that ends names, a heading with the number of a provision.
"""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from luxterm.judge.place import Place
from luxterm.termbase.data import Language, TitleData, tokens
from luxterm.types import Scope

REACH = 420
"""How far, in code points, a title may reach to either side."""
NEAR = 40
"""How far its neighbours are looked for first: most occurrences stand in no title."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\s*(?:no\.?\s*)?\(?\d[\w./()–-]*")
_LETTERED = re.compile(r"\((?:[a-z]{1,4}|\d{1,3})\)\s")
_NUMBERED = re.compile(r" {0,2}\d[\w.()/–-]*(?P<apart> ?[–—:,-])? \Z")
_NAMES = ("instrument", "organisation", "body", "document")
_LONG = 4
"""Words from which on a name is known in capitals, too."""
_HEAD = 100
"""Code points at most between the beginning of a provision and a term in its heading."""
_RUN_IN = re.compile(r"[^\w§]*(?P<word>[^\W\d_]+\.? |§+ ?)?\d[\w()/-]*(?:\.\d+)*[.:]? (?:[–—-] )?")
_RUN_OUT = re.compile(r"\.(?P<dash> ?[–—-]+)?")
_GOES_ON = re.compile(r" +[^\W\d_]")
_LABEL = re.compile(r"(?: {0,2}\d[\w.()/–-]*)? ?[(\[](?:[^\W\d_]+ ){0,5}\Z")
_LABEL_END = re.compile(r"(?: [^\W\d_]+){0,4}[)\]]")
_FURNITURE = re.compile(r"\d(?!.*[.;,]\s*\Z)")
"""A page's number or header, between the two halves of a sentence."""

Shapes = dict[tuple[int, int], dict[tuple[str, ...], TitleData]]
"""Titles by the place of a form in them and their length in words."""
Neighbours = tuple[str, str]
"""The words before and after a form in a title, "" where it begins or ends the title."""


def _before(place: Place) -> str:
    """The folded text before it, from the paragraph before too where a page's end breaks a sentence."""
    view, index = place.view, place.index
    text = view.folded[max(place.bounds.start, place.occurrence.start - REACH) : place.occurrence.start]
    while index and len(text) < REACH and view.text[view.starts[index]].islower():
        index -= 1
        start, end = view.bounds(index)
        if index and end - start <= 60 and _FURNITURE.search(view.text, start, end):
            index -= 1
            start, end = view.bounds(index)
        if view.text[end - 1] in ".!?:;" or view.segment(index).scope is not Scope.PARAGRAPH:
            break
        text = f"{view.folded[max(start, end - REACH) : end]} {text}"
    return text[-REACH:]


def _after(place: Place, reach: int) -> str:
    """The folded text after it, as far as its segment goes."""
    end = place.occurrence.end
    return place.view.folded[end : min(place.bounds.end, end + reach)]


class Titles:
    """The titles of a language and of the house, ready for looking up."""

    def __init__(self, language: Language, house: tuple[str, ...]) -> None:
        self._language = language
        self._small: frozenset[str] = language.grammar["small"]
        self._titles = [
            *(TitleData(tokens(title.lower(), self._small), title, "house", False, 0) for title in house),
            *language.titles,
        ]
        self._holding: dict[tuple[str, ...], dict[Neighbours, Shapes]] = {}

    def find(self, place: Place) -> str | None:
        """Why the occurrence is a part of a title, or None."""
        registered = self._registered(place)
        if registered:
            former = f", the official name until {registered.until}" if registered.until else ""
            return f'inside the title "{registered.name}"{former}'
        for look in (self._instrument, self._name, self._provision):
            because = look(place)
            if because:
                return because
        return None

    def _registered(self, place: Place) -> TitleData | None:
        """The longest registered title around the occurrence."""
        form = tokens(place.folded, self._small)
        if form not in self._holding:
            self._holding[form] = self._index(form)
        beside = self._holding[form]
        if not beside:
            return None
        last, next_ = self._beside(place)
        shapes = {
            shape: titles
            for neighbours in {(last, next_), (last, ""), ("", next_), ("", "")}
            for shape, titles in beside.get(neighbours, {}).items()
        }
        if not shapes:
            return None
        before = tokens(_before(place), self._small) if any(at for at, _ in shapes) else ()
        words = (*before, *form, *tokens(_after(place, REACH), self._small))
        for at, length in sorted(shapes, key=lambda shape: -shape[1]):
            begin = len(before) - at
            title = shapes[at, length].get(words[begin : begin + length]) if begin >= 0 else None
            if title and self._interrupted(place, at):
                continue
            if title and (not title.cased or self._capitals(place, at, title)):
                return title
        return None

    def _beside(self, place: Place) -> Neighbours:
        """The words directly before and after it that count in a title, "" for none."""
        start = place.occurrence.start
        near = tokens(place.view.folded[max(place.bounds.start, start - NEAR) : start], self._small)
        # The first of them may be the end of a longer word.
        before = near if len(near) > 1 else tokens(_before(place), self._small)
        near = tokens(_after(place, NEAR), self._small)
        after = near if len(near) > 1 else tokens(_after(place, REACH), self._small)
        return before[-1] if before else "", after[0] if after else ""

    def _interrupted(self, place: Place, before: int) -> bool:
        """Whether a sentence ends within the `before` words in front of the term ("Art. 9." ends none)."""
        start, begin = place.bounds.start, place.sentence.start
        folded = place.view.folded
        if begin == start or folded[max(start, begin - 8) : begin].rstrip(" .")[-1:].isdigit():
            return False
        return len(tokens(folded[begin : place.occurrence.start], self._small)) < before

    def _index(self, form: tuple[str, ...]) -> dict[Neighbours, Shapes]:
        """The titles that hold a form, by what stands beside it, where it stands and how long they are."""
        found: dict[Neighbours, Shapes] = {}
        text, starts = self._all
        wanted = f" {' '.join(form)} "
        place = text.find(wanted)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            title = self._titles[number]
            at, words = text.count(" ", starts[number], place), title.tokens
            after = at + len(form)
            neighbours = (words[at - 1] if at else "", words[after] if after < len(words) else "")
            shapes = found.setdefault(neighbours, {})
            shapes.setdefault((at, len(words)), {}).setdefault(words, title)
            place = text.find(wanted, place + 1)
        return found

    @cached_property
    def _all(self) -> tuple[str, list[int]]:
        """All titles in one text, each with a space before and after every word, and where each begins."""
        lines = [f" {' '.join(title.tokens)} \n" for title in self._titles]
        return "".join(lines), list(accumulate(map(len, lines), initial=0))

    def _capitals(self, place: Place, before: int, title: TitleData) -> bool:
        """Whether a title that could be running text stands as a title: `before` words precede the term.

        It does where every word has a capital, or the first one that no sentence's start explains; an
        offence in a heading, where the heading begins with it.
        """
        start = max(place.bounds.start, place.occurrence.start - REACH)
        text = place.view.text[start : place.occurrence.end]
        words = [it for it in _WORD.finditer(text) if it.group().lower() not in self._small]
        own = len(tokens(place.folded, self._small))
        first = words[-own - before]
        heads = place.segment.scope in (Scope.HEADING, Scope.CAPTION)
        if not first.group()[0].isupper():
            return False
        if place.text.isupper():  # capitals prove nothing where all are capitals
            return heads if title.kind == "offence" else title.kind in _NAMES and len(title.tokens) >= _LONG
        if all(word.group()[0].isupper() for word in words[-own - before :]):
            return True
        if heads:
            return title.kind == "offence"
        return bool(place.view.text[place.sentence.start : start + first.start()].strip(" \"'“‘(["))

    @cached_property
    def _leads(self) -> AhoCorasick:
        return AhoCorasick(self._language.instruments)

    def _instrument(self, place: Place) -> str | None:
        """`Directive 2011/93/EU on combating …`: a capitalised noun, a connector, words of titles."""
        left = place.left[-REACH:]
        offset = place.occurrence.start - len(left)
        text = place.view.text
        nouns = [
            (stop, -at)
            for _, at, stop in self._leads.find_matches_as_indexes(left, overlapping=True)
            if text[offset + at].isupper()
            and not (at and left[at - 1].isalnum())
            and not left[stop : stop + 1].isalnum()
        ]
        if not nouns:
            return None
        best, minus_start = max(nouns)
        lead = text[offset - minus_start : offset + best]
        gap = left[best:]
        opens = not place.left[: len(place.left) - len(gap) - len(lead)].strip(" \"'([*")
        if opens and not any(char.isdigit() for char in gap):
            return None  # the capital only begins the sentence
        if (
            gap.startswith(",")
            or ";" in gap
            or gap.count("(") > gap.count(")") + 1
            or not self._subject(place, gap, offset + best)
        ):
            return None
        return f'inside the title of an instrument or office ("{lead} …")'

    def is_text_of_law(self, place: Place) -> bool:
        """Whether its column is headed by an instrument with a number: "Directive 2011/93/EU"."""
        column = place.segment.column
        if not any(char.isdigit() for char in column):
            return False
        return any(
            column[at].isupper() and not column[stop : stop + 1].isalnum()
            for _, at, stop in self._leads.find_matches_as_indexes(column.lower())
        )

    def _subject(self, place: Place, gap: str, offset: int) -> bool:
        """Whether the words between the noun and the occurrence can be a title's own."""
        connected = False
        for match in _WORD.finditer(gap):
            word = match.group()
            known = word in self._small or word in self._language.title_words or word[0].isdigit()
            if not known and not place.view.text[offset + match.start()].isupper():
                return False
            connected = connected or (
                word in self._first_connectors and f"{gap[match.start() :]} ".startswith(self._connecting)
            )
        return connected

    @cached_property
    def _first_connectors(self) -> frozenset[str]:
        return frozenset(phrase.split()[0] for phrase in self._language.connectors)

    @cached_property
    def _connecting(self) -> tuple[str, ...]:
        return tuple(f"{phrase} " for phrase in self._language.connectors)

    def _name(self, place: Place) -> str | None:
        """`the Child Pornography Victims Reserve`: Title Case that runs on to a noun of names."""
        words = [word for word in _WORD.findall(place.text) if word.lower() not in self._small]
        lower = any(word[0].islower() and len(word) > 1 for word in words)  # "Children's" has an "s"
        if lower or (place.text.isupper() and len(place.text) > 5):
            return None
        text = place.view.text
        after = self._run(text[place.occurrence.end : min(place.bounds.end, place.occurrence.end + 120)])
        before = self._run(
            text[max(place.bounds.start, place.occurrence.start - 120) : place.occurrence.start], True
        )
        for word in after:
            if word.lower() in self._names:
                return f'inside the name "… {place.text} … {word}"'
        for word in before:
            if word.lower() in self._names:
                return f'inside the name "{word} … {place.text}"'
        return None

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name.split()[-1] for name in self._language.names)

    def _run(self, text: str, backwards: bool = False) -> list[str]:
        """The capitalised words next to a place, up to the first that ends a name."""
        parts = re.findall(r"[^\W_]+|[^\w\s'’&-]", text)
        if backwards:
            parts.reverse()
        run: list[str] = []
        for part in parts:
            if part[0].isupper() or (run and part[0].isdigit()):
                run.append(part)
            elif part.lower() not in self._small and not (backwards and part in self._first_connectors):
                break
        return run

    def _provision(self, place: Place) -> str | None:
        """`Article 20 – Offences concerning …`, `s. 163.1 (child pornography)`."""
        left = place.view.folded[
            max(place.bounds.start, place.occurrence.start - 160) : place.occurrence.start
        ]
        bracket = max(left.rfind("("), left.rfind("["))
        label = _LABEL.search(left, max(0, bracket - 60)) if bracket >= 0 else None
        if (
            label
            and not self._summary(left[bracket + 1 :])
            and self._numbered_before(place, left[: label.start()], left[label.start() : bracket])
            and _LABEL_END.match(place.view.folded, place.occurrence.end)
        ):
            return "the label of a provision after its number"
        if self._named(place):
            return "the name of a provision after its number"
        if (place.heads and self._numbered(place)) or self._runs_in(place):
            return "the heading of a provision"
        return None

    def _runs_in(self, place: Place) -> bool:
        """`Sec. 12. Child …. No person shall …`: a heading at the beginning of its provision."""
        start, end = place.bounds
        if place.occurrence.start - start > _HEAD:
            return False
        head = _RUN_IN.match(place.view.folded, start, place.occurrence.start)
        if not head and place.segment.scope is not Scope.ITEM:
            return False
        begins = head.end() if head else start
        stop = _RUN_OUT.search(place.view.text, place.occurrence.end, min(end, place.occurrence.end + 80))
        if not stop:
            return False
        word = (head["word"] or "").strip() if head else ""
        # An item's number isn't among its words
        if not stop["dash"] and (word not in self._language.sections or stop.end() == end):
            return False
        words = _WORD.findall(place.view.folded, begins, stop.start())
        return place.view.text[begins].isupper() and self._language.finite.isdisjoint(words)

    def _named(self, place: Place) -> bool:
        """`Article 317 – Child …`, `category 3.2 Child …`: with a capital, also inside a sentence."""
        first = place.text[0]
        if not first.isupper() or place.text.isupper():
            return False
        number = _NUMBERED.search(place.left, max(0, len(place.left) - 40))
        if number is None or (number["apart"] and _GOES_ON.match(place.right)):
            return False  # "Section 4: … is prohibited"
        before = place.left[: number.start()]
        return any(
            before.endswith(word) and not before[: -len(word)][-1:].isalnum()
            for word in (*self._language.sections, *self._language.labels)
        )

    def _summary(self, label: str) -> bool:
        """`para. 15 (on …)`: the author says what a paragraph is about."""
        return label.partition(" ")[0] in self._first_connectors

    def _numbered_before(self, place: Place, left: str, number: str) -> bool:
        """Whether a provision's number comes before, or a law's and the label has a capital."""
        if self._section_before(left):
            return True
        return place.text[0].isupper() and number.strip() != "" and left.endswith(self._language.instruments)

    def _section_before(self, text: str) -> bool:
        return any(
            text.endswith(section) and not text[: -len(section)][-1:].isalnum()
            for section in self._language.sections
        )

    def _numbered(self, place: Place) -> bool:
        """Whether a heading opens with the number of a provision: "Article 9", "§ 184b", "(m)"."""
        start, end = place.bounds
        head = place.view.folded[start : start + 60].lstrip()
        if not self._language.own_headings.isdisjoint(_WORD.findall(place.view.folded, start, end)):
            return False
        if _LETTERED.match(head):
            return True
        for section in self._language.sections:
            if head.startswith(section) and _NUMBER.match(head, len(section)):
                return True
        return False
