"""Replacements that are grammatical, or are not applied.

From a term's group of forms: the profile's preferred term first, then the alternatives, each with
the capitals, the article, the possessive and the spelling of the place it goes to, and no word
doubled. If a swap can't be certain the fix is unsafe, and if it can't be right, display only.
"""

from collections.abc import Callable, Iterable
from functools import partial

from luxterm.engine.caution.safety import Safety
from luxterm.engine.judge.context import is_about
from luxterm.engine.judge.surroundings import Surroundings
from luxterm.engine.match import Passage, candidates
from luxterm.engine.replace.agreed import Agreed
from luxterm.engine.replace.agreement import Agreement
from luxterm.engine.replace.apostrophes import own_apostrophe, with_apostrophe
from luxterm.engine.replace.capitals import (
    all_caps_around,
    begins,
    capitals_of,
    is_loud,
    recase,
    style_of,
    title_case_around,
)
from luxterm.engine.replace.grammar import WordChoice
from luxterm.engine.replace.placing import edits_beside, edits_for_replacement
from luxterm.engine.replace.structure import joined, tag_like, tied
from luxterm.termbase.data import Profile
from luxterm.termbase.language import Group, Language
from luxterm.text.folding import fold
from luxterm.text.words import LETTERS
from luxterm.types import Applicability, Edit, Fix, Message, Usage

_BEFORE, _NEAR, _STEM = 60, 3, 7
"""Repeated words: of the `_NEAR` last words within `_BEFORE` code points before a term, none may share its
first `_STEM` letters with one of the new words ("exploited … exploitation")."""
_BESIDE = 60
"""Code points on either side with which new words may make a discouraged term."""
SHOWN = 20_000
"""Code points at the beginning of a text from which its spelling variety is told."""


