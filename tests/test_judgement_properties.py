"""Changing a sentence changes the judgement, and undoing the change undoes it (for the whole termbase).

A sentence with a use is put between quotation marks, into a title, a reference, a remark about the word:
the usage changes as it must, in straight and in curly marks, over a line's end, in capitals. Without
the frame it is a use again. Judging only looks at the neighbourhood, whatever the document's size.
"""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.phrases import phrases
from luxterm.config.settings import Settings
from luxterm.engine.failures import Spared
from luxterm.engine.judge.judging import Judge
from luxterm.engine.match import Occurrence, candidates, confirmed
from luxterm.lexicon.load import load
from luxterm.text.view import View
from luxterm.text.words import LETTERS, Divider, words
from luxterm.types import Document, Finding, Piece, Segment, Usage
from tests.timing import TRIES, assert_faster, seconds

pytestmark = pytest.mark.once

Find = Callable[..., list[Finding]]


SENTENCES = [
    "The State shall prohibit {} in law.",
    "The Ministry has no figures on {} for that year.",
    "In many towns {} has become a concern of the police.",
    "Measures against {} were taken in 2014, and a budget was set aside.",
    "Hotels must train their staff to recognise {} and to report it.",
]
WHOLE = ["{}", "{lines}", "{upper}", "{title}"]
MARKS = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("« ", " »")]

sentences = st.sampled_from(SENTENCES)
marks = st.sampled_from(MARKS)


# Marks are a matter of their own; `regex` knows a newer Unicode than Python, so nothing that may be new
KNOWN = st.characters(exclude_categories=("M", "Cn", "Cs"))


@given(st.text(st.characters(max_codepoint=127)) | st.text(KNOWN))
def test_words_are_what_stands_between_other_signs(text: str) -> None:
    expected = re.findall(r"\w[\w']*", text)  # an apostrophe before a word is a quotation mark
    assert Divider(()).plain(text) == f" {' '.join(expected)} "
    assert words(text) == re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize("word", ["बच्चों", "הַיֶּלֶד", "الطِّفْل", "E\u0301cole", "เด็ก"])
def test_marks_belong_to_their_word(word: str) -> None:
    text = f"({word}) – “{word}”, {word}."
    assert Divider(()).plain(text) == f" {word} {word} {word} "
    assert words(text) == LETTERS.findall(text) == [word] * 3


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("qu'il s'agit d'enfants", "qu il s agit d enfants"),
        ("l'\u00e9l\u00e8ve n'y est pas", "l élève n y est pas"),
        ("aujourd'hui, l'abus d'", "aujourd'hui l abus d"),
        ("o'brien's", "o'brien's"),
        ("1'd'x", "1'd x"),
    ],
)
def test_what_is_elided_is_a_word_of_its_own(text: str, divided: str) -> None:
    assert Divider(("l'", "d'", "qu'", "s'", "n'")).plain(text) == f" {divided} "


def _shaped(phrase: str, shape: str) -> str:
    """The phrase unchanged, over two lines, IN CAPITALS or in Title Case."""
    if shape == "{lines}":
        return phrase.replace(" ", "\n", 1)
    if shape == "{upper}":
        return phrase.upper()
    # title() would make a capital of what follows an apostrophe
    return " ".join(w[0].upper() + w[1:] for w in phrase.split(" ")) if shape == "{title}" else phrase


shaped = st.builds(_shaped, phrases, st.sampled_from(WHOLE))


def _usages(find: Find, text: str, phrase: str) -> set[Usage]:
    """The usages of what was found inside `phrase`, which must be something."""
    start = text.index(phrase)
    usages = {it.usage for it in find(text) if start <= it.start and it.end <= start + len(phrase)}
    assert usages, text
    return usages


@given(sentences, phrases)
def test_a_plain_sentence_is_a_use(find: Find, sentence: str, phrase: str) -> None:
    assert _usages(find, sentence.replace("{}", phrase), phrase) == {Usage.USE}


