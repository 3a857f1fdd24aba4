"""Replacements that are grammatical, or else not applied.

From a term's group of forms: the profile's preferred term first, then the alternatives, each with
the capitals, the article, the possessive and the spelling of the place it goes to, and no word
doubled. Where a swap can't be sure the fix is unsafe, and where it can't be right, display only.
"""

from collections.abc import Callable

from luxterm.casing import recase, title_case_around
from luxterm.caution import Caution
from luxterm.fold import fold
from luxterm.judge.place import Place, words_in
from luxterm.lazy import lazy
from luxterm.splice import splice
from luxterm.termbase.data import Language, Profile
from luxterm.types import Applicability, Edit, Fix, Usage

_WORD = lazy(r"[^\W\d_]+")
_BEFORE = 40
"""Code points in which the word before a term is looked for."""
SHOWN = 20_000
"""Code points in which a text's spelling variety shows."""


class Replacer:
    """Writes the fixes in one language, after one profile."""

    def __init__(self, language: Language, profile: Profile) -> None:
        self._language = language
        self.profile = profile
        grammar = language.grammar
        self._grammar = grammar
        self._small: frozenset[str] = grammar["small"]
        self._caution = Caution(language)
        self._spoken: dict[tuple[str, str], dict[str, str]] = {}
        self._varying: dict[str, bool] = {}
        self._endings: dict[str, tuple[str, ...]] = {}
        self._vowel = lazy(grammar["vowel_sound"]) if grammar["vowel_sound"] else None

    def fixes(self, place: Place, usage: Usage, variety: Callable[[], str]) -> tuple[tuple[Fix, ...], str]:
        """The fixes for an occurrence, best first, and what a drafter must mind before making one.

        `variety` gives the spelling variety of the document, "" where none shows; asked where it matters.
        """
        group = place.occurrence.term.groups[place.occurrence.group]
        applicability = Applicability(group.applicability)
        following = self._following(place)
        says = group.say
        if following in self._grammar["heads"]:
            says = group.attributive or says
            clumsy = bool(says) and says is group.say and self._modified(says[0])
            # An abbreviation that the text may never have explained
            clumsy = clumsy or (bool(says) and says is group.attributive and says[0].isupper())
        else:
            clumsy = bool(group.attributive and following) and not self._ends(following)
            if following in self._grammar["belonging"]:
                clumsy = bool(says) and self._modified(says[0])
        if clumsy:
            applicability = min(applicability, Applicability.UNSAFE)
        if self._preceding(place) in self._grammar["modifiers"] and self._turns(place, says):
            applicability = Applicability.DISPLAY
        applicability = min(applicability, self._joined(place, says))
        if usage is not Usage.USE:
            applicability = Applicability.DISPLAY
        caution = ""
        if applicability:
            allowed, caution = self._caution.allows(place, following)
            applicability = min(applicability, allowed)
        sentence = place.view.folded[place.sentence.start : place.sentence.end]
        spoken = [self._phrases(say, variety) for say in says]
        said = any(folded in sentence for phrases in spoken for folded in phrases.values())
        if said or self._abbreviated(place, says):
            applicability = min(applicability, Applicability.UNSAFE)
        segment = place.view.text[place.bounds.start : min(place.bounds.end, place.bounds.start + 300)]
        titled = title_case_around(segment, place.segment.scope, self._small)
        found: dict[str, Fix] = {}
        for phrases in spoken:
            for phrase in phrases:
                fix = self._fix(place, phrase, following, applicability, titled)
                if fix.replacement not in found:
                    found[fix.replacement] = fix
                    # A second choice is never made unasked where the first can't be
                    applicability = min(applicability, fix.applicability)
        return tuple(found.values()), caution

    def _phrases(self, say: str, variety: Callable[[], str]) -> dict[str, str]:
        """As the profile prefers it, then as the termbase has it, in the document's spelling; and folded."""
        varying = self._varying.get(say)
        if varying is None:
            stems = [stem for stems in self._grammar["varieties"].values() for stem in stems]
            both = " ".join(self._both(say))
            varying = self._varying[say] = any(stem in both for stem in stems)
        spelling = variety() if varying else ""
        phrases = self._spoken.get((say, spelling))
        if phrases is None:
            spelled = (self._spelled(phrase, spelling) for phrase in self._both(say))
            phrases = self._spoken[say, spelling] = {phrase: fold(phrase) for phrase in spelled}
        return phrases

    def _both(self, say: str) -> tuple[str, str]:
        """As the profile prefers it, and as the termbase has it."""
        return self._language.resolve(say, self.profile.prefers), self._language.resolve(say, {})

    def _spelled(self, phrase: str, variety: str) -> str:
        for ours, theirs in self._grammar["varieties"].get(variety, {}).items():
            phrase = phrase.replace(ours, theirs)
        return phrase

    def _fix(
        self, place: Place, phrase: str, following: str, applicability: Applicability, titled: bool
    ) -> Fix:
        phrase = self._undoubled(place, phrase, following)
        first = not place.left.strip(" \"'([*")
        replacement = recase(phrase, place.text, self._small, titled, first)
        edits, clean = splice(place.view, place.occurrence.start, place.occurrence.end, replacement)
        if not clean:
            applicability = Applicability.DISPLAY
        article = self._article(place, replacement)
        return Fix(replacement, applicability, (article, *edits) if article else edits)

    def _undoubled(self, place: Place, phrase: str, following: str) -> str:
        """Without a last word that comes next anyway, or first ones that came just before."""
        words = phrase.split(" ")
        if len(words) > 1 and following and (following == words[-1] or following == f"{words[-1]}s"):
            words.pop()
        for count in range(len(words) - 1, 0, -1):
            if place.left.endswith(self._just_before(" ".join(words[:count]).lower())):
                return " ".join(words[count:])
        return " ".join(words)

    def _just_before(self, words: str) -> tuple[str, ...]:
        """How a text ends that has the words already, in whichever spelling."""
        if words not in self._endings:
            pairs = [pair for stems in self._grammar["varieties"].values() for pair in stems.items()]
            both = [*pairs, *((theirs, ours) for ours, theirs in pairs)]
            spelled = {words, *(words.replace(one, other) for one, other in both if one in words)}
            self._endings[words] = tuple(f"{it} " for it in spelled)
        return self._endings[words]

    def _article(self, place: Place, replacement: str) -> Edit | None:
        """The article before it, where the new first word wants the other one."""
        text = place.view.text
        for pair in self._grammar["articles"]:
            for article in pair:
                start = place.occurrence.start - 1 - len(article)
                if start < place.bounds.start or not place.left.endswith(f"{article} "):
                    continue
                if start > place.bounds.start and text[start - 1].isalnum():
                    continue
                wanted = pair[1] if self._vowel and self._vowel.match(replacement) else pair[0]
                standing = text[start : start + len(article)]
                if wanted == standing.lower():
                    return None
                upper = standing.isupper() and len(standing) > 1
                wanted = (
                    wanted.upper()
                    if upper
                    else wanted[0].upper() + wanted[1:]
                    if standing[0].isupper()
                    else wanted
                )
                source = place.view.source(start, start + len(article))
                return Edit(source.start, source.end, wanted)
        return None

    def _turns(self, place: Place, says: tuple[str, ...]) -> bool:
        """Whether the new words have another noun in front: "exploitation of children …" for "child …".

        An adjective before them ("male", "forced") would then belong to that one.
        """
        if not says or not self._modified(says[0]):
            return False
        return not fold(self._language.resolve(says[0], {})).startswith(place.folded.partition(" ")[0])

    def _abbreviated(self, place: Place, says: tuple[str, ...]) -> bool:
        """Whether the sentence has the abbreviation of the new words: "CSAM and child …"."""
        sentence = place.view.text[place.sentence.start : place.sentence.end]
        short = (self._language.abbreviation(say, self.profile.prefers) for say in says)
        return any(it and it in words_in(sentence) for it in short)

    def _preceding(self, place: Place) -> str:
        """The folded word directly before, or nothing where punctuation comes between."""
        before = place.left[-_BEFORE:]
        return words[-1] if before.endswith(" ") and (words := before[:-1].split(" ")) else ""

    def _following(self, place: Place) -> str:
        """The folded word directly after, or nothing where punctuation comes between."""
        folded = place.view.folded
        end = place.occurrence.end
        if folded[end] != " ":
            return ""
        match = _WORD.match(folded, end + 1)
        return match.group() if match else ""

    def _ends(self, word: str) -> bool:
        """Whether a word shows that the noun phrase before it has ended."""
        return word in self._small or word in self._grammar["followers"]

    def _joined(self, place: Place, says: tuple[str, ...]) -> Applicability:
        """What the marks that stand against the occurrence allow: a possessive, a hyphen."""
        text = place.view.text
        start, end = place.occurrence.start, place.occurrence.end
        ending = next((it for it in self._grammar["possessive"] if place.view.folded.startswith(it, end)), "")
        if ending:
            modified = any(self._modified(say) for say in says[:1])
            # A plural's bare apostrophe suits only a new word with the same ending
            new = self._language.resolve(says[0], {}) if says else ""
            bare = len(ending) == 1 and not new.endswith(text[end - 1])
            return Applicability.DISPLAY if modified or bare else Applicability.SAFE
        if start > place.bounds.start and text[start - 1] in "-\u2010\u2011":
            return Applicability.DISPLAY
        if text[end] == "/" and any(self._modified(say) for say in says[:1]):
            return Applicability.UNSAFE
        return Applicability.UNSAFE if text[end] in "-\u2010\u2011" else Applicability.SAFE

    def _modified(self, say: str) -> bool:
        """Whether something comes after the phrase's noun: "child exploited in prostitution"."""
        return any(self._ends(word) for word in self._language.resolve(say, {}).split(" ")[1:])


def variety_of(text: str, language: Language) -> str:
    """The spelling variety a text is written in, by its marker words; empty where none shows.

    Only what it begins with is looked at (`SHOWN`).
    """
    head = fold(text[:SHOWN])
    counts = {
        variety: sum(head.count(marker) for marker in markers)
        for variety, markers in language.grammar["variety_markers"].items()
    }
    best = max(counts, key=lambda variety: counts[variety], default="")
    return best if best and counts[best] > 0 else ""
