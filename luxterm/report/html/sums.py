"""What the page sums up: by severity, term and document, and what people decided to keep.

Grows with the number of terms, documents and decisions, never with that of findings.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luxterm.report.run import decided
from luxterm.types import Message

if TYPE_CHECKING:
    from luxterm.scan.job import FileResult

Counts = Counter[str]
"""Findings by severity."""


@dataclass
class Decision:
    """What was kept for one reason: how often each term, and in which documents."""

    terms: Counter[str] = field(default_factory=Counter[str])
    documents: dict[str, None] = field(default_factory=dict[str, None])


@dataclass
class Sums:
    """Documents have numbers, from 0 in the order of the results; only those with findings or kept ones."""

    terms: dict[str, Counts] = field(default_factory=dict[str, Counts])
    documents: list[tuple[str, Counts]] = field(default_factory=list[tuple[str, Counts]])
    usages: Counter[str] = field(default_factory=Counter[str])
    clean: list[str] = field(default_factory=list[str])
    decisions: dict[Message, Decision] = field(default_factory=dict[Message, Decision])

    def add(self, result: "FileResult") -> int:
        """Count a result; its document's number."""
        counts: Counts = Counter()
        for item in result.findings:
            finding = item.finding
            self.usages[finding.usage.value] += 1
            by_term = self.terms.setdefault(finding.term, Counter())
            if not finding.kept:
                counts[finding.severity.label] += 1
                by_term[finding.severity.label] += 1
            elif decided(finding):
                decision = self.decisions.setdefault(finding.because, Decision())
                decision.terms[finding.term] += 1
                decision.documents[result.path] = None
        if result.findings:
            self.documents.append((result.path, counts))
        if result.read and not counts:
            self.clean.append(result.path)
        return len(self.documents) - 1
