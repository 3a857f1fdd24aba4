"""The columns of the sheet and the verdicts that can be given, in every language that luxterm speaks."""

from functools import cache

from luxterm.types import Message
from luxterm.wording import languages, say

HEADS = {
    "concept": Message("column-concept"),
    "lang": Message("column-lang"),
    "id": Message("column-id"),
    "term": Message("column-term"),
    "advice": Message("column-advice"),
    "why": Message("column-why"),
    "note": Message("column-note"),
    "instead": Message("column-instead"),
    "question": Message("column-question"),
    "source": Message("column-source"),
    "document": Message("column-document"),
    "page": Message("column-page"),
    "verdict": Message("column-verdict"),
    "name": Message("column-name"),
    "remark": Message("column-remark"),
}
"""The columns from left to right; the last four are for whoever confirms."""
VERDICTS = {
    "confirmed": Message("verdict-confirmed"),
    "wrong": Message("verdict-wrong"),
    "unsure": Message("verdict-unsure"),
}


@cache
def known(which: str) -> dict[str, str]:
    """What a head ("heads") or a verdict ("verdicts") may be called, in small letters, and which it is."""
    messages = HEADS if which == "heads" else VERDICTS
    said = {say(it, lang).lower(): code for lang in languages() for code, it in messages.items()}
    return {**said, **{code: code for code in messages}}
