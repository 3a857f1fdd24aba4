"""What is said, without a file, of documents that no file configures: `--otherwise`, for editors.

It is JSON: for each folder, what a `luxterm.toml` in it would say.
"""

import json
import os
from typing import Any, cast

from luxterm.config.file import stated
from luxterm.config.settings import Config, ConfigError
from luxterm.config.source import Source
from luxterm.config.trust import Trust
from luxterm.types import Message, quoted

_OPTION = "--otherwise"
_EXAMPLE = '{"docs": {"profile": "uk"}}'


def read(text: str, everything: bool = False) -> dict[str, Config]:
    """The configurations by their folders, as these were named. Raises ConfigError.

    `everything`: the user trusts each configuration (`--trust`). Termbases are loaded whoever is trusted, for
    it is the user who states them.
    """
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(_OPTION, Message("not-json", (quoted(str(error)),))) from error
    folders = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    if not folders or not all(isinstance(each, dict) for each in folders.values()):
        raise ConfigError(_OPTION, Message("otherwise-objects", (_EXAMPLE,)))
    trust = Trust(everything)
    return {folder: _read(folder, table, trust) for folder, table in folders.items()}


def _read(folder: str, table: dict[str, Any], trust: Trust) -> Config:
    source = Source(os.path.join(folder, _OPTION), "", table)
    try:
        return stated(source, trust)._replace(at=folder)
    except ConfigError as error:
        if error.path != source.path:  # a file that it extends
            raise
        raise ConfigError(_OPTION, Message("with-colon", (folder, error.message))) from error
