"""What the termbase's phrases mean where they stand in a document (`luxterm.engine.searching` finds them).

Of the phrases of a language that overlap, the leftmost and then the longest wins, unless its term is off by
default and the other isn't; an exception or a recommended phrase shields whatever is entirely inside it. Nor
is it taken apart, the recommended one by any term, the exception by those of its concept: what shares its
first or last words, and is joined to others by a conjunction there, belongs to it. Whether a word is wrong
here is judged later.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.searching import AS_READ, LINE_END, Passage, Phrase, found_in_text
from luxterm.engine.word_ends import follows, goes_on, is_run_together, precedes
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import BEGINS, EXCEPTION, IN_CAPITALS, RECOMMENDED, Group, Target, TermData
from luxterm.text.folding import fold
from luxterm.text.marks import HYPHENS
from luxterm.text.view import View
from luxterm.types import Advice

_JOINT = 16
"""Code points in which a conjunction is looked for."""
_CODE = lazy_pattern(rf"[{HYPHENS}/](?:\d|[^\W\d_]\b)")
"""What makes an abbreviation a part of another name: a number or a single letter, as in "CP-7", "CP/M"."""
_REST = lazy_pattern(rf"(?:[{HYPHENS}]?[^\W\d_]+)+")
"""What comes after the first part of a compound."""
_RUN_TOGETHER_WITHIN = 32
"""Code points before a phrase in which a word is looked for that is run together with it."""
_NEEDED_WITHIN = 2_000
"""Code points to either side in which the words that a term needs are looked for, as far as judging goes."""
_LEAST = 3
"""Letters that a compound's last part has at least."""


class Occurrence(NamedTuple):
    """A place with a deprecated term: its span in the view, and the group of forms found."""

    start: int
    end: int
    term: TermData
    group: int


class _Hit(NamedTuple):
    """A phrase that is something where it stands: its span in the view, and the group of forms.

    That of a shield is EXCEPTION: a phrase in which the term means something else or must stay, as `juvenile
    justice`, or that is recommended.
    """

    start: int
    end: int
    target: Target


def confirmed(found: list[Occurrence], elsewhere: Iterable[str] = ()) -> list[Occurrence]:
    """The occurrences but for abbreviations that may mean something else here.

    They count if the document also names their concept in other words, or `elsewhere` has it.
    """
    present = {*elsewhere, *concepts(found)}
    return [it for it in found if not it.term.needs_long_form or it.term.concept in present]


def concepts(found: Iterable[Occurrence]) -> set[str]:
    """The concepts named by words other than ambiguous abbreviations."""
    return {it.term.concept for it in found if not it.term.needs_long_form}


def candidates(view: View | Passage, language: Language) -> list[Occurrence]:
    """Every place with the letters of a deprecated term in one language, sorted and disjoint."""
    found = (_hit(view, language, *it[:3], apart=it[3]) for it in found_in_text(view, language.patterns))
    return _chosen(view, language, [hit for hit in found if hit])


def may_be_candidate(view: View, language: Language, phrase: Phrase) -> bool:
    """Whether a phrase may mean a term there, or shields one, if it is in its own language."""
    hit = _hit(view, language, *phrase[1:4], apart=phrase.apart)
    if hit is None or hit.target.group == EXCEPTION:
        return hit is not None
    if not (needs := language.term(hit.target.term).needs):
        return True
    bounds = view.bounds(view.segment_at(hit.start))
    start, end = max(bounds.start, hit.start - _NEEDED_WITHIN), min(bounds.end, hit.end + _NEEDED_WITHIN)
    words = language.divider.words(view.folded[start:end])
    return all(language.contexts[name].stands_in(words) for name in needs)


def candidates_of(view: View, language: Language, phrases: Iterable[Phrase]) -> list[Occurrence]:
    """The candidates that phrases in one language are."""
    hits = (_hit(view, language, *it[1:4], apart=it.apart) for it in phrases)
    return _chosen(view, language, [hit for hit in hits if hit])


