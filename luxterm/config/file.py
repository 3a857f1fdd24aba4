"""The format of the configuration file, and making a Config of it.

Imported only if there is a file, because importing pydantic and tomllib takes longer than checking a
small document. A file that `extend`s another overrides its single values and adds to its lists
and tables; paths are relative to the file they are in.
"""

import os
from collections.abc import Callable
from functools import reduce
from typing import Annotated, Any, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationError,
)

from luxterm.config.settings import AUTO, Config, ConfigError, HouseCue, Keep, Settings, Verbatim
from luxterm.config.source import Source, parsed
from luxterm.config.trust import Trust, how_to_trust, own_file
from luxterm.system.errors import PatternError
from luxterm.system.glob import MOST_PATTERNS, Patterns
from luxterm.system.limits import Limits
from luxterm.system.storage import leads_to
from luxterm.system.toml_errors import ID, LANG, LANGS, VARIETY, describe_problem, refused
from luxterm.types import Message, Severity, Usage, figure
from luxterm.wording import unspoken

_DEEP = 10
"""The most files that may extend one another."""
_PROBLEMS_NAMED = 20
"""Problems of a file that are named."""
_TIMES_THE_DEFAULT = 10
"""How many times its default a limit may be where nobody trusts the folder."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Phrase = Annotated[Text, StringConstraints(max_length=500)]
"""A title or a cue, as long as one of a lexicon may be."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CueModel(_Model):
    """The same as in a lexicon's cues (`luxterm.termbase.cue_models.Cue`)."""

    usage: Usage
    position: Literal["before", "after", "soon", "left", "right", "joined", "heading", "column", "lead"]
    phrases: list[Phrase] = Field(min_length=1)


class KeepModel(_Model):
    """Occurrences that the house keeps: of which term, why, and in which files."""

    term: Text
    reason: Text
    files: list[Text] = []


class VerbatimModel(_Model):
    """Files that are the text of a law or treaty in force, or are none; and why."""

    files: Annotated[list[Text], Field(min_length=1)]
    reason: Text
    law: StrictBool = True


class LimitsModel(_Model):
    """As in `luxterm.system.limits.Limits`."""

    size: Annotated[int, Field(ge=0, strict=True)] = Limits().size
    time: Annotated[int, Field(ge=0, strict=True)] = Limits().time
    memory: Annotated[int, Field(ge=0, strict=True)] = Limits().memory
    inside: Annotated[int, Field(ge=1, strict=True)] = Limits().inside
    discovery: Annotated[int, Field(ge=0, strict=True)] = Limits().discovery


def _spoken(lang: str) -> str:
    if unknown := unspoken(lang):
        raise refused(unknown)
    return lang


class ConfigModel(_Model):
    """The keys of `luxterm.toml` and of `[tool.luxterm]`."""

    extend: Text = ""
    lang: Annotated[str, StringConstraints(pattern=LANGS)] = AUTO
    ui_lang: Annotated[str, StringConstraints(pattern=LANG), AfterValidator(_spoken)] | None = Field(
        None, alias="ui-lang"
    )
    profile: Annotated[str, StringConstraints(pattern=ID)] = Settings().profile
    variety: Annotated[str, StringConstraints(pattern=VARIETY)] | None = None
    fail_on: Literal["error", "warning", "info", "never"] = Field("error", alias="fail-on")
    lexicon: list[Text] = Field([], max_length=1_000)
    exclude: list[Text] = []
    baseline: Text = ""
    titles: list[Phrase] = []
    front_matter: list[Text] = Field([], alias="front-matter")
    cues: list[CueModel] = []
    severity: dict[str, Literal["error", "warning", "info", "off"]] = {}
    keep: list[KeepModel] = []
    verbatim: list[VerbatimModel] = []
    limits: LimitsModel = LimitsModel()


def load(path: str, trust: Trust, named: bool = False) -> Config:
    """The configuration in the file at `path` and in those it extends. Raises ConfigError.

    `named`: by the user, and not found in a folder.
    """
    if not named:
        trust.admit(path)
    return _config(_values(path, (), trust, named))._replace(path=path)


def stated(source: Source, trust: Trust) -> Config:
    """What the user states without a file (`luxterm.config.otherwise`), and what that extends.

    Its paths are relative to the folder of the source's. Raises ConfigError.
    """
    return _config(_values_of(source, (), trust, named=True))


