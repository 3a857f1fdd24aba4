"""What is said about a finding, in the language of the text it is in.

Made from the finding's data only when it is shown to somebody. If a report has left out the words found
(`text`), the id of the term takes their place.
"""

from functools import reduce

from luxterm.types import Advice, Finding, Message, Usage
from luxterm.wording import say

BY_COMMENT = "kept-by-comment"
"""Why a finding is kept if its author says so in the document itself."""
_BY_PEOPLE = (BY_COMMENT, "kept-by-configuration", "kept-in-file", "kept-in-file-by", "in-baseline")
_WRITE_KEEP, _WRITE_OFF = Message("write-keep"), Message("write-off")
_WRITE_VERBATIM = Message("write-verbatim")
_HOW = {
    "unknown-action": (_WRITE_KEEP, _WRITE_OFF, _WRITE_VERBATIM),
    "off-lacks-reason": (_WRITE_OFF,),
    "is-off": (_WRITE_OFF,),
    "is-not-off": (_WRITE_OFF,),
    "nothing-after": (_WRITE_OFF,),
    "verbatim-lacks-reason": (_WRITE_VERBATIM,),
    "is-verbatim": (_WRITE_VERBATIM,),
    "no-law-after": (_WRITE_VERBATIM,),
}
"""How to write a comment that is wrong in this way; all others keep a term."""


def message(finding: Finding) -> str:
    """One line that a drafter can understand on its own."""
    if not finding.text:
        return _redacted(finding)
    if finding.about_comment:
        return say(finding.because, finding.lang)
    best = finding.fixes[0].replacement if finding.fixes else ""
    if finding.kept and finding.because.code in _BY_PEOPLE:
        said = Message("kept-by-people", (" ".join(finding.text.split()), because(finding)))
    elif finding.kept:
        said = Message("kept", (finding.seen, because(finding)))
    elif finding.usage is Usage.QUOTATION:
        said = Message("quotation", (finding.seen, because(finding)))
    elif finding.advice == Advice.AVOID:
        said = Message("avoid-for", (finding.seen, best)) if best else Message("avoid", (finding.seen,))
    elif finding.advice == Advice.CAREFUL:
        said = Message("careful-for", (finding.seen, best)) if best else Message("careful", (finding.seen,))
    else:
        said = Message("context-for", (finding.seen, best)) if best else Message("context", (finding.seen,))
    return say(said, finding.lang)


def because(finding: Finding) -> str:
    """Why it is judged so, and what to consider; "" for a comment to luxterm, whose message says it all."""
    if finding.about_comment:
        return ""
    return say(reduce(_with, finding.cautions, finding.because), finding.lang)


def caveat(finding: Finding) -> str:
    """What to consider before changing the words, mostly nothing."""
    return say(reduce(_with, finding.cautions), finding.lang) if finding.cautions else ""


def kept_because(finding: Finding) -> str:
    """That it stays, and why: "Kept: inside the title …"."""
    label = Message("label-law" if finding.in_law else "label-kept")
    said = say(Message("with-colon", (label, because(finding))), finding.lang)
    return f"{said[0].upper()}{said[1:]}"


def where(finding: Finding) -> str:
    """Where it is, "" in a text with lines."""
    return say(finding.place, finding.lang) if finding.place else ""


def why(finding: Finding) -> str:
    """Why the word is discouraged; for a comment to luxterm, how to write it."""
    if not finding.about_comment:
        return finding.why
    hints = _HOW.get(finding.because.code, (_WRITE_KEEP,))
    return " ".join(say(hint, finding.lang) for hint in hints)


def by_comment(finding: Finding) -> bool:
    """Whether it is kept because a comment in the document says so."""
    code = finding.because.code
    if finding.in_law:
        code = how.code if isinstance(how := finding.because.args[0], Message) else ""
    return code in (BY_COMMENT, "marked-by-comment")


def _with(said: Message, caution: Message) -> Message:
    return Message("with-caution", (said, caution))


def _redacted(finding: Finding) -> str:
    if finding.about_comment:
        said = Message("redacted-comment")
    elif finding.kept:
        said = Message("redacted-kept", (finding.term, because(finding)))
    elif finding.fixes:
        said = Message("redacted-for", (finding.term, finding.fixes[0].replacement))
    else:
        said = Message("redacted", (finding.term,))
    return say(said, finding.lang)
