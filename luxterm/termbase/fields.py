"""What the values of a termbase's files must be: ids, phrases, reasons, patterns, as types of pydantic's."""

from enum import Enum
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo

from luxterm.system.toml_errors import ID, LANG, meant_or, refused
from luxterm.termbase.bounds import BOUNDS, Tally, beyond
from luxterm.termbase.given_pattern import refusal
from luxterm.termbase.templates import blank, unpaired
from luxterm.types import Message
from luxterm.wording import FALLBACK, table


class Model(BaseModel):
    """What all models share: a key that they don't know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


T = TypeVar("T")


class Need(Enum):
    """When a table of a grammar may be missing, and fixes are made unasked all the same."""

    NONE = "always: it makes no fix less certain"
    NOUNS = "in a language without gender and number in its agreement, which has no `nouns`"
    AGREEING = "where nothing agrees: without `agreeing`"


Spare = Annotated[T, Need.NONE]
OfNouns = Annotated[T, Need.NOUNS]
OfAgreeing = Annotated[T, Need.AGREEING]


def _template(template: str, info: ValidationInfo) -> str:
    """A template whose braces pair up and whose phrases are few enough; they are counted, not written out."""
    if unpaired(template):
        problem = Message("braces-unpaired", (repr(template),))
    elif blank(template):
        problem = Message("phrase-empty", (repr(template),))
    else:
        tally: Tally | None = info.context
        problem = beyond(template) or (tally.add(template) if tally else None)
    if problem:
        raise refused(problem)
    return template


def _said(reason: str) -> str:
    """A code that luxterm has words for."""
    known = table(FALLBACK)["cue"]
    if reason not in known:
        unknown = Message("unknown-reason", (reason,))
        raise refused(meant_or(unknown, reason, known, Message("reasons-are", (unknown, ", ".join(known)))))
    return reason


def _named(kind: str) -> str:
    """A kind of sign that luxterm has words for."""
    known = table(FALLBACK)["law"]
    if kind not in known:
        unknown = Message("unknown-kind", (kind,))
        raise refused(meant_or(unknown, kind, known, Message("kinds-are", (unknown, ", ".join(known)))))
    return kind


def _pattern(pattern: str) -> str:
    if error := refusal(pattern):
        raise refused(error)
    return pattern


def _texts(texts: object) -> object:
    return {FALLBACK: texts} if isinstance(texts, str) else texts


Id = Annotated[str, StringConstraints(pattern=ID)]
Phrase = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_template)]
Reason = Annotated[str, AfterValidator(_said)]
LawKind = Annotated[str, AfterValidator(_named)]
Lang = Annotated[str, StringConstraints(pattern=LANG)]
Texts = Annotated[dict[Lang, str], BeforeValidator(_texts)]
"""Texts by language."""
RegularExpression = Annotated[str, AfterValidator(_pattern)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=BOUNDS.length, strip_whitespace=True)]
