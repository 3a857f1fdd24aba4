"""Whether a term may be part of a name or a title that nothing else shows: its fix is then not made unasked.

Capitals that nothing explains, the words of a link, a phrase in italics, a line of nothing but the term, a
noun such as Protocol before the subject, a footnote with an address, the columns of a page turned to text,
what stands after a word for a work (the context `works` in the cues, if a language has it).
"""

import re

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.agenda import Agenda
from luxterm.engine.judge.bills import Bills
from luxterm.engine.judge.captions import Captions
from luxterm.engine.judge.code import STRAIGHT
from luxterm.engine.judge.law_numbers import LawNumbers
from luxterm.engine.judge.mandates import Mandates
from luxterm.engine.judge.works import leads_away
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.marks import APOSTROPHES, QUOTES
from luxterm.text.words import words
from luxterm.types import MarkKind, Message, Scope

_ALWAYS = 5
"""Letters of an abbreviation, which is always in capitals, at most."""
_INDENTED = 24 * " "
"""Before a line that is in a column of its own."""
_OPENING = 40
"""Code points at the beginning of a line in which its number is looked for."""
_HEADLINE = 160
"""Code points behind a term in a headline and in the line below it at most."""
_OUTLET = 5
"""Words of a newspaper's name at most."""
_ACT = 3
"""Digits of an Act's number at least."""
_TREATY = 12
"""Words from the noun of a treaty to the term at most."""
_JOINED = 20
"""The same, to a term that is joined to what the treaty is about."""
_NEAR = 300
"""Code points of the lines around a term in which columns are looked for."""
_HEAD_MARKS = " *_.:"
_HEAD_ENDS = (".", ":", "–", "—")
_RUN_IN = 4
"""Words after a bold head at least, so that it is one."""
_LABELS = "/|"
"""Between the labels of a list."""
_COLUMNS = lazy_pattern(r"(?:[^\W\d]{2}[,;:]?(?: {4,}|\t[ \t]*)|\w {6,})\S")
"""A gap after a word, not after the number of a paragraph: "63.    The State"."""
_WORK = lazy_pattern(r"https?://|www\.|\b(?:18|19|20)\d\d\b|\bdoi\b|\uFFFC")
_TAG_LIKE = lazy_pattern(r"<[^<>\n]{1,80}>|[*_]")
_DASH = lazy_pattern(r" ?[—–:] | - ")
_NAMED = 80
"""Code points at the beginning of a line in which a law's number is looked for."""
_TITLED = 120
"""Code points from the beginning of a sentence to a term in the title of a work at most."""
_CALLED = 80
"""Code points before a term in which its name begins, and the noun for what has that name."""
_OPENED = 2
"""Words of a sentence that begins with an article and what has a name: "Die Petition …"."""
_MARKED = 300
"""Code points of a link or of emphasis that are looked at."""
_SUBJECT = lazy_pattern(r"[>|\s]*(?:subject|re|fwd?)\s?:", re.IGNORECASE)
"""As mail has it in all languages (RFC 5322)."""
_SOURCE = lazy_pattern(r"https?://|www\.|\bdoi\b|\((?:18|19|20)\d\d\)")
_AUTHORS = 40
"""Code points before a sentence in which the author and the year of a work stand."""
_BY = lazy_regex(r"\p{Lu}\.,? \((?:1[89]|20)\d\d[a-z]?\)\.\s+\Z")
"""As in a list of works that is run together: `Miller, A. B. (1999). `."""
_PAGES = lazy_regex(r"\s*\p{Lu}[^.?!]{2,80}[ ,]\d{1,4}(?:\(\d{1,3}\))?[,:] ?\d{1,5}[–-]\d{1,5}(?!\w)")
"""A journal with its volume and pages: `Journal of …, 25(1), 267–288`."""
_COMPARED = f"{STRAIGHT}|"
"""Marks on both sides of what a program compares."""
_BY_LINES = frozenset(("plain", "pdf"))
"""Formats whose columns are only white space."""


