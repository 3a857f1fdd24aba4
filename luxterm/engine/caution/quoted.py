"""Whether a term may be in somebody else's words that no quotation mark sets off.

Speech without marks has its speaker in it: "he says I have …", "he asks, do you have …"; or a colon before
it: "she wrote: …". The words are contexts in the cues, if a language has them: `saying`, `as-said` for asides
such as "as I said", `speaker` and `spoken-to`.

So have the minutes of a parliament, for what is called out: "(Anna Miller [Liberal]: You have …)". And a
sentence after a verb of saying and a colon is what was said, unless the writer says it: "he said: All who …".

What an editor changes in a quotation, or puts into it so that it fits, stands in square brackets. A paragraph
after one that ends in "the court noted," or "it says:" is what was noted or said. So is what stands in a turn
of a conversation (`luxterm.engine.caution.turns`) or what a witness answers (`testimony`), what a conspiracy
theory claims (`claims`), a recital alone between sentences (`recitals`), what a State recommends in a review
(`reviews`), and what is said to be an extract (`extracts`). Where a mark closes that none opened, or opens
and none closes, an extract has lost the rest of somebody's words. What stands after a note is sung.
"""

from re import Match

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.attributed import (
    bids_ask,
    is_announced,
    is_attributed,
    is_claimed,
    is_reported,
    is_set_off,
    is_tagged,
    is_taken_for,
)
from luxterm.engine.caution.bidding import is_bidden
from luxterm.engine.caution.delivered import is_delivered
from luxterm.engine.caution.extracts import is_extract, is_rated
from luxterm.engine.caution.recitals import is_recital
from luxterm.engine.caution.reviews import is_recommended
from luxterm.engine.caution.testimony import testifies
from luxterm.engine.caution.turns import is_turn
from luxterm.engine.context import speaks_of
from luxterm.engine.sentence import REACH
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.contexts import Context
from luxterm.text.marks import APOSTROPHES
from luxterm.types import Scope

_CHANGED = lazy_pattern(
    r"\[[^\W\d_]\](?=[^\W\d_])|(?<=\s)\[[^\W\d_]{1,12}(?: [^\W\d_]{1,12})?\](?=\s[^\W\d_])"
)
"""`[t]he`, `must have [either] actual`."""
_CALLED = lazy_regex(
    r"[(–—] ?(?:[^()\[\]:\n]{2,60}\[[^\[\]\n]{1,40}\]"
    r"|\p{Lu}[\w.’'-]{1,30}(?: \p{Lu}[\w.’'-]{1,30}){1,3}"
    r"(?:, \p{Lu}[\w/.-]{1,30}(?: \p{Lu}[\w/.-]{1,30})?)?):\s[^()]*\Z"
)
"""Words in brackets after a name and a colon: `(Anna Miller [Liberal]: `, `(Mr John Miller, ABC: `."""
_FAR = 2_000
"""Code points to either side of a term in which marks are looked for."""
_LINE = 60
"""Code points at the end of a paragraph in which it says that somebody's words follow."""
_SPOKEN = 400
"""Code points before a term in which the bracket that it is in may open."""
_DOUBLE = lazy_pattern(r"[\"“”„‟«»]|''|``|(?<!\S),,(?=\w)")
"""The marks that are hardly anything else; which of them open, the spaces around them tell."""
_PAIRED = lazy_pattern(r"(?:^| )(\w+) \"([^\"]{1,60})\" (\w+) \Z")
"""A preposition, words in quotation marks, and another one: `from "fallen girls" to`."""
_NOTES = "♪♫♬♩"
_WORDS = 3
"""Spaces in a heading at least that may be taken from a quotation."""
_STOPS = ",;:.!?"
_PREDICATE = 2
"""Spaces at least in what a quotation says of something."""
_VERB = 3
"""Words at its end of which one is a verb of saying."""


def perhaps_quoted(around: Surroundings) -> bool:
    """Whether a sentence with changes in square brackets, an introduced paragraph or a turn has the term."""
    text = around.view.text
    sentence = text[around.sentence.start : around.sentence.end]
    if "[" in sentence and any(_fits_in(around, found) for found in _CHANGED.finditer(sentence)):
        return True
    looks = (
        _is_called_out,
        _is_introduced,
        is_turn,
        testifies,
        _is_speech,
        is_announced,
        is_attributed,
        is_tagged,
        is_claimed,
        is_reported,
        is_taken_for,
        is_set_off,
        _is_cut_off,
        _is_sung,
        _is_echoed,
        _is_read_out,
        _is_spoken_of,
        _is_said_of,
        _is_paired,
        is_delivered,
        _is_believed,
        is_recital,
        is_recommended,
        is_extract,
        is_rated,
    )
    return any(look(around) for look in looks)


