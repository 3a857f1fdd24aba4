"""What findings say about each other: which fixes are not made unasked because of what else the text says.

The steps after judging each occurrence. In a sentence or a list (`beside`): one sentence, one treatment, and
no two entries that would become the same. In a document (`settled`): a word that it defines or talks about
anywhere is not changed unasked anywhere. Both only make fixes less applicable, and say why.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from luxterm.engine.judge.judging import Judgement, side_by_side
from luxterm.engine.judge.titles import OFFICIAL
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import last_word
from luxterm.types import Applicability, Finding, Message, Scope, Severity, Usage

Pair = tuple[Judgement, Finding]
"""An occurrence as it is judged, and the finding that comes of it."""

_OFFENCE, _CHARGE, _ADDRESS = "name-of-offence", "in-charge", "address"
_Word = tuple[str, str]
"""A term by its language and its id: one in another language may have the same id."""

_STEM, _ENDING = 5, 4
"""Letters in which the last words of cognate terms are alike at least, and the shorter may differ at most."""
_TALK, _SHORT = 240, 120
"""Code points from a word that is talked about to another, and of an entry in a list of words, at most."""
_MENTIONS = 2
"""So many mentions of a word show that a document talks about it."""


def beside(pairs: list[Pair]) -> list[Finding]:
    """The findings of a text, those of one sentence or list treated alike; in the order given."""
    findings = [finding for _, finding in pairs]
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
        pairs = [(judgement, it) for (judgement, _), it in zip(pairs, findings, strict=True)]
        for numbers in _groups(pairs):
            for because, fixed in _half_changed(findings, numbers):
                for number in fixed:
                    findings[number] = demoted(findings[number], because)
    for number in range(1, len(pairs)):
        if side_by_side(pairs[number - 1][0].around, pairs[number][0].around):
            findings[number] = findings[number]._replace(joined=True)
    return findings


def _groups(pairs: list[Pair]) -> Iterator[list[int]]:
    """The numbers of those in one sentence, for each sentence with several."""
    for _, segment in groupby(range(len(pairs)), key=lambda number: pairs[number][0].around.index):
        numbers = list(segment)
        if len(numbers) == 1 or not any(_is_safe(pairs[number][1]) for number in numbers):
            continue
        for _, sentence in groupby(numbers, key=lambda number: pairs[number][0].around.sentence.start):
            numbers = list(sentence)
            if len(numbers) > 1:
                yield numbers


def _half_changed(findings: list[Finding], numbers: list[int]) -> Iterator[tuple[Message, list[int]]]:
    """The uses of a word that must stay, or can't be changed unasked, elsewhere in their sentence."""
    terms: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        terms[findings[number].term].append(number)
    for same in terms.values():
        fixed = [number for number in same if _is_safe(findings[number])]
        stays = [it for it in map(findings.__getitem__, same) if not _is_safe(it)]
        # A sentence may cite an official name before it speaks in its own words, and give an address
        if fixed and any(it.because.code not in (*OFFICIAL, _ADDRESS) for it in stays):
            yield Message("same-sentence"), fixed


def _in_part(pairs: list[Pair], numbers: list[int]) -> Iterator[tuple[Message, list[int]]]:
    """The uses in a row of words of which others stay: "child …, child … and child …"."""
    row: list[int] = []
    for number in [*numbers, None]:
        if number is not None and (
            not row or side_by_side(pairs[row[-1]][0].around, pairs[number][0].around)
        ):
            row.append(number)
            continue
        fixed = [it for it in row if _is_safe(pairs[it][1])]
        if fixed and any(_stays(pairs[it][1]) for it in row):
            yield Message("same-row"), fixed
        else:
            # "child …, or virtual child …"
            held = [it for it in fixed if any(_holds(pairs[other][1], pairs[it][1]) for other in row)]
            if held:
                yield Message("same-row"), held
        row = [] if number is None else [number]


