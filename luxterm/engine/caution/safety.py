"""What a fix may do if the words around it suggest that the term may have to stay.

A law's own name for an offence is not a drafter's to change; where something is denied, abbreviated or shares
a noun, the new words may not be true. Looks at a few words on either side, without patterns, because these
would have to be compiled for the first finding of each run.
"""

from functools import cached_property

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.bidding import is_bidden
from luxterm.engine.caution.charges import Charges, becomes_thing
from luxterm.engine.caution.listed import perhaps_listed
from luxterm.engine.caution.names import Names
from luxterm.engine.caution.quoted import perhaps_quoted
from luxterm.engine.judge.bills import Bills
from luxterm.engine.judge.code import STRAIGHT
from luxterm.engine.judge.context import speaks_of
from luxterm.engine.judge.surroundings import Surroundings, series
from luxterm.termbase.language import Language
from luxterm.text.marks import APOSTROPHES, OPENING, QUOTES
from luxterm.types import Applicability, Message, Scope

_CAPTION = lazy_regex(r"[*_ ]*\((?:\p{L}{1,4}|\d{1,3})\)[*_ ]+\p{Lu}[^.;:!?]{0,120}[ .]*$")
"""`(15) Prior conviction of …`: a caption or an item of a law."""
_ITEM = lazy_regex(r"[\W_]*(?:\d{1,3}|\p{L})[.)º°][\W_]*")
"""The number of an item: "_3. "."""
_OPENED = lazy_regex(r"[\W_]*(?:(?:\((?:\p{L}{1,4}|\d{1,3})\)|(?:\d{1,3}|\p{L})[.)])[\W_]*)?\p{Ll}")
"""An item that begins with a small letter: "(ii) is …"."""
_MARKS = " .;*_"
_QUOTING = f"{QUOTES}{APOSTROPHES} \u00a0\u202f"
_STOPS = (".", "!", "?")
_SHORT = 4
"""Spaces in a line that is too short to be a heading, at most."""
_BLANK = lazy_pattern(r"\n[ \t\r]*\n")
_HEADING = 400
"""Code points a heading has at most."""
_CLAUSE_END = lazy_pattern(r"[,.;:()]")
_REACH = 140
"""Code points before a term in which a charge is looked for."""
_CLAUSE = 8
"""Words before a term in which the children it is about are looked for."""
_DOING = 6
"""Words in a phrase at most that says what is done, with an article behind it."""
_LAST = 3
"""Words after a term of which one may be the verb that says so."""
_JOINED = 5
"""Words of what a conjunction joins to a term at most."""
_WORD = 30
"""Code points at a segment's end, or its beginning, in which its last or first word is."""
_SHARED = 3
"""Words before a term in which a noun is looked for that shares its adjective: itself, "and", "the"."""


