"""What pydantic refuses in a TOML file, in words for its author: which key, where, and what is allowed.

For both the configuration and the termbase. Tables of an array are called by their id if they have
one, and otherwise counted from 1.
"""

import re
from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError

from luxterm.system.errors import did_you_mean

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANG = r"^[a-z]{2,3}(-[A-Z]{2})?$"
LANGS = r"^(auto|[a-z]{2,3}(-[A-Z]{2})?(, ?[a-z]{2,3}(-[A-Z]{2})?)*)$"

Location = Sequence[str | int]

_PATTERNS = {
    ID: "must consist of lower-case letters and digits, joined by hyphens",
    LANG: 'must be a language code like "en" or "pt-BR"',
    LANGS: 'must be "auto" or a language code like "en" or "pt-BR", or several with commas between',
}
_KINDS = {
    "string_type": "must be a string",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than_equal": "must not be below 0",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "too_long": "has too many entries",
}


def first(error: ValidationError) -> Any:
    """The problem to report if only one can be: an unknown key also explains why a known one is missing."""
    return min(error.errors(include_url=False), key=lambda problem: problem["type"] != "extra_forbidden")


def describe_problem(problem: Any, model: type[BaseModel], value: object, within: str = "") -> str:
    """One of pydantic's errors with a value for the model; `within` is the table it is in."""
    location: Location = problem["loc"]
    place = _place(location, value, within)
    key, given = str(location[-1]) if location else "", problem["input"]
    match problem["type"]:
        case "extra_forbidden":
            known = [field.alias or name for name, field in _at(model, location[:-1]).model_fields.items()]
            hint = did_you_mean(key, known) or f"; the keys are {', '.join(known)}"
            return f"unknown key {place}{hint}"
        case "missing":
            above = _place(location[:-1], value, within) or "it"
            return f"{above} lacks {'a part' if key.isdigit() else key}"
        case "literal_error" | "enum":
            allowed = str(problem["ctx"]["expected"]).replace("'", '"')
            shown = f'"{given}"' if isinstance(given, str) else repr(given)
            return f"{place} must be {allowed}, not {shown}"
        case "string_pattern_mismatch":
            return f"{place} {_PATTERNS[problem['ctx']['pattern']]}"
        case kind if kind in _KINDS:
            return f"{place} {_KINDS[kind]}"
        case _:
            return f"{place}: {problem['msg']}"


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
