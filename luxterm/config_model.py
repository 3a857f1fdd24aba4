"""The format of the configuration file, and making a Config of it.

Imported only where there is a file, for pydantic and tomllib take longer to import than a small
document to check. A file that `extend`s another overrides its single values and adds to its lists
and tables; paths are relative to the file they stand in.
"""

import os
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from luxterm.config import Config, ConfigError, Keep, read
from luxterm.limits import Limits
from luxterm.places import is_url
from luxterm.settings import HouseCue, Settings
from luxterm.types import Severity, Usage

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CueModel(_Model):
    """As in a lexicon's cues (`luxterm.termbase.models.Cue`)."""

    usage: Usage
    position: Literal["before", "after", "soon", "left", "right", "heading", "column", "lead"]
    phrases: list[Text] = Field(min_length=1)


class KeepModel(_Model):
    term: Text
    reason: Text
    files: list[Text] = []


class LimitsModel(_Model):
    """As in `luxterm.limits.Limits`."""

    size: Annotated[int, Field(ge=0)] = Limits().size
    time: Annotated[int, Field(ge=0)] = Limits().time
    memory: Annotated[int, Field(ge=0)] = Limits().memory
    inside: Annotated[int, Field(ge=1)] = Limits().inside


class ConfigModel(_Model):
    """The keys of `luxterm.toml` and of `[tool.luxterm]`."""

    extend: Text = ""
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en"
    profile: Literal["un", "eu", "ca", "au", "uk", "us", "in"] = "un"
    variety: Literal["en-GB", "en-US"] | None = None
    fail_on: Literal["error", "warning", "info", "never"] = Field("error", alias="fail-on")
    lexicon: list[Text] = []
    exclude: list[Text] = []
    baseline: Text = ""
    titles: list[Text] = []
    cues: list[CueModel] = []
    severity: dict[str, Literal["error", "warning", "info", "off"]] = {}
    keep: list[KeepModel] = []
    limits: LimitsModel = LimitsModel()


def load(path: str) -> Config:
    """The configuration in the file at `path` and in those it extends. Raises ConfigError."""
    values = _values(path, ())
    model = ConfigModel.model_construct(**values)
    settings = Settings(
        lang=model.lang,
        profile=model.profile,
        variety=model.variety or "",
        severities=tuple((term, _severity(name)) for term, name in model.severity.items()),
        titles=tuple(model.titles),
        cues=tuple(HouseCue(cue.usage.value, cue.position, tuple(cue.phrases)) for cue in model.cues),
    )
    return Config(
        settings=settings,
        fail_on=_severity(model.fail_on),
        lexicon=tuple(model.lexicon),
        exclude=tuple(model.exclude),
        baseline=model.baseline,
        keeps=tuple(Keep(keep.term, keep.reason, tuple(keep.files)) for keep in model.keep),
        limits=Limits(**values.get("limits", {})),
        path=path,
    )


def table(path: str) -> dict[str, Any] | None:
    """The configuration as it stands in a file; None for a pyproject.toml that has none of ours."""
    try:
        parsed = tomllib.loads(read(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(path, "it is not in UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(path, f"it is not valid TOML: {error}") from error
    if os.path.basename(path) != "pyproject.toml":
        return parsed
    found: object = parsed
    for key in ("tool", "luxterm"):
        if not isinstance(found, dict) or key not in found:
            return None
        found = cast("dict[str, object]", found)[key]
    if not isinstance(found, dict):
        raise ConfigError(path, "tool.luxterm must be a table: [tool.luxterm]")
    return cast("dict[str, Any]", found)


def _values(path: str, chain: tuple[str, ...]) -> dict[str, Any]:
    """The values that are set in a file and in those it extends, by field; `chain` is on the way here."""
    real = os.path.realpath(path)
    if real in chain:
        loop = " → ".join(os.path.basename(each) for each in (*chain[chain.index(real) :], real))
        raise ConfigError(path, f"extend goes round in a circle: {loop}")
    raw = table(path)
    if raw is None:
        raise ConfigError(path, "it has no table [tool.luxterm]")
    try:
        model = ConfigModel.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(path, "; ".join(_explain(problem) for problem in error.errors())) from None
    folder = os.path.dirname(path)
    values: dict[str, Any] = {name: getattr(model, name) for name in model.model_fields_set}
    if "lexicon" in values:
        values["lexicon"] = [os.path.join(folder, each) for each in model.lexicon]
    if "baseline" in values:
        values["baseline"] = (
            model.baseline if is_url(model.baseline) else os.path.join(folder, model.baseline)
        )
    if "limits" in values:
        values["limits"] = model.limits.model_dump(exclude_unset=True)
    if not model.extend:
        return values
    base = _values(os.path.join(folder, model.extend), (*chain, real))
    for name, value in values.items():
        if isinstance(value, list):
            base[name] = [*base.get(name, []), *cast("list[object]", value)]
        elif isinstance(value, dict):
            base[name] = {**base.get(name, {}), **value}
        else:
            base[name] = value
    return base


def _severity(name: str) -> Severity | None:
    return None if name in ("off", "never") else Severity[name.upper()]


_MODELS: dict[str, type[BaseModel]] = {"cues": CueModel, "keep": KeepModel, "limits": LimitsModel}
_KINDS = {
    "string_type": "must be a string",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must not be below 0",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "string_pattern_mismatch": 'must be a language code like "en" or "pt-BR"',
}


def _explain(problem: Any) -> str:
    """One of pydantic's errors, in words for who wrote the file: which key, and what is allowed."""
    location: Sequence[str | int] = problem["loc"]
    place, key, value = _place(location), str(location[-1]), problem["input"]
    match problem["type"]:
        case "extra_forbidden":
            model = _MODELS.get(str(location[0]), ConfigModel) if len(location) > 1 else ConfigModel
            known = [field.alias or name for name, field in model.model_fields.items()]
            return f"unknown key {place}; {_meant(key, known) or 'the keys are ' + ', '.join(known)}"
        case "missing":
            return f"{_place(location[:-1])} lacks {key}"
        case "literal_error" | "enum":
            allowed = str(problem["ctx"]["expected"]).replace("'", '"')
            shown = f'"{value}"' if isinstance(value, str) else repr(value)
            return f"{place} cannot be {shown}: it is {allowed}"
        case kind:
            return f"{place} {_KINDS.get(kind, problem['msg'])}"


def _place(location: Sequence[str | int]) -> str:
    """A key as the file has it: "keep 2: reason" is in the second [[keep]]."""
    parts = [f"{each + 1}:" if isinstance(each, int) else each for each in location]
    return " ".join(parts).removesuffix(":").replace("severity ", "severity.")


def _meant(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"did you mean {close[0]}?" if close else ""
