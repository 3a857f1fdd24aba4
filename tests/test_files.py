import os
import subprocess
import sys
from pathlib import Path

import pytest

from luxterm.system.discover import discover, matches

Problems = list[tuple[str, str]]


def tree(root: Path, files: str) -> None:
    for name in files.split():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def found(root: Path, *paths: str, **options: object) -> tuple[list[str], Problems]:
    problems: Problems = []
    names = discover(
        [str(root / path) for path in paths or [""]],
        lambda path: path.lower().endswith((".md", ".txt")),
        lambda path, message: problems.append((os.path.relpath(path, root), message)),
        **options,  # type: ignore[arg-type]
    )
    return [os.path.relpath(name, root) for name in names], problems


def no_problem(path: str, message: str) -> None:
    pytest.fail(f"{path}: {message}")


def test_folders_are_walked_in_a_stable_order(tmp_path: Path) -> None:
    tree(
        tmp_path,
        "b.md a.txt a/c.MD a/b/d.md e.png .hidden.md .git/f.md node_modules/g.md ~$h.md z/.venv/i.md",
    )
    assert found(tmp_path) == (["a.txt", "a/b/d.md", "a/c.MD", "b.md"], [])
    assert found(tmp_path, "b.md", "a", "a/b", "") == found(tmp_path, "", "a/b", "a", "b.md")


def test_a_named_file_is_always_taken(tmp_path: Path) -> None:
    tree(tmp_path, "e.png .hidden.md build/a.md")
    (tmp_path / ".gitignore").write_text("build/\n")
    names = ["e.png", ".hidden.md", "build/a.md"]
    assert found(tmp_path, *names, exclude=["*"], base=str(tmp_path)) == (sorted(names), [])


def test_the_current_folder_is_shown_without_a_dot(folder: Path) -> None:
    tree(folder, "a.md b/c.md")
    assert discover(["."], lambda path: path.endswith(".md"), no_problem) == ["a.md", "b/c.md"]
    assert discover(["."], lambda path: path.endswith("c.md"), no_problem) == ["b/c.md"]


def test_ignore_files(tmp_path: Path) -> None:
    tree(tmp_path, "a.md draft.md keep/draft.md out/b.md sub/c.md sub/d.md sub/out/e.md annex/old.md")
    (tmp_path / ".gitignore").write_text("# built\r\n/out/\r\ndraft.md\r\n")
    (tmp_path / ".luxtermignore").write_text("annex\n!draft.md\n")
    (tmp_path / "sub" / ".gitignore").write_text("c.md\n")
    (tmp_path / "keep" / ".luxtermignore").write_text("draft.md\n")
    assert found(tmp_path) == (["a.md", "draft.md", "sub/d.md", "sub/out/e.md"], [])


def test_rules_of_the_folders_above_hold_up_to_the_repository(tmp_path: Path) -> None:
    tree(tmp_path, "repo/docs/a.md repo/docs/skip.md repo/.git/x repo/out/b.md")
    (tmp_path / ".gitignore").write_text("a.md\n")
    (tmp_path / "repo" / ".gitignore").write_text("skip.md\nout/\n")
    assert found(tmp_path, "repo/docs") == (["repo/docs/a.md"], [])
    # ignored, but named
    assert found(tmp_path, "repo/out") == (["repo/out/b.md"], [])


def test_excluded_by_patterns(tmp_path: Path) -> None:
    tree(tmp_path, "a.md annexes/b.md x/annexes/c.md x/old-d.md")
    options = {"exclude": ["/annexes/", "old-*"], "base": str(tmp_path)}
    assert found(tmp_path, **options) == (["a.md", "x/annexes/c.md"], [])
    assert found(tmp_path, "x", **options) == (["x/annexes/c.md"], [])
    assert matches(str(tmp_path / "annexes/b.md"), ("annexes/**",), str(tmp_path))
    assert not matches(str(tmp_path / "a.md"), ("annexes/**",), str(tmp_path))
    assert not matches("/elsewhere/annexes/b.md", ("annexes/**",), str(tmp_path))


def test_links(tmp_path: Path) -> None:
    tree(tmp_path, "docs/b.md docs/sub/c.md outside/d.md")
    docs = tmp_path / "docs"
    (docs / "a.md").symlink_to("b.md")
    (docs / "again").symlink_to("sub")
    (docs / "far").symlink_to(tmp_path / "outside")
    assert found(tmp_path, "docs") == (["docs/b.md", "docs/far/d.md", "docs/sub/c.md"], [])


def test_problems_are_told_and_the_rest_is_found(tmp_path: Path) -> None:
    tree(tmp_path, "a.md sub/b.md")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "gone.png").symlink_to("nowhere.png")
    (tmp_path / "self.md").symlink_to("self.md")
    (tmp_path / "sub" / "up").symlink_to("..")
    os.mkfifo(tmp_path / "pipe.md")
    names, problems = found(tmp_path, "", "missing.md", "nul\0.md")
    assert names == ["a.md", "sub/b.md"]
    assert problems == [
        ("gone.md", "it is a link to something that does not exist"),
        ("self.md", "it is a link that leads to itself"),
        ("sub/up", "it is a link to a folder that contains it"),
        ("missing.md", "there is no such file or folder"),
        ("nul\0.md", "no file can have that name"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    tree(tmp_path, "a.md shut/b.md")
    shut = tmp_path / "shut"
    shut.chmod(0)
    if os.access(shut, os.R_OK):
        shut.chmod(0o755)
        pytest.skip("this user may read everything")
    try:
        assert found(tmp_path) == (["a.md"], [("shut", "permission denied")])
    finally:
        shut.chmod(0o755)


def test_nothing_heavy_is_imported_without_ignore_files(tmp_path: Path) -> None:
    tree(tmp_path, "a.md")
    code = """
import sys
before = set(sys.modules)
from luxterm.system.discover import discover
print(discover(sys.argv[1:], lambda path: path.endswith(".md"), print))
print(sorted({"pathlib", "luxterm.system.glob", "fnmatch", "logging"} & (set(sys.modules) - before)))
"""
    run = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    assert done.stdout.splitlines()[1] == "[]"
