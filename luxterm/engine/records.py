"""Whether a document is a record: what was said, decided or written by others, and stays as it was.

The minutes of a debate, a court's decision, a transcript, a mail, a scan of a file with the numbers of an
archive on its pages, a story that says again and again who said what, or what he or she did: nobody drafts
these, so no fix is made unasked in them. A report about them isn't one.
Known by two phrases of a language (`laws` in its cues, what shows a `record`), or by one of the shapes that
such files have: speakers before what they say, times with seconds or from one to another, headers of mail,
who posted what in a forum (the contexts `posted` and `post-heads`, if a language has them), numbers of
pages, a blank line after each line of a sentence, verbs of saying in every paragraph (the context `told`), or
particular persons (`persons`).
"""

from collections import Counter
from collections.abc import Iterator, Set
from functools import lru_cache

from luxterm.base import lazy_pattern
from luxterm.engine.context import has_office, is_part
from luxterm.engine.held import demoted
from luxterm.engine.law import is_there
from luxterm.engine.passages import Line, Passages, signs_in
from luxterm.termbase.contexts import Context
from luxterm.termbase.language import Language
from luxterm.text.marks import BULLETS
from luxterm.types import Finding, Message

_PHRASES = 2
"""Different phrases that a record has at least."""
_TITLE = 800
"""Code points from the beginning in which a phrase may be its title."""
_SPEECHES = 2
"""Elements of a parliament's XML at least."""
_TURNS = 3
"""Lines at least that begin with a speaker, or with a time."""
_NAME = 70
"""Code points of a speaker's name and office at most."""
_LETTERS = 2
"""Letters at most that are no name: the questions and answers of a writer's own have "Q" and "A"."""
_SAID = 25
"""Code points that somebody says at least."""
_AROUND = " *_#>[]\u2022"
"""What stands around a name."""
_TIME = lazy_pattern(
    r"\W{0,4}(?:\d{1,2}:\d\d:\d\d\b|[\d:.,]{1,12} ?--> ?\d"
    r"|\d{1,2}:\d\d[\])]?\s{1,3}(?:<[^<>\s]{1,30}>|-!-|\*{3}\s))"
)
"""With seconds, as programmes of a day don't have them, from one to another, as subtitles have them, or
before who writes in a chat: `12:04 <ann>`, `12:04 -!-`."""
_DATED = lazy_pattern(
    r"(?P<by>[^\d\W][^:,;|·•]{0,60}?) ?(?P<mark>[·•|–—-]?) ?"
    r"\d{4}-\d\d-\d\d(?P<time>[T ]\d\d:\d\d\S*)?\W{0,3}"
)
"""Nothing but who posted something, and when: `Post by ann on 2020-05-17`, `ann · 2020-05-17T10:00Z`."""
_POSTS = 2
"""Such lines of different people at least."""
_RUNS_ON = 45
"""Code points at least of such a line, and of the next, if its sentence goes on there."""
_ALONE = lazy_pattern(
    r"\n[ \t]*+\r?\n[ \t]*+(\S++ [^\r\n]{8,90}+)\r?"
    rf"(?=\n[ \t]*+\r?\n(?:[ \t\r\n]*+([^\W\d_A-Z][^\r\n]{{{_RUNS_ON - 1}}}))?)"
)
"""A line between two blank ones, and how the next begins, if it has a small letter there."""
_DOUBLED = 2
"""Such lines at least that end in a small word, as no paragraph, heading or item does: an opinion or a
transcript that was taken out of a PDF, typed with double spacing."""
_ITEM = lazy_pattern(rf"(?m)^[ \t]*+[{BULLETS}][ \t]+\S")
_ITEMS = 3
"""Items with bullets at least that a plan has, or slides, and nothing that was said."""
_ELEMENT = lazy_pattern(r"<(?:speech|talk\.text|interjection|subspeech|speechgroup)\b")
"""As the XML of parliaments has them (Akoma Ntoso, ParlParse, the Australian Hansard)."""
_PAGE = lazy_pattern(r"\W*[A-Z]{3,}(?:[-_][A-Z]+)*[-_]?\d{6,}\W*$")
"""The number of a page in a file that was handed over ("Bates number"): `ABC_COUNTY_001234` alone."""
_FIELD = lazy_pattern(r"\W{0,6}([^\W\d_]{2,9})\W{0,4}:\W{0,4}\S")
_ADDRESS = lazy_pattern(r"@|\d:\d\d")
_TOLD, _EVERY = 4, 200
"""Verbs of saying at least, or words for persons, and one verb in so many words: policies and reports have
none to two in a thousand, and up to three and a half."""
_PERSONS = 40
"""One word for a person in so many: drafts of reports and guidance with cases in them had up to 24 in a
thousand; lives and plots have more."""
_PARAGRAPH, _SPREAD = 8, 4
"""Words of a paragraph at least, and one in so many paragraphs that has such words, at least."""
_FIELDS = 3
"""Fields of a mail's header at least, one with an address or a time: memoranda have these names, too."""


