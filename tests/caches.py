"""Cache folders of a test's own."""

import shutil
from pathlib import Path

from luxterm.lexicon.load import bundled, termbase_of
from luxterm.termbase import store


def own_cache(folder: Path) -> Path:
    """A new cache folder with the compiled termbase, which takes every program without it seconds."""
    termbase_of(())
    folder.mkdir()
    compiled = Path(store.place([bundled()]))
    if compiled.exists():  # else the termbase was packed with it
        shutil.copy2(compiled, folder)
    return folder
