"""Code actions: what an editor offers to do about findings (replace, keep, add a title).

If the client asks again before it applies one (`codeAction/resolve`), the edit is made only then:
editors keep actions, and an edit for a text that has since changed would land in the wrong place.
"""

from collections.abc import Iterable
from functools import partial, reduce
from typing import Any, cast

from pygls.exceptions import JsonRpcInvalidParams

from luxterm.engine.fixes import Unsettled, edits_for
from luxterm.scan.file import check_text, fix_text_until_stable
from luxterm.scan.keeping import PASSING, SEEN
from luxterm.text.ends import common_ends
from luxterm.types import Applicability, Edit, Finding, figure
from luxterm.wording import in_marks, tell
from luxterm_server.addresses import path_of
from luxterm_server.checking import DocumentState
from luxterm_server.client import Client
from luxterm_server.diagnostics import diagnostic
from luxterm_server.titles import may_stay, title_around

EXPLAIN = "luxterm.explainTerm"
QUICK_FIX, FIX_ALL = "quickfix", "source.fixAll.luxterm"
KEEP, KEEP_ASK, ADD_TITLE = "luxterm.keepHere", "luxterm.keepHereAsk", "luxterm.addTitle"


def wants(kind: str, only: Iterable[str] | None) -> bool:
    """Whether a client that asks only for these kinds wants that one."""
    asked = None if only is None else [getattr(each, "value", each) for each in only]
    return asked is None or any(kind == each or kind.startswith(f"{each}.") or not each for each in asked)


def quick_fixes(checked: DocumentState, start: int, end: int, client: Client) -> list[dict[str, Any]]:
    """What can be done about the findings that touch text[start:end].

    Replacements first, unless the words may be a name or a title: then what leaves them alone. Only what
    `--fix` would do unasked is preferred, for editors make such a fix without showing it.
    """
    found = [each for each in checked.shown if each.start <= end and each.end >= start]
    leaving: list[dict[str, Any]] = []
    replacing: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    explaining: list[dict[str, Any]] = []
    for finding in found:
        shown = diagnostic(finding, checked.places, client._replace(data=False))
        about: dict[str, Any] = {"kind": QUICK_FIX, "diagnostics": [shown]}
        for number, fix in enumerate(finding.usable):
            action = {"title": tell("replace-with", fix.replacement), **about}
            if client.preferred and number == 0 and fix.applicability is Applicability.SAFE:
                action["isPreferred"] = True
            replacing.append(_with_edit(action, checked, fix.edits, client))
        title, edits = _all_of(checked, finding)
        if title:
            others.append(_with_edit({"title": title, **about}, checked, edits, client))
        if finding.about_comment:
            continue
        name = title_around(checked.analysis, finding, start, end)
        rest = leaving if name or may_stay(finding) else others
        if name:
            rest.append({**about, **_title(checked, finding, name)})
        saved = bool(path_of(checked.of.uri)) and checked.of.format not in PASSING
        seen = checked.of.format in SEEN
        if client.edits and not (saved and seen):
            rest.append({**about, **_keep(checked, finding, client)})
        if saved:
            outside = {**about, **_keep(checked, finding, client, outside=True)}
            (rest if seen else others).append(outside)
        if client.prompts:
            explaining.append({**about, **_explain(checked, finding)})
    return leaving + replacing + others + explaining


def fix_all_action(checked: DocumentState, client: Client, lazily: bool) -> dict[str, Any] | None:
    """All safe fixes as one action; None if there is nothing to fix."""
    if not any(fix.applicability is Applicability.SAFE for each in checked.shown for fix in each.usable):
        return None
    action: dict[str, Any] = {"title": tell("replace-all-safe"), "kind": FIX_ALL}
    if lazily and client.action_data:
        return {**action, "data": {"uri": checked.of.uri, "version": checked.of.version}}
    return {**action, "edit": workspace_edit(checked, fix_all(checked), client)}


def fix_all(checked: DocumentState) -> list[Edit]:
    """What `luxterm check --fix` would change of what is shown. Takes as long as a check: engine thread."""
    safe, options = Applicability.SAFE, checked.job.options
    edits, applied = edits_for(checked.shown, safe)
    selection = options.selection._replace(least=checked.least)
    job = checked.job._replace(options=options._replace(fix=safe, selection=selection))
    format, text = checked.of.format, checked.of.text
    try:
        stable, made = fix_text_until_stable(check_text(text, format, job), format, job)
    except Unsettled:
        return edits
    if made == len(applied):
        return edits
    return [_difference(text, stable.document.text)]


