"""What a drafter has set, in a file in the office's profile; one that can't be read counts for none."""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple


class Settings(NamedTuple):
    """`profile`, `severity` and `lang` as luxterm knows them, "" for its default; `ignored` are terms' ids.

    `program` is the path of a luxterm to use, "" to look for one.
    """

    profile: str = ""
    severity: str = ""
    lang: str = ""
    ignored: tuple[str, ...] = ()
    program: str = ""


def read(path: str) -> Settings:
    """The settings in a file; what is not understood has its default."""
    try:
        with open(path, encoding="utf-8") as file:
            said: Any = json.load(file)
    except (OSError, ValueError):
        return Settings()
    if not isinstance(said, dict):
        return Settings()
    ignored = said.get("ignored")
    return Settings(
        _text(said, "profile"),
        _text(said, "severity"),
        _text(said, "lang"),
        tuple(str(it) for it in ignored) if isinstance(ignored, list) else (),
        _text(said, "program"),
    )


def write(path: str, settings: Settings) -> None:
    """Keep the settings. Raises OSError."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    said: dict[str, Any] = {**settings._asdict(), "ignored": _listed(settings)}
    beside = path + ".new"
    with open(beside, "w", encoding="utf-8") as file:
        json.dump(said, file, ensure_ascii=False, indent=1)
    os.replace(beside, path)


def _listed(settings: Settings) -> list[str]:
    return sorted(settings.ignored)


def _text(said: dict[str, Any], key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""
