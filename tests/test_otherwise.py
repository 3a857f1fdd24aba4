"""`--otherwise`: what a program with settings of its own says of documents that no file configures."""

import json
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.config.otherwise import read
from luxterm.config.settings import ConfigError

BAD = "They removed child pornography.\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    for name in ("a.md", "in/b.md", "in/deep/c.md", "decided/d.md", "decided/deep/e.md"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BAD, encoding="utf-8")
    (folder / "decided" / "luxterm.toml").write_text('profile = "au"\n', encoding="utf-8")
    return folder


UN, AU, CA = (
    "child sexual abuse material",
    "child abuse material",
    "child sexual abuse and exploitation material",
)


def written(capsys: pytest.CaptureFixture[str], said: object, *options: str) -> dict[str, str]:
    """By file, what is to be written instead."""
    main(["check", "--format", "json", "--otherwise", json.dumps(said), *options])
    found = json.loads(capsys.readouterr().out)["findings"]
    return {each["path"].replace("\\", "/"): each["fixes"][0]["replacement"] for each in found}


@pytest.mark.usefixtures("folder")
def test_it_counts_where_no_file_decides(capsys: pytest.CaptureFixture[str]) -> None:
    decided = {"decided/d.md": AU, "decided/deep/e.md": AU}
    everywhere = {"a.md": CA, "in/b.md": CA, "in/deep/c.md": CA}
    assert written(capsys, {".": {"profile": "ca"}}) == everywhere | decided
    inner = {"a.md": CA, "in/b.md": UN, "in/deep/c.md": UN}
    assert written(capsys, {".": {"profile": "ca"}, "in": {}}) == inner | decided
    assert written(capsys, {"in/deep/": {"profile": "ca"}, "decided": {"profile": "ca"}}) == (
        {"a.md": UN, "in/b.md": UN, "in/deep/c.md": CA} | decided
    )
    assert written(capsys, {".": {"profile": "ca"}}, "--profile", "un") == dict.fromkeys(
        everywhere | decided, UN
    ), "an option takes precedence"


def test_each_folder_has_its_own_even_outside(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "f.md").write_text(BAD, encoding="utf-8")
    said = {str(folder): {"profile": "ca"}, str(other): {"profile": "au"}}
    found = written(capsys, said, ".", str(other))
    assert found["a.md"] == CA
    assert found[(other / "f.md").as_posix()] == AU


@pytest.mark.usefixtures("folder")
def test_patterns_and_paths_are_relative_to_its_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "in/b.md" not in written(capsys, {"in": {"exclude": ["/b.md"]}, ".": {"exclude": ["/d.md"]}})
    assert set(written(capsys, {"in": {"exclude": ["/in/"]}})) >= {"in/b.md", "decided/d.md"}
    (folder / "in" / "house.toml").write_text('profile = "ca"\n', encoding="utf-8")
    assert written(capsys, {"in": {"extend": "house.toml"}})["in/b.md"] == CA
    assert read('{"in": {"lexicon": ["terms"]}}')["in"].lexicon == (str(Path("in/terms")),)


def test_a_broken_one_costs_only_what_it_counts_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.dumps({"in": {"profile": "zz"}, str(folder / "decided"): {"profile": "zz"}})
    assert main(["check", "--format", "line", "--otherwise", said]) == 2
    out, err = capsys.readouterr()
    assert [line.partition(":")[0] for line in out.replace("\\", "/").splitlines()] == [
        "a.md",
        "decided/d.md",
        "decided/deep/e.md",
    ]
    assert err.count("no profile 'zz'") == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{", "it is not valid JSON"),
        ("[" * 100_000, "it is not valid JSON"),
        ("[]", "for each folder an object is needed"),
        ("{}", "for each folder an object is needed"),
        ('{"a": "un"}', "for each folder an object is needed"),
        ('{"a": {"profil": "un"}}', "a: unknown key profil; did you mean profile?"),
        ('{"a": {"trust": []}}', "a: unknown key trust"),
        ('{"a": {"lang": "english"}}', "a: lang must be"),
        ('{"a": {"limits": {"size": 0}}}', "a: limits.size may be"),
        ('{"a": {"lexicon": ["https://example.org/terms"]}}', "a: lexicon is on another computer"),
    ],
)
def test_what_is_wrong_is_told(said: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(said)
    assert str(caught.value).startswith(f"--otherwise: {told}")


def test_trust_is_the_users() -> None:
    assert read('{"a": {"limits": {"size": 0}}}', everything=True)["a"].limits.size == 0


@pytest.mark.usefixtures("folder")
def test_a_baseline_loses_nothing_by_it(folder: Path) -> None:
    baseline = folder / "base.json"
    main(["check", "--write-baseline", str(baseline)])
    before = baseline.read_bytes()
    said = json.dumps({".": {"severity": {"child-pornography": "off"}}})
    assert main(["check", "--baseline", str(baseline), "--otherwise", said]) == 0
    assert baseline.read_bytes() == before
