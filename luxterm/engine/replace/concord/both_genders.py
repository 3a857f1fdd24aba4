"""A noun that is named in both genders is one subject: "su hija o su hijo", "une élève ou un élève"."""

from luxterm.engine.replace.words_after import Word
from luxterm.termbase.language import Language

_STEM = 3
"""Letters with which both begin: "hija", "hijo"."""
_PAIR = 3
"""A determiner, the noun, and what joins the other one."""


def without_other_gender(before: list[Word], noun: Word, language: Language) -> list[Word]:
    """The words before a noun and its determiner, without the same noun in the other gender."""
    if len(before) < _PAIR:
        return before
    determiner, other, joint = before[-_PAIR:]
    joins = joint.folded in language.grammar.conjunctions and other.joined and joint.joined
    same = other.folded[:_STEM] == noun.folded[:_STEM]
    return before[:-_PAIR] if joins and same and determiner.folded in language.agreement.before else before
