"""Messages over standard input and output, and when to end.

A thread reads, so that input is still read from a client that has stopped reading output; it is a daemon,
so that nothing keeps the process alive when the client is gone. What isn't a message is skipped up to the
next header; so is a body beyond `LIMIT`. The process ends at the end of input, at `exit`, when
nobody reads the output any more, and when the client's process is gone.
"""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO

from luxterm.system.process import alive

LIMIT = 256 * 2**20
"""The most bytes that a message may have."""
_CHUNK = 2**16
_HEADER_LINE = 8192
_WATCH_SECONDS = 2.0


class Unreadable:
    """What came instead of a message, and what is wrong with it."""

    def __init__(self, message: str) -> None:
        self.message = message


def frames(stream: BinaryIO) -> Iterator[object]:
    """The messages of a stream, parsed, in order, until it ends; `Unreadable` in place of broken ones."""
    length: int | None = None
    while line := stream.readline(_HEADER_LINE):
        if line.strip():
            name, _, value = line.partition(b":")
            if name.strip().lower().endswith(b"content-length") and value.strip().isdigit():
                length = int(value[:20])
        elif length is not None:
            body, length = _body(stream, length), None
            if body is None:
                yield Unreadable(f"a message of more than {LIMIT} bytes was skipped")
                continue
            try:
                yield json.loads(body)
            except (ValueError, RecursionError) as error:
                yield Unreadable(f"a message is not valid JSON: {error}")


def _body(stream: BinaryIO, length: int) -> bytes | None:
    if length <= LIMIT:
        return stream.read(length)
    while length > 0 and (data := stream.read(min(length, _CHUNK))):
        length -= len(data)
    return None


class Writer:
    """Standard output as pygls wants it. After the client is gone it accepts everything and does nothing."""

    def __init__(self, stream: BinaryIO, lost: Callable[[], None]) -> None:
        self._stream: BinaryIO | None = stream
        self._lost = lost

    def write(self, data: bytes) -> None:
        """Send it; to an editor that is gone, nothing."""
        if self._stream is None:
            return
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            self._stream = None
            self._lost()

    def close(self) -> None:
        """Send nothing from now on."""
        self._stream = None


def claim_stdio() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for the protocol alone: a stray `print` goes to standard error."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with suppress(OSError, ValueError, AttributeError):  # there may be no standard error
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, output


def read_in_thread(stream: BinaryIO, receive: Callable[[object], None], ended: Callable[[], None]) -> None:
    """Hand each message of the stream to `receive`, and its end to `ended`, in the running event loop."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError):  # the loop is closed, so we are done
            with suppress(OSError, ValueError):
                for message in frames(stream):
                    loop.call_soon_threadsafe(receive, message)
            loop.call_soon_threadsafe(ended)

    threading.Thread(target=read, name="reader", daemon=True).start()


async def wait_for_end_of(process: int) -> None:
    """Returns when the process no longer exists."""
    while alive(process):
        await asyncio.sleep(_WATCH_SECONDS)
