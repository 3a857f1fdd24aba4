"""What comes from all files of the bundled termbase, which takes seconds: once for the tests of a process.

Nobody changes what these give.
"""

from functools import cache
from pathlib import Path

from luxterm.lexicon import load, pages
from luxterm.lexicon.cards import Cards
from luxterm.termbase.read import Files, read


@cache
def bundled_files() -> Files:
    return read([Path(load.bundled())])


@cache
def bundled_cards() -> Cards:
    return Cards()


@cache
def bundled_pages() -> dict[str, str]:
    return pages.pages()
