"""Whether a term may be part of a name or a title that nothing else shows: its fix is then not made unasked.

Capitals that nothing explains, a line of nothing but the term, a noun such as Protocol before the subject,
the columns of a page turned to text; titles of works are in `luxterm.engine.caution.works`.
"""

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.agenda import is_on_agenda
from luxterm.engine.caution.called import perhaps_called
from luxterm.engine.caution.works import Works
from luxterm.engine.judge.bills import Bills
from luxterm.engine.judge.captions import Captions
from luxterm.engine.judge.code import STRAIGHT
from luxterm.engine.judge.mandates import Mandates
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.capitals import ABBREVIATION
from luxterm.text.dates import DAY
from luxterm.text.words import words
from luxterm.types import MarkKind, Message, Scope

_INDENTED = 24 * " "
"""Before a line that is in a column of its own."""
_BEFORE = 40
"""Code points before a term in which an Act's number is looked for."""
_ACT = 3
"""Its digits at least."""
_TREATY = 12
"""Words from the noun of a treaty to the term at most."""
_DAY = lazy_regex(rf"(?: \p{{Ll}}{{1,3}})? {DAY}\b")
"""A law's day, with the small word before it: " du 4 mai 2011"."""
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
_LINE = 250
"""Code points of a heading, or of a cell, in which its capitals are looked at."""
_SHORT = 3
"""Letters of a word at most that has no capital in a title: "via"."""
_COMPARED = f"{STRAIGHT}|"
"""Marks on both sides of what a program compares."""
_BY_LINES = frozenset(("plain", "pdf"))
"""Formats whose columns are only white space."""


