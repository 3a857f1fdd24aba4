"""Whether a term may be in somebody else's words that no quotation mark sets off.

Speech without marks has its speaker in it: "he says I have …", "he asks, do you have …"; or a colon before
it: "she wrote: …". The words are contexts in the cues, if a language has them: `saying`, `as-said` for asides
such as "as I said", `speaker` and `spoken-to`.

So have the minutes of a parliament, for what is called out: "(Anna Miller [Liberal]: You have …)". And a
sentence after a verb of saying and a colon is what was said, unless the writer says it: "he said: All who …".

What an editor changes in a quotation, or puts into it so that it fits, stands in square brackets. A paragraph
after one that ends in "the court noted," or "it says:" is what was noted or said. A transcript has the time
and the speaker before what was said; or a name and a mark, as "The CHAIR:", with a word that only speakers have
(the context `turns`) or at the beginning of several lines.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.judge.surroundings import Surroundings
from luxterm.types import Scope

_CHANGED = lazy_pattern(
    r"\[[^\W\d_]\](?=[^\W\d_])|(?<=\s)\[[^\W\d_]{1,12}(?: [^\W\d_]{1,12})?\](?=\s[^\W\d_])"
)
"""`[t]he`, `must have [either] actual`."""
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_CALLED = lazy_pattern(
    rf"[(–—] ?(?:[^()\[\]:\n]{{2,60}}\[[^\[\]\n]{{1,40}}\]"
    rf"|{_CAPITAL}[\w.’'-]{{1,30}}(?: {_CAPITAL}[\w.’'-]{{1,30}}){{1,3}}): [^()\n]*\Z"
)
"""Words in brackets after a name and a colon: `(Anna Miller [Liberal]: `, `(Mr John Miller: `."""
_TURN = lazy_pattern(r"[\W_]{0,4}\d{1,2}:\d\d(?::\d\d)?[\W_]{1,4}[^\W\d_][^:.!?\n]{0,40}:\s")
"""`[18:30] Engström: No, …`."""
_HEAD = lazy_pattern(
    r"[\W_]{0,6}(?P<name>[^\W\d][^:–—\n]{0,70}?)(?:[*_]{0,2}:|\.(?=[*_])|\.?[*_]{0,2} ?(?:[–—]| -)|\.-)[*_]{0,2} ?\S"
)
"""What stands before what was said: `The CHAIR: `, `**Q.** `."""
_SPEECH, _AGO = 80, 12
"""Code points that a speech has at least, and paragraphs before a term in which it may begin."""
_NAME = 4
"""Words of a name at most."""
_FAR = 2_000
"""Code points before a term in which the beginning of its line is looked for."""
_LINE = 60
"""Code points at the end of a paragraph in which it says that somebody's words follow."""
_SPOKEN = 400
"""Code points before a term in which the bracket that it is in may open."""
_STOPS = ",;:.!?"
_VERB = 3
"""Words at its end of which one is a verb of saying."""


def perhaps_quoted(around: Surroundings) -> bool:
    """Whether a sentence with changes in square brackets, an introduced paragraph or a turn has the term."""
    text = around.view.text
    sentence = text[around.sentence.start : around.sentence.end]
    if "[" in sentence and any(_fits_in(around, found[0][1:-1]) for found in _CHANGED.finditer(sentence)):
        return True
    return _is_called_out(around) or _is_introduced(around) or _is_turn(around) or _is_speech(around)


def _is_turn(around: Surroundings) -> bool:
    """Whether its paragraph or its line begins with the time at which somebody says it, or with a speaker."""
    if _TURN.match(around.view.text, around.bounds.start) is not None:
        return True
    start = around.view.source(around.occurrence.start, around.occurrence.end).start
    line = around.document_text(max(0, start - _FAR), start).rpartition("\n")[2]
    paragraph = around.view.text[around.bounds.start : around.occurrence.start]
    if _TURN.match(line) is not None or _has_speaker(around, paragraph) or _has_speaker(around, line):
        return True
    return _goes_on(around)


