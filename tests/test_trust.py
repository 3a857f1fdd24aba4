"""What a folder's configuration may have luxterm read: regular files within bounds, of its own repository.

More than that only for a user who trusts the folder; and nothing that isn't a file holds luxterm up.
"""

import json
import os
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.config.find import load
from luxterm.config.settings import SIZE, ConfigError
from luxterm.config.trust import Trust, own_file
from luxterm.system.discover import discover
from luxterm.system.limits import MB
from luxterm.system.regular import Refused, leads_out, read, repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")

BAD = "The State shall prohibit child pornography in law.\n"
EMPTY = '{"version": 1, "findings": {}}'


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own configuration file, which doesn't exist yet."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("APPDATA", str(home))
    monkeypatch.setattr("luxterm.system.config_folder.sys.platform", "linux")
    (home / "luxterm").mkdir()
    return home / "luxterm" / "luxterm.toml"


@pytest.fixture
def here(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document, the current folder, beside something that isn't in it."""
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "a.md").write_text(BAD)
    (tmp_path / "outside" / "terms" / "titles").mkdir(parents=True)
    (tmp_path / "outside" / "terms" / "titles" / "en.toml").write_text("titles = []\n")
    (tmp_path / "outside" / "base.json").write_text(EMPTY)
    (tmp_path / "outside" / "shared.toml").write_text('fail-on = "never"\n')
    monkeypatch.chdir(tmp_path / "repository")
    return tmp_path / "repository"


SAID = {
    "extend": ("extend = {}", "shared.toml"),
    "baseline": ("baseline = {}", "base.json"),
    "lexicon": ("lexicon = [{}]", "terms"),
}
"""For each key that names a file: how, and one that is outside of the repository."""


def configured(here: Path, key: str, value: str, name: str = "luxterm.toml") -> Path:
    line = SAID[key][0].format(json.dumps(value))
    text = f"[tool.luxterm]\nprofile = 'un'\n{line}\n" if name == "pyproject.toml" else f"# ours\n\n{line}\n"
    (here / name).write_text(text)
    return here / name


