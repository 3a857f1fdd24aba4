"""The documents that ship with luxterm, and the draft that the United Nations published, whole."""

import re
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.review.words import comment_on
from luxterm.termbase import Termbase
from luxterm.types import Finding, Severity
from tests.sets import DRAFT, needs_draft

ROOT = Path(__file__).parent.parent
POLICY = ROOT / "samples" / "policy-draft.md"
NOTE = ROOT / "samples" / "terminology-note.md"

FOUND = [
    ("child pornography", "child-pornography", "error"),
    ("child prostitution", "child-prostitution", "error"),
    ("child sex tourism", "child-sex-tourism", "error"),
    ("Child Pornography", "child-pornography", "error"),
    ("child\npornography", "child-pornography", "error"),
    ("child pornography", "child-pornography", "error"),
    ("child pornography", "child-pornography", "error"),
    ("kiddie porn", "child-porn", "error"),
    ("child prostitute", "child-prostitute", "error"),
    ("underage sex worker", "child-sex-worker", "error"),
    ("child bride", "child-bride", "info"),
    ("juvenile sex offenders", "juvenile-sex-offender", "warning"),
    ("child sex tourists", "child-sex-tourist", "warning"),
    ("sextortion", "sextortion", "warning"),
    ("child molesters", "molester", "warning"),
]
"""What the policy has to change, in order. The title and the mention at its end are not included."""

OTHERS = [
    (
        "politique-protection.md",
        [
            ("pédopornographie", "child-pornography", "error"),
            ("prostitution enfantine", "child-prostitution", "error"),
            ("pédopornographiques", "child-pornography", "error"),
            ("pédopornographiques", "child-pornography", "error"),
            ("tourisme sexuel impliquant des enfants", "child-sex-tourism", "error"),
            ("sextorsion", "sextortion", "warning"),
            ("enfant prostitué", "child-prostitute", "warning"),
        ],
        [("child-prostitution", "title"), ("child-pornography", "title"), ("child-pornography", "mention")],
    ),
    (
        "politica-proteccion.md",
        [
            ("pornografía infantil", "child-pornography", "error"),
            ("prostitución infantil", "child-prostitution", "error"),
            ("pornografía infantil", "child-pornography", "error"),
            ("pornografía infantil", "child-pornography", "error"),
            ("turismo sexual infantil", "child-sex-tourism", "warning"),
            ("sextorsión", "sextortion", "warning"),
            ("niño prostituido", "child-prostitute", "warning"),
        ],
        [("child-prostitution", "title"), ("child-pornography", "mention")],
    ),
    (
        "richtlinie-kinderschutz.md",
        [
            ("Kinderpornografie", "child-pornography", "error"),
            ("Kinderprostitution", "child-prostitution", "error"),
            ("kinderpornografische Bilder", "child-pornography", "error"),
            ("Kinderpornografie", "child-pornography", "error"),
            ("Kindersextourismus", "child-sex-tourism", "error"),
            ("Sextortion", "sextortion", "warning"),
            ("Kinderprostituierte", "child-prostitute", "error"),
        ],
        [("child-prostitution", "title"), ("child-pornography", "title"), ("child-pornography", "mention")],
    ),
    (
        "politica-de-protecao.md",
        [
            ("pornografia infantil", "child-pornography", "error"),
            ("prostituição infantil", "child-prostitution", "error"),
            ("pornografia infantil", "child-pornography", "error"),
            ("pornografia infantil", "child-pornography", "error"),
            ("turismo sexual infantil", "child-sex-tourism", "warning"),
            ("sextorsão", "sextortion", "warning"),
            ("pedofilia", "paedophile", "warning"),
            ("criança prostituída", "child-prostitute", "warning"),
        ],
        [("child-prostitution", "title"), ("child-pornography", "title"), ("child-pornography", "mention")],
    ),
]
"""The same of the other languages' policies, and what they keep, with its usage."""


SECTION = re.compile(
    r"\bI?V\. (prevention|prohibition) of the sale of children, child prostitution and child pornography",
    re.IGNORECASE,
)
"""The draft's two section headings that use the treaty's words, and their lines in its contents."""


def findings(path: Path, format: str, termbase: Termbase) -> list[Finding]:
    document = read(path.read_text(encoding="utf-8"), format)
    return [it for it in check(document, termbase, Settings()) if not it.kept]


def test_policy(termbase: Termbase) -> None:
    found = findings(POLICY, "markdown", termbase)
    assert [(it.text, it.term, it.severity.label) for it in found] == FOUND


@pytest.mark.parametrize(("name", "wanted", "kept"), OTHERS, ids=["fr", "es", "de", "pt"])
def test_policy_in_another_language(
    name: str, wanted: list[tuple[str, str, str]], kept: list[tuple[str, str]], termbase: Termbase
) -> None:
    """Use, title and mention, each in one document."""
    text = (ROOT / "samples" / name).read_text(encoding="utf-8")
    found = check(read(text, "markdown"), termbase, Settings())
    shown = [(" ".join(it.text.split()), it.term, it.severity.label) for it in found if not it.kept]
    assert shown == wanted
    assert [(it.term, it.usage.value) for it in found if it.kept] == kept


@pytest.mark.parametrize("name", [name for name, _, _ in OTHERS], ids=["fr", "es", "de", "pt"])
def test_comments_speak_the_language_of_the_text(name: str, termbase: Termbase) -> None:
    """Not a word of English between the words of the termbase."""
    for finding in findings(ROOT / "samples" / name, "markdown", termbase):
        said = "\n".join(comment_on(finding, elsewhere=True))
        assert not {"See", "Or", "Avoid", "write", "unverified"} & set(re.findall(r"\w+", said)), said


def test_note_has_nothing_to_change(termbase: Termbase) -> None:
    found = findings(NOTE, "markdown", termbase)
    assert [it for it in found if it.severity > Severity.INFO] == []
    assert {it.text for it in found} == {"child prostitution", "child pornography"}, "its quotations"


def test_fixing_the_policy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = folder / POLICY.name
    policy.write_bytes(POLICY.read_bytes())
    assert main(["check", "--fix", "--unsafe-fixes"]) == 0
    fixed = policy.read_bytes()
    for old in (b"child sex touris", b"kiddie", b"child prostitute", b"molester", b"child bride"):
        assert old not in fixed
    assert fixed.count(b"child prostitution") == 1, "in the title of the Optional Protocol"
    capsys.readouterr()
    assert main(["check", "--fix", "--unsafe-fixes"]) == 0
    assert "nothing to change" in capsys.readouterr().out
    assert policy.read_bytes() == fixed


@needs_draft
@pytest.mark.parametrize("format", ["plain", "markdown"])
def test_the_draft_guidelines(format: str, termbase: Termbase) -> None:
    """36 occurrences of the treaty's words, and only headings and their contents lines use them."""
    text = DRAFT.read_text(encoding="utf-8")
    lines = text.splitlines()
    loud = [it for it in findings(DRAFT, format, termbase) if it.severity > Severity.INFO]
    elsewhere = [
        (it.text, line)
        for it in loud
        if not SECTION.search(line := lines[text.count("\n", 0, it.start)])
        or it.text.lower() not in ("child prostitution", "child pornography")
    ]
    assert elsewhere == []
    assert len(loud) <= 8
