"""What a folder's configuration may have luxterm read: plain paths, and by links what its repository has.

More than that only for a user who trusts the folder.
"""

import os
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from luxterm.config.find import find, load
from luxterm.config.settings import ConfigError
from luxterm.config.trust import Trust, own_file
from luxterm.system import layout
from luxterm.system.links import leads_out, repository
from luxterm.wording import told
from tests.sampling import sampled
from tests.texts import BAD
from tests.trusting import SAID, configured, here, own, says

__all__ = ["here", "own"]

pytestmark = [
    pytest.mark.usefixtures("brief_bundled"),
    pytest.mark.skipif(sys.platform == "win32", reason="no such files there"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "key", "name"),
    sampled(
        product(
            ["link", "link to a folder", "link over a link", "whole path over a link"],
            SAID,
            ["luxterm.toml", "pyproject.toml"],
        ),
        5,
    ),
)
def test_a_link_that_leads_out_only_where_trusted(
    here: Path, own: Path, key: str, how: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = here.parent / "outside" / SAID[key][1]
    value = f"inner/{SAID[key][1]}" if how == "link to a folder" else "inner"
    target = outside.parent if how == "link to a folder" else outside
    (here / "inner").symlink_to("second" if how == "link over a link" else target)
    (here / "second").symlink_to(target)
    value = str(here / value) if "whole" in how else value
    configured(here, key, value, name)
    for args in ([], ["a.md"]):
        status, err = says(capsys, *args)
        assert status == 2
        assert f"{name}: " in err
        assert f"line 3: {key} leads out of {here} over a link ({here}/inner, to {target})" in err
        assert f"--trust, or list the folder in {own}: trust = ['{here}']" in err
    trusted = (0 if key == "extend" else 1, "")
    assert says(capsys, "--trust", "a.md") == trusted
    assert says(capsys, "--config", name, "a.md") == trusted, "the user names it"
    for listed in (str(here), str(here.parent), f"{here}/"):
        own.write_text(f"trust = ['/nowhere', '{listed}']\n")
        assert says(capsys, "a.md") == trusted
    own.write_text(f"trust = ['{here.parent}/repo', '{here}/a.md', '{outside.parent}']\n")
    assert says(capsys)[0] == 2
    (here / ".git").rmdir()
    assert says(capsys, "a.md") == trusted, "no repository that it could lead out of"


def test_restricted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No lexicon that the folder names is looked at; what else it says applies, and what the user names."""
    (here / ".words" / "concepts").mkdir(parents=True)
    (here / ".words" / "concepts" / "desk.toml").write_text("not toml")
    (here / "luxterm.toml").write_text(
        'lexicon = [".words"]\n[severity]\nchild-pornography = "info"\nreport-desk = "error"\n'
    )
    assert says(capsys)[0] == 2
    for args in (["--restricted"], ["--restricted", "--trust", "a.md"], ["--restricted", "--format", "html"]):
        assert says(capsys, *args) == (0, "")
    status, err = says(capsys, "--restricted", "--lexicon", ".words")
    assert (status, "desk.toml" in err) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["luxterm.toml", "pyproject.toml"])
@pytest.mark.parametrize("key", SAID)
@pytest.mark.parametrize("repository", [True, False])
def test_plain_paths_are_read_wherever_they_are(
    here: Path, key: str, name: str, repository: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if not repository:
        (here / ".git").rmdir()
    outside = here.parent / "outside" / SAID[key][1]
    (here.parent / "moved").symlink_to("outside")  # not a link of the repository's
    for value in (f"../outside/{SAID[key][1]}", str(outside), f"../moved/{SAID[key][1]}"):
        configured(here, key, value, name)
        for args in ([], ["--trust"], ["--config", name]):
            assert says(capsys, *args, "a.md") == (0 if key == "extend" else 1, "")


@pytest.mark.parametrize("key", SAID)
def test_links_within_a_repository(here: Path, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    os.rename(here.parent / "outside", here / "house")
    (here / "deep" / "own").mkdir(parents=True)
    (here / "deep" / "own" / "a.md").write_text(BAD)
    (here / "link").symlink_to("house")
    for value in (f"../../house/{SAID[key][1]}", f"../../link/{SAID[key][1]}"):
        configured(here / "deep" / "own", key, value)
        assert says(capsys, "deep") == (0 if key == "extend" else 1, "")


def test_trust_goes_with_the_file_that_says_it(here: Path, own: Path) -> None:
    (here / "house").mkdir()
    (here / "out").symlink_to("../outside")
    own.write_text(f"trust = ['{here / 'house'}']\n")
    (here / "luxterm.toml").write_text("extend = 'house/luxterm.toml'\n")
    (here / "house" / "luxterm.toml").write_text("baseline = '../out/base.json'\n")
    assert load(str(here / "luxterm.toml")).baseline
    (here / "luxterm.toml").write_text("extend = 'house/luxterm.toml'\nlexicon = ['out']\n")
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
    (here / "out").symlink_to("../outside")
    own.write_text(f"trust = ['{here.parent / 'trusted'}']\n")
    configured(here, "baseline", "out/base.json")
    with pytest.raises(ConfigError, match="leads out"):
        load(str(here.parent / "trusted" / "link" / "luxterm.toml"))


def test_the_configuration_is_itself_a_link(
    here: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "luxterm.toml").symlink_to("../outside/shared.toml")
    status, err = says(capsys)
    outside = here.parent / "outside"
    assert status == 2
    assert f"it is a link that leads out of {here}, to {outside}/shared.toml, and" in err
    assert f"trust = ['{here}']" in err, "the folder in which the link stands"
    assert says(capsys, "--trust") == (0, "")
    assert says(capsys, "--config", "luxterm.toml") == (0, ""), "the user names what she likes"
    own.write_text(f"trust = ['{outside}']\n")
    assert says(capsys)[0] == 2
    own.write_text(f"trust = ['{here}']\n")
    assert says(capsys) == (0, "")
    own.unlink()
    (here / ".git").rmdir()
    assert says(capsys) == (0, "")
    (here / ".git").mkdir()
    (here / "luxterm.toml").unlink()
    (here / "own.toml").write_text("fail-on = 'never'\n")
    (here / "luxterm.toml").symlink_to("own.toml")
    assert says(capsys) == (0, "")


@pytest.mark.parametrize("trust", [(), ("--trust",)])
@pytest.mark.parametrize(
    ("target", "says_it"),
    [
        ("/dev/zero", "it is a link to /dev/zero, which is a device, not a file"),
        ("/etc", "it is a link to /etc, which is a folder, not a file"),
        ("/nowhere/x", "it is a link to /nowhere/x, which does not exist"),
        ("luxterm.toml", "it is a link to "),
        ("//host/share/luxterm.toml", "it is a link that leads out of "),
    ],
)
def test_a_link_to_something_else(
    here: Path, target: str, says_it: str, trust: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "luxterm.toml").symlink_to(target)
    status, err = says(capsys, *trust)
    assert status == 2
    if trust and target.startswith("//"):
        return
    assert says_it in err
    assert "trust = ['/" not in err or target.startswith("//")


def test_a_link_that_leads_nowhere_is_a_configuration_of_nobody_else(here: Path) -> None:
    (here / "inner").mkdir()
    (here / "luxterm.toml").write_text("fail-on = 'never'\n")
    (here / "inner" / "luxterm.toml").symlink_to("gone.toml")
    assert find(str(here / "inner")) == str(here / "inner" / "luxterm.toml")


@pytest.mark.parametrize("key", SAID)
@pytest.mark.parametrize(
    "value",
    [
        "//host/share/x",
        "\\\\host\\share\\x",
        "/\\host/share/x",
        "\\\\?\\UNC\\host\\share\\x",
        "smb://host/share/x",
        "s3://host/share/x",
    ],
)
def test_an_address_is_known_by_its_words(
    here: Path, key: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is looked up there, not even whether it exists."""
    configured(here, key, value)
    for name in ("stat", "lstat", "readlink", "scandir", "open"):
        real = getattr(os, name)

        def watched(path: Any, *more: Any, real: Any = real, **others: Any) -> Any:
            assert "share" not in os.fspath(path) if isinstance(path, str | os.PathLike) else True
            return real(path, *more, **others)

        monkeypatch.setattr(os, name, watched)
    with pytest.raises(ConfigError, match=f"line 3: {key} is on another computer"):
        load(str(here / "luxterm.toml"))


MOST = {"size": 2_560, "time": 1_200, "memory": 40_000, "inside": 10, "discovery": 6_000}


@pytest.mark.parametrize("name", ["luxterm.toml", "pyproject.toml", "base.toml"])
@pytest.mark.parametrize("limit", MOST)
def test_limits_are_raised_within_limits(here: Path, own: Path, name: str, limit: str) -> None:
    def say(value: int) -> str:
        table = "[tool.luxterm.limits]" if name == "pyproject.toml" else "[limits]"
        (here / name).write_text(f"# ours\n{table}\n{limit} = {value}\n")
        if name == "base.toml":
            (here / "luxterm.toml").write_text("extend = 'base.toml'\n")
            return str(here / "luxterm.toml")
        return str(here / name)

    most = MOST[limit]
    assert getattr(load(say(most)).limits, limit) == most
    assert getattr(load(say(1)).limits, limit) == 1
    for value in (most + 1, 10**9, *([0] if limit != "inside" else [])):
        own.unlink(missing_ok=True)
        for named in (False, True):
            with pytest.raises(ConfigError, match="--trust") as caught:
                load(say(value), named=named)
            assert (caught.value.path, caught.value.line) == (str(here / name), 3)
            assert f"line 3: limits.{limit} may be {most:,} at most; " in told(caught.value.message)
        assert getattr(load(say(value), Trust(everything=True)).limits, limit) == value
        own.write_text(f"trust = ['{here}']\n")
        assert getattr(load(say(value)).limits, limit) == value


def test_what_the_user_names_may_be_anywhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert says(capsys, "--baseline", "../outside/base.json", "--lexicon", "../outside/terms") == (1, "")
    (here / "base").symlink_to("../outside/base.json")
    assert says(capsys, "--baseline", "base") == (1, "")


@pytest.mark.parametrize("part", ["titles/en.toml", "titles", "sources.toml"])
def test_a_termbase_with_links_in_it(here: Path, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here.parent / "outside" / "terms" / "sources.toml").write_text("")
    (here / "terms" / "titles").mkdir(parents=True)
    if part == "titles":
        (here / "terms" / "titles").rmdir()
    (here / "terms" / part).symlink_to(here.parent / "outside" / "terms" / part)
    configured(here, "lexicon", "terms")
    status, err = says(capsys)
    assert (status, f"lexicon leads out of {here} over a link ({here}/terms/{part}, to" in err) == (2, True)
    assert says(capsys, "--trust", "a.md") == (1, "")


@pytest.mark.parametrize("value", [".", "house"])
def test_a_project_that_is_a_termbase_too(
    here: Path, value: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the parts of a termbase are looked at, whatever else lies in the folder."""
    root = here / value
    (root / "titles").mkdir(parents=True)
    (root / "titles" / "en.toml").write_text("titles = []\n")
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (root / ".venv" / "concepts").symlink_to("/etc")
    (root / ".venv" / "titles.toml").write_text("x = 1\n")
    (root / "config.toml").write_text("x = 1\n")
    (root / "docs").symlink_to("..")
    configured(here, "lexicon", value)
    assert says(capsys, "a.md") == (1, "")
    (root / "title").mkdir()
    monkeypatch.setattr("luxterm.lexicon.load._loaded", {})
    status, err = says(capsys, "a.md")
    assert status == 2
    assert "not part of a termbase; did you mean titles?" in err


def test_a_folder_without_end_is_looked_at_within_a_bound(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luxterm.system.layout.MOST_ENTRIES", 10)
    (here / "titles").mkdir()
    for number in range(30):
        (here / "titles" / f"{number}.toml").write_text("")
    assert len([*layout.entries(str(here))]) == 11


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
    (here / "out").symlink_to("../outside")
    configured(here, "baseline", "out/base.json")
    status, err = says(capsys)
    assert status == 2
    assert f"{own}: " in err
    assert message in err


def test_home(here: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(here.parent))
    own.write_text("trust = ['~/repository']\n")
    (here / "out").symlink_to("../outside")
    assert load(str(configured(here, "baseline", "out/base.json"))).baseline


def test_documents_beside_the_user_s_own_file(
    here: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is their configuration, too; what it trusts is known there, and in no other file."""
    own.write_text("trust = ['/a']\n")
    (own.parent / "a.md").write_text(BAD)
    assert says(capsys, str(own.parent / "a.md")) == (1, "")
    (here / "luxterm.toml").write_text("trust = ['/']\n")
    status, err = says(capsys)
    assert (status, "unknown key trust" in err) == (2, True)


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


def test_repositories(here: Path) -> None:
    (here / "a" / "b").mkdir(parents=True)
    assert repository(str(here / "a" / "b")) == str(here)
    assert not leads_out(str(here / "a" / ".." / "c"), str(here))
    assert not leads_out(str(here), str(here))
    assert leads_out(f"{here}2", str(here))
    assert repository(str(here.parent)) == ""
    assert not leads_out("/anything", "/")
