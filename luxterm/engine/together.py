"""What findings say about each other in a sentence or a list: one treatment, and no two that become the same.

This only makes fixes less applicable, and says why.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby, pairwise

from luxterm.engine.held import Pair, demoted, is_safe
from luxterm.engine.judge.judging import Judgement, side_by_side
from luxterm.engine.judge.titles import OFFICIAL
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import last_word
from luxterm.types import Finding, Message, Scope, Severity, Usage

_OFFENCE, _CHARGE, _ADDRESS = "name-of-offence", "in-charge", "address"
_Held = Iterator[tuple[Message, list[int]]]
"""Why fixes aren't made unasked, each time with the numbers of the findings whose they are."""

_TALK, _SHORT = 240, 120
"""Code points from a word that is talked about to another, and of an entry in a list of words, at most."""


def beside(pairs: list[Pair]) -> list[Finding]:
    """The findings of a text, those of one sentence or list treated alike; in the order given."""
    findings = [pair.finding for pair in pairs]
    held: list[tuple[Message, list[int]]] = []
    for numbers in _groups(pairs):
        held += _half_changed(findings, numbers)
        held += _same(pairs, numbers)
        held += _in_part(pairs, numbers)
    for entries in _entries(pairs):
        held += _same(pairs, [*entries])
    held += _among_offences(pairs)
    held += _above_charges(pairs)
    held += _among_mentions(pairs)
    why = {number: because for because, numbers in reversed(held) for number in numbers}
    findings = [demoted(it, why[number]) if number in why else it for number, it in enumerate(findings)]
    if why:  # what was held back may have left other forms of its word in the sentence
        pairs = [pair._replace(finding=it) for pair, it in zip(pairs, findings, strict=True)]
        for numbers in _groups(pairs):
            for because, fixed in _half_changed(findings, numbers):
                for number in fixed:
                    findings[number] = demoted(findings[number], because)
    for number in range(1, len(pairs)):
        if side_by_side(pairs[number - 1].around, pairs[number].around):
            findings[number] = findings[number]._replace(joined=True)
    return findings


def _groups(pairs: list[Pair]) -> Iterator[list[int]]:
    """The numbers of those in one sentence, for each sentence with several."""
    for _, segment in groupby(range(len(pairs)), key=lambda number: pairs[number].around.index):
        numbers = list(segment)
        if len(numbers) == 1 or not any(pairs[number].safe for number in numbers):
            continue
        for _, sentence in groupby(numbers, key=lambda number: pairs[number].around.sentence.start):
            numbers = list(sentence)
            if len(numbers) > 1:
                yield numbers


def _half_changed(findings: list[Finding], numbers: list[int]) -> _Held:
    """The uses of a word that must stay, or can't be changed unasked, elsewhere in their sentence."""
    terms: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        terms[findings[number].term].append(number)
    for same in terms.values():
        fixed = [number for number in same if is_safe(findings[number])]
        stays = [it for it in map(findings.__getitem__, same) if not is_safe(it)]
        # A sentence may cite an official name before it speaks in its own words, and give an address
        if fixed and any(it.because.code not in (*OFFICIAL, _ADDRESS) for it in stays):
            yield Message("same-sentence"), fixed


def _in_part(pairs: list[Pair], numbers: list[int]) -> _Held:
    """The uses in a row of words of which others stay: "child …, child … and child …"."""
    row: list[int] = []
    for number in [*numbers, None]:
        if number is not None and (not row or side_by_side(pairs[row[-1]].around, pairs[number].around)):
            row.append(number)
            continue
        fixed = [it for it in row if pairs[it].safe]
        if fixed and any(_stays(pairs[it].finding) for it in row):
            yield Message("same-row"), fixed
        else:
            # "child …, or virtual child …"
            held = [
                it for it in fixed if any(_holds(pairs[other].finding, pairs[it].finding) for other in row)
            ]
            if held:
                yield Message("same-row"), held
        row = [] if number is None else [number]


def _stays(finding: Finding) -> bool:
    """Whether it isn't the author's own word, or isn't changed unasked for whatever reason."""
    return finding.usage is not Usage.USE or (finding.severity > Severity.INFO and not is_safe(finding))


def _holds(other: Finding, one: Finding) -> bool:
    """Whether a finding that isn't changed unasked has another's words, and more."""
    return not is_safe(other) and f" {other.seen.lower()}".endswith(f" {one.seen.lower()}") and other != one


def _names_offence(finding: Finding) -> bool:
    return any(it.code == _OFFENCE for it in finding.cautions)


def _among_offences(pairs: list[Pair]) -> _Held:
    """The entries of a list, without a verb, of which one beside may be a law's name of an offence."""
    items = [
        number for number, pair in enumerate(pairs) if _is_item(pair.around) and _lacks_verb(pair.around)
    ]
    naming = {number for number in items if _names_offence(pairs[number].finding)}
    held = _near_in_list(pairs, items, naming)
    yield Message("same-row"), [number for number in held if pairs[number].safe]


