"""Words by which a document is known as the text of a law, or as a record: part of a language's cues."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from luxterm.system.toml_errors import refused
from luxterm.termbase.fields import LawKind, Phrase
from luxterm.types import Message


class LawSign(BaseModel):
    """Words that show that a document is the text of a law or treaty, in force or not.

    `shows`: `force` what a bill doesn't have (the number and year of a law, a note on an amendment); `law`
    what a bill has, too, but a report doesn't (enacting words); `draft` what makes a document none, whatever
    else it has or, with a `kind`, makes signs of that kind none; `record` what only transcripts, minutes,
    decisions of courts and the like have (two such phrases are needed).

    `position`: `title` in a line of the title, `opens` at the beginning of a line, or of a bracket at its
    end, `opens-title` both, `anywhere`. In the phrases, `#` stands for a number and `####` for a year.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    shows: Literal["force", "law", "draft", "record"]
    position: Literal["title", "opens", "opens-title", "anywhere"]
    phrases: list[Phrase]
    kind: LawKind = ""
    """A code of the section `[law]` in `luxterm/wording/en.toml`: what the phrase is."""

    @model_validator(mode="after")
    def _says_what(self) -> "LawSign":
        if not self.kind and self.shows != "draft":
            raise refused(Message("lacks-kind"))
        return self
