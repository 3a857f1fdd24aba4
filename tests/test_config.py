import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from luxterm.cli.main import main
from luxterm.config.find import check_terms, find, load
from luxterm.config.kept import beside
from luxterm.config.settings import Config, ConfigError, HouseCue, Keep, Settings, folder_of
from luxterm.config.trust import Trust
from luxterm.types import Severity
from luxterm.wording import told

FULL = """
lang = "fr"
profile = "ca"
variety = "en-GB"
fail-on = "never"
lexicon = ["terms", "/srv/terms"]
exclude = ["annexes/**", "*.draft.md"]
baseline = "luxterm-baseline.json"
titles = ["Act on the Protection of Minors"]

[severity]
client = "off"
child-pornography = "warning"

[[cues]]
usage = "mention"
position = "before"
phrases = ["formerly called"]

[[keep]]
term = "child-pornography"
reason = "the name of the offence in section 163.1"
files = ["laws/**"]

[[keep]]
term = "minor"
reason = "the statute's word"
"""


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def message(path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(write(path, text))
    assert str(caught.value) == f"{path}: {told(caught.value.message)}"
    return told(caught.value.message)


def test_every_key(tmp_path: Path) -> None:
    path = write(tmp_path / "luxterm.toml", FULL)
    config = load(path, Trust(everything=True))
    assert config == Config(
        settings=Settings(
            lang="fr",
            profile="ca",
            variety="en-GB",
            severities=(("client", None), ("child-pornography", Severity.WARNING)),
            titles=("Act on the Protection of Minors",),
            cues=(HouseCue("mention", "before", ("formerly called",)),),
        ),
        fail_on=None,
        lexicon=(str(tmp_path / "terms"), "/srv/terms"),
        exclude=("annexes/**", "*.draft.md"),
        baseline=str(tmp_path / "luxterm-baseline.json"),
        keeps=(
            Keep("child-pornography", "the name of the offence in section 163.1", ("laws/**",)),
            Keep("minor", "the statute's word"),
        ),
        path=path,
    )
    assert config.keeps_for(str(tmp_path / "laws" / "a.md")) == config.keeps
    assert config.keeps_for(str(tmp_path / "a.md")) == config.keeps[1:]
    assert hash(config)


def test_the_nearest_file_is_the_whole_configuration(tmp_path: Path) -> None:
    write(tmp_path / "luxterm.toml", 'lang = "fr"')
    write(tmp_path / "a" / "pyproject.toml", '[tool.luxterm]\nprofile = "eu"')
    write(tmp_path / "a" / "b" / "pyproject.toml", '[project]\nname = "x"\ndependencies = ["luxterm"]')
    near = tmp_path / "a" / "b" / "c"
    near.mkdir()
    assert find(str(near)) == str(tmp_path / "a" / "pyproject.toml")
    assert load(find(str(near)) or "").settings == Settings(profile="eu")
    assert load(find(str(tmp_path)) or "").settings == Settings(lang="fr")
    write(tmp_path / "a" / "luxterm.toml", 'fail-on = "info"')
    assert load(find(str(near)) or "").fail_on == Severity.INFO


def test_a_relative_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "luxterm.toml", 'lang = "fr"')
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert load(find(".") or "").settings.lang == load(find("") or "").settings.lang == "fr"


def test_without_a_file_nothing_is_imported(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.other]\nthis is = not toml")
    code = """
import sys
from luxterm.config.find import find
assert find(sys.argv[1]) is None, "there is a configuration above the folder for temporary files"
print({"tomllib", "pydantic", "difflib", "pathlib", "luxterm.system.glob"} & set(sys.modules))
"""
    run = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    assert done.stdout == "set()\n"


