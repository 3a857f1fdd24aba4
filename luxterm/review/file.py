"""One file reviewed by its configuration: where a review meets a scan's job."""

from datetime import UTC, datetime

from luxterm.review.reviewing import Reviewed, review
from luxterm.scan.file import check_document
from luxterm.scan.job import Job
from luxterm.scan.locate import locate_failures
from luxterm.system.errors import UnreadableError
from luxterm.types import Applicability, Document, Finding, Message


def review_file(data: bytes, kind: str, job: Job, least: Applicability) -> tuple[Reviewed, list[Message]]:
    """The reviewed copy of a file with this content, and what in it could not be judged.

    `least` is how applicable a fix must be to be tracked. Raises UnreadableError, and Unsettled as `review`.
    """
    failed: list[Message] = []
    """As the document is now: it is checked again with its changes."""

    def check(document: Document) -> list[Finding]:
        checked = check_document(document, job)
        failed.extend(locate_failures(document.text, checked.failures) if not failed else ())
        if checked.document.unread:
            raise UnreadableError(Message("more-words-than-checked"))
        return checked.findings

    return review(data, kind, check, least, datetime.now(UTC)), failed
