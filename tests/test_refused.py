"""What the models of configuration and termbase refuse can always be put into words."""

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from luxterm.config.file import ConfigModel
from luxterm.system import toml_errors
from luxterm.termbase.cue_models import Cues
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.models import Concept, Profile, SourceDocument, TitleFile
from luxterm.wording import say

MODELS = [ConfigModel, Concept, Cues, Grammar, Profile, SourceDocument, TitleFile]
KEYS = sorted(
    {"en", "x", "1", "[key]", *(name for model in MODELS for name in model.model_fields), "id", "forms"}
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["", "en", "a b", "{", "avoid", 1, -1, 1.5, True]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
@given(value=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_all_that_is_refused(model: type[BaseModel], value: dict[str, Any]) -> None:
    text = tomlkit.dumps(value)
    assert tomllib.loads(text) == value
    try:
        model.model_validate(value)
    except ValidationError as error:
        assert toml_errors.first(error) in error.errors(include_url=False)
        for problem in error.errors():
            told = say(toml_errors.describe_problem(problem, model, value))
            assert told
            assert "Input should" not in told
            assert "\n" not in told
            assert 0 <= toml_errors.line_of(text, problem["loc"], value) <= len(text.splitlines())
