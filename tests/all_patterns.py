"""Every regular expression of the code and of the termbase, gathered so that no new one can be forgotten.

From the syntax trees, each call that makes a pattern; from the modules, each pattern that one holds. A
pattern made inside a function of something other than constants has to be named in `AT_RUN_TIME`.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import regex

from luxterm.formats import FORMATS, NAMES, between, values
from luxterm.formats.html_syntax import RAW
from luxterm.lexicon.load import load
from luxterm.system.glob import _parts, _regex  # pyright: ignore[reportPrivateUsage]

ROOT = Path(__file__).parent.parent
PACKAGES = {"luxterm": ROOT, "luxterm_server": ROOT / "server", "luxterm_lexicon": ROOT / "lexicon"}
MATCHING = frozenset(("match", "fullmatch"))
SEARCHING = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))
MAKING = frozenset(("compile", "template", *MATCHING, *SEARCHING))
EVERY = MATCHING | SEARCHING


class Found(NamedTuple):
    """A pattern, where it is, and the methods that the code calls on it."""

    where: str
    compiled: Any
    methods: frozenset[str]


def _compiled(maker: str, pattern: Any, flags: int = 0) -> Any:
    return (regex if maker in ("regex", "lazy_regex") else re).compile(pattern, flags)


def _termbase() -> Iterator[Found]:
    from luxterm.engine.judge.bibliography import _entry  # pyright: ignore[reportPrivateUsage]

    termbase = load()
    for lang in termbase.languages:
        language = termbase.language(lang)
        yield Found(f"termbase entry {lang}", _real(_entry(language)), frozenset(("match",)))
        for name, pattern in language.agreement.onsets:
            yield Found(f"termbase onset {name} {lang}", regex.compile(pattern), MATCHING)


def _shortened() -> Iterator[Found]:
    from luxterm.engine.judge.citations import _shortened  # pyright: ignore[reportPrivateUsage]

    termbase = load()
    for lang in termbase.languages:
        pattern = _real(_shortened(termbase.language(lang)))
        yield Found(f"luxterm/engine/judge/citations.py _shortened {lang}", pattern, SEARCHING)


def _joints() -> Iterator[Found]:
    termbase = load()
    for lang in termbase.languages:
        language = termbase.language(lang)
        if language.grammar.elided:
            pattern = language.divider._joints  # pyright: ignore[reportPrivateUsage]
            yield Found(f"luxterm/text/words.py _joints {lang}", pattern, SEARCHING)


def _between() -> Iterator[Found]:
    for format in sorted({*FORMATS.values(), *NAMES.values()}):
        pattern = between._pattern(format)  # pyright: ignore[reportPrivateUsage]
        yield Found(f"luxterm/formats/between.py {format}", pattern, MATCHING)


def _globs() -> Iterator[Found]:
    """Patterns of files as people write them, and some that are slow wherever asterisks go back."""
    examples = (
        "*.m?",
        "a*b*c*[!x]y",
        "*a*a*a*a*b",
        "**/docs/**/*.md",
        "**/a/**/a/**/b",
        "a/**",
        "[[:alpha:]]*-[a-f]*",
    )
    for text in examples:
        compiled = re.compile(_regex(_parts(text)), re.DOTALL)
        yield Found(f"luxterm/system/glob.py {text}", compiled, frozenset(("fullmatch",)))


def _values() -> Iterator[Found]:
    """Patterns of the cells between signs of several kinds, some of which stand in a pattern for more."""
    for sign in ',;:|\t ]^-\\"':
        for quotes in (True, False):
            compiled = values._cell(values.Kind(sign, quotes))  # pyright: ignore[reportPrivateUsage]
            yield Found(f"luxterm/formats/values.py {sign!r} {quotes}", compiled, MATCHING)


AT_RUN_TIME = {
    ("luxterm/system/glob.py", "_matcher"): _globs,
    # An element's name or a key between constants: nothing in it repeats
    ("luxterm/formats/html.py", "_end_raw"): lambda: [
        Found(f"luxterm/formats/html.py </{raw}", re.compile(rf"</{raw}(?=[\s/>])", re.I), EVERY)
        for raw in sorted(RAW)
    ],
    ("luxterm/system/toml_errors.py", "line_of"): lambda: [
        Found("luxterm/system/toml_errors.py line_of", re.compile(r'\s*"?key"?\s*='), MATCHING)
    ],
    ("luxterm/formats/between.py", "_pattern"): _between,
    ("luxterm/formats/values.py", "_cell"): _values,
    ("luxterm/engine/judge/bibliography.py", "_entry"): _termbase,
    ("luxterm/engine/judge/citations.py", "_shortened"): _shortened,
    ("luxterm/text/words.py", "_joints"): _joints,
    # The patterns of a termbase's files, which `regex` gives up after a time
    ("luxterm/termbase/given_pattern.py", "__init__"): list,
    ("luxterm/termbase/given_pattern.py", "refusal"): list,
}
"""Where a pattern is made of something known only when it is: file and function, and such patterns."""


_MAKES = re.compile(r"\b(?:re|regex)\.|\blazy_")
"""What a file has that makes patterns."""


@cache
def all_patterns() -> list[Found]:
    """Each once for the place where it is made."""
    found: dict[tuple[Any, int], Found] = {}
    for path, module in _modules():
        source, file = _source(path), path.relative_to(ROOT).as_posix()
        called = _called(ast.parse(source), module, file) if _MAKES.search(source) else ()
        for each in (*_held(module, file, path), *called):
            key = each.compiled.pattern, each.compiled.flags
            known = found.get(key)
            found[key] = known._replace(methods=known.methods | each.methods) if known else each
    for make in AT_RUN_TIME.values():
        found |= {(each.compiled.pattern, each.compiled.flags): each for each in make()}
    assert len({each.where for each in found.values()}) == len(found), "each place has one"
    return list(found.values())


@cache
def _modules() -> list[tuple[Path, ModuleType]]:
    found: list[tuple[Path, ModuleType]] = []
    for package, folder in PACKAGES.items():
        for path in sorted((folder / package).rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            if parts[-1] == "__main__":
                continue
            found.append((path, import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))))
    return found


def _real(thing: Any) -> Any:
    """A lazy pattern compiled."""
    if type(thing).__name__ in ("lazy_pattern", "lazy_regex"):
        maker: Any = type(thing)
        return maker._compile(*thing._made_of)
    return thing


def _held(module: ModuleType, file: str, path: Path) -> Iterator[Found]:
    """The patterns that a module's names stand for, also inside tables and classes."""
    for name, value in list(vars(module).items()):
        if name.startswith("__"):
            continue
        for number, thing in enumerate(_inside(value, module.__name__)):
            yield Found(f"{file} {name}{f' {number}' if number else ''}", thing, _methods(name, path))


