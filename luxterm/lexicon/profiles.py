"""The profiles of a termbase, as people choose from them."""

from typing import NamedTuple
from unicodedata import normalize

from luxterm.config.settings import Settings
from luxterm.termbase import Termbase
from luxterm.wording import text_in


class Offered(NamedTuple):
    """A profile in the words of one language."""

    id: str
    name: str
    description: str


def offered(termbase: Termbase, lang: str) -> list[Offered]:
    """All profiles: the default first, the others by their names."""
    profiles = map(termbase.profile, termbase.profiles)
    found = [
        Offered(it.id, text_in(it.name, lang) or it.id, text_in(it.description, lang)) for it in profiles
    ]
    return sorted(found, key=lambda it: (it.id != Settings().profile, _without_accents(it.name)))


def _without_accents(name: str) -> str:
    return "".join(filter(str.isalpha, normalize("NFD", name.casefold())))
