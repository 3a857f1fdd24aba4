"""What else around a term would have to change with it, in a language that declines: a verb, a pronoun.

And what the words beside it share with it: a part of a compound, or a determiner.
"""

from collections.abc import Iterator

from luxterm.engine.judge.surroundings import Surroundings
from luxterm.engine.replace.case_reading import Reads
from luxterm.engine.replace.determiners import Change
from luxterm.termbase.declension import Reading
from luxterm.termbase.language import Language
from luxterm.text.words import WORD

_HYPHENS = "-\u2010\u2011"
_WORDS = 40
"""Words after a term in which a pronoun is looked for."""
_NEXT = 40
"""Code points of the next sentence in which one is."""
_RELATIVE = 3
"""Words after a comma that may open a relative clause: "…, in der"."""


class AroundDeclined:
    """The words around terms in one language."""

    def __init__(self, language: Language) -> None:
        self._declension = language.declension
        self._pronouns: frozenset[str] = language.agreement.pronouns
        self._relatives: frozenset[str] = language.agreement.relatives
        self._conjunctions: frozenset[str] = language.grammar.conjunctions
        self._joints = tuple(f" {it} " for it in language.grammar.conjunctions)
        self._marked = tuple(it for it in language.declension.inclusive if not it.isalpha())

    def shares_a_part(self, around: Surroundings) -> bool:
        """Whether a compound beside the term needs a part of it: "Gewalt- und …", "… und -…", "…- und …"."""
        text, end = around.view.text, around.occurrence.end
        left = text[around.sentence.start : around.occurrence.start]
        if text[end : end + 1] in _HYPHENS and not text[end + 1 : end + 2].isalnum():
            return True
        before = left.rstrip(" /")
        word = next((it for it in self._joints if f"{before.lower()} ".endswith(it)), "")
        if word and before[: len(before) + 1 - len(word)].endswith(tuple(_HYPHENS)):
            return True
        if left.endswith("/") and before.endswith(tuple(_HYPHENS)):
            return True
        right = around.right
        joint = next((it for it in (*self._joints, ", ") if right.startswith(it)), "")
        after = text[end + len(joint) : end + len(joint) + 2] if joint else ""
        return bool(after) and after[0] in _HYPHENS and after[1:].isalpha()

    def has_ending(self, around: Surroundings) -> bool:
        """Whether an ending follows that names all who are meant: "*innen" after the term."""
        folded, end = around.view.folded, around.occurrence.end
        return any(
            folded.startswith(it, end) and not folded[end + len(it) : end + len(it) + 1].isalpha()
            for it in self._marked
        )

    def refers(self, around: Surroundings) -> bool:
        """Whether a word after the term may stand for it: a pronoun, or what opens a relative clause."""
        right = around.right
        if right.startswith(", "):
            opening = WORD.findall(right[:_NEXT])[:_RELATIVE]
            first = opening[0] if opening else ""
            second = opening[1] if len(opening) > 1 else ""
            governed = first in self._declension.prepositions
            if first in self._relatives or (governed and second in self._relatives):
                return True
        words = WORD.findall(right)[:_WORDS]
        if not self._pronouns.isdisjoint(words):
            return True
        end = around.sentence.end
        ahead = around.view.folded[end : min(around.bounds.end, end + _NEXT)]
        return not self._pronouns.isdisjoint(WORD.findall(ahead)[:1])

    def shares_determiner(self, around: Surroundings) -> bool:
        """Whether a noun that is joined to the term after it has no determiner of its own."""
        joint = next((it for it in self._joints if around.right.startswith(it)), "")
        if not joint:
            return False
        word = WORD.search(around.right, len(joint))
        return word is None or not (
            word[0] in self._declension.before or word[0] in self._declension.prepositions
        )

    def verb(self, around: Surroundings, reads: Reads, old: Reading, new: Reading) -> Iterator[Change]:
        """The change of a verb directly beside the subject: after it in its clause, or before it."""
        numbers = set(self._declension.numbers)
        had, has = next(iter(old & numbers)), next(iter(new & numbers))
        left = reads.opening.left
        opens = (
            not left
            or (left[-1].after.rstrip() or " ")[-1:] in ",;:"
            or left[-1].folded in self._conjunctions
        )
        match = WORD.match(around.right, 1) if around.right.startswith(" ") else None
        if opens and match:
            forms = dict(self._declension.verbs.get(match[0], ()))
            if forms.get(had) == match[0] and has in forms:
                end = around.occurrence.end
                yield Change(end + match.start(), end + match.end(), forms[has])
                return
        if left and left[-1].directly:
            forms = dict(self._declension.verbs.get(left[-1].folded, ()))
            if forms.get(had) == left[-1].folded and has in forms:
                yield Change(left[-1].start, left[-1].end, forms[has])
