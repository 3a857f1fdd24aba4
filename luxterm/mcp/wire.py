"""Messages as JSON, one a line: the stdio transport of the Model Context Protocol."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from luxterm.report.plain_json import dumps

LIMIT = 16 * 2**20
"""The most bytes that a message may have."""


class Unreadable:
    """What came instead of a message, and what is wrong with it."""

    def __init__(self, message: str) -> None:
        self.message = message


def messages(stream: BinaryIO) -> Iterator[object]:
    """The messages of a stream, parsed, in order, until it ends; `Unreadable` in place of broken ones."""
    while line := stream.readline(LIMIT + 1):
        if len(line) > LIMIT:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LIMIT)
            yield Unreadable(f"a message of more than {LIMIT} bytes was skipped")
        elif line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Unreadable(f"a message is not valid JSON: {error}")


def send(stream: BinaryIO, message: object) -> None:
    """One message on a line. Raises OSError if nobody reads any more."""
    stream.write(dumps(message).encode("utf-8", "replace") + b"\n")
    stream.flush()
