"""What a language client might send: mostly as an editor does, with values spoiled here and there."""

from random import Random
from typing import Any

from fuzz import grammar
from fuzz.mutation import mutated
from fuzz.subject import Input
from luxterm.text.lines import LineIndex

FOLDER = "file:///FOLDER"
"""Stands for the one folder that commands may change, so that an input is the same in every process."""
_OUTSIDE = [
    "untitled:a",
    "file:///nowhere/a.md",
    "vscode-notebook-cell:/x#1",
    "",
    "a",
    "file://host/a.rst",
    "\ud800",
]
_JUNK: list[Any] = [
    None, True, -1, 0, 2**70, 1.5, "", "x", [], {}, [[[[[]]]]], {"a": {"b": 1}}, "\ud800",
    "child pornography",    "utf-32", ["quickfix"], "luxterm.explain",
]  # fmt: skip
_LANGUAGES = [
    "markdown",
    "mdx",
    "plaintext",
    "html",
    "restructuredtext",
    "latex",
    "asciidoc",
    "git-commit",
    "python",
    "",
]


def make(rng: Random, corpus: list[Input]) -> Input:
    """A conversation: mostly as an editor has it, with values spoiled here and there."""
    sent: list[Any] = []
    if rng.random() < 0.95:
        sent.append(_request(0, "initialize", _hello(rng)))
        sent.append(_notification("initialized", {}))
    texts: dict[str, str] = {}
    sent.extend(_message(rng, number, texts, corpus) for number in range(1, rng.randrange(2, 8)))
    if rng.random() < 0.3:
        sent = [_spoiled(rng, each) if rng.random() < 0.5 else each for each in sent]
    return {"messages": sent}


def _hello(rng: Random) -> dict[str, Any]:
    encodings = rng.choice([None, ["utf-8"], ["utf-16"], ["utf-32"]])
    hover = {"contentFormat": [rng.choice(["markdown", "plaintext"])]}
    action: dict[str, Any] = {"codeActionLiteralSupport": {}, "dataSupport": True}
    action["resolveSupport"] = {"properties": rng.choice([["edit"], []])}
    document: dict[str, Any] = {"hover": hover, "codeAction": action}
    if rng.random() < 0.3:
        document["diagnostic"] = {}
    if rng.random() < 0.5:
        document["publishDiagnostics"] = {"dataSupport": True, "codeDescriptionSupport": True}
    workspace = {"applyEdit": True, "workspaceEdit": {"documentChanges": rng.random() < 0.5}}
    folders = rng.choice([None, [], [{"uri": FOLDER, "name": "x"}], [{"uri": "file:///nowhere", "name": ""}]])
    return {
        "processId": None,
        "rootUri": None,
        "capabilities": {
            "general": {"positionEncodings": encodings},
            "textDocument": document,
            "workspace": workspace,
        },
        "workspaceFolders": folders,
        "initializationOptions": rng.choice([None, {"prompts": True}, {"profile": "ca"}, {"severity": 1}]),
    }


