"""Patterns as in `.gitignore`, matched in time that grows with the pattern and the path, never faster.

Git's own rules (gitignore(5), wildmatch.c), but for characters instead of bytes: what is between two
asterisks is found where it first stands, which is enough, and never looked for again (an atomic group).
So no pattern of a stranger's can take longer than its length times the path's.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from time import thread_time
from typing import NamedTuple

from luxterm.system.errors import PatternError
from luxterm.types import Message, figure

MOST_PATTERNS, LONGEST_PATTERN = 5_000, 1_000
"""How many patterns a file may have, and how many characters a pattern."""
_SECONDS, _SECONDS_A_PATH = 10.0, 0.001
"""Seconds that matching may take in all, and for each path."""
_TOGETHER = 50
"""After so many patterns the time is looked at."""
_CLASSES = {
    "alnum": "A-Za-z0-9",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\s",
    "upper": "A-Z",
    "xdigit": "A-Fa-f0-9",
}
_NEVER = "(?!)"


class _Written(NamedTuple):
    """A pattern as it is written: `body` without its signs; with `alone` it is for names, not for paths."""

    line: int
    text: str
    excludes: bool
    folders: bool
    alone: bool
    body: str


class _Pattern(NamedTuple):
    """`matches` the path, or with `alone` its last name; `folders`: only a folder."""

    excludes: bool
    folders: bool
    alone: bool
    matches: Callable[[str], object]
    written: _Written


class _Block:
    """Some patterns, the last one first."""

    def __init__(self, written: list[_Written]) -> None:
        self._written = written

    @cached_property
    def patterns(self) -> list[_Pattern]:
        """Made at their first use, which takes longer than most matching."""
        made = ((it, _matcher(it.body, it.alone)) for it in self._written)
        return [_Pattern(it.excludes, it.folders, it.alone, how, it) for it, how in made if how]


class Patience:
    """The time that matching has taken and may take, for one list of patterns or several of the same file."""

    def __init__(self, lists: int = 1) -> None:
        self.spent, self.allowed = 0.0, _SECONDS
        self.more = _SECONDS_A_PATH / lists
        """Allowed in addition for each path that a list is asked for."""


class Patterns:
    """The patterns of one list, the last one that matches decides. Raises PatternError beyond the limits.

    `room` is how many there may be. What a pattern is made into, at its first use, counts as matching.
    """

    def __init__(
        self, path: str, lines: Iterable[str], room: int = MOST_PATTERNS, patience: Patience | None = None
    ) -> None:
        self._path = path
        last_first = [*_read(path, lines, room)][::-1]
        self._number = len(last_first)
        self._blocks = [_Block(last_first[at : at + _TOGETHER]) for at in range(0, self._number, _TOGETHER)]
        self._folders: dict[str, bool | None] = {}
        self._patience = patience or Patience()

    def __len__(self) -> int:
        return self._number

    def decide(self, path: str, is_folder: bool) -> bool | None:
        """Whether they exclude a path (relative, "/" between its parts) or take it back; None for neither.

        The folders above aren't looked at. Raises PatternError if matching has taken too long.
        """
        if not is_folder:
            return self._decide(path, False)
        if path not in self._folders:  # asked again for each file in it
            self._folders[path] = self._decide(path, True)
        return self._folders[path]

    def _decide(self, path: str, is_folder: bool) -> bool | None:
        patience, name = self._patience, path.rpartition("/")[2]
        patience.allowed += patience.more
        for block in self._blocks:
            if patience.spent > patience.allowed:
                raise self._too_slow(block, path, name)
            began, found = thread_time(), None
            for excludes, folders, alone, matches, _ in block.patterns:
                if (is_folder or not folders) and matches(name if alone else path):
                    found = excludes
                    break
            patience.spent += thread_time() - began
            if patience.spent > patience.allowed:
                raise self._too_slow(block, path, name)
            if found is not None:
                return found
        return None

    def _too_slow(self, block: _Block, path: str, name: str) -> PatternError:
        def taken(pattern: _Pattern) -> float:
            began = thread_time()
            pattern.matches(name if pattern.alone else path)
            return thread_time() - began

        _, line, text = max((taken(it), it.written.line, it.written.text) for it in block.patterns)
        said = Message("patterns-slow", (self._path, figure(self._patience.spent), _shown(text)))
        return PatternError(self._path, said, line)


def _read(path: str, lines: Iterable[str], room: int) -> Iterator[_Written]:
    number = 0
    for line, text in enumerate(lines, 1):
        text = _trimmed(text.removesuffix("\r"))
        if not text or text.startswith("#"):
            continue
        number += 1
        if len(text) > LONGEST_PATTERN:
            said = Message("pattern-long", (_shown(text), figure(len(text)), figure(LONGEST_PATTERN)))
            raise PatternError(path, said, line)
        if number > room:
            raise PatternError(path, Message("many-patterns", (figure(MOST_PATTERNS),)), line)
        excludes = not text.startswith("!")
        body = text if excludes else text[1:]
        folders = body.endswith("/")
        body = body.removesuffix("/")
        alone = "/" not in body
        yield _Written(line, text, excludes, folders, alone, body.removeprefix("/"))


def _trimmed(text: str) -> str:
    """Without spaces at the end, but for one that is escaped."""
    bare = text.rstrip(" ")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return text[: len(bare) + 1] if backslashes % 2 else bare


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _matcher(pattern: str, alone: bool) -> Callable[[str], object] | None:
    """What says whether a whole path matches, or with `alone` a name; None if nothing can."""
    # Most patterns need no regular expression: a name, or an asterisk and the end of a name
    if not re.search(r"[*?\[\\]", pattern):
        return pattern.__eq__ if pattern else None
    if alone and pattern[0] == "*" and not re.search(r"[*?\[\\]", pattern[1:]):
        end = pattern[1:]
        return lambda name: name.endswith(end)
    parts = _parts(pattern)
    return re.compile(_regex(parts), re.DOTALL).fullmatch if parts else None


_Segment = list[str] | None
"""A part of a path: what stands before, between and after its asterisks. None: `**`, any parts or none."""


def _parts(pattern: str) -> list[_Segment]:
    """The pattern's parts, each single sign as a regular expression; none if it is malformed."""
    parts: list[_Segment] = [[""]]
    at = 0
    while at < len(pattern):
        sign, one, end = pattern[at], "", at + 1
        if sign == "*":
            end = _asterisks(pattern, at, parts)
        elif sign == "[":
            end, one = _class(pattern, end)
            end += 1
        elif sign == "\\":
            sign, end = pattern[end : end + 1], end + 1
            one = re.escape(sign)
        else:
            one = "[^/]" if sign == "?" else re.escape(sign)
        if sign == "/":
            parts.append([""])
        elif sign != "*" or pattern[at] != "*":
            if not one:
                return []
            (parts[-1] or [""])[-1] += one
        at = end
    return parts


