"""Titles that are shared out: "the Special Rapporteurs on torture; on the sale of …; and on …".

The register knows titles whole. A head noun may be shared by several, stand in the paragraph before a page
break, or have words between that no register has: then a connector directly before the subject, joined to
the noun or to an earlier subject of its, makes a title, as long as no verb comes between. The noun alone
only makes it likely.
"""

from luxterm.engine.judge.register import stretches
from luxterm.engine.surroundings import Surroundings
from luxterm.text.marks import OPENING
from luxterm.text.words import WORD
from luxterm.types import Message, quoted

_ROW = 100
"""Code points at most between the beginning of a subject and the term."""
_ASIDE = 4
"""Words at most between the noun and its first connector: "Protocols thereto, on"."""


def find(around: Surroundings) -> Message | None:
    """Why the term belongs to a shared title, None if it doesn't."""
    found = _headed(around)
    if not found or not found[0][0].isupper():
        return None
    head, gap = found
    connector = next(filter(gap.endswith, around.language.ending_connectors), "")
    gap = gap[: len(gap) - len(connector)].rstrip()
    if not connector or around.language.has_verb(around.words(gap)):
        return None
    return Message("in-instrument", (quoted(head),)) if _shared(around, gap) else None


def near(around: Surroundings) -> bool:
    """Whether a noun of such titles stands in the sentence before the subject that the term is in.

    One in small letters counts here: "the rapporteurs, among them those responsible for the sale of …".
    """
    left = around.left
    return any(head in left for head in around.language.signals.mandates) and _headed(around) is not None


def is_subject(around: Surroundings) -> bool:
    """Whether its line is such a subject and nothing else: "Sale of children, child …"."""
    start, end = around.bounds
    if end - start > 2 * _ROW:
        return False
    line = around.view.folded[start:end].lstrip(f"{OPENING}*_–—- ")
    first, _, rest = line.partition(" ")
    line = rest if first in around.language.grammar.determiners else line
    if not line.startswith(around.language.signals.subjects):
        return False
    return not around.language.has_verb(around.words(line))


def _headed(around: Surroundings) -> tuple[str, str] | None:
    """The noun as it stands, and the folded text between it and the subject without its article."""
    subjects, here = around.language.signals.subjects, around.occurrence.start
    near = around.folded_before(_ROW)
    if not any(subject in near for subject in subjects) and (
        here - around.bounds.start > _ROW or not around.index or not _known(around, near)
    ):
        return None  # most occurrences
    spans = stretches(around)
    folded = " ".join(around.view.folded[slice(*span)] for span in spans)
    at, end = max(
        ((at := folded.rfind(subject), at + len(subject)) for subject in subjects), default=(-1, -1)
    )
    if at < 0 or len(folded) - end > _ROW or not _known(around, folded[end:]):
        return None
    if any(word in around.language.signals.infinitive for word in around.words(folded[end:])):
        return None  # "on the sale of children to report on …"
    text = " ".join(around.view.text[slice(*span)] for span in spans)
    begin = max(around.language.sentences.ends(text, 0, at), default=0)
    lead = folded[begin:at].rstrip()
    bare, _, article = lead.rpartition(" ")
    gap = bare if article in around.language.grammar.determiners else lead
    heads = [word for word in WORD.finditer(gap) if word[0] in around.language.signals.mandates]
    if not heads:
        return None
    head = heads[-1]
    return text[begin + head.start() : begin + head.end()], gap[head.end() :]


def _shared(around: Surroundings, gap: str) -> bool:
    """Whether the connector follows the noun, or another subject of the noun's that it is joined to."""
    if _known(around, gap):
        return True
    if not (gap.endswith((";", ",")) or f"{gap} ".endswith(around.language.joints)):
        return False
    words, connectors = around.words(gap)[:_ASIDE], around.language.leading_connectors
    return any(f"{' '.join(words[at:])} ".startswith(connectors) for at in range(len(words)))


def _known(around: Surroundings, text: str) -> bool:
    """Whether a text has only words and marks that titles have."""
    if any(mark in text for mark in ";:"):
        return False
    small, titles = around.language.grammar.small_words, around.language.titles
    return all(it in small or it.isdigit() or titles.knows(it) for it in around.words(text))
