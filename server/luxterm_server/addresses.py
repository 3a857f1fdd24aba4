"""The addresses of documents: from a URI to a path and back."""

import os

from pygls.uris import from_fs_path, to_fs_path

from luxterm.system.storage import percent_encoded


def path_of(uri: str) -> str:
    """The path of a `file:` URI, "" for another."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return os.path.normpath(path) if path else ""


def uri_of(path: str) -> str:
    """The `file:` URI of a path."""
    try:
        return from_fs_path(path) or path
    except UnicodeEncodeError:  # a name that isn't UTF-8
        return f"file://{percent_encoded(path)}"
