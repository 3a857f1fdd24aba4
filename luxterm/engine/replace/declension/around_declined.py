"""What stands around a term in a language that declines, and may have to change with it: a pronoun.

And what the words beside it share with it: a part of a compound, or a determiner.
"""

from itertools import islice

from luxterm.engine.context import becomes_thing
from luxterm.engine.replace.declension.case_reads import Reads
from luxterm.engine.replace.declension.noun_phrases import nominal_words
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import cell
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import HYPHENS, QUOTES
from luxterm.text.words import WORD, after_marks

_CLOSING = f"*_{QUOTES}"
_ENDS = ",.;:!?)/"
_WORDS = 40
"""Words after a term in which a pronoun is looked for."""
_CLAUSE = 120
"""Code points to either side of a pronoun in which its clause ends."""
_PARTING = ",;:.!?()\N{EN DASH}\N{EM DASH}"
_NEXT = 40
"""Code points of the next sentence in which one is."""
_BETWEEN = 3
"""Words after a pronoun of which one may be its noun."""


class AroundDeclined:
    """The words around terms in one language."""

    def __init__(self, language: Language) -> None:
        self._phrases = language.declined_phrases
        self._declension = language.declension
        self._pronouns = language.agreement.pronouns
        self._conjunctions = language.grammar.conjunctions
        self._function_words = language.function_words
        self._joints = language.joints
        self._saying = frozenset(language.signals.reporting)
        self._abbreviations = language.grammar.abbreviations
        self._nominal = nominal_words(language)
        self._verb_endings = tuple(it for forms in self._declension.verb_endings for _, it in forms)
        self._marked = tuple(it for it in language.declension.inclusive if not it.isalpha())

    def shares_a_part(self, around: Surroundings) -> bool:
        """Whether a word beside the term shares a part with it: "Gewalt- und …", "… und -…", "…-Video"."""
        text, end = around.view.text, around.occurrence.end
        left = text[around.sentence.start : around.occurrence.start]
        if text[end : end + 1] in HYPHENS:  # the term may be the first part of a compound, too
            return True
        before = left.rstrip(" /")
        word = next(filter(f"{before.lower()} ".endswith, self._joints), "")
        if word and before[: len(before) + 1 - len(word)].endswith(tuple(HYPHENS)):
            return True
        if left.endswith("/") and before.endswith(tuple(HYPHENS)):
            return True
        right = around.right
        joint = next(filter(right.startswith, (*self._joints, ", ")), "")
        after = text[end + len(joint) : end + len(joint) + 2] if joint else ""
        return bool(after) and after[0] in HYPHENS and after[1:].isalpha()

    def has_ending(self, around: Surroundings) -> bool:
        """Whether an ending follows that names all who are meant: "*innen" after the term."""
        folded, end = around.view.folded, around.occurrence.end
        return any(
            folded.startswith(it, end) and not folded[end + len(it) : end + len(it) + 1].isalpha()
            for it in self._marked
        )

    def refers(self, around: Surroundings, swap: Swap) -> bool:
        """Whether a word after the term that may stand for it has to change."""
        own = self._declension.pronouns(swap.old)
        changing = own - self._declension.pronouns(swap.new)
        shared = self._declension.before.keys() & (own - changing)
        loose = self._pronouns & own - changing if swap.had != swap.has else frozenset[str]()
        folded, end = around.view.folded, around.sentence.end
        places = (around.occurrence.end, end), (end, min(around.bounds.end, end + _NEXT))
        for (start, stop), most in zip(places, (_WORDS, 1), strict=True):
            before = ""
            for match in islice(WORD.finditer(folded, start, stop), most):
                # "melden wir sie": an object, whose form is the same
                stands = match[0] in loose and not self._is_held(before, match[0])
                alone = (
                    match[0] not in self._declension.before  # "sie zeigte Kinder"
                    or self._is_governed(before, match[0])
                    or not self._opens_phrase(around, match.end())
                )
                if not before and start == around.occurrence.end and match.start() == start + 1 and not alone:
                    before = match[0]
                    continue  # "dem … seiner Gäste": nothing has itself
                if match[0] in changing or (stands and alone and not self._is_object(around, match.span())):
                    return True
                if match[0] in shared and alone and self._has_other_form(match[0], swap):
                    return True
                before = match[0]
        return False

    def _is_held(self, before: str, word: str) -> bool:
        """Whether the word before a pronoun shows that it is an object: "melden wir sie", "für sie"."""
        declension = self._declension
        usual = declension.prepositions.get(before, declension.cases)[0] == declension.object_case
        return before in declension.subjects or (usual and word not in declension.no_subjects)

    def _has_other_form(self, word: str, swap: Swap) -> bool:
        """Whether a pronoun that declines as a determiner has another form for the new words: "dieser"."""
        cases = {*self._declension.cases}
        pairs = ((swap.old - cases | {it}, swap.new - cases | {it}) for it in cases)
        determiners = self._declension.determiners_as(word)
        return any(
            fold(cell(each.forms, had) or "") == word != fold(cell(each.forms, has) or "")
            for had, has in pairs
            for each in determiners
        )

    def _is_object(self, around: Surroundings, place: tuple[int, int]) -> bool:
        """Whether the verb of its clause doesn't have a pronoun as its subject in the singular.

        As one of an infinitive ("um sie zu melden") or of a verb in the plural ("wenn Nutzer sie melden").
        Nor is a thing the subject of what only somebody does: "meldet sie das", "darf sie nichts löschen".
        Nor is anything that follows a verb directly behind a conjunction: "… und zeigte sie der Polizei".
        """
        declension, text, (start, stop) = self._declension, around.view.text, place
        before = text[max(around.bounds.start, start - _CLAUSE) : start]
        after = text[stop : min(around.bounds.end, stop + _CLAUSE)]
        before = after_marks(before, _PARTING)
        after = after[: min(at for it in _PARTING if (at := f"{after}{it}".find(it)) >= 0)]
        words = [it for it in WORD.findall(f"{before} {after}") if it.islower() and it not in self._nominal]
        passing = declension.linking | declension.passives
        done = not (declension.doing.isdisjoint(words) and self._saying.isdisjoint(words))
        passing |= declension.reflexives  # "bevor sie sich verbreitet"
        if becomes_thing(around) and done and passing.isdisjoint(words):
            return True
        if self._goes_on(around, before):
            return True
        shown = {declension.shows(it) for it in words}
        marker, endings = declension.infinitive[:1], declension.infinitive[1:]
        *_, last, verb = ("", "", *WORD.findall(after))
        marked = last in marker and verb.endswith(endings)
        return declension.singular not in shown and (declension.plural in shown or marked)

    def _goes_on(self, around: Surroundings, before: str) -> bool:
        """Whether words end in a conjunction and a verb, which has the subject of the one before it.

        Not where a sentence begins with its verb: "Liegt … vor und zeigt sie Kinder, so …".
        """
        declension, words = self._declension, WORD.findall(before)
        joint, verb = words[-2:] if len(words) > 1 else ("", "")
        first = WORD.search(around.view.folded, *around.sentence)
        verbs = declension.verbs.keys() | declension.doing | declension.finding
        known = verb in verbs or bool(declension.verb(verb))
        goes_on = joint in self._conjunctions and known and verb not in self._function_words
        return goes_on and first is not None and first[0] not in verbs

    def _is_governed(self, before: str, word: str) -> bool:
        """Whether no noun can follow a word after a preposition: "von ihr Kenntnis", not "für ihr …"."""
        cases = self._declension.prepositions.get(before, ())
        determiners = self._declension.determiners_as(word)
        return bool(cases and determiners) and not any(
            values & {*cases} and fold(form) == word for it in determiners for values, form in it.forms
        )

    def _opens_phrase(self, around: Surroundings, end: int) -> bool:
        """Whether a noun follows a pronoun, which only stands before it: "diese Nachfrage", "ihr Geld"."""
        text = around.view.text
        for match in islice(WORD.finditer(text, end), _BETWEEN):
            if text[end : match.start()] != " ":
                return False
            folded = fold(match[0])
            if match[0][0].isupper():
                return folded not in self._function_words
            if not self._phrases.is_adjective(match[0], folded):
                return False
            end = match.end()
        return False

    def is_fragment(self, around: Surroundings) -> bool:
        """Whether nothing around the term can be a verb: an item of a list, a heading, words in brackets.

        There are only nouns, adjectives before them, and words that never are one.
        """
        text, start, end = around.view.text, *around.sentence
        left, right = text[start : around.occurrence.start], text[around.occurrence.end : end]
        opened = left.rfind("(")
        if opened > left.rfind(")") and ")" in right:
            left, right = left[opened:], right[: right.index(")")]
        right = right.partition(":")[0]  # "…: Was tun?": a name
        return self._is_nominal(f"{left}{around.text}") and self._is_nominal(right)

    def is_in_row(self, around: Surroundings, reads: Reads) -> bool:
        """Whether it goes on a row of nouns, whose verb has the plural anyway: "Drogen, … und Waffen"."""
        left, right = reads.opening.left, around.right.lstrip(_CLOSING)
        before = left[-1] if left and left[-1].after == ", " else None
        if before is None or not before.capital or before.folded in self._function_words or before.first:
            return False
        word = WORD.match(right, 1) if right.startswith(" ") else None
        return not right or right[0] in _ENDS or (word is not None and self._ends_row(word[0]))

    def _ends_row(self, folded: str) -> bool:
        """Whether a word joins the last of a row to it, or stands for more: "und", "usw."."""
        return folded in self._conjunctions or (len(folded) > 1 and f"{folded}." in self._abbreviations)

    def _is_short(self, folded: str) -> bool:
        """Whether it is a letter that numbers something, or an abbreviation: "d.", "usw."."""
        return len(folded) == 1 or f"{folded}." in self._abbreviations

    def _may_be_verb(self, folded: str) -> bool:
        """Whether a word with a capital, before a noun, may be one."""
        adjective = self._phrases.is_adjective(folded, folded) and not folded.endswith(self._verb_endings)
        return folded not in self._nominal and not adjective

    def _is_nominal(self, text: str) -> bool:
        words = [(match[0], fold(match[0]), match.start()) for match in WORD.finditer(text)]
        for at, (word, folded, start) in enumerate(words):
            known = folded in self._nominal or word.isdecimal() or self._is_short(folded)
            if known or (word[0].isupper() and folded not in self._function_words):
                alone = at == 1 and word[0].isupper() and text[:start].endswith(f"{words[0][0]} ")
                if alone and self._may_be_verb(words[0][1]):
                    return False  # "Verbreiten Täter …": a verb may come first
                continue
            following = words[at + 1][0] if at + 1 < len(words) else ""
            governed = at > 0 and words[at - 1][1] in self._nominal
            adjective = self._phrases.is_adjective(word, folded) and (
                following[:1].isupper() or fold(following) in self._conjunctions
            )
            if not adjective or (folded.endswith(self._verb_endings) and not governed):
                return False
        return True

    def shares_determiner(self, around: Surroundings) -> bool:
        """Whether a noun that is joined to the term after it has no determiner of its own."""
        joint = next(filter(around.right.startswith, self._joints), "")
        if not joint:
            return False
        word = WORD.search(around.right, len(joint))
        return word is None or not self._declension.leads(word[0])
