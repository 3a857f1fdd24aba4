"""`python -m benchmarks.office`: a folder of office documents, compared with what people do today.

That is: turn each document into text (pdftotext, pandoc, or what `unzip` finds in the XML if pandoc
can't read the file), then search the texts with ripgrep (parts of words too, which is the least work), on
the same cores. The documents are made once, by pandoc and LibreOffice, from the seeded generator's texts;
`--folder` keeps them for another run.
Needs pandoc, LibreOffice, pdftotext, unzip and ripgrep.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from email.message import EmailMessage
from itertools import cycle, islice
from pathlib import Path

from benchmarks.corpus import EVERY, Writer
from benchmarks.measure import Case, Sample, run
from benchmarks.report import Goal, Section, number, write
from benchmarks.terms import write_for_peers

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
SIZES = (6_000, 15_000, 30_000, 60_000, 90_000)
"""Bytes of text; the last is that of a long guideline, of 26 pages."""
SHARES = {
    "pdf": 25,
    "docx": 30,
    "odt": 10,
    "rtf": 5,
    "pptx": 6,
    "xlsx": 6,
    "epub": 2,
    "eml": 6,
    "html": 4,
    "md": 6,
}
"""How many of a hundred documents are of a kind."""
BASES = 20
"""How many different documents there are of each kind; the rest are copies."""

_TEXT = """
case "$1" in
  *.pdf) pdftotext "$1" - ;;
  *.docx|*.odt|*.rtf|*.epub|*.html) pandoc -t plain --wrap=none "$1" ;;
  *.pptx) unzip -p "$1" 'ppt/slides/*.xml' | sed 's/<[^>]*>/ /g' ;;
  *.xlsx) unzip -p "$1" xl/sharedStrings.xml | sed 's/<[^>]*>/ /g' ;;
  *) cat "$1" ;;
esac > "$2/${1##*/}.txt"
"""
_PIPELINE = """
rm -rf "$3"; mkdir "$3"
find "$1" -type f -print0 | xargs -0 -P "$5" -I{} sh "$2" {} "$3"
rg --count-matches -iF -f "$4" "$3"
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.office")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2, help="processor cores for both")
    parser.add_argument("--folder", type=Path, help="where the documents are kept, or are already")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    args = parser.parse_args()
    tools = ("pandoc", "soffice", "pdftotext", "unzip", "rg")
    if missing := [tool for tool in tools if not shutil.which(tool)]:
        parser.error(f"{', '.join(missing)} must be installed")
    with tempfile.TemporaryDirectory(prefix="luxterm-office-") as folder:
        work = Path(folder)
        documents = args.folder or work / "documents"
        if not documents.exists():
            make(documents, args.documents, work)
        text = measure(documents, work, args.jobs).markdown()
    print(text)
    if args.write:
        write(PAGE, text, "benchmarks.office")
    return 0


def make(folder: Path, documents: int, work: Path) -> None:
    """Writes the documents, `BASES` of each kind and copies of them."""
    bases = work / "bases"
    bases.mkdir()
    for seed, size in enumerate(islice(cycle(SIZES), BASES)):
        found = seed % EVERY == 0
        kinds = ("ordinary", "hard", "kept") if found else ("ordinary",)
        (bases / f"{seed:02}.md").write_text(Writer(seed, *kinds).markdown(size, 3 * found), encoding="utf-8")
    for source in sorted(bases.glob("*.md")):
        for kind in ("docx", "odt", "epub", "pptx", "html"):
            _run("pandoc", "-s", "-o", source.with_suffix(f".{kind}"), source, "--metadata", "title=Policy")
        _mail(source)
        _table(source)
    for kind, of in (("pdf", "odt"), ("rtf", "odt"), ("xlsx", "csv")):
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        _run(
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            bases,
            *sorted(bases.glob(f"*.{of}")),
        )
    for kind, share in SHARES.items():
        made = sorted(bases.glob(f"*.{kind}"))
        if len(made) != BASES:
            raise SystemExit(f"{len(made)} of {BASES} documents were made as .{kind}")
        for copy, source in enumerate(islice(cycle(made), round(documents * share / 100))):
            target = folder / f"{copy // 50:02}" / f"{copy:03}-{kind}.{kind}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _mail(source: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Draft for comments"
    mail.set_content(source.read_text(encoding="utf-8"))
    source.with_suffix(".eml").write_bytes(mail.as_bytes())


def _table(source: Path) -> None:
    paragraphs = source.read_text(encoding="utf-8").replace('"', '""').split("\n\n")
    rows = [f'{row},"{text}",{row * 7}' for row, text in enumerate(paragraphs, 1)]
    source.with_suffix(".csv").write_text("\n".join(("Number,Text,Amount", *rows)), encoding="utf-8")


def _run(*argv: str | Path) -> None:
    subprocess.run(argv, check=True, capture_output=True, timeout=600)


def measure(documents: Path, work: Path, jobs: int) -> Section:
    files = [path for path in documents.rglob("*") if path.is_file()]
    (work / "terms").mkdir()
    write_for_peers(work / "terms")
    (work / "text.sh").write_text(_TEXT)
    command = (sys.executable, "-c", "from luxterm.cli.start import program; program()", "check")
    luxterm = (*command, "--no-progress", "--jobs", str(jobs), str(documents))
    pipeline = (
        "sh",
        "-c",
        _PIPELINE,
        "sh",
        documents,
        work / "text.sh",
        work / "texts",
        work / "terms/terms.txt",
        jobs,
    )
    env = {"LUXTERM_CACHE": str(work / "cache")}
    cases = {
        "luxterm": (Case((*luxterm, "--no-cache"), env=env), 3),
        "luxterm, the second time": (Case((*luxterm, "--cache"), env=env), 3),
        "text of each, then ripgrep": (Case(tuple(map(str, pipeline))), 1),
    }
    samples: dict[str, Sample] = {}
    for name, (case, rounds) in cases.items():
        if "second" in name:
            run(case, work / "output", 3600)  # the first time
        samples[name] = _median(case, work, rounds)
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    section = Section(
        "Office documents",
        f"{len(files):,} documents ({megabytes:,.0f} MB; {', '.join(SHARES)}), {jobs} processes. "
        "Results are kept for the second time only.",
        ("", "seconds", "processor seconds", "documents/s", "peak MB of a process"),
    )
    for name, sample in samples.items():
        rate = len(files) / sample.wall
        cells = (sample.wall, sample.cpu, rate, sample.memory / 1e6)
        section.rows.append((name, *map(number, cells)))
    ratio = samples["text of each, then ripgrep"].wall / samples["luxterm"].wall
    section.goals.append(Goal("times as fast as text, then ripgrep", ratio, 1.0, " ×", least=True))
    again = samples["luxterm"].cpu / samples["luxterm, the second time"].cpu
    section.goals.append(Goal("times less processor time the second time", again, 20.0, " ×", least=True))
    return section


def _median(case: Case, work: Path, rounds: int) -> Sample:
    samples = sorted(
        (run(case, work / "output", 3600) for _ in range(rounds)), key=lambda sample: sample.wall
    )
    return samples[len(samples) // 2]


if __name__ == "__main__":
    sys.exit(main())
