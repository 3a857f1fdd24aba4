"""Documents and reports at URLs: in fsspec's memory, and on a real S3 server on this machine."""

import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from luxterm.cli.main import main
from luxterm.system import storage
from luxterm.system.atomic import WriteError
from luxterm.system.limits import Limits
from tests.live import program
from tests.texts import BAD

fsspec: Any = pytest.importorskip("fsspec")

ROOT = Path(__file__).parent.parent
FILES = {
    "b.md": BAD,
    "a/a.md": BAD * 2,
    "a/clean.md": "Text.\n",
    "a/draft.md": BAD,
    "a/deep/c.txt": BAD,
    "a/deep/old.md": BAD,
    "a/.gitignore": "draft.md\n",
    "a/deep/.luxtermignore": "old.*\n",
    ".hidden/d.md": BAD,
    "node_modules/d.md": BAD,
    "a/~$lock.md": BAD,
    "picture.png": "PNG",
}
TAKEN = ["a/a.md", "a/clean.md", "a/deep/c.txt", "b.md"]


@pytest.fixture
def memory(folder: Path) -> str:
    """This test's own folder in memory, with the documents."""
    base = f"memory://{uuid.uuid4()}"
    for name, text in FILES.items():
        with fsspec.open(f"{base}/{name}", "w") as file:
            file.write(text)
    return base


def content(url: str) -> str:
    return storage.read(url).decode()


def found(report: str) -> dict[str, int]:
    """Findings by path."""
    numbers: dict[str, int] = {}
    for finding in json.loads(report)["findings"]:
        numbers[finding["path"]] = numbers.get(finding["path"], 0) + 1
    return numbers


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_walked_like_a_local_one(
    memory: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    jobs: str,
) -> None:
    monkeypatch.setattr("luxterm.scan.processes.forks", lambda: True)  # for memory is shared by nobody else
    assert main(["check", "--format", "json", "--jobs", jobs, memory]) == 1
    remote = json.loads(capsys.readouterr().out)
    for name, text in FILES.items():
        path = folder / "local" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert main(["check", "--format", "json", "local"]) == 1
    local = capsys.readouterr().out
    assert remote == json.loads(local.replace('"local/', f'"{memory}/'))
    assert remote["summary"]["files"] == len(TAKEN)


def test_what_is_named_and_what_is_excluded(
    memory: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "luxterm.toml").write_text('exclude = ["deep/"]\n')
    (folder / "own.md").write_text(BAD)
    named = [f"{memory}/a/draft.md", f"{memory}/a", "own.md"]
    assert main(["check", "--format", "json", *named]) == 1
    assert found(capsys.readouterr().out) == {
        f"{memory}/a/a.md": 2,
        f"{memory}/a/draft.md": 1,
        "own.md": 1,
    }


def test_what_is_not_there(memory: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"{memory}/missing", "nonsense://a/b", f"{memory}/b.md"]) == 2
    out, err = capsys.readouterr()
    assert "b.md:1:" in out
    assert f"luxterm: {memory}/missing: cannot be read: there is no such file or folder" in err
    assert "luxterm: nonsense://a/b: cannot be read: Protocol not known: nonsense" in err


@pytest.mark.parametrize("format", ["json", "html", "xlsx"])
def test_the_report_goes_to_a_url(memory: str, format: str) -> None:
    report = f"{memory}/report.{format}"
    assert main(["check", "--format", format, "--output", report, memory]) == 1
    data = storage.read(report)
    assert len(data) > 1000
    # the run's own report isn't a document
    assert main(["check", "--format", format, "--output", report, memory]) == 1
    if format == "json":
        assert json.loads(data)["summary"]["files"] == len(TAKEN)
        assert storage.read(report) == data


def test_a_report_that_fails_leaves_what_was_there(memory: str) -> None:
    storage.replace(f"{memory}/report", None, b"old")
    with pytest.raises(ZeroDivisionError), storage.rewriting(f"{memory}/report") as out:
        out.write("new")
        raise ZeroDivisionError
    assert content(f"{memory}/report") == "old"
    with pytest.raises(WriteError, match="it has changed in the meantime"):
        storage.replace(f"{memory}/report", b"other", b"new")
    storage.replace(f"{memory}/report", b"old", b"new")
    assert content(f"{memory}/report") == "new"


def test_the_baseline_is_at_a_url(memory: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "own.md").write_text(BAD)
    baseline = f"{memory}/known.json"
    assert main(["check", "--write-baseline", baseline, memory, "own.md"]) in (0, 1)
    assert set(json.loads(content(baseline))["findings"]) == {"a/a.md", "a/deep/c.txt", "b.md", "own.md"}
    assert main(["check", "--baseline", baseline, memory, "own.md"]) == 0
    storage.replace(f"{memory}/b.md", None, b"Text.\n")
    assert main(["check", "--baseline", baseline, memory]) == 0  # which drops what isn't needed
    assert set(json.loads(content(baseline))["findings"]) == {"a/a.md", "a/deep/c.txt", "own.md"}
    storage.replace(f"{memory}/b.md", None, BAD.encode())
    (folder / "luxterm.toml").write_text(f'baseline = "{baseline}"\n')
    capsys.readouterr()
    assert main(["check", "--format", "json", memory]) == 2, (
        "the user hasn't said that the folder may name it"
    )
    assert "--trust" in capsys.readouterr().err
    assert main(["check", "--format", "json", "--trust", memory]) == 1
    assert found(capsys.readouterr().out) == {f"{memory}/b.md": 1}


