"""One language of the compiled termbase: its terms, what patterns stand for, its grammar, cues and titles.

Each table is read when it is first asked for. A file in which the prefilter sees no term needs none of it.
"""

import marshal
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from luxterm.termbase.agreement import Agreement, agreement_of
from luxterm.termbase.contexts import Context, Contexts
from luxterm.termbase.cues import CueFile
from luxterm.termbase.declension import Declension, declension_of
from luxterm.termbase.grammar import Grammar, SignalWords
from luxterm.termbase.patterns import Patterns, Share
from luxterm.termbase.tables import Data, Index, Parts, Rows, named_in
from luxterm.termbase.term_data import HEAD, REFERENCE, Group, Target, TermData
from luxterm.termbase.titles import TitleFile
from luxterm.text.folding import fold
from luxterm.text.sentences import Splitter
from luxterm.text.words import Divider
from luxterm.types import Source

if TYPE_CHECKING:
    from luxterm.termbase.declined_phrase import DeclinedPhrases
    from luxterm.termbase.laws import LawFile


class Language:
    """One language of the termbase. Terms and what patterns represent are read one at a time."""

    def __init__(self, lang: str, parts: Parts, patterns: Share) -> None:
        self.lang, self.patterns = lang, patterns
        self._parts = parts
        self.term = cache(self._term)
        """`term(number)`: the discouraged term with that number."""
        self.targets = cache(self._targets_of)
        """`targets(number)`: what the phrase with that number in `patterns` stands for."""
        self._source = cache(self._source_of)

    def _filed(self, table: str) -> Data:
        return self._parts[f"{self.lang} {table}"]

    @property
    def terms(self) -> Iterator[TermData]:
        """All terms."""
        return map(self.term, range(len(self._terms)))

    def _term(self, number: int) -> TermData:
        *said, groups, sources = self._terms[number]
        return TermData(
            *said,
            groups=tuple(Group(*group) for group in groups),
            sources=tuple(map(self._source, sources)),
        )

    def _source_of(self, number: int) -> Source:
        return Source(*self._sources[number])

    def _targets_of(self, pattern: int) -> tuple[Target, ...]:
        return tuple(Target(*target) for target in self._targets[pattern])

    @cached_property
    def _terms(self) -> Rows:
        return Rows(self._filed("terms"))

    @cached_property
    def _sources(self) -> Rows:
        return Rows(self._filed("sources"))

    @cached_property
    def _targets(self) -> Rows:
        return Rows(self._filed("targets"))

    @cached_property
    def preferred(self) -> Index:
        """Singular, plural and abbreviation of each recommended term, by its id."""
        return Index(self._filed("preferred"))

    @cached_property
    def recommended(self) -> frozenset[str]:
        """Every preferred or admitted term as it appears in texts: singular, plural, abbreviation; folded."""
        return frozenset(fold(form) for forms in self.preferred.values() for form in forms if form)

    @cached_property
    def inflected(self) -> Index:
        """Where nouns decline: terms in other cases, by `<id>:<number and case>`, plurals by the singular."""
        return Index(self._filed("inflected"))

    @cached_property
    def before(self) -> Index:
        """What makes a discouraged term before the first words of a replacement."""
        return Index(self._filed("before"))

    @cached_property
    def after(self) -> Index:
        """The same after the last words."""
        return Index(self._filed("after"))

    @cached_property
    def leads(self) -> Patterns:
        """The instruments, ready for searching."""
        return Patterns(self._filed("leads"))

    @cached_property
    def _said(self) -> tuple[Grammar, str]:
        grammar, path = marshal.loads(self._filed("grammar"))
        return Grammar(*grammar), path

    @cached_property
    def grammar(self) -> Grammar:
        """What its grammar file says."""
        return self._said[0]

    @cached_property
    def grammar_file(self) -> str:
        """For errors: its folder in the termbase, which may have been compiled elsewhere, and its name."""
        return self._said[1]

    @cached_property
    def signals(self) -> SignalWords:
        """The words by which titles, provisions and references are seen."""
        return SignalWords(*marshal.loads(self._filed("signals")))

    @cached_property
    def lacks(self) -> tuple[str, ...]:
        """What its files don't give: while that is anything, no fix is made unasked."""
        return (*self.grammar.lacks, *self.signals.lacks)

    @cached_property
    def needs_long_form(self) -> frozenset[str]:
        """The concepts with abbreviations that mean something else unless a text mentions the concept."""
        return frozenset(str(self._filed("long forms"), "utf-8").split())

    @cached_property
    def ids(self) -> frozenset[str]:
        """Those of all terms."""
        return frozenset(str(self._filed("ids"), "utf-8").split())

    def words(self) -> frozenset[str]:
        """Those of the phrases and titles, and pairs with a hyphen and a space between them: "kinder-und".

        Only a word divided at a line's end is looked up in them.
        """
        return self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(str(self._filed("words"), "utf-8").split(" "))

    @cached_property
    def first_connectors(self) -> frozenset[str]:
        """The first words of what joins an instrument to its subject: on, relating."""
        return frozenset(phrase.partition(" ")[0] for phrase in self.signals.connectors)

    @cached_property
    def ending_connectors(self) -> tuple[str, ...]:
        """What joins an instrument to its subject, with the space before it: it ends a text."""
        return tuple(f" {phrase}" for phrase in self.signals.connectors)

    @cached_property
    def leading_connectors(self) -> tuple[str, ...]:
        """The same with the space after it: it begins a text."""
        return tuple(f"{phrase} " for phrase in self.signals.connectors)

    def has_verb(self, words: Iterable[str]) -> bool:
        """Whether one of some folded words is a verb, in whatever form, as far as they are known."""
        return not self.signals.verbs.isdisjoint(words)

    def has_finite_verb(self, words: Iterable[str]) -> bool:
        """Whether one of them makes a sentence of what would be a heading without it: is, shall."""
        return not self.signals.finite.isdisjoint(words)

    def tells(self, words: Iterable[str]) -> bool:
        """The same, also by the endings that only such verbs have."""
        finite, endings = self.signals.finite, self.signals.finite_endings
        return any(it in finite or (it.endswith(endings) and it not in endings) for it in words)

    def calls_offence(self, words: Iterable[str]) -> bool:
        """Whether one of them is a word for offences in general, as one that heads a column of them."""
        return not self.grammar.offence_columns.isdisjoint(words)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Small words and those that end a noun phrase: none is a noun, an adjective or a full verb."""
        return self.grammar.small_words | self.grammar.boundaries

    @cached_property
    def closed_class(self) -> frozenset[str]:
        """Function words, and what joins phrases, such as "voire": none of them agrees."""
        return self.function_words | self.grammar.conjunctions

    @cached_property
    def joining(self) -> frozenset[str]:
        """The conjunctions, and what only joins a main clause to the one before: "denn"."""
        return self.grammar.conjunctions | self.declension.coordinators

    @cached_property
    def joints(self) -> tuple[str, ...]:
        """The conjunctions with the spaces around them, the longest first: "así como" before "como"."""
        return tuple(f" {it} " for it in sorted(self.grammar.conjunctions, key=lambda it: (-len(it), it)))

    @cached_property
    def divider(self) -> Divider:
        """What divides a folded text into words."""
        return Divider(self.grammar.elided)

    @cached_property
    def leaning(self) -> frozenset[str]:
        """What an apostrophe joins to a word without being a part of it, as letters: s, l, qu."""
        marked = (*self.grammar.possessive_endings, *self.grammar.elided)
        return frozenset(filter(None, (it.strip("'") for it in marked)))

    @cached_property
    def plain_determiners(self) -> frozenset[str]:
        """Its determiners as words: what is elided stands without its apostrophe."""
        return frozenset(it.rstrip("'") for it in self.grammar.determiners)

    @cached_property
    def sentences(self) -> Splitter:
        """What divides a text into sentences."""
        return Splitter(self.grammar.abbreviations)

    @cached_property
    def agreement(self) -> Agreement:
        """What depends on the noun that it stands with, and how."""
        return agreement_of(marshal.loads(self._filed("agreement")))

    @cached_property
    def declension(self) -> Declension:
        """How its nouns decline, if they do."""
        return declension_of(marshal.loads(self._filed("declension")))

    @cached_property
    def declined_phrases(self) -> "DeclinedPhrases":
        """What takes noun phrases apart, if nouns decline."""
        from luxterm.termbase.declined_phrase import DeclinedPhrases

        others = self.function_words | self.agreement.relatives | self.declension.referring_words
        return DeclinedPhrases(self.declension, self.grammar.conjunctions, others)

    @cached_property
    def cues(self) -> CueFile:
        """The words that show how an occurrence stands."""
        return CueFile(self._filed("cues"))

    @cached_property
    def titles(self) -> TitleFile:
        """The register of official titles."""
        return TitleFile(self._filed("titles"))

    @cached_property
    def laws(self) -> "LawFile":
        """What shows that a document is the text of a law in force."""
        from luxterm.termbase.laws import LawFile

        return LawFile(self._filed("laws"))

    @cached_property
    def contexts(self) -> Contexts:
        """The named sets of words, for which terms and cautions look around a term."""
        filed = named_in(self._filed("contexts"))
        return Contexts({name: Context(words) for name, words in filed.items()})

    def resolve(self, say: str, prefers: dict[str, str]) -> str:
        """A replacement with its references filled in, by a profile's preferences."""

        def term(match: re.Match[str]) -> str:
            if match[0] == HEAD:
                return HEAD
            forms = self._preferred(match[1], prefers)
            if match[2] and match[2] != "plural":
                chosen = prefers.get(match[1], match[1])
                return self.inflected.get(f"{chosen}:{match[2]}") or self.inflected[match[0][1:-1]]
            return (forms[1] if match[2] else "") or forms[0]

        return REFERENCE.sub(term, say) if "<" in say else say

    def shown(self, say: str, prefers: dict[str, str]) -> str:
        """The same for people: with three dots for what the term itself brings."""
        return self.resolve(say, prefers).replace(HEAD, "…")

    def plural(self, phrase: str) -> str:
        """The plural of a recommended term, where nouns decline; "" if it has none."""
        return self.inflected.get(phrase) or ""

    def abbreviation(self, say: str, prefers: dict[str, str]) -> str:
        """The abbreviation of the term that a replacement refers to, "" if it has none."""
        match = REFERENCE.search(say.replace(HEAD, "")) if "<" in say else None
        return self._preferred(match[1], prefers)[2] if match else ""

    def _preferred(self, term: str, prefers: dict[str, str]) -> tuple[str, str, str]:
        """Singular, plural and abbreviation of a preferred term, or of the one a profile has for it."""
        return self.preferred.get(prefers.get(term, term)) or self.preferred[term]
