"""A session over a pipe: one request a line, one answer a line, both JSON in UTF-8."""

import json
from typing import Any, BinaryIO, cast

from luxterm.proofread.session import Session
from luxterm.system.json_lines import Unreadable, values

LONGEST_REQUEST = 256 << 20
"""Bytes of a request; a thousand pages with everything about their paragraphs have a tenth of that."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers until the requests end. A line that is no request is answered by an error."""
    session = Session()
    for request in values(requests, LONGEST_REQUEST):
        answer = _answer(session, request)
        answers.write(json.dumps(answer, ensure_ascii=True).encode() + b"\n")
        answers.flush()


def _answer(session: Session, request: object) -> dict[str, Any]:
    if isinstance(request, Unreadable):
        return {"error": request.message}
    if not isinstance(request, dict):
        return {"error": "not an object"}
    return session.answer(cast("dict[str, Any]", request))
