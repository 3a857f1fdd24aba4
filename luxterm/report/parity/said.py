"""What is said of versions side by side, in the language of whoever runs the program."""

from collections.abc import Iterable, Iterator

from luxterm.parity.align import BY_NUMBER, BY_ORDER, BY_WORDS, MOVED
from luxterm.parity.compare import MISSING, USAGE, WORDS, Compared, Difference, Parity
from luxterm.parity.version import Naming, Version
from luxterm.report.run import Lexicon
from luxterm.types import Usage
from luxterm.wording import counted, tell, told


def labels(parity: Parity) -> tuple[str, ...]:
    """What each version is called: its language, with its number where two are in the same."""
    langs = [version.lang for version in parity.versions]
    return tuple(
        f"{lang} {langs[: at + 1].count(lang)}" if langs.count(lang) > 1 else lang
        for at, lang in enumerate(langs)
    )


def difference(it: Difference, names: tuple[str, ...], lexicon: Lexicon) -> str:
    """A difference in a sentence."""
    concept = lexicon.concept(it.concept)
    these, those = (_listed([names[at] for at in side]) for side in (it.these, it.those))
    if it.kind == WORDS:
        return tell("parity-words", concept, these, those)
    if it.kind == MISSING:
        return tell("parity-missing", concept, these, those)
    if it.kind == USAGE:
        return tell("parity-usage", concept, these, those)
    return tell("parity-unaligned", these, those)


def kind(name: str) -> str:
    """A kind of difference, for a heading."""
    if name == WORDS:
        return tell("parity-kind-words")
    if name == MISSING:
        return tell("parity-kind-missing")
    return tell("parity-kind-usage") if name == USAGE else tell("parity-kind-unaligned")


def how(row: Compared) -> str:
    """How a row's passages were found to belong together; "" where nothing was."""
    known = row.row.how
    if known == BY_NUMBER:
        return tell("parity-by-number")
    if known == BY_WORDS:
        return tell("parity-by-words")
    if known == BY_ORDER:
        return tell("parity-by-order")
    return tell("parity-moved") if known == MOVED else ""


def standing(it: Naming) -> str:
    """How a word stands: recommended, discouraged, or kept and why."""
    if it.recommended:
        said = tell("parity-recommended")
        return said if it.usage is Usage.USE else tell("parity-in", said, told(it.because))
    said = tell("parity-discouraged")
    if it.kept:
        return tell("parity-kept", told(it.because))
    return said if it.usage is Usage.USE else tell("parity-in", said, told(it.because))


def words(namings: Iterable[Naming]) -> Iterator[tuple[str, list[Naming]]]:
    """How words stand, and those that stand so, each once."""
    found: dict[str, dict[tuple[str, str], Naming]] = {}
    for it in namings:
        found.setdefault(standing(it), {}).setdefault((it.seen.casefold(), it.concept), it)
    yield from ((said, list(each.values())) for said, each in found.items())


def place(version: Version, passage: int) -> str:
    """Where a passage is: "policy.md:14", "policy.docx: section 3"."""
    where, line = version.place(version.passages[passage])
    return f"{version.path}: {told(where)}" if where else f"{version.path}:{line}"


def verdict(parity: Parity) -> str:
    """The result in a sentence."""
    found = sum(len(row.differences) for row in parity.rows)
    passages = counted(len(parity.rows), "passage")
    return (
        tell("parity-differ", counted(found, "difference"), passages)
        if found
        else tell("parity-same", passages)
    )


def incomparable(parity: Parity, lexicon: Lexicon) -> list[str]:
    """A sentence for each concept that not every version's language has terms for."""
    found: dict[str, str] = {}
    for row in parity.rows:
        for concept in row.incomparable:
            lacking = [it.lang for it in parity.versions if concept not in it.concepts]
            found[concept] = _listed(list(dict.fromkeys(lacking)))
    return [tell("parity-incomparable", lexicon.concept(concept), langs) for concept, langs in found.items()]


def _listed(names: list[str]) -> str:
    *before, last = names or [""]
    return tell("and", ", ".join(before), last) if before else last