class Names:
    """The caution about names in one language."""

    def __init__(self, language: Language) -> None:
        self._small = language.grammar.small_words
        self._endings = language.leaning
        self._capital_nouns = language.grammar.capital_nouns
        self._one_capital = not (language.grammar.titles_capitalised or self._capital_nouns)
        self._verbs = language.signals.verbs
        self._finite = language.signals.finite
        self._all_verbs = language.all_verbs
        self._conjunctions = language.grammar.conjunctions
        self._sections = language.signals.sections
        self._mandates = Mandates(language)
        self._captions = Captions(language)
        self._laws = LawNumbers(language)
        self._bills = Bills(language)
        self._agenda = Agenda(language)
        self._opposing = language.contexts["opposing"]
        self._treaties = language.contexts["treaties"]
        self._bodies = language.contexts["bodies"]
        self._outlets = language.contexts["outlets"]
        self._works = language.contexts["works"]
        self._sources = language.contexts["source-labels"]
        self._undertakings = language.contexts["undertakings"]
        self._articles = language.grammar.determiners

    def perhaps(self, around: Surroundings) -> Message | None:
        """Why the words may have to stay, None if nothing says so."""
        named = self._has_capitals(around) or self._of_undertaking(around)
        if named or _is_string(around) or self._opposed(around):
            return Message("perhaps-name")
        looks = (
            self._in_phrase,
            self._mandates.near,
            self._mandates.is_subject,
            self._of_treaty,
            self._in_note,
            self._numbered,
            self._explains_law,
            self._published,
            self._introduced,
            self._bills.notes,
            self._bills.heads,
            self._agenda.titles,
            _in_subject,
            _in_work,
        )
        if any(look(around) for look in looks):
            return Message("perhaps-title")
        beside = around.segment.scope is Scope.CELL and self._captions.beside_number(around, whole=False)
        if beside or self._captions.cites(around):
            return Message("name-of-offence")
        return Message("in-columns") if _in_columns(around) else None

    def _has_capitals(self, around: Surroundings) -> bool:
        """All its words with capitals, and nothing that gives them to words in general.

        Or only its first, if a word in small letters goes before, in a language whose titles have no other:
        "réalisateur de Mariage précoce".
        """
        text = around.text
        if text[0].islower():
            return False
        own = [word for word in words(text) if word.lower() not in self._small | self._endings]
        if not all(word[0].isupper() for word in own) or not own:
            return bool(own) and self._one_capital and _goes_before(around)
        if text.isupper():
            heads = around.segment.scope is Scope.ITEM and _is_run_in(around)
            return len(text) > _ALWAYS and not heads and self._among_small_letters(around)
        if self._capital_nouns:
            return False
        if around.is_alone and around.segment.scope is not Scope.HEADING:
            return len(own) > 1 and not around.lead
        if around.is_heading or around.segment.scope in (Scope.CELL, Scope.HEADER_CELL, Scope.CAPTION):
            return False
        start, end = around.occurrence.start, around.occurrence.end
        text = around.view.text
        before, after = text[max(around.bounds.start, start - 2) : start], text[end : end + 2]
        if any(mark in _LABELS for mark in f"{before}{after}".replace(" ", "")) or _opens_run_in(around):
            return False
        return len(own) > 1 or bool(words(around.left))

    def _of_undertaking(self, around: Surroundings) -> bool:
        """In a name behind a word for what has names: "la campagne Zéro mariage précoce".

        Only small words are between its capital and the term: not "l’association Awa lutte contre …". Where
        nouns have capitals, a word with one directly behind such a noun shows the name: "die Aktion Stopp …",
        and only small words, or others with capitals, are between that and the term.
        """
        if not self._undertakings:
            return False
        end = around.occurrence.start
        before = words(around.view.text[max(around.sentence.start, end - _CALLED) : end])
        if self._capital_nouns:
            return self._is_apposed([*before, *words(around.text)[:1]])
        at = next((at for at in range(len(before) - 1, 0, -1) if before[at][0].isupper()), 0)
        named = at and self._undertakings.stands_in([before[at - 1].lower()])
        return bool(named) and self._small.issuperset(map(str.lower, before[at + 1 :]))

    def _is_apposed(self, before: list[str]) -> bool:
        """Whether the last of some words is in a name that stands directly behind such a noun.

        Directly behind that, only in what opens a sentence: "behandelt der Kurs Kinder…" has an object.
        """
        last = len(before) - 1
        for at in range(last, 0, -1):
            if not (before[at][0].isupper() or before[at].lower() in self._small):
                return False
            if before[at][0].isupper() and self._undertakings.stands_in([before[at - 1].lower()]):
                return at < last or at <= _OPENED
        return False

    def _opposed(self, around: Surroundings) -> bool:
        """After "anti" and the number of an Act: "R.A. 9775 o anti child …"."""
        before = words(around.left[-_OPENING:])
        if not self._opposing.stands_in(before[-1:]):
            return False
        return any(len(word) >= _ACT and word.isdigit() for word in before)

    def _among_small_letters(self, around: Surroundings) -> bool:
        """Whether its sentence has words in small letters, or is a line in capitals without a verb."""
        before = around.view.text[around.sentence.start : around.occurrence.start]
        after = around.view.text[around.occurrence.end : around.sentence.end]
        if any(map(str.islower, f"{before}{after}")):
            return True
        return self._verbs.isdisjoint(around.besides)

    def _numbered(self, around: Surroundings) -> bool:
        """In a line that a number of its own opens, without a verb: "Article 20: …" may give its title."""
        start = around.bounds.start
        head = around.view.folded[start : min(around.occurrence.start, start + _OPENING)].lstrip(" •*-–—")
        section = next((it for it in self._sections if head.startswith(f"{it} ")), "")
        return (
            bool(section)
            and head[len(section) + 1 :][:1].isdigit()
            and self._verbs.isdisjoint(around.besides)
        )

    def _explains_law(self, around: Surroundings) -> bool:
        """In a line without a verb, after the number of a law and a dash: "Act no. 11/2008 — Action on …"."""
        start = around.bounds.start
        head = around.view.folded[start : min(around.occurrence.start, start + _NAMED)]
        name, *rest = _DASH.split(_TAG_LIKE.sub("", head), maxsplit=1)
        return bool(rest) and self._laws.names_law(name) and self._finite.isdisjoint(around.besides)

    def _published(self, around: Surroundings) -> bool:
        """In a line without an end after the name of a newspaper and a colon: a headline of theirs.

        Where it appears may stand in brackets: "Guardian (UK): …". Or its name is the line below.
        """
        start, end = around.bounds
        here = around.occurrence.start
        head, colon, _ = around.view.text[start : min(here, start + _OPENING)].partition(":")
        if colon and self._is_outlet(head.partition("(")[0] if head.rstrip().endswith(")") else head):
            return around.view.text[start:end].rstrip()[-1:] not in ".!;"
        end = around.source.end
        rest, _, below = around.document_text(end, end + _HEADLINE).partition("\n")
        below = below.lstrip("\n").partition("\n")[0].strip(_HEAD_MARKS)
        return rest.rstrip(" *_")[-1:].isalnum() and self._is_outlet(below)

    def _is_outlet(self, line: str) -> bool:
        """Whether it is nothing but the name of a newspaper, in capitals: "Daily Telegraph"."""
        name = words(line)
        capital = 0 < len(name) <= _OUTLET and all(it[0].isupper() for it in name)
        return capital and self._outlets.stands_in([name[-1].lower()])

    def _introduced(self, around: Surroundings) -> bool:
        """After a word for a work: behind a colon, without a verb, or behind a comma, with a capital.

        "Lecture 4: Child …", "Her book, Child …, was". Or behind an article with one: "Le film La …".
        """
        start, end = around.sentence
        head, colon, title = around.view.text[
            start : min(around.occurrence.start, start + _TITLED)
        ].partition(":")
        if not colon:
            before = around.left.rstrip(f"{QUOTES} ")
            if around.text[0].isupper() and before.endswith(","):
                return self._is_work(before)
            return self._is_in_title(head)
        if (
            not self._is_work(head.lower())
            or not f"{title}{around.text}".lstrip(f"{_HEAD_MARKS}{QUOTES}")[:1].isupper()
        ):
            return False
        said = around.language.divider.words(around.view.folded[start + len(head) : end])
        return self._finite.isdisjoint(said)

    def _is_in_title(self, head: str) -> bool:
        """Whether a title that an article with a capital opens begins in it: "El libro La sombra de la …".

        That has no verb, so that what is said of the work is no part of it.
        """
        said = words(head)
        starts = (at for at in range(len(said) - 1, 0, -1) if said[at][0].isupper())
        at = next((it for it in starts if said[it].lower() in self._articles), 0)
        title = [it.lower() for it in said[at + 1 :]]
        named = bool(at) and self._works.stands_in([said[at - 1].lower()])
        return named and self._all_verbs.isdisjoint(title)

    def _is_work(self, head: str) -> bool:
        """Whether a few words end in one for a work, perhaps with its number: "lecture 4"."""
        said = [it for it in words(head) if not it[0].isdigit()]
        return self._works.stands_in(said[-1:])

    def _of_treaty(self, around: Surroundings) -> bool:
        """After a treaty or an article and its connector: "the protocol dealing with …".

        Directly, or joined to what follows it, as in "the directive on the abuse of children and on …". Or
        right behind a body or a text that is called so: "the working group on …".
        """
        said = words(around.left)
        if self._bodies.ends_in(said, 1):
            return True
        joint = max((at for at, it in enumerate(said) if it in self._conjunctions), default=len(said))
        joined = joint < len(said) and self._small.issuperset(said[joint:])
        return self._treaties.stands_in(said[-(_JOINED if joined else _TREATY) :])

    def _in_phrase(self, around: Surroundings) -> bool:
        """In a link, or in italics, that begins with a capital and says more than the term.

        What is a segment's whole text must be a link to another's site; then it may begin in any way.
        """
        start, end = around.view.source(*around.bounds)
        for mark in around.marks:
            if mark.kind not in (MarkKind.LINK, MarkKind.EMPHASIS):
                continue
            inside = around.document_text(mark.start, min(mark.end, mark.start + _MARKED))
            if mark.start <= start and mark.end >= end:
                if not leads_away(around, mark):
                    continue
                if len(inside.split()) > len(around.text.split()):
                    return True
            if (
                inside.lstrip(f" *_{QUOTES}{APOSTROPHES}")[:1].isupper()
                and len(inside.split()) > len(around.text.split()) + 1
            ):
                return True
        return False

    def _in_note(self, around: Surroundings) -> bool:
        """In a sentence without a verb, with a year, an address or a label before it: perhaps a source."""
        if not self._verbs.isdisjoint(around.besides):
            return False
        label, colon, _ = around.left.partition(":")
        if colon and self._sources.stands_in(words(label)[:1]):
            return True
        if around.segment.scope is Scope.FOOTNOTE:
            return _WORK.search(around.view.text, *around.bounds) is not None
        return _SOURCE.search(around.view.text, *around.sentence) is not None


