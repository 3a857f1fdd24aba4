"""Small things that reading TBX needs everywhere: an element's text, and ids."""

import re
import unicodedata
from collections.abc import Iterable

from luxterm.office.package import Element

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def text_of(element: Element) -> str:
    """All text in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def our_id(element: Element, prefix: str) -> str:
    """The id that luxterm gave an element; "" if another tool named it."""
    given = element.get("id", "")
    name = given.removeprefix(prefix)
    return name if name != given and _ID.fullmatch(name) else ""


class Ids:
    """Ids, each given out only once."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        """`known`: kinds and ids of what it must not be taken for, unless it is given the same id."""
        self._known = frozenset(known)
        self._taken: set[tuple[str, str]] = set()

    def new(self, given: str, text: str, kind: str) -> str:
        """The id given, or one made of the text; of each kind each once."""
        name = given or _slug(text) or "term"
        found, number = name, 1
        while (kind, found) in self._taken or (not given and (kind, found) in self._known):
            number += 1
            found = f"{name}-{number}"
        self._taken.add((kind, found))
        return found


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
