"""Where what a person decides in an editor is written: the configuration in force, and the list beside it."""

import os

from luxterm.config.kept import beside
from luxterm.config.settings import NAME, Kept
from luxterm.editing import config_edit
from luxterm.editing.workspace import Workspace
from luxterm.scan import kept
from luxterm.types import Message
from luxterm.wording import tell


def config_for(workspace: Workspace, path: str, own: str) -> str:
    """The configuration in force for a file, or where a new one belongs: by default in its `own` folder.

    Engine thread. Raises ConfigEditError.
    """
    folder = workspace.folder_of(path) or own
    config = workspace.place(path).config
    if config:
        return config
    if not folder:
        raise config_edit.ConfigEditError(tell("no-folder", NAME))
    new = os.path.join(folder, NAME)
    if os.path.islink(new):  # which isn't in force, as it leads where nobody trusts it to
        raise config_edit.ConfigEditError(Message("was-not-changed", (new, Message("is-linked"))))
    return new


def keep_outside(workspace: Workspace, path: str, place: Kept) -> str:
    """Write a place in the file at `path` into the list beside its configuration; that list's path.

    Where there is no configuration yet, one is made, for without it the list doesn't count. Engine thread.
    Raises ConfigError and ConfigEditError.
    """
    config = config_for(workspace, path, os.path.dirname(path))
    if not os.path.exists(config):
        config_edit.change(config, lambda table: None, workspace.settings_of(path).written())
    listing = beside(config)
    kept.record(listing, path, [place])
    return listing
