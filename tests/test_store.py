"""The compiled termbase: rebuilt when anything is wrong with the stored copy, which is then never trusted."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from luxterm.lexicon.load import bundled, load, termbase_of
from luxterm.termbase import store
from luxterm.termbase.tables import file_named, file_rows

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
DATA = {"about": b"a small one", "language en": bytes(range(200)), "prefilter": b""}
OTHER = dict.fromkeys(DATA, b"made anew")
SIGN = b"lexicon/a.toml|12|1700000000"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A stored copy of DATA."""
    path = tmp_path / "cache" / "0.termbase"
    store.Stored(str(path), SIGN, lambda: DATA).remake()
    return path


def is_taken(place: Path, sign: bytes = SIGN) -> bool:
    """Whether all of the copy is used, and nothing made again; it is never mistaken for something else."""
    stored = store.Stored(str(place), sign, lambda: OTHER)
    found = {name: bytes(stored[name]) for name in DATA}
    assert all(part in (DATA[name], OTHER[name]) for name, part in found.items())
    return found == DATA


def test_what_is_saved_is_loaded(place: Path) -> None:
    assert is_taken(place)
    assert [path.name for path in place.parent.iterdir()] == [place.name], "nothing temporary is left"


@POSIX
def test_only_its_owner_may_read_or_write(place: Path) -> None:
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_missing_or_stale(place: Path) -> None:
    assert not is_taken(place.with_name("other"))
    assert not is_taken(place.parent)
    assert not is_taken(place, SIGN + b"0")
    assert not is_taken(place), "the other one is saved in its stead"


def test_every_cut_and_every_changed_byte_is_seen(place: Path) -> None:
    whole = place.read_bytes()
    for at in range(len(whole)):
        place.write_bytes(whole[:at])
        assert not is_taken(place), f"cut at {at}"
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert not is_taken(place), f"changed at {at}"
    place.write_bytes(whole + b"\0")
    assert not is_taken(place)
    place.write_bytes(whole)
    assert is_taken(place)


def test_damaged_between_two_parts(place: Path) -> None:
    stored = store.Stored(str(place), SIGN, lambda: OTHER)
    assert stored["about"] == DATA["about"]
    place.unlink()
    assert stored["language en"] == OTHER["language en"]
    assert place.exists(), "and is stored again"
    with pytest.raises(KeyError):
        stored["language fr"]


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
@pytest.mark.parametrize(
    "body", [b"", b"\0", b"\1\0\0\0", b"\xff" * 40, file_rows([1]), file_named({"about": b"i"})]
)
def test_a_right_checksum_over_something_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: bytes
) -> None:
    """Writing a file with the right head still can't make luxterm run or use what isn't a termbase."""
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path))
    roots = [bundled()]
    parts = {"about": body, "prefilter": b""}
    store.Stored(store.place(roots), store.signature(roots), lambda: parts).remake()
    assert "en" in load().languages


@POSIX
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_copy_that_others_may_write_is_not_trusted(place: Path, mode: int) -> None:
    place.chmod(mode)
    assert not is_taken(place)


@POSIX
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_a_copy_of_somebody_else_is_not_trusted(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = place.read_bytes()
    os.chown(place, 12345, 12345)
    assert not is_taken(place)
    place.write_bytes(whole)
    os.chown(place, 0, 0)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert is_taken(place), "root's own may be used by everybody"


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o1777])
def test_a_copy_in_a_folder_that_others_may_write_to_is_not_trusted(place: Path, mode: int) -> None:
    place.parent.chmod(mode)  # somebody might move another file of the user's there
    assert not is_taken(place)


