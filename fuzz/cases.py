"""Inputs that once broke a law, as files in `fuzz/cases/` that a person can read and a test runs again."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from fuzz.folder import without_folder
from fuzz.subject import Broken, Input

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A minimised input of a subject, the law that it broke, and what was seen."""

    subject: str
    law: str
    said: str
    input: Input


def write(subject: str, data: Input, seen: Broken, folder: Path = FOLDER) -> Path:
    """Write a case; its file, named by its subject, its law, and a hash."""
    shown = {"subject": subject, "law": seen.law, "said": without_folder(seen.said), "input": _in_lines(data)}
    hashed = sha256(json.dumps(data).encode()).hexdigest()[:8]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{subject}-{seen.law.replace('_', '-')}-{hashed}.json"
    path.write_text(json.dumps(shown, indent=2) + "\n", encoding="ascii")  # a lone surrogate stays readable
    return path


def read(path: Path) -> Case:
    """The case in a file."""
    shown = json.loads(path.read_text(encoding="ascii"))
    return Case(shown["subject"], shown["law"], shown["said"], _joined(shown["input"]))


def paths(folder: Path = FOLDER) -> list[Path]:
    """The files of all cases."""
    return sorted(folder.glob("*.json"))


_LINES = "lines"


def _in_lines(value: Any) -> Any:
    """Plain data with long strings as lists of lines."""
    if isinstance(value, dict):
        return {key: _in_lines(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_lines(each) for each in value]
    if isinstance(value, str) and "\n" in value.rstrip("\n"):
        return {_LINES: value.splitlines(keepends=True)}
    return value


def _joined(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            "".join(value[_LINES])
            if [*value] == [_LINES]
            else {key: _joined(it) for key, it in value.items()}
        )
    return [_joined(each) for each in value] if isinstance(value, list) else value
