"""The termbase as other checkers can take it: phrases, each with one thing to say instead.

They get every form that luxterm flags as a use at warning or error, with its first replacement, so
that the remaining difference is judgement and grammar. Forms that luxterm flags only under a
condition no phrase list can state (`needs`, `expanded`, `preceded_by`, `followed_by`) are left out,
as an author of such a list would do; on the development set that costs the others no hits.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from luxterm.config.settings import Settings
from luxterm.engine.advising import severity
from luxterm.lexicon.load import bundled, load
from luxterm.termbase.read import read
from luxterm.termbase.templates import expand_all
from luxterm.types import Severity, Usage

HARPER_RULE = "LuxtermTerms"
"""What the names of Harper's rules begin with; a number follows."""

_APART = re.compile(r"[ -]+")
_SYNTAX = re.compile(r"[.*+?^${}()|\[\]\\/]")
"""What regular expressions need escaped; JavaScript's refuse any other escape."""
_NOT_WEIR = re.compile(r"[^\w '’-]|\d")


def phrases(lang: str = "en") -> dict[str, str]:
    """Phrase (lower case) to what to write instead, or "" where the termbase has nothing to offer."""
    settings = Settings(lang=lang)
    termbase = load()
    language, prefers = termbase.language(lang), termbase.profile(settings.profile).prefers
    compiled = {term.id: term for term in language.terms}
    found: dict[str, str] = {}
    for concept in read([Path(bundled())]).concepts.values():
        for term in concept.terms.get(lang, []):
            data = compiled.get(term.id)
            if data is None or severity(data, Usage.USE) < Severity.WARNING:
                continue
            for group in term.forms:
                if term.needs or term.needs_long_form or group.preceded_by or group.followed_by:
                    continue
                say = language.resolve(group.say[0], prefers) if group.say else ""
                for phrase in expand_all(group.match):
                    found.setdefault(phrase.lower(), say)
    return found


def by_replacement(known: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """What to write instead, and its phrases, the longest first."""
    ordered = sorted(known, key=lambda phrase: (known[phrase], -len(phrase), phrase))
    for say, group in groupby(ordered, known.__getitem__):
        yield say, list(group)


def pattern(group: Iterable[str]) -> str:
    """A regular expression: spaces, hyphens and line ends between words are alike, as they are to luxterm."""
    words = ([_SYNTAX.sub(r"\\\g<0>", word) for word in _APART.split(phrase)] for phrase in group)
    return "(?:" + "|".join(r"[-\s]+".join(it).replace("'", "['’]") for it in words) + ")"


def textlint_rules(folder: Path, known: dict[str, str]) -> dict[str, Path]:
    """textlint's configuration for each of its two rules that take terms, by the rule's name."""
    # A phrase without a replacement gets a placeholder: the rules require one.
    pairs = [(pattern(group), say or "…") for say, group in by_replacement(known)]
    prh = [{"expected": say, "pattern": rf"/\b{regex}\b/i"} for regex, say in pairs]
    # YAML takes JSON. Links and emphasis are looked into: luxterm does so too.
    (folder / "prh.yml").write_text(json.dumps({"version": 1, "rules": prh}), encoding="utf-8")
    rules = {
        "terminology": {"defaultTerms": False, "skip": [], "terms": pairs},
        "prh": {
            "rulePaths": ["./prh.yml"],
            "checkLink": True,
            "checkEmphasis": True,
            "checkBlockQuote": True,
        },
    }
    files: dict[str, Path] = {}
    for name, options in rules.items():
        files[name] = folder / f"{name}.json"
        config = {"plugins": ["html"], "rules": {name: options}}
        files[name].write_text(json.dumps(config), encoding="utf-8")
    return files


def weirpack(path: Path, known: dict[str, str]) -> list[str]:
    """Harper's rules as a pack, one a replacement; their names. Phrases with other signs are left out."""
    names: list[str] = []
    with zipfile.ZipFile(path, "w") as pack:
        about = {"author": "luxterm", "version": "1.0.0", "description": "Terms", "license": "CC-BY-4.0"}
        pack.writestr("manifest.json", json.dumps(about))
        for say, group in by_replacement(known):
            spelled = [phrase for phrase in group if not _NOT_WEIR.search(phrase)]
            if not spelled:
                continue
            sequences = [f"({'[-, ( )]'.join(_APART.split(it))})" for it in spelled]
            sequences += [it.replace("'", "’") for it in sequences if "'" in it]
            names.append(f"{HARPER_RULE}{len(names)}")
            rule = [f"expr main [{', '.join(sequences)}]", 'let message "Use the preferred term."']
            rule += ['let description "Use the preferred term."', 'let kind "WordChoice"']
            rule.append(f'let becomes "{say or "…"}"')
            pack.writestr(f"{names[-1]}.weir", "\n".join(rule) + "\n")
    return names
