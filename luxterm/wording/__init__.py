"""What is said to people: a code and arguments in, a sentence out. One table a language, `en.toml` and so on.

`say` is the only way from a message to words, and nothing finds its way back: who wants to know what a
message is about looks at its code. Words of a document stand in a message as a message of their own
(`quoted`), so that a report can leave them out.
"""

import os
from functools import cache

from luxterm.types import Message

QUOTED = "quoted"
"""The code of a message that is words of a document, or of the people who wrote it."""
LEFT_OUT = Message(QUOTED, ("…",))


def quoted(text: str) -> Message:
    """Words of a document as part of a message."""
    return Message(QUOTED, (text,))


def say(message: Message, lang: str = "en") -> str:
    """The message in words of a language, in English where it has none.

    Raises KeyError for an unknown code.
    """
    if message.code == QUOTED:
        return str(message.args[0])
    words = [arg if isinstance(arg, str) else say(arg, lang) for arg in message.args]
    return (table(lang).get(message.code) or table("en")[message.code]).format(*words)


def redacted(message: Message) -> Message:
    """The message without the words of a document."""
    if message.code == QUOTED:
        return LEFT_OUT
    return message._replace(
        args=tuple(arg if isinstance(arg, str) else redacted(arg) for arg in message.args)
    )


@cache
def table(lang: str) -> dict[str, str]:
    """The sentences of a language by code; empty where there is no table of it."""
    import tomllib  # takes longer to import than most documents to check

    try:
        with open(os.path.join(os.path.dirname(__file__), f"{lang}.toml"), "rb") as file:
            sections = tomllib.load(file)
    except FileNotFoundError:
        return {}
    return {code: sentence for section in sections.values() for code, sentence in section.items()}
