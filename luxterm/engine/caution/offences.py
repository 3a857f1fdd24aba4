"""Whether a term names an offence, by a provision beside it or the list that it is in: in the law's words.

The words are data: `offence_columns` in the grammar, and the contexts `violating`, `punished`, `covering`,
`law-punishes`, `law-makes`, `law-made`, `code-says`, `law-parts`, `law-owners`, `involved`, `such-as`,
`such-contents`, `activities`, `handled`, `penal-codes`, `possession` and `defended` in the cues, if a
language has them.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.caution.rows import goes_on, joins_one
from luxterm.engine.caution.voices import voices
from luxterm.engine.context import becomes_thing
from luxterm.engine.judge import catalogues
from luxterm.engine.judge.provisions import cites_provision, has_number_of_law
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import after_last
from luxterm.types import Scope

_AHEAD = 50
"""Code points after a term in which a provision's number is looked for."""
_NUMBERS = 5
"""Words of the numbers of provisions, and of what they are the numbers of, at most: "arts. 12 to 15 (4)"."""
_CODE = 2
"""Words of a code's name that may end it: "Penal Code", "Penal Code of …"."""
_LISTED = 8
"""Words before a bracket, or before "such as", of which one says that offences are listed."""
_ACTS = 3
"""The same, if what is listed is what one does: "acts of violence such as"."""
_STOP = lazy_pattern(r"[.;:()?!]")
_ROW = lazy_pattern(r"[;:()?!]")
"""What ends a row of offences, whose provisions may be abbreviated: "arts."."""
_DASH = lazy_pattern(r" [–—] |   ")
"""Between parts of a head; a hyphen between spaces is folded to one."""
_JOINING = ("&", "+", "/")
"""A sign that joins what follows, as a word does."""
_LETTERED = lazy_pattern(r" ?[\[(]\d{2,4}-?[a-z]{1,2}[\])]")
"""The number of an inserted provision, in brackets."""
_REACH = 200
"""Code points to either side of a term in which what introduces a list, or its provisions, is looked for."""
_PHRASE = 4
"""Words in a phrase at most."""
_VIOLATED = 12
"""Words after a term in which the provision that is violated has its number."""


