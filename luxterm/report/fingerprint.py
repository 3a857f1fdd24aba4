"""What a finding is known again by in the next run, when lines above it have come or gone.

That is its file, its term and its sentence; those that share all three are counted. Where the sentence is
left out (a redacted report), it is the place.
"""

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from luxterm.report.run import in_repository

if TYPE_CHECKING:
    from luxterm.scan.job import Located


class Fingerprints:
    """Those of one run's findings, asked for in the order of the report; each is different."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def of(self, path: str, item: "Located") -> str:
        """32 hexadecimal digits for a finding in the file at `path`."""
        region = item.region
        words = (
            " ".join("".join(item.sentence).split()) if item.sentence else f"{region.line}:{region.column}"
        )
        key = (in_repository(path), item.finding.term, words)
        self._seen[key] += 1
        return hashlib.sha256("\0".join((*key, str(self._seen[key]))).encode("utf-8", "replace")).hexdigest()[
            :32
        ]
