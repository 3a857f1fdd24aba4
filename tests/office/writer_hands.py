"""Tasks of `writer_tasks`: hands on the keyboard and the mouse, which wait for what a drafter sees."""
# pyright: basic, reportMissingImports=false
# UNO is that Python's own, and comes without types

import subprocess
import time

import uno  # noqa: F401 (by which com.sun.star can be imported)
from com.sun.star.accessibility.AccessibleRole import PUSH_BUTTON, TEXT
from writer_desk import documents, make, wait


def front(name, width=1280, height=800):
    """The document's window, as large as the screen, with the cursor at the end of the text."""
    window = documents[name].CurrentController.Frame.getContainerWindow()
    window.setPosSize(0, 0, width, height, 15)
    window.setFocus()
    documents[name].CurrentController.getViewCursor().gotoEnd(False)
    time.sleep(1)


def xdo(*words):
    """Whatever xdotool does."""
    subprocess.run(["xdotool", *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    time.sleep(1)


def fill(title, words, button, *keys):
    """Type words in a window that opens until they stand there, press keys, its button until it's gone."""
    line = wait(lambda: _part(title, TEXT))
    if line is None:
        return False

    def typed():
        _click(line)
        xdo("key", "ctrl+a", "type", "--delay", 30, words)
        return line.getText() == words

    def pressed():
        if part := _part(title, PUSH_BUTTON, button):
            _click(part)
        return _window(title) is None

    done = wait(typed)
    for key in keys:
        xdo("key", key)
    return bool(done and wait(pressed))


def _window(title):
    """What a screen reader knows of the window with that title, None if none is there."""
    toolkit = make("com.sun.star.awt.Toolkit")
    for at in range(toolkit.getTopWindowCount()):
        window = toolkit.getTopWindow(at)
        if hasattr(window, "getAccessibleContext"):
            context = window.getAccessibleContext()
            if context is not None and context.getAccessibleName() == title:
                return context
    return None


def _part(title, role, name=""):
    """The first part of a window that is of this kind."""
    waiting = [_window(title)]
    while waiting:
        context = waiting.pop(0)
        if context is None:
            continue
        if context.getAccessibleRole() == role and name in ("", context.getAccessibleName()):
            return context
        count = range(context.getAccessibleChildCount())
        waiting += [context.getAccessibleChild(at).getAccessibleContext() for at in count]
    return None


def _click(part):
    """Into its middle."""
    place, size = part.getLocationOnScreen(), part.getSize()
    xdo("mousemove", place.X + size.Width // 2, place.Y + size.Height // 2, "click", 1)
