"""The context menu: on a word that is marked, why, and keeping it there with a reason."""

from __future__ import annotations

from typing import Any

import uno
import unohelper
from com.sun.star.task import XJob
from com.sun.star.ui import XContextMenuInterceptor

from luxterm_libreoffice import commands, office, places, state
from luxterm_libreoffice.service import Service

_IGNORED = uno.Enum("com.sun.star.ui.ContextMenuInterceptorAction", "IGNORED")
_CHANGED = uno.Enum("com.sun.star.ui.ContextMenuInterceptorAction", "CONTINUE_MODIFIED")


class ViewJob(Service, XJob):
    """Called by the office for each view of a document that it opens."""

    NAME = "org.luxterm.libreoffice.ViewJob"
    SERVICES = ("com.sun.star.task.Job",)

    def execute(self, arguments: Any) -> None:
        """Listen to the context menu of the view."""
        try:
            said = {each.Name: each.Value for each in arguments}
            model: Any = {each.Name: each.Value for each in said["Environment"]}.get("Model")
            if office.is_text(model):
                controller = model.getCurrentController()
                if controller is not None:
                    controller.registerContextMenuInterceptor(_Menu())
        except Exception as error:
            state.get().failed(error)


class _Menu(unohelper.Base, XContextMenuInterceptor):
    def notifyContextMenuExecute(self, event: Any) -> Any:
        """Add to the menu if the word is marked."""
        here = state.get()
        try:
            model = event.Selection and office.desktop().getCurrentComponent()
            asked = places.mark_at_cursor(here, model) if here.ready and office.is_text(model) else None
            if asked is None:
                return _IGNORED
            menu = event.ActionTriggerContainer
            _add(menu, None, "")
            say, words = here.texts.say, asked.mark["words"]
            _add(menu, "why", say("writer-menu-why", words))
            _add(menu, "keep", say("writer-menu-keep", words))
            return _CHANGED
        except state.Trouble:
            return _IGNORED
        except Exception as error:
            here.failed(error)
            return _IGNORED


def _add(menu: Any, command: Any, label: str) -> None:
    kind = "com.sun.star.ui.ActionTrigger" + ("" if command else "Separator")
    entry = menu.createInstance(kind)
    if command:
        entry.setPropertyValue("Text", label)
        entry.setPropertyValue("CommandURL", f"service:{commands.Commands.NAME}?{command}")
    menu.insertByIndex(menu.getCount(), entry)