def _is_sung(around: Surroundings) -> bool:
    """Whether a note in its segment says that somebody sings it, as in subtitles."""
    before = around.text_before(_SPOKEN)
    return any(mark in before for mark in _NOTES)


def _is_believed(around: Surroundings) -> bool:
    """Whether its sentence tells what a conspiracy theory has it that there is (the context `claims`)."""
    return speaks_of(around, "claims")


def _is_read_out(around: Surroundings) -> bool:
    """Whether it stands without an article right behind a verb of saying: "My file said child …".

    Or elsewhere where only the word can: "dirá pornografía", "filed such cases under child …", "between
    child bride and …" (the contexts `uttering`, and `lacking-article` for nouns that need one).
    """
    contexts, before = around.language.contexts, [around.preceding]
    if around.bare and (
        around.preceding in around.language.signals.reporting or contexts["lacking-article"].stands_in(before)
    ):
        return True
    words = around.words(around.left[-_LINE:])
    colon = around.left.rstrip().endswith(":")  # what says so itself: "Filed under: …"
    return not colon and contexts["uttering"].ends_in(words, 1)


def _is_spoken_of(around: Surroundings) -> bool:
    """Whether a text (the context `written`) is said to speak of it: "section 12, which spoke of child …".

    Right behind the context `spoken-of`, without an article: what has one is a thing that is talked about. Or
    somebody is said to speak of it in a text: "to speak of child … in a judgment".
    """
    contexts, words = around.language.contexts, around.words(around.left[-_SPOKEN:])
    if not contexts["spoken-of"].ends_in(words, 1):
        return False
    return contexts["written"].stands_in(words) or contexts["spoken-in"].stands_in(around.words(around.soon))


def _is_said_of(around: Surroundings) -> bool:
    """Whether it is the subject of what is quoted: "According to Miller, child … “conceals a crime”"."""
    between, mark, rest = around.right.partition('"')
    said = rest.partition('"')[0]
    if not mark or between.strip() or said.count(" ") < _PREDICATE:
        return False
    language = around.language
    at = around.occurrence.end + len(between) + 1 + len(said) - len(said.lstrip())
    begins = around.view.text[at : at + 1].islower()
    if not begins or said.split()[0] in language.grammar.small_words:  # "in all its forms"
        return False
    before = around.left.rstrip()
    words = around.words(before[-_LINE:])
    opens = language.contexts["said-clause"]
    while words and words[-1] in language.grammar.determiners and not opens.stands_in(words[-1:]):
        before = before.removesuffix(words.pop()).rstrip()  # "the law, a child …"
    return before[-1:] in {"", *_STOPS} or opens.stands_in(words[-1:])


def _is_paired(around: Surroundings) -> bool:
    """Whether it follows a word in quotation marks as one word another: "from “fallen girls” to child …"."""
    pair, grammar = _PAIRED.search(around.left), around.language.grammar
    if pair is None or not grammar.small_words - grammar.conjunctions >= {pair[1], pair[3]}:
        return False
    first = around.occurrence.start - len(around.left) + pair.start(2)
    return around.view.text[first].islower()  # what has a capital is a name


def _is_echoed(around: Surroundings) -> bool:
    """Whether it is in a heading that the text near it has in quotation marks: "One of the worst …"."""
    if around.segment.scope is not Scope.HEADING:
        return False
    start, end = around.bounds
    folded = around.view.folded  # in which all quotation marks are straight
    words = folded[start:end].strip(f" {_STOPS}")
    if words.count(" ") < _WORDS:
        return False
    return f'"{words}' in folded[max(0, start - REACH) : start] or f'"{words}' in folded[end : end + REACH]


def _is_cut_off(around: Surroundings) -> bool:
    """Whether its segment has only one end of a quotation that it is in: `… the ruling''`, `"Every day …`."""
    text, end, ahead = around.view.text, around.bounds.end, around.behind(_FAR)
    after = _DOUBLE.search(text, *ahead)
    if after is not None and _closes(text, after.start(), after.end(), end):
        return _depth(around, _FAR) == 0
    return (after is not None or ahead.end == end) and _depth(around, _SPOKEN) > 0


def _depth(around: Surroundings, most: int) -> int:
    """How many quotation marks are open at it; one that opens the segment may have a space after it."""
    text, (start, end), depth = around.view.text, around.bounds, 0
    for mark in _DOUBLE.finditer(text, *around.before(most)):
        if mark.start() > start and _closes(text, *mark.span(), end, inches=not depth):
            depth = max(0, depth - 1)
        elif mark.start() == start < mark.end() < end or _opens(text, *mark.span(), end):
            depth += 1
    return depth


