"""Reading, checking and compiling a termbase, for the first run after it changed."""

from pathlib import Path

from luxterm.lexicon.examples import failures
from luxterm.termbase.build import build
from luxterm.termbase.data import Termbase
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.read import read


def compile_checked(roots: list[str]) -> dict[str, bytes]:
    """The compiled termbase. Raises TermbaseError, also if an entry's own examples fail."""
    files = read([Path(root) for root in roots])
    data = build(files)
    for failure in failures(files, Termbase(data)):
        raise TermbaseError(failure.path, failure.line, failure.message)
    return data
