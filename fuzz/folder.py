"""A folder in which a process of the fuzz may write; it goes when the process ends."""

import re
import shutil
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path

_PREFIX = "luxterm-fuzz-"
_WITHIN = re.compile(rf"{re.escape(tempfile.gettempdir())}[/\\]{_PREFIX}\w+[/\\]")


def new_folder() -> Path:
    """A new folder of this process."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    # Called in a worker as well, which `atexit` isn't
    Finalize(None, shutil.rmtree, (folder, True), exitpriority=1)
    return folder


def without_folder(text: str) -> str:
    """A text without the folder's name in it: nobody finds the files there later."""
    return _WITHIN.sub("", text)
