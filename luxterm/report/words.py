"""The words of the reports that people read: one table per language, in `words.toml`.

A translation is one more table. What a report says about a finding (message, why, because) is not in it:
that comes from the lexicon and from `luxterm.wording`.
"""

import tomllib
from functools import cache
from importlib import resources

from luxterm.wording import languages_for

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
    return (one if number == 1 else many or one).replace("{n}", grouped(number, table))


def grouped(number: int, table: Words) -> str:
    """A number that is easy to read: 12,345."""
    return f"{number:,}".replace(",", table["thousands"])


def size(number: int) -> str:
    """Bytes in the unit that suits: "812 B", "3.4 MB"."""
    value = float(number)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
