"""What the client can do, read leniently: a client that says something odd just gets fewer features."""

from typing import Any, NamedTuple, cast

from luxterm.text.lines import Encoding

_ENCODINGS: tuple[Encoding, ...] = ("utf-32", "utf-8", "utf-16")
"""How the protocol counts columns, the cheapest for us first."""


class Client(NamedTuple):
    """The client's capabilities that make a difference to us, and what its own options say.

    Three are our own, given in `initializationOptions`: with `prompts` the client asks the author for a
    reason when told to (`luxterm.keepHereAsk`), shows a diagnostic's message with a hover, and has
    `luxterm.explainTerm`; with `status`, which follows `prompts` unless given, it
    accepts `luxterm/status`, which other clients would complain about. `trusted`, true unless given, is
    whether the person trusts the folders (in VS Code, they are in Restricted Mode until she does).
    """

    encoding: Encoding = "utf-16"
    process: int | None = None
    pull: bool = False
    refresh: bool = False
    data: bool = False
    links: bool = False
    progress: bool = False
    configuration: bool = False
    watch: bool = False
    edits: bool = False
    versioned: bool = False
    actions: bool = False
    preferred: bool = False
    action_data: bool = False
    markdown: bool = False
    completion_markdown: bool = False
    prompts: bool = False
    status: bool = False
    restricted: bool = False
    locale: str = ""
    options: dict[str, Any] = {}  # noqa: RUF012 (never changed)


def read_client(params: Any) -> Client:
    """The client that sent these parameters of `initialize`, whatever they are."""
    capabilities = get(params, "capabilities")
    options = get(params, "initializationOptions")
    process = get(params, "processId")

    def has(*path: str) -> bool:
        return get(capabilities, *path) is True

    def knows(value: str, *path: str) -> bool:
        return value in listed(get(capabilities, *path))

    offered = listed(get(capabilities, "general", "positionEncodings"))
    shared: list[Encoding] = [each for each in _ENCODINGS if each in offered]
    return Client(
        encoding=shared[0] if shared else "utf-16",
        process=process if isinstance(process, int) and process > 0 else None,
        pull=isinstance(get(capabilities, "textDocument", "diagnostic"), dict),
        refresh=has("workspace", "diagnostics", "refreshSupport"),
        data=has("textDocument", "publishDiagnostics", "dataSupport")
        or has("textDocument", "diagnostic", "dataSupport"),
        links=has("textDocument", "publishDiagnostics", "codeDescriptionSupport")
        or has("textDocument", "diagnostic", "codeDescriptionSupport"),
        progress=has("window", "workDoneProgress"),
        configuration=has("workspace", "configuration"),
        watch=has("workspace", "didChangeWatchedFiles", "dynamicRegistration"),
        edits=has("workspace", "applyEdit"),
        versioned=has("workspace", "workspaceEdit", "documentChanges"),
        actions=isinstance(get(capabilities, "textDocument", "codeAction", "codeActionLiteralSupport"), dict),
        preferred=has("textDocument", "codeAction", "isPreferredSupport"),
        action_data=has("textDocument", "codeAction", "dataSupport")
        and knows("edit", "textDocument", "codeAction", "resolveSupport", "properties"),
        markdown=knows("markdown", "textDocument", "hover", "contentFormat"),
        completion_markdown=knows(
            "markdown", "textDocument", "completion", "completionItem", "documentationFormat"
        ),
        prompts=get(options, "prompts") is True,
        status=get(options, "status" if get(options, "status") is not None else "prompts") is True,
        restricted=get(options, "trusted") is False,
        locale=locale if isinstance(locale := get(params, "locale"), str) else "",
        options=cast("dict[str, Any]", options) if isinstance(options, dict) else {},
    )


def listed(value: Any) -> list[Any]:
    """The items of a list; none of anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def get(value: Any, *path: str) -> Any:
    """What is at a path in nested objects; None if there is nothing."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = cast("dict[str, Any]", value).get(key)
    return value