def _goes_before(around: Surroundings) -> bool:
    """Whether a word in small letters, or a comma, stands just before it on its line: "ECPAT, Turismo …"."""
    start = around.source.start
    before = around.document_text(max(0, start - 2), start)
    return before[-1:] == " " and (before[:1] == "," or (before[:1].isalpha() and before[:1].islower()))


def _opens_run_in(around: Surroundings) -> bool:
    """Whether it is all of a bold head that opens its paragraph: "**Child …**: you may not …"."""
    start, end = around.view.source(around.occurrence.start, around.occurrence.end)
    if not any(
        mark.kind is MarkKind.STRONG
        and not around.document_text(mark.start, start).strip(_HEAD_MARKS)
        and not around.document_text(end, mark.end).strip(_HEAD_MARKS)
        for mark in around.marks
    ):
        return False
    return _is_run_in(around)


def _is_run_in(around: Surroundings) -> bool:
    """Whether it opens its paragraph as a head of what follows: "CHILD … – You may not …"."""
    text, bounds = around.view.text, around.bounds
    before = text[bounds.start : around.occurrence.start]
    rest = text[around.occurrence.end : bounds.end].strip()
    return not before.strip(_HEAD_MARKS) and rest[:1] in _HEAD_ENDS and rest.count(" ") >= _RUN_IN


