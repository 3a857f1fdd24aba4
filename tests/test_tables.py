"""Tables: what was stored is found, and nothing else."""

import marshal
from marshal import loads
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.termbase.tables import (
    Index,
    Rows,
    dumps,
    file_index,
    file_named,
    file_parts,
    file_rows,
    named_in,
    numbers_as_bytes,
    numbers_in,
    parts_of,
)

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda values: st.lists(values).map(tuple) | st.frozensets(st.text()),
    max_leaves=5,
)
words = st.text(max_size=6) | st.text("ab", max_size=2) | st.text(st.characters(categories=["Cs"]))


@given(plain, st.data())
def test_equal_values_are_equal_bytes(value: Any, data: st.DataObject) -> None:
    written = dumps(value)
    assert loads(written) == value  # noqa: S302 - written a moment ago
    twice = loads(marshal.dumps(value, data.draw(st.sampled_from([2, 4]))))  # noqa: S302 - parts apart, or shared
    assert dumps((twice, twice)) == dumps((value, twice))


@given(st.lists(plain))
def test_rows(values: list[Any]) -> None:
    rows = Rows(file_rows(values))
    assert [rows[number] for number in range(len(rows))] == values
    with pytest.raises(IndexError):
        rows[len(values)]


@given(st.dictionaries(words, plain.filter(lambda value: value is not None)), st.lists(words))
def test_index(values: dict[str, Any], others: list[str]) -> None:
    index = Index(file_index(values))
    asked = [*others, *values]
    assert [index.get(word) for word in asked] == [values.get(word) for word in asked]
    assert dict(index.among(asked)) == values
    found = list(index.values())
    assert len(found) == len(values)
    assert all(value in found for value in values.values())
    for word in others:
        if word not in values:
            with pytest.raises(KeyError):
                index[word]


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_numbers(numbers: list[int]) -> None:
    assert list(numbers_in(numbers_as_bytes(numbers))) == numbers


@given(st.dictionaries(words, st.binary()))
def test_parts(parts: dict[str, bytes]) -> None:
    assert named_in(file_named(parts)) == parts
    assert parts_of(file_parts(*parts.values())) == list(parts.values())
    inside = file_parts(file_parts(*parts.values()), b"x")
    assert parts_of(parts_of(inside)[0]) == list(parts.values())