def held_in_record(findings: list[Finding], passages: Passages, language: Language) -> list[Finding]:
    """The findings; if the document is a record, none has a fix that is made unasked, and each the reason."""
    sign = sign_of_record(passages, language)
    return [demoted(it, Message("perhaps-record", (sign,))) for it in findings] if sign else findings


def sign_of_record(passages: Passages, language: Language) -> Message | None:
    """By what a text is known as a record, None if it is none."""
    source = passages.source
    return _known_by(
        passages.lines, len(_ELEMENT.findall(source)), _is_double_spaced(source, language), language
    )


@lru_cache(maxsize=8)
def _known_by(lines: tuple[Line, ...], elements: int, spaced: bool, language: Language) -> Message | None:
    """Kept, because they stay as they are while one types elsewhere."""
    shape = next(_shapes([line for line, _ in lines], elements, spaced, language), None)
    return shape or _phrases(lines, language)


def _phrases(lines: tuple[Line, ...], language: Language) -> Message | None:
    """What the first of the phrases is, if there are enough."""
    found: dict[str, str] = {}
    folded, signs = signs_in(lines, language)
    for (shows, position, kind), start, end in signs:
        if shows == "record" and is_there(position, folded, start, end, _TITLE):
            found.setdefault(folded[start:end], kind)
    return Message(next(iter(found.values()))) if len(found) >= _PHRASES else None


def _shapes(lines: list[str], elements: int, spaced: bool, language: Language) -> Iterator[Message]:
    """The codes of the shapes that it has; `elements` of a parliament's XML are in its markup."""
    if elements >= _SPEECHES or _has_speakers(lines, language):
        yield Message("record-speakers")
    if sum(_TIME.match(line) is not None for line in lines) >= _TURNS:
        yield Message("record-times")
    if _is_mail(lines, language):
        yield Message("record-mail")
    if _has_posts(lines, language):
        yield Message("record-posts")
    if any(_PAGE.match(line) is not None for line in lines):
        yield Message("record-pages")
    if spaced:
        yield Message("record-spacing")
    words = [language.divider.words(line.lower()) for line in lines]
    if _is_told(words, language):
        yield Message("record-told")
    if _is_of_persons(words, language):
        yield Message("record-persons")


def _has_speakers(lines: list[str], language: Language) -> bool:
    """Whether names and colons begin lines: with words that only speakers have, or two or more in turn.

    A line may have nothing but who speaks: "Minister of Health, Anna Lo:", or in capitals "PRESIDENT LO", if
    one of them speaks more than once, as nobody signs twice.
    """
    turns, titled, names = language.contexts["turns"], 0, Counter[str]()
    capitals = Counter[str]()
    for line in lines:
        name, colon, said = line.strip(_AROUND).partition(":")
        if not colon and name.isupper() and len(name) <= _NAME and has_office(name, language):
            capitals[name] += 1
        alone = bool(colon) and not said
        if not (alone or len(said) >= _SAID) or len(name) > _NAME:
            continue
        if not name[:1].isupper() or is_part(name, language):
            continue
        words = language.divider.words(name.lower())
        titled += has_office(name, language) if alone else turns.stands_in(words)
        names[name] += not alone and name.isupper() and len(name) > _LETTERS
    in_turn = sum(count > 1 for count in names.values()) > 1
    return titled >= _TURNS or in_turn or len(capitals) < capitals.total() >= _TURNS


