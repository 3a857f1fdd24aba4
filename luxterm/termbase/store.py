"""The compiled termbase on disk, in the manner of a .pyc file.

It is loaded only if it was made from exactly these files by exactly this luxterm, if the checksums match, and
if nobody else can write to it or to its folder; otherwise it is made again and, if possible, saved again.
Every Python makes the same one, and reads it. It contains only plain data (`marshal`, not `pickle`: reading
it runs nothing), and `marshal` is given nothing before its checksum has been compared. It is read in parts,
because most documents need only the prefilter.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from marshal import loads
from zlib import crc32

from luxterm.base import __version__
from luxterm.system import cache_folder, layout
from luxterm.termbase.tables import Data, dumps

_MAGIC = f"luxterm termbase 5 {__version__} {sys.byteorder}\n".encode()
_SIZE = 4
"""Bytes of a number."""


SHIPPED = "compiled.termbase"
"""The name of the compiled copy in the folder of a termbase that was packed together with it."""


def signature(roots: list[str], *, packed: bool = False) -> bytes:
    """Bytes that change whenever a file of the termbase, or of what compiles it, changes.

    `packed`: of files that are unpacked elsewhere and later, and that nobody edits: their names and sizes.
    """
    parts: list[str] = []

    def add(path: str, status: os.stat_result) -> None:
        if packed:
            parts.append(f"{os.path.basename(path)}|{status.st_size}")
        else:
            parts.append(f"{path}|{status.st_size}|{status.st_mtime_ns}")

    for root in roots:
        if not os.path.isdir(root):
            add(root, os.stat(root))
            continue
        if not packed:
            parts += [os.path.join(root, name) for name in layout.names(root)]
        for entry in layout.entries(root):
            add(entry.path, entry.stat())
    with os.scandir(os.path.dirname(__file__)) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                add(entry.path, entry.stat())
    return "\n".join(sorted(parts)).encode("utf-8", "surrogateescape")


class Stored:
    """The parts of a compiled termbase, by name, each read and compared with its checksum when asked for.

    If the copy is missing, stale, damaged or not ours, `make` makes it, and it is saved if possible.
    """

    def __init__(self, path: str, sign: bytes, make: Callable[[], dict[str, bytes]]) -> None:
        self._path, self._make = path, make
        self._head = _head(sign)
        self._made: dict[str, bytes] = {}
        self._places: dict[str, tuple[int, int, int]] = {}
        with suppress(OSError, EOFError, ValueError, TypeError):
            self._places = self._directory()

    @property
    def names(self) -> list[str]:
        """The parts of a usable copy."""
        return list(self._places)

    @property
    def usable(self) -> bool:
        """Whether there is a copy, of these files."""
        return bool(self._places)

    def __getitem__(self, name: str) -> Data:
        """Raises KeyError, and TermbaseError where it must be made and can't be."""
        if not self._made:
            start, size, checksum = self._places.get(name, (0, 0, -1))
            with suppress(OSError, EOFError):
                data = self._read(start, size)
                if crc32(data) == checksum:
                    return data
            self.remake()
        return self._made[name]

    def remake(self) -> None:
        """Make it again."""
        self._made = self._make()
        _save(self._path, self._head, self._made)

    def _directory(self) -> dict[str, tuple[int, int, int]]:
        """Where each part begins, its size and its checksum. Raises ValueError if the copy is unusable."""
        head, begin = self._head, len(self._head) + 2 * _SIZE
        data = self._read(0, begin)
        checksum, size = (int.from_bytes(data[at : at + _SIZE]) for at in (len(head), len(head) + _SIZE))
        directory = self._read(begin, size)
        if not data.startswith(head) or crc32(directory) != checksum:
            raise ValueError
        places: dict[str, tuple[int, int, int]] = loads(directory)
        if os.stat(self._path).st_size != max(start + size for start, size, _ in places.values()):
            raise ValueError
        return places

    def _read(self, start: int, size: int) -> bytes:
        if not self._path:
            raise FileNotFoundError
        if not self._folder_trusted:
            raise PermissionError
        with open(self._path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if not cache_folder.trusted(status):
                raise PermissionError
            if start + size > status.st_size:  # else as much memory is taken as a damaged number says
                raise EOFError
            file.seek(start)
            return file.read(size)

    @cached_property
    def _folder_trusted(self) -> bool:
        return cache_folder.trusted(os.stat(os.path.dirname(self._path)))


def _save(path: str, head: bytes, parts: dict[str, bytes]) -> None:
    """Keep the compiled termbase; if that isn't possible, silently don't."""
    if path:
        with suppress(OSError):
            cache_folder.write(path, _packed(head, parts))
            cache_folder.prune()


def ship(folder: str, root: str, parts: dict[str, bytes]) -> None:
    """Put the compiled copy of the termbase at `root` beside a packed one. Raises OSError."""
    head = _head(signature([root], packed=True))
    with open(os.path.join(folder, SHIPPED), "wb") as file:
        file.write(_packed(head, parts))


def _head(sign: bytes) -> bytes:
    return _MAGIC + crc32(sign).to_bytes(_SIZE) + len(sign).to_bytes(_SIZE)


def _packed(head: bytes, parts: dict[str, bytes]) -> bytes:

    def directory(begin: int) -> bytes:
        starts = accumulate(map(len, parts.values()), initial=begin)
        return dumps(
            {
                name: (start, len(data), crc32(data))
                for (name, data), start in zip(parts.items(), starts, strict=False)
            }
        )

    size = len(directory(0))
    made = directory(len(head) + 2 * _SIZE + size)
    numbers = crc32(made).to_bytes(_SIZE) + len(made).to_bytes(_SIZE)
    return b"".join((head, numbers, made, *parts.values()))


def place(roots: list[str]) -> str:
    """Where the compiled copy of a termbase lives: in the user's own cache folder. "" for nowhere."""
    base = cache_folder.folder()
    name = f"{crc32(os.pathsep.join(roots).encode('utf-8', 'surrogateescape')):08x}{cache_folder.TERMBASE}"
    return os.path.join(base, name) if base else ""
