"""What a comment says about a finding, in paragraphs."""

from luxterm.report.run import cite
from luxterm.types import Finding
from luxterm.wording.findings import message, where, why

_SOURCES = 3


def comment_on(finding: Finding, elsewhere: bool) -> list[str]:
    """What is wrong, why, what else to say, and on whose authority, with where to read it.

    `elsewhere` is for a comment that can't be at the finding itself: it says where that is.
    """
    said = [message(finding)]
    if elsewhere and (place := where(finding)):
        said[0] = f"{place[0].upper()}{place[1:]}: {said[0]}"
    if reason := why(finding):
        said.append(reason)
    others = list(dict.fromkeys(fix.replacement for fix in finding.fixes))[1:]
    if others:
        said.append(f"Or: {', '.join(f'“{other}”' for other in others)}.")
    cited = finding.sources[:_SOURCES]
    said += [f"See {cite(each)}: {each.url}" if each.url else f"See {cite(each)}." for each in cited]
    return said