def _in_subject(around: Surroundings) -> bool:
    """On the line of a message's header that says what it is about, perhaps in another's words."""
    start = around.source.start
    line = around.document_text(max(0, start - _NEAR), start).rpartition("\n")[2]
    return ":" in line and _SUBJECT.match(line) is not None


def _in_work(around: Surroundings) -> bool:
    """Whether an author with a year stands before its sentence, or a journal with its pages behind it."""
    text, (start, end), bounds = around.view.text, around.sentence, around.bounds
    if _BY.search(text[max(bounds.start, start - _AUTHORS) : start]):
        return True
    return _PAGES.match(text, end, min(bounds.end, end + _NEAR)) is not None


def _is_string(around: Surroundings) -> bool:
    """Whether it is all of a string of code, or of an alternative in a search, as `"child …"`, `|child …|`.

    A program may compare it. So is what a sign of equality assigns: `Trafficking += Child …`.
    """
    text, start, end = around.view.text, around.occurrence.start, around.occurrence.end
    if text[max(around.bounds.start, start - 2) : start].strip() == "=":
        return True
    mark = text[start - 1 : start] if start > around.bounds.start else ""
    return bool(mark) and mark in _COMPARED and text[end] == mark


def _in_columns(around: Surroundings) -> bool:
    """In plain text with columns, on its line or the next, where words may belong to another sentence."""
    if around.view.document.format not in _BY_LINES:
        return False
    text = around.view.document.text
    start, end = around.source
    line = text.rfind("\n", 0, start) + 1
    if text.startswith(_INDENTED, line):
        return True
    begin = text.rfind("\n", 0, max(0, line - 1)) + 1
    stop = text.find("\n", text.find("\n", end) + 1 or len(text))
    stop = min(stop if stop >= 0 else len(text), end + _NEAR)
    lines = text[max(begin, start - _NEAR) : stop]
    return ("    " in lines or "\t" in lines) and _COLUMNS.search(lines) is not None
