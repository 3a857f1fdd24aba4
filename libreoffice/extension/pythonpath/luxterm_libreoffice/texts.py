"""What the extension says, in the language of the office's menus: tables that are made when it is built."""

from __future__ import annotations

import json
import os


class Texts:
    """The sentences of one language, filled up with the English ones."""

    def __init__(self, folder: str, lang: str) -> None:
        """`folder` is the extension's; `lang` is a language, with its country or without."""
        with open(os.path.join(folder, "texts.json"), encoding="utf-8") as file:
            tables = json.load(file)
        self.lang = next((it for it in (lang, lang.partition("-")[0]) if it in tables), "en")
        self._said = {**tables["en"], **tables.get(lang.partition("-")[0], {}), **tables.get(lang, {})}

    def say(self, code: str, *words: object) -> str:
        """The sentence with that code."""
        return self._said[code].format(*words)
