"""A finding with the judgement that it comes of, and what holds its fixes back."""

from typing import NamedTuple

from luxterm.engine.judge.judging import Judgement
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Applicability, Finding, Message


class Pair(NamedTuple):
    """An occurrence as it is judged, and the finding that comes of it."""

    judgement: Judgement
    finding: Finding

    @property
    def around(self) -> Surroundings:
        """The occurrence in its surroundings."""
        return self.judgement.around

    @property
    def safe(self) -> bool:
        """As `is_safe` of its finding."""
        return is_safe(self.finding)


def is_safe(finding: Finding) -> bool:
    """Whether its first fix is made unasked."""
    return bool(finding.fixes) and finding.fixes[0].applicability is Applicability.SAFE and not finding.kept


def demoted(finding: Finding, why: Message) -> Finding:
    """The finding with no fix that is made unasked, and the reason."""
    if not is_safe(finding):
        return finding
    fixes = tuple(
        fix._replace(applicability=min(fix.applicability, Applicability.UNSAFE)) for fix in finding.fixes
    )
    return finding._replace(cautions=(*finding.cautions, why), fixes=fixes)
