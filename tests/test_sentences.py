"""Where sentences end, and the sentence around a finding as a report shows it."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm import formats
from luxterm.scan.finding_sentence import KEPT_BESIDE, Sentences
from luxterm.scan.job import Sentence
from luxterm.scan.locate import locate_with_sentences
from luxterm.termbase import Termbase
from luxterm.text.sentences import ANY_LANGUAGE, Splitter, ended
from luxterm.types import Document, Finding, Message, Severity, Usage
from tests.timing import assert_within


def at(text: str, start: int, end: int) -> Finding:
    return Finding(
        *(start, end, text[start:end], text[start:end], "c", "t", "avoid", Usage.USE, Message("own-words")),
        *(Severity.ERROR, False, "", "en"),
    )


def around(text: str, words: str, format: str = "markdown") -> Sentence:
    document = formats.read(text, format)
    start = text.index(words)
    return Sentences(document).around(at(text, start, start + len(words)))


CASES = {
    "alone": ("Ban child porn now.", "child porn", ("Ban ", "child porn", " now.")),
    "between others": (
        "It is so. Ban child porn now. And then?",
        "child porn",
        ("Ban ", "child porn", " now."),
    ),
    "a box to tick opens the next": (
        "[ ] The house is safe.\n[x] It bans child porn now.\n[ ] Staff know it.",
        "child porn",
        ("[x] It bans ", "child porn", " now."),
    ),
    "brackets with words inside a sentence": (
        "See p. [ibid] on child porn now.",
        "child porn",
        ("See p. [ibid] on ", "child porn", " now."),
    ),
    "a section's number ends nothing": (
        "As in s. 163.1 and Art. 34, child porn is banned.",
        "child porn",
        ("As in s. 163.1 and Art. 34, ", "child porn", " is banned."),
    ),
    "hard wraps": (
        "Ban all\nchild\nporn now.\n\nAnother.",
        "child\nporn",
        ("Ban all ", "child porn", " now."),
    ),
    "emphasis isn't read": (
        "Ban *child* **porn** now.",
        "child* **porn",
        ("Ban ", "child porn", " now."),
    ),
    "entities and code": (
        "Law &amp; order: `x.y` bans child porn.",
        "child porn",
        ("Law & order: […] bans ", "child porn", "."),
    ),
    "a quotation's end": (
        "He said “never.” Ban child porn (all). Then.",
        "child porn",
        ("Ban ", "child porn", " (all)."),
    ),
    "one paragraph alone": ("First.\n\nBan child porn\n\nLast.", "child porn", ("Ban ", "child porn", "")),
    "no spaces": (
        "禁止します。これは child porn です。次。",
        "child porn",
        ("これは ", "child porn", " です。"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sentence(name: str) -> None:
    text, words, expected = CASES[name]
    assert around(text, words) == expected


def test_in_no_segment() -> None:
    """A comment isn't in one: it is its own sentence."""
    assert around("<!-- luxterm: keep x -->\n\nText.", "luxterm: keep x") == ("", "luxterm: keep x", "")


def test_very_long_sentence() -> None:
    sentence = around("so " * 500_000 + "child porn" + " and" * 500_000, "child porn")
    assert sentence.before.startswith("…so so")
    assert sentence.after.endswith(" and…")
    assert len(sentence.before) <= KEPT_BESIDE + 1
    assert len(sentence.after) <= KEPT_BESIDE + 1


@pytest.mark.slow
def test_many_findings_in_one_paragraph() -> None:
    """However long their paragraph, each costs the same."""
    text = "child porn **and** " * 20_000
    document = formats.read(text, "markdown")
    starts = [match * 19 for match in range(20_000)]
    found = locate_with_sentences(
        document, [at(text, start, start + 10) for start in starts], lambda _: ANY_LANGUAGE
    )
    assert {item.sentence.words for item in found if item.sentence} == {"child porn"}


@given(st.text("ab. *_`&;!?“”\nÄ漢", max_size=80), st.text("ab. *_\n", max_size=80))
def test_words_stand_in_their_sentence(find: Callable[..., list[Finding]], before: str, after: str) -> None:
    text = f"{before} child pornography {after}"
    document: Document = formats.read(text, "markdown")
    for item in locate_with_sentences(document, find(text), lambda _: ANY_LANGUAGE):
        assert item.sentence
        assert item.sentence.words.lower().split() == ["child", "pornography"]
        assert "\n" not in "".join(item.sentence)


