"""Whether a term is in an entry that others worded: a headline with its date, a row of data, a tag.

What a table counts is a category, whose name is that of whoever counted. The line at the top of each page has
the title of the work.

Their words stay as they were found: what is filed under a name, or dated, is looked up by it, and so is an
article by its headline. The words are the contexts `tags` (what stands before them: "Filed under:"),
`categories` (what introduces a list of others' names: "select one of the categories:"), `units` (after a
term, what has a name: "the … unit"), `retrieved` (before an address, that a work is read there), `teasers`
(below a heading, the link to what it is the title of: "Read more"), `bylines` (there, what the author's
name stands after: "By Jane Roe") and `film-kinds` (there, beside the year: "drama", "19 min"), if a language
has them.
"""

from collections.abc import Iterator

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.covers import heads_work
from luxterm.engine.caution.keywords import is_keyword
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.text.dates import ANY_DAY, NUMBERED_DAY
from luxterm.text.folding import fold
from luxterm.types import Message, Scope

_LINE = 250
"""Code points that an entry has at most."""
_BELOW = 2
"""Segments below a heading in which the link to what it announces may be."""
_LINK, _LINE_OF_LINK = 5, 60
"""Words of such a link at most, and code points that show that there are more."""
_BYLINE = 6
"""Words of a byline at most."""
_VERB = 2
"""Words of such a verb: "jailed for"."""
_CREDITS = 10
"""Words of what says of a film when it was made, and of what kind it is, at most."""
_CELLS = 3
"""Cells to either side of a term in which the date of its row may be."""
_BESIDE = 6
"""Code points beside a term in which the box of a form may be."""
_TAG = 120
"""Code points before a term in which its line says that tags follow."""
_FIGURE = lazy_regex(r"[^\p{L}]*\d[^\p{L}]*")
"""A cell with nothing but a number: "1,024", "3.1 %"."""
_YEAR = lazy_pattern(r"(?:19|20)\d\d")
_ENDS = ".!?:;,"
_MARKS = " .;*_|"
_MARKUP = " *_|"
_DATED = lazy_regex(rf"(?<![\w/.-]){ANY_DAY}(?![\w/])")
_NUMBERED = lazy_regex(rf"(?<![\w/.-]){NUMBERED_DAY}(?![\w/])")
_RUNNING_HEAD = lazy_pattern(r"\d{1,4} [^.!?]+|[^.!?]+[ |]\d{1,4}")
"""The line at the top of a work's pages, with bars and the page's number: "Title | Author | 3"."""
_CLASS = lazy_pattern(r"[\W_]*\d{3,4}(?:\.\d{1,4})*[.:)]?[\W_]*")
"""The number of a classification or a code: "364.1 "."""

_CHOICE = lazy_pattern(r"(?:^|[^,;:]\s)\(?[a-h][.)]\s")
_MARKED = lazy_pattern(r"\s\(?[a-h][.)]\s+\Z")
_NEXT = lazy_pattern(r"\s+(?:\(?[a-h]|\d{1,3})[.)]\s")
"""What stands before the answers of a question."""
_CHOICES = 2
_CODED = lazy_regex(r"(?<![^\s;,:(])\p{Lu}\d{1,2}[.:)]? (?=\p{L})")
"""What stands before the labels of a classification in a row: `A1 violence; B2 …`."""
_EQUATED = lazy_regex(r"(?<![\w=])[\p{Lu}\d][\p{Lu}\d_]{0,9} = (?=\p{L})")
"""The same in a code book: `11 = holding of …; 12 = …`."""
_BOX = r"(?:[(\[] ?[xX]? ?[)\]]|[\u2610-\u2612\u25a1\u25fb])"
_TICKED = lazy_pattern(rf"{_BOX}\s*\Z")
_BOXES = lazy_pattern(rf"\s*{_BOX}")
"""The box of a form, empty or ticked, before an entry or after it."""
_TALLY = lazy_regex(r"(?:\s{0,2}[:=–—-])?\s{1,2}\d[\d., ]{0,12}(?: ?%)?(?: \p{L}{1,30})?\s{0,2}(?:[;,.)]|$)")
"""How often what a table counts was found, in a line: "fraud: 12 cases; …"."""
_TALLIES = 2
_ENTRIES = 3
"""Entries of a list to either side that are looked at."""
_IMPRINT = 120
"""Code points behind a title in which its newspaper, its date and its address begin."""
_ADDRESS = lazy_pattern("https?://|www\\.|\ufffc")


