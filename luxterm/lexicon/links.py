"""Links to the pages about the terms, for editors.

luxterm is offline and has no place on the web to point to, so the pages (`luxterm.lexicon.pages`)
are written into the user's cache folder and the links are `file:` URIs. As in
`luxterm.system.cache_folder`, a page that somebody else could have written is never linked to.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from threading import Lock

from luxterm.base import __version__
from luxterm.system import cache_folder
from luxterm.termbase.data import Termbase

_KEPT = 8
"""How many termbases' pages stay in the cache; the oldest are removed first."""
_writing = Lock()
_tried: set[str] = set()


def page_uri(
    termbase: Termbase, lexicon: tuple[str, ...], concept: str, term: str = "", lang: str = ""
) -> str | None:
    """The `file:` URI of a concept's page, at a term (its id and language); None if there can't be one.

    `lexicon` are the layers that `termbase` was loaded with. The first call for a termbase writes its
    pages, which takes about a second; the others only check that the page is still there. Safe to
    call from any thread; never raises.
    """
    base = cache_folder.folder()
    if not base:
        return None
    folder = os.path.join(base, cache_folder.PAGES, f"{termbase.sha256[:32]}-{__version__}")
    page = os.path.join(folder, f"{concept}.md")
    if not _ready(page):
        with _writing:
            if not _ready(page):
                _write(folder, termbase, lexicon)
        if not _ready(page):
            return None
    return Path(page).as_uri() + (f"#{_anchor(page, term, lang)}" if term else "")


def _anchor(page: str, term: str, lang: str) -> str:
    """A term's place on its page: where several languages have the id, not the first one's but its own."""
    own = f"{lang}.{term}"  # as `luxterm.lexicon.pages.anchor` has it
    with suppress(OSError), open(page, encoding="utf-8") as file:
        return own if f'id="{own}"' in file.read() else term
    return term


def _ready(page: str) -> bool:
    """Whether the page is there and only this user (or root) can have written it."""
    try:
        return cache_folder.trusted(os.lstat(page)) and cache_folder.trusted(os.lstat(os.path.dirname(page)))
    except (OSError, ValueError):
        return False


def _write(folder: str, termbase: Termbase, lexicon: tuple[str, ...]) -> None:
    """Write all pages of a termbase, once per process: what failed, or isn't among them, would again."""
    from luxterm.lexicon.load import termbase_of
    from luxterm.lexicon.pages import pages
    from luxterm.termbase import TermbaseError

    if folder in _tried:
        return
    _tried.add(folder)
    with suppress(OSError, TermbaseError):
        if termbase_of(lexicon).sha256 != termbase.sha256:
            return  # its files have changed since it was loaded
        for name, text in pages(lexicon).items():
            cache_folder.write(os.path.join(folder, name), text.encode())
        _prune(os.path.dirname(folder))


def _prune(folder: str) -> None:
    """Keep the pages of the newest few termbases."""
    found = sorted(Path(folder).iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in found[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
