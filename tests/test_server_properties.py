"""Properties of the language server: what it shows depends only on the text, not on its history."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luxterm.text.folding import well_formed
from luxterm.text.lines import Encoding, LineIndex
from luxterm_server.positions import Positions
from tests.lsp import URI, Client

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
BITS = (
    "child pornography",
    "child ",
    "porn",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\f",
    "\u2028",
    "\u0085",
    "𝔸",
    "é",
    "`",
    "x",
)
TEXTS = st.lists(st.sampled_from(BITS), max_size=12).map("".join)


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_every_offset_has_a_position_and_comes_back(text: str, encoding: Encoding, data: Any) -> None:
    places = Positions(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    position = places.position(offset)
    back = places.offset(position["line"], position["character"])
    assert back == offset - (text[offset - 1 : offset + 1] == "\r\n")


@given(TEXTS, st.sampled_from(ENCODINGS), st.integers(-2, 30), st.integers(-2, 60))
def test_any_position_lands_inside_the_text(text: str, encoding: Encoding, line: int, character: int) -> None:
    places = Positions(text, encoding)
    offset = places.offset(line, character)
    assert 0 <= offset <= len(text)
    if 0 <= line < places.index.count:
        assert places.position(offset)["line"] == line


@given(st.text())
def test_what_is_made_readable_keeps_its_places(text: str) -> None:
    made = well_formed(text)
    made.encode()
    assert len(made) == len(text)
    for encoding in ENCODINGS:
        assert Positions(made, encoding).position(len(made)) == Positions(text, encoding).position(len(text))


@pytest.fixture(scope="module")
def clients() -> Iterator[dict[str, Client]]:
    started = {encoding: Client.start() for encoding in ENCODINGS}
    for encoding, client in started.items():
        client.initialize({"general": {"positionEncodings": [encoding]}})
    yield started
    for client in started.values():
        client.close()


@st.composite
def edited(draw: Any) -> tuple[str, list[list[tuple[int, int, str] | str]]]:
    """A text, and rounds of changes to it: parts by their offsets, or the whole."""
    first = text = draw(TEXTS)
    rounds: list[list[tuple[int, int, str] | str]] = []
    for _ in range(draw(st.integers(1, 3))):
        changes: list[tuple[int, int, str] | str] = []
        for _ in range(draw(st.integers(1, 3))):
            new = draw(TEXTS)
            if draw(st.booleans()):
                start = draw(st.integers(0, len(text)))
                end = draw(st.integers(start, len(text)))
                changes.append((start, end, new))
                text = text[:start] + new + text[end:]
            else:
                changes.append(new)
                text = new
        rounds.append(changes)
    return first, rounds


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edited(), st.sampled_from(ENCODINGS))
def test_edits_over_the_wire_are_as_opening_the_outcome(
    clients: dict[str, Client], script: tuple[str, list[list[tuple[int, int, str] | str]]], encoding: Encoding
) -> None:
    client, (text, rounds) = clients[encoding], script
    client.open(URI, text)
    version = 1
    for changes in rounds:
        version += 1
        sent: list[dict[str, Any]] = []
        for change in changes:
            if isinstance(change, str):
                sent.append({"text": change})
                text = change
                continue
            start, end, new = change
            # A client can't name a place between the two halves of a line end
            start, end = (at - (text[at - 1 : at + 1] == "\r\n") for at in (start, end))
            sent.append({"range": Positions(text, encoding).range(start, end), "text": new})
            text = text[:start] + new + text[end:]
        document = {"uri": URI, "version": version}
        client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": sent})
    seen = client.diagnostics(URI, version)
    client.shut(URI)
    client.open("file:///nowhere/other.md", text)
    assert seen == client.diagnostics("file:///nowhere/other.md")
    client.shut("file:///nowhere/other.md")
    client.request(
        "textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
    )
    client.received.clear()
    assert LineIndex(text).count >= 1