@pytest.mark.skipif(sys.platform != "linux", reason="macOS doesn't limit memory")
def test_a_damaged_number_takes_no_memory(place: Path) -> None:
    import tracemalloc

    whole = place.read_bytes()
    head = len(store._MAGIC) + 8  # pyright: ignore[reportPrivateUsage]
    place.write_bytes(whole[: head + 4] + b"\xff\xff\xff\xff" + whole[head + 8 :])
    tracemalloc.start()
    try:
        assert not is_taken(place)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_what_cannot_be_saved_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not is_taken(tmp_path / "file" / "0.termbase")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_signature_sees_every_change(tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()
    one = tmp_path / "concepts" / "a.toml"
    one.write_text("a = 1\n")
    os.utime(one, ns=(1, 1))
    first = store.signature([str(tmp_path)])
    assert store.signature([str(tmp_path)]) == first
    (tmp_path / "notes.md").write_text("no part of a termbase")
    assert store.signature([str(tmp_path)]) == first

    def changed(change: Callable[[], object]) -> bool:
        before = store.signature([str(tmp_path)])
        change()
        return store.signature([str(tmp_path)]) != before

    assert changed(lambda: os.utime(one, ns=(2, 2)))
    assert changed(lambda: one.write_text("a = 10\n"))
    assert changed(lambda: one.rename(one.with_name("b.toml")))
    assert changed(lambda: (tmp_path / "sources.toml").write_text(""))
    assert changed(lambda: (tmp_path / "sources.toml").unlink())


def test_the_place_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    roots = [str(tmp_path / "lexicon")]
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path / "mine"))
    assert Path(store.place(roots)).parent == tmp_path / "mine"
    assert store.place(roots) != store.place([*roots, "another"])
    if sys.platform == "linux":
        monkeypatch.delenv("LUXTERM_CACHE")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
        assert Path(store.place(roots)).parent == tmp_path / "xdg" / "luxterm"
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setenv("HOME", str(tmp_path))
        assert Path(store.place(roots)).parent == tmp_path / ".cache" / "luxterm"


@pytest.mark.slow
@pytest.mark.usefixtures("brief_bundled")
def test_a_damaged_copy_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path))
    first = load()
    (path,) = tmp_path.glob("*.termbase")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert load().sha256 == first.sha256
    stored = store.Stored(str(path), store.signature([bundled()]), dict)
    assert stored["prefilter"], "and is stored again"
    assert stored["en terms"]


def test_a_packed_termbase_brings_its_compiled_copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Wherever it is unpacked, and later; but not once it says something else."""
    packed = tmp_path / "unpacked" / "luxterm_lexicon"
    shutil.copytree(bundled(), packed, ignore=shutil.ignore_patterns("__pycache__"))
    load()
    whole = store.Stored(store.place([bundled()]), store.signature([bundled()]), dict)
    store.ship(str(packed), bundled(), {name: bytes(whole[name]) for name in whole.names})
    for path in packed.rglob("*.toml"):
        os.utime(path, (1, 1))
    monkeypatch.setattr("luxterm.lexicon.load.bundled", lambda: str(packed))
    monkeypatch.setattr("luxterm.lexicon.compile.compile_checked", pytest.fail)
    monkeypatch.setenv("LUXTERM_CACHE", str(tmp_path / "cache"))
    assert load().language("en").terms
    assert not (tmp_path / "cache").exists()
    made: list[list[str]] = []

    def compiled(roots: list[str]) -> dict[str, bytes]:
        made.append(roots)
        return {name: bytes(whole[name]) for name in whole.names}

    monkeypatch.setattr("luxterm.lexicon.compile.compile_checked", compiled)
    with open(packed / "lexicon.toml", "a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert load().language("en").terms
    assert made == [[str(packed)]]


@pytest.mark.slow(20)
def test_the_lexicons_copy_is_the_same_each_time(tmp_path: Path) -> None:
    """Else processes that make it side by side take each other's for damaged, and all make it again."""
    code = "from luxterm.lexicon.load import load; load(()).language('en')"
    copies: set[bytes] = set()
    for seed in ("5", "7"):
        place = tmp_path / seed
        place.mkdir(mode=0o700)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LUXTERM_CACHE": str(place)}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
        copies.add(next(place.glob("*.termbase")).read_bytes())
    assert len(copies) == 1


def test_the_file_of_another_thread_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from luxterm.system import cache_folder

    monkeypatch.setattr(os, "urandom", bytes)
    theirs = tmp_path / "a.termbase.0"
    theirs.write_bytes(b"half")
    with pytest.raises(FileExistsError):
        cache_folder.write(str(tmp_path / "a.termbase"), b"whole")
    assert theirs.read_bytes() == b"half"


def test_termbases_that_are_kept_loaded_are_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[tuple[str, ...], object] = {}
    monkeypatch.setattr("luxterm.lexicon.load._loaded", kept)
    monkeypatch.setattr("luxterm.lexicon.load.load", lambda layers: SimpleNamespace(sha256=layers))
    own = termbase_of(())
    made = [termbase_of((f"/layer{number}",)) for number in range(20)]
    assert termbase_of(()) is own
    assert termbase_of(("/layer19",)) is made[-1]
    assert [*kept] == [(), *((f"/layer{number}",) for number in range(4, 20))]