class Offences:
    """The names of offences in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grammar = language.grammar
        self._sections = language.signals.sections
        self._verbs = language.signals.verbs

    def names(self, around: Surroundings) -> bool:
        """Whether it may be the name of an offence."""
        looks = (
            self._numbered,
            self._of_codes,
            self._of_provision,
            self._under_number,
            self._about_numbered,
            self._is_subject,
            self._involved,
            self._provided,
            self._violated,
            self._punished,
            self._covered,
            self._in_row_of_provisions,
            self._among_offences,
            self._in_column,
            self._in_row,
            self._under_offences,
            self._heads_offences,
            self._is_deed,
            self._defends,
            self._exemplifies,
            self._in_code,
            catalogues.perhaps,
        )
        return any(look(around) for look in looks)

    def _in_column(self, around: Surroundings) -> bool:
        """In a column of a table that lists offences, or of data: `charge_description`."""
        column = fold(around.segment.column).replace("_", " ")
        return not self._grammar.offence_columns.isdisjoint(column.split())

    def _in_row(self, around: Surroundings) -> bool:
        """As in `| Producing child … | Section 23(a) |`, in a text that has no tables."""
        left, right = around.left.split("|")[-2:-1], around.right.split("|")[1:2]
        return bool(left and right) and any(self._cites(cell.split()) for cell in (*left, *right))

    def _numbered(self, around: Surroundings) -> bool:
        """As in `child prostitution (s. 15)`, or `…, s. 15`, or `… [67B]`: notes have no letter.

        Or behind a dash, after its chapter, too: "Sale of child … – Chapter IV – s. 15".
        """
        if _LETTERED.match(around.right):
            return True
        behind = around.right[2:_AHEAD] if around.right.startswith((", ", " [")) else ""
        parted = _DASH.split(around.right[:_AHEAD])[1:] if _DASH.match(around.right) else []
        return any(
            inner.startswith(section) and inner[len(section) :].lstrip()[:1].isdigit()
            for inner in (around.in_brackets.lower(), behind, *parted)
            if inner.startswith(self._sections)
            for section in self._sections
        )

    def _of_codes(self, around: Surroundings) -> bool:
        """As in `child prostitution (Penal Code)`: a code's name or its letters in brackets, or several."""
        if not around.in_brackets:
            return False
        small, codes = self._grammar.small_words, self._language.signals.codes
        names = [""]
        for word in self._language.divider.words(fold(around.in_brackets)):
            if word in self._grammar.conjunctions:
                names.append("")
            elif word not in small or names[-1]:
                names[-1] = f"{names[-1]} {word}".lstrip()
        return all(name in codes for name in names)

    def _of_provision(self, around: Surroundings) -> bool:
        """As in `section 15 (relating to child prostitution)`: after its number, or a code's name."""
        before, bracket, inside = around.left.rpartition("(")
        if not bracket or ")" in inside:
            return False
        words, codes = before.split(), self._language.contexts["penal-codes"]
        if codes.ends_in(self._language.divider.words(before), _CODE):
            return True
        end = after_last(words, lambda word: not self._counts(word))
        return 0 < end < len(words) and words[-1][:1].isdigit() and self._cites(words[end - 1 :])

    def _under_number(self, around: Surroundings) -> bool:
        """As in `arts. 12 to 15: murder, child prostitution`: what provisions are about, no verb between."""
        head, colon, row = around.left.rpartition(":")
        if not colon or "," not in row or not self._cites(head.split()[-_NUMBERS:]):
            return False
        return self._verbs.isdisjoint(self._language.divider.words(row))

    def _about_numbered(self, around: Surroundings) -> bool:
        """As in `The offence in section 15 presupposes that …`: what is said of it has the law's words."""
        words = around.left.split()
        columns = self._grammar.offence_columns
        return any(
            word in columns and self._cites(words[at + 1 : at + _NUMBERS]) for at, word in enumerate(words)
        )

    def _is_subject(self, around: Surroundings) -> bool:
        """As in `article 12, on child …,`: what a provision, by its number right before, is about."""
        words = self._language.divider.apart(around.left[-_REACH:].replace(",", " ")).split()
        words = words[: after_last(words, lambda word: word not in self._grammar.determiners)]
        about = self._language.contexts["about"]
        size = next((it for it in range(1, _PHRASE) if about.stands_in(words[-it:])), 0)
        number = words[-size - _NUMBERS : -size] if size else []  # "227-23" is folded to two
        return bool(number) and number[-1][:1].isdigit() and self._cites(number)

    def _involved(self, around: Surroundings) -> bool:
        """As in `a violation of section 12, 15 or 20 involving …`: which of them, in the law's words."""
        involved, words = self._language.contexts["involved"], around.left[-_REACH:].split()
        at = involved.after_last(words) if involved else 0
        if not at or len(words) - at > _PHRASE:
            return False
        number = words[at - 2].strip(",;()") if at > 1 else ""
        return number[:1].isdigit() and self._cites(words[max(0, at - _VIOLATED) :])

    def _provided(self, around: Surroundings) -> bool:
        """As in `the child prostitution offence in section 15`."""
        if around.following not in self._grammar.offence_columns:
            return self._is_part_of_code(around)
        return self._cites(around.right[:_AHEAD].split()[1:]) or self._under_law(around)

    def _is_part_of_code(self, around: Surroundings) -> bool:
        """As in `the child pornography provisions of the Criminal Code`, or `the Act's child …`."""
        contexts, right = self._language.contexts, around.right[:_AHEAD]
        if not contexts["law-parts"].stands_in([around.following]):
            return False
        if contexts["law-owners"].stands_in(around.left.split()[-1:]):
            return True
        behind = _STOP.split(right)[0].partition(",")[0]
        return contexts["penal-codes"].stands_in(self._language.divider.words(behind))

    def _under_law(self, around: Surroundings) -> bool:
        """As in `child prostitution offences under the Data Act`: a law by its name or its letters."""
        end = around.occurrence.end
        written = around.view.text[end : min(around.bounds.end, end + _AHEAD)].split()[1:]
        violating = self._language.contexts["violating"]
        at = next(
            (at for at in range(1, _PHRASE) if violating.stands_in(fold(" ".join(written[:at])).split())), 0
        )
        named = [it for it in written[at : at + _PHRASE] if it.lower() not in self._grammar.small_words]
        return bool(at) and bool(named) and named[0][0].isupper()

    def _violated(self, around: Surroundings) -> bool:
        """As in `… in violation of 18 U.S.C. § 2252`."""
        violating, divider = self._language.contexts["violating"], self._language.divider
        right = divider.apart(around.right[: 2 * _AHEAD])
        if not violating.stands_in(divider.words(right)[:_PHRASE]):
            return False
        words = right.split()[:_VIOLATED]
        return self._cites(words)

    def _punished(self, around: Surroundings) -> bool:
        """As in `Possession of child … is a crime (art. 15).`: its end says by which provision.

        Or of which law: "Child …: prohibited (Data Act, s. 15)".
        """
        said, bracket, inside = around.right.rpartition("(")
        number, closing, rest = inside.partition(")")
        if not (bracket and closing) or any(map(str.isalnum, rest)):
            return False
        law = any(True for _ in self._language.leads.find(number))
        provision = law or number[:1].isdigit() or number.startswith(self._sections)
        if not provision or not self._cites(number.split()):
            return False  # "(see section 5 of this policy)"
        return self._language.contexts["punished"].stands_in(self._language.divider.words(said))

    def _covered(self, around: Surroundings) -> bool:
        """As in `section 12(3), which covers …`: what a provision, by its number, is about.

        Or in a row of what a law with a name punishes, or of what is said of one: "The Data Act covers fraud,
        child …", "It criminalizes fraud, child …".
        """
        if self._in_row_punished(around):
            return True
        covering, left = self._language.contexts["covering"], self._language.divider.apart(around.left)
        if not covering.stands_in(self._language.divider.words(left)):
            return False
        return self._cites(left.split()) or self._in_row_of_law(around)

    def _in_row_punished(self, around: Surroundings) -> bool:
        """Whether it is in a row without a verb behind what only a law does: "it criminalizes".

        Or what is done with it is: "the Act criminalizes the sale and possession of".
        """
        punishes, left = self._language.contexts["law-punishes"], around.left
        if not punishes:
            return False
        words = self._language.divider.words(left)
        at = punishes.after_last(words)
        row = words[at:]
        if self._is_said_by_code(words) or self._is_made_punishable(around, words):
            return True
        if not (at and row) or not self._verbs.isdisjoint(row):
            return False
        return goes_on(self._language, left, row) or self._are_deeds(row)

    def _is_made_punishable(self, around: Surroundings, words: list[str]) -> bool:
        """As in `The law makes the possession of child … punishable`."""
        makes, made = (self._language.contexts[it] for it in ("law-makes", "law-made"))
        row = words[makes.after_last(words) :] if makes else []
        if len(row) in (0, len(words)) or not self._are_deeds(row):
            return False
        return made.stands_in(self._language.divider.words(_STOP.split(around.right[:_REACH])[0]))

    def _is_said_by_code(self, words: list[str]) -> bool:
        """As in `The Penal Code prohibits (the) …`: behind the verb of which a code is the subject.

        Or a law with its number: "Law No. 12/2019 punishes …"; or a provision, but then only with what is
        done: "Article 12 punishes the possession of …". Nothing else stands between, but for what a
        conjunction joins to it: "… punishes fraud and".
        """
        says, codes, laws = (self._language.contexts[it] for it in ("code-says", "penal-codes", "numbered"))
        at = says.after_last(words)
        near, row = words[:at][-_LISTED:], words[at:]
        bare, deeds = self._grammar.determiners.issuperset(row), self._are_deeds(row)
        if not at or not (bare or deeds or joins_one(self._language, row)):
            return False
        law = laws.after_last(near)
        numbered = law > 0 and any(it[0].isdigit() for it in near[law : law + _CODE])
        return numbered or codes.stands_in(near) or (deeds and not bare and self._cites(near))

    def _in_row_of_law(self, around: Surroundings) -> bool:
        """Whether it is in a row without a verb behind a law's name and a verb that says what it is about."""
        left, text = around.left, around.view.text
        offset, covering = around.occurrence.start - len(left), self._language.contexts["covering"]
        laws = self._language.leads.find(left)
        stop = next((stop for _, at, stop in laws if text[offset + at].isupper()), 0)
        words = self._language.divider.words(left[stop:])
        at = covering.after_last(words)
        row = words[at:]
        if not (stop and at) or not self._verbs.isdisjoint(row):
            return False
        if not row:  # the first of them, right behind the verb
            return around.right.startswith(",")
        return left.endswith(", ") or ("," in left[stop:] and row[-1] in self._grammar.conjunctions)

    def _in_row_of_provisions(self, around: Surroundings) -> bool:
        """As in `crimes of fraud, child … and arson, under arts. 5 to 9`: a row, and then its provisions."""
        if not self._names_offences(around.left):
            return False
        violating, row = self._language.contexts["violating"], _ROW.split(around.right[:_REACH])[0].split()
        ends = (at for at in range(1, len(row) + 1) if violating.ends_in(row[:at], 1))
        at = next(ends, 0)
        named = self._language.divider.words(" ".join(row[:at]))
        return bool(at) and self._verbs.isdisjoint(named) and self._cites(row[at : at + _NUMBERS])

    def _among_offences(self, around: Surroundings) -> bool:
        """As in `serious offences (murder, child prostitution)`: in a list of them in brackets."""
        before, bracket, inside = around.left.rpartition("(")
        if not bracket or ")" in inside or ("," not in inside and around.right[:1] != ","):
            return False
        return self._names_offences(before)

    def _under_offences(self, around: Surroundings) -> bool:
        """In a row after a colon, in a sentence that begins so: "Serious offences (Part 2): murder, …"."""
        head, colon, row = around.left.rpartition(":")
        first = self._language.divider.words(head)[:_LISTED]
        if not colon or self._grammar.offence_columns.isdisjoint(first):
            return False
        return self._verbs.isdisjoint(self._language.divider.words(row))

    def _heads_offences(self, around: Surroundings) -> bool:
        """In a heading that names offences behind it: "Possession of child … and sexual offences"."""
        if around.segment.scope is not Scope.HEADING:
            return False
        right = around.right[:_AHEAD]
        row = self._language.divider.words(right)
        row = row if right.lstrip(" ")[:1] in _JOINING else row[1:]  # not in "Child … Offences"
        return not self._grammar.offence_columns.isdisjoint(row) and self._verbs.isdisjoint(row)

    def _is_deed(self, around: Surroundings) -> bool:
        """Whether a line is nothing but a penal law's name of an offence: "Possession of child …".

        Or that and how often there was one: "Possession of child …: 1,200", or the word for such names
        before a colon: "Category: possession of child …".
        """
        left, right = self._language.divider.words(self._without_label(around.left)), around.right.strip()
        number = right.lstrip(": ")
        counted = right != number and number[:1].isdigit() and not any(map(str.isalpha, number))
        if not counted and (self._language.divider.words(right) or around.segment.scope is Scope.FOOTNOTE):
            return False
        return self._are_deeds([it for it in left if not it.isdigit()])

    def _without_label(self, left: str) -> str:
        """The beginning of a line without the word, before a colon, that says that a name follows."""
        label, colon, name = left.partition(":")
        words = self._language.divider.words(label)
        labels = {*self._language.signals.labels, *self._grammar.offence_columns}
        return name if colon and words and words[-1] in labels else left

    def _are_deeds(self, words: list[str]) -> bool:
        """Whether they say what a penal law forbids to do, and no more: "sale or possession of"."""
        deeds, aside = (self._language.contexts[it] for it in ("possession", "possession-aside"))
        return deeds.stands_in(words) and not aside.without(deeds.without(words))

    def _defends(self, around: Surroundings) -> bool:
        """On a page by which lawyers offer to defend: they name what somebody is charged with."""
        return self._language.contexts["defended"].stands_in([around.following]) or voices(around).defending

    def _exemplifies(self, around: Surroundings) -> bool:
        """As in `an offence committed online such as fraud or child pornography`: material is no offence.

        Nor is it anything else that one does: "acts of violence such as", not "abuse and content such as".
        """
        such, left = self._language.contexts["such-as"], around.left[-_REACH:]
        if not such or not becomes_thing(around):
            return False
        words = left.split()
        at = such.after_last(words)
        if " ".join(words[max(0, at - 2) : at]) in self._grammar.conjunctions:
            return False  # "a violência, bem como a …": "como" gives no examples
        if not at or not self._verbs.isdisjoint(self._language.divider.words(" ".join(words[at:]))):
            return False
        before = " ".join(such.without(words[:at]))
        if self._language.contexts["such-contents"].stands_in(before.split()[-1:]):
            return False  # "to fight crime and block content such as"
        acts, handled = (self._language.contexts[it] for it in ("activities", "handled"))
        if handled.stands_in(words[-1:]):
            return False  # "activities such as accessing": that is what one does
        if self._names_offences(before):
            return True
        grammar = self._grammar
        if words[-1] in grammar.small_words - grammar.determiners - grammar.conjunctions:
            return False  # "activities such as the distribution of": that is what one does
        done = self._language.divider.words(before)[-_ACTS:]
        return acts.stands_in(done[after_last(done, self._grammar.conjunctions.__contains__) :])

    def _in_code(self, around: Surroundings) -> bool:
        """As in `the Penal Code has crimes of sexual assault and child pornography`: no verb between."""
        codes, words = self._language.contexts["penal-codes"], around.left.replace(",", "").split()
        if not codes:
            return False
        columns = self._grammar.offence_columns
        under = fold(around.segment.under)
        if codes.stands_in(self._language.divider.words(under)) or has_number_of_law(under, self._language):
            return self._verbs.isdisjoint(words)  # below the heading "Penal Code"
        at = after_last(words, columns.__contains__)
        row = words[at:]
        named = self._verbs.isdisjoint(row) and self._grammar.boundaries.isdisjoint(row)
        return bool(at) and named and codes.stands_in(words[:at])

    def _names_offences(self, before: str) -> bool:
        """Whether a word for offences is among the last of what introduces a list."""
        words = self._language.divider.words(_STOP.split(before)[-1])[-_LISTED:]
        return not self._grammar.offence_columns.isdisjoint(words)

    def _counts(self, word: str) -> bool:
        """Whether it is among the numbers of provisions, or between two: "12", "and", "to"."""
        return word[:1].isdigit() or word in self._grammar.small_words

    def _cites(self, words: list[str]) -> bool:
        """Whether the number of a provision or of a code's is among the words: "section 15", "RCW 9.68"."""
        return cites_provision(words, (*self._sections, *self._language.signals.codes))