class Safety:
    """The caution of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grammar = language.grammar
        self._names = Names(language)
        self._small: frozenset[str] = language.grammar.small_words
        self._bills = Bills(language)
        self._charges = Charges(language)

    def allows(self, around: Surroundings) -> tuple[Applicability, Message | None]:
        """What fixes of the term are at most, and why."""
        before = around.left[-_REACH:].split()
        if self._charges.directly(before):
            told = self._charges.tells_deed(before)
            return Applicability.UNSAFE if told else Applicability.DISPLAY, Message("in-charge")
        if self._lends(around):
            return Applicability.DISPLAY, Message("lent-adjective")
        because = (
            self._charges.named(around, before)
            or self._left_behind(around)
            or (Message("across-blank") if _is_parted(around) or self._beside_parted(around) else None)
            or (Message("run-together") if around.run_together else None)
            or (Message("about-words") if self._about_words(around) else None)
            or (Message("denied") if self._denied(around) else None)
            or (Message("perhaps-quoted") if perhaps_quoted(around) else None)
            or (Message("defined-elsewhere") if self._defined(around) else None)
            or (Message("law-words") if self._bills.has_words(around) else None)
            or (Message("name-of-offence") if self._bills.lists(around) else None)
            or (Message("grammar-beside") if self._done(around) else None)
            or (Message("has-children") if self._has_children(around, before) else None)
            or (Message("perhaps-name") if _stands_alone(around) else None)
            or self._names.perhaps(around)
            or perhaps_listed(around)
        )
        return (Applicability.UNSAFE if because else Applicability.SAFE), because

    def _left_behind(self, around: Surroundings) -> Message | None:
        if self._shares(around):
            return Message("shared-word")
        return Message("abbreviated") if self._abbreviated(around) else None

    def _beside_parted(self, around: Surroundings) -> bool:
        """Whether a segment's end parts a term beside it with the same first word: "child", "pornography"."""
        view, first, nouns = around.view, around.folded.partition(" ")[0], self._grammar.sharing_nouns
        for at in (around.index, around.index + 1):
            if not 0 < at < len(view.document.segments):
                continue
            (begin, end), (start, _) = view.bounds(at - 1), view.bounds(at)
            ahead = self._language.divider.words(view.text[start : start + _WORD])
            behind = view.folded[max(begin, end - _WORD) : end].split()
            if ahead and behind and ahead[0] in nouns and behind[-1] == first:
                return True
        return False

    def _about_words(self, around: Surroundings) -> bool:
        return speaks_of(around, "words")

    def _denied(self, around: Surroundings) -> bool:
        return f" {around.left}".endswith(self._denials) or _begins(around.right, self._denied_after)

    def _defined(self, around: Surroundings) -> bool:
        """As in `…, as defined in section 12`."""
        return _begins(around.right.lstrip(","), self._defining)

    def _done(self, around: Surroundings) -> bool:
        """Whether it is something done, as the new words aren't: "participation in", "forced into A and"."""
        doing, last = (self._language.contexts[it] for it in ("doing", "doing-last"))
        if not doing or not becomes_thing(around):
            return False
        divider = self._language.divider
        if last.stands_in(divider.words(around.soon)[:_LAST]):
            return True  # a language with its verbs at the end: "an … beteiligt"
        words = divider.words(_CLAUSE_END.split(around.left[-_REACH:])[-1])
        own = next((at for at in range(len(words), 0, -1) if words[at - 1] not in self._small), 0)
        joint = next((at for at in range(own, len(words)) if words[at] in self._grammar.conjunctions), None)
        if joint is not None:  # "forced into A and", "forced into A and into"
            del words[joint:]
            for _ in range(_JOINED):
                if not words or words[-1] in self._small:
                    break
                words.pop()
        # Only an article may come between, not "participation in the sale of"
        return bool(words) and words[-1] in self._small and doing.ends_in(words[-_DOING:], 2)

    def _has_children(self, around: Surroundings, before: list[str]) -> bool:
        """Whether they come before it in the clause, and again in the new words: "girls are sold into …"."""
        grammar, group = self._grammar, around.occurrence.term.groups[around.occurrence.group]
        new = self._language.resolve(group.say[0], {}).split() if group.say else []
        if grammar.child_nouns.isdisjoint(new):
            return False
        last = before[-1] if before else ""
        if last not in grammar.small_words or last in grammar.conjunctions or last in grammar.determiners:
            return False
        clause = around.left[-_REACH:]
        words = clause[max(map(clause.rfind, ",.;:()")) + 1 :].split()[-_CLAUSE:]
        written = around.view.text[around.sentence.start : around.occurrence.start].split()[-len(words) :]
        named = not (grammar.capital_nouns or around.text.isupper())  # "Statute of the Child" names a law
        return any(
            word in grammar.child_nouns and not (named and at > 0 and as_written[0].isupper())
            for at, (word, as_written) in enumerate(zip(words, written, strict=False))
        )

    @cached_property
    def _denials(self) -> tuple[str, ...]:
        """As in `there are no …`."""
        return tuple(f" {phrase} " for phrase in self._grammar.denials_before)

    @cached_property
    def _denied_after(self) -> tuple[str, ...]:
        """As in `… does not exist`."""
        return tuple(f" {phrase}" for phrase in self._grammar.denials_after)

    @cached_property
    def _defining(self) -> tuple[str, ...]:
        return tuple(f" {phrase}" for phrase in self._grammar.definition_references)

    def _shares(self, around: Surroundings) -> bool:
        """Whether a noun may share a word of the term: "child prostitution and trafficking".

        In a list, one of two words can stand by itself: "child prostitution, sex tourism and …". So can the
        last of several that commas divide: "trafficking, child prostitution, and pornography". Its own noun
        doesn't share the word that was just said to it: "child pornography or pornography".
        """
        if self._language.agreement.gendered:
            return self._shares_last(around)
        joint = around.right[:1]
        if joint not in (" ", ",", "/"):
            return False
        after = f" {around.right[:60].lstrip(' ,/')}"
        conjunction = next((it for it in self._conjunctions if after.startswith(f"{it} ")), "")
        if joint == " " and not conjunction:
            return False
        if " " not in around.folded or (joint == "," and conjunction and self._ends_list(around)):
            return False
        words = after[len(conjunction) :].replace(",", " ").split()
        own = around.folded.rpartition(" ")[2]
        for count in (1,) if joint == "," and not conjunction else (1, 2):
            noun = " ".join(words[:count]).rstrip(".;:!?)")
            if noun != own and noun in self._grammar.sharing_nouns:
                after = words[count] if len(words) > count else ""
                return after not in self._grammar.small_words or after in self._grammar.conjunctions
        return False

    def _ends_list(self, around: Surroundings) -> bool:
        """Whether a comma parts it from the entry before: "trafficking, child …, and …"."""
        before = around.left.rpartition(",")[0].rpartition(" ")[2]
        last = around.left.rpartition(",")[2].split()
        return before.isalpha() and all(word in self._small for word in last)

    def _shares_last(self, around: Surroundings) -> bool:
        """Whether a noun before may share what follows the term's: "pornografía y prostitución infantil"."""
        words = around.left.split()[-_SHARED:]
        joints = [at for at, word in enumerate(words) if word in self._grammar.conjunctions]
        before = words[joints[-1] - 1] if joints and joints[-1] else ""
        return (
            " " in around.folded
            and before in self._grammar.sharing_nouns
            and all(word in self._grammar.small_words for word in words[joints[-1] :])
        )

    def _lends(self, around: Surroundings) -> bool:
        """Whether an adjective needs the term's noun: "adult and underage prostitutes"."""
        left = around.left.rstrip()
        joint = next((it for it in (*self._conjunctions, ",") if left.endswith(it)), "")
        before = left[: len(left) - len(joint)].rstrip(" ,").rpartition(" ")[2]
        word, grammar = before.strip(OPENING), self._grammar
        if word in grammar.child_nouns and word.endswith(tuple(grammar.plural_endings)):
            return False  # "discrimination against girls, child …"
        lent = word in grammar.premodifiers or (
            word.endswith(self._possessive) and word not in grammar.contracted
        )
        return bool(joint) and bool(before) and lent

    @cached_property
    def _possessive(self) -> tuple[str, ...]:
        return tuple(ending for ending in self._grammar.possessive_endings if len(ending) > 1)

    @cached_property
    def _conjunctions(self) -> tuple[str, ...]:
        """With a space before each."""
        return tuple(f" {it}" for it in self._grammar.conjunctions)

    def _abbreviated(self, around: Surroundings) -> bool:
        """As in `child sex tourism (CST)`, `(hereinafter “CST”)`."""
        inner = around.in_brackets.rstrip()
        if inner[-1:] in _QUOTING:
            words = inner.rstrip(_QUOTING).split()
            inner = words[-1].lstrip(_QUOTING) if words else ""
        ending = next(filter(inner.endswith, self._grammar.plural_endings), "")
        return inner.removesuffix(ending).isupper() and inner.isalpha() and inner not in self._abbreviations

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return frozenset(abbreviation for _, _, abbreviation in self._language.preferred.values())


