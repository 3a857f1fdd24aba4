"""Office files mangled as no program writes them (`fuzz.office`), as a subject."""

from random import Random

from fuzz.office import check, mangled
from fuzz.subject import Input, Subject
from luxterm.review.reviewing import KINDS
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Options


def make(rng: Random, corpus: list[Input]) -> Input:
    """A mangled document; `data` holds its bytes as Latin-1."""
    del corpus
    kind = rng.choice(sorted(KINDS))
    return {"suffix": f".{kind}", "data": mangled(kind, rng).decode("latin-1")}


def work(data: Input) -> tuple[Input, FileResult]:
    """What `luxterm check` finds in it."""
    job = Job(f"mangled{data['suffix']}", Options(), data["data"].encode("latin-1"))
    return data, scan_file(job)


def it_is_read_or_refused(done: tuple[Input, FileResult]) -> None:
    """What is wrong with a file is said in words; nothing breaks."""
    _, result = done
    assert not any(error.code == "internal-error" for error in result.errors), result.errors


def a_review_can_be_taken_back(done: tuple[Input, FileResult]) -> None:
    """Rejecting all changes of a review gives the document as it was, or the review was refused."""
    data, _ = done
    check(f"mangled{data['suffix']}", data["data"].encode("latin-1"))


OFFICE = Subject("office", 3, make, work, (it_is_read_or_refused, a_review_can_be_taken_back))
