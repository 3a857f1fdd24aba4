"""Every entry's own examples, run: an entry whose examples fail does not load.

`python -m luxterm.termbase.examples [CONCEPT …]` prints those of the bundled termbase that fail.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.termbase.data import Termbase
from luxterm.termbase.models import Term
from luxterm.termbase.read import Files, line_of
from luxterm.typed import NamedTuple
from luxterm.types import Applicability, Document, Finding, Piece, Segment, Usage

_ROUNDS = 10


class Failure(NamedTuple):
    """An example that doesn't come out: where it stands, and what happened instead."""

    path: str
    line: int
    message: str


def failures(files: Files, termbase: Termbase, concepts: list[str] | None = None) -> Iterator[Failure]:
    """The examples that fail, of all concepts or of some."""
    for concept in files.concepts.values():
        if concepts and concept.id not in concepts:
            continue
        path = files.paths[concept.id]
        for lang, terms in concept.terms.items():
            for term in terms:
                if term.examples:
                    for sentence, message in _failing(term, termbase, Settings(lang=lang)):
                        yield Failure(
                            str(path), line_of(path, sentence), f"{term.id}: {message}: {sentence!r}"
                        )


def _failing(term: Term, termbase: Termbase, settings: Settings) -> Iterator[tuple[str, str]]:
    assert term.examples is not None
    for sentence in term.examples.flag:
        found = _check(sentence, termbase, settings)
        if not any(it.term == term.id and it.usage is Usage.USE and not it.kept for it in found):
            yield sentence, f"an example to flag isn't flagged ({_summary(found)})"
    for sentence in term.examples.keep:
        found = _check(sentence, termbase, settings)
        if any(it.term == term.id and not it.kept and it.usage is Usage.USE for it in found):
            yield sentence, f"an example to keep is flagged ({_summary(found)})"
    for before, after in term.examples.fix:
        fixed = _fixed(before, termbase, settings)
        if fixed != after:
            yield before, f"fixing gives {fixed!r}, not {after!r}"


def _check(text: str, termbase: Termbase, settings: Settings) -> list[Finding]:
    return check(Document(text, "plain", (Segment((Piece(0, len(text)),)),)), termbase, settings)


def _fixed(text: str, termbase: Termbase, settings: Settings) -> str:
    """The text after all fixes that may be applied, round after round until nothing changes."""
    for _ in range(_ROUNDS):
        edits = {
            edit
            for finding in _check(text, termbase, settings)
            if not finding.kept and finding.fixes and finding.fixes[0].applicability > Applicability.DISPLAY
            for edit in finding.fixes[0].edits
        }
        if not edits:
            break
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
    return text


def _summary(found: list[Finding]) -> str:
    return "; ".join(f"{it.term} is a {it.usage} because {it.because}" for it in found) or "nothing found"


def main() -> int:
    """Print the failing examples of the bundled termbase; 1 where there are any."""
    from luxterm.termbase import bundled
    from luxterm.termbase.build import build
    from luxterm.termbase.read import read

    files = read([Path(bundled())])
    found = list(failures(files, Termbase(build(files)), sys.argv[1:] or None))
    for failure in found:
        print(f"{failure.path}:{failure.line}: {failure.message}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
