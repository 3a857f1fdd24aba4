"""Every entry's own examples, run: an entry whose examples fail does not load."""

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import Unsettled, fix_text
from luxterm.termbase.data import Termbase
from luxterm.termbase.models import Term
from luxterm.termbase.read import Files, line_of
from luxterm.types import Applicability, Document, Finding, Message, Piece, Segment, Severity
from luxterm.wording.findings import because


class Failure(NamedTuple):
    """An example that fails: where it is, and what happened instead."""

    path: str
    line: int
    message: Message


def failures(files: Files, termbase: Termbase) -> Iterator[Failure]:
    """The examples that fail, of the concepts to test."""
    for concept in files.concepts.values():
        if concept.id not in files.tested:
            continue
        path = files.paths[concept.id]
        for lang, terms in concept.terms.items():
            for term in terms:
                if term.examples:
                    asked = ((term.id, Severity.INFO),) if term.off else ()
                    for sentence, message in _failing(term, termbase, Settings(lang=lang, severities=asked)):
                        yield Failure(
                            str(path),
                            line_of(path, sentence),
                            Message("example-fails", (term.id, message, repr(sentence))),
                        )


def _failing(term: Term, termbase: Termbase, settings: Settings) -> Iterator[tuple[str, Message]]:
    assert term.examples is not None
    for sentence in term.examples.flag:
        found = _check(sentence, termbase, settings)
        if not any(it.term == term.id and it.own for it in found):
            yield sentence, Message("not-flagged", (_summary(found),))
    for sentence in term.examples.keep:
        found = _check(sentence, termbase, settings)
        if any(it.term == term.id and it.own for it in found):
            yield sentence, Message("not-kept", (_summary(found),))
    for before, after in term.examples.fix:
        try:
            fixed = fix_text(before, lambda text: _check(text, termbase, settings), Applicability.UNSAFE)
        except Unsettled:
            yield before, Message("fixes-no-end")
            continue
        if fixed != after:
            yield before, Message("fixing-gives", (repr(fixed), repr(after)))


def _check(text: str, termbase: Termbase, settings: Settings) -> list[Finding]:
    return check(Document(text, "plain", (Segment((Piece(0, len(text)),)),)), termbase, settings)


def _summary(found: list[Finding]) -> Message:
    judged = [Message("is-judged", (it.term, f"{it.usage}", because(it))) for it in found]
    if not judged:
        return Message("nothing-found")
    return reduce(lambda before, after: Message("with-caution", (before, after)), judged)
