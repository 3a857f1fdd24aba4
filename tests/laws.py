"""What must hold after the fixes of any text, whatever its format."""

from collections import Counter

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import edits_for, splice
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Document, Edit, Piece
from tests.structures import READERS, Seen, Undecided, difference


def kept(text: str, format: str, termbase: Termbase, least: Applicability) -> bool:
    """Makes the fixes once and says whether there were any; fails if more than words has changed."""
    document = read(text, format)
    findings = check(document, termbase, Settings())
    edits, applied = edits_for(findings, least)
    if not edits:
        return False
    fixed = splice(text, edits)
    again = read(fixed, format)
    assert rows(again, []) == rows(document, edits), f"our reader: {text!r} became {fixed!r}"
    if format in READERS:
        try:
            before = READERS[format](text)
        except Undecided:
            return True
        try:
            after = READERS[format](fixed)
        except Undecided as problem:
            raise AssertionError(f"structure: {text!r} became {fixed!r}, which isn't clear") from problem
        changed = "; ".join(difference(before.structure, after.structure))
        assert not changed, f"structure: {text!r} became {fixed!r}: {changed}"
        old = [f"{each.seen} {each.text}" for each in applied]
        new = [edit.text for edit in edits]
        assert _only_words(before, after, old, new) or _only_letters(
            before, after, [text[edit.start : edit.end] for edit in edits], new
        ), f"words: {text!r} became {fixed!r}"
    return True


def _only_words(before: Seen, after: Seen, old: list[str], new: list[str]) -> bool:
    """Whether no other words have gone or come."""
    was, now = Counter(_words(before.words)), Counter(_words(after.words))
    gone = was - now - Counter([*_words(old), "a", "an"])
    return not gone and not now - was - Counter(_words(new))


def _only_letters(before: Seen, after: Seen, old: list[str], new: list[str]) -> bool:
    """The same where words touch what is beside them: `child<table>`."""
    was, now, gone, come = (
        Counter("".join(_words(words))) for words in (before.words, after.words, old, new)
    )
    return was + come == now + gone


def _words(parts: list[str]) -> list[str]:
    kept = [char.lower() if char.isalnum() else " " for char in " ".join(parts)]
    return "".join(kept).split()


def rows(document: Document, edits: list[Edit]) -> list[tuple[str, bool, str]]:
    """Scope, whether it is quoted, and the words of each segment, as they are after these edits."""
    return [
        (
            segment.scope.value,
            segment.quoted,
            " ".join("".join(_seen(document.text, piece, edits) for piece in segment.pieces).split()),
        )
        for segment in document.segments
    ]


def _seen(text: str, piece: Piece, edits: list[Edit]) -> str:
    """What is seen of a piece; what an edit puts there is seen where it begins."""
    parts: list[str] = []
    done = piece.start
    for edit in edits:
        if edit.end <= piece.start or edit.start >= piece.end or edit.start == edit.end:
            continue
        if piece.text is not None:
            return edit.text if edit.start >= piece.start else ""
        if edit.start >= piece.start:
            parts += text[done : edit.start], edit.text
        done = min(edit.end, piece.end)
    return "".join([*parts, text[done : piece.end]]) if piece.text is None else piece.text