def perhaps_listed(around: Surroundings) -> Message | None:
    """Why its words may be others', None if nothing says so."""
    start, end = around.bounds
    if end - start <= _LINE:
        line = around.view.text[start:end].strip()
        if line[-1:] not in _ENDS and _DATED.search(line) is not None:
            return Message("perhaps-title")
        if " | " in line and _RUNNING_HEAD.fullmatch(line) is not None:
            return Message("perhaps-title")
        dated = around.segment.scope is Scope.CELL and _is_dated(around)
        titled = (heads_work, _announces, _is_signed, _is_shown, _is_headline)
        if dated or any(shows(around) for shows in titled):
            return Message("perhaps-title")
        if around.segment.scope is Scope.CELL and around.is_alone and _is_counted(around):
            return Message("perhaps-name")
        here = around.occurrence.start
        alone = here > start and not around.view.text[around.occurrence.end : end].strip(_MARKS)
        if alone and _CLASS.fullmatch(around.view.text, start, here) is not None:
            return Message("perhaps-name")
    sentence = around.view.text[slice(*around.sentence)]
    if around.text[0].isupper() and around.left.strip(_MARKS) and _NUMBERED.search(sentence) is not None:
        return Message("perhaps-name")
    signs = (
        _is_tag,
        _is_variable,
        is_keyword,
        _is_choice,
        _is_coded,
        _is_ticked,
        _is_tallied,
        _names_unit,
        _is_retrieved,
    )
    if any(shows(around) for shows in signs):
        return Message("perhaps-name")
    return None


def _is_variable(around: Surroundings) -> bool:
    """Whether it is all of a cell in a column that names what a set of data has: "| V09 | Child … |"."""
    if around.segment.scope is not Scope.CELL or not around.is_alone:
        return False
    return around.language.contexts["variables"].stands_in(around.words(fold(around.segment.column)))


def _is_coded(around: Surroundings) -> bool:
    """Whether a code stands right before it, and another in its sentence: "A1 fraud; A2 child …".

    Or it is in what one code of several stands for: "11 = holding of child …; 12 = …".
    """
    text, here = around.view.text, around.occurrence.start
    codes = [it.end() for it in _CODED.finditer(text, *around.sentence)]
    if len(codes) > 1 and here in codes:
        return True
    equated = [it.end() for it in _EQUATED.finditer(text, *around.sentence)]
    last = next((at for at in reversed(equated) if at <= here), None)
    return len(equated) > 1 and last is not None and not any(mark in text[last:here] for mark in ";,")


def _announces(around: Surroundings) -> bool:
    """Whether a link to another page is below its heading, which is that page's title, then."""
    teasers, view = around.language.contexts["teasers"], around.view
    if not teasers or around.segment.scope is not Scope.HEADING:
        return False
    for index in view.near(around.index, -1, _BELOW):
        if view.segment(index).scope is Scope.HEADING:
            return False
        words = around.words(view.head(index, _LINE_OF_LINK))
        if len(words) <= _LINK and teasers.stands_in(words):
            return True
    return False


def _is_signed(around: Surroundings) -> bool:
    """Whether who wrote the article stands directly below its heading: "By Jane Roe"."""
    bylines, view, below = around.language.contexts["bylines"], around.view, around.index + 1
    if not bylines or around.segment.scope is not Scope.HEADING or not view.has(below):
        return False
    by, *name = view.text[slice(*view.bounds(below))].split()[: _BYLINE + 2] or ("",)
    capitals = name[:1] + name[-1:]
    return bylines.stands_in([by.lower()]) and len(name) <= _BYLINE and _all_capital(capitals)


def _is_headline(around: Surroundings) -> bool:
    """Whether its line tells of an arrest or a sentence as headlines do: "Teacher jailed for …".

    Not in "Staff charged with monitoring it must report.", with an end and a verb of its own.
    """
    verbs = around.language.contexts["headline-verbs"]
    start, end = around.bounds
    words = around.words(around.view.folded[start:end]) if verbs else []
    at = verbs.after_last(words) if words else 0
    line = around.view.text[start:end].rstrip(_MARKUP)
    if at <= _VERB or line.rstrip(_MARKS)[-1:] in _ENDS:
        return False
    language, before = around.language, words[:at]
    if line[-1:] in _MARKS and language.has_finite_verb(words[at:]):
        return False
    return not language.has_finite_verb(before) and language.grammar.determiners.isdisjoint(before)