def _chosen(view: View | Passage, language: Language, hits: list[_Hit]) -> list[Occurrence]:
    """The hits that count: of those that begin at one place, the longest first."""
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.target.cased == BEGINS))
    found: list[Occurrence] = []
    shielded = reached = 0
    wholes: dict[str, int] = {}  # where what isn't taken apart ends, by its concept; "" is any
    for start, end, chosen in hits:
        if chosen.group == EXCEPTION:
            shielded = max(shielded, end)
            about = "" if chosen.term == RECOMMENDED else language.term(chosen.term).concept
            wholes[about] = max(wholes.get(about, 0), end)
            last = found[-1] if found and found[-1].start < start < reached < end else None
            if last and about in ("", last.term.concept) and _joined_to(view, language, reached):
                found.pop()  # "a child and adult pornography and …": the halves belong to the phrase
        elif end > max(shielded, reached):
            term = language.term(chosen.term)
            if start < reached and not _gives_way(found, start, term):
                continue
            whole = max(wholes.get("", 0), wholes.get(term.concept, 0))
            if start < whole and _joined_to(view, language, whole):
                continue  # "exploitation in prostitution and trafficking of children"
            if start < reached:
                found.pop()
            reached = end
            found.append(Occurrence(start, end, term, chosen.group))
    return found


def _gives_way(found: list[Occurrence], start: int, term: TermData) -> bool:
    """Whether the last one found, which reaches beyond this place, is hardly asked for, unlike the term.

    As "os jovens" in "os jovens infratores".
    """
    return bool(found) and found[-1].start < start < found[-1].end and found[-1].term.off and not term.off


def _joined_to(view: View | Passage, language: Language, end: int) -> bool:
    """Whether a conjunction follows directly."""
    rest = view.folded[end : end + _JOINT]
    return rest.startswith((",", *language.joints))


def _hit(
    view: View | Passage, language: Language, pattern: int, start: int, end: int, *, apart: bool
) -> _Hit | None:
    """What a phrase is here; None if it is nothing."""
    if pattern in language.patterns.first_parts and (apart or goes_on(view.folded, start, end)):
        hit = _compound(view, language, pattern, start, end)
        if hit or not apart:
            return hit
    if not apart:
        near = max(0, start - _RUN_TOGETHER_WITHIN)
        beside = view.folded[near : end + 2].replace(LINE_END, AS_READ)
        if not is_run_together(beside, start - near, end - near, language):
            return None
    targets = [
        t
        for t in language.targets(pattern)
        if not t.cased or (t.cased != BEGINS and _spelled(view.text, start, end, t))
    ]
    if not apart:
        targets = [t for t in targets if not (t.cased or _depends(language, t))]
    shield = next((target for target in targets if target.group == EXCEPTION), None)
    chosen = _choose(view, language, targets, start, end) or shield
    return _Hit(start, end, chosen) if chosen else None


def _compound(view: View | Passage, language: Language, pattern: int, start: int, end: int) -> _Hit | None:
    """The same for a phrase that a longer word begins with: the first group whose ends it has."""
    rest = _REST.match(view.text, end)
    word = fold(rest[0]).replace(" ", "") if rest else ""
    if rest is None or len(word) < _LEAST:
        return None
    targets = [
        target
        for target in language.targets(pattern)
        if target.cased == BEGINS and word.endswith(_group_of(language, target).heads or ("",))
    ]
    chosen = _choose(view, language, targets, start, rest.end())
    return _Hit(start, rest.end(), chosen) if chosen else None


def _group_of(language: Language, target: Target) -> Group:
    return language.term(target.term).groups[target.group]


def _spelled(text: str, start: int, end: int, target: Target) -> bool:
    """Whether a phrase is in capitals here or, an abbreviation, has its own and isn't a part of "CP-7"."""
    if target.cased == IN_CAPITALS:
        return text[start:end].isupper()
    return text[start:end] == target.cased and not _CODE.match(text, end)


def _depends(language: Language, target: Target) -> bool:
    """Whether a target is a word that is wrong in some contexts only, as many that are part of others."""
    return target.group != EXCEPTION and language.term(target.term).advice == Advice.CONTEXT


def _choose(
    view: View | Passage, language: Language, targets: Sequence[Target], start: int, end: int
) -> Target | None:
    """The group that the phrase belongs to here: the first whose conditions are met."""
    for target in targets:
        if target.group == EXCEPTION:
            continue
        group = _group_of(language, target)
        if group.followed_by and not follows(view.folded, end, group.followed_by):
            continue
        if group.preceded_by and not precedes(view.folded, start, group.preceded_by):
            continue
        return target
    return None
