"""The index of titles: looking up gives the same as going through all titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.termbase.titles import TitleData, TitleFile, file_titles
from luxterm.wording.findings import because

pytestmark = pytest.mark.once

words = st.lists(st.sampled_from(["a", "ab", "b", "é", "abc"]), max_size=4).map(tuple)
titles = st.lists(
    st.builds(TitleData, words, st.sampled_from(["A", "B"]), st.just("law"), st.booleans(), st.just(0))
)


@given(titles, words.filter(bool), st.sampled_from(["", "a", "ab"]), st.sampled_from(["", "a", "ab"]))
def test_looking_up(titles: list[TitleData], form: tuple[str, ...], before: str, after: str) -> None:
    file = TitleFile(file_titles(titles, ()))
    assert [file[number] for number in range(len(titles))] == titles
    places = [
        (number, at)
        for number, title in enumerate(titles)
        for at in range(len(title.tokens))
        if title.tokens[at : at + len(form)] == form
    ]
    beside = [
        (number, at)
        for number, at in places
        if (titles[number].tokens[at - 1] if at else "") == before
        and "".join(titles[number].tokens[at + len(form) :][:1]) == after
    ]
    assert sorted(file.holding(form, before, after)) == beside
    assert file.has(form) == bool(places)
    assert file.has(form, first=True) == any(at == 0 for _, at in places)
    known = {word for title in titles for word in title.tokens}
    assert all(file.knows(word) == (word in known) for word in ("a", "ab", "b", "é", "abc", "bc"))


def test_of_two_as_long_the_one_with_more_before_the_term(termbase: Termbase) -> None:
    """In each run: which one is named doesn't hang on the order of a set."""
    settings = Settings(titles=("Child Pornography Review Board", "Bureau Report Child Pornography"))
    for titles in (settings.titles, settings.titles[::-1]):
        text = "See the Bureau Report Child Pornography Review Board."
        (finding,) = check(read(text, "plain"), termbase, settings._replace(titles=titles))
        assert because(finding) == 'inside the title "Bureau Report Child Pornography"'