def test_a_local_baseline_for_urls(memory: str, folder: Path) -> None:
    assert main(["check", "--write-baseline", "known.json", memory]) in (0, 1)
    assert f"{memory}/b.md" in json.loads((folder / "known.json").read_text())["findings"]
    assert main(["check", "--baseline", "known.json", memory]) == 0


def test_too_big(memory: str) -> None:
    storage.replace(f"{memory}/big.md", None, b"x" * 3_000_000)
    with pytest.raises(Exception, match=r"it is 3 MB, and the limit is 2 MB"):
        storage.read(f"{memory}/big.md", Limits(size=2))


def test_what_is_refused(memory: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix", memory]) == 2
    assert "is not possible at a URL" in capsys.readouterr().err
    assert main(["check", "--diff", memory]) in (0, 1)
    assert "+The State shall prohibit child sexual abuse material" in capsys.readouterr().out
    assert main(["check", "sftp://me:secret@host/docs"]) == 2
    err = capsys.readouterr().err
    assert "password" in err
    assert "secret" not in err


def test_fsspec_is_an_extra(
    memory: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert main(["check", memory]) == 2
    assert 'an address needs fsspec: install "luxterm[remote]"' in capsys.readouterr().err


@pytest.fixture
def s3(folder: Path) -> Generator[dict[str, str]]:
    """The environment in which `s3://` is a server on this machine."""
    pytest.importorskip("moto")
    pytest.importorskip("s3fs")
    log = folder / "server.log"  # not a pipe, which would fill up eventually
    server = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with log.open("w") as said, program(server, stdout=subprocess.DEVNULL, stderr=said) as process:
        until = time.monotonic() + 60
        while not (address := re.search(r"http://127\.0\.0\.1:\d+", log.read_text())):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'lexicon'}",
            "AWS_ENDPOINT_URL": address[0],
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_DEFAULT_REGION": "us-east-1",
        }


FILL = """
import json, sys, s3fs
system = s3fs.S3FileSystem()
system.mkdir("laws")
for name, text in json.load(sys.stdin).items():
    system.pipe_file(f"laws/docs/{name}", text.encode())
"""


@pytest.mark.slow
def test_s3(folder: Path, s3: dict[str, str]) -> None:
    fill = [sys.executable, "-c", FILL]
    subprocess.run(fill, input=json.dumps(FILES), env=s3, text=True, check=True, timeout=100)

    def luxterm(*arguments: str) -> tuple[int, str, str]:
        argv = [sys.executable, "-m", "luxterm", "check", *arguments]
        done = subprocess.run(
            argv, env=s3, cwd=folder, capture_output=True, text=True, timeout=100, check=False
        )
        return done.returncode, done.stdout, done.stderr

    told = "luxterm: not checked, unsupported file type: s3://laws/docs/picture.png\n"
    wanted = {f"s3://laws/docs/{name}": FILES[name].count("\n") for name in TAKEN if BAD in FILES[name]}
    for jobs in "1", "2":
        status, out, err = luxterm("--format", "json", "--jobs", jobs, "s3://laws/docs")
        assert (status, err) == (1, told)
        assert found(out) == wanted
    report = "s3://laws/report.json"
    assert luxterm("--format", "json", "--output", report, "s3://laws/docs/") == (1, "", told)
    status, out, err = luxterm("--write-baseline", "s3://laws/known.json", "s3://laws/docs")
    assert status in (0, 1)
    assert "s3://laws/known.json: 4 findings written" in err
    assert luxterm("--baseline", "s3://laws/known.json", "s3://laws/docs")[0] == 0
    status, out, err = luxterm("s3://laws/docs/b.md", "s3://laws/docs/no.md", "s3://nowhere/docs")
    assert status == 2
    assert "b.md:1:" in out
    assert "Traceback" not in err
    assert "s3://laws/docs/no.md: cannot be read: there is no such file or folder" in err
    assert "s3://nowhere/docs: cannot be read: " in err
    status, out, err = luxterm("--output", "s3://nowhere/report.txt", "s3://laws/docs")
    assert status == 2
    assert "s3://nowhere/report.txt: cannot be written: " in err
    assert "Traceback" not in err
    read = "import fsspec; print(fsspec.open('s3://laws/report.json').open().read().decode())"
    done = subprocess.run(
        [sys.executable, "-c", read], env=s3, capture_output=True, text=True, check=True, timeout=100
    )
    assert found(done.stdout) == wanted
