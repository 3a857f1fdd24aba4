"""Titles: an occurrence inside the name of an instrument, a body, an offence, a programme.

First the registers of official titles, of every language (`luxterm.engine.judge.register`). Then what law and
names look like in general, each kind in a module of its own.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

from luxterm.engine.judge import (
    bills,
    captions,
    catalogues,
    contents,
    instruments,
    mandates,
    name_runs,
    named_nouns,
    opened,
    provision_labels,
    provisions,
    rulings,
)
from luxterm.engine.judge.register import Register
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.termbase.titles import TitleData
from luxterm.types import Message

OFFICIAL = frozenset(("in-title", "in-former-title"))
"""The codes of the judgement that an occurrence is in an official name."""

_LOOKS: tuple[Callable[[Surroundings], Message | None], ...] = (
    instruments.find,
    bills.titled,
    bills.numbered,
    bills.noted,
    bills.listed,
    mandates.find,
    name_runs.find,
    opened.find,
    named_nouns.find,
    provisions.named_by_number,
    provisions.find,
    contents.find,
    provision_labels.find,
    captions.find,
    catalogues.find,
    rulings.find,
)
"""All make it a title: their order only decides which reason is given, the most particular first."""


class Titles:
    """The titles of a language and of the house, ready for looking up."""

    def __init__(
        self, language: Language, house: tuple[str, ...], others: Callable[[], Iterable[Language]]
    ) -> None:
        """`others` gives the other languages: a text cites names in any, as those of treaties."""
        self._others = others
        self._own = Register(language.titles, house)

    def find(self, around: Surroundings) -> Message | None:
        """Why the occurrence is part of a title, or None."""
        if registered := self._registered(around):
            if registered.until:
                return Message("in-former-title", (registered.name, str(registered.until)))
            return Message("in-title", (registered.name,))
        return next((because for look in _LOOKS if (because := look(around))), None)

    def _registered(self, around: Surroundings) -> TitleData | None:
        """The registered title around the occurrence, in whatever language."""
        found = (register.find(around) for register in (self._own, *self._foreign))
        return next(filter(None, found), None)

    @cached_property
    def _foreign(self) -> list[Register]:
        return [Register(language.titles) for language in self._others()]
