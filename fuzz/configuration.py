"""Configurations, patterns of files and termbases that somebody else wrote, well or badly."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from fuzz.folder import new_folder
from fuzz.mutation import mutated
from fuzz.subject import Input, Subject
from fuzz.words import ODD, odd, phrase
from luxterm.config.kept import NAME
from luxterm.config.settings import ConfigError
from luxterm.scan.configurations import Configurations
from luxterm.scan.file import scan_file
from luxterm.scan.overrides import Overrides
from luxterm.system.discover import matches
from luxterm.system.errors import PatternError
from luxterm.system.ignore import ignored, rules_of
from luxterm.termbase import Termbase, TermbaseError
from luxterm.termbase.build import build
from luxterm.termbase.read import read

_PATHS = [
    "x", "../x", "/nowhere/x", "~/x", "http://127.0.0.1:9/x", "s3://bucket/x", "\\\\server\\share\\x", "file:///x",
    "", "\0", "a" * 300, "/dev/null", "luxterm.toml", ".", "-",
]  # fmt: skip
_PATTERN = [
    "*",
    "**",
    "?",
    "/",
    "a",
    "b",
    "!",
    "[a-z]",
    "[!x]",
    "\\",
    "{a,b}",
    ".md",
    "*a",
    "**/",
    " ",
    "#",
    "é",
    "[",
    "]",
]
_VALUES: dict[str, list[Any]] = {
    "lang": ["en", "xx", "e", 1, ""],
    "profile": ["un", "ca", "nowhere", 1, ["un"]],
    "variety": ["en-GB", "en-AU"],
    "fail-on": ["error", "never", "none"],
    "titles": [["Act on child pornography"], [""], "x", [1]],
    "severity": [{"child-pornography": "off"}, {"nowhere": "off"}, {"minor": 1}, []],
    "limits": [{"size": 1}, {"size": -1}, {"time": 10**30}, {"inside": 0}],
    "cues": [[{"usage": "mention", "position": "before", "phrases": ["so-called"]}], [{"usage": "x"}], [{}]],
}


class Work(NamedTuple):
    """What was said of a configuration, a termbase: the errors in words, with a line or none."""

    errors: list[tuple[str, int]]
    lines: int


def make(rng: Random, corpus: list[Input]) -> Input:
    """The text of a luxterm.toml, of a list of places or a concept, and patterns with a path to match."""
    del corpus
    kind = rng.choice(["termbase", "configuration", "configuration", "kept"])
    made = {"termbase": _concept, "configuration": _configuration, "kept": _kept}[kind](rng)
    if rng.random() < 0.3:
        made = mutated(rng, made, made)
    patterns = [_pattern(rng) for _ in range(rng.randrange(1, 4))]
    path = rng.choice(["a", "ab", "aé"]) * rng.choice([1, 3, 100]) + rng.choice(
        ["", ".md", "/a.md", "\n", "\udcff"]
    )
    return {"kind": kind, "text": made, "patterns": patterns, "path": path}


def _pattern(rng: Random) -> str:
    return "".join(rng.choice(_PATTERN) for _ in range(rng.choice([1, 3, 6, 14])))


def _configuration(rng: Random) -> str:
    values: dict[str, Any] = {}
    for _ in range(rng.randrange(1, 5)):
        key = rng.choice(["extend", "baseline", "lexicon", "exclude", "keep", *_VALUES, "unknown"])
        if key in ("extend", "baseline"):
            values[key] = rng.choice(_PATHS)
        elif key == "lexicon":
            values[key] = [
                rng.choice(_PATHS[:8])
            ]  # one that exists costs a second: all of luxterm's own is read
        elif key == "exclude":
            values[key] = [_pattern(rng)]
        elif key == "keep":
            files = [_pattern(rng)]
            values[key] = [{"term": "child-pornography", "reason": odd(rng) or "x", "files": files}]
        else:
            values[key] = rng.choice(_VALUES.get(key, [1]))
    return _toml(values)


def _kept(rng: Random) -> str:
    """A list of places that stay, each with a key that is missing, unknown or wrong now and then."""
    tables: list[str] = []
    for _ in range(rng.randrange(1, 4)):
        place: dict[str, Any] = {
            "path": rng.choice(["a.md", "a.md", *_PATHS]), "term": "child-pornography",
            "reason": odd(rng) or "x", "by": odd(rng),
            "sentence": rng.choice(["child pornography", phrase(rng)]),
        }  # fmt: skip
        if rng.random() < 0.3:
            place[rng.choice([*place, "date", "unknown"])] = rng.choice([1, "", [], "2026-03-01", "x"])
        tables.append(f"[[keep]]\n{_toml(place)}\n")
    return "\n".join(tables)


def _concept(rng: Random) -> str:
    """A concept with one discouraged term whose phrases are templates of all kinds."""
    match = [_template(rng) for _ in range(rng.randrange(1, 4))]
    say = rng.choice(["child victim", "<x-term>", "<nowhere>", _template(rng)])
    term: dict[str, Any] = {
        "id": "x-term", "term": phrase(rng), "status": rng.choice(["deprecated", "preferred", "x"]),
        "advice": rng.choice(["avoid", "careful", "context"]), "why": "It misleads.",
        "sources": [{"document": "a-source", "verified": rng.random() < 0.5}],
        "forms": [{"match": match, "say": [say]}],
        "examples": {"flag": ["x"], "keep": ["x"]},
    }  # fmt: skip
    if rng.random() < 0.3:
        term[rng.choice([*term, "unless", "needs", "excepted", "unknown"])] = rng.choice(
            [1, "x", [], [_template(rng)], {}]
        )
    return _toml({"id": "x", "subject": "x", "definition": "x", "terms": {"en": [term]}})


def _template(rng: Random) -> str:
    parts = ["a", "child", "{a|b}", "{|x}", "{a|{b|c}}", "{", "}", "|", "ring", "é", "'s", rng.choice(ODD)]
    return " ".join(rng.choice(parts) for _ in range(rng.choice([1, 2, 4, 9])))


def _toml(values: dict[str, Any]) -> str:
    """Values as TOML; inline where they are nested. JSON's strings are TOML's, but for lone surrogates."""
    return "\n".join(f"{key} = {_inline(value)}" for key, value in values.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@cache
def _folder() -> Path:
    """A folder of this process, for a file at a time."""
    folder = new_folder()
    (folder / "house").mkdir()
    (folder / "lexicon" / "concepts").mkdir(parents=True)
    (folder / "lexicon" / "lexicon.toml").write_text('name = "x"\nversion = "1"\nlicence = "x"\n')
    (folder / "lexicon" / "sources.toml").write_text('[a-source]\ntitle = "A"\nshort = "A"\n')
    return folder


def work(data: Input) -> Work:
    """A configuration read and applied, or a termbase read and compiled; and its patterns matched."""
    errors: list[tuple[str, int]] = []
    content = data["text"].encode("utf-8", "surrogatepass")
    if data["kind"] == "termbase":
        path = _folder() / "lexicon" / "concepts" / "x.toml"
        path.write_bytes(content)
        try:
            Termbase(build(read([_folder() / "lexicon"]))).language("en")
        except TermbaseError as error:
            errors.append((str(error), error.line))
    else:
        house, is_list = _folder() / "house", data["kind"] == "kept"
        (house / NAME).write_bytes(content if is_list else b"")
        (house / "luxterm.toml").write_bytes(b"" if is_list else content)
        try:
            document = str(_folder() / "house" / "a.md")
            scan_file(Configurations(Overrides(paths=(document,))).job(document, b"child pornography"))
        except ConfigError as error:
            errors.append((str(error), error.line))
    _matched(data)
    return Work(errors, data["text"].count("\n") + 1)


def _matched(data: Input) -> None:
    patterns = tuple(data["patterns"])
    for use in (
        lambda: matches(data["path"], patterns, "."),
        lambda: ignored(f"/{data['path']}", rules_of("/", patterns, ".gitignore")),
    ):
        try:
            use()
        except PatternError:
            continue


def errors_say_what_is_wrong(done: Work) -> None:
    """An error is a sentence, without a traceback, and its line is one of the file's."""
    for said, line in done.errors:
        assert said.strip()
        assert "Traceback" not in said
        assert 0 <= line <= done.lines + 1, f"line {line} of {done.lines}: {said}"


CONFIGURATION = Subject("configuration", 7, make, work, (errors_say_what_is_wrong,))
