"""The wheel brings the termbase compiled: then nobody's first check waits until it is.

An editable installation doesn't, for its files are about to change.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "luxterm_lexicon"


class Compiled(BuildHookInterface[Any]):
    """What hatchling calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile it, by a Python of its own: nothing of luxterm is imported where wheels are built.

        It has the path of this one, as pip puts what luxterm depends on into a folder for the build alone.
        """
        if version == "editable":
            return
        self.folder = TemporaryDirectory()
        sources = [str(Path(self.root, name)) for name in ("", "lexicon")]
        subprocess.run(
            [sys.executable, "-m", "luxterm.lexicon.ship", self.folder.name],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([*sources, *filter(None, sys.path)])},
            check=True,
        )
        for path in Path(self.folder.name).iterdir():
            build_data["force_include"][str(path)] = f"{FOLDER}/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """It is in the wheel now."""
        if version != "editable":
            self.folder.cleanup()
