"""Makes glibc's malloc give memory back, so that the server doesn't grow over a day of typing."""

import ctypes
import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3
"""`M_MMAP_THRESHOLD` of mallopt(3)."""
_LARGE = 128 * 1024
"""Bytes from which on a block is mapped by itself: what glibc begins with."""


def return_large_blocks() -> None:
    """Have glibc return a document's old texts to the system as soon as they are free; nothing elsewhere.

    Each key sends the whole text again, a little longer than before, and so too long for the hole that the
    last one left. glibc maps large blocks one by one at first, but no longer after the first one is freed:
    then the heap grew by 130 KB per key, up to 64 MB of holes.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
