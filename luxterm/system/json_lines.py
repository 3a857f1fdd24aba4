"""JSON, one value a line, from somebody who may send anything: no line costs more than itself."""

import json
from collections.abc import Iterator
from typing import BinaryIO


class Unreadable:
    """What came instead of a value, and what is wrong with it."""

    def __init__(self, message: str) -> None:
        self.message = message


def values(stream: BinaryIO, limit: int) -> Iterator[object]:
    """The values in order until the stream ends, each line one value; `Unreadable` in place of broken ones.

    A line of more than `limit` bytes is broken, and read to its end, so that the next is whole again. A line
    with nothing on it is none.
    """
    while line := stream.readline(limit + 1):
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield Unreadable(f"more than {limit} bytes in a line, which was skipped")
        elif line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Unreadable(f"not JSON: {error}")
