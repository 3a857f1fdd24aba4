"""The settings in an editor's section "luxterm", read so that a wrong one affects only itself."""

import math
import os
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from luxterm.config.settings import Config, Settings
from luxterm.system.errors import either
from luxterm.types import Message, Severity

SECTION = "luxterm"
"""What an editor's settings for luxterm are called."""
MEGABYTE = 1_000_000
SHOWN_AS = ("severity", "error", "warning", "info", "hint")


class EditorSettings(NamedTuple):
    """What the editor says about a folder.

    `lang`, `profile` and `lexicon` apply if there is no configuration file; the others always do.
    `severity` is the lowest that is shown, and everything is shown as `show_as`, or as severe as it is.
    Documents that `exclude` names, as `.gitignore` would, and those with more than `max_size` characters
    aren't checked; none is unless `enable`. With `only_changed`, only lines that the last commit doesn't have
    count.
    """

    lang: str = ""
    profile: str = ""
    lexicon: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    max_size: int = 10 * MEGABYTE
    show_as: str = "severity"
    exclude: tuple[str, ...] = ()
    enable: bool = True
    only_changed: bool = False

    def config(self, folder: str) -> Config:
        """The configuration that applies if there is no file; paths are relative to the folder."""
        plain = Settings()
        settings = plain._replace(lang=self.lang or plain.lang, profile=self.profile or plain.profile)
        return Config(settings=settings, lexicon=tuple(os.path.join(folder, path) for path in self.lexicon))

    def written(self) -> dict[str, Any]:
        """What a new configuration file has to repeat from here, so that it still applies."""
        said: dict[str, Any] = {"lang": self.lang, "profile": self.profile, "lexicon": list(self.lexicon)}
        return {key: value for key, value in said.items() if value}


def read_settings(section: object) -> tuple[EditorSettings, list[Message]]:
    """The settings, and what is wrong with them. A wrong setting gets its default; null means not set."""
    if not isinstance(section, dict):
        return EditorSettings(), [] if section is None else [_must(SECTION, Message("must-be-table"))]
    given = _Given(cast("dict[str, object]", section))
    severity = given.one_of("severity", [each.label for each in Severity])
    enable = given.switch("enable", True)
    max_size = given.megabytes("maxFileSize", EditorSettings().max_size)
    settings = EditorSettings(
        given.text("lang"),
        given.text("profile"),
        tuple(map(os.path.expanduser, given.texts("lexicon"))),
        Severity[severity.upper()],
        max_size,
        given.one_of("showAs", SHOWN_AS),
        given.texts("exclude"),
        enable,
        given.switch("onlyChanged", False),
    )
    return settings, given.problems


class _Given:
    """The values of a section that aren't null. What is wrong with those asked for gathers in `problems`."""

    def __init__(self, section: dict[str, object]) -> None:
        self._values = {key: value for key, value in section.items() if value is not None}
        self.problems: list[Message] = []

    def text(self, key: str) -> str:
        value = self._values.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self._wrong(key, Message("must-be-string"))
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key, [])
        several = cast("list[object]", value if isinstance(value, list) else [value])
        found = [each for each in several if isinstance(each, str)]
        if len(found) == len(several):
            return tuple(each for each in found if each.strip())
        self._wrong(key, Message("must-be-list"))
        return ()

    def one_of(self, key: str, names: Sequence[str]) -> str:
        value = self.text(key) or names[0]
        if value in names:
            return value
        self.problems.append(Message("must-be-one-of", (f"{SECTION}.{key}", either(names), f'"{value}"')))
        return names[0]

    def switch(self, key: str, default: bool) -> bool:
        value = self._values.get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, Message("must-be-true-or-false"))
        return default

    def megabytes(self, key: str, default: int) -> int:
        """The value and the default are in characters."""
        value = self._values.get(key, default / MEGABYTE)
        if isinstance(value, int | float) and 0 < value * MEGABYTE < math.inf:
            return int(value * MEGABYTE)
        self._wrong(key, Message("must-be-megabytes"))
        return default

    def _wrong(self, key: str, what: Message) -> None:
        self.problems.append(_must(f"{SECTION}.{key}", what))


def _must(key: str, what: Message) -> Message:
    """What the value of a key must be."""
    return Message("value-must", (key, what))