def _above_charges(pairs: list[Pair]) -> _Held:
    """The uses in a heading, if directly below it somebody is charged with the same: it names the charge."""
    charged = {
        (pair.around.index - 1, pair.finding.term)
        for pair in pairs
        if any(it.code == _CHARGE for it in pair.finding.cautions)
    }
    for number, pair in enumerate(pairs):
        named = (pair.around.index, pair.finding.term) in charged
        if named and pair.around.segment.scope is Scope.HEADING:
            yield Message(_OFFENCE), [number]


def _among_mentions(pairs: list[Pair]) -> _Held:
    """The uses near another word that the text talks about: "Never write A. Avoid B.".

    In one paragraph, or in entries of one list that are short, as those of words are.
    """
    talked = [number for number, pair in enumerate(pairs) if _is_talked_about(pair.judgement)]
    if not talked:
        return
    places = defaultdict[int, list[int]](list)
    for number in talked:
        around = pairs[number].around
        places[around.index].append(around.occurrence.start)
    near = {number for number, pair in enumerate(pairs) if _is_near(pair.around, places)}
    items = [number for number, pair in enumerate(pairs) if _is_short_item(pair.around)]
    near.update(_near_in_list(pairs, items, {*talked}.intersection(items)))
    yield Message("same-row"), [number for number in sorted(near) if pairs[number].safe]


def _is_near(around: Surroundings, places: Mapping[int, list[int]]) -> bool:
    """Whether one of the places in its segment is near it."""
    here = around.occurrence.start
    return any(abs(here - place) <= _TALK for place in places.get(around.index, ()))


def _is_talked_about(judgement: Judgement) -> bool:
    """Whether the text talks about the word, and doesn't define, explain or cross it out."""
    return judgement.usage is Usage.MENTION and not (judgement.alone or judgement.defines)


def _is_item(around: Surroundings) -> bool:
    return around.segment.scope is Scope.ITEM


def _is_short_item(around: Surroundings) -> bool:
    start, end = around.bounds
    return _is_item(around) and end - start <= _SHORT


def _lacks_verb(around: Surroundings) -> bool:
    return not around.language.has_verb(around.besides)


def _same(pairs: list[Pair], numbers: list[int]) -> _Held:
    """The uses of different words that would all become the same; adjectives only of the same noun.

    Those side by side mustn't become two words for the same, either: what one may become, too.
    """
    instead: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    uses = [number for number in numbers if _is_changed(pairs[number].finding)]
    for number in uses:
        replacement = pairs[number].finding.fixes[0].replacement.lower()
        instead[replacement, _noun_of(pairs[number].around)].append(number)
    for both in pairwise(uses):
        one, other = (pairs[number] for number in both)
        if side_by_side(one.around, other.around) and _say_the_same(one.finding, other.finding):
            yield Message("same-replacement"), [*both]
    for same in instead.values():
        if len({pairs[number].finding.seen.lower() for number in same}) > 1:
            yield Message("same-replacement"), same


def _is_changed(finding: Finding) -> bool:
    return finding.own and bool(finding.fixes)


def _say_the_same(one: Finding, other: Finding) -> bool:
    """Whether they are different words, and what either becomes is among all that the other might."""
    return one.seen.lower() != other.seen.lower() and any(
        first.fixes[0].replacement.lower() in {it.replacement.lower() for it in second.fixes}
        for first, second in ((one, other), (other, one))
    )


def _noun_of(around: Surroundings) -> str:
    """The noun that a term qualifies if it is an adjective: "contenus …", "… files"; "" for any other."""
    if around.group.number != "adjective":
        return ""
    if around.language.agreement.gendered:
        return last_word(around.left)
    return around.following


def _entries(pairs: list[Pair]) -> Iterator[tuple[int, int]]:
    """The numbers of two that are entries of one list, little but the words."""
    entries = [number for number, pair in enumerate(pairs) if pair.around.is_entry]
    return _in_one_list(pairs, entries)


def _in_one_list(pairs: list[Pair], numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Each two of the numbers whose entries are near each other in a list."""
    for at, one in enumerate(numbers):
        first = pairs[one].around
        for other in numbers[at + 1 :]:
            last = pairs[other].around
            between = range(first.index, last.index)
            if len(between) > PARAGRAPHS or any(
                first.view.segment(index).scope is not Scope.ITEM for index in between
            ):
                break
            yield one, other


def _near_in_list(pairs: list[Pair], items: list[int], signs: Collection[int]) -> list[int]:
    """Those of some items' numbers that one of the `signs` is near, in the same item or another of its list.

    By the items, of which one may have thousands of words.
    """
    first: dict[int, int] = {}
    for number in items:
        first.setdefault(pairs[number].around.index, number)
    shown = {pairs[number].around.index for number in signs}
    near = set(shown)
    for both in _in_one_list(pairs, [*first.values()]) if shown else ():
        two = {pairs[number].around.index for number in both}
        near |= set() if two.isdisjoint(shown) else two
    return [number for number in items if pairs[number].around.index in near]