class Replacer:
    """Writes the fixes in one language, after one profile."""

    def __init__(self, language: Language, profile: Profile) -> None:
        self._language = language
        self.profile = profile
        grammar = language.grammar
        self._grammar = grammar
        self._style = style_of(grammar)
        self._most = Applicability.UNSAFE if language.lacks else Applicability.SAFE
        """For a language without all its tables, nothing would notice what they would hold back."""
        self._choice = WordChoice(language)
        self._safety = Safety(language)
        self._spoken: dict[tuple[str, str], dict[str, str]] = {}
        self._varying: dict[str, bool] = {}
        self._endings: dict[str, tuple[str, ...]] = {}
        self._sides: dict[str, tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]] = {}
        self._agreement = Agreement(language)
        self._said_again = grammar.child_nouns.union(*(short for _, _, short in grammar.once))
        """Words that may stand twice in a sentence: children's, and the short ones for them."""

    def fixes(
        self, around: Surroundings, usage: Usage, variety: Callable[[], str]
    ) -> tuple[tuple[Fix, ...], Message | None]:
        """The fixes for an occurrence, best first, and what a drafter must mind before making one.

        `variety` gives the spelling variety of the document, "" where none shows; asked where it matters.
        """
        group = around.occurrence.term.groups[around.occurrence.group]
        says, applicability = self._choice.choose(around, group)
        caution = Message("grammar-beside") if applicability < group.applicability else None
        spoken = [self._phrases(say, variety) for say in says]
        if near := _near(around, group):
            applicability, caution = min(applicability, Applicability.UNSAFE), near
        if usage is not Usage.USE:
            applicability, caution = Applicability.DISPLAY, None
        if applicability:
            allowed, because = self._safety.allows(around)
            applicability, caution = min(applicability, allowed), because or caution
        if applicability and (allowed := self._repeating(around, says, spoken)) < applicability:
            applicability, caution = allowed, caution or Message("repeats")
        if applicability > self._most:
            applicability = self._most
            caution = Message("lacks-grammar") if says else None
        first = begins(around)
        if first is None and applicability and any(it[:1].islower() for it in next(iter(spoken), ())):
            applicability = min(applicability, Applicability.UNSAFE)
            caution = caution or Message("grammar-beside")
        segment = around.view.text[around.bounds.start : min(around.bounds.end, around.bounds.start + 300)]
        cased = partial(
            recase,
            standing=around.text,
            style=self._style,
            titled=title_case_around(segment, around.text, around.segment.scope, self._style),
            loud=all_caps_around(segment, around.text, around.segment.scope),
            first=bool(first),
        )
        found: dict[str, Fix] = {}
        for phrases in spoken:
            for phrase in phrases:
                fix, bound = self._fix(around, phrase, applicability, cased)
                if fix.replacement not in found:
                    if not found and fix.applicability and self._makes_another(around, fix.replacement):
                        fix = fix._replace(applicability=Applicability.DISPLAY)
                        bound = Message("makes-another")
                    if applicability and bound and not found:
                        caution = bound
                    found[fix.replacement] = fix
                    # A second choice is never made unasked if the first can't be
                    applicability = min(applicability, fix.applicability)
        return tuple(found.values()), caution

    def _phrases(self, say: str, variety: Callable[[], str]) -> dict[str, str]:
        """What to write for `say`, with its folded form: the profile's term before the termbase's own.

        Both are in the document's spelling, and often the same.
        """
        varying = self._varying.get(say)
        if varying is None:
            stems = [stem for stems in self._grammar.spelling_stems.values() for stem in stems]
            both = " ".join(self._both(say))
            varying = self._varying[say] = any(stem in both for stem in stems)
        spelling = variety() if varying else ""
        phrases = self._spoken.get((say, spelling))
        if phrases is None:
            spelled = (self._spelled(phrase, spelling) for phrase in self._both(say))
            phrases = self._spoken[say, spelling] = {phrase: fold(phrase) for phrase in spelled}
        return phrases

    def _both(self, say: str) -> tuple[str, str]:
        """The term that the profile prefers for `say`, and the termbase's own."""
        return self._language.resolve(say, self.profile.prefers), self._language.resolve(say, {})

    def _spelled(self, phrase: str, variety: str) -> str:
        for ours, theirs in self._grammar.spelling_stems.get(variety, {}).items():
            phrase = phrase.replace(ours, theirs)
        return phrase

    def _fix(
        self,
        around: Surroundings,
        phrase: str,
        applicability: Applicability,
        cased: Callable[[str], str],
    ) -> tuple[Fix, Message | None]:
        """The fix, and what in the words around or the document's structure stands against it."""
        group = around.occurrence.term.groups[around.occurrence.group]
        agreed = self._agreement.agree(around, group, self._undoubled(around, phrase), cased)
        edits, clean = self._edits(around, agreed)
        document = around.view.document
        because = (
            (Message("markup-inside") if applicability and not clean else None)
            or joined(document.text, document.format, edits)
            or tag_like(document.text, document.format, edits)
        )
        if around.segment.ties and not because:
            edits, because = tied(document.text, around.segment.ties, edits)
        if because:
            return Fix(agreed.text, Applicability.DISPLAY, edits), because
        if applicability > agreed.applicability:
            return Fix(agreed.text, agreed.applicability, edits), Message("grammar-beside")
        return Fix(agreed.text, applicability, edits), None

    def _edits(self, around: Surroundings, agreed: Agreed) -> tuple[tuple[Edit, ...], bool]:
        """What to write in the document, with its own apostrophe, and whether no markup is in the way."""
        view, text = around.view, agreed.text
        mark = own_apostrophe(around) if any("’" in it or "'" in it for it in (text, *agreed.written)) else ""
        edits, clean = edits_for_replacement(
            view, around.occurrence.start, agreed.end, with_apostrophe(text, mark)
        )
        if around.run_together:
            at, source = around.occurrence.start, around.source.start
            edits = _apart(edits, source)
            # Not where markup stands between: a space behind a command of LaTeX is none
            clean = clean and view.source(at - 1, at).end == source
        for start, end, new in agreed.changes:
            standing = capitals_of(view.text[start:end], new, loud=is_loud(around.text))
            beside, whole = edits_beside(view, start, end, with_apostrophe(standing, mark))
            edits, clean = (*edits, *beside), clean and whole
        return tuple(sorted(edits)) if agreed.changes else edits, clean

    def _makes_another(self, around: Surroundings, replacement: str) -> bool:
        """Whether the new words are a part of a discouraged term where they would stand."""
        occurrence, view = around.occurrence, around.view
        before = slice(max(around.bounds.start, occurrence.start - _BESIDE), occurrence.start)
        after = slice(occurrence.end, min(around.bounds.end, occurrence.end + _BESIDE))
        new = fold(replacement)
        gap = " " if around.run_together else ""
        if not self._continued(view.folded[before] + gap, new, view.folded[after]):
            return False
        start = before.stop - before.start + len(gap)
        end = start + len(replacement)
        passage = Passage(
            f"{view.text[before]}{gap}{replacement}{view.text[after]}",
            f"{view.folded[before]}{gap}{new}{view.folded[after]}",
        )
        made = (
            (it.term, passage.folded[it.start : it.end])
            for it in candidates(passage, self._language)
            if it.start < end and start < it.end and not it.term.needs_long_form
        )
        # What stands there already only comes to light: "child …" in "under-age child …"
        standing = view.folded[before.start : after.stop]
        accepts = self.profile.accepts
        return any(words not in standing and words not in accepts.get(term.id, ()) for term, words in made)

    def _continued(self, before: str, new: str, after: str) -> bool:
        """Whether what stands before or after the new words makes a term with the first or last of them."""
        sides = self._sides.get(new)
        if sides is None:
            sides = self._sides[new] = self._find_sides(new)
        leads = sides[0].get(before[:-1].rpartition(" ")[2])
        if leads and before.endswith(leads):
            return True
        following = LETTERS.match(after, 1) if after.startswith(" ") else None
        rest = sides[1].get(following[0]) if following else None
        return bool(rest) and after.startswith(rest)

    def _find_sides(self, new: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """What makes a term before or after the new words, by the word next to them (cached in `_sides`)."""
        words = new.split(" ")
        before: dict[str, tuple[str, ...]] = {}
        after: dict[str, tuple[str, ...]] = {}
        for size in range(1, len(words) + 1):
            for lead in self._language.before.get(" ".join(words[:size])) or ():
                word = lead[:-1].rpartition(" ")[2]
                before[word] = (*before.get(word, ()), lead)
            for rest in self._language.after.get(" ".join(words[-size:])) or ():
                word = rest[1:].partition(" ")[0]
                after[word] = (*after.get(word, ()), rest)
        return before, after

    def _undoubled(self, around: Surroundings, phrase: str) -> str:
        """The phrase without a last word that follows anyway, or first words that stand just before."""
        words = phrase.split(" ")
        repeated = (words[-1], *(words[-1] + ending for ending in self._grammar.plural_endings))
        if len(words) > 1 and around.following in repeated:
            words.pop()
        for count in range(len(words) - 1, 0, -1):
            if f" {around.left}".endswith(self._just_before(" ".join(words[:count]).lower())):
                return " ".join(words[count:])
        return " ".join(words)

    def _just_before(self, words: str) -> tuple[str, ...]:
        """The words as a text may end in them: in each variety's spelling, with spaces around."""
        if words not in self._endings:
            pairs = [pair for stems in self._grammar.spelling_stems.values() for pair in stems.items()]
            both = [*pairs, *((theirs, ours) for ours, theirs in pairs)]
            spelled = {words, *(words.replace(one, other) for one, other in both if one in words)}
            self._endings[words] = tuple(f" {it} " for it in spelled)
        return self._endings[words]

    def _repeating(
        self, around: Surroundings, says: tuple[str, ...], spoken: list[dict[str, str]]
    ) -> Applicability:
        """What is allowed if the sentence already has the new words, or some of them.

        A second choice counts only on the other side of a conjunction, since it is never put in unasked.
        """
        phrases = {folded for phrases in spoken for folded in phrases.values()}
        if self._beside(around, phrases):
            return Applicability.DISPLAY
        sentence = around.view.folded[around.sentence.start : around.sentence.end]
        made = frozenset(spoken[0].values()) if spoken else frozenset[str]()
        if any(folded in sentence for folded in made) or self._abbreviated(around, says):
            return Applicability.UNSAFE
        if self._begins_alike(around, made) or self._sounds_on(around, made):
            return Applicability.UNSAFE
        left = around.left[-_BEFORE:]
        near = self._language.divider.words(left)[-_NEAR:]
        finite = self._language.signals.finite  # "the material is …" says of the same thing what it is
        verb = next((at for at in range(len(near), 0, -1) if near[at - 1] in finite), 0)
        near = near[verb:]
        stems = {it[:_STEM] for it in near if len(it) >= _STEM and it not in self._said_again}
        # In a list, "exploitation, exploitation of …" isn't good, but "material, child … material" is
        most = 1 if left.endswith(", ") else None
        new = (word for folded in made for word in folded.split()[:most]) if stems else ()
        return Applicability.UNSAFE if any(word[:_STEM] in stems for word in new) else Applicability.SAFE

    def _beside(self, around: Surroundings, phrases: Iterable[str]) -> bool:
        """Whether the new words, or the first two, stand on the other side of a conjunction."""
        for joint in self._grammar.conjunctions:
            if around.left.endswith(f" {joint} "):
                before = around.left[: -len(joint) - 2]
                heads = (" ".join(phrase.split(" ")[:2]) for phrase in phrases)
                if before.endswith((*phrases, *heads)):
                    return True
            if around.right.startswith(f" {joint} ") and self._joined(around, joint).startswith(
                tuple(phrases)
            ):
                return True
        return False

    def _joined(self, around: Surroundings, joint: str) -> str:
        """What a conjunction joins to the term, without articles and the like: "and the …"."""
        after = around.right[len(joint) + 2 :]
        while (word := after.partition(" ")[0]) and word in self._grammar.small_words:
            after = after[len(word) + 1 :]
        return after

    def _begins_alike(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether the first two of the new words open what is joined to the term: "… and sexual violence"."""
        heads = tuple(" ".join(phrase.split(" ")[:2]) for phrase in made if phrase.count(" ") > 1)
        return any(
            around.right.startswith(f" {joint} ") and self._joined(around, joint).startswith(heads)
            for joint in self._grammar.conjunctions
        )

    def _sounds_on(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether the word directly after has the stem of a new one: "Darstellungen … darstellen"."""
        after = self._language.divider.words(around.right[:_BEFORE])[:1] if around.right[:1] == " " else []
        stems = {it[:_STEM] for it in after if len(it) >= _STEM and it not in self._said_again}
        return any(word[:_STEM] in stems for folded in made for word in folded.split()[:-1])

    def _abbreviated(self, around: Surroundings, says: tuple[str, ...]) -> bool:
        """Whether the sentence has the abbreviation of the new words: "CSAM and child …", or "csam"."""
        before = around.view.folded[around.sentence.start : around.occurrence.end]
        after = around.view.folded[around.occurrence.end : around.sentence.end]
        said = (self._language.abbreviation(say, self.profile.prefers) for say in says if "<" in say)
        short = {fold(it) for it in said if it}
        if (own := fold(around.in_brackets)) in short:  # "child … (CSAM)": it explains the new words as well
            after = after.replace(f"({own})", "", 1)
        sentence = f"{before} {after}"
        return any(it in sentence and it in self._language.divider.words(sentence) for it in short)


def _near(around: Surroundings, group: Group) -> Message | None:
    """Why the words nearby hold a fix of this group back, if they do."""
    if group.safe_near and not any(is_about(around, it) for it in group.safe_near):
        return Message("who-is-meant")
    return Message("said-beside") if any(is_about(around, it) for it in group.unsafe_near) else None


def _apart(edits: tuple[Edit, ...], start: int) -> tuple[Edit, ...]:
    """The edits with the space before them that the text has lost."""
    first, rest = edits[0], edits[1:]
    if first.start == start:
        return first._replace(text=f" {first.text}"), *rest
    return Edit(start, start, " "), *edits


def variety_of(text: str, language: Language, wanted: str = "") -> str:
    """The spelling variety a text is written in, by its marker words; empty if none shows.

    Only the beginning is looked at (`SHOWN`). What is `wanted` counts instead, if the language has it.
    """
    if wanted and (wanted in language.grammar.spelling_stems or wanted in language.grammar.spelling_markers):
        return wanted
    head = fold(text[:SHOWN])
    counts = {
        variety: sum(head.count(marker) for marker in markers)
        for variety, markers in language.grammar.spelling_markers.items()
    }
    best = max(counts, key=lambda variety: counts[variety], default="")
    return best if best and counts[best] > 0 else ""
