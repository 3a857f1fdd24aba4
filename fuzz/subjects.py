"""The subjects of the fuzz by name; `share` says how many of a hundred inputs each gets."""

from fuzz.configuration import CONFIGURATION
from fuzz.edits import EDITS
from fuzz.files import FILES
from fuzz.mangled import OFFICE
from fuzz.messages import MESSAGES
from fuzz.texts import TEXTS

SUBJECTS = {each.name: each for each in (TEXTS, FILES, EDITS, MESSAGES, CONFIGURATION, OFFICE)}
