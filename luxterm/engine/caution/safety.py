"""What a fix may do if the words around it suggest that the term may have to stay.

A law's own name for an offence is not a drafter's to change; where something is denied, abbreviated or shares
a noun, the new words may not be true. What looks farther than the clause has a module of its own.
"""

from collections.abc import Callable
from functools import cached_property

from luxterm.base import lazy_pattern
from luxterm.engine.caution import law_words
from luxterm.engine.caution.alone import stands_alone
from luxterm.engine.caution.charges import Charges
from luxterm.engine.caution.examples import refutes, shows_wrong
from luxterm.engine.caution.listed import perhaps_listed
from luxterm.engine.caution.names import perhaps_name
from luxterm.engine.caution.offences import names_offence
from luxterm.engine.caution.quoted import perhaps_quoted
from luxterm.engine.caution.sharing import Sharing
from luxterm.engine.context import becomes_thing, speaks_of
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.word_ends import begins_with
from luxterm.termbase.language import Language
from luxterm.text.marks import APOSTROPHES, QUOTES
from luxterm.text.words import after_last, after_marks
from luxterm.types import Applicability, Message

_QUOTING = f"{QUOTES}{APOSTROPHES} \u00a0\u202f"
_BLANK = lazy_pattern(r"\n[ \t\r]*\n")
_STOP = lazy_pattern(r"[.;()?!]")
_CLAUSE_STOP = lazy_pattern(r"[,.;:()]")
_REACH = 140
"""Code points before a term in which its clause is looked at."""
_CLAUSE = 8
"""Words before a term in which the children it is about are looked for."""
_DOING = 6
"""Words in a phrase at most that says what is done, with an article behind it."""
_LAST = 3
"""Words after a term of which one may be the verb that says so."""
_LISTED = 4
"""Words before a colon of which one says that activities are listed."""
_JOINED = 5
"""Words of what a conjunction joins to a term at most."""
_SAID = 6
"""Words behind a term in which it is said that they are children, at most."""
_WORD = 30
"""Code points at a segment's end, or its beginning, in which its last or first word is."""

_Sign = tuple[Message, Callable[[Surroundings], bool]]
"""Why a fix waits to be asked for, and what shows it."""