@given(sentences, phrases, st.sampled_from(["{}", "{lines}", "{upper}"]), marks)
def test_in_quotation_marks_after_a_reporting_verb_it_is_a_quotation(
    find: Find, sentence: str, phrase: str, shape: str, mark: tuple[str, str]
) -> None:
    said = _shaped(phrase, shape)
    quoted = mark[0] + sentence.replace("{}", said) + mark[1]
    assert _usages(find, f"The Minister said: {quoted}", said) == {Usage.QUOTATION}
    assert _usages(find, f"{quoted} the Minister told the Senate.", said) == {Usage.QUOTATION}
    after = f"The Minister said: {mark[0]}We act at once.{mark[1]} {sentence.replace('{}', phrase)}"
    assert _usages(find, after, phrase) == {Usage.USE}


@given(sentences, phrases)
def test_in_a_block_quotation_it_is_a_quotation(find: Find, sentence: str, phrase: str) -> None:
    text = sentence.replace("{}", phrase)
    assert _usages(find, f"The court held:\n\n> {text}\n", phrase) == {Usage.QUOTATION}
    assert _usages(find, f"The court held:\n\n{text}\n", phrase) == {Usage.USE}


@given(sentences, phrases, marks)
def test_a_quotation_over_paragraphs_holds_what_lies_between(
    find: Find, sentence: str, phrase: str, mark: tuple[str, str]
) -> None:
    text = sentence.replace("{}", phrase)
    if mark[0] in ("“", '"'):
        between = f"She rose: {mark[0]}The bill is late.\n\n{text}\n\nWe must act.{mark[1]}"
        assert _usages(find, between, phrase) == {Usage.QUOTATION}
    over = f"She rose: {mark[0]}The bill is late.{mark[1]}\n\n{text}\n\nThe bill was adopted."
    assert _usages(find, over, phrase) == {Usage.USE}


TITLES = [
    "The Senate ratified the Optional Protocol on {} last year.",
    "The Senate repealed the {title} Act 2011 last year.",
    "The Senate adopted Directive 2011/93/EU on combating {} last year.",
    "He appealed under section 12 ({}) of the Code.",
    "The Special Rapporteur on {title} visited the ports.",
    "The {title} Unit employs thirty people.",
]
NO_TITLES = [
    "The Senate ratified the Optional Protocol. It has debated {} since.",
    "The Senate repealed the Act because it left out {} and its causes.",
    "The Directive obliges providers to report {} without delay.",
    "He appealed under section 12 of the Code, for {} was not proved.",
    "The Special Rapporteur expressed her concern about {} in the ports.",
    "The unit that deals with {} employs thirty people.",
]


@given(st.sampled_from(TITLES), phrases.filter(lambda phrase: "(" not in phrase), st.booleans())
def test_inside_a_title_it_is_a_title(find: Find, frame: str, phrase: str, wrapped: bool) -> None:
    inside = _shaped(phrase, "{title}") if "{title}" in frame else phrase
    inside = inside.replace(" ", "\n", 1) if wrapped else inside
    text = frame.replace("{title}", "{}").replace("{}", inside)
    assert _usages(find, text, inside) <= {Usage.TITLE, Usage.CITATION}, text


@given(st.sampled_from(NO_TITLES), phrases)
def test_after_a_title_it_is_a_use(find: Find, frame: str, phrase: str) -> None:
    assert _usages(find, frame.replace("{}", phrase), phrase) == {Usage.USE}


ENTRIES = [
    "Doe, J., & Roe, R. (2014). {} and the limits of law. *Journal of Policy*, 12(3), 45–67.",
    "Doe, Jane. *{} and the Limits of Law*. Port Elder: Harbour Press, 2014.",
    "Doe, Jane. “{} in Port Cities.” *Review of Law*, vol. 8, no. 2, 2011, pp. 101–19.",
    "1. Doe J, Roe R. {} in port cities: a survey. Rev Soc Health. 2011;8(2):101-9.",
    "Doe, J. (2011) ‘{} in port cities’, Review of Law, 8(2), pp. 101–119.",
    "J. Doe, {} in the Ports (Harbour Press 2014) 33.",
]


