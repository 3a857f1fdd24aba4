"""`--fix` writes nothing outside of what was named: real links, found on the walk or named."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.scan.configurations import Configurations
from luxterm.scan.deciding import Answer, Choice, decide
from luxterm.scan.job import Located
from luxterm.scan.overrides import Overrides
from luxterm.scan.plan import plan
from luxterm.system import atomic, leftovers
from luxterm.system.atomic import Linked, WriteError, replace
from tests.office.review_cases import case_document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
BAD = "Nine child prostitutes were identified.\n"
GOOD = "Nine children exploited in prostitution were identified.\n"
SAID = (
    "was not fixed: it is a link, or in a folder that is a link;"
    " to fix what it leads to, name the file itself"
)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a folder beside it."""
    (tmp_path / "tree").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.md").write_text(BAD)
    monkeypatch.chdir(tmp_path / "tree")
    atomic.tidy.cache_clear()
    return tmp_path / "tree"


def fix(capsys: pytest.CaptureFixture[str], *paths: str) -> tuple[int, str]:
    """The exit status, and what stands on standard error."""
    status = main(["check", "--fix", *paths])
    return status, capsys.readouterr().err


def test_a_link_that_is_found_is_not_followed(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "link.md").symlink_to("../outside/a.md")
    status, said = fix(capsys)
    assert (tree.parent / "outside" / "a.md").read_text() == BAD
    assert (tree / "link.md").is_symlink()
    assert said == f"luxterm: link.md: {SAID}\n"
    assert status == 1, "the findings are still there"


def test_it_fails_a_run_only_by_its_findings(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "link.md").symlink_to("../outside/a.md")
    assert main(["check", "--fix", "--fail-on", "never", "--format", "json"]) == 0
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert report["errors"] == []
    assert report["notes"] == [{"path": "link.md", "message": SAID}]
    assert captured.err == f"luxterm: link.md: {SAID}\n"


def test_nobody_is_asked_about_what_a_link_that_is_found_leads_to(tree: Path) -> None:
    (tree / "link.md").symlink_to("../outside/a.md")
    (tree / "own.md").write_text(BAD)

    def everything(path: str, item: Located) -> Answer:
        assert path == "own.md"
        return Answer(Choice.ALL)

    jobs = plan(Configurations(Overrides(interactive=True)), lambda *_: None).jobs
    results = [decide(job, everything, lambda _: None)[0] for job in jobs]
    assert [(it.path, it.fixed, [note.code for note in it.notes]) for it in results] == [
        ("link.md", 0, ["link-not-fixed"]),
        ("own.md", 1, []),
    ]
    assert (tree.parent / "outside" / "a.md").read_text() == BAD
    assert (tree / "own.md").read_text() == GOOD


def test_a_link_without_anything_to_fix_is_not_worth_a_word(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree.parent / "outside" / "a.md").write_text(GOOD)
    (tree / "link.md").symlink_to("../outside/a.md")
    assert fix(capsys) == (0, "")


@pytest.mark.parametrize("also", [[], ["."]])
def test_a_link_that_is_named_is_followed(
    tree: Path, capsys: pytest.CaptureFixture[str], also: list[str]
) -> None:
    (tree / "a-link.md").symlink_to("../outside/a.md")
    (tree / "link.md").symlink_to("../outside/a.md")
    assert fix(capsys, "link.md", *also) == (0, "")
    assert (tree.parent / "outside" / "a.md").read_text() == GOOD
    assert (tree / "link.md").is_symlink()
    assert (tree / "link.md").readlink() == Path("../outside/a.md")


def test_a_folder_that_is_found_by_a_link_is_not_fixed(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "sub").mkdir()
    (tree / "sub" / "linked").symlink_to("../../outside")
    _, said = fix(capsys)
    assert (tree.parent / "outside" / "a.md").read_text() == BAD
    assert said == f"luxterm: sub/linked/a.md: {SAID}\n"


@pytest.mark.parametrize("name", ["linked", "linked/", "./linked", "linked/.", "ABSOLUTE"])
def test_nothing_in_a_folder_that_is_a_link_is_fixed_though_it_is_named(
    tree: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tree / "linked").symlink_to("../outside")
    status, said = fix(capsys, str(tree / "linked") if name == "ABSOLUTE" else name)
    assert status == 1
    assert said.endswith(f"a.md: {SAID}\n")
    assert (tree.parent / "outside" / "a.md").read_text() == BAD


def test_what_is_named_by_a_link_to_its_folder_too_is_fixed(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "linked").symlink_to("../outside")
    assert fix(capsys, "linked", "../outside") == (0, "")
    assert (tree.parent / "outside" / "a.md").read_text() == GOOD


