"""The settings in an editor's section "luxterm", read so that a wrong one affects only itself."""

import math
import os
from typing import Any, NamedTuple, cast

from luxterm.config.settings import Config, Settings
from luxterm.types import Severity

MEGABYTE = 1_000_000


class EditorSettings(NamedTuple):
    """What the editor says about a folder.

    `lang`, `profile` and `lexicon` apply if there is no configuration file. `severity` is the lowest
    that is shown, `max_size` the most characters that a document may have to be checked.
    """

    lang: str = ""
    profile: str = ""
    lexicon: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    max_size: int = 10 * MEGABYTE

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

    lexicon = given.get("lexicon", [])
    paths = cast("list[Any]", lexicon if isinstance(lexicon, list) else [lexicon])
    if not all(isinstance(path, str) for path in paths):
        problems.append("luxterm.lexicon must be a path")
        paths = []
    severity, names = text("severity") or Severity.INFO.label, [each.label for each in Severity]
    if severity not in names:
        problems.append(f"luxterm.severity must be one of {', '.join(reversed(names))}, not {severity!r}")
        severity = Severity.INFO.label
    size = given.get("maxFileSize", EditorSettings().max_size / MEGABYTE)
    if not isinstance(size, int | float) or not math.isfinite(size) or size <= 0:
        problems.append("luxterm.maxFileSize must be a number of megabytes above 0")
        size = EditorSettings().max_size / MEGABYTE
    return (
        EditorSettings(
            text("lang"),
            text("profile"),
            tuple(os.path.expanduser(path) for path in paths if path.strip()),
            Severity[severity.upper()],
            int(size * MEGABYTE),
        ),
        problems,
    )
