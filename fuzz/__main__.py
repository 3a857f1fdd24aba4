"""`python -m fuzz SECONDS`: random inputs, and whether a law is broken.

Exit status 1 if one is; what broke it is in `fuzz/cases/` then, as small as it gets.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("", "lexicon", "server")]
if "LUXTERM_CACHE" not in os.environ:  # not the user's own
    os.environ["LUXTERM_CACHE"] = str(Path(tempfile.gettempdir()) / "luxterm-fuzz-cache")

from fuzz import cases  # noqa: E402 (found only now)
from fuzz.run import Outcome, Plan, run  # noqa: E402 (the same)
from fuzz.subjects import SUBJECTS  # noqa: E402 (the same)
from fuzz.texts import FORMATS, TEXTS, in_formats  # noqa: E402 (the same)

FOREVER = 10**12


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m fuzz", description="Random inputs, and whether a law is broken."
    )
    parser.add_argument("seconds", type=float, nargs="?", help="how long to run (default: 60, or --inputs)")
    parser.add_argument("--inputs", type=int, metavar="N", help="run N inputs")
    parser.add_argument("--seed", help="repeat a run (default: a new one each time)")
    parser.add_argument("--subject", action="append", choices=SUBJECTS, help="only this; may be repeated")
    parser.add_argument(
        "--format", action="append", choices=FORMATS, help="only texts in this format; may be repeated"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument(
        "--cases", type=Path, default=cases.FOLDER, help="where failures go (default: fuzz/cases)"
    )
    parser.add_argument("--no-grow", action="store_true", help="don't add to the corpus")
    asked = parser.parse_args(arguments)
    seconds = asked.seconds or (FOREVER if asked.inputs else 60.0)
    seed = asked.seed or os.urandom(4).hex()
    names = asked.subject or (SUBJECTS if not asked.format else [TEXTS.name])
    if asked.format and [*names] != [TEXTS.name]:
        parser.error(f"--format is of the subject {TEXTS.name} alone")
    chosen = (in_formats(asked.format),) if asked.format else tuple(SUBJECTS[name] for name in names)
    print(f"seed {seed}, {asked.jobs} processes", flush=True)
    begin = monotonic()
    outcome = run(Plan(chosen, seed, seconds, asked.inputs or FOREVER, asked.jobs, not asked.no_grow))
    _show(outcome, monotonic() - begin)
    for failure in outcome.failures:
        path = cases.write(failure.subject, failure.input, failure.seen, asked.cases)
        print(f"\n{failure.subject}: {failure.seen.law}\n  {failure.seen.said}\n  {path}")
    return 1 if outcome.counted else 0


def _show(outcome: Outcome, seconds: float) -> None:
    total = sum(outcome.inputs.values())
    broken = sum(outcome.counted.values())
    print(f"\n{'subject':<15}{'inputs':>12}{'seconds':>10}{'broken':>8}")
    for name, count in sorted(outcome.inputs.items()):
        found = sum(number for (subject, _), number in outcome.counted.items() if subject == name)
        print(f"{name:<15}{count:>12,}{outcome.seconds[name]:>10,.0f}{found:>8,}")
    print(
        f"{'all':<15}{total:>12,}{seconds:>10,.0f}{broken:>8,}   {total / max(seconds, 0.001):,.0f} a second"
    )
    for (subject, law), number in outcome.counted.most_common():
        print(f"  {number:>6,} × {subject}: {law}")
    if outcome.kept:
        print(f"{outcome.kept} inputs added to the corpus")


if __name__ == "__main__":
    sys.exit(main())