@pytest.mark.parametrize("flag", ["--fix", "--diff"])
def test_the_report_says_what_was_left_and_promises_nothing(
    tree: Path, capsys: pytest.CaptureFixture[str], flag: str
) -> None:
    (tree / "link.md").symlink_to("../outside/a.md")
    assert main(["check", flag]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith(f"luxterm: link.md: {SAID}\n")
    shown = captured.out + captured.err
    assert "can be fixed with --fix" not in shown
    assert "+Nine children" not in shown
    if flag == "--fix":
        assert "1 file not fixed: links, or in folders that are links." in captured.out


def test_sarif_and_junit_say_what_was_left(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "link.md").symlink_to("../outside/a.md")
    main(["check", "--fix", "--format", "sarif"])
    (invocation,) = json.loads(capsys.readouterr().out)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is True
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["level"], told["message"]["text"]) == ("note", SAID)
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "link.md"
    main(["check", "--fix", "--format", "junit"])
    assert f"link.md: {SAID}" in capsys.readouterr().out


def test_a_file_in_a_linked_folder_that_is_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "linked").symlink_to("../outside")
    assert fix(capsys, "linked/a.md") == (0, "")
    assert (tree.parent / "outside" / "a.md").read_text() == GOOD


def test_a_link_from_inside_to_inside_is_fixed_once_under_its_own_name(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "sub").mkdir()
    (tree / "sub" / "real.md").write_text(BAD)
    (tree / "a.md").symlink_to("sub/real.md")
    (tree / "folder").symlink_to("sub")
    assert main(["check", "--fix", "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert (tree / "sub" / "real.md").read_text() == GOOD
    assert (tree / "a.md").is_symlink()
    assert captured.err == ""
    assert json.loads(captured.out)["summary"]["files"] == 1


def test_a_link_to_what_is_left_out_inside_is_not_followed(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / ".hidden.md").write_text(BAD)
    (tree / "a.md").symlink_to(".hidden.md")
    assert SAID in fix(capsys)[1]
    assert (tree / ".hidden.md").read_text() == BAD


def test_loops_and_links_to_nowhere(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "a.md").write_text(BAD)
    (tree / "self.md").symlink_to("self.md")
    (tree / "one.md").symlink_to("two.md")
    (tree / "two.md").symlink_to("one.md")
    (tree / "nowhere.md").symlink_to("../outside/new.md")
    (tree / "up").symlink_to("..")
    status, said = fix(capsys)
    assert (tree / "a.md").read_text() == GOOD
    assert sorted(path.name for path in (tree.parent / "outside").iterdir()) == ["a.md"]
    assert (tree.parent / "outside" / "a.md").read_text() == BAD
    assert status == 2
    lines = said.splitlines()
    assert len(lines) == len(set(lines))
    for name in ("self.md", "one.md", "two.md", "nowhere.md"):
        assert sum(line.startswith(f"luxterm: {name}: ") for line in lines) == 1


def test_a_file_that_becomes_a_link_meanwhile(tree: Path) -> None:
    (tree / "a.md").symlink_to("../outside/a.md")
    with pytest.raises(Linked):
        replace("a.md", BAD.encode(), GOOD.encode(), ".")
    (tree / "a.md").unlink()
    (tree / "a.md").write_text(BAD)
    real = atomic._verify  # pyright: ignore[reportPrivateUsage]

    def swapped(*args: object) -> None:
        real(*args)  # type: ignore[arg-type]
        (tree / "a.md").unlink()
        (tree / "a.md").symlink_to("../outside/a.md")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_verify", swapped)
        replace("a.md", BAD.encode(), GOOD.encode(), ".")
    assert (tree.parent / "outside" / "a.md").read_text() == BAD


def test_a_folder_that_becomes_a_link_meanwhile(tree: Path) -> None:
    (tree / "sub").mkdir()
    (tree / "sub" / "a.md").write_text(BAD)
    real = atomic._verify  # pyright: ignore[reportPrivateUsage]

    def swapped(*args: object) -> None:
        real(*args)  # type: ignore[arg-type]
        (tree / "sub").rename(tree / "was")
        (tree / "sub").symlink_to("../outside")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_verify", swapped)
        replace("sub/a.md", BAD.encode(), GOOD.encode(), ".")
    assert (tree.parent / "outside" / "a.md").read_text() == BAD
    assert (tree / "was" / "a.md").read_text() == GOOD


def test_a_file_with_several_names_changes_under_the_one_that_is_fixed(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.link(tree.parent / "outside" / "a.md", tree / "a.md")
    assert fix(capsys) == (0, "")
    assert (tree / "a.md").read_text() == GOOD
    assert (tree.parent / "outside" / "a.md").read_text() == BAD


def test_a_baseline_that_is_named_by_a_link(tree: Path) -> None:
    (tree / "a.md").write_text(BAD)
    (tree.parent / "outside" / "known.json").write_text("")
    (tree / "known.json").symlink_to("../outside/known.json")
    assert main(["check", "a.md", "--write-baseline", "known.json"]) == 0
    assert (tree / "known.json").is_symlink()
    assert (tree.parent / "outside" / "known.json").stat().st_size > 0


def test_a_reviewed_copy_goes_where_a_named_link_leads_and_nowhere_unnamed(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / "bill.docx").write_bytes(case_document("several in a paragraph"))
    (tree / "copy.docx").symlink_to("../outside/copy.docx")
    main(["review", "bill.docx", "-o", "copy.docx"])
    assert (tree / "copy.docx").is_symlink()
    assert (tree.parent / "outside" / "copy.docx").stat().st_size > 0
    (tree / "bill.reviewed.docx").symlink_to("../outside/a.md")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)  # put there just after
    assert main(["review", "bill.docx"]) == 2
    assert (tree.parent / "outside" / "a.md").read_text() == BAD


WRITING = """
import sys, time
from luxterm.system.atomic import rewriting
with rewriting(sys.argv[1]) as file:
    file.write("half")
    file.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


def writing(path: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITING, str(path)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def temporary(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".luxterm-")]


def test_what_a_kill_left_goes_with_the_next_run(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "a.md").write_text(BAD)
    (tree / "sub").mkdir()
    with writing(tree / "report.html") as killed, writing(tree / "other.html") as live:
        try:
            killed.send_signal(signal.SIGKILL)
            killed.wait()
            assert len(temporary(tree)) == 2
            foreign = tree / ".luxterm-00000000-1-0123456789abcdef.tmp"
            foreign.write_text("of another machine")
            (tree / ".luxterm-mine.tmp").write_text("not ours")
            assert fix(capsys, ".") == (0, "")
            left = temporary(tree)
            assert foreign.name in left
            assert ".luxterm-mine.tmp" in left
            assert len(left) == 3, "that of the live process stays"
            assert any(f"-{live.pid}-" in name for name in left)
        finally:
            live.kill()
    assert (tree / "a.md").read_text() == GOOD
    leftovers.remove(str(tree))
    assert len(temporary(tree)) == 2


def test_a_process_that_has_another_ones_number(tree: Path) -> None:
    name = leftovers.name()
    (tree / name).write_text("half")
    leftovers.remove(str(tree))
    assert temporary(tree) == [name], "it may have been made just now"
    os.utime(tree / name, (1, 1))
    leftovers.remove(str(tree))
    assert temporary(tree) == []


def test_only_files_are_left_over(tree: Path) -> None:
    machine = leftovers.name().split("-")[1]
    link, folder = (tree / f".luxterm-{machine}-999999999-{n * 16}.tmp" for n in "ab")
    link.symlink_to("../outside/a.md")
    folder.mkdir()
    leftovers.remove(str(tree))
    assert link.is_symlink()
    assert folder.is_dir()
    assert (tree.parent / "outside" / "a.md").read_text() == BAD


def test_a_write_that_fails_leaves_nothing(tree: Path) -> None:
    (tree / "a.md").write_text(BAD)
    with pytest.raises(WriteError):
        replace("a.md", GOOD.encode(), BAD.encode(), ".")
    assert temporary(tree) == []


@pytest.mark.parametrize("command", ["check", "review"])
def test_a_pipe_that_nobody_writes_to_takes_no_longer_than_a_file_may(
    tree: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (tree / "luxterm.toml").write_text("[limits]\ntime = 1\n")
    os.mkfifo(tree / "bill.docx")
    assert main([command, "bill.docx"]) == 2
    assert "it took longer than 1 s ([limits] time)" in capsys.readouterr().err


def test_pre_commit_never_names_a_link(tree: Path) -> None:
    """Its hooks take files, as all do that say no other type, and a link is only ever a link to it."""
    identify = pytest.importorskip("identify.identify")
    import yaml

    (tree / "a.md").write_text(BAD)
    (tree / "link.md").symlink_to("a.md")
    hooks = yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        types = set(hook.get("types", ["file"]))
        assert types <= identify.tags_from_path("a.md")
        assert not types <= identify.tags_from_path("link.md")
