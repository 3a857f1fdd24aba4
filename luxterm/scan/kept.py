"""Places that stay because a file outside of the document says so (`luxterm.config.kept`).

A place is known by its term and its sentence, as a person reads it (`luxterm.scan.finding_sentence`): it
stays known where it is moved, rewrapped or marked up, but not if the words of its sentence change. So nothing
else in such a sentence is changed by a fix.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from luxterm.config import kept as kept_file
from luxterm.config.settings import Kept
from luxterm.engine.suppressions import keep
from luxterm.scan.finding_sentence import KEPT_BESIDE, Sentences
from luxterm.types import Applicability, Document, Failure, Finding, Message, quoted

_HELD = Message("sentence-kept")
_CUT = "…"


def apply(
    document: Document, findings: Sequence[Finding], failures: Sequence[Failure], places: Iterable[Kept]
) -> tuple[list[Finding], list[Message]]:
    """The findings, those at these places kept; and a note for each place that isn't there any more.

    A place where an occurrence could not be judged may be there: that isn't known.
    """
    wanted: dict[tuple[str, str], Kept] = {}
    for place in places:
        wanted.setdefault((place.term, place.sentence), place)
    terms = {term for term, _ in wanted}
    sentences = Sentences(document)
    there: set[tuple[str, str]] = set()
    held: dict[str, list[int]] = {}
    result: list[Finding] = []
    for finding in findings:
        if finding.term in terms:
            key = finding.term, sentence_of(finding, sentences)
            if place := wanted.get(key):
                there.add(key)
                if not finding.kept:
                    held.setdefault(place.sentence, []).append(finding.start)
                    finding = keep(finding, _because(place))
        result.append(finding)
    if held:
        result = [_left(finding, held, sentences) for finding in result]
    unknown = {failure.term for failure in failures}
    gone = (place for key, place in wanted.items() if key not in there and place.term not in unknown)
    return result, [
        Message("kept-place-gone", (str(place.number), place.term, quoted(_shortened(place.sentence))))
        for place in gone
    ]


def place_of(finding: Finding, document: Document, reason: str, by: str) -> Kept:
    """Where a finding is, to be kept from today on for a reason; without the document's name."""
    sentence = sentence_of(finding, Sentences(document))
    today = datetime.now(UTC).date().isoformat()
    return Kept("", finding.term, sentence, " ".join(reason.split()), " ".join(by.split()), today)


def record(path: str, document: str, places: Iterable[Kept]) -> None:
    """Add places in a document to the file at `path`. Raises ConfigError, and leaves it as it was then."""
    kept_file.add(path, [kept_file.entry(path, document, each) for each in places])


def user() -> str:
    """What the computer calls the person who uses it, "" if it doesn't know."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def sentence_of(finding: Finding, sentences: Sentences) -> str:
    """The sentence that a finding is in, with single spaces."""
    return " ".join("".join(sentences.around(finding)).split())


def _because(place: Kept) -> Message:
    if place.by:
        return Message("kept-in-file-by", (kept_file.NAME, place.reason, place.by))
    return Message("kept-in-file", (kept_file.NAME, place.reason))


def _left(finding: Finding, held: dict[str, list[int]], sentences: Sentences) -> Finding:
    """The finding with no fix that can be made, if it is in a sentence with a place that is kept."""
    if finding.kept or not finding.usable:
        return finding
    own = sentence_of(finding, sentences)
    cut = (places for sentence, places in held.items() if _CUT in (sentence[:1], sentence[-1:]))
    near = any(abs(finding.start - start) <= 2 * KEPT_BESIDE for places in cut for start in places)
    if own not in held and not near:
        return finding
    fixes = tuple(fix._replace(applicability=Applicability.DISPLAY) for fix in finding.fixes)
    return finding._replace(fixes=fixes, cautions=(*finding.cautions, _HELD))


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= 80 else f"{sentence[:79]}{_CUT}"
