"""Small questions to the office: its desktop, its configuration, its folders, a message to the drafter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.util import DateTime

TEXT_DOCUMENT = "com.sun.star.text.GenericTextDocument"
_OK = 1
"""com.sun.star.awt.MessageBoxButtons.BUTTONS_OK"""


def context() -> Any:
    """The component context of this office."""
    return uno.getComponentContext()


def make(name: str, *arguments: Any) -> Any:
    """A service of the office."""
    here = context()
    manager = here.ServiceManager
    if arguments:
        return manager.createInstanceWithArgumentsAndContext(name, arguments, here)
    return manager.createInstanceWithContext(name, here)


def desktop() -> Any:
    """What holds the open documents."""
    return make("com.sun.star.frame.Desktop")


def documents() -> list[Any]:
    """The open texts, the one in front first."""
    components = desktop().getComponents().createEnumeration()
    found: list[Any] = []
    while components.hasMoreElements():
        each = components.nextElement()
        if is_text(each):
            found.append(each)
    front = desktop().getCurrentComponent()
    return sorted(found, key=lambda each: each != front)


def is_text(model: Any) -> bool:
    """Whether a component is a text of Writer."""
    return hasattr(model, "supportsService") and model.supportsService(TEXT_DOCUMENT)


def path_of(model: Any) -> str:
    """The path of a document, "" if it was never saved or isn't on this computer."""
    url = model.getURL()
    return uno.fileUrlToSystemPath(url) if url.startswith("file:") else ""


def value(name: str, content: Any) -> Any:
    """A property of that name."""
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def configured(node: str, name: str) -> Any:
    """A value of the office's configuration, None if it isn't set."""
    provider = make("com.sun.star.configuration.ConfigurationProvider")
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess", (value("nodepath", node),)
    )
    return access.getPropertyValue(name)


def language() -> str:
    """The language of the office's menus, with its country: "en-GB"."""
    return str(configured("/org.openoffice.Setup/L10N", "ooLocale") or "en")


def user() -> str:
    """The drafter's name, as the office knows it; "" if nobody has filled it in."""
    names = (configured("/org.openoffice.UserProfile/Data", key) for key in ("givenname", "sn"))
    return " ".join(str(name) for name in names if name)


def now() -> Any:
    """The time of day as the office has it."""
    at = datetime.now()
    return DateTime(
        Year=at.year, Month=at.month, Day=at.day, Hours=at.hour, Minutes=at.minute, Seconds=at.second
    )


def profile_folder() -> str:
    """The folder of the office's own profile."""
    url = make("com.sun.star.util.PathSubstitution").substituteVariables("$(user)", True)
    return str(uno.fileUrlToSystemPath(url))


def code_of(locale: Any) -> str:
    """A locale as a language tag: "fr-BE"."""
    if locale.Language == "qlt":  # the tag is in the variant
        return str(locale.Variant)
    return f"{locale.Language}-{locale.Country}" if locale.Country else str(locale.Language)


def tell(text: str, title: str = "luxterm") -> None:
    """Show a message; none where the office has no window."""
    frame = desktop().getCurrentFrame()
    window = frame.getContainerWindow() if frame is not None else None
    if window is not None:
        kind = uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
        window.getToolkit().createMessageBox(window, kind, _OK, title, text).execute()
