"""The commands in the menu: check the document, review it, why, keep here, settings."""

from __future__ import annotations

import os
import tempfile
from typing import Any, Callable

import uno
from com.sun.star.task import XJobExecutor
from com.sun.star.uno import Exception as OfficeException

from luxterm_libreoffice import dialogs, marks, office, places, state
from luxterm_libreoffice.engine import HERE
from luxterm_libreoffice.service import Service
from luxterm_libreoffice.settings import Settings

_FILTERS = {
    "com.sun.star.text.GenericTextDocument": ("writer8", ".odt"),
    "com.sun.star.sheet.SpreadsheetDocument": ("calc8", ".ods"),
    "com.sun.star.presentation.PresentationDocument": ("impress8", ".odp"),
}
"""How a document is written for luxterm to read, by what it is."""
_BESIDE = "beside"
"""A reason goes into the list of what stays, beside the document."""


class Commands(Service, XJobExecutor):
    """What the menus call."""

    NAME = "org.luxterm.libreoffice.Commands"
    SERVICES = (NAME,)

    def trigger(self, command: str) -> None:
        """Do what was chosen; whatever goes wrong is said."""
        here = state.get()
        try:
            if command != "settings" and not here.ready:
                raise state.Trouble(here.trouble)
            _COMMANDS[command](here, office.desktop().getCurrentComponent())
        except state.Trouble as error:
            office.tell(str(error))
        except Exception as error:
            office.tell(here.failed(error))


def check(here: state.State, model: Any) -> None:
    """Everything in the document, in a list that leads to the places."""
    say = here.texts.say
    if office.is_text(model):
        lines, chosen = text_list(here, model)
        found = say("writer-found", len(lines))
    else:
        found_marks, errors = scanned(here, model)
        lines = [*errors, *(f"{it['place']}: {it['message']}" for it in found_marks)]
        chosen = [*("" for _ in errors), *(it["why"] for it in found_marks)].__getitem__
        found = say("writer-found-places", len(lines))
    title = say("writer-found-title")
    if lines:
        dialogs.show_list(title, found, lines, chosen, say("writer-close"))
    else:
        office.tell(say("writer-nothing"), title)


def text_list(here: state.State, model: Any) -> tuple[list[str], Callable[[int], str]]:
    """The lines of the list for a text, and what happens when one is chosen. Raises Trouble."""
    bound = here.documents.of(model)
    answer, found = bound.read(here.ask, bound.count)
    found_marks = here.ask({"do": "list", "document": bound.id})["marks"]
    lines = [*answer["problems"], *(_line(found[it["paragraph"]][0]["text"], it) for it in found_marks)]
    skipped = len(answer["problems"])

    def chosen(at: int) -> str:
        if at < skipped:
            return str(answer["problems"][at])
        mark = found_marks[at - skipped]
        try:
            places.select(model, found[mark["paragraph"]][1], mark)
        except (AttributeError, OfficeException):  # what is gone has no methods any more
            return here.texts.say("writer-gone")
        return marks.said(mark)

    return lines, chosen


def _line(text: str, mark: marks.Mark) -> str:
    """A mark in its sentence, and what to write."""
    before, words, after = marks.parts(text, mark)
    left, right = marks.around(before, after)
    written = f" → {mark['suggestions'][0]}" if mark["suggestions"] else ""
    return " ".join(f"{words}{written}   |   {left}{words}{right}".split("\n"))


def scanned(here: state.State, model: Any) -> tuple[list[marks.Mark], list[str]]:
    """What is found in a document that isn't a text, and what went wrong. Raises Trouble."""
    with tempfile.TemporaryDirectory(prefix="luxterm-") as folder:
        answer = here.ask({"do": "scan", "path": office.path_of(model), "as": _copy(here, model, folder)})
    return answer["marks"], answer["errors"]


def review(here: state.State, model: Any) -> None:
    """A copy of a text with tracked changes and comments, opened beside it without a name."""
    say = here.texts.say
    if not office.is_text(model):
        raise state.Trouble(say("writer-only-texts"))
    with tempfile.TemporaryDirectory(prefix="luxterm-") as folder:
        made, answer = reviewed(here, model, folder)
        if made is None:
            office.tell("\n".join([say("writer-no-review"), *answer["said"]]))
            return
    office.tell("\n".join([say("writer-reviewed", answer["changes"], answer["remarks"]), *answer["said"]]))


def reviewed(here: state.State, model: Any, folder: str) -> tuple[Any, dict[str, Any]]:
    """The reviewed copy as an open document, None if there is nothing to say; and luxterm's answer."""
    copy = os.path.join(folder, "reviewed.odt")
    request = {"do": "review", "path": office.path_of(model), "as": _copy(here, model, folder), "copy": copy}
    answer = here.ask(request)
    if not os.path.exists(copy):
        return None, answer
    arguments = (office.value("AsTemplate", True), office.value("Hidden", _hidden(model)))
    return office.desktop().loadComponentFromURL(
        uno.systemPathToFileUrl(copy), "_blank", 0, arguments
    ), answer


