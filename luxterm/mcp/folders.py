"""Which files an assistant may have read: those in its folders, and none that a link leads out to."""

import os
from collections.abc import Sequence
from urllib.parse import urlsplit
from urllib.request import url2pathname

from luxterm.mcp.failure import ToolError
from luxterm.system.links import leads_out
from luxterm.system.regular import kind
from luxterm.system.storage import is_remote, leads_to
from luxterm.types import Message
from luxterm.wording import tell


class Folders:
    """The folders that may be read: those named at the start, else the client's, else the working folder."""

    def __init__(self, named: Sequence[str] = ()) -> None:
        self._named = tuple(map(leads_to, named))
        self._roots: tuple[str, ...] = ()

    def take(self, uris: Sequence[str]) -> None:
        """The client's roots; what isn't a folder of this machine is left out."""
        self._roots = tuple(folder for folder in map(_folder, uris) if folder)

    @property
    def all(self) -> tuple[str, ...]:
        """Real paths; never the whole file system, which is where some clients start a server."""
        found = self._named or self._roots or (leads_to(os.getcwd()),)
        return tuple(folder for folder in found if os.path.dirname(folder) != folder)

    @property
    def first(self) -> str:
        """The folder whose configuration holds for a text without a path; "" if there is none."""
        return next(iter(self.all), "")

    def find(self, path: str) -> str:
        """The file or folder at this path, relative to one of the folders or whole. Raises ToolError.

        A pipe or a device is refused: who named it is no person that knows what comes out, or ends it.
        """
        if not self.all:
            raise ToolError(tell("mcp-no-folder"))
        if is_remote(path) or "\0" in path:
            raise ToolError(self.outside(path))
        tried = [os.path.normpath(os.path.join(folder, path)) for folder in self.all]
        inside = [each for each in tried if self.holds(each)]
        if not inside:
            raise ToolError(self.outside(path))
        for each in inside:
            if os.path.exists(each):
                if not os.path.isdir(each) and (other := kind(each)):
                    raise ToolError(tell("file-unreadable", path, Message("not-a-file", (other,))))
                return each
        raise ToolError(tell("mcp-missing", path))

    def outside(self, path: str) -> str:
        """What to say of a path that may not be read."""
        return tell("mcp-outside", path, ", ".join(self.all))

    def holds(self, path: str) -> bool:
        """Whether a path is in one of the folders, links followed."""
        return any(not leads_out(path, folder) for folder in self.all)


def _folder(uri: str) -> str:
    """The real path of a `file:` URI that is a folder here; "" for anything else."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return ""
    path = url2pathname(parts.path)
    return leads_to(path) if os.path.isdir(path) else ""
