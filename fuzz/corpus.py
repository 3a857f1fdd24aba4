"""Documents to start from: those of the tests, the samples, and what earlier runs found worth keeping."""

import json
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from fuzz.subject import Input

ROOT = Path(__file__).parent.parent
GROWN = Path(__file__).parent / "corpus"
"""What runs have added: not in the repository, kept between nights."""
GROWS = "texts"
"""The subject whose inputs are added; the others' take texts from them."""


def beginning() -> list[Input]:
    """The documents of the tests' cases and the samples, in a fixed order."""
    found: dict[tuple[str, str], None] = {}
    for path in sorted((ROOT / "tests" / "cases").rglob("*.toml")):
        usual = path.stem if path.parent.name == "formats" else "markdown"
        for case in _tables(tomllib.loads(path.read_text(encoding="utf-8"))):
            for key in ("source", "text", "before"):
                if isinstance(case.get(key), str):
                    found[str(case.get("format", usual)), case[key]] = None
    for path in sorted((ROOT / "samples").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found.update({("markdown", part): None for part in text.split("\n\n") if part})
    return [{"format": format, "text": text} for format, text in found]


def documents() -> list[Input]:
    """Texts that inputs may start from, each with its format."""
    return [*beginning(), *grown()]


def grown() -> list[Input]:
    """What earlier runs have kept."""
    return [json.loads(path.read_text(encoding="ascii")) for path in sorted(GROWN.glob("*.json"))]


def keep(data: Input) -> None:
    """Keep a text that went where none had been."""
    written = json.dumps(data)
    GROWN.mkdir(exist_ok=True)
    (GROWN / f"{sha256(written.encode()).hexdigest()[:16]}.json").write_text(written, encoding="ascii")


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    """All tables in a table, at any depth."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _tables(each)
    elif isinstance(value, list):
        for each in value:
            yield from _tables(each)