class Names:
    """The caution about names in one language."""

    def __init__(self, language: Language) -> None:
        self._small = language.grammar.small_words
        self._endings = language.leaning
        self._proper_nouns = language.grammar.proper_nouns
        self._capital_nouns = language.grammar.capital_nouns
        self._one_capital = not (language.grammar.titles_capitalised or self._capital_nouns)
        self._verbs = language.signals.verbs
        self._all_verbs = language.all_verbs
        self._conjunctions = language.grammar.conjunctions
        self._mandates = Mandates(language)
        self._captions = Captions(language)
        self._bills = Bills(language)
        self._opposing = language.contexts["opposing"]
        self._treaties = language.contexts["treaties"]
        self._any_treaty = language.contexts["treaties-aside"]
        self._laws = language.contexts["laws-about"]
        self._any_law = language.contexts["laws-about-aside"]
        self._whose = language.contexts["purposed-within"]
        self._bodies = language.contexts["bodies"]
        self._forbidding = language.contexts["forbidding"]
        self._works = Works(language)

    def perhaps(self, around: Surroundings) -> Message | None:
        """Why the words may have to stay, None if nothing says so."""
        named = self._has_capitals(around) or perhaps_called(around)
        if named or _is_string(around) or self._opposed(around):
            return Message("perhaps-name")
        looks = (
            self._mandates.near,
            self._mandates.is_subject,
            self._of_treaty,
            self._of_law,
            self._bills.notes,
            self._bills.heads,
            is_on_agenda,
            self._works.titles,
        )
        if any(look(around) for look in looks):
            return Message("perhaps-title")
        beside = around.segment.scope is Scope.CELL and self._captions.beside_number(around, whole=False)
        if beside or self._captions.cites(around):
            return Message("name-of-offence")
        return Message("in-columns") if _in_columns(around) else None

    def _has_capitals(self, around: Surroundings) -> bool:
        """All its words with capitals, and nothing that gives them to words in general.

        Or only its first, if a word in small letters goes before: "choose Child …", "réalisateur de Mariage
        précoce"; a comma only in a language whose titles have no other.
        """
        text = around.text
        if text[0].islower():
            return False
        own = [word for word in words(text) if word.lower() not in self._small | self._endings]
        if not all(word[0].isupper() for word in own) or not own:
            ordinary = bool(own) and not (own[0].isupper() or own[0].lower() in self._proper_nouns)
            return ordinary and not self._capital_nouns and _goes_before(around, comma=self._one_capital)
        if text.isupper():
            heads = around.segment.scope is Scope.ITEM and _is_run_in(around)
            return len(text) > ABBREVIATION and not heads and self._among_small_letters(around)
        if self._capital_nouns:
            return False
        if around.is_alone and around.segment.scope is not Scope.HEADING:
            return len(own) > 1 and not around.lead
        titled = around.is_heading or around.segment.scope in (Scope.CELL, Scope.HEADER_CELL, Scope.CAPTION)
        if titled and (self._one_capital or self._gives_capitals(around)):
            return False
        end = around.occurrence.end
        beside = f"{around.text_before(2)}{around.view.text[end : end + 2]}"
        if any(mark in _LABELS for mark in beside.replace(" ", "")) or _opens_run_in(around):
            return False
        return len(own) > 1 or bool(words(around.left))

    def _gives_capitals(self, around: Surroundings) -> bool:
        """Whether its line has capitals throughout: not "Payment for Child … was found".

        Or the half that it is in, before a colon or behind it.
        """
        start, end = around.bounds
        line = around.view.text[start : min(end, start + _LINE)]
        head, colon, rest = line.partition(":")
        half = rest if colon and around.occurrence.start - start > len(head) else head
        return not any(it.islower() and len(it) > _SHORT and it not in self._small for it in words(half))

    def _opposed(self, around: Surroundings) -> bool:
        """After "anti" and the number of an Act: "R.A. 9775 o anti child …"."""
        before = words(around.left[-_BEFORE:])
        if not self._opposing.stands_in(before[-1:]):
            return False
        return any(len(word) >= _ACT and word.isdigit() for word in before)

    def _among_small_letters(self, around: Surroundings) -> bool:
        """Whether its sentence has words in small letters, or is a line in capitals without a verb.

        Not one that forbids it: "NO CHILD …".
        """
        before = around.view.text[around.sentence.start : around.occurrence.start]
        after = around.view.text[around.occurrence.end : around.sentence.end]
        if any(map(str.islower, f"{before}{after}")):
            return True
        forbids = self._forbidding.stands_in(around.besides[:1])
        return self._verbs.isdisjoint(around.besides) and not forbids

    def _of_treaty(self, around: Surroundings) -> bool:
        """After a treaty or an article and its connector: "the protocol dealing with …".

        Directly, or joined to what follows it, as in "the directive on the abuse of children and on …". Or
        right behind a body or a text that is called so: "the working group on …".
        """
        said = self._any_treaty.without(words(around.left))  # "un plan nacional contra …" has no title
        if self._bodies.ends_in(said, 1):
            return True
        return self._treaties.stands_in(said[-(_JOINED if self._is_joined(said) else _TREATY) :])

    def _is_joined(self, said: list[str]) -> bool:
        """Whether only small words follow the last conjunction of some words."""
        joint = max((at for at, it in enumerate(said) if it in self._conjunctions), default=len(said))
        return joint < len(said) and self._small.issuperset(said[joint:])

    def _of_law(self, around: Surroundings) -> bool:
        """After a certain law and what it is for, without a verb between: "la loi visant à …".

        Its day may come between, and where it is from: "la loi belge du 4 mai 2011 contenant …".
        """
        left = _DAY.sub(" ", around.left) if any(map(str.isdigit, around.left)) else around.left
        said = self._any_law.without(self._whose.without(words(left)))
        said = said[-(_JOINED if self._is_joined(said) else _TREATY) :]
        verb = max((at for at, it in enumerate(said) if it in self._all_verbs), default=-1)
        return self._laws.stands_in(said[verb + 1 :])


def _goes_before(around: Surroundings, *, comma: bool) -> bool:
    """Whether a word in small letters, or a comma, stands just before it on its line: "ECPAT, Turismo …"."""
    before = around.lines.left[-2:]
    word = before[:1].isalpha() and before[:1].islower()
    return before[-1:] == " " and (word or (comma and before[:1] == ","))


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
    before = text[bounds.start : min(around.occurrence.start, bounds.start + _NEAR)]
    rest = around.text_behind(_NEAR).strip()
    return not before.strip(_HEAD_MARKS) and rest[:1] in _HEAD_ENDS and rest.count(" ") >= _RUN_IN


def _is_string(around: Surroundings) -> bool:
    """Whether it is all of a string of code, or of an alternative in a search, as `"child …"`, `|child …|`.

    A program may compare it. So is what a sign of equality assigns: `Trafficking += Child …`.
    """
    text, start, end = around.view.text, around.occurrence.start, around.occurrence.end
    if around.text_before(2).strip() == "=":
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
