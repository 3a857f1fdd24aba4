"""The terms in the formats of the other tools, and made-up termbases of any size.

`python -m benchmarks.terms FOLDER` writes them; a process of its own, as the corpus is. Tools that
know phrases get every form of every discouraged English term; tools that know words only get the
forms that are one word.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import TERMS, prose
from luxterm.lexicon.load import bundled
from luxterm.termbase.read import read
from luxterm.termbase.templates import expand_all

_PER_FILE = 100
_SYNTAX = re.compile(r"[.*+?^${}()|\[\]\\/]")
"""What JavaScript's regular expressions need escaped; they refuse any other escape."""


def forms() -> dict[str, str]:
    """Every form of the discouraged English terms, and the term itself as what to write instead."""
    found: dict[str, str] = {}
    for concept in read([Path(bundled())]).concepts.values():
        preferred = concept.terms["en"][0].term if "en" in concept.terms else ""
        for term in concept.terms.get("en", []):
            for group in term.forms:
                for phrase in expand_all(group.match):
                    found.setdefault(phrase, preferred)
    return found


def write_for_peers(folder: Path) -> None:
    """terms.txt (ripgrep), words.txt (codespell), typos.toml, prh.yml (textlint), Vale's style."""
    known = forms()
    words = sorted({phrase.lower() for phrase in known if phrase.isascii() and phrase.isalpha()})
    (folder / "terms.txt").write_text("\n".join(sorted(known)) + "\n", encoding="utf-8")
    (folder / "words.txt").write_text("".join(f"{word}->another word\n" for word in words), encoding="utf-8")
    entries = "".join(f'{word} = "other"\n' for word in words)
    (folder / "typos.toml").write_text(f"[default.extend-words]\n{entries}", encoding="utf-8")
    # One rule for all forms with the same replacement: a rule a form would be many times slower.
    grouped: dict[str, list[str]] = {}
    for phrase, say in known.items():
        grouped.setdefault(say, []).append(phrase)
    rules = "".join(
        f"  - expected: {json.dumps(say)}\n    pattern: {json.dumps(_pattern(phrases))}\n"
        for say, phrases in grouped.items()
    )
    (folder / "prh.yml").write_text(f"version: 1\nrules:\n{rules}", encoding="utf-8")
    (folder / ".textlintrc.json").write_text(
        json.dumps({"rules": {"prh": {"rulePaths": ["./prh.yml"], "checkEmphasis": True, "checkLink": True}}})
    )
    style = folder / "styles" / "Benchmark"
    style.mkdir(parents=True, exist_ok=True)
    swaps = "".join(f"  {json.dumps(phrase)}: {json.dumps(say)}\n" for phrase, say in known.items())
    rule = f'extends: substitution\nmessage: "Use %s instead of %s."\nignorecase: true\nswap:\n{swaps}'
    (style / "Terms.yml").write_text(rule, encoding="utf-8")
    (folder / ".vale.ini").write_text("StylesPath = styles\n[*.md]\nBenchmark.Terms = YES\n")


def _pattern(phrases: list[str]) -> str:
    """A regular expression as prh writes it, the longest forms first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    branches = "|".join(_SYNTAX.sub(r"\\\g<0>", phrase) for phrase in longest_first)
    return rf"/\b(?:{branches})\b/i"


def made_up(count: int) -> Iterator[str]:
    """Two-word terms: half begin with a word of ordinary prose, so that the search often meets them."""
    draw = random.Random(count)
    common = sorted({word for line in prose()["ordinary"] for word in line.split() if word.isalpha()})
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "el", "im", "or", "un")]
    seen: set[str] = set()
    while len(seen) < count:
        first, second = ("".join(draw.choices(syllables, k=3)) for _ in range(2))
        phrase = f"{draw.choice(common).lower()} {second}" if len(seen) % 2 else f"{first} {second}"
        if phrase not in seen:
            seen.add(phrase)
            yield phrase


def write_termbase(folder: Path, count: int) -> None:
    """A termbase of `count` made-up terms, to layer over luxterm's own."""
    folder.mkdir(parents=True, exist_ok=True)
    phrases = list(made_up(count))
    for number, start in enumerate(range(0, count, _PER_FILE)):
        lines = [f'id = "made-up-{number}"', 'subject = "benchmark"', 'definition = "Made up."', ""]
        for index, phrase in enumerate(phrases[start : start + _PER_FILE], start):
            lines += [
                "[[terms.en]]",
                f'id = "made-up-term-{index}"',
                f'term = "{phrase}"',
                'status = "deprecated"',
                'advice = "avoid"',
                'memory = "low"',
                'why = "Made up."',
                f'forms = [{{ match = ["{phrase}"], applicability = "display" }}]',
                f'examples = {{ flag = ["It is {phrase}."], keep = ["It is not so."] }}',
                "",
            ]
        (folder / f"made-up-{number}.toml").write_text("\n".join(lines), encoding="utf-8")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_for_peers(folder)
    for count in TERMS:
        write_termbase(folder / f"termbase-{count}" / "concepts", count)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