def _opens(text: str, start: int, end: int, last: int) -> bool:
    """Whether a mark stands before a word, or « before a space, as French has it: inches don't count."""
    if end >= last or text[start - 1 : start].isdigit():
        return False
    after = text[end]
    return text[start] == "«" if after.isspace() else after not in _STOPS


def _closes(text: str, start: int, end: int, last: int, *, inches: bool = True) -> bool:
    """Whether a mark stands after a word or a stop and before none, or is » after a space, as in French.

    A mark behind an elision doesn't count ("d'« argent "), nor one that may be for `inches` (`5"`).
    """
    mark = text[start]
    before = text[start - 1] if start else " "
    after = text[end] if end < last else " "
    if after.isalnum():
        return False
    if before.isspace():
        return mark == "»"
    if mark == "«" and before in APOSTROPHES and after.isspace():
        return False
    return before not in "([" and not (inches and before.isdigit() and mark not in "«»")


def _fits_in(around: Surroundings, found: Match[str]) -> bool:
    """Whether what is in brackets makes somebody's words fit: a letter of a word, or words such as "that".

    A letter behind the number of an item is the writer's own mark: "3.1 [M] The software …".
    """
    inside, before = found[0][1:-1], found.string[: found.start()].rstrip()
    if len(inside) > 1:
        return around.language.function_words.issuperset(inside.split())
    return not (found.string[found.end()].isspace() and before[-1:].isdigit())


def _is_called_out(around: Surroundings) -> bool:
    """Whether it is in brackets, after the name of who calls it out, or a word for that."""
    before = around.text_before(_SPOKEN)
    if "(" not in before or ":" not in before:
        return False
    called, inside = around.language.contexts["called-out"], before.rpartition("(")[2]
    words = around.words(inside.lower())
    if ":" in inside and ")" not in inside and called.stands_in(words[:1]):
        return True
    return _CALLED.search(before) is not None


def _is_introduced(around: Surroundings) -> bool:
    """Whether the paragraph before ends in a verb of saying and a comma or colon."""
    view, before = around.view, around.index - 1
    if before < 0 or around.segment.scope is not Scope.PARAGRAPH:
        return False
    line = view.tail(before, _LINE).rstrip()
    if not line.endswith((",", ":")):
        return False
    words = around.words(line)
    reporting, naming = around.language.signals.reporting, around.language.contexts["as-noun"]
    if any(
        word in reporting and not (at and naming.stands_in(words[at - 1 : at]))
        for at, word in enumerate(words)
        if at >= len(words) - _VERB
    ):
        return not (line.endswith(":") and is_bidden(around))
    return line.endswith(":") and around.language.contexts["quoting"].stands_in(words)


def _is_speech(around: Surroundings) -> bool:
    """Whether somebody is said to say "I" before it, or to speak to somebody after a comma or colon."""
    contexts = around.language.contexts
    saying, speaker, spoken_to = contexts["saying"], contexts["speaker"], contexts["spoken-to"]
    words = around.left.split()
    if not saying.stands_in([word.rstrip(_STOPS) for word in words]):
        return False
    as_said, naming = contexts["as-said"], contexts["as-noun"]
    abbreviations = around.language.grammar.abbreviations
    words = [word for word in words if word.strip("(,;:") not in abbreviations]
    for at, word in enumerate(words):
        if not saying.stands_in([word.rstrip(_STOPS)]):
            continue
        if at and naming.stands_in(words[at - 1 : at]):
            continue
        if bids_ask(around.language, words, at):
            continue
        if as_said.stands_in(words[max(0, at - _VERB) : at]):
            continue
        if word.endswith(":"):
            return True
        if speaker.stands_in(around.words(" ".join(words[at + 1 :]))):
            return True
        if speaker and _ends_in_colon(words[at : at + 2]):
            own = [it.strip(_STOPS) for it in words[max(0, at - _VERB) : at + 2]]
            if not speaker.stands_in(own):
                return True
        if _speaks_to(around, spoken_to, words[at:]):
            return True
    return False


def _speaks_to(around: Surroundings, spoken_to: Context, words: list[str]) -> bool:
    """Whether somebody is spoken to behind a verb's comma or colon: not "everyone asks, and we …"."""
    stop = next((at for at, word in enumerate(words) if word.endswith((",", ":"))), len(words))
    said = words[stop + 1 :]
    joined = bool(said) and said[0] in around.language.grammar.conjunctions
    return not joined and spoken_to.stands_in(around.words(" ".join(said)))


def _ends_in_colon(words: list[str]) -> bool:
    """Whether the verb, or the word after it, has a colon: "sagte:", "said she:"."""
    return any(word.endswith(":") for word in words)