def _goes_on(around: Surroundings) -> bool:
    """Whether one of the paragraphs before it begins a speech, which may not be over: in minutes."""
    view = around.view
    for index in range(around.index - 1, max(-1, around.index - 1 - _AGO), -1):
        if view.segment(index).scope is Scope.HEADING:
            return False
        start, end = view.bounds(index)
        head = _HEAD.match(view.text, start, end)
        if head is not None and end - head.end() >= _SPEECH and _is_title(around, head["name"]):
            return True
    return False


def _is_title(around: Surroundings, name: str) -> bool:
    """Whether it has a word that only speakers have, and besides only names."""
    grammar, turns = around.language.grammar, around.language.contexts.get("turns")
    said = around.language.divider.words(name)
    if turns is None or not turns.stands_in([it.lower() for it in said]):
        return False
    plain = (it for it in said if not it[0].isupper() and it not in grammar.small_words)
    return all(turns.stands_in([it]) for it in plain)


def _has_speaker(around: Surroundings, line: str) -> bool:
    """Whether a name opens a line, with a title that only speakers have, or opens other lines, too."""
    head = _HEAD.match(line) if around.segment.scope is Scope.PARAGRAPH else None
    if head is None:
        return False
    if _is_title(around, head["name"]):
        return True
    opening, text = line[: head.end() - 1].lstrip(), around.view.document.text
    said = around.language.divider.words(head["name"])
    if len(said) > _NAME or any(it.islower() and it not in around.language.grammar.small_words for it in said):
        return False
    return text.count(f"\n{opening}") + text.startswith(opening) > 1


def _fits_in(around: Surroundings, inside: str) -> bool:
    """Whether what is in brackets makes somebody's words fit: a letter, or words such as "that"."""
    grammar = around.language.grammar
    return len(inside) == 1 or all(
        word in grammar.small_words or word in grammar.boundaries for word in inside.split()
    )


def _is_called_out(around: Surroundings) -> bool:
    """Whether it is in brackets, after the name of who calls it out."""
    start = max(around.bounds.start, around.occurrence.start - _SPOKEN)
    before = around.view.text[start : around.occurrence.start]
    return "(" in before and ":" in before and _CALLED.search(before) is not None


def _is_introduced(around: Surroundings) -> bool:
    """Whether the paragraph before ends in a verb of saying and a comma or colon."""
    view, before = around.view, around.index - 1
    if before < 0 or around.segment.scope is not Scope.PARAGRAPH:
        return False
    start, end = view.bounds(before)
    line = view.folded[max(start, end - _LINE) : end].rstrip()
    if not line.endswith((",", ":")):
        return False
    reporting = around.language.signals.reporting
    return any(word in reporting for word in around.language.divider.words(line)[-_VERB:])


def _is_speech(around: Surroundings) -> bool:
    """Whether somebody is said to say "I" before it, or to speak to somebody after a comma or colon."""
    contexts, divider = around.language.contexts, around.language.divider
    saying, speaker, spoken_to = map(contexts.get, ("saying", "speaker", "spoken-to"))
    words = around.left.split()
    if saying is None or not saying.stands_in([word.rstrip(_STOPS) for word in words]):
        return False
    as_said = contexts.get("as-said")
    for at, word in enumerate(words):
        if not saying.stands_in([word.rstrip(_STOPS)]):
            continue
        if as_said is not None and as_said.stands_in(words[max(0, at - _VERB) : at]):
            continue
        if word.endswith(":"):
            return True
        if speaker is not None and speaker.stands_in(divider.words(" ".join(words[at + 1 :]))):
            return True
        if speaker is not None and _ends_in_colon(words[at : at + 2]):
            own = [it.strip(_STOPS) for it in words[max(0, at - _VERB) : at + 2]]
            if not speaker.stands_in(own):
                return True
        stop = next((it for it in range(at, len(words)) if words[it].endswith((",", ":"))), len(words))
        if spoken_to is not None and spoken_to.stands_in(divider.words(" ".join(words[stop + 1 :]))):
            return True
    return False


def _ends_in_colon(words: list[str]) -> bool:
    """Whether the verb, or the word after it, has a colon: "sagte:", "said she:"."""
    return any(word.endswith(":") for word in words)