def test_extend_adds_to_lists_and_overrides_values(tmp_path: Path) -> None:
    write(tmp_path / "house" / "base.toml", FULL)
    own = """
extend = "../house/base.toml"
profile = "uk"
fail-on = "warning"
lexicon = ["more"]
titles = ["Child Protection Act"]
[severity]
client = "info"
minor = "off"
"""
    config = load(write(tmp_path / "project" / "luxterm.toml", own), Trust(everything=True))
    assert (config.settings.lang, config.settings.profile, config.fail_on) == ("fr", "uk", Severity.WARNING)
    assert [Path(each).resolve() for each in config.lexicon] == [
        tmp_path / "house" / "terms",
        Path("/srv/terms"),
        tmp_path / "project" / "more",
    ]
    assert Path(config.baseline).resolve() == tmp_path / "house" / "luxterm-baseline.json"
    assert config.settings.titles == ("Act on the Protection of Minors", "Child Protection Act")
    assert dict(config.settings.severities) == {
        "client": Severity.INFO,
        "child-pornography": Severity.WARNING,
        "minor": None,
    }
    assert len(config.keeps) == 2
    assert Path(config.folder) == tmp_path / "project"


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("/dev/stdin", "."),
        ("/dev/fd/63", "."),
        ("/proc/self/fd/63", "."),
        ("/dev/disk/house/luxterm.toml", "/dev/disk/house"),
        ("house/luxterm.toml", "house"),
    ],
)
def test_which_folder_a_configuration_is_for(path: str, folder: str) -> None:
    assert folder_of(path) == folder
    assert beside(path) == ("" if folder == "." else f"{folder}{os.sep}luxterm-kept.toml")


def test_extending_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path / "b.toml", 'extend = "c.toml"')
    write(tmp_path / "c.toml", 'extend = "b.toml"')
    assert load_error(tmp_path / "a.toml", 'extend = "b.toml"') == (
        f"{tmp_path / 'b.toml'}: extend leads back to the same file: b.toml → c.toml → b.toml"
    )
    assert message(tmp_path / "self.toml", 'extend = "self.toml"').endswith("self.toml → self.toml")


