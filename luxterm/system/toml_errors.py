"""What pydantic refuses in a TOML file, in words for its author: which key, where, and what is allowed.

For both the configuration and the termbase. Tables of an array are called by their id if they have
one, and otherwise counted from 1.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from luxterm.system.errors import did_you_mean, either
from luxterm.types import Message, figure, quoted
from luxterm.wording import say

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANG = r"^[a-z]{2,3}(-[A-Z]{2})?$"
VARIETY = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"
"""As the standard of languages' codes (BCP 47) names them: pt-BR, but pt-colb1945, too."""
LANGS = r"^(auto|[a-z]{2,3}(-[A-Z]{2})?(, ?[a-z]{2,3}(-[A-Z]{2})?)*)$"

Location = Sequence[str | int]

_PATTERNS = {
    ID: Message("must-be-id"),
    LANG: Message("must-be-lang"),
    VARIETY: Message("must-be-lang"),
    LANGS: Message("must-be-langs"),
}
_KINDS = {
    "string_type": Message("must-be-string"),
    "int_type": Message("must-be-number"),
    "int_parsing": Message("must-be-number"),
    "int_from_float": Message("must-be-number"),
    "bool_type": Message("must-be-true-or-false"),
    "bool_parsing": Message("must-be-true-or-false"),
    "list_type": Message("must-be-list"),
    "tuple_type": Message("must-be-list"),
    "dict_type": Message("must-be-table"),
    "model_type": Message("must-be-table"),
    "string_too_short": Message("must-not-be-empty"),
    "too_short": Message("must-not-be-empty"),
    "too_long": Message("has-too-many"),
}
_TOLD = "told"


def refused(message: Message) -> PydanticCustomError:
    """What a validator of ours raises, so that `describe_problem` finds the message."""
    return PydanticCustomError(_TOLD, "{english}", {"english": say(message), "message": message})


def first(error: ValidationError) -> Any:
    """The problem to report if only one can be: an unknown key also explains why a known one is missing."""
    return min(error.errors(include_url=False), key=lambda problem: problem["type"] != "extra_forbidden")


def describe_problem(problem: Any, model: type[BaseModel], value: object, within: str = "") -> Message:
    """One of pydantic's errors with a value for the model; `within` is the table it is in."""
    location: Location = problem["loc"]
    place = _place(location, value, within)
    key, given, details = str(location[-1]) if location else "", problem["input"], problem.get("ctx", {})
    match problem["type"]:
        case "extra_forbidden":
            known = [field.alias or name for name, field in _at(model, location[:-1]).model_fields.items()]
            unknown = Message("unknown-key", (place,))
            return meant_or(unknown, key, known, Message("keys-are", (unknown, ", ".join(known))))
        case "missing":
            above = _place(location[:-1], value, within)
            part = Message("a-part") if key.isdigit() else key
            return Message("key-lacks", (above, part)) if above else Message("lacks-key", (part,))
        case "literal_error" | "enum":
            allowed = [f'"{each}"' for each in re.findall(r"'([^']*)'", str(details["expected"]))]
            shown = f'"{given}"' if isinstance(given, str) else repr(given)
            return Message("must-be-one-of", (place, either(allowed), shown))
        case "string_pattern_mismatch":
            said = _PATTERNS[details["pattern"]]
        case "greater_than_equal":
            said = Message("must-not-be-below", (str(details["ge"]),))
        case "string_too_long":
            said = Message("must-be-shorter", (figure(details["max_length"]),))
        case kind if kind in _KINDS:
            said = _KINDS[kind]
        case _:
            found = details.get("message")
            said = found if isinstance(found, Message) else quoted(problem["msg"])
            return Message("with-colon", (place, said))
    return Message("value-must", (place, said))


def meant_or(unknown: Message, word: str, known: Iterable[str], otherwise: Message) -> Message:
    """What is said of an unknown word: with what was likely meant, `otherwise` if nothing is similar."""
    meant = did_you_mean(unknown, word, known)
    return otherwise if meant == unknown else meant


def line_of(text: str, location: Location, value: object) -> int:
    """The 1-based line of a TOML file with the given location, or with what contains it, or 0."""
    lines = text.split("\n")  # as TOML counts them
    at, found, header = 0, 0, ""
    for part, inner in _steps(location, value):
        if isinstance(part, int):
            here = [number for number in range(at, len(lines)) if _is_header(lines[number], f"[[{header}]]")]
            number = here[part] if part < len(here) else -1
        else:
            header = f"{header}.{part}".removeprefix(".")
            key = re.compile(rf'\s*"?{re.escape(part)}"?\s*=')
            tests = (f"[{header}]", f"[[{header}]]")
            number = next(
                (
                    number
                    for number in range(at, len(lines))
                    if key.match(lines[number]) or any(_is_header(lines[number], test) for test in tests)
                ),
                -1,
            )
        if number >= 0:
            at = number
            found = number + 1
        value = inner
    if isinstance(value, str) and value.strip():
        first = value.strip().splitlines()[0]
        found = next((number + 1 for number in range(at, len(lines)) if first in lines[number]), found)
    return found


def _is_header(line: str, header: str) -> bool:
    return line.partition("#")[0].strip().replace(" ", "") == header


def _steps(location: Location, value: object) -> Iterator[tuple[str | int, object]]:
    """Each part of the way to what was refused, and the value it leads to; None if there is none."""
    for part in location:
        try:
            value = cast("Any", value)[part]
        except (KeyError, IndexError, TypeError):
            value = None
        yield part, value


def _place(location: Location, value: object, within: str) -> str:
    """A key as the file has it: "keep 2: reason" is in the second [[keep]]."""
    place, colon = within, ""
    for part, inner in _steps(location, value):
        if part == "[key]":  # the key itself, which has already been named
            break
        if isinstance(part, int):
            name = cast("dict[str, Any]", inner).get("id") if isinstance(inner, dict) else None
            place += f" {name}" if isinstance(name, str) else f" {part + 1}"
            colon = ":"
        else:
            place += f"{colon} {part}" if colon else f".{part}"
            colon = ""
    return place.removeprefix(".").strip()


def _at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """The model of the table at a location."""
    found: Any = model
    for part in location:
        if isinstance(found, type) and issubclass(found, BaseModel):
            fields = found.model_fields.items()
            found = next(field.annotation for name, field in fields if part in (name, field.alias))
        else:
            found = get_args(found)[-1]
        while get_origin(found) in (Annotated, Union, UnionType):
            found = get_args(found)[0]
    return found
