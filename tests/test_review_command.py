"""`luxterm review`: where a copy goes, what is said, what is refused."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from luxterm.cli.main import main
from tests.office import odf, wordml
from tests.office.review_cases import BAD, case_document
from tests.office.wordml import (
    files,
    paragraph,
)


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = case_document("several in a paragraph")
    Path("policy.docx").write_bytes(data)

    def said(*args: str) -> tuple[int, str, str]:
        status = main(["review", *args])
        out, err = capsys.readouterr()
        return status, out, err

    done = (1, "policy.reviewed.docx: 3 changes tracked.\n", "")
    assert said("policy.docx") == done
    assert Path("policy.docx").read_bytes() == data
    copy = Path("policy.reviewed.docx").read_bytes()
    assert said("policy.docx")[::2] == (
        2,
        "luxterm: policy.reviewed.docx already exists: move it, or name the copy with --output\n",
    )
    assert said("policy.docx", "-o", "policy.docx")[0] == 2
    assert said("policy.docx", "-o", "missing/copy.docx")[0] == 2
    assert said("policy.docx", "--fail-on", "never", "-o", "other.docx")[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "other.docx",
        "policy.docx",
        "policy.reviewed.docx",
    ]
    assert Path("policy.docx").read_bytes() == data
    assert said("policy.docx", "--in-place")[0] == 1
    assert files(Path("policy.docx").read_bytes()).keys() == files(copy).keys()
    Path("empty.docx").write_bytes(b"")
    assert said("empty.docx") == (2, "", "luxterm: empty.docx: cannot be read: it is empty\n")
    assert said("notes.md")[0] == 2
    assert said("gone.docx") == (2, "", "luxterm: gone.docx: cannot be read: no such file or directory\n")
    assert said("other.docx") == (0, "other.docx: nothing to change; no copy was made.\n", "")
    Path("good.docx").write_bytes(wordml.docx(paragraph("Fine.")))
    assert said("good.docx") == (0, "good.docx: nothing to change; no copy was made.\n", "")
    assert not Path("good.reviewed.docx").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("source", "target", "status"),
    [
        ("a.docx", "b.DOCX", 1),
        ("a.docx", "copy", 1),
        ("a.docx", "b.odt", 2),
        ("a.docx", "b.pdf", 2),
        ("a.docx", "b.docm", 2),
        ("a.docx", "-", 2),
        ("a.docm", "b.docm", 1),
        ("a.odt", "b.fodt", 2),
        ("a.fodt", "b.fodt", 1),
    ],
)
def test_names_of_copies(
    capsys: pytest.CaptureFixture[str],
    source: str,
    target: str,
    status: int,
) -> None:
    made = {"odt": odf.odt, "fodt": odf.fodt}.get(source.partition(".")[2])
    Path(source).write_bytes(made(odf.p(BAD)) if made else wordml.docx(paragraph(BAD)))
    assert main(["review", source, "-o", target]) == status
    assert Path(target).exists() == (status == 1)
    if status == 2:
        assert capsys.readouterr().err.startswith(
            f"luxterm: {target}: the copy of a .{source.partition('.')[2]} file must be "
            if target != "-"
            else "luxterm: the copy cannot go to standard output"
        )


def test_nothing_to_change_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, copy = tmp_path / "a.docx", tmp_path / "a.reviewed.docx"

    def said(path: Path) -> str:
        main(["review", "--fail-on", "never", str(path)])
        return capsys.readouterr().out

    title = "Having regard to the Convention on Cybercrime, Article 9 (Offences related to child pornography)"
    for text in ("The law says “child pornography”.", title):
        path.write_bytes(wordml.docx(paragraph(text)))
        assert said(path) == f"{path}: nothing to change; no copy was made.\n"
    path.write_bytes(case_document("a comment alone"))
    assert said(path) == f"{copy}: 1 comment where only you can decide.\n"
    assert said(copy) == f"{copy}: nothing to add; no copy was made.\n"


@pytest.mark.usefixtures("folder")
def test_check_fix_changes_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    data = case_document("inside one run")
    for name in ("a.docx", "b.docx"):
        Path(name).write_bytes(data)
    assert main(["check", "--fix"]) == 1
    out, err = capsys.readouterr()
    assert err.count("luxterm review FILE makes a copy") == 1
    assert "a.docx: paragraph 2: error: Avoid “child pornography”" in out
    assert "--fix" not in out
    assert Path("a.docx").read_bytes() == data


@pytest.mark.usefixtures("folder")
def test_limits_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("luxterm.toml").write_text("[limits]\nsize = 1\ntime = 1\n")
    Path("large.docx").write_bytes(bytes(1_000_001))
    assert main(["review", "large.docx"]) == 2
    assert "cannot be read: it is 1 MB, and the limit is 1 MB" in capsys.readouterr().err
    Path("slow.docx").write_bytes(wordml.docx(paragraph(BAD)))
    monkeypatch.setattr("luxterm.review.file.review", lambda *_: time.sleep(20))
    assert main(["review", "slow.docx"]) == 2
    assert capsys.readouterr().err.startswith("luxterm: slow.docx: was not reviewed: ")
    assert sorted(os.listdir()) == ["large.docx", "luxterm.toml", "slow.docx"]


def test_a_copy_that_somebody_made_meanwhile_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from luxterm.cli import review

    made, copy = review.review_file, folder / "policy.reviewed.docx"

    def late(*args: Any) -> Any:
        copy.write_bytes(b"theirs")
        return made(*args)

    monkeypatch.setattr(review, "review_file", late)
    Path("policy.docx").write_bytes(case_document("several in a paragraph"))
    assert main(["review", "policy.docx"]) == 2
    assert "was made meanwhile" in capsys.readouterr().err
    assert copy.read_bytes() == b"theirs"