class Safety:
    """The caution of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grammar = language.grammar
        self._small = language.grammar.small_words
        self._charges = Charges(language)
        self._sharing = Sharing(language)
        self._signs: tuple[_Sign, ...] = (
            (Message("name-of-offence"), self._charges.names),
            (Message("name-of-offence"), names_offence),
            (Message("shared-word"), self._sharing.shares),
            (Message("abbreviated"), self._abbreviated),
            (Message("across-blank"), _is_parted),
            (Message("across-blank"), self._beside_parted),
            (Message("run-together"), lambda around: around.run_together),
            (Message("about-words"), lambda around: speaks_of(around, "words")),
            (Message("about-words"), shows_wrong),
            (Message("denied"), refutes),
            (Message("denied"), self._denied),
            (Message("perhaps-quoted"), perhaps_quoted),
            (Message("law-words"), law_words.has_words),
            (Message("defined-elsewhere"), self._defined),
            (Message("name-of-offence"), law_words.lists),
            (Message("grammar-beside"), self._names_deed),
            (Message("has-children"), self._has_children),
            (Message("perhaps-name"), stands_alone),
            (Message("in-charge"), self._charges.tells_of_proceedings),
            (Message("name-of-offence"), self._charges.calls_case),
        )
        """The first that shows is the reason given. Names of offences come first, because `together` goes by
        that reason; then what is sure of the words, before what only may be."""

    def allows(self, around: Surroundings) -> tuple[Applicability, Message | None]:
        """What fixes of the term are at most, and why."""
        if self._charges.directly(around):
            told = self._charges.tells_deed(around)
            return Applicability.UNSAFE if told else Applicability.DISPLAY, Message("in-charge")
        if self._sharing.lends(around):
            return Applicability.DISPLAY, Message("lent-adjective")
        because = next((reason for reason, shows in self._signs if shows(around)), None)
        because = because or perhaps_name(around) or perhaps_listed(around)
        return (Applicability.UNSAFE if because else Applicability.SAFE), because

    def _beside_parted(self, around: Surroundings) -> bool:
        """Whether a segment's end parts a term beside it with the same first word: "child", "pornography"."""
        view, first, nouns = around.view, around.folded.partition(" ")[0], self._grammar.sharing_nouns
        for at in (around.index, around.index + 1):
            if not at or not view.has(at):
                continue
            (begin, end), (start, _) = view.bounds(at - 1), view.bounds(at)
            ahead = around.words(view.text[start : start + _WORD])
            behind = view.folded[max(begin, end - _WORD) : end].split()
            if ahead and behind and ahead[0] in nouns and behind[-1] == first:
                return True
        return False

    def _denied(self, around: Surroundings) -> bool:
        after = around.right.lstrip(",")
        return f" {around.left}".endswith(self._denials) or begins_with(after, self._denied_after)

    def _defined(self, around: Surroundings) -> bool:
        """As in `…, as defined in section 12`."""
        return begins_with(around.right.lstrip(","), self._defining)

    def _names_deed(self, around: Surroundings) -> bool:
        """Whether it is something done, as the new words aren't: "participation in", "forced into A and"."""
        doing, last = (self._language.contexts[it] for it in ("doing", "doing-last"))
        if not doing or not becomes_thing(around):
            return False
        if last.stands_in(around.words(around.soon)[:_LAST]):
            return True  # a language with its verbs at the end: "an … beteiligt"
        if self._in_row_done(around):
            return True
        words = around.words(_CLAUSE_STOP.split(around.left[-_REACH:])[-1])
        own = after_last(words, lambda word: word not in self._small)
        joint = next((at for at in range(own, len(words)) if words[at] in self._grammar.conjunctions), None)
        if joint is not None:  # "forced into A and", "forced into A and into"
            del words[joint:]
            for _ in range(_JOINED):
                if not words or words[-1] in self._small:
                    break
                words.pop()
        # Only an article may come between, not "participation in the sale of"
        return bool(words) and words[-1] in self._small and doing.ends_in(words[-_DOING:], 2)

    def _in_row_done(self, around: Surroundings) -> bool:
        """Whether it is in a row of what is done: "involved in gambling, smuggling or", "activities: fraud,".

        A row of bare nouns, and not one that hangs on a noun with its article: "took part in the sale of
        drugs, arms and".
        """
        doing, acts = (self._language.contexts[it] for it in ("doing", "activities"))
        grammar = self._grammar
        clause = _STOP.split(around.left[-_REACH:])[-1]
        if not clause.strip() and around.led_by.endswith(":"):
            clause = around.led_by  # the entry of a list below "prohibited activities:"
        head, colon, row = clause.rpartition(":")
        first, comma, row = (head, colon, row) if colon else clause.partition(", ")
        joining = self._small - grammar.determiners - grammar.conjunctions
        words, again = around.words(first), around.words(row)
        at = 0 if colon else doing.after_last(words)
        if at and comma:
            joining -= {words[at - 1]}  # "actes de violence, de vol ou de"
        if not comma or not (self._language.signals.verbs | joining).isdisjoint(again):
            return False
        if colon:
            return acts.stands_in(words[-_LISTED:])
        if not 0 < at < len(words) or words[at] in grammar.determiners:
            return False
        # "obligados a denunciar el abuso, la …": that is what they have to do
        return not words[at].endswith(self._language.agreement.infinitive_endings)

    def _has_children(self, around: Surroundings) -> bool:
        """Whether they come before it in the clause or directly after, and again in the new words.

        "Girls are sold into …", and with an article between if the context `led-into` has it: "niñas … para
        la".
        """
        grammar, group = self._grammar, around.group
        new = around.words(self._language.resolve(group.say[0], {})) if group.say else []
        if self._are_children(around, new[:1]):
            return True
        if grammar.child_nouns.isdisjoint(new):
            return False
        if around.following in grammar.child_nouns:
            return True  # "jeunes prostituées adolescentes"
        clause = around.left[-_REACH:]
        last = next(reversed(clause.split()), "")
        led = self._language.contexts["led-into"].ends_in(clause.split(), 1)  # "girls … into the"
        joins = last in grammar.conjunctions or last in grammar.determiners
        if last not in grammar.small_words or (joins and not led):
            return False
        words = after_marks(clause, ",.;:()").split()[-_CLAUSE:]
        words = [word.rpartition("'")[2] for word in words]  # "d'enfants"
        written = around.written_left.split()[-len(words) :]
        named = not (grammar.capital_nouns or around.text.isupper())  # "Statute of the Child" names a law
        return any(
            word in grammar.child_nouns and not (named and at > 0 and as_written[0].isupper())
            for at, (word, as_written) in enumerate(zip(words, written, strict=False))
        )

    def _are_children(self, around: Surroundings, new: list[str]) -> bool:
        """Whether the sentence says of them what the first `new` word does: "… are, above all, children"."""
        said = self._language.contexts["are-children"]
        words = around.words(around.right[:_REACH])[:_SAID] if said else []
        return not {*new}.isdisjoint(words) and said.stands_in(words) and said.without(words)[:1] != words[:1]

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

    def _abbreviated(self, around: Surroundings) -> bool:
        """As in `child sex tourism (CST)`, `(hereinafter “CST”)`, `(or CST for short)`."""
        inner = around.in_brackets.rstrip()
        initials = "".join(word[0] for word in around.folded.split())
        if any(it.strip(_QUOTING).lower() == initials and it.isupper() for it in inner.split()):
            return True
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
