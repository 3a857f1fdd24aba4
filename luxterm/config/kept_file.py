"""The format of `luxterm-kept.toml` (`luxterm.config.kept`). Imported only where there is such a file."""

import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from luxterm.config.file import Text
from luxterm.config.kept import KeptPlaces
from luxterm.config.settings import ConfigError, Kept
from luxterm.config.source import parsed
from luxterm.config.trust import Trust
from luxterm.system.listed import tidied
from luxterm.system.toml_errors import describe_problem, first, line_of
from luxterm.types import Message


class PlaceModel(BaseModel):
    """A place that stays: in which document, of which term, in which sentence, why, and who says so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Text
    term: Text
    sentence: Text
    reason: Text
    by: str = ""
    date: datetime.date | None = None


class KeptModel(BaseModel):
    """The keys of `luxterm-kept.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep: list[PlaceModel] = []


def load(path: str, trust: Trust) -> KeptPlaces:
    """What the file at `path` keeps. Raises ConfigError."""
    trust.admit(path)
    source = parsed(path)
    try:
        model = KeptModel.model_validate(source.table)
    except ValidationError as error:
        problem = first(error)
        said = describe_problem(problem, KeptModel, source.table)
        missing = problem["type"] == "missing"  # which another table may have
        line = line_of(source.text, problem["loc"][:-1] if missing else problem["loc"], source.table)
        raise ConfigError(path, Message("at-line", (str(line), said)) if line else said, line) from None
    places: dict[str, list[Kept]] = {}
    for number, it in enumerate(model.keep, 1):
        date, sentence = it.date.isoformat() if it.date else "", " ".join(it.sentence.split())
        name = tidied(it.path)
        kept = Kept(name, it.term, sentence, it.reason, " ".join(it.by.split()), date, number)
        places.setdefault(name, []).append(kept)
    return KeptPlaces(path, {name: tuple(each) for name, each in places.items()})
