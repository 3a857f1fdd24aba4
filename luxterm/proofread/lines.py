"""A session over a pipe: one request a line, one answer a line, both JSON in UTF-8."""

import json
from typing import Any, BinaryIO, cast

from luxterm.proofread.session import Session

LONGEST_REQUEST = 256 << 20
"""Bytes of a request; a thousand pages with everything about their paragraphs have a tenth of that."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers until the requests end. A line that is no request is answered by an error."""
    session = Session()
    while line := requests.readline(LONGEST_REQUEST):
        answer = _answer(session, line)
        answers.write(json.dumps(answer, ensure_ascii=True).encode() + b"\n")
        answers.flush()


def _answer(session: Session, line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "not JSON"}
    if not isinstance(request, dict):
        return {"error": "not an object"}
    return session.answer(cast("dict[str, Any]", request))