def _config(values: dict[str, Any]) -> Config:
    model = ConfigModel.model_construct(**values)
    settings = Settings(
        lang=model.lang,
        profile=model.profile,
        variety=model.variety or "",
        severities=tuple((term, _severity(name)) for term, name in model.severity.items()),
        titles=tuple(model.titles),
        cues=tuple(HouseCue(cue.usage.value, cue.position, tuple(cue.phrases)) for cue in model.cues),
        front_matter=tuple(model.front_matter),
    )
    return Config(
        settings=settings,
        fail_on=_severity(model.fail_on),
        lexicon=tuple(model.lexicon),
        exclude=tuple(model.exclude),
        baseline=model.baseline,
        keeps=tuple(Keep(keep.term, keep.reason, tuple(keep.files)) for keep in model.keep),
        verbatim=tuple(Verbatim(tuple(each.files), each.reason, each.law) for each in model.verbatim),
        limits=Limits(**values.get("limits", {})),
        ui_lang=model.ui_lang or "",
        withheld=bool(values.get("withheld")),
        extends=tuple(values.get("extends", ())),
    )


def _values(path: str, chain: tuple[str, ...], trust: Trust, named: bool = False) -> dict[str, Any]:
    """The values that are set in a file and in those it extends, by field; `chain` leads here."""
    real = leads_to(path)
    if real in chain:
        loop = " → ".join(os.path.basename(each) for each in (*chain[chain.index(real) :], real))
        raise ConfigError(path, Message("extends-itself", (loop,)))
    if len(chain) == _DEEP:
        raise ConfigError(chain[0], Message("extends-many", (str(_DEEP),)))
    return _values_of(parsed(path, named), (*chain, real), trust, named)


def _values_of(source: Source, chain: tuple[str, ...], trust: Trust, named: bool) -> dict[str, Any]:
    path, raw = source.path, source.table
    if raw is None:
        raise ConfigError(path, Message("no-tool-table"))
    if path == own_file():  # which may be the nearest one of a document beside it, too
        raw = {key: value for key, value in raw.items() if key != "trust"}
    try:
        model = ConfigModel.model_validate(raw)
    except ValidationError as error:
        problems = error.errors(include_url=False)[:_PROBLEMS_NAMED]
        each = (describe_problem(problem, ConfigModel, raw) for problem in problems)
        raise ConfigError(path, reduce(_besides, each)) from None
    _bound_patterns(source, model)
    _bound_limits(source, model, trust)

    def place(key: str, value: str) -> str:
        return trust.place(source, key, value, named)

    values = _placed(model, place, trust.lexicons)
    if not model.extend:
        return values
    values["extends"] = [base := place("extend", model.extend)]
    return _added(_values(base, chain, trust), values)


def _placed(model: ConfigModel, place: Callable[[str, str], str], lexicons: bool) -> dict[str, Any]:
    """The values that are set in a file, with its paths as `place` has them."""
    values: dict[str, Any] = {name: getattr(model, name) for name in model.model_fields_set}
    if model.lexicon and not lexicons:
        del values["lexicon"]
        values["withheld"] = True
    if "lexicon" in values:
        values["lexicon"] = [place("lexicon", each) for each in model.lexicon]
    if model.baseline:
        values["baseline"] = place("baseline", model.baseline)
    if "limits" in values:
        values["limits"] = model.limits.model_dump(exclude_unset=True)
    return values


def _added(base: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a file over those of the one that it extends."""
    for name, value in values.items():
        if isinstance(value, list):
            base[name] = [*base.get(name, []), *cast("list[object]", value)]
        elif isinstance(value, dict):
            base[name] = {**base.get(name, {}), **value}
        else:
            base[name] = value
    return base


def _besides(problems: Message, another: Message) -> Message:
    return Message("with-caution", (problems, another))


def _bound_patterns(source: Source, model: ConfigModel) -> None:
    """Raise ConfigError for patterns beyond the limits, of all lists together."""
    room = MOST_PATTERNS
    for key, patterns in (
        ("exclude", model.exclude),
        *((f"[[keep]] {k.term}: files", k.files) for k in model.keep),
        *(("[[verbatim]] files", each.files) for each in model.verbatim),
    ):
        try:
            room -= len(Patterns(source.path, patterns, room))
        except PatternError as error:
            table = next((table for table in ("keep", "verbatim") if f"[[{table}]]" in key), key)
            line = source.line((table,), patterns[error.line - 1])
            said = Message("with-colon", (key, error.message))
            raise ConfigError(source.path, _at(line, said), line) from error


def _bound_limits(source: Source, model: ConfigModel, trust: Trust) -> None:
    """Raise ConfigError for limits that let a folder that nobody trusts take what it likes."""
    for name in model.limits.model_fields_set if "limits" in model.model_fields_set else ():
        value, most = getattr(model.limits, name), _TIMES_THE_DEFAULT * getattr(Limits(), name)
        if 0 < value <= most or trust.covers(source.path):
            continue
        line = source.line(("limits", name))
        args = name, figure(most), how_to_trust(source.path)
        said = Message("limit-more", args) if value else Message("limit-none", args)
        raise ConfigError(source.path, _at(line, said), line)


def _at(line: int, said: Message) -> Message:
    """What is said of a line, where there is one."""
    return Message("at-line", (str(line), said)) if line else said


def _severity(name: str) -> Severity | None:
    return None if name in ("off", "never") else Severity[name.upper()]