def _stays(finding: Finding) -> bool:
    """Whether it isn't the author's own word, or isn't changed unasked for whatever reason."""
    return finding.usage is not Usage.USE or (finding.severity > Severity.INFO and not _is_safe(finding))


def _holds(other: Finding, one: Finding) -> bool:
    """Whether a finding that isn't changed unasked has another's words, and more."""
    return not _is_safe(other) and f" {other.seen.lower()}".endswith(f" {one.seen.lower()}") and other != one


def _names_offence(finding: Finding) -> bool:
    return any(it.code == _OFFENCE for it in finding.cautions)


def _among_offences(pairs: list[Pair]) -> Iterator[tuple[Message, list[int]]]:
    """The entries of a list, without a verb, of which one beside may be a law's name of an offence."""
    items = [
        number
        for number, (judgement, _) in enumerate(pairs)
        if _is_item(judgement)
        and judgement.around.language.signals.verbs.isdisjoint(judgement.around.besides)
    ]
    naming = {number for number in items if _names_offence(pairs[number][1])}
    held = _near_in_list(pairs, items, naming)
    yield Message("same-row"), [number for number in held if _is_safe(pairs[number][1])]


def _above_charges(pairs: list[Pair]) -> Iterator[tuple[Message, list[int]]]:
    """The uses in a heading, if directly below it somebody is charged with the same: it names the charge."""
    charged = {
        (judgement.around.index - 1, finding.term)
        for judgement, finding in pairs
        if any(it.code == _CHARGE for it in finding.cautions)
    }
    for number, (judgement, heading) in enumerate(pairs):
        around = judgement.around
        if (around.index, heading.term) in charged and around.segment.scope is Scope.HEADING:
            yield Message(_OFFENCE), [number]


def _among_mentions(pairs: list[Pair]) -> Iterator[tuple[Message, list[int]]]:
    """The uses near another word that the text talks about: "Never write A. Avoid B.".

    In one paragraph, or in entries of one list that are short, as those of words are.
    """
    talked = [number for number, (judgement, _) in enumerate(pairs) if _is_talked_about(judgement)]
    if not talked:
        return
    places = defaultdict[int, list[int]](list)
    for number in talked:
        around = pairs[number][0].around
        places[around.index].append(around.occurrence.start)
    near = {number for number, (judgement, _) in enumerate(pairs) if _is_near(judgement.around, places)}
    items = [number for number, (judgement, _) in enumerate(pairs) if _is_short_item(judgement)]
    near.update(_near_in_list(pairs, items, {*talked}.intersection(items)))
    yield Message("same-row"), [number for number in sorted(near) if _is_safe(pairs[number][1])]


def _is_near(around: Surroundings, places: Mapping[int, list[int]]) -> bool:
    """Whether one of the places in its segment is near it."""
    here = around.occurrence.start
    return any(abs(here - place) <= _TALK for place in places.get(around.index, ()))


def _is_talked_about(judgement: Judgement) -> bool:
    """Whether the text talks about the word, and doesn't define, explain or cross it out."""
    return judgement.usage is Usage.MENTION and not (judgement.alone or judgement.defines)


def _is_item(judgement: Judgement) -> bool:
    return judgement.around.segment.scope is Scope.ITEM


def _is_short_item(judgement: Judgement) -> bool:
    start, end = judgement.around.bounds
    return _is_item(judgement) and end - start <= _SHORT


def _same(pairs: list[Pair], numbers: list[int]) -> Iterator[tuple[Message, list[int]]]:
    """The uses of different words that would all become the same; adjectives only of the same noun.

    Those side by side mustn't become two words for the same, either: what one may become, too.
    """
    instead: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    uses = [number for number in numbers if _is_changed(pairs[number][1])]
    for number in uses:
        judgement, finding = pairs[number]
        instead[finding.fixes[0].replacement.lower(), _noun_of(judgement.around)].append(number)
    for one, other in pairwise(uses):
        if side_by_side(pairs[one][0].around, pairs[other][0].around) and _say_the_same(
            pairs[one][1], pairs[other][1]
        ):
            yield Message("same-replacement"), [one, other]
    for same in instead.values():
        if len({pairs[number][1].seen.lower() for number in same}) > 1:
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
    entries = [number for number, (judgement, _) in enumerate(pairs) if judgement.around.is_entry]
    return _in_one_list(pairs, entries)


