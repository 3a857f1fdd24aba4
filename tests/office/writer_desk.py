"""The office that the tasks of `writer_tasks` work in, and the texts that they have open there."""
# pyright: basic, reportMissingImports=false
# UNO is that Python's own, and comes without types

import time

import uno  # noqa: F401 (by which com.sun.star can be imported)
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from uno_tasks import connect

LOCALES = {"en": Locale("en", "GB", ""), "fr": Locale("fr", "FR", ""), "es": Locale("es", "ES", "")}
PATIENCE = 90

documents = {}
"""The open texts, by the names that the tasks give them."""
_office = {}


def begin(pipe):
    """Connect with the office at the end of a pipe."""
    _office["context"] = connect(pipe)


def make(name):
    context = _office["context"]
    return context.ServiceManager.createInstanceWithContext(name, context)


def singleton(name):
    return _office["context"].getValueByName(f"/singletons/{name}")


def value(name, content):
    return PropertyValue(name, 0, content, 0)


def configuration(node, update=False):
    provider = make("com.sun.star.configuration.ConfigurationProvider")
    kind = "com.sun.star.configuration.Configuration" + ("UpdateAccess" if update else "Access")
    return provider.createInstanceWithArguments(kind, (value("nodepath", node),))


def wait(asked):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := asked():
            return found
        time.sleep(0.2)
    return None