ENGLISH = frozenset({"art.", "e.g.", "u.s.", "dr"})
# "|" is where a sentence ends, within the text
SPLITS = {
    "a capital comes next": "Ban it.| The State acts.",
    "a small letter goes on": "Ban it. the State acts.",
    "a small letter with an accent goes on": "Ban it. élan counts. ñ and ß too.",
    "a capital with an accent": "Ban it.| École.| Ñandú.| Ωμέγα.| Žena.",
    "an accent of its own": "Ban it.| E\u0301cole. e\u0301lan.",
    "a letter like Dž": "Ban it.| ǅungla.",
    "scripts without capitals": "Ban it.| הילד.| الطفل؟| طفل۔| بچہ",
    "Hindi's danda": "बच्चे।| बच्चे",
    "Chinese has no spaces": "禁止。|子ども！|次",
    "more than one mark": "Is it so?!| Never...| Then.",
    "trailing off": "He said that…| Then he left.",
    "words left out": "that … The child … 12 of them",
    "closing marks": "“Ban it.”| «Oui.»| (Yes.)| [No.]’| Then.",
    "German marks": "„Nein.“| „Ja.“| Danach.",
    "French marks stand apart": "« Non. »| « Oui. »| Puis.",
    "an opening mark": "Ban it.| “The State.| « Le mot.| (The State.| ¿Qué?| ¡No!| ‘Then.",
    "notes in brackets": "Ban it.[59]| Many do.[12][a]:7| Then.”[3]| So it was.[citation needed]| Now.",
    "a line's end as programs write it": "Ban it.|\\n\\nThe State.",
    "a note's number": "Ban it.12| The State.³| Then.”1| So.",
    "a provision's number": "See 3.2 The State and s. 163.1 Child law.",
    "an abbreviation": "Art. Five and the U.S. Congress, e.g. Dr. Smith, (Art. Nine) and “Art. Ten”.",
    "initials": "J. Smith, D.-J. Doe, z.B. Köln and Annex A. The rest.",
    "a number": "In Art. 34.| 12 States.| It was 2019.| 15 more.",
    "no space": "Ban it.The State.www.Example.Org",
    "line ends": "Ban it.|\nThe State.|\r\n  Then.",
    "nothing": "",
}


@pytest.mark.parametrize("name", SPLITS)
def test_where_sentences_end(name: str) -> None:
    text = SPLITS[name].replace("|", "")
    ends = [0, *Splitter(ENGLISH).ends(text, 0, len(text)), len(text)]
    assert "|".join(text[begin:end] for begin, end in pairwise(ends)) == SPLITS[name]


def test_a_number_begins_no_sentence_where_no_abbreviation_is_known() -> None:
    text = "By Art. 34 and no. 5. Then."
    assert [text[:end] for end in ANY_LANGUAGE.ends(text, 0, len(text))] == ["By Art. 34 and no. 5."]


@given(st.text("aA .!?…“”»)12é\n", max_size=40), st.data())
def test_a_part_ends_where_the_whole_does(text: str, data: st.DataObject) -> None:
    """From any sentence's beginning on, and up to anywhere, the ends are the same."""
    splitter = Splitter(ENGLISH)
    whole = list(splitter.ends(text, 0, len(text)))
    start = data.draw(st.sampled_from([0, *whole]))
    end = data.draw(st.integers(start, len(text)))
    assert set(splitter.ends(text, start, end)) >= {at for at in whole if start < at <= end}


@pytest.mark.parametrize(
    "line", ["The end.", "“The end.”", "Thus:", "one;", "so …", "end.12", "Fin. »", "终。", "تمت؟"]
)
def test_a_line_that_ends(line: str) -> None:
    assert ended(line)
    assert ended(f"{line} ")


@pytest.mark.parametrize(
    "line", ["", "and the", "in 2019", "as in section 3.2", "at 10:30", "a, b,", "Mr. Doe", "(see 4)"]
)
def test_a_line_that_goes_on(line: str) -> None:
    assert not ended(line)


def test_judging_and_reports_agree(find: Callable[..., list[Finding]], termbase: Termbase) -> None:
    """What a report shows as the sentence is what was judged: an abbreviation doesn't end it."""
    text = "It is said. By Dr. Smith of the U.S. Congress child pornography is banned. Then."
    document = formats.read(text, "markdown")
    (item,) = locate_with_sentences(document, find(text), lambda lang: termbase.language(lang).sentences)
    assert item.sentence
    assert "".join(item.sentence) == "By Dr. Smith of the U.S. Congress child pornography is banned."


def test_no_text_is_slow() -> None:
    def run(text: str) -> None:
        for _ in ANY_LANGUAGE.ends(text, 0, len(text)):
            pass
        ended(text)

    for piece in (".", "…", ". ", '."', "»", ". »", ".1", ".\u00b2", "(", ". (", "。", "A.", " " * 50):
        text = piece * (200_000 // len(piece))
        assert_within(2, lambda text=text: run(text))
