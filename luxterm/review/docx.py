"""A reviewed copy of a Word document.

Only the paragraphs with a change or a comment are written anew; all other bytes of their parts, and
all other parts, are what they were. Comments stand in the body, the only place where every version of
Word allows them: one on a note at its reference, one on a text box where that is anchored, one on a
header or footer at the beginning.
"""

from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from luxterm.office.docx import Opened, open_document, related, relations
from luxterm.office.docx_names import attribute, name
from luxterm.office.package import Element
from luxterm.review import Check, Remark, Reviewed, plan
from luxterm.review.archive import replaced
from luxterm.review.docx_boxes import Twins
from luxterm.review.docx_comments import Comments
from luxterm.review.docx_runs import Runs
from luxterm.review.patch import Part, appended
from luxterm.types import Applicability, Finding


def review(data: bytes, check: Check, least: Applicability, now: datetime) -> Reviewed:
    """The document with its findings tracked and commented on. Raises UnreadableError."""
    opened = open_document(data)
    findings = check(opened.document)
    date = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    runs = Runs(opened, date)
    remarks = plan(findings, least, runs.editable)
    if not remarks:
        return Reviewed(data, findings, [], [])
    copy = _Copy(opened, runs, date)
    unplaced = [remark.finding for remark in reversed(remarks) if not copy.add(remark)]
    return Reviewed(replaced(data, copy.changes()), findings, remarks, unplaced[::-1])


class _Copy:
    """The document while it is being changed; remarks are added from its end to its beginning."""

    def __init__(self, opened: Opened, runs: Runs, date: str) -> None:
        self._opened = opened
        self._runs = runs
        self._comments = Comments(opened, date, runs.new_id)
        self._parts: dict[str, Part] = {}
        self._twins: list[Twins] = []
        read = opened.package.read
        for name_, root in opened.parts.items():
            if name(root) not in ("styles", "numbering", "comments"):
                self._parts[name_] = Part(read(name_), root)
                self._twins.append(Twins(root, runs.new_id))

    def add(self, remark: Remark) -> bool:
        """The remark's changes and comment; whether there was a place for it."""
        runs = self._runs
        nodes = runs.nodes(remark.start, remark.end)
        if not nodes or any(name(each) == "comments" for each in nodes[0].iterancestors("*")):
            return False
        host = self._comments.host(nodes[0])
        if host is None:
            own = runs.isolate(remark.start, remark.end) if remark.edits or _in_runs(nodes) else []
            for edit in reversed(remark.edits):
                runs.track(edit)
            first, last = (own[0], own[-1]) if own else (nodes[0], nodes[-1])
            self._comments.around(_outer(first), _outer(last), remark.finding, elsewhere=False)
        else:
            for edit in reversed(remark.edits):
                runs.track(edit)
            self._comments.around(host, host, remark.finding, elsewhere=True)
        return True
