"""Names of cases, as in reports and dockets: "United States v. Child …, 12 F.3d 45", "3 StR 107/19 (…)"."""

from luxterm.base import lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.text.dates import YEAR
from luxterm.text.marks import RAISED

_INSIDE = rf"[\w.{RAISED}&-]"
"""What a name has after its first letter."""
_BESIDE = 80
"""Code points to either side in which the rest of a case's or a journal's name is, or a course's code."""
_PARTIES = lazy_regex(
    r"(?:(?<=[\w.] )vs?\.? |\b(?:In re|Ex parte|Matter of|Re) )"
    rf"(?:\p{{Lu}}{_INSIDE}*+ |\p{{Ll}}{{2,3}} ){{0,6}}+\Z"
)
"""The parties of a case, as reports of the common law name them in whatever language they are cited."""
_REPORTED = lazy_regex(
    rf"(?: \p{{Lu}}{_INSIDE}*+| \p{{Ll}}{{2,3}}){{0,6}}+\)?[*_]{{0,3}}(?:,? (?:No\. )?[\[(]?\d|, No\. )"
)
"""After the parties, the number of a volume or a docket, or a year."""
_NUMBERED = lazy_regex(
    r"(?:\b\d{1,3} \p{Lu}\p{L}{0,4} \d{1,5}/\d\d|\b\p{Lu}{1,3}[-‑]\d{1,5}/\d\d"
    rf"|\[{YEAR}\] \p{{Lu}}[^()\[\]]{{0,30}}|\b\p{{Lu}}[\p{{L}}-]{{1,15}} (?:{YEAR}|\d{{1,3}}), \d{{1,5}}"
    rf"|[\w.] vs?\.? \p{{Lu}}{_INSIDE}*+(?: \p{{Lu}}{_INSIDE}*+){{0,3}}+) \Z"
)
"""A case's docket or report, or its parties, before a bracket: "3 StR 107/19 (", "[2009] EWCA Crim 12 (",
"NJW 2013, 2914 ("."""


def in_case_name(around: Surroundings) -> bool:
    """Whether it is in the name of a case, or in what that is known for."""
    return _is_party(around) or _labels_case(around)


def _is_party(around: Surroundings) -> bool:
    """In the name of a case: "United States v. Child …, 12 F.3d 45"."""
    text = around.view.text
    if not around.text[0].isupper() or not _PARTIES.search(text, *around.before(_BESIDE)):
        return False
    return _REPORTED.match(text, *around.behind(_BESIDE)) is not None


def _labels_case(around: Surroundings) -> bool:
    """In brackets right behind a case's number or name, which say what it is known for: "… (Child …)"."""
    text = around.view.text
    opened = text.rfind("(", *around.before(_BESIDE))
    inside = text[opened : around.occurrence.start]
    if opened < 0 or ")" in inside or ")" not in around.text_behind(_BESIDE):
        return False
    return _NUMBERED.search(text, max(around.bounds.start, opened - _BESIDE), opened) is not None
