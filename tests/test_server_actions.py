"""What authors can do, over the real protocol: fixes, keeping, titles, cards, terms."""

from collections.abc import Callable
from typing import Any

import pytest

from luxterm.engine.fixes import edits_for, splice
from luxterm.scan.job import Job, Options
from luxterm.text.lines import Encoding
from luxterm.types import Applicability
from luxterm_server.analysis import analyse
from luxterm_server.documents import format_for
from tests.lsp import (
    ACTIONS,
    EDITOR,
    RESOLVE,
    TEXT,
    URI,
    ServerError,
    actions,
    applied,
    around,
    edits_of,
    keep,
    merged,
    position,
    titled,
)

pytestmark = pytest.mark.slow


def test_replacements_best_first_and_equal_to_the_engines(start: Callable[..., Any], find: Any) -> None:
    client = start(capabilities=EDITOR)
    client.open(URI, TEXT)
    found = [
        it for it in actions(client, URI, around(TEXT, "child porn")) if it["title"].startswith("Replace w")
    ]
    engine = find(TEXT)[0].fixes
    assert [it["title"] for it in found] == [f"Replace with “{fix.replacement}”" for fix in engine]
    assert [it.get("isPreferred", False) for it in found] == [True, *([False] * (len(found) - 1))]
    for action, fix in zip(found, engine, strict=True):
        assert applied(TEXT, edits_of(action["edit"])) == splice(TEXT, fix.edits)
        assert action["edit"]["documentChanges"][0]["textDocument"] == {"uri": URI, "version": 1}
        assert action["diagnostics"][0]["code"] == "child-pornography"


TEXTS = {
    "markdown": "# 🧒 On child pornography\r\n\r\n𝔸 *sex tourist* saw\r\nchild\u00a0pornography.\r\n",
    "html": "<p>🧒 Child\u2028pornography &amp; <b>child</b> pornography\f and a sex tourist.</p>\n",
    "rst": "On child pornography\n====================\n\n🧒 Of *child pornography*, sex tourists.\n",
    "latex": "🧒 \\emph{child pornography} and\n\\footnote{𝔸 child pornography} a sex tourist.\n",
    "asciidoc": "= 🧒 On child pornography\n\n𝔸 _child pornography_ and a sex tourist.\n",
    "git-commit": "On child pornography\n\n🧒 The child pornography and a sex tourist.\n",
    "plaintext": "🧒 The child\r\npornography\u0085of\fthe child pornography, a sex tourist.\r\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("resolves", [False, True])
def test_every_action_in_every_format_is_the_engines_own(
    start: Callable[..., Any], find: Any, fix: Any, encoding: Encoding, resolves: bool
) -> None:
    more = {"textDocument": {"codeAction": RESOLVE}} if resolves else {}
    client = start(capabilities=merged(EDITOR, more, {"general": {"positionEncodings": [encoding]}}))

    def outcome(text: str, action: Any) -> str:
        whole = client.request("codeAction/resolve", action) if resolves else action
        return applied(text, edits_of(whole["edit"]), encoding)

    for language, text in TEXTS.items():
        uri, format = f"untitled:{language}", format_for(language, "")
        client.open(uri, text, language)
        found = find(text, format)
        terms = [each.term for each in found]
        assert terms.count("child-pornography") == 2, (language, terms)
        assert "sex-tourist" in terms, (language, terms)
        for number, finding in enumerate(found):
            place = {
                "start": position(text, finding.start, encoding),
                "end": position(text, finding.end, encoding),
            }
            offered = actions(client, uri, place)
            replacing = [it for it in offered if it["title"].startswith("Replace with")]
            for action, made in zip(replacing, finding.fixes, strict=True):
                assert outcome(text, action) == splice(text, made.edits)
            same, _ = edits_for((it for it in found if it.term == finding.term), Applicability.SAFE)
            for action in (it for it in offered if it["title"].startswith("Replace all")):
                assert outcome(text, action) == splice(text, same)
            assert outcome(text, titled(offered, "Make all safe")) == fix(text, format)
            kept = analyse(keep(client, uri, text, place, encoding), format, Job("a", Options())).findings
            assert [it.text for it in kept] == [finding.text for finding in found]
            assert kept[number].kept
            assert {it.term for it in kept if it.kept} == {finding.term}


def test_nothing_is_offered_for_what_is_not_shown(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR, options={"settings": {"severity": "error"}})
    text = "The alleged victim of the sexual offence is an adolescent.\n"
    client.open(URI, text)
    assert client.diagnostics(URI) == []
    place = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    assert actions(client, URI, place, ["quickfix"]) == []


def test_replace_all_in_the_document(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR)
    client.open(URI, TEXT)
    action = titled(actions(client, URI, around(TEXT, "child porn")), "Replace all")
    assert (
        action["title"] == f"Replace all {TEXT.count('child pornography')} with “child sexual abuse material”"
    )
    replaced = TEXT.replace("child pornography", "child sexual abuse material")
    assert applied(TEXT, edits_of(action["edit"])) == replaced


@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("fr-be", "Remplacer les"),
        ("es", "Sustituir los"),
        ("de-at", "Alle"),
        ("pt-br", "Substituir as"),
        ("sv", "Replace all"),  # and a line in the log
        (7, "Replace all"),
    ],
)
def test_an_editor_is_spoken_to_in_its_language(
    start: Callable[..., Any], locale: object, title: str
) -> None:
    client = start(capabilities=EDITOR, locale=locale)
    client.open(URI, TEXT)
    assert titled(actions(client, URI, around(TEXT, "child porn")), title)
    logged = [each["message"] for each in client.all("window/logMessage")]
    assert logged == (['luxterm doesn\'t speak "sv", only de, en, es, fr, pt'] if locale == "sv" else [])