def _message(rng: Random, number: int, texts: dict[str, str], corpus: list[Input]) -> Any:
    uri = rng.choice(
        [*texts, *texts, *texts, f"{FOLDER}/{rng.choice('ab')}.md", *_OUTSIDE[: rng.choice([1, 9])]]
    )
    document = {"uri": uri, "version": number}
    text = grammar.text(rng, rng.choice(sorted(grammar.BLOCKS)))
    if corpus and rng.random() < 0.5:
        text = mutated(rng, rng.choice(corpus)["text"], text)
    text = text[:1500]
    how = rng.randrange(12)
    if how < 3 or not texts:
        texts[uri] = text
        return _notification(
            "textDocument/didOpen",
            {"textDocument": {**document, "languageId": rng.choice(_LANGUAGES), "text": text}},
        )
    if how < 6:
        changes = [_change(rng, texts.get(uri, ""), text) for _ in range(rng.randrange(3))]
        return _notification("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
    if how == 6:
        texts.pop(uri, None)
        return _notification("textDocument/didClose", {"textDocument": document})
    if how < 10:
        return _request(number, *_question(rng, uri, texts))
    return rng.choice(_others(rng, number, uri))


def _others(rng: Random, number: int, uri: str) -> list[Any]:
    """What an editor sends less often, and what none should."""
    return [
        _request(rng.choice([number, 1, "a"]), "shutdown", None),
        _notification("$/cancelRequest", {"id": rng.randrange(number + 1)}),
        _notification("$/setTrace", {"value": "verbose"}),
        _notification(
            "workspace/didChangeConfiguration",
            {"settings": {"luxterm": {"profile": rng.choice(["ca", "x", 1])}}},
        ),
        _notification("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]}),
        _notification("textDocument/didSave", {"textDocument": {"uri": uri}}),
        _notification("unknown/notification", rng.choice(_JUNK)),
        _request(number, "unknown/request", rng.choice(_JUNK)),
        {"jsonrpc": "2.0", "id": rng.choice([1, "x", None]), "result": rng.choice(_JUNK)},
        {"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "x"}},
        rng.choice(_JUNK),
        [_request(number, "shutdown", None)],
    ]


def _question(rng: Random, uri: str, texts: dict[str, str]) -> tuple[str, Any]:
    """A request about a document: its method and parameters."""
    document = {"uri": uri}
    at = {"textDocument": document, "position": _position(rng, texts.get(uri, ""))}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    only = rng.choice([None, ["quickfix"], ["source.fixAll"], [""]])
    edits = rng.choice([None, [], [[0, 1, "x"]]])
    context = {"diagnostics": [], "only": only}
    return rng.choice(
        [
            ("textDocument/hover", at),
            ("textDocument/completion", at),
            ("textDocument/codeAction", {"textDocument": document, "range": whole, "context": context}),
            ("textDocument/diagnostic", {"textDocument": document, "previousResultId": only and only[0]}),
            ("workspace/diagnostic", {"previousResultIds": [{"uri": uri, "value": "1"}]}),
            ("codeAction/resolve", {"title": "x", "data": {"uri": uri, "version": 1, "edits": edits}}),
            _command("explain", "minor"),
            _command("explain", {"uri": uri, "position": at["position"]}),
            _command("profiles", {"uri": uri}),
            _command("setProfile", {"uri": uri, "profile": rng.choice([None, "ca"])}),
            _command("keepHere", {"uri": uri, "version": 1, "start": 0, "term": "x"}),
            _command("checkWorkspace", None),
        ]
    )


def _command(name: str, argument: Any) -> tuple[str, Any]:
    return "workspace/executeCommand", {"command": f"luxterm.{name}", "arguments": [argument]}


def _position(rng: Random, text: str) -> dict[str, int]:
    index = LineIndex(text)
    line, column = index.position(rng.randrange(len(text) + 1))
    return {"line": line, "character": column} if rng.random() < 0.9 else {"line": 10**6, "character": 2**31}


def _change(rng: Random, text: str, new: str) -> Any:
    if rng.random() < 0.5:
        return {"text": new}
    ends = sorted((_position(rng, text), _position(rng, text)), key=lambda it: (it["line"], it["character"]))
    return {"range": {"start": ends[0], "end": ends[1]}, "text": new[:40]}


def _spoiled(rng: Random, message: Any) -> Any:
    """A message with one of its values replaced, left out, or doubled.

    Strings stay whole, so that no folder is named but those that are meant.
    """
    if isinstance(message, dict) and message:
        key = rng.choice(sorted(message))
        how = rng.random()
        if how < 0.2:
            return {name: value for name, value in message.items() if name != key}
        if how < 0.5:
            return message | {key: rng.choice(_JUNK)}
        return message | {key: _spoiled(rng, message[key])}
    if isinstance(message, list) and message:
        return [*message, message[0]] if rng.random() < 0.3 else [_spoiled(rng, message[0]), *message[1:]]
    return rng.choice(_JUNK)


def _request(number: Any, method: str, params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def _notification(method: str, params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params}
