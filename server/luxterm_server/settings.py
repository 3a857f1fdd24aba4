"""The settings in an editor's section "luxterm", read so that a wrong one affects only itself."""

import math
import os
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from luxterm.config.settings import Config, Settings
from luxterm.types import Severity

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


def read_settings(section: Any) -> tuple[EditorSettings, list[str]]:
    """The settings, and what is wrong with them. A wrong setting gets its default; null means not set."""
    problems: list[str] = []
    if not isinstance(section, dict):
        if section is not None:
            problems.append("luxterm must be an object")
        return EditorSettings(), problems
    given = {key: value for key, value in cast("dict[str, Any]", section).items() if value is not None}

    def text(key: str) -> str:
        value = given.get(key, "")
        if isinstance(value, str):
            return value.strip()
        problems.append(f"luxterm.{key} must be a string")
        return ""

    def texts(key: str, what: str) -> tuple[str, ...]:
        value = given.get(key, [])
        several = cast("list[Any]", value if isinstance(value, list) else [value])
        if all(isinstance(each, str) for each in several):
            return tuple(each for each in several if each.strip())
        problems.append(f"luxterm.{key} must be {what}")
        return ()

    def one_of(key: str, names: Sequence[str]) -> str:
        value = text(key) or names[0]
        if value in names:
            return value
        problems.append(f"luxterm.{key} must be one of {', '.join(names)}, not {value!r}")
        return names[0]

    severity = one_of("severity", [each.label for each in Severity])

    def switch(key: str, default: bool) -> bool:
        value = given.get(key, default)
        if isinstance(value, bool):
            return value
        problems.append(f"luxterm.{key} must be true or false")
        return default

    enable = switch("enable", True)
    size = given.get("maxFileSize", EditorSettings().max_size / MEGABYTE)
    if not isinstance(size, int | float) or not math.isfinite(size) or size <= 0:
        problems.append("luxterm.maxFileSize must be a number of megabytes above 0")
        size = EditorSettings().max_size / MEGABYTE
    return (
        EditorSettings(
            text("lang"),
            text("profile"),
            tuple(map(os.path.expanduser, texts("lexicon", "a path"))),
            Severity[severity.upper()],
            int(size * MEGABYTE),
            one_of("showAs", SHOWN_AS),
            texts("exclude", "a list of patterns"),
            enable,
            switch("onlyChanged", False),
        ),
        problems,
    )