def test_fix_all_is_what_the_command_line_would_do(start: Callable[..., Any], fix: Any) -> None:
    client = start(capabilities=EDITOR)
    text = TEXT + "\nThe minor saw child porn. She is a child prostitute.\n"
    client.open(URI, text)
    (action,) = actions(client, URI, around(text, "# Rules"), only=["source.fixAll"])
    assert action["kind"] == "source.fixAll.luxterm"
    assert applied(text, edits_of(action["edit"])) == fix(text)
    assert actions(client, URI, around(text, "# Rules"), only=["refactor"]) == []


def test_fix_all_leaves_what_is_not_shown(start: Callable[..., Any]) -> None:
    """As the command line does with --min-severity, also where one fix lets another be made."""
    client = start(capabilities=EDITOR, options={"settings": {"severity": "error"}})
    text = "Staff report child pornography to lists of child molesters.\n"
    client.open(URI, text)
    assert [each["code"] for each in client.diagnostics(URI)] == ["child-pornography"]
    (action,) = actions(client, URI, around(text, "Staff"), only=["source.fixAll"])
    assert applied(text, edits_of(action["edit"])) == text.replace("pornography", "sexual abuse material")


def test_an_edit_is_made_when_it_is_needed_and_withheld_when_the_text_has_moved(
    start: Callable[..., Any],
) -> None:
    client = start(capabilities=merged(EDITOR, {"textDocument": {"codeAction": RESOLVE}}))
    client.open(URI, TEXT)
    found = actions(client, URI, around(TEXT, "child porn"))
    action = titled(found, "Replace with")
    assert "edit" not in action
    edit = client.request("codeAction/resolve", action)["edit"]
    assert "We remove child sexual abuse material." in applied(TEXT, edits_of(edit))
    everything = titled(found, "Make all safe")
    edit = client.request("codeAction/resolve", everything)["edit"]
    assert "pornography" not in applied(TEXT, edits_of(edit))
    for other in (
        -1,
        "ab",
        {},
        [1],
        [[1, 2]],
        [["1", 2, ""]],
        [[2, 1, ""]],
        [[0, 10**30, ""]],
        [[0, 1, None]],
    ):
        with pytest.raises(ServerError, match="action of ours") as error:
            client.request("codeAction/resolve", {**action, "data": {**action["data"], "edits": other}})
        assert error.value.code == -32602
    client.change(URI, "More.\n" + TEXT, 2)
    for each in (action, everything):
        with pytest.raises(ServerError, match="changed") as error:
            client.request("codeAction/resolve", each)
        assert error.value.code == -32801


def test_who_asks_with_old_diagnostics_gets_the_fixes_of_the_text_as_it_is(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR)
    client.open(URI, TEXT)
    shown = client.diagnostics(URI)[:1]
    assert actions(client, URI, shown[0]["range"], ["quickfix"], shown)
    changed = "New.\n\n" + TEXT
    client.change(URI, changed, 2)
    (action, *_) = actions(client, URI, around(changed, "child porn"), ["quickfix"], shown)
    assert action["edit"]["documentChanges"][0]["textDocument"] == {"uri": URI, "version": 2}
    assert "remove child sexual abuse material" in applied(changed, edits_of(action["edit"]))


