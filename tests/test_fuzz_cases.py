"""What once broke a law of the fuzz breaks none any more: the files in `fuzz/cases/`."""

import pytest

from fuzz import cases
from fuzz.subject import broken
from fuzz.subjects import SUBJECTS

CASES = {path.stem: cases.read(path) for path in cases.paths()}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    assert broken(SUBJECTS[case.subject], case.input) is None
