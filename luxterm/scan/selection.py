"""Which findings somebody asked for: of what severity, of which terms."""

from collections.abc import Iterable
from typing import NamedTuple

from luxterm.system.errors import did_you_mean
from luxterm.types import SUPPRESSION, Finding, Message, Severity


class Selection(NamedTuple):
    """What is reported, fixed and counted: of what severity at least, of which terms, without which.

    `only` (all if it is empty) and `without` name terms or concepts by their ids. What is kept has no
    severity to speak of.
    """

    least: Severity = Severity.INFO
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def chosen(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those asked for, in their order."""
        return [finding for finding in findings if self._takes(finding)]

    def _takes(self, finding: Finding) -> bool:
        names = {finding.term, finding.concept}
        return (
            (finding.kept or finding.severity >= self.least)
            and (not self.only or not names.isdisjoint(self.only))
            and names.isdisjoint(self.without)
        )

    def unknown(self, known: Iterable[str]) -> Message | None:
        """What is wrong with a name that is none of the ids known, if anything is."""
        ids = {*known, SUPPRESSION}
        for option, names in (("--select", self.only), ("--ignore", self.without)):
            for name in names:
                if name not in ids:
                    return did_you_mean(Message("no-term-or-concept", (option, repr(name))), name, ids)
        return None
