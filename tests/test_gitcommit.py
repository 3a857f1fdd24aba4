"""Git commit messages: what Git keeps is read, the rest is not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzz.reading import check_document
from luxterm.formats import format_of, read
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from luxterm.types import Applicability
from luxterm.wording.findings import because
from tests.test_formats_cases import row
from tests.timing import assert_linear


def assert_linear_reading(format: str, kind: str, before: str = "", after: str = "") -> None:
    assert_linear(lambda count: read(f"{before}{kind * count}{after}", format))


def findings(path: str, text: str) -> list[list[object]]:
    """What the engine says of a file: line, the words, usage, and the reason where a comment keeps it."""
    result = scan_file(Job(path, Options(show_kept=True), text.encode()))
    assert result.errors == ()
    told: list[list[object]] = []
    for item in result.findings:
        finding = item.finding
        told.append([item.region.line, " ".join(finding.text.split()), finding.usage.value])
        told[-1] += [because(finding)] if finding.because.code.startswith("kept-by") else []
    return told


def fixed(path: str, text: str) -> str:
    """The file after `--fix`."""
    result = scan_file(Job(path, Options(fix=Applicability.SAFE), text.encode()))
    assert result.errors == ()
    return result.output.decode()


CUT = "------------------------ >8 ------------------------"

FILE = Path(__file__).parent / "cases" / "formats" / "gitcommit.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    segments = read(case["source"], "gitcommit").segments
    assert [row(case["source"], segment) for segment in segments] == case["read"]


@pytest.mark.parametrize("name", ["COMMIT_EDITMSG", "MERGE_MSG", "TAG_EDITMSG", "NOTES_EDITMSG"])
def test_the_files_git_writes(name: str) -> None:
    assert format_of(f"/r/.git/{name}") == format_of(rf"C:\r\.git\{name}") == "gitcommit"
    assert format_of(name.lower()) is None


SIGNS = (
    *("a", "word ", "# ", "#", "> ", "- ", "1. ", "    ", "\t", "```", "`", "~~~", "\n", "\n\n", "\r\n"),
    *("Signed-off-by: A", "See: ", f"# {CUT}", f"; {CUT}\n", "(a) ", "\f", "é", "\u2028", "\0", "\r"),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join) | st.text(max_size=100))
@example("`a``b`")
def test_laws(text: str) -> None:
    check_document(read(text, "gitcommit"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["> ", "a\n", "\n", "```\n", "`", "# a\n", "- a\n", "a-", "a\n\n", " ", f"{CUT}\n"]
)
def test_time_is_linear(kind: str) -> None:
    assert_linear_reading("gitcommit", kind)


MESSAGE = """\
Amend article 3

States shall prohibit child
# a comment
pornography in law.

> Whoever makes child pornography

# luxterm: keep child-pornography: the name of the offence
The offence of child pornography stays.

# {cut}
-child pornography
""".replace("{cut}", CUT)


def test_end_to_end() -> None:
    assert findings(".git/COMMIT_EDITMSG", MESSAGE) == [
        [3, "child # a comment pornography", "use"],
        [7, "child pornography", "quotation"],
        [10, "child pornography", "use", "kept by a comment: the name of the offence"],
    ]
    after = MESSAGE.replace("\npornography in", "\nsexual abuse material in")
    assert fixed("COMMIT_EDITMSG", MESSAGE) == after
