"""What is said to people: one table per language, such as `en.toml`. A code and arguments in, a sentence out.

`say` is the only way from a message to words, and there is no way back: code that needs to know what a
message is about looks at its code. Words of a document are a message of their own inside a message
(`luxterm.types.quoted`), so that a report can leave them out. What is said about a finding:
`luxterm.wording.findings`.
"""

import os
from collections.abc import Iterable, Mapping
from functools import cache, reduce

from luxterm.types import NUMBER, OWN_WORDS, QUOTED, Message, figure, quoted

FALLBACK = "en"
"""The language in which everything can be said, and in which the others' tables are filled up."""

_users = FALLBACK
"""The language of whoever runs the program, which needn't be that of the documents (`speak`)."""

GAP = quoted("…")
"""Replaces words that are left out."""

Table = dict[str, dict[str, str]]
"""The sentences of a language by section and code."""


def languages_for(lang: str) -> tuple[str, ...]:
    """The languages whose tables may speak for one, best first: "pt-BR", "pt", English."""
    return tuple(dict.fromkeys((lang, lang.partition("-")[0], FALLBACK)))


def languages() -> tuple[str, ...]:
    """The languages that there are tables for."""
    names = os.listdir(os.path.dirname(__file__))
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def unspoken(lang: str) -> Message | None:
    """What to say of a language in which nothing can be said."""
    known = languages()
    if any(each in known for each in (lang, lang.partition("-")[0])):
        return None
    return Message("not-spoken", (f'"{lang}"', ", ".join(known)))


def text_in(texts: Mapping[str, str], lang: str) -> str:
    """Of texts by language, that of a language or of the next of its `languages_for`; "" if there is none."""
    return next((texts[each] for each in languages_for(lang) if each in texts), "")


def say(message: Message, lang: str = FALLBACK) -> str:
    """The message in the words of a language, or of the next of its `languages_for` that has them.

    Raises KeyError for an unknown code.
    """
    if message.code == QUOTED:
        return str(message.args[0])
    if message.code == NUMBER:
        return _written(str(message.args[0]), _sentences(lang))
    words = [arg if isinstance(arg, str) else say(arg, lang) for arg in message.args]
    return _sentences(lang)[message.code].format(*words)


def count(number: int, noun: str, lang: str = FALLBACK) -> str:
    """A number with its noun in the form that goes with it: "1 file", "2 files"."""
    return say(Message(f"{noun}-one" if is_one(number, lang) else f"{noun}-other", (figure(number),)), lang)


def is_one(number: int, lang: str) -> bool:
    """Whether a language has the noun after that number as after one: in French also after none."""
    return number == 1 or (number == 0 and _sentences(lang)["none-as"] == "one")


def speak(lang: str) -> None:
    """Have what is said to the user be in this language from now on; "" is English."""
    global _users
    _users = lang or FALLBACK


def spoken() -> str:
    """The language that `tell` and `counted` speak."""
    return _users


def tell(code: str, *args: str | Message) -> str:
    """The message with that code, in the language of whoever runs the program."""
    return say(Message(code, args), _users)


def in_marks(words: str) -> str:
    """A document's words in quotation marks, as the language that the program speaks has them."""
    return tell("phrase", words)


def told(said: str | Message) -> str:
    """A message, or words that are there already, in the language of whoever runs the program."""
    return said if isinstance(said, str) else say(said, _users)


def apart(said: Iterable[str]) -> str:
    """Several things one after the other, with the semicolons of the language that the program speaks."""
    return reduce(lambda before, after: tell("apart", before, after), said)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the language of whoever runs the program."""
    return count(number, noun, _users)


def redacted(message: Message, gap: Message = GAP) -> Message:
    """The message with a gap in place of words of a document."""
    if message.code in OWN_WORDS:
        return gap
    return message._replace(
        args=tuple(arg if isinstance(arg, str) else redacted(arg, gap) for arg in message.args)
    )


def _written(number: str, sentences: dict[str, str]) -> str:
    """A number's digits with the marks of a language."""
    whole, point, part = number.partition(".")
    mark = sentences["thousands-of-four" if len(whole) == 4 else "thousands"]
    return f"{int(whole):,}".replace(",", mark) + (sentences["decimal"] + part if point else "")


@cache
def _sentences(lang: str) -> dict[str, str]:
    tables = (table(each) for each in reversed(languages_for(lang)))
    return {
        code: said for sections in tables for section in sections.values() for code, said in section.items()
    }


@cache
def table(lang: str) -> Table:
    """The sentences of a language; empty if there is no table for it.

    A table is TOML, but only lines like `code = "sentence"`, so that it can be read here: importing tomllib
    takes longer than checking most documents.
    """
    found: Table = {}
    try:
        with open(os.path.join(os.path.dirname(__file__), f"{lang}.toml"), encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return found
    section: dict[str, str] = {}
    for line in lines:
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            code, _, sentence = line.partition(" = ")
            section[code] = sentence[1:-1].replace('\\"', '"')
    return found