def test_a_fix_that_needs_a_look_is_neither_preferred_nor_made_for_all(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR)
    text = (
        "The Circular on Child Pornography of 2009 applies. Indecent images of children exist.\n\n"
        "We ban child pornography. We remove child pornography.\n"
    )
    client.open(URI, text)
    wanted = actions(client, URI, around(text, "ban child porn"))
    everything = titled(wanted, "Replace all")
    assert everything["title"] == "Replace all 2 with “child sexual abuse material”"
    assert "on Child Pornography of 2009" in applied(text, edits_of(everything["edit"]))
    for words in ("Child Pornography", "ban child pornography"):
        for action in actions(client, URI, around(text, words)):
            if action.get("isPreferred"):
                label = action["diagnostics"][0]["code"]
                assert action["title"] == "Replace with “child sexual abuse material”", label
                assert words != "Child Pornography"


def test_what_may_be_a_title_is_first_offered_as_one(start: Callable[..., Any]) -> None:
    client = start(capabilities=EDITOR)
    text = "First we read Child Pornography Facts, then child pornography.\n"
    client.open(URI, text)
    first = [it["title"] for it in actions(client, URI, around(text, "Child Porn"), ["quickfix"])]
    assert first[0] == "Add “Child Pornography Facts” to the house titles"
    assert first[1].startswith("Keep here")
    assert first[2].startswith("Replace with")
    second = [it["title"] for it in actions(client, URI, around(text, "then child porn"), ["quickfix"])]
    assert second[0].startswith("Replace with")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Protocol asks States to end the sale of children and child prostitution.\n", "child pro"),
        ("The Unit deals with Child Prostitution every day.\n", "Child Pro"),
        ("39-17. Offense of child pornography.\n", "child porn"),
    ],
)
def test_where_a_title_or_name_is_likely_what_leaves_it_comes_first(
    text: str, words: str, start: Callable[..., Any]
) -> None:
    client = start(capabilities=EDITOR)
    client.open(URI, text)
    made = [it["title"] for it in actions(client, URI, around(text, words), ["quickfix"])]
    assert made[0].startswith("Keep here")
    assert any(it.startswith("Replace with") for it in made)


# Keeping


def test_our_own_extension_explains_and_repeats_nothing(start: Callable[..., Any]) -> None:
    markdown = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
    for options, again in (({"prompts": True}, 0), ({}, 1)):
        client = start(
            capabilities={"textDocument": {**markdown["textDocument"], "codeAction": ACTIONS}},
            options=options,
        )
        client.open(URI, TEXT)
        place = around(TEXT, "child pornography")
        card = client.request(
            "textDocument/hover", {"textDocument": {"uri": URI}, "position": place["start"]}
        )
        said = card["contents"]["value"]
        assert said.startswith("**Say instead:** “child sexual abuse material”")
        assert said.count("**Say instead:**") == said.count("**What is meant here:**") == 1
        assert said.count("### child pornography") == said.count("(error)") == again
        explain = [each for each in actions(client, URI, place) if each["title"].startswith("Explain")]
        assert len(explain) == 1 - again
        if explain:
            (argument,) = explain[0]["command"]["arguments"]
            found = client.request(
                "workspace/executeCommand", {"command": "luxterm.explain", "arguments": [argument]}
            )
            assert found["term"] == "child pornography"


