"""Loading a termbase: the compiled copy if it is valid, else from its files, tested by their examples.

Each termbase is loaded once per process, unless there are very many.
"""

import os
from collections.abc import Callable

from luxterm.termbase import Termbase, TermbaseError, store
from luxterm.types import Message


def bundled() -> str:
    """The folder of the termbase that comes with luxterm."""
    import luxterm_lexicon

    return os.path.dirname(os.path.abspath(luxterm_lexicon.__file__))


def load(paths: tuple[str, ...] = ()) -> Termbase:
    """The bundled termbase with those at `paths` (folders or single concept files) layered over it.

    Raises TermbaseError with file and line if a file is not valid or an example fails.
    """
    roots = [bundled(), *_layers(paths)]
    for root in roots[1:]:
        if not os.path.exists(root):
            raise TermbaseError(root, 0, Message("no-termbase"))

    def make() -> dict[str, bytes]:
        from luxterm.lexicon.compile import compile_checked

        return compile_checked(roots)

    stored = _shipped(roots, make) or store.Stored(store.place(roots), store.signature(roots), make)
    try:
        return Termbase(stored)
    except (ValueError, TypeError, EOFError, LookupError):  # the right checksum over something else
        stored.remake()
        return Termbase(stored)


def _shipped(roots: list[str], make: Callable[[], dict[str, bytes]]) -> store.Stored | None:
    """The compiled copy that was packed with the bundled termbase, where nothing is laid over that."""
    path = os.path.join(roots[0], store.SHIPPED)
    if len(roots) > 1 or not os.path.exists(path):
        return None
    stored = store.Stored(path, store.signature(roots, packed=True), make)
    return stored if stored.usable else None


_MOST = 16
"""Termbases that are kept loaded, besides the bundled one: an editor may open one folder after another."""
_loaded: dict[tuple[str, ...], Termbase] = {}
"""By their layers' absolute paths: the current folder may be a different one next time."""


def termbase_of(lexicon: tuple[str, ...]) -> Termbase:
    """The termbase with these layers, loaded before if it was. Raises TermbaseError."""
    return _loaded.get(_layers(lexicon)) or reload_termbase(lexicon)


def reload_termbase(lexicon: tuple[str, ...]) -> Termbase:
    """Load a termbase again. Raises TermbaseError; what was loaded before then still applies."""
    layers = _layers(lexicon)
    new, old = load(layers), _loaded.get(layers)
    if old is None or new.sha256 != old.sha256:
        _loaded[layers] = new
        for oldest in [it for it in tuple(_loaded) if it][:-_MOST]:
            _loaded.pop(oldest, None)
        return new
    return old


def _layers(lexicon: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(os.path.abspath, lexicon))
