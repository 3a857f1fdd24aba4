"""The tools: what an assistant is told of each, what it must say, and what it gets."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from luxterm.mcp import checking
from luxterm.mcp.checking import What
from luxterm.mcp.folders import Folders


class Arguments(BaseModel):
    """What a tool is called with; calling it gives the result."""

    model_config = ConfigDict(extra="forbid")

    def __call__(self, folders: Folders, go_on: Callable[[], None]) -> dict[str, Any]:
        """`go_on` raises CalledOff. Raises ToolError, ConfigError or TermbaseError, too."""
        raise NotImplementedError


class _Document(Arguments):
    text: Annotated[str | None, Field(description="The text itself. Give this or `path`, not both.")] = None
    path: Annotated[
        str | None,
        Field(description="A file of the project: Markdown, HTML, Word, PDF …; to `check`, also a folder."),
    ] = None
    format: Annotated[
        Literal["markdown", "mdx", "plain", "html", "rst", "latex", "asciidoc"],
        Field(description="The markup of `text`. A file's is known by its name."),
    ] = "markdown"
    lang: Annotated[
        str,
        Field(
            description="The language as a code (en, fr …), several with commas. Without it, it is detected."
        ),
    ] = ""
    profile: Annotated[
        str,
        Field(description="Whose wording is preferred (un, eu, uk, fr …). Without it, as configured."),
    ] = ""

    def what(self) -> What:
        return What(self.text, self.path, self.format, self.lang, self.profile)


class _Check(_Document):
    limit: Annotated[int, Field(ge=1, le=500, description="The most findings to return.")] = 50

    def __call__(self, folders: Folders, go_on: Callable[[], None]) -> dict[str, Any]:
        return checking.check(folders, self.what(), self.limit, go_on)


class _Fix(_Document):
    def __call__(self, folders: Folders, go_on: Callable[[], None]) -> dict[str, Any]:
        return checking.fix(folders, self.what())


class _Explain(Arguments):
    term: Annotated[str, Field(min_length=1, max_length=200, description="A term, or a concept's name.")]
    lang: Annotated[str, Field(description="Only the terms of this language, as a code.")] = ""

    def __call__(self, folders: Folders, go_on: Callable[[], None]) -> dict[str, Any]:
        return checking.explain(folders, self.term, self.lang)


class Tool(NamedTuple):
    """A tool's name, title, the model of its arguments, description, and its result's fields."""

    name: str
    title: str
    arguments: type[Arguments]
    description: str
    gives: dict[str, str]

    def described(self) -> dict[str, Any]:
        """As `tools/list` gives it."""
        schema = self.arguments.model_json_schema()
        schema.pop("title", None)
        for each in schema["properties"].values():
            each.pop("title", None)
        return {
            "name": self.name,
            "title": self.title,
            "description": " ".join(self.description.split()),
            "inputSchema": schema,
            "outputSchema": {
                "type": "object",
                "properties": {name: {"type": kind} for name, kind in self.gives.items()},
                "required": list(self.gives),
            },
            "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
        }


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "check",
            "Check terminology",
            _Check,
            """Find words about the sexual exploitation and abuse of children that the Luxembourg Guidelines
            advise against, in a text or in the project's files. Call this after drafting or editing such a
            text. `findings` are to be reworded: `fixes` holds what to say instead, best first, and only a fix
            that is `safe` may be made without asking the person. `kept` lists the same words where they are
            right as they stand (the title of a treaty or law, a quotation, a citation, a word that is talked
            about), with the reason in `because`: never change those. `why` and `sources` say on whose
            authority.""",
            {
                "findings": "array",
                "kept": "array",
                "left_out": "integer",
                "errors": "array",
                "notes": "array",
                "summary": "object",
            },
        ),
        Tool(
            "fix",
            "Make the safe corrections",
            _Fix,
            """Make the corrections that are certain, and no others, in a text or in a text file of the
            project. Returns the new text and a diff; nothing is written. `left` are findings that a person
            has to decide, `kept` words that are right as they stand (titles, quotations, citations,
            mentions): leave both as they are unless the person says otherwise.""",
            {"text": "string", "fixed": "integer", "diff": "string", "left": "array", "kept": "array"},
        ),
        Tool(
            "explain",
            "Explain a term",
            _Explain,
            """What the termbase says of a term or concept: whether to use it, why, what to say instead, where
            it may stay, and the sources with how far each was verified.""",
            {"terms": "array"},
        ),
    )
}
"""The tools by name."""
