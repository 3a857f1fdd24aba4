"""Words to write documents with: terms, titles, ordinary ones, and characters that few texts have."""

import re
import tomllib
from functools import cache
from pathlib import Path
from random import Random

from fuzz.phrases import forms
from luxterm.lexicon.load import bundled

ODD = [
    *("\ufb00", "\ufb01", "\ufb03", "\ufb06", "\uff43", "\uff01", "\uff43\u0301", "\ufb01\u0301"),
    *("\u0301", "\u0308", "\u0323\u0301", "\u034f", "e\u0301", "\u1e9b\u0323", "\u212b", "\u212a", "\u0130"),
    *("\u0131", "ß", "ſ", "ǆ", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufe0f"),
    *("\u00a0", "\u2009", "\u202f", "\u3000", "\u1680", "\u180e", "\u2028", "\u2029", "\x85", "\f", "\v"),
    *("\u202e", "\x1c", "\x1e", "\0", "\x7f", "\x1b[31m", "\ufffc", "\ufffd", "\ufffe", "\ue000"),
    *("😀", "👩\u200d👧", "🇺🇳", "漢字", "ｶﾞ", "각", "ج\u0650", "नि", "𝔸", "№", "½"),
    *("\U0010ffff", "\ud800", "\udc80", "\udbff\udfff"),
    *("-\n", "\u2010\n", "\r", "\r\n", "\t", "  ", "   \n"),
]  # fmt: skip
_WORDS = """
the State party shall ensure protection of every child and young person in law, policy and practice . , ; :
report on measures “ ” " ' ( ) — – - / Article 34 (a) No. 5 e.g. US$5 Étude CP CSAM organised programme victim
of offence Act “exploitation” 2016 https://example.org/child_pornography a@b.org term means “so-called”
"""
_ORDINARY = _WORDS.split()
FRAME = "The State shall prohibit {} in law."
"""A sentence in which a phrase is found, whatever stands before and after it."""
_OTHERS = {
    "de": (
        ("Der Staat verbietet {} im Gesetz.", "Das Gesetz schützt vor der {} und vor jedem {}."),
        "der die das dem den des eine einer eines jede und oder von zur im gegen Kinder Gesetz ist , : „ “",
    ),
    "fr": (
        ("L’État interdit {} dans la loi.", "La loi parle de la {}, des {} et du {}.", "d’{} et l'{}"),
        "le la les l' d’ du des un une cette et ou de à aux par pour enfant État loi toute grave est , : « »",
    ),
    "es": (
        ("El Estado prohíbe {} en la ley.", "La ley habla de la {}, del {} y los {}.", "El {} o la {} grave"),
        "el la los las del al un una esta y e o u de en por para niños Estado ley toda grave es , : « »",
    ),
    "pt": (
        ("O Estado proíbe {} na lei.", "A lei fala da {}, do {} e dos {}.", "o {} ou a {} grave"),
        "o a os as do da dos na no ao à um uma esta e ou de em por para crianças lei toda grave é , : « »",
    ),
}  # fmt: skip
"""Other languages: sentences with terms in them, and words that may stand beside one."""
_PAIRS = [("“", "”"), ('"', '"'), ("‘", "’"), ("(", ")"), ("the term “", "”"), ("the ", " Act"), ("", "s’")]


@cache
def titles() -> list[str]:
    """The register of official titles, each once."""
    data = tomllib.loads((Path(bundled()) / "titles" / "en.toml").read_text(encoding="utf-8"))
    return [each["title"] for each in data["titles"]]


@cache
def alternatives() -> list[str]:
    """Phrases that hang on their context: those of the register of titles, cut into words."""
    return sorted({word for title in titles() for word in re.findall(r"\w+", title)})


@cache
def other_words() -> frozenset[str]:
    """The words of other languages that aren't English, too, as documents made here have them."""
    others = [*(form for lang in _OTHERS for form in forms(lang))]
    others += [part for frames, beside in _OTHERS.values() for part in (*frames, beside)]
    english = " ".join([*forms(), *titles(), *_ORDINARY, FRAME])
    return frozenset(_said(" ".join(others))) - frozenset(_said(english))


def _said(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def odd(rng: Random) -> str:
    """A character, or a few, that few texts have."""
    return rng.choice(ODD) if rng.random() < 0.9 else chr(rng.randrange(0x110000))


def phrase(rng: Random) -> str:
    """A discouraged term, sometimes in capitals, sometimes with something odd in it."""
    made = rng.choice(forms() if rng.random() < 0.75 else forms(rng.choice([*_OTHERS])))
    how = rng.random()
    if how < 0.1:
        return made.title()
    if how < 0.15:
        return made.upper()
    if how < 0.25:
        at = rng.randrange(len(made))
        return made[:at] + odd(rng) + made[at:]
    return made.replace(" ", "-") if how < 0.28 else made


INVISIBLE = "\u00ad\u200b\u2060"
SPACES = ["  ", "\u00a0", " \u00a0", "\u2009", "\u3000", "\u202f "]


def disguised(rng: Random, phrase: str) -> str:
    """A phrase as a person would still read it: wide letters, ligatures, odd spaces, invisible characters."""
    parts: list[str] = []
    for char in phrase.replace("fi", "\ufb01") if rng.random() < 0.5 else phrase:
        shown = char
        if char == " " and rng.random() < 0.5:
            shown = rng.choice(SPACES)
        elif "a" <= char <= "z" and rng.random() < 0.2:
            shown = chr(ord(char) + 0xFEE0)
        parts.append(shown + (rng.choice(INVISIBLE) if rng.random() < 0.05 else ""))
    return rng.choice(["", "", " "]) + "".join(parts)


def sentence(rng: Random) -> str:
    """A sentence, often with a term: in the frame, in quotation marks, as a title, or among other words."""
    how = rng.random()
    if how < 0.15:
        return _in_another_language(rng)
    if how < 0.4:
        made = rng.choice(forms())
        return FRAME.replace("{}", made if rng.random() < 0.8 else disguised(rng, made))
    if how < 0.53:
        before, after = rng.choice(_PAIRS)
        return f"States refer to {before}{phrase(rng)}{after} in {rng.choice(_ORDINARY)}."
    if how < 0.62:
        return _split(rng, rng.choice(titles()))
    return words(rng, rng.randrange(1, 9))


def _in_another_language(rng: Random) -> str:
    """A sentence with terms of a language, as they agree with what is beside them or don't."""
    lang = rng.choice([*_OTHERS])
    frames, beside = _OTHERS[lang]
    if rng.random() < 0.7:
        parts = rng.choice(frames).split("{}")
    else:
        parts = [" ".join(rng.choices(beside.split(" "), k=rng.randrange(4))) + " " for _ in range(3)]
    made = parts[0]
    for part in parts[1:]:
        made += rng.choice(forms(lang)) + part
    return made


def words(rng: Random, count: int) -> str:
    """Words of all kinds, side by side."""
    made: list[str] = []
    for _ in range(count):
        how = rng.random()
        if how < 0.03:  # as where something is to be filled in
            made.append(rng.choice("_.-=*~#`:|") * rng.randrange(60))
        else:
            made.append(phrase(rng) if how < 0.25 else odd(rng) if how < 0.4 else rng.choice(_ORDINARY))
    return (" " if rng.random() < 0.8 else rng.choice(ODD)).join(made)


def _split(rng: Random, title: str) -> str:
    """A title, sometimes cut off or divided where a paragraph or a list begins."""
    parts = title.split(" ")
    if rng.random() < 0.6:
        at = rng.randrange(len(parts) + 1)
        between = rng.choice(["\n\n", "\n\n- ", "\n", "</p><p>", "\n\\item ", "\n\n* ", "\r\r", " | ", ""])
        return " ".join(parts[:at]) + between + " ".join(parts[at:] if between else [])
    return title