def _asterisks(pattern: str, at: int, parts: list[_Segment]) -> int:
    """Take the asterisks that stand at `at` into the parts; where they end."""
    end = at
    while pattern[end : end + 1] == "*":
        end += 1
    whole = end - at > 1 and (not at or pattern[at - 1] == "/")
    if whole and pattern.startswith("\\/", end):  # where Git wants one part at least
        parts[-1:] = [["", ""], None]
    elif whole and pattern[end : end + 1] in ("", "/"):
        parts[-1] = None
    elif last := parts[-1]:
        last.append("")
    return end


def _class(pattern: str, at: int) -> tuple[int, str]:
    """Where a class ends that begins at `at`, after its bracket, and what it is; "" if it never ends."""
    negated = pattern[at : at + 1] in ("!", "^")
    at += negated
    first, before, made = at, "", ""
    while at < len(pattern) and (at == first or pattern[at] != "]"):
        sign, end = pattern[at], at + 1
        if sign == "[" and pattern.startswith(":", end) and (close := pattern.find("]", end)) > 0:
            name = pattern[at + 2 : close - 1]
            if pattern[close - 1] == ":" and close - 1 >= at + 2:
                if name not in _CLASSES:
                    return at, ""
                made, before, at = made + _CLASSES[name], "", close + 1
                continue
        if sign == "-" and before and pattern[end : end + 1] not in ("", "]"):
            end += pattern[end] == "\\"
            last = pattern[end : end + 1]
            if not last:
                break
            if before <= last:
                made += f"{re.escape(before)}-{re.escape(last)}"
            before, at = "", end + 1
            continue
        if sign == "\\":
            sign = pattern[end : end + 1]
            end += 1
        made, before, at = made + re.escape(sign), sign, end
    if at >= len(pattern):
        return at, ""
    if negated:
        return at, f"[^/{made}]"
    return at, f"(?!/)[{made}]" if made else _NEVER


def _regex(parts: list[_Segment]) -> str:
    """For the whole path. Between two `**` is a fixed number of parts, so their first place will do."""
    runs: list[list[str]] = [[]]
    for part in parts:
        if part is not None:
            runs[-1].append(_segment(part))
        elif len(runs) == 1 or runs[-1]:  # `**/**` is no more than `**`
            runs.append([])
    first, *others = ["".join(f"{segment}/" for segment in run) for run in runs]
    if not others:
        return first[:-1]
    *between, last = others
    found = "".join(f"(?>(?:[^/]+/)*?{run})" for run in between)
    return f"{first}{found}{f'(?:.*/)?{last[:-1]}' if last else '.+'}"


def _segment(chunks: list[str]) -> str:
    first, *others = chunks
    if not others:
        return first
    *between, last = others
    return f"{first}{''.join(f'(?>[^/]*?{chunk})' for chunk in between if chunk)}[^/]*{last}"