def _is_parted(around: Surroundings) -> bool:
    """Whether a blank line or a page break stands inside the term."""
    words = around.document_text(*around.source)
    return "\f" in words or ("\n" in words and bool(_BLANK.search(words)))


def _begins(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the phrases, as whole words."""
    return text.startswith(phrases) and any(
        text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum() for phrase in phrases
    )


def _stands_alone(around: Surroundings) -> bool:
    """In brackets or in a short line, numbered as laws are or without an end: perhaps a law's own words."""
    text = around.view.text
    start, end = around.occurrence.start, around.occurrence.end
    if start > around.bounds.start and text[start - 1] in "([" and text[end] in ")]":
        return True
    if around.left.rstrip().endswith(":") and around.right[:1] in ("", ".", ";"):
        return True
    if around.bounds.end - around.bounds.start > _HEADING:
        return False
    line = text[around.bounds.start : around.bounds.end].rstrip()
    if series(around) or _is_item(around, line):
        return True
    if "(" in line and _CAPTION.match(line) and not (_says(around) or is_bidden(around)):
        return True
    return around.segment.scope is Scope.PARAGRAPH and _lacks_end(around, line)


def _lacks_end(around: Surroundings, line: str) -> bool:
    """Whether its line has no end, and nothing shows that it is a sentence, or an item of one."""
    if not line[-1:].isalpha() or line.count(" ") <= _SHORT:
        return False
    if line[0].islower():  # a title opens with a capital
        return False
    sentence = around.view.text[around.sentence.start : around.sentence.end].rstrip()
    if _says(around) and (sentence[-1:] in _STOPS or _OPENED.match(line)):
        return False  # what stands after its sentence has no end; "(ii) is unlawful, …"
    item, _, last = line.rpartition(" ")  # "…; or", an item of a sentence that goes on
    return not (item.endswith((";", ",")) and last in around.language.grammar.conjunctions)


def _says(around: Surroundings) -> bool:
    """Whether its sentence has a verb, as no caption has: "(a) The authority shall block …"."""
    return not around.language.signals.verbs.isdisjoint(around.besides)


def _is_item(around: Surroundings, line: str) -> bool:
    """Whether its line is an entry of a list of code, or has nothing but a number besides."""
    if line[0] in STRAIGHT and line.endswith(f"{line[0]},"):
        return True
    text, (start, end) = around.view.text, around.bounds
    here = around.occurrence.start
    return (
        here > start
        and not text[around.occurrence.end : end].strip(_MARKS)
        and _ITEM.fullmatch(text, start, here) is not None
    )