def _in_one_list(pairs: list[Pair], numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Each two of the numbers whose entries are near each other in a list."""
    for at, one in enumerate(numbers):
        first = pairs[one][0].around
        for other in numbers[at + 1 :]:
            last = pairs[other][0].around
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
        first.setdefault(pairs[number][0].around.index, number)
    shown = {pairs[number][0].around.index for number in signs}
    near = set(shown)
    for both in _in_one_list(pairs, [*first.values()]) if shown else ():
        two = {pairs[number][0].around.index for number in both}
        near |= set() if two.isdisjoint(shown) else two
    return [number for number in items if pairs[number][0].around.index in near]


def settled(findings: list[Finding]) -> list[Finding]:
    """The findings of a whole document, its definitions and its talk about words taken into account.

    If the document itself defines a word, its uses and its definition must change together.
    """
    defined = {(it.lang, it.term) for it in findings if it.defines}
    discussed = {(it.lang, it.term) for it in findings if it.discusses} | _often_mentioned(findings)
    if not defined and not discussed:
        return findings
    defined |= _cognate_with(findings)
    held = [_settled(it, defined, discussed) if it.usage is Usage.USE else it for it in findings]
    for row in _rows(findings):
        if any(held[number] is not findings[number] for number in row):
            for number in row:
                held[number] = demoted(held[number], Message("same-row"))
    return held


def _cognate_with(findings: list[Finding]) -> set[_Word]:
    """The words cognate with a defined one: "child … tourist" where "child … tourism" is defined."""
    defined = {(it.lang, it.seen.lower()) for it in findings if it.defines}
    if not defined:
        return set()
    words = {(it.lang, it.seen.lower(), it.term) for it in findings}
    return {
        (lang, term)
        for lang, one, term in words
        if any(lang == its and _are_cognate(one, other) for its, other in defined)
    }


def _are_cognate(one: str, other: str) -> bool:
    """Whether two terms have the same words, and the last begin alike: "tourism" and "tourists"."""
    first, _, last = one.rpartition(" ")
    begin, _, end = other.rpartition(" ")
    stem = max(_STEM, min(len(last), len(end)) - _ENDING)
    return (first, last[:stem]) == (begin, end[:stem])


def _rows(findings: list[Finding]) -> Iterator[range]:
    """The places of findings that stand side by side."""
    first = 0
    for number in range(1, len(findings) + 1):
        if number == len(findings) or not findings[number].joined:
            if number - first > 1:
                yield range(first, number)
            first = number


def _often_mentioned(findings: Iterable[Finding]) -> set[_Word]:
    mentions = Counter((it.lang, it.term) for it in findings if it.usage is Usage.MENTION)
    return {word for word, count in mentions.items() if count >= _MENTIONS}


def _settled(finding: Finding, defined: set[_Word], discussed: set[_Word]) -> Finding:
    word = finding.lang, finding.term
    if word in defined:
        return demoted(finding, Message("defined-here"))
    return demoted(finding, Message("discussed-here")) if word in discussed else finding


def _is_safe(finding: Finding) -> bool:
    """Whether its first fix is made unasked."""
    return bool(finding.fixes) and finding.fixes[0].applicability is Applicability.SAFE and not finding.kept


def demoted(finding: Finding, why: Message) -> Finding:
    """The finding with no fix that is made unasked, and the reason."""
    if not _is_safe(finding):
        return finding
    fixes = tuple(
        fix._replace(applicability=min(fix.applicability, Applicability.UNSAFE)) for fix in finding.fixes
    )
    return finding._replace(cautions=(*finding.cautions, why), fixes=fixes)
