"""The words of the reports that people read: one table per language, in `words.toml`.

A translation is one more table. What a report says about a finding (message, why, because) is not in it:
that comes from the lexicon and from `luxterm.wording`.
"""

import tomllib
from functools import cache
from importlib import resources

from luxterm.types import figure
from luxterm.wording import is_one, languages_for, say

Words = dict[str, str]


@cache
def table_of(lang: str) -> Words:
    """The table of a language, filled up with the others' that may speak for it (`languages_for`)."""
    tables = tomllib.loads(resources.files("luxterm.report").joinpath("words.toml").read_text("utf-8"))
    found: Words = {}
    for code in reversed(languages_for(lang)):
        found |= tables.get(code, {})
    return found


def counted(table: Words, noun: str, number: int) -> str:
    """A number with its noun, from the table's `noun` ("{n} file|{n} files")."""
    one, _, many = table[noun].partition("|")
    return (one if is_one(number, table["lang"]) else many or one).replace("{n}", grouped(number, table))


def grouped(number: int, table: Words) -> str:
    """A number that is easy to read: 12,345."""
    return say(figure(number), table["lang"])


def size(number: int, table: Words) -> str:
    """Bytes in the unit that suits: "812 B", "3.4 MB"."""
    value = float(number)
    unit, *larger = table["units"].split()
    for each in larger:
        if value < 1000:
            break
        value, unit = value / 1000, each
    places = int(number >= 1000 and value < 100)
    return f"{say(figure(value, places), table['lang'])}\N{NO-BREAK SPACE}{unit}"