def test_the_card_in_the_clients_own_format(start: Callable[..., Any]) -> None:
    markdown = {"textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}}}
    for capabilities, kind, wanted in (
        (markdown, "markdown", "**Say instead:** “child sexual abuse material”"),
        ({}, "plaintext", "Say instead: “child sexual abuse material”"),
    ):
        client = start(capabilities=capabilities)
        client.open(URI, TEXT)
        place = around(TEXT, "child pornography")
        asked = {"textDocument": {"uri": URI}, "position": place["start"]}
        hover = client.request("textDocument/hover", asked)
        assert hover["contents"]["kind"] == kind
        assert wanted in hover["contents"]["value"]
        assert "Luxembourg Guidelines" in hover["contents"]["value"]
        assert ("**Avoid** (error)" if kind == "markdown" else "Avoid (error)") in hover["contents"]["value"]
        assert hover["range"] == place
        assert (
            client.request("textDocument/hover", {**asked, "position": {"line": 0, "character": 0}}) is None
        )


def test_the_card_of_a_quotation_tells_nobody_to_change_it(start: Callable[..., Any]) -> None:
    client = start()
    text = "The judge said: “Nobody asked about the child bride that night.”\n"
    client.open(URI, text)
    asked = {"textDocument": {"uri": URI}, "position": around(text, "child bride")["start"]}
    said = client.request("textDocument/hover", asked)["contents"]["value"]
    assert said.startswith("In your own words: “")
    assert "Say instead" not in said


def test_completion_offers_preferred_terms_in_prose_only(start: Callable[..., Any]) -> None:
    client = start()
    text = "We remove child porn\n\n```\nchild porn\n```\n\nThe CSAM\n\nor ch"
    client.open(URI, text)

    def offered(offset: int) -> list[Any]:
        asked = {"textDocument": {"uri": URI}, "position": position(text, offset)}
        return client.request("textDocument/completion", asked)["items"]

    first = offered(text.index("\n"))
    assert first[0]["label"] == "child sexual abuse material"
    assert first[0]["labelDetails"]["description"] == "CSAM"
    assert "sexually abused" in first[0]["documentation"]["value"]
    edit = first[0]["textEdit"]
    assert applied(text, [edit]).startswith("We remove child sexual abuse material\n")
    assert first[0]["filterText"].startswith("child porn")
    assert offered(text.index("\n```\n\nThe")) == []
    assert offered(text.index("\n\nor"))[0]["label"] == "child sexual abuse material"
    assert offered(len(text)) == []
    text = "We report child se"
    client.change(URI, text, 2)
    labels = [each["label"] for each in offered(len(text))]
    assert labels[:2] == ["child sexual abuse", "child sexual abuse material"]
    own = [each for each in labels if each.startswith("child se")]
    assert labels[: len(own)] == own, "what begins so itself comes before what contains it"


def test_explain_by_words_and_by_place(start: Callable[..., Any]) -> None:
    client = start()
    client.open(URI, TEXT)
    place = {"uri": URI, "position": around(TEXT, "pornography")["start"]}
    recommended = {"command": "luxterm.explain", "arguments": ["CSAM"]}
    found = client.request("workspace/executeCommand", recommended)
    assert found["term"] == "child sexual abuse material"
    for argument in (place, "child pornography"):
        command = {"command": "luxterm.explain", "arguments": [argument]}
        found = client.request("workspace/executeCommand", command)
        assert found["term"] == "child pornography"
        assert "**Avoid**" in found["markdown"]
    command = {
        "command": "luxterm.explain",
        "arguments": [{**place, "position": {"line": 0, "character": 0}}],
    }
    assert client.request("workspace/executeCommand", command) is None


def test_a_word_is_explained_in_the_language_of_its_text(start: Callable[..., Any]) -> None:
    """Though words of several languages share an id."""
    client = start()
    text = "Le texte interdit la pornographie enfantine.\n"
    client.open(URI, text)
    argument = {"uri": URI, "position": around(text, "pornographie")["start"]}
    command = {"command": "luxterm.explain", "arguments": [argument]}
    found = client.request("workspace/executeCommand", command)
    assert found["term"] == "pédopornographie"
    assert "**Dire plutôt" in found["markdown"]
    assert "**Say instead" not in found["markdown"]


def test_a_word_is_explained_as_its_place_is_marked(start: Callable[..., Any]) -> None:
    """By the profile in force; and where it is kept, why."""
    client = start(options={"settings": {"profile": "ca"}})
    text = "# Rules\n\nWe remove child pornography. The term “child pornography” should be avoided.\n"
    client.open(URI, text)
    used = (
        "### child pornography\n\n**Avoid** (error)\n\n**Say instead:** “child sexual abuse and exploitation"
    )
    for at, begins in ((text.index("child"), used), (text.rindex("child"), "“child pornography” kept: ")):
        argument = {"uri": URI, "position": position(text, at)}
        command = {"command": "luxterm.explain", "arguments": [argument]}
        found = client.request("workspace/executeCommand", command)
        assert found["markdown"].startswith(begins)
        assert found["markdown"].count("### ") == 1
