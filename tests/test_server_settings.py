"""What an editor says of itself and of luxterm's settings."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.editing.settings import EditorSettings, read_settings
from luxterm.types import Severity
from luxterm.wording import say
from luxterm_server.client import read_client

_MEGABYTES = "must be a number above 0, of millions of characters"


@pytest.mark.parametrize(
    ("section", "settings", "problems"),
    [
        (None, EditorSettings(), []),
        ({"lang": None, "path": "/x", "trace": {}}, EditorSettings(), []),
        ({"lexicon": "house", "profile": "uk"}, EditorSettings(profile="uk", lexicon=("house",)), []),
        (
            {"severity": "warning", "maxFileSize": 2},
            EditorSettings(severity=Severity.WARNING, max_size=2_000_000),
            [],
        ),
        (
            {"severity": 1, "enable": "no", "lexicon": {}, "maxFileSize": float("nan")},
            EditorSettings(),
            [
                "luxterm.severity must be a string",
                "luxterm.enable must be true or false",
                f"luxterm.maxFileSize {_MEGABYTES}",
                "luxterm.lexicon must be a list",
            ],
        ),
        (
            {"severity": "loud", "maxFileSize": -1},
            EditorSettings(),
            [
                'luxterm.severity must be info, warning or error, not "loud"',
                f"luxterm.maxFileSize {_MEGABYTES}",
            ],
        ),
        ({"maxFileSize": 1e308}, EditorSettings(), [f"luxterm.maxFileSize {_MEGABYTES}"]),
        ({"maxFileSize": 10**400}, EditorSettings(max_size=10**406), []),
        ([], EditorSettings(), ["luxterm must be a table"]),
    ],
)
def test_settings(section: Any, settings: EditorSettings, problems: list[str]) -> None:
    read, said = read_settings(section)
    assert read == settings
    assert list(map(say, said)) == problems


def test_a_wrong_setting_is_told_in_the_users_language() -> None:
    _, [problem] = read_settings({"onlyChanged": "oui"})
    assert say(problem, "fr") == "luxterm.onlyChanged doit être true ou false"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["capabilities", "textDocument", "general", "severity", "lang", "lexicon"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_nothing_a_client_says_breaks_anything(anything: Any) -> None:
    assert read_client(anything).encoding == "utf-16"
    read_client({"capabilities": anything, "initializationOptions": anything})
    read_settings(anything)