def workspace_edit(checked: DocumentState, edits: Iterable[Edit], client: Client) -> dict[str, Any]:
    """Edits of one version of a document; a capable client refuses them if the version has changed."""
    made = checked.places.edits(edits)
    if client.versioned:
        document = {"uri": checked.of.uri, "version": checked.of.version}
        return {"documentChanges": [{"textDocument": document, "edits": made}]}
    return {"changes": {checked.of.uri: made}}


def given_back(edits: Any, checked: DocumentState) -> list[Edit]:
    """The edits in the `data` of an action of ours that a client sends back. Raises JsonRpcInvalidParams."""
    made: list[Edit] = []
    for each in cast("list[Any]", edits) if isinstance(edits, list) else [edits]:
        match each:
            case [int(start), int(end), str(new)] if 0 <= start <= end <= len(checked.of.text):
                made.append(Edit(start, end, new))
            case _:
                raise JsonRpcInvalidParams("these are not the edits of an action of ours")
    return made


def finding_at(checked: DocumentState, start: Any, term: Any) -> Finding | None:
    """The finding that a command refers to."""
    return next((each for each in checked.shown if (each.start, each.term) == (start, term)), None)


def found_at(checked: DocumentState, offset: int) -> Finding | None:
    """The finding, a kept one too, at an offset; of two that touch there, the one that begins there."""
    touching = [each for each in checked.analysis.findings if each.start <= offset <= each.end]
    return next((each for each in touching if offset < each.end), next(iter(touching), None))


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def _with_edit(
    action: dict[str, Any], checked: DocumentState, edits: Iterable[Edit], client: Client
) -> dict[str, Any]:
    if not client.action_data:
        return {**action, "edit": workspace_edit(checked, edits, client)}
    return {**action, "data": {"uri": checked.of.uri, "version": checked.of.version, "edits": list(edits)}}


def _all_of(checked: DocumentState, finding: Finding) -> tuple[str, list[Edit]]:
    """What replacing all of the same term is called, and the safe fixes; "" if there are fewer than two."""
    same = (each for each in checked.shown if each.term == finding.term)
    edits, applied = edits_for(same, Applicability.SAFE)
    if len(applied) < 2:
        return "", []
    words = list(dict.fromkeys(in_marks(_safe_words(each)) for each in applied))
    said = reduce(partial(tell, "or"), words) if len(words) < 3 else f"{', '.join(words[:2])} …"
    return tell("replace-all-with", figure(len(applied)), said), edits


def _safe_words(finding: Finding) -> str:
    """What its safe fix puts there."""
    return next(fix.replacement for fix in finding.usable if fix.applicability is Applicability.SAFE)


def _about(checked: DocumentState, finding: Finding) -> dict[str, Any]:
    return {
        "uri": checked.of.uri,
        "version": checked.of.version,
        "start": finding.start,
        "term": finding.term,
        "text": one_line(finding.text),
    }


def _keep(
    checked: DocumentState, finding: Finding, client: Client, *, outside: bool = False
) -> dict[str, Any]:
    words = one_line(finding.text)
    title = tell("keep-outside", words) if outside else tell("keep-here", words)
    command = KEEP_ASK if client.prompts else KEEP
    about = _about(checked, finding)
    arguments = [{**about, "outside": True} if outside else about]
    return {"title": title, "command": {"title": title, "command": command, "arguments": arguments}}


def _explain(checked: DocumentState, finding: Finding) -> dict[str, Any]:
    title = tell("explain-words", one_line(finding.text))
    at = checked.places.range(finding.start, finding.start)["start"]
    arguments = [{"uri": checked.of.uri, "position": at}]
    return {"title": title, "command": {"title": title, "command": EXPLAIN, "arguments": arguments}}


def _title(checked: DocumentState, finding: Finding, name: str) -> dict[str, Any]:
    title = tell("add-to-titles", name)
    arguments = [{**_about(checked, finding), "title": name}]
    return {"title": title, "command": {"title": title, "command": ADD_TITLE, "arguments": arguments}}


def _difference(old: str, new: str) -> Edit:
    """One edit that turns `old` into `new`, without their common beginning and end."""
    start, left = common_ends(old, new)
    return Edit(start, len(old) - left, new[start : len(new) - left])
