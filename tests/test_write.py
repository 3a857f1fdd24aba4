import multiprocessing
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luxterm.system.atomic import WriteError, replace

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
OLD = b"A child.\r\n"
NEW = b"A girl or boy.\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bill.md"
    path.write_bytes(OLD)
    return path


def alone(path: Path) -> bool:
    """No temporary file was left."""
    return [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_new_bytes_take_the_place_of_the_old(file: Path) -> None:
    replace(str(file), OLD, NEW)
    assert file.read_bytes() == NEW
    assert alone(file)


def test_a_file_in_the_current_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    replace("bill.md", OLD, NEW)
    assert file.read_bytes() == NEW


def test_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    replace(str(path), None, NEW)
    assert path.read_bytes() == NEW
    replace(str(path), None, OLD)
    assert path.read_bytes() == OLD
    (tmp_path / "ordinary").write_bytes(b"")
    assert path.stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_nothing_new_is_nothing_to_write(file: Path) -> None:
    before = file.stat()
    replace(str(file), OLD, OLD)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    replace(str(file), OLD, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_the_owner_stays(file: Path) -> None:
    try:
        os.chown(file, 65534, 65534)
    except OSError:
        pytest.skip("this user may not give files away")
    replace(str(file), OLD, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (65534, 65534)


@posix
def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    link = tmp_path / "sub" / "link.md"
    link.symlink_to("../bill.md")
    replace(str(link), OLD, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert alone(link)


@pytest.mark.parametrize("now", [b"", b"A youth.\r\n", OLD + b" "])
def test_a_file_that_has_changed_is_left_alone(file: Path, now: bytes) -> None:
    file.write_bytes(now)
    with pytest.raises(WriteError, match="changed while it was being fixed"):
        replace(str(file), OLD, NEW)
    assert file.read_bytes() == now
    assert alone(file)


def test_a_file_that_has_gone_stays_gone(file: Path) -> None:
    file.unlink()
    with pytest.raises(WriteError, match="removed while it was being fixed"):
        replace(str(file), OLD, NEW)
    assert not file.exists()


@posix
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(WriteError, match="not a regular file"):
            replace(str(path), None, NEW)
    with pytest.raises(WriteError, match="not a directory"):
        replace(str(tmp_path / "pipe" / "a.md"), None, NEW)


@posix
def test_a_locked_file_is_refused(file: Path) -> None:
    import fcntl

    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(WriteError, match="another program"):
            replace(str(file), OLD, NEW)
    assert file.read_bytes() == OLD


def test_an_interruption_leaves_no_trace(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(source: str, target: str, **folders: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace(str(file), OLD, NEW)
    assert file.read_bytes() == OLD
    assert alone(file)


def attempt(
    path: str, old: bytes, new: bytes, wait: Callable[[], object], results: "multiprocessing.Queue[str]"
):
    wait()
    try:
        replace(path, old, new)
        results.put("done")
    except WriteError as error:
        results.put(str(error))


@posix
@pytest.mark.parametrize("round_", range(5))
def test_of_several_processes_one_wins(file: Path, round_: int) -> None:
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    barrier = context.Barrier(4)
    texts = [b"%d" % n * 100_000 for n in range(4)]
    processes = [
        context.Process(target=attempt, args=(str(file), OLD, text, barrier.wait, results)) for text in texts
    ]
    for process in processes:
        process.start()
    told = [results.get(timeout=20) for _ in processes]
    for process in processes:
        process.join(20)
    assert told.count("done") == 1
    assert all(message == "done" or "check it again" in message for message in told)
    assert file.read_bytes() in texts
    assert alone(file)


@posix
def test_a_file_too_large_for_the_limit(file: Path) -> None:
    code = f"""
import resource, sys
sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
from luxterm.system.atomic import WriteError, replace
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    replace(sys.argv[1], {OLD!r}, b"x" * 5000)
except WriteError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "file too large\n"
    assert file.read_bytes() == OLD
    assert alone(file)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not mount or not unmount or sys.platform != "linux":
        pytest.skip("no way to make a small disk here")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True)
    if made.returncode:
        pytest.skip("this user may not mount a disk")
    try:
        yield disk
    finally:
        subprocess.run([unmount, disk], check=True)


def test_a_full_disk(tiny_disk: Path) -> None:
    path = tiny_disk / "bill.md"
    path.write_bytes(OLD)
    with pytest.raises(WriteError, match="no space left on device"):
        replace(str(path), OLD, b"x" * 100_000)
    assert path.read_bytes() == OLD
    assert alone(path)


@posix
@pytest.mark.parametrize(("mode", "folder_mode"), [(0o444, 0o755), (0o644, 0o555)])
def test_without_permission(file: Path, mode: int, folder_mode: int) -> None:
    if os.geteuid() == 0:
        pytest.skip("this user may write everything")
    file.chmod(mode)
    file.parent.chmod(folder_mode)
    try:
        with pytest.raises(WriteError, match="permission denied"):
            replace(str(file), OLD, NEW)
    finally:
        file.parent.chmod(0o755)
    assert file.read_bytes() == OLD
    assert alone(file)


def test_a_new_file_is_made_as_the_system_makes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mask is the whole process's: in an office, other threads make files meanwhile."""
    before = os.umask(0o027)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(os, "umask", None)
            replace(str(tmp_path / "new"), None, NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_what_has_to_be_new_takes_the_place_of_nothing(file: Path) -> None:
    with pytest.raises(WriteError, match="was made meanwhile"):
        replace(str(file), None, NEW, fresh=True)
    assert file.read_bytes() == OLD
    assert alone(file)
