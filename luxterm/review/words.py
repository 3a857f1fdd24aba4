"""What a comment says about a finding, in paragraphs, in the language of the text."""

from luxterm.report.run import cite
from luxterm.types import Finding, Message
from luxterm.wording import say
from luxterm.wording.findings import caveat, message, where, why

_SOURCES = 3


def comment_on(finding: Finding, elsewhere: bool) -> list[str]:
    """What is wrong, why, what to consider, what else to say, and on whose authority, with where to read it.

    `elsewhere` is for a comment that can't be at the finding itself: it says where that is.
    """
    lang = finding.lang
    said = [message(finding)]
    if elsewhere and (place := where(finding)):
        said[0] = f"{place[0].upper()}{place[1:]}: {said[0]}"
    if reason := why(finding):
        said.append(reason)
    if note := caveat(finding):
        said.append(say(Message("comment-but", (note,)), lang))
    others = list(dict.fromkeys(fix.replacement for fix in finding.fixes))[1:]
    if others:
        phrases = (say(Message("phrase", (other,)), lang) for other in others)
        said.append(say(Message("comment-or", (", ".join(phrases),)), lang))
    for source in finding.sources[:_SOURCES]:
        see = Message("comment-see", (cite(source, lang),))
        said.append(say(Message("comment-see-at", (see, source.url)) if source.url else see, lang))
    return said