@given(st.sampled_from(ENTRIES), phrases)
def test_in_a_list_of_references_it_is_a_citation(find: Find, entry: str, phrase: str) -> None:
    phrase = phrase[0].upper() + phrase[1:]
    text = entry.replace("{}", phrase)
    kept = {Usage.CITATION, Usage.TITLE}
    assert _usages(find, f"## References\n\n{text}\n", phrase) <= kept
    assert _usages(find, f"## Findings\n\n{phrase} is on the rise (Doe & Roe, 2014).\n", phrase) == {
        Usage.USE
    }


MENTIONS = [
    "The term {} should be avoided.",
    "Avoid the term {} in policy documents.",
    "Do not use the expression {} any more.",
    "Laws now speak of abuse where they had the word {} before.",
]
NO_MENTIONS = [
    "In the long term {} should be reduced.",
    "The terms of reference cover {} in the ports.",
    "In other words, {} must end.",
    "The plan, in short, is that {} must end.",
]


@given(st.sampled_from(MENTIONS), shaped, st.none() | marks)
def test_talked_about_it_is_a_mention(
    find: Find, frame: str, phrase: str, mark: tuple[str, str] | None
) -> None:
    opening, closing = mark or ("", "")
    text = frame.replace("{}", f"{opening}{phrase}{closing}")
    # With its capitals the phrase may be the title of an offence as well
    titled = phrase != phrase.upper() and phrase[0].isupper()
    assert _usages(find, text, phrase) <= {Usage.MENTION, *([Usage.TITLE] if titled else [])}


@given(st.sampled_from(NO_MENTIONS), phrases)
def test_words_like_those_of_a_mention_change_nothing(find: Find, frame: str, phrase: str) -> None:
    assert _usages(find, frame.replace("{}", phrase), phrase) == {Usage.USE}


@given(phrases, st.sampled_from(["| Old term | New term |", "| Avoid | Say |", "| Search term | Hits |"]))
def test_in_a_column_of_words_it_is_a_mention(find: Find, phrase: str, header: str) -> None:
    text = f"What we found in the old files.\n\n{header}\n|---|---|\n| {phrase} | 12 |\n"
    assert _usages(find, text, phrase) == {Usage.MENTION}
    plain = text.replace(header, "| Form of exploitation | Cases |")
    assert _usages(find, plain, phrase) == {Usage.USE}


def _judging(text: str) -> Callable[[], object]:
    """Judging a document's occurrences, without reading and matching."""
    termbase = load()
    language = termbase.language("en")
    cut = [0, *(index + 2 for index in range(len(text)) if text.startswith("\n\n", index)), len(text)]
    segments = tuple(Segment((Piece(start, end),)) for start, end in pairwise(cut) if start < end)
    view = View(Document(text, "plain", segments), language.words)
    judge = Judge(language, Settings())
    occurrences: list[Occurrence] = confirmed(candidates(view, language))
    assert occurrences
    return lambda: [judge.document(view, occurrences, Spared(view, None)) for _ in range(20)]


FILLER = "The Ministry reported on schools, roads and the “new harbour”."
USED = "The State shall prohibit child pornography in law."


@pytest.mark.slow
def test_judging_an_occurrence_costs_the_same_in_a_long_document() -> None:
    """2 MB of paragraphs against 20 kB."""
    filler = f"{FILLER}\n\n" * 160
    small = _judging(filler + USED + "\n\n" + filler)
    assert_faster(_judging(filler * 100 + USED + "\n\n" + filler * 100), small, 4)


@pytest.mark.exhaustive
def test_an_occurrence_more_costs_the_same_in_a_long_paragraph() -> None:
    """One paragraph of 400 kB against one of 10 kB, the reading of its quotations left out."""

    def each(length: int, uses: int) -> float:
        pad = f"{FILLER} " * (length // len(FILLER) // uses)
        many, one = _judging(f"{pad}{USED} " * uses), _judging(pad * uses + USED)
        return (min(seconds(many) for _ in range(3)) - min(seconds(one) for _ in range(3))) / uses

    assert any(each(400_000, 100) < each(10_000, 100) * 4 + 0.001 for _ in range(TRIES))
