"""`luxterm.typed`: what a check needs of `typing` is as if it came from there, and `typing` stays out."""

import pickle
import subprocess
import sys
import typing
from pathlib import Path

from luxterm.typed import NamedTuple

ROOT = Path(__file__).parent.parent


class Ours(NamedTuple):
    """Ours."""

    start: int
    text: str = ""
    parts: "tuple[Missing, ...]" = ()  # type: ignore[name-defined] # noqa: F821 # pyright: ignore

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @classmethod
    def empty(cls) -> "Ours":
        return cls(0)


class Theirs(typing.NamedTuple):
    """Theirs."""

    start: int
    text: str = ""
    parts: tuple[str, ...] = ()


def test_a_named_tuple_is_one() -> None:
    ours, theirs = Ours(3, text="ab"), Theirs(3, text="ab")
    assert ours == theirs == (3, "ab", ())
    assert ours.end == 5 and Ours.empty() == Ours(0)
    assert Ours._fields == Theirs._fields and Ours._field_defaults == Theirs._field_defaults
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert Ours.__mro__ == (Ours, tuple, object) and Ours.__doc__ == "Ours." and Ours.__slots__ == ()
    assert ours._replace(start=1).end == 3
    assert pickle.loads(pickle.dumps(ours)) == ours and type(pickle.loads(pickle.dumps(ours))) is Ours


def test_a_small_check_imports_nothing_that_costs(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("The plan against child prostitution was adopted.\n")
    code = (
        "import sys; from luxterm.cli.main import main; status = main(sys.argv[1:])\n"
        "heavy = 'typing inspect dataclasses logging pathlib tempfile subprocess pydantic regex tomllib'\n"
        "print(status, sorted(set(heavy.split()) & set(sys.modules)))"
    )
    # Isolated from the environment's own start-up files; twice, for the first may compile the termbase
    folders = [str(ROOT), str(ROOT / "lexicon"), *(path for path in sys.path if path.endswith("-packages"))]
    run = [sys.executable, "-S", "-c", f"import sys; sys.path += {folders!r}\n{code}", "check", str(paper)]
    for _ in range(2):
        done = subprocess.run(run, capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "1 []", done.stderr
