"""Messages as JSON, one a line: the stdio transport of the Model Context Protocol."""

from collections.abc import Iterator
from typing import BinaryIO

from luxterm.report.plain_json import dumps
from luxterm.system.json_lines import values

LIMIT = 16 * 2**20
"""The most bytes that a message may have."""


def messages(stream: BinaryIO) -> Iterator[object]:
    """The messages of a stream, parsed, in order, until it ends; `Unreadable` in place of broken ones."""
    return values(stream, LIMIT)


def send(stream: BinaryIO, message: object) -> None:
    """One message on a line. Raises OSError if nobody reads any more."""
    stream.write(dumps(message).encode("utf-8", "replace") + b"\n")
    stream.flush()
