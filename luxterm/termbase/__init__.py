"""The termbase: concepts, terms, titles and cues, loaded in milliseconds.

The files are TOML for people; what runs is a compiled copy (`luxterm.termbase.store`), so that
neither TOML nor pydantic is on the way from the command to the first finding.
"""

import os

from luxterm.termbase import store
from luxterm.termbase.data import Termbase
from luxterm.termbase.errors import TermbaseError

__all__ = ["Termbase", "TermbaseError", "bundled", "load"]


def bundled() -> str:
    """The folder of the termbase that comes with luxterm."""
    import luxterm_lexicon

    return os.path.dirname(os.path.abspath(luxterm_lexicon.__file__))


def load(paths: tuple[str, ...] = ()) -> Termbase:
    """The bundled termbase with those at `paths` (folders or single concept files) layered over it.

    Raises TermbaseError with file and line where a file is not valid or an example fails.
    """
    roots = [bundled(), *(os.path.abspath(path) for path in paths)]
    for root in roots[1:]:
        if not os.path.exists(root):
            raise TermbaseError(root, 0, "no such termbase")

    def make() -> dict[str, bytes]:
        from luxterm.termbase.compile import compile_checked

        return compile_checked(roots)

    stored = store.Stored(store.place(roots), store.signature(roots), make)
    try:
        return Termbase(stored)
    except (ValueError, TypeError, EOFError, LookupError):  # the right checksum over something else
        stored.remake()
        return Termbase(stored)
