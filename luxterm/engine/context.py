"""What a passage or a replacement is about, by the named sets of words (`luxterm.termbase.contexts`).

For words discouraged only in some contexts, for cues that need one, and for what makes a fix less certain.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.sentence import REACH
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING
from luxterm.types import Span

_CELL, _CELLS = 200, 2
"""Code points of a cell, and cells to either side in a row, in which it shows what the row is about."""
STOP = lazy_pattern(r"[.;:()?!]")
"""What no statement goes over, as it does over commas."""
CLAUSE_END = lazy_pattern(r"[,;:()–—]\s")
"""What parts a word from the term that it would govern otherwise."""


def discouraged(around: Surroundings) -> bool:
    """Whether the term's conditions are met: a word of each set nearby, no word of another sense."""
    term, divider = around.occurrence.term, around.language.divider
    if term.needs_long_form and _is_anothers(around):
        return False
    if term.unless or term.unless_lacking:
        said = around.view.folded[around.sentence.start : around.sentence.end]
        sentence = divider.plain(f"{said} {around.below}" if around.is_heading else said)
        if any(word in sentence for word in term.unless):
            return False
        for name, words in term.unless_lacking:
            others = any(word in sentence for word in words)
            if others and not around.language.contexts[name].stands_in(sentence.split()):
                return False
    if term.unless_before:
        clause = divider.plain(CLAUSE_END.split(around.left)[-1])
        if any(phrase in clause for phrase in term.unless_before):
            return False
    return not term.needs or _is_near(around, around.neighbourhood) or _is_listed(around)


def _is_near(around: Surroundings, where: Span) -> bool:
    """Whether a word of each set that the term needs is there, or in what introduces its list.

    The word itself proves nothing: "minor" is one of the words for a child.
    """
    occurrence, folded, contexts = around.occurrence, around.view.folded, around.language.contexts
    words = around.words(
        f"{around.led_by} | {folded[where.start : occurrence.start]} | {folded[occurrence.end : where.end]}"
    )
    return all(contexts[name].stands_in(words) for name in occurrence.term.needs)


def _is_listed(around: Surroundings) -> bool:
    """Whether entries beside its own have these words, and none that shows another sense."""
    where = around.entries
    if where == around.neighbourhood or not _is_near(around, where):
        return False
    entries = around.language.divider.plain(around.view.folded[slice(*where)])
    return not any(word in entries for word in around.occurrence.term.unless)


def _is_anothers(around: Surroundings) -> bool:
    """Whether an abbreviation names a speaker (`AB: Yes.`) or stands for other words: `Atlantic Bank, AB`."""
    children = around.language.contexts["child"]
    if not children:
        return False
    if around.occurrence.start == around.bounds.start and around.right.startswith(":"):
        return not children.stands_in(around.besides)
    before = around.written_left.rstrip(f"{OPENING},")
    words = before.split()[-len(around.folded) :]
    initials = "".join(word[0] for word in words)
    if not initials.isupper() or initials.lower() != around.folded:
        return False
    return not children.stands_in([word.lower() for word in words])


def speaks_of(around: Surroundings, name: str) -> bool:
    """Whether a word of the named set, if the language has it, is in the sentence besides the occurrence.

    What is in the set with `-aside` behind the name doesn't count: "term" in "a prison term".
    """
    contexts = around.language.contexts
    words, aside = contexts[name], contexts[f"{name}-aside"]
    if not words.stands_in(around.besides):
        return False
    return not aside or words.stands_in(aside.without(around.besides))


def says(around: Surroundings, name: str, text: str) -> bool:
    """Whether a word of the named set is in a folded text."""
    return around.language.contexts[name].stands_in(around.words(text))


def is_about(around: Surroundings, name: str) -> bool:
    """Whether a word of the set is in the sentence, in the heading above or in what introduces its list.

    Or in the cells beside it, whose row says what a sentence does elsewhere. Or anywhere in its paragraph, if
    the language has a set with `-not` behind the name, and no word of that shows in the paragraph or above it
    that something else may be meant: adults. A heading's paragraph is the one below it, of which the same
    holds.
    """
    if speaks_of(around, name):
        return True
    contexts = around.language.contexts
    words, others = contexts[name], contexts[f"{name}-not"]
    above = [around.words(it) for it in (fold(around.segment.under), around.led_by)]
    row = " | ".join(around.view.head(it, _CELL) for it in cells_beside(around, _CELLS))
    beside = around.words(around.below if around.is_heading else row)
    if any(map(words.stands_in, above)) or (words.stands_in(beside) and not others.stands_in(beside)):
        return True
    if not others:
        return False
    paragraph = around.words(f"{around.folded_before(REACH)} | {around.folded_behind(REACH)}")
    return words.stands_in(paragraph) and not any(map(others.stands_in, (paragraph, *above)))


def is_part(name: str, language: Language) -> bool:
    """Whether it is what a text calls a part of itself, perhaps with a number: "Action", "Objective 2.1"."""
    labels = language.contexts["part-labels"]
    words = [it for it in language.divider.words(name.lower()) if not it[0].isdigit()]
    return bool(words) and all(labels.stands_in([word]) for word in words)


def gives_years(around: Surroundings) -> bool:
    """Whether it names an age (the context `ages`) and a figure comes next: "age of consent: 15 years"."""
    if not around.right.lstrip(" :(–—")[:1].isdigit():
        return False
    return around.language.contexts["ages"].stands_in(around.words(around.folded))


def becomes_thing(around: Surroundings) -> bool:
    """Whether the new words are nothing that one does, as the old ones are (the context `not-done`)."""
    language, group = around.language, around.group
    things = language.contexts["not-done"]
    if not things or not group.say:
        return False
    return things.stands_in(language.divider.words(fold(language.resolve(group.say[0], {}))))


def has_office(name: str, language: Language) -> bool:
    """Whether it has a speaker's office first, or after a comma, and no verb: not "Role of the Chair"."""
    contexts, small = language.contexts, language.grammar.small_words
    words = language.divider.words(name.lower())
    if language.has_finite_verb(words) or contexts["bidding"].stands_in(words):
        return False
    pieces = (language.divider.words(it.lower()) for it in name.split(","))
    return any(contexts["turns"].stands_in([it for it in piece if it not in small][:1]) for piece in pieces)
