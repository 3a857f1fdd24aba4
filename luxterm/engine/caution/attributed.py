"""Whether a term's sentence, or the one beside it, says whose words it is in: before it, or only after it.

Before: "I quote Mr Miller: …" or "she wrote to us: …", where the verb and the colon needn't stand together,
in the sentence itself or shortly before it in its paragraph. After: "… . That is what the minister says."
Between commas or dashes: "…, the minister said.", as news have it.
The words are contexts in the cues, if a language has them: `quoting` for verbs that are only for somebody
else's words, `saying` and `speaker` as in `luxterm.engine.caution.quoted`, `said-after` for what a next
sentence begins with, `said-by` for verbs between commas, without a clause of their own (`said-clause`),
`headline-by` for who says what a headline has before a colon: "Police failed …: report", `headline-finds`
for how it is said at the headline's end: "…, study finds". What somebody takes a thing for is in his words,
too (`taken-for`, or `taken-last` behind it, and `taken-as` before it): "describing the images as …". So is
what he calls somebody (`taken-so`): "branded him a …"; and what a court (`finders`) finds that something is
(`found-so`). And what somebody wrote (`wrote`), in the mood in which a language reports (`reported-mood`).
But what the reader is bidden to ask (`prompts`) is the writer's. And a phrase in italics right behind such
a verb, or one of speaking (`spoken-of`, `uttering`), is what is said: "don't speak of a *ring of …*".
"""

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import after_marks
from luxterm.types import MarkKind

_AGO = 300
"""Code points of the paragraph before a term's sentence in which its words may be announced."""
_CLAUSE = 12
"""Words from a verb of saying to its colon at most."""
_OWN = 3
"""Words before it of which one may be the writer's own "I"."""
_AFTER, _OPENING = 90, 7
"""Code points, and words, of the next sentence in which it may say whose words they were."""
_TAG = 12
"""Words between commas that say who says it at most."""
_PIECE = lazy_pattern(r",|(?<=\s)[–—-]|[–—](?=\s)")
"""Before such a piece: a comma, or the dash of a dialogue."""
_HEADLINE = 120
"""Code points of a headline behind a term at most."""
_SOURCE = 4
"""Words behind a headline's colon that say who says it at most."""
_TAKEN, _AS = 20, 4
"""Words before a term in which somebody takes a thing for it, and those from "as" to it at most."""
_SO = 5
"""Words at most that say of whom, from the verb to what is said of him: "called the plaintiff a …"."""
_MARKED = 60
"""Code points that a phrase in italics has at most that is what somebody says."""
_STOPS = ",;:.!?"


def is_announced(around: Surroundings) -> bool:
    """Whether a verb of saying and a colon stand before it, in its sentence or just before that."""
    text, here = around.view.text, around.occurrence.start
    begin = max(around.bounds.start, around.sentence.start - _AGO)
    if ":" not in text[begin:here]:
        return False
    contexts = around.language.contexts
    quoting, saying, told, speaker = (contexts[it] for it in ("quoting", "saying", "told", "speaker"))
    folded, written = around.view.folded[begin:here].split(), text[begin:here].split()
    if len(folded) != len(written):
        return False
    written.append(around.text)
    for colon in (at for at, word in enumerate(folded) if word.endswith(":")):
        clause = [word.strip(_STOPS) for word in folded[max(0, colon - _CLAUSE) : colon + 1]]
        if quoting.stands_in(clause):
            return True
        said = [at for at, word in enumerate(clause) if saying.stands_in([word]) or told.stands_in([word])]
        if not said or not written[colon + 1][0].isupper():
            continue
        if bids_ask(around.language, folded, max(0, colon - _CLAUSE) + said[-1]):
            continue
        own = clause[max(0, said[-1] - _OWN) :]
        if speaker.stands_in(own):
            continue
        # a list of things is the writer's: "she named three goals: aid, advice and …"
        rest = around.words(f"{' '.join(folded[colon + 1 :])}{around.right}")
        if around.language.has_finite_verb(rest):
            return True
    return False


def bids_ask(language: Language, words: list[str], at: int) -> bool:
    """Whether the reader is bidden to ask there, at a sentence's beginning: "Ask the group: …".

    What follows is the writer's question. The words are the context `prompts`.
    """
    opens = at == 0 or (not words[at - 1][-1].isalnum() and words[at - 1][-1] not in ",;")
    return opens and language.contexts["prompts"].stands_in([words[at].strip(_STOPS)])


def is_attributed(around: Surroundings) -> bool:
    """Whether the sentence after its own says whose words it was, in its paragraph or the next one."""
    after = around.language.contexts["said-after"]
    if not after:
        return False
    view, end = around.view, around.sentence.end
    ahead = view.folded[end : min(around.bounds.end, end + _AFTER)]
    if not ahead.strip():
        index = around.index + 1
        if not view.has(index):
            return False
        ahead = view.head(index, _AFTER)
    return after.stands_in(around.words(ahead)[:_OPENING])