def _hidden(model: Any) -> bool:
    """Whether a document was opened without a window: its copy is, too."""
    return any(each.Name == "Hidden" and each.Value for each in model.getArgs())


def _copy(here: state.State, model: Any, folder: str) -> str:
    """Where a copy of the document as it is now was written. Raises Trouble for a kind that isn't read."""
    kinds = (
        it
        for service, it in _FILTERS.items()
        if hasattr(model, "supportsService") and model.supportsService(service)
    )
    kind = next(kinds, None)
    if kind is None:
        raise state.Trouble(here.texts.say("writer-not-this-kind"))
    path = os.path.join(folder, "document" + kind[1])
    model.storeToURL(uno.systemPathToFileUrl(path), (office.value("FilterName", kind[0]),))
    return path


def why(here: state.State, model: Any) -> None:
    """What there is to say about the word at the cursor."""
    office.tell(marks.said(_asked(here, model).mark, "\n\n"))


def keep(here: state.State, model: Any) -> None:
    """Keep the word at the cursor for a reason: with a comment, or in the list beside a saved document.

    Nothing is written into a document that may only be read.
    """
    say = here.texts.say
    asked = _asked(here, model)
    words = asked.mark["words"]
    where = [] if model.isReadonly() else [("", say("writer-where-comment"))]
    if office.path_of(model):
        where.append((_BESIDE, say("writer-where-list")))
    if not where:
        raise state.Trouble(say("writer-read-only"))
    fields: list[dialogs.Field] = [("reason", say("writer-reason", words), (), "")]
    if office.path_of(model):
        fields = [
            ("reason", say("writer-reason-alone", words), (), ""),
            ("where", say("writer-where"), where, where[0][0]),
        ]
    given = dialogs.form(say("writer-keep-title"), fields, say("writer-keep-it"), say("writer-cancel"))
    reason = " ".join(given["reason"].split()) if given else ""
    if given and not reason:
        raise state.Trouble(say("writer-no-reason"))
    if given:
        keep_at_cursor(here, model, asked, reason, beside=given.get("where") == _BESIDE)


def keep_at_cursor(
    here: state.State, model: Any, asked: places.Asked, reason: str, beside: bool = False
) -> None:
    """Put the comment there, or the place into the list, and check again. Raises Trouble."""
    mark = asked.mark
    if beside:
        place = {**asked.request, "start": mark["start"], "rule": mark["rule"]}
        here.ask({"do": "keep", **place, "reason": reason, "by": office.user()})
    else:
        places.keep(model, asked, reason)
        here.documents.of(model).count = -1
    here.check_again()


def _asked(here: state.State, model: Any) -> places.Asked:
    asked = places.mark_at_cursor(here, model) if office.is_text(model) else None
    if asked is None:
        raise state.Trouble(here.texts.say("writer-no-word"))
    return asked


def settings(here: state.State, model: Any) -> None:
    """Profile, severity, languages, what is ignored; and how luxterm is doing."""
    say, now, known = here.texts.say, here.settings, here.known
    profiles = known.get("profiles", {}).items()
    severities = (
        ("", say("writer-info")),
        ("warning", say("writer-warning")),
        ("error", say("writer-error")),
    )
    langs = [("", say("writer-auto")), *known.get("languages", {}).items()]
    fields: list[dialogs.Field] = [
        ("profile", say("writer-profile"), [("", say("writer-default")), *profiles], now.profile),
        ("severity", say("writer-severity"), severities, now.severity),
        ("lang", say("writer-lang"), langs, now.lang),
        ("ignored", say("writer-ignored"), (), ", ".join(now.ignored)),
        ("program", say("writer-program"), (), now.program),
    ]
    how = say("writer-here") if here.engine.how == HERE else here.engine.how
    doing = here.trouble or say("writer-works", known.get("luxterm", ""), how)
    title = say("writer-settings-title")
    given = dialogs.form(title, fields, say("writer-save"), say("writer-cancel"), doing)
    if given is not None:
        here.keep(settings_from(given))


def settings_from(given: dict[str, str]) -> Settings:
    """What was filled in."""
    ignored = tuple(filter(None, (it.strip() for it in given["ignored"].split(","))))
    return Settings(given["profile"], given["severity"], given["lang"], ignored, given["program"].strip())


_COMMANDS: dict[str, Callable[[state.State, Any], None]] = {
    "check": check,
    "review": review,
    "why": why,
    "keep": keep,
    "settings": settings,
}
