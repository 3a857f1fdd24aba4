"""The termbase: concepts, terms, titles and cues, looked up in milliseconds.

The files are TOML for people; what runs is a compiled copy (`luxterm.termbase.store`), so that
neither TOML nor pydantic is on the way from the command to the first finding.
"""

from luxterm.termbase.data import Termbase
from luxterm.termbase.errors import TermbaseError

__all__ = ["Termbase", "TermbaseError"]
