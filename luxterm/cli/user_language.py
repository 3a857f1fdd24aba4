"""The language in which the command line speaks.

That of `--ui-lang`, else of the configuration, else of the environment or of Windows, else English.

It needn't be that of the documents: what is said of a finding is in the language of its text.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

from luxterm.cli.failure import Failure
from luxterm.wording import speak, tell, unspoken

UI_LANG = "--ui-lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which POSIX has them count."""


def speak_as_asked(words: Sequence[str], environ: Mapping[str, str]) -> None:
    """Go over to the language that the command line's words name, else to the environment's, else Windows'.

    The command line is looked through before it is understood, since its errors and its help are in that
    language, too. Raises Failure for a language that luxterm doesn't speak. The environment's is asked of
    every program, and one that can't speak it speaks English.
    """
    speak(_code(next((environ[name] for name in _VARIABLES if environ.get(name)), "") or _of_windows()))
    if asked := asked_for(words):
        if unknown := unspoken(asked):
            raise Failure(tell("with-colon", UI_LANG, unknown))
        speak(asked)


def speak_as_configured(args: argparse.Namespace, lang: str) -> None:
    """Go over to the language of a configuration, unless the command line names one."""
    if lang and not args.ui_lang:
        speak(lang)


def asked_for(words: Sequence[str]) -> str:
    """What the command line itself says, "" if nothing."""
    said = ""
    for word, after in pairwise((*words, "")):
        if word == "--":
            break
        if word == UI_LANG:
            said = after
        elif word.startswith(f"{UI_LANG}="):
            said = word.partition("=")[2]
    return _code(said)


def _of_windows() -> str:
    """The language of Windows' own menus, which no variable of the environment says; "" elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes  # there alone
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def _code(locale: str) -> str:
    """The language of a locale's name: "fr-BE" of fr_BE.UTF-8, "" of C."""
    name = locale.partition(".")[0].partition("@")[0].replace("_", "-")
    return "" if name in ("C", "POSIX") else name
