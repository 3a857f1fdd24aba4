"""`python -m luxterm.lexicon.ship FOLDER`: the compiled termbase for what luxterm is packed in."""

import sys

from luxterm.lexicon.compile import compile_checked
from luxterm.lexicon.load import bundled
from luxterm.termbase import store


def ship(folder: str) -> None:
    """Put the bundled termbase, compiled, beside a copy of it in `folder`. Raises OSError, TermbaseError."""
    store.ship(folder, bundled(), compile_checked([bundled()]))


if __name__ == "__main__":
    ship(sys.argv[1])