def _is_shown(around: Surroundings) -> bool:
    """Whether a film's year and kind, or how long it is, stand directly below its heading: "1995 · Drama"."""
    kinds, view, below = around.language.contexts["film-kinds"], around.view, around.index + 1
    if not kinds or around.segment.scope is not Scope.HEADING or not view.has(below):
        return False
    words = around.words(view.head(below, _LINE_OF_LINK))
    short = len(words) <= _CREDITS and not around.language.has_finite_verb(words)
    return short and kinds.stands_in(words) and any(map(_YEAR.fullmatch, words))


def _all_capital(words: list[str]) -> bool:
    """Whether there are words, and all begin with a capital."""
    return bool(words) and all(word[0].isupper() for word in words)


def _is_dated(around: Surroundings) -> bool:
    """Whether a cell of its row has nothing but a date."""
    return any(_DATED.fullmatch(cell.strip(_MARKS)) for cell in _row(around))


def _is_counted(around: Surroundings) -> bool:
    """Whether the other cells of its row have nothing but figures."""
    cells = [*_row(around)]
    return bool(cells) and all(map(_FIGURE.fullmatch, cells))


def _row(around: Surroundings) -> Iterator[str]:
    """The text of the cells near it in its row."""
    view = around.view
    for index in cells_beside(around, _CELLS):
        yield view.text[slice(*view.bounds(index))]


def _is_retrieved(around: Surroundings) -> bool:
    """Whether its sentence is a title by what stands behind it: "…. The Post, 4 May. Available at: https…".

    No verb stands between.
    """
    language, end = around.language, around.sentence.end
    behind = around.view.folded[end : min(around.bounds.end, end + _IMPRINT)]
    address = _ADDRESS.search(behind)
    words = around.words(behind[: address.start()]) if address else []
    read = bool(words) and language.contexts["retrieved"].ends_in(words, 1)
    return read and not language.has_verb(words)


def _is_tag(around: Surroundings) -> bool:
    """Whether its line says before it that tags follow, or what introduces its list that categories do."""
    contexts = around.language.contexts
    start, (above, line, _, _) = around.bounds.start, around.lines
    opening = around.view.folded[start : min(around.occurrence.start, start + _TAG)]
    for before in (opening, line.lower() if above and len(line) <= _TAG else ""):
        head, colon, _ = before.partition(":")
        label = around.words(head) if colon else []
        names = contexts["tags"].stands_in(label) or contexts["categories"].stands_in(label)
        if names and not around.language.has_finite_verb(label):
            return True  # not "The following topics are covered:"
    return contexts["categories"].stands_in(around.words(around.led_by))


def _is_choice(around: Surroundings) -> bool:
    """Whether it is all of an answer to choose: `a) child labour b) child …`."""
    before, after = around.text_before(_TAG), around.text_behind(_TAG)
    if len(_CHOICE.findall(before)) < _CHOICES or _MARKED.search(before) is None:
        return False
    return not after.strip() or _NEXT.match(after) is not None


def _is_ticked(around: Surroundings) -> bool:
    """Whether the box of a form stands directly beside it: `[ ] child labour`."""
    before, after = around.text_before(_BESIDE), around.text_behind(_BESIDE)
    return _TICKED.search(before) is not None or _BOXES.match(after) is not None


def _is_tallied(around: Surroundings) -> bool:
    """Whether a figure stands directly behind it, and behind other entries of its line: "…: 12; …: 3".

    Or behind others of its list.
    """
    view, (here, end) = around.view, around.behind(_TAG)
    if _TALLY.match(view.text, here, end) is None:
        return False
    found = len(_TALLY.findall(view.text, around.before(_TAG).start, end))
    if around.segment.scope is Scope.ITEM and end == around.bounds.end:
        beside = view.near(around.index, _ENTRIES, _ENTRIES)
        items = (view.bounds(it) for it in beside if view.segment(it).scope is Scope.ITEM)
        others = (it for it in items if it != around.bounds)
        found += sum(any(tally.end() == it.end for tally in _TALLY.finditer(view.text, *it)) for it in others)
    return found >= _TALLIES


def _names_unit(around: Surroundings) -> bool:
    """Whether it is before what has a name of its own: "the child … unit"."""
    units = around.language.contexts["units"]
    return around.right[:1] == " " and units.stands_in(around.words(around.right[:_TAG])[:2])
