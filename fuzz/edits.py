"""Random edits of a text that is open: what is found as it is typed is what is found from scratch."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from fuzz import grammar
from fuzz.mutation import mutated
from fuzz.subject import Input, Subject
from fuzz.words import odd, phrase, sentence
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.incremental.text import CheckedText
from luxterm.formats import read
from luxterm.lexicon.load import termbase_of
from luxterm.types import Document, Finding

_FORMATS = ["markdown"] * 5 + ["plain"] * 3 + sorted(grammar.BLOCKS)
_SIZES = [(1, 2500), (2, 2500), (3, 2500), (8, 2500)] * 3 + [(40, 12_000)]
"""How many pieces a text is made of, and its code points at most: the last has several parts, and takes as
long as five others."""


class State(NamedTuple):
    """One state of a text: what was found by carrying on, and what from scratch."""

    document: Document
    findings: list[Finding]
    fresh_document: Document
    fresh_findings: list[Finding]


def make(rng: Random, corpus: list[Input]) -> Input:
    """A text of several parts, and a few edits: where, how much goes, what comes."""
    format = rng.choice(_FORMATS)
    number, most = rng.choice(_SIZES)
    parts = [
        rng.choice(corpus)["text"] if corpus and rng.random() < 0.5 else grammar.text(rng, format)
        for _ in range(number)
    ]
    text = "\n\n".join(parts)[:most]
    edits: list[list[int | str]] = []
    for _ in range(rng.randrange(1, 4)):
        at = rng.choice([rng.randrange(len(text) + 1), rng.randrange(50), len(text)])
        edits.append([at, rng.choice([0, 0, 0, 1, 2, 9, 200, 3000]), _new(rng, corpus)])
    return {"format": format, "text": text, "edits": edits}


def _new(rng: Random, corpus: list[Input]) -> str:
    how = rng.randrange(6)
    if how == 0:
        return ""
    if how == 1:
        return rng.choice(
            ["\n\n", "\n", "\r\n", "# ", "- ", "> ", "```\n", "|", "[x]: y\n", "$", "<!--", "-->", "---\n"]
        )
    if how == 2:
        return odd(rng)
    if how == 3:
        return rng.choice([phrase(rng), sentence(rng)])
    piece = rng.choice(corpus)["text"] if corpus else sentence(rng)
    return mutated(rng, piece[:300], piece) if how == 4 else piece[:300]


def work(data: Input) -> list[State]:
    """The text after each edit, checked both ways."""
    format, termbase, settings = data["format"], termbase_of(()), Settings()
    state = CheckedText.of(data["text"], format, termbase, settings)
    states: list[State] = []
    for text in _texts(data):
        state = state.next(text)
        document = read(text, format)
        states.append(
            State(state.document, list(state.findings), document, check(document, termbase, settings))
        )
    return states


def reads(data: Input) -> int:
    """Each text is read twice: as far as it changed and from scratch."""
    return 2 * sum(map(len, _texts(data)))


def _texts(data: Input) -> Iterator[str]:
    """The text as it is opened and after each edit."""
    text: str = data["text"]
    yield text
    for at, gone, new in data["edits"]:
        text = text[:at] + new + text[at + gone :]
        yield text


def carrying_on_is_as_from_scratch(states: list[State]) -> None:
    """After any edits a document and its findings are what reading it anew gives."""
    for number, state in enumerate(states):
        assert state.document == state.fresh_document, f"the document after {number} edits"
        assert state.findings == state.fresh_findings, f"the findings after {number} edits"


EDITS = Subject("edits", 6, make, work, (carrying_on_is_as_from_scratch,), reads)
