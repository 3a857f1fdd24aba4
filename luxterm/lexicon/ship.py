"""`python -m luxterm.lexicon.ship FOLDER`: the compiled termbase for what luxterm is packed in."""

import sys

from luxterm.lexicon.compile import compile_checked
from luxterm.lexicon.load import bundled
from luxterm.termbase import store


def ship(folder: str) -> None:
    """Put the bundled termbase, compiled, beside a copy of it in `folder`. Raises OSError, TermbaseError."""
    roots = [bundled()]
    kept = store.Stored(store.place(roots), store.signature(roots), lambda: compile_checked(roots))
    parts = {name: bytes(kept[name]) for name in kept.names} or compile_checked(roots)
    store.ship(folder, roots[0], parts)


if __name__ == "__main__":
    ship(sys.argv[1])
