"""The same document in every kind of file has the same findings: the readers neither lose nor add a word."""

from collections import Counter
from pathlib import Path

import pytest

from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from tests.convert import by_libreoffice, by_pandoc

LAW = """# Duties of providers

Providers of hosting services shall report child pornography[^1] to the competent authority, and shall keep
the self-generated material of the children concerned.

[^1]: See the Optional Protocol to the Convention on the Rights of the Child on the sale of children, child
    prostitution and child pornography.

## Rights

- No child prostitute is liable.
- The term “child prostitution” is not used in this Act.

> States Parties shall prohibit the sale of children, child prostitution and child pornography.

| Offence            | Penalty   |
|--------------------|-----------|
| Child pornography  | Two years |
"""
PADDING = "The competent authorities shall report every year on the implementation of this article. " * 6


def findings(path: Path) -> Counter[str]:
    result = scan_file(Job(str(path), Options(show_kept=True)))
    assert not result.errors
    return Counter(located.finding.term for located in result.findings)


@pytest.mark.slow
def test_finds_the_same_in_every_kind(tmp_path: Path) -> None:
    source = tmp_path / "law.md"
    source.write_text("\n\n".join((LAW, *[PADDING] * 12, LAW.replace("[^1]", "[^2]"))), encoding="utf-8")
    expected = findings(source)
    assert expected.total() >= 12
    made = [source.with_suffix(f".{kind}") for kind in ("docx", "odt", "epub", "html")]
    by_pandoc(source.read_text(encoding="utf-8"), *made)
    by_libreoffice(source.with_suffix(".odt"), "pdf", "rtf")
    kinds = ("docx", "odt", "epub", "html", "pdf", "rtf")
    assert {kind: findings(source.with_suffix(f".{kind}")) for kind in kinds} == dict.fromkeys(
        kinds, expected
    )