def load_error(path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(write(path, text))
    return str(caught.value)


def test_extending_what_is_not_there(tmp_path: Path) -> None:
    error = load_error(tmp_path / "luxterm.toml", 'extend = "base.toml"')
    assert error == f"{tmp_path / 'base.toml'}: cannot be read: no such file or directory"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('profil = "un"', "unknown key profil; did you mean profile?"),
        ('fail_on = "error"', "unknown key fail_on; did you mean fail-on?"),
        (
            "zzz = 1",
            "unknown key zzz; the keys are extend, lang, ui-lang, profile, variety, fail-on, lexicon, "
            "exclude, baseline, titles, front-matter, cues, severity, keep, verbatim, limits",
        ),
        ("[limits]\ntime = -1", "limits.time must not be below 0"),
        ("[limits]\nsize = 1.5", "limits.size must be a whole number"),
        ("[limits]\nsize = true", "limits.size must be a whole number"),
        ('[limits]\ntime = "120"', "limits.time must be a whole number"),
        ('[[verbatim]]\nfiles = ["a"]\nreason = "x"\nlaw = "no"', "verbatim 1: law must be true or false"),
        ("[limits]\nseize = 1", "unknown key limits.seize; did you mean size?"),
        (
            'lang = "English"',
            'lang must be "auto" or a language code like "en" or "pt-BR", or several with commas between',
        ),
        ('profile = "U.S."', "profile must consist of lower-case letters and digits, joined by hyphens"),
        ('variety = "British"', 'variety must be a language code like "en" or "pt-BR"'),
        ("fail-on = 1", 'fail-on must be "error", "warning", "info" or "never", not 1'),
        ('titles = "x"', "titles must be a list"),
        ("exclude = [1]", "exclude 1 must be a string"),
        ("severity = 1", "severity must be a table"),
        (
            '[severity]\nminor = "eror"',
            'severity.minor must be "error", "warning", "info" or "off", not "eror"',
        ),
        ('[[keep]]\nterm = "minor"', "keep 1 lacks reason"),
        ('[[keep]]\nterm = "minor"\nreason = " "', "keep 1: reason must not be empty"),
        (
            '[[keep]]\nterm = "a"\nreason = "b"\nfile = "c"',
            "unknown key keep 1: file; did you mean files?",
        ),
        (
            '[[cues]]\nusage = "menton"\nposition = "before"\nphrases = ["so-called"]',
            'cues 1: usage must be "use", "quotation", "mention", "title" or "citation", not "menton"',
        ),
        (f'titles = ["{"Act " * 125}of 1999"]', "titles 1 must not be longer than 500 characters"),
        (
            f'[[cues]]\nusage = "mention"\nposition = "left"\nphrases = ["{"so " * 200}"]',
            "cues 1: phrases 1 must not be longer than 500 characters",
        ),
        ("lexicon = [" + '"words", ' * 1_001 + "]", "lexicon has too many entries"),
        ("baseline = [1]\nlang = 1", "lang must be a string; baseline must be a string"),
        (
            'lang "fr"',
            "it is not valid TOML: Expected '=' after a key in a key/value pair (at line 1, column 6)",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, says: str) -> None:
    assert message(tmp_path / "luxterm.toml", text) == says


def test_files_that_are_no_configuration(tmp_path: Path) -> None:
    path = tmp_path / "luxterm.toml"
    path.write_bytes('titles = ["Loi sur l’enfance – été"]'.encode("cp1252"))
    with pytest.raises(ConfigError, match="not in UTF-8"):
        load(str(path))
    with pytest.raises(ConfigError, match="cannot be read"):
        load(str(tmp_path))
    assert message(tmp_path / "pyproject.toml", "[tool.other]") == "it has no table [tool.luxterm]"
    assert message(tmp_path / "pyproject.toml", "tool.luxterm = 1").startswith("tool.luxterm must be a table")
    path.write_bytes(b'\xef\xbb\xbflang = "fr"\r\n')  # as Windows writes it
    assert load(str(path)).settings.lang == "fr"


def test_a_folder_that_may_not_be_read_is_named_itself(tmp_path: Path) -> None:
    """And not a configuration in it, of which nobody knows."""
    shut = tmp_path / "shut"
    shut.symlink_to(shut)
    with pytest.raises(ConfigError) as caught:
        find(str(shut))
    assert caught.value.path == str(shut)
    assert "too many" in str(caught.value)


def test_unknown_terms_are_told() -> None:
    known = {"child-pornography", "minor"}
    severities = Config(settings=Settings(severities=(("child-porngraphy", None),)), path="luxterm.toml")
    with pytest.raises(ConfigError, match=r"\[severity\] names an unknown term.*did you mean child-porno"):
        check_terms(severities, known)
    with pytest.raises(ConfigError, match=r"\[\[keep\]\] names an unknown term, xyz$"):
        check_terms(Config(keeps=(Keep("xyz", "why"),), path="luxterm.toml"), known)
    check_terms(Config(keeps=(Keep("minor", "why"),)), known)


def test_cues_stand_where_the_lexicons_may() -> None:
    from luxterm.config.file import CueModel
    from luxterm.termbase.cue_models import Cue

    ours, theirs = CueModel.model_fields["position"], Cue.model_fields["position"]
    assert get_args(ours.annotation) == get_args(theirs.annotation)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('profile = "usa"', "; did you mean us?"),
        ('variety = "en-AU"', "no variety 'en-AU' (available: de-AT, "),
        ('variety = "pt-colb1946"', "; did you mean pt-colb1945?"),
        ('lang = "en, xx"', "no terms in the language 'xx' (available: de, en"),
    ],
)
def test_what_the_lexicon_lacks_is_told(
    tmp_path: Path, content: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "luxterm.toml").write_text(content, encoding="utf-8")
    (tmp_path / "a.md").write_text("A text.\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "a.md")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"luxterm: {tmp_path / 'luxterm.toml'}: lexicon: ")
    assert message in said


def test_what_the_command_line_says_is_no_configurations_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "luxterm.toml").write_text('profile = "eu"', encoding="utf-8")
    (tmp_path / "a.md").write_text("A text.\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "a.md"), "--profile", "usa"]) == 2
    assert capsys.readouterr().err.startswith("luxterm: lexicon: no profile 'usa'")