def says(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    status = main(["check", *args])
    return status, capsys.readouterr().err


@pytest.mark.parametrize("name", ["luxterm.toml", "pyproject.toml"])
@pytest.mark.parametrize("key", SAID)
@pytest.mark.parametrize("how", ["path", "whole path", "link", "link to a folder"])
def test_outside_only_where_trusted(
    here: Path, own: Path, key: str, how: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = here.parent / "outside" / SAID[key][1]
    value = {
        "path": f"../outside/{SAID[key][1]}",
        "whole path": str(outside),
        "link": "inner",
        "link to a folder": f"inner/{SAID[key][1]}",
    }[how]
    if "link" in how:
        (here / "inner").symlink_to(outside if how == "link" else outside.parent)
    configured(here, key, value, name)
    for args in ([], ["a.md"]):
        status, err = says(capsys, *args)
        assert status == 2
        assert f"{name}: " in err
        assert f"line 3: {key} leads out of {here} (" in err
        assert f"--trust, or list the folder in {own}: trust = ['{here}']" in err
    trusted = (0 if key == "extend" else 1, "")
    assert says(capsys, "--trust", "a.md") == trusted
    for listed in (str(here), str(here.parent), f"{here}/"):
        own.write_text(f"trust = ['/nowhere', '{listed}']\n")
        assert says(capsys, "a.md") == trusted
    own.write_text(f"trust = ['{here.parent}/repo', '{here}/a.md', '{outside.parent}']\n")
    assert says(capsys)[0] == 2


@pytest.mark.parametrize("key", SAID)
def test_inside_a_repository_everything_is_near(
    here: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    os.rename(here.parent / "outside", here / "house")
    (here / "deep" / "own").mkdir(parents=True)
    (here / "deep" / "own" / "a.md").write_text(BAD)
    (here / "link").symlink_to("house")
    for value in (f"../../house/{SAID[key][1]}", f"../../link/{SAID[key][1]}"):
        configured(here / "deep" / "own", key, value)
        assert says(capsys, "deep") == (0 if key == "extend" else 1, "")
    (here / ".git").rmdir()
    status, err = says(capsys, "deep")
    assert status == 2
    assert f"{key} leads out of {here}/deep/own (" in err


def test_trust_goes_with_the_file_that_says_it(here: Path, own: Path) -> None:
    (here / "house").mkdir()
    for folder in (here, here / "house"):
        (folder / "luxterm.toml").write_text("")
    own.write_text(f"trust = ['{here / 'house'}']\n")
    (here / "luxterm.toml").write_text("extend = 'house/luxterm.toml'\n")
    (here / "house" / "luxterm.toml").write_text("baseline = '../../outside/base.json'\n")
    assert load(str(here / "luxterm.toml")).baseline
    (here / "luxterm.toml").write_text("extend = 'house/luxterm.toml'\nlexicon = ['/etc']\n")
    with pytest.raises(ConfigError, match="line 2: lexicon leads out of"):
        load(str(here / "luxterm.toml"))
    (here / "luxterm.toml").write_text("extend = 'house/luxterm.toml'\n")
    own.write_text(f"trust = ['{here.parent / 'elsewhere'}']\n")
    with pytest.raises(ConfigError, match="baseline leads out of") as caught:
        load(str(here / "luxterm.toml"), Trust())
    assert caught.value.path == str(here / "house" / "luxterm.toml")


def test_a_link_to_what_is_trusted_is_trusted_as_what_it_is(here: Path, own: Path) -> None:
    """Someone else's folder isn't trusted for being shown in one that is."""
    (here.parent / "trusted").mkdir()
    (here.parent / "trusted" / "link").symlink_to(here)
    own.write_text(f"trust = ['{here.parent / 'trusted'}']\n")
    configured(here, "baseline", "../outside/base.json")
    with pytest.raises(ConfigError, match="leads out"):
        load(str(here.parent / "trusted" / "link" / "luxterm.toml"))


def test_the_configuration_is_itself_a_link(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "luxterm.toml").symlink_to("../outside/shared.toml")
    status, err = says(capsys)
    assert status == 2
    assert f"it is a link that leads out of {here}" in err
    assert says(capsys, "--trust") == (0, "")
    assert says(capsys, "--config", "luxterm.toml") == (0, ""), "the user names what she likes"
    (here / "luxterm.toml").unlink()
    (here / "own.toml").write_text("fail-on = 'never'\n")
    (here / "luxterm.toml").symlink_to("own.toml")
    assert says(capsys) == (0, "")


def test_what_the_user_names_may_be_anywhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert says(capsys, "--baseline", "../outside/base.json", "--lexicon", "../outside/terms") == (1, "")
    (here / "base").symlink_to("../outside/base.json")
    assert says(capsys, "--baseline", "base") == (1, "")


def test_a_termbase_with_links_in_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "terms" / "titles").mkdir(parents=True)
    (here / "terms" / "titles" / "en.toml").symlink_to("../../../outside/terms/titles/en.toml")
    configured(here, "lexicon", "terms")
    status, err = says(capsys)
    assert (status, f"lexicon leads out of {here} ({here}/terms/titles/en.toml)" in err) == (2, True)
    assert says(capsys, "--trust", "a.md") == (1, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("trust = ", "it is not valid TOML"),
        ("trusted = []", "unknown key trusted; did you mean trust?"),
        ("lang = 'fr'", "unknown key lang; your own file has only trust, a list of folders"),
        ("trust = '/a'", "trust must be a list of folders"),
        ("trust = [1]", "trust must be a list of folders"),
        ("trust = ['a']", 'trust: "a" must be a whole path, or begin with ~/'),
    ],
)
def test_what_is_wrong_with_the_user_s_own_file(
    here: Path, own: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own.write_text(text)
    assert says(capsys) == (1, ""), "it makes no difference here"
    configured(here, "baseline", "../outside/base.json")
    status, err = says(capsys)
    assert status == 2
    assert f"{own}: " in err
    assert message in err


def test_home(here: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(here.parent))
    own.write_text("trust = ['~/repository']\n")
    assert load(str(configured(here, "baseline", "../outside/base.json"))).baseline


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {"XDG_CONFIG_HOME": "/x"}, "/x/luxterm"),
        ("linux", {"HOME": "/h"}, "/h/.config/luxterm"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/luxterm"),
        ("win32", {"APPDATA": "/a"}, "/a/luxterm"),
        ("linux", {"XDG_CONFIG_HOME": "relative"}, ""),
    ],
)
def test_where_the_user_s_own_file_is(
    system: str, variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("luxterm.system.config_folder.sys.platform", system)
    assert own_file() == (f"{folder}/luxterm.toml" if folder else "")


def test_extending_without_end(here: Path) -> None:
    for number in range(30):
        (here / f"{number}.toml").write_text(f"extend = '{number + 1}.toml'\n")
    (here / "30.toml").write_text("")
    with pytest.raises(ConfigError, match="more than 10 files extend one another"):
        load(str(here / "0.toml"))
    assert load(str(here / "22.toml"))
    (here / "30.toml").write_text("extend = '29.toml'\n")
    with pytest.raises(ConfigError, match="leads back to the same file"):
        load(str(here / "28.toml"))


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    old = os.getcwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(old)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (fifo, "it is a pipe, not a file"),
    "device": (device, "leads out of|it is a device, not a file|it is a link, not a file"),
    "socket": (listening, "it is a socket, not a file"),
    "folder": (Path.mkdir, "it is a folder, not a file|it has none of"),
    "gigabytes": (huge, "it is larger than [0-9,]+ bytes|limit is 2 MB"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("key", SAID)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("trust", [(), ("--trust",)])
def test_what_is_not_a_file(
    here: Path, key: str, kind: str, trust: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    make, reason = KINDS[kind]
    if key == "lexicon" and kind != "folder":
        (here / "own" / "titles").mkdir(parents=True)
        make(here / "own" / "titles" / "en.toml")
    else:
        make(here / "own")
    configured(here, key, "own")
    status, err = says(capsys, *trust)
    assert status == 2
    assert re.search(reason, err)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["luxterm.toml", "pyproject.toml", ".gitignore", ".luxtermignore"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_found_is_not_a_file(
    here: Path, name: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make, _ = KINDS[kind]
    make(here / name)
    status, err = says(capsys)
    if name == "pyproject.toml" and kind != "gigabytes":
        assert (status, err) == (1, ""), "no more a configuration of luxterm's than most"
        return
    assert status == 2
    assert f"{name}: " in err
    assert " not a file" in err or "larger than 1,000,000 bytes" in err or "leads out of" in err


def test_a_linked_ignore_file_is_refused_as_git_refuses_it(here: Path) -> None:
    (here / "rules").write_text("*.md\n")
    (here / ".gitignore").symlink_to("rules")
    problems: list[tuple[str, str]] = []
    assert discover(["."], {".md"}, lambda *it: problems.append(it)) == ["a.md"]
    assert problems == [(".gitignore", "it is a link, not a file")]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "folder", "gigabytes"])
def test_the_user_s_own_baseline_is_a_file_too(
    here: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    KINDS[kind][0](here / "own")
    assert says(capsys, "--baseline", "own")[0] == 2


def test_reading_within_a_bound(here: Path) -> None:
    (here / "x").write_bytes(b"x" * MB)
    assert len(read("x", MB)) == MB
    with pytest.raises(Refused, match=r"larger than 500,000 bytes"):
        read("x", MB // 2)
    if os.path.exists("/proc/self/mountinfo"):  # whose size is said to be 0
        with pytest.raises(Refused):
            read("/proc/self/mountinfo", 10)
    assert SIZE == MB


def test_repositories(here: Path) -> None:
    (here / "a" / "b").mkdir(parents=True)
    assert repository(str(here / "a" / "b")) == str(here)
    assert not leads_out(str(here / "a" / ".." / "c"), str(here))
    assert not leads_out(str(here), str(here))
    assert leads_out(f"{here}2", str(here))
    assert not leads_out("/anything", "/")
