"""The user's own configuration folder."""

import os
import sys


def config_folder() -> str:
    """The user's own folder for luxterm's configuration, absolute. "" for nowhere."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Application Support")
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    # no home folder: expanduser leaves "~" as it is
    return os.path.join(base, "luxterm") if os.path.isabs(base) else ""
