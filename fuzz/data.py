"""Files that hold text among other things: JSON, YAML, tables, XML, mail, RTF."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from fuzz.grammar import text
from fuzz.words import sentence, words


def _value(rng: Random, depth: int = 3) -> Any:
    """A value as JSON has them, nested."""
    how = rng.random()
    if depth and how < 0.25:
        return {words(rng, 1): _value(rng, depth - 1) for _ in range(rng.randrange(4))}
    if depth and how < 0.4:
        return [_value(rng, depth - 1) for _ in range(rng.randrange(4))]
    return sentence(rng) if how < 0.9 else rng.choice([None, True, -1, 1e400, 10**30, ""])


def _json(rng: Random) -> str:
    return json.dumps(_value(rng), ensure_ascii=rng.random() < 0.5)


def _yaml(rng: Random) -> str:
    lines: list[str] = []
    for number in range(rng.randrange(1, 5)):
        line = sentence(rng)
        how = rng.choice(
            ["{}", "'{}'", '"{}"', "|\n  {}", ">-\n  {}", "- {}", "&a {}", "*a", "!!str {}", "[{}]", "? {}"]
        )
        lines.append(f"k{number}: {how.replace('{}', line)}")
    return "\n".join(lines)


def _table(rng: Random) -> str:
    mark = rng.choice(",;\t|")
    rows: list[str] = []
    for _ in range(rng.randrange(1, 5)):
        cells = [
            rng.choice(["{}", '"{}"', "'{}'"]).replace("{}", sentence(rng))
            for _ in range(rng.randrange(1, 4))
        ]
        rows.append(mark.join(cells))
    return rng.choice(["", "", f"sep={mark}\n"]) + rng.choice(["\n", "\r\n", "\r"]).join(rows)


_TAGS = [
    "act",
    "body",
    "section",
    "p",
    "num",
    "heading",
    "content",
    "ref",
    "quotedText",
    "authorialNote",
    "mod",
    "block",
    "li",
    "td",
    "tr",
    "table",
    "def",
    "meta",
    "i",
    "b",
    "eol",
]


def _element(rng: Random, depth: int = 3) -> str:
    name = rng.choice(_TAGS)
    inside = "".join(
        _element(rng, depth - 1) if depth and rng.random() < 0.5 else _escaped(sentence(rng))
        for _ in range(rng.randrange(1, 4))
    )
    return f"<{name}>{inside}</{name}>"


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _xml(rng: Random) -> str:
    before = rng.choice(["", '<?xml version="1.0"?>', "<!DOCTYPE a [<!ENTITY e 'child pornography'>]>"])
    after = rng.choice(["", "", "&e;", "<!-- luxterm: off: x -->", "<![CDATA[child porn]]>"])
    return f"{before}<akomaNtoso>{_element(rng)}{after}</akomaNtoso>"


def _mail(rng: Random) -> str:
    body = text(rng, rng.choice(["plain", "html"]))
    subject = rng.choice(["{}", "=?utf-8?q?{}?=", "=?utf-8?b?Y2hpbGQgcG9ybg==?=", "=?x?y?z?="])
    head = f"Subject: {subject.replace('{}', ' '.join(sentence(rng).split()))}\nFrom: a@example.org\n"
    kind = rng.choice(
        ["text/plain", "text/html; charset=utf-8", "text/plain; charset=koi8-r", "message/rfc822"]
    )
    if rng.random() < 0.3:
        return (
            f"{head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: {kind}\n\n{body}\n--b--\n"
        )
    return f"{head}Content-Type: {kind}\n\n{body}"


def _rtf(rng: Random) -> str:
    line = (
        sentence(rng)
        .encode("ascii", "backslashreplace")
        .decode()
        .replace("\\U", "\\u")
        .replace("\n", "\\par\n")
    )
    forms = [
        "{}",
        "{\\b {}}",
        "\\pard {}\\par",
        "{\\*\\x {}}",
        "\\u8220?{}\\'94",
        "{\\footnote {}}",
        "\\trowd {}\\cell\\row",
    ]
    return (
        "{\\rtf1\\ansi "
        + "".join(rng.choice(forms).replace("{}", line) for _ in range(rng.randrange(1, 4)))
        + "}"
    )


MAKERS: dict[str, Callable[[Random], str]] = {
    ".json": _json,
    ".yaml": _yaml,
    ".csv": _table,
    ".tsv": _table,
    ".xml": _xml,
    ".akn": _xml,
    ".eml": _mail,
    ".rtf": _rtf,
}
"""How the content of a file is made, by its suffix."""
