"""What luxterm uses of pygls is public, and there: an update that takes it away fails here, with its name."""

import ast
import inspect
from pathlib import Path

import pytest
from lsprotocol import converters
from pygls.protocol.json_rpc import JsonRPCProtocol
from pygls.server import JsonRPCServer

import luxterm_server
from luxterm_server.protocol import Protocol, Server

FILES = sorted(Path(luxterm_server.__file__).parent.glob("*.py"))
USED = {
    JsonRPCProtocol: {
        "get_message_type": ["self", "method"],
        "structure_message": ["self", "data"],
        "handle_message": ["self", "message"],
        "send_request_async": ["self", "method", "params", "msg_id"],
        "notify": ["self", "method", "params"],
        "set_writer": ["self", "writer", "include_headers"],
    },
    JsonRPCServer: {"report_server_error": ["self", "error", "source"]},
}


@pytest.mark.parametrize(
    ("of", "name", "parameters"), [(of, *one) for of, names in USED.items() for one in names.items()]
)
def test_each_is_there_with_its_parameters(of: type, name: str, parameters: list[str]) -> None:
    assert hasattr(of, name), f"pygls has no {of.__name__}.{name} any more, which the server is built on"
    assert list(inspect.signature(getattr(of, name)).parameters) == parameters


def test_attributes() -> None:
    server = JsonRPCServer(JsonRPCProtocol, converters.get_converter)
    assert server.protocol.VERSION == "2.0"
    assert hasattr(server.protocol, "writer")


def test_none_is_private() -> None:
    server = Server()
    theirs = {*vars(JsonRPCServer(JsonRPCProtocol, converters.get_converter)), *dir(JsonRPCServer)}
    theirs |= {*vars(JsonRPCProtocol(server, converters.get_converter())), *dir(JsonRPCProtocol)}
    private = {name for name in theirs if name.startswith("_") and not name.startswith("__")}
    assert private
    ours = {name for name in (*vars(Protocol), *vars(Server)) if not name.startswith("__")}
    assert ours & private == set(), "it would replace what pygls calls itself"
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name("self" | "protocol"), attr=attr) if (
                    path.name == "protocol.py"
                ):
                    assert attr not in private, f"{path.name}:{node.lineno}: {attr} is pygls's own"
                case ast.ImportFrom(module=str(module)) if module.split(".")[0] in ("pygls", "lsprotocol"):
                    names = [*module.split("."), *(alias.name for alias in node.names)]
                    assert not any(name.startswith("_") for name in names), f"{path.name}:{node.lineno}"
                case _:
                    pass