def is_tagged(around: Surroundings) -> bool:
    """Whether a piece of its sentence between marks says who says it: "…, he said, …", "… – said Lo."."""
    view, (start, end) = around.view, around.sentence
    marks = [mark.span() for mark in _PIECE.finditer(view.text, start, end)]
    stops = [*(first for first, _ in marks[1:]), end]
    return any(
        not first < around.occurrence.start < stop
        and _is_tag(around.language, around.words(view.folded[last:stop]))
        for (first, last), stop in zip(marks, stops, strict=False)
    )


def is_claimed(around: Surroundings) -> bool:
    """Whether its line has a colon, who says it, and no end: "Police failed …: report", "…, court finds"."""
    sources = around.language.contexts["headline-by"]
    start, end = around.bounds
    if _finds(around):
        return True
    colon = around.view.text.rfind(":", *around.behind(_HEADLINE))
    if not sources or colon < 0:
        return False
    written = around.view.text[colon + 1 : end].strip(" *_")
    source = written.split()
    if not 0 < len(source) <= _SOURCE or not written[-1].isalnum() or "," in written:
        return False
    if sources.stands_in([source[-1].lower()]):
        return True
    # a name needs a sentence that it can have said: "Law will not stop …: Miller"
    said = around.words(around.view.folded[start:colon])
    return all(word[0].isupper() for word in source) and around.language.has_finite_verb(said)


def _finds(around: Surroundings) -> bool:
    """Whether a comma, who says it and a verb for that are the end of its line: "…, study finds"."""
    found, behind = around.language.contexts["headline-finds"], around.folded_behind(_HEADLINE)
    words = behind.rpartition(",")[2].strip(" *_").split()
    return 1 < len(words) <= _SOURCE and found.stands_in(words[-1:]) and "," in behind


def is_reported(around: Surroundings) -> bool:
    """Whether it is what somebody is said to have written, in that mood: "schrieb im Chat, er suche …".

    What is said to have been said is in the writer's words.
    """
    mood, wrote = (around.language.contexts[it] for it in ("reported-mood", "wrote"))
    if not (mood and wrote):
        return False
    clauses = around.left.split(", ")
    clauses[-1] += around.right.partition(",")[0]
    said = [around.words(it) for it in clauses]
    first = next((at for at, it in enumerate(said) if wrote.stands_in(it)), len(said))
    return any(map(mood.stands_in, said[first + 1 :]))


def is_taken_for(around: Surroundings) -> bool:
    """Whether its sentence says before it that somebody takes something for it: "described it as …"."""
    takes, taken_as = (around.language.contexts[it] for it in ("taken-for", "taken-as"))
    words = around.words(around.left)[-_TAKEN:]
    near = max(0, len(words) - _AS)
    at = next((at for at in range(len(words) - 1, near - 1, -1) if taken_as.stands_in([words[at]])), 0)
    such = around.language.contexts["such-as"]
    exemplifies = such.ends_in(words[: at + 1], 1) and not such.stands_in(words[at : at + 1])
    if takes.stands_in(words[:at]) and not exemplifies:  # not "classified information such as …"
        return True
    soon = around.words(around.soon)
    if at and around.language.contexts["taken-last"].stands_in(soon):
        return True
    finders, found = (around.language.contexts[it] for it in ("finders", "found-so"))
    if found.ends_in(words, 1) and finders.stands_in(words):
        return True
    if _is_named(around):
        return True
    words = around.language.contexts["taken-so-aside"].without(words)
    at = around.language.contexts["taken-so"].after_last(words)
    grammar, called = around.language.grammar, words[at:]
    return 0 < at >= len(words) - _SO and grammar.determiners.issuperset(grammar.small_words & {*called})


def _is_named(around: Surroundings) -> bool:
    """Whether it ends what something is called, by the context `named-so`: "was called the capital of …"."""
    language, words = around.language, around.words(after_marks(around.left, _STOPS))
    at = language.contexts["named-so"].after_last(words)
    return 0 < at >= len(words) - _SO and not language.has_verb(words[at:])


def is_set_off(around: Surroundings) -> bool:
    """Whether a phrase in italics begins before it, right behind a verb of saying or of speaking."""
    (start, end), language = around.source, around.language
    for mark in around.marks:
        short = mark.kind is MarkKind.EMPHASIS and mark.end - mark.start <= _MARKED
        if not (short and mark.start < start and end <= mark.end):
            continue
        within = around.words(fold(around.document_text(mark.start, start)))
        before = around.words(around.left)[: -len(within) or None]
        while before and before[-1] in language.grammar.determiners:
            before.pop()
        if before and before[-1] in language.signals.reporting:
            return True
        if any(language.contexts[it].ends_in(before, 1) for it in ("spoken-of", "uttering")):
            return True
    return False


def _is_tag(language: Language, words: list[str]) -> bool:
    """Whether words say who says something, and no more: not "as he said", "he stressed the need"."""
    grammar, contexts = language.grammar, language.contexts
    said_by, as_said, clauses = contexts["said-by"], contexts["as-said"], contexts["said-clause"]
    if not 0 < len(words) <= _TAG or words[0] in grammar.conjunctions:
        return False
    done = next((at for at in range(1, len(words) + 1) if said_by.stands_in(words[:at])), 0)
    if not done or as_said.stands_in(words[:1]):
        return False
    if said_by.without(words[:done]) and not grammar.determiners.isdisjoint(words[done : done + 1]):
        return False
    return not clauses.stands_in(words)