def _has_posts(lines: list[str], language: Language) -> bool:
    """Whether different people posted what it has, or one did and quotes who "said:" something.

    Or the head of a post stands below a sentence (the context `post-heads`): the end of another post.
    """
    posted, heads, saying = (language.contexts[it] for it in ("posted", "post-heads", "saying"))
    people, said = set[str](), False
    for line in (it.strip(_AROUND) for it in lines):
        said |= len(line) > _NAME or line.endswith(".")
        if len(line) > _NAME:
            continue
        if found := _DATED.fullmatch(line):
            by = found["by"]
            words = language.divider.words(by.lower())
            if said and heads.stands_in(words):
                return True
            if (found["mark"] and found["time"]) or posted.stands_in(words):
                people.add(by)
        elif people and line.endswith(":") and saying.ends_in(language.divider.words(line.lower()), 1):
            people.add(line)
    return len(people) >= _POSTS


def _is_double_spaced(source: str, language: Language) -> bool:
    """Whether a blank line stands after each line of a sentence, not after "…; and" of an item."""
    # Blank lines before it, because an alternative for its beginning would make the pattern six times slower
    lines = _ALONE.findall(f"\n\n{source}")
    small, joins = language.grammar.small_words, language.grammar.conjunctions
    if sum(_goes_on(line, below, small, joins) for line, below in lines) < _DOUBLED:
        return False
    return len(_ITEM.findall(source)) < _ITEMS


def _goes_on(line: str, below: str, small: Set[str], joins: Set[str]) -> bool:
    """Whether a sentence goes on after its line: that ends in a small word, or the next is in lower case."""
    if below and len(line) >= _RUNS_ON and line[-1].isalnum() and below[0].islower():
        return True
    *before, last = line.rsplit(None, 2)[-2:]
    last = last.lower()
    return bool(before) and last in small and (before[0][-1].isalnum() or last not in joins)


def _is_told(lines: list[list[str]], language: Language) -> bool:
    """Whether people say and tell things all through it, as in news."""
    return _is_often(language.contexts["told"], lines, sum(map(len, lines)) // _EVERY)


def _is_of_persons(lines: list[list[str]], language: Language) -> bool:
    """Whether it tells of particular persons all through it, as lives, plots and reports of trials do.

    What lays down a duty speaks of anybody as "he" or "she" (the context `persons-not`).
    """
    persons, aside, anybody = (language.contexts[it] for it in ("persons", "persons-aside", "persons-not"))
    if not (persons and aside and anybody):
        return False
    duties = [line for line in lines if anybody.stands_in(line)]
    told = [aside.without(line) for line in lines if not anybody.stands_in(line)]
    return _is_often(persons, told, sum(map(len, (*duties, *told))) // _PERSONS)


def _is_often(phrases: Context, lines: list[list[str]], least: int) -> bool:
    """Whether the lines have enough of them, and not in a few paragraphs.

    A policy with the story of a child in a box is none.
    """
    counts = [(len(line) - len(phrases.without(line)), len(line)) for line in lines]
    count = sum(it for it, _ in counts)
    if count < max(_TOLD, least):
        return False
    having, paragraphs = sum(it > 0 for it, _ in counts), sum(size >= _PARAGRAPH for _, size in counts)
    return having * _SPREAD >= paragraphs


def _is_mail(lines: list[str], language: Language) -> bool:
    """Whether it has the header of a mail that was sent."""
    names = language.contexts["mail"]
    if not names:
        return False
    fields: dict[str, str] = {}
    for line in lines:
        field = _FIELD.match(line)
        if field is not None and names.stands_in([field[1].lower()]):
            fields.setdefault(field[1].lower(), line)
    return len(fields) >= _FIELDS and any(_ADDRESS.search(line) is not None for line in fields.values())