def _inside(value: object, module: str, depth: int = 4) -> Iterator[Any]:
    value = _real(value)
    inner: Iterable[object] = ()
    if isinstance(value, (re.Pattern, regex.Pattern)):
        yield value
    elif isinstance(value, dict):
        inner = value.values()  # pyright: ignore[reportUnknownVariableType]
    elif isinstance(value, (list, tuple, set, frozenset)):
        inner = value  # pyright: ignore[reportUnknownVariableType]
    elif isinstance(value, type) and value.__module__ == module:
        inner = [each for name, each in vars(value).items() if not name.startswith("__")]
    for each in inner if depth else ():
        yield from _inside(each, module, depth - 1)


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _methods(name: str, path: Path) -> frozenset[str]:
    """What is called on the pattern of that name; everything if it is passed on, or kept in a table."""
    own = name.startswith("_")
    texts = [_source(path)] if own else [_source(each) for each, _ in _modules()]
    called: set[str] = set()
    for text in (text for text in texts if name in text):
        for use in re.finditer(rf"\b{name}\b(?!\s*(?:=[^=]|:[^\]\n]*=[^=]|,\s*$))", text, re.M):
            after = re.match(r"\.(\w+)", text[use.end() :])
            if after is None:
                if not re.search(r"(?:import|^[^\n]*\"\"\"|#)[^\n]*\Z", text[: use.start()]):
                    return EVERY
            elif after[1] in EVERY:
                called.add(after[1])
    return frozenset(called) or EVERY


def _called(tree: ast.AST, module: ModuleType, file: str) -> Iterator[Found]:
    """The patterns of calls; those made of what only the function knows must be in `AT_RUN_TIME`."""
    for function, call in _calls(tree, ""):
        maker, method = _maker(call) or ("", "")
        if not maker:
            continue
        flags = call.args[1:2] if method == "compile" else call.args[2 + (method in ("sub", "subn")) :][:1]
        flags = flags or [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
        try:
            pattern, flag = _value(call.args[0], module), _value(flags[0], module) if flags else 0
        except NameError:
            at_the_top = not function  # in a comprehension: its patterns are among those held
            assert at_the_top or (file, function) in AT_RUN_TIME or file == "luxterm/base.py", (
                file,
                function,
            )
            continue
        if isinstance(pattern, (str, bytes)) and isinstance(flag, int):
            methods = EVERY if method == "compile" else frozenset((method,))
            if method == "compile" and not function:
                continue  # held by its module
            yield Found(f"{file}:{call.lineno}", _compiled(maker, pattern, flag), methods)


def _calls(tree: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield function, node
        inner = node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else function
        yield from _calls(node, inner)


def _maker(call: ast.Call) -> tuple[str, str] | None:
    match call.func:
        case ast.Attribute(value=ast.Name(id=("re" | "regex") as maker), attr=method) if method in MAKING:
            return maker, method
        case ast.Name(id=("lazy_pattern" | "lazy_regex") as maker):
            return maker, "compile"
        case _:
            return None


def _value(node: ast.expr, module: ModuleType) -> object:
    return eval(compile(ast.Expression(node), "<pattern>", "eval"), dict(vars(module)))  # noqa: S307 (our own code)


def imported_otherwise() -> Iterable[str]:
    """Files that import functions out of `re` or `regex` by name, or these by another name."""
    for path, _ in _modules():
        for node in ast.walk(ast.parse(_source(path))):
            if isinstance(node, ast.Import):
                if any(alias.name in ("re", "regex") and alias.asname for alias in node.names):
                    yield str(path)
            elif isinstance(node, ast.ImportFrom) and node.module in ("re", "regex"):
                if path.name != "base.py" and {alias.name for alias in node.names} - {"Pattern", "Match"}:
                    yield str(path)
