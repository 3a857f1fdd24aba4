"""What several languages cost: the whole lexicon against its English alone, in one run."""

import os
import re
import shutil
import sys
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.measure import Case
from benchmarks.report import Goal, Section, number

WANTED = 1.15
_TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
_OTHER = re.compile(r"\[\[?terms\.(?!en\b)")


def languages(bench: Bench) -> Section:
    """Start-up and throughput."""
    from luxterm.lexicon.load import bundled, load

    folder = bench.work / "english"
    alone(Path(bundled()), folder / "luxterm_lexicon")
    known = ", ".join(load().languages)
    section = Section(
        "Languages",
        f"The lexicon as it is ({known}) and its English terms alone, on English documents; whole process, "
        "one core, processor time, medians.",
        ("", "English alone", "all languages", "all take"),
    )
    where = {
        "start-up, nothing to find": bench.corpus / "small" / "clean.md",
        "start-up, a finding": bench.corpus / "small" / "found.md",
        "a folder: ordinary": bench.corpus / "ordinary",
        "a folder: hard": bench.corpus / "hard",
    }
    for name, path in where.items():
        case = bench.luxterm("--jobs", "1", path)
        paths = os.pathsep.join([str(folder), *sys.path])
        timings = bench.time({"all": case, "alone": _with(case, paths)}, 9)
        one, several = timings.cpu("alone"), timings.cpu("all")
        section.rows.append((name, _ms(one), _ms(several), f"{number(several / one)} ×"))
        section.goals.append(Goal(f"languages: {name}", several / one, WANTED, " ×", floor=2))
    return section


def alone(lexicon: Path, folder: Path) -> None:
    """A copy of a lexicon without the terms, grammars, cues and titles of languages other than English."""
    shutil.copytree(lexicon, folder)
    for part in ("grammar", "cues", "titles"):
        for path in (folder / part).iterdir():
            if path.stem != "en":
                path.unlink()
    for path in (folder / "concepts").iterdir():
        tables = _TABLE.split(path.read_text(encoding="utf-8"))
        own: list[str] = []
        other = False
        for table in tables:
            if table.startswith("[[terms."):
                other = _OTHER.match(table) is not None
            elif not table.startswith("[terms.") and not table.startswith("[[terms"):
                other = False
            if not other:
                own.append(table)
        if any(table.startswith("[[terms.en") for table in own):
            path.write_text("".join(own), encoding="utf-8")
        else:
            path.unlink()


def _with(case: Case, paths: str) -> Case:
    return Case(case.argv, case.fine, case.cwd, {**(case.env or {}), "PYTHONPATH": paths})


def _ms(seconds: float) -> str:
    return f"{number(seconds * 1000)} ms"
