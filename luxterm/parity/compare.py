"""Where versions of one text differ in the concepts that their passages name, and in how."""

from collections.abc import Sequence
from typing import NamedTuple

from luxterm.parity.several import Row, rows_of
from luxterm.parity.version import Naming, Version
from luxterm.types import Usage

WORDS, MISSING, USAGE, UNALIGNED = "words", "missing", "usage", "unaligned"
KINDS = (WORDS, MISSING, USAGE, UNALIGNED)
"""One version has the recommended word and another the discouraged one; a concept is missing in one; what is
a quotation, a title or the like in one is running text in another; nothing could be aligned in one."""


class Difference(NamedTuple):
    """A difference in a row: its kind, the concept, and the versions on either side, by their places.

    `these` have the recommended word, the concept, the running text, the passage; `those` don't.
    """

    kind: str
    concept: str
    these: tuple[int, ...]
    those: tuple[int, ...]


class Compared(NamedTuple):
    """A row, the words in it that name a concept by version, and its differences.

    `incomparable`: concepts named in it that another version's language has no terms for.
    """

    row: Row
    namings: tuple[tuple[Naming, ...], ...]
    differences: tuple[Difference, ...]
    incomparable: tuple[str, ...] = ()

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts named, in the order of the first version that names them."""
        return tuple(dict.fromkeys(it.concept for each in self.namings for it in each))


class Parity(NamedTuple):
    """Versions, and all their passages in rows."""

    versions: tuple[Version, ...]
    rows: tuple[Compared, ...]

    @property
    def differ(self) -> bool:
        """Whether there is any difference."""
        return any(row.differences for row in self.rows)

    def number(self, kind: str) -> int:
        """How many differences of a kind there are."""
        return sum(it.kind == kind for row in self.rows for it in row.differences)


def compare(versions: Sequence[Version]) -> Parity:
    """Versions of one text side by side; at least two."""
    of = [_by_passage(version) for version in versions]
    return Parity(
        tuple(versions),
        tuple(_compared(row, versions, of) for row in rows_of([it.passages for it in versions])),
    )


def _by_passage(version: Version) -> dict[int, list[Naming]]:
    found: dict[int, list[Naming]] = {}
    for naming in version.namings:
        found.setdefault(naming.passage, []).append(naming)
    return found


def _compared(row: Row, versions: Sequence[Version], of: list[dict[int, list[Naming]]]) -> Compared:
    namings = tuple(
        tuple(it for passage in passages for it in of[version].get(passage, ()))
        for version, passages in enumerate(row.passages)
    )
    present = tuple(at for at, passages in enumerate(row.passages) if passages)
    differences: list[Difference] = []
    incomparable: list[str] = []
    if row.lacking:
        differences.append(Difference(UNALIGNED, "", present, row.lacking))
    for concept in dict.fromkeys(it.concept for each in namings for it in each):
        known = tuple(at for at in present if concept in versions[at].concepts)
        if len(known) < len(present):
            incomparable.append(concept)
        general = any(concept in versions[at].general for at in known)
        named = {at: [it for it in namings[at] if it.concept == concept] for at in known}
        differences += _of_concept(concept, named, general=general)
    return Compared(row, namings, tuple(differences), tuple(incomparable))


def _of_concept(concept: str, named: dict[int, list[Naming]], *, general: bool) -> list[Difference]:
    """How the versions that could name a concept differ in that."""
    found: list[Difference] = []
    discouraged = {at: any(_own(it) and not it.recommended for it in each) for at, each in named.items()}
    recommended = {at: any(_own(it) and it.recommended for it in each) for at, each in named.items()}
    right = tuple(at for at in named if recommended[at] and not discouraged[at])
    wrong = tuple(at for at in named if discouraged[at])
    if right and wrong:
        found.append(Difference(WORDS, concept, right, wrong))
    lacking = tuple(at for at, each in named.items() if not each)
    having = tuple(at for at, each in named.items() if each)
    entitled = all(it.usage is Usage.TITLE for at in having for it in named[at])
    told = any(not it.short for at in having for it in named[at])
    if told and lacking and not (general or entitled):  # a title names things as its law does
        found.append(Difference(MISSING, concept, having, lacking))
    running = tuple(at for at in having if all(it.usage is Usage.USE for it in named[at]))
    apart = tuple(at for at in having if all(it.usage is not Usage.USE for it in named[at]))
    harmless = general and all(it.recommended for each in named.values() for it in each)
    if running and apart and not harmless:
        found.append(Difference(USAGE, concept, running, apart))
    return found


def _own(naming: Naming) -> bool:
    """Whether it is in the author's own words, and nobody decided to keep it."""
    return naming.usage is Usage.USE and not naming.kept
